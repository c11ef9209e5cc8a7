"""Build the one-folder program into `dist/so-chi-bo`; `--self-test` also runs it away from the source tree.

Called by `python3 dev.py package`. `--archive` adds the portable archive beside the folder.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BUILT = ROOT / "dist" / "so-chi-bo"
SUFFIX = ".exe" if sys.platform == "win32" else ""
LARGEST_MB = 300


def main(arguments: Sequence[str]) -> int:
    """Build, and do what the arguments ask; return 0 when all of it worked."""
    if "--no-build" not in arguments and build():
        return 1
    size = sum(file.stat().st_size for file in BUILT.rglob("*") if file.is_file() and not file.is_symlink()) / 1e6
    print(f"Built {BUILT}: {size:.0f} MB", flush=True)
    if size > LARGEST_MB:
        print(f"That is more than {LARGEST_MB} MB: something came along that the program does not need.")
        return 1
    if "--archive" in arguments:
        kind = "zip" if SUFFIX else "xztar"
        print(shutil.make_archive(str(BUILT), kind, root_dir=BUILT.parent, base_dir=BUILT.name))
    return self_test() if "--self-test" in arguments else 0


def build() -> int:
    """Run PyInstaller on the recipe and return its exit code."""
    recipe = ROOT / "packaging" / "so-chi-bo.spec"
    folders = ["--distpath", str(ROOT / "dist"), "--workpath", str(ROOT / "build")]
    tool = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    return subprocess.run([*tool, *folders, str(recipe)], cwd=ROOT, check=False).returncode


def self_test() -> int:
    """Run the built program in another folder, with an empty environment, and return its exit code."""
    with tempfile.TemporaryDirectory() as name:
        away = Path(name, "Sổ Chi bộ")  # a path with spaces and marks, as a person's own
        shutil.copytree(BUILT, away, symlinks=True)
        home = Path(name, "home")
        home.mkdir()
        window = run(away / f"so-chi-bo{SUFFIX}", "--self-test", str(home / "ra"), home=home)
        command = run(away / f"chibo{SUFFIX}", "practice", str(home / "practice.chibo"), home=home)
        made = [file for file in (home / "ra").rglob("*") if file.is_file() and file.stat().st_size]
        print(f"Self-test: window {window}, command {command}, {len(made)} files made", flush=True)
        return int(bool(window or command or not any(file.suffix == ".pdf" for file in made)))


def run(program: Path, *arguments: str, home: Path) -> int:
    """Run a built program with nothing of this environment but the system's own folders."""
    kept = {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP", "TMP") if name in os.environ}
    environment = {
        **kept, "PATH": os.defpath, "HOME": str(home), "LOCALAPPDATA": str(home), "LANG": "C.UTF-8",
        "QT_QPA_PLATFORM": "offscreen", "CHIBO_DATA": str(home / "data"),
    }  # fmt: skip
    result = subprocess.run(
        [program, *arguments], cwd=home, env=environment, check=False, timeout=300, stdin=subprocess.DEVNULL
    )
    return result.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
