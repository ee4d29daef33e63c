"""What the gateway tells about each change, and to whom."""

from collections.abc import Sequence
from typing import Any

from tests.standins.discord import payloads
from tests.standins.discord.permissions import INTENTS
from tests.standins.discord.platform import Platform
from tests.standins.discord.world import Channel, Guild, Message, User

Json = dict[str, Any]


def message_created(platform: Platform, message: Message) -> None:
    _message("MESSAGE_CREATE", platform, message)


def message_updated(platform: Platform, message: Message) -> None:
    _message("MESSAGE_UPDATE", platform, message)


def _message(name: str, platform: Platform, message: Message) -> None:
    """Bring a message to whoever may see it; its content only to whoever may read it."""
    platform.notify()
    world, guild = platform.world, message.channel.guild
    if message.ephemeral or not payloads.sees(world, message.channel):
        return
    payload = payloads.message(world, message)
    platform.judge_own(name, "MessageResponse", payload)
    if guild is None:
        if platform.tells_channel_type:
            payload["channel_type"] = message.channel.type
        platform.gateway.dispatch(name, payload, intents=INTENTS["dm_messages"])
        return
    payload["guild_id"] = str(guild.id)
    if message.author.id in guild.members:
        payload["member"] = payloads.partial_member(guild.members[message.author.id])
    for mentioned in payload["mentions"]:
        if int(mentioned["id"]) in guild.members:
            mentioned["member"] = payloads.partial_member(guild.members[int(mentioned["id"])])
    bare = None if _readable(platform, message) else payloads.without_content(payload)
    platform.gateway.dispatch(
        name, payload, intents=INTENTS["guild_messages"], guild=guild, bare=bare
    )


def _readable(platform: Platform, message: Message) -> bool:
    """Whether the bot may read a guild's message even without the intent."""
    bot = platform.world.bot
    return message.author is bot or bot.id in message.pings.users


def message_deleted(platform: Platform, message: Message) -> None:
    platform.notify()
    channel = message.channel
    if message.ephemeral or not payloads.sees(platform.world, channel):
        return
    payload: Json = {"id": str(message.id), "channel_id": str(channel.id)}
    if channel.guild is not None:
        payload["guild_id"] = str(channel.guild.id)
    kind = "dm_messages" if channel.guild is None else "guild_messages"
    platform.gateway.dispatch("MESSAGE_DELETE", payload, intents=INTENTS[kind], guild=channel.guild)


def messages_purged(platform: Platform, channel: Channel, messages: Sequence[Message]) -> None:
    platform.notify()
    assert channel.guild is not None
    ids = [str(message.id) for message in messages]
    payload = {"ids": ids, "channel_id": str(channel.id), "guild_id": str(channel.guild.id)}
    intents = INTENTS["guild_messages"]
    platform.gateway.dispatch("MESSAGE_DELETE_BULK", payload, intents=intents, guild=channel.guild)


def reaction(platform: Platform, message: Message, emoji: str, user: User, *, added: bool) -> None:
    platform.notify()
    channel = message.channel
    payload: Json = {
        "user_id": str(user.id),
        "channel_id": str(channel.id),
        "message_id": str(message.id),
        "emoji": {"id": None, "name": emoji},
        "burst": False,
        "type": 0,
    }
    if added:
        payload["message_author_id"] = str(message.author.id)
    if channel.guild is not None:
        payload["guild_id"] = str(channel.guild.id)
        if added and user.id in channel.guild.members:
            payload["member"] = payloads.member(channel.guild.members[user.id])
    kind = "dm_reactions" if channel.guild is None else "guild_reactions"
    platform.gateway.dispatch(
        "MESSAGE_REACTION_ADD" if added else "MESSAGE_REACTION_REMOVE",
        payload,
        intents=INTENTS[kind],
        guild=channel.guild,
    )


def typing(platform: Platform, channel: Channel, user: User) -> None:
    platform.notify()
    payload: Json = {
        "channel_id": str(channel.id),
        "user_id": str(user.id),
        "timestamp": int(platform.now().timestamp()),
    }
    kind = "dm_typing" if channel.guild is None else "guild_typing"
    if channel.guild is not None:
        payload["guild_id"] = str(channel.guild.id)
        payload["member"] = payloads.member(channel.guild.members[user.id])
    platform.gateway.dispatch("TYPING_START", payload, intents=INTENTS[kind], guild=channel.guild)


def channel_event(platform: Platform, name: str, channel: Channel) -> None:
    """CHANNEL_CREATE, CHANNEL_UPDATE, CHANNEL_DELETE, THREAD_CREATE or THREAD_UPDATE."""
    platform.notify()
    if not payloads.sees(platform.world, channel):
        return
    payload = payloads.channel(platform.world, channel)
    schema = "GuildChannelResponse" if channel.thread is None else "ThreadResponse"
    platform.judge_own(name, schema, payload)
    if name == "THREAD_CREATE":
        payload["newly_created"] = True
    platform.gateway.dispatch(name, payload, intents=INTENTS["guilds"], guild=channel.guild)


def thread_deleted(platform: Platform, thread: Channel) -> None:
    platform.notify()
    assert thread.guild is not None
    assert thread.parent is not None
    payload = {
        "id": str(thread.id),
        "guild_id": str(thread.guild.id),
        "parent_id": str(thread.parent.id),
        "type": thread.type,
    }
    platform.gateway.dispatch(
        "THREAD_DELETE", payload, intents=INTENTS["guilds"], guild=thread.guild
    )


def thread_members(
    platform: Platform, thread: Channel, *, added: tuple[int, ...] = (), left: tuple[int, ...] = ()
) -> None:
    platform.notify()
    assert thread.guild is not None
    assert thread.thread is not None
    joined = []
    for user_id in added:
        one = payloads.thread_member(thread, user_id)
        if user_id in thread.guild.members:
            one["member"] = payloads.member(thread.guild.members[user_id])
            one["presence"] = None
        joined.append(one)
    payload: Json = {
        "id": str(thread.id),
        "guild_id": str(thread.guild.id),
        "member_count": min(len(thread.thread.members), 50),
    }
    if joined:
        payload["added_members"] = joined
    if left:
        payload["removed_member_ids"] = [str(each) for each in left]
    mine = platform.world.bot.id in {*added, *left}
    platform.gateway.dispatch(
        "THREAD_MEMBERS_UPDATE",
        payload,
        intents=INTENTS["guilds"] if mine else INTENTS["members"],
        guild=thread.guild,
    )


def guild_joined(platform: Platform, guild: Guild) -> None:
    """The bot came into a guild while it was connected."""
    platform.notify()
    for session in platform.gateway.sessions.values():
        if session.has(INTENTS["guilds"]) and session.carries(guild):
            session.dispatch("GUILD_CREATE", platform.gateway.arriving(session, guild))


def guild_left(platform: Platform, guild: Guild) -> None:
    """The bot was taken out of a guild; told after it is out."""
    platform.notify()
    for session in platform.gateway.sessions.values():
        if session.has(INTENTS["guilds"]) and session.carries(guild):
            session.dispatch("GUILD_DELETE", {"id": str(guild.id)})


def member_joined(platform: Platform, guild: Guild, user: User) -> None:
    platform.notify()
    payload = payloads.member(guild.members[user.id])
    platform.judge_own("GUILD_MEMBER_ADD", "GuildMemberResponse", payload)
    payload["guild_id"] = str(guild.id)
    platform.gateway.dispatch("GUILD_MEMBER_ADD", payload, intents=INTENTS["members"], guild=guild)


def member_left(platform: Platform, guild: Guild, user: User) -> None:
    platform.notify()
    payload = {"guild_id": str(guild.id), "user": payloads.user(user)}
    platform.gateway.dispatch(
        "GUILD_MEMBER_REMOVE", payload, intents=INTENTS["members"], guild=guild
    )
