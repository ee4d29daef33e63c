"""The simulator notices when a protection is switched off: each in a few seeds."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import count
from typing import Any

import pytest

from standup.chat.interface import Event
from standup.engine.inbox import Inbox
from standup.engine.lane import Lane
from standup.simulate.invariants import lies
from standup.simulate.simulation import Plot, live
from standup.store import conversations, inbound, outbox
from standup.store.database import Transaction

DAYS = 3
Switch = Callable[[pytest.MonkeyPatch], None]


def seeds_until_noticed(most: int) -> int:
    for number, seed in enumerate(count(), 1):
        with live(Plot(seed, DAYS)) as story:
            if list(lies(story)):
                return number
        if number == most:
            break
    pytest.fail(f"{most} seeds, and nothing was noticed")


def an_event_may_be_taken_twice(off: pytest.MonkeyPatch) -> None:
    note = inbound.note

    async def noted(tx: Transaction, adapter: str, event: str, now: datetime) -> bool:
        await note(tx, adapter, event, now)
        return True

    off.setattr(inbound, "note", noted)


def the_first_attempt_is_forgotten(off: pytest.MonkeyPatch) -> None:
    claim = outbox.claim

    async def claimed(tx: Transaction, *arguments: Any) -> Any:
        await tx.run("UPDATE outbox SET first_attempt_at = NULL WHERE state = 'pending'")
        return await claim(tx, *arguments)

    off.setattr(outbox, "claim", claimed)


def what_is_over_is_sent(off: pytest.MonkeyPatch) -> None:
    async def kept(tx: Transaction, adapter: str, now: datetime) -> None:
        await tx.run("UPDATE outbox SET valid_until = NULL WHERE state IN ('pending', 'held')")

    off.setattr(outbox, "expire", kept)


def the_history_is_not_read(off: pytest.MonkeyPatch) -> None:
    async def unread(*_: Any) -> None:
        return None

    off.setattr(Lane, "_find", unread)


def what_came_is_acknowledged_before_it_is_kept(off: pytest.MonkeyPatch) -> None:
    take, begun = Inbox.take, set[asyncio.Task[None]]()

    async def taken(self: Inbox, events: Sequence[Event], *others: Any) -> None:
        task = asyncio.get_running_loop().create_task(take(self, events, *others))
        begun.add(task)
        task.add_done_callback(begun.discard)

    off.setattr(Inbox, "take", taken)


def the_words_of_an_edit_are_not_kept(off: pytest.MonkeyPatch) -> None:
    async def reword(*_: Any) -> None:
        return None

    off.setattr(conversations, "reword", reword)


def what_was_being_sent_is_forgotten_at_a_death(off: pytest.MonkeyPatch) -> None:
    async def recover(tx: Transaction, adapter: str) -> None:
        await tx.run("UPDATE outbox SET state = 'sent' WHERE state = 'sending'")

    off.setattr(outbox, "recover", recover)


@pytest.mark.parametrize(
    ("switch_off", "most"),
    [
        (an_event_may_be_taken_twice, 10),
        (the_first_attempt_is_forgotten, 60),
        (what_is_over_is_sent, 80),
        (the_history_is_not_read, 60),
        (what_came_is_acknowledged_before_it_is_kept, 60),
        (the_words_of_an_edit_are_not_kept, 10),
        (what_was_being_sent_is_forgotten_at_a_death, 20),
    ],
    ids=lambda value: getattr(value, "__name__", value),
)
def test_it_is_noticed_when(switch_off: Switch, most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    switch_off(monkeypatch)
    seeds_until_noticed(most)
