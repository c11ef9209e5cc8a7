"""The line at the bottom: what is saved, the last proved snapshot, and what can be undone, by name."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout

from chibo_app.basics import clock, dates
from chibo_app.basics.i18n import _
from chibo_app.ui.kit import theme
from chibo_app.ui.kit.buttons import Act, button
from chibo_app.ui.kit.detail import plain

if TYPE_CHECKING:
    from chibo_app.store import Store
    from chibo_app.store.second_place import SecondPlace

_LONGEST = 60


class TrustLine(QFrame):
    """Shows the state of the book; the button undoes the last act."""

    def __init__(self, undo: Act) -> None:
        super().__init__()
        theme.set_role(self, "trust")
        self.words = plain("", "quiet")
        self.undo_button = button("", undo, "link")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.MARGIN, theme.GRID // 2, theme.MARGIN, theme.GRID // 2)
        row.addWidget(self.words, 1)
        row.addWidget(self.undo_button)

    def show_state(self, store: Store, saved: bool) -> None:
        """Write the line anew; `saved` when an act has just been kept."""
        parts = [_("Saved {time}").format(time=_time(clock.now()))] if saved else [_("Everything is saved")]
        proved = store.last_proved()
        if proved is None:
            parts.append(_("No proved snapshot yet"))
        else:
            parts.append(_("Proved snapshot {when}").format(when=moment(proved.taken_at)))
        second = store.second_place_state()
        if second is not None:
            parts.append(second_words(second))
        self.words.setText("  ·  ".join(parts))
        label = store.undo_label
        self.undo_button.setVisible(label is not None)
        words = _("Undo: {act}").format(act=label or "")
        self.undo_button.setText(words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…")
        self.undo_button.setToolTip(f"{words} (Ctrl+Z)")


def second_words(second: SecondPlace) -> str:
    """Say when the second place got its last copy, or that it failed."""
    if second.trouble:
        return _("Second place: not copied")
    return _("Second place {when}").format(when=moment(datetime.fromisoformat(second.at)))


def moment(at: datetime) -> str:
    """Write a moment for the screen: `22/11/2026 08:15`, in the time of this computer."""
    local = at.astimezone()
    return f"{dates.show(local.date())} {_time(local)}"


def _time(at: datetime) -> str:
    return at.astimezone().strftime("%H:%M")
