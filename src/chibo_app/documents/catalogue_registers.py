"""Registers of the cell, its yearly book, reconciliation."""

from __future__ import annotations

from sqlmodel import Session

from chibo_app.documents import member_roll, registers
from chibo_app.documents.blocks import Paper
from chibo_app.documents.request import LIST, DocumentType, Request
from chibo_app.queries import registers as questions

# The roll and the dues book have papers of their own.
GENERIC = tuple(key for key in questions.FILLS if key != questions.ROLL)


def _facts(session: Session, request: Request, key: str) -> questions.RegisterFacts:
    facts = questions.facts(session, key, request.cell_id or None, request.from_on, request.to_on or request.on)
    return questions.compiled(facts, request.options.get("by", ""))


def _member_roll(session: Session, request: Request) -> Paper:
    return member_roll.build_roll(_facts(session, request, questions.ROLL))


def _register(key: str) -> DocumentType:
    def build(session: Session, request: Request) -> Paper:
        return registers.build(_facts(session, request, key))

    return DocumentType(key, LIST, ("cell", "period"), build, "registers")


DOCUMENTS: tuple[DocumentType, ...] = (
    DocumentType("member_roll", LIST, ("cell", "day"), _member_roll, "registers"),
    *(_register(key) for key in GENERIC),
)
