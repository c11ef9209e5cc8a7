"""Members who keep in touch with the cell of their place of residence, sent and received."""

from __future__ import annotations

from datetime import date

from sqlmodel import Session, col, select

from chibo_app.models.registers import ResidenceLink
from chibo_app.queries.register_lines import Code, Look, RegisterLine, Value


def links(session: Session, cell_id: str | None, from_on: date, to_on: date) -> list[ResidenceLink]:
    """Return the links that held in a time, in the order of their beginning."""
    query = select(ResidenceLink).where(ResidenceLink.from_on <= to_on)
    query = query.where((col(ResidenceLink.to_on).is_(None)) | (col(ResidenceLink.to_on) >= from_on))
    if cell_id:
        query = query.where(ResidenceLink.cell_id == cell_id)
    return list(session.exec(query.order_by(col(ResidenceLink.from_on), col(ResidenceLink.full_name))).all())


def lines(look: Look) -> list[RegisterLine]:
    """Return the register of the links."""
    return [_line(link, look.to_on) for link in links(look.session, look.cell_id, look.from_on, look.to_on)]


def _line(link: ResidenceLink, on: date) -> RegisterLine:
    is_ended = link.to_on is not None and link.to_on < on
    values: dict[str, Value] = {
        "name": link.full_name, "direction": Code("directions", link.direction.value), "note": link.note,
        "other_organisation": link.other_organisation, "paper_no": link.paper_no, "from_on": link.from_on,
        "to_on": link.to_on, "remark": link.remark, "cell_id": link.cell_id,
    }  # fmt: skip
    page = "members" if link.person_id else ""
    return RegisterLine(link.id, link.full_name, values, page, link.person_id or "", is_current=not is_ended)
