"""What stands beside the list of reviews: one review with its ratings, points and votes, or the year as a whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from chibo_app.basics import dates
from chibo_app.basics.i18n import _
from chibo_app.queries import labels
from chibo_app.queries import reviews as questions
from chibo_app.rules.kinds import Rating, Scorer
from chibo_app.rules.review_ballots import LEVELS
from chibo_app.rules.reviews import GRADE
from chibo_app.ui.kit.detail import Detail, Line, Part

if TYPE_CHECKING:
    from chibo_app.queries.reviews import RatingCounts, ReviewDetail, ReviewRow, VoteRow
    from chibo_app.rules.rating_cap import Cap
    from chibo_app.ui.pages.reviews import ReviewsPage

Verbs = list[tuple[str, Callable[[], object]]]


def short(rating: Rating | None) -> str:
    """Return a level in one word, for a column."""
    words = {
        Rating.EXCELLENT: _("excellently"), Rating.GOOD: _("well"), Rating.COMPLETED: _("completed"),
        Rating.NOT_COMPLETED: _("not completed"),
    }  # fmt: skip
    return words[rating] if rating else ""


def missing(row: ReviewRow) -> str:
    """Return what a review still lacks, or why the member is not rated."""
    if not row.is_rated:
        return _("not rated: {ground}").format(ground=row.not_rated_title)
    return ", ".join(questions.missing_text(code) for code in row.missing)


def of_review(page: ReviewsPage, shown: ReviewDetail, row: ReviewRow, counts: RatingCounts, files: Part) -> Detail:
    """Return the picture of one review."""
    subtitle = _("Review of {year} · {form}").format(year=shown.year, form=shown.form.code)
    if not row.is_rated:
        return Detail(shown.full_name, subtitle, [_not_rated(page, shown, row), files])
    parts = [
        _state(page, shown, row), *_warnings(shown), *([_points(page, shown)] if shown.frame else []),
        *_votes(page, shown), _cap_part(counts), _decision(page, shown), _remarks(page, shown), *_sections(page, shown),
        files,
    ]  # fmt: skip
    return Detail(shown.full_name, subtitle, parts)


def _not_rated(page: ReviewsPage, shown: ReviewDetail, row: ReviewRow) -> Part:
    from chibo_app.actions import reviews

    label = _("{name} is rated after all").format(name=shown.full_name)
    back = partial(page.act, label, lambda session: reviews.take_in(session, shown.id))
    return Part("", [Line(_("Not rated"), row.not_rated_title, "warning"), Line(_("Note"), shown.note)],
                verbs=[(_("Rated after all"), back)])  # fmt: skip


def _title(shown: ReviewDetail, rating: Rating | None) -> str:
    return next((one.title for one in shown.levels if one.rating is rating), "")


def _state(page: ReviewsPage, shown: ReviewDetail, row: ReviewRow) -> Part:
    lines = [
        Line(_("Written on"), dates.show(shown.written_on)),
        Line(_("Self rating"), _title(shown, shown.self_rating)),
        Line(_("The cell proposes"), _title(shown, shown.cell_rating)),
        Line(_("The committee decided"), _title(shown, shown.committee_rating)),
        Line(_("Announced on"), dates.show(shown.announced_on)),
        Line(_("Still missing"), missing(row) or _("nothing"), "warning" if row.missing else "good"),
    ]
    verbs: Verbs = [
        (_("Write the review …"), page.write), (_("Self rating …"), partial(page.open, "self")),
        (_("Vote …"), page.vote), (_("Print"), page.print_one),
        (_("Remarks, form …"), partial(page.open, "remarks")),
    ]  # fmt: skip
    if shown.person_id:
        verbs.append((_("Not rated this year …"), partial(page.open, "leave_out")))
        verbs.append((_("Pledge of the next year"), partial(_next_pledge, page, shown)))
    verbs.append((_("Take out"), partial(_remove, page, shown)))
    return Part("", lines, verbs=verbs)


def _remove(page: ReviewsPage, shown: ReviewDetail) -> None:
    from chibo_app.actions import reviews

    label = _("Take out the review of {name}").format(name=shown.full_name)
    question = _("Take out the review of {name} with all that is written in it?").format(name=shown.full_name)
    page.act(label, lambda session: reviews.remove(session, shown.id), question)


def _next_pledge(page: ReviewsPage, shown: ReviewDetail) -> None:
    from chibo_app.actions import review_follow_up

    label = _("Begin the pledge of {year} of {name}").format(year=shown.year + 1, name=shown.full_name)
    page.act(label, lambda session: review_follow_up.next_pledge(session, shown.id).id)


def _warnings(shown: ReviewDetail) -> list[Part]:
    if not shown.problems:
        return []
    return [Part("", [Line("", problem.sentence, "warning") for problem in shown.problems])]


def _points(page: ReviewsPage, shown: ReviewDetail) -> Part:
    lines = []
    for giver in Scorer:
        found = shown.sums.get(giver)
        left = _("{count} criteria without points yet").format(count=found.open_count) if found else ""
        words = " · ".join(part for part in (found.text, left if found.open_count else "") if part) if found else ""
        lines.append(Line(labels.heading(giver), words))
    verbs: Verbs = [
        (_("Points of the member …"), partial(page.open, f"points.{Scorer.MEMBER.value}")),
        (_("Points of the cell …"), partial(page.open, f"points.{Scorer.CELL.value}")),
        (_("Points of the committee …"), partial(page.open, f"points.{Scorer.COMMITTEE.value}")),
    ]
    return Part(_("Points (100)"), lines, verbs=verbs)


def _votes(page: ReviewsPage, shown: ReviewDetail) -> list[Part]:
    if not shown.votes:
        verbs: Verbs = [(_("The vote stands on paper …"), partial(page.open, "proposal"))]
        return [Part(_("Vote of the cell"), [Line("", _("The cell has not voted yet."))], verbs=verbs)]
    return [_vote(page, shown, vote, is_last=vote is shown.votes[-1]) for vote in shown.votes]


def _vote(page: ReviewsPage, shown: ReviewDetail, vote: VoteRow, *, is_last: bool) -> Part:
    from chibo_app.actions import reviews

    papers = [
        _("issued {count}").format(count=vote.issued) if vote.issued is not None else "",
        _("returned {count}").format(count=vote.returned) if vote.returned is not None else "",
        _("invalid {count}").format(count=vote.invalid) if vote.returned is not None else "",
    ]
    lines = [
        Line(_("Day of the vote"), dates.show(vote.voted_on)),
        Line(_("Official members convened (base)"), str(vote.base)),
        Line(_("Papers (ballot)"), ", ".join(filter(None, papers))),
        *(Line(_title(shown, one.rating), one.text) for one in vote.result.shares),
        Line(_("Result"), vote.result.sentence, "good" if vote.result.rating else "warning"),
        Line(_("Counting team"), vote.tally_team), Line(_("Note"), vote.note),
    ]  # fmt: skip
    verbs: Verbs = []
    if is_last:
        if vote.result.outcome == "vote_again":
            verbs.append((_("Next round …"), page.vote))
        label = _("Take back a ballot on {name}").format(name=shown.full_name)
        question = _("Take back round {number} of the vote?").format(number=vote.round_no)
        verbs.append((_("Take back this ballot"), partial(
            page.act, label, lambda session: reviews.remove_ballot(session, vote.id), question
        )))  # fmt: skip
    return Part(_("Vote of the cell, round {number}").format(number=vote.round_no), lines, verbs=verbs)


def _cap_part(counts: RatingCounts) -> Part:
    return Part(_("How many may stand at the top level"), cap_lines(counts))


def cap_lines(counts: RatingCounts) -> list[Line]:
    """Return the reckoning of the top level: foreseen, by the votes so far, its source and the note on small cells."""
    voted = any(rating for rating in counts.cell_rated if rating)
    cap: Cap = counts.cap if voted else counts.foreseen
    tone = "warning" if voted and cap.is_exceeded else ""
    lines = [Line(_("At most"), _("{count} members").format(count=cap.most), tone), Line(_("Reckoned"), cap.sentence)]
    if voted:
        said = _("{count} proposed by the cell").format(count=cap.chosen)
        lines.append(Line(_("At the top level now"), said, tone))
    source = (
        cap.rule.source
        if cap.rule.is_verified
        else _("{source} (not seen in the official text; committees differ)").format(source=cap.rule.source)
    )
    return [*lines, Line(_("Small cells"), cap.pooling_note), Line(_("Source"), source)]


def _decision(page: ReviewsPage, shown: ReviewDetail) -> Part:
    from chibo_app.actions import reviews

    lines = [
        Line(_("Level decided"), _title(shown, shown.committee_rating)),
        Line(_("Decided on"), dates.show(shown.decision_on)), Line(_("Number of the decision"), shown.decision_no),
        Line(_("Decided by"), shown.decision_issuer), Line(_("Announced on"), dates.show(shown.announced_on)),
    ]  # fmt: skip
    verbs: Verbs = [(_("Decision …"), partial(page.decide, (shown.id,)))]
    if shown.committee_rating:
        label = _("Take back the decision on {name}").format(name=shown.full_name)
        back = partial(page.act, label, lambda session: reviews.take_back_decision(session, shown.id),
                       _("Take back the decision, entered by mistake?"))  # fmt: skip
        verbs += [(_("Announced …"), partial(page.announce, (shown.id,))), (_("Take back the decision"), back)]
        if shown.person_id:
            verbs.append((_("Notice to the member"), partial(
                page.show_paper, "review_notice", _("Notice to the member"), (shown.id,), shown.cell_id
            )))  # fmt: skip
    return Part(_("Decision of the committee above"), lines, verbs=verbs)


def _remarks(page: ReviewsPage, shown: ReviewDetail) -> Part:
    lines = [
        Line(_("Remark of the cell committee"), shown.committee_comment),
        Line(_("Remark of the place of residence"), shown.residence_remark),
        Line(_("Rating as civil servant, by the member"), shown.state_rating),
        Line(_("Remark of the head of the office"), shown.employer_comment),
        Line(_("Rating by the head of the office"), shown.employer_rating), Line(_("Note"), shown.note),
    ]  # fmt: skip
    return Part(_("Remarks"), lines, verbs=[(_("Edit"), partial(page.open, "remarks"))])


def _sections(page: ReviewsPage, shown: ReviewDetail) -> list[Part]:
    grades = dict(shown.grades)
    parts = []
    for section in shown.form.sections:
        if section.key:
            grade = grades.get(shown.texts.get(section.key + GRADE, ""), "")
            lines = [Line("", shown.texts.get(section.key, "")), Line(_("Grade"), grade)]
            parts.append(Part(section.title, lines))
    head = Part(_("Written review"), [], verbs=[(_("Write the review …"), page.write)])
    return [head, *(part for part in parts if any(line.value for line in part.lines))]


# the year


def of_year(page: ReviewsPage, found: Sequence[tuple[str, RatingCounts]]) -> Detail:
    """Return the figures, the reckoning and the papers of a year."""
    names = page.cell_names() if len(found) > 1 else {}
    parts: list[Part] = []
    for cell_id, counts in found:
        parts += [Part("", [Line(_("Cell"), names[cell_id])])] if names else []
        parts += _year_of_cell(page, cell_id, counts)
    return Detail(_("Reviews of {year}").format(year=page.year), "", parts)


def _year_of_cell(page: ReviewsPage, cell_id: str, counts: RatingCounts) -> list[Part]:
    figures = [
        Line(_("Members on the list"), str(counts.total)), Line(_("To be rated"), str(counts.rated)),
        Line(_("Not rated"), str(counts.total - counts.rated)),
        *(Line(labels.heading(level), _three(level, counts)) for level in LEVELS),
    ]  # fmt: skip
    verbs: Verbs = [
        (_("Decision on all …"), partial(page.decide, (), cell_id)),
        (_("Announced to all …"), partial(page.announce, (), cell_id)),
        (_("Close the year …"), partial(page.close_year, cell_id)),
    ]  # fmt: skip
    papers: Verbs = [
        (title, partial(page.show_paper, paper, title, (), cell_id)) for paper, title in _papers(page.year).items()
    ]
    return [
        Part(_("In figures: self · cell · committee"), figures, verbs=verbs), _cap_part(counts),
        Part(_("Papers of the year"), [], verbs=papers),
    ]  # fmt: skip


def _three(level: Rating, counts: RatingCounts) -> str:
    by: Sequence[Mapping[Rating | None, int]] = (counts.self_rated, counts.cell_rated, counts.committee_rated)
    return " · ".join(str(one.get(level, 0)) for one in by)


def _papers(year: int) -> dict[str, str]:
    return {
        "review_collective": _("Review of the cell"), "review_member": _("Reviews of all members"),
        "review_ballot": _("Ballot papers"), "review_tally": _("Minutes of the counting"),
        "review_summary": _("Summary table"), "review_report": _("Report on the ratings"),
        "review_notice": _("Notices to all"), "commendation_submission": _("Submission for commendations"),
    }  # fmt: skip
