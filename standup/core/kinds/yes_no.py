"""A question answered with yes or no."""

from dataclasses import dataclass, replace
from typing import Any

from standup.core.kinds.kind import Asked, Value
from standup.core.kinds.short import Choosing, Short, ShortRules
from standup.core.kinds.steps import step_of
from standup.core.language import sentence, spoken
from standup.core.messages.capabilities import Capabilities
from standup.core.messages.markup import Bold, Message, Span, phrase
from standup.core.reading.lexicon import answers
from standup.core.reading.phrases import Clause, begun, clauses, eaten, holds, is_sign, phrases
from standup.core.reading.spans import tokens
from standup.core.text.name_matching import without, words_after

YES, NO = sentence("Yes"), sentence("No")
_SIGNS = {**dict.fromkeys("✓✔✅☑👍", True), **dict.fromkeys("✗✘❌✖👎", False)}
_SORRY = (
    "sorry, perdon, thanks, thank you, well, oh, hi, ah, hm, leider, lo siento, honestly, and, ok"
)
_HEDGES = "i think, i guess, maybe, i suppose, probably, creo, glaub ich, glaube ich, denke ich"
_JOINTS = frozenset(["and", "or", "/", "&", "und", "y", "o", "oder", "but", "aber", "pero"])
_GOES_ON = frozenset(
    [
        "because",
        "but",
        "as",
        "since",
        "so",
        "thanks",
        "thank",
        "not",
        "nothing",
        "i",
        "we",
        "it",
        "he",
        "she",
        "they",
        "today",
        "though",
        "weil",
        "aber",
        "porque",
        "pero",
        "finally",
        "for",
        "this",
        "at",
        "leider",
        "sorry",
        "please",
        "gracias",
        "danke",
        "indeed",
        "sure",
        "already",
        "all",
        "and",
        "im",
        "ive",
        "really",
        "unfortunately",
        "sadly",
    ]
)


@dataclass(frozen=True, slots=True)
class YesNo(Short):
    """Yes, or no."""

    yes: bool
    note: str = ""

    @property
    def row(self) -> tuple[Span, ...]:
        """The word."""
        return (Bold(spoken("yes") if self.yes else spoken("no")),)

    @property
    def words(self) -> str:
        """What was said besides."""
        return self.note

    def noted(self, words: str) -> "YesNo":
        """The same with these words."""
        return replace(self, note=words)

    @property
    def measured(self) -> None:
        """It is no amount."""
        return

    def data(self) -> dict[str, Any]:
        """Whether it is yes, and the words."""
        return {"yes": self.yes, "text": self.note}


def _yes_no(_: Asked, text: str) -> YesNo | None:  # noqa: PLR0911 - a line a case
    step = step_of(text, 1, 2)
    if step and not words_after(step[1]):
        return YesNo(step[0] == 1)
    said = clauses(text)
    first = next((c for c in said if not _is_polite(c)), None)
    if first is None or any("?" in clause.closed_by for clause in said[:2]):
        return None
    found = _value(_respelt(first))
    if found is None:
        return None
    yes, size = found
    others = [_alone(clause) for clause in said if clause is not first]
    if yes and False in others and not _is_at_once(first, size):
        return None
    if (not yes and True in others) or _is_number(first, said):
        return None
    if yes and any(_lacks(clause) for clause in said if clause is not first):
        return None
    if yes and False in others:
        yes = False
    if first is said[0] and not _is_kept(first, size):
        return YesNo(yes, without(words_after(text[_end(first, size, text) :]), YES if yes else NO))
    return YesNo(yes, text)


def _is_polite(clause: Clause) -> bool:
    return not eaten(clause.words, _SORRY) or clause.words in phrases(answers.NO_PROBLEM)


def _value(clause: Clause) -> tuple[bool, int] | None:
    """What a clause begins with, and with how many words it says so."""
    words = clause.words
    signs = {_SIGNS[word] for word in words if word in _SIGNS}
    if (
        len(signs) == 2
        or begun(words, answers.NEITHER)
        or holds(words, "unless, depends, no se, y no")
    ):
        return None
    if words[0] in _SIGNS:
        yes = _SIGNS[words[0]]
        return None if holds(words[1:2], answers.NO if yes else answers.YES) else (yes, 1)
    sizes = {
        yes: begun(words, listed) for yes, listed in ((True, answers.YES), (False, answers.NO))
    }
    yes = sizes[True] > sizes[False]
    size = max(sizes.values())
    if not size:
        return None
    size += _again(words[size:], yes=yes)
    rest = tuple(word for word in words[size:] if not is_sign(word))
    if any(_SIGNS.get(word, yes) != yes for word in words) or holds(rest, _HEDGES):
        return None
    goes_on = not rest or rest[0] in _GOES_ON or _is_face(words[size])
    if _both(words[size:], yes=yes) or not goes_on:
        return None
    return yes, size


def _is_face(word: str) -> bool:
    """Whether it is an emoji, which parts what follows from what was said."""
    return is_sign(word) and not word.isascii()


def _respelt(clause: Clause) -> Clause:
    """The clause without what was drawn out or swapped in its first word: `nooope`, `yse`."""
    return replace(clause, words=(_meant(clause.words[0]), *clause.words[1:]))


def _meant(word: str) -> str:
    known = phrases(answers.YES) | phrases(answers.NO)
    once = "".join(letter for n, letter in enumerate(word) if not n or word[n - 1] != letter)
    if (word,) not in known and (once,) in known:
        return once
    return "yes" if sorted(word) == sorted("yes") and word[0] == "y" else word


def _again(rest: tuple[str, ...], *, yes: bool) -> int:
    """How many words say the same once more: `no no no`, `ja klar`."""
    if rest[:1] in {("i",), ("we",), ("not",)}:
        return 0
    left = eaten(rest, answers.YES if yes else answers.NO)
    return len(rest) - len(left)


def _both(rest: tuple[str, ...], *, yes: bool) -> bool:
    """Whether it goes on with the other: `yes and no`, `y/n`."""
    left = tuple(word for word in rest if word not in _JOINTS)
    other = answers.NO if yes else answers.YES
    return (
        bool(left)
        and len(left) <= len(rest) - (left != rest)
        and bool(begun(left, other))
        and left[0] not in {"not", "i", "we"}
    )


def _alone(clause: Clause) -> bool | None:
    """What a clause says that says nothing else."""
    words = tuple(
        word for word in clause.words if word not in {"and", "y", "und"} or len(clause.words) == 1
    )
    if words in phrases(answers.YES):
        return True
    return False if words in phrases(answers.NO) and words != ("y",) else None


_LUCK = frozenset(  # `yes, no idea why`
    [
        *("idea", "luck", "clue", "problem", "problems", "doubt", "worries", "matter", "way"),
        *("ahnung", "ding", "problema", "problemas", "wonder", "rush", "biggie"),
    ]
)


def _lacks(clause: Clause) -> bool:
    """`yes, no blockers`: whatever was asked, one of these is no yes."""
    words = tuple(word for word in clause.words if not is_sign(word))
    is_of_none = words[:1] in phrases("no, kein, keine, sin, ningun, ninguna")
    return is_of_none and 2 <= len(words) <= 5 and words[1] not in _LUCK and not _is_over(words)


def _is_over(words: tuple[str, ...]) -> bool:
    """`yes, no longer stuck`: said of what was."""
    return words[1] in {"more", "longer"}


def _is_at_once(clause: Clause, size: int) -> bool:
    """`yeah, no`: said in one breath, it is a no."""
    return clause.closed_by == "," and clause.words[:size] in phrases("yeah, well, yea")


def _is_number(clause: Clause, said: list[Clause]) -> bool:
    """`No. 3 is done`."""
    at = said.index(clause) + 1
    return clause.words == ("no",) and at < len(said) and said[at].words[0].isdigit()


def _is_kept(clause: Clause, size: int) -> bool:
    """Whether what was said is kept as it was, since it says more than yes or no."""
    return clause.words[0] in {"not", "never", "i", "noch", "nicht", "todavia", "aun"} and size > 1


def _end(clause: Clause, size: int, text: str) -> int:
    return tokens(text[clause.start : clause.end])[size - 1].end + clause.start


def _listed(_: Asked, can: Capabilities) -> Message:
    return Message(()) if can.choices else phrase("`yes` or `no`")


def _label(_: Asked, value: Value) -> str:
    return spoken(YES if value.yes else NO) if isinstance(value, YesNo) else ""


YES_NO = ShortRules(
    about="",
    settings=(),
    measuring=None,
    pressing=Choosing(
        pairs=lambda _: ((spoken(YES), "yes"), (spoken(NO), "no")),
        labels=lambda _: (spoken(YES), spoken(NO)),
        label=_label,
    ),
    one=_yes_no,
    again=sentence("I’ve kept your words. **Is it a yes or a no?**"),
    listed=_listed,
    example=lambda _, __: spoken("no, but soon"),
    beside=lambda _: "",
)
