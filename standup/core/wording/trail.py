"""What was done to a standup, as its audit trail has it: kept in English, told in any language."""

import re

from standup.core.language import ENGLISH, sentence, speaking, spoken
from standup.core.settings.setting import Value
from standup.core.wording.settings import meaning

ASKS_AGAIN = sentence("it asks again")
_ONE_REMINDED = sentence("1 person is reminded")
_REMINDED = sentence("{count} people are reminded")
_EXTENDED = sentence("the last deadline is {clock} now, {zone}")
_STARTED = sentence("{round} of {day} is asked now")
_TAKEN_BACK = sentence("what somebody had set for themselves is taken back: {name}")
_IN_FILES = sentence("the files say it now: {what}")
_ALL = (_IN_FILES, ASKS_AGAIN, _ONE_REMINDED, _REMINDED, _EXTENDED, _STARTED, _TAKEN_BACK)


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


def in_files(value: Value) -> str:
    """At the machine, what was set was written into the files."""
    return _IN_FILES.format(what=kept(value))


def told(effect: str, value: Value | None) -> str:
    """What came of it, in the language that is spoken; nothing where that was forgotten."""
    if effect and value is not None:
        return meaning(value)
    for said in _ALL:
        if found := _pattern(said).fullmatch(effect):
            return spoken(said, **found.groupdict())
    return effect


def _pattern(said: str) -> re.Pattern[str]:
    """What a sentence is once it is filled in."""
    pieces = re.split(r"\{(\w+)\}", said)
    words = [f"(?P<{piece}>.+)" if n % 2 else re.escape(piece) for n, piece in enumerate(pieces)]
    return re.compile("".join(words))
