"""Whether the rounds and questions of a standup follow on each other."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from typing import TypeVar

from standup.config.check_kinds import check_kind
from standup.config.cron import asks_whenever, cron, opening
from standup.config.fields import reference
from standup.config.problems import Finding, Loc, WrongError, did_you_mean, one_of, shown
from standup.config.times import duration, wall_time, window
from standup.config.yaml_source import Source
from standup.core.model import Window

RESERVED = {"accountability"}
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Round:
    """What could be read of a round."""

    loc: Loc
    id: str | None
    cron: str | None
    closes: timedelta | None
    reminder: timedelta | None
    window: Window | None

    @property
    def opens(self) -> timedelta | None:
        return opening(self.cron) if self.cron else None

    @property
    def earliest(self) -> timedelta | None:
        """When the first may be asked."""
        return self.window.first if self.window else self.opens

    @property
    def latest(self) -> timedelta | None:
        """When the last may be asked."""
        return self.window.last if self.window else self.opens


@dataclass(frozen=True, slots=True)
class _Question:
    """What could be read of a question; its name is `round.question`."""

    loc: Loc
    round: _Round
    id: str | None
    kind: str
    of: str | None
    sorts: bool
    life: str | None

    @property
    def name(self) -> str:
        return f"{self.round.id}.{self.id}"


def check_rounds(source: Source) -> Iterator[Finding]:
    """Ids, times and references of a standup's rounds and questions."""
    rounds = [_round(source, loc) for loc, _ in source.items("rounds")]
    questions = [question for round_ in rounds for question in _questions(source, round_)]
    yield from _ids(rounds, questions)
    yield from _order(rounds)
    yield from _unscheduled(source, rounds)
    yield from _sorting(questions)
    for round_ in rounds:
        yield from _deadline(round_)
        yield from _window(round_)
    yield from _apart(rounds)
    for index, question in enumerate(questions):
        yield from _outcome(question, questions[:index], questions)
        yield from check_kind(source, question.loc, question.kind)


def read(parse: Callable[[str], T], text: object) -> T | None:
    """What a text says; None when it says nothing, which the schema reports."""
    try:
        return parse(text) if isinstance(text, str) else None
    except WrongError:
        return None


def _round(source: Source, loc: Loc) -> _Round:
    return _Round(
        loc,
        read(str, source.at(*loc, "id")),
        read(cron, source.at(*loc, "cron")),
        read(wall_time, source.at(*loc, "closes")),
        read(duration, source.at(*loc, "reminder")),
        read(window, source.at(*loc, "opens")),
    )


def _questions(source: Source, round_: _Round) -> Iterator[_Question]:
    for loc, _ in source.items(*round_.loc, "questions"):
        question_id = read(str, source.at(*loc, "id"))
        kind = read(str, source.at(*loc, "kind")) or "text"
        of, sorts = read(str, source.at(*loc, "of")), source.at(*loc, "sorts") == "true"
        life = read(str, source.at(*loc, "life"))
        yield _Question(
            loc=loc, round=round_, id=question_id, kind=kind, of=of, sorts=sorts, life=life
        )


def _ids(rounds: list[_Round], questions: list[_Question]) -> Iterator[Finding]:
    for index, round_ in enumerate(rounds):
        if round_.id in RESERVED:
            yield Finding((*round_.loc, "id"), f"`{round_.id}` is a reserved word", "another id")
        if round_.id is not None and round_.id in {other.id for other in rounds[:index]}:
            yield Finding((*round_.loc, "id"), f"there is already a round `{shown(round_.id)}`")
    for index, question in enumerate(questions):
        before = {other.id for other in questions[:index] if other.round is question.round}
        if question.id is not None and question.id in before:
            yield Finding(
                (*question.loc, "id"), f"this round already has a question `{shown(question.id)}`"
            )


def _sorting(questions: list[_Question]) -> Iterator[Finding]:
    sorting = [question for question in questions if question.sorts]
    for question in sorting[1:]:
        what = f"the log is already sorted by `{shown(sorting[0].name)}`"
        yield Finding((*question.loc, "sorts"), what, "`sorts: true` at one question")


def _order(rounds: list[_Round]) -> Iterator[Finding]:
    latest: _Round | None = None
    for round_ in rounds:
        if round_.opens is None:
            continue
        if latest and latest.opens is not None and round_.opens <= latest.opens:
            yield Finding(
                (*round_.loc, "cron"),
                f"opens at {_clock(round_.opens)}, not after `{shown(str(latest.id))}`"
                f" at {_clock(latest.opens)}",
                "rounds in the order of the day",
            )
        latest = round_


_OF_A_SCHEDULE = {
    "reminder": "nobody is reminded of what nobody is asked",
    "grace": "no opening can be missed",
    "opens": "nobody is asked, so nobody can choose when",
    "early": "it may be begun at any time of its day",
    "late": "it may be begun at any time until it closes",
}
"""What makes no sense without a schedule, and why."""


def _unscheduled(source: Source, rounds: list[_Round]) -> Iterator[Finding]:
    """What a round without a `cron` cannot have, and that either each round has one or none."""
    scheduled = next((one for one in rounds if source.at(*one.loc, "cron") is not None), None)
    for round_ in rounds:
        if source.at(*round_.loc, "cron") is not None:
            continue
        if scheduled is not None:
            yield Finding(
                round_.loc,
                f"there is no `cron`, and `{shown(str(scheduled.id))}` has one",
                "a `cron` in each round; what people report without a schedule is a standup of its"
                " own, with no `cron` in it",
            )
            continue
        for key, why in _OF_A_SCHEDULE.items():
            if source.at(*round_.loc, key) is not None and not _is_none(source, round_, key):
                what = f"without a `cron`, {why}"
                yield Finding((*round_.loc, key), what, f"no `{key}`, or a `cron`")
        if round_.closes is not None and round_.closes <= timedelta(0):
            yield Finding(
                (*round_.loc, "closes"), "closes before it opens at 00:00", "a later time"
            )


def _is_none(source: Source, round_: _Round, key: str) -> bool:
    """Whether it is written that there is none."""
    return key in {"reminder", "late"} and str(source.at(*round_.loc, key)).strip() == "0"


def _deadline(round_: _Round) -> Iterator[Finding]:
    if round_.opens is None or round_.closes is None:
        return
    open_for = round_.closes - round_.opens
    if open_for <= timedelta(0):
        yield Finding(
            (*round_.loc, "closes"),
            f"closes before it opens at {_clock(round_.opens)}",
            "a later time, or `+1 day` before it for the morning after",
        )
    elif round_.reminder is not None and round_.reminder >= open_for:
        yield Finding(
            (*round_.loc, "reminder"),
            f"the reminder would come before the question at {_clock(round_.opens)}",
            "less time before the deadline, or 0 for no reminder",
        )


def _window(round_: _Round) -> Iterator[Finding]:
    """Whether the hours to choose from are around the usual time, and before the deadline."""
    if round_.window is None or round_.opens is None:
        return
    first, last = map(_clock, (round_.window.first, round_.window.last))
    if not round_.window.has(round_.opens):
        yield Finding(
            (*round_.loc, "opens"),
            f"the team is asked at {_clock(round_.opens)}, which isn't within {first}-{last}",
            "hours around the time of `cron`",
        )
    elif round_.closes is not None and round_.window.last >= round_.closes:
        yield Finding(
            (*round_.loc, "opens"),
            f"somebody asked at {last} couldn't answer: it closes at {_clock(round_.closes)}",
            "hours that end before it closes",
        )


def _apart(rounds: list[_Round]) -> Iterator[Finding]:
    """Whether nobody may choose a time of one round that is after the next one's."""
    for before, after in pairwise(rounds):
        ends, begins = before.latest, after.earliest
        is_chosen = before.window is not None or after.window is not None
        if is_chosen and ends is not None and begins is not None and begins <= ends:
            own = after if after.window is not None else before
            yield Finding(
                (*own.loc, "opens"),
                f"`{shown(str(after.id))}` could be asked at {_clock(begins)}, and"
                f" `{shown(str(before.id))}` before it as late as {_clock(ends)}",
                "hours of the two rounds that do not meet",
            )


def _outcome(
    question: _Question, before: list[_Question], questions: list[_Question]
) -> Iterator[Finding]:
    items = [other.name for other in before if other.kind == "items" and other.id]
    if question.kind == "outcome" and question.life is not None:
        if question.of is not None:
            what = "an `outcome` with a `life` is of all that lives"
            yield Finding((*question.loc, "of"), what, "`of` or `life`, not both")
    elif question.kind == "outcome" and question.of is None:
        yield Finding(
            question.loc,
            "an `outcome` must say what it is the outcome of",
            "`of:` with an earlier `items` question" + (f": {one_of(items)}" if items else ""),
        )
    elif question.kind == "outcome" and (name := _target(question)):
        yield from _reference(question, name, items, questions)


def _target(question: _Question) -> str | None:
    target = read(reference, question.of)
    return f"{target[0] or question.round.id}.{target[1]}" if target else None


def _reference(
    question: _Question, name: str, items: list[str], questions: list[_Question]
) -> Iterator[Finding]:
    loc = (*question.loc, "of")
    found = next((other for other in questions if other.name == name), None)
    expected = one_of(items) if items else "an `items` question earlier in this standup"
    if found is None:
        near = did_you_mean(name, items)
        yield Finding(loc, f"there is no question `{shown(name)}`", expected, near)
    elif found.kind != "items":
        yield Finding(
            loc,
            f"`{shown(name)}` is of kind `{shown(found.kind)}`",
            f"an `items` question: {expected}",
        )
    elif name not in items:
        yield Finding(loc, f"`{shown(name)}` is not asked before this", expected)
    elif not _asked_on_the_same_days(found.round, question.round):
        yield Finding(
            loc,
            f"`{shown(str(found.round.id))}` is not asked on every day of this round",
            "a round whose cron line has the same days",
        )


def _asked_on_the_same_days(earlier: _Round, later: _Round) -> bool:
    if earlier.cron is None or later.cron is None:
        return True
    return asks_whenever(earlier.cron, later.cron)


def _clock(time: timedelta) -> str:
    minutes = int(time.total_seconds()) // 60
    return f"{minutes // 60:02}:{minutes % 60:02}"
