"""The forms of a review: its sections, remarks, points, ratings, the vote, the decision and the announcement."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from chibo_app.actions import reviews
from chibo_app.actions.reviews import BallotFacts
from chibo_app.basics import clock, numbers
from chibo_app.basics.i18n import _
from chibo_app.queries import labels
from chibo_app.rules.kinds import Rating, Scorer
from chibo_app.rules.review_ballots import LEVELS
from chibo_app.rules.review_points import Leaf, LeafGroup, PointGiven
from chibo_app.rules.reviews import GRADE
from chibo_app.ui.kit.fields import Explanations, Field, FormSpec, Option, Section, Values

if TYPE_CHECKING:
    from sqlmodel import Session

    from chibo_app.queries.review_sources import Draft
    from chibo_app.queries.reviews import ReviewDetail, ReviewRow
    from chibo_app.rules.reviews import FormSection

_NOT_APPLICABLE = "-"


def _spec(
    key: str,
    title: str,
    sections: Sequence[Section],
    save: Callable[[Session, dict[str, Any]], object],
    values: Mapping[str, object],
) -> FormSpec:
    def keep(session: Session, given: Values, _why: Explanations) -> object:
        return save(session, dict(given))

    return FormSpec(key, title, sections, keep, lambda _values: title, values)


def levels(shown: ReviewDetail) -> list[Option]:
    """Return the levels by the words of the year reviewed."""
    return [Option(one.rating.value, one.title) for one in shown.levels]


# the written review


def sections(shown: ReviewDetail, drafts: Mapping[str, Draft]) -> FormSpec:
    """Return the form of the written review; what is not written yet begins with what the records say."""
    values: dict[str, object] = {"written_on": shown.written_on or clock.today()}
    for section in shown.form.written:
        draft = drafts.get(section.key)
        values[section.key] = shown.texts.get(section.key) or (draft.text if draft else "")
        values[section.key + GRADE] = shown.texts.get(section.key + GRADE) or None

    def save(session: Session, given: dict[str, Any]) -> object:
        reviews.edit(session, shown.id, written_on=given.pop("written_on"))
        return reviews.write_sections(session, shown.id, {key: words or "" for key, words in given.items()}).id

    day = Field("written_on", _("Written on"), "day", help=_("The day the review was written and signed."))
    parts = [_section(shown, section, drafts.get(section.key)) for section in shown.form.sections]
    title = _("Review of {name}, {year}").format(name=shown.full_name, year=shown.year)
    return _spec(f"reviews.sections:{shown.id}", title, [Section(shown.form.code, [day]), *parts], save, values)


def _section(shown: ReviewDetail, section: FormSection, draft: Draft | None) -> Section:
    if not section.key:
        return Section(section.title, [])
    is_new = draft is not None and not shown.texts.get(section.key)
    label = (
        _("Text (begins with: {sources})").format(sources=", ".join(draft.sources)) if draft and is_new else _("Text")
    )
    fields = [Field(section.key, label, "lines", help=draft.text if draft else "")]
    if section.is_graded and shown.grades:
        grades = [Option(code, words) for code, words in shown.grades]
        fields.append(Field(section.key + GRADE, _("Grade"), "choice", options=grades, empty=_("no grade")))
    return Section(section.title, fields)


def remarks(shown: ReviewDetail, meetings: Sequence[Option]) -> FormSpec:
    """Return the form of what others write on the review, and of its form and meeting."""
    kinds = [Option(one.key, f"{one.code} – {one.title}") for one in shown.forms
             if (one.key == "collective") is (shown.person_id is None)]  # fmt: skip
    fields = [
        Field("form", _("Form of the review"), "choice", required=True, options=kinds),
        Field("meeting_id", _("Reviewed in the meeting"), "choice", empty=_("no meeting"), options=meetings),
        Field("committee_comment", _("Remark of the cell committee"), "lines"),
        Field("residence_remark", _("Remark of the place of residence"), "lines"),
    ]
    if shown.person_id and shown.form.has_employer:
        fields += [
            Field("state_rating", _("Rating as civil servant, by the member")),
            Field("employer_comment", _("Remark of the head of the office"), "lines"),
            Field("employer_rating", _("Rating by the head of the office")),
        ]
    fields.append(Field("note", _("Note"), "lines"))
    values: dict[str, object] = {field.name: getattr(shown, field.name, None) for field in fields}
    values["form"] = shown.form.key
    title = _("Remarks on the review of {name}").format(name=shown.full_name)
    return _spec(
        f"reviews.remarks:{shown.id}", title, [Section("", fields)],
        lambda session, given: reviews.edit(session, shown.id, **given).id, values,
    )  # fmt: skip


def self_rating(shown: ReviewDetail) -> FormSpec:
    """Return the form of the level the member (or the cell) names, with what each level asks for."""
    fields = [
        Field("rating", _("Level named"), "choice", options=levels(shown), empty=_("none named yet")),
        Field("written_on", _("Written on"), "day"),
        Field("asked", _("What each level asks for"), "lines", read_only=True),
    ]

    def save(session: Session, given: dict[str, Any]) -> object:
        return reviews.rate_self(session, shown.id, _rating(given["rating"]), given["written_on"]).id

    title = _("Self rating of {name}").format(name=shown.full_name)
    values = {"rating": shown.self_rating, "written_on": shown.written_on or clock.today(),
              "asked": "\n".join(one.sentence for one in shown.levels)}  # fmt: skip
    return _spec(f"reviews.self:{shown.id}", title, [Section("", fields)], save, values)


def _rating(value: object) -> Rating | None:
    return Rating(str(value)) if value else None


# points


def points(shown: ReviewDetail, giver: Scorer) -> FormSpec | None:
    """Return the grid of points one giver fills in, or None for a year without points."""
    if shown.frame is None:
        return None
    given = shown.points.get(giver, {})
    grid = [_points_of(group) for group in shown.frame.groups]
    known = {leaf.key: leaf for leaf in shown.frame.leaves}
    values = {key: _shown_points(leaf, given.get(key)) for key, leaf in known.items()}

    def save(session: Session, typed: dict[str, Any]) -> object:
        made = {key: _given(leaf, typed[key], given.get(key)) for key, leaf in known.items()}
        reviews.give_points(session, shown.id, giver, made)
        return shown.id

    title = _("{giver}: {name}").format(giver=labels.heading(giver), name=shown.full_name)
    return _spec(f"reviews.points.{giver.value}:{shown.id}", title, grid, save, values)


def _points_of(group: LeafGroup) -> Section:
    title = _("{group} (at most {points} points)").format(group=group.title, points=numbers.decimal(group.points))
    return Section(title, [_leaf(leaf) for leaf in group.leaves])


def _leaf(leaf: Leaf) -> Field:
    label = f"{leaf.title} ({numbers.decimal(leaf.points)})"
    if leaf.mode == "range":
        return Field(leaf.key, label, "decimal", width=8, help=_("From 0 to {most}.").format(most=leaf.points))
    found = [
        Option(str(leaf.points), _("met: {points}").format(points=numbers.decimal(leaf.points))),
        Option("0", _("not met: 0")), Option(_NOT_APPLICABLE, _("does not apply")),
    ]  # fmt: skip
    return Field(leaf.key, label, "choice", options=found, empty=_("not marked yet"))


def _shown_points(leaf: Leaf, given: PointGiven | None) -> object:
    if given is None:
        return None
    if leaf.mode == "range":
        return given.points
    if given.is_not_applicable:
        return _NOT_APPLICABLE
    return None if given.points is None else str(leaf.points) if given.points else "0"


def _given(leaf: Leaf, typed: object, before: PointGiven | None) -> PointGiven:
    note = before.note if before else ""
    if typed == _NOT_APPLICABLE:
        return PointGiven(None, is_not_applicable=True, note=note)
    return PointGiven(None if typed in (None, "") else Decimal(str(typed)), note=note)


# the vote of the cell


def ballot(
    shown: ReviewDetail, meetings: Sequence[Option], before: Mapping[str, object], saved: Callable[[object], None]
) -> FormSpec:
    """Return the form of a ballot; what was the same for the ballot before stands in it already."""
    words = {one.rating: one.title for one in shown.levels}
    counted = [
        Field(one.value, words.get(one, labels.heading(one)), "number", required=True, width=6) for one in LEVELS
    ]
    fields = [
        Field("meeting_id", _("Meeting of the vote"), "choice", empty=_("no meeting of this book"), options=meetings),
        Field("voted_on", _("Day of the vote"), "day", required=True),
        Field("base", _("Official members convened"), "number", width=6,
              help=_("Only without a meeting: the base every share is reckoned from. A meeting gives it by itself.")),
    ]  # fmt: skip
    papers = [
        Field("issued", _("Papers issued"), "number", width=6),
        Field("returned", _("Papers returned"), "number", width=6),
        Field("invalid", _("Invalid papers"), "number", width=6),
    ]
    more = [
        Field("tally_team", _("Counting team"), "lines", hint=_("one on each line")),
        Field("note", _("Note"), "lines"),
    ]
    number = len(shown.votes) + 1
    title = _("Vote on the rating of {name}, round {number}").format(name=shown.full_name, number=number)
    parts = [
        Section("", fields), Section(_("Papers (secret ballot)"), papers),
        Section(_("Votes for each level"), counted), Section(_("Counting"), more, folded=True),
    ]  # fmt: skip
    first: dict[str, object] = {"voted_on": clock.today(), "invalid": 0, **{one.value: 0 for one in LEVELS}, **before}
    spec = _spec(
        f"reviews.ballot:{shown.id}", title, parts, lambda session, given: _record(session, shown.id, given), first
    )
    return FormSpec(spec.key, spec.title, spec.sections, spec.save, spec.label, spec.values, saved=saved)


def _record(session: Session, review_id: str, given: dict[str, Any]) -> str:
    facts = BallotFacts(
        counts={one: int(given[one.value] or 0) for one in LEVELS}, voted_on=given["voted_on"],
        meeting_id=given["meeting_id"] or None, base=given["base"], issued=given["issued"], returned=given["returned"],
        invalid=int(given["invalid"] or 0), tally_team=given["tally_team"] or "", note=given["note"] or "",
    )  # fmt: skip
    return reviews.record_ballot(session, review_id, facts).review_id


def proposal(shown: ReviewDetail) -> FormSpec:
    """Return the form of what the cell proposes where no ballot stands in the book."""
    title = _("What the cell proposes for {name}").format(name=shown.full_name)
    help_ = _("Only where the vote stands on paper; a ballot in the book says the level by itself.")
    fields = [Field("rating", _("Level proposed"), "choice", options=levels(shown), empty=_("none yet"), help=help_)]
    return _spec(
        f"reviews.proposal:{shown.id}", title, [Section("", fields)],
        lambda session, given: reviews.propose(session, shown.id, _rating(given["rating"])).id,
        {"rating": shown.cell_rating},
    )  # fmt: skip


# the decision above


def decision(rows: Sequence[ReviewRow], options: Sequence[Option], year: int, cap: str, key: str = "all") -> FormSpec:
    """Return the form of the committee's decision on some reviews; it begins with what the cell proposes."""
    fields = [
        Field("on", _("Decided on"), "day", required=True), Field("number", _("Number of the decision")),
        Field("issuer", _("Decided by")),
    ]  # fmt: skip
    rated = [Field(row.id, row.full_name, "choice", options=options, empty=_("not decided")) for row in rows]
    known = next((row for row in rows if row.decision_on), None)
    values: dict[str, object] = {
        "on": known.decision_on if known else clock.today(), "number": known.decision_no if known else "",
        **{row.id: row.committee_rating or row.cell_rating for row in rows},
    }  # fmt: skip

    def save(session: Session, given: dict[str, Any]) -> object:
        day, number, issuer = given.pop("on"), given.pop("number") or "", given.pop("issuer") or ""
        ratings = {row.id: Rating(given[row.id]) for row in rows if given[row.id]}
        return len(reviews.decide(session, ratings, day, number, issuer))

    title = _("Decision of the committee on the ratings of {year}").format(year=year)
    return _spec(f"reviews.decision:{key}", title, [Section("", fields), Section(cap, rated)], save, values)


def announcement(ids: Sequence[str], year: int, key: str = "all", known: date | None = None) -> FormSpec:
    """Return the form of the day the results were told."""
    title = _("The ratings of {year} are announced").format(year=year)

    def save(session: Session, given: dict[str, Any]) -> object:
        reviews.announce(session, ids, given["on"])
        return len(ids)

    fields = [Field("on", _("Announced on"), "day", required=True)]
    return _spec(f"reviews.announce:{key}", title, [Section("", fields)], save, {"on": known or clock.today()})


def leave_out(shown: ReviewDetail) -> FormSpec:
    """Return the form of the ground for which a member is not rated."""
    title = _("{name} is not rated in {year}").format(name=shown.full_name, year=shown.year)
    grounds = [Option(code, words) for code, words in shown.grounds]
    fields = [
        Field("ground", _("Ground"), "choice", options=grounds, empty=_("another ground")),
        Field("own", _("Another ground, in own words")), Field("note", _("Note"), "lines"),
    ]  # fmt: skip

    def save(session: Session, given: dict[str, Any]) -> object:
        return reviews.leave_out(session, shown.id, given["ground"] or given["own"] or "", given["note"] or "").id

    return _spec(f"reviews.leave_out:{shown.id}", title, [Section("", fields)], save, {"note": shown.note})
