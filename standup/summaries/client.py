"""One question to a model over HTTP, with an end to everything: time, tries and size."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from standup.chat.network import led_to, shown, unreached
from standup.chat.proxy import ProxyUnclearError
from standup.core.pause import grown
from standup.core.summaries.prompt import Request
from standup.errors import ModelError

if TYPE_CHECKING:
    import aiohttp

_PATH = "/chat/completions"
TRIES = 3
PATIENCE = 180.0  # seconds of one try: a model on this machine may take its time
_CONNECT = 10.0  # seconds
_PAUSE = (2.0, 30.0)  # seconds before another try, and the longest
_LARGEST = 256 * 1024  # bytes of an answer
_BUSY = frozenset({408, 425, 429, 500, 502, 503, 504})

Sleep = Callable[[float], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Model:
    """Where a model answers, its name there, and its key, if it has one."""

    url: str
    name: str
    key: str = ""

    def __str__(self) -> str:
        """What people may read."""
        return f"{self.name} at {shown(self.url)}"


class _TryAgainError(Exception):
    """It may work another time; `after` is how long the server asks to be left alone."""

    def __init__(self, why: str, after: float = 0.0) -> None:
        super().__init__(why)
        self.after = after


async def ask(
    model: Model, request: Request, sleep: Sleep = asyncio.sleep, patience: float = PATIENCE
) -> str:
    """What the model answers. Raises ModelError, which holds nothing of what was said."""
    aiohttp = _client()
    limits = aiohttp.ClientTimeout(total=patience, connect=_CONNECT)
    from standup.chat.connector import Connector  # noqa: PLC0415 - it needs aiohttp

    async with aiohttp.ClientSession(timeout=limits, connector=Connector()) as session:
        for number in range(TRIES):
            try:
                return await _once(session, model, request)
            except _TryAgainError as error:
                why, after = str(error), error.after
            except ProxyUnclearError as error:
                raise ModelError(f"{model.name} cannot be asked: {error}") from None
            except aiohttp.ClientError as error:
                why, after = unreached(model.url, error), 0.0
            except TimeoutError:
                why, after = f"it did not answer within {patience:.0f} seconds", 0.0
            if number + 1 < TRIES:
                await sleep(min(_PAUSE[1], max(after, grown(*_PAUSE, number))))
    raise ModelError(f"{model}: {why}, {TRIES} times")


def _client() -> Any:
    try:
        import aiohttp  # noqa: PLC0415 - only where a model is asked
    except ImportError:
        raise ModelError(
            'a model is asked with `aiohttp`: pip install "open-standup[summaries]"'
        ) from None
    return aiohttp


async def _once(session: "aiohttp.ClientSession", model: Model, request: Request) -> str:
    headers = {"Authorization": f"Bearer {model.key}"} if model.key else {}
    async with session.post(
        f"{model.url}{_PATH}",
        json=request.body(model.name),
        headers=headers,
        allow_redirects=False,  # what people wrote goes where the configuration says
    ) as response:
        if response.status in _BUSY:
            after = response.headers.get("Retry-After", "")
            seconds = float(after) if after.isdecimal() else 0.0
            raise _TryAgainError(f"it answered {response.status}", seconds)
        if 300 <= response.status < 400:
            target = led_to(model.url, _PATH, response.headers.get("Location", ""))
            raise ModelError(
                f"{model} answered {response.status}, which leads to {target} and is not followed:"
                " correct `url` under `summaries`"
            )
        if response.status != 200:
            raise ModelError(f"{model} answered {response.status}")
        return _words(await _bounded(response), model)


async def _bounded(response: "aiohttp.ClientResponse") -> bytes:
    body = bytearray()
    async for chunk in response.content.iter_chunked(16 * 1024):
        body += chunk
        if len(body) > _LARGEST:
            raise ModelError("the model's answer does not end")
    return bytes(body)


def _words(body: bytes, model: Model) -> str:
    """The words of the first choice; anything else is no answer."""
    try:
        said = json.loads(body)["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError):
        said = None
    if not isinstance(said, str):
        raise ModelError(f"{model} gave an answer that is not a chat completion")
    return said
