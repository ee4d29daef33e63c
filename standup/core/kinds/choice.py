"""A question answered with one of some options."""

from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import Any

from standup.core.kinds.kind import Asked, Setting, Value
from standup.core.kinds.short import Choosing, Short, ShortRules
from standup.core.kinds.steps import step_of
from standup.core.language import sentence, spoken
from standup.core.messages.capabilities import Capabilities
from standup.core.messages.markup import Bold, Message, Span, bullets
from standup.core.reading.lexicon import answers
from standup.core.reading.names import one_slip
from standup.core.reading.numbers import COUNTS, LAST, PLACES
from standup.core.reading.phrases import Clause, begun, clauses, eaten, is_reason, is_sign, phrases
from standup.core.reading.settled import note_after
from standup.core.reading.spans import tokens
from standup.core.text.name_matching import fold, named, pauses, without, words_after


@dataclass(frozen=True, slots=True)
class Picked(Short):
    """One of some options."""

    option: str
    note: str = ""

    @property
    def row(self) -> tuple[Span, ...]:
        """The option."""
        return (Bold(self.option),)

    @property
    def words(self) -> str:
        """What was said besides."""
        return self.note

    def noted(self, words: str) -> "Picked":
        """The same with these words."""
        return replace(self, note=words)

    @property
    def measured(self) -> None:
        """An option is no amount."""
        return

    def data(self) -> dict[str, Any]:
        """The option and the words."""
        return {"choice": self.option, "text": self.note}


def _picked(asked: Asked, text: str) -> Picked | None:
    """One option, by its words or some of them, or by its number."""
    names = _names(asked.options)
    if found := named(text, names):
        option, rest = found
        note = note_after(rest)
        place = step_of(text.strip(), 1, len(asked.options))
        if place and asked.options[place[0] - 1] != option and not words_after(place[1]):
            return None  # `1` may be the first one as well
        if note is not None and not _unsure(asked, option, rest):
            return Picked(option, note)
    return _by_number(asked, text) or _among_words(asked, text)


@lru_cache(maxsize=256)
def _names(names: tuple[str, ...]) -> dict[str, str]:
    return {fold(name): name for name in names}


def _unsure(asked: Asked, option: str, rest: str) -> bool:
    """Whether another option is named, or the one may be denied, soon after."""
    others = tuple(other for other in asked.options if other != option)
    words = tuple(token.norm for token in tokens(rest[:400]))
    known = _known(asked.options)
    distinct = {w for other in others for w in known[other] if not is_reason(w)}
    distinct -= set(known[option])
    return any(word in distinct for word in words) or words[:1] in phrases(_ALTERNATIVES)


_ALTERNATIVES = "or, oder, o, u, maybe, not, no"


@lru_cache(maxsize=256)
def _known(options: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """The words of each option."""
    return {
        option: tuple(t.norm for t in tokens(option) if t.is_word or t.norm[:1].isdigit())
        for option in options
    }


def _by_number(asked: Asked, text: str) -> Picked | None:
    """An option by its place, where no other option has that number in its words."""
    count = len(asked.options)
    found = step_of(text, 1, count) or _by_place(text, count)
    if found is None:
        return None
    number, rest = found
    option, words = asked.options[number - 1], words_after(rest)
    if any(word.isdecimal() for said in _known(asked.options).values() for word in said) and (
        str(number) not in _known(asked.options)[option]
    ):
        return None
    if any(str(number) in said for other, said in _known(asked.options).items() if other != option):
        return None
    note = without(words, option)
    if note == words:
        plain = note_after(rest)
        if plain is None or (words and not pauses(rest)):
            return None
        note = plain
    return Picked(option, note)


def _by_place(text: str, count: int) -> tuple[int, str] | None:
    """`the second one`, `the 2nd`, `the last one`."""
    said = tokens(text[:80])
    words = tuple(token.norm for token in said)
    at = len(words) - len(eaten(words, answers.PLACE))
    is_in_digits = words[at + 1 : at + 2] in _ENDINGS and words[at].isdecimal()
    if at >= len(words) or not (is_in_digits or words[at] in PLACES or words[at] in LAST):
        return None
    number = int(words[at][:3]) if is_in_digits else PLACES.get(words[at], count)
    at += is_in_digits
    at += 1 + (words[at + 1 : at + 2] in {("one",), ("option",)})
    return (number, text[said[at - 1].end :]) if 1 <= number <= count else None


_ENDINGS = frozenset({("st",), ("nd",), ("rd",), ("th",)})  # "2nd"
_DENIED = frozenset(
    ["not", "no", "nicht", "kein", "keine", "ni", "neither", "nor", "but", "except", "never"]
)
_OTHERS = frozenset(
    ["or", "oder", "o", "u", "and", "und", "/", "maybe", "perhaps", "vielleicht", "both"]
)


def _among_words(asked: Asked, text: str) -> Picked | None:
    """An option named among small words, in part or misspelt; `not X, Y` names Y."""
    said = clauses(text)
    if not said or any("?" in clause.closed_by for clause in said):
        return None
    first = said[0]
    if first.words[0] in {"not", "nicht", "no"} and len(said) > 1:
        denied, first = _options_in(asked, first.words[1:]), said[1]
        if len(denied) != 1 or _one(asked, first) in denied:
            return None
        chosen = _one(asked, first)
        return Picked(chosen, text) if chosen and len(said) == 2 else None
    if _is_yeah_no(first, said):
        first = said[1]
    chosen = _one(asked, first)
    later = {
        option
        for clause in said
        if clause is not first
        for option in _options_in(asked, clause.words)
    }
    if chosen is None or (later - {chosen} and said[0] is first) or _doubts(said, first):
        return None
    return Picked(chosen, words_after(text[first.end :]))


def _is_yeah_no(first: Clause, said: list[Clause]) -> bool:
    return first.words in {("yeah",), ("well",), ("hi",), ("hello",), ("ok",)} and len(said) > 1


def _doubts(said: list[Clause], first: Clause) -> bool:
    at = said.index(first) + 1
    return at < len(said) and said[at].words[0] in _OTHERS | {"maybe", "not"}


def _one(asked: Asked, clause: Clause) -> str | None:
    """The only option that a clause may mean, if all of its words are of it or small ones."""
    words = tuple(word for word in clause.words if not is_sign(word) or word in {"+", "#", "/"})
    words = tuple(_reasonless(words))
    if not words or set(words) & (_DENIED | _OTHERS) - _shared(asked.options):
        return None
    compact = "".join(words)
    known = _known(asked.options)
    same = [
        option
        for option in asked.options
        if fold(option).replace(" ", "") in {compact, _umlauts(compact)}
    ]
    if same:
        return same[0]
    left = words
    found: frozenset[str] | None = None
    while left:
        options = _having(known, left[0], left[1:2])
        if not options and found:
            options = frozenset(o for o in found if any(w.startswith(left[0]) for w in known[o]))
        if options:
            found = options if found is None else found & options
            left = left[1:]
        elif size := begun(left, answers.PLACE):
            left = left[size:]
        else:
            return None
    if found is None or len(found) != 1:
        return None
    (option,) = found
    is_meant = _is_meant(asked, option, words) and not _is_article(known[option], words)
    return option if is_meant else None


_ARTICLES = frozenset({"a", "an", "un", "una", "ein", "eine"})


def _is_article(option: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Whether what names the option may as well be an article: `a team` of *Team A*."""
    for before, word, after in zip(("", *words), words, words[1:], strict=False):
        is_of_any = word in _ARTICLES & set(option) and before != "the"
        if is_of_any and after in option and (word, after) not in pairwise(option):
            return True
    return False


def _is_meant(asked: Asked, option: str, words: tuple[str, ...]) -> bool:
    """Whether a part of an option says it: not `food` of `no food`, nor another's number."""
    said = set(known := _known(asked.options)[option])
    if said & _DENIED and not said <= set(words):
        return False
    place = asked.options.index(option) + 1
    digits = [word for word in words if word.isdecimal()]
    bare = len(words) == 1 and bool(digits) and int(digits[0]) <= len(asked.options)
    return not bare or int(digits[0]) == place or len(known) == 1


def _reasonless(words: tuple[str, ...]) -> tuple[str, ...]:
    at = next(
        (n for n, word in enumerate(words) if n and is_reason(word) and word not in _OTHERS),
        len(words),
    )
    return words[:at]


def _shared(options: tuple[str, ...]) -> set[str]:
    return {word for said in _known(options).values() for word in said}


def _options_in(asked: Asked, words: tuple[str, ...]) -> set[str]:
    """The options of which a word stands there that is no other's."""
    known = _known(asked.options)
    found = [_having(known, word, ()) for word in words]
    return {next(iter(options)) for options in found if len(options) == 1}


def _having(
    known: dict[str, tuple[str, ...]], word: str, following: tuple[str, ...]
) -> frozenset[str]:
    """The options that have a word, one that begins so, or one with one slip in it."""
    same = frozenset(option for option, words in known.items() if word in words)
    if not same and word in COUNTS:
        same = frozenset(o for o, words in known.items() if str(COUNTS[word]) in words)
    if same or word in {"the", "in", "a", "an"}:
        return same
    if word.isdigit() or not word[:1].isalpha():
        return frozenset()
    begun_ = frozenset(
        o for o, words in known.items() if any(_begins(w, word, following) for w in words)
    )
    if begun_:
        return begun_
    return frozenset(
        o
        for o, words in known.items()
        if any(len(w) >= 4 and w[0] == word[0] and _is_slip(w, word) for w in words)
    )


def _is_slip(word: str, typed: str) -> bool:
    """Whether a word was mistyped; an `officer` is no office."""
    return one_slip(word, typed) and not typed.startswith(word)


def _begins(whole: str, word: str, following: tuple[str, ...]) -> bool:
    if _umlauts(word) == whole or word in {f"{whole}ly", f"{whole}s"}:
        return True
    if word == "off":
        return False  # a day off, and no office
    return whole.startswith(word) and (
        len(word) >= 3
        or (len(word) == 2 and not following)
        or bool(following and following[0][:1].isdigit())
    )


def _umlauts(word: str) -> str:
    """`Buero` as `Büro` is matched."""
    return word.replace("ae", "a").replace("oe", "o").replace("ue", "u")


def _listed(asked: Asked, can: Capabilities) -> Message:
    return Message(()) if can.choices else bullets(asked.options, numbered=True)


def _pressed(asked: Asked, number: int, option: str) -> str:
    """What one would write: the number, unless it may mean another option."""
    return str(number) if _picked(asked, str(number)) == Picked(option) else option


def _label(_: Asked, value: Value) -> str:
    return value.option if isinstance(value, Picked) else ""


def _example(asked: Asked, can: Capabilities) -> str:
    return spoken("{option} – only today", option=asked.options[0] if can.choices else 1)


CHOICE = ShortRules(
    about="one of `options`",
    settings=(
        Setting(
            "options",
            "options",
            "2 to 20 short texts, such as `[office, remote]`",
            is_needed=True,
        ),
        Setting(
            "sorts",
            "flag",
            "`true` when it says of what kind the day is, such as reading or coding; the learning"
            " log and its figures are sorted by it",
            default=False,
        ),
    ),
    measuring=None,
    pressing=Choosing(
        pairs=lambda asked: tuple(
            (option, _pressed(asked, n, option)) for n, option in enumerate(asked.options, 1)
        ),
        labels=lambda asked: asked.options,
        label=_label,
    ),
    one=_picked,
    again=sentence("I’ve kept your words. **Which of these is it?**"),
    listed=_listed,
    example=_example,
    beside=lambda _: "",
)
