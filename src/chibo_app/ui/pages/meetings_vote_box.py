"""What is known of a vote before it is taken: how many are needed, of whom, and what the numbers typed would mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QVBoxLayout

from chibo_app.basics.i18n import _
from chibo_app.rules import voting
from chibo_app.rules.kinds import BallotKind, Matter
from chibo_app.ui.kit import buttons, theme
from chibo_app.ui.kit.detail import plain
from chibo_app.ui.kit.form_panel import FormPanel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chibo_app.queries.votes import VotePreview, Voter
    from chibo_app.ui.pages.meetings_section import Screen


class VoteBox(QFrame):
    """Stands above the form of a vote and follows what is typed into it."""

    def __init__(self, screen: Screen, panel: FormPanel) -> None:
        super().__init__()
        theme.set_role(self, "paper")
        self._screen, self._panel = screen, panel
        self._asked: tuple[object, ...] = ()
        self.preview: VotePreview | None = None
        self.needed, self.source = plain("", "section"), plain("", "quiet")
        self.names, self.result = plain(""), plain("")
        self.names.hide()
        self.result.hide()
        self.open = buttons.button(_("Who is counted, who is not"), self._toggle, "link")
        box = QVBoxLayout(self)
        box.setSpacing(theme.GRID // 2)
        for part in (self.needed, self.source, self.open, self.names, self.result):
            box.addWidget(part)
        panel.form.edited.connect(self.follow)
        self.follow()

    def follow(self) -> None:
        """Read what the form asks about now."""
        values = self._panel.form.values()
        asked = (values["matter"], values["subject"], values["case_id"])
        if asked != self._asked:
            self._asked = asked
            self._look()
        self._judge()

    def _look(self) -> None:
        from chibo_app.queries import votes

        matter, subject, case_id = self._asked
        with self._screen.desk.store.read() as session:
            self.preview = votes.vote_preview(
                session,
                self._screen.meeting.facts.id,
                Matter(str(matter or Matter.RESOLUTION.value)),
                subject=str(subject or ""),
                case_id=str(case_id) if case_id else None,
            )
        preview = self.preview
        round_words = _("Round {round}. ").format(round=preview.round_no) if preview.round_no > 1 else ""
        self.needed.setText(round_words + preview.sentence)
        self.source.setText(preview.source)
        self.names.setText(_names(preview))
        self._choose_ballot(preview)

    def _choose_ballot(self, preview: VotePreview) -> None:
        """A secret ballot where the rules want one."""
        editor = self._panel.form.rows["ballot"].editor
        if BallotKind(str(editor.value() or BallotKind.SHOW_OF_HANDS.value)) not in preview.ballots:
            editor.set_value(preview.ballots[0].value)
        if preview.ballots == (BallotKind.SECRET_BALLOT,):
            self.source.setText(_("Secret ballot ({source})").format(source=preview.source))

    def _judge(self) -> None:
        values = self._panel.form.values()
        yes, preview = values["yes"], self.preview
        self.result.setVisible(preview is not None and isinstance(yes, int))
        if preview is None or not isinstance(yes, int):
            return
        counts = [value if isinstance(value, int) else 0 for value in (values["no"], values["abstain"])]
        on = self._screen.meeting.facts.held_on
        result = voting.judge(
            Matter(str(values["matter"])), preview.base, yes, counts[0], counts[1], on, self._screen.rules
        )
        theme.set_role(self.result, "good" if result.passed else "warning")
        self.result.setText(("✓ " if result.passed else "⚠ ") + result.sentence)

    def _toggle(self) -> None:
        self.names.setVisible(not self.names.isVisibleTo(self))


def _names(preview: VotePreview) -> str:
    counted = ", ".join(voter.full_name for voter in preview.counted)
    lines = [_("Counted ({count}): {names}").format(count=len(preview.counted), names=counted)]
    lines += [f"{reason} ({len(people)}): {', '.join(people)}" for reason, people in _by_reason(preview.taken_off)]
    return "\n".join(line[:1].upper() + line[1:] for line in lines)


def _by_reason(voters: Sequence[Voter]) -> list[tuple[str, list[str]]]:
    grouped: dict[str, list[str]] = {}
    for voter in voters:
        grouped.setdefault(voter.reason, []).append(voter.full_name)
    return list(grouped.items())
