"""What an adapter may do wrong with what the bot says."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any, ClassVar

from standup.chat.interface import (
    Inbox,
    Mention,
    Message,
    Picture,
    mentioned,
    without_mentions,
)
from standup.core.messages.markup import Listing, plain, say
from tests.contract.broken import Broken

BLOCKED_SECONDS = 1.5


class FirstPerson(Broken):
    async def direct(self, account: str) -> str:
        await super().direct(account)
        return str(self.shared["directs"][0])


class IntoTheRoom(Broken):
    async def send(self, place: str, message: Message, key: str, **more: Any) -> str:
        if place in self.shared.get("directs", ()):
            place = self.bench.channel
        return await super().send(place, message, key, **more)


class OneRoom(Broken):
    async def send(self, place: str, message: Message, key: str, **more: Any) -> str:
        if place not in self.shared.get("directs", ()):
            place = self.bench.channel
        return await super().send(place, message, key, **more)


class NoThreads(Broken):
    async def send(self, place: str, message: Message, key: str, **more: Any) -> str:
        return await super().send(place, message, key, **more | {"thread": None})


class NewKeys(Broken):
    number = 0

    async def send(self, place: str, message: Message, key: str, **more: Any) -> str:
        NewKeys.number += 1
        return await super().send(place, message, f"{NewKeys.number}-{key}"[:25], **more)


class ShortKeys(Broken):
    async def send(self, place: str, message: Message, key: str, **more: Any) -> str:
        return await super().send(place, message, key[:16], **more)


class NoLists(Broken):
    async def send(self, place: str, message: Message, key: str, **more: Any) -> str:
        rest = tuple(one for one in message.blocks if not isinstance(one, Listing))
        return await super().send(place, replace(message, blocks=rest), key, **more)


class Loud(Broken):
    async def send(self, place: str, message: Message, key: str, **more: Any) -> str:
        return await super().send(place, replace(message, silent=False), key, **more)


class Hushed(Broken):
    async def send(self, place: str, message: Message, key: str, **more: Any) -> str:
        return await super().send(place, replace(message, silent=True), key, **more)


class CallsNobody(Broken):
    async def send(self, place: str, message: Message, key: str, **more: Any) -> str:
        return await super().send(place, without_mentions(message), key, **more)


class CallsTheSamePerson(Broken):
    """Tells one person of whatever is said, as one does that looks for names in the words."""

    async def send(self, place: str, message: Message, key: str, **more: Any) -> str:
        if place == self.bench.channel:
            message += say(Mention("you", self.bench.person.account))
        return await super().send(place, message, key, **more)


class EditsCall(Broken):
    async def edit(
        self, place: str, message_id: str, message: Message, key: str, *, thread: str | None = None
    ) -> None:
        await super().edit(place, message_id, message, key, thread=thread)
        if called := mentioned(message):
            again = say(Mention("you", called[0]))
            await self.adapter.send(place, again, f"{key}-again", thread=thread)


class CutShort(Broken):
    async def send(self, place: str, message: Message, key: str, **more: Any) -> str:
        if not message.picture and len(words := plain(message)) > 500:
            message = say(words[:500])
        return await super().send(place, message, key, **more)


class OwnEditsAlone(Broken):
    """Edits what this object sent, as one does that keeps its messages in a dictionary."""

    async def send(self, place: str, message: Message, key: str, **more: Any) -> str:
        sent = await super().send(place, message, key, **more)
        self.__dict__.setdefault("mine", set()).add(sent)
        return sent

    async def edit(self, place: str, message_id: str, *told: Any, **more: Any) -> None:
        if message_id in self.__dict__.get("mine", ()):
            await super().edit(place, message_id, *told, **more)


class CrossedAnswers(Broken):
    """Takes the platform's answers as they come for those of the newest message."""

    waiting: ClassVar[list[asyncio.Future[str]]] = []

    async def send(self, place: str, message: Message, key: str, **more: Any) -> str:
        mine = asyncio.get_running_loop().create_future()
        self.waiting.append(mine)
        try:
            sent = await super().send(place, message, key, **more)
        except BaseException:
            self.waiting.remove(mine)
            raise
        self.waiting.pop().set_result(sent)
        answer: str = await mine
        return answer


class NoEdits(Broken):
    async def edit(self, *_: Any, **__: Any) -> None:
        return


class EditsAreSent(Broken):
    async def edit(
        self, place: str, message_id: str, message: Message, key: str, *, thread: str | None = None
    ) -> None:
        await self.send(place, message, key, thread=thread)


class NoPictures(Broken):
    async def send(self, place: str, message: Message, key: str, **more: Any) -> str:
        pictures = [one for one in message.blocks if isinstance(one, Picture)]
        message = say(pictures[0].alt) if pictures else message
        return await super().send(place, message, key, **more)


class BlockedInSend(Broken):
    async def send(self, place: str, message: Message, key: str, **more: Any) -> str:
        time.sleep(BLOCKED_SECONDS)  # noqa: ASYNC251 - this is the fault
        return await super().send(place, message, key, **more)


class BlockedInATask(Broken):
    async def run(self, inbox: Inbox, ready: Callable[[str], None]) -> None:
        async def block() -> None:
            await asyncio.sleep(0)
            time.sleep(BLOCKED_SECONDS)  # noqa: ASYNC251 - this is the fault

        blocking = asyncio.create_task(block())
        try:
            await super().run(inbox, ready)
        finally:
            blocking.cancel()
