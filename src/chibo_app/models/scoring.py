"""Rule sets for scoring a meeting: the central frame is shipped, local sets are data of the book."""

from datetime import date
from typing import Any

from sqlalchemy import JSON, Column
from sqlmodel import Field, SQLModel

from chibo_app.models.base import FORM, Line, Record, choice, line, maybe_ref, ref, required_line
from chibo_app.rules.kinds import ScoringMode


class QualityRuleSetBase(SQLModel):
    """A local set of criteria with its time; `cell_id` empty means all cells of the book (meetings-pledges.md 2.2)."""

    cell_id: str | None = maybe_ref("cell")
    name: Line = required_line()
    valid_from: date
    valid_to: date | None = None
    source: Line = required_line()


class QualityRuleSetForm(QualityRuleSetBase):
    """What may be stored of a set."""

    model_config = FORM


class QualityRuleSet(QualityRuleSetBase, Record, table=True):
    """Local sets of criteria."""

    __tablename__ = "quality_rule_set"
    __form__ = QualityRuleSetForm


class QualityCriterionBase(SQLModel):
    """One criterion. `points` is decimal text; `options` are choices with points; `fact` names what answers it."""

    rule_set_id: str = ref("quality_rule_set")
    position: int = Field(ge=1)
    key: Line = required_line(60)
    group_title: Line = line()
    title: Line = required_line(500)
    mode: ScoringMode = choice(ScoringMode, ScoringMode.POINTS)
    points: Line = required_line(10)
    options: list[dict[str, Any]] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True)))
    fact: Line = line(60)


class QualityCriterionForm(QualityCriterionBase):
    """What may be stored of a criterion."""

    model_config = FORM


class QualityCriterion(QualityCriterionBase, Record, table=True):
    """The criteria of local sets, in order."""

    __tablename__ = "quality_criterion"
    __form__ = QualityCriterionForm
