"""The words for values of the closed lists of meetings, tasks and pledges."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from chibo_app.basics.i18n import _
from chibo_app.rules.kinds import (
    AgendaKind,
    ExemplaryLevel,
    ItemResult,
    Matter,
    MeasureKind,
    MeetingMode,
    NoteKind,
    PledgeGroup,
    PledgeKind,
    SpeechKind,
    TaskStatus,
)


def _meeting_mode() -> dict[StrEnum, str]:
    return {
        MeetingMode.IN_PERSON: _("in person"),
        MeetingMode.ONLINE: _("online"),
        MeetingMode.HYBRID: _("in person and online"),
    }


def _speech_kind() -> dict[StrEnum, str]:
    return {
        SpeechKind.OPINION: _("opinion"),
        SpeechKind.SELF_CRITICISM: _("self-criticism"),
        SpeechKind.CRITICISM: _("criticism"),
        SpeechKind.QUESTION: _("question"),
        SpeechKind.PETITION: _("petition"),
        SpeechKind.REPLY: _("reply"),
    }


def _agenda_kind() -> dict[StrEnum, str]:
    return {
        AgendaKind.POLITICS: _("political information"),
        AgendaKind.REVIEW_AND_TASKS: _("review and tasks"),
        AgendaKind.THEME: _("theme"),
        AgendaKind.CASE: _("case to consider"),
        AgendaKind.SCORING: _("scoring of the meeting"),
        AgendaKind.OTHER: _("other matter"),
    }


def _matter() -> dict[StrEnum, str]:
    return {
        Matter.RESOLUTION: _("resolution"),
        Matter.MINUTES: _("minutes"),
        Matter.QUALITY_SCORE: _("score of the meeting"),
        Matter.ADMISSION: _("proposal to admit"),
        Matter.READMISSION: _("proposal to admit again"),
        Matter.OFFICIAL_RECOGNITION: _("proposal to recognise as official member"),
        Matter.REMOVAL: _("proposal to remove from the roll"),
        Matter.EXPULSION: _("proposal to expel"),
        Matter.REPRIMAND: _("reprimand"),
        Matter.WARNING: _("warning (discipline)"),
        Matter.DISMISSAL_FROM_POST: _("dismissal from post"),
        Matter.VOLUNTARY_LEAVE: _("request to leave the Party"),
        Matter.EXEMPTION_AGE_HEALTH: _("exemption for age or health"),
        Matter.EXEMPTION_OTHER: _("exemption for other reasons"),
        Matter.ANNUAL_RATING: _("yearly rating"),
        Matter.CONGRESS_RESOLUTION: _("resolution of the congress"),
    }


def _note_kind() -> dict[StrEnum, str]:
    return {
        NoteKind.PRAISE: _("praise"),
        NoteKind.REMINDER: _("reminder"),
        NoteKind.PETITION: _("petition"),
    }


def _task_status() -> dict[StrEnum, str]:
    return {
        TaskStatus.NEW: _("newly given"),
        TaskStatus.IN_PROGRESS: _("in progress"),
        TaskStatus.DONE: _("done"),
        TaskStatus.DROPPED: _("dropped"),
        TaskStatus.STANDING: _("standing task"),
    }


def _pledge_kind() -> dict[StrEnum, str]:
    return {
        PledgeKind.NO_DEGRADATION: _("pledge against degradation"),
        PledgeKind.ANNUAL_CULTIVATION: _("yearly pledge of cultivation"),
        PledgeKind.TOPIC_PLEDGE: _("pledge on a theme"),
    }


def _pledge_group() -> dict[StrEnum, str]:
    return {
        PledgeGroup.IDEOLOGY: _("political ideology"),
        PledgeGroup.MORALITY_LIFESTYLE: _("morality and lifestyle"),
        PledgeGroup.ORGANISATION_DISCIPLINE: _("organisation and discipline"),
        PledgeGroup.WORKING_STYLE: _("working style"),
        PledgeGroup.DUTY: _("assigned duty"),
        PledgeGroup.EXEMPLARY_ROLE: _("exemplary role"),
        PledgeGroup.HCM_STUDY: _("studying and following Hồ Chí Minh"),
        PledgeGroup.REMEDY: _("remedy of shortcomings"),
    }


def _exemplary_level() -> dict[StrEnum, str]:
    return {
        ExemplaryLevel.HEAD: _("head"),
        ExemplaryLevel.LEADER: _("leading official"),
        ExemplaryLevel.MEMBER: _("Party member"),
    }


def _measure_kind() -> dict[StrEnum, str]:
    return {
        MeasureKind.NUMBER: _("number"),
        MeasureKind.PERCENT: _("percentage"),
        MeasureKind.YES_NO: _("yes or no"),
        MeasureKind.DATE: _("date"),
        MeasureKind.TEXT: _("in words"),
    }


def _item_result() -> dict[StrEnum, str]:
    return {
        ItemResult.MET: _("kept"),
        ItemResult.PARTLY_MET: _("partly kept"),
        ItemResult.NOT_MET: _("not kept"),
    }


WORDS: dict[type[StrEnum], Callable[[], dict[StrEnum, str]]] = {
    MeetingMode: _meeting_mode,
    SpeechKind: _speech_kind,
    AgendaKind: _agenda_kind,
    Matter: _matter,
    NoteKind: _note_kind,
    TaskStatus: _task_status,
    PledgeKind: _pledge_kind,
    PledgeGroup: _pledge_group,
    ExemplaryLevel: _exemplary_level,
    MeasureKind: _measure_kind,
    ItemResult: _item_result,
}
