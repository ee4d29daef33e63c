"""Reads the words of a setting: times of day, lengths of time, days of the week, hours of quiet.

What cannot be read whole is None, so that it is asked about or taken for an answer.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from standup.core.model import Nudge, Quiet
from standup.core.schedule import APART
from standup.core.settings.setting import InQuiet, OnDays, Remind
from standup.core.text.pattern import Pattern

NEVER = Remind(Nudge())
"""No reminders."""

_CLOCK = Pattern(r"([01]?\d|2[0-4])(?:[:.]([0-5]\d))?\s*(am|pm|h|uhr|o'clock)?")
_PART = Pattern(
    r"(?:(\d{1,4})\s*|(an?|half an|eine[rmn]?|(?:einer )?halben|una?|media)\s+)"
    r"(minut(?:e|es|en|o|os)|mins?|m|hours?|hrs?|horas?|stunden?|std|h|days?|tage?n?|d[ií]as?|d)\b"
    r"(?:\s*(?:and|und|y)\b)?\s*"
)
_UNITS = {
    "m": timedelta(minutes=1),
    **dict.fromkeys("hs", timedelta(hours=1)),
    **dict.fromkeys("dt", timedelta(days=1)),
}
_HALF = ("half an", "halben", "media")
_LONGEST = timedelta(days=7)
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_OTHERWISE = {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
_GROUPS = {
    "weekdays": frozenset(range(5)),
    "workdays": frozenset(range(5)),
    "weekends": frozenset((5, 6)),
    "every day": frozenset(range(7)),
    "all days": frozenset(range(7)),
}
_TO = Pattern(r"\s*(?:-|–|—|\bto\b|\buntil\b|\btill\b)\s*")
_AND = Pattern(r"\s*(?:,\s*and\b|,|&|\+|/|\band\b|\s)\s*")
_BEFORE = Pattern(r"(.+?)\s+(?:before|ahead)(?:\s+(?:the\s+deadline|it\s+closes|the\s+end))?")
_NEXT_DAY = Pattern(
    r"(?:(.+?)\s+(?:(?:on\s+)?the\s+)?next\s+(?:day|morning)"
    r"|(?:(?:the\s+)?next\s+day|\+\s*1\s+day)\s+(?:at\s+)?(.+))"
)
_AT = Pattern(r"at\s+(.+)")
_EACH = Pattern(r"\s*(?:,\s*(?:and\b|und\b|y\b)?|&|\+|\band\b|\bund\b|\by\b)\s*(?:again\b)?\s*")


def clock(words: str) -> timedelta | None:
    """A time of day from midnight: "16:00", "4pm", "noon"; a bare number is none."""
    said = words.strip().casefold()
    if said in {"noon", "midday", "midnight"}:
        return timedelta(hours=0 if said == "midnight" else 12)
    found = _CLOCK.fullmatch(said)
    if found is None or not (found[2] or found[3]):
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3] in {"am", "pm"}:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + 12 * (found[3] == "pm")
    return timedelta(hours=hour, minutes=minute) if (hour, minute) <= (24, 0) else None


def deadline(words: str) -> timedelta | None:
    """A time of day, from midnight of the day asked: "17:00", "9:00 the next day"."""
    said = " ".join(words.casefold().split())
    if found := _NEXT_DAY.fullmatch(said):
        at = clock(found[1] or found[2])
        return None if at is None else at + timedelta(days=1)
    return clock(said)


def length(words: str) -> timedelta | None:
    """A length of time: "30 minutes", "1 hour", "an hour", "1h 30m"; a week at most."""
    rest, total, units = words.strip().casefold(), timedelta(0), set[timedelta]()
    while part := _PART.match(rest):
        unit = _UNITS[part[3][0]]
        if unit in units:  # "60 minutes and 10 minutes" are two
            return None
        units.add(unit)
        total += unit * int(part[1]) if part[1] else unit / (2 if part[2].endswith(_HALF) else 1)
        rest = rest[part.end() :]
    return total if not rest and timedelta(0) < total <= _LONGEST else None


def remind(words: str) -> Remind | None:
    """ "me 30 minutes before", "me at 16:00", "60 and 10 minutes before", "at 12:00 and 16:00"."""
    said = words.strip().casefold().removeprefix("me ").strip()
    one = _nudge(said)
    if one is not None:
        return Remind(one)
    several = list(_nudges(_EACH.split(said)))
    if len(several) < 2 or None in several:
        return None
    first, *more = dict.fromkeys(one for one in several if one is not None)
    return Remind(replace(first, more=tuple(more)))


def are_too_close(nudge: Nudge) -> bool:
    """Whether two of several reminders would come one right after the other."""
    for times in ([one.before for one in nudge.each], [one.at for one in nudge.each]):
        told = sorted(time for time in times if time is not None)
        if any(later - sooner < APART for sooner, later in pairwise(told)):
            return True
    return False


def _nudge(said: str) -> Nudge | None:
    """ "30 minutes before", "at 16:00"."""
    if found := _BEFORE.fullmatch(said):
        before = length(found[1])
        return Nudge(before=before) if before else None
    if found := _AT.fullmatch(said):
        at = clock(found[1])
        return Nudge(at=at) if at is not None else None
    return None


def _nudges(pieces: Sequence[str]) -> Iterator[Nudge | None]:
    """Each of several; "60 and 10 minutes before" and "at 12:00 and 16:00" say all of it once."""
    unit = next((piece for piece in reversed(pieces) if _BEFORE.fullmatch(piece)), "")
    unit = unit.lstrip("0123456789 ")
    is_at = False
    for piece in pieces:
        is_at = is_at or piece.startswith("at ")
        if _BEFORE.fullmatch(piece) or piece.startswith("at "):
            yield _nudge(piece)
        elif is_at and clock(piece) is not None:
            yield _nudge(f"at {piece}")
        elif piece.isdecimal():
            yield _nudge(f"{piece} {unit}")
        else:
            yield _nudge(f"{piece} before") if unit else None


def days(words: str) -> OnDays | None:
    """ "mon-thu", "monday, wednesday and friday", "weekdays"."""
    said = " ".join(words.casefold().split())
    if said in _GROUPS:
        return OnDays(_GROUPS[said])
    found: set[int] = set()
    for piece in _AND.split(_TO.sub("-", said)):
        first, dash, last = piece.partition("-")
        ends = (_day(first), _day(last) if dash else _day(first))
        if None in ends:
            return None
        found |= _from_to(*ends)  # type: ignore[arg-type]
    return OnDays(frozenset(found)) if found else None


def _from_to(first: int, last: int) -> set[int]:
    return {(first + n) % 7 for n in range((last - first) % 7 + 1)}


def _day(word: str) -> int | None:
    said = word.removesuffix(".")
    said = said.removesuffix("s") if said.endswith("days") else said
    if said in _OTHERWISE:
        return _OTHERWISE[said]
    found = [n for n, day in enumerate(_DAYS) if said in {day, day[:3], day[:2]}]
    return found[0] if found else None


def quiet(words: str) -> InQuiet | None:
    """ "20:00-8:00", "from 8pm to 8am"."""
    said = words.strip().casefold().removeprefix("from ").removeprefix("between ")
    ends = [clock(piece) for piece in _TO.split(said.replace(" and ", "-"))]
    if len(ends) != 2 or ends[0] is None or ends[1] is None or ends[0] == ends[1]:
        return None
    return InQuiet(Quiet(ends[0] % timedelta(days=1), ends[1] % timedelta(days=1)))
