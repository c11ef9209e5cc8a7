"""The values a paper of a case fills into its sentences; what nobody entered becomes dots to write on."""

from __future__ import annotations

from datetime import date

from chibo_app.basics import dates
from chibo_app.basics.dates import PartialDate
from chibo_app.basics.numbers import padded
from chibo_app.documents import case_blocks, parts, wording
from chibo_app.queries.case_papers import CasePaperFacts, CitedRegulation, MeetingOfCase
from chibo_app.queries.meeting_papers import Vote

_SAY = "case_forms"
# The dates a case may carry, by the name its papers use; a missing one leaves room for day, month and year.
_DAYS = (
    "opened", "violation", "from", "to", "application", "violation_checked", "heard", "resolution", "sent_up",
    "decision", "decision_received", "effective", "announced", "delivered", "card_withdrawn", "badge_withdrawn",
    "dossier_sent", "meeting", "earlier", "request",
)  # fmt: skip


def known(facts: CasePaperFacts) -> dict[str, str]:
    """Return every value that is known, by the name the sentences use."""
    say, head = wording.load(_SAY), facts.letterhead
    values = {
        "cell": head.cell_name, "committee": parts.committee(head), "place": head.place, "secretary": head.signer_name,
        "secretary_post": head.signer_post, "day": dates.long_date(head.on), "year": str(head.on.year),
        "ground": parts.bare(facts.ground), "reason": facts.reason, "form": say.worded("forms", facts.form),
        "upper_parent": facts.upper_parent, "issuer": facts.decision.issuer,
        "earlier_title": facts.earlier.title, "earlier_no": facts.earlier.number,
        "earlier_issuer": facts.earlier.issuer, "number": str(facts.request_number or ""),
        "exemption": say("reduced" if facts.is_reduced_only else "exempted"),
        "cell_caps": head.cell_name.upper(), "issuer_caps": facts.body.upper(),
    }  # fmt: skip
    values |= {name: value for name, value in facts.words if value}
    values |= _member(facts) | _days(facts) | _meeting(facts.meeting) | _votes(facts)
    values |= _about(facts) | _marks(facts)
    values |= _spans(values) | {"no_words": _against(facts), "below_share": _below_share(facts)}
    values |= {one.topic: _cited(one) for one in facts.regulations}
    if facts.complaint:
        values |= {"complaint_term": case_blocks.term(facts.complaint), "complaint_to": facts.complaint.to}
    return {name: value for name, value in values.items() if value}


def _about(facts: CasePaperFacts) -> dict[str, str]:
    """Return what the case is about, in the words its papers need."""
    say = wording.load(_SAY)
    ground, reason = parts.bare(facts.ground), facts.reason.strip()
    both = "\n".join(part for part in (parts.sentence(ground), reason) if part)
    return {
        "ground_or_reason": both, "about": both,
        "violation_about": parts.inside(ground) if ground else say("unnamed_violation"),
        "matter_words": say.worded("matters", facts.matter), "exit_words": say.worded("exits", facts.kind),
        "transfer_words": say.worded("transfers", dict(facts.words).get("transfer_kind", "")),
        "posts_or_member": facts.member.posts or say("ordinary_member"),
    }  # fmt: skip


def _marks(facts: CasePaperFacts) -> dict[str, str]:
    """Return what is only asked for, never printed: which request this is, whether any was sent."""
    is_later = facts.request_number > 1 and bool(facts.requests)
    return {
        "request_2": "+" * is_later, "request_3": "+" * (facts.request_number > 2),
        "requests_sent": "+" * bool(facts.requests),
        "short": "+" * (bool(facts.rounds) and not facts.rounds[-1].vote.is_passed),
    }  # fmt: skip


def _spans(values: dict[str, str]) -> dict[str, str]:
    """Return times made of two days."""
    say = wording.load(_SAY)
    first, last = values.get("from_day", ""), values.get("to_day", "")
    told = {"from_or_decision": first or values.get("decision_day", "") or room("day")}
    key = "span" if last or not first else "span_open"
    return told | {"exemption_time": say(key, from_day=first or room("day"), to_day=last or room("day"))}


def _cited(one: CitedRegulation) -> str:
    """Cite a regulation as a Party document does at its first mention."""
    say = wording.load(_SAY)
    day = say("cited_day", day=dates.show(one.on)) if one.on else ""
    return say("cited", type=one.type, number=one.number, day=day, issuer=one.issuer, title=one.title)


def room(name: str) -> str:
    """Return the dots for a value nobody entered: a date has room for its three parts."""
    say = wording.load(_SAY)
    if name.endswith("_day") or name == "day":
        return parts.begun(say("blank_day")) if name[0].isupper() else say("blank_day")
    if name.endswith("hour"):
        return say("blank_hour")
    if name == "issuer_caps":
        return say("blank_organ")
    return say("blank_short" if name in say.list("short") else "blank")


def _member(facts: CasePaperFacts) -> dict[str, str]:
    say, member = wording.load(_SAY), facts.member
    badge = say("badge", years=str(member.badge_years), number=member.badge_number) if member.badge_years else ""
    return {
        "name": member.name, "standing": say.worded("standings", member.standing) if member.name else "",
        "gender": say.worded("genders", member.gender), "birth": dates.show(member.birth),
        "birth_name": member.birth_name or member.name, "birth_place": member.birth_place,
        "hometown": member.hometown, "residence": member.residence, "occupation": member.occupation,
        "posts": member.posts, "admitted": dates.show(member.admitted), "official": dates.show(member.official),
        "card": member.card_number, "dossier": member.dossier_number, "ethnic": member.ethnic_group,
        "religion": member.religion, "education": member.education, "theory": member.political_theory,
        "way_in": say("readmitted" if member.is_readmitted else "admitted"), "work_unit": member.work_unit,
        "admitted_at": member.admitted_at, "official_at": member.official_at,
        "badge": badge.strip() or member.badge_number,
    }  # fmt: skip


def _days(facts: CasePaperFacts) -> dict[str, str]:
    found: dict[str, date | PartialDate] = dict(facts.days)
    if facts.meeting or "resolution" in found:  # a resolution without its meeting in the book was passed at one
        found["meeting"] = facts.meeting.on if facts.meeting else found["resolution"]
    if facts.earlier.on:
        found["earlier"] = facts.earlier.on
    if facts.request_number and facts.request_number <= len(facts.requests):
        found["request"] = facts.requests[facts.request_number - 1].on
    told = {f"{name}_day": _day(found[name]) for name in _DAYS if name in found}
    told |= {parts.begun(name): parts.begun(day) for name, day in told.items()}
    return told | {f"{name}_date": dates.show(found[name]) for name in _DAYS if name in found}


def _day(value: date | PartialDate) -> str:
    exact = value.exact() if isinstance(value, PartialDate) else value
    return dates.long_date(exact) if exact else dates.show(value)


def _meeting(held: MeetingOfCase | None) -> dict[str, str]:
    if held is None:
        return {}
    say, counts = wording.load(_SAY), held.counts
    values = {
        "hour": parts.hour(held.started) if held.started else "",
        "ended_hour": parts.hour(held.ended) if held.ended else "",
        "location": parts.bare(held.location), "chair": held.chair, "chair_post": held.chair_post,
        "clerk": held.minute_taker, "presenter": held.presenter, "summary": held.summary,
        "conclusion": held.conclusion, "teller_head": held.tellers[0] if held.tellers else "",
        "tellers": "; ".join(say("teller", name=name) for name in held.tellers[1:]),
        "total": padded(counts.total), "official_total": padded(counts.official),
        "probationary_total": padded(counts.probationary),
    }  # fmt: skip
    if counts.is_taken:
        away = counts.total - counts.present
        values |= {
            "present": padded(counts.present), "present_official": padded(counts.present_official),
            "present_probationary": padded(counts.present_probationary), "absent": padded(away),
            "absent_official": padded(counts.official - counts.present_official),
            "absent_probationary": padded(counts.probationary - counts.present_probationary),
            "absent_reasons": case_blocks.people(counts.absent).removeprefix(": ") or say("nobody"),
        }  # fmt: skip
    return values


def _votes(facts: CasePaperFacts) -> dict[str, str]:
    if not facts.rounds:
        return {}
    say, vote = wording.load(_SAY), facts.rounds[-1].vote
    return {
        "base": padded(vote.base), "needed": padded(vote.needed), "rounds": str(len(facts.rounds)),
        "yes": padded(vote.yes), "yes_share": parts.share(vote.yes, vote.base), "no": padded(vote.no),
        "no_share": parts.share(vote.no, vote.base), "no_reason": vote.no_reason, "abstain": padded(vote.abstain),
        "method": say.worded("methods", vote.method), "passed": _passed(vote),
    }  # fmt: skip


def _against(facts: CasePaperFacts) -> str:
    """Return who did not agree, in full: the reason has room to write where somebody was against."""
    say = wording.load(_SAY)
    if not facts.rounds:
        return say("no_words_blank", blank=say("blank"))
    vote = facts.rounds[-1].vote
    reason = say("no_words_reason", reason=parts.bare(vote.no_reason) or say("blank")) if vote.no else ""
    abstain = say("no_words_abstain", abstain=vote.abstain) if vote.abstain else ""
    return say("no_words", no=vote.no, no_share=parts.share(vote.no, vote.base), reason=reason, abstain=abstain)


def _below_share(facts: CasePaperFacts) -> str:
    return wording.load(_SAY)("below_share", committee=parts.committee(facts.letterhead))


def _passed(vote: Vote) -> str:
    return wording.load(_SAY)("reached" if vote.is_passed else "not_reached", needed=vote.needed)
