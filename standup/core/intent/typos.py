"""Words that are one slip of the fingers away from one that we know."""

from collections.abc import Container
from enum import Enum, auto
from functools import lru_cache
from string import ascii_lowercase

from standup.core.intent.terms import TERMS

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_REAL_WORDS = (  # which only look like a slip
    "alter latter late layer laser latex joint joins coin ship slip skim skin ski sip step "
    "shop top heap helm held helps hello cause clause pulse quite quiet unit shelf leaf lead "
    "leaves pass past paste parse pause paws rest test tests text texts part park pack bach "
    "bask base basis black sack hack ham stack stock stow stub post posts host hose most cost "
    "poset report deport import export learn leap lean sort store stored story start star "
    "stars state static setup delete delta join min max main loop pool tool lock clock block "
    "link line like bike read reads ready head heads word words work works worked world form "
    "forms from for fork port sport send sent end undo find bind kind kinda mind wind hind "
    "list lists lisp cist gist who whom how why way whole hole role rope pope type types time "
    "times tile tiles file files mole model node nodes mode modes code codes core cores none "
    "note notes remind remain resume resumed assume cancel channel panel pane pale page pages "
    "paper papers pager order orders matters batter history mystery docs doc dock code repo git "
    "lint live port pods pod query "
)
_REAL = TERMS | frozenset(_REAL_WORDS.split())


_MOST = 6  # words that one slip may have been meant for


class Slip(Enum):
    """How a word was mistyped: `PLAIN` where it hardly is another word."""

    PLAIN = auto()
    NEAR = auto()


def meant(word: str, known: Container[str], shortest: int = 4) -> list[tuple[str, Slip]]:
    """The known words, of `shortest` letters at least, that may have been meant by an unknown one;
    the likeliest first."""
    if not max(2, shortest - 1) <= len(word) <= 14 or word in _REAL or not word.isalpha():
        return []
    slips = [(c, Slip.PLAIN) for c in _plain(word)] + [(c, Slip.NEAR) for c in _near(word)]
    found = dict(reversed([s for s in slips if len(s[0]) >= shortest and s[0] in known]))
    likely = [(c, slip) for c, slip in reversed(found.items()) if not _is_inflected(word, c)]
    return likely[:_MOST]


def _is_inflected(word: str, candidate: str) -> bool:
    if word[-1] == candidate[-1] == word[-2]:
        return False  # a key that was hit twice: "laterr"
    return word.startswith(candidate) and word[len(candidate) :] in {"s", "d", "r", "n", "e", "ed"}


def _plain(word: str) -> list[str]:
    """Two letters swapped, one left out, one typed twice or with its neighbour."""
    cuts = [(word[:n], word[n:]) for n in range(len(word) + 1)]
    swapped = [a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1]
    doubled = [a + b[1:] for a, b in cuts if b and a and (a[-1] == b[0] or _are_close(a[-1], b[0]))]
    added = [a + b[1:] for a, b in cuts if len(b) > 1 and _are_close(b[0], b[1])]
    missing = [
        a + c + b
        for a, b in cuts
        for c in ascii_lowercase
        if b or c not in "sd" + "e" * (len(word) < 5)
    ]
    return swapped + doubled + added + missing


def _near(word: str) -> list[str]:
    """Another letter, from beside the right one, or a letter too many."""
    stray = [word[:n] + word[n + 1 :] for n in range(len(word))] if len(word) > 4 else []
    return stray + [
        word[:n] + c + word[n + 1 :] for n, was in enumerate(word) for c in _beside(was)
    ]


@lru_cache(maxsize=256)  # letters
def _beside(key: str) -> str:
    return "".join(c for c in ascii_lowercase if c != key and _are_close(c, key))


@lru_cache(maxsize=4096)  # pairs of letters
def _are_close(one: str, other: str) -> bool:
    for row, keys in enumerate(_ROWS):
        if one not in keys:
            continue
        place = keys.index(one)
        if other in keys:
            return abs(keys.index(other) - place) == 1
        for near in _ROWS[max(0, row - 1) : row + 2]:
            if other in near:
                return abs(near.index(other) - place) <= 1
    return False
