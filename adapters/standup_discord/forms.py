"""Forms as Discord's modals: built from what the engine asks, and read when they come back."""

from collections.abc import Iterator
from typing import Any

from standup.chat.interface import Field, Form

Json = dict[str, Any]

FORM = "form:"
_LABEL, _SELECT, _TEXT, _PARAGRAPH = 18, 3, 4, 2
_MOST_TEXT, _MOST_OPTIONS, _MOST_OPTION, _MOST_HINT = 4000, 25, 100, 100


def modal(form: Form) -> Json:
    """The modal that asks a form's fields, each under its label."""
    return {
        "custom_id": FORM + form.id,
        "title": form.title[:45],
        "components": [_label(field) for field in form.fields],
    }


def form_id(data: Json) -> str:
    """The id of the form whose modal came back."""
    return str(data["custom_id"]).removeprefix(FORM)


def answers(data: Json) -> dict[str, str]:
    """What stands in each field of a modal that came back."""
    return {str(field["custom_id"]): _said(field) for field in _fields(data["components"])}


def _label(field: Field) -> Json:
    label: Json = {"type": _LABEL, "label": field.label[:45] or "…", "component": _input(field)}
    hint = field.ask if field.ask != field.label else ""
    if field.options and not _is_selectable(field.options):
        hint = " / ".join(field.options)
    return {**label, "description": hint[:_MOST_HINT]} if hint else label


def _input(field: Field) -> Json:
    common = {"custom_id": field.id, "required": field.required}
    if field.options and _is_selectable(field.options):
        options = [
            {"label": option, "value": option, "default": option == field.value}
            for option in field.options
        ]
        fewest = 1 if field.required else 0
        return {"type": _SELECT, **common, "options": options, "min_values": fewest}
    text = {"type": _TEXT, **common, "style": _PARAGRAPH, "max_length": _MOST_TEXT}
    return {**text, "value": field.value[:_MOST_TEXT]} if field.value else text


def _is_selectable(options: tuple[str, ...]) -> bool:
    return (
        len(options) <= _MOST_OPTIONS
        and len(set(options)) == len(options)
        and all(0 < len(option) <= _MOST_OPTION for option in options)
    )


def _fields(components: list[Json]) -> Iterator[Json]:
    for outer in components:
        inner = [outer["component"]] if "component" in outer else outer.get("components", [])
        yield from (one for one in inner if "custom_id" in one)


def _said(field: Json) -> str:
    chosen = field.get("values") or ()
    return str(field.get("value") or (chosen[0] if chosen else ""))
