"""Words as they are looked for: without case and accents, and none that every text has.

Both databases are given the same words, one after the other with a space between, so that they
agree on what a word is. The endings of words are each database's own matter.
"""

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")
_LONGEST_WORD = 64
_MOST_WORDS = 20
_MOST_INDEXED = 20_000  # words of one report; PostgreSQL counts no further than 16,383
_QUOTED = re.compile(r'["“”„«»]([^"“”„«»]*)(?:["“”„«»]|$)|([^"“”„«»]+)')

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
    letters = unicodedata.normalize("NFKD", text).casefold()
    return "".join(
        letter
        for letter in unicodedata.normalize("NFKD", letters)
        if unicodedata.category(letter) != "Mn"
    )


def words(text: str) -> tuple[str, ...]:
    """The words of a text, as they are compared; a very long one by its beginning."""
    return tuple(word[:_LONGEST_WORD] for word in _WORD.findall(bare(text)))


def indexed(text: str) -> str:
    """The words of a text as they are handed to a database."""
    return " ".join(words(text)[:_MOST_INDEXED])


def phrases(text: str) -> tuple[Phrase, ...]:
    """What is looked for: each word by itself, and what stands in quotation marks as it stands.

    A word that every text has finds nothing by itself and is left out; so it is at both ends of
    what is quoted.
    """
    found: list[Phrase] = []
    for quoted, others in _QUOTED.findall(text):
        found += [(word,) for word in words(others) if word not in STOPS]
        found.append(_telling(words(quoted)))
    return tuple(dict.fromkeys(filter(None, found)))[:_MOST_WORDS]


def _telling(phrase: Phrase) -> Phrase:
    telling = [n for n, word in enumerate(phrase) if word not in STOPS]
    return phrase[telling[0] : telling[-1] + 1][:_MOST_WORDS] if telling else ()
