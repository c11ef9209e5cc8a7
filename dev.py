#!/usr/bin/env python3
"""Every task of a developer, and `run` for everybody. Needs only Python 3.11–3.13, on Linux or Windows.

    python3 dev.py run       set up what is missing and start the program
    python3 dev.py test      set up what is missing and run the whole suite without a screen
    python3 dev.py setup     only the set-up of `run` (with --dev: the set-up of `test`)
    python3 dev.py check     lint, format, types, import layers, catalogue, house rules
    python3 dev.py faults    the long kill, full-disk and corruption runs
    python3 dev.py shots     pictures of every page and document into ./shots
    python3 dev.py bench     measurements as ratios taken in one run
    python3 dev.py package   the one-folder build into ./dist (--self-test also runs it)
    python3 dev.py texts     compile the Vietnamese catalogue

What follows a command is handed on: `python3 dev.py test tests/rules -x`.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "chibo-setup.json"
WINDOWS = sys.platform == "win32"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
LOCKS = {"run": ("requirements.txt", "requirements-build.txt"), "dev": ("requirements-dev.txt",)}

# Debian package → what shows that it is there: a library, a program or a file. All were found needed one by one.
QT_PACKAGES = {
    "libegl1": "libEGL.so.1",
    "libgl1": "libGL.so.1",
    "libdbus-1-3": "libdbus-1.so.3",
    "libfontconfig1": "libfontconfig.so.1",
    "libxkbcommon0": "libxkbcommon.so.0",
    "libglib2.0-0": "libglib-2.0.so.0",
    "libxcb-cursor0": "libxcb-cursor.so.0",
    "libxcb-icccm4": "libxcb-icccm.so.4",
    "libxcb-keysyms1": "libxcb-keysyms.so.1",
    "libxcb-shape0": "libxcb-shape.so.0",
    "libxkbcommon-x11-0": "libxkbcommon-x11.so.0",
}
TEST_PACKAGES = {
    "age": "age",
    "unzip": "unzip",
    "poppler-utils": "pdftotext",
    "xvfb": "Xvfb",
    "xauth": "xauth",
    "libreoffice-calc": "/usr/lib/libreoffice/program/libsclo.so",
    "libreoffice-writer": "/usr/lib/libreoffice/program/libswlo.so",
    "fonts-liberation2": "/usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf",
    "binutils": "objdump",
}


class Stop(Exception):
    """The work cannot go on; the text says what the person can do."""


def main(arguments: Sequence[str]) -> int:
    """Carry out one command and return its exit code."""
    name, rest = (arguments[0], list(arguments[1:])) if arguments else ("--help", [])
    if name not in COMMANDS:
        print(__doc__)
        return 0 if name in {"-h", "--help"} else 2
    try:
        if not (3, 11) <= sys.version_info[:2] <= (3, 13):
            raise Stop(f"Python 3.11, 3.12 or 3.13 is needed; this is {sys.version.split()[0]}.")
        return COMMANDS[name](rest)
    except Stop as stop:
        print(f"dev.py: {stop}", file=sys.stderr)
    except KeyboardInterrupt:
        print("dev.py: stopped.", file=sys.stderr)
    return 2


# --- set-up ---------------------------------------------------------------------------------------------------------


def ready(kind: str) -> None:
    """Make the environment and install what `run` or `dev` needs; costs a few milliseconds when all is there."""
    install_packages({**QT_PACKAGES, **TEST_PACKAGES} if kind == "dev" else QT_PACKAGES)
    if fingerprint(kind) not in stamped():
        make_environment()
        install_lock(kind)
        done = stamped() | {fingerprint(kind)} | ({fingerprint("run")} if kind == "dev" else set())
        STAMP.write_text(json.dumps(sorted(done)), encoding="utf-8")
    if texts_are_stale():
        compile_texts([])


def fingerprint(kind: str) -> str:
    """Return what an environment of this kind was made from: its locks, this Python, this place."""
    digest = hashlib.sha256(f"{kind} {sys.version_info[:2]} {sys.base_prefix} {ROOT}".encode())
    for name in (*LOCKS[kind], "pyproject.toml"):
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def stamped() -> set[str]:
    """Return the fingerprints of the set-ups that were finished in this environment."""
    try:
        return set(json.loads(STAMP.read_text(encoding="utf-8"))) if PYTHON.exists() else set()
    except (OSError, ValueError):
        return set()


def make_environment() -> None:
    """Make `.venv`, or make it anew when it belongs to another Python."""
    if importlib.util.find_spec("ensurepip") is None:
        install_packages({f"python{sys.version_info[0]}.{sys.version_info[1]}-venv": "/no/such/file"})
    version = "import sys, pip; print(*sys.version_info[:2])"
    wanted = f"{sys.version_info[0]} {sys.version_info[1]}"
    if PYTHON.exists():
        found = subprocess.run([PYTHON, "-c", version], capture_output=True, text=True, check=False)
        if found.returncode == 0 and found.stdout.strip() == wanted:
            return
    print("Making .venv …", flush=True)
    # A new process: this one may have looked for ensurepip before it was installed.
    command([sys.executable, "-m", "venv", "--clear", str(VENV)])


def install_lock(kind: str) -> None:
    """Install the pinned, hashed packages and the program itself as an editable package."""
    print("Installing the pinned packages …", flush=True)
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    locks = [part for name in LOCKS[kind] for part in ("-r", str(ROOT / name))]
    command([*pip, "--require-hashes", *locks])
    command([*pip, "--no-deps", "--no-build-isolation", "--editable", str(ROOT)])


def install_packages(packages: dict[str, str]) -> None:
    """Install the missing Debian packages where we are root, else stop with the exact line to type."""
    missing = [] if not sys.platform.startswith("linux") else sorted(p for p, sign in packages.items() if not has(sign))
    if not missing:
        return
    line = ["apt-get", "install", "-y", "--no-install-recommends", *missing]
    if not shutil.which("apt-get"):
        print(f"dev.py: these may be missing (names of Debian): {' '.join(missing)}", file=sys.stderr)
    elif os.geteuid() != 0:
        raise Stop(f"some system packages are missing. Please type:\n    sudo {' '.join(line)}")
    else:
        print(f"Installing {' '.join(missing)} …", flush=True)
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        command(["apt-get", "update", "-qq"], quiet)
        command([*line[:2], "-qq", "-o=Dpkg::Use-Pty=0", *line[2:]], quiet, output=subprocess.DEVNULL)


def has(sign: str) -> bool:
    """Tell whether a library, program or file is there, without starting a process."""
    if sign.startswith("/"):
        return Path(sign).exists()
    if ".so" not in sign:
        return shutil.which(sign) is not None
    return any((folder / sign).exists() for folder in library_folders())


def library_folders() -> Iterator[Path]:
    """Yield the folders where Linux keeps its libraries."""
    multiarch = getattr(sys.implementation, "_multiarch", "")
    yield from (Path("/usr/lib", multiarch), Path("/lib", multiarch), Path("/usr/lib64"), Path("/usr/local/lib"))
    yield from (Path(folder) for folder in os.environ.get("LD_LIBRARY_PATH", "").split(":") if folder)


def texts_are_stale() -> bool:
    """Tell whether the compiled catalogue is missing or older than its sources."""
    locale = ROOT / "resources" / "locale"
    compiled, sources = locale / "vi.mo", list((locale / "vi").glob("*.po"))
    return not compiled.exists() or any(s.stat().st_mtime_ns > compiled.stat().st_mtime_ns for s in sources)


def compile_texts(_rest: Sequence[str]) -> int:
    """Compile `resources/locale/vi/*.po` into the one file the program loads at once."""
    code = (
        "from chibo_app.basics import i18n, resources, safe_file;"
        "safe_file.write_bytes(resources.path('locale/vi.mo'), i18n.compile_catalogue(i18n.po_files()))"
    )
    command([str(PYTHON), "-c", code])
    return 0


# --- commands -------------------------------------------------------------------------------------------------------


def setup(rest: Sequence[str]) -> int:
    """Set up only."""
    ready("dev" if "--dev" in rest else "run")
    print(f"Ready: {PYTHON}")
    return 0


def run(rest: Sequence[str]) -> int:
    """Start the program; where there is no screen, do its main work without a window and say where the files are."""
    ready("run")
    if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        print("No screen here: doing the main work without a window, into ./practice-out", flush=True)
        return python(str(ROOT / "packaging" / "main_job.py"), str(ROOT / "practice-out"), *rest)
    arguments = [str(PYTHON), "-m", "chibo_app", *rest]
    if not WINDOWS:
        os.execv(PYTHON, arguments)
    return subprocess.run(arguments, check=False).returncode


def test(rest: Sequence[str]) -> int:
    """Run the suite (without the long fault runs and the benchmarks)."""
    ready("dev")
    chosen = [] if "-m" in rest else ["-m", "not faults and not benchmark"]
    # A file stays with one worker: what its tests share is made once, and they run in the order they are written in.
    spread = ["-n", str(min(4, os.cpu_count() or 2)), "--dist", "loadfile"]
    workers = [] if any(part.startswith("-n") for part in rest) else spread
    return pytest(*chosen, *workers, *rest)


def faults(rest: Sequence[str]) -> int:
    """Run the long fault runs."""
    ready("dev")
    return pytest("-m", "faults", *rest)


def bench(rest: Sequence[str]) -> int:
    """Run the benchmarks one after the other and show their tables."""
    ready("dev")
    return pytest("-m", "benchmark", "-s", "-q", "tests/benchmarks", *rest)


def shots(rest: Sequence[str]) -> int:
    """Make pictures of every page and document."""
    ready("dev")
    os.environ["PYTHONPATH"] = str(ROOT / "tests")
    return python("-m", "support.shots", *rest)


def package(rest: Sequence[str]) -> int:
    """Build the one-folder program; with --self-test also run it outside the source tree."""
    ready("dev")
    return python(str(ROOT / "packaging" / "build.py"), *rest)


def texts(rest: Sequence[str]) -> int:
    """Compile the catalogue."""
    ready("run")
    return compile_texts(rest)


def check(_rest: Sequence[str]) -> int:
    """Run every check, all of them even when one fails, and say which failed."""
    ready("dev")
    code = ["src", "tests", "dev.py", "packaging"]
    tool = [str(PYTHON), "-m"]
    steps = {
        "ruff check": [*tool, "ruff", "check", *code],
        "ruff format": [*tool, "ruff", "format", "--check", *code],
        "mypy": [*tool, "mypy", "src/chibo_app", "tests"],
        "mypy of the scripts": [*tool, "mypy", "dev.py", *map(str, sorted(ROOT.glob("packaging/*.py")))],
        "import layers": [str(PYTHON.with_name("lint-imports.exe" if WINDOWS else "lint-imports")), "--no-cache"],
        "house rules": [*tool, "pytest", "-q", "tests/house"],
    }
    failed = []
    for name, arguments in steps.items():
        print(f"--- {name}", flush=True)
        if subprocess.run(arguments, cwd=ROOT, env=offscreen(), check=False).returncode:
            failed.append(name)
    print(f"check: failed: {', '.join(failed)}" if failed else "check: all clean", flush=True)
    return 1 if failed else 0


# --- processes ------------------------------------------------------------------------------------------------------


def offscreen() -> dict[str, str]:
    """Return an environment in which Qt needs no screen."""
    return {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"}


def pytest(*arguments: str) -> int:
    """Run pytest from the top of the project."""
    return python("-m", "pytest", *arguments)


def python(*arguments: str) -> int:
    """Run our Python offscreen and return its exit code."""
    return subprocess.run([str(PYTHON), *arguments], cwd=ROOT, env=offscreen(), check=False).returncode


def command(arguments: Sequence[str], environment: dict[str, str] | None = None, output: int | None = None) -> None:
    """Run a step of the set-up; stop when it fails."""
    if subprocess.run(arguments, cwd=ROOT, env=environment, stdout=output, check=False).returncode:
        raise Stop(f"this step failed: {' '.join(map(str, arguments))}")


COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {
    "run": run,
    "test": test,
    "setup": setup,
    "check": check,
    "faults": faults,
    "shots": shots,
    "bench": bench,
    "package": package,
    "texts": texts,
}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
