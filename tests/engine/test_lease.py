"""What a worker does that cannot be sure of its lane any more: nothing that anybody sees."""

import asyncio
from collections.abc import Callable, Mapping
from pathlib import Path

from standup.engine.bot import Bot
from standup.engine.host import Carry, Job, Lease
from standup.store.database import Store
from tests import team
from tests.platform import Platform
from tests.team import at, instance, learning_day, person

TOLD = instance(learning_day(person("ana"), person("bo")))


class Hung:
    """A host whose leases have lapsed before anybody noticed."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def run(
        self, lanes: Mapping[str, Carry], _: Mapping[str, Job], __: Callable[[], None]
    ) -> None:
        async with asyncio.TaskGroup() as tasks:
            for carry in lanes.values():
                tasks.create_task(self._carried(carry))

    async def _carried(self, carry: Carry) -> None:
        await carry(Lease(self._store, lambda: False))


async def test_what_a_lapsed_lease_claimed_is_left_to_whoever_carries_the_lane_next(
    tmp_path: Path,
) -> None:
    clock, platform = team.clock_at(at("9:00")), Platform()
    platform.now = clock.now
    store = await team.open_store(tmp_path)
    bot = Bot(store, TOLD, {"chat": platform}, clock, host=Hung(store), pause=0.0)
    running = asyncio.create_task(bot.run())
    await bot.started.wait()
    clock.jump(at("9:31"))
    claimed = "SELECT count(*) FROM outbox WHERE state = 'sending'"
    async with asyncio.timeout(20):
        while (await store.read(lambda tx: tx.one(claimed)) or (0,))[0] < 2:
            await asyncio.sleep(0.01)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert platform.direct_texts("ana") == []
    await store.close()
    async with team.team(tmp_path, TOLD, at("9:32"), platform) as day:
        await day.settled()
        for who in ("ana", "bo"):
            asked = [text for text in platform.direct_texts(who) if "will you learn" in text]
            assert len(asked) == 1
