from __future__ import annotations

import threading
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError
from sqlmodel import Session, select

from chibo_app.basics.dates import PartialDate
from chibo_app.basics.errors import Refused, UserError
from chibo_app.models.memberships import MembershipSpell, Post
from chibo_app.models.people import Person
from chibo_app.rules.kinds import PostKind
from chibo_app.store import Key, Store
from support.people import add_person, added, names, rename


class Stumbled(Exception):
    """A fault of the program in the middle of an act."""


def test_an_act_tells_its_label_its_tables_and_its_number(store: Store) -> None:
    done = store.write("Thêm đồng chí", lambda session: added(session, "Hồ Thị Tú"))
    assert (done.changes.label, done.changes.tables, done.changes.act_id) == (
        "Thêm đồng chí",
        frozenset({"person"}),
        1,
    )
    with store.read() as session:
        assert session.get(Person, done.value) is not None


def test_an_act_that_changes_nothing_leaves_no_trace(store: Store) -> None:
    before = store.journal_head()
    done = store.write("Không làm gì", lambda session: 7)
    assert (done.value, done.changes.tables, done.changes.act_id) == (7, frozenset(), 0)
    assert store.journal_head() == before


def test_nothing_stays_of_an_act_that_stumbles(store: Store) -> None:
    def stumble(session: Session) -> None:
        added(session, "Hồ Thị Tú")
        session.flush()
        raise Stumbled

    with pytest.raises(Stumbled):
        store.write("Thêm", stumble)
    assert names(store) == []
    assert store.journal_head()[0] == 0
    add_person(store)
    assert store.journal_head()[0] == 1


def test_an_act_inside_an_act_is_a_fault(store: Store) -> None:
    with pytest.raises(RuntimeError):
        store.write("Ngoài", lambda session: store.write("Trong", lambda inner: None))
    add_person(store)


def test_a_read_session_cannot_write(store: Store) -> None:
    def write_while_reading() -> None:
        with store.read() as session:
            added(session, "Hồ Thị Tú")
            session.flush()

    with pytest.raises(UserError, match="chỉ được đọc"):
        write_while_reading()
    assert names(store) == []


def test_what_was_read_stays_usable(store: Store) -> None:
    person_id = add_person(store, birth_date=PartialDate("1965-03"))
    with store.read() as session:
        person = session.get(Person, person_id)
    assert person is not None
    assert person.birth_date == PartialDate("1965-03")


def test_an_unchecked_record_is_refused_with_its_field(store: Store) -> None:
    def sloppy(session: Session) -> None:
        session.add(Person(full_name="", citizen_id="1" * 40))

    with pytest.raises(Refused) as refused:
        store.write("Thêm", sloppy)
    assert {problem.where for problem in refused.value.problems} == {"full_name", "citizen_id"}
    assert "Xin ghi nội dung này." in [problem.sentence for problem in refused.value.problems]
    assert "1111" not in str(refused.value)


def test_a_form_refused_inside_the_work_is_told_the_same_way(store: Store) -> None:
    with pytest.raises(Refused) as refused:
        store.write("Thêm", lambda session: added(session, "x" * 500))
    assert [problem.where for problem in refused.value.problems] == ["full_name"]
    assert refused.value.__cause__ is None
    assert "120" in refused.value.problems[0].sentence


def test_a_changed_record_is_checked_too(store: Store) -> None:
    person_id = add_person(store)
    with pytest.raises(Refused):
        rename(store, person_id, "")
    assert names(store) == ["Nguyễn Văn Đức"]


def test_a_rule_of_a_form_is_told_in_its_own_words(store: Store) -> None:
    def wrong_order(session: Session) -> None:
        start, end = date(2026, 5, 1), date(2026, 4, 1)
        session.add(Post(person_id="a", cell_id="b", kind=next(iter(PostKind)), from_on=start, to_on=end))

    with pytest.raises(Refused) as refused:
        store.write("Ghi chức vụ", wrong_order)
    assert [(problem.where, problem.code) for problem in refused.value.problems] == [("", "value_error")]


def test_text_is_stored_tidied_whatever_way_it_came(store: Store) -> None:
    store.write("Thêm", lambda session: session.add(Person(full_name="  Nguyễn   Văn Đức ")))
    assert names(store) == ["Nguyễn Văn Đức"]


def test_a_dangling_reference_is_refused_at_the_end_of_the_act(store: Store) -> None:
    with pytest.raises(Refused) as refused:
        store.write("Thêm", lambda session: session.add(MembershipSpell(person_id="nobody", spell_no=1)))
    assert refused.value.problems[0].code == "reference"
    assert store.journal_head()[0] == 0


def test_a_doubled_key_is_refused_without_its_value(store: Store) -> None:
    person_id = add_person(store)
    with pytest.raises(Refused) as refused:
        store.write("Thêm", lambda session: session.add(Person(id=person_id, full_name="Hồ Thị Tú")))
    assert refused.value.problems[0].code == "unique"
    assert person_id not in str(refused.value)


def test_a_fault_in_sql_never_shows_what_was_to_be_stored(store: Store) -> None:
    def wrong(session: Session) -> None:
        session.connection().exec_driver_sql("INSERT INTO nowhere VALUES (?)", ("Nguyễn Thị Bí Mật",))

    with pytest.raises(OperationalError) as failed:
        store.write("Thêm", wrong)
    assert "Bí Mật" not in str(failed.value)


def test_threads_write_one_after_the_other(store: Store) -> None:
    threads = [threading.Thread(target=lambda: [add_person(store) for _each in range(5)]) for _thread in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(names(store)) == 20
    assert store.journal_head()[0] == 20
    assert all(finding.level != "error" for finding in store.check())


def test_a_reader_sees_the_old_state_until_the_act_is_committed(store: Store) -> None:
    def work(session: Session) -> int:
        added(session, "Hồ Thị Tú")
        session.flush()
        with store.read() as other:
            return len(other.exec(select(Person)).all())

    assert store.write("Thêm", work).value == 0
    assert len(names(store)) == 1


def test_facts_of_the_file_set_inside_an_act_go_with_it(store: Store) -> None:
    def work(session: Session) -> None:
        store.set_meta("sequence", "7")
        assert store.meta("sequence") == "7"
        raise Stumbled

    with pytest.raises(Stumbled):
        store.write("Xuất", work)
    assert store.meta("sequence") is None


def test_a_book_on_a_share_is_written_without_a_write_ahead_log(
    path: Path, key: Key, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chibo_app.store.disk.mounts", lambda: "//server/share / cifs rw 0 0\n")
    with Store.create(path, key) as store:
        add_person(store)
        assert not path.with_name(path.name + "-wal").exists()
        assert names(store) == ["Nguyễn Văn Đức"]
