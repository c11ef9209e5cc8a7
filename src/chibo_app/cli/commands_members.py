"""Commands about members: lists and imports."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chibo_app.basics import clock, dates, safe_file
from chibo_app.basics.errors import UserError
from chibo_app.basics.i18n import _
from chibo_app.cli import books, output

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from sqlmodel import Session

    from chibo_app.actions.import_plan import ExitPlan, ImportPlan
    from chibo_app.queries.members import Counts, MemberRow
    from chibo_app.store import Store


def list_members(chosen: Namespace) -> int:
    """List the members of a cell or the book as of a day."""
    on = books.day(chosen.on) or clock.today()
    with books.opened(chosen) as store, store.read() as session:
        rows = _rows(session, chosen, on)
    if chosen.json:
        output.as_json([_member(row) for row in rows])
    else:
        _show(rows, on)
    return 0


def _rows(session: Session, chosen: Namespace, on: date) -> list[MemberRow]:
    from chibo_app.queries import members, search

    cell_id = books.cell_or_all(session, chosen)
    if chosen.find:
        found = search.search(session, chosen.find, cell_id, on, limit=1_000_000)
        return [row for row in found if chosen.all or row.is_on_roll]
    return members.member_rows(session, cell_id, on, on_roll_only=not chosen.all)


def _member(row: MemberRow) -> dict[str, Any]:
    names = (
        "id", "full_name", "birth_date", "gender", "ethnic_group", "citizen_id", "card_no", "phone",
        "admission_date", "official_date", "standing", "participation", "posts", "cell_id", "cell_name", "is_on_roll",
    )  # fmt: skip
    return {name: getattr(row, name) for name in names}


def _show(rows: list[MemberRow], on: date) -> None:
    from chibo_app.queries import labels, members
    from chibo_app.rules.kinds import Participation, Standing

    standings, taking_part = labels.texts(Standing), labels.texts(Participation)
    captions = (_("Full name"), _("Born"), _("Admitted"), _("Standing"), _("Participation"))
    output.table(captions, (
        (row.full_name, dates.show(row.birth_date), dates.show(row.admission_date), standings[row.standing],
         taking_part[row.participation])
        for row in rows
    ))  # fmt: skip
    output.say(_counts(members.counts(rows), on))


def _counts(counts: Counts, on: date) -> str:
    return _("On {day}: {total} members, {official} official, {probationary} probationary, {female} women.").format(
        day=dates.show(on), total=counts.total, official=counts.official, probationary=counts.probationary,
        female=counts.female,
    )  # fmt: skip


def exchange(chosen: Namespace) -> int:
    """Write the exchange list for the database of members; obligatory values that are missing give exit code 1."""
    from chibo_app.exchange import exchange_list

    on, out = books.day(chosen.on) or clock.today(), Path(chosen.out)
    safe_file.require_place(out, Path(chosen.book))
    with books.opened(chosen) as store, store.read() as session:
        cell_id = books.cell_or_all(session, chosen)
        key = chosen.template or exchange_list.DEFAULT
        found = exchange_list.build(session, cell_id, on, key, with_former=chosen.all)
    exchange_list.write(found, out)
    if chosen.json:
        output.as_json({
            "members": len(found.rows), "columns": len(found.template.columns),
            "missing": [{"id": one.person_id, "full_name": one.name, "columns": one.captions} for one in found.missing],
        })  # fmt: skip
    else:
        for one in found.missing:
            output.say(_("{name} lacks: {what}").format(name=one.name, what="; ".join(one.captions)))
        output.say(_("{count} members written; {lacking} lack something obligatory.").format(
            count=len(found.rows), lacking=len(found.missing)
        ))  # fmt: skip
    return int(not found.is_complete)


def import_members(chosen: Namespace) -> int:
    """Import a list of members as one act; refused rows give exit code 1."""
    from chibo_app.actions import imports
    from chibo_app.exchange import workbook_members

    _look_ahead(chosen)
    sheet = workbook_members.read(Path(chosen.file))
    with books.opened(chosen) as store:
        with store.read() as session:
            plan = workbook_members.plan(sheet, session, books.cell_of(session, chosen), clock.today())
        label = _("Import of members from {file}").format(file=Path(chosen.file).name)
        _carry_out(store, chosen, plan, label, lambda session: imports.apply(session, plan))
    return _report(chosen, plan)


def import_exits(chosen: Namespace) -> int:
    """Import a register of exits as one act; missing cells are made only when asked to."""
    from chibo_app.actions import exit_imports
    from chibo_app.exchange import workbook_exits

    _look_ahead(chosen)
    sheet = workbook_exits.read(Path(chosen.file))
    with books.opened(chosen) as store:
        with store.read() as session:
            cell_id = books.cell_or_all(session, chosen)
            plan = workbook_exits.plan(sheet, session, clock.today(), cell_id)
        if plan.missing_cells and not chosen.create_cells:
            _refuse_missing(plan)
        label = _("Import of exits from {file}").format(file=Path(chosen.file).name)
        _carry_out(store, chosen, plan, label,
                   lambda session: exit_imports.apply(session, plan, create_cells=chosen.create_cells))  # fmt: skip
    return _report(chosen, plan)


def _refuse_missing(plan: ExitPlan) -> None:
    raise UserError(
        _("The book lacks {count} cells of this register: {names}.").format(
            count=len(plan.missing_cells), names=", ".join(plan.missing_cells)
        ),
        _("Nothing was imported."),
        _("Add these cells first, or give --create-cells."),
    )


def _look_ahead(chosen: Namespace) -> None:
    """Refuse a place for the refused rows before anything is done, above all the list itself."""
    if chosen.rejects:
        safe_file.require_place(Path(chosen.rejects), Path(chosen.file), Path(chosen.book))


def _carry_out(
    store: Store, chosen: Namespace, plan: ImportPlan | ExitPlan, label: str, apply: Callable[[Session], object]
) -> None:
    """Import the good rows and write the refused ones: both, or neither."""

    def work(session: Session) -> None:
        apply(session)
        _write_rejects(chosen, plan)

    if chosen.dry_run or not _has_work(plan):
        _write_rejects(chosen, plan)
        return
    store.snapshot_if_due("import")
    store.write(label, work)


def _write_rejects(chosen: Namespace, plan: ImportPlan | ExitPlan) -> None:
    if chosen.rejects:
        from chibo_app.exchange.rejects import rejects_workbook

        rejects_workbook(plan, Path(chosen.rejects))


def _has_work(plan: ImportPlan | ExitPlan) -> bool:
    return plan.counts["new"] + plan.counts["changed"] > 0


def _report(chosen: Namespace, plan: ImportPlan | ExitPlan) -> int:
    counts = plan.counts
    if chosen.json:
        problems = [
            {"row": found.row, "column": found.column, "level": found.level, "sentence": found.sentence}
            for found in plan.problems
        ]
        output.as_json({**counts, "problems": problems})
    else:
        _tell(plan, chosen)
    return int(counts["refused"] > 0)


def _tell(plan: ImportPlan | ExitPlan, chosen: Namespace) -> None:
    for found in plan.problems:
        output.say(_("Row {row}, {column}: {sentence}").format(
            row=found.row, column=found.column, sentence=found.sentence
        ))  # fmt: skip
    output.say(_("Read {read}: {new} new, {unchanged} unchanged, {changed} changed, {refused} refused.").format(
        **plan.counts
    ))  # fmt: skip
    if chosen.dry_run:
        output.say(_("This was only a trial; nothing was written."))
