"""What words and phrases say, of all languages together, and words with a slip in them."""

from functools import lru_cache

from standup.core.reading.lexicon import de, en, es, signs
from standup.core.reading.lexicon.real import REAL
from standup.core.reading.names import one_slip
from standup.core.reading.spans import tokens

_FIRST = "KOXEIJSRBQNMeadpcnHLGDCFsoyzkWAbrPqmjYhf"  # a phrase has the first that says it


@lru_cache(maxsize=1)
def phrases() -> dict[tuple[str, ...], str]:
    """Every phrase of every language, as its tokens, and its tag."""
    found: dict[tuple[str, ...], str] = {}
    for letter in _FIRST:
        for language in (en, de, es, signs):
            for phrase in language.SAID.get(letter, "").split(","):
                key = tuple(token.norm for token in tokens(phrase.strip()))
                if key:
                    found.setdefault(key, letter)
    return found


@lru_cache(maxsize=1)
def longest() -> dict[str, int]:
    """How many tokens the longest phrase has that begins with a word."""
    found: dict[str, int] = {}
    for key in phrases():
        found[key[0]] = max(found.get(key[0], 0), len(key))
    return found


_MISSPELT = {"d": 4, "p": 4, "n": 6, "Q": 4, "B": 4, "N": 4, "X": 5, "R": 4, "F": 6, "G": 3}


@lru_cache(maxsize=4096)
def corrected(word: str) -> str:
    """The tag of a word with one slip in it, where only one word can be meant; else nothing."""
    found = {
        key[0]: letter
        for key, letter in phrases().items()
        if len(key) == 1
        and len(key[0]) >= _MISSPELT.get(letter, 99)
        and len(word) >= 2
        and key[0][0] == word[0]
        and one_slip(key[0], word)
        and _is_likely(key[0], word)
    }
    letters = set(found.values())
    return letters.pop() if len(letters) == 1 else ""


@lru_cache(maxsize=4096)
def nearly_says(word: str) -> bool:
    """Whether a word is one slip away from one that says what came of something."""
    return len(word) > 2 and any(
        len(key) == 1 and letter in "dpcnG" and len(key[0]) > 2 and one_slip(key[0], word)
        for key, letter in phrases().items()
    )


def _is_likely(word: str, typed: str) -> bool:
    """Whether a word was meant: its letters swapped, or one lost or doubled in a longer one.

    Any other word may be anything: `night` is no `nicht`, and a phone writes what it likes.
    """
    return typed not in REAL and (len(word) >= 5 or sorted(word) == sorted(typed))


def lexical(word: str) -> str:
    """The tag of a single word, or nothing."""
    return phrases().get((word,), "")
