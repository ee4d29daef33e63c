"""Requests to Discord, one answer each: nothing is repeated here, and nobody waits for long.

The library's own requests repeat what failed for up to half a minute, sleep through limits, and log
what people wrote; they also hide whether a request that failed was ever made.
"""

import asyncio
import json
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import aiohttp

from standup.chat.connector import Connector
from standup.chat.interface import AuthLost, TryAgain, Unsure
from standup.chat.network import led_to, shown, unreached
from standup_discord.buckets import Buckets
from standup_discord.errors import (
    RETRY_SECONDS,
    SIGNED_OUT,
    Elsewhere,
    NotDiscord,
    Refused,
    slow_down,
)
from standup_discord.render import PICTURE

Json = dict[str, Any]

ROOT = "/api/v10"
AGENT = "DiscordBot (https://pypi.org/project/open-standup, 1)"
TIMEOUT = aiohttp.ClientTimeout(total=15.0, connect=6.0)
_URGENT = aiohttp.ClientTimeout(total=2.5)
_UNSEEN = (
    aiohttp.ClientConnectorError,
    aiohttp.ConnectionTimeoutError,
    aiohttp.ClientHttpProxyError,
)


class Rest:
    """Discord's REST interface as the bot of one token; `date` is the time of its last answer."""

    def __init__(self, api: str, token: str) -> None:
        self._api = api
        self._root = f"{api}{ROOT}"
        self._authorization = f"Bot {token}"
        self.date = datetime.max.replace(tzinfo=UTC)
        self._buckets = Buckets(asyncio.get_running_loop().time)
        self._session = aiohttp.ClientSession(
            connector=Connector(limit=0),
            headers={"User-Agent": AGENT},
            cookie_jar=aiohttp.DummyCookieJar(),
        )

    async def close(self) -> None:
        """End the connections."""
        await self._session.close()

    async def call(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        query: Json | None = None,
        png: bytes | None = None,
    ) -> Any:
        """One request, with a picture beside its body, and its answer. Raises as `errors` says."""
        async with self._buckets.turn(method, path):
            return await self._exchange(method, path, body, query, TIMEOUT, png)

    async def call_at_once(self, method: str, path: str, body: Any) -> Any:
        """A request that knows no limit and must not wait: the answer to an interaction."""
        return await self._exchange(method, path, body, None, _URGENT)

    async def _exchange(
        self,
        method: str,
        path: str,
        body: Any,
        query: Json | None,
        timeout: aiohttp.ClientTimeout,  # noqa: ASYNC109
        png: bytes | None = None,
    ) -> Any:
        headers = {"Content-Type": "application/json"} if body is not None and not png else {}
        by_token = path.startswith(("/webhooks/", "/interactions/"))
        if not by_token:
            headers["Authorization"] = self._authorization
        data = _payload(body, png)
        if self._session.closed:  # while this waited for its turn
            raise TryAgain(RETRY_SECONDS, "the connection was closed")
        try:
            async with self._session.request(
                method,
                self._root + path,
                data=data,
                params=query,
                headers=headers,
                timeout=timeout,
                allow_redirects=False,
            ) as answer:
                content = _content(await answer.read())
        except _UNSEEN as error:
            away = unreached(self._api, error)
            raise TryAgain(RETRY_SECONDS, away, told=away) from None
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            away = unreached(self._api, error)
            raise Unsure(RETRY_SECONDS, away, told=away) from None
        self.date = _date(answer.headers.get("Date"), self.date)
        self._buckets.learn(method, path, answer.status, answer.headers)
        if 300 <= answer.status < 400:
            raise self._led(answer, path)
        if answer.status == 407 or (content is None and answer.status < 300):
            raise self._not_discord(answer.status)
        if answer.status < 300:
            return content
        raise self._failure(answer, content, by_token=by_token)

    def _led(self, answer: aiohttp.ClientResponse, path: str) -> Elsewhere:
        """Another address was named, which is not asked."""
        target = led_to(self._api, f"{ROOT}{path}", answer.headers.get("Location", ""))
        leads = f"which leads to {target} and is not followed"
        words = f"{shown(self._api)} answers {answer.status}, {leads}"
        return Elsewhere(RETRY_SECONDS, words, undone=True, told=words)

    def _not_discord(self, status: int) -> Exception:
        if status == 407:
            words = f"the proxy before {shown(self._api)} wants a user and a password, or others"
            return TryAgain(RETRY_SECONDS, words, undone=True, told=words)
        words = f"{shown(self._api)} answers {status} and something that Discord never says"
        return NotDiscord(RETRY_SECONDS, words, told=words)

    def _failure(
        self, answer: aiohttp.ClientResponse, content: Any, *, by_token: bool
    ) -> Exception:
        if answer.status == 429 and not _is_coded(content):
            busy = slow_down(content, answer.headers.get("Retry-After"))
            if busy.everywhere:
                self._buckets.be_quiet(busy.after)
            return busy
        if answer.status >= 500:
            away = f"Discord answers {answer.status}"
            return Unsure(RETRY_SECONDS, away, told=away)
        if answer.status == 401 and not by_token:
            return AuthLost(SIGNED_OUT)
        told = content if isinstance(content, dict) else {}
        return Refused(answer.status, int(told.get("code", 0)), str(told.get("message", "")))


def _payload(body: Any, png: bytes | None) -> str | aiohttp.FormData | None:
    """The body, alone or with a picture, which its attachment of number 0 is about."""
    if body is None or png is None:
        return None if body is None else json.dumps(body)
    form = aiohttp.FormData()
    form.add_field("payload_json", json.dumps(body), content_type="application/json")
    form.add_field("files[0]", png, filename=PICTURE, content_type="image/png")
    return form


def _is_coded(content: Any) -> bool:
    """Whether a 429 is a refusal with a code of its own, not a limit."""
    return isinstance(content, dict) and "retry_after" not in content and bool(content.get("code"))


def _date(told: str | None, before: datetime) -> datetime:
    try:
        return parsedate_to_datetime(told).astimezone(UTC) if told else before
    except ValueError:
        return before


def _content(data: bytes) -> Any:
    try:
        return json.loads(data) if data else {}
    except ValueError:
        return None
