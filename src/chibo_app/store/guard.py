"""The last look before the file: every new or changed record passes its Form once more.

Table models accept anything (study of storage, G), so a record built or changed past its Form is caught here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import ValidationError
from sqlalchemy.orm.attributes import flag_modified

from chibo_app.basics.errors import Refused
from chibo_app.models.registry import DERIVED_COLUMNS
from chibo_app.store.form_problems import problems_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlmodel import Session


def before_flush(session: Session, context: object, instances: object) -> None:
    """Check what is about to be written. Raises Refused with the problems of the first record that does not pass."""
    check(session.new)
    check(record for record in session.dirty if session.is_modified(record))


def check(records: Iterable[Any]) -> None:
    """Check records against their Forms and write back what the Forms tidied (NFC, spaces)."""
    for record in records:
        form = getattr(type(record), "__form__", None)
        if form is None:
            continue
        try:
            checked = form.__pydantic_validator__.validate_python(record, from_attributes=True)
        except ValidationError as error:
            raise Refused(problems_of(error)) from None  # the original holds what the person typed
        _write_back(record, checked.__dict__)


def _write_back(record: Any, checked: dict[str, Any]) -> None:
    held = record.__dict__
    for name, value in checked.items():
        if held.get(name) != value:
            setattr(record, name, value)


def derive(record: Any) -> None:
    """Have the derived keys of a record computed anew at the next flush."""
    for name in DERIVED_COLUMNS & set(type(record).model_fields):
        flag_modified(record, name)
