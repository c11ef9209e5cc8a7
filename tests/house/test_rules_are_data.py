"""Thresholds, form codes and regulations are dated data in `resources/`, never literals in code."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from support.source import PROGRAM, name, python_files, strings, tree

FORM_CODE = re.compile(r"(?<!\w)\d{1,2}[A-Za-z]?-(HSĐV|KNĐ|KNĐV|KTĐ|GTSH|SHĐ|TSH|TCĐ|BTCTW|ĐVKT)\b")
OWN_PAPERS = "CB|ĐU|ĐB"  # the example of a cell's or committee's own number beside a field names no regulation
REGULATION = re.compile(rf"(?<!\w)\d{{1,4}}-(QĐ|QÐ|HD|CT|NQ|KL|ĐL|TB|KH)(?![\w])(?!/({OWN_PAPERS})\b)")
SHARES = {0.3, 0.33, 0.34, 0.5, 0.6, 0.66, 0.67, 0.75, 0.8, 0.9}
JUDGING = [PROGRAM / room for room in ("models", "rules", "actions", "queries", "exchange", "store")]


def test_no_form_code_is_written_in_code() -> None:
    assert not {f"{name(f)}:{line}": text for f in python_files(PROGRAM) for line, text in strings(f)
                if FORM_CODE.search(text)}  # fmt: skip


def test_no_regulation_is_named_in_code() -> None:
    assert not {f"{name(f)}:{line}": text for f in python_files(PROGRAM) for line, text in strings(f)
                if REGULATION.search(text)}  # fmt: skip


def test_no_share_of_votes_is_written_in_code() -> None:
    shares = [
        f"{name(file)}:{node.lineno}"
        for file in python_files(PROGRAM / "rules", PROGRAM / "actions", PROGRAM / "queries")
        for node in ast.walk(tree(file))
        if (isinstance(node, ast.Constant) and isinstance(node.value, float) and node.value in SHARES)
        or (isinstance(node, ast.Call) and _is_literal_fraction(node))
    ]
    assert not shares


def _is_literal_fraction(call: ast.Call) -> bool:
    named = isinstance(call.func, ast.Name) and call.func.id == "Fraction"
    return named and len(call.args) == 2 and all(isinstance(argument, ast.Constant) for argument in call.args)


def test_votes_are_never_counted_in_percent() -> None:
    divided = [
        f"{name(file)}:{node.lineno}"
        for file in python_files(PROGRAM / "rules")
        if file.stem in {"voting", "meetings"}
        for node in ast.walk(tree(file))
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div)
    ]
    assert not divided


def test_a_name_is_never_re_cased() -> None:
    recased = [
        f"{name(file)}:{node.lineno}"
        for file in python_files(*JUDGING)
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Attribute) and node.attr in {"title", "capitalize", "swapcase"}
        and isinstance(node.ctx, ast.Load) and _is_called(node, file)
    ]  # fmt: skip
    assert not recased


def _is_called(attribute: ast.Attribute, file: Path) -> bool:
    return any(isinstance(node, ast.Call) and node.func is attribute and not node.args for node in ast.walk(tree(file)))
