"""The slash commands: `/standup` with a subcommand for each thing in the menu, in its group.

Discord takes 25 options a level: subcommands and groups of them, counted together.
"""

import logging
from collections.abc import Mapping, Sequence
from typing import Any

from standup.chat.interface import MenuEntry
from standup_discord.rest import Rest

Json = dict[str, Any]

log = logging.getLogger(__name__)

NAME, ARGUMENT = "standup", "what"
_SUBCOMMAND, _GROUP, _STRING = 1, 2, 3
_MOST_WORDS = 100
_IN_SERVERS, _WITH_THE_BOT = 0, 1
_LOCALES = {
    "es": ("es-ES", "es-419"),
    "pt": ("pt-BR",),
    "sv": ("sv-SE",),
    "zh": ("zh-CN", "zh-TW"),
}
_ABOUT = {
    "en": "Your standup: what is open, and what you want changed",
    "de": "Dein Standup: was offen ist und was du ändern willst",
    "es": "Tu standup: qué hay abierto y qué quieres cambiar",
    "fr": "Ton standup : ce qui est ouvert et ce que tu veux changer",
}
_SAME = set(
    "bg cs da de el fi fr hi hr hu id it ja ko lt nl no pl ro ru th tr uk vi".split()  # noqa: SIM905
)


def command(menu: Sequence[MenuEntry]) -> Json:
    """The whole menu as one command."""
    return {
        "name": NAME,
        "type": 1,
        **_described(_ABOUT),
        "options": _options(menu),
    }


async def synchronise(
    rest: Rest, application: str, guild: str | None, menu: Sequence[MenuEntry]
) -> None:
    """Register this menu with Discord, unless it has it already.

    With a server of its own it is offered there and in conversations with the bot.
    """
    made, everywhere = command(menu), f"/applications/{application}/commands"
    places = [_WITH_THE_BOT] if guild else [_IN_SERVERS, _WITH_THE_BOT]
    wanted = {**made, "contexts": places, "integration_types": [0]}
    await _register(rest, everywhere, wanted)
    if guild:
        await _register(rest, f"/applications/{application}/guilds/{guild}/commands", made)


async def _register(rest: Rest, path: str, wanted: Json) -> None:
    offered = await rest.call("GET", path, query={"with_localizations": "true"})
    mine = next((one for one in offered if one["name"] == NAME and one.get("type", 1) == 1), None)
    if mine is not None and _is_offered(wanted, mine):
        return
    await rest.call("POST", path, wanted)
    log.info("Told Discord the commands of /%s", NAME, extra={"action": "discord_commands"})


def _options(menu: Sequence[MenuEntry]) -> list[Json]:
    """A subcommand for each, those of a group inside it, where the first of them stood."""
    made: dict[str, Json] = {}
    for entry in menu:
        group = entry.group
        if group is None:
            made[f"/{entry.name}"] = _subcommand(entry)
            continue
        if group.name not in made:
            about = _described(group.about)
            made[group.name] = {"type": _GROUP, "name": group.name, **about, "options": []}
        made[group.name]["options"].append(_subcommand(entry))
    return list(made.values())


def _subcommand(entry: MenuEntry) -> Json:
    made = {"type": _SUBCOMMAND, "name": entry.name.lower(), **_described(entry.does)}
    if entry.argument:
        argument = {"type": _STRING, "name": ARGUMENT, "required": False}
        made["options"] = [{**argument, **_described(entry.argument)}]
    return made


def _described(words: Mapping[str, str]) -> Json:
    others = {
        locale: text[:_MOST_WORDS]
        for language, text in words.items()
        for locale in _LOCALES.get(language, (language,) if language in _SAME else ())
    }
    made: Json = {"description": words["en"][:_MOST_WORDS]}
    return {**made, "description_localizations": others} if others else made


def _is_offered(wanted: Any, offered: Any) -> bool:
    """Whether Discord has what we want; it fills in more, and leaves out what is usual."""
    if isinstance(wanted, dict):
        return isinstance(offered, dict) and all(
            _is_offered(value, offered.get(key)) for key, value in wanted.items()
        )
    if isinstance(wanted, list):
        theirs = offered or []
        return len(wanted) == len(theirs) and all(map(_is_offered, wanted, theirs))
    return bool(wanted == offered or (not wanted and not offered))
