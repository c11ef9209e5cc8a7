"""`python -m chibo_app.cli`: the same as the command `chibo`."""

import sys

from chibo_app.cli import main

if __name__ == "__main__":
    sys.exit(main())
