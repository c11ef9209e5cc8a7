"""Section "Chấm điểm": the cell's own points for the meeting, by the frame of the meeting's day."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from chibo_app.basics import numbers
from chibo_app.basics.i18n import _
from chibo_app.ui.kit import theme
from chibo_app.ui.kit.detail import plain
from chibo_app.ui.kit.fields import Field, Section, Values
from chibo_app.ui.kit.live_form import LiveForm, LiveSpec
from chibo_app.ui.pages import meetings_figures as figures
from chibo_app.ui.pages.meetings_section import PAGE, MeetingSection, Screen

if TYPE_CHECKING:
    from sqlmodel import Session

    from chibo_app.queries.meetings import MeetingDetail

_REMARKS = "quality_remarks"


class ScoreSection(MeetingSection):
    """See the module's text."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        spec = LiveSpec(
            key=f"meetings.score:{self.meeting_id}",
            title=_("Own score"),
            page=PAGE,
            sections=self._sections(),
            keep=self._keep,
            label=lambda: _("Score the meeting"),
        )
        self.form = LiveForm(screen.desk, spec, _values(screen.meeting))
        self.live.append(self.form)
        self.total, self.problems = plain("", "section"), plain("", "warning")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.form, 1)
        for label in (self.total, self.problems):
            label.setContentsMargins(theme.MARGIN, 0, theme.MARGIN, theme.GRID)
            box.addWidget(label)

    def show_meeting(self, meeting: MeetingDetail) -> None:
        """Show points, total and level."""
        self.form.show_values(_values(meeting))
        self.total.setText(_("Total: {score}").format(score=figures.score(meeting.figures) or "0"))
        found = [problem for problem in meeting.figures.score.problems if problem.code != "points_missing"]
        missing = len(meeting.figures.score.problems) - len(found)
        sentences = [problem.sentence for problem in found]
        if missing and meeting.points:
            sentences.append(_("{count} criteria have no points yet.").format(count=missing))
        self.problems.setText("\n".join(sentences))
        self.problems.setVisible(bool(sentences))

    def _sections(self) -> list[Section]:
        frame = self.host.rules.rows("quality_frame", self.host.meeting.facts.held_on)
        fields = [
            Field(row.key, _("{criterion} (most {points})").format(criterion=row["title"], points=row["points"]),
                  "decimal", width=8)
            for row in frame
        ]  # fmt: skip
        source = frame[0].source if frame else ""
        return [
            Section(_("Points by {source}").format(source=source), fields),
            Section("", [Field(_REMARKS, _("Weak points and how to mend them"), "lines")]),
        ]

    def _keep(self, session: Session, changes: Values) -> None:
        from chibo_app.actions import meetings

        points = {
            name: numbers.decimal(value) if isinstance(value, Decimal) else ""
            for name, value in changes.items()
            if name != _REMARKS
        }
        if _REMARKS in changes:
            meetings.edit(session, self.meeting_id, quality_remarks=changes[_REMARKS])
        meetings.set_points(session, self.meeting_id, points)


def _values(meeting: MeetingDetail) -> Values:
    return {**meeting.points, _REMARKS: meeting.facts.quality_remarks}
