"""From one row of a register of exits to how, why and by which three dated acts a member left."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from datetime import date

from chibo_app.basics import text
from chibo_app.basics.dates import PartialDate
from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Problem
from chibo_app.exchange import cell_values, columns, dates_of_lists
from chibo_app.exchange.member_rows import Facts, RowReader
from chibo_app.exchange.sheets import Sheet, SheetRow
from chibo_app.rules.kinds import CaseKind

_TICKED = (("exit_expelled", CaseKind.EXPULSION), ("exit_removed", CaseKind.REMOVAL),
           ("exit_withdrew", CaseKind.WITHDRAWAL))  # fmt: skip
_NUMBER_AND_DATE = re.compile(
    r"(?P<no>.*?)(?:[\s,;(]*(?:ngày|ngay)\s*(?P<day>\d.*?)|[\s,;(]+(?P<figures>\d{1,2}(?P<sign>[/.\-])\d{1,2}(?P=sign)\d{2,4}))\)?",
    re.IGNORECASE,
)


@dataclass
class ExitValues:
    """What a row says of an exit, beside the facts of the person."""

    facts: Facts
    cell_name: str = ""
    kind: CaseKind | None = None
    ground: str = ""
    reason: str = ""
    resolution_on: date | None = None
    decision_no: str = ""
    decision_on: date | None = None
    decision_issuer: str = ""
    announced_on: date | None = None
    problems: list[Problem] = field(default_factory=list)


class ExitReader:
    """Reads the rows of one register of exits."""

    def __init__(self, sheet: Sheet, today: date) -> None:
        self._people = RowReader(sheet, today)
        self._today = today
        self._title = sheet.titles

    def read(self, row: SheetRow) -> ExitValues:
        """Return what one row says."""
        values = ExitValues(self._people.read(row))
        values.cell_name = self._cell_name(row)
        values.reason = self._line(row, "reason")
        values.kind = self._kind(row, values)
        values.ground = _ground(values.kind, values.reason)
        self._acts(row, values)
        self._judge(values)
        return values

    def _line(self, row: SheetRow, name: str) -> str:
        return cell_values.as_fact(self._people.cell(row, name))

    def _cell_name(self, row: SheetRow) -> str:
        name = self._line(row, "cell")
        return f"{columns.label('cell')} {name}" if name.isdigit() else name

    def _kind(self, row: SheetRow, values: ExitValues) -> CaseKind | None:
        ticked = [kind for name, kind in _TICKED if self._line(row, name)]
        said = columns.words(self._line(row, "exit_kind"))
        named = [CaseKind(kind) for kind in columns.phrases_found("exit_kinds", said)]
        found = list(dict.fromkeys([*ticked, *named])) or self._kind_around(row, values, said)
        if len(found) == 1:
            return found[0]
        values.problems.append(Problem("exit_kind", "exit_kind_unknown", _(
            "It is not clear whether the member was expelled, removed from the roll, or left on request."
        )))  # fmt: skip
        return None

    def _kind_around(self, row: SheetRow, values: ExitValues, said: str) -> list[CaseKind]:
        """Where no cell names the form, a heading above the row does, the title of the register, or the reason."""
        if said:
            return []
        for line in (row.heading, self._title, values.reason):
            if found := [CaseKind(kind) for kind in columns.phrases_found("exit_kinds", columns.words(line))]:
                return found
        return []

    def _acts(self, row: SheetRow, values: ExitValues) -> None:
        values.decision_no = self._line(row, "decision_no")
        values.decision_issuer = self._line(row, "decision_issuer")
        values.decision_on = self._day(row, "decision_on", values)
        self._number_and_date(row, values)
        values.resolution_on = self._day(row, "resolution_on", values)
        values.announced_on = self._day(row, "announced_on", values)

    def _number_and_date(self, row: SheetRow, values: ExitValues) -> None:
        """Take apart «48-… ngày 19/4/2022» where one column holds both."""
        line = self._line(row, "decision_no_and_date") or values.decision_no
        match = _NUMBER_AND_DATE.fullmatch(line)
        if values.decision_on is not None or match is None:
            values.decision_no = values.decision_no or line
            return
        values.decision_no = match["no"].strip(" ,;")
        try:
            day = dates_of_lists.read(match["day"] or match["figures"], self._today)
            values.decision_on = day.exact() if day else None
        except ValueError as error:
            values.problems.append(Problem("decision_on", "not_a_date", str(error)))

    def _day(self, row: SheetRow, name: str, values: ExitValues) -> date | None:
        value: PartialDate | None = self._people.date_of(row, name, values.facts)
        if value is None:
            return None
        if value.precision == "day":
            return value.exact()
        values.problems.append(Problem(name, "day_needed", _("Please give the day, month and year.")))
        return None

    def _judge(self, values: ExitValues) -> None:
        told = {problem.where for problem in [*values.problems, *values.facts.problems]}
        if values.decision_on is None and "decision_on" not in told:
            values.problems.append(Problem("decision_on", "decision_date_missing", _(
                "The date of the decision is missing."
            )))  # fmt: skip
        elif values.decision_on and values.decision_on > self._today:
            values.problems.append(Problem("decision_on", "in_the_future", _("The decision lies in the future.")))
        days = [("resolution_on", values.resolution_on), ("decision_on", values.decision_on),
                ("announced_on", values.announced_on)]  # fmt: skip
        known = [(name, day) for name, day in days if day]
        for (_earlier, first), (later, second) in itertools.pairwise(known):
            if second < first:
                values.problems.append(Problem(later, "acts_in_wrong_order", _(
                    "This act is dated before the one that must precede it."
                ), "warning"))  # fmt: skip


def _ground(kind: CaseKind | None, reason: str) -> str:
    said = columns.words(reason)
    if kind is CaseKind.REMOVAL:
        return next(iter(columns.phrases_found("removal_grounds", said)), "")
    if kind is CaseKind.WITHDRAWAL:
        return next(iter(columns.phrases_found("withdrawal_reasons", said)), "")
    return ""


def cell_key(name: str) -> str:
    """Return what makes two spellings of a cell's name one: marks, capitals, `CB`, leading zeros ignored."""
    words = text.fold(columns.words(name)).split()
    if words[:1] == ["cb"]:
        words[:1] = ["chi", "bo"]
    return " ".join(word.lstrip("0") or "0" if word.isdigit() else word for word in words)
