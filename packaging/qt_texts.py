"""Make `resources/locale/qtbase_vi.qm` from `qtbase_vi.ts`: Qt brings no Vietnamese texts of its own.

Run it with the project's Python after changing a translation; both files are kept under version control.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import PySide6

LOCALE = Path(__file__).resolve().parents[1] / "resources" / "locale"


def main() -> int:
    """Compile the translations and return the exit code of Qt's own compiler."""
    tool = Path(PySide6.__file__).parent / ("lrelease.exe" if sys.platform == "win32" else "lrelease")
    arguments: list[str | Path] = [tool, "-silent", LOCALE / "qtbase_vi.ts", "-qm", LOCALE / "qtbase_vi.qm"]
    return subprocess.run(arguments, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
