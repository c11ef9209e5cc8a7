"""The commands and their arguments, as `chibo --help` shows them."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from typing import Any, NoReturn

from chibo_app import __version__
from chibo_app.basics.errors import UserError
from chibo_app.basics.i18n import _
from chibo_app.cli import (
    books,
    commands_books,
    commands_members,
    commands_packages,
    commands_papers,
    commands_statistics,
    subjects,
)

Run = Callable[[argparse.Namespace], int]


class Words(argparse.HelpFormatter):
    """Help in the language of the screen."""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        """Begin the line of the command with our own word."""
        super().add_usage(usage, actions, groups, _("usage: ") if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """A parser that speaks the language of the screen and raises instead of leaving the program."""

    def __init__(self, **options: Any) -> None:
        super().__init__(add_help=False, allow_abbrev=False, formatter_class=Words, **options)
        self._positionals.title = _("needed")
        self._optionals.title = _("choices")
        self.add_argument("-h", "--help", action="help", help=_("show this help"))

    def error(self, message: str) -> NoReturn:
        """Raise the message as words for the person."""
        raise UserError(
            _("The command is not complete or not right: {what}").format(what=_in_words(message)),
            next_step=_("Help: {command} --help").format(command=self.prog),
        )


def _in_words(message: str) -> str:
    """Say argparse's own complaint in the language of the screen."""
    known = (
        (r"the following arguments are required: (.+)", _("missing: {what}")),
        (r"unrecognized arguments: (.+)", _("not known: {what}")),
        (r"argument (.+?): expected .+ arguments?", _("a value is missing after {what}")),
        (r"argument (.+?): invalid choice: (.+) \(.+\)", _("not known: {what}")),
        (r"argument (.+?): not allowed with argument (.+)", _("these exclude each other: {what}")),
        (r"one of the arguments (.+) is required", _("missing: {what}")),
    )
    for pattern, sentence in known:
        if match := re.fullmatch(pattern, message, re.DOTALL):
            return sentence.format(what=" ".join(match.groups()[-1:]))
    return message


def build() -> Parser:
    """Return the parser of all commands."""
    parser = Parser(prog="chibo", description=_("The record book of a Party cell, without a window."))
    parser.add_argument("--version", action="version", version=f"chibo {__version__}", help=_("show the version"))
    commands = parser.add_subparsers(title=_("commands"), metavar=_("COMMAND"), required=True, dest="command")
    _books(commands)
    _cells(commands)
    _members(commands)
    _subjects(commands)
    _papers(commands)
    _packages(commands)
    return parser


def _command(commands: Any, name: str, run: Run, words: str, *, book: str = "option", json: bool = False) -> Parser:
    """Add one command. `book` says where its book stands: `option`, `position` or `none`."""
    parser: Parser = commands.add_parser(name, help=words, description=words)
    parser.set_defaults(run=run, cell=None)
    if book == "position":
        parser.add_argument("book", metavar="BOOK", help=_("the file of the book"))
    elif book == "option":
        parser.add_argument("--book", metavar="BOOK", required=True, help=_("the file of the book"))
    if book != "none":
        parser.add_argument("--passphrase-file", metavar="FILE", help=_("file whose first line is the passphrase"))
    if json:
        parser.add_argument("--json", action="store_true", help=_("print JSON"))
    return parser


def _group(commands: Any, name: str, words: str) -> Any:
    parser = commands.add_parser(name, help=words, description=words)
    return parser.add_subparsers(title=_("commands"), metavar=_("COMMAND"), required=True, dest="subcommand")


def _words(name: str) -> Any:
    """Return how words for the book are taken: read as UTF-8, whatever the terminal speaks."""
    return {"metavar": name, "type": books.readable}


def _cell(parser: Parser) -> None:
    parser.add_argument(
        "--cell", **_words("CELL"), help=_("the cell, by name or code; needed when the book has several")
    )


def _books(commands: Any) -> None:
    new = _command(commands, "new", commands_books.new, _("make a new book with one cell"), book="position")
    new.add_argument("--cell", **_words("NAME"), required=True, help=_("the name of the cell"))
    new.add_argument("--parent", **_words("NAME"), required=True, help=_("the organisation directly above"))
    new.add_argument(
        "--plain", action="store_true", help=_("without a passphrase: readable by anyone who has the file")
    )
    new.add_argument("--recovery-sheet", metavar="OUT.pdf", help=_("write the sheet that opens the book again"))
    _command(commands, "practice", commands_books.practice, _("make a practice book with invented people"),
             book="position")  # fmt: skip
    _command(commands, "check", commands_books.check, _("look the book through"), book="position", json=True)
    backup = _command(commands, "backup", commands_books.backup, _("write a proved copy of the book"), book="position")
    backup.add_argument("-o", "--out", metavar="FILE", required=True, help=_("where to write"))
    restore = _command(commands, "restore", commands_books.restore, _("put a copy in the place of the book"))
    restore.add_argument("copy", metavar="FILE", help=_("the copy"))
    _command(commands, "undo", commands_books.undo, _("undo what was done last"), book="position")


def _cells(commands: Any) -> None:
    cells = _group(commands, "cells", _("the cells of the book"))
    _command(cells, "list", commands_books.list_cells, _("list the cells"), json=True)
    add = _command(cells, "add", commands_books.add_cell, _("add a cell"), json=True)
    add.add_argument("name", **_words("NAME"), help=_("the name of the cell"))
    add.add_argument(
        "--parent", **_words("NAME"), help=_("the organisation directly above; as the other cells by default")
    )


def _members(commands: Any) -> None:
    members = _group(commands, "members", _("the members"))
    _import(_command(members, "import", commands_members.import_members, _("import a list of members"), json=True))
    listed = _command(members, "list", commands_members.list_members, _("list the members on a day"), json=True)
    _cell(listed)
    listed.add_argument("--on", metavar="DAY", help=_("as of this day; today by default"))
    listed.add_argument("--find", **_words("TEXT"), help=_("name, initials or number"))
    listed.add_argument("--all", action="store_true", help=_("also those who left, guests and people followed"))
    _exchange(_command(members, "exchange", commands_members.exchange, _("write the list for the database of members"),
                       json=True))  # fmt: skip
    exits = _group(commands, "exits", _("those who left the Party"))
    register = _command(exits, "import", commands_members.import_exits, _("import a register of exits"), json=True)
    _import(register)
    register.add_argument("--create-cells", action="store_true", help=_("make cells the book does not have yet"))


def _exchange(parser: Parser) -> None:
    _cell(parser)
    parser.add_argument("--on", metavar="DAY", help=_("as of this day; today by default"))
    parser.add_argument("--template", metavar="KEY", default="", help=_("which columns; the plain list by default"))
    parser.add_argument("--all", action="store_true", help=_("also those who left, died or moved away"))
    parser.add_argument("-o", "--out", metavar="FILE.xlsx", required=True, help=_("where to write"))


def _subjects(commands: Any) -> None:
    meetings = _group(commands, "meetings", _("the meetings"))
    _cell(_command(meetings, "list", subjects.list_meetings, _("list the meetings with their ids"), json=True))
    cases = _group(commands, "cases", _("the cases"))
    _cell(_command(cases, "list", subjects.list_cases, _("list the cases with their ids"), json=True))


def _import(parser: Parser) -> None:
    parser.add_argument("file", metavar="FILE.xlsx", help=_("the workbook"))
    _cell(parser)
    parser.add_argument("--dry-run", action="store_true", help=_("only say what would be done"))
    parser.add_argument("--rejects", metavar="OUT.xlsx", help=_("write the refused rows with their reasons"))


def _papers(commands: Any) -> None:
    _command(commands, "documents", commands_papers.list_documents, _("list the documents that can be printed"),
             book="none", json=True)  # fmt: skip
    printed = _command(commands, "print", commands_papers.print_document, _("print a document into a file"))
    printed.add_argument("document", metavar="DOCUMENT", help=_("its id in the list of documents"))
    _cell(printed)
    printed.add_argument(
        "--id",
        action="append",
        default=[],
        metavar="ID",
        help=_("what it is about; the newest meeting or case by default"),
    )
    _period(printed, is_required=False)
    printed.add_argument("--on", metavar="DAY", help=_("the day of the document; today by default"))
    printed.add_argument(
        "--option", action="append", default=[], metavar="NAME=VALUE", help=_("a wish of this document")
    )
    printed.add_argument("--two-sided", action="store_true", help=_("margins for printing on both sides"))
    printed.add_argument("-o", "--out", metavar="FILE", required=True, help=_("where to write: .pdf, .docx or .xlsx"))
    counted = _command(commands, "statistics", commands_statistics.show_statistics,
                       _("increase and decrease of members"), json=True)  # fmt: skip
    _cell(counted)
    _period(counted, is_required=True)
    counted.add_argument("--names", metavar="FIGURE", default="", help=_("name the people behind TABLE/LINE of --json"))


def _period(parser: Parser, *, is_required: bool) -> None:
    parser.add_argument("--from", dest="from_on", metavar="DAY", required=is_required, help=_("first day"))
    parser.add_argument("--to", dest="to_on", metavar="DAY", required=is_required, help=_("last day"))


def _packages(commands: Any) -> None:
    export = _command(commands, "export", commands_packages.export, _("seal the records for the higher committee"))
    _cell(export)
    export.add_argument(
        "--period", **_words("TEXT"), default="", help=_("what the package covers; this month by default")
    )
    export.add_argument("--to", metavar="KEYFILE", help=_("age recipients, or the committee's enrolment file"))
    export.add_argument("--package-passphrase-file", metavar="F", help=_("seal to the passphrase in this file instead"))
    export.add_argument("-o", "--out", metavar="FILE", required=True, help=_("where to write"))
    verify = _command(commands, "verify", commands_packages.verify, _("check a package to its last row"), book="none",
                      json=True)  # fmt: skip
    verify.add_argument("file", metavar="FILE", help=_("the package"))
    verify.add_argument("--identity", metavar="KEYFILE", help=_("file of age-keygen with the secret key"))
    verify.add_argument("--package-passphrase-file", metavar="F", help=_("file whose first line opens the package"))
