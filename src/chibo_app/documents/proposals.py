"""The cell's proposals: removal from the roll, expulsion, dismissal, voluntary leave (documents.md 3g–3i)."""

from __future__ import annotations

from dataclasses import replace

from chibo_app.basics import dates
from chibo_app.documents import case_blocks, parts, wording
from chibo_app.documents.blocks import Bases, Block, Paper, Para, Title
from chibo_app.queries.case_papers import ProposalFacts

_SAY = "cases"


def build(facts: ProposalFacts) -> Paper:
    """Return the resolution or report proposing what the case is about."""
    say, head, kind = wording.load(_SAY), facts.letterhead, facts.kind
    title, subject = say(f"{kind}.title"), say(f"{kind}.subject")
    blocks: list[Block] = [parts.issued_head(head, say(f"{kind}.symbol")), Title(title, subject)]
    blocks.append(Bases(facts.bases or _usual_bases(facts)))
    blocks += [Para(line) for line in _meeting(facts)]
    blocks += _sections(facts)
    blocks += case_blocks.attachments(facts)
    blocks.append(parts.report_signatures(head, _recipients(facts)))
    return parts.titled(head, blocks, parts.file_name(say(f"{kind}.file"), facts.member.name, head.on))


def _recipients(facts: ProposalFacts) -> tuple[str, ...]:
    """Return who else receives the proposal: the inspection committee above, for discipline."""
    say, above = wording.load(_SAY), parts.committee(facts.letterhead)
    listed = say.sentences[facts.kind].get("recipients", ())
    return tuple(str(line).format(committee=above) for line in listed) if above else ()


def _sections(facts: ProposalFacts) -> list[Block]:
    """Return the parts that have content, numbered without a gap."""
    say = wording.load(_SAY)
    sections: list[tuple[str, list[Block]]] = [
        ("about", case_blocks.person(facts)), ("grounds", _grounds(facts)), ("process", _process(facts)),
        ("vote", case_blocks.voted(facts.votes, facts.base)), ("request", [Para(_request(facts))]),
        ("rights", case_blocks.rights_of(facts.complaint, facts.kind)),
    ]  # fmt: skip
    titles = {"rights": say("rights_head")}
    return parts.sections((titles.get(key) or say(f"{facts.kind}.{key}"), content) for key, content in sections)


def _usual_bases(facts: ProposalFacts) -> tuple[str, ...]:
    day = dates.long_date(facts.meeting_on)
    return tuple(line.format(day=day) for line in wording.load(_SAY).list(f"{facts.kind}.bases"))


def _meeting(facts: ProposalFacts) -> list[str]:
    say, counts = wording.load(_SAY), facts.attendance
    day = dates.long_date(facts.meeting_on)
    purpose = say(f"{facts.kind}.purpose", name=facts.member.name)
    opened = "opened" if facts.location else "opened_without_place"
    return [
        say(opened, day=day[:1].upper() + day[1:], location=parts.bare(facts.location), purpose=purpose),
        say("counts", total=counts.total, official=counts.official, probationary=counts.probationary),
        say(
            "present", present=counts.present, convened=counts.convened, official=counts.present_official,
            probationary=counts.present_probationary,
        ),
        say(
            "absent", count=len(counts.excused) + len(counts.unexcused),
            names=parts.names((*counts.excused, *(replace(who, reason=say("unexcused")) for who in counts.unexcused))),
        ),
        say("chair", name=facts.chair, post=f", {facts.chair_post}" if facts.chair_post else ""),
        say("minute_taker", name=facts.minute_taker),
    ]  # fmt: skip


def _grounds(facts: ProposalFacts) -> list[Block]:
    blocks: list[Block] = []
    for ground in facts.grounds:
        blocks += parts.paras(ground, "- ")
    return [*blocks, *parts.paras(facts.background)]


def _process(facts: ProposalFacts) -> list[Block]:
    say = wording.load(_SAY)
    blocks: list[Block] = []
    if facts.application_on:
        blocks.append(Para(say("application", day=dates.long_date(facts.application_on))))
    if facts.is_clear_of_violation is not None:
        blocks.append(Para(say("clear" if facts.is_clear_of_violation else "not_clear")))
    if facts.kind == "removal" or facts.requests:
        blocks += _requests(facts)
    blocks += parts.paras(facts.process)
    if facts.attitude:
        blocks.append(Para(say("attitude", text=parts.sentence(facts.attitude))))
    return blocks


def _requests(facts: ProposalFacts) -> list[Block]:
    say = wording.load(_SAY)
    why: list[Block] = []
    if facts.explanation:
        why = [Para(say("explanation", text=parts.sentence(facts.explanation)))]
    if not facts.requests:
        return [Para(say("no_request")), *why]
    return [Para(say("request_head", count=len(facts.requests))), *case_blocks.requests(facts.requests), *why]


def _request(facts: ProposalFacts) -> str:
    say = wording.load(_SAY)
    committee = parts.committee(facts.letterhead) or say("committee_unnamed")
    if facts.votes and not facts.votes[-1].is_passed:
        return say("below_share", committee=committee)
    return say(f"{facts.kind}.proposal", committee=committee, name=facts.member.name)
