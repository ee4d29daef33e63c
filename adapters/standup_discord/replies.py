"""Answers to interactions: a quarter of an hour long, seen by one person where others could look.

Such a place says all that an answer needs, for it may leave from another process than the one that
acknowledged the interaction. Its token opens nothing but this one reply, and soon not even that.
"""

import asyncio
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Self

from standup.chat.interface import Message, TryAgain, Unreachable, Unsure
from standup_discord import render
from standup_discord.errors import NOT_ACKNOWLEDGED, RETRY_SECONDS, Refused, meaning
from standup_discord.events import Interaction
from standup_discord.rest import Rest

Json = dict[str, Any]

REPLY = "reply:"
ACK_PATIENCE = 6.0
PAUSES = (0.1, 0.2, 0.4, 0.8, 1.5, 3.0)  # while another process acknowledges, within 3 seconds
_HIDDEN, _OPEN = "hidden", "open"
_MOST_LOST = 1000
_GONE = "the reply has expired"


@dataclass(frozen=True, slots=True)
class Reply:
    """Where something may still be said to one interaction; where others look it is hidden."""

    interaction: str
    application: str
    token: str
    is_hidden: bool

    @classmethod
    def to(cls, one: Interaction) -> Self:
        """The reply to this interaction."""
        return cls(one.id, one.application, one.token, not one.is_direct)

    @classmethod
    def at(cls, place: str) -> Self:
        """The reply that a place means. Raises Unreachable."""
        match place.removeprefix(REPLY).split(":", 3):
            case [interaction, application, seen, token]:
                return cls(interaction, application, token, seen == _HIDDEN)
        raise Unreachable("gone", _GONE)

    @property
    def place(self) -> str:
        """The place that the engine answers to."""
        seen = _HIDDEN if self.is_hidden else _OPEN
        return f"{REPLY}{self.interaction}:{self.application}:{seen}:{self.token}"

    @property
    def flags(self) -> int:
        """The flags of what is said here."""
        return render.EPHEMERAL if self.is_hidden else 0

    @property
    def path(self) -> str:
        """Where its messages are made."""
        return f"/webhooks/{self.application}/{self.token}"

    @property
    def original(self) -> str:
        """Where the first of them stands."""
        return f"{self.path}/messages/@original"


class Replies:
    """Says things to interactions, once they are acknowledged here or elsewhere."""

    def __init__(self) -> None:
        self._under_way: dict[str, asyncio.Event] = {}
        self._lost: deque[str] = deque(maxlen=_MOST_LOST)

    @contextmanager
    def acknowledging(self, interaction: str) -> Iterator[None]:
        """Until this ends, what is said to the interaction waits."""
        done = self._under_way[interaction] = asyncio.Event()
        try:
            yield
        finally:
            del self._under_way[interaction]
            done.set()

    def lost(self, interaction: str) -> None:
        """It could not be acknowledged, so nothing can be said to it."""
        self._lost.append(interaction)

    async def send(self, rest: Rest, place: str, message: Message) -> str:
        """Say this as an answer. Raises Unreachable, TryAgain or Unsure."""
        reply = await self._acknowledged(place)
        body = render.body(message, flags=render.SUPPRESS_EMBEDS | reply.flags)
        png, query = render.png(message), {"wait": "true"}
        made = await _call(
            rest=rest, method="POST", path=reply.path, body=body, png=png, query=query
        )
        return str(made["id"])

    async def edit(self, rest: Rest, place: str, message_id: str, message: Message) -> None:
        """Edit an answer to say this. Raises Unreachable or TryAgain."""
        reply = await self._acknowledged(place)
        path = f"{reply.path}/messages/{message_id}"
        try:
            await _call(rest, "PATCH", path, render.revised(message), render.png(message))
        except Unsure as unsure:
            raise TryAgain(unsure.after, str(unsure), everywhere=False) from None

    async def find(self, rest: Rest, place: str, message: Message) -> list[str]:
        """The first answer, if it says this; others cannot be read."""
        try:
            first = await rest.call("GET", Reply.at(place).original)
        except Refused:
            return []
        return [str(first["id"])] if render.says(first, message) else []

    async def _acknowledged(self, place: str) -> Reply:
        reply = Reply.at(place)
        if done := self._under_way.get(reply.interaction):
            try:
                async with asyncio.timeout(ACK_PATIENCE):
                    await done.wait()
            except TimeoutError:
                raise TryAgain(RETRY_SECONDS, "not yet acknowledged", everywhere=False) from None
        if reply.interaction in self._lost:
            raise Unreachable("gone", _GONE)
        return reply


async def _call(
    rest: Rest, method: str, path: str, body: Json, png: bytes | None, query: Json | None = None
) -> Any:
    """A request that Discord does not know before the interaction is acknowledged."""
    for pause in PAUSES:
        try:
            return await rest.call(method, path, body, query=query, png=png)
        except Refused as refused:
            if refused.code != NOT_ACKNOWLEDGED:
                raise meaning(refused) from None
        await asyncio.sleep(pause)
    raise Unreachable("gone", _GONE)
