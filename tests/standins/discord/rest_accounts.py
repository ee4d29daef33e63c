"""Routes about the bot itself, users, guilds and commands."""

import math
from typing import Any

from tests.standins.discord import guild_payloads, payloads
from tests.standins.discord.calls import NOTHING, Answer, Call, route
from tests.standins.discord.errors import Refused, invalid
from tests.standins.discord.world import Guild

COMMANDS = "/applications/{application_id}/commands"
GUILD_COMMANDS = "/applications/{application_id}/guilds/{guild_id}/commands"


@route("GET", "/users/@me")
def me(call: Call) -> Answer:
    return Answer(payloads.own_user(call.platform.world.bot))


@route("GET", "/users/{user_id}")
def user(call: Call) -> Answer:
    return Answer(payloads.user(call.platform.world.user(call.id("user_id"))))


@route("GET", "/users/@me/guilds")
def my_guilds(call: Call) -> Answer:
    world = call.platform.world
    mine = [each for each in world.guilds.values() if world.bot.id in each.members]
    return Answer(
        [
            {
                "id": str(each.id),
                "name": each.name,
                "icon": None,
                "banner": None,
                "owner": False,
                "permissions": str(each.roles[each.id].permissions),
                "features": [],
            }
            for each in mine
        ]
    )


@route("GET", "/oauth2/applications/@me")
@route("GET", "/applications/@me")
def application(call: Call) -> Answer:
    return Answer(guild_payloads.application(call.platform.world))


@route("GET", "/gateway")
def gateway(call: Call) -> Answer:
    return Answer({"url": call.platform.gateway.url})


@route("GET", "/gateway/bot")
def gateway_for_bots(call: Call) -> Answer:
    gateway, rules = call.platform.gateway, call.platform.rules
    started = gateway.identifies + gateway.too_early
    limit = {
        "total": 1000,
        "remaining": max(1000 - started, 0),
        "reset_after": 86_400_000,
        "max_concurrency": rules.max_concurrency,
    }
    shards = max(1, math.ceil(len(call.platform.world.guilds) / rules.guilds_a_shard))
    return Answer({"url": gateway.url, "shards": shards, "session_start_limit": limit})


@route("POST", "/users/@me/channels")
def open_direct(call: Call) -> Answer:
    """Opening nearly always succeeds; it is the sending that is refused."""
    platform = call.platform
    recipient = platform.world.users.get(int(call.body.get("recipient_id") or 0))
    if recipient is None or recipient.bot:
        raise Refused(50033)
    limit = platform.rules.dm_openings
    if recipient.id not in platform.opened and limit is not None and len(platform.opened) >= limit:
        raise Refused(40003)
    platform.opened.add(recipient.id)
    return Answer(payloads.channel(platform.world, platform.world.direct_with(recipient)))


@route("GET", "/guilds/{guild_id}")
def guild(call: Call) -> Answer:
    payload = guild_payloads.guild(call.guild)
    if call.yes("with_counts"):
        payload["approximate_member_count"] = len(call.guild.members)
        payload["approximate_presence_count"] = 1
    return Answer(payload)


@route("GET", "/guilds/{guild_id}/channels")
def channels(call: Call) -> Answer:
    world = call.platform.world
    there = [each for each in call.guild.channels.values() if each.thread is None]
    return Answer([payloads.channel(world, each) for each in there])


@route("GET", "/guilds/{guild_id}/roles")
def roles(call: Call) -> Answer:
    return Answer(guild_payloads.guild(call.guild)["roles"])


@route("GET", "/guilds/{guild_id}/members")
def members(call: Call) -> Answer:
    """Everybody, for those who were granted the privileged intent."""
    if "members" not in call.platform.granted:
        raise Refused(50001)
    after = call.number("after", 0)
    later = [each for found, each in sorted(call.guild.members.items()) if found > after]
    return Answer([payloads.member(each) for each in later[: call.number("limit", 1)]])


@route("GET", "/guilds/{guild_id}/members/search")
def search_members(call: Call) -> Answer:
    wanted = call.query["query"].lower()
    found = [
        each
        for each in call.guild.members.values()
        if each.user.name.lower().startswith(wanted) or (each.nick or "").lower().startswith(wanted)
    ]
    return Answer([payloads.member(each) for each in found[: call.number("limit", 1)]])


@route("GET", "/guilds/{guild_id}/members/{user_id}")
def member(call: Call) -> Answer:
    found = call.guild.members.get(call.id("user_id"))
    if found is None:
        call.platform.world.user(call.id("user_id"))
        raise Refused(10007)
    return Answer(payloads.member(found))


@route("GET", "/guilds/{guild_id}/threads/active")
def active_threads(call: Call) -> Answer:
    platform = call.platform
    seen = [each for each in call.guild.active_threads() if payloads.sees(platform.world, each)]
    return Answer(threads_answer(call, seen, more=None))


def threads_answer(call: Call, threads: list[Any], *, more: bool | None) -> dict[str, Any]:
    world = call.platform.world
    mine = [each for each in threads if world.bot.id in each.thread.members]
    return {
        "threads": [payloads.thread(world, each) for each in threads],
        "members": [payloads.thread_member(each, world.bot.id) for each in mine],
        "has_more": bool(more),
    }


# ── commands ──


def _scope(call: Call) -> int | None:
    """The guild whose commands these are, or None for everywhere."""
    if call.id("application_id") != call.platform.world.application_id:
        raise Refused(50001)
    if "guild_id" not in call.params:
        return None
    guild: Guild | None = call.platform.world.guilds.get(call.id("guild_id"))
    if guild is None or call.platform.world.bot.id not in guild.members:
        raise Refused(50001)
    return guild.id


@route("GET", COMMANDS)
@route("GET", GUILD_COMMANDS)
def list_commands(call: Call) -> Answer:
    return Answer(call.platform.commands.of(_scope(call)))


@route("PUT", COMMANDS)
@route("PUT", GUILD_COMMANDS)
def overwrite_commands(call: Call) -> Answer:
    scope = _scope(call)
    names = [(each.get("type") or 1, each["name"]) for each in call.body or []]
    if len(names) != len(set(names)):
        raise invalid(
            code="APPLICATION_COMMANDS_DUPLICATE_NAME",
            message="Application command names must be unique",
        )
    return Answer(call.platform.commands.overwrite(scope, call.body or []))


@route("POST", COMMANDS)
@route("POST", GUILD_COMMANDS)
def create_command(call: Call) -> Answer:
    command, new = call.platform.commands.create(_scope(call), call.body)
    return Answer(command, 201 if new else 200)


@route("GET", f"{COMMANDS}/{{command_id}}")
@route("GET", f"{GUILD_COMMANDS}/{{command_id}}")
def command(call: Call) -> Answer:
    return Answer(call.platform.commands.get(_scope(call), call.id("command_id")))


@route("PATCH", f"{COMMANDS}/{{command_id}}")
@route("PATCH", f"{GUILD_COMMANDS}/{{command_id}}")
def change_command(call: Call) -> Answer:
    found = call.id("command_id")
    return Answer(call.platform.commands.change(_scope(call), found, call.body))


@route("DELETE", f"{COMMANDS}/{{command_id}}")
@route("DELETE", f"{GUILD_COMMANDS}/{{command_id}}")
def delete_command(call: Call) -> Answer:
    call.platform.commands.delete(_scope(call), call.id("command_id"))
    return NOTHING
