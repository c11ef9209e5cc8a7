"""A file is the old one or the new one, never half of each."""

from __future__ import annotations

from pathlib import Path

import pytest

from chibo_app.basics import safe_file


def test_a_new_file_is_put_in_place_whole(tmp_path: Path) -> None:
    target = tmp_path / "sổ.bin"
    safe_file.write_bytes(target, b"moi")
    assert target.read_bytes() == b"moi"
    assert list(tmp_path.iterdir()) == [target]


def test_an_old_file_is_replaced(tmp_path: Path) -> None:
    target = tmp_path / "a"
    target.write_bytes(b"old and longer")
    safe_file.write_bytes(target, b"new")
    assert target.read_bytes() == b"new"


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt, OSError])
def test_when_filling_fails_the_old_file_stands_and_nothing_else(tmp_path: Path, error: type[BaseException]) -> None:
    target = tmp_path / "a"
    target.write_bytes(b"old")
    with pytest.raises(error), safe_file.replacing(target) as part:
        part.write_bytes(b"half")
        raise error
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_when_the_part_was_never_written_the_error_is_told(tmp_path: Path) -> None:
    target = tmp_path / "a"
    with pytest.raises(FileNotFoundError), safe_file.replacing(target):
        pass
    assert not target.exists()


def test_a_missing_folder_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        safe_file.write_bytes(tmp_path / "no" / "a", b"x")
    assert list(tmp_path.iterdir()) == []


def test_the_part_lies_beside_its_place(tmp_path: Path) -> None:
    assert safe_file.part_of(tmp_path / "a.pdf") == tmp_path / "a.pdf.part"
