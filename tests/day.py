"""A Learning Day from YAML, on whichever platform: its standup, and the bot at work on it."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from standup.engine.clock import JumpClock
from standup.store import idle
from standup.store.database import Store
from tests.patience import PATIENCE
from tests.team import at, pass_time

ROUNDS = """\
rounds:
  - id: plan
    cron: "30 9 * * thu"
    questions:
      - {id: will_learn, kind: items, ask: "What will you learn today?"}
  - id: learned
    cron: "0 17 * * thu"
    closes: "20:00"
    questions:
      - {id: did_learn, kind: outcome, of: plan.will_learn, ask: "What did you learn?"}
"""
_LOOK = 0.02  # seconds


def standup(rounds: str = ROUNDS, **channels: str | int) -> str:
    """The standup's YAML, with a channel on each of these platforms."""
    places = "".join(f'  - {adapter}: "{place}"\n' for adapter, place in channels.items())
    head = "id: learning-day\ntitle: Learning Day\nparticipants: everyone\n"
    return f"{head}channels:\n{places}{rounds}"


@dataclass
class Day:
    """The bot at work, on a clock that jumps."""

    clock: JumpClock
    store: Store

    async def until(self, moment: str) -> None:
        """Let time pass, stopping at every moment something is to happen."""
        await pass_time(self.store, self.clock, at(moment), self.settled)

    async def settled(self) -> None:
        """Wait until the engine has nothing to do."""
        async with asyncio.timeout(PATIENCE):
            while await self.store.read(lambda tx: idle.busy(tx, self.clock.now())):
                await asyncio.sleep(_LOOK)


async def comes(holds: Callable[[], bool], words: tuple[str, ...], now: Callable[[], str]) -> None:
    """Wait until something holds; `words` were looked for in what is `now`."""
    for _ in range(int(PATIENCE / _LOOK)):
        if holds():
            return
        await asyncio.sleep(_LOOK)
    raise AssertionError(f"never came {words}, but {now()!r}")
