"""What a person may say besides answering: `back`, `skip`, `away until friday` and the like.

A word is a command only when it is the whole message, so that "skip connections" is an answer.
"""

import re
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from standup.core import away
from standup.core.away import Away, AwayUnclear


@dataclass(frozen=True, slots=True)
class Back:
    """To the question before, or back from being away."""


@dataclass(frozen=True, slots=True)
class Skip:
    """Not this question."""


@dataclass(frozen=True, slots=True)
class SkipRun:
    """Not this run."""


@dataclass(frozen=True, slots=True)
class Help:
    """What can I say?"""


@dataclass(frozen=True, slots=True)
class Status:
    """Where do I stand?"""


@dataclass(frozen=True, slots=True)
class Empty:
    """An answer, and nothing in it."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """One word marked as a command that we do not have, and the one that may have been meant."""

    word: str
    suggestion: str | None


Command = Back | Skip | SkipRun | Help | Status | Empty | Away | AwayUnclear | Unknown

NAMES = ("back", "skip", "skip run", "away", "status", "help")

_PHRASES: dict[str, Command] = {
    "back": Back(),
    "skip": Skip(),
    "skip question": Skip(),
    "skip this question": Skip(),
    "skip run": SkipRun(),
    "skip today": SkipRun(),
    "skip day": SkipRun(),
    "skip standup": SkipRun(),
    "help": Help(),
    "help?": Help(),
    "status": Status(),
    "status?": Status(),
}
_DASHES = frozenset("-–—−")

_LONGEST = 200  # characters; no command needs more
_UNSEEN = "".join(
    map(chr, (*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A)))
)
_AROUND = _UNSEEN + "\ufeff \t\r\n\u00a0`'\"´‘’‚‛“”„‟«»‹›"
_MARKED = re.compile(r"[/!]([^\W\d_][\w-]{0,39})(?:@\w+)?")


def parse(text: str, today: date) -> Command | None:
    """The command that the whole message is, or None: then it is an answer. Never raises.

    `today` is the person's local date, from which dates are understood.
    """
    bare = text.strip().strip(_AROUND)
    if len(bare) > _LONGEST:
        return None
    if bare in _DASHES:
        return Empty()
    words = bare.rstrip(_AROUND + ".!").split()
    if not words:
        return None
    marked = _MARKED.fullmatch(words[0])
    name = marked[1].replace("_", " ") if marked else words[0]
    command = _named(" ".join([name, *words[1:]]).casefold(), today)
    if command is None and marked and len(words) == 1:
        return _unknown(marked[1])
    return command


def _named(said: str, today: date) -> Command | None:
    if said in _PHRASES:
        return _PHRASES[said]
    name, _, when = said.partition(" ")
    return away.read(when, today) if name == "away" else None


def _unknown(word: str) -> Unknown:
    near = get_close_matches(word.casefold(), NAMES, n=1)
    return Unknown(word, near[0] if near else None)
