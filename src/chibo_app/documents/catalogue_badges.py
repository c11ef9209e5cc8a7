"""Party age, badges and cards."""

from __future__ import annotations

from chibo_app.documents.request import DocumentType

DOCUMENTS: tuple[DocumentType, ...] = ()
