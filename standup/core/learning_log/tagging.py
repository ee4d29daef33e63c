"""Looking after tags: which of them may be one and the same, and words that might become one."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from standup.core.learning_log.entries import Entry
from standup.core.text.phrases import STOPS, bare, words

_ALIKE = 0.86
_SHORTEST = 4  # letters below which a letter more or less is another word
_OFTEN = 3  # reports
_EVERYWHERE = 0.25  # of all reports: a word of the place, not of a subject
_SUGGESTED = 10
_GENERAL = frozenset(
    (
        *("learn", "learned", "learning", "read", "reading", "wrote", "write", "work", "working"),
        *("today", "day", "week", "done", "partly", "changed", "update", "plan", "paper", "papers"),
        *("new", "first", "also", "like", "make", "made", "get", "got", "use", "used", "using"),
        *("one", "two", "much", "many", "good", "well", "better", "started", "finished", "still"),
        *("https", "http", "www", "com", "org", "see", "said", "yes", "part", "chapter", "thing"),
    )
)


def alike(counts: Mapping[str, int]) -> dict[str, tuple[str, ...]]:
    """Tags that may mean the same, under the one of them that is used most."""
    left = {tag: _core(tag) for tag in sorted(counts, key=lambda tag: (-counts[tag], tag))}
    found: dict[str, tuple[str, ...]] = {}
    while left:
        tag = next(iter(left))
        others = tuple(_alike_to(left.pop(tag), left))
        for other in others:
            del left[other]
        if others:
            found[tag] = others
    return found


def _alike_to(one: str, cores: Mapping[str, str]) -> Iterator[str]:
    """The tags that may mean the same as one whose core this is; of thousands, too."""
    matcher = SequenceMatcher(None, b=one, autojunk=False)  # which keeps what it knows of b
    is_exact = len(one) < _SHORTEST or _has_digit(one)
    for other, two in cores.items():
        if one == two:
            yield other
        elif not is_exact and _is_near(len(one), len(two)) and not _has_digit(two):
            matcher.set_seq1(two)
            if matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE:
                yield other


def _is_near(one: int, two: int) -> bool:
    """Whether cores of so many letters can be alike."""
    return min(one, two) >= _SHORTEST and 2 * min(one, two) >= _ALIKE * (one + two)


def _has_digit(core: str) -> bool:
    return any(map(str.isdigit, core))


def _core(tag: str) -> str:
    letters = "".join(c for c in bare(tag) if c not in "-_.")
    return letters[:-1] if len(letters) > _SHORTEST and letters.endswith("s") else letters


def untagged(entries: Iterable[Entry], tags: Iterable[str]) -> list[tuple[str, int]]:
    """Words of several reports that no tag has, the most frequent first, and in how many."""
    known = {word for tag in tags for word in words(tag)}
    counts: Counter[str] = Counter()
    of = 0
    for entry in entries:
        of += 1
        counts.update(set(words(entry.words)) - known)
    most = max(_OFTEN, of * _EVERYWHERE)
    found = [(word, n) for word, n in counts.items() if _OFTEN <= n <= most and _says(word)]
    return sorted(found, key=lambda one: (-one[1], one[0]))[:_SUGGESTED]


def _says(word: str) -> bool:
    """Whether a word by itself says what something is about."""
    return len(word) > 2 and not word.isdecimal() and word not in STOPS | _GENERAL


def merged_as_yaml(merged: Mapping[str, Sequence[str]]) -> str:
    """What to write into `instance.yaml` so that these tags are one."""
    lines = [f"  {_quoted(used)}: [{', '.join(map(_quoted, m))}]" for used, m in merged.items()]
    return "\n".join(["tags:", *lines])


def _quoted(tag: str) -> str:
    """A tag as YAML takes it for text, whatever it looks like."""
    is_plain = tag.isascii() and tag.replace("-", "a").isalpha() and tag[:1].isalpha()
    return tag if is_plain and tag not in _YAML_WORDS else f'"{tag}"'


_YAML_WORDS = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n"})
