"""What the bot is called, which commands it offers and how it describes itself."""

import json
import re
from collections.abc import Callable

from tests.standins.telegram.chats import Json
from tests.standins.telegram.parameters import Parameters
from tests.standins.telegram.refusals import bad_request
from tests.standins.telegram.world import World

COMMANDS = 100
COMMAND_DESCRIPTION_LENGTH = 256
TEXT_LENGTHS = {"description": 512, "short_description": 120, "name": 64}
_COMMAND = re.compile(r"/?[a-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"[a-z]{2}|")
_FLAGS = [
    "supports_guest_queries",
    "supports_inline_queries",
    "can_connect_to_business",
    "has_main_web_app",
    "has_topics_enabled",
    "allows_users_to_create_topics",
    "can_manage_bots",
    "supports_join_request_queries",
]


def get_me(world: World, _given: Parameters) -> Json:
    """getMe."""
    rights = {"can_join_groups": True, "can_read_all_group_messages": not world.privacy}
    return world.bot.json() | rights | dict.fromkeys(_FLAGS, False)


def set_my_commands(world: World, given: Parameters) -> bool:
    """setMyCommands."""
    commands = given.items("commands")
    if len(commands) > COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        _check(command)
    kept = [command | {"command": command["command"].lstrip("/")} for command in commands]
    world.profile.commands[_audience(world, given)] = kept
    return True


def get_my_commands(world: World, given: Parameters) -> list[Json]:
    """getMyCommands."""
    return world.profile.commands.get(_audience(world, given), [])


def delete_my_commands(world: World, given: Parameters) -> bool:
    """deleteMyCommands."""
    world.profile.commands.pop(_audience(world, given), None)
    return True


def setter(what: str) -> Callable[[World, Parameters], bool]:
    """setMyDescription, setMyShortDescription or setMyName."""

    def set_text(world: World, given: Parameters) -> bool:
        text = given.text(what)
        if len(text) > TEXT_LENGTHS[what]:
            raise bad_request(f"{what.replace('_', ' ')} is too long")
        world.profile.texts[what, _language(given)] = text
        return True

    return set_text


def getter(what: str) -> Callable[[World, Parameters], Json]:
    """getMyDescription, getMyShortDescription or getMyName."""

    def get_text(world: World, given: Parameters) -> Json:
        texts = world.profile.texts
        default = world.bot.first_name if what == "name" else ""
        return {what: texts.get((what, _language(given))) or texts.get((what, ""), default)}

    return get_text


def _check(command: Json) -> None:
    if not _COMMAND.fullmatch(command["command"]):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(command["description"].strip()) <= COMMAND_DESCRIPTION_LENGTH:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")


def _audience(world: World, given: Parameters) -> tuple[str, str]:
    scope = given.mapping("scope") or {"type": "default"}
    if "chat_id" in scope:
        world.chat(scope["chat_id"])
    return json.dumps(scope, sort_keys=True), _language(given)


def _language(given: Parameters) -> str:
    code = given.text("language_code")
    if not _LANGUAGE.fullmatch(code):
        raise bad_request("language code is invalid")
    return code
