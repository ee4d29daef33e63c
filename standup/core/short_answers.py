"""Reading the answers that are a word or a sign: one of some options, a step, a mood, yes or no.

`4 – slept badly`, `yes, but late`, `remote`: the value comes first, the words after it are its
note. What is not clear (`3 or 4`, `yes and no`) is not read at all, so that it can be asked again.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from standup.core import amounts
from standup.core.amounts import Number
from standup.core.model import Question
from standup.core.naming import fold, named, pauses, without, words_after
from standup.core.pattern import Pattern


@dataclass(frozen=True, slots=True)
class Picked:
    """One of some options."""

    option: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Rated:
    """A step of a scale from `low` to `high`."""

    step: int
    low: int
    high: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class YesNo:
    """Yes, or no."""

    yes: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class Feeling:
    """A step of a mood as it is shown, and other ways to say it."""

    emoji: str
    word: str
    also: tuple[str, ...]

    @property
    def label(self) -> str:
        """ "😀 great"."""
        return f"{self.emoji} {self.word}"


@dataclass(frozen=True, slots=True)
class Mood:
    """How somebody is, from 1 (bad) to 5 (great)."""

    step: int
    note: str = ""

    @property
    def feeling(self) -> Feeling:
        """The step as it is shown."""
        return MOODS[self.step - 1]


ShortAnswer = Picked | Rated | YesNo | Mood | Number

MOODS = (
    Feeling("😞", "bad", (*"😢😭😣😩😫😖😠", "very bad", "awful", "terrible", "horrible")),
    Feeling("🙁", "low", (*"☹😕😔😟👎", "not good", "not so good", "not great", "down", "poor")),
    Feeling("😐", "so so", (*"😶😑", "so-so", "soso", "ok", "okay", "meh", "neutral", "alright")),
    Feeling("🙂", "good", (*"😊😌☺👍", "well", "fine", "quite good", "pretty good", "happy")),
    Feeling("😀", "great", (*"😃😄😁🤩🥳", "very good", "excellent", "amazing", "fantastic")),
)
YES = ("Yes", "yep", "yeah", "yup", "y", "sure", "of course", "true", "ja", "oui", "si", "sim")
NO = ("No", "nope", "nah", "n", "none", "false", "nein", "non", "nee", "nej", "nao")
_YES_SIGNS, _NO_SIGNS = (*"✓✔✅☑👍",), (*"✗✘❌✖👎",)
_HARDLY = dict.fromkeys(
    ("not yet", "not really", "not at all", "not today", "not so far", "not now", "not quite")
)
_SAID_YES_OR_NO = {fold(said): True for said in (*YES, *_YES_SIGNS)}
_SAID_YES_OR_NO |= {fold(said): False for said in (*NO, *_NO_SIGNS)}
_STEP_OF_MOOD = {
    fold(name): step
    for step, feeling in enumerate(MOODS, 1)
    for name in (feeling.emoji, feeling.word, *feeling.also)
}

_STEP = Pattern(
    r"[(#]?\s*(?P<step>\d{1,3})[\ufe0f\u20e3]*\)?(?:\s*(?:/|of|out of)\s*(?P<of>\d{1,3})(?!\d))?"
    r"(?!\w|[%°]|[.,:/]\d|\s*(?:or|to|and|[-–—/&+,])\s*\d)",
    re.IGNORECASE,
)
_NO_GOES_ON = Pattern(
    r"\s+(?:because|but|as|since|so|thanks|thank|not|nothing|i|we|it|he|she|they|today|though)\b",
    re.IGNORECASE,
)


def read(question: Question, text: str) -> ShortAnswer | None:
    """What this one message answers, or None when it cannot be read as an answer."""
    return KINDS[question.kind](question, text.strip())


def _picked(question: Question, text: str) -> Picked | None:
    names = _names(question.options)
    step = _step(text, 1, len(question.options))
    if step and not words_after(step[1]):
        return Picked(question.options[step[0] - 1])
    if found := named(text, names):
        return Picked(found[0], words_after(found[1]))
    if step:
        option, words = question.options[step[0] - 1], words_after(step[1])
        note = without(words, option)
        if pauses(step[1]) or note != words:  # "2 weeks" is about something else
            return Picked(option, note)
    return _begun(text, names)


@lru_cache(maxsize=256)
def _names(names: tuple[str, ...]) -> dict[str, str]:
    return {fold(name): name for name in names}


_HEAD = Pattern(r"[^\n,;:–—]*?(?=\s+-\s|[\n,;:–—]|$)")


def _begun(text: str, names: dict[str, str]) -> Picked | None:
    """An option of which only the beginning was written, where no other begins so."""
    head = _HEAD.match(text[:200])
    begun = fold(head[0].rstrip(" .!")) if head else ""
    found = [option for name, option in names.items() if begun and name.startswith(begun)]
    if head is None or len(found) != 1 or not begun[0].isalpha():
        return None
    return Picked(found[0], words_after(text[head.end() :]))


def _rated(question: Question, text: str) -> Rated | None:
    low, high = question.low, question.high
    labels = dict(zip((low, high), question.labels, strict=False))
    found = _step(text, low, high) or named(text, {fold(word): n for n, word in labels.items()})
    if not found:
        return None
    step, rest = found
    return Rated(step, low, high, without(words_after(rest), labels.get(step, "")))


def _mood(_: Question, text: str) -> Mood | None:
    found = _step(text, 1, len(MOODS)) or named(text, _STEP_OF_MOOD)
    if not found:
        return None
    step, rest = found
    said = MOODS[step - 1]
    return Mood(step, without(words_after(rest), said.label, said.emoji, said.word))


def _yes_no(_: Question, text: str) -> YesNo | None:
    step = _step(text, 1, 2)
    if step and not words_after(step[1]):
        return YesNo(step[0] == 1)
    if named(text, _HARDLY):
        return YesNo(yes=False, note=text)
    found = named(text, _SAID_YES_OR_NO)
    if not found or _both(found[1]) or not (found[0] or _is_no(text, found[1])):
        return None
    return YesNo(found[0], without(words_after(found[1]), "yes" if found[0] else "no"))


def _both(rest: str) -> bool:
    """Whether "yes" goes on as "and no"."""
    return re.match(r"\s*(?:and|or|/|&)\s*(?:yes|no)\b", rest, re.IGNORECASE) is not None


def _is_no(text: str, rest: str) -> bool:
    """Whether this is a no: "no idea" and "no one came" are words about something else."""
    return not text[0].isalpha() or pauses(rest) or _NO_GOES_ON.match(rest) is not None


def _step(text: str, low: int, high: int) -> tuple[int, str] | None:
    """The step that the text begins with ("4", "#4", "(4)", "4/5") and the rest of the text."""
    match = _STEP.match(text)
    if match is None or not low <= int(match["step"]) <= high:
        return None
    if match["of"] and int(match["of"]) != high:
        return None
    return int(match["step"]), text[match.end() :]


def _number(question: Question, text: str) -> Number | None:
    return amounts.read(text, question.unit)


KINDS: dict[str, Callable[[Question, str], ShortAnswer | None]] = {
    "choice": _picked,
    "scale": _rated,
    "number": _number,
    "yes_no": _yes_no,
    "mood": _mood,
}
