"""Papers of cases whose text is data: `resources/wording/*.toml` tells head, title, body and signatures of each.

`kinds`: the kinds of case a paper is for, `only`: columns with the values it is for, `day`: the case's days that may
be its own, `times`: how many of them there are, `may_be_blank`: also for a person or nobody, `is_alone`: a number of
its type given without naming the paper is its own, `number_from`: else the number recorded with the case.

A line of a body is a paragraph, or begins with a mark:
`# ` a heading · `| ` fields with room to write (`caption = value`, several parted by ` ;; `) · `~ 3` dotted lines ·
`@ ` a part made by the program (`case_blocks`) · `* ` a centred bold line · `% ` a small note ·
`> value lead-in` free text somebody typed, else `lead-in` and dotted lines · `?value ` only when it is known ·
`!value ` only when it is not · `---` a new page. Words in braces are values of `case_values`; what nobody entered
becomes dots.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from chibo_app.documents import case_blocks, case_values, parts, wording
from chibo_app.documents.blocks import (
    Addressee,
    Bases,
    Block,
    Field,
    Fields,
    Header,
    Heading,
    Lines,
    PageBreak,
    Paper,
    Para,
    Run,
    Sheet,
    Signatures,
    Signer,
    Text,
    Title,
)
from chibo_app.queries.case_papers import CasePaperFacts
from chibo_app.queries.papers import Letterhead

_SAY = "case_forms"
_LINES_TO_WRITE = 3
_ARTICLE = re.compile(r"Điều \d+\.")
_PARTS: dict[str, Callable[[CasePaperFacts], list[Block]]] = {
    "person": case_blocks.person, "rounds": case_blocks.rounds, "choices": case_blocks.choices,
    "evidence": case_blocks.evidence, "attachments": case_blocks.attachments, "helped": case_blocks.helped,
    "boxes": case_blocks.boxes,
    "votes": lambda facts: case_blocks.voted([one.vote for one in facts.rounds], facts.base),
    "requests": lambda facts: case_blocks.requests(facts.requests[: (facts.request_number or 99) - 1]),
    "base": lambda facts: case_blocks.base_of(facts.base) if facts.rounds else [],
    "rights": lambda facts: case_blocks.rights_of(facts.complaint, facts.kind),
    "speeches": lambda facts: case_blocks.speeches(facts.meeting.speeches if facts.meeting else ()),
    "replies": lambda facts: case_blocks.speeches(facts.meeting.replies if facts.meeting else ()),
}  # fmt: skip


class _Values(dict[str, str]):
    """Known values; an unknown one gives dots to write on."""

    def __missing__(self, name: str) -> str:
        return case_values.room(name)


def build(facts: CasePaperFacts, subject: str, form_id: str) -> Paper:
    """Return a paper of a case from its wording: `subject` names the file of wording, `form_id` its table."""
    form: Mapping[str, Any] = wording.load(subject).sentences[form_id]
    values = _Values(case_values.known(facts))
    blocks = _blocks(form, facts, values, wording.load("catalogue").sentences[form_id].get("form_code", ""))
    head, title = facts.letterhead, _filled(form.get("title", ""), values)
    copies = int(form.get("copies", 0))
    sheet = Sheet(cards=(blocks,) * copies, most_cards=copies) if copies else _sheet(blocks, form)
    return Paper(
        f"{title.capitalize()} {_filled(form.get('subject', ''), values)}".strip(), head.on, (sheet,), head.cell_name,
        parts.file_name(str(form["file"]), facts.member.name, head.on),
    )  # fmt: skip


def _sheet(blocks: tuple[Block, ...], form: Mapping[str, Any]) -> Sheet:
    return Sheet(blocks, is_landscape=bool(form.get("is_landscape")))


def _blocks(form: Mapping[str, Any], facts: CasePaperFacts, values: _Values, code: str) -> tuple[Block, ...]:
    blocks = _opening(form, facts.letterhead, values, code)
    if "to" in form:
        names = tuple(_filled(one, values) for one in form["to"])
        blocks.append(Addressee(names, is_submission=bool(form.get("is_submission"))))
    if "bases" in form:
        blocks.append(Bases(tuple(_filled(one, values) for one in _shown(form["bases"], values))))
    is_note = bool(form.get("is_small"))
    for line in _shown(form["body"], values):
        blocks += _line(line, facts, values, is_note)
    blocks += _signatures(form, facts.letterhead, values)
    return tuple(blocks)


def _opening(form: Mapping[str, Any], head: Letterhead, values: _Values, code: str) -> list[Block]:
    """Return head and title; an official letter has no title, its subject stands under the number."""
    first, subject = _head(form, head, values, code), _filled(form.get("subject", ""), values)
    if form.get("is_letter"):
        return [replace(first, about=subject)]
    return [first, Title(_filled(form["title"], values), subject, hyphens=bool(form.get("has_hyphens", True)))]


def _head(form: Mapping[str, Any], head: Letterhead, values: _Values, code: str) -> Header:
    """Return the head the form asks for: issued, minutes, personal, or the upper committee's own for a draft."""
    say = wording.load(_SAY)
    shown = say("form_code", code=code) if code else ""
    kind = str(form["head"])
    if kind == "minutes":
        return parts.plain_head(head, shown)
    if kind == "personal":
        return replace(parts.personal_head(head), parent="", cell="", code=shown)
    if kind.startswith("draft"):
        return _draft_head(kind, form, head, values, shown)
    if not head.number and "-" in (number := values.get(str(form.get("number_from", "")), "")):
        head = replace(head, number=number)
    made = parts.issued_head(head, str(form.get("symbol", "")))
    if not head.number and "number" in form:
        made = replace(made, number=say("blank_number", symbol=str(form["number"])))
    return replace(made, code=shown)


def _draft_head(kind: str, form: Mapping[str, Any], head: Letterhead, values: _Values, code: str) -> Header:
    """Return the head of a paper the committee above signs: its own names, number and day left for it to write."""
    say = wording.load(_SAY)
    mark = " – ".join(part for part in (say("draft"), code) if part)
    place = say("draft_place", place=head.place or case_values.room("place"))
    parent, own = values.get("upper_parent", "") or say("upper_blank"), parts.committee(head)
    if kind == "draft_plain":
        return Header("H3", parent, own, place_date=place, code=mark)
    number = say("blank_number", symbol=str(form["number"]))
    return Header("H1", parent, own, number, place, mark)


def _shown(lines: Sequence[str], values: Mapping[str, str]) -> list[str]:
    """Return the lines whose conditions hold, without them."""
    return [shown for line in lines if (shown := _without_conditions(line, values)) is not None]


def _without_conditions(line: str, values: Mapping[str, str]) -> str | None:
    if line[:1] not in ("?", "!"):
        return line
    name, _space, rest = line[1:].partition(" ")
    holds = (name in values) is (line[0] == "?")
    return _without_conditions(rest, values) if holds else None


def _line(line: str, facts: CasePaperFacts, values: _Values, is_note: bool) -> list[Block]:
    mark, rest = line[:2], line[2:]
    if mark == "@ ":
        return _PARTS[rest](facts)
    if mark in _MARKS:
        return _MARKS[mark](rest, values)
    if line == "---":
        return [PageBreak()]
    return [Para(_article(_filled(line, values)), is_note=is_note)]


def _article(words: str) -> Text:
    """Return the text with the number of an article in bold, as Party documents print it."""
    found = _ARTICLE.match(words)
    return (Run(found.group(), bold=True), Run(words[found.end() :])) if found else words


def _fields(rest: str, values: _Values) -> list[Block]:
    return [Fields((tuple(_field(one, values) for one in rest.split(" ;; ")),))]


def _bold_line(rest: str, values: _Values) -> list[Block]:
    return [Para((Run(_filled(rest, values), bold=True),), "center", is_indented=False)]


def _note(rest: str, values: _Values) -> list[Block]:
    return [Para((Run(_filled(rest, values), italic=True),), is_note=True)]


def _field(words: str, values: _Values) -> Field:
    """Return a field: the caption, and its value as long as all of it is known."""
    caption, _equals, value = words.partition(" = ")
    names = [part.split("}")[0] for part in value.split("{")[1:]]
    is_known = bool(names) and all(name in values for name in names)
    return Field(f"{_filled(caption, values)}:", _filled(value, values) if is_known else "")


def _free_text(rest: str, values: _Values) -> list[Block]:
    name, _space, lead = rest.partition(" ")
    lead = _filled(lead, values)
    if name in values:
        return list(parts.paras(values[name], f"{lead} " if lead else ""))
    return [*([Para(lead)] if lead else []), Lines(_LINES_TO_WRITE)]


_MARKS: dict[str, Callable[[str, _Values], list[Block]]] = {
    "# ": lambda rest, values: [Heading(_filled(rest, values))], "| ": _fields,
    "~ ": lambda rest, values: [Lines(int(rest))], "> ": _free_text, "* ": _bold_line, "% ": _note,
}  # fmt: skip


def _signatures(form: Mapping[str, Any], head: Letterhead, values: _Values) -> list[Block]:
    kind = form.get("sign", "")
    if kind == "report":
        recipients = tuple(_filled(one, values) for one in form.get("recipients", ()))
        return [parts.report_signatures(head, recipients)]
    right = parts.cell_signs(head) if kind == "cell" else _signer(form["right"], values)
    left = _signer(form["left"], values) if "left" in form else None
    below = _signer(form["below"], values) if "below" in form else None
    listed = tuple(_filled(one, values) for one in form.get("recipients", ()))
    return [Signatures(right, left=left, recipients=listed, below=below)]


def _signer(words: Sequence[str], values: _Values) -> Signer:
    """Return a signer: authority, post, note, name; a name nobody entered is left to be written by hand."""
    authority, post, note, name = (*words, "", "", "", "")[:4]
    is_known = all(part.split("}")[0] in values for part in name.split("{")[1:])
    return Signer(
        _filled(authority, values), _filled(post, values), _filled(note, values),
        _filled(name, values) if is_known else "",
    )  # fmt: skip


def _filled(words: str, values: _Values) -> str:
    return words.format_map(values)
