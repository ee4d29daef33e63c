"""One device of the bot on its homeserver: requests, and nio's machine for the encryption."""

import json
import logging
from io import BytesIO
from typing import Any
from urllib.parse import quote, urlencode

from aiohttp import (
    ClientConnectorError,
    ClientError,
    ClientHttpProxyError,
    ClientResponse,
    ClientSession,
    ClientTimeout,
    ConnectionTimeoutError,
)
from nio import AsyncClient, AsyncClientConfig  # type: ignore[import-untyped]

from standup.chat.connector import Connector
from standup.chat.interface import TryAgain
from standup.chat.network import unreached
from standup_matrix.errors import RETRY_SECONDS, Answer, failure, unread
from standup_matrix.key_store import KeyStore

Json = dict[str, Any]

API = "/_matrix/client/v3"
UPLOAD = "/_matrix/media/v3/upload"
TIMEOUT = 30.0

# nio logs the contents of what it could not understand
logging.getLogger("nio").setLevel(logging.CRITICAL + 1)


class Homeserver:
    """Requests of one signed-in device; every refusal comes as an exception of `errors`."""

    def __init__(self, url: str, user: str) -> None:
        self.url = url
        self.user = user
        self.nio: Any = AsyncClient(url, user)
        self._session = self.nio.client_session = ClientSession(connector=Connector())
        self.nio.send = self._send
        self._over = False

    def sign_as(self, device: str, token: str, keys: KeyStore | None) -> None:
        """Use this device and token; with keys, encryption too."""
        self.nio.config = AsyncClientConfig(
            max_limit_exceeded=0,
            max_timeouts=0,
            request_timeout=TIMEOUT,
            encryption_enabled=keys is not None,
            store=lambda *_: keys,
        )
        self.nio.store_path = "-" if keys else ""  # nio loads no store without one
        self.nio.restore_login(self.user, device, token)

    @property
    def device(self) -> str:
        """The id of our device."""
        return str(self.nio.device_id)

    async def call(
        self,
        method: str,
        path: str,
        body: Json | None = None,
        *,
        query: Json | None = None,
        wait: float = TIMEOUT,
    ) -> Json:
        """One request of the client-server API and its answer. Raises as `errors` says."""
        url = f"{API}{path}" + (f"?{urlencode(query)}" if query else "")
        data = None if body is None else json.dumps(body)
        return await self._exchange(method, url, data, "application/json", wait)

    async def upload(self, content: bytes, kind: str) -> str:
        """Upload a file of this kind; returns its address. Raises as `errors` says."""
        answer = await self._exchange("POST", UPLOAD, BytesIO(content), kind, TIMEOUT)
        return str(answer["content_uri"])

    async def _exchange(
        self, method: str, path: str, data: str | BytesIO | None, kind: str, wait: float
    ) -> Json:
        headers = {"Content-Type": kind}
        if self.nio.access_token:
            headers["Authorization"] = f"Bearer {self.nio.access_token}"
        answer = await self._ask(method, self.url, path, wait, headers, data)
        if answer.is_strange:
            raise unread(answer)
        if answer.status >= 300:
            raise failure(answer.status, answer.body or {}, answer.headers.get("Retry-After"))
        assert answer.body is not None
        return answer.body

    async def look(self, url: str, path: str, wait: float = TIMEOUT) -> Answer:
        """What a server answers to anybody who asks. Raises TryAgain."""
        return await self._ask("GET", url, path, wait, {}, None)

    async def _ask(
        self,
        method: str,
        url: str,
        path: str,
        wait: float,
        headers: dict[str, str],
        data: str | BytesIO | None,
    ) -> Answer:
        if self._over:
            raise TryAgain(RETRY_SECONDS, "this session is over", undone=True)
        where = path if url == self.url else url + path
        try:
            async with await self.nio.send(method, where, data, headers, timeout=wait) as answer:
                content = _json(await answer.read())
                return Answer(url, path, answer.status, content, answer.headers)
        except (ClientError, TimeoutError, OSError) as error:
            raise away(url, error) from None

    async def _send(
        self,
        method: str,
        where: str,
        data: Any = None,
        headers: dict[str, str] | None = None,
        _: Any = None,
        timeout: float | None = None,  # noqa: ASYNC109 - as nio calls it
    ) -> ClientResponse:
        """Every request, nio's own too. Where a redirect leads is not asked: it would not get what
        was to be sent."""
        return await self._session.request(
            method,
            where if "://" in where else self.url + where,
            data=data,
            headers=headers,
            timeout=ClientTimeout(total=timeout or TIMEOUT),
            allow_redirects=False,
        )

    async def close(self) -> None:
        """End the connections, for good."""
        self._over = True
        await self.nio.close()


def away(url: str, error: Exception) -> TryAgain:
    """The homeserver could not be reached."""
    undone = isinstance(error, ClientConnectorError | ConnectionTimeoutError | ClientHttpProxyError)
    why = unreached(url, error)
    return TryAgain(RETRY_SECONDS, why, undone=undone, told=why)


def _json(data: bytes) -> Json | None:
    """What every answer of a homeserver is, or None."""
    try:
        content = json.loads(data)
    except ValueError:
        return None
    return content if isinstance(content, dict) else None


def path(*parts: str) -> str:
    """A path of the API from parts that may hold any character."""
    return "".join(f"/{quote(part, safe='')}" for part in parts)
