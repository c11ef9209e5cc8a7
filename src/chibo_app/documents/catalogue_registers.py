"""Registers of the cell, its yearly book, reconciliation."""

from __future__ import annotations

from chibo_app.documents.request import DocumentType

DOCUMENTS: tuple[DocumentType, ...] = ()
