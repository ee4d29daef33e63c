"""Days to come, read from the ways in which people say when they are away.

Every day that is named is one, the last one too. Weeks begin on Monday; a weekday is the coming
one, today included; a date without a year is its next occurrence.
"""

from datetime import date
from functools import partial

from standup.core.dates.away import FOR_GOOD, Away, AwayUnclear
from standup.core.dates.placing import first_not_over, fixed, is_day, is_long, last_begun, meant
from standup.core.dates.spans import DAY, Span, later
from standup.core.dates.things import (
    YEAR,
    DayIn,
    Edge,
    Exact,
    Length,
    Monthly,
    Offset,
    Only,
    Part,
    PartOf,
    Phrase,
    Recurring,
    Run,
    Several,
    Thing,
    Weekday,
    Yearly,
    moved,
)
from standup.core.dates.unclear import Unclear
from standup.core.dates.words import is_date_like

_FEW_WORDS = 6
_YEARLESS = 270 * DAY  # a longer time whose year was not given is rather a slip of the pen
_TOO_LONG = 3 * 366 * DAY
_SLIP = 3  # months in which a date that is over is rather one of this year than of the next


def read(when: str, today: date) -> Away | AwayUnclear | None:
    """The dates that were meant by what follows the word; None when it means none at all."""
    if not when:
        return Away(today, today)
    try:
        return meant(when, "ahead", lambda phrase: _placed(phrase, today))
    except Unclear as unclear:
        if unclear.problem == "not_understood" and not _meant_dates(when):
            return None
        return AwayUnclear(unclear.problem)


def _meant_dates(when: str) -> bool:
    return len(when.split()) <= _FEW_WORDS and is_date_like(when)


def _placed(phrase: Phrase, today: date) -> Away:
    first, last = _days(phrase, today)
    if last < today:
        raise Unclear("past")
    if last < first:
        raise Unclear("ends_before_start")
    if last != FOR_GOOD and last - first >= _TOO_LONG:
        raise Unclear("too_long")
    return Away(max(first, today), last)


def _days(phrase: Phrase, today: date) -> tuple[date, date]:
    match phrase:
        case Only(thing):
            return _only(thing, today)
        case Several(things):
            return _several(things, today)
        case Length(number, unit, first):
            begins = _start(first, today) if first else today
            return begins, _end_of_length(begins, number, unit)
        case Run():
            return _from_to(phrase, today)
        case _:
            raise Unclear("not_understood")


def _from_to(run: Run, today: date) -> tuple[date, date]:
    if run.first and run.last:
        return _run(run.first, run.last, today)
    first = _start(run.first, today) if run.first else today
    last = _until(run.last, today, is_whole=run.is_whole) if run.last else FOR_GOOD
    return first, last


def _end_of_length(begins: date, number: int, unit: int) -> date:
    if number * unit * DAY > _TOO_LONG:
        raise Unclear("too_long")
    after = moved(unit, begins, number)
    return after if after.day < begins.day and unit > 7 else after - DAY


def _coming(thing: Thing, today: date) -> Span:
    """Where it lies, or the next of its kind; not one that is over since a short time only."""
    return fixed(thing, today, lambda recurring: _next(recurring, today))


def _next(thing: Recurring, today: date) -> Span:
    found = first_not_over(thing, today)
    if isinstance(thing, Yearly | Part) and found.first > today:
        before = _last_over(thing, today)
        if before and later(before.last, _SLIP) > today:
            raise Unclear("needs_year")
    return found


def _last_over(thing: Yearly | Part, day: date) -> Span | None:
    """The one before, on whichever weekday it fell."""
    index = thing.index(day)
    spans = (thing.nth(index - earlier) for earlier in range(2))
    return next((span for span in spans if span and span.last < day), None)


def _only(thing: Thing, today: date) -> tuple[date, date]:
    if isinstance(thing, Edge) or (isinstance(thing, PartOf) and thing.unit == YEAR):
        raise Unclear("ambiguous")
    span = _coming(thing, today)
    return span.first, span.last


def _several(things: tuple[Thing, ...], today: date) -> tuple[date, date]:
    """Days that follow one another, however they are named."""
    span = _coming(things[0], today)
    first, last = span.first, span.last
    for thing in things[1:]:
        following = fixed(thing, today, partial(first_not_over, day=last + DAY))
        if not first <= following.first <= last + DAY:
            raise Unclear("apart")
        last = max(last, following.last)
    return first, last


def _start(thing: Thing, today: date) -> date:
    if isinstance(thing, Edge) and thing.is_end:
        raise Unclear("ambiguous")
    return _coming(thing, today).first


def _until(thing: Thing, today: date, *, is_whole: bool) -> date:
    """Its last day. Who says until monday on a Monday means the next; "until december" is open."""
    if not is_whole and not is_day(thing):
        raise Unclear("ambiguous")
    return _coming(thing, today + DAY if isinstance(thing, Weekday) else today).last


def _run(first: Thing, last: Thing, today: date) -> tuple[date, date]:
    """A start without a year may be past: on 25 December, "20 dec to 3 jan" is under way."""
    if is_long(first) != is_long(last) and Weekday in {type(first), type(last)}:
        raise Unclear("not_understood")  # "jan to tue"
    if is_day(first) and not is_day(last):
        raise Unclear("ambiguous")  # to its first day, or to its last?
    if isinstance(last, Edge) and not last.is_end:
        raise Unclear("ambiguous")
    begins, ends = _both(first, last, today)
    if isinstance(first, Monthly) and isinstance(last, Monthly) and begins.first < today:
        raise Unclear("ambiguous")  # "21st to 4th", said on the 26th: under way, or a month on?
    is_yearless = isinstance(first, Yearly | Part) or isinstance(last, Yearly | Part)
    if ends.last - begins.first > _YEARLESS and is_yearless:
        is_first = isinstance(first, Yearly | Part)
        raise Unclear("ends_before_start" if is_first else "needs_year")
    return begins.first, ends.last


def _both(first: Thing, last: Thing, today: date) -> tuple[Span, Span]:
    if isinstance(first, Recurring) and _goes_by_the_end(first, last):
        ends = _coming(last, today)
        return last_begun(first, ends.first), ends
    if isinstance(first, Edge) and first.is_end:
        raise Unclear("ambiguous")
    begins = _coming(first, today)
    after = begins.first + DAY if isinstance(last, Weekday) else begins.first
    ends = fixed(last, today, lambda again: _following(again, after, today))
    is_of_a_month = isinstance(first, Monthly) and isinstance(last, Yearly | Exact)
    if is_of_a_month and _coming(first, begins.last + DAY).first <= ends.first:
        raise Unclear("ambiguous")
    return begins, ends


def _goes_by_the_end(first: Recurring, last: Thing) -> bool:
    """Whether the end says of which week, month or year the beginning is."""
    match first, last:
        case (Weekday(), DayIn()) | (Monthly(), Monthly()):
            return True
        case Monthly(day), (Yearly(day=other) | Exact(day=other)):
            return day <= other
        case _:
            is_yearless = isinstance(first, Yearly | Part)
            return is_yearless and not isinstance(last, Weekday | Monthly | Offset)


def _following(thing: Recurring, after: date, today: date) -> Span:
    """The next one; one without a year also by when it was last."""
    return _next(thing, today) if after <= today else first_not_over(thing, after)
