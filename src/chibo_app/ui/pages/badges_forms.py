"""Forms about Party age and badges: decision, beginning, times outside, certificate, proposal, presenting."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlmodel import Session

from chibo_app.actions import badges, party_age
from chibo_app.basics import clock
from chibo_app.basics.dates import PartialDate
from chibo_app.basics.i18n import _
from chibo_app.queries.party_age import BadgeRow, CertificateRow, GapRow
from chibo_app.rules.badges import Round
from chibo_app.ui.kit.fields import Explanations, Field, FormSpec, Option, Section, Values
from chibo_app.ui.pages import badges_words as words

Save = Callable[[Session, dict[str, Any], Explanations], object]


def spec(
    key: str, title: str, fields: Sequence[Field], save: Save, label: str, values: Mapping[str, object] | None = None
) -> FormSpec:
    """Return a form of one section whose act has a fixed name."""

    def keep(session: Session, given: Values, explanations: Explanations) -> object:
        return save(session, dict(given), explanations)

    return FormSpec(
        key=key, title=title, sections=[Section("", fields)], save=keep, label=lambda _values: label,
        values=values or {},
    )  # fmt: skip


def kinds(years: Sequence[int]) -> list[Option]:
    """Return badges to choose from."""
    return [Option(str(one), words.kind(one)) for one in years]


# Party age


def decision(person_id: str, name: str, known: Mapping[str, object]) -> FormSpec:
    """Return the form of the admission decision."""
    return spec(
        f"badges.decision:{person_id}", _("Admission decision of {name}").format(name=name),
        [
            Field("on", _("Signed on"), "date", required=True,
                  help=_("Party age counts from the day the admission decision was signed, not from the ceremony.")),
            Field("number", _("Number of the decision")),
            Field("issuer", _("Decided by")),
        ],
        lambda session, values, _why: party_age.record_decision(session, person_id, **values),
        _("Admission decision of {name}").format(name=name), known,
    )  # fmt: skip


def start(person_id: str, name: str, known: PartialDate | None) -> FormSpec:
    """Return the form of a beginning the committee stated; empty takes it back."""
    return spec(
        f"badges.start:{person_id}", _("Party age of {name} counts from").format(name=name),
        [Field("on", _("Counts from"), "date",
               help=_("Only when a committee stated it, for example on re-admission. Leave empty to reckon again."))],
        lambda session, values, _why: party_age.state_start(session, person_id, values["on"]),
        _("Beginning of the Party age of {name}").format(name=name), {"on": known},
    )  # fmt: skip


def gap(person_id: str, name: str, known: GapRow | None = None) -> FormSpec:
    """Return the form of a time outside Party life."""

    def save(session: Session, values: dict[str, Any], _why: Explanations) -> object:
        if known is not None:
            return party_age.edit_gap(session, known.id, **values)
        return party_age.enter_gap(session, person_id, **values)

    fields = [
        Field("from_on", _("Outside from"), "date", required=True),
        Field("to_on", _("Outside until"), "date", required=True),
        Field("reason", _("Why outside"), hint=_("lost contact, late transfer …")),
        Field("decision", _("By which paper")),
    ]
    values = {field.name: getattr(known, field.name) for field in fields} if known else {}
    title = _("Time outside Party life of {name}").format(name=name)
    return spec(f"badges.gap:{known.id if known else person_id}", title, fields, save, title, values)


def certificate(person_id: str, name: str, known: CertificateRow | None = None) -> FormSpec:
    """Return the form of a certificate of Party age."""

    def save(session: Session, values: dict[str, Any], _why: Explanations) -> object:
        values["months"] = values["months"] or 0
        if known is not None:
            return party_age.edit_certificate(session, known.id, **values)
        return party_age.certify(session, person_id, **values)

    fields = [
        Field("as_of", _("Certified as of"), "day", required=True),
        Field("years", _("Years certified"), "number", required=True, width=6),
        Field("months", _("and months"), "number", width=6),
        Field("number", _("Number of the certificate")),
        Field("issued_on", _("Certificate of the day"), "day"),
        Field("issuer", _("Certified by")),
        Field("note", _("Note")),
    ]
    values = {field.name: getattr(known, field.name) for field in fields} if known else {}
    title = _("Certified Party age of {name}").format(name=name)
    return spec(f"badges.certificate:{known.id if known else person_id}", title, fields, save, title, values)


# badges


def propose(
    person_id: str,
    name: str,
    years: Sequence[int],
    rounds: Sequence[Round],
    chosen: date | None,
    *,
    is_posthumous: bool = False,
) -> FormSpec:
    """Return the form that proposes a badge for a round."""

    def save(session: Session, values: dict[str, Any], _why: Explanations) -> object:
        count, on = int(values.pop("years")), date.fromisoformat(values.pop("round_on"))
        return badges.propose(session, person_id, count, on, values.pop("proposed_on"), **values)

    title = _("Propose a badge for {name}").format(name=name)
    first = chosen or (rounds[0].on if rounds else None)
    return spec(
        f"badges.propose:{person_id}", title,
        [
            Field("years", _("Badge"), "choice", required=True, options=kinds(years)),
            Field("round_on", _("Round"), "choice", required=True,
                  options=[Option(one.on.isoformat(), one.title) for one in rounds]),
            Field("proposed_on", _("The cell proposes on"), "day", required=True),
            Field("is_early", _("Early, gravely ill"), "yes_no"),
            Field("early_reason", _("Why early")),
            Field("is_posthumous", _("Posthumous"), "yes_no"),
            Field("note", _("Note")),
        ],
        save, title,
        {"years": str(years[0]) if years else None, "round_on": first.isoformat() if first else None,
         "proposed_on": clock.today(), "is_posthumous": is_posthumous},
    )  # fmt: skip


def record_decision(badge: BadgeRow, name: str) -> FormSpec:
    """Return the form of the decision on a proposal, or on what was recorded of it."""

    def save(session: Session, values: dict[str, Any], why: Explanations) -> object:
        return badges.record_decision(session, badge.id, values.pop("decision_on"), explanations=why, **values)

    title = _("Decision on the badge of {name}").format(name=name)
    fields = [
        Field("decision_on", _("Decided on"), "date", required=True),
        Field("decision_no", _("Number of the decision")),
        Field("decision_issuer", _("Decided by")),
        Field("number", _("Number of the badge"), hint="HN D000001", width=22),
        Field("note", _("Note")),
    ]
    values = {field.name: getattr(badge, field.name) for field in fields}
    return spec(f"badges.decide:{badge.id}", title, fields, save, title, values)


def given(years: Sequence[int], find: Callable[[str], Sequence[Option]], person_id: str = "") -> FormSpec:
    """Return the form of a badge given earlier."""

    def save(session: Session, values: dict[str, Any], why: Explanations) -> object:
        person, count = values.pop("person_id"), int(values.pop("years"))
        return badges.enter_given(session, person, count, values.pop("decision_on"), explanations=why, **values)

    title = _("A badge given earlier")
    return spec(
        f"badges.given:{person_id}", title,
        [
            Field("person_id", _("Member"), "person", required=True, find=find),
            Field("years", _("Badge"), "choice", required=True, options=kinds(years)),
            Field("decision_on", _("Decided on"), "date", required=True),
            Field("decision_no", _("Number of the decision")),
            Field("decision_issuer", _("Decided by")),
            Field("number", _("Number of the badge"), hint="HN D000001", width=22),
            Field("presented_on", _("Presented on"), "day"),
            Field("note", _("Note")),
        ],
        save, title, {"person_id": person_id or None},
    )  # fmt: skip


def present(badge: BadgeRow, name: str) -> FormSpec:
    """Return the form of the presenting."""
    title = _("Badge of {name} presented").format(name=name)
    return spec(
        f"badges.present:{badge.id}", title, [Field("on", _("Presented on"), "day", required=True)],
        lambda session, values, _why: badges.present(session, badge.id, values["on"]), title,
        {"on": badge.presented_on or badge.round_on or clock.today()},
    )  # fmt: skip


def reissue(badge: BadgeRow, name: str) -> FormSpec:
    """Return the form of a lost badge issued again."""

    def save(session: Session, values: dict[str, Any], why: Explanations) -> object:
        return badges.reissue(session, badge.id, values["on"], values["number"], why)

    title = _("Lost badge of {name} issued again").format(name=name)
    fields = [
        Field("on", _("Issued again on"), "day", required=True),
        Field("number", _("Number of the badge"), hint=_("empty: the old number"), width=22),
    ]
    return spec(f"badges.reissue:{badge.id}", title, fields, save, title, {"on": clock.today()})


def give_back(badge: BadgeRow, name: str) -> FormSpec:
    """Return the form of a badge handed back."""
    title = _("Badge of {name} given back").format(name=name)
    fields = [Field("on", _("Given back on"), "day", required=True), Field("note", _("Note"))]
    return spec(
        f"badges.back:{badge.id}", title, fields,
        lambda session, values, _why: badges.give_back(session, badge.id, values["on"], values["note"]), title,
        {"on": clock.today(), "note": badge.note},
    )  # fmt: skip
