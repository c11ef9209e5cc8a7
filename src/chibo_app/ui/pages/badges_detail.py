"""The picture of one member: from when Party age counts, what is taken off, what is certified, which badge comes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from chibo_app.basics import dates
from chibo_app.basics.i18n import _
from chibo_app.queries import labels
from chibo_app.rules.kinds import Participation
from chibo_app.ui.kit.detail import Detail, Line, Part
from chibo_app.ui.pages import badges_words as words

if TYPE_CHECKING:
    from chibo_app.queries.badges import AwardRow
    from chibo_app.queries.party_age import AgeRow, BadgeRow
    from chibo_app.ui.pages.badges_part import PersonPart

Verbs = list[tuple[str, Callable[[], object]]]


def describe(row: AgeRow, page: PersonPart, *, is_badge_first: bool = False) -> Detail:
    """Return the whole picture with the verbs of the page; the coming badge first where the list is about it."""
    ages = [_age(row, page), *_certificates(row, page), *_gaps(row, page)]
    awards = [_award(award, row, page) for award in page.awards]
    if not awards:
        awards.append(Part(_("Coming badge"), [Line("", _nothing(row))], verbs=_verbs_of_badges(page)))
    parts = [*awards, *ages] if is_badge_first else [*ages, *awards]
    parts.append(_held(row, page))
    subtitle = ", ".join(part for part in (labels.label(row.standing), row.cell_name) if part)
    return Detail(row.full_name, subtitle, parts)


def _age(row: AgeRow, page: PersonPart) -> Part:
    reckoned = row.reckoned
    rough = reckoned.start is not None and row.facts.first is None
    lines = [
        Line(_("Party age"), words.age(row), "warning" if rough else ""),
        Line(_("Counts from"), words.start(reckoned)),
        Line(_("Certified age"), _certified(row)),
        Line("", _difference(row), "warning"),
        Line(_("Outside Party life"), "\n".join(map(words.gap, reckoned.gaps))),
        Line("", _missing(row), "warning"),
        Line(_("Ceremony of admission"), dates.show(row.admitted)),
        Line(_("Became official"), dates.show(row.official)),
    ]
    verbs: Verbs = [
        (_("Admission decision …"), page.set_decision),
        (_("Certificate …"), partial(page.set_certificate, None)),
        (_("Time outside …"), partial(page.set_gap, None)),
        (_("Stated beginning …"), page.set_start),
    ]
    return Part(_("Reckoning of the Party age"), lines, verbs=verbs)


def _certified(row: AgeRow) -> str:
    newest = row.certificate
    if newest is None:
        return ""
    said = _("{age} as of {day}").format(age=newest.age.text, day=dates.show(newest.as_of))
    return f"{said} ({newest.number})" if newest.number else said


def _difference(row: AgeRow) -> str:
    months = row.difference
    if not months:
        return ""
    if months > 0:
        return _(
            "The book counts {months} months more than was certified. Check the dates and the times outside."
        ).format(months=months)
    return _("The book counts {months} months less than was certified. Check the dates and the times outside.").format(
        months=-months
    )


def _missing(row: AgeRow) -> str:
    if row.reckoned.history.is_gap_missing:
        return _("Admitted again, but it is not recorded when the member had left: enter the time outside.")
    if row.reckoned.start is not None and row.facts.first is None:
        return _(
            "Not every date is known to the day: this earns no badge by itself. Look for the decision or certificate."
        )
    return ""


def _certificates(row: AgeRow, page: PersonPart) -> list[Part]:
    return [
        Part(
            _("Certificate of {day}").format(day=dates.show(one.as_of)),
            [
                Line(_("Certified age"), one.age.text), Line(_("Number"), one.number),
                Line(_("Certified by"), one.issuer), Line(_("Note"), one.note),
            ],
            verbs=[
                (_("Edit"), partial(page.set_certificate, one)),
                (_("Take out"), partial(page.remove_certificate, one)),
            ],
        )
        for one in row.certificates
    ]  # fmt: skip


def _gaps(row: AgeRow, page: PersonPart) -> list[Part]:
    return [
        Part(
            _("Time outside, entered by hand"),
            [
                Line(_("From – until"), f"{dates.show(one.from_on)} – {dates.show(one.to_on)}"),
                Line(_("Why outside"), one.reason), Line(_("By which paper"), one.decision),
            ],
            verbs=[
                (_("Edit"), partial(page.set_gap, one)),
                (_("Take out"), partial(page.remove_gap, one)),
            ],
        )
        for one in row.entered_gaps
    ]  # fmt: skip


def _award(award: AwardRow, row: AgeRow, page: PersonPart) -> Part:
    files = _("due by {day}").format(day=dates.show(award.files_due_on)) if award.files_due_on else ""
    if award.is_files_late:
        files = _("{due} – passed: ask the committee, or take the next round").format(due=files)
    waits = ""
    if award.waits_until:
        waits = _("until {day}; then the cell must recognise that the member has corrected the fault").format(
            day=dates.show(award.waits_until)
        )
    badge = next((one for one in row.badges if one.id == award.badge_id), None)
    lines = [
        Line(_("Reached on"), dates.show(award.reached_on)),
        Line(_("Round"), award.round_title),
        Line(_("Files to the province"), files, "warning" if award.is_files_late else ""),
        Line(_("Stands"), words.state(award), "warning" if award.state in ("late", "undated", "waiting") else ""),
        Line(_("Waiting after discipline"), waits, "warning"),
        Line(_("Early"), badge.early_reason if badge else ""),
        Line("", _remark(row), "warning"),
    ]
    title = _("Badge for {years} years").format(years=award.years)
    return Part(title, lines, verbs=_verbs_of_award(badge, page))


def _verbs_of_award(badge: BadgeRow | None, page: PersonPart) -> Verbs:
    if badge is None:
        return _verbs_of_badges(page)
    return [
        (_("Decision …"), partial(page.decide, badge)), (_("Declaration"), page.declare),
        (_("Take back"), partial(page.withdraw, badge)),
    ]  # fmt: skip


def _verbs_of_badges(page: PersonPart) -> Verbs:
    return [
        (_("Propose …"), page.propose), (_("Declaration"), page.declare), (_("Blank declaration"), page.declare_blank)
    ]  # fmt: skip


def _remark(row: AgeRow) -> str:
    """A member away for a time is proposed by the home cell, with the remark of the host (members.md 5.5)."""
    if row.participation is Participation.TEMPORARY_OUT:
        return _("Takes part elsewhere for a time: ask the host cell for its remark before proposing.")
    return ""


def _nothing(row: AgeRow) -> str:
    if not row.facts.is_counted:
        return _("Badges are for official members.")
    return _("None within the forecast.")


def _held(row: AgeRow, page: PersonPart) -> Part:
    own = [badge for badge in row.badges if not badge.is_pending]
    lines = [
        Line(
            words.kind(badge.years), ", ".join(part for part in (badge.number, words.given_state(badge)) if part) or "×"
        )
        for badge in own
    ]
    told = row.badge_no and not any(badge.number == row.badge_no for badge in own)
    if told:
        lines.append(Line(_("Number in the record"), row.badge_no))
    waiting = [badge for badge in own if badge.presented_on is None and badge.proposed_on is not None]
    verbs: Verbs = [(_("Presented …"), partial(page.present, badge)) for badge in waiting]
    return Part(_("Badges held"), lines, verbs=verbs)
