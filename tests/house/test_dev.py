"""The one file that sets everything up: it skips what is done, and says exactly what a person has to type."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
from pathlib import Path
from types import ModuleType

import pytest

from support.source import ROOT

LINUX_ONLY = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Windows has no system packages")


@pytest.fixture
def dev() -> ModuleType:
    """Return `dev.py` as a module of its own for each test."""
    spec = importlib.util.spec_from_file_location("dev_of_test", ROOT / "dev.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def copy(dev: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let `dev.py` work in a folder that holds only what decides whether a set-up is up to date."""
    for name in ("requirements.txt", "requirements-build.txt", "requirements-dev.txt", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path / name)
    python = tmp_path / "python"
    python.touch()
    for name, value in {"ROOT": tmp_path, "STAMP": tmp_path / "stamp.json", "PYTHON": python}.items():
        monkeypatch.setattr(dev, name, value)
    return tmp_path


def test_it_uses_nothing_but_the_standard_library(dev: ModuleType) -> None:
    used = {value.__name__ for value in vars(dev).values() if isinstance(value, ModuleType)}
    assert used <= set(sys.stdlib_module_names)


def test_a_finished_set_up_is_not_done_again_until_a_lock_changes(dev: ModuleType, copy: Path) -> None:
    assert dev.fingerprint("run") not in dev.stamped()
    dev.STAMP.write_text(f'["{dev.fingerprint("run")}"]', encoding="utf-8")
    assert dev.fingerprint("run") in dev.stamped()
    with (copy / "requirements.txt").open("a", encoding="utf-8") as lock:
        lock.write("# another version\n")
    assert dev.fingerprint("run") not in dev.stamped()


def test_a_removed_environment_is_set_up_again(dev: ModuleType, copy: Path) -> None:
    dev.STAMP.write_text(f'["{dev.fingerprint("run")}"]', encoding="utf-8")
    (copy / "python").unlink()
    assert dev.stamped() == set()


def test_a_damaged_stamp_means_that_nothing_is_done(dev: ModuleType, copy: Path) -> None:
    dev.STAMP.write_text("{", encoding="utf-8")
    assert dev.stamped() == set()


@LINUX_ONLY
def test_without_rights_the_exact_line_is_said(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(shutil, "which", lambda name: "/usr/bin/apt-get" if name == "apt-get" else None)
    with pytest.raises(dev.Stop, match=r"sudo apt-get install -y --no-install-recommends age unzip$"):
        dev.install_packages({"unzip": "unzip", "age": "age"})


@LINUX_ONLY
def test_every_system_package_the_tests_need_is_seen_where_it_is_installed(dev: ModuleType) -> None:
    assert not [name for name, sign in {**dev.QT_PACKAGES, **dev.TEST_PACKAGES}.items() if not dev.has(sign)]


def test_an_unknown_command_is_answered_with_the_list(dev: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(["sing"]) == 2
    shown = capsys.readouterr().out
    assert all(f"python3 dev.py {name}" in shown for name in dev.COMMANDS)


def test_the_readme_names_both_commands_as_they_are_typed() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "python3 dev.py run\n" in readme
    assert "python3 dev.py test\n" in readme
