"""What opening a case asks: the procedures by group, and for each the fields the rules name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from chibo_app.basics import clock, dates
from chibo_app.basics.i18n import _
from chibo_app.queries import labels
from chibo_app.rules import cases
from chibo_app.rules.cases import CaseFacts
from chibo_app.rules.kinds import CaseKind, Standing
from chibo_app.rules.protections import Situation
from chibo_app.rules.rulebook import Row, Rulebook
from chibo_app.ui.kit.fields import Explanations, Field, FormSpec, Option, Section, Values
from chibo_app.ui.pages import cases_fields as columns
from chibo_app.ui.pages import cases_people as people

if TYPE_CHECKING:
    from sqlmodel import Session

    from chibo_app.store import Store

WAYS = frozenset({CaseKind.REMOVAL, CaseKind.EXPULSION, CaseKind.WITHDRAWAL, CaseKind.ANNULMENT})


def groups() -> list[tuple[str, str]]:
    """Return the groups of procedures in the order of a member's life, each with its words."""
    return [
        ("in", _("Coming into the Party and the cell")),
        ("life", _("Party life")),
        ("violation", _("Violations")),
        ("out", _("Leaving the Party")),
        ("after", _("After a decision")),
    ]


def short_groups() -> list[tuple[str, str]]:
    """Return the groups in the few words of a chip."""
    return [
        ("in", _("Admission")),
        ("life", _("Party life")),
        ("violation", _("Violations")),
        ("out", _("Leaving")),
        ("after", _("After a decision")),
    ]


@dataclass(frozen=True)
class Known:
    """What the opening of a case reads once: the people, the rules of today, the cells."""

    people: Mapping[str, people.Candidate]
    rules: Rulebook
    today: date
    cells: Mapping[str, str] = field(default_factory=dict)

    @property
    def only_cell(self) -> str:
        """The cell of the book when it has one only."""
        return next(iter(self.cells)) if len(self.cells) == 1 else ""

    def row(self, kind: CaseKind) -> Row:
        """Return the procedure in force today."""
        return cases.rule_of(kind, self.today, self.rules)

    def title(self, kind: CaseKind) -> str:
        """Return the name of a procedure as the rules write it."""
        return str(self.row(kind)["title"])

    def group(self, kind: CaseKind) -> str:
        """Return the group a procedure belongs to."""
        return str(self.row(kind)["group"])

    def kinds(self, group: str) -> list[CaseKind]:
        """Return the procedures of a group, in the order of the rules."""
        return [CaseKind(row.key) for row in self.rules.rows("cases", self.today) if row["group"] == group]

    def impossible(self, kind: CaseKind, standing: Standing) -> list[str]:
        """Return why a procedure cannot be about somebody of this standing."""
        judged = cases.judge(CaseFacts(kind, standing, self.today), self.rules)
        return [one.sentence for one in judged if one.level == "error" and one.where in {"kind", "person_id"}]


@dataclass(frozen=True)
class Opening:
    """A case about to be opened. `person` None is somebody not in the book yet; `about` an earlier case."""

    known: Known
    kind: CaseKind
    cell_id: str
    person: people.Candidate | None
    situation: Situation | None
    about: str
    earlier: tuple[Option, ...]
    done: Callable[[str], None]

    @property
    def asking(self) -> columns.Asking:
        """What the fields need to know."""
        known = self.known
        row = known.row(self.kind)
        return columns.Asking(self.kind, known.today, known.rules, row.values, known.cells, self.earlier)


def read(store: Store, cell_id: str | None) -> Known:
    """Read what the opening of a case needs."""
    from chibo_app.queries import cells, overrides

    today = clock.today()
    with store.read() as session:
        return Known(
            people.candidates(session, cell_id, today),
            overrides.rulebook(session),
            today,
            cells.cell_names(session, today),
        )


def earlier_cases(store: Store, person_id: str, kinds: Iterable[str]) -> tuple[Option, ...]:
    """Return the decided cases of a person that a complaint, a revocation or a restoration can be about."""
    from chibo_app.queries import case_links

    wanted = {str(kind) for kind in kinds}
    if not wanted:
        return ()
    with store.read() as session:
        links = case_links.cases_of_person(session, person_id)
    return tuple(
        Option(link.id, f"{link.title}, {dates.show(link.decision_on or link.opened_on)}")
        for link in links
        if link.kind.value in wanted
    )


def spec(asked: Opening) -> FormSpec:
    """Return the form that opens the case."""
    name = asked.person.name if asked.person else ""
    title = asked.known.title(asked.kind)
    person_id = asked.person.id if asked.person else ""

    def save(session: Session, values: Values, explanations: Explanations) -> str:
        return _open(session, asked, dict(values), explanations)

    def label(values: Values) -> str:
        who = name or str(values.get("new.full_name") or "")
        return _("Open a case: {kind} – {name}").format(kind=labels.label(asked.kind), name=who)

    return FormSpec(
        key=f"cases.open:{asked.kind.value}:{person_id}",
        title=_("{kind}: {name}").format(kind=title, name=name) if name else title,
        sections=_sections(asked),
        save=save,
        label=label,
        values=_start(asked),
        saved=lambda case_id: asked.done(str(case_id)),
    )


def _sections(asked: Opening) -> list[Section]:
    row = asked.known.row(asked.kind)
    fields = columns.fields(row["opening_fields"], asked.asking, row["needs_about"] and ["about_case_id"])
    facts = Section("", [*fields, Field("opened_on", _("Opened"), "day", required=True)])
    return [facts] if asked.person else [people.new_person_section(asked.kind), facts]


def _start(asked: Opening) -> dict[str, object]:
    situation = asked.situation
    values: dict[str, object] = {"opened_on": asked.known.today}
    if asked.about or len(asked.earlier) == 1:
        values["about_case_id"] = asked.about or asked.earlier[0].value
    if situation and situation.wants_to_leave:
        values["application_on"] = asked.known.today
    if situation and situation.deserves_expulsion:
        values["has_open_violation"] = True
    return values


def _open(session: Session, asked: Opening, values: dict[str, Any], explanations: Explanations) -> str:
    from chibo_app.actions import cases as acts

    opened_on = values.pop("opened_on")
    facts = people.take_new(values)
    person_id = asked.person.id if asked.person else ""
    if not person_id:
        person_id = people.enter(
            session, asked.cell_id, asked.kind, facts, str(values.get("other_side") or ""), opened_on, explanations
        )
    given = columns.taken(values)
    return acts.open_case(
        session, asked.cell_id, person_id, asked.kind, opened_on, explanations=explanations, **given
    ).id  # fmt: skip
