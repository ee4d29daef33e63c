"""What words and phrases are to the bot, in one language; and all languages at once.

Each value is a list with commas between its phrases. `(a|b )c` stands for "ac" and "b c". Accents and
apostrophes make no difference, and `#` is any number.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product

from standup.core.intent.words import NUMBER, folded

_GROUP = re.compile(r"\(([^()]*)\)")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`heads` open a command, `phrases` make one wherever they stand: both by the command's word.
    `tags` say what other words are."""

    heads: Mapping[str, str]
    phrases: Mapping[str, str]
    tags: Mapping[str, str]


@dataclass(slots=True)
class Meaning:
    """What a phrase may be: the command that it opens, the one that it makes, its tags."""

    head: str | None = None
    phrase: str | None = None
    tags: set[str] = field(default_factory=set)


Phrase = tuple[str, ...]


def meanings(lexicons: Iterable[Lexicon]) -> dict[Phrase, Meaning]:
    """All that is known of phrases. The first to name a phrase's command has it."""
    found: dict[Phrase, Meaning] = {}
    for lexicon in lexicons:
        for name, said in lexicon.heads.items():
            for phrase in spelt(said):
                meaning = found.setdefault(phrase, Meaning())
                meaning.head = meaning.head or name
        for name, said in lexicon.phrases.items():
            for phrase in spelt(said):
                meaning = found.setdefault(phrase, Meaning())
                meaning.phrase = meaning.phrase or name
        for tag, said in lexicon.tags.items():
            for phrase in spelt(said):
                found.setdefault(phrase, Meaning()).tags.add(tag)
    return found


def spelt(said: str) -> Iterator[Phrase]:
    """Each phrase of a list, and each of its spellings."""
    for pattern in folded(said).split(", "):
        parts = _GROUP.split(pattern)
        choices = [_choices(p) if n % 2 else [p] for n, p in enumerate(parts)]
        for choice in product(*choices):
            if words := "".join(choice).split():
                yield tuple(NUMBER if w.isdecimal() or w == "#" else w for w in words)


def _choices(group: str) -> list[str]:
    """What may stand in a group; one whose choices hold their own space may be left out."""
    choices = group.split("|")
    return [*choices, ""] if any(c.endswith(" ") for c in choices) else choices
