"""The registers of people: the roll, probationers, those who left the Party, those who died."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from sqlalchemy import String, type_coerce
from sqlmodel import col, select

from chibo_app.basics.dates import PartialDate
from chibo_app.models.cases import PartyCase
from chibo_app.models.meetings import Vote
from chibo_app.models.memberships import MembershipEvent
from chibo_app.queries import exits, memberships
from chibo_app.queries.overrides import rulebook
from chibo_app.queries.register_lines import Code, Known, Look, RegisterLine, Value, by_id, day_of, grouped, known
from chibo_app.queries.rolls import Passage, Stay
from chibo_app.rules import catalogues, deadlines
from chibo_app.rules.kinds import CaseKind, EventKind, Standing
from chibo_app.rules.membership import EXIT_EVENTS
from chibo_app.rules.rulebook import NotInForce, Rulebook

_CAME_BACK = frozenset({EventKind.RESTORED, EventKind.RESUMED, EventKind.READMITTED})


def roll(look: Look) -> list[RegisterLine]:
    """Return the roll: everybody who stood on it, in the order of coming; who left keeps the line with its reason."""
    stays = look.stays
    facts = known(look.session, (stay.person_id for stay in stays), (one for stay in stays for one in _told(stay)))
    states = memberships.standings_on(look.session, look.cell_id, look.to_on)
    return [
        _roll_line(stay, facts, look.to_on, states[stay.person_id].standing)
        for stay in stays
        if stay.person_id in facts.people
    ]


def _told(stay: Stay) -> tuple[Passage | None, Passage | None]:
    """The passages whose events the roll writes about: a coming by transfer, and how the stay ended."""
    return stay.begun if stay.begun.kind is EventKind.TRANSFERRED_IN else None, stay.ended


def _roll_line(stay: Stay, facts: Known, on: date, standing: Standing) -> RegisterLine:
    ended = stay.ended if stay.ended and stay.ended.on <= on else None
    is_probationer = (ended.standing if ended else standing) is Standing.PROBATIONARY
    came, went = facts.event(stay.begun), facts.event(ended)
    values = facts.values(stay.person_id, ended.on if ended else on, is_probationer=is_probationer)
    values |= dict.fromkeys(_PASSAGES)
    if stay.begun.kind is EventKind.TRANSFERRED_IN:
        values |= {"moved_in_on": _day(stay.begun, came), "moved_in_from": came.other_side if came else ""}
    if ended is not None:
        values |= _going(ended, went, facts)
    values["cell_id"] = (ended or stay.begun).cell_id or ""
    values["note"] = Code("notes", stay.begun.kind.value) if stay.begun.kind in _CAME_BACK else ""
    return _line(f"{stay.person_id}/{stay.begun.on}", facts, stay.person_id, values, is_current=ended is None)


_PASSAGES = (
    "moved_out_on", "moved_out_to", "moved_in_on", "moved_in_from", "died_on", "death_cause", "exit_on", "exit_form",
)  # fmt: skip


def _going(ended: Passage, event: MembershipEvent | None, facts: Known) -> dict[str, Value]:
    day = _day(ended, event)
    if ended.kind is EventKind.DIED:
        return {"died_on": day, "death_cause": cause(event, facts.case(ended))}
    if ended.kind in EXIT_EVENTS:
        return {"exit_on": day, "exit_form": Code("exit_kinds", ended.kind.value)}
    return {"moved_out_on": day, "moved_out_to": event.other_side if event else Code("notes", "abroad")}


def _day(passage: Passage, event: MembershipEvent | None) -> PartialDate:
    return event.effective_on if event else PartialDate.of(passage.on)


def cause(event: MembershipEvent | None, case: PartyCase | None) -> str:
    """Return why somebody died: the entry of the catalogue, else what was written."""
    code = (event.ground_code if event else "") or (case.ground_code if case else "")
    entry = catalogues.entry("death_causes", code) if code else None
    return entry.text if entry else (event.note if event else "") or (case.reason if case else "")


def _line(
    line_id: str, facts: Known, person_id: str, values: dict[str, Value], *, is_current: bool = True, case_id: str = ""
) -> RegisterLine:
    person = facts.people[person_id]
    page = "cases" if case_id else "members"
    return RegisterLine(
        line_id, person.full_name, values, page, case_id or person_id, is_current, person.search_key
    )  # fmt: skip


def probationers(look: Look) -> list[RegisterLine]:
    """Return those on probation here in this time: their admission, their mentor, and how probation ended."""
    officials = _event_days(look, EventKind.BECAME_OFFICIAL)
    stays = [stay for stay in look.stays if stay.begun.standing is Standing.PROBATIONARY]
    stays = [stay for stay in stays if _is_probation_in(stay, officials.get(stay.person_id, ()), look)]
    facts = known(look.session, (stay.person_id for stay in stays), (stay.ended for stay in stays))
    reviews = _cases_of(look, list(facts.people), (CaseKind.RECOGNITION, CaseKind.REMOVAL))
    votes = by_id(look.session, Vote, (case.resolution_vote_id for case in reviews.values() if case.resolution_vote_id))
    rules = rulebook(look.session)
    return [
        _probationer(stay, facts, look, reviews.get(stay.person_id), votes, rules)
        for stay in stays
        if stay.person_id in facts.people
    ]


def _event_days(look: Look, kind: EventKind) -> dict[str, list[date]]:
    table = MembershipEvent.__table__  # type: ignore[attr-defined]
    query = select(table.c.person_id, type_coerce(table.c.effective_on, String)).where(table.c.kind == kind)
    days: dict[str, list[date]] = {}
    for person, iso in look.session.exec(query):
        day = day_of(iso)
        if day is not None:
            days.setdefault(person, []).append(day.earliest())
    return days


def _is_probation_in(stay: Stay, official_days: Sequence[date], look: Look) -> bool:
    """Say whether probation was still running when the time looked at begins."""
    ended = [day for day in official_days if day >= stay.begun.on]
    return look.is_whole_time or not ended or min(ended) >= look.from_on


def _cases_of(look: Look, ids: Sequence[str], kinds: Sequence[CaseKind]) -> dict[str, PartyCase]:
    """Return the newest case of some kinds of each person."""
    newest: dict[str, PartyCase] = {}
    for person, cases in grouped(look.session, PartyCase, "person_id", ids).items():
        fitting = [case for case in cases if case.kind in kinds and case.opened_on <= look.to_on]
        if fitting:
            newest[person] = max(fitting, key=lambda case: case.opened_on)
    return newest


def _probationer(
    stay: Stay, facts: Known, look: Look, case: PartyCase | None, votes: dict[str, Vote], rules: Rulebook
) -> RegisterLine:  # fmt: skip
    ended = stay.ended if stay.ended and stay.ended.on <= look.to_on else None
    on = ended.on if ended else look.to_on
    spell = facts.spell(stay.person_id, on)
    vote = votes.get(case.resolution_vote_id or "") if case else None
    values = facts.values(stay.person_id, on, is_probationer=True)
    values |= {
        "admission_decision_no": spell.admission_decision_no if spell else "",
        "admission_decision_issuer": spell.admission_decision_issuer if spell else "",
        "mentor": spell.mentor if spell else "",
        "probation_end": _probation_end(spell.admission_date if spell else None, rules),
        "resolution_on": (case.resolution_on if case else None) or "", "vote": vote_words(vote),
        "note": "", "cell_id": stay.begun.cell_id or "",
    }  # fmt: skip
    values |= _outcome(ended, facts, spell.official_decision_no if spell else "", values["official"], spell)
    is_current = ended is None and values["official"] is None
    case_id = case.id if case else ""
    return _line(f"{stay.person_id}/{stay.begun.on}", facts, stay.person_id, values, is_current=is_current,
                 case_id=case_id)  # fmt: skip


def _outcome(ended: Passage | None, facts: Known, number: str, official: Value, spell: object) -> dict[str, Value]:
    if official is not None:
        day = getattr(spell, "official_decision_date", None)
        return {"outcome": Code("outcomes", "official"), "outcome_no": number, "outcome_on": day or official}
    if ended is None:
        return {"outcome": None, "outcome_no": None, "outcome_on": None}
    case = facts.case(ended)
    day = (case.decision_on if case else None) or ended.on
    return {
        "outcome": Code("outcomes", ended.kind.value), "outcome_no": case.decision_no if case else "",
        "outcome_on": day,
    }  # fmt: skip


def _probation_end(admitted: PartialDate | None, rules: Rulebook) -> Value:
    day = admitted.exact() if admitted else None
    if day is None:
        return ""
    try:
        return deadlines.due("probation_end", day, rules).due_on
    except NotInForce:
        return ""


def vote_words(vote: Vote | None) -> str:
    """Return the result of a vote as a fraction of its base."""
    return f"{vote.yes}/{vote.base}" if vote else ""


def left_the_party(look: Look) -> list[RegisterLine]:
    """Return those who left the Party: form, reason, the three dated acts, what was taken back, complaint."""
    rows = sorted(
        exits.exits(look.session, look.cell_id, look.from_on, look.to_on), key=lambda row: (row.on, row.name_key)
    )
    facts = known(look.session, (row.person_id for row in rows))
    cases = by_id(look.session, PartyCase, (row.case_id for row in rows if row.case_id))
    query = select(PartyCase).where(PartyCase.kind == CaseKind.COMPLAINT, col(PartyCase.about_case_id).is_not(None))
    complaints = {case.about_case_id: case for case in look.session.exec(query).all()}
    restored = defaultdict[str, list[date]](list) | _event_days(look, EventKind.RESTORED)
    return [
        _exit_line(row, facts, cases, complaints, any(row.on < day <= look.to_on for day in restored[row.person_id]))
        for row in rows
        if row.person_id in facts.people
    ]


def _exit_line(
    row: exits.ExitRow, facts: Known, cases: dict[str, PartyCase], complaints: dict[str | None, PartyCase],
    is_restored: bool,
) -> RegisterLine:  # fmt: skip
    is_probationer = row.standing is Standing.PROBATIONARY
    values = facts.values(row.person_id, row.on, is_probationer=is_probationer)
    case, complaint = cases.get(row.case_id or ""), complaints.get(row.case_id or "-")
    result = complaint.complaint_result if complaint else None
    values |= {
        "official_or_standing": Code("standings", "probationary") if is_probationer else values["official"],
        "exit_form": Code("exit_kinds", row.form.value), "reason": row.reason,
        "resolution_on": row.resolution_on or "", "decision_no": row.decision_no, "decision_on": row.decision_on or "",
        "decision_issuer": row.decision_issuer, "announced_on": row.announced_on or "",
        "card_withdrawn_on": _withdrawn(row, case, values["card_number"]),
        "badge_withdrawn_on": (case.badge_withdrawn_on if case else None) or None,
        "dossier_sent_on": (case.dossier_sent_on if case else None) or "",
        "complaint_on": complaint.opened_on if complaint else None,
        "complaint_result": Code("complaint_results", result.value) if result else None,
        "note": row.note or (Code("notes", "restored") if is_restored else ""),
        "cell_id": row.cell_id or "",
    }  # fmt: skip
    return _line(row.event_id, facts, row.person_id, values, is_current=False, case_id=row.case_id or "")


def _withdrawn(row: exits.ExitRow, case: PartyCase | None, card: Value) -> Value:
    if row.card_withdrawn_on:
        return row.card_withdrawn_on
    if case is not None and case.not_recovered_reason:
        return case.not_recovered_reason
    return "" if card else None


def deaths(look: Look) -> list[RegisterLine]:
    """Return those who died as members."""
    gone = look.passages(lambda passage: passage.kind is EventKind.DIED and not passage.is_coming)
    facts = known(look.session, (passage.person_id for passage in gone), gone)
    return [_death(passage, facts) for passage in gone if passage.person_id in facts.people]


def _death(passage: Passage, facts: Known) -> RegisterLine:
    event, case = facts.event(passage), facts.case(passage)
    values = facts.values(
        passage.person_id, passage.on, is_probationer=passage.standing is Standing.PROBATIONARY
    )  # fmt: skip
    values |= {
        "died_on": _day(passage, event), "death_cause": cause(event, case),
        "dossier_sent_on": (case.dossier_sent_on if case else None) or "", "note": "",
        "cell_id": passage.cell_id or "",
    }  # fmt: skip
    case_id = case.id if case else ""
    return _line(event.id if event else passage.person_id, facts, passage.person_id, values, is_current=False,
                 case_id=case_id)  # fmt: skip
