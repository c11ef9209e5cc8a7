"""What a document is asked for, and how one is declared: the ground every list of documents stands on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from sqlmodel import Session

from chibo_app.basics import clock
from chibo_app.basics.errors import UserError
from chibo_app.basics.i18n import _
from chibo_app.documents import wording
from chibo_app.documents.blocks import Paper
from chibo_app.documents.render import Format
from chibo_app.queries import cells

Need = Literal["cell", "member", "members", "meeting", "case", "pledge", "review", "document", "year", "period", "day"]
Subject = Literal[
    "meetings", "members", "pledges", "cases", "dues", "badges", "registers", "statistics", "documents", "work",
    "reviews",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Request:
    """What a document is asked for. `ids` are those of the meeting, case, pledges or members it is about.

    `options`: `year`; `columns` (of the working list, by commas); `items` (of an extract, from 1, by commas);
    `count`, `matter` (of ballots); `by` (who made it); `two_sided` (any text);
    `transfer` (any text: of an update sheet made at an official transfer); `round` (of badges, an ISO day);
    `years` (of a badge's declaration); `kind` (of the cards to ask for: `issued`, `reissued_lost`, …).
    """

    cell_id: str = ""
    ids: tuple[str, ...] = ()
    on: date = field(default_factory=clock.today)
    from_on: date | None = None
    to_on: date | None = None
    options: Mapping[str, str] = field(default_factory=dict)

    def option_list(self, name: str) -> tuple[str, ...]:
        """Return an option that holds several values separated by commas."""
        return tuple(part.strip() for part in self.options.get(name, "").split(",") if part.strip())

    @property
    def year(self) -> int:
        """The year asked for, else that of the day."""
        return int(self.options.get("year") or self.on.year)

    @property
    def id(self) -> str:
        """The record the document is about. Raises UserError when none was chosen."""
        if not self.ids:
            raise UserError(
                _("This document needs to know what it is about."),
                next_step=_("Choose the meeting, case, pledge or member first."),
            )
        return self.ids[0]


Build = Callable[[Session, Request], Paper]


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A printable document. Title and form code are wording of `resources/wording/catalogue.toml`."""

    id: str
    formats: tuple[Format, ...]
    needs: tuple[Need, ...]
    build: Build
    subject: Subject = "members"

    @property
    def title(self) -> str:
        """The name people know the document by."""
        return wording.load("catalogue")(f"{self.id}.title")

    @property
    def form_code(self) -> str:
        """The code of the official form, empty where there is none."""
        return str(wording.load("catalogue").sentences[self.id].get("form_code", ""))


def cell_id_of(session: Session, request: Request) -> str:
    """Return the cell asked for, else the only one of the book."""
    return request.cell_id or cells.only_cell(session).id


TEXT: tuple[Format, ...] = ("pdf", "docx")
LIST: tuple[Format, ...] = ("pdf", "docx", "xlsx")
