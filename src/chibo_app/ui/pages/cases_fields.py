"""The columns of a case as fields of a form, by their names: captions, kinds, choices; the rules say which to ask."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from chibo_app.basics.i18n import _
from chibo_app.rules.kinds import CaseKind, ComplaintResult, DisciplineForm, TransferKind
from chibo_app.rules.rulebook import Rulebook
from chibo_app.ui.kit.choices import options
from chibo_app.ui.kit.fields import Field, Option
from chibo_app.ui.kit.rows_model import as_words

YES, NO = "yes", "no"
THREE_STATES = frozenset({"is_same_province", "is_clear_of_violation"})  # yes, no, or not known yet


@dataclass(frozen=True)
class Asking:
    """What a field needs to know: which procedure, on which day, by which rules, and what may be chosen."""

    kind: CaseKind
    on: date
    rules: Rulebook
    row: Mapping[str, Any]
    cells: Mapping[str, str] = field(default_factory=dict)  # the cells of the book, by id
    earlier: Sequence[Option] = ()  # the earlier cases of the person


def fields(names: Iterable[str], asking: Asking, required: Iterable[str] = ()) -> list[Field]:
    """Return the fields of some columns, in their order; columns nobody is asked for are passed by."""
    needed = frozenset(required)
    return [_MAKERS[name](name, asking, name in needed) for name in names if name in _MAKERS]


def taken(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a form gave as the columns take it: answers of three states, empty text for open words."""
    found: dict[str, Any] = {}
    for name, value in values.items():
        if name in THREE_STATES:
            found[name] = None if value is None else value == YES
        elif name in _CHOSEN_WORDS and value is None:
            found[name] = ""
        else:
            found[name] = value
    return found


def start(names: Iterable[str], known: object) -> dict[str, object]:
    """Return what stands in the fields at the beginning."""
    values = {name: getattr(known, name) for name in names if name in _MAKERS}
    return {name: _answer(value) if name in THREE_STATES else value for name, value in values.items()}


def words(one: Field, value: object) -> str:
    """Return a value as the field would show it."""
    if one.name in THREE_STATES:
        value = _answer(value)
    if one.kind == "choice":
        return next((option.words for option in one.options if option.value == value), str(value or ""))
    if one.kind == "yes_no":
        return _("Yes") if value else ""
    return as_words(value)


def caption(name: str, kind: CaseKind) -> str:
    """Return the caption of a column; a few mean something of their own in one procedure."""
    own = _own_captions(kind)
    return own.get(name) or _captions()[name]


def grounds(asking: Asking) -> list[Option]:
    """Return the grounds of a procedure in force on its day."""
    table = asking.row.get("ground_catalogue")
    if not table:
        return []
    return [Option(row.key, str(row.get("title") or row.get("text") or row.key))
            for row in asking.rules.rows(str(table), asking.on)]  # fmt: skip


def _answer(value: object) -> object:
    return value if value is None else YES if value else NO


def _captions() -> dict[str, str]:
    return {
        "ground_code": _("Ground of the case"),
        "reason": _("What happened"),
        "discipline_form": _("Form of discipline"),
        "transfer_kind": _("Way of moving"),
        "about_case_id": _("About the earlier case"),
        "violation_on": _("Violation of"),
        "other_side": _("From or to which cell"),
        "is_same_province": _("Within the province"),
        "to_cell_id": _("To a cell of this book"),
        "from_on": _("First day"),
        "to_on": _("Last day"),
        "is_reduced_only": _("Only less work, still at the meetings"),
        "referee_1": _("First referee or body"),
        "referee_2": _("Second referee or body"),
        "mentor": _("Member who helps"),
        "application_on": _("Application of"),
        "application_withdrawn_on": _("Application withdrawn on"),
        "violation_checked_on": _("Checked for violations on"),
        "is_clear_of_violation": _("Free of violations"),
        "has_open_violation": _("A violation that deserves expulsion is open"),
        "heard_on": _("The member was heard on"),
        "sent_up_on": _("Sent to the committee above on"),
        "decision_type": _("Kind of decision"),
        "decision_no": _("Number"),
        "decision_on": _("Day of the decision"),
        "decision_issuer": _("Issued by"),
        "decision_received_on": _("Received on"),
        "effective_on": _("Takes effect on"),
        "announced_on": _("Announced on"),
        "delivered_on": _("Handed to the member on"),
        "card_withdrawn_on": _("Card given back on"),
        "badge_withdrawn_on": _("Badge given back on"),
        "not_recovered_reason": _("If not: why"),
        "dossier_sent_on": _("Dossier sent on"),
        "notice_received_on": _("Notice received on"),
        "complaint_result": _("How the complaint ended"),
        "note": _("Remark"),
    }  # fmt: skip


def _own_captions(kind: CaseKind) -> dict[str, str]:
    moving = _("Day of the decision to move, or of the move")
    return {
        CaseKind.TRANSFER: {"application_on": moving, "decision_on": _("Day of the transfer paper"),
                            "other_side": _("To which cell")},
        CaseKind.RECEPTION: {"decision_on": _("Day of the transfer paper"), "other_side": _("From which cell"),
                             "decision_issuer": _("Introduced by")},
        CaseKind.DEATH: {"effective_on": _("Died on")},
        CaseKind.ADMISSION: {"effective_on": _("Ceremony on")},
        CaseKind.READMISSION: {"effective_on": _("Ceremony on")},
        CaseKind.DISCIPLINE: {"ground_code": _("Content of the violation")},
        CaseKind.COMPLAINT: {"application_on": _("Complaint of"), "discipline_form": _("New form, if another one")},
    }.get(kind, {})  # fmt: skip


def _day(name: str, asking: Asking, required: bool) -> Field:
    return Field(name, caption(name, asking.kind), "day", required)


def _part(name: str, asking: Asking, required: bool) -> Field:
    return Field(name, caption(name, asking.kind), "date", required)


def _text(name: str, asking: Asking, required: bool) -> Field:
    return Field(name, caption(name, asking.kind), "text", required)


def _number(name: str, asking: Asking, required: bool) -> Field:
    return Field(name, caption(name, asking.kind), "text", required, hint="12-QĐ/ĐU", width=22)


def _lines(name: str, asking: Asking, required: bool) -> Field:
    return Field(name, caption(name, asking.kind), "lines", required)


def _tick(name: str, asking: Asking, required: bool) -> Field:
    return Field(name, caption(name, asking.kind), "yes_no", required)


def _three(name: str, asking: Asking, required: bool) -> Field:
    answers = [Option(YES, _("Yes")), Option(NO, _("No"))]
    return Field(name, caption(name, asking.kind), "choice", required, options=answers, empty=_("not known yet"))


def _ground(name: str, asking: Asking, required: bool) -> Field:
    known = grounds(asking)
    kind = "choice" if known else "text"
    return Field(name, caption(name, asking.kind), kind, required, options=known)  # type: ignore[arg-type]


def _form_of_discipline(name: str, asking: Asking, required: bool) -> Field:
    known = asking.row.get("forms")  # forms with a procedure of their own are not chosen in another one
    forms = [option for option in options(DisciplineForm) if known is None or option.value in known]
    return Field(name, caption(name, asking.kind), "choice", required, options=forms)


def _way_of_moving(name: str, asking: Asking, required: bool) -> Field:
    return Field(name, caption(name, asking.kind), "choice", required, options=options(TransferKind))


def _cell(name: str, asking: Asking, required: bool) -> Field:
    places = [Option(cell_id, shown) for cell_id, shown in asking.cells.items()]
    return Field(name, caption(name, asking.kind), "choice", required, options=places, empty=_("another cell"))


def _about(name: str, asking: Asking, required: bool) -> Field:
    return Field(name, caption(name, asking.kind), "choice", required, options=asking.earlier)


def _complaint_result(name: str, asking: Asking, required: bool) -> Field:
    return Field(name, caption(name, asking.kind), "choice", required, options=options(ComplaintResult))


_CHOSEN_WORDS = frozenset({"ground_code"})
_MAKERS: dict[str, Callable[[str, Asking, bool], Field]] = {
    "ground_code": _ground, "reason": _lines, "discipline_form": _form_of_discipline, "transfer_kind": _way_of_moving,
    "about_case_id": _about, "violation_on": _part, "other_side": _text, "is_same_province": _three,
    "to_cell_id": _cell, "from_on": _day, "to_on": _day, "is_reduced_only": _tick, "referee_1": _text,
    "referee_2": _text, "mentor": _text, "application_on": _day, "application_withdrawn_on": _day,
    "violation_checked_on": _day, "is_clear_of_violation": _three, "has_open_violation": _tick, "heard_on": _day,
    "sent_up_on": _day, "decision_type": _text, "decision_no": _number, "decision_on": _day, "decision_issuer": _text,
    "decision_received_on": _day, "effective_on": _day, "announced_on": _day, "delivered_on": _day,
    "card_withdrawn_on": _day, "badge_withdrawn_on": _day, "not_recovered_reason": _text, "dossier_sent_on": _day,
    "notice_received_on": _day, "complaint_result": _complaint_result, "note": _lines,
}  # fmt: skip
