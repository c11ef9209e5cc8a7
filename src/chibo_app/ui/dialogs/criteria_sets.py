"""The local sets of criteria for scoring meetings: taken from a sample or a workbook, changed, ended."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout

from chibo_app.actions import scoring as acts
from chibo_app.basics import clock, numbers, text
from chibo_app.basics.errors import Refused, UserError
from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Problem
from chibo_app.models.scoring import QualityCriterion
from chibo_app.queries import labels, records, scoring
from chibo_app.queries.scoring import SetRow
from chibo_app.rules import scoring as rules_of_scoring
from chibo_app.rules.kinds import ScoringMode
from chibo_app.rules.scoring import Choice, Criterion
from chibo_app.ui.kit import buttons, files, messages, theme
from chibo_app.ui.kit.choices import options
from chibo_app.ui.kit.detail import plain
from chibo_app.ui.kit.entry_list import EntryKind, EntryList
from chibo_app.ui.kit.fields import Explanations, Field, FormSpec, Option, Section, Values, day_or_today
from chibo_app.ui.kit.perform import perform
from chibo_app.ui.kit.rows_model import Column

if TYPE_CHECKING:
    from sqlmodel import Session

    from chibo_app.ui.kit.window import Window

_CENTRAL = "central"


class CriteriaSets(QDialog):
    """Sets above, the criteria of the chosen set below."""

    def __init__(self, window: Window) -> None:
        super().__init__(window.widget())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Criteria for scoring meetings"))
        self._window = window
        self.sets, self.criteria = EntryList(window, self._set_kind()), EntryList(window, self._criterion_kind())
        self.sets.table.chosen.connect(lambda _id: self._show_criteria())
        box = QVBoxLayout(self)
        box.addWidget(plain(_("Without a set of its own, a cell scores by the central frame."), "quiet"))
        box.addWidget(self.sets, 2)
        box.addWidget(self.criteria, 3)
        box.addWidget(buttons.button(_("Close"), self.reject), 0, Qt.AlignmentFlag.AlignRight)
        theme.size_dialog(self, 108, 18)
        self.reload()

    def reload(self) -> None:
        """Read the sets again."""
        with self._window.store.read() as session:
            rows = scoring.set_rows(session, self._window.cell_id)
        self.sets.show_rows(rows)
        self._show_criteria()

    def reject(self) -> None:
        """Close, unless something typed would be lost."""
        if self.sets.may_leave() and self.criteria.may_leave():
            super().reject()

    # sets

    def add_set(self) -> FormSpec:
        """Return the form of a new set: empty, from the central frame, or from a sample."""
        from chibo_app.queries import overrides

        with self._window.store.read() as session:
            rules = overrides.rulebook(session)
        ready = {one.set_id: one for one in scoring.samples(rules, clock.today())}
        ready[_CENTRAL] = rules_of_scoring.central(clock.today(), rules)
        begin = [Option(key, one.name) for key, one in ready.items()]

        def save(session: Session, values: Values, _why: Explanations) -> str:
            criteria = ready[str(values["begin"])].criteria if values["begin"] else ()
            return acts.add_set(
                session, str(values["name"]), day_or_today(values["valid_from"]), str(values["source"]), criteria,
                cell_id=self._window.cell_id if values["is_own"] else None,
            ).id  # fmt: skip

        return FormSpec(
            "settings.criteria_set", _("New set of criteria"),
            [Section("", [
                Field("name", _("Name of the set"), required=True),
                Field("valid_from", _("Holds from"), "day", required=True),
                Field("source", _("By which paper"), required=True),
                Field("begin", _("Begin with"), "choice", options=begin, empty=_("no criteria yet")),
                Field("is_own", _("Only for the cell worked on"), "yes_no"),
            ])],
            save, lambda values: _("New set of criteria: {name}").format(name=values["name"]),
            {"valid_from": clock.today()}, saved=lambda _id: self.reload(),
        )  # fmt: skip

    def edit_set(self, row: SetRow) -> FormSpec:
        """Return the form of a set: its name and its time."""

        def save(session: Session, values: Values, _why: Explanations) -> str:
            facts: dict[str, Any] = dict(values)
            return acts.edit_set(session, row.id, **facts).id

        return FormSpec(
            f"settings.criteria_set:{row.id}", row.name,
            [Section("", [
                Field("name", _("Name of the set"), required=True),
                Field("valid_from", _("Holds from"), "day", required=True),
                Field("valid_to", _("Holds until"), "day"),
                Field("source", _("By which paper"), required=True),
            ])],
            save, lambda _values: _("Change the set of criteria {name}").format(name=row.name),
            {"name": row.name, "valid_from": row.valid_from, "valid_to": row.valid_to, "source": row.source},
            saved=lambda _id: self.reload(),
        )  # fmt: skip

    def import_file(self) -> None:
        """Take the criteria of a workbook as a new set."""
        from chibo_app.exchange import criteria_list

        path = files.to_open(self, _("Workbook with the criteria"), "Excel (*.xlsx *.xls *.ods)")
        if path is None:
            return
        try:
            found = criteria_list.read(path)
        except UserError as error:
            messages.problem(self, error)
            return
        name = _("Set of {file}").format(file=path.stem)
        done = perform(
            self._window, _("Import criteria of {file}").format(file=path.name),
            lambda session: acts.add_set(session, name, clock.today(), path.name, found).id,
        )  # fmt: skip
        if done is not None:
            self.reload()
            self.sets.table.choose(done.value)
            told = _("{count} criteria were taken over; please look at their points and levels.")
            messages.inform(self, told.format(count=len(found)))

    def remove_set(self, row: SetRow) -> None:
        """Remove a set after asking."""
        if messages.ask(self, _("Take out the set “{name}”?").format(name=row.name), _("Take out"),
                        more=_("Meetings scored by it keep their points. It can be undone.")):  # fmt: skip
            label = _("Take out the set “{name}”").format(name=row.name)
            perform(self._window, label, lambda session: acts.remove_set(session, row.id))
            self.reload()

    # criteria

    def add_criterion(self) -> FormSpec:
        """Return the form of a new criterion of the chosen set."""
        chosen: SetRow = self.sets.chosen()
        return self._criterion_form(
            f"settings.criterion:{chosen.id}", _("New criterion"), {"mode": ScoringMode.YES_NO.value},
            lambda session, one: acts.add_criterion(session, chosen.id, one).id,
        )  # fmt: skip

    def edit_criterion(self, row: QualityCriterion) -> FormSpec:
        """Return the form of a criterion."""
        start = {
            "group": row.group_title, "title": row.title, "points": Decimal(row.points), "mode": row.mode.value,
            "levels": "\n".join(_level_words(one) for one in scoring.choices_of(row)), "fact": row.fact,
        }  # fmt: skip
        return self._criterion_form(
            f"settings.criterion:{row.id}", row.title, start,
            lambda session, one: acts.edit_criterion(session, row.id, one).id, key=row.key,
        )  # fmt: skip

    def remove_criterion(self, row: QualityCriterion) -> None:
        """Take a criterion out of its set."""
        label = _("Take out the criterion {title}").format(title=row.title)
        perform(self._window, label, lambda session: acts.remove_criterion(session, row.id))
        self.reload()

    def _criterion_form(self, form_key: str, title: str, start: Values, act: Any, key: str = "") -> FormSpec:
        def save(session: Session, values: Values, _why: Explanations) -> object:
            return act(session, _criterion(values, key))

        facts = [Option(name, words) for name, words in fact_words().items()]
        return FormSpec(
            form_key, title,
            [Section("", [
                Field("group", _("Group")),
                Field("title", _("Criterion"), "lines", required=True),
                Field("mode", _("How it is answered"), "choice", required=True, options=options(ScoringMode)),
                Field("points", _("Most points"), "decimal", required=True, width=8),
                Field("levels", _("Levels"), "lines", help=_("One a line: at least per cent = points | words")),
                Field("fact", _("Answered by"), "choice", options=facts, empty=_("nothing in the records")),
            ])],
            save, lambda _values: _("Criterion: {title}").format(title=title), start,
            saved=lambda _id: self.reload(),
        )  # fmt: skip

    # inside

    def _show_criteria(self) -> None:
        chosen: SetRow | None = self.sets.chosen()
        rows: Sequence[QualityCriterion] = ()
        if chosen is not None:
            with self._window.store.read() as session:
                found = records.of_owner(session, QualityCriterion, rule_set_id=chosen.id)
                rows = sorted(found, key=lambda row: row.position)
        self.criteria.show_rows(rows)
        self.criteria.set_read_only(chosen is None)

    def _set_kind(self) -> EntryKind:
        return EntryKind(
            name="criteria_sets", page="settings",
            columns=(
                Column("name", _("Name of the set"), 30),
                Column("valid_from", _("Holds from"), 11, "centre"),
                Column("valid_to", _("Holds until"), 11, "centre"),
                Column("count", _("Criteria"), 8, "right"),
                Column("most", _("Most points"), 8, "right", shown=lambda row: numbers.decimal(row.most)),
                Column("source", _("By which paper"), 24),
            ),
            empty=_("No local set of criteria; meetings are scored by the central frame."),
            add_words=_("New set"), add=self.add_set, edit=self.edit_set, remove=self.remove_set,
            more=((_("From a workbook …"), lambda _row: self.import_file()),),
        )  # fmt: skip

    def _criterion_kind(self) -> EntryKind:
        return EntryKind(
            name="criteria", page="settings",
            columns=(
                Column("group_title", _("Group"), 22),
                Column("title", _("Criterion"), 40),
                Column("mode", _("How it is answered"), 14, shown=lambda row: labels.label(row.mode)),
                Column("points", _("Most points"), 8, "right"),
                Column("fact", _("Answered by"), 18, shown=lambda row: fact_words().get(row.fact, "")),
            ),
            empty=_("Choose a set above; its criteria stand here."),
            add_words=_("New criterion"), add=self.add_criterion, edit=self.edit_criterion,
            remove=self.remove_criterion,
        )  # fmt: skip


def fact_words() -> dict[str, str]:
    """Return what the records can answer, in words."""
    return {
        "length": _("length of the meeting"), "attendance": _("share of members present"),
        "tasks": _("share of tasks done"), "speakers": _("share of those present who spoke"),
        "notice": _("notice sent"), "papers_before": _("documents put up before"),
        "papers_after": _("papers put up after"), "committee_met": _("committee met before"),
        "theme": _("a theme was dealt with"), "praise": _("praises and reminders"),
        "nobody_often_absent": _("nobody often excused"), "resolution": _("resolution or conclusion"),
        "assigned": _("tasks given"), "preparation": _("preparation as a whole"), "closing": _("closing as a whole"),
    }  # fmt: skip


def _criterion(values: Values, key: str) -> Criterion:
    title, points = " ".join(str(values["title"]).split()), values["points"]
    if not isinstance(points, Decimal):
        raise Refused([Problem("points", "missing", _("Please fill this in."))])
    return Criterion(
        key or _key(title), title, points, str(values["group"] or ""), ScoringMode(str(values["mode"])),
        _levels(str(values["levels"] or "")), str(values["fact"] or ""),
    )  # fmt: skip


def _key(title: str) -> str:
    return text.file_slug(title)[:50].replace("-", "_") or "muc"


def _levels(words: str) -> tuple[Choice, ...]:
    try:
        return tuple(scoring.level(line) for line in words.splitlines() if line.strip())
    except ArithmeticError as error:
        sentence = _("A level is written as “at least per cent = points | words”, for example “90 = 5 | từ 90%”.")
        raise Refused([Problem("levels", "unreadable", sentence)]) from error


def _level_words(one: Choice) -> str:
    least = f"{one.at_least} = " if one.at_least is not None else ""
    return f"{least}{one.points} | {one.title}"
