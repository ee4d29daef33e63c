"""What was done to a standup, as its audit trail has it: kept in English, told in any language."""

import re
from datetime import date, datetime

from standup.core.language import ENGLISH, sentence, speaking, spoken
from standup.core.settings.setting import Value
from standup.core.text.pattern import Pattern
from standup.core.wording.settings import meaning
from standup.core.wording.times import day_text

_DAY = Pattern(r"\d{4}-\d\d-\d\d")
ASKS_AGAIN = sentence("it asks again")
_ONE_REMINDED = sentence("1 person is reminded")
_REMINDED = sentence("{count} people are reminded")
_EXTENDED = sentence("the last deadline is {clock} now, {zone}")
_STARTED = sentence("{round} of {day} is asked now")
_TAKEN_BACK = sentence("what somebody had set for themselves is taken back: {name}")
_ASKED_ALONE = sentence("{name} is asked {round} of {day} now")
_AWAY = sentence("{name} is away from {first} on")
_AWAY_UNTIL = sentence("{name} is away from {first} up to and including {last}")
_BACK = sentence("{name} is away no more")
_WRITTEN_TO = sentence("{name} is written to")
_ONE_POLLED = sentence("1 person is asked, until {day} {clock}, {zone}")
_POLLED = sentence("{count} people are asked, until {day} {clock}, {zone}")
POLL_TAKEN_BACK = sentence("the poll is taken back")
_WRITTEN = sentence("the files say it themselves now: {name}")
_ALL = (
    ASKS_AGAIN,
    _ONE_REMINDED,
    _REMINDED,
    _EXTENDED,
    _STARTED,
    _TAKEN_BACK,
    _WRITTEN,
    _ASKED_ALONE,
    _AWAY_UNTIL,
    _AWAY,
    _BACK,
    _WRITTEN_TO,
    _ONE_POLLED,
    _POLLED,
    POLL_TAKEN_BACK,
)


def kept(value: Value) -> str:
    """What came of something that was set, as it is kept."""
    with speaking(ENGLISH):
        return meaning(value)


def reminded(count: int) -> str:
    """So many were reminded."""
    return _ONE_REMINDED if count == 1 else _REMINDED.format(count=count)


def extended(clock: str, zone: str) -> str:
    """The deadline moved."""
    return _EXTENDED.format(clock=clock, zone=zone)


def started(round_id: str, day: str) -> str:
    """A round was asked at once."""
    return _STARTED.format(round=round_id, day=day)


def taken_back(name: str) -> str:
    """At the machine, what somebody had set for themselves was let go."""
    return _TAKEN_BACK.format(name=name)


def written(name: str) -> str:
    """What was set stands in the files by now."""
    return _WRITTEN.format(name=name)


def asked_alone(name: str, round_id: str, day: str) -> str:
    """Somebody was asked a round at once."""
    return _ASKED_ALONE.format(name=name, round=round_id, day=day)


def away(name: str, first: str, last: str) -> str:
    """Somebody was noted as away; without an end where `last` is empty."""
    return (_AWAY_UNTIL if last else _AWAY).format(name=name, first=first, last=last)


def back(name: str) -> str:
    """Somebody is away no more."""
    return _BACK.format(name=name)


def written_to(name: str) -> str:
    """Somebody was sent an invitation."""
    return _WRITTEN_TO.format(name=name)


def polled(count: int, closes: datetime) -> str:
    """So many are asked one question, until it `closes`, as clocks there show it."""
    until = {"day": f"{closes:%Y-%m-%d}", "clock": f"{closes:%H:%M}", "zone": str(closes.tzinfo)}
    said = _ONE_POLLED if count == 1 else _POLLED
    return said.format(count=count, **until)


def told(effect: str, value: Value | None) -> str:
    """What came of it, in the language that is spoken; nothing where that was forgotten."""
    if effect and value is not None:
        return meaning(value)
    for said in _ALL:
        if found := _pattern(said).fullmatch(effect):
            return spoken(said, **{name: _day(of) for name, of in found.groupdict().items()})
    return effect


def _day(of: str) -> str:
    """A day as it is said; anything else as it is kept."""
    return day_text(date.fromisoformat(of)) if _DAY.fullmatch(of) else of


def _pattern(said: str) -> re.Pattern[str]:
    """What a sentence is once it is filled in."""
    pieces = re.split(r"\{(\w+)\}", said)
    words = [f"(?P<{piece}>.+)" if n % 2 else re.escape(piece) for n, piece in enumerate(pieces)]
    return re.compile("".join(words))
