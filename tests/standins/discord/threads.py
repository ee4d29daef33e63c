"""Threads and forum posts: starting them, archiving and locking them, who is in them."""

from typing import Any

from tests.standins.discord import events
from tests.standins.discord.access import may, require
from tests.standins.discord.errors import Refused, invalid
from tests.standins.discord.messages import Upload, compose, post
from tests.standins.discord.platform import Platform
from tests.standins.discord.world import (
    HAS_THREAD,
    NEWS,
    PRIVATE_THREAD,
    PUBLIC_THREAD,
    TEXT,
    Channel,
    Message,
    ThreadState,
)

Json = dict[str, Any]
THREAD_CREATED, THREAD_STARTER = 18, 21


def start_from_message(platform: Platform, message: Message, body: Json) -> Channel:
    """A thread under a message; it has the message's id."""
    channel = message.channel
    require(platform, channel, "create_public_threads")
    if channel.type not in {TEXT, NEWS}:
        raise Refused(50024)
    if message.thread is not None:
        raise Refused(160004)
    thread = _new(platform, channel, PUBLIC_THREAD, body, thread_id=message.id)
    message.thread, message.flags = thread, message.flags | HAS_THREAD
    _announce(platform, thread)
    starter = Message(platform.world.ids.next(), thread, message.author, "", type=THREAD_STARTER)
    starter.reference = message
    post(platform, starter)
    events.message_updated(platform, message)
    return thread


def start_alone(platform: Platform, channel: Channel, body: Json) -> Channel:
    """A thread in a text channel without a message to start from."""
    kind = body.get("type") or PRIVATE_THREAD
    public = kind == PUBLIC_THREAD
    require(platform, channel, "create_public_threads" if public else "create_private_threads")
    if channel.type not in {TEXT, NEWS}:
        raise Refused(50024)
    if kind not in {PUBLIC_THREAD, PRIVATE_THREAD}:
        raise invalid("type", code="BASE_TYPE_CHOICES", message="Must be a kind of thread")
    thread = _new(platform, channel, kind, body)
    _announce(platform, thread)
    if public:
        told = Message(platform.world.ids.next(), channel, platform.world.bot, thread.name)
        told.type = THREAD_CREATED
        post(platform, told)
    return thread


def start_post(
    platform: Platform, forum: Channel, body: Json, uploads: list[Upload]
) -> tuple[Channel, Message]:
    """A forum post: a thread with its first message, which has the same id."""
    require(platform, forum, "send_messages")
    tags = [int(each) for each in body.get("applied_tags") or []]
    if forum.tag_required and not tags:
        raise Refused(40067)
    if set(tags) - forum.tags.keys():
        raise invalid("applied_tags", code="INVALID_TAG", message="Unknown tag")
    bot = platform.world.bot
    message = compose(platform, forum, bot, body["message"], uploads)
    thread = _new(platform, forum, PUBLIC_THREAD, body, thread_id=message.id)
    assert thread.thread is not None
    thread.thread.tags = tags
    message.channel = thread
    _announce(platform, thread)
    post(platform, message)
    return thread, message


def _new(
    platform: Platform, parent: Channel, kind: int, body: Json, *, thread_id: int | None = None
) -> Channel:
    assert parent.guild is not None
    if len(parent.guild.active_threads()) >= platform.rules.active_threads:
        raise Refused(160006)
    now = platform.now()
    state = ThreadState(platform.world.bot.id, now, now)
    state.auto_archive_minutes = body.get("auto_archive_duration") or 1440
    state.invitable = body.get("invitable") is not False
    state.members[platform.world.bot.id] = now
    found = thread_id or platform.world.ids.next()
    thread = Channel(found, kind, body["name"], parent.guild, parent, thread=state)
    return platform.world.keep_channel(thread)


def _announce(platform: Platform, thread: Channel) -> None:
    events.channel_event(platform, "THREAD_CREATE", thread)
    events.thread_members(platform, thread, added=(platform.world.bot.id,))


def change(platform: Platform, thread: Channel, body: Json) -> Channel:
    """Rename, archive, lock; an archived one can only be opened again."""
    state = thread.thread
    assert state is not None
    require(platform, thread)
    manages = may(platform, thread, "manage_threads")
    opening = body.get("archived") is False
    if state.archived and not opening:
        raise Refused(50083)
    if state.locked and not manages:
        raise Refused(50013)
    if "locked" in body and not manages:
        raise Refused(50013)
    if not opening and not manages and state.owner_id != platform.world.bot.id:
        raise Refused(50013)
    _apply(platform, thread, state, body)
    events.channel_event(platform, "THREAD_UPDATE", thread)
    return thread


def _apply(platform: Platform, thread: Channel, state: ThreadState, body: Json) -> None:
    assert thread.guild is not None
    if body.get("archived") is not None and body["archived"] != state.archived:
        active = len(thread.guild.active_threads())
        if not body["archived"] and active >= platform.rules.active_threads:
            raise Refused(160006)
        state.archived, state.archive_timestamp = body["archived"], platform.now()
    if body.get("locked") is not None:
        state.locked = body["locked"]
    if body.get("auto_archive_duration"):
        state.auto_archive_minutes = body["auto_archive_duration"]
    if body.get("applied_tags") is not None:
        state.tags = [int(each) for each in body["applied_tags"]]
    thread.name = body.get("name") or thread.name


def add(platform: Platform, thread: Channel, user_id: int) -> None:
    """Put somebody into a thread."""
    state = _open(platform, thread)
    assert thread.guild is not None
    if user_id not in thread.guild.members:
        raise Refused(10007)
    if user_id not in state.members:
        state.members[user_id] = platform.now()
        events.thread_members(platform, thread, added=(user_id,))


def remove(platform: Platform, thread: Channel, user_id: int) -> None:
    state = _open(platform, thread)
    if user_id not in state.members:
        raise Refused(10007)
    del state.members[user_id]
    events.thread_members(platform, thread, left=(user_id,))


def _open(platform: Platform, thread: Channel) -> ThreadState:
    require(platform, thread)
    if thread.thread is None:
        raise Refused(50024)
    if thread.thread.archived:
        raise Refused(50083)
    return thread.thread


def delete(platform: Platform, channel: Channel) -> None:
    """Take away a thread or a channel."""
    world = platform.world
    if channel.thread is None:
        require(platform, channel, "manage_channels")
        events.channel_event(platform, "CHANNEL_DELETE", channel)
    else:
        require(platform, channel, "manage_threads")
        events.thread_deleted(platform, channel)
    world.forget_channel(channel)
