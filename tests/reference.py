"""docs/yaml.md: every key of our YAML, made from the schemas that editors get."""

import json
import re
from collections.abc import Iterator
from typing import Any

from standup.config.editor import schemas
from standup.config.fields import PARTICIPANT

Json = dict[str, Any]

PLATFORMS = ("matrix", "discord", "telegram")
_INTRODUCTION = """\
# YAML reference

Every key of `instance.yaml` and of the files in `standups/`, made by `make docs` from the schemas
that your editor gets and `standup check` goes by. [configuring.md](configuring.md) shows them at
work in a whole example; `standup init` copies a commented one.

A secret never stands in YAML: `{env: NAME}` names an environment variable, `{file: PATH}` a file
that holds it alone. A key that is not listed here is a mistake, and `standup check` says which one
you may have meant.

"""
_HEADINGS = {
    "PersonShape": "A person",
    "RetentionShape": "`retention`",
    "SummariesShape": "`summaries`",
    "matrix": "The settings of `matrix`",
    "discord": "The settings of `discord`",
    "telegram": "The settings of `telegram`",
    "telegram.WebhookSettings": "`webhook` of `telegram`",
    "RoundShape": "A round",
    "QuestionShape": "A question",
    "AccountabilityShape": "`accountability`",
}
_SECRET = "`{env: NAME}` or `{file: PATH}`"
_NAMES = {
    "boolean": "`true` or `false`",
    "integer": "a number",
    "number": "a number",
    "string": "text",
}
_WRITTEN = {"every": "1 week"}  # defaults that are kept as something else than they are written


def reference() -> str:
    """The whole page."""
    told = schemas(PLATFORMS)
    parts = [
        *_file("instance.yaml", told["instance"]),
        *_file("standups/*.yaml", told["standup"]),
    ]
    return _INTRODUCTION + "\n\n".join(parts) + "\n"


def keys() -> dict[str, set[str]]:
    """The keys that each heading of the page must list."""
    return {
        heading: set(shape["properties"])
        for name, schema in schemas(PLATFORMS).items()
        for heading, shape in _shapes(name, schema)
    }


def _file(name: str, schema: Json) -> Iterator[str]:
    for heading, shape in _shapes(name, schema):
        level = "##" if shape is schema else "###"
        told = shape.get("description", "").removeprefix(f"{heading.strip('`')}: ")
        yield f"{level} {heading}\n\n{_sentence(told)}\n\n{_table(shape)}"


def _shapes(name: str, schema: Json) -> Iterator[tuple[str, Json]]:
    """The mapping of a whole file, and then each that stands in it, in the order they are met."""
    file = {"instance": "instance.yaml", "standup": "standups/*.yaml"}.get(name, name)
    yield f"`{file}`", schema
    for inner in _met(schema, schema["$defs"]):
        yield _HEADINGS[inner], schema["$defs"][inner]


def _met(schema: Json, known: Json) -> list[str]:
    found: list[str] = []
    for name in _referred(schema.get("properties", {})):
        if name in _HEADINGS and name not in found:
            found += [name, *(one for one in _met(known[name], known) if one not in found)]
    return list(dict.fromkeys(found))


def _referred(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if "$ref" in node:
            yield node["$ref"].removeprefix("#/$defs/")
        for inner in node.values():
            yield from _referred(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from _referred(inner)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _table(shape: Json) -> str:
    needed = set(shape.get("required", ()))
    rows = [
        f"| `{key}` | {_cell(_value(one))} | {_unless(key, one, needed)} | {_cell(_told(one))} |"
        for key, one in shape["properties"].items()
    ]
    return "| key | is | left out | means |\n|---|---|---|---|\n" + "\n".join(rows)


def _told(one: Json) -> str:
    return str(one.get("description", ""))


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())


def _unless(key: str, one: Json, needed: set[str]) -> str:
    """What holds where the key is left out."""
    if key in needed:
        return "needed"
    default: object = _WRITTEN.get(key, one.get("default"))
    if default is None or default == []:
        return ""
    text = default if isinstance(default, str) else json.dumps(default)
    return "`" + re.sub(r"^P([0-9]+)D$", r"\1 days", text) + "`"


def _value(one: Json) -> str:
    """What may stand there, in a few words."""
    if "anyOf" in one:
        able = [_value(each) for each in one["anyOf"] if each.get("type") != "null"]
        return " or ".join(dict.fromkeys(able))
    if "$ref" in one:
        return _of_shape(one["$ref"].removeprefix("#/$defs/"))
    if "const" in one:
        return f"`{one['const']}`"
    if "enum" in one:
        return _one_of(one["enum"])
    return _of_type(one)


def _of_shape(name: str) -> str:
    if name not in _HEADINGS:
        return _SECRET
    heading = _HEADINGS[name]
    return f"[{heading[0].lower()}{heading[1:]}](#{anchor(heading)})"


def anchor(heading: str) -> str:
    """How a link names a heading."""
    return "".join(c for c in heading.lower() if c.isalnum() or c in "-_ ").replace(" ", "-")


def _one_of(values: list[str]) -> str:
    if "UTC" not in values:
        return ", ".join(f"`{one}`" for one in values)
    return f"`{PARTICIPANT}` or a time zone" if PARTICIPANT in values else "a time zone"


def _of_type(one: Json) -> str:
    match one.get("type"):
        case "array":
            return f"a list, each {_value(one['items'])}"
        case "object":
            return _mapping(one)
        case list():
            return "text or a number"
        case name:
            return _NAMES[str(name)]


def _mapping(one: Json) -> str:
    if {"env", "file"} == one.get("properties", {}).keys():
        return _SECRET
    inner = list(dict.fromkeys(_referred(one)))
    shown = ", ".join(_of_shape(name) for name in inner if name in _HEADINGS)
    return f"a mapping: {shown}" if shown else "a mapping"
