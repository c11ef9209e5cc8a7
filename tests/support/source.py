"""The project's own source, for the house tests."""

from __future__ import annotations

import ast
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = ROOT / "src" / "chibo_app"


def python_files(*folders: Path) -> list[Path]:
    """Return the Python files of some folders, or of the whole project."""
    if folders:
        return sorted(file for folder in folders for file in folder.rglob("*.py"))
    return [ROOT / "dev.py", *python_files(ROOT / "src", ROOT / "tests", ROOT / "packaging")]


def name(file: Path) -> str:
    """Return how a test names a file."""
    return file.relative_to(ROOT).as_posix()


@cache
def tree(file: Path) -> ast.Module:
    """Return the parsed source of a file."""
    return ast.parse(file.read_text(encoding="utf-8"), filename=str(file))


def imported(file: Path) -> Iterator[tuple[int, str]]:
    """Yield line and full name of everything a file imports, also inside functions."""
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def strings(file: Path) -> Iterator[tuple[int, str]]:
    """Yield line and text of every string in a file that is not a docstring."""
    described = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree(file))
        if isinstance(node, described) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.lineno, node.value


@cache
def tracked_files() -> tuple[Path, ...]:
    """Return the files under version control; without Git, every file that is not made by a tool."""
    if (ROOT / ".git").exists() and shutil.which("git"):
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
        names = [part.decode() for part in listed.stdout.split(b"\0") if part]
        return tuple(ROOT / part for part in names if (ROOT / part).is_file())
    made = {".venv", "build", "dist", "shots", "practice-out", ".git", ".mypy_cache", ".ruff_cache", ".hypothesis"}
    files = (file for top in ROOT.iterdir() if top.name not in made for file in [top, *top.rglob("*")])
    return tuple(file for file in files if file.is_file() and file.suffix != ".pyc")
