"""Commands about the book as a file and its cells."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from chibo_app.basics import clock, numbers, safe_file, text
from chibo_app.basics.errors import UserError
from chibo_app.basics.i18n import _
from chibo_app.cli import books, output

if TYPE_CHECKING:
    from sqlmodel import Session

    from chibo_app.store import Store


def new(chosen: Namespace) -> int:
    """Make a book with its first cell; when anything fails no file is left."""
    from chibo_app.actions import cells
    from chibo_app.store import Key, Store

    if chosen.plain and chosen.recovery_sheet:
        raise UserError(_("A book without passphrase needs no recovery sheet."), next_step=_("Leave one of them out."))
    parent = _parent(chosen.parent)
    key = Key.none() if chosen.plain else Key.passphrase(books.passphrase(chosen, is_new=True))
    path = Path(chosen.book)
    safe_file.require_place(path)
    with _made(path, Store.create(path, key)) as store:
        store.write(
            _("Make the cell {name}").format(name=text.clean(chosen.cell)),
            lambda session: cells.create_cell(session, chosen.cell, parent), undoable=False,
        )  # fmt: skip
        if chosen.recovery_sheet:
            output.write_file(Path(chosen.recovery_sheet), _recovery_sheet(store), path)
    output.say(_("The book was made: {path}").format(path=path))
    return 0


@contextmanager
def _made(path: Path, store: Store) -> Iterator[Store]:
    """Give a book just made; when filling it fails, no file is left."""
    try:
        yield store
    except BaseException:
        store.close()
        path.unlink(missing_ok=True)
        raise
    store.close()


def _recovery_sheet(store: Store) -> bytes:
    """Return the A4 page for the safe of the cell."""
    from chibo_app.documents import recovery, render
    from chibo_app.queries import cells
    from chibo_app.queries.papers import RecoveryFacts

    on = clock.today()
    with store.read() as session:
        cell = cells.cell(session, cells.only_cell(session).id, on)
    code = tuple(store.recovery_code().split("-"))
    facts = RecoveryFacts(store.path.name, cell.name, cell.parent_name, code, on)
    return render.render(recovery.build(facts), "pdf")


def practice(chosen: Namespace) -> int:
    """Make the practice book and say its public passphrase."""
    from chibo_app.actions import practice as making
    from chibo_app.store import Key, Store

    path = Path(chosen.book)
    safe_file.require_place(path)
    passphrase = making.content()["passphrase"]
    with _made(path, Store.create(path, Key.passphrase(passphrase), practice=True)) as store:
        store.write(_("Make the practice book"), making.fill, undoable=False)
    output.say(_("The practice book was made: {path}").format(path=path))
    output.say(_("Its passphrase, known to everybody: {passphrase}").format(passphrase=passphrase))
    return 0


def check(chosen: Namespace) -> int:
    """Look the book through; exit code 1 when something wants action."""
    with books.opened(chosen) as store:
        findings = store.check()
    if chosen.json:
        output.as_json(findings)
    else:
        for finding in findings:
            output.say(finding.sentence)
    return int(any(finding.level == "error" for finding in findings))


def backup(chosen: Namespace) -> int:
    """Write a proved copy."""
    with books.opened(chosen) as store:
        copy = store.backup(Path(chosen.out))
    output.say(_("A proved copy was written: {path}").format(path=copy.path))
    return 0


def restore(chosen: Namespace) -> int:
    """Put a copy in the place of the book; what stood there is kept beside it."""
    from chibo_app.store import Store

    copy = Path(chosen.copy)
    with Store.restore(Path(chosen.book), copy, books.key_for(chosen, copy)) as store:
        output.say(_("The book was restored: {path}").format(path=store.path))
    return 0


def undo(chosen: Namespace) -> int:
    """Undo the newest act."""
    with books.opened(chosen) as store:
        changes = store.undo()
    output.say(_("Undone: {label}").format(label=changes.label))
    return 0


def list_cells(chosen: Namespace) -> int:
    """List the cells with their parents and numbers of members."""
    from chibo_app.queries import cells

    with books.opened(chosen) as store, store.read() as session:
        rows = cells.cells(session, clock.today())
    if chosen.json:
        output.as_json([
            {"id": row.id, "code": row.code, "name": row.name, "kind": row.kind, "parent": row.parent_name,
             "members": row.member_count}
            for row in rows
        ])  # fmt: skip
    else:
        captions = (_("Cell"), _("Directly under"), _("Members"))
        output.table(captions, ((row.name, row.parent_name, numbers.grouped(row.member_count)) for row in rows))
    return 0


def add_cell(chosen: Namespace) -> int:
    """Add a cell under the organisation named, or under that of the other cells."""
    from chibo_app.actions import cells

    name = text.clean(chosen.name)

    def work(session: Session) -> str:
        parent = _usual_parent(session) if chosen.parent is None else _parent(chosen.parent)
        return cells.create_cell(session, name, parent).id

    with books.opened(chosen) as store:
        made = store.write(_("Make the cell {name}").format(name=name), work)
    if chosen.json:
        output.as_json({"id": made.value, "name": name})
    else:
        output.say(_("The cell was added: {name}").format(name=name))
    return 0


def _usual_parent(session: Session) -> str:
    from chibo_app.queries import cells

    parents = {row.parent_name for row in cells.cells(session, clock.today())}
    if len(parents) == 1:
        return parents.pop()
    return _parent("")


def _parent(named: str) -> str:
    if text.clean(named):
        return named
    raise UserError(
        _("The organisation directly above the cell is missing."), next_step=_("Give it with --parent NAME.")
    )
