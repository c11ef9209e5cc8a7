"""Registers of invented people for the tests of printed registers."""

from __future__ import annotations

from datetime import date

from chibo_app.basics.dates import PartialDate
from chibo_app.queries.reconciliations import ReconciliationRow
from chibo_app.queries.register_lines import WHOLE_TIME, Code, RegisterLine, Value
from chibo_app.queries.registers import Register, RegisterFacts, _register
from chibo_app.rules import rulebook
from support import paper_facts as base

ON = date(2026, 6, 30)


def register(key: str, on: date = ON) -> Register:
    """Return a register as shipped."""
    return _register(rulebook.load().row("registers", key, on))


def person(number: int, name: str) -> dict[str, Value]:
    """Return the values of one person of the roll."""
    return {
        "name": name, "birth_name": "Nguyễn Thị Khai Sinh" if number == 1 else "", "birth": PartialDate("1965-03-04"),
        "gender": Code("genders", "female" if number % 3 == 1 else "male"), "ethnic_group": "Kinh",
        "religion": "Không", "hometown": "xã Mẫu Sơn, huyện Mẫu Thành, tỉnh Mẫu", "general_education": "12/12",
        "political_theory": "Trung cấp", "profession_level": "Cử nhân Sư phạm Toán", "languages": "Tiếng Anh B",
        "occupation_before": "Học sinh", "occupation_now": "Giáo viên, hưu trí",
        "admitted": PartialDate("1985-02-03"), "official": PartialDate("1986-02-03"),
        "card_number": f"{10_000_000_000 + number:012d}", "dossier_number": f"1234{number:06d}",
        "badges": "30: 0123", "service": Code("services", "retired"),
    }  # fmt: skip


def line(number: int, name: str, **values: Value) -> RegisterLine:
    """Return a line with some values of its own."""
    return RegisterLine(str(number), name, person(number, name) | values)


def reconciled(**changes: object) -> ReconciliationRow:
    """Return a reconciliation that agrees, or with changes."""
    facts = {
        "id": "1", "cell_id": "c", "cell_name": base.letterhead().cell_name, "on": ON,
        "other_level": "Đảng ủy phường Mẫu", "own_official": 18, "own_probationary": 2, "other_official": 18,
        "other_probationary": 2, "differences": "", "signed_by": "Nguyễn Văn An", "other_signed_by": "Trần Thị Bình",
        "note": "",
    }  # fmt: skip
    return ReconciliationRow(**{**facts, **changes})  # type: ignore[arg-type]


def facts(key: str, lines: tuple[RegisterLine, ...], from_on: date = WHOLE_TIME, to_on: date = ON) -> RegisterFacts:
    """Return a register with these lines."""
    return RegisterFacts(base.letterhead(to_on), register(key), lines, from_on, to_on)


def roll(count: int = 20) -> RegisterFacts:
    """Return the roll with so many people; the sixth was removed."""
    from support.case_facts import name

    lines = [line(number, name(number)) for number in range(count)]
    if count > 5:
        gone: dict[str, Value] = {
            "name": name(5), "gender": Code("genders", "male"), "admitted": PartialDate("2001"),
            "exit_on": PartialDate("2022-05-19"), "exit_form": Code("exit_kinds", "removed"),
        }  # fmt: skip
        lines[5] = RegisterLine("5", name(5), gone, is_current=False)
    head = base.letterhead(ON)
    return RegisterFacts(head, register("member_roll"), tuple(lines), WHOLE_TIME, ON, (reconciled(),), "Vũ Minh Thư")
