"""Several `standup run`, each on a machine of its own, share a bot on a real Synapse.

The person's client is Element's encryption, and trusts the bot's one signed device alone.
"""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path

import pytest

from standup.config.database import Url
from standup.errors import DatabaseError
from standup.store import lanes
from standup.store.lanes import Taken
from standup.wiring.opening import open_reader
from tests.matrix.element_person import ElementPerson
from tests.matrix.synapse import ROOT, Synapse
from tests.postgres import Postgres, schema_of

PASSWORD = "a-password"
INSTANCE = """
database: "{database}"
timezone: Europe/London
organiser: Ana
adapters:
  matrix: {{homeserver: "{url}", user: "{bot}", password: {{file: password}}}}
people:
  ana: {{name: Ana, accounts: {{matrix: "{ana}"}}}}
"""
STANDUP = """
id: daily
title: Daily
participants: [ana]
channels: [{{matrix: "{room}"}}]
rounds:
  - id: daily
    cron: "30 9 1 1 *"
    questions:
      - {{id: done, kind: text, ask: "What did you do?"}}
"""


class Machines:
    """Where the bot's workers run, each with a folder and a `data` folder of its own."""

    def __init__(self, folder: Path, database: str, **names: str) -> None:
        self._folder = folder
        self._database = database
        self._names = names
        self.workers: dict[int, subprocess.Popen[bytes]] = {}

    def start(self) -> int:
        """One more worker, on a machine where the bot has never been; its pid."""
        folder = self._folder / f"machine-{len(self.workers)}"
        (folder / "standups").mkdir(parents=True)
        (folder / "password").write_text(PASSWORD)
        instance = INSTANCE.format(database=self._database, **self._names)
        (folder / "instance.yaml").write_text(instance)
        (folder / "standups" / "daily.yaml").write_text(STANDUP.format(**self._names))
        with (folder / "log.txt").open("wb") as out:
            worker = subprocess.Popen(
                [sys.executable, "-m", "standup", "run", "-f", str(folder)],
                cwd=ROOT,
                stdout=out,
                stderr=out,
            )
        self.workers[worker.pid] = worker
        return worker.pid

    async def carrier(self, *others: int) -> int:
        """Wait until a worker carries Matrix that is none of these."""
        async with asyncio.timeout(60):
            while True:
                with suppress(DatabaseError):  # there is none before the first worker made it
                    for taken in await self._taken():
                        pid = int(taken.worker.split(" ")[1])
                        if taken.lane == "matrix" and pid not in others:
                            return pid
                await asyncio.sleep(0.2)

    async def _taken(self) -> list[Taken]:
        reader = await open_reader(Url(self._database))
        try:
            return list(await reader.read(lanes.taken))
        finally:
            await reader.close()

    def end(self) -> None:
        """Kill whoever is left."""
        for worker in self.workers.values():
            worker.kill()
            worker.wait(30)


@pytest.fixture
async def ana(synapse: Synapse) -> AsyncIterator[ElementPerson]:
    account = synapse.register("ana-of-workers", PASSWORD)
    bot = synapse.register("bot-of-workers", PASSWORD)
    person = ElementPerson(synapse.url, account, bot)
    try:
        await person.arrive(PASSWORD)
        yield person
    finally:
        await person.leave_town()


async def answered(person: ElementPerson) -> int:
    """Ask the bot something until it says more; how much it has said, all of it readable."""
    before = len(await person.reads())
    await person.write_with_new_key("status")
    async with asyncio.timeout(60):
        while len(await person.reads()) == before:
            await asyncio.sleep(0.2)
    history = await person.history(person.room)
    messages = [event for event in history if event["sender"] == person.bot]
    assert [event["unreadable"] for event in messages if "unreadable" in event] == []
    assert [event["shield"] for event in messages if event.get("shield")] == []
    return len(await person.reads())


async def test_a_conversation_goes_on_while_workers_are_killed_and_hang(
    ana: ElementPerson, synapse: Synapse, postgres: Postgres, tmp_path: Path
) -> None:
    room = await ana.open_channel()
    machines = Machines(
        tmp_path,
        postgres.url(schema_of(tmp_path)),
        url=synapse.url,
        bot=ana.bot,
        ana=ana.account,
        room=room,
    )
    try:
        machines.start()
        first = await machines.carrier()
        await ana.open_direct()
        await answered(ana)
        machines.start()
        os.kill(first, signal.SIGKILL)
        second = await machines.carrier(first)
        await answered(ana)
        machines.start()
        os.kill(second, signal.SIGSTOP)
        await machines.carrier(first, second)
        await answered(ana)
        os.kill(second, signal.SIGCONT)
        assert await answered(ana) == 4
        assert await answered(ana) == 5
    finally:
        machines.end()
