"""What import and export cost beside what they cannot do without: ratios of one run."""

from __future__ import annotations

import random
import subprocess
import time
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest
from sqlalchemy import create_engine, insert
from sqlcipher3 import dbapi2 as driver
from sqlmodel import Session, SQLModel

from chibo_app.actions import imports
from chibo_app.actions.import_plan import ImportPlan
from chibo_app.basics import ids
from chibo_app.exchange import keys, manifest, package, package_check, package_rows, sealed, workbook_members
from chibo_app.models import registry
from chibo_app.models.base import Record, create
from chibo_app.models.meetings import AgendaItem, Attendance, Meeting, Speech
from chibo_app.models.pledges import Pledge, PledgeItem
from chibo_app.rules.kinds import AgendaKind, AttendanceStatus, MeetingType, PledgeGroup
from chibo_app.store import Store
from support import books, workbooks

pytestmark = pytest.mark.benchmark
T = TypeVar("T")
ROWS, MEMBERS, YEARS = 10_000, 300, 10


def timed(work: Callable[[], T]) -> tuple[T, float]:
    start = time.perf_counter()
    value = work()
    return value, time.perf_counter() - start


def told(title: str, parts: dict[str, float], least: float, target: float) -> None:
    whole = sum(parts.values())
    shown = "  ".join(f"{name} {seconds * 1000:.0f} ms" for name, seconds in parts.items())
    print(f"\n{title}: {whole * 1000:.0f} ms, ratio {whole / least:.2f} (target {target})\n  {shown}")  # noqa: T201


def big_list(path: Path) -> Path:
    chance = random.Random(1)
    lines = []
    for number in range(ROWS):
        born = date(1945, 1, 1) + timedelta(days=chance.randrange(18_000))
        admitted = date(born.year + 20 + chance.randrange(10), chance.randrange(12) + 1, chance.randrange(28) + 1)
        lines.append(workbooks.careful_line(number + 1, f"{books.person_name(number)} {number % 97}", {
            "Ngày sinh": born.strftime("%d/%m/%Y"), "Ngày vào Đảng": admitted.strftime("%d.%m.%Y"),
            "Ngày chính thức": admitted.replace(year=admitted.year + 1).strftime("%d-%m-%Y"),
            "Số định danh cá nhân": workbooks.citizen_id(number, born.year),
        }))  # fmt: skip
    return workbooks.careful(path, lines)


def bare_insert(path: Path, plan: ImportPlan) -> None:
    """Insert the same rows into the same tables by the ORM alone: no journal, no rules."""
    engine = create_engine("sqlite:///x", creator=lambda: driver.connect(str(path)), module=driver)
    SQLModel.metadata.create_all(engine)
    rows: Iterable[Any] = (
        record
        for row in plan.rows
        for record in imports.new_member(row.person, row.spell, row.posts, plan.cell_id, plan.known_on)
    )
    with Session(engine) as session:
        session.add_all(rows)
        session.commit()
    engine.dispose()


def test_import_of_ten_thousand_rows(tmp_path: Path) -> None:
    path = big_list(tmp_path / "list.xlsx")
    store, cell_id = books.make_book(tmp_path)
    sheet, reading = timed(lambda: workbook_members.read(path))
    with store.read() as session:
        plan, judging = timed(lambda: workbook_members.plan(sheet, session, cell_id, date(2026, 10, 1)))
    assert plan.counts["new"] == ROWS
    _none, bare = timed(lambda: bare_insert(tmp_path / "bare.db", plan))
    _done, writing = timed(lambda: store.write("Nhập", lambda session: imports.apply(session, plan)))
    store.close()
    told("import of 10,000 rows / bare ORM insert", {"read": reading, "judge": judging, "write": writing}, bare, 2.5)


def ten_years(session: Session, cell_id: str, members: list[str]) -> None:
    """Fill a cell with monthly meetings and yearly pledges, past the actions, to be ready in seconds."""
    meetings = [
        create(Meeting, cell_id=cell_id, type=MeetingType.REGULAR, held_on=date(2016 + year, month, 3),
               period_year=2016 + year, period_month=month, opening_notes="Thông báo thời sự trong tháng. " * 8)
        for year in range(YEARS) for month in range(1, 13)
    ]  # fmt: skip
    add(session, meetings)
    add(session, [
        create(AgendaItem, meeting_id=meeting.id, position=place, kind=AgendaKind.REVIEW_AND_TASKS,
               title=f"Nội dung {place}", summary="Kết quả thực hiện nghị quyết tháng trước. " * 10)
        for meeting in meetings for place in range(1, 6)
    ])  # fmt: skip
    said = "Nhất trí với dự thảo. " * 6
    add(session, [
        create(Speech, meeting_id=meeting.id, position=place, person_id=members[place], content=said)
        for meeting in meetings for place in range(1, 11)
    ])  # fmt: skip
    one = create(Attendance, meeting_id=meetings[0].id, person_id=members[0], status=AttendanceStatus.PRESENT)
    add_like(session, one, [{"meeting_id": meeting.id, "person_id": who} for meeting in meetings for who in members])
    pledges = [
        create(Pledge, cell_id=cell_id, person_id=who, year=2016 + year) for year in range(YEARS) for who in members
    ]
    add(session, pledges)
    item = create(PledgeItem, pledge_id=pledges[0].id, position=1, group=PledgeGroup.DUTY, content="Dự đủ các kỳ họp.")
    add_like(session, item, [{"pledge_id": pledge.id, "position": n} for pledge in pledges for n in range(1, 9)])


def values(record: Record) -> dict[str, Any]:
    return {name: value for name, value in record.__dict__.items() if not name.startswith("_")}


def add(session: Session, records: list[Any]) -> None:
    session.execute(insert(type(records[0])), [values(record) for record in records])


def add_like(session: Session, one: Record, changes: list[dict[str, Any]]) -> None:
    session.execute(insert(type(one)), [values(one) | change | {"id": ids.new_id()} for change in changes])


def copied_and_sealed(book: Path, recipient: sealed.Recipient, folder: Path) -> None:
    connection = driver.connect(str(book))
    connection.execute("VACUUM INTO ?", (str(folder / "copy.db"),))
    connection.close()
    (folder / "copy.age").write_bytes(sealed.seal((folder / "copy.db").read_bytes(), recipient))


def test_export_of_a_cell_of_300_with_ten_years(tmp_path: Path) -> None:
    assert registry.RECORDS
    store, cell_id = books.make_book(tmp_path)
    members = books.add_members(store, cell_id, MEMBERS)
    store.write("Mười năm", lambda session: ten_years(session, cell_id, members))
    subprocess.run(["age-keygen", "-o", str(tmp_path / "k")], check=True, capture_output=True)
    to = sealed.Recipient.of_keys((sealed.new_identity()[1],))
    _none, least = timed(lambda: copied_and_sealed(store.path, to, tmp_path))
    exported, whole = timed(lambda: package.export(store, cell_id, to, tmp_path, "x"))
    own = keys.own_keys(store, cell_id)
    opener = package.Opener((own.identity,))
    parts = costs(store, cell_id, exported.path, opener, own.signing_secret)
    found, checking = timed(lambda: package.verify(exported.path, opener))
    assert found.ok, found.problems
    store.close()
    told("export of 300 members, ten years / VACUUM INTO + age", {"all": whole}, least, 1.5)
    shown = "  ".join(f"{name} {seconds * 1000:.0f} ms" for name, seconds in parts.items())
    print(f"  of it: {shown}  | full verify {checking * 1000:.0f} ms, {sum(found.counts.values())} rows")  # noqa: T201


def costs(store: Store, cell_id: str, path: Path, opener: package.Opener, secret: str) -> dict[str, float]:
    """Return what JSON, fingerprints, the ZIP and its signature must cost."""
    with store.read() as session:
        rows, collecting = timed(lambda: package_rows.collect(session, cell_id))
    opened, opening = timed(lambda: package_check.open_package(path.read_bytes(), opener))
    _digests, hashing = timed(lambda: [manifest.digest_of(content) for content in opened.files.values()])
    _plain, packing = timed(lambda: package.pack(opened.manifest, opened.files, secret))
    assert rows
    return {"JSON rows": collecting, "SHA-256": hashing, "ZIP + signature": packing, "read back": opening}
