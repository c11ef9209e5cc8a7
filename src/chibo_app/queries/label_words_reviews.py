"""The words for values of the closed lists of plans, reviews, assignments and inspections."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from chibo_app.basics.i18n import _
from chibo_app.rules.kinds import (
    AssignmentKind,
    AssignmentResult,
    CommendationKind,
    InspectionKind,
    PlanKind,
    Rating,
    Scorer,
    ScoringMode,
    SignMark,
    TaskRhythm,
)


def _task_rhythm() -> dict[StrEnum, str]:
    return {
        TaskRhythm.MONTHLY: _("every month"),
        TaskRhythm.QUARTERLY: _("every quarter"),
        TaskRhythm.YEARLY: _("every year"),
    }


def _scoring_mode() -> dict[StrEnum, str]:
    return {
        ScoringMode.YES_NO: _("answered by yes or no"),
        ScoringMode.CHOICE: _("one of several levels"),
        ScoringMode.POINTS: _("points are given"),
    }


def _plan_kind() -> dict[StrEnum, str]:
    return {
        PlanKind.ACTION: _("collective action plan"),
        PlanKind.REMEDY: _("plan to remedy weak points"),
    }


def _sign_mark() -> dict[StrEnum, str]:
    return {
        SignMark.NONE: _("no such sign"),
        SignMark.SIGN: _("a sign is seen"),
        SignMark.CORRECTED: _("seen and corrected"),
    }


def _rating() -> dict[StrEnum, str]:
    return {
        Rating.EXCELLENT: _("tasks completed excellently"),
        Rating.GOOD: _("tasks completed well"),
        Rating.COMPLETED: _("tasks completed"),
        Rating.NOT_COMPLETED: _("tasks not completed"),
    }


def _scorer() -> dict[StrEnum, str]:
    return {
        Scorer.MEMBER: _("points of the member"),
        Scorer.CELL: _("points of the cell"),
        Scorer.COMMITTEE: _("points of the committee above"),
    }


def _commendation_form() -> dict[StrEnum, str]:
    return {
        CommendationKind.CERTIFICATE: _("certificate of merit"),
        CommendationKind.HIGHER_CERTIFICATE: _("higher certificate of merit"),
        CommendationKind.TITLE: _("title of honour"),
        CommendationKind.PRAISE: _("public praise"),
    }


def _assignment_kind() -> dict[StrEnum, str]:
    return {
        AssignmentKind.STANDING: _("standing work"),
        AssignmentKind.MONTHLY: _("work of a month"),
        AssignmentKind.HOUSEHOLD_GROUP: _("in charge of households"),
        AssignmentKind.MENTORING_PROBATIONARY: _("helps a probationary member"),
        AssignmentKind.MENTORING_CANDIDATE: _("helps a candidate"),
        AssignmentKind.MASS_ORGANISATION: _("in charge of a mass organisation"),
        AssignmentKind.POST: _("work of the cell committee"),
        AssignmentKind.AD_HOC: _("work given on occasion"),
    }


def _assignment_result() -> dict[StrEnum, str]:
    return {
        AssignmentResult.DONE_WELL: _("carried out well"),
        AssignmentResult.DONE: _("carried out"),
        AssignmentResult.PARTLY: _("carried out in part"),
        AssignmentResult.NOT_DONE: _("not carried out"),
    }


def _inspection_kind() -> dict[StrEnum, str]:
    return {
        InspectionKind.THEMATIC_INSPECTION: _("thematic inspection"),
        InspectionKind.THEMATIC_SUPERVISION: _("thematic supervision"),
        InspectionKind.REGULAR_SUPERVISION: _("regular supervision"),
        InspectionKind.SIGNS_OF_VIOLATION: _("inspection on signs of violation"),
        InspectionKind.DENUNCIATION: _("dealing with a denunciation"),
    }


WORDS: dict[type[StrEnum], Callable[[], dict[StrEnum, str]]] = {
    TaskRhythm: _task_rhythm,
    ScoringMode: _scoring_mode,
    PlanKind: _plan_kind,
    SignMark: _sign_mark,
    Rating: _rating,
    Scorer: _scorer,
    CommendationKind: _commendation_form,
    AssignmentKind: _assignment_kind,
    AssignmentResult: _assignment_result,
    InspectionKind: _inspection_kind,
}
