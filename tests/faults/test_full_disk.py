"""A full disk during save, snapshot and re-keying: the old state and a plain sentence."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from chibo_app.basics.errors import UserError
from chibo_app.store import Key, Store, disk, rekey, snapshots
from support.people import add_person, names

if sys.platform == "win32":
    pytest.skip("Windows has no limit of the size of a file", allow_module_level=True)

import resource

KEY = Key("recovery", bytes(range(32)))


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 8 MB. Only root may make one; others have the file that may not grow."""
    if os.geteuid():
        pytest.skip("only root may mount a small disk")
    folder = tmp_path / "disk"
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(folder)], check=True)
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


@contextmanager
def files_no_longer_than(size: int) -> Iterator[None]:
    """Let no file grow beyond this size, as a disk of this size would."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)


def fill(folder: Path, left: int) -> Path:
    """Fill a disk but for so many bytes."""
    filler = folder / "filler"
    filler.write_bytes(b"\0" * max(0, shutil.disk_usage(folder).free - left))
    return filler


def sound(path: Path, key: Key = KEY) -> list[str]:
    with Store.open(path, key) as store:
        assert [finding.sentence for finding in store.check() if finding.level == "error"] == []
        return names(store)


def test_saving_on_a_full_disk_keeps_all_that_was_saved_and_says_so(small_disk: Path) -> None:
    path, saved = small_disk / "so.chibo", 0
    store = Store.create(path, KEY)
    with pytest.raises(UserError) as failed:
        for saved in range(1000):
            add_person(store, f"Người {saved}", note="x" * 20_000)
    assert failed.value.what == "Ổ đĩa đầy nên nội dung vừa rồi chưa được lưu."
    assert failed.value.safe and failed.value.next_step
    assert len(names(store)) == saved > 10, "the connection still reads"
    with pytest.raises(UserError):
        add_person(store, "Một người nữa", note="x" * 20_000)
    shutil.copytree(small_disk, small_disk.parent / "larger")
    store.close()
    assert len(sound(small_disk.parent / "larger" / "so.chibo")) == saved
    assert len(sound(path)) == saved


def test_a_save_that_failed_for_want_of_room_can_be_tried_again(small_disk: Path) -> None:
    with Store.create(small_disk / "so.chibo", KEY) as store:
        add_person(store, "Người đầu")
        filler = fill(small_disk, 8192)
        with pytest.raises(UserError, match="Ổ đĩa"):
            add_person(store, "Người thứ hai", note="x" * 19_000)
        filler.unlink()
        add_person(store, "Người thứ hai", note="x" * 19_000)
        assert len(names(store)) == 2
        assert store.journal_head()[0] == 2


def test_a_snapshot_on_a_full_disk_is_refused_and_leaves_nothing(
    small_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store.create(small_disk / "so.chibo", KEY) as store:
        add_person(store)
        fill(small_disk, 200_000)
        with pytest.raises(UserError, match="không đủ chỗ"):
            store.snapshot()
        monkeypatch.setattr(disk, "require_room", lambda folder, needed: None)
        with pytest.raises(UserError, match="Ổ đĩa"):
            store.snapshot()
        assert list(snapshots.folder_of(store.path).iterdir()) == []
        assert names(store) == ["Nguyễn Văn Đức"]


def test_a_backup_to_a_full_stick_leaves_nothing_there(small_disk: Path, tmp_path: Path) -> None:
    fill(small_disk, 100_000)
    with Store.create(tmp_path / "so.chibo", KEY) as store:
        with pytest.raises(UserError, match="không đủ chỗ"):
            store.backup(small_disk / "so.chibo")
        store.second_place = small_disk
        assert store.snapshot().proved
        state = store.second_place_state()
        assert state is not None and "không đủ chỗ" in state.trouble
    assert [file.name for file in small_disk.iterdir()] == ["filler"]


@pytest.mark.parametrize("left", [30_000, 400_000, 900_000, 1_300_000, 1_700_000, 2_100_000])
def test_changing_the_passphrase_on_a_full_disk_keeps_the_old_one_or_finishes_later(
    small_disk: Path, monkeypatch: pytest.MonkeyPatch, left: int
) -> None:
    monkeypatch.setattr(disk, "require_room", lambda folder, needed: None)
    path, new = small_disk / "so.chibo", Key.passphrase("hoa sen")
    with Store.create(path, KEY) as store:
        add_person(store)
        store.snapshot()
        filler = fill(small_disk, left)
        try:
            report = store.change_passphrase("hoa sen")
            assert report.is_finished == (store.meta(rekey.FACT) is None)
        except UserError as error:
            assert error.what and error.safe and error.next_step
        assert names(store) == ["Nguyễn Văn Đức"], "the open book goes on with the key that fits"
    fitting = [key for key in (KEY, new) if rekey.opens(path, key.derive(path))]
    assert len(fitting) == 1
    filler.unlink()
    assert sound(path, fitting[0]) == ["Nguyễn Văn Đức"]
    for copy in snapshots.files(snapshots.folder_of(path)):
        assert rekey.opens(copy, fitting[0].derive(copy))


def test_too_little_room_for_a_new_passphrase_is_told_before_anything_changes(small_disk: Path) -> None:
    with Store.create(small_disk / "so.chibo", KEY) as store:
        fill(small_disk, 100_000)
        with pytest.raises(UserError, match="không đủ chỗ"):
            store.change_passphrase("hoa sen")
        assert store.must_set_passphrase, "nothing changed"


def test_creating_a_book_on_a_full_disk_leaves_no_half_book(small_disk: Path) -> None:
    fill(small_disk, 100_000)
    with pytest.raises(UserError, match="Ổ đĩa"):
        Store.create(small_disk / "so.chibo", KEY)
    assert [file.name for file in small_disk.iterdir()] == ["filler"]


def test_a_file_that_may_not_grow_keeps_all_that_was_saved(tmp_path: Path) -> None:
    path, saved = tmp_path / "so.chibo", 0
    with Store.create(path, KEY) as store:
        with files_no_longer_than(path.stat().st_size + 300_000), pytest.raises(UserError, match="Ổ đĩa"):
            for saved in range(1000):
                add_person(store, f"Người {saved}", note="x" * 20_000)
        assert len(names(store)) == saved > 3
        add_person(store, "Người sau cùng", note="x" * 20_000)
    assert len(sound(path)) == saved + 1
