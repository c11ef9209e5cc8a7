"""What stands beside the list of members: what matters first, then the form's sections, the history at the end."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from chibo_app.actions import memberships, posts
from chibo_app.basics import dates
from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Problem
from chibo_app.queries import labels
from chibo_app.queries.attachments import AttachmentRow
from chibo_app.queries.explanations import ExplanationRow
from chibo_app.queries.member_details import EntryRow, HistoryRow, MemberDetail, PostRow, SpanRow
from chibo_app.ui.dialogs import attachments
from chibo_app.ui.dialogs.attachments import Owner
from chibo_app.ui.kit.detail import Detail, Line, Part
from chibo_app.ui.kit.fields import Field, Section
from chibo_app.ui.kit.rows_model import as_words
from chibo_app.ui.pages import members_endings as endings
from chibo_app.ui.pages import members_entries as entries
from chibo_app.ui.pages import members_events as events
from chibo_app.ui.pages import members_forms as forms
from chibo_app.ui.pages import members_words as words
from chibo_app.ui.pages.members_papers import paper_verbs

if TYPE_CHECKING:
    from chibo_app.ui.pages.members import MembersPage


@dataclass(frozen=True)
class Beside:
    """What is kept beside a member: unusual facts not explained yet, the explanations given, attached files."""

    warnings: Sequence[Problem] = ()
    explained: Sequence[ExplanationRow] = ()
    files: Sequence[AttachmentRow] = ()


def describe(member: MemberDetail, on: date, page: MembersPage, beside: Beside) -> Detail:
    """Return the picture of one member as of a day."""
    sections = [*forms.person_sections(), forms.membership_section(), *forms.later_sections()]
    return Detail(
        member.full_name,
        words.state(member.state.standing, member.state.participation),
        (
            _first(member, on),
            Part("", verbs=events.verbs(page)),
            Part(_("Papers and corrections"), [Line("", _papers_words())], verbs=paper_verbs(page)),
            _unusual(beside.warnings, page),
            *(_section(section, member.facts) for section in sections),
            *_entries(member, page),
            Part(_("Posts"), [_post(row, page) for row in member.posts], verbs=_post_ends(member, page)),
            Part(
                _("Times away, exempt or as a guest"),
                [_span(row, page) for row in member.spans],
                verbs=_span_ends(member, page),
            ),
            Part(_("Explanations"), [Line(dates.show(row.given_on), row.content) for row in beside.explained]),
            Part(_("History"), [_event(row, page) for row in member.history]),
            attachments.section(page.desk, Owner("person", member.id, member.full_name), beside.files),
            Part("", verbs=((_("Merge with a double entry"), page.merge), (_("Entered by mistake"), page.void))),
        ),
    )


def _first(member: MemberDetail, on: date) -> Part:
    held = [row for row in member.posts if row.from_on <= on and (row.to_on is None or row.to_on >= on)]
    return Part(
        "",
        (
            Line(_("Cell"), member.cell_name),
            Line(_("Posts"), ", ".join(labels.label(row.kind) for row in held)),
            Line(_("Born"), as_words(member.facts.get("birth_date"))),
            Line(_("Admitted"), as_words(member.facts.get("admission_date"))),
            Line(_("Official since"), as_words(member.facts.get("official_date"))),
            Line(_("Telephone"), str(member.facts.get("phone") or "")),
        ),
    )


def _unusual(warnings: Sequence[Problem], page: MembersPage) -> Part:
    lines = [Line("", f"⚠ {problem.sentence}", "warning") for problem in warnings]
    verbs = ((_("Explain"), page.explain),) if warnings else ()
    return Part(_("Unusual; please say once why it is right"), lines, verbs=verbs)


def _post_ends(member: MemberDetail, page: MembersPage) -> list[tuple[str, Callable[[], None]]]:
    return [
        (
            _("End: {what}").format(what=labels.label(row.kind)),
            partial(page.form_with, partial(endings.end_post, row)),
        )
        for row in member.posts
        if endings.is_running(row)
    ]


def _span_ends(member: MemberDetail, page: MembersPage) -> list[tuple[str, Callable[[], None]]]:
    return [
        (
            _("End: {what}").format(what=labels.label(row.state)),
            partial(page.form_with, partial(endings.end_span, row)),
        )
        for row in member.spans
        if endings.is_running(row)
    ]


def _section(section: Section, facts: Mapping[str, object]) -> Part:
    return Part(
        section.title, [Line(field.label, value_words(field, facts.get(field.name))) for field in section.fields]
    )


def value_words(field: Field, value: object) -> str:
    """Return a value of the member form as words."""
    if field.kind == "choice":
        return next((option.words for option in field.options if option.value == value), str(value or ""))
    if field.kind == "yes_no":
        return _("Yes") if value else ""
    return as_words(value)


def _papers_words() -> str:
    return _("Print the review sheet, let the member check and sign it, then enter the corrections in the same order.")


def _entries(member: MemberDetail, page: MembersPage) -> Sequence[Part]:
    titles = entries.titles()
    known = list(dict.fromkeys(row.item for row in member.entries))
    ordered = sorted(known, key=lambda item: list(titles).index(item) if item in titles else len(titles))
    return [
        Part(titles.get(item, item), [_entry(row, page) for row in member.entries if row.item == item])
        for item in ordered
    ]


def _entry(row: EntryRow, page: MembersPage) -> Line:
    said = "; ".join(part for part in (row.content, row.issuer, row.note) if part)
    opens = partial(page.form_with, lambda member, _cell: entries.edit(member, row))
    return Line(_period(row.from_on, row.to_on), said, open=opens)


def _post(row: PostRow, page: MembersPage) -> Line:
    said = labels.label(row.kind)
    if row.cell_name:
        said = f"{said}, {row.cell_name}"
    return Line(_period(row.from_on, row.to_on), said, open=partial(_ask_post, row, page))


def _ask_post(row: PostRow, page: MembersPage) -> None:
    page.remove_row(
        _("Remove the post “{post}” entered by mistake?").format(post=labels.label(row.kind)),
        _("Remove the post"),
        _("Remove the post {post}").format(post=labels.label(row.kind)),
        lambda session: posts.remove(session, row.id),
    )


def _span(row: SpanRow, page: MembersPage) -> Line:
    said = ", ".join(part for part in (labels.label(row.state), row.ground, row.other_cell) if part)
    return Line(_period(row.from_on, row.to_on), said, open=partial(_ask_span, row, page))


def _ask_span(row: SpanRow, page: MembersPage) -> None:
    page.remove_row(
        _("Remove the time “{time}” entered by mistake?").format(time=labels.label(row.state)),
        _("Remove the time"),
        _("Remove the time {time}").format(time=labels.label(row.state)),
        lambda session: memberships.remove_participation(session, row.id),
    )


def _event(row: HistoryRow, page: MembersPage) -> Line:
    said = ", ".join(part for part in (labels.label(row.kind), row.cell_name or row.other_side, row.note) if part)
    opens = None if row.is_of_case else partial(_ask_event, row, page)
    return Line(dates.show(row.on), said, open=opens)


def _ask_event(row: HistoryRow, page: MembersPage) -> None:
    page.remove_row(
        _("Take back “{event}” of {day}, entered by mistake?").format(
            event=labels.label(row.kind), day=dates.show(row.on)
        ),
        _("Take it back"),
        _("Take back {event}").format(event=labels.label(row.kind)),
        lambda session: memberships.take_back(session, row.id),
    )


def _period(start: object, end: object) -> str:
    shown = [as_words(day) for day in (start, end) if day]
    if start and not end:
        return _("since {day}").format(day=shown[0])
    return " – ".join(shown)
