"""One line of a roll call, and what the member's own record makes of it (meetings-pledges.md 1.7.1)."""

from __future__ import annotations

from dataclasses import dataclass

from chibo_app.rules.kinds import AttendanceStatus, Participation, Standing

PRESENT = frozenset({
    AttendanceStatus.PRESENT, AttendanceStatus.PRESENT_LATE, AttendanceStatus.PRESENT_LEFT_EARLY,
})  # fmt: skip
# States in which a member is not called to the meeting; who nevertheless comes and votes is counted in the base.
MAY_STILL_VOTE = frozenset({Participation.EXEMPT, Participation.TEMPORARY_OUT, Participation.ABROAD_TEMPORARY})
_FROM_STATUS = {
    AttendanceStatus.EXEMPT: Participation.EXEMPT,
    AttendanceStatus.TEMPORARY_ELSEWHERE: Participation.TEMPORARY_OUT,
    AttendanceStatus.TEMPORARY_GUEST_MEMBER: Participation.TEMPORARY_IN,
    AttendanceStatus.SUSPENDED: Participation.SUSPENDED,
}


@dataclass(frozen=True, slots=True)
class AttendanceRow:
    """One person of the cell's list at one meeting.

    `standing` and `participation` are those of the meeting's day. `votes` says whether somebody who need not
    come (exempt, temporarily away) and did come takes part in the vote.
    """

    member_id: str
    standing: Standing
    participation: Participation = Participation.ACTIVE
    status: AttendanceStatus = AttendanceStatus.UNMARKED
    votes: bool = True

    @property
    def taking_part(self) -> Participation:
        """The participation of the day, or what the roll call itself says of it."""
        if self.participation is Participation.ACTIVE:
            return _FROM_STATUS.get(self.status, Participation.ACTIVE)
        return self.participation

    @property
    def is_official(self) -> bool:
        """Whether the member is official on that day."""
        return self.standing is Standing.OFFICIAL

    @property
    def is_guest(self) -> bool:
        """Whether the person only lives Party life here temporarily and is on the roll of another cell."""
        return self.taking_part is Participation.TEMPORARY_IN

    @property
    def is_convened(self) -> bool:
        """Whether the member is called to the meeting: on this roll, neither exempt, away, suspended nor detained."""
        return self.taking_part is Participation.ACTIVE

    @property
    def is_present(self) -> bool:
        """Whether the person is in the room, from the beginning or later."""
        return self.status in PRESENT
