"""Small files, small functions: a reader sees a whole thought at once."""

from __future__ import annotations

import ast

from support.source import PROGRAM, name, python_files, tree

FILE_LINES, MAIN_WINDOW_LINES, FUNCTION_LINES = 400, 200, 40


def test_no_file_is_longer_than_400_lines_and_the_main_window_not_than_200() -> None:
    too_long = {}
    for file in python_files():
        lines = len(file.read_text(encoding="utf-8").splitlines())
        if lines > (MAIN_WINDOW_LINES if file == PROGRAM / "ui" / "main_window.py" else FILE_LINES):
            too_long[name(file)] = lines
    assert not too_long


def test_no_function_is_longer_than_40_lines() -> None:
    too_long = {
        f"{name(file)}:{node.lineno} {node.name}": node.end_lineno - node.lineno + 1
        for file in python_files()
        for node in ast.walk(tree(file))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno
        and node.end_lineno - node.lineno + 1 > FUNCTION_LINES
    }
    assert not too_long


def test_half_of_all_functions_of_the_program_have_at_most_8_lines_of_body() -> None:
    lengths = sorted(
        (node.end_lineno or 0) - node.body[0].lineno + 1
        for file in python_files(PROGRAM)
        for node in ast.walk(tree(file))
        if isinstance(node, ast.FunctionDef)
    )
    assert lengths[len(lengths) // 2] <= 8
    assert lengths[len(lengths) * 9 // 10] <= 25


def test_no_file_is_named_after_nothing() -> None:
    vague = {"utils", "util", "helpers", "helper", "manager", "managers", "common", "misc"}
    assert not [name(file) for file in python_files() if file.stem in vague]
