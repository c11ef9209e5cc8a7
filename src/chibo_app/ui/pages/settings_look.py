"""Text size, colours and language of this computer."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from chibo_app.basics import settings
from chibo_app.basics.i18n import _
from chibo_app.ui.kit import theme
from chibo_app.ui.kit.detail import plain
from chibo_app.ui.kit.window import Window


class LookTab(QWidget):
    """Three choices, taken at once."""

    def __init__(self, desk: Window) -> None:
        super().__init__()
        self._desk = desk
        self.groups: dict[str, QButtonGroup] = {}
        box = QVBoxLayout(self)
        now = settings.load()
        sizes = {"normal": _("Normal letters"), "large": _("Large letters"), "largest": _("Largest letters")}
        schemes = {"light": _("Light"), "dark": _("Dark"), "system": _("As the computer is set")}
        languages = {"vi": "Tiếng Việt", "en": "English"}
        self._choice(box, "text_size", _("Text size"), sizes, now.text_size, self._apply)
        self._choice(box, "colours", _("Colours"), schemes, now.colours, self._apply)
        self._choice(box, "language", _("Language of the screen"), languages, now.language, lambda: None)
        box.addWidget(plain(_("Another language is shown when the program is started again."), "quiet"))
        box.addStretch(1)

    def _choice(
        self, box: QVBoxLayout, name: str, title: str, words: dict[str, str], now: str, changed: Callable[[], None]
    ) -> None:
        box.addWidget(plain(title, "section"))
        group = self.groups[name] = QButtonGroup(self)
        for place, (value, said) in enumerate(words.items()):
            one = QRadioButton(said)
            one.setChecked(value == now)
            group.addButton(one, place)
            box.addWidget(one)

        def chosen(place: int, is_on: bool) -> None:
            if is_on:
                settings.save(**{name: list(words)[place]})
                changed()

        group.idToggled.connect(chosen)

    def _apply(self) -> None:
        now, app = settings.load(), QApplication.instance()
        if isinstance(app, QApplication):
            theme.apply(app, now.text_size, now.colours)
