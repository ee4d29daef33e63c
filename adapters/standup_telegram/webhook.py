"""The webhook: Telegram calls us, and repeats what we did not say we took."""

import asyncio
import hashlib
import hmac
import json
import logging
import re
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial

from aiohttp import web

from standup.chat.interface import AdapterError, AuthLost
from standup.core.outage import Outage
from standup_telegram.connection import UPDATES, Connection
from standup_telegram.errors import Refused
from standup_telegram.health import Patience, Waits
from standup_telegram.memory import Memory
from standup_telegram.porch import Limits, Porch
from standup_telegram.receiving import Receiving
from standup_telegram.settings import WebhookSettings

log = logging.getLogger(__name__)

_HEADER = "X-Telegram-Bot-Api-Secret-Token"
_TAKEN = (
    "another program told Telegram to call somewhere else, or not at all, so two bots may have this"
    " token: end the other one, or give each a token of its own; the webhook is set again"
)
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")


@dataclass(slots=True)
class Door:
    """Answers what comes in: 200 after it was taken, 503 when Telegram shall call again.

    Only whoever knows the secret has anything read of what they bring.
    """

    receiving: Receiving
    secret: str
    limits: Limits = field(default_factory=Limits)
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def answer(self, request: web.Request) -> web.Response:
        """One call."""
        given = request.headers.get(_HEADER, "")
        if not hmac.compare_digest(given.encode(errors="replace"), self.secret.encode()):
            return web.Response(status=403)
        try:
            async with asyncio.timeout(self.limits.body):
                body = await request.read()
        except TimeoutError:
            return web.Response(status=408)
        try:
            update = json.loads(body)
        except (ValueError, RecursionError):
            log.error("Skipped a call that is not JSON", extra={"action": "telegram_call_skipped"})
            return web.Response()
        try:
            async with self._turn:  # in the order they came
                await self.receiving.take([update])
        except Exception as error:  # noqa: BLE001 - Telegram keeps it and calls again
            log.error(
                "An update could not be taken, Telegram will repeat it: %s",
                type(error).__name__,
                extra={"action": "telegram_not_taken"},
            )
            return web.Response(status=503)
        return web.Response()


def revealed(settings: WebhookSettings) -> str:
    """The secret. Raises AuthLost where it is missing or Telegram could not send it."""
    secret = settings.secret.reveal()
    if _SECRET.fullmatch(secret):
        return secret
    raise AuthLost(
        "the webhook's secret may only hold letters, digits, _ and -, at most 256 of them"
    )


@asynccontextmanager
async def open_door(settings: WebhookSettings, door: Door) -> AsyncIterator[None]:
    """Listen for Telegram."""
    application = web.Application(client_max_size=door.limits.largest)
    application.router.add_post(settings.path, door.answer)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=1.0, lingering_time=1.0)
    porch = Porch(lambda: _protocol(runner), door.limits)
    application.middlewares.append(porch.hear)
    await runner.setup()
    try:
        listening = await _listen(porch, settings)
        try:
            yield
        finally:
            listening.close()
    finally:
        await runner.cleanup()


def _protocol(runner: web.AppRunner) -> asyncio.Protocol:
    assert runner.server is not None
    return runner.server()


async def _listen(porch: Porch, settings: WebhookSettings) -> asyncio.Server:
    try:
        loop = asyncio.get_running_loop()
        return await loop.create_server(porch, settings.host, settings.port, backlog=128)
    except OSError as error:
        raise NotListeningError(settings.listen, error) from error


class NotListeningError(AdapterError, OSError):
    """Nobody can call us at the address that is configured."""

    def __init__(self, where: str, error: OSError) -> None:
        self.told = f"cannot listen on {where} for Telegram's calls: {error.strerror}"
        super().__init__(self.told)


def _outage() -> Outage:
    return Outage(time.monotonic)


@dataclass(frozen=True, slots=True)
class Webhook:
    """What Telegram is told about where to call."""

    connection: Connection
    settings: WebhookSettings
    secret: str
    memory: Memory
    note: Callable[[str | None], object] = lambda _: None
    _wrong: Outage = field(default_factory=_outage)
    _taken: Outage = field(default_factory=_outage)

    async def ensure(self, *, is_first: bool = True) -> None:
        """See that Telegram calls us, with our secret, about what we want to know."""
        info = await self.connection.ask(lambda bot: bot.get_webhook_info())
        if info.url == self.settings.url and self.memory.webhook == self._mark:
            self._look_at(info.last_error_message)
            return
        is_told = is_first or self._tell_taken()
        try:
            await self.connection.ask(
                lambda bot: bot.set_webhook(
                    self.settings.url, allowed_updates=UPDATES, secret_token=self.secret
                )
            )
        except Refused as refused:
            raise AuthLost(
                f"Telegram does not take the webhook {self.settings.url}: {refused.words}"
            ) from None
        await self.memory.set_webhook(self._mark)
        if is_told:
            called = {"action": "telegram_webhook_set"}
            log.info("Telegram calls %s", self.settings.url, extra=called)

    def _look_at(self, wrong: str | None) -> None:
        """How Telegram's last call went, which it tells for as long as it makes no other."""
        if not wrong:
            self._wrong.end()
        elif self._wrong.is_to_be_told(wrong):
            went = {"action": "telegram_webhook_error"}
            log.warning("Telegram's last call went wrong: %s", wrong, extra=went)

    def _tell_taken(self) -> bool:
        """Somebody else told Telegram where to call; whether that was said now."""
        is_told = self._taken.is_to_be_told()
        if is_told:
            log.error("%s", _TAKEN, extra={"action": "telegram_webhook_taken"})
            self.note(_TAKEN)
        return is_told

    async def watch(self, patience: Patience, waits: Waits) -> None:
        """See to it until cancelled: another process may take it, a token may be revoked."""
        while True:
            await asyncio.sleep(waits.watch)
            await patience.until_done(partial(self.ensure, is_first=False))

    @property
    def _mark(self) -> str:
        """By what a webhook can be told from another, since Telegram does not show the secret."""
        told = "\n".join((self.settings.url, self.secret, *UPDATES))
        return hashlib.sha256(told.encode()).hexdigest()
