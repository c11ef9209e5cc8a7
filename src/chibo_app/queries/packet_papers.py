"""What the papers of a month need: agenda, score sheet, board of tasks, and the packet of all of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from chibo_app.basics.dates import PartialDate
from chibo_app.queries.meeting_papers import Vote
from chibo_app.queries.papers import Letterhead

PartKey = Literal["agenda", "attendance_list", "minutes", "resolution", "score_sheet", "dues_month_list"]
Remark = Literal["", "missing", "open", "not_issued", "unmarked"]


@dataclass(frozen=True, slots=True)
class AgendaTask:
    """A task of an earlier meeting as the agenda names it: until when, and how it stands at the opening."""

    work: str
    owner: str
    due: str
    state: str


@dataclass(frozen=True, slots=True)
class AgendaFacts:
    """The agenda of a meeting with the tasks that open it; `items` are titles with their presenters."""

    letterhead: Letterhead
    kind: str
    period: PartialDate | None
    started: datetime
    is_time_known: bool
    location: str
    chair: str
    minute_taker: str
    items: tuple[tuple[str, str], ...]
    tasks: tuple[AgendaTask, ...] = ()


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """One criterion: its group, most points, points given (None: not yet) and the reason."""

    group: str
    title: str
    most: Decimal
    points: Decimal | None
    note: str


@dataclass(frozen=True, slots=True)
class ScoreFacts:
    """The cell's own score of a meeting by the set in force, and what the committee above decided."""

    letterhead: Letterhead
    period: PartialDate | None
    held_on: date
    set_name: str
    lines: tuple[ScoreLine, ...]
    level: str
    remarks: str
    chair: str
    minute_taker: str
    vote: Vote | None = None
    official_level: str = ""
    official_points: str = ""
    official_on: date | None = None

    @property
    def total(self) -> Decimal:
        """The points given."""
        return sum((line.points for line in self.lines if line.points is not None), Decimal(0))

    @property
    def most(self) -> Decimal:
        """The points that could be given."""
        return sum((line.most for line in self.lines), Decimal(0))


@dataclass(frozen=True, slots=True)
class BoardLine:
    """A task of the board: until when, how it stands, what came of it."""

    work: str
    owner: str
    due: str
    state: str
    result: str
    is_overdue: bool = False


@dataclass(frozen=True, slots=True)
class BoardFacts:
    """All tasks of a cell on a day, open ones first."""

    letterhead: Letterhead
    lines: tuple[BoardLine, ...]
    open: int
    overdue: int
    done: int
    dropped: int


@dataclass(frozen=True, slots=True)
class PacketPart:
    """A paper of the packet: what it is made of, and what is still lacking (`missing`: it is left out)."""

    key: PartKey
    record_id: str
    title: str = ""
    remark: Remark = ""

    @property
    def is_there(self) -> bool:
        """Whether it goes into the packet."""
        return self.remark != "missing"


@dataclass(frozen=True, slots=True)
class PacketFacts:
    """The packet of a meeting."""

    letterhead: Letterhead
    meeting_id: str
    kind: str
    period: PartialDate | None
    held_on: date
    parts: tuple[PacketPart, ...]
