"""The slash commands: `/standup` with a subcommand for each thing in the menu."""

import logging
from collections.abc import Mapping, Sequence
from typing import Any

from standup.chat.interface import MenuEntry
from standup_discord.rest import Rest

Json = dict[str, Any]

log = logging.getLogger(__name__)

NAME, ARGUMENT = "standup", "what"
_SUBCOMMAND, _STRING, _MOST, _MOST_WORDS = 1, 3, 25, 100
_LOCALES = {
    "es": ("es-ES", "es-419"),
    "pt": ("pt-BR",),
    "sv": ("sv-SE",),
    "zh": ("zh-CN", "zh-TW"),
}
_SAME = set(
    "bg cs da de el fi fr hi hr hu id it ja ko lt nl no pl ro ru th tr uk vi".split()  # noqa: SIM905
)


def command(menu: Sequence[MenuEntry], *, in_guild: bool) -> Json:
    """The whole menu as one command, for a server alone or for everywhere."""
    made: Json = {
        "name": NAME,
        "type": 1,
        "description": "Your standup: what is open, and what you want changed",
        "options": [_subcommand(entry) for entry in menu[:_MOST]],
    }
    return made if in_guild else {**made, "contexts": [0, 1], "integration_types": [0]}


async def synchronise(
    rest: Rest, application: str, guild: str | None, menu: Sequence[MenuEntry]
) -> None:
    """Register this menu with Discord, unless it has it already."""
    scope = f"/guilds/{guild}" if guild else ""
    path = f"/applications/{application}{scope}/commands"
    wanted = command(menu, in_guild=guild is not None)
    offered = await rest.call("GET", path, query={"with_localizations": "true"})
    mine = next((one for one in offered if one["name"] == NAME and one.get("type", 1) == 1), None)
    if mine is not None and _is_offered(wanted, mine):
        return
    await rest.call("POST", path, wanted)
    log.info("Told Discord the commands of /%s", NAME, extra={"action": "discord_commands"})


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
