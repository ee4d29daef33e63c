"""What is wrong in a configuration, told to the person who can put it right."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from standup.errors import StandupError

Loc = tuple[str | int, ...]


class WrongError(ValueError):
    """A value that will not do: what it is, what was expected, and what may have been meant."""

    def __init__(self, what: str, expected: str = "", suggestion: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.expected = expected
        self.suggestion = suggestion


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong at a location inside one file, not yet placed on a line."""

    loc: Loc
    what: str
    expected: str = ""
    suggestion: str = ""

    @classmethod
    def of(cls, loc: Loc, wrong: WrongError) -> "Finding":
        """The finding that this value at this location is wrong."""
        return cls(loc, wrong.what, wrong.expected, wrong.suggestion)


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake: the file as shown to a person, its line from 1 (0: the file as a whole)."""

    file: str
    line: int
    path: str
    what: str
    expected: str = ""
    suggestion: str = ""

    def __str__(self) -> str:
        return self.told()

    def told(self, instead: str = "expected") -> str:
        """One to three lines for a terminal; `instead` leads to what should stand there."""
        where = f"{self.file}:{self.line}" if self.line else self.file
        lines = [f"{where}  {self.path}: {self.what}" if self.path else f"{where}  {self.what}"]
        if self.expected:
            lines.append(f"    {instead} {self.expected}")
        if self.suggestion:
            lines.append(f"    did you mean {self.suggestion}?")
        return "\n".join(lines)


class ConfigError(StandupError):
    """The configuration cannot be used; `problems` are all its mistakes, by file and line."""

    exit_code = 3

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(str(problem) for problem in self.problems))


def path_of(loc: Loc) -> str:
    """A location as people write it: rounds[0].cron."""
    path = ""
    for step in loc:
        path += f"[{step}]" if isinstance(step, int) else f".{shown(step)}"
    return path.removeprefix(".")


def shown(text: str) -> str:
    """A text from the file, short enough and harmless to print."""
    short = text if len(text) <= 60 else text[:57] + "..."
    return "".join(character if character.isprintable() else "?" for character in short)


def did_you_mean(word: str, known: Iterable[str], alike: float = 0.6) -> str:
    """The known word nearest to this one, quoted, or nothing."""
    by_lower = {name.lower(): name for name in known}
    near = get_close_matches(word.lower()[:100], by_lower, n=1, cutoff=alike)
    return f"`{by_lower[near[0]]}`" if near else ""


def one_of(names: Iterable[str]) -> str:
    """Names as a choice: `a`, `b` or `c`; a long list is cut."""
    quoted = [f"`{shown(name)}`" for name in names]
    if len(quoted) > 12:
        return ", ".join(quoted[:12]) + ", …"
    return " or ".join(
        part for part in (", ".join(quoted[:-1]), quoted[-1] if quoted else "") if part
    )
