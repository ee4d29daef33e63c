"""Pictures on Matrix: what was drawn is what is seen, and in a sealed room nobody else sees it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from standup.chat.contract import meet, running
from standup.core.messages.markup import Image, Message, Picture
from tests.matrix.bench import MatrixBench, matrix_bench
from tests.matrix.person import Person
from tests.matrix.synapse import LARGEST_UPLOAD, Synapse
from tests.pictures.shown import bytes_of, picture

FIRST = picture("Reading 5, Code 1.")


async def content_of(bench: MatrixBench, event: str) -> dict[str, object]:
    assert isinstance(bench.person, Person)
    found = [
        one for one in await bench.person.history(bench.person.room) if one["event_id"] == event
    ]
    content: dict[str, object] = found[0]["content"]
    return content


@pytest.mark.parametrize("encryption", [False, True], ids=["plain", "sealed"])
async def test_the_same_bytes_are_seen_and_only_by_who_may(
    synapse: Synapse, tmp_path: Path, *, encryption: bool
) -> None:
    shown = picture("Reading 5, Code 1.", 2 + encryption)
    async with matrix_bench(synapse, tmp_path, encryption=encryption) as bench:
        adapter = bench.adapter()
        async with running(adapter, bench.inbox()):
            place = await meet(bench, adapter)
            sent = await adapter.send(place, shown, "k1")
            assert await adapter.send(place, shown, "k1") == sent
            [seen] = await bench.person.reads()
            assert (seen.text, seen.picture) == ("Reading 5, Code 1.", bytes_of(shown))
            content = await content_of(bench, sent)
            assert ("file" in content, "url" in content) == (encryption, not encryption)
            files = [one for one in (synapse.folder / "media").rglob("*") if one.is_file()]
            is_open = any(bytes_of(shown) in one.read_bytes() for one in files)
            assert is_open == (not encryption)
            bench.ahead = timedelta(days=2)  # the key is known no more
            since = datetime.now(UTC) - timedelta(minutes=1)
            assert await adapter.find(place, shown, "k1", since) == (sent,)
            assert await adapter.find(place, shown, "k2", since) == ()


async def test_a_picture_that_the_server_does_not_take_is_said(
    synapse: Synapse, tmp_path: Path
) -> None:
    assert FIRST.picture is not None
    huge = Image(bytes_of(FIRST) + bytes(LARGEST_UPLOAD), 10, 10)
    message = Message((Picture(FIRST.picture[0].chart, "Too large.", huge),))
    async with matrix_bench(synapse, tmp_path) as bench:
        adapter = bench.adapter()
        async with running(adapter, bench.inbox()):
            place = await meet(bench, adapter)
            await adapter.send(place, message, "k1")
            [seen] = await bench.person.reads()
            assert (seen.text, seen.picture) == ("Too large.", None)
