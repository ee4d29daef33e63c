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

from standup.chat.interface import AuthLost, TryAgain, Unsure
from standup.chat.network import host_of, unreached
from standup_discord.buckets import Buckets
from standup_discord.errors import RETRY_SECONDS, SIGNED_OUT, Refused, slow_down
from standup_discord.render import PICTURE

Json = dict[str, Any]

AGENT = "DiscordBot (https://pypi.org/project/open-standup, 1)"
TIMEOUT = aiohttp.ClientTimeout(total=15.0, connect=6.0)
_URGENT = aiohttp.ClientTimeout(total=2.5)
_UNSEEN = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError)


class Rest:
    """Discord's REST interface as the bot of one token; `date` is the time of its last answer."""

    def __init__(self, api: str, token: str) -> None:
        self._root = f"{api}/api/v10"
        self._host = host_of(api)
        self._authorization = f"Bot {token}"
        self.date = datetime.max.replace(tzinfo=UTC)
        self._buckets = Buckets(asyncio.get_running_loop().time)
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=0),
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
                *(method, self._root + path),
                data=data,
                params=query,
                headers=headers,
                timeout=timeout,
            ) as answer:
                content = _content(await answer.read())
        except _UNSEEN as error:
            away = unreached(self._host, error)
            raise TryAgain(RETRY_SECONDS, away, told=away) from None
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            away = unreached(self._host, error)
            raise Unsure(RETRY_SECONDS, away, told=away) from None
        self.date = _date(answer.headers.get("Date"), self.date)
        self._buckets.learn(method, path, answer.status, answer.headers)
        if answer.status < 300:
            if content is None:
                raise Unsure(RETRY_SECONDS, "an answer of Discord's that I cannot read")
            return content
        raise self._failure(answer, content, by_token=by_token)

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
