"""The stand-in as one server: REST and gateway on one port, people to play, faults to order."""

import asyncio
import contextlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Self

from aiohttp import web
from yarl import URL

from tests.patience import PATIENCE
from tests.standins.discord import events
from tests.standins.discord.commands import Commands
from tests.standins.discord.faults import Failure, How
from tests.standins.discord.people import Person
from tests.standins.discord.pipeline import PREFIX, Pipeline, Recorded
from tests.standins.discord.places import ChannelHandle, GuildHandle
from tests.standins.discord.platform import Platform, Rules
from tests.standins.discord.world import GROUP_DM, Channel
from tests.standins.serving import Serving

TOKEN = "standin.bot.token"
GATEWAY_PATH = "/gateway/"
GRACE = 0.2
"""Seconds that requests have to end in when the server stops."""


def _real_now() -> datetime:
    return datetime.now(UTC)


class DiscordServer:
    """A Discord of one's own; `async with DiscordServer() as server` runs it on a free port.

    `granted` names the privileged intents the bot has: "members", "presences", "message_content".
    """

    def __init__(
        self,
        *,
        token: str = TOKEN,
        host: str = "127.0.0.1",
        port: int = 0,
        now: Callable[[], datetime] = _real_now,
        granted: frozenset[str] | set[str] = frozenset(),
        validate: bool = True,
    ) -> None:
        self.token = token
        self.host = host
        self.port = port
        self.platform = Platform(token, now, frozenset(granted), validate=validate)
        self.pipeline = Pipeline(self.platform)
        self.people: dict[str, Person] = {}
        self._extra: list[web.RouteDef] = []
        self._serving: Serving | None = None

    # ── running ──

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        await self.stop()

    async def start(self) -> None:
        """Listen; after a stop on the same port, with everything as it was."""
        self.pipeline.stopping = asyncio.Event()
        app = web.Application(client_max_size=64 * 1024 * 1024)
        app.add_routes([*self._extra, *self.pipeline.routes()])
        app.router.add_get(GATEWAY_PATH, self.platform.gateway.handle)
        app.router.add_route("*", "/{anything:.*}", self.pipeline.nothing_there)
        self._serving = await Serving.start(app, self.host, self.port, GRACE)
        self.port = self._serving.port
        self.platform.gateway.url = self.gateway_url

    def listen_no_more(self) -> None:
        """Refuse new connections; those that are there stay."""
        assert self._serving is not None
        self._serving.listen_no_more()

    async def stop(self) -> None:
        """Be gone, as in an outage; `start` brings it back."""
        if self._serving is None:
            return
        self.pipeline.stopping.set()
        self.platform.gateway.drop()
        await self._serving.end()
        self._serving = None

    def add_routes(self, routes: list[web.RouteDef]) -> None:
        """Serve more beside the platform's own routes; before `start`."""
        self._extra += routes

    @property
    def url(self) -> str:
        return f"http://{self.host}:{self.port}"

    @property
    def gateway_url(self) -> str:
        return f"ws://{self.host}:{self.port}{GATEWAY_PATH}"

    @contextlib.contextmanager
    def point_discord_py(self) -> Iterator[None]:
        """Let discord.py in this process talk to this server, until the block ends."""
        from tests.standins.discord.library import discord  # noqa: PLC0415  # only needed here

        route, socket = discord.http.Route, discord.gateway.DiscordWebSocket
        before = route.BASE, socket.DEFAULT_GATEWAY
        route.BASE, socket.DEFAULT_GATEWAY = self.url + PREFIX, URL(self.gateway_url)
        try:
            yield
        finally:
            route.BASE, socket.DEFAULT_GATEWAY = before

    # ── who is there ──

    def guild(self, name: str, shard: tuple[int, int] = (0, 1)) -> GuildHandle:
        """A new guild, with the bot in it, whose events come on this shard of so many."""
        guild = self.platform.world.new_guild(name, shard)
        events.guild_joined(self.platform, guild)
        return GuildHandle(self.platform, guild)

    def person(self, name: str, *guilds: GuildHandle, locale: str = "en-US") -> Person:
        """A new person, a member of these guilds."""
        person = Person(self.platform, self.platform.world.new_user(name, locale=locale))
        for guild in guilds:
            person.join(guild)
        self.people[name] = person
        return person

    def group(self, *people: Person) -> ChannelHandle:
        """A conversation of several people, in which the bot may be used but is no member."""
        world = self.platform.world
        members = tuple(one.user for one in people)
        made = world.keep_channel(Channel(world.ids.next(), GROUP_DM, people=members))
        return ChannelHandle(self.platform, made)

    def channel(self, channel_id: int | str) -> ChannelHandle:
        """A channel or thread by its id."""
        return ChannelHandle(self.platform, self.platform.world.channel(int(channel_id)))

    @property
    def bot_id(self) -> int:
        return self.platform.world.bot.id

    @property
    def application_id(self) -> int:
        return self.platform.world.application_id

    @property
    def commands(self) -> Commands:
        """What is registered, and in `commands.writes` every change made to it."""
        return self.platform.commands

    # ── what happened ──

    @property
    def requests(self) -> list[Recorded]:
        return self.pipeline.requests

    @property
    def violations(self) -> list[str]:
        """Where the bot or the stand-in itself left the published document."""
        return self.platform.violations.all()

    @property
    def bot_violations(self) -> list[str]:
        return self.platform.violations.bot

    @property
    def own_violations(self) -> list[str]:
        return self.platform.violations.own

    @property
    def invalid_requests(self) -> int:
        """How many answers were 401, 403 or 429; ten thousand in ten minutes are a ban."""
        return self.pipeline.limits.invalid

    @property
    def rules(self) -> Rules:
        return self.platform.rules

    @property
    def connected(self) -> bool:
        """Whether a session is connected at this moment."""
        return any(each.connection for each in self.platform.gateway.sessions.values())

    @property
    def shards(self) -> list[tuple[int, int]]:
        """The shards that are connected at this moment, in order."""
        sessions = self.platform.gateway.sessions.values()
        return sorted(each.shard for each in sessions if each.connection)

    @property
    def identifies(self) -> int:
        """How often a client identified and was let in."""
        return self.platform.gateway.identifies

    @property
    def too_early(self) -> int:
        """How often a client identified before its bucket's time and was told op 9."""
        return self.platform.gateway.too_early

    @property
    def resumes(self) -> int:
        return self.platform.gateway.resumes

    async def until(self, holds: Callable[[], Any], within: float = PATIENCE) -> Any:
        """Wait for something to become true of this server."""
        return await self.platform.until(holds, within, "it did not become true")

    # ── what goes wrong ──

    def fail(
        self,
        *,
        method: str = "*",
        path: str,
        how: How,
        times: int = 1,
        retry_after: float = 0.05,
        headers: bool = True,
        everywhere: bool = False,
    ) -> None:
        """Let the next requests to this path fail; `*` in it stands for one segment.

        `retry_after`, `headers` (False: as from the proxy in front) and `everywhere` (the global
        limit) are for "rate_limited".
        """
        failure = Failure(method, path, how, times, retry_after, headers, everywhere)
        self.pipeline.faults.plan(failure)

    def stop_failing(self) -> None:
        self.pipeline.faults.planned.clear()

    @property
    def latency(self) -> float:
        """Seconds added to every answer."""
        return self.pipeline.latency

    @latency.setter
    def latency(self, seconds: float) -> None:
        self.pipeline.latency = seconds

    def limit(self, count: int = 5, seconds: float = 5.0, *, everywhere: int = 50) -> None:
        """Allow this many requests in so many seconds a route and channel; `unlimit` ends it."""
        self.pipeline.limits.turn_on(count, seconds, everywhere)

    def unlimit(self) -> None:
        self.pipeline.limits.turn_off()

    def revoke_token(self) -> None:
        """The token is no good any more: REST answers 401, the gateway closes with 4004."""
        self.platform.token = None
        self.platform.gateway.expire()
        self.platform.gateway.close(4004)

    def restore_token(self) -> None:
        self.platform.token = self.token

    def forget_nonces(self) -> None:
        """Let every nonce's window pass."""
        self.platform.nonces.clear()

    def drop_gateway(self, shard: int | None = None) -> None:
        """Cut every gateway connection, or those of one shard; the sessions can be resumed."""
        self.platform.gateway.drop(shard)

    def close_gateway(self, code: int) -> None:
        self.platform.gateway.close(code)

    def expire_session(self, shard: int | None = None) -> None:
        """Forget every session, or one shard's: the next resume is answered with op 9, and what it
        missed is gone."""
        self.platform.gateway.expire(shard)

    def invalidate_session(self, *, resumable: bool = False) -> None:
        """Send op 9 now."""
        self.platform.gateway.invalidate(resumable=resumable)

    def ask_reconnect(self) -> None:
        """Send op 7 now."""
        self.platform.gateway.ask_reconnect()

    def send_malformed_event(self) -> None:
        """Send an event without the fields its kind must have."""
        self.platform.gateway.malformed()

    def refuse_gateway(self, times: int = 1) -> None:
        """Refuse the next gateway connections."""
        self.platform.gateway.refuse_next = times

    def stop_acknowledging(self) -> None:
        """Leave heartbeats without an answer."""
        self.platform.gateway.acknowledges = False

    def start_acknowledging(self) -> None:
        self.platform.gateway.acknowledges = True

    @property
    def heartbeat_seconds(self) -> float:
        """How often clients that connect from now on are asked to beat."""
        return self.platform.gateway.heartbeat_ms / 1000

    @heartbeat_seconds.setter
    def heartbeat_seconds(self, seconds: float) -> None:
        self.platform.gateway.heartbeat_ms = round(seconds * 1000)
