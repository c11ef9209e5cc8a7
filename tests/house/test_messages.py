"""Words for people go through one door each."""

from __future__ import annotations

import ast

from support.source import PROGRAM, name, python_files, tree


def places_naming(*names: str) -> list[str]:
    return [
        f"{name(file)}:{node.lineno}"
        for file in python_files(PROGRAM)
        for node in ast.walk(tree(file))
        if (isinstance(node, ast.Name) and node.id in names) or (isinstance(node, ast.Attribute) and node.attr in names)
    ]


def test_message_boxes_are_opened_by_one_module_only() -> None:
    allowed = "src/chibo_app/ui/kit/messages.py:"
    assert not [place for place in places_naming("QMessageBox") if not place.startswith(allowed)]


def test_dates_are_never_typed_into_qts_own_date_field() -> None:
    assert not places_naming("QDateEdit", "QDateTimeEdit")


def test_lists_are_never_sorted_by_qts_slow_proxy() -> None:
    assert not places_naming("QSortFilterProxyModel")


def test_nothing_is_printed_but_by_the_command_line() -> None:
    printing = [
        f"{name(file)}:{node.lineno}"
        for file in python_files(PROGRAM)
        if not file.stem.startswith("cli") and "cli" not in file.relative_to(PROGRAM).parts
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert not [place for place in printing if "self_test" not in place]


def test_no_error_is_caught_and_forgotten() -> None:
    forgotten = [
        f"{name(file)}:{node.lineno}"
        for file in python_files(PROGRAM)
        for node in ast.walk(tree(file))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or all(isinstance(part, ast.Pass) for part in node.body))
    ]
    assert not forgotten
