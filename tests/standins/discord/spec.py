"""The platform's own description of its interface, as a judge of requests, answers and events."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker, ValidationError
from jsonschema.exceptions import best_match
from jsonschema.validators import extend

from tests.standins import specs

Json = Any
DOCUMENT = "discord_openapi.json"
# what the platform takes and the document does not have
UNDOCUMENTED = {"use_nested_fields"}
# what the platform sends and the document does not have: a message that was forwarded
_FORWARD = {"MessageReferenceType": {"type": "integer", "enum": [0, 1]}}

_FORMATS = FormatChecker(formats=())


@_FORMATS.checks("date-time", raises=ValueError)
def _is_moment(value: object) -> bool:
    return not isinstance(value, str) or datetime.fromisoformat(value).tzinfo is not None


@_FORMATS.checks("int32")
def _is_int32(value: object) -> bool:
    return not isinstance(value, int) or -(2**31) <= value < 2**31


@_FORMATS.checks("snowflake")
def _is_snowflake(value: object) -> bool:
    return not isinstance(value, str) or (value.isdigit() and int(value) < 2**64)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, and where."""

    path: tuple[str | int, ...]
    rule: str
    message: str

    def __str__(self) -> str:
        return f"{'.'.join(map(str, self.path)) or 'it'}: {self.message}"


class Spec:
    """Judges by the document; what it finds is a list of faults, empty when all is well.

    In requests a snowflake may be a number as well as a string, which the platform takes.
    """

    def __init__(self, document: dict[str, Any]) -> None:
        self._paths: dict[str, dict[str, Json]] = document["paths"]
        schemas = document["components"]["schemas"] | _FORWARD
        self._asked = _Linked(schemas, numbers_as_ids=True)
        self._answered = _Linked(schemas, numbers_as_ids=False)
        self._validators: dict[tuple[str, ...], Any] = {}

    def body_faults(self, method: str, template: str, body: Json) -> list[Fault]:
        """What is wrong with a request's body."""
        wanted = self._operation(method, template).get("requestBody")
        if wanted is None:
            return []
        if body is None:
            return [Fault((), "required", "a body is required")] if wanted.get("required") else []
        key = ("body", method, template)
        if key not in self._validators:
            schema = wanted["content"]["application/json"]["schema"]
            self._validators[key] = _validator(self._asked.linked(schema))
        return _faults(self._validators[key], body)

    def query_faults(self, method: str, template: str, query: dict[str, str]) -> list[Fault]:
        """What is wrong with a request's query."""
        offered = {
            each["name"]: each
            for each in self._operation(method, template).get("parameters", [])
            if each["in"] == "query"
        }
        found = [
            Fault((name,), "unknown", "no such parameter")
            for name in query
            if name not in offered and name not in UNDOCUMENTED
        ]
        for name, parameter in offered.items():
            if name in query:
                key = ("query", method, template, name)
                if key not in self._validators:
                    self._validators[key] = _validator(self._asked.linked(parameter["schema"]))
                value = _from_text(query[name], parameter["schema"])
                found += [
                    Fault((name, *fault.path), fault.rule, fault.message)
                    for fault in _faults(self._validators[key], value)
                ]
            elif parameter.get("required"):
                found.append(Fault((name,), "required", "is required"))
        return found

    def answer_faults(self, method: str, template: str, status: int, body: Json) -> list[Fault]:
        """What is wrong with an answer. Field codes are words, where the document has numbers."""
        responses = self._operation(method, template).get("responses", {})
        if status >= 400:
            return self.schema_faults("Error", body)
        if str(status) not in responses:
            return [Fault((), "status", f"answers {', '.join(responses)}, never {status}")]
        content = responses[str(status)].get("content")
        if content is None:
            return [] if body is None else [Fault((), "body", "has no body")]
        key = ("answer", method, template, str(status))
        if key not in self._validators:
            schema = content["application/json"]["schema"]
            self._validators[key] = _validator(self._answered.linked(schema))
        return _faults(self._validators[key], body)

    def schema_faults(self, name: str, value: Json) -> list[Fault]:
        """What is wrong with a value that should be what the document calls by this name."""
        key = ("schema", name)
        if key not in self._validators:
            self._validators[key] = _validator(self._answered.named(name))
        return _faults(self._validators[key], value)

    def _operation(self, method: str, template: str) -> dict[str, Json]:
        found: dict[str, Json] = self._paths[template][method.lower()]
        return found


class _Linked:
    """Schemas whose references are replaced by what they refer to, so that checking is quick."""

    def __init__(self, schemas: dict[str, Json], *, numbers_as_ids: bool) -> None:
        self._named: dict[str, dict[str, Json]] = {name: {} for name in schemas}
        for name, schema in schemas.items():
            self._named[name].update(self.linked(schema))
        if numbers_as_ids:
            self._named["SnowflakeType"]["type"] = ["string", "integer"]

    def named(self, name: str) -> dict[str, Json]:
        return self._named[name]

    def linked(self, node: Json) -> Json:
        """The same schema with references followed and choices of constants as enumerations."""
        if isinstance(node, list):
            return [self.linked(each) for each in node]
        if not isinstance(node, dict):
            return node
        if "$ref" in node:
            return self._named[node["$ref"].rsplit("/", 1)[-1]]
        choices = node.get("oneOf", ())
        if choices and all("const" in choice for choice in choices):
            rest = {key: value for key, value in node.items() if key != "oneOf"}
            return {**rest, "enum": [choice["const"] for choice in choices]}
        return {key: self.linked(value) for key, value in node.items()}


def _by_type(keyword: str) -> Any:
    """`oneOf` or `anyOf` that goes by the value's `type` where just one choice has that type."""
    usual = Draft202012Validator.VALIDATORS[keyword]

    def check(
        validator: Any, choices: list[Json], value: Json, schema: Json
    ) -> Iterator[ValidationError]:
        chosen = [each for each in choices if _may_be(each, value)]
        if isinstance(value, dict) and "type" in value and len(chosen) == 1:
            yield from validator.descend(value, chosen[0])
        else:
            yield from usual(validator, choices, value, schema)

    return check


def _may_be(choice: Json, value: Json) -> bool:
    if not isinstance(value, dict) or choice.get("type") == "null":
        return False
    kinds = choice.get("properties", {}).get("type", {}).get("enum")
    return kinds is None or value.get("type") in kinds


_extended: Any = extend
_Validator = _extended(
    Draft202012Validator, {"oneOf": _by_type("oneOf"), "anyOf": _by_type("anyOf")}
)


def _validator(schema: Json) -> Any:
    return _Validator(schema, format_checker=_FORMATS)


def _faults(validator: Any, value: Json) -> list[Fault]:
    return [_fault(error) for error in validator.iter_errors(value)]


def _fault(error: ValidationError) -> Fault:
    deepest = best_match([error]) or error
    message = deepest.message if len(deepest.message) < 300 else deepest.message[:300] + "…"
    return Fault(tuple(deepest.absolute_path), str(deepest.validator), message)


def _from_text(text: str, schema: Json) -> Json:
    """A query's text as the value it stands for."""
    match schema.get("type"):
        case "integer" if text.lstrip("-").isdigit():
            return int(text)
        case "boolean" if text.lower() in {"true", "1", "false", "0"}:
            return text.lower() in {"true", "1"}
        case _:
            return text


@cache
def published() -> Spec | None:
    """The judge by the published document, or None where there is none on this machine."""
    document = specs.load(DOCUMENT)
    return None if document is None else Spec(document)
