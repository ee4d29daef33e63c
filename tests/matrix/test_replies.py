"""What is heard of what people say in a room for all, on a real Synapse."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from standup.chat.contract import Recorder, running, until
from standup.chat.interface import Deleted, Edited, Replied
from standup_matrix import events
from standup_matrix.encryption import Encryption
from standup_matrix.waiting import LONGEST
from tests.matrix.bench import MatrixBench, matrix_bench
from tests.matrix.person import Person
from tests.matrix.synapse import Synapse
from tests.matrix.test_matrix import SEALED, joined, sent

Json = dict[str, Any]
SENDER: Json = {"sender": "@ana:matrix.test", "origin_server_ts": 0, "event_id": "$1"}


@pytest.fixture
async def bench(synapse: Synapse, tmp_path: Path) -> AsyncIterator[MatrixBench]:
    async with matrix_bench(synapse, tmp_path) as made:
        made.person = client(made)
        yield made


@pytest.fixture
async def sealed(synapse: Synapse, tmp_path: Path) -> AsyncIterator[MatrixBench]:
    """A bench with a room for all in which everything is encrypted."""
    async with matrix_bench(synapse, tmp_path, encryption=True) as made:
        ana = client(made)
        room = await ana.nio.room_create(name="Team", invite=[made.bot], initial_state=[SEALED])
        made.channel = str(room.room_id)
        yield made


def client(bench: MatrixBench) -> Person:
    assert isinstance(bench.person, Person)
    return bench.person


def inbox_of(bench: MatrixBench) -> Recorder:
    inbox = bench.inbox()
    inbox.channels.add(bench.channel)
    return inbox


async def replies(inbox: Recorder, count: int) -> Sequence[Replied]:
    async def look() -> Sequence[Replied]:
        found = [event for event in inbox.events if isinstance(event, Replied)]
        return found if len(found) >= count else ()

    return await until(f"{count} replies", look)


def reply_to(message: str, text: str, **more: Any) -> Json:
    relation = {"m.in_reply_to": {"event_id": message}} | more
    return {"msgtype": "m.text", "body": text, "m.relates_to": relation}


async def test_what_stands_in_a_thread_is_a_reply_where_its_client_says_so(
    bench: MatrixBench,
) -> None:
    inbox, adapter, ana = inbox_of(bench), bench.adapter(), client(bench)
    async with running(adapter, inbox):
        root = await joined(adapter, bench.channel)
        inbox.posts.add(root)
        thread = {"rel_type": "m.thread", "event_id": root}
        await ana.post_in(
            bench.channel, reply_to(root, "hello all", **thread, is_falling_back=True)
        )
        quoting = reply_to(root, f"> <{bench.bot}> Learning Day\n\nwhy?", **thread)
        written = await ana.post_in(bench.channel, quoting)
        [found] = await replies(inbox, 1)
    assert (found.id, found.text, found.answers) == (written, "why?", root)


async def test_what_is_replied_while_the_bot_is_away_is_heard(bench: MatrixBench) -> None:
    inbox, adapter = inbox_of(bench), bench.adapter()
    async with running(adapter, inbox):
        inbox.posts.add(root := await joined(adapter, bench.channel))
    written = await client(bench).reply_in(bench.channel, root, "why?")
    for _ in range(2):
        async with running(bench.adapter(), inbox):
            [found] = await replies(inbox, 1)
    assert found.id == written


async def test_in_a_sealed_room_nothing_else_is_opened(sealed: MatrixBench) -> None:
    inbox, adapter, ana = inbox_of(sealed), sealed.adapter(), client(sealed)
    opened: list[str] = []
    decrypt = Encryption.decrypt

    def watched(self: Encryption, room_id: str, event: Json) -> Json | None:
        opened.append(event["event_id"])
        return decrypt(self, room_id, event)

    with patch.object(Encryption, "decrypt", watched):
        async with running(adapter, inbox):
            inbox.posts.add(root := await joined(adapter, sealed.channel))
            await ana.write_in(sealed.channel, "lunch, anybody?")
            written = await ana.reply_in(sealed.channel, root, "befor")
            assert written is not None
            await ana.reply_in(sealed.channel, written, "said to somebody else")
            await ana.edit(written, "before")
            [found] = await replies(inbox, 1)
            last = await ana.reply_in(sealed.channel, root, "the last")
            await replies(inbox, 2)
    edits = [event for event in inbox.events if isinstance(event, Edited)]
    assert (found.id, found.text, found.answers) == (written, "befor", root)
    assert [(one.message, one.text) for one in edits] == [(written, "before")]
    assert set(opened) == {written, last, edits[0].id}
    assert len(set(opened)) == 3


async def test_an_edit_of_a_reply_that_is_redacted_is_told_by_its_own_id(
    bench: MatrixBench,
) -> None:
    await is_told_of_an_edit_and_its_end(bench)


async def test_in_a_sealed_room_too(sealed: MatrixBench) -> None:
    await is_told_of_an_edit_and_its_end(sealed)


async def is_told_of_an_edit_and_its_end(made: MatrixBench) -> None:
    inbox, adapter, ana = inbox_of(made), made.adapter(), client(made)
    async with running(adapter, inbox):
        inbox.posts.add(root := await joined(adapter, made.channel))
        written = await ana.reply_in(made.channel, root, "why?")
        assert written is not None
        await replies(inbox, 1)
        await ana.edit(written, "my password")
        [edit] = await until("the edit", lambda: told_of(inbox, Edited))
        await ana.delete(edit.id)
        [gone] = await until("its end", lambda: told_of(inbox, Deleted))
    assert (edit.message, gone.message) == (written, edit.id)


async def told_of(inbox: Recorder, kind: type[Edited | Deleted]) -> Sequence[Edited | Deleted]:
    await asyncio.sleep(0)
    return [event for event in inbox.events if isinstance(event, kind)]


async def test_what_nobody_can_open_in_a_room_for_all_nobody_is_told_of(
    sealed: MatrixBench,
) -> None:
    inbox, adapter = inbox_of(sealed), sealed.adapter()
    with patch.object(Encryption, "decrypt", lambda *_: None):
        async with running(adapter, inbox):
            inbox.posts.add(root := await joined(adapter, sealed.channel))
            await client(sealed).reply_in(sealed.channel, root, "why?")
            await until("the sealed reply", lambda: waiting(sealed, 1))
            sealed.ahead = 2 * LONGEST
            await sent(adapter, sealed.channel, "and now?", "now")
            await client(sealed).write_in(sealed.channel, "lunch, anybody?")
            await until("its end", lambda: waiting(sealed, 0))
    assert inbox.said == []


async def test_a_sealed_reply_that_is_taken_back_is_never_opened(sealed: MatrixBench) -> None:
    inbox, adapter, ana = inbox_of(sealed), sealed.adapter(), client(sealed)
    async with running(adapter, inbox):
        inbox.posts.add(root := await joined(adapter, sealed.channel))
        with patch.object(Encryption, "decrypt", lambda *_: None):
            written = await ana.reply_in(sealed.channel, root, "why?")
            assert written is not None
            await until("the sealed reply", lambda: waiting(sealed, 1))
            await ana.delete(written)
            await until("its end", lambda: waiting(sealed, 0))
        last = await ana.reply_in(sealed.channel, root, "the last")
        [found] = await replies(inbox, 1)
    assert found.id == last


async def waiting(bench: MatrixBench, count: int) -> bool:
    """Whether so many events wait for their keys."""
    await asyncio.sleep(0)
    return sum(name.startswith("sealed/") for name in bench.memory) == count


@pytest.mark.parametrize(
    ("content", "answered", "changed"),
    [
        (reply_to("$0", "why?"), "$0", None),
        (reply_to("$0", "why?", rel_type="m.thread", event_id="$9"), "$0", None),
        (
            reply_to("$0", "hm", rel_type="m.thread", event_id="$9", is_falling_back=True),
            None,
            None,
        ),
        ({"m.relates_to": {"rel_type": "m.replace", "event_id": "$0"}}, None, "$0"),
        ({"m.relates_to": {"rel_type": "m.replace", "event_id": 7}}, None, None),
        ({"m.relates_to": {"m.in_reply_to": "$0"}}, None, None),
        ({"m.relates_to": []}, None, None),
        ({}, None, None),
    ],
)
@pytest.mark.parametrize("kind", ["m.room.message", "m.room.encrypted"])
def test_what_an_event_relates_to_is_told_unopened(
    kind: str, content: Json, answered: str | None, changed: str | None
) -> None:
    event = SENDER | {"type": kind, "content": content}
    assert (events.answered(event), events.changed(event)) == (answered, changed)


def test_what_says_nothing_or_is_no_reply_is_nothing_that_was_said_in_a_channel() -> None:
    told: list[Json] = [
        {"msgtype": "m.text", "body": "hello"},
        reply_to("$0", ""),
        reply_to("$0", "a notice") | {"msgtype": "m.notice"},
        {"msgtype": "m.image", "body": "a.png"} | {"m.relates_to": {"m.in_reply_to": {}}},
    ]
    for content in told:
        assert events.in_channel(SENDER | {"type": "m.room.message", "content": content}) is None
