"""JSON Schemas of our YAML, so that an editor completes and checks it while it is written."""

import json
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from standup.chat import registry
from standup.chat.interface import Plugin, Settings
from standup.config.schema import InstanceShape, StandupShape
from standup.whole import made, whole

FOLDER = ".schema"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schemas(
    names: Iterable[str] | None = None, *, find: Callable[[str], Plugin] = registry.find
) -> dict[str, dict[str, Any]]:
    """The schemas `instance` and `standup`.

    The instance's has the settings of the adapters named (or else of all that are usable here).
    """
    usable = names if names is not None else _usable()
    settings = {name: find(name).settings for name in usable}
    return {
        "instance": {"$schema": _DIALECT, **_instance(settings)},
        "standup": {"$schema": _DIALECT, **StandupShape.model_json_schema()},
    }


def write_schemas(folder: Path) -> list[Path]:
    """Write the schemas into the folder's `.schema`, replacing older ones; returns the files."""
    target = folder / FOLDER
    written = {target / f"{name}.json": schema for name, schema in schemas().items()}
    with made(target), ExitStack() as all_of_them:
        for path, schema in written.items():
            text = json.dumps(schema, indent=1, ensure_ascii=False) + "\n"
            all_of_them.enter_context(whole(path)).write_text(text, encoding="utf-8")
    return list(written)


def _usable() -> list[str]:
    return [known.name for known in registry.known() if not known.missing]


def _instance(settings: dict[str, type[Settings]]) -> dict[str, Any]:
    schema = InstanceShape.model_json_schema()
    definitions = schema.setdefault("$defs", {})
    properties = {}
    for name, model in settings.items():
        definitions.update(_definitions(name, model))
        properties[name] = {"anyOf": [{"$ref": f"#/$defs/{name}"}, {"type": "null"}]}
    schema["properties"]["adapters"]["properties"] = properties
    return schema


def _definitions(name: str, settings: type[Settings]) -> dict[str, Any]:
    """An adapter's settings and what they refer to, under names no other adapter uses."""
    schema = settings.model_json_schema(ref_template=f"#/$defs/{name}.{{model}}")
    within = schema.pop("$defs", {})
    return {name: schema} | {f"{name}.{key}": value for key, value in within.items()}
