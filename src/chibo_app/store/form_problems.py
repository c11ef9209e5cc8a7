"""From pydantic's findings to problems with sentences, without what was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chibo_app.basics.i18n import _
from chibo_app.basics.problems import Problem

if TYPE_CHECKING:
    from pydantic import ValidationError


def problems_of(error: ValidationError) -> list[Problem]:
    """Return a problem for each finding of a Form, placed at its field."""
    found = error.errors(include_url=False, include_input=False)
    return [
        Problem(".".join(str(part) for part in each["loc"]), each["type"], _sentence(each["type"], each.get("ctx", {})))
        for each in found
    ]


def _sentence(kind: str, context: dict[str, Any]) -> str:
    if kind == "value_error":
        return str(context["error"])
    if kind == "string_too_long":
        return _("At most {count} characters fit here.").format(count=context["max_length"])
    if kind.startswith(("date_", "datetime_")):
        return _("A date has the form day/month/year, for example 5/6/1980.")
    return _sentences().get(kind) or _("This value does not fit here.")


def _sentences() -> dict[str, str]:
    empty, choose, number = (
        _("Please fill this in."),
        _("Choose one of the offered values."),
        _("This number is too small or too large."),
    )
    return {
        "missing": empty,
        "string_too_short": empty,
        "enum": choose,
        "literal_error": choose,
        "greater_than_equal": number,
        "less_than_equal": number,
        "extra_forbidden": _("The program does not know this item."),
    }
