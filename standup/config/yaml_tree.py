"""From YAML text to a tree of nodes that know their lines, within bounds and without recursion."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError, YAMLStreamError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from standup.config.problems import WrongError, did_you_mean, shown
from standup.core.text.pattern import Pattern

DEEPEST = 32
LARGEST_TREE = 200_000
_NOTHING = {"", "~", "null", "Null", "NULL"}


class YamlMistakeError(WrongError):
    """A mistake in the YAML itself, on one line (from 1)."""

    def __init__(self, line: int, what: str, expected: str = "", suggestion: str = "") -> None:
        super().__init__(what, expected, suggestion)
        self.line = line


@dataclass(slots=True)
class Node:
    """A scalar (text or None), a list, or a mapping; `size` and `height` count all below it."""

    line: int
    value: str | list["Node"] | dict[str, "Node"] | None
    size: int = 1
    height: int = 1
    key_lines: dict[str, int] = field(default_factory=dict)

    def outgrow(self, child: "Node") -> None:
        """Count a child in, or refuse it when the whole would become absurd."""
        self.size += child.size
        self.height = max(self.height, child.height + 1)
        if self.size > LARGEST_TREE:
            raise YamlMistakeError(
                child.line,
                f"the file unfolds to more than {LARGEST_TREE:,} values",
                "fewer aliases",
            )
        if self.height > DEEPEST:
            raise _too_deep(child.line)

    def child(self, step: str | int) -> "Node | None":
        """What stands under a key or an index."""
        if isinstance(self.value, dict):
            return self.value.get(str(step))
        if isinstance(self.value, list) and isinstance(step, int) and step < len(self.value):
            return self.value[step]
        return None

    def line_of(self, step: str | int, otherwise: int) -> int:
        """The line of a key or of an item; `otherwise` when there is none."""
        if isinstance(self.value, dict):
            return self.key_lines.get(str(step), otherwise)
        child = self.child(step)
        return child.line if child else otherwise

    def plain(self) -> Any:
        """The data without its lines."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return self.value


def parse(text: str) -> tuple[Node, list[YamlMistakeError]]:
    """The one document of a text, and the mistakes after which reading could go on.

    Raises YamlMistakeError where it could not.
    """
    builder = _Builder()
    try:
        for event in _events(text):
            builder.take(event)
    except MarkedYAMLError as error:
        raise _translated(error, text) from None
    except YAMLError as error:
        raise YamlMistakeError(1, f"this is not YAML: {shown(str(error))}") from None
    if builder.root is None:
        raise YamlMistakeError(1, "the file is empty", "settings as `name: value`, one per line")
    return builder.root, builder.mistakes


def _events(text: str) -> Iterator[Any]:
    try:
        yield from YAML(typ="safe", pure=True).parse(text)
    except (YAMLError, YAMLStreamError):
        raise
    except Exception as error:  # noqa: BLE001 - the parser's own faults on absurd input
        raise YamlMistakeError(1, f"this is not YAML ({type(error).__name__})") from None


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end has not come yet; `key` waits for its value."""

    node: Node
    anchor: str | None
    key: str | None = None


class _Builder:
    """Builds nodes from parser events with a stack of its own."""

    def __init__(self) -> None:
        self.root: Node | None = None
        self.mistakes: list[YamlMistakeError] = []
        self._open: list[_Open] = []
        self._anchors: dict[str, Node] = {}

    def take(self, event: Any) -> None:
        """Take the parser's next event."""
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, DocumentStartEvent) and self.root is not None:
            raise YamlMistakeError(line, "a second document begins here", "one document a file")
        if isinstance(event, AliasEvent):
            self._add(self._aliased(event.anchor, line))
        elif isinstance(event, ScalarEvent):
            self._finish(Node(line, _scalar(event, line)), event.anchor)
        elif isinstance(event, MappingStartEvent | SequenceStartEvent):
            self._begin(event, line)
        elif isinstance(event, MappingEndEvent | SequenceEndEvent):
            done = self._open.pop()
            self._finish(done.node, done.anchor)

    def _begin(self, event: Any, line: int) -> None:
        _refuse_tag(event, line)
        if len(self._open) >= DEEPEST:
            raise _too_deep(line)
        value: Any = {} if isinstance(event, MappingStartEvent) else []
        self._open.append(_Open(Node(line, value), event.anchor))

    def _finish(self, node: Node, anchor: str | None) -> None:
        if anchor is not None:
            self._anchors[anchor] = node
        self._add(node)

    def _aliased(self, anchor: str, line: int) -> Node:
        if anchor in self._anchors:
            return self._anchors[anchor]
        raise YamlMistakeError(
            line,
            f"{_word('*' + anchor)} repeats something that is not marked with `&` above",
            "an anchor above, or quotes around a text that begins with *",
            did_you_mean(anchor, self._anchors),
        )

    def _add(self, node: Node) -> None:
        if not self._open:
            self.root = node
            return
        parent = self._open[-1]
        parent.node.outgrow(node)
        if isinstance(parent.node.value, list):
            parent.node.value.append(node)
        elif parent.key is None:
            parent.key = self._key(parent.node, node)
        elif isinstance(parent.node.value, dict):
            parent.node.value.setdefault(parent.key, node)
            parent.key = None

    def _key(self, parent: Node, node: Node) -> str:
        if isinstance(node.value, list | dict):
            raise YamlMistakeError(
                node.line, "a list or a mapping is used as a key", "a word as the key"
            )
        key = node.value or ""
        if key in parent.key_lines:
            first = parent.key_lines[key]
            self.mistakes.append(
                YamlMistakeError(
                    node.line,
                    f"`{shown(key)}` is here a second time",
                    f"it once; see line {first}",
                )
            )
        parent.key_lines.setdefault(key, node.line)
        return key


def _too_deep(line: int) -> YamlMistakeError:
    return YamlMistakeError(line, f"nested deeper than {DEEPEST} levels", "a flatter file")


def _scalar(event: Any, line: int) -> str | None:
    _refuse_tag(event, line)
    plain = event.style in {None, ""}
    text = str(event.value)
    return None if plain and text in _NOTHING else text


def _refuse_tag(event: Any, line: int) -> None:
    if event.tag is not None and event.tag != "!":
        written = re.sub(r"^tag:yaml.org,2002:", "!!", str(event.tag))
        raise YamlMistakeError(
            line,
            f"{_word(written)} without quotes is a YAML tag, not a text",
            "quotes around a text that begins with !",
            f'"{written}"' if _word(written) != _SOME else "",
        )


def _word(text: str) -> str:
    """A text from the file, unless it looks like a secret."""
    is_harmless = len(text) <= _SHORT or not any(letter.isdigit() for letter in text)
    return f"`{shown(text)}`" if is_harmless else _SOME


_SHORT = 4  # signs, such as `*/15`
_SOME = "this text"


_COLON = (
    "`: ` is not possible here",
    "the key indented like its neighbours, or quotes around a text that contains `: `",
)
_FIRST = ("a text cannot begin with this character", "quotes around the text")
_AFTER = ("there are words after the end of a text or a list", "quotes around the whole text")
_CUT = ("what stands behind # is a comment", "quotes around a text that begins with #")
_COMMENT = Pattern(r"[\[{].*\s#")
_HINTS = (
    (r"scanning an (alias|anchor)", "a text cannot begin with * or & without quotes",
     'quotes around it, such as `cron: "30 9 * * thu"`'),
    (r"expected ',' or '[\]\}]', but got '[\[{]'", "a text with { or [ in it needs quotes",
     "quotes around the whole text"),
    (r"expected ',' or '[\]\}]', but got '<scalar>'", *_AFTER),
    (r"expected the node content|sequence entries are not allowed", *_FIRST),
    (r"expected a comment or a line break", "a text cannot follow | or > on the same line",
     "the text on the lines below, or quotes around it"),
    (r"character '\\t'", "there is a tab where indentation is expected", "spaces"),
    (r"character '[@`%]'", *_FIRST),
    (r"mapping values are not allowed", *_COLON),
    (r"expected <block end>", "this line is not indented like its neighbours", "equal indentation"),
    (r"expected ',' or '\]'", "a list that begins with [ is not closed", "a comma or ]"),
    (r"expected ',' or '\}'", "a mapping that begins with { is not closed", "a comma or }"),
    (r"could not find expected ':'", "a key without its colon", "`name: value`"),
    (r"end of stream", "the text ends before its closing quote", "a quote at the end"),
    (r"unknown escape character", "an unknown escape after a backslash", "single quotes"),
)  # fmt: skip


_LINE_ENDS = Pattern("\r\n|[\n\r\x85\u2028\u2029]")  # as YAML counts lines


def _translated(error: Any, text: str) -> YamlMistakeError:
    mark = error.problem_mark or error.context_mark
    lines = _LINE_ENDS.split(text)
    line = min(mark.line, len(_LINE_ENDS.findall(text.rstrip()))) + 1 if mark else 1
    said = f"{error.problem or error.context or error}"
    before = lines[mark.line][: mark.column] if mark else ""
    if "expected <block end>" in said and before.strip():
        return YamlMistakeError(line, *_AFTER)
    if "but got ':'" in said and ": " in re.split(r"[,{\[]", before)[-1]:
        return YamlMistakeError(line, *_COLON)
    opened = error.context_mark.line if error.context_mark else mark.line if mark else 0
    if re.search("expected ',' or", said) and _COMMENT.search(lines[opened]):
        return YamlMistakeError(opened + 1, *_CUT)
    for pattern, what, expected in _HINTS:
        if re.search(pattern, f"{error.context}: {said}"):
            return YamlMistakeError(line, what, expected)
    return YamlMistakeError(line, f"this is not YAML: {shown(said)}")
