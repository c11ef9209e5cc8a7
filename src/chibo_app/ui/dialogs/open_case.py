"""Opening a case: first who and what is known, which shows the right way; then the facts, and the case is open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from chibo_app.basics import clock, text
from chibo_app.basics.i18n import _
from chibo_app.queries import labels
from chibo_app.rules import protections
from chibo_app.rules.kinds import CaseKind, Standing
from chibo_app.ui.kit import buttons, theme
from chibo_app.ui.kit.detail import plain
from chibo_app.ui.kit.fields import Explanations, Field, FormSpec, Option, Section, Values
from chibo_app.ui.kit.form import FormView
from chibo_app.ui.kit.form_panel import FormPanel

if TYPE_CHECKING:
    from sqlmodel import Session

    from chibo_app.rules.rulebook import Rulebook
    from chibo_app.ui.kit.window import Window

KINDS = (CaseKind.REMOVAL, CaseKind.EXPULSION, CaseKind.WITHDRAWAL)


class OpenCase(QDialog):
    """Two steps. `opened(case id)` is called when the case is in the book."""

    def __init__(self, window: Window, opened: Callable[[str], object]) -> None:
        super().__init__(window.widget())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Open a case"))
        self._window, self._opened = window, opened
        self._people: dict[str, tuple[str, str]] = {}  # person: name and cell
        self.rules = self._read()
        self.stack = QStackedWidget()
        self.first = FormView([Section(_("Who, and what is known"), self._questions())])
        self.advice = plain("")
        self.panel: FormPanel | None = None
        self._put_together()
        self.first.edited.connect(self.advise)
        self.advise()
        self.resize(theme.letters_wide(self, 92), theme.row_height(self) * 17)

    # the first step

    def situation(self) -> protections.Situation | None:
        """Return what is known of the chosen member, or None while nobody is chosen."""
        values = self.first.values()
        if not values["person_id"]:
            return None
        return protections.Situation(
            standing=self._standing(str(values["person_id"])),
            deserves_expulsion=bool(values["deserves_expulsion"]),
            has_removal_ground=bool(values["has_removal_ground"]),
            wants_to_leave=bool(values["wants_to_leave"]),
            admission_was_wrong=bool(values["admission_was_wrong"]),
        )

    def advise(self) -> None:
        """Show which way fits what is known, and which does not take its place."""
        situation = self.situation()
        self.next.setEnabled(situation is not None)
        if situation is None:
            self.advice.setText(_("Choose the member and say what is known; the right way is shown here."))
            return
        found = protections.decision_aid(situation)
        lines = [labels.label(situation.standing).capitalize() + "."]
        for one in found:
            way = labels.heading(one.right_way) if one.right_way else _("talk or discipline first")
            lines.append(_("Right way: {way}. {why}").format(way=way, why=one.sentence))
            if one.wrong_ways:
                wrong = ", ".join(labels.label(way) for way in one.wrong_ways)
                lines.append(_("Not in its place: {ways}.").format(ways=wrong))
        self.advice.setText("\n".join(lines))

    def go_on(self) -> None:
        """Go to the facts of the case."""
        problems = self.first.own_problems()
        if problems:
            self.first.show_problems(problems)
            return
        if self.panel is not None:
            self.stack.removeWidget(self.panel)
            self.panel.deleteLater()
        self.panel = FormPanel(self._window, self._spec(), self.go_back, "cases")
        self.stack.addWidget(self.panel)
        self.stack.setCurrentWidget(self.panel)
        self.panel.form.focus_first()

    def go_back(self) -> None:
        """Return to the first step."""
        self.stack.setCurrentIndex(0)

    # inside

    def _questions(self) -> list[Field]:
        return [
            Field("person_id", _("Member"), "person", required=True, find=self._find),
            Field("deserves_expulsion", _("A violation deserves expulsion"), "yes_no"),
            Field("has_removal_ground", _("There is a ground of removal"), "yes_no"),
            Field("wants_to_leave", _("The member asks in writing to leave"), "yes_no"),
            Field("admission_was_wrong", _("The admission itself was wrong"), "yes_no"),
        ]

    def _spec(self) -> FormSpec:
        situation = self.situation()
        advice = protections.decision_aid(situation) if situation else []
        way = next((one.right_way for one in advice if one.right_way in KINDS), None)
        person_id = str(self.first.values()["person_id"])
        name, cell_id = self._people[person_id]
        asks_to_leave = bool(situation and situation.wants_to_leave)
        kinds = [Option(kind.value, labels.heading(kind)) for kind in KINDS]
        fields = [
            Field("kind", _("Case"), "choice", required=True, options=kinds),
            Field("opened_on", _("Opened"), "day", required=True),
            Field("ground_code", _("Ground (for a removal)"), "choice", options=self._grounds()),
            Field("reason", _("What happened"), "lines"),
            Field("application_on", _("Application of"), "day"),
        ]  # fmt: skip

        def save(session: Session, values: Values, explanations: Explanations) -> str:
            return self._save(session, cell_id, person_id, dict(values), explanations)

        return FormSpec(
            key=f"cases.open:{person_id}",
            title=_("Case about {name}").format(name=name),
            sections=[Section("", fields)],
            save=save,
            label=lambda values: _("Open a case: {kind} – {name}").format(
                kind=labels.label(CaseKind(str(values["kind"]))), name=name
            ),
            values={
                "kind": way.value if way else "",
                "opened_on": clock.today(),
                "application_on": clock.today() if asks_to_leave else None,
            },
            saved=self._done,
        )

    def _save(
        self, session: Session, cell_id: str, person_id: str, values: dict[str, Any], explanations: Explanations
    ) -> str:
        from chibo_app.actions import cases

        kind = CaseKind(values.pop("kind"))
        day = values.pop("opened_on")
        ground = values.pop("ground_code")
        if kind is CaseKind.REMOVAL and ground:
            values["ground_code"] = ground
        situation = self.situation()
        has_violation = bool(situation and situation.deserves_expulsion)
        return cases.open_case(
            session, cell_id, person_id, kind, day, explanations=explanations,
            has_open_violation=has_violation and kind is not CaseKind.EXPULSION, **values,
        ).id  # fmt: skip

    def _done(self, case_id: object) -> None:
        self._opened(str(case_id))
        self.accept()

    def _grounds(self) -> list[Option]:
        return [Option(row.key, str(row["title"])) for row in self.rules.rows("removal_grounds", clock.today())]

    def _read(self) -> Rulebook:
        from chibo_app.queries import cells, memberships, overrides

        today = clock.today()
        with self._window.store.read() as session:
            cell_id = self._window.cell_id
            for one in [cell_id] if cell_id else [row.id for row in cells.cells(session, today)]:
                people = memberships.people(session, memberships.on_roll(session, one, today))
                self._people |= {person.id: (person.full_name, one) for person in people}
            return overrides.rulebook(session)

    def _find(self, typed: str) -> Sequence[Option]:
        wanted = text.fold(typed).split()
        return [
            Option(person_id, name)
            for person_id, (name, _cell) in self._people.items()
            if all(word in text.search_key(name) for word in wanted)
        ]

    def _standing(self, person_id: str) -> Standing:
        from chibo_app.queries import memberships

        day: date = clock.today()
        with self._window.store.read() as session:
            states = memberships.standings_on(session, self._people[person_id][1], day, [person_id])
        return states[person_id].standing

    def _put_together(self) -> None:
        step = QWidget()
        column = QVBoxLayout(step)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.first, 1)
        column.addWidget(plain(_("Which way is right"), "section"))
        column.addWidget(self.advice)
        row = QHBoxLayout()
        self.next = buttons.button(_("Continue"), self.go_on, "primary")
        row.addWidget(self.next)
        row.addStretch(1)
        row.addWidget(buttons.button(_("Cancel"), self.reject))
        column.addLayout(row)
        self.stack.addWidget(step)
        box = QVBoxLayout(self)
        box.addWidget(self.stack)
