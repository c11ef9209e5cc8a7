"""The figures of a meeting in the words of the minutes; they grow beside the screen with every answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chibo_app.basics import dates, numbers
from chibo_app.basics.i18n import _
from chibo_app.rules import labels, voting
from chibo_app.ui.kit.detail import Detail, Line, Part
from chibo_app.ui.pages import meetings_words as words

if TYPE_CHECKING:
    from chibo_app.queries.meetings import MeetingDetail, VoteRow
    from chibo_app.queries.roll_calls import MeetingFigures
    from chibo_app.rules.rulebook import Rulebook


def picture(meeting: MeetingDetail, rules: Rulebook) -> Detail:
    """Return the opening of the minutes and every figure in it, as the roll call stands now."""
    parts = [
        Part(_("Opening"), _opening(meeting)),
        Part(_("Members"), _members(meeting.figures)),
        Part(_("Present and absent"), _presence(meeting.figures)),
        Part(_("Votes"), _votes(meeting, rules)),
        Part(_("Length and score"), _length_and_score(meeting.figures)),
        Part(_("Please look at"), [Line("", problem.sentence, "warning") for problem in meeting.figures.problems]),
    ]
    return Detail(_("In the minutes"), "", parts)


def _opening(meeting: MeetingDetail) -> list[Line]:
    facts = meeting.facts
    begun = _("{time} on {day}").format(time=facts.starts_at, day=dates.show(facts.held_on))
    return [
        Line(_("Begun at"), begun if facts.starts_at else dates.show(facts.held_on)),
        Line(_("Place"), facts.location),
        Line(_("Chair"), meeting.chair),
        Line(_("Minute taker"), meeting.minute_taker),
        Line(_("Guests"), "; ".join(_guest(guest.name, guest.title) for guest in meeting.guests)),
    ]


def _guest(name: str, title: str) -> str:
    return f"{name}, {title}" if title else name


def _members(figures: MeetingFigures) -> list[Line]:
    count = figures.count
    return [
        Line(_("Members"), words.split(count.members)),
        Line(_("Exempt from meetings"), numbers.padded(count.exempt.total)),
        Line(_("Temporarily elsewhere"), numbers.padded(count.temporarily_away.total)),
        Line(_("Temporarily here"), numbers.padded(figures.temporary_guests)),
        Line(
            _("Suspended or otherwise not called"),
            numbers.padded(count.not_convened_otherwise.total) if count.not_convened_otherwise.total else "",
        ),
        Line(_("Convened"), words.split(count.convened)),
    ]


def _presence(figures: MeetingFigures) -> list[Line]:
    count = figures.count
    excused = [_reason(*one) for one in figures.absent_excused]
    return [
        Line(_("Present"), words.split(count.present)),
        Line(_("Share present"), count.share_text),
        Line(_("Absent with reason"), _named(count.absent_excused.total, excused)),
        Line(_("Absent without reason"), _named(count.absent_unexcused.total, list(figures.absent_unexcused))),
        Line(_("Came although not called"), _some(count.came_without_duty)),
        Line(_("Temporary guests present"), _some(figures.present_temporary)),
        Line(_("Not yet marked"), _some(count.unmarked.total), "warning"),
    ]


def _some(count: int) -> str:
    return numbers.padded(count) if count else ""


def _reason(name: str, reason: str) -> str:
    return f"{name} ({reason})" if reason else name


def _named(count: int, names: list[str]) -> str:
    return f"{numbers.padded(count)}: {'; '.join(names)}" if names else numbers.padded(count)


def _votes(meeting: MeetingDetail, rules: Rulebook) -> list[Line]:
    figures = meeting.figures
    lines = [
        Line(_("Base of votes"), _("{base} official members; a resolution passes from {needed} votes").format(
            base=figures.base.size, needed=figures.needed
        )),
    ]  # fmt: skip
    return lines + [
        Line(vote_name(vote), vote_result(vote, meeting, rules), "good" if vote.is_passed else "warning")
        for vote in meeting.votes
    ]


def vote_name(vote: VoteRow) -> str:
    """Return the subject of a vote, with its round where there was more than one."""
    if vote.round_no == 1:
        return vote.subject
    return _("{subject} (round {round})").format(subject=vote.subject, round=vote.round_no)


def vote_result(vote: VoteRow, meeting: MeetingDetail, rules: Rulebook) -> str:
    """Return the share a vote reached and what it means."""
    on = meeting.facts.held_on
    result = voting.judge(vote.matter, vote.base, vote.yes, vote.no, vote.abstain, on, rules)
    verdict = _("passed") if vote.is_passed else _("not passed")
    return f"{result.share_text} – {verdict} ({labels.ballot(vote.ballot)})"


def vote_sentence(vote: VoteRow, meeting: MeetingDetail, rules: Rulebook) -> str:
    """Return the whole sentence about a vote."""
    on = meeting.facts.held_on
    return voting.judge(vote.matter, vote.base, vote.yes, vote.no, vote.abstain, on, rules).sentence


def length(figures: MeetingFigures) -> str:
    """Return how long the meeting was and how long it had to be."""
    if figures.duration is None:
        return ""
    if figures.required is None:
        return _("{minutes} minutes").format(minutes=figures.duration)
    return _("{minutes} minutes (required {required})").format(minutes=figures.duration, required=figures.required)


def score(figures: MeetingFigures) -> str:
    """Return the points and, when none is missing, the level."""
    if not figures.score.total:
        return ""
    points = _("{points} points").format(points=figures.score.total_text)
    return f"{points} – {figures.score.label}" if figures.score.label else points


def _length_and_score(figures: MeetingFigures) -> list[Line]:
    return [
        Line(_("Length"), length(figures), "warning" if figures.shortfall else ""),
        Line(_("Own score"), score(figures)),
    ]
