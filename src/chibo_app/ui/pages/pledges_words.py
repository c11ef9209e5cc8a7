"""The words a person reads for the closed lists of pledges, and the choices made of them."""

from __future__ import annotations

from chibo_app.basics.i18n import _
from chibo_app.rules.kinds import ExemplaryLevel, ItemResult, MeasureKind, PledgeGroup, PledgeKind
from chibo_app.ui.kit.fields import Option

CATALOGUES = ("signs27", "forbidden19", "ethics", "mottos")


def catalogue(name: str) -> str:
    """Return the title of a catalogue promises are tied to."""
    return {
        "signs27": _("27 signs of degradation"),
        "forbidden19": _("19 things a member may not do"),
        "ethics": _("Standards of revolutionary ethics"),
        "mottos": _("Mottos"),
    }[name]


def kind(value: PledgeKind) -> str:
    """Return the word for a kind of pledge."""
    return {
        PledgeKind.NO_DEGRADATION: _("Pledge against degradation"),
        PledgeKind.ANNUAL_CULTIVATION: _("Yearly pledge of cultivation and effort"),
        PledgeKind.TOPIC_PLEDGE: _("Pledge on one topic"),
    }[value]


def group(value: PledgeGroup) -> str:
    """Return the word for a part of a pledge."""
    return {
        PledgeGroup.IDEOLOGY: _("Political thinking"),
        PledgeGroup.MORALITY_LIFESTYLE: _("Morality and way of life"),
        PledgeGroup.ORGANISATION_DISCIPLINE: _("Organisation and discipline"),
        PledgeGroup.WORKING_STYLE: _("Manner of working"),
        PledgeGroup.DUTY: _("Tasks given"),
        PledgeGroup.EXEMPLARY_ROLE: _("Setting an example"),
        PledgeGroup.HCM_STUDY: _("Learning from and following Ho Chi Minh"),
        PledgeGroup.REMEDY: _("Mending weak points"),
    }[value]


def level(value: ExemplaryLevel) -> str:
    """Return the word for a level of exemplary responsibility."""
    return {
        ExemplaryLevel.HEAD: _("1 – head of a committee, agency or unit"),
        ExemplaryLevel.LEADER: _("2 – committee member or holder of a leading post"),
        ExemplaryLevel.MEMBER: _("3 – member"),
    }[value]


def measure(value: MeasureKind) -> str:
    """Return the word for a way of counting."""
    return {
        MeasureKind.NUMBER: _("a number"),
        MeasureKind.PERCENT: _("a share in percent"),
        MeasureKind.YES_NO: _("done or not done"),
        MeasureKind.DATE: _("by a day"),
        MeasureKind.TEXT: _("in words"),
    }[value]


def result(value: ItemResult | None) -> str:
    """Return the word for how far a promise was kept."""
    words = {
        ItemResult.MET: _("kept"),
        ItemResult.PARTLY_MET: _("partly kept"),
        ItemResult.NOT_MET: _("not kept"),
    }  # fmt: skip
    return words[value] if value else ""


def kinds() -> list[Option]:
    """Return the kinds of pledge to choose from."""
    return [Option(one.value, kind(one)) for one in PledgeKind]


def groups() -> list[Option]:
    """Return the parts of a pledge to choose from."""
    return [Option(one.value, group(one)) for one in PledgeGroup]


def levels() -> list[Option]:
    """Return the levels to choose from."""
    return [Option(one.value, level(one)) for one in ExemplaryLevel]


def measures() -> list[Option]:
    """Return the ways of counting to choose from."""
    return [Option(one.value, measure(one)) for one in MeasureKind]


def results() -> list[Option]:
    """Return the results to choose from."""
    return [Option(one.value, result(one)) for one in ItemResult]
