"""Tables about the book itself. They are not journalled: losing a draft is no act, and meta is set by the store."""

from sqlmodel import Field, SQLModel

from chibo_app.models.base import STRICT


class BookMeta(SQLModel, table=True):
    """Facts of the file: lineage, practice mark, own keys."""

    __tablename__ = "book_meta"
    __table_args__ = STRICT
    key: str = Field(primary_key=True)
    value: str


class Draft(SQLModel, table=True):
    """What is being typed in a form, kept until it is saved or thrown away."""

    __table_args__ = STRICT
    form_key: str = Field(primary_key=True)
    content: str
    saved_at: str
