"""Documents written in the program, and the papers of a month: agenda, score sheet, board of tasks, the packet."""

from __future__ import annotations

from collections.abc import Callable

from sqlmodel import Session

from chibo_app.basics.errors import NotFound, UserError
from chibo_app.basics.i18n import _
from chibo_app.documents import dues, members, minutes, month_packet, score_sheet, task_board, written
from chibo_app.documents.blocks import Paper
from chibo_app.documents.request import LIST, TEXT, DocumentType, Request
from chibo_app.queries import discussed, dues_papers, paper_meetings, writing
from chibo_app.queries import month_packet as months
from chibo_app.queries.packet_papers import PacketFacts, PacketPart, PartKey


def _written(session: Session, request: Request) -> Paper:
    return written.build(writing.written_facts(session, request.id))


def _agenda(session: Session, request: Request) -> Paper:
    return month_packet.build_agenda(months.agenda(session, request.id))


def _score_sheet(session: Session, request: Request) -> Paper:
    return score_sheet.build(months.score_sheet(session, request.id))


def _task_board(session: Session, request: Request) -> Paper:
    return task_board.build(months.board(session, request.cell_id or None, request.on))


def _discussed(session: Session, request: Request) -> Paper:
    about = request.options.get("about", "")
    if not about.strip():
        raise UserError(
            _("This paper needs to know what was spoken of."),
            next_step=_("Choose “Said about …” on the page of the meetings; in a command give about=WORDS."),
        )
    return task_board.build_discussed(discussed.paper(session, request.cell_id or None, about, request.on))


def _packet(session: Session, request: Request) -> Paper:
    facts = months.packet(session, request.id)
    papers = packet_papers(session, facts)
    if not papers:
        raise NotFound(_("Nothing of this meeting can be printed yet."))
    return month_packet.build(facts, [(month_packet.title_of(part), paper) for part, paper in papers])


def packet_papers(session: Session, facts: PacketFacts) -> list[tuple[PacketPart, Paper]]:
    """Return the papers of a packet that are there, in their order."""
    return [(part, _MAKE[part.key](session, facts, part)) for part in facts.parts if part.is_there]


def _dues(session: Session, facts: PacketFacts, _part: PacketPart) -> Paper:
    day, cell_id = facts.held_on, months.cell_of(session, facts.meeting_id)
    return dues.build_list(dues_papers.dues_facts(session, cell_id, day, day, day))


_MAKE: dict[PartKey, Callable[[Session, PacketFacts, PacketPart], Paper]] = {
    "agenda": lambda session, _facts, part: month_packet.build_agenda(months.agenda(session, part.record_id)),
    "attendance_list": lambda session, _facts, part: members.build_attendance(
        paper_meetings.attendance_list(session, part.record_id)
    ),
    "minutes": lambda session, _facts, part: minutes.build(paper_meetings.minutes(session, part.record_id)),
    "resolution": lambda session, _facts, part: written.build(writing.written_facts(session, part.record_id)),
    "score_sheet": lambda session, _facts, part: score_sheet.build(months.score_sheet(session, part.record_id)),
    "dues_month_list": _dues,
}

DOCUMENTS: tuple[DocumentType, ...] = (
    DocumentType("written_document", TEXT, ("document",), _written, "documents"),
    DocumentType("meeting_agenda", TEXT, ("meeting",), _agenda, "meetings"),
    DocumentType("score_sheet", LIST, ("meeting",), _score_sheet, "meetings"),
    DocumentType("task_board", LIST, ("cell", "day"), _task_board, "meetings"),
    DocumentType("discussed", LIST, ("cell", "day"), _discussed, "meetings"),
    DocumentType("month_packet", ("pdf",), ("meeting",), _packet, "meetings"),
)
