"""The items of a plan as people name them: a distinctive word is enough, or how one begins."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from standup.core.reading.lexicon import de, en, es
from standup.core.reading.spans import Token, tokens

_LONGEST = 400  # characters of an item that name it
_STOP = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "to",
        "in",
        "on",
        "for",
        "with",
        "and",
        "or",
        "up",
        "at",
        "by",
        "my",
        "our",
        "from",
        "it",
        "about",
        "some",
        "der",
        "die",
        "das",
        "den",
        "dem",
        "des",
        "ein",
        "eine",
        "einen",
        "und",
        "oder",
        "mit",
        "fur",
        "zu",
        "zum",
        "zur",
        "von",
        "vom",
        "im",
        "am",
        "el",
        "la",
        "los",
        "las",
        "un",
        "una",
        "de",
        "del",
        "al",
        "y",
        "o",
        "en",
        "con",
        "para",
        "por",
        "mi",
        "i",
        "s",
    ]
)
_ENDINGS = ("ings", "ing", "ies", "ers", "ern", "en", "es", "er", "ed", "as", "os", "s", "e", "n")

Items = frozenset[int]


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan's items, made ready to be found in what is said.

    `words` are each item's words in order; `of` says which items have a word, `stems` which have
    one of that stem, `done` of which items a verb form says that they were done.
    """

    words: tuple[tuple[str, ...], ...]
    of: Mapping[str, Items]
    stems: Mapping[str, Items]
    done: Mapping[str, Items]
    by_letter: Mapping[str, tuple[str, ...]]

    @property
    def count(self) -> int:
        """How many items there are."""
        return len(self.words)


@lru_cache(maxsize=512)
def plan(items: Sequence[str]) -> Plan:
    """The plan of these items."""
    words = tuple(tuple(_words(item)) for item in items)
    of: dict[str, set[int]] = {}
    stems: dict[str, set[int]] = {}
    done: dict[str, set[int]] = {}
    for n, item in enumerate(words):
        for word in item:
            if word not in _STOP:
                of.setdefault(word, set()).add(n)
                if word.isalpha():
                    stems.setdefault(stem(word), set()).add(n)
            for form in _forms(word) if len(word) > 1 else ():
                done.setdefault(form, set()).add(n)
    by_letter: dict[str, list[str]] = {}
    for word in of:
        by_letter.setdefault(word[0], []).append(word)
    near = {letter: tuple(words_) for letter, words_ in by_letter.items()}
    return Plan(words, _frozen(of), _frozen(stems), _frozen(done), near)


def _frozen(found: Mapping[str, set[int]]) -> dict[str, Items]:
    return {word: frozenset(items) for word, items in found.items()}


def _words(item: str) -> Iterator[str]:
    after_word = False
    for token in tokens(item[:_LONGEST]):
        if token.is_word:
            yield token.norm
        elif token.norm[:1].isdigit():  # the 2 of `step2` is no number of its own
            yield f"·{token.norm}" if token.glued and after_word else token.norm
        after_word = token.is_word


def stem(word: str) -> str:
    """The word without the usual endings, as long as enough of it is left."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word
    return word


def matching(plan: Plan, token: Token) -> Items:
    """The items that a word or number is of."""
    word = token.norm
    if word in plan.of:
        return plan.of[word]
    if token.glued and f"·{word}" in plan.of:
        return plan.of[f"·{word}"]
    if not token.is_word or len(word) < 3 or word in _STOP:
        return frozenset()
    if len(word) >= 3 and (found := plan.stems.get(stem(word))):
        return found
    near = plan.by_letter.get(word[0], ())
    begun = {n for other in near if _begins(other, word) for n in plan.of[other]}
    if not begun and len(word) >= 5:
        begun = {n for other in near if one_slip(other, word) for n in plan.of[other]}
    return frozenset(begun)


def _begins(other: str, word: str) -> bool:
    """Whether one is the other's beginning, and not a much longer word's."""
    if other.startswith(word):
        return True
    return len(other) >= 4 and word.startswith(other) and len(word) - len(other) <= 3


def one_slip(word: str, typed: str) -> bool:
    """Whether one letter was left out, doubled, changed, or swapped with the next."""
    if abs(len(word) - len(typed)) > 1 or word == typed or not word.isalpha():
        return word == typed
    at = next(
        (n for n, pair in enumerate(zip(word, typed, strict=False)) if pair[0] != pair[1]), -1
    )
    if at == -1:
        return True
    if len(word) == len(typed):
        swapped = word[:at] + word[at : at + 2][::-1] + word[at + 2 :]
        return typed == swapped or word[at + 1 :] == typed[at + 1 :]
    longer, shorter = (word, typed) if len(word) > len(typed) else (typed, word)
    return longer[at + 1 :] == shorter[at:]


_IRREGULAR: dict[str, set[str]] = {}
for _said in (en.VERBS, de.VERBS, es.VERBS):
    for _verb in _said.split(","):
        _base, *_past = _verb.split()
        _IRREGULAR.setdefault(_base, set()).update(_past)


def _forms(word: str) -> set[str]:
    """What says that it was done, of a word that may be a verb."""
    if word in _IRREGULAR:
        return set(_IRREGULAR[word])
    return set(_english(word)) | set(_german(word)) | set(_spanish(word))


def _english(word: str) -> Iterator[str]:
    if len(word) < 3 or not word.isalpha():
        return
    if word.endswith("e"):
        yield word + "d"
    elif word.endswith("y"):
        yield word[:-1] + "ied"
        yield word + "ed"
    else:
        yield word + "ed"
        yield word + word[-1] + "ed"


def _german(word: str) -> Iterator[str]:
    if len(word) < 5 or not word.endswith("n"):
        return
    root = word[:-2] if word.endswith(("en", "ern", "eln")[:1]) else word[:-1]
    end = "et" if root.endswith(("t", "d")) else "t"
    yield "ge" + root + end
    if root.endswith("ier") or root.startswith(("be", "ver", "er", "ent", "zer", "ge", "emp")):
        yield root + end
    for before in ("vor", "an", "auf", "aus", "ab", "ein", "nach", "zu", "durch", "fertig", "um"):
        if root.startswith(before):
            yield before + "ge" + root[len(before) :] + end
            yield root + end


def _spelt(root: str) -> str:
    """As it is spelt before an e: `entregué`, `busqué`, `empecé`."""
    for end, before_e in (("g", "gu"), ("c", "qu"), ("z", "c")):
        if root.endswith(end):
            return root.removesuffix(end) + before_e
    return root


def _spanish(word: str) -> Iterator[str]:
    if len(word) < 4:
        return
    root = word[:-2]
    if word.endswith("ar"):
        past, part = "e", "ad"
    elif word.endswith(("er", "ir")):
        past, part = "i", "id"
    else:
        return
    yield _spelt(root) + past if word.endswith("ar") else root + past
    for end in ("o", "a", "os", "as"):
        yield root + part + end
