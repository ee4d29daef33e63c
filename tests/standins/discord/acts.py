"""Pressing, choosing, submitting and commanding: checked as the platform's own client does."""

from collections.abc import Callable, Mapping
from typing import Any

from tests.standins.discord import interactions, payloads
from tests.standins.discord.components import BUTTON, LINK, SELECTS, TEXT_INPUT, walk
from tests.standins.discord.interactions import (
    AUTOCOMPLETE,
    COMMAND,
    COMPONENT,
    SUBMIT,
    Interaction,
)
from tests.standins.discord.platform import Platform
from tests.standins.discord.views import SeenInteraction
from tests.standins.discord.world import Channel, Message, User

Json = dict[str, Any]
SUB, GROUP, STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE = 1, 2, 3, 4, 5, 6, 7, 8
NUMBER = 10
_PLAIN: dict[int, type | tuple[type, ...]] = {
    STRING: str,
    INTEGER: int,
    BOOLEAN: bool,
    NUMBER: (int, float),
}
_RESOLVED = {USER: "users", CHANNEL: "channels", ROLE: "roles"}


class NotOffered(LookupError):  # noqa: N818  # what a person runs into
    """The person cannot do this: there is no such button, option or command."""


def find(places: list[Message], fits: Callable[[Json], bool]) -> tuple[Message, Json]:
    """The newest message with such a component, and the component."""
    offered = []
    for message in reversed(places):
        for each in walk(message.components) if not message.deleted else []:
            if fits(each):
                return message, each
            offered.append(each.get("label") or each.get("placeholder") or each.get("custom_id"))
    raise NotOffered(f"no such component; there are {[each for each in offered if each]}")


def is_button(component: Json, label: str) -> bool:
    return component["type"] == BUTTON and label in {
        component.get("label"),
        component.get("custom_id"),
    }


def is_menu(component: Json, name: str) -> bool:
    return component["type"] in SELECTS and name in {
        component.get("placeholder"),
        component.get("custom_id"),
    }


def press(platform: Platform, user: User, source: Message, button: Json) -> SeenInteraction:
    if button.get("disabled") or button["style"] == LINK:
        raise NotOffered(f"{button.get('label')!r} cannot be pressed")
    data = {"custom_id": button["custom_id"], "component_type": BUTTON, "id": button["id"]}
    return _begin(platform, COMPONENT, user, source.channel, data, source=source)


def choose(
    platform: Platform, user: User, source: Message, menu: Json, values: tuple[str, ...]
) -> SeenInteraction:
    if menu.get("disabled"):
        raise NotOffered("the menu is disabled")
    if not menu["min_values"] <= len(values) <= menu["max_values"]:
        raise NotOffered(f"choose {menu['min_values']} to {menu['max_values']}")
    options = {each["value"]: each["label"] for each in menu.get("options", [])}
    chosen = [_value(options, each) for each in values] if options else list(values)
    data: Json = {
        "custom_id": menu["custom_id"],
        "component_type": menu["type"],
        "id": menu["id"],
        "values": chosen,
    }
    return _begin(platform, COMPONENT, user, source.channel, data, source=source)


def _value(options: Mapping[Any, str], wanted: Any) -> Any:
    for value, label in options.items():
        if wanted in {value, label}:
            return value
    raise NotOffered(f"{wanted!r} is not among {list(options.values())}")


def submit(platform: Platform, cause: Interaction, fields: Mapping[str, str]) -> SeenInteraction:
    """Send off a modal; it closes."""
    modal = cause.modal
    assert modal is not None
    known = {name for row in modal["components"] for name in _names(row)}
    if set(fields) - known:
        raise NotOffered(f"the modal has {sorted(known)}, not {sorted(set(fields) - known)}")
    rows = [_filled(row, fields) for row in modal["components"]]
    cause.modal = None
    data = {"custom_id": modal["custom_id"], "components": [row for row in rows if row]}
    return _begin(
        platform, SUBMIT, cause.user, cause.channel, data, source=cause.source, cause=cause
    )


def _inputs(row: Json) -> list[Json]:
    return row.get("components") or [row["component"]] if row["type"] != 10 else []


def _names(row: Json) -> set[str]:
    names = {each["custom_id"] for each in _inputs(row)}
    return names | {text for each in [row, *_inputs(row)] if (text := each.get("label"))}


def _filled(row: Json, fields: Mapping[str, str]) -> Json:
    """One line of the modal with what was entered, in the shape it goes back in."""
    answers = [_entered(row, each, fields) for each in _inputs(row)]
    shape = {"type": row["type"], "id": row["id"]}
    if not answers:
        return {}
    return (
        {**shape, "components": answers} if row["type"] == 1 else {**shape, "component": answers[0]}
    )


def _entered(row: Json, part: Json, fields: Mapping[str, str]) -> Json:
    names = [part["custom_id"], part.get("label"), row.get("label")]
    entered = next((fields[name] for name in names if name in fields), part.get("value") or "")
    shape = {"type": part["type"], "id": part["id"], "custom_id": part["custom_id"]}
    if part["type"] != TEXT_INPUT:
        return {**shape, "values": [entered]}
    required = part.get("required", True) is not False
    shortest = part.get("min_length") or (1 if required else 0)
    if (entered or required) and len(entered) < shortest:
        raise NotOffered(f"{names[1] or names[2]!r} needs at least {shortest} characters")
    if len(entered) > (part.get("max_length") or 4000):
        raise NotOffered(f"{names[1] or names[2]!r} takes {part.get('max_length') or 4000} at most")
    return {**shape, "value": entered}


# ── slash commands ──


def slash(
    platform: Platform,
    user: User,
    channel: Channel,
    path: tuple[str, ...],
    options: Mapping[str, Any],
    *,
    focus: str | None = None,
) -> SeenInteraction:
    """Use a command as it is registered; what is not registered cannot be used."""
    guild_id = None if channel.guild is None else channel.guild.id
    command = platform.commands.named(path[0], guild_id)
    if command is None:
        where = "the direct conversation" if guild_id is None else f"#{channel.name}"
        raise NotOffered(f"/{path[0]} is not registered for {where}")
    resolved: Json = {}
    given = _walk_down(platform, command, path[1:], options, resolved, focus)
    data: Json = {"id": command["id"], "name": command["name"], "type": 1}
    if given:
        data["options"] = given
    if resolved:
        data["resolved"] = resolved
    if "guild_id" in command:
        data["guild_id"] = command["guild_id"]
    kind = COMMAND if focus is None else AUTOCOMPLETE
    return _begin(platform, kind, user, channel, data)


def _walk_down(
    platform: Platform,
    level: Json,
    rest: tuple[str, ...],
    options: Mapping[str, Any],
    resolved: Json,
    focus: str | None,
) -> list[Json]:
    offered = {each["name"]: each for each in level.get("options", [])}
    deeper = [each["name"] for each in offered.values() if each["type"] in {SUB, GROUP}]
    if not rest:
        if deeper:
            raise NotOffered(f"/{level['name']} needs one of {deeper}")
        return _given(platform, offered, options, resolved, focus)
    if rest[0] not in deeper:
        raise NotOffered(f"/{level['name']} has no {rest[0]!r}, only {deeper}")
    inner = offered[rest[0]]
    given = _walk_down(platform, inner, rest[1:], options, resolved, focus)
    return [{"name": inner["name"], "type": inner["type"], "options": given}]


def _given(
    platform: Platform,
    offered: Mapping[str, Json],
    options: Mapping[str, Any],
    resolved: Json,
    focus: str | None,
) -> list[Json]:
    unknown = set(options) - set(offered)
    missing = [each["name"] for each in offered.values() if each.get("required")]
    missing = [name for name in missing if name not in options]
    if unknown or (missing and focus is None):
        raise NotOffered(f"options {sorted(unknown)} are unknown, {missing} are missing")
    given = []
    for name, value in options.items():
        one = {"name": name, "type": offered[name]["type"]}
        one["value"] = _option(platform, offered[name], value, resolved, partial=focus == name)
        given.append({**one, "focused": True} if focus == name else one)
    return given


def _option(platform: Platform, option: Json, value: Any, resolved: Json, *, partial: bool) -> Any:
    kind = option["type"]
    if kind in _RESOLVED:
        return _resolve(platform, kind, value, resolved)
    if partial:
        return value
    wrong = isinstance(value, bool) and kind != BOOLEAN
    if wrong or not isinstance(value, _PLAIN[kind]):
        raise NotOffered(f"{option['name']} does not take {value!r}")
    if choices := option.get("choices"):
        return _value({each["value"]: each["name"] for each in choices}, value)
    return value


def _resolve(platform: Platform, kind: int, value: Any, resolved: Json) -> str:
    """A person, channel or role as its id, with what it is beside it."""
    found, world = int(getattr(value, "id", value)), platform.world
    entry: Json
    match kind:
        case 6:
            entry = payloads.user(world.user(found))
        case 7:
            shown = payloads.channel(world, world.channel(found))
            entry = {**shown, "permissions": "0"}
        case _:
            roles = {
                key: each for guild in world.guilds.values() for key, each in guild.roles.items()
            }
            entry = payloads.role(roles[found], 1)
    resolved.setdefault(_RESOLVED[kind], {})[str(found)] = entry
    return str(found)


def _begin(
    platform: Platform,
    kind: int,
    user: User,
    channel: Channel,
    data: Json,
    *,
    source: Message | None = None,
    cause: Interaction | None = None,
) -> SeenInteraction:
    if channel.guild is not None and user.id not in channel.guild.members:
        raise NotOffered(f"{user.name} is not in {channel.guild.name}")
    begun = interactions.begin(platform, kind, user, channel, data, source=source, cause=cause)
    return SeenInteraction(platform, begun)
