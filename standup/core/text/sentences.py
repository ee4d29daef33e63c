"""The sentences of what people write in a chat, and which words two of them share."""

import re
from collections.abc import Iterator
from functools import lru_cache

from standup.core.text.letters import without_accents
from standup.core.text.pattern import Pattern

LONGEST = 280  # characters of a sentence that is to be shown beside others
_FEWEST_WORDS = 3

_FENCE = Pattern(r"^\s*(?:```|~~~)")
_BULLET = Pattern(r"^\s*(?:[-*•–—·◦▪+>]+|\[[ xX]?\]|\(?\d{1,3}[.):])\s+")
_WHOLE = Pattern(r"`[^`]+`|https?://\S+")  # no sentence ends inside of these
_POINTER = Pattern(r"\(?https?://\S+|#\w\S*")
_END = Pattern(r"(?<![.!?…])[.!?…]++[\"'”’»)\]]*(?=\s)|[。！？]+[」』）]*")
_ABBREVIATED = Pattern(
    r"(?:^|[\s(])(?:e\.g|i\.e|etc|vs|cf|ca|approx|resp|incl|fig|eq|no|nr|dr|mr|mrs|ms|prof|st"
    r"|z\.b|d\.h|u\.a|bzw|p\.ex|\w)\.$",
    re.IGNORECASE,
)
_LONGEST_ABBREVIATED, _NEXT = 12, 40  # characters: how far is looked around the end of a sentence
_CLAUSE = Pattern(r"[;:,]\s|\s[–—-]\s")
_TOKEN = Pattern(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]|[^\W_]+(?:['’][^\W_]+)*")
_ENDINGS = (
    *("ations", "ation", "ingly", "ments", "ment", "ings", "ing", "ies", "edly", "ed", "es"),
    *("ly", "s", "e", "y"),
)
_SHORTEST_STEM = 3
_LITTLE = """
    a about all also am an and are as at be because been being but by can could did do does for from
    had has have how i if in into is it its just me more my no not now of on or our out so some than
    that the their them then there these they this to too up very was we were what when which who
    why will with would you your
"""
_SAY_LITTLE = frozenset(_LITTLE.split())


def sentences(text: str) -> Iterator[str]:
    """What a text says, sentence by sentence, each exactly as it was written.

    A line ends a sentence, so that lists stay lists. Blocks of code, and links and tags that stand
    at an end, are left out; of a sentence that goes on and on, its beginning is taken.
    """
    for line in _prose(text):
        for sentence in _split(_BULLET.sub("", line).strip()):
            if is_telling(bare := _without_pointers(sentence)):
                yield shortened(bare)


def _prose(text: str) -> Iterator[str]:
    inside = False
    for line in text.split("\n"):
        if _FENCE.match(line):
            inside = not inside
        elif not inside:
            yield line


def _without_pointers(sentence: str) -> str:
    """The sentence without links and tags at its end; one that is nothing else begins with one."""
    words = sentence.split()
    told = len(words)
    while told > 1 and _POINTER.fullmatch(words[told - 1]):
        told -= 1
    gone = len(words) - told
    return sentence.rsplit(maxsplit=gone)[0] if gone else sentence


def _split(line: str) -> Iterator[str]:
    kept = [match.span() for match in _WHOLE.finditer(line)]
    begin, nearest = 0, 0
    for end in _END.finditer(line):
        while nearest < len(kept) and kept[nearest][1] <= end.end():
            nearest += 1
        inside = nearest < len(kept) and kept[nearest][0] < end.start()
        before = line[max(begin, end.end() - _LONGEST_ABBREVIATED) : end.end()]
        if inside or _goes_on(before, line[end.end() : end.end() + _NEXT]):
            continue
        yield line[begin : end.end()].strip()
        begin = end.end()
    if rest := line[begin:].strip():
        yield rest


def _goes_on(before: str, after: str) -> bool:
    """Whether a full stop ends no sentence: an abbreviation, or what follows begins small."""
    following = after.lstrip()
    return bool(_ABBREVIATED.search(before)) or (before.endswith(".") and following[:1].islower())


def is_telling(sentence: str) -> bool:
    """Whether a sentence says enough to stand alone."""
    return len(tokens(_WHOLE.sub(" ", sentence))) >= _FEWEST_WORDS


def shortened(sentence: str) -> str:
    """The sentence, or of a very long one its beginning, to the end of a clause or of a word."""
    if len(sentence) <= LONGEST:
        return sentence
    head = sentence[: LONGEST + 1]
    clauses = [match.start() for match in _CLAUSE.finditer(head)]
    words = [match.start() for match in re.finditer(r"\s", head)]
    ends = [end for end in clauses if end > LONGEST // 2] or words or [LONGEST]
    return sentence[: ends[-1]].rstrip()


def tokens(text: str) -> list[str]:
    """The words of a text, in small letters; a sign of a script without spaces is a word."""
    return _TOKEN.findall(text.casefold())


def stems(text: str) -> list[str]:
    """The words that say something, without accents and the commonest endings."""
    bare = without_accents(_WHOLE.sub(" ", text))
    return [_stem(word) for word in tokens(bare) if word not in _SAY_LITTLE]


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    word = re.sub(r"['’].*$", "", word)
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word.removesuffix(ending)
    return word
