"""A worker dies or hangs at any of its steps, and another one goes on, with Element's crypto."""

import asyncio
import json
from collections.abc import AsyncIterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from standup.chat.interface import TryAgain
from standup.core.messages.markup import say
from standup_matrix import MatrixAdapter
from standup_matrix import adapter as adapter_module
from tests.matrix.bench import MatrixBench, matrix_bench
from tests.matrix.element_person import ElementPerson
from tests.matrix.synapse import Synapse
from tests.matrix.test_matrix import as_bot, devices
from tests.matrix.worker import REFUSED, Crew, Stopping, Worker
from tests.patience import PATIENCE

Json = dict[str, Any]

FIRST_UPLOAD = 10


@pytest.fixture
async def crew(
    synapse: Synapse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Crew]:
    """Workers of a bot, and a person at Element who trusts signed devices alone."""
    monkeypatch.setattr(adapter_module, "Homeserver", Stopping)
    async with matrix_bench(synapse, tmp_path, encryption=True, element=True) as bench:
        hired = Crew(bench)
        try:
            yield hired
        finally:
            await hired.end()


async def sent(adapter: MatrixAdapter, place: str, text: str) -> str:
    """Send as the engine does: again under the same key."""
    for _ in range(40):
        try:
            return await adapter.send(place, say(text), f"key-{text}")
        except TryAgain as again:
            await asyncio.sleep(min(again.after, 0.2))
    raise AssertionError("TryAgain forty times")


async def heard(worker: Worker, text: str) -> str:
    """Wait until the worker took this message."""
    async with asyncio.timeout(PATIENCE):
        while text not in (texts := [said.text for said in worker.desk.said]):
            await asyncio.sleep(0.02)
    return texts[-1]


async def told(worker: Worker, bench: MatrixBench, text: str) -> str:
    """Say something in the direct room, opened if need be."""
    place = await worker.adapter.direct(bench.account)
    return await sent(worker.adapter, place, text)


async def all_read(bench: MatrixBench) -> list[str]:
    """What the person reads of the bot: each message whole, and from a device they trust."""
    history = await bench.person.history(bench.person.room)
    ours = [event for event in history if event["sender"] == bench.bot]
    messages = [event for event in ours if event["type"] in {"m.room.message", "m.room.encrypted"}]
    assert [event["unreadable"] for event in messages if "unreadable" in event] == []
    assert [event["shield"] for event in messages if event["shield"]] == []
    return [event["content"]["body"] for event in messages]


async def written_anew(bench: MatrixBench, text: str) -> None:
    """The person writes with a key that the bot is given just before."""
    assert isinstance(bench.person, ElementPerson)
    await bench.person.write_with_new_key(text)


def claimed(bench: MatrixBench) -> list[str]:
    """One of the bot's one-time keys, as somebody gets it who writes to the bot first."""
    wanted = {bench.bot: {json.loads(bench.memory["credentials"])["device"]: "signed_curve25519"}}
    answer = as_bot(bench, "POST", "/keys/claim", {"one_time_keys": wanted})["one_time_keys"]
    return [key for found in answer.values() for keys in found.values() for key in keys]


def sealed_after_refusal(worker: Worker) -> list[str]:
    """What a worker sent encrypted after it was told that the lane is lost."""
    steps = worker.fate.steps
    after = steps[steps.index(REFUSED) :] if REFUSED in steps else []
    return [step for step in after if "m.room.encrypted" in step]


@pytest.mark.parametrize("is_done", [False, True])
async def test_a_first_start_may_end_at_every_step(crew: Crew, is_done: bool) -> None:
    bench = crew.bench
    for at in count(1):
        worker = crew.hire(at, is_done=is_done)
        if await worker.is_up() and await worker.does(told(worker, bench, "hello")):
            break
        await worker.settles()
    worker = crew.hire()
    assert await worker.is_up()
    await bench.person.accept()
    assert await all_read(bench) == ["hello"]
    await bench.person.write("hello, bot")
    await heard(worker, "hello, bot")
    assert devices(bench) == {json.loads(bench.memory["credentials"])["device"]}


async def test_no_one_time_key_is_given_out_twice(crew: Crew) -> None:
    bench = crew.bench
    worker = crew.hire(FIRST_UPLOAD, is_done=True)
    assert not await worker.is_up()
    assert worker.fate.steps[-1] == "POST /keys/upload"
    given = claimed(bench)
    assert await crew.hire().is_up()
    while more := claimed(bench):
        given += more
    assert len(given) > 50
    assert len(set(given)) == len(given)


async def test_a_backup_that_was_put_back_makes_the_bot_a_new_device_of_the_same_identity(
    crew: Crew,
) -> None:
    bench = crew.bench
    worker = crew.hire()
    assert await worker.is_up()
    await told(worker, bench, "hello")
    await bench.person.accept()
    await worker.end()
    backup, position, [old] = dict(bench.memory), worker.desk.position, devices(bench)
    worker = crew.hire()
    assert await worker.is_up()
    await told(worker, bench, "after the backup")
    await written_anew(bench, "read after the backup")
    await heard(worker, "read after the backup")
    await worker.end()
    bench.memory.clear()
    bench.memory.update(backup)
    worker.desk.position = position
    worker = crew.hire()
    assert await worker.is_up()
    assert old not in devices(bench)
    await told(worker, bench, "do you read me?")
    await bench.person.write("and you me?")
    await heard(worker, "and you me?")
    assert await all_read(bench) == ["hello", "after the backup", "do you read me?"]


@pytest.mark.parametrize("is_done", [False, True])
async def test_a_conversation_survives_every_step_at_which_its_worker_may_stop(
    crew: Crew, is_done: bool
) -> None:
    bench = crew.bench
    worker = crew.hire()
    assert await worker.is_up()
    await told(worker, bench, "hello")
    await bench.person.accept()
    before, asked, answers = devices(bench), ["hello"], list[str]()
    for at in count(1):
        asked.append(f"question {at}")
        answers.append(f"answer {at}")
        ill = crew.hire(at, is_done=is_done)
        has_asked = await ill.is_up() and await ill.does(told(ill, bench, asked[-1]))
        if has_asked:
            await written_anew(bench, answers[-1])
            if await ill.does(heard(ill, answers[-1])):
                break
        await ill.settles()
        worker = crew.hire()
        assert await worker.is_up()
        if at % 2 == is_done:  # the others wake at the end
            ill.wake()
        await told(worker, bench, asked[-1])
        if not has_asked:
            await written_anew(bench, answers[-1])
        await heard(worker, answers[-1])
    worker = crew.hire()
    assert await worker.is_up()
    for one in crew.workers:
        one.wake()
    asked.append("all well?")
    answers.append("all well.")
    await told(worker, bench, asked[-1])
    await written_anew(bench, answers[-1])
    await heard(worker, answers[-1])
    assert [said.text for said in worker.desk.said] == answers
    assert await all_read(bench) == asked
    assert devices(bench) == before
    for one in crew.workers:
        assert sealed_after_refusal(one) == []
