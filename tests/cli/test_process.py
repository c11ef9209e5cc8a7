"""The command as a person starts it: a process of its own, its own exit code and streams."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def run(*arguments: object, **environment: str) -> subprocess.CompletedProcess[bytes]:
    known = {"LC_ALL": "C", "PYTHONIOENCODING": "ascii"} | environment
    return subprocess.run(
        [sys.executable, "-m", "chibo_app.cli", *(str(argument) for argument in arguments)],
        capture_output=True, check=False, stdin=subprocess.DEVNULL, env=os.environ | known,
    )  # fmt: skip


def test_vietnamese_arrives_whole_on_a_console_that_speaks_ascii(tmp_path: Path) -> None:
    book = tmp_path / "so.chibo"
    made = run("new", book, "--cell", "Chi bộ Tổ dân phố 5", "--parent", "Đảng bộ phường Mẫu",
               CHIBO_PASSPHRASE="một mật khẩu dài")  # fmt: skip
    assert made.returncode == 0, made.stderr.decode()
    listed = run("cells", "list", "--book", book, CHIBO_PASSPHRASE="một mật khẩu dài")
    assert "Chi bộ Tổ dân phố 5" in listed.stdout.decode("utf-8")
    assert "một mật khẩu dài" not in (made.stdout + made.stderr + listed.stdout + listed.stderr).decode("utf-8")


def test_without_a_passphrase_it_says_so_instead_of_waiting(tmp_path: Path) -> None:
    refused = run("new", tmp_path / "so.chibo", "--cell", "A", "--parent", "B")
    assert refused.returncode == 2
    assert "mật khẩu" in refused.stderr.decode("utf-8")
    assert not (tmp_path / "so.chibo").exists()


def test_help_is_in_vietnamese() -> None:
    shown = run("members", "import", "--help")
    assert shown.returncode == 0
    text = shown.stdout.decode("utf-8")
    assert "cách dùng:" in text
    assert "options:" not in text


def test_output_may_be_cut_off_by_the_reader(tmp_path: Path) -> None:
    done = subprocess.run(
        f"{sys.executable} -m chibo_app.cli --help | head -1", shell=True, capture_output=True, check=False,
        env=os.environ,
    )  # fmt: skip
    assert b"Traceback" not in done.stderr


def shell(command: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        ["bash", "-c", f"set -o pipefail; {sys.executable} -m chibo_app.cli {command}"],
        capture_output=True, check=False, env=os.environ | environment,
    )  # fmt: skip


def test_output_that_does_not_arrive_is_told(tmp_path: Path) -> None:
    refused = shell("documents > /dev/full", CHIBO_DATA=str(tmp_path / "du-lieu"))
    assert refused.returncode == 2
    assert "Máy không đọc hoặc không ghi được".encode() in refused.stderr
    assert b"Exception" not in refused.stderr


def test_sentences_never_take_the_place_of_json(tmp_path: Path) -> None:
    refused = shell(f"cells list --book {tmp_path / 'khong-co'} --json 2>&-")
    assert (refused.returncode, refused.stdout) == (2, b"")


def test_a_passphrase_is_the_same_in_any_locale(tmp_path: Path) -> None:
    book, bare = tmp_path / "so.chibo", {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    given = {"CHIBO_PASSPHRASE": "một mật khẩu dài"}
    assert run("new", book, "--cell", "Chi bộ Đông", "--parent", "Đảng bộ xã Mẫu", **given, **bare).returncode == 0
    assert run("members", "list", "--book", book, "--cell", "Chi bộ Đông", **given).returncode == 0


def test_letters_that_are_none_are_refused_in_words(tmp_path: Path) -> None:
    refused = shell(f"new {tmp_path / 'so.chibo'} --cell $'\\xff' --parent B", CHIBO_PASSPHRASE="một mật khẩu dài")
    assert refused.returncode == 2
    assert "Không đọc được chữ".encode() in refused.stderr
