"""Words as they are looked for: without case and accents, and none that every text has.

Both databases are given the same words, one after the other with a space between, so that they
agree on what a word is. The endings of words are each database's own matter.
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import chain

from standup.core.text.letters import normalized
from standup.core.text.pattern import Pattern

# Chinese and Japanese put no space between words: each of their signs is a word, and several that
# are looked for without a space are words that follow one another.
_SIGNS = (
    "\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U000323af"
)
_SIGN = rf"(?![\W_])[{_SIGNS}]"
_RUN = Pattern(rf"(?:{_SIGN})+|[^\W_{_SIGNS}]+")
WORD = Pattern(rf"{_SIGN}|[^\W_{_SIGNS}]+")
"""A word where it stands."""
_LONGEST_WORD = 64
_MOST_WORDS = 20
_MOST_INDEXED = 20_000  # words of one report; PostgreSQL counts no further than 16,383
_MOST_BYTES = 500_000  # of these: PostgreSQL refuses a report with more than 1,048,575
_QUOTED = Pattern(r'["“”„«»]([^"“”„«»]*)(?:["“”„«»]|$)|([^"“”„«»]+)')

# What PostgreSQL's configuration `english` leaves out, as it writes it.
_STOPS = """
i me my myself we our ours ourselves you your yours yourself yourselves he him his himself she
her hers herself it its itself they them their theirs themselves what which who whom this that
these those am is are was were be been being have has had having do does did doing a an the and
but if or because as until while of at by for with about against between into through during
before after above below to from up down in out on off over under again further then once here
there when where why how all any both each few more most other some such no nor not only own
same so than too very s t can will just don should now
"""
STOPS = frozenset(_STOPS.split())

Phrase = tuple[str, ...]
"""Words that follow one another."""


def bare(text: str) -> str:
    """The text without case and accents, so that it can be compared."""
    if text.isascii():
        return text.lower()
    letters = normalized("NFKD", text).casefold()
    return "".join(
        letter for letter in normalized("NFKD", letters) if unicodedata.category(letter) != "Mn"
    )


def words(text: str) -> tuple[str, ...]:
    """The words of a text, as they are compared; a very long one by its beginning."""
    return tuple(chain.from_iterable(_runs(text)))


def _runs(text: str) -> Iterator[Phrase]:
    """The words of a text, those together between which nothing stands."""
    for run in _RUN.findall(bare(text)):
        yield tuple(run) if is_sign(run[0]) else (run[:_LONGEST_WORD],)


def is_sign(letter: str) -> bool:
    """Whether it is one of the signs that are a word each."""
    return letter >= "\u3005" and re.fullmatch(_SIGN, letter) is not None


def indexed(text: str) -> str:
    """The words of a text as they are handed to a database."""
    found = " ".join(words(text)[:_MOST_INDEXED])
    return found.encode()[:_MOST_BYTES].decode(errors="ignore")


def phrases(text: str) -> tuple[Phrase, ...]:
    """What is looked for: each word by itself, and as it stands what is in quotation marks.

    A word that every text has finds nothing by itself and is left out; so it is at both ends of
    what is quoted.
    """
    found: list[Phrase] = []
    for quoted, others in _QUOTED.findall(text):
        found += [run[:_MOST_WORDS] for run in _runs(others) if run[0] not in STOPS]
        found.append(_telling(words(quoted)))
    return tuple(dict.fromkeys(filter(None, found)))[:_MOST_WORDS]


def _telling(phrase: Phrase) -> Phrase:
    telling = [n for n, word in enumerate(phrase) if word not in STOPS]
    return phrase[telling[0] : telling[-1] + 1][:_MOST_WORDS] if telling else ()
