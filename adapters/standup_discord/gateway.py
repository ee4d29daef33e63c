"""The gateway: discord.py's connection with its heartbeats and resumes, its events left raw.

No object of the library is built from an event, so nothing is cached, and an event that lacks a
field nobody needs cannot end the connection.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Coroutine
from contextlib import suppress
from functools import partial
from typing import Any

import aiohttp
from yarl import URL

from standup.chat.connector import Connector
from standup.chat.interface import AdapterError, AuthLost
from standup.chat.network import shown, unreached
from standup_discord.errors import (
    INTENTS_REFUSED,
    SHARDS_REFUSED,
    SIGNED_OUT,
    WRITE_ANOTHER,
    Elsewhere,
    MalformedError,
    NotDiscord,
    Refused,
)
from standup_discord.library import discord
from standup_discord.rest import ROOT, Rest
from standup_discord.shards import Shard, Turns
from standup_discord.shut import OPENING

Json = dict[str, Any]
Hear = Callable[[str, Json], None]

WANTED = (
    *("READY", "MESSAGE_CREATE", "MESSAGE_UPDATE", "MESSAGE_DELETE", "MESSAGE_DELETE_BULK"),
    "INTERACTION_CREATE",
    *OPENING,
)
LOGIN_SECONDS = 60.0  # for requests of the library's own, which it repeats
_LEAVE_SECONDS = 1.0
_HEED_SECONDS = 0.2
_MOST_LOST, _LOST_WINDOW = 5, 30.0
_TOKEN_CODE, _SHARD_CODES, _INTENT_CODES = 4004, {4010, 4011}, {4013, 4014}


class GatewayLostError(AdapterError, ConnectionError):
    """The connection ended and is to be made afresh."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.told = words


class _RawState(discord.state.ConnectionState[Any]):
    """Hands over events as they came, and remembers every socket so that each is closed."""

    def __init__(self, hear: Hear, **options: Any) -> None:
        super().__init__(**options)
        self.parsers = {name: partial(hear, name) for name in WANTED}
        self.sockets: list[discord.gateway.DiscordWebSocket] = []

    def _update_references(self, ws: discord.gateway.DiscordWebSocket) -> None:
        self.sockets = [one for one in self.sockets if one.open] + [ws]


class Gateway(discord.Client):
    """One client, good for one connection and its resumptions.

    `wait_again` is awaited before a second session.
    """

    def __init__(
        self,
        hear: Hear,
        shard: Shard,
        wait_again: Callable[[], Coroutine[Any, Any, None]],
        connector: aiohttp.BaseConnector,
    ) -> None:
        self._hear = hear
        self._wait_again = wait_again
        self._lost: deque[float] = deque(maxlen=_MOST_LOST)
        spread: Json = {}
        if shard.of > 1:
            spread = {"shard_id": shard.number, "shard_count": shard.of}
        super().__init__(
            **spread,
            connector=connector,
            intents=discord.Intents(guilds=True, dm_messages=True, guild_messages=True),
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
        )

    def _get_state(self, **options: Any) -> Any:
        self._raw = _RawState(
            self._hear,
            dispatch=self.dispatch,
            handlers=self._handlers,
            hooks=self._hooks,
            http=self.http,
            **options,
        )
        return self._raw

    def dispatch(self, event: str, /, *_: Any, **__: Any) -> None:
        """Nobody listens; but a connection that is lost again and again is given up."""
        if event != "disconnect":
            return
        now = asyncio.get_running_loop().time()
        self._lost.append(now)
        if len(self._lost) == _MOST_LOST and now - self._lost[0] < _LOST_WINDOW:
            raise GatewayLostError("Discord's gateway ends the connection again and again")

    async def before_identify_hook(self, _: int | None, *, initial: bool = False) -> None:
        """Wait before a second session; the first one has waited."""
        if not initial:
            await self._wait_again()

    async def leave(self) -> None:
        """Close everything, whatever state it is in, within a second or two."""
        sockets = list(self._raw.sockets)
        with suppress(TimeoutError):
            async with asyncio.timeout(_LEAVE_SECONDS):
                await asyncio.gather(*(one.close(1000) for one in sockets), return_exceptions=True)
        await self.http.close()


async def listen(rest: Rest, api: str, token: str, hear: Hear, shard: Shard, turns: Turns) -> None:
    """Connect and hand over events until cancelled. What ends it is said in words.

    Raises AuthLost, TryAgain, Unsure, MalformedError or GatewayLostError.
    """
    discord.http.Route.BASE = f"{api}{ROOT}"
    offered = await _offered(rest, api)
    if offered["session_start_limit"]["remaining"] <= 0:
        raise GatewayLostError("Discord won't let the bot connect again today; it may tomorrow")
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = URL(offered["url"])
    buckets = offered["session_start_limit"].get("max_concurrency", 1)
    await turns.wait(shard, buckets)
    client = Gateway(hear, shard, partial(turns.wait_again, shard, buckets), Connector(limit=0))
    asked = api
    try:
        async with asyncio.timeout(LOGIN_SECONDS):
            await client.login(token)
        asked = offered["url"]
        await _connected(client)
    except (discord.DiscordException, aiohttp.ClientError, OSError, TimeoutError) as error:
        raise _in_words(error, shard, offered, asked) from None
    except AttributeError:
        if client.ws is None:  # the library's own way of saying that the first connection failed
            raise GatewayLostError("Discord's gateway did not let the bot in") from None
        raise
    finally:
        await client.leave()
    raise GatewayLostError("Discord's gateway said good-bye")


async def _offered(rest: Rest, api: str) -> Json:
    """Where to connect. Raises AuthLost where what answers at `api` is not Discord's."""
    try:
        offered: Json = await rest.call("GET", "/gateway/bot")
        if _is_offer(offered):
            return offered
        other = f"{shown(api)} answers 200 and something that Discord never says"
    except (Elsewhere, NotDiscord) as error:
        other = str(error)
    except Refused as refused:
        if refused.code or refused.status == 429:
            raise
        other = f"{shown(api)} answers {refused.status} and something that Discord never says"
    raise AuthLost(f"{other}; {WRITE_ANOTHER}")


def _is_offer(offered: Any) -> bool:
    if not isinstance(offered, dict) or not isinstance(offered.get("url"), str):
        return False
    limit = offered.get("session_start_limit")
    return isinstance(limit, dict) and isinstance(limit.get("remaining"), int)


async def _connected(client: Gateway) -> None:
    """Stay connected until cancelled.

    The library may overhear that, since `asyncio.wait_for` does in Python 3.11 when what it waits
    for ends at the same moment; so it is told until it has ended.
    """
    connecting = asyncio.create_task(client.connect(reconnect=False), name="discord gateway")
    try:
        await asyncio.wait([connecting])
    finally:
        while not connecting.done():
            connecting.cancel()
            await asyncio.wait([connecting], timeout=_HEED_SECONDS)
        if not connecting.cancelled():
            connecting.exception()  # which is nobody's concern where this was cancelled
    await connecting


def _in_words(error: Exception, shard: Shard, offered: Json, asked: str) -> Exception:
    if isinstance(error, MalformedError | GatewayLostError):
        return error
    code = error.code if isinstance(error, discord.ConnectionClosed) else 0
    if isinstance(error, discord.LoginFailure) or code == _TOKEN_CODE:
        return AuthLost(SIGNED_OUT)
    if code in _SHARD_CODES:
        wanted = max(int(offered.get("shards", 1)), shard.of + 1)
        return AuthLost(SHARDS_REFUSED.format(shard=shard.number, of=shard.of, wanted=wanted))
    if isinstance(error, discord.PrivilegedIntentsRequired) or code in _INTENT_CODES:
        return AuthLost(INTENTS_REFUSED)
    if code:
        return GatewayLostError(f"Discord's gateway cannot be reached (code {code})")
    return GatewayLostError(f"Discord's gateway cannot be reached ({unreached(asked, error)})")
