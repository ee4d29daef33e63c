"""YAML 1.2 read into plain data that still knows its lines.

Every scalar stays the text it was written as (an empty one, `~` and `null` are None); the schema
decides what it is. So `20:00`, `no`, `+49…` and a numeric room never turn into something else.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from standup.config.problems import Finding, Loc, Problem, WrongError, path_of
from standup.config.yaml_tree import Node, YamlMistakeError, parse

LARGEST = 2 * 1024 * 1024
WHOLE = "a folder with instance.yaml and standups/*.yaml; `standup init FOLDER` makes one"


@dataclass(frozen=True, slots=True)
class Source:
    """One file: its content as a tree, and what was already wrong with it as YAML."""

    path: Path
    shown: str
    content: bytes = b""
    root: Node | None = None
    problems: tuple[Problem, ...] = ()
    data: Any = None

    def at(self, *loc: str | int) -> Any:
        """The plain data at a location, or None when there is nothing."""
        value = self.data
        for step in loc:
            value = _step(value, step)
        return value

    def mapping(self, *loc: str | int) -> dict[str, Any]:
        """The mapping at a location; an empty one when something else stands there."""
        value = self.at(*loc)
        return value if isinstance(value, dict) else {}

    def items(self, *loc: str | int) -> Iterator[tuple[Loc, Any]]:
        """Each item of the list at a location with its own location."""
        value = self.at(*loc)
        if isinstance(value, list):
            yield from (((*loc, index), item) for index, item in enumerate(value))

    def line(self, loc: Loc) -> int:
        """The line of a location, or of the nearest thing around it that exists."""
        node, line = self.root, 1
        for step in loc:
            if node is None:
                break
            line = node.line_of(step, line)
            node = node.child(step)
        return line

    def place(self, findings: Iterable[Finding]) -> Iterator[Problem]:
        """Findings of this file as problems on their lines."""
        for finding in findings:
            yield Problem(
                file=self.shown,
                line=self.line(finding.loc),
                path=path_of(finding.loc),
                what=finding.what,
                expected=finding.expected,
                suggestion=finding.suggestion,
            )


def read(path: Path, shown_as: str, otherwise: str = "") -> Source:
    """Read one file. Never raises for what a file can contain; `problems` tells.

    `otherwise` is what may be meant where there is none.
    """
    try:
        content = _content(path)
    except WrongError as wrong:
        problem = Problem(
            file=shown_as,
            line=0,
            path="",
            what=wrong.what,
            expected=wrong.expected,
            suggestion=otherwise,
        )
        return _broken(path, shown_as, b"", problem)
    return parsed(path, shown_as, content)


def parsed(path: Path, shown_as: str, content: bytes) -> Source:
    """A file of this content. Never raises; `problems` tells."""
    try:
        root, mistakes = parse(text_of(content))
    except YamlMistakeError as mistake:
        return _broken(path, shown_as, content, _problem(shown_as, mistake))
    problems = tuple(_problem(shown_as, mistake) for mistake in mistakes)
    return Source(
        path=path, shown=shown_as, content=content, root=root, problems=problems, data=root.plain()
    )


def digest(sources: Iterable[Source]) -> str:
    """SHA-256 over the bytes of all files and their names, in hex."""
    total = hashlib.sha256()
    for source in sources:
        total.update(f"{source.path.name}\0{len(source.content)}\0".encode())
        total.update(source.content)
    return total.hexdigest()


def _step(value: Any, step: str | int) -> Any:
    if isinstance(value, dict):
        return value.get(step)
    if isinstance(value, list) and isinstance(step, int) and step < len(value):
        return value[step]
    return None


def _broken(path: Path, shown_as: str, content: bytes, problem: Problem) -> Source:
    return Source(path, shown_as, content, problems=(problem,))


def _problem(shown_as: str, mistake: YamlMistakeError) -> Problem:
    return Problem(
        file=shown_as,
        line=mistake.line,
        path="",
        what=mistake.what,
        expected=mistake.expected,
        suggestion=mistake.suggestion,
    )


def _content(path: Path) -> bytes:
    if path.exists() and not path.is_file():
        raise WrongError("this is not a file", "a YAML file")
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise WrongError("there is no such file", WHOLE) from None
    except OSError as error:
        raise WrongError(f"the file cannot be read: {error.strerror or error}") from None
    if len(content) > LARGEST:
        raise WrongError(
            f"the file is larger than {LARGEST // 1024 // 1024} MiB",
            "a configuration written by hand",
        )
    return content


def text_of(content: bytes) -> str:
    """The text of a file. Raises YamlMistakeError where it is not UTF-8, or not to be read."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise YamlMistakeError(line, "this is not UTF-8 text", "a file saved as UTF-8") from None
    for number, line_text in enumerate(text.split("\n"), start=1):
        for character in line_text:
            if not character.isprintable() and _invisible(character):
                name = f"U+{ord(character):04X}"
                raise YamlMistakeError(
                    number, f"an invisible control character ({name})", "readable text; delete it"
                )
    return text


def _invisible(character: str) -> bool:
    code = ord(character)
    return (code < 32 and character not in "\t\r") or 127 <= code < 160 or code in {0xFFFE, 0xFFFF}
