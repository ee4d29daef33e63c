"""Holding requests, answers and updates against the published Bot API document."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from tests.standins.telegram.uploads import Upload

PRIMITIVES: Mapping[str, tuple[type, ...]] = {
    "Integer": (int,),
    "String": (str,),
    "Boolean": (bool,),
    "Float": (float, int),
}
ARRAY = "Array of "
_CONSTANT = re.compile(r'(?:always|must be) "?(\w+)"?$')
_EMOJI = re.compile(r'"([^"]+)"')


class Specification:
    """The document, or nothing at all where it is not on this machine."""

    def __init__(self, document: Mapping[str, Any] | None) -> None:
        self._methods = document["methods"] if document else {}
        self._types = document["types"] if document else {}

    @property
    def present(self) -> bool:
        """Whether anything is held against a document."""
        return bool(self._methods)

    def fields(self, method: str) -> Mapping[str, Sequence[str]] | None:
        """The types of each parameter, or None for a method the document does not know."""
        if method not in self._methods:
            return None
        return {field["name"]: field["types"] for field in self._methods[method].get("fields", [])}

    def update_types(self) -> frozenset[str]:
        """Every name `allowed_updates` may hold."""
        fields = self._types["Update"]["fields"] if self._types else []
        return frozenset(field["name"] for field in fields) - {"update_id"}

    def reactions(self) -> frozenset[str]:
        """Every emoji a reaction may be."""
        fields = self._types["ReactionTypeEmoji"]["fields"] if self._types else []
        described = [field["description"] for field in fields if field["name"] == "emoji"]
        return frozenset(_EMOJI.findall(described[0])) if described else frozenset()

    def request(self, method: str, given: Mapping[str, Any]) -> list[str]:
        """What is wrong about a request's parameters."""
        if method not in self._methods:
            return []
        return self._members(given, self._methods[method].get("fields", []), method)

    def answer(self, method: str, result: object) -> list[str]:
        """What is wrong about what a method gave back."""
        if method not in self._methods:
            return []
        return self._any(result, self._methods[method]["returns"], f"{method} ->")

    def update(self, update: Mapping[str, Any]) -> list[str]:
        """What is wrong about an update."""
        return self._any(update, ["Update"], "Update") if self._types else []

    def _any(self, value: object, types: Sequence[str], where: str) -> list[str]:
        return min((self._one(value, name, where) for name in types), key=len)

    def _one(self, value: object, name: str, where: str) -> list[str]:
        if name.startswith(ARRAY):
            return self._array(value, name.removeprefix(ARRAY), where)
        if name in PRIMITIVES:
            return [] if _is(value, name) else [_mismatch(value, name, where)]
        if name == "InputFile":
            return [] if _is_file(value) else [_mismatch(value, name, where)]
        definition = self._types[name]
        if "subtypes" in definition:
            return self._any(value, definition["subtypes"], where)
        if not isinstance(value, Mapping):
            return [_mismatch(value, name, where)]
        return self._members(value, definition.get("fields", []), where)

    def _array(self, value: object, name: str, where: str) -> list[str]:
        if not isinstance(value, list):
            return [_mismatch(value, ARRAY + name, where)]
        each = (self._any(item, [name], f"{where}[{place}]") for place, item in enumerate(value))
        return [problem for problems in each for problem in problems]

    def _members(
        self, value: Mapping[str, Any], fields: Sequence[Mapping[str, Any]], where: str
    ) -> list[str]:
        known = {field["name"]: field for field in fields}
        problems = [f"{where}.{name}: not a known field" for name in value if name not in known]
        for name, field in known.items():
            if name in value:
                problems += self._member(value[name], field, f"{where}.{name}")
            elif field["required"]:
                problems.append(f"{where}.{name}: missing")
        return problems

    def _member(self, value: object, field: Mapping[str, Any], where: str) -> list[str]:
        constant = _CONSTANT.search(field.get("description", ""))
        if constant and field["types"] == ["String"] and value != constant[1]:
            return [f"{where}: is not always {constant[1]}"]
        return self._any(value, field["types"], where)


def _is(value: object, name: str) -> bool:
    if isinstance(value, bool):
        return name == "Boolean"
    return isinstance(value, PRIMITIVES[name])


def _is_file(value: object) -> bool:
    return isinstance(value, Upload) or (isinstance(value, str) and value.startswith("attach://"))


def _mismatch(value: object, name: str, where: str) -> str:
    return f"{where}: {type(value).__name__} is not {name}"
