"""The Vietnamese catalogue is complete, and holds nothing that no screen says."""

from __future__ import annotations

import ast
import re
from collections import Counter
from pathlib import Path

from chibo_app.basics import i18n
from support.source import PROGRAM, name, python_files, strings, tree

PLACEHOLDER = re.compile(r"\{[^{}]*\}")


def messages() -> list[tuple[str, str, str]]:
    """Return file name, English id and Vietnamese text of every entry."""
    from babel.messages.pofile import read_po

    entries = []
    for file in i18n.po_files():
        with file.open("rb") as stream:
            for message in read_po(stream, locale="vi", ignore_obsolete=True, abort_invalid=True):
                if message.id:
                    entries.append((file.name, str(message.id), str(message.string or "")))
    return entries


def written_ids(file: Path) -> list[tuple[str, str]]:
    """Return place and id of each entry as written in a catalogue file, doubles included."""
    content = re.sub(r'"\n\s*"', "", file.read_text(encoding="utf-8"))
    found = re.findall(r'^msgid "((?:[^"\\]|\\.)*)"', content, flags=re.MULTILINE)
    return [(file.name, ast.literal_eval(f'"{text}"')) for text in found if text]


def spoken() -> dict[str, str]:
    """Return place by English id for everything passed to `_()` as it stands."""
    return {
        node.args[0].value: f"{name(file)}:{node.lineno}"
        for file in python_files(PROGRAM)
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "_"
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
    }


def test_every_sentence_of_the_screen_has_a_vietnamese_text() -> None:
    translated = {english for _, english, vietnamese in messages() if vietnamese.strip()}
    assert not {text: place for text, place in spoken().items() if text not in translated}


def test_no_sentence_is_put_together_before_it_is_translated() -> None:
    joined = [
        f"{name(file)}:{node.lineno}"
        for file in python_files(PROGRAM)
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "_"
        and not (len(node.args) == 1 and isinstance(node.args[0], ast.Constant | ast.Name | ast.Attribute))
    ]
    assert not joined


def test_each_sentence_is_translated_once() -> None:
    count = Counter(english for file in i18n.po_files() for _, english in written_ids(file))
    assert not {english for english, times in count.items() if times > 1}


def test_a_translation_keeps_the_values_of_its_sentence() -> None:
    wrong = [
        (file, english)
        for file, english, vietnamese in messages()
        if Counter(PLACEHOLDER.findall(english)) != Counter(PLACEHOLDER.findall(vietnamese))
    ]
    assert not wrong


def test_no_translation_is_left_over() -> None:
    said = {text for file in python_files(PROGRAM) for _, text in strings(file)}
    assert not [(file, english) for file, english, _ in messages() if english not in said]


def test_translations_are_written_in_one_form_of_the_letters() -> None:
    import unicodedata

    assert not [english for _, english, text in messages() if unicodedata.normalize("NFC", text) != text]


def test_no_text_is_translated_while_a_module_loads() -> None:
    early = []
    for file in python_files(PROGRAM):
        inside = {
            id(node)
            for function in ast.walk(tree(file))
            if isinstance(function, ast.FunctionDef | ast.Lambda | ast.AsyncFunctionDef)
            for node in ast.walk(function)
        }
        early += [
            f"{name(file)}:{node.lineno}"
            for node in ast.walk(tree(file))
            if isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id == "_"
            and id(node) not in inside
        ]
    assert not early
