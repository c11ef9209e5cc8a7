"""Qt's own buttons and menus speak Vietnamese: `resources/locale/qtbase_vi.qm`, made from the `.ts` beside it."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

from PySide6.QtCore import QTranslator
from pytestqt.qtbot import QtBot

from support.source import ROOT

LOCALE = ROOT / "resources" / "locale"
VALUE = re.compile(r"%(?:\d|p|n)")


def translations() -> list[tuple[str, str, str]]:
    """Return context, English source and Vietnamese text of every entry of the `.ts`."""
    return [
        (context.findtext("name", ""), message.findtext("source", ""), message.findtext("translation", ""))
        for context in ET.parse(LOCALE / "qtbase_vi.ts").getroot().iter("context")
        for message in context.iter("message")
    ]


def test_every_text_of_qt_that_widgets_show_is_translated_and_keeps_its_values() -> None:
    assert len(translations()) > 400
    assert not [entry for entry in translations() if not entry[2]]
    assert not [e for e in translations() if sorted(VALUE.findall(e[1])) != sorted(VALUE.findall(e[2]))]


def test_the_compiled_texts_are_those_of_the_source(qtbot: QtBot) -> None:
    translator = QTranslator()
    assert translator.load(str(LOCALE / "qtbase_vi.qm"))
    stale = [e for e in translations() if translator.translate(e[0], e[1]) != e[2]]
    assert not stale, "run packaging/qt_texts.py"


def test_the_buttons_of_a_question_are_vietnamese(qtbot: QtBot) -> None:
    translator = QTranslator()
    translator.load(str(LOCALE / "qtbase_vi.qm"))
    spoken = [translator.translate("QPlatformTheme", word) for word in ("Save", "Cancel", "&Yes", "&No", "Discard")]
    assert spoken == ["Lưu", "Hủy bỏ", "&Có", "&Không", "Không lưu"]
