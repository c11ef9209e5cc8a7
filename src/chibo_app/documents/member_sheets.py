"""The yearly update sheet out of the journal, and the review sheet a member checks and signs (members.md 1.4, 1.15)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from chibo_app.basics import dates
from chibo_app.documents import member_form, parts, wording
from chibo_app.documents import member_items as items
from chibo_app.documents.blocks import (
    Block,
    Cell,
    Column,
    Field,
    Fields,
    Paper,
    Para,
    Row,
    Run,
    Sheet,
    Signatures,
    Signer,
    Table,
    Title,
)
from chibo_app.queries.member_papers import MemberFile, UpdateSheetFacts


def build_update(facts: UpdateSheetFacts, code: str) -> Paper:
    """Return the update sheet: what changed is filled in, what did not carries the letter of the form."""
    say, file = wording.load(items.SAY), facts.file
    on = file.letterhead.on
    when = (
        say("update_transfer", first=dates.show(facts.from_on), last=dates.show(facts.to_on))
        if facts.is_transfer else say("update_year", year=str(facts.to_on.year))
    )  # fmt: skip
    blocks: list[Block] = [items.head(file, say.list("update_title"), code=code, subtitle=when)]
    blocks += [items.fields(file, ["birth_name", "birth_date"])]
    blocks += [Para((Run(say("update_note", mark=say("unchanged")), italic=True),), is_indented=False)]
    if facts.changes.entered_on:
        began = say("update_unreliable", day=dates.show(facts.changes.entered_on))
        blocks.append(Para((Run(began, italic=True),), is_indented=False))
    keys = [key for key in say.sentences["items"]["update"] if items.is_asked(key, on)]
    rows = tuple(_pairs([Field(_label(key, file), _change(key, facts)) for key in keys]))
    blocks += [Fields(rows[:-1]), Fields(rows[-1:])]  # only the last lines are tied to the signatures
    blocks += member_form.declared()
    name = parts.file_name(say("update_file"), str(facts.to_on.year), file.name)
    title = f"{' '.join(say.list('update_title')).capitalize()} {facts.to_on.year}: {file.name}"
    return Paper(title, on, (items.fitted(tuple(blocks), on),), file.letterhead.cell_name, name)


def _pairs(fields: Sequence[Field]) -> Iterable[tuple[Field, ...]]:
    """Two items to a line; the writers give each a line of its own when they are long."""
    return (tuple(fields[place : place + 2]) for place in range(0, len(fields), 2))


def _label(key: str, file: MemberFile) -> str:
    say = wording.load(items.SAY)
    if key in say.sentences["entry_titles"]:
        return items.entry_title(key) + ":"
    return items.caption(key, file.letterhead.on)


def _change(key: str, facts: UpdateSheetFacts) -> str:
    """Return the new content of an item, or the letter that says it did not change."""
    say, file, changes = wording.load(items.SAY), facts.file, facts.changes
    added = [items.entry_words(line) for line in changes.added.get(key, ())]
    removed = [say("removed", text=text) for text in changes.removed.get(key, ())]
    if key in changes.fields:
        return _changed_words(key, file, added, removed)
    return "; ".join([*added, *removed]) or say("unchanged")


def _changed_words(key: str, file: MemberFile, added: list[str], removed: list[str]) -> str:
    say = wording.load(items.SAY)
    if key == "badges":
        return ", ".join(say("badge_years", years=str(years)) for years in file.badges)
    if key == "disciplines":
        return "; ".join([*map(items.discipline_words, file.disciplines), *added, *removed])
    return items.words(file, key) or say("removed", text="").rstrip(": ")


def build_review(facts: MemberFile) -> Paper:
    """Return the sheet on which a member checks everything the cell keeps, and signs."""
    say, head = wording.load(items.SAY), facts.letterhead
    subject = say("review_subject", day=dates.show(head.on))
    widths = say.sentences["review_widths"]
    columns = tuple(Column("center" if place in (0, 3) else "left", width) for place, width in enumerate(widths))
    table = Table(columns, parts.head_row(say.list("review_columns")), tuple(_review_rows(facts)), "list",
                  least_height_mm=6)  # fmt: skip
    signs = Signatures(
        Signer(say("review_signs"), note=say("review_signs_note"), name=facts.name), left=Signer(say("review_right"))
    )  # fmt: skip
    blocks = (
        parts.plain_head(head), Title(say("review_title"), subject), Para(say("review_opening", name=facts.name)),
        table, signs,
    )  # fmt: skip
    name = parts.file_name(say("review_file"), facts.name, head.on)
    return Paper(
        f"{say('review_title').capitalize()}: {facts.name}",
        head.on,
        (Sheet(blocks, style=items.style(has_numbers=True)),),
        head.cell_name,
        name,
    )


def _review_rows(facts: MemberFile) -> Iterable[Row]:
    for number, (label, shown) in enumerate(review_lines(facts), 1):
        cells: tuple[Cell, ...] = (number, label, shown, "", "")
        yield Row(cells)


def review_lines(facts: MemberFile) -> list[tuple[str, str]]:
    """Return caption and content of every line of the review sheet, in its order."""
    on, added = facts.letterhead.on, wording.load(items.SAY)("review_new")
    lines = [(items.caption(key, on).rstrip(":"), _plain(facts, key)) for key in items.review_keys(on)]
    for item in items.review_items():
        lines += [(items.entry_title(item), items.entry_words(line)) for line in facts.entries.get(item, ())]
        lines.append((f"{items.entry_title(item)} {added}", ""))
    return lines


def _plain(facts: MemberFile, key: str) -> str:
    """The review sheet shows each stored field by itself, not joined as the form prints it."""
    value = facts.values.get(key)
    return str(value).strip() if key == "birth_name" and value else items.value_words(value)
