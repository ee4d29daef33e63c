"""How things look on the wire."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from tests.standins.discord.permissions import PERMISSIONS
from tests.standins.discord.snowflakes import moment_of
from tests.standins.discord.world import (
    DM,
    FORUM,
    GROUP_DM,
    PRIVATE_THREAD,
    Channel,
    Member,
    Message,
    Role,
    User,
    World,
)

Json = dict[str, Any]


def moment(at: datetime) -> str:
    return at.isoformat(timespec="microseconds")


def user(one: User) -> Json:
    payload: Json = {
        "id": str(one.id),
        "username": one.name.lower().replace(" ", "."),
        "global_name": None if one.bot else one.name,
        "discriminator": "0000" if one.bot else "0",
        "avatar": None,
        "public_flags": 0,
        "flags": 0,
        "primary_guild": None,
    }
    return {**payload, "bot": True} if one.bot else payload


def own_user(one: User) -> Json:
    """The bot's account as it sees itself."""
    return {**user(one), "mfa_enabled": True, "locale": "en-US", "verified": True, "email": None}


def role(one: Role, position: int) -> Json:
    payload: Json = {
        "id": str(one.id),
        "name": one.name,
        "permissions": str(one.permissions),
        "position": position,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "managed": one.managed_by is not None,
        "mentionable": True,
        "icon": None,
        "unicode_emoji": None,
        "flags": 0,
    }
    if one.managed_by is not None:
        payload["tags"] = {"bot_id": str(one.managed_by)}
    return payload


def partial_member(one: Member) -> Json:
    """A member as part of an event that already has the user."""
    return {
        "avatar": None,
        "banner": None,
        "communication_disabled_until": None,
        "flags": 0,
        "joined_at": moment(one.joined_at),
        "nick": one.nick,
        "pending": False,
        "premium_since": None,
        "roles": [str(each) for each in one.roles],
        "mute": False,
        "deaf": False,
    }


def member(one: Member) -> Json:
    return {**partial_member(one), "user": user(one.user)}


def channel(world: World, one: Channel) -> Json:
    """A channel, thread or direct conversation as the bot may see it."""
    if one.thread is not None:
        return thread(world, one)
    last = max(one.messages, default=None)
    if one.type == FORUM and one.guild is not None:
        posts = [each.id for each in one.guild.threads() if each.parent is one]
        last = max(posts, default=None)
    payload: Json = {
        "id": str(one.id),
        "type": one.type,
        "last_message_id": None if last is None else str(last),
        "flags": 0,
    }
    if one.type == DM:
        assert one.recipient is not None
        return {**payload, "recipients": [user(one.recipient)]}
    if one.type == GROUP_DM:
        people = {"recipients": [user(each) for each in one.people], "name": one.name or None}
        return {**payload, **people, "owner_id": str(one.people[0].id), "icon": None}
    return {**payload, **_in_guild(world, one)}


def _in_guild(world: World, one: Channel) -> Json:
    assert one.guild is not None
    payload: Json = {
        "guild_id": str(one.guild.id),
        "name": one.name,
        "parent_id": None,
        "topic": one.topic,
        "position": one.position,
        "permission_overwrites": [],
        "rate_limit_per_user": 0,
        "nsfw": False,
    }
    if one.denied:
        payload["permission_overwrites"] = [
            {"id": str(world.bot.id), "type": 1, "allow": "0", "deny": str(one.denied)}
        ]
    if one.type == FORUM:
        payload["flags"] = 1 << 4 if one.tag_required else 0
        payload["available_tags"] = [
            {"id": str(tag), "name": name, "moderated": False, "emoji_id": None, "emoji_name": None}
            for tag, name in one.tags.items()
        ]
        payload |= {"default_reaction_emoji": None, "default_sort_order": None}
        payload |= {"default_forum_layout": 0}
    return payload


def thread(world: World, one: Channel) -> Json:
    state = one.thread
    assert state is not None
    assert one.guild is not None
    assert one.parent is not None
    last = max(one.messages, default=None)
    payload: Json = {
        "id": str(one.id),
        "type": one.type,
        "last_message_id": None if last is None else str(last),
        "flags": 0,
        "guild_id": str(one.guild.id),
        "name": one.name,
        "parent_id": str(one.parent.id),
        "rate_limit_per_user": 0,
        "owner_id": str(state.owner_id),
        "thread_metadata": {
            "archived": state.archived,
            "archive_timestamp": moment(state.archive_timestamp),
            "auto_archive_duration": state.auto_archive_minutes,
            "locked": state.locked,
            "create_timestamp": moment(state.created),
        },
        "message_count": min(len(one.public()), 2**31 - 1),
        "member_count": min(len(state.members), 50),
        "total_message_sent": state.total_sent,
    }
    if one.parent.type == FORUM:
        payload["applied_tags"] = [str(tag) for tag in state.tags]
    if world.bot.id in state.members:
        payload["member"] = thread_member(one, world.bot.id)
    return payload


def thread_member(one: Channel, user_id: int) -> Json:
    assert one.thread is not None
    joined = one.thread.members[user_id]
    return {
        "id": str(one.id),
        "user_id": str(user_id),
        "join_timestamp": moment(joined),
        "flags": 0,
    }


def message(world: World, one: Message, *, inner: bool = False) -> Json:
    """A message; `inner` when it stands in another one that refers to it."""
    payload: Json = {
        "id": str(one.id),
        "channel_id": str(one.channel.id),
        "type": one.type,
        "content": one.content,
        "author": user(one.author),
        "mentions": [user(world.users[each]) for each in sorted(one.pings.users)],
        "mention_roles": [str(each) for each in sorted(one.pings.roles)],
        "mention_everyone": one.pings.everyone,
        "attachments": one.attachments,
        "embeds": one.embeds,
        "components": one.components,
        "timestamp": moment(moment_of(one.id)),
        "edited_timestamp": None if one.edited is None else moment(one.edited),
        "flags": one.flags,
        "pinned": False,
        "tts": one.tts,
        **one.more,
    }
    if one.nonce is not None:
        payload["nonce"] = one.nonce
    if one.interaction is not None:
        payload["interaction_metadata"] = one.interaction
        payload["webhook_id"] = str(world.application_id)
    if one.application_id is not None:
        payload["application_id"] = str(one.application_id)
    if one.thread is not None:
        payload["thread"] = thread(world, one.thread)
    if one.reference is not None:
        payload |= _reference(world, one.reference, inner=inner)
    if one.reactions and not inner:
        payload["reactions"] = list(_reactions(world, one))
    return payload


def _reference(world: World, target: Message, *, inner: bool) -> Json:
    reference = {
        "type": 0,
        "message_id": str(target.id),
        "channel_id": str(target.channel.id),
    }
    if target.channel.guild is not None:
        reference["guild_id"] = str(target.channel.guild.id)
    if inner:
        return {"message_reference": reference}
    shown = None if target.deleted else message(world, target, inner=True)
    return {"message_reference": reference, "referenced_message": shown}


def _reactions(world: World, one: Message) -> Iterable[Json]:
    for emoji, people in one.reactions.items():
        yield {
            "emoji": {"id": None, "name": emoji},
            "count": len(people),
            "count_details": {"burst": 0, "normal": len(people)},
            "burst_colors": [],
            "me_burst": False,
            "me": world.bot.id in people,
        }


def without_content(payload: Json) -> Json:
    """A message as it reaches an application that may not read guild messages."""
    bare = {**payload, "content": "", "embeds": [], "attachments": [], "components": []}
    if bare.get("referenced_message"):
        bare["referenced_message"] = without_content(bare["referenced_message"])
    return bare


def sees(world: World, one: Channel) -> bool:
    """Whether the bot sees this channel; a private thread only from inside."""
    if (
        one.thread is not None
        and one.type == PRIVATE_THREAD
        and world.bot.id not in one.thread.members
    ):
        return False
    return bool(world.permissions(one) & PERMISSIONS["view_channel"])
