"""Section "Chấm điểm": the cell's own points by the set in force, what the records say, the official level."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from chibo_app.basics import numbers
from chibo_app.basics.i18n import _
from chibo_app.rules import scoring
from chibo_app.rules.kinds import ScoringMode
from chibo_app.rules.scoring import CriteriaSet, Criterion, Proposal
from chibo_app.ui.kit import buttons, theme
from chibo_app.ui.kit.detail import plain
from chibo_app.ui.kit.fields import Field, Option, Section, Values
from chibo_app.ui.kit.live_form import LiveForm, LiveSpec
from chibo_app.ui.kit.perform import perform
from chibo_app.ui.pages import meetings_figures as figures
from chibo_app.ui.pages.meetings_section import PAGE, MeetingSection, Screen

if TYPE_CHECKING:
    from sqlmodel import Session

    from chibo_app.queries.meetings import MeetingDetail

_REMARKS = "quality_remarks"
_OFFICIAL = ("official_points", "official_level", "official_decided_on")


class ScoreSection(MeetingSection):
    """See the module's text."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self.found, self.proposals = self._read()
        self.form = LiveForm(screen.desk, self._spec(), self._values(screen.meeting))
        self.official = LiveForm(screen.desk, self._official_spec(), _official(screen.meeting))
        self.live.append(self.form)
        self.total, self.problems = plain("", "section"), plain("", "warning")
        self.fill = buttons.button(_("Fill in from the records"), self.take_proposals)
        self.sets = buttons.button(_("Criteria …"), self.show_sets)
        self._is_stale = True
        self._put_together()

    def show_meeting(self, meeting: MeetingDetail) -> None:
        """Show points, what the records say, total and level: at once if seen, else when the section is opened."""
        self._is_stale = not self.isVisible()  # every answer kept elsewhere comes by here: nothing is read for it
        if self._is_stale:
            return
        _found, self.proposals = self._read()
        for one in self.found.criteria:
            self.form.form.rows[one.key].label.setText(_label(one, self.proposals))
        self.form.show_values(self._values(meeting))
        self.official.show_values(_official(meeting))
        self.total.setText(_("Total: {score}").format(score=figures.score(meeting.figures) or "0"))
        found = [problem for problem in meeting.figures.score.problems if problem.code != "points_missing"]
        missing = len(meeting.figures.score.problems) - len(found)
        sentences = [problem.sentence for problem in found]
        if missing and meeting.points:
            sentences.append(_("{count} criteria have no points yet.").format(count=missing))
        self.problems.setText("\n".join(sentences))
        self.problems.setVisible(bool(sentences))

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what was kept meanwhile."""
        super().showEvent(event)
        if self._is_stale:
            self.show_meeting(self.host.meeting)

    def set_read_only(self, is_read_only: bool) -> None:
        """The official level comes later: it may be entered beside locked minutes."""
        super().set_read_only(is_read_only)
        self.fill.setVisible(not is_read_only)

    def keep(self) -> bool:
        """Keep both forms."""
        return all([super().keep(), self.official.keep()])

    def take_proposals(self) -> None:
        """Give the points the records propose to criteria that have none."""
        from chibo_app.actions import scoring as acts

        self.keep()
        perform(
            self.host.desk,
            _("Fill in points from the records"),
            lambda session: acts.take_proposals(session, self.meeting_id, self.proposals),
        )

    def show_sets(self) -> None:
        """Open the local sets of criteria; another set in force is shown when the meeting is opened again."""
        from chibo_app.ui.dialogs.criteria_sets import CriteriaSets

        CriteriaSets(self.host.desk).open()

    # inside

    def _read(self) -> tuple[CriteriaSet, dict[str, Proposal]]:
        from chibo_app.queries import scoring as questions

        meeting = self.host.meeting
        facts, seen = meeting.facts, meeting.figures
        with self.host.desk.store.read() as session:
            found = questions.criteria_for(session, facts.cell_id, facts.held_on, self.host.rules)
            known = questions.facts_of(session, facts, seen.count, seen.duration, seen.required, self.host.rules)
        return found, scoring.proposals(found, known)

    def _spec(self) -> LiveSpec:
        return LiveSpec(
            key=f"meetings.score:{self.meeting_id}",
            title=_("Own score"),
            page=PAGE,
            sections=self._sections(),
            keep=self._keep,
            label=lambda: _("Score the meeting"),
        )

    def _sections(self) -> list[Section]:
        title = _("Points by {source}").format(source=self.found.source)
        groups = [
            Section(group or title, [_field(one, self.proposals) for one in criteria])
            for group, criteria in groupby(self.found.criteria, lambda one: one.group)
        ]
        remarks = Field(_REMARKS, _("Weak points and how to mend them"), "lines")
        return [*groups, Section("", [remarks])]

    def _keep(self, session: Session, changes: Values) -> None:
        from chibo_app.actions import meetings

        points = {name: _points(value) for name, value in changes.items() if name != _REMARKS}
        if _REMARKS in changes:
            meetings.edit(session, self.meeting_id, quality_remarks=changes[_REMARKS])
        meetings.set_points(session, self.meeting_id, points)

    def _values(self, meeting: MeetingDetail) -> Values:
        shown: Values = {_REMARKS: meeting.facts.quality_remarks}
        for one in self.found.criteria:
            given = meeting.points.get(one.key)
            shown[one.key] = given if one.mode is ScoringMode.POINTS or given is None else numbers.decimal(given)
        return shown

    def _official_spec(self) -> LiveSpec:
        rows = self.host.rules.rows("quality_levels", self.host.meeting.facts.held_on)
        levels = [Option(str(row["title"]), str(row["title"])) for row in rows]
        fields = [
            Field("official_level", _("Level decided above"), "choice", options=levels),
            Field("official_points", _("Points decided above"), width=8),
            Field("official_decided_on", _("Decided on"), "day"),
        ]

        def keep(session: Session, changes: Values) -> None:
            from chibo_app.actions import meetings

            meetings.record_official(session, self.meeting_id, changes)

        return LiveSpec(
            f"meetings.official:{self.meeting_id}", _("Level decided above"), PAGE,
            [Section(_("What the committee above decided"), fields, folded=True)], keep,
            lambda: _("Record the official level of the meeting"),
        )  # fmt: skip

    def _put_together(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.form, 1)
        row = QHBoxLayout()
        row.setContentsMargins(theme.MARGIN, 0, theme.MARGIN, 0)
        row.addWidget(self.total, 1)
        row.addWidget(self.fill)
        row.addWidget(self.sets)
        box.addLayout(row)
        self.problems.setContentsMargins(theme.MARGIN, 0, theme.MARGIN, theme.GRID)
        box.addWidget(self.problems)
        box.addWidget(self.official)


def _field(one: Criterion, proposals: Mapping[str, Proposal]) -> Field:
    if one.mode is ScoringMode.POINTS:
        return Field(one.key, _label(one, proposals), "decimal", width=8)
    if one.mode is ScoringMode.YES_NO:
        options = [Option(numbers.decimal(one.points), _("yes")), Option("0", _("no"))]
    else:
        options = [
            Option(numbers.decimal(level.points), f"{level.title} – {numbers.decimal(level.points)}")
            for level in one.choices
        ]
    return Field(one.key, _label(one, proposals), "choice", options=options)


def _label(one: Criterion, proposals: Mapping[str, Proposal]) -> str:
    words = _("{criterion} (most {points})").format(criterion=one.title, points=numbers.decimal(one.points))
    found = proposals.get(one.key)
    return f"{words}\n→ {found.reason}" if found else words


def _points(value: object) -> str:
    return numbers.decimal(value) if isinstance(value, Decimal) else str(value or "")


def _official(meeting: MeetingDetail) -> Values:
    return {name: getattr(meeting.facts, name) for name in _OFFICIAL}
