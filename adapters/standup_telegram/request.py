"""Requests of python-telegram-bot made by aiohttp.

The library's own, by httpx, take four times as long: with each, httpx looks through all connections
and asks the disk for another event loop's package.
"""

import json
from typing import Any

import aiohttp
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from standup.chat.connector import Connector
from standup.chat.network import led_to

_CONNECT_SECONDS = 5.0


class Redirected(NetworkError):  # noqa: N818
    """Another address was named, which is not asked; people may read it."""

    def __init__(self, status: int, target: str) -> None:
        super().__init__(f"redirected by {status}")
        self.status = status
        self.target = target


class Strange(NetworkError):  # noqa: N818
    """Something answered as no Bot API server does."""

    def __init__(self, status: int) -> None:
        super().__init__(f"answered {status}")
        self.status = status


class Request(BaseRequest):
    """So many connections at most, on each of which an answer may take so many seconds."""

    def __init__(self, connections: int, seconds: float) -> None:
        self._connections = connections
        self._seconds = seconds
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """See BaseRequest."""
        return self._seconds

    async def initialize(self) -> None:
        """See BaseRequest."""
        self._session = self._session or aiohttp.ClientSession(
            connector=Connector(limit=self._connections),
            headers={"User-Agent": self.USER_AGENT},
            cookie_jar=aiohttp.DummyCookieJar(),
        )

    async def shutdown(self) -> None:
        """See BaseRequest."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
    ) -> tuple[int, bytes]:
        """See BaseRequest."""
        if self._session is None:
            raise RuntimeError("the connection is closed")
        seconds = self._seconds if read_timeout is self.DEFAULT_NONE else read_timeout
        try:
            async with self._session.request(
                method,
                url,
                data=_form(request_data) if request_data else None,
                timeout=aiohttp.ClientTimeout(
                    total=seconds + _CONNECT_SECONDS, connect=_CONNECT_SECONDS, sock_read=seconds
                ),
                allow_redirects=False,
            ) as answer:
                content = await answer.read()
        except TimeoutError as error:
            raise TimedOut from error
        except (aiohttp.ClientError, OSError) as error:
            raise NetworkError(type(error).__name__) from error
        if 300 <= answer.status < 400:
            api, _, path = url.rpartition("/bot")
            target = led_to(api, f"/bot{path}", answer.headers.get("Location", ""))
            raise Redirected(answer.status, target)
        if answer.status < 500 and answer.status != 429 and not _is_of_a_bot_api(content):
            raise Strange(answer.status)
        return answer.status, content


def _is_of_a_bot_api(content: bytes) -> bool:
    """Whether this may be an answer of a Bot API server's: a JSON object that says `ok`."""
    try:
        found = json.loads(content)
    except ValueError:
        return False
    return isinstance(found, dict) and "ok" in found


def _form(given: RequestData) -> dict[str, str] | aiohttp.FormData:
    """The parameters and, beside them, the files they mean."""
    if not given.contains_files:
        return given.json_parameters
    form = aiohttp.FormData()
    for name, value in given.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, kind) in given.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=kind)
    return form
