"""What Party age is reckoned of beside the events: the decision, a stated beginning, times outside, certificates."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from chibo_app.basics import clock
from chibo_app.basics.dates import PartialDate
from chibo_app.basics.errors import Refused
from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Problem
from chibo_app.models.base import change, create
from chibo_app.models.memberships import MembershipSpell
from chibo_app.models.party_age import PartyAgeCertificate, PartyAgeGap
from chibo_app.queries import records


def record_decision(session: Session, person_id: str, on: PartialDate | None, number: str, issuer: str) -> None:
    """Record the decision of the first admission: Party age counts from the day it was signed (Charter, 5.4)."""
    spell = _spells(session, person_id)[0]
    _refuse_future("admission_decision_date", on)
    change(
        spell, admission_decision_date=on, admission_decision_no=number, admission_decision_issuer=issuer
    )  # fmt: skip


def state_start(session: Session, person_id: str, on: PartialDate | None) -> None:
    """Keep the beginning a committee stated, for example in the decision on one admitted again; None takes it back."""
    _refuse_future("party_age_from", on)
    change(_spells(session, person_id)[-1], party_age_from=on)


def enter_gap(session: Session, person_id: str, **facts: Any) -> PartyAgeGap:
    """Enter a time outside Party life that no event of this book shows. `facts`: from_on, to_on, reason, decision."""
    gap = create(PartyAgeGap, person_id=person_id, **facts)
    _refuse_future("from_on", gap.from_on)
    session.add(gap)
    return gap


def edit_gap(session: Session, gap_id: str, **changes: Any) -> PartyAgeGap:
    """Correct such a time."""
    return change(records.get(session, PartyAgeGap, gap_id), **changes)


def remove_gap(session: Session, gap_id: str) -> None:
    """Take back a time entered by mistake."""
    session.delete(records.get(session, PartyAgeGap, gap_id))


def certify(session: Session, person_id: str, as_of: date, years: int, **facts: Any) -> PartyAgeCertificate:
    """Record a certificate of Party age. `facts`: months, number, issued_on, issuer, note."""
    certificate = create(PartyAgeCertificate, person_id=person_id, as_of=as_of, years=years, **facts)
    _refuse_future("as_of", PartialDate.of(as_of))
    session.add(certificate)
    return certificate


def edit_certificate(session: Session, certificate_id: str, **changes: Any) -> PartyAgeCertificate:
    """Correct a certificate."""
    return change(records.get(session, PartyAgeCertificate, certificate_id), **changes)


def remove_certificate(session: Session, certificate_id: str) -> None:
    """Take back a certificate entered by mistake."""
    session.delete(records.get(session, PartyAgeCertificate, certificate_id))


def _spells(session: Session, person_id: str) -> list[MembershipSpell]:
    query = select(MembershipSpell).where(MembershipSpell.person_id == person_id)
    found = list(session.exec(query.order_by(col(MembershipSpell.spell_no))).all())
    if not found:
        sentence = _("The admission of this person is not recorded yet; enter it on the page of the members.")
        raise Refused([Problem("", "no_admission", sentence)])
    return found


def _refuse_future(where: str, on: PartialDate | None) -> None:
    if on is not None and on.earliest() > clock.today():
        raise Refused([Problem(where, "day_to_come", _("This day has not come yet."))])
