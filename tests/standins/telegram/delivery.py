"""How the bot gets its updates: it asks, or they are pushed to its webhook."""

import asyncio
import json
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from tests.standins.telegram.parameters import Parameters
from tests.standins.telegram.refusals import RefusedError, bad_request, conflict
from tests.standins.telegram.updates import Update
from tests.standins.telegram.world import World

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
PORTS = frozenset({80, 88, 443, 8443})
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
OTHER_POLLER = (
    "terminated by other getUpdates request; make sure that only one bot instance is running"
)
WEBHOOK_SET = (
    "can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)
_SECRET = re.compile(r"[A-Za-z0-9_-]{0,256}")


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where updates are pushed to."""

    url: str
    secret: str
    certificate: bool
    connections: int


class Delivery:
    """One way out for one queue of updates."""

    def __init__(self, world: World, first_pause: float) -> None:
        self.webhook: Webhook | None = None
        self._world = world
        self._updates = world.updates
        self._first_pause = first_pause
        self._poll = 0
        self.polls = 0  # that hang until there is something
        self._ended = conflict(OTHER_POLLER)
        self._error: tuple[int, str] | None = None

    async def get_updates(self, given: Parameters) -> list[dict[str, Any]]:
        """getUpdates; whoever asks last is the only one who asks."""
        self._allow(given)
        if self.webhook:
            raise conflict(WEBHOOK_SET)
        self._updates.confirm_before(given.number("offset") or 0)
        self._end_poll(conflict(OTHER_POLLER))
        limit = min(max(given.number("limit") or 100, 1), 100)
        taken = await self._taken(self._poll, limit, given.number("timeout") or 0)
        return [update.json() for update in taken]

    def set_webhook(self, given: Parameters) -> bool:
        """setWebhook; without a url it is taken away."""
        self._allow(given)
        if given.flag("drop_pending_updates"):
            self._updates.drop()
        self.webhook = self._checked(given) if given.text("url") else None
        self._error = None
        self._end_poll(conflict("terminated by setWebhook request"))
        return True

    def delete_webhook(self, given: Parameters) -> bool:
        """deleteWebhook."""
        if given.flag("drop_pending_updates"):
            self._updates.drop()
        self.webhook = None
        self._world.changes.ring()
        return True

    def webhook_info(self) -> dict[str, Any]:
        """getWebhookInfo."""
        info: dict[str, Any] = {
            "url": self.webhook.url if self.webhook else "",
            "has_custom_certificate": bool(self.webhook and self.webhook.certificate),
            "pending_update_count": len(self._updates),
        }
        if self.webhook:
            info["max_connections"] = self.webhook.connections
        if self._updates.allowed:
            info["allowed_updates"] = self._updates.allowed
        if self._error:
            info["last_error_date"], info["last_error_message"] = self._error
        return info

    async def push_for_ever(self) -> None:
        """Push one update after the other, each until it is taken."""
        async with aiohttp.ClientSession() as session:
            pause = self._first_pause
            while True:
                webhook, update = await self._world.changes.until(self._next_push, None)
                if await self._pushed(session, webhook, update):
                    self._updates.done(update)
                    pause = self._first_pause
                else:
                    await asyncio.sleep(pause)
                    pause = min(pause * 2, 60)

    def _next_push(self) -> tuple[Webhook, Update] | None:
        update = self._updates.first() if self.webhook else None
        return (self.webhook, update) if self.webhook and update else None

    async def _pushed(
        self, session: aiohttp.ClientSession, webhook: Webhook, update: Update
    ) -> bool:
        headers = {"Content-Type": "application/json"}
        headers |= {SECRET_HEADER: webhook.secret} if webhook.secret else {}
        body = json.dumps(update.json())
        try:
            async with session.post(webhook.url, data=body, headers=headers) as reply:
                if reply.ok:
                    return True
                words = f"Wrong response from the webhook: {reply.status} {reply.reason}"
        except (aiohttp.ClientError, TimeoutError) as error:
            words = f"Connection failed: {type(error).__name__}"
        self._error = (int(self._world.now().timestamp()), words)
        return False

    async def _taken(self, poll: int, limit: int, seconds: int) -> list[Update]:
        def question() -> list[Update] | None:
            if self._poll != poll:
                raise self._ended
            return self._updates.take(limit) or None

        if not seconds:
            return question() or []
        self.polls += 1
        self._world.changes.ring()
        try:
            return await self._world.changes.until(question, seconds)
        except TimeoutError:
            return []
        finally:
            self.polls -= 1

    def _allow(self, given: Parameters) -> None:
        if "allowed_updates" not in given:
            return
        wanted = given.items("allowed_updates")
        known = self._world.spec.update_types()
        if known and not known.issuperset(wanted):
            raise bad_request(f"unknown allowed_updates {sorted(set(wanted) - known)}")
        self._updates.allow(wanted)

    def _end_poll(self, why: RefusedError) -> None:
        self._poll += 1
        self._ended = why
        self._world.changes.ring()

    def _checked(self, given: Parameters) -> Webhook:
        url, secret = given.text("url"), given.text("secret_token")
        address = urlsplit(url)
        near = address.hostname in LOOPBACK
        if address.scheme != "https" and not near:
            raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
        if not near and (address.port or 443) not in PORTS:
            raise bad_request(
                "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443"
            )
        if not _SECRET.fullmatch(secret):
            raise bad_request("secret token contains unallowed characters")
        connections = given.number("max_connections") or 40
        return Webhook(url, secret, "certificate" in given, connections)
