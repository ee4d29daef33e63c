"""A question answered with a step of a scale."""

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from standup.core.kinds.kind import Asked, Setting, Value
from standup.core.kinds.short import Choosing, Short, ShortRules
from standup.core.kinds.steps import said_step
from standup.core.language import sentence, spoken
from standup.core.messages.capabilities import Capabilities
from standup.core.messages.markup import Bold, Message, Span, Text, phrase
from standup.core.reading.settled import note_after
from standup.core.text.name_matching import fold, named, pauses, without, words_after


@dataclass(frozen=True, slots=True)
class Rated(Short):
    """A step of a scale from `low` to `high`."""

    step: int
    low: int
    high: int
    note: str = ""

    @property
    def row(self) -> tuple[Span, ...]:
        """ "**4** of 5"."""
        return (Bold(str(self.step)), Text(spoken(" of {high}", high=self.high)))

    @property
    def words(self) -> str:
        """What was said besides."""
        return self.note

    def noted(self, words: str) -> "Rated":
        """The same with these words."""
        return replace(self, note=words)

    @property
    def measured(self) -> Fraction | None:
        """The step."""
        return Fraction(self.step)

    def data(self) -> dict[str, Any]:
        """The step, its scale and the words."""
        return {"scale": self.step, "from": self.low, "to": self.high, "text": self.note}


def _rated(asked: Asked, text: str) -> Rated | None:
    low, high = asked.low, asked.high
    labels = dict(zip((low, high), asked.labels, strict=False))
    if (stars := _stars(text)) and low <= stars <= high:
        return Rated(stars, low, high)
    found = said_step(text, low, high)
    if found is None:
        named_ = named(text, {fold(word): n for n, word in labels.items()})
        if named_ is None or not pauses(named_[1]):
            return None
        found = named_
    step, rest = found
    again = without(words_after(rest), labels.get(step, ""))
    note = again if again != words_after(rest) else note_after(rest)
    if note is None and f"/{high}" in text[: len(text) - len(rest)].replace(" ", ""):
        note = words_after(rest)
    return None if note is None else Rated(step, low, high, note)


def _stars(text: str) -> int:
    """How many full stars stand there, where there is nothing else."""
    shown = text.replace("\ufe0f", "").strip()
    return sum(shown.count(star) for star in "⭐★🌟") if set(shown) <= set("⭐★🌟☆ ") else 0


def _listed(asked: Asked, can: Capabilities) -> Message:
    if can.choices:
        return _ends(asked)
    lowest, highest = [f" ({label})" for label in asked.labels] or ("", "")
    return phrase(
        "From `{low}`{lowest} to `{high}`{highest}",
        low=asked.low,
        lowest=lowest,
        high=asked.high,
        highest=highest,
    )


def _ends(asked: Asked) -> Message:
    if not asked.labels:
        return Message(())
    lowest, highest = asked.labels
    return phrase(
        "{low} = {lowest}, {high} = {highest}",
        low=asked.low,
        lowest=lowest,
        high=asked.high,
        highest=highest,
    )


def _steps(asked: Asked) -> range:
    return range(asked.low, asked.high + 1)


def _step_label(asked: Asked, step: int) -> str:
    ends = dict(zip((asked.low, asked.high), asked.labels, strict=False))
    return f"{step} – {ends[step]}" if step in ends else str(step)


def _label(asked: Asked, value: Value) -> str:
    return _step_label(asked, value.step) if isinstance(value, Rated) else ""


@dataclass(frozen=True, slots=True)
class _Measuring:
    is_bounded: bool = True
    is_counted: bool = True

    def limits(self, asked: Asked) -> tuple[int, int]:
        """The ends of the scale."""
        return asked.low, asked.high

    def ends(self, labels: tuple[str, ...]) -> tuple[str, ...]:
        """Its labels."""
        return labels

    def text(self, _: Fraction, number: str, high: int, __: str) -> str:
        """ "4 of 5"."""
        return number + spoken(" of {high}", high=high)


SCALE = ShortRules(
    about="a step, 1 to 5 or as `from` and `to` say",
    settings=(
        Setting("from", "step", "its lowest step, such as `0`", default=1, field="low"),
        Setting(
            "to",
            "step",
            "its highest step, at most 10 above the lowest, such as `10`",
            default=5,
            field="high",
        ),
        Setting("labels", "labels", "what its two ends mean, such as `[not at all, fully]`"),
    ),
    measuring=_Measuring(),
    pressing=Choosing(
        pairs=lambda asked: tuple((str(step), str(step)) for step in _steps(asked)),
        labels=lambda asked: tuple(_step_label(asked, step) for step in _steps(asked)),
        label=_label,
    ),
    one=_rated,
    again=sentence("I’ve kept your words. **Which step is it?**"),
    listed=_listed,
    example=lambda asked, _: spoken(
        "{step} – a good start", step=(asked.low + asked.high + 1) // 2
    ),
    beside=lambda _: "",
)
