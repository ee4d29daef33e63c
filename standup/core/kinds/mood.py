"""A question answered with one of five faces."""

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from typing import Any

from standup.core.kinds.kind import Asked, Value
from standup.core.kinds.short import Choosing, Short, ShortRules
from standup.core.kinds.steps import said_step
from standup.core.language import sentence, spoken
from standup.core.messages.capabilities import Capabilities
from standup.core.messages.markup import Bold, Message, Span, bullets
from standup.core.reading.lexicon import answers
from standup.core.reading.names import one_slip
from standup.core.reading.phrases import Clause, begun, clauses, holds, is_sign, phrases
from standup.core.reading.settled import note_after
from standup.core.reading.spans import tokens
from standup.core.text.name_matching import without, words_after
from standup.core.text.pattern import Pattern


@dataclass(frozen=True, slots=True)
class Feeling:
    """A step of a mood as it is shown, and other signs for it."""

    emoji: str
    word: str
    also: str

    @property
    def label(self) -> str:
        """ "😀 great"."""
        return f"{self.emoji} {self.word}"

    @property
    def shown(self) -> str:
        """The same in the language that is spoken."""
        return f"{self.emoji} {spoken(self.word)}"


MOODS = (
    Feeling("😞", sentence("terrible"), "😢😭😣😩😫😖😠"),
    Feeling("🙁", sentence("bad"), "☹😕😔😟👎"),
    Feeling("😐", sentence("so so"), "😶😑"),
    Feeling("🙂", sentence("good"), "😊😌☺👍"),
    Feeling("😀", sentence("great"), "😃😄😁🤩🥳"),
)
_SIGNS = {sign: n for n, feeling in enumerate(MOODS, 1) for sign in feeling.emoji + feeling.also}


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
        return (Bold(self.feeling.shown),)

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
    said = clauses(text)
    step = said_step(text, 1, len(MOODS))
    if step and not step[1].lstrip()[:1].isalpha():
        return _by_step(*step)
    if step and (found_ := _by_step(*step)):
        return found_
    found = [(clause, _step(clause)) for clause in said]
    steps = {step for _, step in found if step}
    if len(steps) != 1 or any(_is_mixed(clause) for clause, step in found if not step):
        return None
    if any("?" in clause.closed_by for clause in said[:2]):
        return None
    step_ = steps.pop()
    if _smiles_otherwise(text, step_):
        return None
    return Mood(step_, _note(text, MOODS[step_ - 1], found[0][0] if found[0][1] else None))


_LONGEST = 400  # characters in which a smiley may say otherwise
_GLAD, _SAD = Pattern(r"[:;]['-]?[)D]"), Pattern(r":['-]?(?:[(|]|/(?!/))")


def _smiles_otherwise(text: str, step: int) -> bool:
    """`good :(`"""
    other = _SAD if step > 3 else _GLAD
    return step != 3 and other.search(text[:_LONGEST]) is not None


def _by_step(step: int, rest: str) -> Mood | None:
    """A step by its number; a face beside it has to be of that step."""
    feeling = MOODS[step - 1]
    faces = {_SIGNS[sign] for sign in rest[:20] if sign in _SIGNS}
    note = without(words_after(rest), feeling.label, feeling.emoji, feeling.word)
    if faces - {step}:
        return None
    if note == words_after(rest):
        plain = note_after(rest)
        return None if plain is None else Mood(step, plain)
    return Mood(step, note)


def _step(clause: Clause) -> int | None:
    """The step that a clause names, if it says nothing else."""
    signs = {_SIGNS[word] for word in clause.words if word in _SIGNS}
    words = tuple(word for word in clause.words if not is_sign(word) or word == "-")
    if words in phrases("good day, guten tag, buen dia, good one"):
        return None  # a greeting
    named = _named(tuple(word for word in words if word != "-"))
    if signs and words and (named is None or {named} != signs):
        return (
            signs.pop()
            if len(signs) == 1 and clause.words[0] in _SIGNS and not _holds(words)
            else None
        )
    if len(signs) > 1:
        return None
    return named or (signs.pop() if signs else None)


def _named(words: tuple[str, ...]) -> int | None:
    """The step that these words name among words about feeling."""
    steps: set[int] = set()
    while words:
        sizes = [begun(words, listed) for listed in answers.MOODS]
        size = max(sizes)
        if size and size >= begun(words, answers.FEELING):
            steps.add(sizes.index(size) + 1)
            words = words[size:]
        elif size := begun(words, answers.FEELING):
            words = words[size:]
        elif step := _misspelt(words[0]):
            steps.add(step)
            words = words[1:]
        else:
            return None
    return steps.pop() if len(steps) == 1 else None


@lru_cache(maxsize=1024)
def _misspelt(word: str) -> int | None:
    """The step of a word with one slip in it, where only one can be meant."""
    if len(word) < 5:
        return None
    steps = {
        n
        for n, listed in enumerate(answers.MOODS, 1)
        for phrase in phrases(listed)
        if len(phrase) == 1 and len(phrase[0]) >= 5 and one_slip(phrase[0], word)
    }
    return steps.pop() if len(steps) == 1 else None


def _holds(words: tuple[str, ...]) -> bool:
    return holds(words, *answers.MOODS)


def _is_mixed(clause: Clause) -> bool:
    """Whether a clause that names no step may speak of the mood nevertheless."""
    signs = {_SIGNS[word] for word in clause.words if word in _SIGNS}
    return (
        _holds(clause.words)
        or bool(signs)
        or clause.words in phrases("not, nicht, no, maybe, or not")
    )


def _note(text: str, feeling: Feeling, first: Clause | None) -> str:
    """What was said besides the step."""
    if first is None:
        return text
    for size in range(len(first.words), 0, -1):
        words = tuple(word for word in first.words[:size] if word != "-")
        if any(words in phrases(listed) for listed in answers.MOODS) or (
            size == 1 and words[0] in _SIGNS
        ):
            end = first.start + tokens(text[first.start : first.end])[size - 1].end
            rest = text[end:]
            return without(words_after(rest), feeling.label, feeling.emoji, feeling.word)
    return "" if _is_whole(text, first) else text


def _is_whole(text: str, first: Clause) -> bool:
    return (
        first.start == 0
        and not any(c.isalnum() for c in text[first.end :])
        and len(first.words) == 1
    )


def _listed(_: Asked, can: Capabilities) -> Message:
    labels = [feeling.shown for feeling in MOODS]
    return Message(()) if can.choices else bullets(labels, numbered=True)


def _label(_: Asked, value: Value) -> str:
    return value.feeling.shown if isinstance(value, Mood) else ""


@dataclass(frozen=True, slots=True)
class _Measuring:
    is_bounded: bool = True
    is_counted: bool = False

    def limits(self, _: Asked) -> tuple[int, int]:
        """The first and the last face."""
        return 1, len(MOODS)

    def ends(self, _: tuple[str, ...]) -> tuple[str, ...]:
        """The words of the first and the last face."""
        return spoken(MOODS[0].word), spoken(MOODS[-1].word)

    def text(self, value: Fraction, _: str, __: int, ___: str) -> str:
        """ "🙂 good"; between two faces, both."""
        low = int(value)
        if value.denominator == 1:
            return MOODS[low - 1].shown
        low_one, high_one = MOODS[low - 1].shown, MOODS[low].shown
        return spoken("between {low} and {high}", low=low_one, high=high_one)


def _example(can: Capabilities) -> str:
    return spoken("{mood} – slept well", mood=spoken(MOODS[3].word) if can.choices else 4)


MOOD = ShortRules(
    about="five faces",
    settings=(),
    measuring=_Measuring(),
    pressing=Choosing(
        pairs=lambda _: tuple((feeling.emoji, str(n)) for n, feeling in enumerate(MOODS, 1)),
        labels=lambda _: tuple(feeling.shown for feeling in MOODS),
        label=_label,
    ),
    one=_mood,
    again=sentence("I’ve kept your words. **Which of these is closest?**"),
    listed=_listed,
    example=lambda _, can: _example(can),
    beside=lambda _: "",
)
