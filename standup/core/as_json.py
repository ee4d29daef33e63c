"""Values of the model as JSON has them, and back: for what is kept whole and read by this alone."""

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from enum import Enum
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints


def plain(value: Any) -> Any:  # noqa: PLR0911 - a line a shape
    """A value of the model as JSON has it, without what makes no difference to it."""
    if is_dataclass(value) and not isinstance(value, type):
        those = (one.name for one in fields(value) if one.compare)
        return {name: plain(getattr(value, name)) for name in those}
    match value:
        case Enum():
            return value.value
        case date():
            return value.isoformat()
        case timedelta():
            return value // timedelta(microseconds=1)
        case frozenset():
            return sorted(map(plain, value))
        case tuple():
            return list(map(plain, value))
        case Mapping():
            return {key: plain(one) for key, one in value.items()}
    return value


def read(hint: Any, data: Any) -> Any:  # noqa: PLR0911 - a line a shape
    """A value of this type that `plain` wrote."""
    shape, inside = get_origin(hint), get_args(hint)
    if shape in {Union, types.UnionType}:
        (kind,) = (one for one in inside if one is not type(None))
        return None if data is None else read(kind, data)
    if shape is tuple:
        kinds = inside[:1] * len(data) if inside[1:] == (...,) else inside
        return tuple(read(kind, one) for kind, one in zip(kinds, data, strict=True))
    if shape is frozenset:
        return frozenset(read(inside[0], one) for one in data)
    if shape is Mapping:
        return {key: read(inside[1], one) for key, one in data.items()}
    if shape is Literal:
        return data
    if is_dataclass(hint):
        return _made(hint, data)
    if hint is timedelta:
        return timedelta(microseconds=data)
    if hint is date:
        return date.fromisoformat(data)
    return hint(data)


def _made(kind: Any, data: Mapping[str, Any]) -> Any:
    hints = _hints(kind)
    return kind(**{name: read(hints[name], one) for name, one in data.items()})


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)
