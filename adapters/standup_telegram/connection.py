"""Requests to the Bot API in the bot's name; what fails comes as an exception of `errors`.

Asking for updates has connections of its own, so that sending never waits for it. The engine may
repeat what is Unsure only once, so before anything is sent again Telegram is asked for its health.
"""

import asyncio
import logging
import os
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack, suppress
from types import TracebackType
from typing import Any, Self, TypeVar

from telegram import Bot

from standup.chat.interface import AuthLost, TryAgain, Unsure
from standup_telegram.errors import Elsewhere, NotTelegram, meaning
from standup_telegram.health import Health, Waits
from standup_telegram.request import Request

T = TypeVar("T")

AT_ONCE = 30
UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")
_PROBE_SECONDS = 5.0
_WRITE_ANOTHER = (
    "write the address of your own Bot API server under `api`, or leave `api` out for Telegram's"
)

# They log addresses, which hold the token, and what people wrote.
for _name in ("telegram", "httpx", "httpcore"):
    logging.getLogger(_name).setLevel(logging.CRITICAL + 1)

os.environ.setdefault("PTB_TIMEDELTA", "true")  # or each "retry after" makes a deprecation warning


class Connection:
    """One token at one Bot API server."""

    def __init__(self, api: str, token: str, health: Health, waits: Waits) -> None:
        self._api = api
        self._waits = waits
        self._health = health
        self._requests = (Request(AT_ONCE + 8, waits.answer), Request(8, waits.answer))
        self._sending, self._asking = (
            Bot(
                token,
                base_url=f"{api}/bot",
                base_file_url=f"{api}/file/bot",
                request=request,
                get_updates_request=request,
            )
            for request in self._requests
        )
        self._open = AsyncExitStack()
        self._probing = asyncio.Lock()
        self._closing = False
        self._under_way = 0
        self._idle = asyncio.Event()
        self._idle.set()

    async def __aenter__(self) -> Self:
        for request in self._requests:
            await self._open.enter_async_context(request)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._closing = True
        try:
            with suppress(TimeoutError):
                async with asyncio.timeout(self._waits.farewell):  # cut off, it would be unsure
                    await self._idle.wait()
        finally:
            await self._open.aclose()

    async def ask(self, make: Callable[[Bot], Awaitable[T]]) -> T:
        """A request that may be repeated without harm. Raises TryAgain and the like."""
        try:
            return await self._requested(make, self._asking)
        except Unsure as unsure:  # others may be answered
            raise TryAgain(unsure.after, str(unsure), everywhere=False) from None

    async def meet(self, make: Callable[[Bot], Awaitable[T]]) -> T:
        """The first request, to whatever `api` names. Raises AuthLost where that is another."""
        try:
            return await self._requested(make, self._asking)
        except (Elsewhere, NotTelegram) as other:
            raise AuthLost(f"{other}; {_WRITE_ANOTHER}") from None
        except Unsure as unsure:
            raise TryAgain(unsure.after, str(unsure), everywhere=False) from None

    async def do(self, make: Callable[[Bot], Awaitable[T]]) -> T:
        """A request whose repetition people see. Raises Unsure too."""
        await self._be_sure()
        if self._closing:
            raise TryAgain(self._waits.first, "the connection is being closed")
        self._under_way += 1
        self._idle.clear()
        try:
            result = await self._requested(make, self._sending)
        except Unsure as unsure:
            self._health.doubted()
            raise Unsure(self._health.pause, str(unsure)) from None
        else:
            self._health.worked()
            return result
        finally:
            self._under_way -= 1
            if not self._under_way:
                self._idle.set()

    async def redo(self, make: Callable[[Bot], Awaitable[T]]) -> T:
        """The same, where done twice is done once. Raises TryAgain instead of Unsure."""
        try:
            return await self.do(make)
        except Unsure as unsure:
            raise TryAgain(unsure.after, str(unsure), everywhere=False) from None

    async def updates(self, offset: int | None) -> list[Any]:
        """What happened since the offset, as it came; everything before it is confirmed.

        The method's name is in small letters, which Telegram takes as well, because the library
        fails on a whole batch where it cannot read one update.
        """
        asked = {"offset": offset, "timeout": self._waits.poll, "allowed_updates": UPDATES}
        found = await self.ask(
            lambda bot: bot.do_api_request(
                "getupdates", asked, read_timeout=self._waits.poll + self._waits.answer
            )
        )
        if isinstance(found, list) and (not found or any(map(number, found))):
            return found
        raise TryAgain(self._waits.first, "an answer that holds no updates")

    async def _be_sure(self) -> None:
        """Where the last request failed, see that Telegram answers at all."""
        before = self._health.failures
        if not before:
            return
        async with self._probing:
            if not self._health.failures:
                return
            if self._health.failures > before:
                raise TryAgain(self._health.pause, "Telegram does not answer yet")
            try:
                await self.ask(lambda bot: bot.get_me(read_timeout=_PROBE_SECONDS))
            except TryAgain:
                self._health.failed()
                raise TryAgain(self._health.pause, "Telegram does not answer yet") from None
            self._health.worked()

    async def _requested(self, make: Callable[[Bot], Awaitable[T]], bot: Bot) -> T:
        try:
            return await make(bot)
        except Exception as error:  # noqa: BLE001 - an answer can be wrong in any way
            raise meaning(error, self._api) from None


def number(update: Any) -> int:
    """The number of an update, or 0 where it has none."""
    found = update.get("update_id") if isinstance(update, dict) else None
    return found if isinstance(found, int) else 0
