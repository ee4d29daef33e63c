"""What those who run a standup say of it, and who takes part, each in words and in what is meant.

What can be said is a row of `ORDERS`: how it is worded, and whether it is taken back now and then.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from standup.core.model import Standup
from standup.simulate.polled import BALLOTS

_DAY, _HOUR = timedelta(days=1), timedelta(hours=1)
_IN_SHORT = " (In short.)"
SHOWN = frozenset(
    {"remind missing", "extend", "start now", "pause", "cancel", "remove", "away", "back"}
    | {"poll", "cancel poll"}
)
"""What is shown first, and done once whoever said it says yes."""
RETIMES = frozenset({"time", "days", "deadline"})
_NAMED_FIRST = {"ask", "poll"}
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class Ordered:
    """Something said of a standup as it is meant.

    Of `pause` the value is the last day, of `cancel` the first and the last (None: the next run),
    of `extend` by how much, of `add` and `remove` who, of `days` the days of the week (0 for
    Monday), of `time` and `deadline` the time from midnight, of `ask` the number of the question
    and its words, of `away` who and the first and the last day, of `back` who,
    of `poll` what is asked.
    """

    standup: str
    name: str
    text: str
    value: Any = None


@dataclass(frozen=True, slots=True)
class Occasion:
    """Of which standup something is said, by whose calendar, and who might take part."""

    standup: Standup
    today: date
    people: tuple[str, ...]
    chance: Random

    @property
    def questions(self) -> list[str]:
        """How its questions are configured to be put."""
        return [one.ask for round_ in self.standup.rounds for one in round_.questions]


Worded = tuple[str, object | None]


def reworded(ask: str) -> str:
    """How a question is put in other words."""
    return ask + _IN_SHORT


def _plain(words: str) -> Callable[[Occasion], Worded]:
    return lambda _: (words, None)


def _pause(at: Occasion) -> Worded:
    last = at.today + at.chance.randint(0, 3) * _DAY
    return f"pause until {last}", last


def _cancel(at: Occasion) -> Worded:
    first = at.today + at.chance.randint(0, 3) * _DAY
    last = first + at.chance.randint(0, 2) * _DAY
    return f"cancel {first} to {last}", (first, last)


def _away(at: Occasion) -> Worded:
    whom, first = at.chance.choice(at.people), at.today + at.chance.randint(-1, 1) * _DAY
    last = first + at.chance.randint(0, 2) * _DAY
    return f"away {whom} {first} to {last}", (whom, first, last)


def _extend(at: Occasion) -> Worded:
    hours = at.chance.choice((1, 1, 5))
    return f"extend {hours} hour{'s' * (hours > 1)}", hours * _HOUR


def _person(name: str) -> Callable[[Occasion], Worded]:
    def worded(at: Occasion) -> Worded:
        whom = at.chance.choice(at.people)
        return f"{name} {whom}", whom

    return worded


def _days(at: Occasion) -> Worded:
    days = frozenset(at.chance.choice(((0, 1, 2, 3), (0, 3, 4), (1, 3, 5, 6))))
    return f"days {', '.join(_WEEKDAYS[day] for day in sorted(days))}", days


def _time(name: str) -> Callable[[Occasion], Worded]:
    def worded(at: Occasion) -> Worded:
        hour = at.chance.choice((1, 8, 10, 12, 23))
        return f"{name} {hour}:30", timedelta(hours=hour, minutes=30)

    return worded


def _ask(at: Occasion) -> Worded:
    number = at.chance.randint(1, len(at.questions))
    ask = at.questions[number - 1]
    words = reworded(ask) if at.chance.random() < 0.7 else ask
    return f"ask {at.standup.id} {number} {words}", (number, words)


def _poll(at: Occasion) -> Worded:
    ballot = at.chance.choice(BALLOTS)
    return f"poll {at.standup.id} {ballot.words}", ballot


@dataclass(frozen=True, slots=True)
class Order:
    """One thing that can be said: how it is worded, how often beside the others, and whether who
    said it takes it back now and then."""

    name: str
    worded: Callable[[Occasion], Worded]
    often: int = 2
    undone: bool = False


ORDERS = (
    Order("pause", _plain("pause"), undone=True),
    Order("pause", _pause, undone=True),
    Order("resume", _plain("resume"), often=4),
    Order("cancel", _plain("cancel next"), undone=True),
    Order("cancel", _cancel, undone=True),
    Order("start now", _plain("start now"), often=4),
    Order("remind missing", _plain("remind missing"), often=4),
    Order("extend", _extend, often=4),
    Order("tell", _plain("tell me who is missing"), undone=True),
    Order("tell no more", _plain("do not tell me who is missing"), often=1),
    Order("add", _person("add"), often=4, undone=True),
    Order("remove", _person("remove"), undone=True),
    Order("days", _days),
    Order("time", _time("time")),
    Order("deadline", _time("deadline")),
    Order("ask", _ask, often=3, undone=True),
    Order("away", _away, often=3),
    Order("back", _person("back")),
    Order("poll", _poll, often=3, undone=True),
    Order("cancel poll", _plain("cancel poll")),
)
_OFTEN = tuple(one.often for one in ORDERS)


def ordered(at: Occasion, *, may_retime: bool) -> tuple[Order, Ordered]:
    """What somebody who runs a standup says of it now."""
    while True:
        (order,) = at.chance.choices(ORDERS, _OFTEN)
        words, value = order.worded(at)
        if order.name not in RETIMES or (may_retime and len(at.standup.rounds) == 1):
            break
    named = words if order.name in _NAMED_FIRST else f"{words} {at.standup.id}"
    return order, Ordered(at.standup.id, order.name, f"/{named}", value)
