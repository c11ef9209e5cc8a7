"""Section "Biểu quyết": every vote with its base, what was needed and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QBoxLayout, QVBoxLayout

from chibo_app.basics.i18n import _
from chibo_app.rules import labels
from chibo_app.rules.kinds import BallotKind, Matter
from chibo_app.ui.kit import messages, theme
from chibo_app.ui.kit.choices import options
from chibo_app.ui.kit.detail import plain
from chibo_app.ui.kit.entry_list import EntryKind, EntryList
from chibo_app.ui.kit.fields import Explanations, Field, FormSpec, Option, Section, Values
from chibo_app.ui.kit.perform import perform
from chibo_app.ui.kit.rows_model import Column
from chibo_app.ui.pages import meetings_figures as figures
from chibo_app.ui.pages import meetings_words as words
from chibo_app.ui.pages.meetings_section import PAGE, MeetingSection, Screen
from chibo_app.ui.pages.meetings_vote_box import VoteBox

if TYPE_CHECKING:
    from sqlmodel import Session

    from chibo_app.actions.votes import VoteFacts
    from chibo_app.queries.meetings import MeetingDetail, VoteRow
    from chibo_app.ui.kit.form_panel import FormPanel


class VotesSection(MeetingSection):
    """See the module's text."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self.box: VoteBox | None = None
        self.votes = EntryList(screen.desk, self._kind())
        self.sentence = plain("")
        self.lists.append(self.votes)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.MARGIN, theme.GRID, theme.MARGIN, theme.GRID)
        column.addWidget(self.votes, 1)
        column.addWidget(self.sentence)
        self.votes.table.chosen.connect(lambda _id: self._tell())

    def show_meeting(self, meeting: MeetingDetail) -> None:
        """Show the votes taken."""
        self.votes.show_rows(meeting.votes)
        self._tell()
        if self.box is not None and self.votes.panel is not None:
            self.box.follow()

    # inside

    def _tell(self) -> None:
        vote = self.votes.chosen()
        meeting, rules = self.host.meeting, self.host.rules
        self.sentence.setText(figures.vote_sentence(vote, meeting, rules) if vote is not None else "")

    def _result(self, vote: VoteRow) -> str:
        return figures.vote_result(vote, self.host.meeting, self.host.rules)

    def _kind(self) -> EntryKind:
        columns = [
            Column("subject", _("Voted on"), 26, shown=figures.vote_name),
            Column("ballot", _("Way of voting"), 12, shown=lambda row: labels.ballot(row.ballot)),
            Column("needed", _("Needed"), 8, "centre", shown=lambda row: f"{row.needed}/{row.base}"),
            Column("result", _("Result"), 30, shown=self._result),
        ]
        return EntryKind(
            name="meetings.votes",
            page=PAGE,
            columns=columns,
            empty=_("Nothing has been voted on yet."),
            add_words=_("Take a vote"),
            add=lambda: vote_form(self.host),
            remove=self._remove,
            opened=self._open_box,
        )

    def _open_box(self, panel: FormPanel) -> None:
        self.box = VoteBox(self.host, panel)
        layout = panel.layout()
        if isinstance(layout, QBoxLayout):
            layout.insertWidget(1, self.box)

    def _remove(self, vote: VoteRow) -> None:
        from chibo_app.actions import votes

        name = figures.vote_name(vote)
        if messages.ask(
            self.host.desk.widget(),
            _("Take the vote “{subject}” out of the minutes?").format(subject=name),
            _("Take out"),
            more=_("It can be undone."),
        ):
            perform(
                self.host.desk,
                _("Take out the vote “{subject}”").format(subject=name),
                lambda session: votes.remove_vote(session, vote.id),
            )


def vote_form(screen: Screen) -> FormSpec:
    """Return the form of a vote; the votes needed stand above it before any number is typed."""
    meeting_id = screen.meeting.facts.id

    def save(session: Session, values: Values, _explanations: Explanations) -> object:
        from chibo_app.actions import votes

        return votes.record_vote(session, meeting_id, vote_facts(values))

    return FormSpec(
        key=f"meetings.vote:{meeting_id}",
        title=_("Vote"),
        sections=vote_sections(screen),
        save=save,
        label=lambda values: _("Vote on “{subject}”").format(subject=values["subject"]),
        values={"matter": "resolution", "ballot": "show_of_hands"},
        again=True,
    )


def vote_sections(screen: Screen) -> list[Section]:
    """Return what is asked about a vote: the matter, the counts, the papers of a secret ballot."""
    meeting = screen.meeting
    agenda = [Option(item.id, f"{item.position}. {item.title}") for item in meeting.agenda]
    matters = words.matters(screen.rules, meeting.facts.held_on)
    return [
        Section("", [
            Field("matter", _("Matter"), "choice", required=True, options=matters),
            Field("subject", _("Voted on"), required=True, hint=_("as it shall stand in the minutes")),
            Field("agenda_item_id", _("Under the content"), "choice", options=agenda),
            Field("case_id", _("Case"), "choice", options=open_cases(screen)),
            Field("ballot", _("Way of voting"), "choice", required=True, options=options(BallotKind)),
        ]),
        Section(_("Votes counted"), [
            Field("yes", _("Agreed"), "number", required=True, width=8),
            Field("no", _("Did not agree"), "number", width=8),
            Field("abstain", _("Had no opinion"), "number", width=8),
        ]),
        Section(_("Papers (for a secret ballot)"), [
            Field("issued", _("Papers given out"), "number", width=8),
            Field("returned", _("Papers returned"), "number", width=8),
            Field("valid", _("Valid papers"), "number", width=8),
            Field("invalid", _("Papers not valid"), "number", width=8),
            Field("tally_team", _("Counted by"), "lines"),
        ]),
        Section(_("Remark"), [Field("note", _("Remark"), "lines")], folded=True),
    ]  # fmt: skip


def vote_facts(values: Values) -> VoteFacts:
    """Return what an action needs of a filled-in form."""
    from chibo_app.actions.votes import VoteFacts as Facts

    is_secret = values["ballot"] == BallotKind.SECRET_BALLOT.value
    papers = {name: values[name] if is_secret else None for name in ("issued", "returned", "valid", "invalid")}
    return Facts(
        subject=str(values["subject"]),
        matter=Matter(str(values["matter"])),
        ballot=BallotKind(str(values["ballot"])),
        yes=values["yes"],  # type: ignore[arg-type]
        no=values["no"] or 0,  # type: ignore[arg-type]
        abstain=values["abstain"] or 0,  # type: ignore[arg-type]
        agenda_item_id=values["agenda_item_id"],  # type: ignore[arg-type]
        case_id=values["case_id"],  # type: ignore[arg-type]
        tally_team=str(values["tally_team"]),
        note=str(values["note"]),
        **papers,  # type: ignore[arg-type]
    )


def open_cases(screen: Screen) -> list[Option]:
    """Return the cases of the cell a vote may be about: those not closed."""
    from chibo_app.queries import cases

    with screen.desk.store.read() as session:
        rows = cases.case_rows(session, screen.meeting.facts.cell_id)
    return [Option(row.id, f"{labels.case(row.kind)}: {row.full_name}") for row in rows if not row.is_closed]
