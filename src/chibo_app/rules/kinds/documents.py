"""Documents and dues."""

from __future__ import annotations

from enum import StrEnum


class DocumentType(StrEnum):
    """Types of document by their abbreviation (documents.md 2)."""

    NQ = "NQ"
    QD = "QĐ"
    KL = "KL"
    QC = "QC"
    TB = "TB"
    BC = "BC"
    KH = "KH"
    CTR = "CTr"
    DA = "ĐA"
    TTR = "TTr"
    CV = "CV"
    BB = "BB"
    GM = "GM"


class DuesChannel(StrEnum):
    """How dues were paid (members.md 6.3)."""

    CASH = "cash"
    PORTAL = "portal"
    BANK = "bank"


class DuesReliefKind(StrEnum):
    """What was granted to a member who finds dues hard to pay (members.md 6.2)."""

    EXEMPT = "exempt"
    REDUCED = "reduced"
    DEFERRED = "deferred"
