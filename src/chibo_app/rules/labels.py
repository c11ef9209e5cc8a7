"""The words a person reads for the closed lists of `kinds`."""

from __future__ import annotations

from chibo_app.basics.i18n import _
from chibo_app.rules.kinds import (
    AttendanceStatus,
    BallotKind,
    CaseKind,
    EventKind,
    MeetingType,
    Participation,
    Standing,
)


def standing(value: Standing) -> str:
    """Return the word for a party standing."""
    return {
        Standing.NONE: _("not a Party member"),
        Standing.PROSPECT: _("outstanding non-member being followed"),
        Standing.SYMPATHIZER: _("Party sympathizer"),
        Standing.PROPOSED: _("proposed for admission"),
        Standing.ADMISSION_DECIDED: _("admission decided, ceremony not yet held"),
        Standing.PROBATIONARY: _("probationary member"),
        Standing.OFFICIAL: _("official member"),
        Standing.DECEASED: _("deceased"),
        Standing.EXPELLED: _("expelled"),
        Standing.REMOVED: _("name removed from the roll"),
        Standing.WITHDRAWN: _("left the Party on request"),
        Standing.ADMISSION_ANNULLED: _("admission annulled"),
        Standing.TRANSFERRED_OUT: _("transferred to another cell"),
    }[value]


def participation(value: Participation) -> str:
    """Return the word for a way of taking part."""
    return {
        Participation.ACTIVE: _("taking part"),
        Participation.TEMPORARY_OUT: _("temporarily at another cell"),
        Participation.TEMPORARY_IN: _("temporarily here from another cell"),
        Participation.EXEMPT: _("exempt from work and meetings"),
        Participation.SUSPENDED: _("suspended from Party life"),
        Participation.IN_CUSTODY: _("prosecuted or detained"),
        Participation.ABROAD_OFFICIAL: _("officially transferred abroad"),
        Participation.ABROAD_TEMPORARY: _("temporarily abroad"),
        Participation.IN_TRANSFER: _("transfer not yet received"),
        Participation.INTERRUPTED: _("contact lost, Party life interrupted"),
    }[value]


def event(value: EventKind) -> str:
    """Return the word for an event of membership."""
    return {
        EventKind.PROSPECT: _("Followed as outstanding non-member"),
        EventKind.SYMPATHIZER: _("Entered in the list of sympathizers"),
        EventKind.PROPOSED: _("Cell proposed admission"),
        EventKind.ADMISSION_DECIDED: _("Admission decided"),
        EventKind.PROSPECT_ENDED: _("No longer followed"),
        EventKind.ADMITTED: _("Admitted"),
        EventKind.READMITTED: _("Admitted again"),
        EventKind.BECAME_OFFICIAL: _("Recognised as official member"),
        EventKind.RECOGNITION_REVOKED: _("Recognition as official member revoked"),
        EventKind.RESTORED: _("Rights of member restored"),
        EventKind.RESUMED: _("Party life resumed"),
        EventKind.TRANSFERRED_IN: _("Transferred in"),
        EventKind.TRANSFERRED_OUT: _("Transferred out"),
        EventKind.DIED: _("Died"),
        EventKind.EXPELLED: _("Expelled"),
        EventKind.REMOVED: _("Name removed from the roll"),
        EventKind.WITHDREW: _("Allowed to leave the Party"),
        EventKind.ANNULLED: _("Admission annulled"),
    }[value]


def attendance(value: AttendanceStatus) -> str:
    """Return the word for a roll-call answer."""
    return {
        AttendanceStatus.PRESENT: _("present"),
        AttendanceStatus.PRESENT_LATE: _("present, came late"),
        AttendanceStatus.PRESENT_LEFT_EARLY: _("present, left early"),
        AttendanceStatus.ABSENT_EXCUSED: _("absent with reason"),
        AttendanceStatus.ABSENT_UNEXCUSED: _("absent without reason"),
        AttendanceStatus.EXEMPT: _("exempt"),
        AttendanceStatus.TEMPORARY_ELSEWHERE: _("temporarily elsewhere"),
        AttendanceStatus.TEMPORARY_GUEST_MEMBER: _("temporary guest member"),
        AttendanceStatus.SUSPENDED: _("suspended"),
        AttendanceStatus.SPECIAL_DUTY: _("on special duty"),
        AttendanceStatus.UNMARKED: _("not yet marked"),
    }[value]


def ballot(value: BallotKind) -> str:
    """Return the word for a way of voting."""
    return {
        BallotKind.SHOW_OF_HANDS: _("show of hands"),
        BallotKind.SECRET_BALLOT: _("secret ballot"),
        BallotKind.ELECTRONIC: _("electronic vote"),
    }[value]


def meeting(value: MeetingType) -> str:
    """Return the word for a kind of meeting."""
    return {
        MeetingType.REGULAR: _("Regular meeting"),
        MeetingType.THEMATIC: _("Thematic meeting"),
        MeetingType.REGULAR_WITH_THEMATIC: _("Regular meeting with a theme"),
        MeetingType.EXTRAORDINARY: _("Extraordinary meeting"),
        MeetingType.COMMITTEE: _("Meeting of the cell committee"),
        MeetingType.ANNUAL_REVIEW: _("Year-end review meeting"),
        MeetingType.HALF_YEAR: _("Half-year meeting"),
        MeetingType.YEAR_END_SUMMARY: _("Year-end summary meeting"),
        MeetingType.CONGRESS: _("Cell congress"),
        MeetingType.ADMISSION: _("Meeting on admission"),
        MeetingType.OFFICIAL_RECOGNITION: _("Meeting on recognition as official member"),
        MeetingType.DISCIPLINE: _("Meeting on discipline"),
        MeetingType.ADMISSION_CEREMONY: _("Admission ceremony"),
        MeetingType.PARTY_GROUP: _("Meeting of a Party group"),
    }[value]


def case(value: CaseKind) -> str:
    """Return the word for a kind of case."""
    return {
        CaseKind.ADMISSION: _("Admission"),
        CaseKind.RECOGNITION: _("Recognition as official member"),
        CaseKind.REMOVAL: _("Removal from the roll"),
        CaseKind.EXPULSION: _("Expulsion"),
        CaseKind.WITHDRAWAL: _("Voluntary leave"),
        CaseKind.DISCIPLINE: _("Discipline"),
        CaseKind.TRANSFER: _("Transfer"),
        CaseKind.EXEMPTION: _("Exemption"),
        CaseKind.SUSPENSION: _("Suspension"),
        CaseKind.RESTORATION: _("Restoration of rights"),
        CaseKind.RESUMPTION: _("Resuming Party life"),
        CaseKind.READMISSION: _("Admission again"),
        CaseKind.COMPLAINT: _("Complaint"),
        CaseKind.REVOCATION: _("Revocation of a decision"),
        CaseKind.DEATH: _("Death"),
        CaseKind.ANNULMENT: _("Annulment of admission"),
        CaseKind.RECEPTION: _("Reception of a transferred member"),
        CaseKind.CORRECTION: _("Correction of a wrong admission"),
    }[value]
