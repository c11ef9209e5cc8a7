"""What every table is built of: types that STRICT tables accept, and the Form that guards them.

A table model does not validate what it is given; its `__form__` does. Build records with `create` and change
them with `change`; the store validates once more before anything reaches the file.
"""

from typing import Annotated, Any, ClassVar, TypeVar

from pydantic import BeforeValidator, ConfigDict, model_validator
from sqlalchemy import JSON, Boolean, Date, Enum, ForeignKeyConstraint, LargeBinary, String, TypeDecorator, event
from sqlalchemy.engine import Dialect
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.types import TypeEngine
from sqlmodel import Field, SQLModel

from chibo_app.basics import ids, text
from chibo_app.basics.dates import PartialDate
from chibo_app.basics.i18n import _

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
SQLModel.metadata.naming_convention = NAMING
STRICT: dict[str, Any] = {"sqlite_strict": True}


@event.listens_for(ForeignKeyConstraint, "after_parent_attach")
def _checked_at_commit(constraint: ForeignKeyConstraint, table: Any) -> None:
    """References are checked when the act is committed, so records of one act may be added in any order."""
    constraint.deferrable = True
    constraint.initially = "DEFERRED"


@compiles(String, "sqlite")
@compiles(Date, "sqlite")
@compiles(Enum, "sqlite")
@compiles(JSON, "sqlite")
def _as_text(kind: TypeEngine[Any], compiler: Any, **options: Any) -> str:
    return "TEXT"


@compiles(Boolean, "sqlite")
def _as_integer(kind: TypeEngine[Any], compiler: Any, **options: Any) -> str:
    return "INTEGER"


@compiles(LargeBinary, "sqlite")
def _as_blob(kind: TypeEngine[Any], compiler: Any, **options: Any) -> str:
    return "BLOB"


class PartialDateText(TypeDecorator[PartialDate]):
    """A partial date in a TEXT column as ISO text: `1965`, `1965-03`, `1965-03-02`."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """Write ISO text."""
        return None if value is None else PartialDate.of(value).iso

    def process_result_value(self, value: str | None, dialect: Dialect) -> PartialDate | None:
        """Read ISO text."""
        return None if value is None else PartialDate(value)


def _line(value: object) -> object:
    return text.clean(value) if isinstance(value, str) else value


def _lines(value: object) -> object:
    return text.clean_lines(value) if isinstance(value, str) else value


Line = Annotated[str, BeforeValidator(_line)]
Lines = Annotated[str, BeforeValidator(_lines)]


def line(longest: int = 300) -> Any:
    """Declare an optional text of one line; empty text means not known."""
    return Field(default="", max_length=longest)


def lines(longest: int = 200_000) -> Any:
    """Declare an optional text of several lines."""
    return Field(default="", max_length=longest)


def required_line(longest: int = 300) -> Any:
    """Declare an obligatory text of one line."""
    return Field(min_length=1, max_length=longest)


def partial() -> Any:
    """Declare an optional partial date."""
    return Field(default=None, sa_type=PartialDateText)


def required_partial() -> Any:
    """Declare an obligatory partial date."""
    return Field(sa_type=PartialDateText)


def choice(kinds: type[Any], default: Any = ..., *, name: str = "", optional: bool = False) -> Any:
    """Declare a value of a closed list, stored by value with a CHECK. `name` tells two of one table apart."""
    kind = Enum(
        kinds,
        values_callable=lambda members: [member.value for member in members],
        native_enum=False,
        create_constraint=True,
        validate_strings=True,
        name=name or kinds.__name__.lower(),
    )
    if optional:
        return Field(default=None, sa_type=kind)
    return Field(sa_type=kind) if default is ... else Field(default=default, sa_type=kind)


def ref(table: str) -> Any:
    """Declare an obligatory reference to a record of a table."""
    return Field(foreign_key=f"{table}.id", index=True, min_length=1)


def maybe_ref(table: str) -> Any:
    """Declare an optional reference to a record of a table."""
    return Field(default=None, foreign_key=f"{table}.id", index=True)


def in_order(first: str, last: str) -> Any:
    """Declare in a Form that a last day never lies before its first day; partial dates count from end to end."""

    def check(form: Any) -> Any:
        begin, end = getattr(form, first), getattr(form, last)
        if begin is None or end is None:
            return form
        is_partial = isinstance(end, PartialDate)
        if (end.latest() < begin.earliest()) if is_partial else (end < begin):
            raise ValueError(_("The last day lies before the first day."))
        return form

    return model_validator(mode="after")(check)


class Record(SQLModel):
    """The columns every table has."""

    __table_args__ = STRICT
    __form__: ClassVar[type[SQLModel]]
    id: str = Field(default_factory=ids.new_id, primary_key=True)


FORM: Any = ConfigDict(
    extra="forbid", from_attributes=True, hide_input_in_errors=True
)  # pydantic and SQLModel share it

T = TypeVar("T", bound=Record)


def create(table: type[T], **facts: Any) -> T:
    """Build a record through its Form. Raises pydantic's ValidationError, which the store turns into sentences."""
    checked = table.__form__.model_validate(facts)
    return table(**checked.__dict__)


def from_form(table: type[T], form: SQLModel) -> T:
    """Build a record of a Form that was already validated."""
    return table(**form.__dict__)


def change(record: T, **changes: Any) -> T:
    """Change some facts of a record through its Form; nothing changes when one of them is refused."""
    fields = table_fields(type(record))
    checked = type(record).__form__.model_validate({name: getattr(record, name) for name in fields} | changes)
    for name in changes:
        setattr(record, name, getattr(checked, name))
    return record


def table_fields(table: type[Record]) -> list[str]:
    """Return the names of a table's fields that its Form knows (all but the id and derived keys)."""
    return list(table.__form__.model_fields)


__all__ = [
    "FORM", "STRICT", "Line", "Lines", "PartialDate", "Record", "change", "choice", "create", "from_form",
    "in_order", "line", "lines", "maybe_ref", "partial", "ref", "required_line", "required_partial", "table_fields",
]  # fmt: skip
