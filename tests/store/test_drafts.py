from __future__ import annotations

from pathlib import Path

from chibo_app.store import Key, Store


def test_the_newest_draft_of_a_form_is_kept_over_a_restart(path: Path, key: Key) -> None:
    with Store.create(path, key) as store:
        store.save_draft("member:new", {"full_name": "Nguyễn"})
        store.save_draft("member:new", {"full_name": "Nguyễn Văn"})
        store.save_draft("meeting:1", {"theme": "tháng 3"})
    with Store.open(path, key) as store:
        assert {draft.form_key: draft.content for draft in store.drafts()} == {
            "member:new": {"full_name": "Nguyễn Văn"},
            "meeting:1": {"theme": "tháng 3"},
        }
        store.drop_draft("member:new")
        assert [draft.form_key for draft in store.drafts()] == ["meeting:1"]


def test_drafts_and_facts_are_no_acts(store: Store) -> None:
    store.save_draft("member:new", {"full_name": "Nguyễn"})
    store.set_meta("last_page", "members")
    assert store.journal_head()[0] == 0
    assert store.undo_label is None


def test_no_draft_lies_readable_in_the_files_of_an_encrypted_book(path: Path, key: Key) -> None:
    with Store.create(path, key) as store:
        store.save_draft("member:new", {"full_name": "NguyenThiBiMat"})
        for file in path.parent.iterdir():
            assert b"NguyenThiBiMat" not in file.read_bytes()
