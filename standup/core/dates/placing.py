"""Where the days lie that a phrase names, seen from today."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import TypeVar

from standup.core.dates.phrases import read
from standup.core.dates.spans import DAY, Span
from standup.core.dates.things import (
    COMING,
    MONTH,
    Chosen,
    Cut,
    DayIn,
    Edge,
    Exact,
    Monthly,
    Offset,
    Part,
    Phrase,
    Recurring,
    Thing,
    Weekday,
    Weekend,
    Yearly,
)
from standup.core.dates.unclear import Problem, Unclear

T = TypeVar("T")

_AS_IF_NOT_SAID: frozenset[Problem] = frozenset({"not_understood", "no_such_date", "apart"})
_FURTHEST = 9  # years between two 29 Februaries, at most, and one


def meant(text: str, symbol: str, place: Callable[[Phrase], T]) -> T:
    """The one thing that a text can mean; Unclear where it is none, or may be several.

    What the calendar does not have was not meant; what it has, and is over, may have been.
    """
    return agreed(read(text, symbol), place)


def agreed(phrases: Iterable[Phrase], place: Callable[[Phrase], T]) -> T:
    """The one thing that these come to. See `meant`."""
    found: set[T | Problem] = set()
    for phrase in phrases:
        try:
            found.add(place(phrase))
        except Unclear as unclear:
            found.add(unclear.problem)
        except (ValueError, OverflowError):
            found.add("no_such_date")
    sure = {one for one in found if one not in _AS_IF_NOT_SAID} or found
    if len(sure) > 1:
        raise Unclear("ambiguous")
    only = next(iter(sure), "not_understood")
    if isinstance(only, str):
        raise Unclear(only)  # type: ignore[arg-type]
    return only


def first_not_over(thing: Recurring, day: date) -> Span:
    """The first that is not over before a day."""
    index = thing.index(day)
    spans = (thing.nth(index + later) for later in range(_tries(thing)))
    return _checked(thing, next((s for s in spans if s and s.last >= day), None))


def last_begun(thing: Recurring, day: date) -> Span:
    """The last that has begun on a day."""
    index = thing.index(day)
    spans = (thing.nth(index - earlier) for earlier in range(_tries(thing)))
    return _checked(thing, next((s for s in spans if s and s.first <= day), None))


def _tries(thing: Recurring) -> int:
    """Only a 29 February is looked for in other years; a week 53 that this one lacks is a slip."""
    return _FURTHEST if isinstance(thing, Yearly) else 2


def _checked(thing: Thing, found: Span | None) -> Span:
    if found is None:
        raise Unclear("no_such_date")
    said = thing.weekday if isinstance(thing, Exact | Yearly | Monthly) else None
    if said not in {None, found.first.weekday()}:
        raise Unclear("no_such_date")
    return found


def fixed(thing: Thing, today: date, recurring: Callable[[Recurring], Span]) -> Span:
    """Where a thing lies; what comes again as `recurring` finds it."""
    if isinstance(thing, Recurring):
        return recurring(thing)
    if isinstance(thing, Chosen):
        return _chosen(thing, today)
    if isinstance(thing, Cut):
        return thing.cut(fixed(thing.of, today, recurring), today)
    return _checked(thing, thing.on(today))


def _chosen(chosen: Chosen, today: date) -> Span:
    """This, next or last one; Unclear where people differ on which it is."""
    of = chosen.of
    index = of.index(today)
    if chosen.which == 0:
        return _checked(of, of.nth(index))
    if chosen.which == COMING:
        return first_not_over(of, today + DAY)
    if chosen.which == 1:
        found, other = first_not_over(of, today + DAY), of.nth(index + 1)
        if found.first <= today:  # it is one now
            found = first_not_over(of, found.last + DAY)
    else:
        found, other = last_begun(of, today - DAY), of.nth(index - 1)
        if found.last >= today:
            found = last_begun(of, found.first - DAY)
        if isinstance(of, Weekday | Weekend):
            return found
    if found != other:
        raise Unclear("ambiguous")
    return found


def is_day(thing: Thing) -> bool:
    """Whether its last day is what is meant by it, rather than its first."""
    match thing:
        case Edge(_, is_end):
            return is_end
        case Chosen(_, of):
            return isinstance(of, Weekday)
        case _:
            return isinstance(thing, Offset | Exact | DayIn | Weekday | Monthly | Yearly)


def is_long(thing: Thing) -> bool:
    """Whether it is a unit of the calendar of a month or more, as opposed to days."""
    return isinstance(thing, Part) and thing.unit >= MONTH
