"""Plain texts to paste into the electronic handbook of members: the notice before a meeting, its result after it."""

from __future__ import annotations

from collections.abc import Iterator

from chibo_app.basics import dates
from chibo_app.documents import blocks, minutes, parts, wording
from chibo_app.documents.blocks import Para
from chibo_app.documents.letters import NO_BREAK
from chibo_app.queries.meeting_papers import MinutesFacts, Task

_SAY = "minutes_more"


def notice(facts: MinutesFacts) -> str:
    """Return the notice of time, place and content of a meeting."""
    say = wording.load(_SAY)
    return _text([
        *_head(facts, "notice"),
        say("handbook.agenda"),
        *(say("handbook.item", number=str(n), title=parts.bare(one.title)) for n, one in enumerate(facts.items, 1)),
        say("handbook.before"),
    ])  # fmt: skip


def result(facts: MinutesFacts) -> str:
    """Return the result of a meeting: who came, what was concluded and voted, who does what by when."""
    return _text([*_head(facts, "result"), *minutes.attendance_lines(facts.attendance, facts.body), *_outcome(facts)])


def _text(lines: list[str]) -> str:
    return "\n".join(line.replace(NO_BREAK, " ") for line in lines if line)


def _head(facts: MinutesFacts, kind: str) -> Iterator[str]:
    say, day = wording.load(_SAY), dates.long_date(facts.started.date())
    yield say(f"handbook.{kind}", kind=minutes.subject_of(facts.kind, facts.period).upper())
    yield say("handbook.cell", cell=facts.letterhead.cell_name)
    if facts.is_time_known:
        yield say("handbook.time", hour=parts.hour(facts.started), day=day)
    else:
        yield say("handbook.time_day", day=day)
    if facts.location:
        yield say("handbook.place", place=parts.bare(facts.location))
    if facts.mode:
        yield say("handbook.mode", mode=wording.load("minutes")(f"modes.{facts.mode}"))
    if facts.theme_title:
        yield say("handbook.theme", theme=parts.bare(facts.theme_title))
    if facts.chair:
        yield say("handbook.chair", name=facts.chair)


def _outcome(facts: MinutesFacts) -> Iterator[str]:
    say = wording.load(_SAY)
    for item in facts.items:
        if item.conclusion:
            words = parts.sentence(" ".join(item.conclusion.split()))
            yield say("handbook.item_conclusion", title=parts.bare(item.title), words=words)
    if facts.conclusion:
        yield say("handbook.conclusion", words=parts.sentence(" ".join(facts.conclusion.split())))
    votes = [vote for item in facts.items for vote in item.votes]
    for vote in votes:
        yield from (blocks.words(line.text) for line in minutes.vote_paras(vote)[:1] if isinstance(line, Para))
    if facts.tasks:
        yield say("handbook.tasks")
        yield from map(_task, facts.tasks)


def _task(task: Task) -> str:
    say = wording.load(_SAY)
    due = say("handbook.task_due", due=task.due) if task.due else ""
    return parts.sentence(say("handbook.task", work=parts.bare(task.work), people=task.people, due=due))
