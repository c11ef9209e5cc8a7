"""Who a case can be about: members, people being considered, people who left; and people not in the book yet."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from chibo_app.basics import text
from chibo_app.basics.errors import Refused
from chibo_app.basics.i18n import _
from chibo_app.queries import labels
from chibo_app.rules.kinds import CaseKind, Gender, Standing
from chibo_app.ui.kit.choices import options
from chibo_app.ui.kit.fields import Field, Option, Section

if TYPE_CHECKING:
    from sqlmodel import Session

_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody a case may be about, with the standing the cell sees today. `cell_id` is empty when it is not known."""

    id: str
    name: str
    key: str
    cell_id: str
    standing: Standing

    @property
    def option(self) -> Option:
        """The person as something to choose, with what the person is."""
        return Option(self.id, self.name, f"– {labels.label(self.standing)}")


def candidates(session: Session, cell_id: str | None, on: date) -> dict[str, Candidate]:
    """Return everybody in the book, by id, as one cell (or the book) sees them on a day."""
    from chibo_app.queries import memberships

    states = memberships.standings_on(session, cell_id, on)
    found = {}
    for person in memberships.people(session, states):
        state = states[person.id]
        place = cell_id or state.cell_id or ""
        found[person.id] = Candidate(person.id, person.full_name, person.name_key, place, state.standing)
    return found


def find(known: Iterable[Candidate], typed: str, standings: Collection[str]) -> Sequence[Option]:
    """Return who fits what was typed, those the procedure is meant for first.

    The others are offered too, so that an impossible case says why it is impossible instead of finding nobody.
    """
    wanted = text.fold(typed).split()
    found = [one for one in known if all(word in text.search_key(one.name) for word in wanted)]
    found.sort(key=lambda person: (person.standing.value not in standings, person.key))
    return [one.option for one in found[:_SHOWN]]


def new_person_section(kind: CaseKind) -> Section:
    """Return what is asked of somebody not in the book yet; the rest of the member form can follow later."""
    fields = [
        Field("new.full_name", _("Full name"), required=True),
        Field("new.gender", _("Sex"), "choice", required=True, options=options(Gender)),
        Field("new.birth_date", _("Born"), "date", required=True),
        Field("new.native_place", _("Native place")),
        Field("new.permanent_address", _("Residence")),
        Field("new.phone", _("Telephone"), width=24),
    ]
    if kind is CaseKind.RECEPTION:
        fields += [
            Field("new.admission_date", _("Admitted"), "date", required=True),
            Field("new.official_date", _("Official since"), "date", help=_("Leave empty for a probationary member.")),
            Field("new.card_no", _("Card number"), width=22),
        ]
    return Section(_("The person"), fields)


def take_new(values: dict[str, Any]) -> dict[str, Any]:
    """Take what belongs to the new person out of the values of a form."""
    names = [name for name in values if name.startswith("new.")]
    return {name.partition(".")[2]: values.pop(name) for name in names}


def enter(
    session: Session,
    cell_id: str,
    kind: CaseKind,
    facts: dict[str, Any],
    other_side: str,
    on: date,
    explanations: Mapping[str, str],
) -> str:
    """Enter somebody new: a person being considered, or a member who arrives with a transfer paper. Return the id."""
    from chibo_app.actions import members, prospects
    from chibo_app.actions.members import SpellFacts
    from chibo_app.models.people import PersonForm

    spell = {name: facts.pop(name) for name in ("admission_date", "official_date") if name in facts}
    form = PersonForm.model_validate(facts)
    try:
        if kind is CaseKind.RECEPTION:
            return members.add_guest(session, form, SpellFacts(**spell), other_side, explanations).id
        return prospects.add(session, cell_id, form, on, explanations).id
    except Refused as refused:  # the fields of the person stand in the form under names of their own
        raise Refused([one.at(f"new.{one.where}") for one in refused.problems]) from refused
