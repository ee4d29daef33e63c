"""What words and phrases are to the bot, in one language; and all languages at once.

Each value is a list with commas between its phrases. `(a|b )c` stands for "ac", "b c"
and, as there is a space in a choice, "c". Accents and apostrophes make no difference; `#` is any
number.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from standup.core.intent.words import NUMBER, folded
from standup.core.text.letters import with_digraphs

_GROUP = re.compile(r"\(([^()]*)\)")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`heads` open a command, `phrases` make one wherever they stand: both by the command's word.
    `tags` say what other words are."""

    heads: Mapping[str, str]
    phrases: Mapping[str, str]
    tags: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a phrase may be: the command that it opens, the one that it makes, its tags."""

    head: str | None = None
    phrase: str | None = None
    tags: frozenset[str] = frozenset()

    def joined(self, other: "Meaning") -> "Meaning":
        """Both; the first command stays."""
        tags = self.tags | other.tags
        return Meaning(self.head or other.head, self.phrase or other.phrase, tags)


Phrase = tuple[str, ...]


def meanings(
    lexicons: Iterable[Lexicon], known: Mapping[Phrase, Meaning] | None = None
) -> dict[Phrase, Meaning]:
    """All that is known of phrases, besides what was `known` before. The first to name a phrase's
    command has it."""
    found = dict(known or {})
    shared = {meaning: meaning for meaning in found.values()}  # many phrases mean the same
    for said, meaning in (entry for lexicon in lexicons for entry in _entries(lexicon)):
        for phrase in spelt(said):
            earlier = found.get(phrase)
            both = earlier.joined(meaning) if earlier else meaning
            found[phrase] = shared.setdefault(both, both)
    return found


def _entries(lexicon: Lexicon) -> Iterator[tuple[str, Meaning]]:
    for name, said in lexicon.heads.items():
        yield said, Meaning(head=name)
    for name, said in lexicon.phrases.items():
        yield said, Meaning(phrase=name)
    for tag, said in lexicon.tags.items():
        is_own = tag == "own thing"  # "my answer" is a thing of the bot too
        yield said, Meaning(tags=frozenset({tag, "noun", "bot"} if is_own else {tag}))


def single_words(known: Mapping[Phrase, Meaning]) -> dict[str, frozenset[str]]:
    """The words that stand for something by themselves, by each of their tags."""
    found: dict[str, set[str]] = {}
    for phrase, meaning in known.items():
        if len(phrase) == 1:
            for tag in meaning.tags:
                found.setdefault(tag, set()).add(phrase[0])
    return {tag: frozenset(words) for tag, words in found.items()}


def spelt(said: str) -> Iterator[Phrase]:
    """Each phrase of a list, and each of its spellings."""
    for pattern in (*folded(said).split(", "), *_with_digraphs(said)):
        parts = _GROUP.split(pattern)
        choices = [_choices(p) if n % 2 else [p] for n, p in enumerate(parts)]
        for choice in product(*choices):
            if words := "".join(choice).split():
                yield tuple(NUMBER if w.isdecimal() or w == "#" else w for w in words)


def _with_digraphs(said: str) -> Iterator[str]:
    """What is written with umlauts, as it is typed where there are none: "spaeter"."""
    for pattern in said.split(", "):
        if (typed := with_digraphs(pattern)) != pattern:
            yield folded(typed)


def _choices(group: str) -> list[str]:
    """What may stand in a group; one whose choices hold their own space may be left out."""
    choices = group.split("|")
    return [*choices, ""] if any(c.endswith(" ") for c in choices) else choices
