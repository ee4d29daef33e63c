"""Answers to interactions: a quarter of an hour long, seen by one person where others could look.

A place of this kind is `reply:` and the interaction's id; its token stays in memory, so that no log
and no database ever holds it.
"""

import asyncio
import time
from dataclasses import dataclass, field
from typing import Any

from standup.chat.interface import Message, TryAgain, Unreachable, Unsure
from standup_discord import render
from standup_discord.errors import RETRY_SECONDS, Refused, meaning
from standup_discord.events import Interaction
from standup_discord.rest import Rest

Json = dict[str, Any]

REPLY = "reply:"
LIFE_SECONDS = 14.5 * 60
ACK_PATIENCE = 6.0
_GONE = "the reply has expired"


@dataclass(slots=True, eq=False)
class Reply:
    """What may still be said to one interaction."""

    interaction: Interaction
    flags: int
    acknowledged: asyncio.Event = field(default_factory=asyncio.Event)
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    lost: bool = False
    answered: bool = False
    sent: dict[str, str] = field(default_factory=dict)
    since: float = field(default_factory=time.monotonic)

    @property
    def is_over(self) -> bool:
        """Whether Discord takes no more answers."""
        return time.monotonic() - self.since >= LIFE_SECONDS

    @property
    def path(self) -> str:
        """Where its messages are made."""
        return f"/webhooks/{self.interaction.application}/{self.interaction.token}"


class Replies:
    """The interactions that can still be answered."""

    def __init__(self) -> None:
        self._open: dict[str, Reply] = {}

    def begin(self, interaction: Interaction) -> Reply:
        """A reply to this; who else could look at the channel sees nothing of it."""
        for key, old in list(self._open.items()):
            if not old.is_over:
                break
            del self._open[key]
        reply = Reply(interaction, render.EPHEMERAL if interaction.in_guild else 0)
        self._open[interaction.id] = reply
        return reply

    async def send(self, rest: Rest, place: str, message: Message, key: str) -> str:
        """Say this as an answer. Raises Unreachable or TryAgain."""
        reply = await self._alive(place)
        async with reply.turn:
            if key not in reply.sent:
                flags = render.SUPPRESS_EMBEDS | reply.flags
                made = await self._call(rest, "POST", reply.path, render.body(message, flags=flags))
                reply.answered = True
                reply.sent[key] = str(made["id"])
        return reply.sent[key]

    async def edit(self, rest: Rest, place: str, message_id: str, message: Message) -> None:
        """Let an answer say this instead."""
        reply = await self._alive(place)
        path = f"{reply.path}/messages/{message_id}"
        await self._call(rest, "PATCH", path, render.revised(message))

    async def _alive(self, place: str) -> Reply:
        reply = self._open.get(place.removeprefix(REPLY))
        if reply is None or reply.is_over:
            raise Unreachable("gone", _GONE)
        try:
            async with asyncio.timeout(ACK_PATIENCE):
                await reply.acknowledged.wait()
        except TimeoutError:
            raise TryAgain(RETRY_SECONDS, "not yet acknowledged", everywhere=False) from None
        if reply.lost:
            raise Unreachable("gone", _GONE)
        return reply

    async def _call(self, rest: Rest, method: str, path: str, body: Json) -> Any:
        query = {"wait": "true"} if method == "POST" else None
        try:
            return await rest.call(method, path, body, query=query)
        except Refused as refused:
            raise meaning(refused) from None
        except Unsure as unsure:
            if method == "POST":
                raise
            raise TryAgain(unsure.after, str(unsure), everywhere=False) from None
