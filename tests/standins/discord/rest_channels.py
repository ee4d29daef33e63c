"""Routes about channels, messages, reactions and threads."""

from typing import Any

from tests.standins.discord import events, messages, payloads, threads
from tests.standins.discord.access import may, require
from tests.standins.discord.calls import NOTHING, Answer, Call, route
from tests.standins.discord.errors import Refused
from tests.standins.discord.rest_accounts import threads_answer
from tests.standins.discord.world import DM, FORUM, Channel, Message

CHANNEL = "/channels/{channel_id}"
MESSAGE = "/channels/{channel_id}/messages/{message_id}"
REACTION = MESSAGE + "/reactions/{emoji_name}"


def _visible(call: Call) -> Channel:
    channel = call.channel
    if not payloads.sees(call.platform.world, channel):
        raise Refused(50001)
    return channel


def _message(call: Call) -> Message:
    return call.platform.world.message(_visible(call), call.id("message_id"))


def _shown(call: Call, message: Message) -> dict[str, Any]:
    """A message as the bot may read it over REST, which the intent limits as well."""
    platform = call.platform
    payload = payloads.message(platform.world, message)
    readable = (
        message.channel.guild is None
        or "message_content" in platform.granted
        or message.author is platform.world.bot
        or platform.world.bot.id in message.pings.users
    )
    return payload if readable else payloads.without_content(payload)


# ── channels ──


@route("GET", CHANNEL)
def channel(call: Call) -> Answer:
    return Answer(payloads.channel(call.platform.world, _visible(call)))


@route("PATCH", CHANNEL)
def change_channel(call: Call) -> Answer:
    found = _visible(call)
    if found.type == DM:
        raise Refused(50003)
    if found.thread is not None:
        threads.change(call.platform, found, call.body)
        return Answer(payloads.thread(call.platform.world, found))
    require(call.platform, found, "manage_channels")
    found.name = call.body.get("name") or found.name
    found.topic = call.body.get("topic", found.topic)
    events.channel_event(call.platform, "CHANNEL_UPDATE", found)
    return Answer(payloads.channel(call.platform.world, found))


@route("DELETE", CHANNEL)
def delete_channel(call: Call) -> Answer:
    found = _visible(call)
    payload = payloads.channel(call.platform.world, found)
    if found.type != DM:
        threads.delete(call.platform, found)
    return Answer(payload)


@route("POST", f"{CHANNEL}/typing")
def typing(call: Call) -> Answer:
    found = _visible(call)
    call.platform.typing.append(found.id)
    events.typing(call.platform, found, call.platform.world.bot)
    return NOTHING


# ── messages ──


@route("POST", f"{CHANNEL}/messages")
def create_message(call: Call) -> Answer:
    message = messages.send_as_bot(call.platform, call.channel, call.body, call.uploads)
    return Answer(payloads.message(call.platform.world, message))


@route("GET", f"{CHANNEL}/messages")
def history(call: Call) -> Answer:
    """Up to `limit` messages, newest first; nothing for those who may not read the history."""
    found = _visible(call)
    if found.type == FORUM:
        raise Refused(50008)
    if not may(call.platform, found, "read_message_history"):
        return Answer([])
    chosen = _window(found.public(), call, call.number("limit", 50))
    return Answer([_shown(call, each) for each in reversed(chosen)])


def _window(oldest_first: list[Message], call: Call, limit: int) -> list[Message]:
    if "after" in call.query:
        after = int(call.query["after"])
        return [each for each in oldest_first if each.id > after][:limit]
    if "before" in call.query:
        before = int(call.query["before"])
        return [each for each in oldest_first if each.id < before][-limit:]
    if "around" in call.query:
        around, half = int(call.query["around"]), limit // 2
        earlier = [each for each in oldest_first if each.id < around][-half:] if half else []
        return earlier + [each for each in oldest_first if each.id >= around][: limit - half]
    return oldest_first[-limit:]


@route("GET", MESSAGE)
def message(call: Call) -> Answer:
    found = _message(call)
    require(call.platform, found.channel, "read_message_history")
    return Answer(_shown(call, found))


@route("PATCH", MESSAGE)
def edit_message(call: Call) -> Answer:
    changed = messages.edit_as_bot(call.platform, _message(call), call.body, call.uploads)
    return Answer(payloads.message(call.platform.world, changed))


@route("DELETE", MESSAGE)
def delete_message(call: Call) -> Answer:
    messages.delete_as_bot(call.platform, _message(call))
    return NOTHING


# ── reactions ──


@route("PUT", f"{REACTION}/@me")
def react(call: Call) -> Answer:
    found, emoji, bot = _message(call), call.params["emoji_name"], call.platform.world.bot
    if emoji.isascii():  # a guild's own emoji are not played here
        raise Refused(10014)
    if emoji not in found.reactions:
        require(call.platform, found.channel, "add_reactions", "read_message_history")
    people = found.reactions.setdefault(emoji, [])
    if bot.id not in people:
        people.append(bot.id)
        events.reaction(call.platform, found, emoji, bot, added=True)
    return NOTHING


@route("DELETE", f"{REACTION}/@me")
def take_reaction_back(call: Call) -> Answer:
    found, emoji, bot = _message(call), call.params["emoji_name"], call.platform.world.bot
    people = found.reactions.get(emoji, [])
    if bot.id not in people:
        raise Refused(10014)
    people.remove(bot.id)
    if not people:
        del found.reactions[emoji]
    events.reaction(call.platform, found, emoji, bot, added=False)
    return NOTHING


@route("GET", REACTION)
def who_reacted(call: Call) -> Answer:
    people = _message(call).reactions.get(call.params["emoji_name"], [])
    users = [call.platform.world.user(each) for each in sorted(people)]
    return Answer([payloads.user(each) for each in users[: call.number("limit", 25)]])


# ── threads ──


@route("POST", f"{MESSAGE}/threads")
def thread_from_message(call: Call) -> Answer:
    thread = threads.start_from_message(call.platform, _message(call), call.body)
    return Answer(payloads.thread(call.platform.world, thread), 201)


@route("POST", f"{CHANNEL}/threads")
def thread(call: Call) -> Answer:
    parent, world = _visible(call), call.platform.world
    if parent.guild is None:
        raise Refused(50024)
    if parent.type != FORUM:
        started = threads.start_alone(call.platform, parent, call.body)
        return Answer(payloads.thread(world, started), 201)
    if not call.body.get("message"):
        raise Refused(50035)
    started, first = threads.start_post(call.platform, parent, call.body, call.uploads)
    return Answer(
        {**payloads.thread(world, started), "message": payloads.message(world, first)}, 201
    )


@route("GET", f"{CHANNEL}/threads/archived/public")
@route("GET", f"{CHANNEL}/threads/archived/private")
def archived_threads(call: Call) -> Answer:
    parent = _visible(call)
    require(call.platform, parent, "read_message_history")
    assert parent.guild is not None
    kind = 12 if call.template.endswith("private") else 11
    before = call.query.get("before")
    found = [
        each
        for each in parent.guild.threads()
        if each.parent is parent and each.type == kind and each.thread and each.thread.archived
    ]
    found.sort(key=_archived_at, reverse=True)
    found = [each for each in found if before is None or _archived_at(each) < before]
    limit = call.number("limit", 50)
    return Answer(threads_answer(call, found[:limit], more=len(found) > limit))


def _archived_at(thread: Channel) -> str:
    assert thread.thread is not None
    return payloads.moment(thread.thread.archive_timestamp)


@route("GET", f"{CHANNEL}/thread-members")
def thread_members(call: Call) -> Answer:
    found = _visible(call)
    if found.thread is None:
        raise Refused(50024)
    return Answer([payloads.thread_member(found, each) for each in found.thread.members])


@route("GET", f"{CHANNEL}/thread-members/{{user_id}}")
def thread_member(call: Call) -> Answer:
    found = _visible(call)
    if found.thread is None or call.id("user_id") not in found.thread.members:
        raise Refused(10007)
    return Answer(payloads.thread_member(found, call.id("user_id")))


@route("PUT", f"{CHANNEL}/thread-members/@me")
def join_thread(call: Call) -> Answer:
    threads.add(call.platform, call.channel, call.platform.world.bot.id)
    return NOTHING


@route("PUT", f"{CHANNEL}/thread-members/{{user_id}}")
def add_to_thread(call: Call) -> Answer:
    threads.add(call.platform, _visible(call), call.id("user_id"))
    return NOTHING


@route("DELETE", f"{CHANNEL}/thread-members/@me")
def leave_thread(call: Call) -> Answer:
    threads.remove(call.platform, _visible(call), call.platform.world.bot.id)
    return NOTHING


@route("DELETE", f"{CHANNEL}/thread-members/{{user_id}}")
def remove_from_thread(call: Call) -> Answer:
    require(call.platform, _visible(call), "manage_threads")
    threads.remove(call.platform, call.channel, call.id("user_id"))
    return NOTHING
