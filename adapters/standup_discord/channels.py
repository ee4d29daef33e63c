"""Messages in channels, threads, forums and direct conversations.

The id of a message is Discord's own; one that opens a forum post is `forum:ID`, and one that was to
open a thread and could not is `reply:ID`: what belongs to it then answers it in the channel.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from standup.chat.interface import Message
from standup_discord import render
from standup_discord.errors import (
    HAS_THREAD,
    IS_ARCHIVED,
    NO_THREAD,
    UNKNOWN_CHANNEL,
    Refused,
)
from standup_discord.events import moment, snowflake_at
from standup_discord.rest import Rest
from standup_discord.sent import Attempt, Sent, digest

Json = dict[str, Any]

log = logging.getLogger(__name__)

_TEXT, _NEWS = 0, 5
_FORUMS = {15, 16}  # a media channel is one too
_POST, _ANSWER = "forum:", "reply:"
_TAG_REQUIRED = 1 << 4
_WEEK_MINUTES = 10080
_PAGE = 100
_CLOCKS = timedelta(minutes=5)


class Channels:
    """Writes as one bot, whose user id is `me`."""

    def __init__(self, rest: Rest, sent: Sent, me: str, now: Callable[[], datetime]) -> None:
        self._rest = rest
        self._sent = sent
        self._me = me
        self._now = now

    async def send(self, place: str, message: Message, key: str, thread: str | None) -> str:
        """Write into a channel, or into the thread of one of its messages."""
        if thread is None:
            return await self._write(place, message, key)
        if thread.startswith(_ANSWER):
            return await self._write(place, message, key, answers=thread.removeprefix(_ANSWER))
        try:
            return await self._write(thread.removeprefix(_POST), message, key)
        except Refused as refused:
            if refused.code != UNKNOWN_CHANNEL or thread.startswith(_POST):
                raise
            return await self._write(place, message, key, answers=thread)

    async def open_thread(self, place: str, message: Message, key: str, title: str) -> str:
        """Write a message that opens a thread of this name, as this kind of channel can."""
        channel = await self._channel(place)
        name = " ".join(title.split())[:100] or "…"
        if channel["type"] in _FORUMS:
            return await self._post(channel, message, key, name)
        root = await self._write(place, message, key)
        if channel["type"] not in {_TEXT, _NEWS}:
            return _ANSWER + root
        return await self._start_thread(place, root, name)

    async def edit(self, place: str, message_id: str, message: Message, thread: str | None) -> None:
        """Let a message say this instead; a thread that fell asleep is woken for it."""
        number, body = message_id.removeprefix(_POST).removeprefix(_ANSWER), render.revised(message)
        channel = _channel_of(place, message_id, thread)
        try:
            await self._patch(channel, number, body)
        except Refused as refused:
            if channel == place or refused.code not in {UNKNOWN_CHANNEL, IS_ARCHIVED}:
                raise
            if refused.code == IS_ARCHIVED:
                await self._rest.call("PATCH", f"/channels/{channel}", {"archived": False})
            await self._patch(place if refused.code == UNKNOWN_CHANNEL else channel, number, body)

    async def find(self, key: str, since: datetime) -> str | None:
        """The message sent with this key, from what is kept or from the channel's history."""
        attempt = self._sent.before(key)
        if attempt is None:
            return None
        if attempt.id:
            return attempt.id
        channel = await self._channel(attempt.channel)
        if channel["type"] in _FORUMS:
            found = await self._find_post(channel, attempt)
        else:
            found = await self._find_words(attempt, since)
        if found is not None:
            self._sent.end(key, found)
        return found

    # ── messages ──

    async def _patch(self, channel: str, number: str, body: Json) -> None:
        await self._rest.call("PATCH", f"/channels/{channel}/messages/{number}", body)

    async def _write(
        self, channel: str, message: Message, key: str, answers: str | None = None
    ) -> str:
        before = self._sent.before(key)
        if before is not None and before.id and before.channel == channel:
            return before.id
        body = render.body(message) | {"nonce": key, "enforce_nonce": True}
        if answers is not None:
            body["message_reference"] = {"message_id": answers, "fail_if_not_exists": False}
        words = digest(body["content"], body["components"])
        self._sent.begin(key, channel, words, self._now())
        made = await self._rest.call("POST", f"/channels/{channel}/messages", body)
        self._sent.end(key, str(made["id"]))
        return str(made["id"])

    async def _find_words(self, attempt: Attempt, since: datetime) -> str | None:
        owned = self._sent.owner(attempt.channel)
        after = snowflake_at(min(since, attempt.at) - _CLOCKS)
        path = f"/channels/{attempt.channel}/messages"
        while True:
            page = await self._rest.call("GET", path, query={"after": after, "limit": _PAGE})
            for one in sorted(page, key=lambda one: int(one["id"])):
                after = int(one["id"])
                mine = one["author"]["id"] == self._me and one["id"] not in owned
                if mine and digest(one["content"], one["components"]) == attempt.digest:
                    return str(one["id"])
            if len(page) < _PAGE:
                return None

    # ── threads ──

    async def _start_thread(self, place: str, root: str, name: str) -> str:
        body = {"name": name, "auto_archive_duration": _WEEK_MINUTES}
        try:
            await self._rest.call("POST", f"/channels/{place}/messages/{root}/threads", body)
        except Refused as refused:
            if refused.code == HAS_THREAD:
                return root
            if refused.code not in NO_THREAD:
                raise
            log.warning(
                "No thread can be opened in channel %s (%s); reports follow as replies",
                *(place, refused),
                extra={"action": "discord_no_thread"},
            )
            return _ANSWER + root
        return root

    async def _post(self, channel: Json, message: Message, key: str, name: str) -> str:
        """A forum post. No key protects it, so an earlier try is looked for first."""
        place = str(channel["id"])
        marked = f"{place} {name}"
        before = self._sent.before(key)
        if before is not None and before.channel == place:
            found = before.id or await self._find_post(channel, before)
            if found:
                return found
        body = {
            "name": name,
            "auto_archive_duration": _WEEK_MINUTES,
            "message": render.body(message),
        }
        tags = channel.get("available_tags") or []
        if tags and channel.get("flags", 0) & _TAG_REQUIRED:
            body["applied_tags"] = [tags[0]["id"]]
        self._sent.begin(key, place, digest(marked, []), self._now())
        made = await self._rest.call("POST", f"/channels/{place}/threads", body)
        self._sent.end(key, _POST + str(made["id"]))
        return _POST + str(made["id"])

    async def _find_post(self, channel: Json, attempt: Attempt) -> str | None:
        path = f"/guilds/{channel['guild_id']}/threads/active"
        for thread in (await self._rest.call("GET", path))["threads"]:
            if self._is_post(thread, attempt):
                return _POST + str(thread["id"])
        return None

    def _is_post(self, thread: Json, attempt: Attempt) -> bool:
        return bool(
            thread.get("parent_id") == attempt.channel
            and thread.get("owner_id") == self._me
            and digest(f"{attempt.channel} {thread['name']}", []) == attempt.digest
            and moment(thread["id"]) > attempt.at - _CLOCKS
            and _POST + thread["id"] not in self._sent.owner(attempt.channel)
        )

    async def _channel(self, place: str) -> Json:
        found: Json = await self._rest.call("GET", f"/channels/{place}")
        return found


def _channel_of(place: str, message_id: str, thread: str | None) -> str:
    """The channel that a message stands in."""
    if message_id.startswith(_POST):
        return message_id.removeprefix(_POST)
    if thread is None or thread.startswith(_ANSWER):
        return place
    return thread.removeprefix(_POST)
