"""Ids, clock, problems, errors, shipped files, settings, the catalogue of texts."""

from __future__ import annotations

import threading
import uuid
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from chibo_app.basics import clock, i18n, ids, paths, problems, resources, settings
from chibo_app.basics.errors import CannotOpen, NotFound, Refused, UserError
from chibo_app.basics.problems import Problem


def test_ids_are_version_7_ascending_and_unique_across_threads() -> None:
    made: list[list[str]] = [[] for _ in range(4)]

    def make(own: list[str]) -> None:
        own.extend(ids.new_id() for _ in range(500))

    threads = [threading.Thread(target=make, args=(own,)) for own in made]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(own == sorted(own) for own in made)
    assert len({one for own in made for one in own}) == 2000
    assert {uuid.UUID(own[0]).version for own in made} == {7}
    assert uuid.UUID(made[0][0]).variant == uuid.RFC_4122


def test_the_clock_can_be_stopped_and_goes_on_afterwards() -> None:
    with clock.stopped(date(2026, 3, 5)):
        assert clock.today() == date(2026, 3, 5)
        with clock.stopped(datetime(2026, 3, 6, 12, 30, tzinfo=UTC)):
            assert clock.stamp() == "2026-03-06T12:30:00.000Z"
        assert clock.today() == date(2026, 3, 5)
    assert abs((datetime.now(UTC) - clock.now()).total_seconds()) < 5


def test_the_clock_goes_on_when_the_block_fails() -> None:
    with pytest.raises(RuntimeError), clock.stopped(date(2000, 1, 1)):
        raise RuntimeError
    assert clock.today().year > 2000


def test_problems_are_split_by_level_and_may_be_moved() -> None:
    error, warning = Problem("name", "missing", "Thiếu tên."), Problem("age", "young", "Trẻ.", "warning")
    assert problems.errors([error, warning]) == [error]
    assert problems.warnings([error, warning]) == [warning]
    assert error.at("row 3").where == "row 3"
    assert error.where == "name"


def test_errors_carry_what_happened_what_is_safe_and_what_to_do() -> None:
    error = UserError("Không ghi được.", "Sổ còn nguyên.", "Xin thử lại.")
    assert str(error) == "Không ghi được. Sổ còn nguyên. Xin thử lại."
    assert str(UserError("Không ghi được.")) == "Không ghi được."
    refused = Refused([Problem("a", "b", "Một."), Problem("c", "d", "Hai.")])
    assert (str(refused), len(refused.problems)) == ("Một. Hai.", 2)
    assert issubclass(CannotOpen, UserError)
    assert issubclass(NotFound, UserError)


@pytest.mark.parametrize("name", ["../README.md", "/etc/passwd", "rules/../../x"])
def test_shipped_files_are_only_read_inside_their_folder(name: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        resources.path(name)


def test_shipped_files_are_read_as_utf_8() -> None:
    assert "Biểu quyết".lower() in resources.text("rules/votes.toml").lower()


@pytest.fixture
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CHIBO_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


def test_settings_are_kept_and_changed_one_by_one(own_data: Path) -> None:
    assert settings.load() == settings.Settings()
    settings.save(text_size="large")
    settings.save(last_book="/sổ/Chi bộ 5.chibo")
    assert (settings.load().text_size, settings.load().last_book) == ("large", "/sổ/Chi bộ 5.chibo")
    assert [file.name for file in own_data.iterdir()] == ["settings.json"]


@pytest.mark.parametrize("content", ["", "{", "[]", '"x"', "null", '{"text_size": 5, "unknown": "x"}', "\x00"])
def test_damaged_settings_fall_back_to_the_defaults(own_data: Path, content: str) -> None:
    own_data.mkdir()
    (own_data / "settings.json").write_text(content, encoding="utf-8")
    assert settings.load() == settings.Settings()


def test_the_snapshot_folder_lies_beside_the_book(own_data: Path) -> None:
    assert paths.data_folder() == own_data
    assert paths.snapshot_folder(Path("/x/a.chibo")).parent == Path("/x")
    assert paths.documents_folder().is_dir()


def test_texts_are_vietnamese_by_default_and_english_on_request() -> None:
    try:
        assert i18n._("Save") == "Lưu"
        i18n.use("en")
        assert i18n._("Save") == "Save"
    finally:
        i18n.use("vi")
    assert i18n._("a sentence nobody translated") == "a sentence nobody translated"


def test_the_compiled_catalogue_holds_every_source_file() -> None:
    import gettext
    import io

    compiled = gettext.GNUTranslations(io.BytesIO(i18n.compile_catalogue(i18n.po_files())))
    assert compiled.gettext("Save") == "Lưu"
    assert compiled.gettext("official member") == "đảng viên chính thức"
