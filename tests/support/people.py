"""Invented people for tests."""

from __future__ import annotations

from sqlmodel import Session, select

from chibo_app.models.base import create
from chibo_app.models.people import Person
from chibo_app.store import Store


def add_person(store: Store, name: str = "Nguyễn Văn Đức", **facts: object) -> str:
    """Save one person as one act and return the id."""
    return store.write("Thêm đồng chí", lambda session: added(session, name, **facts)).value


def added(session: Session, name: str, **facts: object) -> str:
    """Add one person to a session and return the id."""
    person = create(Person, full_name=name, **facts)
    session.add(person)
    return person.id


def names(store: Store) -> list[str]:
    """Return the names in the book in Vietnamese order."""
    with store.read() as session:
        return list(session.exec(select(Person.full_name).order_by(Person.name_key)).all())


def rename(store: Store, person_id: str, name: str) -> None:
    """Change a person's name as one act."""

    def work(session: Session) -> None:
        person = session.get(Person, person_id)
        assert person is not None
        person.full_name = name
        session.add(person)

    store.write("Sửa tên", work)
