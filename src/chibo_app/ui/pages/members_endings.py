"""Ending what a member holds or lives in, and explaining what is unusual in the record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from chibo_app.actions import explanations as answers
from chibo_app.actions import memberships, posts
from chibo_app.basics import clock, dates
from chibo_app.basics.errors import Refused
from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Problem
from chibo_app.queries import labels
from chibo_app.queries.member_details import MemberDetail, PostRow, SpanRow
from chibo_app.ui.kit.fields import Explanations, Field, FormSpec, Section, Values

if TYPE_CHECKING:
    from sqlmodel import Session

POST_KEY, SPAN_KEY, EXPLAIN_KEY = "members.post_end", "members.span_end", "members.explain"


def is_running(row: PostRow | SpanRow) -> bool:
    """Whether a post or time goes on after today."""
    return row.to_on is None or row.to_on > clock.today()


def end_post(row: PostRow, member: MemberDetail, _cell_id: str | None = None) -> FormSpec:
    """Return the form for the last day of a post."""
    return _ending(
        f"{POST_KEY}:{member.id}:{row.id}",
        _("{post} of {name} ends").format(post=labels.heading(row.kind), name=member.full_name),
        _("Held since {day}; the entry stays in the history").format(day=dates.show(row.from_on)),
        row.from_on,
        lambda session, last_day: posts.end(session, row.id, last_day).id,
    )


def end_span(row: SpanRow, member: MemberDetail, _cell_id: str | None = None) -> FormSpec:
    """Return the form for the last day of a time away, exempt or as a guest."""
    return _ending(
        f"{SPAN_KEY}:{member.id}:{row.id}",
        _("{time} of {name} ends").format(time=labels.heading(row.state), name=member.full_name),
        _("From the day after, the member takes part normally again"),
        row.from_on,
        lambda session, last_day: memberships.end_participation(session, row.id, last_day).id,
    )


def explain(member: MemberDetail, warnings: Sequence[Problem]) -> FormSpec:
    """Return the form that says why unusual facts are right; what is left empty is asked again later."""

    def save(session: Session, values: Values, _why: Explanations) -> object:
        given = {code: str(words) for code, words in values.items() if str(words or "").strip()}
        if not given:
            raise Refused([Problem(next(iter(values)), "missing", _("Please fill this in."))])
        for code, words in given.items():
            answers.explain(session, "person", member.id, code, words)
        return member.id

    asked: dict[str, str] = {}
    for problem in warnings:
        asked[problem.code] = " ".join(part for part in (asked.get(problem.code, ""), problem.sentence) if part)
    return FormSpec(
        f"{EXPLAIN_KEY}:{member.id}",
        _("Unusual facts of {name}").format(name=member.full_name),
        [Section("⚠ " + sentence, [Field(code, _("Why it is right"), "lines")]) for code, sentence in asked.items()],
        save,
        lambda _values: _("Explain unusual facts of {name}").format(name=member.full_name),
    )


def by_key(kind: str, row_id: str, warnings: Sequence[Problem]) -> Callable[[MemberDetail], FormSpec | None]:
    """Return how to make the form a draft belongs to; None when its row is no longer there."""

    def make(member: MemberDetail) -> FormSpec | None:
        post = next((row for row in member.posts if row.id == row_id), None)
        span = next((row for row in member.spans if row.id == row_id), None)
        if kind == POST_KEY and post is not None:
            return end_post(post, member)
        if kind == SPAN_KEY and span is not None:
            return end_span(span, member)
        return explain(member, warnings) if kind == EXPLAIN_KEY and warnings else None

    return make


def _ending(key: str, title: str, words: str, first_day: date, act: Callable[[Session, date], object]) -> FormSpec:
    def save(session: Session, values: Values, _why: Explanations) -> object:
        last_day = values["last_day"]
        if not isinstance(last_day, date) or last_day < first_day:
            raise Refused([Problem("last_day", "ends_before", _("The last day lies before the first day."))])
        return act(session, last_day)

    return FormSpec(
        key,
        title,
        [Section(words, [Field("last_day", _("Last day"), "day", required=True)])],
        save,
        lambda _values: title,
        {"last_day": max(first_day, clock.today())},
    )
