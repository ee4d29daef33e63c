"""Changing single values in a YAML file, and leaving every other sign of it as it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from standup.config.problems import Loc, WrongError, path_of

_ANCHORED = "it stands for several places there (`&` and `*`)"


@dataclass(frozen=True, slots=True)
class Put:
    """A value at a location; where its key is not there yet it comes after the key `after`."""

    loc: Loc
    value: str
    after: str = ""


@dataclass(frozen=True, slots=True)
class Swap:
    """Some of the items of a list go, and others come at its end."""

    loc: Loc
    gone: frozenset[str]
    new: tuple[str, ...]


Amendment = Put | Swap


@dataclass(frozen=True, slots=True)
class _Splice:
    """These signs take the place of those from `start` to `end`."""

    start: int
    end: int
    text: str


def amended(text: str, amendments: Iterable[Amendment]) -> str:
    """The text with these values in it. Raises WrongError where one of them has no place of its
    own there."""
    text += "" if text.endswith("\n") else _line_end(text)
    root = YAML(typ="safe", pure=True).compose(text)
    splices = [splice for one in amendments for splice in _splices(text, root, one)]
    for splice in sorted(splices, key=lambda one: (one.start, one.end), reverse=True):
        text = text[: splice.start] + splice.text + text[splice.end :]
    return text


def _splices(text: str, root: Node, amendment: Amendment) -> list[_Splice]:
    match amendment:
        case Put(loc, value, after):
            *way, last = loc
            mapping = _at(root, tuple(way))
            found = _child(mapping, last) if isinstance(mapping, MappingNode) else None
            if found is not None:
                return [_in_place_of(text, _own(mapping, found, loc), value)]
            return [_behind(text, mapping, loc, after, value)]
        case Swap(loc, gone, new):
            return _swapped(text, _at(root, loc), loc, gone, new)


def _at(root: Node, loc: Loc) -> Node:
    """What stands at a location, and nowhere else."""
    node = root
    for number, step in enumerate(loc, start=1):
        found = _child(node, step)
        if found is None:
            raise _no_place(loc[:number], "it is not there")
        node = _own(node, found, loc[:number])
    return node


def _child(node: Node, step: str | int) -> Node | None:
    if isinstance(node, MappingNode):
        return next((value for key, value in node.value if key.value == str(step)), None)
    if isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
        found: Node = node.value[step]
        return found
    return None


def _own(parent: Node, child: Node, loc: Loc) -> Node:
    """The child, unless it stands for other places as well."""
    is_within = _start(parent) <= _start(child) and _end(child) <= _end(parent)
    if child.anchor is not None or not is_within:
        raise _no_place(loc, _ANCHORED)
    return child


def _in_place_of(text: str, node: Node, value: str) -> _Splice:
    if not isinstance(node, ScalarNode):
        raise WrongError("a list or a mapping stands there")
    start, end = _start(node), _end(node)
    end_of_line = "\n" if text[start:end].endswith("\n") else ""  # as after several lines
    space = "" if start == 0 or text[start - 1].isspace() else " "  # after an empty `key:`
    return _Splice(start, end, f"{space}{_quoted(value)}{end_of_line}")


def _behind(text: str, mapping: Node, loc: Loc, after: str, value: str) -> _Splice:
    """A new key behind another one of its mapping."""
    if not isinstance(mapping, MappingNode):
        raise _no_place(loc, "no mapping stands there")
    pairs = mapping.value
    key, before = next(
        ((key, one) for key, one in pairs if key.value == after),
        pairs[-1] if pairs else (None, None),
    )
    if key is None or before is None:
        raise _no_place(loc, "its mapping is empty")
    told = f"{loc[-1]}: {_quoted(value)}"
    if mapping.flow_style:
        return _Splice(_end(before), _end(before), f", {told}")
    indent = " " * key.start_mark.column
    at = _end(before)
    if text[:at].endswith("\n"):
        return _Splice(at, at, f"{indent}{told}{_line_end(text)}")
    at = _end_of_line(text, at)
    return _Splice(at, at, f"{_line_end(text)}{indent}{told}")


def _swapped(
    text: str, node: Node, loc: Loc, gone: frozenset[str], new: tuple[str, ...]
) -> list[_Splice]:
    if not isinstance(node, SequenceNode) or not node.value:
        raise _no_place(loc, "no list stands there")
    left = [one for one in node.value if one.value not in gone]
    if not left:
        raise _no_place(loc, "nobody would be left in the list")
    for one in node.value:
        _own(node, one, loc)
    if node.flow_style:
        return _in_brackets(node, left, new)
    out = [
        _Splice(_start_of_line(text, _start(one)), _next_line(text, _end(one)), "")
        for one in node.value
        if one.value in gone
    ]
    last = node.value[-1]
    at, indent = _next_line(text, _end(last)), " " * _dash(text, last)
    told = "".join(f"{indent}- {_plain(one)}{_line_end(text)}" for one in new)
    return [*out, _Splice(at, at, told)] if new else out


def _in_brackets(node: SequenceNode, left: list[Node], new: tuple[str, ...]) -> list[_Splice]:
    """The items of `[a, b]`: each that goes takes the comma before or behind it along."""
    out = []
    for number, one in enumerate(node.value):
        if one in left:
            continue
        if any(later in left for later in node.value[number + 1 :]):
            out.append(_Splice(_start(one), _start(node.value[number + 1]), ""))
        else:
            out.append(_Splice(_end(node.value[number - 1]), _end(one), ""))
    told = "".join(f", {_plain(one)}" for one in new)
    at = _end(node.value[-1])
    return [*out, _Splice(at, at, told)] if new else out


def _quoted(value: str) -> str:
    """The value between quotes, whatever is in it."""
    return '"' + "".join(map(_sign, value)) + '"'


def _sign(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    return character if character.isprintable() else f"\\U{ord(character):08x}"


def _plain(identifier: str) -> str:
    """An id, without quotes unless YAML took it for something else than words."""
    return identifier if identifier not in {"null", "true", "false"} else _quoted(identifier)


def _no_place(loc: Loc, why: str) -> WrongError:
    return WrongError(f"`{path_of(loc)}`: {why}")


def _start(node: Any) -> int:
    return int(node.start_mark.index)


def _end(node: Any) -> int:
    return int(node.end_mark.index)


def _dash(text: str, item: Node) -> int:
    """The column of the dash before an item."""
    start = _start(item)
    line = _start_of_line(text, start)
    return text[line:start].rindex("-")


def _start_of_line(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def _end_of_line(text: str, at: int) -> int:
    found = text.find("\n", at)
    found = len(text) if found < 0 else found
    return found - 1 if text[:found].endswith("\r") else found


def _next_line(text: str, at: int) -> int:
    if text[:at].endswith("\n"):
        return at
    found = text.find("\n", at)
    return len(text) if found < 0 else found + 1


def _line_end(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"
