"""What an adapter may do wrong when it looks back, or when something fails."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Any

from standup.chat.interface import (
    AuthLost,
    Inbox,
    Message,
    TryAgain,
    Unreachable,
    Unsure,
)
from tests.contract.broken import Broken


class ForgetfulFind(Broken):
    async def send(self, place: str, message: Message, key: str, **more: Any) -> str:
        sent = await super().send(place, message, key, **more)
        self.__dict__.setdefault("mine", set()).add(sent)
        return sent

    async def find(self, *told: Any, **more: Any) -> Sequence[str]:
        found = await super().find(*told, **more)
        return [one for one in found if one in self.__dict__.get("mine", ())]


class FindBlindInChannels(Broken):
    async def find(self, place: str, *told: Any, **more: Any) -> Sequence[str]:
        found = await super().find(place, *told, **more)
        return found if place in self.shared.get("directs", ()) else ()


class FindsAnything(Broken):
    async def send(self, place: str, message: Message, key: str, **more: Any) -> str:
        sent = self.shared["last"] = await super().send(place, message, key, **more)
        return sent

    async def find(self, *_: Any, **__: Any) -> Sequence[str]:
        return [self.shared["last"]] if "last" in self.shared else []


class BannedIsTryAgain(Broken):
    async def send(self, place: str, message: Message, key: str, **more: Any) -> str:
        try:
            return await super().send(place, message, key, **more)
        except Unreachable:
            raise TryAgain(0.01) from None


class OwnReason(Broken):
    async def send(self, place: str, message: Message, key: str, **more: Any) -> str:
        try:
            return await super().send(place, message, key, **more)
        except Unreachable:
            raise Unreachable("forbidden") from None


class NobodyIsThere(Broken):
    async def send(self, place: str, message: Message, key: str, **more: Any) -> str:
        try:
            return await super().send(place, message, key, **more)
        except Unreachable:
            return key

    async def direct(self, account: str) -> str:
        try:
            return await super().direct(account)
        except Unreachable:
            return account


class TooEarly(Broken):
    async def send(self, place: str, message: Message, key: str, **more: Any) -> str:
        if not self.is_ready:
            raise AttributeError("'NoneType' object has no attribute 'post'")
        return await super().send(place, message, key, **more)


class RawErrors(Broken):
    async def send(self, place: str, message: Message, key: str, **more: Any) -> str:
        try:
            return await super().send(place, message, key, **more)
        except (TryAgain, Unsure):
            if self.is_ready:
                raise ConnectionError("cannot connect") from None
            raise


class EditIsUnsure(Broken):
    async def edit(self, *told: Any, **more: Any) -> None:
        try:
            await super().edit(*told, **more)
        except TryAgain as again:
            raise Unsure(again.after) from None


class NeverReady(Broken):
    async def run(self, inbox: Inbox, ready: Callable[[str], None]) -> None:
        await super().run(inbox, lambda _: None)


class AuthIsAnyError(Broken):
    async def run(self, inbox: Inbox, ready: Callable[[str], None]) -> None:
        try:
            await super().run(inbox, ready)
        except AuthLost:
            raise OSError("401") from None


class AuthIsTriedForEver(Broken):
    async def run(self, inbox: Inbox, ready: Callable[[str], None]) -> None:
        try:
            await super().run(inbox, ready)
        except AuthLost:
            await asyncio.Event().wait()


class Endless(Broken):
    async def run(self, inbox: Inbox, ready: Callable[[str], None]) -> None:
        running = asyncio.ensure_future(super().run(inbox, ready))
        try:
            await asyncio.shield(running)
        except asyncio.CancelledError:
            running.cancel()
            await asyncio.sleep(60)


class SilentSend(Broken):
    async def send(self, place: str, message: Message, key: str, **more: Any) -> str:
        if "was_cut" in self.shared:
            await asyncio.Event().wait()
        return await super().send(place, message, key, **more)


class SilentEdit(Broken):
    async def edit(
        self, place: str, message_id: str, message: Message, *key: Any, **more: Any
    ) -> None:
        if "was_cut" in self.shared:
            await asyncio.Event().wait()
        await super().edit(place, message_id, message, *key, **more)
