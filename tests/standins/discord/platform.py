"""The stand-in's parts together: world, gateway, the rules in force, and what went wrong."""

import asyncio
import contextlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from tests.standins.discord.commands import Commands
from tests.standins.discord.gateway import Gateway
from tests.standins.discord.permissions import INTENTS
from tests.standins.discord.spec import Fault, published
from tests.standins.discord.world import Message, World

if TYPE_CHECKING:
    from tests.standins.discord.interactions import Interaction

LOOK_AGAIN = 0.01  # seconds; what is waited for may be the bot's doing, which nobody tells us


@dataclass(slots=True)
class Rules:
    """What tests may change about the platform; only `ack_seconds` and `identify_seconds` are real.

    One client of each of `max_concurrency` buckets may identify in `identify_seconds`, which are 5
    on the platform and none here unless a test says so.
    """

    ack_seconds: float = 3.0
    token_life: timedelta = timedelta(minutes=15)
    nonce_window: timedelta = timedelta(minutes=5)
    active_threads: int = 1000
    dm_openings: int | None = None
    old_edits: int | None = None
    old_edit_pause: float = 1.0
    guilds_a_shard: int = 2500
    max_concurrency: int = 1
    identify_seconds: float = 0.0


@dataclass(slots=True)
class Violations:
    """Where somebody did not keep to the published document: the bot, or we."""

    bot: list[str] = field(default_factory=list)
    own: list[str] = field(default_factory=list)

    def all(self) -> list[str]:
        return [f"bot: {each}" for each in self.bot] + [f"stand-in: {each}" for each in self.own]


class Platform:
    """Everything the routes, the people and the gateway share."""

    def __init__(
        self, token: str, now: Callable[[], datetime], granted: frozenset[str], *, validate: bool
    ) -> None:
        self.token: str | None = token
        self.now = now
        self.granted = granted
        self.spec = published() if validate else None
        self.violations = Violations()
        self.rules = Rules()
        self.world = World(now)
        self.gateway = Gateway(self.world, self.rules, self.is_token, self.granted_bits)
        self.gateway.changed = self.notify
        self.gateway.judge = self.judge_own
        self.commands = Commands(self.world)
        self.interactions: dict[str, Interaction] = {}
        self.nonces: dict[tuple[int, str], tuple[datetime, Message]] = {}
        self.files: dict[str, bytes] = {}
        self.opened: set[int] = set()
        self.old_edits: dict[int, int] = {}
        self.typing: list[int] = []
        self.tells_channel_type = True
        self._changed = asyncio.Event()

    def is_token(self, token: str) -> bool:
        return self.token is not None and token == self.token

    def granted_bits(self) -> int:
        return sum(INTENTS[name] for name in self.granted)

    def notify(self) -> None:
        """Wake everybody who waits for something to become true."""
        self._changed.set()
        self._changed = asyncio.Event()

    async def until(self, holds: Callable[[], Any], within: float, what: str) -> Any:
        """Wait until this holds and return what it gave; say what did not happen in time."""
        try:
            async with asyncio.timeout(within):
                while not (found := holds()):
                    with contextlib.suppress(TimeoutError):
                        async with asyncio.timeout(LOOK_AGAIN):
                            await self._changed.wait()
                return found
        except TimeoutError:
            raise AssertionError(f"{what} within {within:g} s") from None

    def judge_own(self, what: str, schema: str, value: Any) -> None:
        """Note where something we made is not what the document calls by this name."""
        if self.spec is not None:
            self.note_own(what, self.spec.schema_faults(schema, value))

    def note_own(self, what: str, faults: list[Fault]) -> None:
        self.violations.own += [f"{what}: {fault}" for fault in faults]

    def note_bot(self, what: str, faults: list[Fault]) -> None:
        self.violations.bot += [f"{what}: {fault}" for fault in faults]
