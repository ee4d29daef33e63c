"""The contract's heartbeat: what holds the loop is noticed, a busy machine is not."""

import asyncio
from collections.abc import Coroutine
from typing import Any

import pytest

from standup.chat.contract.heartbeat import Heartbeat, Steps


class Clock:
    """Seconds that pass, those in which the thread got no processor, and those in which it worked.

    It has paused whenever time passed, unless some was `stolen`.
    """

    def __init__(self) -> None:
        self.seconds = self.waited = self.worked = self.stolen = 0.0

    def heartbeat(self) -> Heartbeat:
        return Heartbeat(
            lambda: self.seconds,
            lambda: self.waited,
            lambda: self.seconds - self.stolen,
            lambda: self.worked,
        )


def live(heartbeat: Heartbeat, work: Coroutine[Any, Any, Any]) -> Any:
    async def scene() -> Any:
        heartbeat.watch()
        return await Steps("send()", heartbeat, work)

    return asyncio.run(scene())


def test_a_call_that_holds_the_loop_is_named_with_its_seconds() -> None:
    clock = Clock()
    heartbeat = clock.heartbeat()

    async def block() -> None:
        await asyncio.sleep(0)
        clock.seconds += 1.5

    live(heartbeat, block())
    assert heartbeat.held == ["send() kept the event loop from everything else for 1.5 s"]
    with pytest.raises(AssertionError, match=r"send\(\) kept"):
        heartbeat.must_be_steady()


def test_many_short_steps_hold_nothing() -> None:
    clock = Clock()
    heartbeat = clock.heartbeat()

    async def work() -> None:
        for _ in range(100):
            clock.seconds += 0.4
            await asyncio.sleep(0)

    live(heartbeat, work())
    heartbeat.must_be_steady()


def test_a_busy_machine_is_nobodys_fault() -> None:
    clock = Clock()
    heartbeat = clock.heartbeat()

    async def wait_for_a_processor() -> None:
        clock.seconds += 30.0
        clock.waited += 29.8

    live(heartbeat, wait_for_a_processor())
    heartbeat.must_be_steady()


def test_what_never_pauses_holds_the_loop_no_longer_than_it_works() -> None:
    clock = Clock()
    heartbeat = clock.heartbeat()

    async def be_robbed(worked: float) -> None:
        clock.seconds += 30.0
        clock.stolen += 30.0
        clock.worked += worked

    live(heartbeat, be_robbed(0.2))
    heartbeat.must_be_steady()
    live(heartbeat, be_robbed(2.0))
    assert heartbeat.held == ["send() kept the event loop from everything else for 2.0 s"]


def test_a_task_that_a_call_began_is_measured_too_and_others_are_not() -> None:
    clock = Clock()
    heartbeat = clock.heartbeat()

    async def block() -> None:
        clock.seconds += 2.0

    async def begin() -> None:
        await asyncio.create_task(block())

    async def scene() -> None:
        heartbeat.watch()
        await asyncio.create_task(block())
        heartbeat.must_be_steady()
        await Steps("run()", heartbeat, begin())

    asyncio.run(scene())
    assert heartbeat.held == ["run() kept the event loop from everything else for 2.0 s"]


def test_what_a_call_gives_raises_and_is_cancelled_with_comes_through() -> None:
    heartbeat = Clock().heartbeat()

    async def give() -> int:
        await asyncio.sleep(0)
        return 17

    async def fail() -> None:
        await asyncio.sleep(0)
        raise LookupError

    async def stay() -> str:
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            return "cancelled"
        return "never"

    async def cancelled() -> str:
        staying = asyncio.ensure_future(Steps("run()", heartbeat, stay()))
        await asyncio.sleep(0)
        staying.cancel()
        return await staying

    assert live(heartbeat, give()) == 17
    with pytest.raises(LookupError):
        live(heartbeat, fail())
    assert asyncio.run(cancelled()) == "cancelled"
