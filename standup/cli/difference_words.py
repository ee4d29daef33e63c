"""What a difference between two configurations is for people, in a line each."""

from collections.abc import Iterable, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from typing import assert_never

from standup.core.differences import (
    AskedAt,
    AskedWhat,
    Asking,
    Begins,
    Difference,
    Ends,
    FallsAway,
    GoesOn,
    HoldsAgain,
    Moves,
    Otherwise,
    Reached,
    TakesPart,
    Until,
)
from standup.core.model import Channel, Person, Standup, Window
from standup.core.wording.settings import clock, days, length, meaning
from standup.core.wording.times import full_day_text, names_text

_MOST = 8  # names or days that are told
_NOTHING = "nothing"
_UNTIL = {
    "closes": "can be answered until",
    "reminder": "is reminded of before its deadline by",
    "grace": "may still be asked late by",
    "early": "may be begun early from",
    "late": "may be begun late for",
}


def line(difference: Difference) -> str:  # noqa: PLR0911 - a line a kind
    """A difference as a line."""
    match difference:
        case Begins(standup, askings):
            who = _names(standup.participants)
            asked = "; ".join(f"{round_.title}: {_when(asking)}" for round_, asking in askings)
            never = "never asked" if standup.has_schedule else _unscheduled(standup)
            return f"{standup.title} begins, with {who or 'nobody'}: {asked or never}"
        case Ends(standup):
            return f"{standup.title} ends: {_names(standup.participants)} are not asked any more"
        case TakesPart(standup, people, no_more):
            return f"{_names(people)}: {'asked no more' if no_more else 'asked'} in {standup.title}"
        case AskedAt(standup, round_, _, None) if round_.cron is None:
            return f"{standup.title}, {round_.title}: not asked any more, {_unscheduled(standup)}"
        case AskedAt(standup, round_, before, after):
            return f"{standup.title}, {round_.title}: {_times(before, after)}"
        case AskedWhat(standup, round_, before, after):
            return f"{standup.title}, {round_.title}: {_question(before, after)}"
        case Until(standup, round_, what, before, after):
            told = f"{_UNTIL[what]} {_time(what, after)} (so far {_time(what, before)})"
            return f"{standup.title}, {round_.title}: {told}"
        case Otherwise(standup, what, before, after):
            whose = f"{standup.title}: " if standup else ""
            told, so_far = _named(what, after), _named(what, before)
            return f"{whose}{_plainly(what)}: {told} (so far {so_far})"
        case Moves(person, before):
            return f"{_names([person])}: by the clocks of {person.zone} (so far {before})"
        case Reached(person, before):
            return f"{_names([person])}: {_reached(person, before)}"
        case GoesOn(standup, day):
            return f"the run of {standup} of {full_day_text(day)} goes on as it began"
        case FallsAway(setting, why):
            return f"setting {setting.id} falls away (“{setting.words}”): {why}"
        case HoldsAgain(setting):
            return f"setting {setting.id} holds again (“{setting.words}”): {meaning(setting.value)}"
    assert_never(difference)


def _unscheduled(standup: Standup) -> str:
    return f"begun by whoever says `report {standup.id}`"


def _names(people: Iterable[Person]) -> str:
    return names_text([person.name or person.id for person in people], _MOST)


def _times(before: Asking | None, after: Asking | None) -> str:
    if after is None:
        return "not asked any more"
    if before is None:
        return f"asked {_when(after)}"
    if before.at == after.at and _pattern(before) == _pattern(after):
        gone = sorted({*before.days} - {*after.days})
        come = sorted({*after.days} - {*before.days})
        told = (("not asked on", gone), ("asked on", come))
        return "; ".join(f"{what} {_days(found)}" for what, found in told if found)
    return f"asked {_when(after)} (so far {_when(before)})"


def _pattern(asking: Asking) -> frozenset[int]:
    return frozenset(day.weekday() for day in asking.days)


def _when(asking: Asking) -> str:
    first = full_day_text(asking.days[0])
    return f"{days(_pattern(asking))} at {clock(asking.at)}, next on {first}"


def _days(found: Sequence[date]) -> str:
    return names_text([full_day_text(day) for day in found], _MOST)


def _question(before: object, after: object) -> str:
    was, now = getattr(before, "ask", None), getattr(after, "ask", None)
    if now is None:
        return f"not asked any more: “{was}”"
    if was is None:
        return f"asked too: “{now}”"
    if was != now:
        return f"asked “{now}” (so far “{was}”)"
    assert is_dataclass(before)
    names = (one.name for one in fields(before))
    other = [n for n in names if getattr(before, n) != getattr(after, n)]
    told = (f"{n} {_shown(getattr(after, n))} (so far {_shown(getattr(before, n))})" for n in other)
    return f"“{now}”: {', '.join(told)}"


def _days_long(count: int) -> str:
    return "a day" if count == 1 else f"{count} days"


def _time(what: str, time: timedelta | None) -> str:
    if what == "closes" and time is not None:
        later = time // timedelta(days=1)
        return clock(time % timedelta(days=1)) + (f", {_days_long(later)} later" if later else "")
    if what in {"early", "late"} and time is None:
        return _NOTHING
    if what == "early" and time is not None:
        return f"the last {clock(time)} before it"
    if time is None:
        return "its deadline"
    return length(time) if time else "nothing"


def _reached(person: Person, before: Sequence[str]) -> str:
    now = [account.adapter for account in person.accounts]
    if now == list(before):
        return f"another account, or another preference, on {names_text(now) or 'no platform'}"
    return f"on {names_text(now) or 'no platform'} (so far {names_text(before) or 'none'})"


def _plainly(what: str) -> str:
    return what.replace("_", " ")


def _named(what: str, value: object) -> str:
    return "each person’s own" if what == "zone" and value is None else _shown(value)


def _shown(value: object) -> str:  # noqa: PLR0911 - a line a shape
    """A value of the model as somebody would write it."""
    match value:
        case None | () | "":
            return _NOTHING
        case bool():
            return "yes" if value else "no"
        case Channel(adapter, place):
            return f"{place} ({adapter})"
        case Window(first, last):
            return f"{clock(first)}-{clock(last)}"
        case timedelta():
            return length(value)
        case tuple() | frozenset() if value:
            parts = map(_shown, value if isinstance(value, tuple) else sorted(value))
            return ", ".join(parts)
        case frozenset():
            return _NOTHING
    if is_dataclass(value) and not isinstance(value, type):
        told = ((one.name, getattr(value, one.name)) for one in fields(value))
        return ", ".join(f"{_plainly(name)} {_shown(one)}" for name, one in told if one is not None)
    return str(value)
