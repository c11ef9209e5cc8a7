"""Procedures about one member."""

from __future__ import annotations

from enum import StrEnum


class CaseKind(StrEnum):
    """Procedures of a member's life (members.md 3)."""

    ADMISSION = "admission"
    RECOGNITION = "recognition"
    ANNULMENT = "annulment"
    TRANSFER = "transfer"
    EXEMPTION = "exemption"
    SUSPENSION = "suspension"
    DISCIPLINE = "discipline"
    REMOVAL = "removal"
    EXPULSION = "expulsion"
    WITHDRAWAL = "withdrawal"
    DEATH = "death"
    RESTORATION = "restoration"
    RESUMPTION = "resumption"
    READMISSION = "readmission"
    COMPLAINT = "complaint"
    REVOCATION = "revocation"
    RECEPTION = "reception"
    CORRECTION = "correction"


class CaseOutcome(StrEnum):
    """What the competent body decided."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    RETURNED = "returned"


class TransferKind(StrEnum):
    """Ways of moving to another place of Party life (members.md 3.7)."""

    OFFICIAL = "official"
    INTERNAL = "internal"
    TEMPORARY = "temporary"
    ABROAD_OFFICIAL = "abroad_official"
    ABROAD_TEMPORARY = "abroad_temporary"
    COLLECTIVE = "collective"


class DisciplineForm(StrEnum):
    """Forms of Party discipline; what each means stands in resources/rules/discipline_forms.toml (members.md 4.1)."""

    REPRIMAND = "reprimand"
    WARNING = "warning"
    DISMISSAL_FROM_POST = "dismissal_from_post"
    EXPULSION = "expulsion"


class ComplaintResult(StrEnum):
    """How a complaint ended (members.md 4.4)."""

    UPHELD = "upheld"
    REDUCED = "reduced"
    INCREASED = "increased"
    CANCELLED = "cancelled"
