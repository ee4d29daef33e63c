"""Buttons, menus and modals: what the platform refuses, and what it fills in."""

from collections.abc import Iterator
from itertools import count
from typing import Any

from tests.standins.discord.errors import invalid

Json = dict[str, Any]
ROW, BUTTON, STRING_SELECT, TEXT_INPUT, LABEL = 1, 2, 3, 4, 18
SELECTS = (3, 5, 6, 7, 8)
LINK = 5


def walk(components: list[Json]) -> Iterator[Json]:
    """Every component, with those inside others."""
    for each in components:
        yield each
        yield from walk(each.get("components", []))
        for inner in ("accessory", "component"):
            if isinstance(each.get(inner), dict):
                yield from walk([each[inner]])


def check_message(components: list[Json], *, second_version: bool) -> None:
    """Refuse what a message cannot have."""
    if not second_version:
        if len(components) > 5:
            raise _too_many("components", limit=5)
        for place, each in enumerate(components):
            if each.get("type") != ROW:
                raise invalid("components", place, "type", code="UNION_TYPE_CHOICES", message="Row")
    for place, row in enumerate(components):
        if row.get("type") == ROW:
            _check_row(row, place)
    _check_ids(components)


def check_modal(data: Json) -> None:
    """Refuse what a modal cannot have."""
    components = data["components"]
    check_length(data["title"], 45, "data", "title")
    check_length(data["custom_id"], 100, "data", "custom_id")
    if not 1 <= len(components) <= 5:
        raise _too_many("data", "components", limit=5)
    for place, row in enumerate(components):
        inside = row.get("components", [row.get("component")])
        if row.get("type") == ROW and len(inside) != 1:
            raise _too_many("data", "components", place, "components", limit=1)
    _check_ids(components)


def _check_row(row: Json, place: int) -> None:
    inside = row["components"]
    if not inside or len(inside) > 5:
        raise _too_many("components", place, "components", limit=5)
    menus = [each for each in inside if each["type"] in SELECTS]
    if menus and len(inside) > 1:
        raise _too_many("components", place, "components", limit=1)
    for position, each in enumerate(inside):
        path = ("components", place, "components", position)
        if each["type"] == BUTTON:
            _check_button(each, path)
        if each["type"] == STRING_SELECT and not 1 <= len(each["options"]) <= 25:
            raise _too_many(*path, "options", limit=25)


def _check_button(button: Json, path: tuple[str | int, ...]) -> None:
    wanted = "url" if button["style"] == LINK else "custom_id"
    if not button.get(wanted):
        raise invalid(*path, wanted, code="BASE_TYPE_REQUIRED", message="This field is required")
    if not button.get("label") and not button.get("emoji"):
        raise invalid(
            *path, "label", code="BUTTON_COMPONENT_NO_LABEL", message="A label or emoji is required"
        )


def _check_ids(components: list[Json]) -> None:
    for each in walk(components):
        for name, limit in (("custom_id", 100), ("label", 80), ("placeholder", 150)):
            check_length(each.get(name), limit, "components", name)
    ids = [each["custom_id"] for each in walk(components) if each.get("custom_id")]
    if len(ids) != len(set(ids)):
        raise invalid(
            "components",
            code="COMPONENT_CUSTOM_ID_DUPLICATED",
            message="Component custom id cannot be duplicated",
        )


def check_length(text: str | None, limit: int, *path: str | int) -> None:
    """Refuse a text that is too long."""
    if text is not None and len(text) > limit:
        message = f"Must be {limit} or fewer in length."
        raise invalid(*path, code="BASE_TYPE_MAX_LENGTH", message=message)


def _too_many(*path: str | int, limit: int) -> Exception:
    return invalid(
        *path,
        code="BASE_TYPE_BAD_LENGTH",
        message=f"Must be between 1 and {limit} in length.",
    )


def complete(components: list[Json]) -> list[Json]:
    """The same components as the platform gives them back: numbered, with every default."""
    numbers = count(1)
    return [_completed(each, numbers) for each in components]


def _completed(component: Json, numbers: Iterator[int]) -> Json:
    given = {key: value for key, value in component.items() if value is not None}
    given["id"] = given.get("id") or next(numbers)
    match given["type"]:
        case kind if kind in SELECTS:
            given = {"min_values": 1, "max_values": 1, **given}
        case 4:
            given = {"label": None, "min_length": None, "max_length": None, **given}
        case 14:
            given = {"spacing": 1, "divider": True, **given}
        case 17:
            given = {"accent_color": None, "spoiler": False, **given}
    if "components" in given:
        given["components"] = [_completed(each, numbers) for each in given["components"]]
    for single in ("accessory", "component"):
        if single in given:
            given[single] = _completed(given[single], numbers)
    return given
