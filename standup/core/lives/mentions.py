"""Items named by their numbers in what somebody wrote: `#12 refuted – the loss differs by seed`."""

from collections.abc import Iterator
from dataclasses import dataclass

from standup.core.text.pattern import Pattern

_NUMBER = Pattern(r"(?<![\w#&/.-])#(\d{1,7})(?![\w-])")
_FROM = Pattern(
    r"\s*[(,;–—-]?\s*\b(?:follow(?:s|ed|ing)?(?:\s+up)?\s+(?:on|from)|from|after|aus|nach|de)\s+"
    r"#(\d{1,7})(?![\w-])\s*\)?\s*$"
)
_AGAIN = Pattern(r"^\s*#(\d{1,7})(?![\w-])\s*[:.)–—-]*\s*")
_BELIEF = Pattern(r"\s*[(\[]?\b(\d{1,3})\s*/\s*(\d{1,3})\s*[)\]]?\s*$")
_MOST = 50  # items of one message
_LAST = 60  # characters of a line in which it may say what it followed from


@dataclass(frozen=True, slots=True)
class Mention:
    """That a line names an item, and what the line says."""

    number: int
    text: str


def numbers(text: str) -> tuple[int, ...]:
    """The items that a text names, each once."""
    return tuple(dict.fromkeys(int(found[1]) for found in _NUMBER.finditer(text)))[:_MOST]


def mentions(text: str) -> Iterator[Mention]:
    """Each item that a text names, with the line, or all of it where no other is named."""
    if len(named := numbers(text)) == 1:
        yield Mention(named[0], text.strip())
        return
    for line in text.splitlines():
        yield from (Mention(number, line.strip()) for number in numbers(line))


def again(line: str) -> tuple[int, str] | None:
    """The item that a line of a list is about from its first sign on, and what is said of it."""
    found = _AGAIN.match(line)
    return (int(found[1]), line[found.end() :].strip()) if found else None


def origin(line: str) -> tuple[str, int | None]:
    """The line without the item that it says it followed from, and that: `warmup, from #7`."""
    first, last = _end_of(line)
    found = _FROM.search(last)
    words = f"{first}{last[: found.start()]}".strip() if found else ""
    return (words, int(found[1])) if found and words else (line, None)


def belief(line: str, bounds: tuple[int, int] | None) -> tuple[str, int | None]:
    """The line without how much its author believes in it, and that: `warmup matters (4/5)`."""
    first, last = _end_of(line)
    found = _BELIEF.search(last) if bounds is not None else None
    if found is None or bounds is None or int(found[2]) != bounds[1]:
        return line, None
    said = int(found[1])
    words = f"{first}{last[: found.start()]}".strip()
    return (words, said) if words and bounds[0] <= said <= bounds[1] else (line, None)


def _end_of(line: str) -> tuple[str, str]:
    said = line.rstrip()
    return said[:-_LAST], said[-_LAST:]
