"""Periods of many people, made up from a seed, and every picture there is of them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import count
from random import Random
from unittest.mock import patch

from standup.core.asking import questions
from standup.core.asking.check_in import Answer, CheckIn, State
from standup.core.messages.markup import Picture
from standup.core.model import Question, Round, Standup
from standup.core.reports.report import Period, Presence, RunReport, Standing
from standup.core.wording.pictures import pictures

PLAN = Question("will_learn", "items", "What will you learn?")
KIND = Question(
    *("kind", "choice", "Of what kind is it?"),
    options=("Reading", "Code", "Mathematics", "Writing", "Making something by hand"),
    sorts=True,
)
CAME = Question("did_learn", "outcome", "What did you learn?", of=("plan", "will_learn"))
MOOD = Question("mood", "mood", "How was the day?")
HOURS = Question("hours", "number", "How many hours did you have for it?", unit="h")
FOCUS = Question("focus", "scale", "How focused were you?", labels=("scattered", "in flow"))
DAY = timedelta(days=1)
ROUNDS = (
    Round("plan", "Plan", "30 9 * * thu", (PLAN, KIND), timedelta(hours=12)),
    Round("learned", "Learned", "0 17 * * thu", (CAME, MOOD, HOURS, FOCUS), timedelta(hours=20)),
)
STANDUP = Standup("learning-day", "Learning Day", ROUNDS, (), ())
_OUTCOMES = ("1 done 2 done", "1 done 2 partly", "1 done 2 not", "1 changed 2 done", "1 not 2 not")
_OTHERWISE = (Standing.MISSING,) * 3 + (Standing.AWAY,) * 2 + (Standing.SKIPPED,)


_CHARTS = (
    *("kinds", "participation", "calendar", "follow-through"),
    *("learned-mood", "learned-hours", "learned-focus"),
)
NAMES = tuple(f"{period}{chart}" for period in ("", "daily-", "year-") for chart in _CHARTS)
"""What the examples are called, which is known before they are made."""


@cache
def examples() -> dict[str, Picture]:
    """Each picture of a quarter of 200 people's Learning Days, and of other periods; they say the
    same few things thousands of times, each of which is read once."""
    with patch.object(questions, "read", cache(questions.read)):
        quarter = pictures(period(200))
        daily = pictures(period(12, days=92, every=DAY, title="Daily standup"))
        year = pictures(period(20, days=364, gaps=(6, 7, 30)))
    return (
        quarter
        | {f"daily-{name}": picture for name, picture in daily.items()}
        | {f"year-{name}": picture for name, picture in year.items()}
    )


def period(
    people: int,
    *,
    first: date = date(2026, 10, 1),
    days: int = 91,
    every: timedelta = 7 * DAY,
    gaps: tuple[int, ...] = (4,),
    title: str = STANDUP.title,
    seed: int = 7,
) -> Period:
    """A standup's days, some of which were not held."""
    random, numbers = Random(seed), count(1)  # noqa: S311
    standup = replace(STANDUP, title=title)
    held = [first + n * every for n in range(days // every.days)]
    held = [day for day in held if every > DAY or day.weekday() < 5]
    runs = tuple(
        RunReport(
            *(standup, day, True),
            tuple(_present(standup, f"p{n}", day, random, numbers) for n in range(people)),
        )
        for number, day in enumerate(held)
        if number not in gaps
    )
    unheld = tuple(day for number, day in enumerate(held) if number in gaps)
    return Period(standup, held[0], held[-1], runs, unheld)


def _present(
    standup: Standup, person: str, day: date, random: Random, numbers: Iterator[int]
) -> Presence:
    chance = random.random()
    if chance > 0.8 + 0.1 * (day.month % 2):
        return Presence(person, person, (None, None), (random.choice(_OTHERWISE),) * 2)
    late = chance < 0.1
    first = _check_in(
        *(standup, "plan", day, next(numbers)),
        {"will_learn": "one\ntwo", "kind": _drawn(random, KIND.options)},
        late=False,
    )
    second = _check_in(
        *(standup, "learned", day, next(numbers)),
        {
            "did_learn": _drawn(random, _OUTCOMES),
            "mood": str(random.choice((3, 4, 4, 5))),
            "hours": str(random.randint(2, 7)),
            "focus": str(random.randint(2, 5)),
        },
        late=late,
    )
    standing = Standing.LATE if late else Standing.SHARED
    return Presence(person, person, (first, second), (Standing.SHARED, standing))


def _drawn(random: Random, options: tuple[str, ...]) -> str:
    return random.choices(options, range(len(options), 0, -1))[0]


def _check_in(
    standup: Standup, round_: str, day: date, number: int, said: dict[str, str], *, late: bool
) -> CheckIn:
    at = datetime(day.year, day.month, day.day, 10, tzinfo=UTC)
    answers = tuple(Answer(q, f"chat:{number}.{q}", text, at) for q, text in said.items())
    return CheckIn(
        *(number, 1, day, standup, round_, "UTC", State.DONE),
        opened_at=at,
        deadline=at + timedelta(hours=10),
        shown={"did_learn": ("one", "two")},
        answers=answers,
        posted=True,
    )
