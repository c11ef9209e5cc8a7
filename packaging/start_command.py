"""Start the command line of the packaged program."""

from __future__ import annotations

import sys

from chibo_app.cli import main

if __name__ == "__main__":
    sys.exit(main())
