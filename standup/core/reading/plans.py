"""The items of a plan as it was written: marks of the list go, words and shape stay.

A heading or greeting before a list and a farewell after it are no items; what is indented, or has
no mark in a list that has marks, belongs to the item above; a fenced block is of one item.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from standup.core.reading.lexicon import plans as lexicon
from standup.core.reading.numbers import COUNTS
from standup.core.reading.phrases import begun, eaten, is_sign, phrases
from standup.core.reading.spans import tokens
from standup.core.text.pattern import Pattern

_BULLET = Pattern(r"(?:[-*•–—·◦▪‣+>]|☐|☑)(?:\s+|$)|[☐☑•▪①-⑳]\s*")
_GLUED = Pattern(r"[-–*+](?=[^\W\d_])")
_DRAWN = Pattern(r".[\ufe0e\ufe0f\u20e3\U0001f3fb-\U0001f3ff]*\s*")
_BOX = Pattern(r"\[[ xX]?\](?:\s+|$)")
_NUMBER = Pattern(
    r"\(?(?P<n>\d{1,3}|[a-z](?=[.)])|[A-Z](?=\)))(?:\.\)|[.):、．）](?!\d)|\s+[-–](?=\s)|\ufe0f?\u20e3)\s*|#(?P<m>\d{1,3})\s+"
)
_BARE_NUMBER = Pattern(r"(?P<n>\d{1,3})\s+")
_OF = Pattern(r"\d{1,3}\s+\w+\s+(?:of|from|von|aus|de|del)\s", re.IGNORECASE)
_INLINE = Pattern(r"(?:^|(?<=[\s,;]))\(?(?P<n>\d{1,2})[.)](?=\s)\s*")
_RULE = Pattern(r"\|?(?:\s*:?-+:?\s*\|)+(?:\s*:?-+:?\s*)?")
_HEADING = Pattern(r"#{1,6}\s+\S")
_FENCE = "```"
_JOINS = " \t\xa0,;"
_JOINTS = ("and", "und", "y")
_PAUSE = Pattern(r"\s*[,:;.]\s+|\s+[–—-]+\s+")
_FEW = 6  # words that may be a reason
_CLOSING = 5  # lines at the end, among which a farewell stands
_LONGEST_TALK = 120  # characters of a line that may be a greeting or a farewell


@dataclass(slots=True)
class _Line:
    """A line: how far it is indented, the mark of a list before it, and its words."""

    text: str
    indent: int
    mark: str = ""
    words: str = ""
    is_code: bool = False
    after_blank: bool = False

    @property
    def is_numbered(self) -> bool:
        """Whether it has a number in a list."""
        return any(character.isdigit() for character in self.mark)

    @property
    def is_marked(self) -> bool:
        """Whether it begins with the mark of a list."""
        return bool(self.mark)


@dataclass(slots=True)
class _Item:
    lines: list[str] = field(default_factory=list)

    def text(self) -> str:
        """The item with the lines that belong to it, each begun with one space."""
        first, *others = [line.strip() for line in self.lines if line.strip()] or [""]
        return "\n".join([first, *(f" {line}" for line in others)])


def read(text: str) -> tuple[str, ...] | None:
    """The items; none where there is to be no plan, None where no plan can be told."""
    if is_nothing(text):
        return ()
    if _is_nothing_besides(text):
        return None
    items = _inline(text) or _tabled(text) or _listed(text)
    items = tuple(item for item in items if _says(item))
    if items and all(is_nothing(item) for item in items):
        return ()
    if not items or (len(items) == 1 and _is_talk(items[0])):
        return None
    return items


def is_nothing(text: str) -> bool:
    """Whether it says that there is nothing."""
    if len(text) > _LONGEST_TALK:
        return False
    words = _words(text)
    left = eaten(words, lexicon.AROUND_NOTHING)
    size = begun(left, lexicon.NOTHING)
    return bool(size) and not eaten(left[size:], lexicon.AROUND_NOTHING, lexicon.WHY_NOTHING)


def _is_nothing_besides(text: str) -> bool:
    """ "nothing, in workshops all day": what follows may be why, or a plan after all."""
    line = text.strip()
    pause = _PAUSE.search(line)
    if pause is None or "\n" in line or len(line[pause.end() :].split()) > _FEW:
        return False
    return is_nothing(line[: pause.start()])


def _words(text: str) -> tuple[str, ...]:
    return tuple(t.norm for t in tokens(text[: 2 * _LONGEST_TALK]) if not is_sign(t.norm))


def _says(item: str) -> bool:
    return any(character.isalnum() for character in item)


def _is_talk(item: str) -> bool:
    """Whether it only greets, thanks or agrees."""
    words = _words(item)
    return len(item) <= _LONGEST_TALK and (_is_small_talk(words) or _is_greeting(item) or not words)


def _is_small_talk(words: tuple[str, ...]) -> bool:
    size = begun(words, lexicon.SMALL_TALK, most=8)
    return bool(size) and not eaten(words[size:], lexicon.AROUND_NOTHING)


def _is_greeting(line: str) -> bool:
    words = _words(line)
    size = begun(words, lexicon.GREETINGS)
    return bool(size) and not eaten(words[size:], lexicon.ADDRESSED, lexicon.GREETINGS)


def _is_farewell(line: str) -> bool:
    words = _words(line)
    if len(words) - (begun(words, lexicon.SIGNED) or -9) in {0, 1}:
        return True  # with a name
    size = begun(words, lexicon.FAREWELLS)
    rest = tuple(word for word in words[size:] if word not in COUNTS and not word.isdigit())
    around = (lexicon.AFTER_FAREWELL, lexicon.ADDRESSED, lexicon.FAREWELLS)
    return len(line) <= _LONGEST_TALK and size > 0 and not eaten(rest, *around)


def _inline(text: str) -> tuple[str, ...]:
    """`1) Parser, 2) Tests`: numbered within a line from its beginning on."""
    line = text.strip()
    if "\n" in line:
        return ()
    line = _without_opening(line)
    marks = list(_INLINE.finditer(line))
    numbers = [int(mark["n"]) for mark in marks]
    if len(marks) < 2 or marks[0].start() > 0 or numbers != list(range(1, len(marks) + 1)):
        return ()
    ends = [*(mark.start() for mark in marks[1:]), len(line)]
    parts = [line[mark.end() : end] for mark, end in zip(marks, ends, strict=True)]
    return tuple(map(_without_joint, parts))


def _without_joint(part: str) -> str:
    """A part of a line without what joins it to the next: `Parser, and` is `Parser`."""
    part = part.strip().rstrip(_JOINS)
    before, _, last = part[-5:].rpartition(" ")
    if last in _JOINTS and before.strip():
        part = part[: -len(last)].rstrip().rstrip(_JOINS)
    return part.strip()


def _without_opening(line: str) -> str:
    """The line without a greeting and `my plan:` before what is planned."""
    for _ in range(2):
        match = re.match(r"([^:!.,\n]{1,40})([:!.,])\s+(?=\S)", line)
        if match is None:
            return line
        words = _words(match[1])
        heading = match[2] == ":" and words in phrases(lexicon.HEADINGS)
        if not heading and not (match[2] != ":" and _is_greeting(match[1])):
            return line
        line = line[match.end() :]
    return line


def _tabled(text: str) -> tuple[str, ...]:
    """The rows of a table under its head, as `cell | cell`."""
    lines = [line.strip() for line in text.strip().split("\n")]
    if len(lines) < 3 or not _RULE.fullmatch(lines[1]) or not all("|" in line for line in lines):
        return ()
    rows = ([cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:])
    return tuple(" | ".join(filter(None, row)) for row in rows)


def _listed(text: str) -> tuple[str, ...]:
    lines = _lines(text)
    if not lines:
        return ()
    top = (
        min(line.indent for line in lines if not line.is_code)
        if not all(line.is_code for line in lines)
        else 0
    )
    _mark(lines, top)
    has_marks = any(line.is_marked and line.indent <= top + 1 for line in lines)
    return _marked(lines, top) if has_marks else _plain(lines, top)


def _lines(text: str) -> list[_Line]:
    found: list[_Line] = []
    in_code = blank = False
    for line in text.expandtabs(4).split("\n"):
        fence = line.strip().startswith(_FENCE)
        if not line.strip():
            blank = True
            continue
        indent = len(line) - len(line.lstrip())
        found.append(
            _Line(line, indent, words=line.strip(), is_code=in_code or fence, after_blank=blank)
        )
        in_code, blank = in_code != fence, False
    return found


def _mark(lines: Sequence[_Line], top: int) -> None:
    """Find the marks of the list, so far as they are such."""
    outer = [line for line in lines if line.indent <= top + 1 and not line.is_code]
    for line in outer:
        _take(line, _BULLET)
        _take(line, _BOX)
    if sum(bool(_GLUED.match(line.words)) and not line.mark for line in outer) == len(outer) > 1:
        for line in outer:
            _take(line, _GLUED)
    _take_drawn([line for line in outer if not _is_opening(line)])
    numbered = [line for line in outer if _NUMBER.match(line.words)]
    numbers = [_number(line.words, _NUMBER) for line in numbered]
    if numbered and {"1", "a", "A"} & set(numbers) and _is_list(numbered, numbers):
        for line in numbered:
            _take(line, _NUMBER)
    elif _counts(outer):
        for line in outer:
            _take(line, _BARE_NUMBER)


def _take_drawn(outer: Sequence[_Line]) -> None:
    """The same sign or emoji before each line is its mark."""
    drawn = {line.words[:1] for line in outer if not line.mark}
    if len(drawn) != 1 or len(outer) < 2 or any(line.mark for line in outer):
        return
    sign = drawn.pop() or "-"
    if not sign.isascii() and unicodedata.category(sign) in {"So", "Sm"}:
        for line in outer:
            _take(line, _DRAWN)


def _is_list(numbered: Sequence[_Line], numbers: Sequence[str]) -> bool:
    """Whether numbers are the list's: several, or the only one is the first."""
    return len(numbered) > 1 or numbers == ["1"]


def _number(words: str, pattern: Pattern) -> str:
    match = pattern.match(words)
    assert match is not None
    return match["n"] or match.groupdict().get("m") or ""


def _counts(outer: Sequence[_Line]) -> bool:
    """Whether each line begins with its own number: `1 Parser`, `2 Tests`."""
    said = [line for line in outer if not _is_opening(line)]
    if any(_OF.match(line.words) for line in said):
        return False  # `1 chapter of the book`
    return len(said) > 1 and all(
        (match := _BARE_NUMBER.match(line.words)) and match["n"] == str(n)
        for n, line in enumerate(said, 1)
    )


def _take(line: _Line, pattern: Pattern) -> None:
    if match := pattern.match(line.words):
        line.mark += match[0]
        line.words = line.words[match.end() :].strip()


def _is_opening(line: _Line) -> bool:
    """Whether a line is a heading or a greeting."""
    return (
        line.words.endswith(":")
        or _HEADING.match(line.words) is not None
        or _is_greeting(line.words)
        or _words(line.words) in phrases(lexicon.HEADINGS)
    )


def _marked(lines: Sequence[_Line], top: int) -> tuple[str, ...]:
    """A list with marks: what has none belongs to the item before it."""
    items: list[_Item] = []
    has_points = _has_points(lines)
    for n, line in enumerate(lines):
        if has_points and items and not line.is_numbered and line.is_marked:
            items[-1].lines.append(line.text)
        elif line.is_marked and line.indent <= top + 1:
            items.append(_Item([line.words]))
        elif items and (line.is_code or _says(line.words)) and not _is_outside(lines, n):
            items[-1].lines.append(line.text)
    return tuple(item.text() for item in items)


def _has_points(lines: Sequence[_Line]) -> bool:
    """Whether it is a numbered list whose items have points, maybe not indented."""
    marked = [line.is_numbered for line in lines if line.is_marked]
    return marked[0] and any(not one and later for one, later in pairwise(marked))


def _is_outside(lines: Sequence[_Line], n: int) -> bool:
    """Whether a line without a mark is a heading within the list, or stands after it."""
    line = lines[n]
    if line.indent > 1 or line.is_code:
        return False
    if _HEADING.match(line.words):
        return True
    ends = not any(later.is_marked for later in lines[n + 1 : n + 20])
    left = line.after_blank or (n > 0 and lines[n - 1].after_blank and not lines[n - 1].is_marked)
    if ends:
        return left or (n >= len(lines) - _CLOSING and _is_farewell(line.words))
    return line.words.endswith(":") and line.after_blank


def _opens(lines: Sequence[_Line]) -> bool:
    """Whether the first of several lines stands before the list."""
    first, *others = lines
    if first.words.endswith(":"):
        return not any(line.words.endswith(":") for line in others[:20])
    return _is_opening(first) or _words(first.words) in phrases(lexicon.SMALL_TALK)


def _is_nested(lines: Sequence[_Line], top: int) -> bool:
    """Whether what follows the first line belongs to it, and others do not."""
    return lines[1].indent > top + 1 and any(line.indent <= top + 1 for line in lines[2:])


def _plain(lines: Sequence[_Line], top: int) -> tuple[str, ...]:
    """Lines without marks: an item each."""
    items: list[_Item] = []
    for n, line in enumerate(lines):
        opens = n == 0 and len(lines) > 1 and not line.is_code and _opens(lines)
        opens = opens and not _is_nested(lines, top)
        closes = n == len(lines) - 1 and n > 0 and _is_farewell(line.words) and not line.is_code
        if opens or closes:
            continue
        if items and (line.indent > top + 1 or line.is_code):
            items[-1].lines.append(line.text)
        else:
            items.append(_Item([line.text if line.is_code else _without_opening(line.words)]))
    return tuple(item.text() for item in items)
