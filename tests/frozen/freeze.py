"""Makes the books of a release: `python tests/frozen/freeze.py`. Run once per released format, then never again."""

from __future__ import annotations

from pathlib import Path

from chibo_app.basics.dates import PartialDate
from chibo_app.store import Key, Store, migrations
from support.people import add_person, rename

KEYS = {"encrypted": Key.passphrase("mật khẩu đông lạnh"), "plain": Key.none()}
PEOPLE = ["Nguyễn Văn Đức", "Y Bhiu <b>K'sor</b> & Sơn"]


def freeze(folder: Path, kind: str) -> Path:
    """Make the book of today's format in a folder."""
    path = folder / f"{len(migrations.STEPS)}-{kind}.chibo"
    with Store.create(path, KEYS[kind], practice=True) as store:
        person_id = add_person(store, "Nguyễn Văn Đúc", birth_date=PartialDate("1965-03"))
        rename(store, person_id, PEOPLE[0])
        add_person(store, PEOPLE[1])
        add_person(store, "Người bị hoàn tác")
        store.undo()
    return path


if __name__ == "__main__":
    for each in KEYS:
        freeze(Path(__file__).parent / "books", each)
