"""`python -m chibo_app` starts the window."""

from __future__ import annotations

import sys

from chibo_app.app import main

if __name__ == "__main__":
    sys.exit(main())
