"""Messages in channels, threads, forums and direct conversations.

The id of a message is Discord's own; one that opens a forum post is `forum:ID`, and one that was to
open a thread and could not is `reply:ID`: what belongs to it then answers it in the channel. So is
one that was to stand in a thread that somebody locked, and answers its first message instead.
"""

import logging
from datetime import datetime, timedelta
from typing import Any

from standup.chat.interface import Message, TryAgain, Unsure
from standup_discord import render
from standup_discord.errors import (
    HAS_THREAD,
    IS_ARCHIVED,
    LOCKED,
    NO_THREAD,
    UNKNOWN_CHANNEL,
    Refused,
)
from standup_discord.events import moment, snowflake_at
from standup_discord.rest import Rest

Json = dict[str, Any]

log = logging.getLogger(__name__)

_TEXT, _NEWS = 0, 5
_FORUMS = {15, 16}  # a media channel is one too
_POST, _ANSWER = "forum:", "reply:"
_TAG_REQUIRED = 1 << 4
_WEEK_MINUTES = 10080
_PAGE = 100
_CLOCKS = timedelta(minutes=5)


def called(number: str, channel: str) -> tuple[str, ...]:
    """The ids by which `send` may have called the message of this number in a channel."""
    first = (_POST + number,) if number == channel else ()
    return (number, _ANSWER + number, *first)


class Channels:
    """Writes as one bot, whose user id is `me`."""

    def __init__(self, rest: Rest, me: str) -> None:
        self._rest = rest
        self._me = me
        self._told: set[str] = set()

    async def send(self, place: str, message: Message, key: str, thread: str | None) -> str:
        """Write into a channel, or into the thread of one of its messages."""
        if thread is None:
            return await self._write(place, message, key)
        if thread.startswith(_ANSWER):
            return await self._write(place, message, key, answers=thread.removeprefix(_ANSWER))
        inside = thread.removeprefix(_POST)
        try:
            return await self._write(inside, message, key)
        except Refused as refused:
            if refused.code in LOCKED and await self._unlocked(inside):
                return await self._write(inside, message, key)
            if refused.code not in {UNKNOWN_CHANNEL, *LOCKED} or thread.startswith(_POST):
                raise
            mark = _ANSWER * (refused.code in LOCKED)
            return mark + await self._write(place, message, key, answers=thread)

    async def open_thread(self, place: str, message: Message, key: str, title: str) -> str:
        """Write a message that opens a thread of this name, as this kind of channel can."""
        channel = await self._channel(place)
        name = _name(title)
        if channel["type"] in _FORUMS:
            return await self._post(channel, message, name)
        root = await self._write(place, message, key)
        if channel["type"] not in {_TEXT, _NEWS}:
            return _ANSWER + root
        return await self._start_thread(place, root, name)

    async def edit(self, place: str, message_id: str, message: Message, thread: str | None) -> None:
        """Edit a message to say this; a thread that fell asleep is woken for it."""
        number = number_of(message_id)
        channel = channel_of(place, message_id, thread)
        try:
            await self._patch(channel, number, message)
        except Refused as refused:
            if channel == place or refused.code not in {UNKNOWN_CHANNEL, IS_ARCHIVED}:
                raise
            if refused.code == IS_ARCHIVED and not await self._woken(channel):
                raise  # somebody locked it, and may unlock it
            where = place if refused.code == UNKNOWN_CHANNEL else channel
            await self._patch(where, number, message)

    async def find(
        self,
        place: str,
        message: Message,
        since: datetime,
        thread: str | None,
        title: str | None,
        *,
        is_known: bool,
    ) -> list[str]:
        """Our messages that may be this one; `is_known` is its key, but no forum post has one."""
        opens = title is not None and thread is None
        if opens and (forum := await self._channel(place))["type"] in _FORUMS:
            return await self._find_posts(forum, message, since, _name(title or ""))
        if is_known:
            return []
        if thread is None or thread.startswith(_ANSWER):
            return await self._find_in(place, message, since, opens=opens)
        try:
            found = await self._find_in(thread.removeprefix(_POST), message, since)
        except Refused as refused:
            if refused.code != UNKNOWN_CHANNEL or thread.startswith(_POST):
                raise
            return await self._find_in(place, message, since)
        if found or thread.startswith(_POST):
            return found
        return [_ANSWER + one for one in await self._find_in(place, message, since)]

    async def _patch(self, channel: str, number: str, message: Message) -> None:
        path, body = f"/channels/{channel}/messages/{number}", render.revised(message)
        await self._rest.call("PATCH", path, body, png=render.png(message))

    async def _write(
        self, channel: str, message: Message, key: str, answers: str | None = None
    ) -> str:
        body = render.body(message) | {"nonce": key, "enforce_nonce": True}
        if answers is not None:
            body["message_reference"] = {"message_id": answers, "fail_if_not_exists": False}
        path = f"/channels/{channel}/messages"
        made = await self._rest.call("POST", path, body, png=render.png(message))
        return str(made["id"])

    async def _find_in(
        self, channel: str, message: Message, since: datetime, *, opens: bool = False
    ) -> list[str]:
        found: list[str] = []
        after, path = snowflake_at(since - _CLOCKS), f"/channels/{channel}/messages"
        while True:
            page = await self._rest.call("GET", path, query={"after": after, "limit": _PAGE})
            for one in sorted(page, key=lambda one: int(one["id"])):
                after = int(one["id"])
                if one["author"]["id"] == self._me and render.says(one, message):
                    has_no_thread = opens and not one.get("thread")
                    found.append(_ANSWER * has_no_thread + str(one["id"]))
            if len(page) < _PAGE:
                return found

    async def _start_thread(self, place: str, root: str, name: str) -> str:
        body = {"name": name, "auto_archive_duration": _WEEK_MINUTES}
        try:
            await self._rest.call("POST", f"/channels/{place}/messages/{root}/threads", body)
        except TryAgain as later:  # but the message stands
            raise Unsure(later.after, str(later)) from None
        except Refused as refused:
            if refused.code == HAS_THREAD:
                return root
            if refused.code not in NO_THREAD:
                raise
            log.warning(
                "No thread can be opened in channel %s (%s); reports follow as replies",
                place,
                refused,
                extra={"action": "discord_no_thread"},
            )
            return _ANSWER + root
        return root

    async def _woken(self, thread: str) -> bool:
        """Open a thread that fell asleep; False where somebody locked it, and we may not."""
        try:
            await self._rest.call("PATCH", f"/channels/{thread}", {"archived": False})
        except Refused:
            return await self._unlocked(thread)
        return True

    async def _unlocked(self, thread: str) -> bool:
        """Unlock a thread, where we may."""
        body = {"archived": False, "locked": False}
        try:
            await self._rest.call("PATCH", f"/channels/{thread}", body)
        except Refused as refused:
            if thread not in self._told:
                self._told.add(thread)
                log.warning(
                    "Thread %s is locked (%s); reports go into its channel, and what stands in it"
                    " changes once it is unlocked",
                    thread,
                    refused,
                    extra={"action": "discord_locked"},
                )
            return False
        return True

    async def _post(self, channel: Json, message: Message, name: str) -> str:
        body = {
            "name": name,
            "auto_archive_duration": _WEEK_MINUTES,
            "message": render.body(message),
        }
        tags = channel.get("available_tags") or []
        if tags and channel.get("flags", 0) & _TAG_REQUIRED:
            body["applied_tags"] = [tags[0]["id"]]
        path = f"/channels/{channel['id']}/threads"
        made = await self._rest.call("POST", path, body, png=render.png(message))
        return _POST + str(made["id"])

    async def _find_posts(
        self, forum: Json, message: Message, since: datetime, name: str
    ) -> list[str]:
        path = f"/guilds/{forum['guild_id']}/threads/active"
        posts = [
            thread["id"]
            for thread in (await self._rest.call("GET", path))["threads"]
            if thread.get("parent_id") == forum["id"]
            and thread.get("owner_id") == self._me
            and thread["name"].split() == name.split()
            and moment(thread["id"]) > since - _CLOCKS
        ]
        return [
            _POST + post for post in sorted(posts, key=int) if await self._begins(post, message)
        ]

    async def _begins(self, post: str, message: Message) -> bool:
        """Whether a forum post begins so; its first message has its id."""
        try:
            first = await self._rest.call("GET", f"/channels/{post}/messages/{post}")
        except Refused:
            return False
        return render.says(first, message)

    async def _channel(self, place: str) -> Json:
        found: Json = await self._rest.call("GET", f"/channels/{place}")
        return found


def _name(title: str) -> str:
    return " ".join(title.split())[:100] or "…"


def number_of(message_id: str) -> str:
    """Discord's own id of a message."""
    return message_id.removeprefix(_POST).removeprefix(_ANSWER)


def channel_of(place: str, message_id: str, thread: str | None) -> str:
    """The channel that a message stands in."""
    if message_id.startswith(_POST):
        return message_id.removeprefix(_POST)
    if thread is None or thread.startswith(_ANSWER) or message_id.startswith(_ANSWER):
        return place
    return thread.removeprefix(_POST)
