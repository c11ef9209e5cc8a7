"""One section of the meeting screen, and the people who may be named in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QWidget

from chibo_app.basics import text
from chibo_app.basics.i18n import _
from chibo_app.ui.kit.entry_list import EntryList
from chibo_app.ui.kit.fields import Option
from chibo_app.ui.kit.live_form import LiveForm
from chibo_app.ui.pages import meetings_words as words

if TYPE_CHECKING:
    from chibo_app.queries.meetings import MeetingDetail
    from chibo_app.rules.rulebook import Rulebook
    from chibo_app.ui.kit.window import Window

PAGE = "meetings"


class Screen(Protocol):
    """What a section may ask of the screen it stands in."""

    @property
    def desk(self) -> Window:
        """The window."""

    @property
    def meeting(self) -> MeetingDetail:
        """The meeting as the book has it now."""

    @property
    def rules(self) -> Rulebook:
        """The rules of this book."""


class MeetingSection(QWidget):
    """A part of the minutes. `show_meeting` brings what the book has; `live` and `lists` are its forms."""

    TITLE: Callable[[], str]

    def __init__(self, screen: Screen) -> None:
        super().__init__()
        self.host = screen
        self.live: list[LiveForm] = []
        self.lists: list[EntryList] = []

    @property
    def meeting_id(self) -> str:
        """The meeting the screen shows."""
        return self.host.meeting.facts.id

    def show_meeting(self, meeting: MeetingDetail) -> None:
        """Show the meeting as it stands now."""
        raise NotImplementedError

    def show_part(self, place: int) -> None:
        """Show one of the parts behind the section's chips, if it has any."""
        chips = getattr(self, "chips", None)
        if chips is not None:
            chips.choose(place)

    def set_read_only(self, is_read_only: bool) -> None:
        """Leave only reading once the minutes are locked."""
        for form in self.live:
            form.set_read_only(is_read_only)
        for entries in self.lists:
            entries.set_read_only(is_read_only)

    def keep(self) -> bool:
        """Keep what is half typed in fields that save themselves."""
        kept = [form.keep() for form in self.live]
        return all(kept)

    def may_leave(self) -> bool:
        """Whether the section may be left; asks when an entry being written would be lost."""
        self.keep()
        return all(entries.may_leave() for entries in self.lists)


def people(meeting: MeetingDetail) -> list[Option]:
    """Return everybody on the list of the day, to choose from."""
    return [
        Option(row.person.person_id, row.person.full_name, words.standing(row.person.standing))
        for row in meeting.roll_call
    ]


def speakers(meeting: MeetingDetail) -> list[Option]:
    """Return everybody who may speak: the members, then the guests."""
    guests = [Option(f"guest:{guest.id}", guest.name, guest.title or _("guest")) for guest in meeting.guests]
    return people(meeting) + guests


def finder(options: Callable[[], Sequence[Option]]) -> Callable[[str], Sequence[Option]]:
    """Return a search over names: every word typed, with or without marks, or the initials; exact names first."""

    def find(typed: str) -> Sequence[Option]:
        wanted = text.fold(typed).split()
        found = [one for one in options() if all(word in text.search_key(one.words) for word in wanted)]
        return sorted(found, key=lambda one: text.nfc(typed).lower().strip() not in one.words.lower())

    return find


def chosen(options: Sequence[Option], value: str | None) -> Option | None:
    """Return the option of a stored value."""
    return next((one for one in options if one.value == value), None) if value else None
