"""Days gone by, and periods that hold today, read from the ways in which people name them.

What has no year is the last such day, week or month that has begun; a weekday lies before today.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from standup.core.dates.phrases import beginnings
from standup.core.dates.placing import (
    agreed,
    first_not_over,
    fixed,
    is_day,
    is_long,
    last_begun,
    meant,
)
from standup.core.dates.spans import DAY, Bounds, Span
from standup.core.dates.things import (
    Ago,
    Chosen,
    Edge,
    Monthly,
    Only,
    Part,
    Phrase,
    Recurring,
    Run,
    Several,
    Since,
    Thing,
    Weekday,
    Weekend,
    Within,
    Yearly,
)
from standup.core.dates.unclear import Unclear
from standup.core.dates.words import begins

_USUAL = timedelta(days=91)
_LONGEST = timedelta(days=366)
_YEARLESS = 270 * DAY
_A_DAY = 1
_MOST_WORDS = 10
_NARROWING = frozenset({"on", "since", "from", "starting", "until", "through", "between"})


def read(said: str, today: date) -> Span | None:
    """The days that a text names, whole; None where it is not clear which."""
    try:
        return meant(said, "back", lambda phrase: _placed(phrase, today))
    except Unclear:
        return None


def reported(said: str, today: date) -> Span | None:
    """The days of a report: none after today and a year at most; of nothing said, three months."""
    found = read(said, today) if said else Span(today - _USUAL + DAY, today)
    if found is None:
        return None
    last = min(found.last, today)
    return Span(max(found.first, last - _LONGEST + DAY), last)


def _placed(phrase: Phrase, today: date) -> Span:
    found = _span(phrase, today)
    if found.last < found.first:
        raise Unclear("ends_before_start")
    if found.first > today:
        raise Unclear("not_yet")
    return found


def _span(phrase: Phrase, today: date) -> Span:
    match phrase:
        case Only(thing):
            if isinstance(thing, Edge) or (isinstance(thing, Ago) and thing.unit != _A_DAY):
                raise Unclear("ambiguous")
            return _latest(thing, today)
        case Since(thing):
            return Span(_begun(thing, today), today)
        case Within(number, unit):
            if unit != _A_DAY:  # weeks of the calendar, or seven days each?
                raise Unclear("ambiguous")
            return Span(today - (number - 1) * DAY, today)
        case Several(things):
            return _several(things, today)
        case Run(first, last) if first and last:
            return _run(first, last, today)
        case _:
            raise Unclear("not_understood")


def _latest(thing: Thing, today: date) -> Span:
    if isinstance(thing, Chosen) and thing.which == 0 and isinstance(thing.of, Weekday | Weekend):
        found = fixed(thing, today, lambda again: _last(again, today))
        if found != _last(thing.of, today):
            raise Unclear("ambiguous")
        return found
    return fixed(thing, today, lambda again: _last(again, today))


def _last(thing: Recurring, today: date) -> Span:
    return last_begun(thing, today - DAY if isinstance(thing, Weekday) else today)


def _begun(thing: Thing, today: date) -> date:
    if isinstance(thing, Edge) and thing.is_end:
        raise Unclear("ambiguous")
    return _latest(thing, today).first


def _several(things: tuple[Thing, ...], today: date) -> Span:
    """Days that follow one another, in whichever order they are named."""
    spans = sorted((_latest(thing, today) for thing in things), key=lambda span: span.first)
    last = spans[0].last
    for span in spans[1:]:
        if span.first > last + DAY:
            raise Unclear("apart")
        last = max(last, span.last)
    return Span(spans[0].first, last)


def _run(first: Thing, last: Thing, today: date) -> Span:
    if is_long(first) != is_long(last) and Weekday in {type(first), type(last)}:
        raise Unclear("not_understood")  # "jan to tue"
    if is_day(first) and not is_day(last):
        raise Unclear("ambiguous")  # to its first day, or to its last?
    if isinstance(last, Edge) and not last.is_end:
        raise Unclear("ambiguous")
    if isinstance(first, Recurring) and not _is_of_a_month(first, last):
        return _up_to(_latest(last, today), first, last, today)
    begins = _begun(first, today)
    ends = fixed(last, today, lambda again: first_not_over(again, begins))
    if isinstance(last, Weekday) and ends.last > today:
        raise Unclear("ambiguous")
    return Span(begins, ends.last)


def _is_of_a_month(first: Thing, last: Thing) -> bool:
    """ "from 1 october to the 15th"."""
    return isinstance(last, Monthly) and isinstance(first, Yearly | Part)


def _up_to(ends: Span, first: Recurring, last: Thing, today: date) -> Span:
    """From the last `first` before the end. Days of which the first has come once more since are
    under way, or were meant to be those of before: who knows?"""
    begins = last_begun(first, ends.first)
    wraps = isinstance(first, Part) and begins.first.year < ends.first.year
    if isinstance(first, Weekday) and begins.first == today:
        raise Unclear("ambiguous")
    if isinstance(last, type(first)) and not wraps and _last(first, today) != begins:
        raise Unclear("ambiguous")
    if begins.first.year < ends.first.year and ends.last - begins.first > _YEARLESS:
        raise Unclear("ends_before_start")
    return Span(begins.first, ends.last)


def narrowed(words: Sequence[str], today: date) -> tuple[int, Bounds]:
    """How many of the words that follow narrow a search to days, "since october", and to which."""
    may_be = bool(words) and begins(words[0], _NARROWING)
    found = beginnings(words[:_MOST_WORDS], "narrowed") if may_be else {}
    number = max(found, default=0)
    try:
        if number:
            return number, agreed(found[number], lambda phrase: _bounds(phrase, today))
    except Unclear:
        pass  # never a part of it: "since 3 november 2090" is not since 3 november
    return 0, Bounds(None, None)


def _bounds(phrase: Phrase, today: date) -> Bounds:
    match phrase:
        case Since():
            return Bounds(_placed(phrase, today).first, None)
        case Run(None, last) if last:
            return Bounds(None, _latest(last, today).last)
        case _:
            span = _placed(phrase, today)
            return Bounds(span.first, span.last)
