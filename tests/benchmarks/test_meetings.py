"""Meetings of many years: search over 20,000 minutes of 10 KB, minutes of thirty pages; each over a tenfold range."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from itertools import product
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter

import pytest
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, SimpleDocTemplate
from sqlalchemy import insert
from sqlmodel import Session

from chibo_app.actions import cells
from chibo_app.documents import layout as layouts
from chibo_app.documents import minutes, pdf, pdf_fonts
from chibo_app.models.meetings import AgendaItem, Meeting, Speech
from chibo_app.models.people import Person
from chibo_app.queries import discussed
from chibo_app.queries.meeting_papers import MinutesFacts
from chibo_app.queries.meeting_papers import Speech as Said
from chibo_app.rules.kinds import MeetingType
from chibo_app.store import Key, Store, triggers
from support import books, measured, paper_facts
from support.big_book import _Driver, _whole

pytestmark = pytest.mark.benchmark
MINUTES, LETTERS, SPEECHES = 20_000, 10_000, 9
# Asked often and seldom, several words, one word that stands in nearly every entry, a beginning, and nothing.
ASKED = (
    "đảng phí quý",
    "vệ sinh ngõ mười",
    "kết nạp",
    "chi bộ",
    "đảng viên khen thưởng",
    "chuyển đổi s",
    "không hề có",
)
_TERMS = (
    "chi bộ|đảng viên|nhiệm vụ|nghị quyết|thực hiện|công tác|tuyên truyền|vận động|nhân dân|khu phố|vệ sinh|môi trường|"
    "an ninh|trật tự|kinh tế|xã hội|học tập|tư tưởng|đạo đức|phong cách|nêu gương|kiểm tra|giám sát|kỷ luật|"
    "khen thưởng|đảng phí|quý một|hằng tháng|kết nạp|chuyển đổi số|sổ tay|điện tử|hội nghị|biểu quyết|thống nhất|"
    "ý kiến|ngõ mười hai"
)
_FIRST = "b c ch d đ g gi h kh l m n ng nh ph qu r s t th tr v x"
_VOWEL, _LAST = "a ă â e ê i o ô ơ u ư y iê uô ươ oa", " c ch m n ng nh p t i u"


@cache
def vocabulary() -> tuple[list[str], list[float]]:
    """The terms of a cell's life and two thousand others, as often as words are in any language (Zipf)."""
    chance = Random(1)
    syllables = ["".join(parts) for parts in product(_FIRST.split(), _VOWEL.split(), _LAST.split(" "))]
    terms = _TERMS.split("|") + [" ".join(chance.choices(syllables, k=2)) for _ in range(2_000)]
    return terms, [1 / (rank + 3) for rank in range(len(terms))]


def seconds(work: Callable[[], object], times: int = 5) -> float:
    taken = []
    for _ in range(times):
        start = perf_counter()
        work()
        taken.append(perf_counter() - start)
    return median(taken)


def talk(chance: Random, letters: int) -> str:
    terms, weights = vocabulary()
    return " ".join(chance.choices(terms, weights, k=letters // 8))[:letters]


def filled(folder: Path, count: int) -> Store:
    """Make a book of so many minutes of ten thousand letters; past the journal, since only reading is measured."""
    store = Store.create(folder / f"so-{count}.chibo", Key.none())
    made = store.write("Lập", lambda s: [cells.create_cell(s, f"Chi bộ {n}", "Đảng bộ Mẫu").id for n in range(20)])
    kept = store._write_raw(lambda run: dict(triggers.present(_Driver(run))))
    store._write_raw(lambda run: triggers.replace_all(_Driver(run), {}))
    chance = Random(5)
    with Session(store._writing._engine) as session:
        person = {
            "id": "p" * 36,
            "full_name": books.person_name(1),
            "gender": "male",
            "name_key": "x",
            "search_key": "x",
        }
        session.execute(insert(Person), [_whole(Person, person)])
        for first in range(0, count, 1_000):
            for table, rows in _rows(chance, made.value, range(first, min(first + 1_000, count))).items():
                session.execute(insert(table), [_whole(table, row) for row in rows])
        session.commit()
    store._write_raw(lambda run: triggers.replace_all(_Driver(run), kept))
    store.repair_search()
    return store


def _rows(chance: Random, owners: list[str], numbers: range) -> dict[type, list[dict[str, object]]]:
    found: dict[type, list[dict[str, object]]] = {Meeting: [], AgendaItem: [], Speech: []}
    piece = LETTERS // (SPEECHES + 1)
    for number in numbers:
        held = date(2005, 1, 5) + timedelta(days=number // len(owners) * 7)
        meeting, item = f"m{number:035d}", f"a{number:035d}"
        found[Meeting].append({
            "id": meeting, "cell_id": owners[number % len(owners)], "held_on": held, "type": MeetingType.REGULAR,
            "period_year": held.year, "theme": talk(chance, 40),
        })  # fmt: skip
        found[AgendaItem].append({"id": item, "meeting_id": meeting, "position": 1, "title": "Nội dung",
                                  "summary": talk(chance, piece)})  # fmt: skip
        found[Speech] += [
            {"id": f"s{number:030d}{place:05d}", "meeting_id": meeting, "agenda_item_id": item, "position": place + 1,
             "person_id": "p" * 36, "content": talk(chance, piece)}
            for place in range(SPEECHES)
        ]  # fmt: skip
    return found


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with filled(tmp_path_factory.mktemp("large"), MINUTES) as store:
        yield store


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with filled(tmp_path_factory.mktemp("small"), MINUTES // 10) as store:
        yield store


def fixed_work() -> int:
    """What the machine is worth at this very moment; it took 20 ms where the targets were set."""
    kept: dict[str, int] = {}
    for number in range(60_000):
        key = f"{number % 3_000:036d}"
        kept[key] = kept.get(key, 0) + len(key)
    return sum(kept.values())


def asked(store: Store, typed: str) -> tuple[float, float]:
    """Return seconds of a question and its ratio to the fixed work of the same moment, both as medians."""

    def ask() -> None:
        with store.read() as session:
            discussed.discussed(session, None, typed)

    ask()
    pairs = [(seconds(fixed_work, 1), seconds(ask, 1)) for _ in range(7)]
    return median(taken for _work, taken in pairs), median(taken / work for work, taken in pairs)


def test_the_search_over_20000_minutes_answers_at_once(large: Store, small: Store) -> None:
    slowest = 0.0
    for typed in ASKED:
        (many, ratio), (_few, small_ratio) = asked(large, typed), asked(small, typed)
        slowest = max(slowest, ratio)
        with large.read() as session:
            found = discussed.discussed(session, None, typed)
        print(  # noqa: T201
            f"\n“{typed}”: {ratio:.2f} × the fixed work (at most 2.5), here {many * 1000:.0f} ms;"
            f" {found.count}{'+' if found.is_more else ''} places; ten times the minutes: × {ratio / small_ratio:.1f}"
        )
    assert slowest <= 2.5  # 50 ms where the fixed work takes 20


def thirty_pages(times: int) -> MinutesFacts:
    """Minutes with so many hundred words of speeches; thirty times give about thirty pages."""
    facts = paper_facts.minutes()
    said = tuple(Said(books.person_name(n), talk(Random(n), 1_250)) for n in range(times * 2))
    return replace(facts, items=(replace(facts.items[0], speeches=said), *facts.items[1:]))


def bare(facts: MinutesFacts) -> bytes:
    """The same words as plain paragraphs of reportlab, in the same face, size and margins."""
    layout = layouts.on(facts.letterhead.on)
    area = pdf.area_of(layout, is_landscape=False)
    buffer = io.BytesIO()
    pdf_fonts.new_canvas(io.BytesIO(), "", "")
    style = ParagraphStyle("text", fontName=pdf_fonts.REGULAR, fontSize=14, leading=18, alignment=4)
    story = [Paragraph(f"{one.speaker}: {one.text}", style) for one in facts.items[0].speeches]
    SimpleDocTemplate(buffer, pagesize=(area.page_width, area.page_height)).build(story)
    return buffer.getvalue()


def test_minutes_of_thirty_pages_are_paper_in_half_a_second() -> None:
    facts, short = thirty_pages(30), thirty_pages(3)
    pages = len(measured.pages(pdf.write(minutes.build(facts))))
    few = seconds(lambda: pdf.write(minutes.build(short)))
    pairs = [(seconds(lambda: pdf.write(minutes.build(facts)), 1), seconds(lambda: bare(facts), 1)) for _ in range(7)]
    ours, ratio = median(one for one, _plain in pairs), median(one / plain for one, plain in pairs)
    print(  # noqa: T201
        f"\nminutes of {pages} pages: {ours:.2f} s = {ratio:.2f} × bare reportlab (≤ 1.5);"
        f" a tenth of it {few * 1000:.0f} ms: × {ours / few:.1f}"
    )
    assert ours < 0.5
    assert ratio <= 1.5
