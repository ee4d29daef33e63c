"""A digest of more people than are read at once, and what happens while it is made."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from standup.chat.interface import Capabilities
from standup.core.asking.check_in import Answer, State
from standup.core.messages.markup import from_data, plain
from standup.core.model import Channel, Instance, Person, Question, Round, Standup
from standup.core.posts import PostKind
from standup.core.wording import channel
from standup.engine.clock import JumpClock
from standup.engine.directory import Directory
from standup.engine.posts import digest
from standup.engine.publisher import Publisher
from standup.store import (
    asking,
    check_ins,
    days,
    expired,
    posts,
    records,
    remains,
    runs,
)
from standup.store.database import Store, Transaction
from standup.store.some import PAGE
from tests import team

BEGAN = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)
ENDED = BEGAN + timedelta(hours=9)
MANY = 2 * PAGE + 7
EVERYBODY = tuple(Person(f"p{n}", f"Person {n:03}", "UTC") for n in range(MANY))
ROUND = Round("day", "Day", "30 9 * * thu", (Question("q", "text", "What?"),), timedelta(hours=8))
STANDUP = Standup("daily", "Daily", (ROUND,), EVERYBODY, (Channel("chat", "#a"),))
NARROW = Capabilities(text_limit=800, threads=True, edits=True, opens_direct=True)
KEY = "digest/1/0"


@dataclass
class Evening:
    """A run that is over, and the publisher of its digest."""

    store: Store
    publisher: Publisher

    async def posted(self) -> list[str]:
        """The words of the digest's messages, in order."""
        rows = await self.store.read(
            lambda tx: tx.all("SELECT content FROM outbox WHERE key LIKE ? || '%' ORDER BY id", KEY)
        )
        return [plain(from_data(json.loads(content))) for (content,) in rows]

    async def laid_out(self) -> str:
        """The digest as a look at everybody tells it."""

        async def read(tx: Transaction) -> str:
            run = await runs.get(tx, 1)
            return plain(channel.digest(await records.run_report(tx, run, ENDED)))

        return await self.store.read(read)

    async def change(self, person: str) -> None:
        """Let somebody's words go, which wants the digest anew."""

        async def let_go(tx: Transaction) -> None:
            run = await runs.get(tx, 1)
            kept = await records.figures_of(tx, run, person, ENDED)
            await remains.keep(tx, 1, person, kept)
            await days.erase_words(tx, 1, person)
            await posts.renew(tx, 1)

        await self.store.write(let_go)


@pytest.fixture
async def evening(tmp_path: Path) -> AsyncIterator[Evening]:
    store = await team.open_store(tmp_path)
    await store.write(_lived)
    directory = Directory(Instance((STANDUP,), EVERYBODY, "Ana", "UTC"), {"chat": NARROW})
    yield Evening(store, Publisher(store, lambda: directory, JumpClock(ENDED), lambda: None))
    await store.close()


async def _lived(tx: Transaction) -> None:
    """All but every ninth have shared something."""
    run, _ = await runs.open_run(tx, STANDUP, BEGAN.date(), ENDED, BEGAN)
    for number, person in enumerate(EVERYBODY):
        made = await asking.open_check_in(tx, run, "day", person.id, "UTC", BEGAN, ENDED, None)
        assert made
        await asking.confirm_asked(tx, made.id, BEGAN)
        if number % 9:
            said = Answer("q", f"chat:{number}", f"What {person.name} did, at length", BEGAN)
            await check_ins.keep(tx, made.id, said)
        await check_ins.save(tx, replace(made, state=State.CLOSED))
    await runs.close(tx, run.id, ENDED)
    await posts.want(tx, PostKind.DIGEST, run.id, run.id)


async def test_a_digest_made_page_by_page_says_what_one_made_at_once_does(
    evening: Evening,
) -> None:
    await evening.publisher.publish()
    posted = await evening.posted()
    assert len(posted) > 3
    assert all(len(part.encode()) <= NARROW.text_limit for part in posted)
    assert "\n".join(posted) == await evening.laid_out()


async def test_others_are_let_through_while_a_digest_is_made(evening: Evening) -> None:
    making = asyncio.create_task(evening.publisher.publish())
    turns = 0
    while not making.done():
        await evening.store.write(lambda tx: runs.leave_out(tx, 1, "nobody"))
        turns += 1
    await making
    assert turns >= MANY // PAGE


async def test_what_changes_while_a_digest_is_made_is_in_it_in_the_end(evening: Evening) -> None:
    making = asyncio.create_task(evening.publisher.publish())
    while not await evening.posted():
        await asyncio.sleep(0)
    await evening.change("p1")
    await making
    assert "What Person 001 did" not in "\n".join(await evening.posted())
    assert "\n".join(await evening.posted()) == await evening.laid_out()


async def test_parts_that_are_no_longer_needed_say_so_however_many(
    evening: Evening, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(digest, "_MOST_LEFT", 2)
    await evening.publisher.publish()
    before = len(await evening.posted())
    for person in EVERYBODY:
        await evening.change(person.id)
    await evening.publisher.publish()
    posted = await evening.posted()
    needed = [part for part in posted if part != plain(channel.shortened())]
    assert len(posted) == before
    assert "\n".join(needed) == await evening.laid_out()
    assert len(posted) - len(needed) > 2


async def test_a_digest_that_was_broken_off_is_made_to_its_end(
    evening: Evening, monkeypatch: pytest.MonkeyPatch
) -> None:
    making = asyncio.create_task(evening.publisher.publish())
    while not await evening.posted():
        await asyncio.sleep(0)
    making.cancel()
    await asyncio.gather(making, return_exceptions=True)
    await evening.publisher.publish()
    assert "\n".join(await evening.posted()) == await evening.laid_out()


async def test_a_digest_that_is_let_go_of_while_it_is_made_is_not_promised_again(
    evening: Evening,
) -> None:
    making = asyncio.create_task(evening.publisher.publish())
    while not await evening.posted():
        await asyncio.sleep(0)
    await evening.store.write(lambda tx: expired.drop_posted(tx, 1, 1))
    left = await evening.posted()
    await making
    assert await evening.posted() == left


async def test_a_thread_is_named_by_its_head_alone(evening: Evening) -> None:
    await evening.store.write(lambda tx: posts.want(tx, PostKind.THREAD, 1, 1))
    await evening.publisher.publish()
    titles = "SELECT title FROM outbox WHERE key LIKE ? || '%' AND title IS NOT NULL"
    head = await evening.store.read(lambda tx: tx.all(titles, "thread/1/0"))
    assert head == [("Daily · Thursday 26 November",)]
    assert await evening.store.read(lambda tx: tx.all(titles, "digest/")) == []
