"""A question answered with one of five faces."""

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from standup.core.capabilities import Capabilities
from standup.core.kinds.kind import Asked, Value
from standup.core.kinds.short import Choosing, Short, ShortRules
from standup.core.kinds.steps import step_of
from standup.core.markup import Bold, Message, Span, bullets
from standup.core.naming import fold, named, without, words_after


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


MOODS = (
    Feeling("😞", "bad", (*"😢😭😣😩😫😖😠", "very bad", "awful", "terrible", "horrible")),
    Feeling("🙁", "low", (*"☹😕😔😟👎", "not good", "not so good", "not great", "down", "poor")),
    Feeling("😐", "so so", (*"😶😑", "so-so", "soso", "ok", "okay", "meh", "neutral", "alright")),
    Feeling("🙂", "good", (*"😊😌☺👍", "well", "fine", "quite good", "pretty good", "happy")),
    Feeling("😀", "great", (*"😃😄😁🤩🥳", "very good", "excellent", "amazing", "fantastic")),
)
_STEP_OF_MOOD = {
    fold(name): step
    for step, feeling in enumerate(MOODS, 1)
    for name in (feeling.emoji, feeling.word, *feeling.also)
}


@dataclass(frozen=True, slots=True)
class Mood(Short):
    """How somebody is, from 1 (bad) to 5 (great)."""

    step: int
    note: str = ""

    @property
    def feeling(self) -> Feeling:
        """The step as it is shown."""
        return MOODS[self.step - 1]

    @property
    def row(self) -> tuple[Span, ...]:
        """The face and its word."""
        return (Bold(self.feeling.label),)

    @property
    def words(self) -> str:
        """What was said besides."""
        return self.note

    def noted(self, words: str) -> "Mood":
        """The same with these words."""
        return replace(self, note=words)

    @property
    def measured(self) -> Fraction | None:
        """The step."""
        return Fraction(self.step)

    def data(self) -> dict[str, Any]:
        """The step, its word and the words."""
        return {"mood": self.step, "word": self.feeling.word, "text": self.note}


def _mood(_: Asked, text: str) -> Mood | None:
    found = step_of(text, 1, len(MOODS)) or named(text, _STEP_OF_MOOD)
    if not found:
        return None
    step, rest = found
    said = MOODS[step - 1]
    return Mood(step, without(words_after(rest), said.label, said.emoji, said.word))


def _listed(_: Asked, can: Capabilities) -> Message:
    labels = [feeling.label for feeling in MOODS]
    return Message(()) if can.choices else bullets(labels, numbered=True)


def _label(_: Asked, value: Value) -> str:
    return value.feeling.label if isinstance(value, Mood) else ""


@dataclass(frozen=True, slots=True)
class _Measuring:
    is_bounded: bool = True
    is_counted: bool = False

    def limits(self, _: Asked) -> tuple[int, int]:
        """The first and the last face."""
        return 1, len(MOODS)

    def ends(self, _: tuple[str, ...]) -> tuple[str, ...]:
        """The words of the first and the last face."""
        return MOODS[0].word, MOODS[-1].word

    def text(self, value: Fraction, _: str, __: int, ___: str) -> str:
        """ "🙂 good"; between two faces, both."""
        low = int(value)
        if value.denominator == 1:
            return MOODS[low - 1].label
        return f"between {MOODS[low - 1].label} and {MOODS[low].label}"


MOOD = ShortRules(
    about="five faces",
    settings=(),
    measuring=_Measuring(),
    pressing=Choosing(
        pairs=lambda _: tuple((feeling.emoji, str(n)) for n, feeling in enumerate(MOODS, 1)),
        labels=lambda _: tuple(feeling.label for feeling in MOODS),
        label=_label,
    ),
    one=_mood,
    again="**Which of these comes nearest?**",
    listed=_listed,
    example=lambda _, can: f"{MOODS[3].word if can.choices else 4} – slept well",
    beside=lambda _: "",
)
