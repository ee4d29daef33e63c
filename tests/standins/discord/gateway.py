"""The websocket side: sessions that can be resumed, and the connections that carry them."""

import asyncio
import contextlib
import json
import math
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from aiohttp import WSMsgType, web

from tests.standins.discord import guild_payloads, payloads
from tests.standins.discord.permissions import INTENTS, PRIVILEGED
from tests.standins.discord.sessions import SENDS_PER_MINUTE, Connection, Session
from tests.standins.discord.snowflakes import shard_of
from tests.standins.discord.world import Guild, World

if TYPE_CHECKING:
    from tests.standins.discord.platform import Rules

Json = dict[str, Any]
RECONNECT, INVALID_SESSION, HELLO, ACK = 7, 9, 10, 11
HEARTBEAT_INTERVAL_MS = 41_250
ALL_INTENTS = (1 << 26) - 1
CHUNK = 1000
PARTS = {
    "members": "GuildMemberResponse",
    "channels": "GuildChannelResponse",
    "threads": "ThreadResponse",
}


class Gateway:
    """Everyone's sessions and connections, and how they can be made to fail."""

    def __init__(
        self,
        world: World,
        rules: "Rules",
        token_is_good: Callable[[str], bool],
        granted: Callable[[], int],
    ) -> None:
        self._world = world
        self._rules = rules
        self._token_is_good = token_is_good
        self._granted = granted
        self.url = ""
        self.sessions: dict[str, Session] = {}
        self.connections: set[Connection] = set()
        self.acknowledges = True
        self.refuse_next = 0
        self.identifies = 0
        self.too_early = 0
        self._identified: dict[int, float] = {}
        self.resumes = 0
        self.presences: list[Json] = []
        self.heartbeat_ms = HEARTBEAT_INTERVAL_MS
        self.changed: Callable[[], None] = lambda: None
        self.judge: Callable[[str, str, Json], None] = lambda _what, _schema, _value: None

    # ── what the rest of the stand-in does with it ──

    def dispatch(
        self,
        name: str,
        data: Json,
        *,
        intents: int = 0,
        guild: Guild | None = None,
        bare: Json | None = None,
    ) -> None:
        """Send an event to every session that wants it; `bare` to those that may not read it."""
        if guild is not None and self._world.bot.id not in guild.members:
            return
        for session in self.sessions.values():
            if session.has(intents) and session.carries(guild):
                readable = bare is None or session.intents & INTENTS["message_content"]
                session.dispatch(name, data if readable or bare is None else bare)

    def drop(self, shard: int | None = None) -> None:
        """Cut every connection, or those of one shard; the sessions can be resumed."""
        for connection in list(self.connections):
            if connection.session is None or connection.session.is_of(shard):
                self._detach(connection)
                connection.abort()

    def close(self, code: int) -> None:
        for connection in list(self.connections):
            self._detach(connection)
            connection.close(code)

    def expire(self, shard: int | None = None) -> None:
        """Forget the sessions: whoever wants to resume one is told that it is invalid."""
        self.sessions = {id_: one for id_, one in self.sessions.items() if not one.is_of(shard)}

    def invalidate(self, *, resumable: bool = False) -> None:
        """Tell every connection that its session is invalid (op 9)."""
        for connection in list(self.connections):
            connection.send(INVALID_SESSION, resumable)
        if not resumable:
            self.expire()

    def ask_reconnect(self) -> None:
        """Ask every client to come back (op 7)."""
        for connection in list(self.connections):
            self._detach(connection)
            connection.send(RECONNECT)

    def malformed(self) -> None:
        """Send an event that lacks what its kind must have."""
        for session in self.sessions.values():
            session.dispatch("MESSAGE_CREATE", {"id": str(self._world.ids.next())})

    def _detach(self, connection: Connection) -> None:
        if connection.session is not None and connection.session.connection is connection:
            connection.session.connection = None

    # ── the conversation with a client ──

    async def handle(self, request: web.Request) -> web.StreamResponse:
        if self.refuse_next > 0:
            self.refuse_next -= 1
            return web.Response(status=503, text="no gateway for you")
        socket = web.WebSocketResponse(compress=False, max_msg_size=0, timeout=1.0)
        await socket.prepare(request)
        connection = Connection(socket, request)
        self.connections.add(connection)
        writing = asyncio.create_task(connection.write())
        connection.send(HELLO, {"heartbeat_interval": self.heartbeat_ms, "_trace": []})
        try:
            async for received in socket:
                if received.type is WSMsgType.TEXT:
                    self._receive(connection, received.data)
        finally:
            self._leave(connection, socket.close_code)
            writing.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await writing
        return socket

    def _leave(self, connection: Connection, code: int | None) -> None:
        """A connection has ended; a client that said good-bye cannot resume."""
        self.connections.discard(connection)
        session = connection.session
        if session is not None and session.connection is connection:
            session.connection = None
            if code in {1000, 1001}:
                self.sessions.pop(session.id, None)
        self.changed()

    def _receive(self, connection: Connection, text: str) -> None:
        try:
            message = json.loads(text)
            op, data = message["op"], message.get("d")
        except (ValueError, KeyError, TypeError):
            connection.close(4002)
            return
        if self._too_many(connection):
            connection.close(4008)
            return
        match op:
            case 1:
                if self.acknowledges:
                    connection.send(ACK)
            case 2 if connection.session is not None:
                connection.close(4005)
            case 2:
                self._identify(connection, data)
            case 6:
                self._resume(connection, data)
            case 3 | 4 | 8 if connection.session is None:
                connection.close(4003)
            case 3:
                self.presences.append(data)
            case 4:
                pass
            case 8:
                self._send_members(connection.session, data)
            case _:
                connection.close(4001)
        self.changed()

    def _too_many(self, connection: Connection) -> bool:
        now = time.monotonic()
        connection.received.append(now)
        full = len(connection.received) > SENDS_PER_MINUTE
        return full and now - connection.received[0] < 60

    def _identify(self, connection: Connection, data: Json) -> None:
        code = self._refusal(data)
        if code:
            connection.close(code)
            return
        shard = _shard(data)
        if self._is_too_early(shard[0]):
            self.too_early += 1
            connection.send(INVALID_SESSION, False)
            return
        self.identifies += 1
        session = Session(f"session{self._world.ids.next():x}", data["intents"], shard)
        session.connection, connection.session = connection, session
        self.sessions[session.id] = session
        guilds = self._guilds(shard)
        ready = self._ready(session, guilds)
        self.judge("READY", "UserPIIResponse", ready["user"])
        session.dispatch("READY", ready)
        if session.has(INTENTS["guilds"]):
            for guild in guilds:
                session.dispatch("GUILD_CREATE", self.arriving(session, guild))

    def _refusal(self, data: Json) -> int:
        """The code to close with instead of letting this client in, or 0."""
        shard = _shard(data)
        privileged = sum(INTENTS[name] for name in PRIVILEGED)
        if not self._token_is_good(data.get("token", "")):
            return 4004
        if not 0 <= shard[0] < shard[1]:
            return 4010
        if len(self._guilds(shard)) > self._rules.guilds_a_shard:
            return 4011
        if not isinstance(data.get("intents"), int) or data["intents"] & ~ALL_INTENTS:
            return 4013
        return 4014 if data["intents"] & privileged & ~self._granted() else 0

    def _is_too_early(self, number: int) -> bool:
        """Whether somebody of the same bucket identified just before; if not, this one did."""
        now, bucket = time.monotonic(), number % self._rules.max_concurrency
        if now - self._identified.get(bucket, -math.inf) < self._rules.identify_seconds:
            return True
        self._identified[bucket] = now
        return False

    def _guilds(self, shard: tuple[int, int]) -> list[Guild]:
        """The bot's guilds whose events come on a shard."""
        return [
            guild
            for guild in self._world.guilds.values()
            if self._world.bot.id in guild.members and shard_of(guild.id, shard[1]) == shard[0]
        ]

    def _ready(self, session: Session, guilds: list[Guild]) -> Json:
        return {
            "v": 10,
            "user": payloads.own_user(self._world.bot),
            "guilds": [{"id": str(guild.id), "unavailable": True} for guild in guilds],
            "session_id": session.id,
            "session_type": "normal",
            "resume_gateway_url": self.url,
            "shard": list(session.shard),
            "application": {"id": str(self._world.application_id), "flags": 0},
            "private_channels": [],
            "relationships": [],
            "user_settings": {},
            "presences": [],
            "guild_join_requests": [],
            "geo_ordered_rtc_regions": [],
            "_trace": [],
        }

    def arriving(self, session: Session, guild: Guild) -> Json:
        """A guild as this session gets it: with everybody only if it may see them."""
        both = INTENTS["members"] | INTENTS["presences"]
        everybody = session.intents & both == both
        members = [
            each for each in guild.members.values() if everybody or each.user is self._world.bot
        ]
        arriving = guild_payloads.arriving_guild(self._world, guild, members)
        self.judge("GUILD_CREATE", "GuildResponse", arriving)
        for part, schema in PARTS.items():
            for each in arriving[part]:
                self.judge(f"GUILD_CREATE {part}", schema, each)
        return arriving

    def _resume(self, connection: Connection, data: Json) -> None:
        if not self._token_is_good(data.get("token", "")):
            connection.close(4004)
            return
        session = self.sessions.get(data.get("session_id") or "")
        if session is None:
            connection.send(INVALID_SESSION, False)
            return
        if not isinstance(data["seq"], int) or data["seq"] > len(session.events):
            connection.close(4007)
            return
        self.resumes += 1
        for _, text in session.events[data["seq"] :]:
            connection.send_raw(text)
        if session.connection is not None:
            session.connection.abort()
        session.connection, connection.session = connection, session
        session.dispatch("RESUMED", {"_trace": []})

    def _send_members(self, session: Session | None, data: Json) -> None:
        """Answer op 8; a list of everybody needs the privileged intent."""
        assert session is not None
        guild = self._world.guilds[int(data["guild_id"])]
        query, ids = data.get("query"), data.get("user_ids")
        wanted = (
            {int(each) for each in ids} if isinstance(ids, list) else {int(ids)} if ids else None
        )
        if wanted is None and query == "" and not session.intents & INTENTS["members"]:
            assert session.connection is not None
            session.connection.close(4014)
            return
        found = [
            payloads.member(each)
            for each in guild.members.values()
            if (each.user.id in wanted if wanted is not None else _named(each.user.name, query))
        ]
        limit = data.get("limit") or len(found)
        pieces = [found[at : min(at + CHUNK, limit)] for at in range(0, limit, CHUNK)] or [[]]
        missing = [] if wanted is None else [str(i) for i in wanted - guild.members.keys()]
        for place, piece in enumerate(pieces):
            session.dispatch(
                "GUILD_MEMBERS_CHUNK",
                {
                    "guild_id": str(guild.id),
                    "members": piece,
                    "chunk_index": place,
                    "chunk_count": len(pieces),
                    "not_found": missing,
                    "nonce": data.get("nonce"),
                },
            )


def _shard(data: Json) -> tuple[int, int]:
    """The shard that a client says it is; one that cannot be where it says none."""
    match data.get("shard", [0, 1]):
        case [int(number), int(of)]:
            return number, of
    return 0, 0


def _named(name: str, query: str | None) -> bool:
    return name.lower().startswith((query or "").lower())
