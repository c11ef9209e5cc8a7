"""The facts each printed document needs: what queries hand over and builders of documents take.

Here: the letterhead, member lists, the recovery sheet; see also `meeting_papers`, `pledge_papers`,
`case_papers`. Names, places and posts are as they were on the document's own day. Enumerated facts are the stored
codes (`secret_ballot`, `removed`); their Vietnamese wording is data of the documents.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from chibo_app.basics.dates import PartialDate

Standing = Literal["official", "probationary"]
ExitForm = Literal["expelled", "removed", "withdrew"]
ProposalKind = Literal["removal", "expulsion", "withdrawal"]


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who issues a document, where and when, and who signs it.

    `parent_name` is the organisation directly above ("Đảng bộ phường Mẫu"), `committee_name` its committee
    ("Đảng ủy phường Mẫu", derived from the parent when empty). `number` is given at issue ("05-NQ/CB"), empty
    before. `signs_for` is the cell (T/M CHI BỘ), its committee where a form wants that, or, for a paper on all
    cells of a book, the organisation above them. `recipients` replace the usual ones.
    """

    parent_name: str
    cell_name: str
    place: str
    on: date
    committee_name: str = ""
    number: str = ""
    signer_post: str = ""
    signer_name: str = ""
    signs_for: Literal["cell", "committee", "upper"] = "cell"
    recipients: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MemberLine:
    """A member in a list. Dates are shown as recorded; numbers are text."""

    name: str
    gender: Literal["male", "female", ""] = ""
    birth: PartialDate | None = None
    ethnic_group: str = ""
    religion: str = ""
    hometown: str = ""
    residence: str = ""
    education: str = ""
    admitted: PartialDate | None = None
    official: PartialDate | None = None
    card_number: str = ""
    party_post: str = ""
    other_post: str = ""
    phone: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class MemberCounts:
    """The counts under a member list."""

    total: int
    male: int
    female: int
    official: int
    probationary: int
    exempt: int = 0


@dataclass(frozen=True, slots=True)
class MemberListFacts:
    """The working list on a day. `columns` chooses and orders the columns; empty means all."""

    letterhead: Letterhead
    as_of: date
    lines: tuple[MemberLine, ...]
    counts: MemberCounts
    columns: tuple[str, ...] = ()
    compiled_by: str = ""


@dataclass(frozen=True, slots=True)
class RecoveryFacts:
    """The sheet kept in the cell's safe: the code that opens the book when the passphrase is lost."""

    book_name: str
    cell_name: str
    parent_name: str
    code_groups: tuple[str, ...]
    on: date
