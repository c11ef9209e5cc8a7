"""What is installed is pinned and hashed, and nothing names where it comes from."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from support.source import ROOT, name, tracked_files

LOCKS = ("requirements.txt", "requirements-build.txt", "requirements-dev.txt")
REGISTRY = re.compile(r"pypi[.]org|pythonhosted|(deb|security|ftp)[.]debian|npmjs|index-url|find-links", re.IGNORECASE)
OWN = Path(__file__)


def pins(lock: str) -> dict[str, str]:
    """Return version by package of a lock."""
    return dict(re.findall(r"^([\w.-]+)==(\S+)", (ROOT / lock).read_text(encoding="utf-8"), flags=re.MULTILINE))


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_of_a_lock_has_a_version_and_hashes(lock: str) -> None:
    logical = (ROOT / lock).read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    packages = [line for line in logical if line.strip() and not line.lstrip().startswith("#")]
    assert packages
    assert not [line for line in packages if not re.match(r"[\w.-]+==\S+ .*--hash=sha256:[0-9a-f]{64}", line)]


def test_developers_test_the_very_versions_the_users_run() -> None:
    developer = pins("requirements-dev.txt")
    for lock in LOCKS[:2]:
        assert {package: developer.get(package) for package in pins(lock)} == pins(lock)


def test_qt_is_the_version_that_does_not_lose_references() -> None:
    assert pins("requirements.txt")["pyside6-essentials"] == "6.11.3"


def test_every_direct_dependency_is_in_the_lock() -> None:
    wanted = re.findall(r"^([\w.-]+)==(\S+)", (ROOT / "requirements.in").read_text(encoding="utf-8"), re.MULTILINE)
    assert wanted
    locked = {package.replace("_", "-"): version for package, version in pins("requirements.txt").items()}
    assert {p.lower().replace("_", "-"): v for p, v in wanted}.items() <= locked.items()


def test_no_file_names_a_package_registry() -> None:
    found = []
    for file in tracked_files():
        if file != OWN and file.suffix not in {".ttf", ".png", ".ico", ".qm", ".xlsx", ".pdf"}:
            content = file.read_bytes().decode("utf-8", errors="replace")
            found += [f"{name(file)}: {match}" for match in REGISTRY.findall(content)]
    assert not found
