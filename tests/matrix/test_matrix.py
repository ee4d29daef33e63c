"""What Matrix does beyond the contract, on a real Synapse."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch
from urllib.parse import quote

import pytest

from standup.chat.contract import Recorder, running, until
from standup.chat.interface import (
    AuthLost,
    Besides,
    Deleted,
    Edited,
    Reachable,
    TryAgain,
    Unreachable,
    Unreadable,
    Went,
)
from standup.chat.secret import Secret
from standup.core.messages.markup import Bold, Mention, say
from standup_matrix import MatrixAdapter
from standup_matrix import adapter as adapter_module
from standup_matrix.direct import DirectRooms
from standup_matrix.homeserver import Homeserver
from tests.matrix.bench import PASSWORD, MatrixBench, matrix_bench
from tests.matrix.person import Person
from tests.matrix.synapse import Synapse
from tests.patience import PATIENCE

Json = dict[str, Any]

SEALED: Json = {
    "type": "m.room.encryption",
    "state_key": "",
    "content": {"algorithm": "m.megolm.v1.aes-sha2"},
}
ODD: list[Json] = [
    {"msgtype": ["m.text"], "body": "of no kind"},
    {"msgtype": ["m.text"], "body": 5},
    {"body": {"a": []}, "m.relates_to": "no relation"},
    {"msgtype": "m.text", "body": "x", "m.relates_to": {"rel_type": "m.replace"}},
    {"algorithm": "m.megolm.v1.aes-sha2", "ciphertext": 7, "session_id": [], "device_id": None},
    {},
]


@pytest.fixture
async def bench(synapse: Synapse, tmp_path: Path) -> AsyncIterator[MatrixBench]:
    async with matrix_bench(synapse, tmp_path) as made:
        yield made


@pytest.fixture
async def sealed(synapse: Synapse, tmp_path: Path) -> AsyncIterator[MatrixBench]:
    async with matrix_bench(synapse, tmp_path, encryption=True) as made:
        yield made


def kept(bench: MatrixBench) -> Json:
    content: Json = json.loads(bench.memory["credentials"])
    return content


def devices(bench: MatrixBench) -> set[str]:
    """The bot's devices, as the homeserver knows them."""
    names = {device["device_id"] for device in as_bot(bench, "GET", "/devices")["devices"]}
    return {name for name in names if name.startswith("STANDUP")}  # one came with the account


def waits(bench: MatrixBench) -> list[str]:
    """The events whose key has not come."""
    kept = bench.memory.items()
    return [json.loads(text)[1]["event_id"] for name, text in kept if name.startswith("sealed/")]


def as_bot(bench: MatrixBench, method: str, path: str, body: Json | None = None) -> Json:
    return bench.synapse.request(method, f"/_matrix/client/v3{path}", body, kept(bench)["token"])


async def happened(what: str, look: Callable[[], Any]) -> Any:
    async def awaited() -> Any:
        return look()

    return await until(what, awaited)


def changes(inbox: Recorder) -> list[Reachable | Went]:
    return [event for event in inbox.events if isinstance(event, Reachable | Went)]


def said(inbox: Recorder) -> list[str]:
    return [event.text for event in inbox.said]


async def sent(adapter: MatrixAdapter, place: str, text: str, key: str) -> str:
    for _ in range(40):
        try:
            return await adapter.send(place, say(text), key)
        except TryAgain as again:
            await asyncio.sleep(min(again.after, 0.5))
    raise AssertionError("TryAgain forty times")


async def joined(adapter: MatrixAdapter, room: str) -> str:
    """The first message in a room that we are just joining."""

    async def first() -> str:
        with suppress(TryAgain, Unreachable):
            return await adapter.send(room, say("Learning Day"), "root")
        return ""

    return await until("the bot has joined", first)


async def meet(bench: MatrixBench, adapter: MatrixAdapter) -> str:
    place = await adapter.direct(bench.account)
    await bench.person.accept()
    await sent(adapter, place, "hello", "hello")
    return place


class TestRooms:
    async def test_a_new_direct_room_is_written_into_m_direct(self, bench: MatrixBench) -> None:
        adapter = bench.adapter()
        async with running(adapter, bench.inbox()):
            where = f"/user/{bench.bot}/account_data/m.direct"
            as_bot(bench, "PUT", where, {"@someone:else": ["!other"]})
            place = await adapter.direct(bench.account)
            listed = as_bot(bench, "GET", where)
        assert listed == {"@someone:else": ["!other"], bench.account: [place]}

    async def test_a_room_whose_listing_failed_is_not_opened_twice(
        self, bench: MatrixBench
    ) -> None:
        async def lost(*_: Any) -> None:
            raise TryAgain(1)

        inbox, adapter = bench.inbox(), bench.adapter()
        async with running(adapter, inbox):
            with patch.object(DirectRooms, "_list", lost), pytest.raises(TryAgain):
                await adapter.direct(bench.account)
        adapter = bench.adapter()
        async with running(adapter, inbox):
            place = await adapter.direct(bench.account)
            listed = as_bot(bench, "GET", f"/user/{bench.bot}/account_data/m.direct")
            assert listed == {bench.account: [place]}
            rooms = as_bot(bench, "GET", "/joined_rooms")["joined_rooms"]
        assert set(rooms) <= {place, bench.channel}

    async def test_an_invitation_to_a_direct_room_is_accepted(self, bench: MatrixBench) -> None:
        assert isinstance(bench.person, Person)
        inbox, adapter = bench.inbox(), bench.adapter()
        async with running(adapter, inbox):
            made = await bench.person.nio.room_create(is_direct=True, invite=[bench.bot])
            bench.person.room = made.room_id
            early = await bench.person.write("written before the bot came")
            await happened("the message", lambda: inbox.said)
            assert [event.id for event in inbox.said] == [early]
            assert await adapter.direct(bench.account) == made.room_id
            listed = as_bot(bench, "GET", f"/user/{bench.bot}/account_data/m.direct")
        assert listed == {bench.account: [made.room_id]}
        assert [type(event) for event in changes(inbox)] == [Reachable]

    async def test_someone_who_left_is_unreachable_until_they_come_back(
        self, bench: MatrixBench
    ) -> None:
        assert isinstance(bench.person, Person)
        inbox, adapter = bench.inbox(), bench.adapter()
        async with running(adapter, inbox):
            place = await meet(bench, adapter)
            await bench.person.nio.room_leave(place)
            await happened("the leaving", lambda: len(changes(inbox)) == 2)
            with pytest.raises(Unreachable, match="left") as direct:
                await adapter.direct(bench.account)
            with pytest.raises(Unreachable, match="left") as send:
                await adapter.send(place, say("are you there?"), "there")
            assert direct.value.reason == send.value.reason == "left"
            made = await bench.person.nio.room_create(is_direct=True, invite=[bench.bot])
            await happened("the return", lambda: len(changes(inbox)) == 3)
            assert await adapter.direct(bench.account) == made.room_id
        kinds = [(type(event), getattr(event, "reason", "")) for event in changes(inbox)]
        assert kinds == [(Reachable, ""), (Went, "left"), (Reachable, "")]

    async def test_someone_who_left_is_still_unreachable_after_a_restart(
        self, bench: MatrixBench
    ) -> None:
        assert isinstance(bench.person, Person)
        inbox, adapter = bench.inbox(), bench.adapter()
        async with running(adapter, inbox):
            place = await meet(bench, adapter)
        await bench.person.nio.room_leave(place)
        adapter = bench.adapter()
        async with running(adapter, inbox):
            with pytest.raises(Unreachable, match="left"):
                await adapter.direct(bench.account)
        assert [type(event) for event in changes(inbox)] == [Reachable, Went]

    async def test_a_declined_invitation_is_unreachable(self, bench: MatrixBench) -> None:
        assert isinstance(bench.person, Person)
        inbox, adapter = bench.inbox(), bench.adapter()
        async with running(adapter, inbox):
            place = await adapter.direct(bench.account)
            await sent(adapter, place, "hello", "hello")
            await bench.person.nio.room_leave(place)
            await happened("the refusal", lambda: len(changes(inbox)) == 2)
            with pytest.raises(Unreachable, match="declined"):
                await adapter.direct(bench.account)
        assert [event.reason for event in changes(inbox) if isinstance(event, Went)] == [
            "invited",
            "declined",
        ]

    @pytest.mark.parametrize("encryption", [False, True])
    async def test_someone_who_has_not_joined_is_known_as_invited(
        self, synapse: Synapse, tmp_path: Path, encryption: bool
    ) -> None:
        async with matrix_bench(synapse, tmp_path, encryption=encryption) as bench:
            await self._not_joined(bench)

    async def _not_joined(self, bench: MatrixBench) -> None:
        inbox, adapter = bench.inbox(), bench.adapter()
        async with running(adapter, inbox):
            place = await adapter.direct(bench.account)
            await sent(adapter, place, "one", "one")
            await sent(adapter, place, "two", "two")
            [went] = changes(inbox)
            assert isinstance(went, Went)
            assert (went.account, went.reason) == (bench.account, "invited")
            await bench.person.accept()
            await happened("the joining", lambda: len(changes(inbox)) == 2)
            assert isinstance(changes(inbox)[1], Reachable)
            assert [one.text for one in await bench.person.reads()] == ["one", "two"]

    async def test_a_direct_room_that_others_read_is_not_written_to(
        self, bench: MatrixBench
    ) -> None:
        assert isinstance(bench.person, Person)
        inbox, adapter = bench.inbox(), bench.adapter()
        async with running(adapter, inbox):
            place = await meet(bench, adapter)
            other = bench.synapse.register(bench.account[1:].split(":")[0] + "-boss", PASSWORD)
            await bench.person.nio.room_invite(place, other)

            async def moved() -> bool:
                return await adapter.direct(bench.account) != place

            await until("another direct room", moved)
            with pytest.raises(Unreachable):
                await adapter.send(place, say("for your eyes only"), "secret")

    async def test_a_bot_that_was_removed_does_not_come_back(self, bench: MatrixBench) -> None:
        assert isinstance(bench.person, Person)
        inbox, adapter = bench.inbox(), bench.adapter()
        async with running(adapter, inbox):
            made = await bench.person.nio.room_create(is_direct=True, invite=[bench.bot])
            await happened("the invitation", lambda: changes(inbox))
            await bench.person.nio.room_kick(made.room_id, bench.bot)
            await happened("the removal", lambda: len(changes(inbox)) == 2)
            with pytest.raises(Unreachable) as error:
                await adapter.direct(bench.account)
            assert error.value.reason == "blocked"
            await bench.person.nio.room_kick(bench.channel, bench.bot)

            async def gone() -> str:
                with suppress(TryAgain):
                    try:
                        await adapter.send(bench.channel, say("a report"), "report")
                    except Unreachable as error:
                        return error.reason
                return ""

            assert await until("the channel is closed to us", gone) in {"gone", "closed"}
        assert [getattr(event, "reason", "") for event in changes(inbox)] == ["", "blocked"]

    async def test_a_channel_that_puts_the_bot_out_is_told(self, bench: MatrixBench) -> None:
        assert isinstance(bench.person, Person)
        inbox, adapter = bench.inbox(), bench.adapter()
        inbox.channels.add(bench.channel)
        async with running(adapter, inbox):
            await bench.person.nio.room_kick(bench.channel, bench.bot)
            await happened("the news", lambda: [e for e in inbox.events if isinstance(e, Went)])
        [went] = [event for event in inbox.events if isinstance(event, Went)]
        assert (went.account, went.reason) == (bench.channel, "left")


class TestReceiving:
    async def test_old_messages_are_no_answers_on_the_very_first_start(
        self, bench: MatrixBench
    ) -> None:
        adapter = bench.adapter()
        async with running(adapter, bench.inbox()):
            await meet(bench, adapter)
        await bench.person.write("long ago")
        inbox = bench.inbox()
        async with running(bench.adapter(), inbox):
            new = await bench.person.write("today")
            await happened("a message", lambda: inbox.said)
        assert [event.id for event in inbox.said] == [new]
        assert isinstance(changes(inbox)[0], Reachable)

    @pytest.mark.parametrize("encryption", [False, True])
    async def test_everything_written_while_the_bot_was_away_arrives(
        self, synapse: Synapse, tmp_path: Path, encryption: bool
    ) -> None:
        async with matrix_bench(synapse, tmp_path, encryption=encryption) as bench:
            inbox, adapter = bench.inbox(), bench.adapter()
            async with running(adapter, inbox):
                await meet(bench, adapter)
            written = [await bench.person.write(str(number)) for number in range(230)]
            async with running(bench.adapter(), inbox):
                await happened("all of them", lambda: len(inbox.said) >= 230)
            assert [event.id for event in inbox.said] == written

    @pytest.mark.parametrize("when", ["before", "after", "while away"])
    async def test_a_room_that_is_upgraded_is_followed(
        self, bench: MatrixBench, when: str, caplog: pytest.LogCaptureFixture
    ) -> None:
        inbox, adapter, person = bench.inbox(), bench.adapter(), bench.person
        assert isinstance(person, Person)
        old = await person.open_channel()
        inbox.channels = {old}

        async def upgraded() -> str:
            assert isinstance(person, Person)
            token = person.nio.access_token
            where = f"/_matrix/client/v3/rooms/{quote(old)}/upgrade"
            answer = await asyncio.to_thread(
                bench.synapse.request, "POST", where, {"new_version": "11"}, token
            )
            return str(answer["replacement_room"])

        async with running(adapter, inbox):
            root = await joined(adapter, old)
            if when != "while away":
                new = await upgraded()
                if when == "after":
                    await happened("a word on it", lambda: "invite me there" in caplog.text)
                await person.nio.room_invite(new, person.bot)
                await happened("it is followed", lambda: inbox.memory.get(f"moved/{old}") == new)
        if when == "while away":
            new = await upgraded()
            await person.nio.room_invite(new, person.bot)
        adapter = bench.adapter()
        async with running(adapter, inbox):
            await happened("it is followed", lambda: inbox.memory.get(f"moved/{old}") == new)
            with pytest.raises(Unreachable) as raised:
                await adapter.edit(old, root, say("one has shared"), "e1")
            assert raised.value.reason == "gone"
            report = await sent(adapter, old, "JAX", "k2")
            await adapter.edit(old, report, say("Rust"), "e2")
            reply = await adapter.send(old, say("Bo"), "k3", thread=report)
            assert report.endswith(f" in {new}")
            assert reply.endswith(f" in {new}")
        assert any(isinstance(one, Reachable) and one.account == old for one in inbox.events)
        assert "I go on in" in caplog.text

    async def test_a_channel_that_lets_the_bot_in_again_is_told(self, bench: MatrixBench) -> None:
        inbox, adapter, person = bench.inbox(), bench.adapter(), bench.person
        assert isinstance(person, Person)
        room = await person.open_channel()
        inbox.channels = {room}
        async with running(adapter, inbox):
            root = await joined(adapter, room)
            before = len(inbox.events)
            await person.nio.room_kick(room, person.bot)

            async def refused() -> str:
                try:
                    await adapter.edit(room, root, say("one has shared"), "e1")
                except Unreachable as unreachable:
                    return unreachable.reason
                return ""

            assert await until("we are out", refused) in {"closed", "left"}
            await person.nio.room_invite(room, person.bot)
            back = await happened(
                "the news",
                lambda: [one for one in inbox.events[before:] if isinstance(one, Reachable)],
            )
            assert back[-1].account == room
            await adapter.edit(room, root, say("one has shared"), "e1")

    async def test_an_edit_that_is_redacted_is_told_by_its_own_id(self, bench: MatrixBench) -> None:
        inbox, adapter = bench.inbox(), bench.adapter()
        async with running(adapter, inbox):
            await meet(bench, adapter)
            plan = await bench.person.write("JAX")
            await bench.person.edit(plan, "my password")
            edits = await happened(
                "the edit", lambda: [one for one in inbox.events if isinstance(one, Edited)]
            )
            await bench.person.delete(edits[0].id)
            gone = await happened(
                "the redaction", lambda: [one for one in inbox.events if isinstance(one, Deleted)]
            )
        assert gone[0].message == edits[0].id

    @pytest.mark.parametrize("how", ["refused", "from the future", "of an earlier release"])
    async def test_a_position_the_homeserver_does_not_know_loses_nothing(
        self, bench: MatrixBench, how: str, caplog: pytest.LogCaptureFixture
    ) -> None:
        inbox, adapter = bench.inbox(), bench.adapter()
        async with running(adapter, inbox):
            await meet(bench, adapter)
            before = await bench.person.write("before")
            await happened("it", lambda: inbox.said)
        written = [await bench.person.write(str(number)) for number in range(130)]
        assert inbox.position is not None
        token, _, stamp = inbox.position.partition(" ")
        later = token.replace("s", "s9999", 1)
        inbox.position = {
            "refused": f"garbage {stamp}",
            "from the future": f"{later} {stamp}",
            "of an earlier release": later,
        }[how]
        async with running(bench.adapter(), inbox):
            await happened("all of them", lambda: len({one.id for one in inbox.said}) >= 131)
            await bench.person.write("live")
            await happened("what is live", lambda: "live" in said(inbox))
        found = list(dict.fromkeys(event.id for event in inbox.said))
        assert set(found[1:-1]) == set(written)
        assert found[0] == before
        assert "I begin anew" in caplog.text
        assert "garbage" not in inbox.position

    async def test_an_event_nobody_expects_stops_nothing(self, sealed: MatrixBench) -> None:
        assert isinstance(sealed.person, Person)
        inbox, adapter = sealed.inbox(), sealed.adapter()
        async with running(adapter, inbox):
            place = await meet(sealed, adapter)
            for number, content in enumerate(ODD):
                where = f"/_matrix/client/v3/rooms/{place}/send/m.room.encrypted/{number}"
                token = sealed.person.nio.access_token
                sealed.synapse.request("PUT", where, content, token)
                where = f"/_matrix/client/v3/sendToDevice/m.room.encrypted/odd{number}"
                messages = {sealed.bot: {"*": content | {"algorithm": "m.olm.v1", "sender_key": 3}}}
                sealed.synapse.request("PUT", where, {"messages": messages}, token)
                await sealed.person.post(content)
            await sealed.person.write("still there?")
            await happened("the last message", lambda: len(inbox.said) == 2)
            assert [event.text for event in inbox.said] == ["x", "still there?"]

    async def test_words_do_not_ping(self, bench: MatrixBench) -> None:
        assert isinstance(bench.person, Person)
        adapter = bench.adapter()
        async with running(adapter, bench.inbox()):
            await meet(bench, adapter)
            await sent(adapter, bench.channel, f"@room {bench.account} @everyone", "ping")
            await bench.person.sync()
        room = bench.person.nio.rooms[bench.channel]
        assert room.unread_highlights == 0

    async def test_the_homeserver_tells_whoever_is_called_once_also_in_a_thread(
        self, bench: MatrixBench
    ) -> None:
        assert isinstance(bench.person, Person)
        adapter = bench.adapter()
        called = say("thanks ", Mention("@ana", bench.account))
        async with running(adapter, bench.inbox()):
            await meet(bench, adapter)
            root = await sent(adapter, bench.channel, "Learning Day", "day")
            one = await adapter.send(bench.channel, called, "one", thread=root)
            two = await adapter.send(bench.channel, say("thanks"), "two", thread=root)
            for key, event in {"one": one, "two": two}.items():
                await adapter.edit(bench.channel, event, called + say("!"), f"{key}-1", thread=root)
            await bench.person.sync()
        room = bench.person.nio.rooms[bench.channel]
        assert room.unread_highlights == 1
        shown = {each.id: each for each in await bench.channel_reads()}
        assert [shown[event].told for event in (root, one, two)] == [(), (bench.account,), ()]


class TestSignIn:
    async def test_the_password_is_used_once(self, bench: MatrixBench) -> None:
        adapter = bench.adapter()
        async with running(adapter, bench.inbox()):
            first = kept(bench)
        bench.password_file.unlink()
        async with running(bench.adapter(), bench.inbox()):
            assert kept(bench) == first

    async def test_a_refused_token_is_renewed_with_the_same_device(
        self, synapse: Synapse, tmp_path: Path
    ) -> None:
        async with matrix_bench(synapse, tmp_path, encryption=True, element=True) as bench:
            inbox, adapter = bench.inbox(), bench.adapter()
            async with running(adapter, inbox):
                place = await meet(bench, adapter)
                old = kept(bench)
                first = await sent(adapter, place, "once", "once")
                as_bot(bench, "POST", "/logout", {})  # the device and its keys are gone
                await bench.person.write("for nobody")  # ends the open poll
                await happened("a token", lambda: kept(bench)["token"] not in {"", old["token"]})
                await happened("it runs again", lambda: adapter._live)
                await bench.person.write("hello again")
                await happened("the message", lambda: "hello again" in said(inbox))
                assert await sent(adapter, place, "once", "once") == first
                assert [one.text for one in await bench.person.reads()] == ["hello", "once"]
            assert kept(bench)["device"] == old["device"]

    async def test_a_revoked_token_without_a_password_ends_the_run(
        self, bench: MatrixBench, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert isinstance(bench.person, Person)
        token = _log_in(bench)
        monkeypatch.setenv("BOT_TOKEN", token)
        adapter = bench.adapter(password=None, access_token=Secret(env="BOT_TOKEN"))
        calls = 0
        call = Homeserver.call

        async def counted(self: Homeserver, *args: Any, **more: Any) -> Json:
            nonlocal calls
            calls += 1
            return await call(self, *args, **more)

        run = asyncio.create_task(adapter.run(bench.inbox(), lambda _: None))
        await happened("it runs", lambda: adapter._live)
        with patch.object(Homeserver, "call", counted):
            bench.synapse.request("POST", "/_matrix/client/v3/logout", {}, token)
            content = {"msgtype": "m.text", "body": "ends the open poll"}
            await bench.person.nio.room_send(bench.channel, "m.room.message", content)
            with pytest.raises(AuthLost, match="access token") as lost:
                await asyncio.wait_for(run, PATIENCE)
        assert calls <= 3
        assert token not in str(lost.value)
        with pytest.raises(AuthLost, match="put a new one"):
            await adapter.run(bench.inbox(), lambda _: None)

    async def test_a_wrong_password_says_what_to_do(self, bench: MatrixBench) -> None:
        bench.password_file.write_text("not-it")
        with pytest.raises(AuthLost, match="put the right one") as lost:
            await bench.adapter().run(bench.inbox(), lambda _: None)
        assert "not-it" not in str(lost.value)
        bench.password_file.unlink()
        with pytest.raises(AuthLost, match="empty or missing"):
            await bench.adapter().run(bench.inbox(), lambda _: None)

    async def test_nothing_secret_is_logged(
        self, sealed: MatrixBench, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level(logging.DEBUG)
        inbox, adapter = sealed.inbox(), sealed.adapter()
        async with running(adapter, inbox):
            place = await meet(sealed, adapter)
            await sent(adapter, place, "a-private-question", "q")
            assert isinstance(sealed.person, Person)
            await sealed.person.write("a-private-answer")
            await happened("the answer", lambda: inbox.said)
        for secret in ("a-private", PASSWORD, kept(sealed)["token"]):
            assert secret not in caplog.text


@pytest.mark.server
class TestWeather:
    """A server that is slow, away, or busy."""

    async def test_a_server_that_goes_and_comes_back(
        self, tmp_path: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        synapse = Synapse(tmp_path / "own")
        synapse.start()
        try:
            async with matrix_bench(synapse, tmp_path) as bench:
                inbox, adapter = bench.inbox(), bench.adapter()
                async with running(adapter, inbox):
                    place = await meet(bench, adapter)
                    first = await sent(adapter, place, "once", "once")
                    await asyncio.to_thread(synapse.stop)
                    with pytest.raises(TryAgain):
                        await adapter.send(place, say("lost?"), "lost")
                    await asyncio.sleep(2.5)
                    await asyncio.to_thread(synapse.start)
                    written = await bench.person.write("welcome back")
                    await happened("the message", lambda: inbox.said)
                    assert [event.id for event in inbox.said] == [written]
                    assert await sent(adapter, place, "once", "once") == first
            away = [one for one in caplog.records if getattr(one, "action", "") == "matrix_away"]
            assert len(away) == 1
        finally:
            synapse.stop()

    async def test_the_default_limits_are_passed_on(self, tmp_path: Path) -> None:
        synapse = Synapse(tmp_path / "own", limits=True)
        synapse.start()
        try:
            async with matrix_bench(synapse, tmp_path) as bench:
                adapter = bench.adapter()
                async with running(adapter, bench.inbox()):
                    place = await adapter.direct(bench.account)
                    await sent(adapter, place, "hello", "hello")
                    quick = (adapter.send(place, say("quick"), f"q{n}") for n in range(20))
                    assert 1 <= await _told_to_wait(quick) <= 10
                    people = [synapse.register(f"p{n}", PASSWORD) for n in range(12)]
                    assert 1 <= await _told_to_wait(map(adapter.direct, people)) <= 61
        finally:
            synapse.stop()


class TestEncryption:
    async def test_the_server_reads_nothing(self, sealed: MatrixBench) -> None:
        inbox, adapter = sealed.inbox(), sealed.adapter()
        async with running(adapter, inbox):
            place = await meet(sealed, adapter)
            sent_id = await sent(adapter, place, "a question", "q")
            await adapter.edit(place, sent_id, say(Bold("a better question")), "edit")
            await sealed.person.write("an answer")
            await happened("the answer", lambda: inbox.said)
            events = as_bot(sealed, "GET", f"/rooms/{place}/messages?dir=b&limit=100")["chunk"]
        kinds = [event["type"] for event in events if "state_key" not in event]
        assert kinds == ["m.room.encrypted"] * 4
        assert "question" not in json.dumps(events)

    async def test_an_encrypted_channel_holds_threads(self, sealed: MatrixBench) -> None:
        assert isinstance(sealed.person, Person)
        adapter = sealed.adapter()
        async with running(adapter, sealed.inbox()):
            made = await sealed.person.nio.room_create(
                name="Sealed", invite=[sealed.bot], initial_state=[SEALED]
            )
            root = await joined(adapter, made.room_id)
            reply = await adapter.send(made.room_id, say("Ana"), "reply", thread=root)
            await adapter.edit(made.room_id, reply, say(Bold("Ana")), "edit", thread=root)
            seen = await sealed.person.reads_in(made.room_id)
        assert [(one.id, one.text, one.thread) for one in seen] == [
            (root, "Learning Day", None),
            (reply, "Ana", root),
        ]

    async def test_a_message_whose_key_comes_later_is_delivered_then(
        self, sealed: MatrixBench
    ) -> None:
        inbox, adapter = sealed.inbox(), sealed.adapter()
        async with running(adapter, inbox):
            place = await meet(sealed, adapter)
            key, written = await _write_without_key(sealed, place, "the key comes later")
            await happened("it waits", lambda: waits(sealed) == [written])
        async with running(sealed.adapter(), inbox):
            assert inbox.said == []
            where = "/_matrix/client/v3/sendToDevice/m.room.encrypted/late"
            assert isinstance(sealed.person, Person)
            sealed.synapse.request("PUT", where, key, sealed.person.nio.access_token)
            await happened("the message", lambda: inbox.said)
            assert [(one.id, one.text) for one in inbox.said] == [(written, "the key comes later")]
            assert waits(sealed) == []

    async def test_someone_whose_message_stays_sealed_is_told_once(
        self, sealed: MatrixBench
    ) -> None:
        inbox, adapter = sealed.inbox(), sealed.adapter()
        async with running(adapter, inbox):
            place = await meet(sealed, adapter)
            await _write_without_key(sealed, place, "nobody can read this")
            await sealed.person.write("nor this")
            await happened("two wait", lambda: len(waits(sealed)) == 2)
            sealed.ahead = timedelta(minutes=3)
            assert isinstance(sealed.person, Person)
            sealed.person.nio.invalidate_outbound_session(place)
            await sealed.person.write("and this?")
            await happened("the readable one", lambda: [one for one in inbox.said if one.text])
            await happened("nothing waits", lambda: waits(sealed) == [])
        told = [one for one in inbox.events if isinstance(one, Unreadable)]
        assert [(one.account, one.why) for one in told] == [(sealed.account, Besides.SEALED)]
        assert [one.text for one in inbox.said if one.text] == ["and this?"]

    async def test_new_devices_can_write_after_all_one_time_keys_were_used(
        self, sealed: MatrixBench
    ) -> None:
        assert isinstance(sealed.person, Person)
        inbox, adapter = sealed.inbox(), sealed.adapter()
        async with running(adapter, inbox):
            place = await meet(sealed, adapter)
        claim = {sealed.bot: {kept(sealed)["device"]: "signed_curve25519"}}
        token = sealed.person.nio.access_token
        while sealed.synapse.request(
            "POST", "/_matrix/client/v3/keys/claim", {"one_time_keys": claim}, token
        )["one_time_keys"]:
            pass
        (sealed.folder / "phone").mkdir()
        phone = Person(sealed.synapse.url, sealed.account, sealed.bot, sealed.folder / "phone")
        adapter = sealed.adapter()
        async with running(adapter, inbox):
            await happened("keys for others to take", lambda: _nio(adapter).olm.uploaded_key_count)
            await phone.arrive(PASSWORD)
            phone.room = place
            await phone.write("from my new phone")
            await happened("the message", lambda: "from my new phone" in said(inbox))
            await phone.leave_town()

    async def test_a_bot_whose_keys_were_lost_becomes_a_new_device(
        self, sealed: MatrixBench
    ) -> None:
        inbox, adapter = sealed.inbox(), sealed.adapter()
        async with running(adapter, inbox):
            await meet(sealed, adapter)
        old = kept(sealed)["device"]
        del sealed.memory["olm/account"]
        async with running(sealed.adapter(), inbox):
            assert kept(sealed)["device"] != old
            await sealed.person.write("to the new device")
            await happened("the message", lambda: "to the new device" in said(inbox))

    @pytest.mark.parametrize("length", [7000, 7600, 7660])
    async def test_the_longest_html_fits(self, sealed: MatrixBench, length: int) -> None:
        adapter = sealed.adapter()
        async with running(adapter, sealed.inbox()):
            place = await meet(sealed, adapter)
            sent_id = await adapter.send(place, say(Bold("&" * length)), "long")
            await adapter.edit(place, sent_id, say(Bold("<" * length)), "edit")
            assert (await sealed.person.reads())[-1].text == "<" * length

    async def test_an_encrypted_room_gets_nothing_in_clear(self, sealed: MatrixBench) -> None:
        adapter = sealed.adapter()
        async with running(adapter, sealed.inbox()):
            place = await meet(sealed, adapter)
        adapter = sealed.adapter(encryption=False)
        async with running(adapter, sealed.inbox()):

            async def refused() -> bool:  # the room may not be known yet, and takes nothing then
                with pytest.raises(Unreachable) as told:
                    await adapter.send(place, say("in clear"), "clear")
                return "encryption is turned off" in str(told.value)

            await until("it is refused for being encrypted", refused)

    async def test_a_second_device_of_the_person_reads_what_comes_after(
        self, sealed: MatrixBench
    ) -> None:
        adapter = sealed.adapter()
        async with running(adapter, sealed.inbox()):
            place = await meet(sealed, adapter)
            (sealed.folder / "phone").mkdir()
            phone = Person(sealed.synapse.url, sealed.account, sealed.bot, sealed.folder / "phone")
            await phone.arrive(PASSWORD)
            try:
                known = _nio(adapter).device_store
                await happened(
                    "the phone is known", lambda: phone.nio.device_id in known[sealed.account]
                )
                await sent(adapter, place, "on every device", "all")
                texts = [one.text for one in await phone.reads_in(place)]
            finally:
                await phone.leave_town()
        assert texts == ["on every device"]


class TestCrossSigning:
    async def test_the_bot_is_signed_once_and_stays_so(self, sealed: MatrixBench) -> None:
        async with running(sealed.adapter(), sealed.inbox()):
            first = _keys(sealed)
        async with running(sealed.adapter(), sealed.inbox()):
            assert _keys(sealed) == first
        signatures = first["device_keys"][sealed.bot][kept(sealed)["device"]]["signatures"]
        assert len(signatures[sealed.bot]) == 2

    async def test_a_bot_that_has_lost_everything_is_signed_anew(self, sealed: MatrixBench) -> None:
        async with running(sealed.adapter(), sealed.inbox()):
            first = _keys(sealed)
        sealed.memory.clear()
        async with running(sealed.adapter(), sealed.inbox()):
            second = _keys(sealed)
            device = kept(sealed)["device"]
        assert first["master_keys"] != second["master_keys"]
        assert len(second["device_keys"][sealed.bot][device]["signatures"][sealed.bot]) == 2

    async def test_without_it_a_strict_client_neither_reads_nor_is_read(
        self, synapse: Synapse, tmp_path: Path
    ) -> None:
        async def unsigned(*_: Any) -> None:
            pass

        async with matrix_bench(synapse, tmp_path, encryption=True, element=True) as bench:
            inbox, adapter = bench.inbox(), bench.adapter()
            with patch.object(adapter_module, "sign_device", unsigned):
                async with running(adapter, inbox):
                    await meet(bench, adapter)
                    history = await bench.person.history(bench.person.room)
                    assert "not signed" in history[-1]["unreadable"]
                    await bench.person.write("you cannot read this")
                    await asyncio.sleep(1)
                    assert inbox.said == []
            async with running(bench.adapter(), inbox):
                await bench.person.write("now you can")
                await happened("the message", lambda: inbox.said)
                assert [one.text for one in inbox.said] == ["now you can"]

    async def test_a_strict_client_shows_no_shield(self, synapse: Synapse, tmp_path: Path) -> None:
        async with matrix_bench(synapse, tmp_path, encryption=True, element=True) as bench:
            adapter = bench.adapter()
            async with running(adapter, bench.inbox()):
                await meet(bench, adapter)
                last = (await bench.person.history(bench.person.room))[-1]
        assert (last["content"]["body"], last["shield"]) == ("hello", None)


async def _told_to_wait(requests: Iterable[Coroutine[Any, Any, str]]) -> float:
    try:
        for request in requests:
            await request
    except TryAgain as again:
        return again.after
    raise AssertionError("nothing was refused")


def _log_in(bench: MatrixBench) -> str:
    login = {
        "type": "m.login.password",
        "identifier": {"type": "m.id.user", "user": bench.bot},
        "password": PASSWORD,
    }
    answer = bench.synapse.request("POST", "/_matrix/client/v3/login", login)
    return str(answer["access_token"])


def _nio(adapter: MatrixAdapter) -> Any:
    """The library's client, while the adapter runs."""
    assert adapter._live is not None
    return adapter._live.server.nio


def _keys(bench: MatrixBench) -> Json:
    return as_bot(bench, "POST", "/keys/query", {"device_keys": {bench.bot: []}})


async def _write_without_key(bench: MatrixBench, place: str, text: str) -> tuple[Json, str]:
    """Write an encrypted message and hold its key back: the key's message, and the event's id."""
    assert isinstance(bench.person, Person)
    nio = bench.person.nio
    await bench.person.sync()
    nio.invalidate_outbound_session(place)
    await nio.joined_members(place)
    if nio.should_query_keys:
        await nio.keys_query()
    if missing := nio.get_missing_sessions(place):
        await nio.keys_claim(missing)
    [(_, key)] = nio.olm.share_group_session_parallel(place, [bench.bot], True)
    nio.olm.outbound_group_sessions[place].shared = True
    return key, await bench.person.write(text)
