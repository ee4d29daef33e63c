"""Whom a message notifies."""

import re
from typing import Any

from tests.standins.discord.access import may
from tests.standins.discord.errors import invalid
from tests.standins.discord.platform import Platform
from tests.standins.discord.world import Message, Pings

Json = dict[str, Any]
_USER, _ROLE = re.compile(r"<@!?(\d+)>"), re.compile(r"<@&(\d+)>")
_EVERYONE = re.compile(r"@(?:everyone|here)\b")


def pings(platform: Platform, message: Message, allowed: Json | None) -> Pings:
    """Whom this message notifies, as far as its author and the allowed mentions let it."""
    users = {int(each) for each in _USER.findall(message.content)} & platform.world.users.keys()
    guild = message.channel.guild
    roles = {int(each) for each in _ROLE.findall(message.content)}
    roles &= guild.roles.keys() if guild is not None else set()
    everyone = bool(_EVERYONE.search(message.content)) and guild is not None
    everyone = everyone and may(platform, message.channel, "mention_everyone")
    answered = {message.reference.author.id} if message.reference is not None else set()
    if allowed is None:
        return Pings(frozenset(users | answered), frozenset(roles), everyone)
    parse = allowed.get("parse") or []
    users = _allowed(users, "users", allowed)
    roles = _allowed(roles, "roles", allowed)
    if allowed.get("replied_user"):
        users |= answered
    return Pings(frozenset(users), frozenset(roles), everyone and "everyone" in parse)


def _allowed(found: set[int], kind: str, allowed: Json) -> set[int]:
    named = {int(each) for each in allowed.get(kind) or []}
    if kind not in (allowed.get("parse") or []):
        return found & named
    if named:
        raise invalid(
            "allowed_mentions",
            code="MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
            message=f"parse:{kind} and {kind} are mutually exclusive",
        )
    return found
