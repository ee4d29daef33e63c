"""Whose room is a direct room: attacks and accidents, on a real Synapse."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import suppress
from datetime import timedelta
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from standup.chat.contract import Recorder, running, until
from standup.chat.interface import Reachable, TryAgain, Unreachable
from standup.core.messages.markup import say
from standup_matrix import MatrixAdapter, sync, upgrades
from standup_matrix.encryption import Encryption
from standup_matrix.homeserver import Homeserver
from tests.matrix.bench import PASSWORD, MatrixBench, matrix_bench
from tests.matrix.person import Person
from tests.matrix.synapse import Synapse
from tests.matrix.test_matrix import SEALED, as_bot, changes, happened, meet, said, sent

Json = dict[str, Any]

_numbers = count(1)
WORLD_READABLE: Json = {
    "type": "m.room.history_visibility",
    "state_key": "",
    "content": {"history_visibility": "world_readable"},
}
SPOILT: Mapping[str, tuple[str, Json]] = {
    "anybody may join": ("m.room.join_rules", {"join_rule": "public"}),
    "anybody may knock": ("m.room.join_rules", {"join_rule": "knock"}),
    "who is in another room may join": (
        "m.room.join_rules",
        {
            "join_rule": "restricted",
            "allow": [{"type": "m.room_membership", "room_id": "!a:b"}],
        },
    ),
    "anybody may read": ("m.room.history_visibility", {"history_visibility": "world_readable"}),
}


@pytest.fixture
async def bench(synapse: Synapse, tmp_path: Path) -> AsyncIterator[MatrixBench]:
    async with matrix_bench(synapse, tmp_path, encryption=True) as made:
        yield made


@pytest.fixture
async def mallory(bench: MatrixBench, tmp_path: Path) -> AsyncIterator[Person]:
    async for person in _somebody(bench, "mallory", tmp_path):
        yield person


async def _somebody(bench: MatrixBench, who: str, tmp_path: Path) -> AsyncIterator[Person]:
    name = f"{who}{next(_numbers)}"
    folder = tmp_path / name
    folder.mkdir()
    person = Person(bench.synapse.url, bench.synapse.register(name, PASSWORD), bench.bot, folder)
    await person.arrive(PASSWORD)
    yield person
    await person.leave_town()


def ana(bench: MatrixBench) -> Person:
    assert isinstance(bench.person, Person)
    return bench.person


def put(bench: MatrixBench, who: Person, room: str, kind: str, content: Json) -> None:
    """Change the state of a room in somebody's name."""
    where = f"/_matrix/client/v3/rooms/{room}/state/{kind}/"
    bench.synapse.request("PUT", where, content, who.nio.access_token)


def make(bench: MatrixBench, who: Person, **wanted: Any) -> str:
    """A room of somebody's."""
    answer = bench.synapse.request(
        "POST", "/_matrix/client/v3/createRoom", wanted, who.nio.access_token
    )
    return str(answer["room_id"])


def bring(bench: MatrixBench, who: Person, room: str, account: str, *, direct: bool) -> None:
    """Invite somebody as to a direct room."""
    content = {"membership": "invite", "is_direct": direct}
    where = f"/_matrix/client/v3/rooms/{room}/state/m.room.member/{account}"
    bench.synapse.request("PUT", where, content, who.nio.access_token)


def there(bench: MatrixBench) -> set[str]:
    return set(as_bot(bench, "GET", "/joined_rooms")["joined_rooms"])


async def left(bench: MatrixBench, room: str) -> None:
    await happened("the bot has left", lambda: room not in there(bench))


async def came(bench: MatrixBench, room: str) -> None:
    await happened("the bot has come", lambda: room in there(bench))


async def trap(bench: MatrixBench, mallory: Person, *, direct: bool = True) -> str:
    """A clear room that the world reads, with Ana and the bot in it and its maker gone."""
    room = make(bench, mallory, invite=[], initial_state=[WORLD_READABLE])
    bring(bench, mallory, room, bench.bot, direct=direct)
    await ana(bench).sync()
    bring(bench, mallory, room, bench.account, direct=True)
    await ana(bench).nio.join(room)
    with suppress(TimeoutError):
        async with asyncio.timeout(2):
            await came(bench, room)
    await mallory.nio.room_leave(room)
    return room


class TestTraps:
    @pytest.mark.parametrize("known", [True, False])
    @pytest.mark.parametrize("direct", [True, False])
    async def test_a_room_that_somebody_else_made_is_nobodys_direct_room(
        self, bench: MatrixBench, mallory: Person, known: bool, direct: bool
    ) -> None:
        inbox, adapter = bench.inbox(), bench.adapter()
        inbox.strangers = set() if known else {mallory.account}
        async with running(adapter, inbox):
            room = await trap(bench, mallory, direct=direct)
            place = await adapter.direct(bench.account)
            assert place != room
            await sent(adapter, place, "what will you learn?", "q")
            if direct or not known:
                await left(bench, room)

    async def test_words_are_not_written_where_a_trap_was_taken_for_the_room_before(
        self, bench: MatrixBench, mallory: Person
    ) -> None:
        """As an earlier release may have left it."""
        inbox, adapter = bench.inbox(), bench.adapter()
        async with running(adapter, inbox):
            pass
        room = make(bench, mallory, invite=[], initial_state=[WORLD_READABLE])
        bring(bench, mallory, room, bench.bot, direct=True)
        bring(bench, mallory, room, bench.account, direct=True)
        await ana(bench).nio.join(room)
        as_bot(bench, "POST", f"/join/{room}", {})
        await mallory.nio.room_leave(room)
        where = f"/user/{bench.bot}/account_data/m.direct"
        as_bot(bench, "PUT", where, {bench.account: [room]})
        adapter = bench.adapter()
        async with running(adapter, inbox):
            with pytest.raises(Unreachable):
                await adapter.send(room, say("what will you learn?"), "q")
            with pytest.raises(Unreachable):
                await adapter.edit(room, "$earlier", say("what did you learn?"), "q")
            await left(bench, room)
            assert await adapter.direct(bench.account) != room

    async def test_a_reply_goes_where_the_command_was_given(
        self, bench: MatrixBench, mallory: Person
    ) -> None:
        inbox, adapter = bench.inbox(), bench.adapter()
        async with running(adapter, inbox):
            place = await meet(bench, adapter)
            await trap(bench, mallory)
            await ana(bench).write("export me")
            await happened("the command", lambda: "export me" in said(inbox))
            assert await adapter.direct(bench.account) == place

    async def test_a_room_made_for_one_person_does_not_become_anothers(
        self, bench: MatrixBench, mallory: Person
    ) -> None:
        inbox, adapter = bench.inbox(), bench.adapter()
        async with running(adapter, inbox):
            place = await adapter.direct(mallory.account)
            await mallory.accept()
            bring(bench, mallory, place, bench.account, direct=True)
            await ana(bench).nio.join(place)
            await mallory.nio.room_leave(place)
            assert await adapter.direct(bench.account) != place
            await left(bench, place)

    async def test_a_room_that_somebody_elses_invitation_brought_us_into_is_not_direct(
        self, bench: MatrixBench, mallory: Person
    ) -> None:
        inbox = bench.inbox()
        async with running(bench.adapter(), inbox):
            room = make(bench, ana(bench), initial_state=[SEALED], preset="trusted_private_chat")
            bring(bench, ana(bench), room, mallory.account, direct=False)
            await mallory.nio.join(room)
            bring(bench, mallory, room, bench.bot, direct=False)
            await came(bench, room)
            await mallory.nio.room_leave(room)
        adapter = bench.adapter()
        async with running(adapter, inbox):
            assert await adapter.direct(bench.account) != room

    async def test_a_clear_room_is_not_written_to_while_encryption_is_on(
        self, bench: MatrixBench
    ) -> None:
        inbox, adapter = bench.inbox(), bench.adapter()
        async with running(adapter, inbox):
            room = make(bench, ana(bench), preset="trusted_private_chat")
            bring(bench, ana(bench), room, bench.bot, direct=True)
            await left(bench, room)
            await ana(bench).accept()
            assert ana(bench).room != room
            assert await adapter.direct(bench.account) == ana(bench).room
            await until("to be told", ana(bench).reads)
            [told] = await ana(bench).reads()
        assert "Let’s go on here" in told.text

    async def test_an_encrypted_room_of_the_persons_own_is_direct(self, bench: MatrixBench) -> None:
        inbox, adapter = bench.inbox(), bench.adapter()
        async with running(adapter, inbox):
            room = make(
                bench,
                ana(bench),
                preset="trusted_private_chat",
                invite=[bench.bot],
                is_direct=True,
                initial_state=[SEALED],
            )
            await came(bench, room)
            ana(bench).room = room
            await ana(bench).write("status")
            await happened("the command", lambda: inbox.said)
            assert await adapter.direct(bench.account) == room
            assert await sent(adapter, room, "Here you are.", "re")

    async def test_what_was_written_before_the_bot_could_come_is_heard(
        self, bench: MatrixBench
    ) -> None:
        """The room is older than the sync that brings the invitation."""
        inbox = bench.inbox()
        async with running(bench.adapter(), inbox):
            pass
        room = make(
            bench,
            ana(bench),
            preset="trusted_private_chat",
            invite=[bench.bot],
            is_direct=True,
            initial_state=[SEALED],
        )
        ana(bench).room = room
        early = await ana(bench).write("early")
        async with running(bench.adapter(), inbox):
            await came(bench, room)
            later = await ana(bench).write("later")
            await happened("both", lambda: len(inbox.said) == 2)
        assert [event.id for event in inbox.said] == [early, later]


class TestSpoiling:
    @pytest.mark.parametrize("how", SPOILT)
    async def test_a_room_that_others_can_read_or_enter_is_left_and_the_person_told_elsewhere(
        self, bench: MatrixBench, how: str
    ) -> None:
        inbox, adapter = bench.inbox(), bench.adapter()
        async with running(adapter, inbox):
            place = await meet(bench, adapter)
            put(bench, ana(bench), place, *SPOILT[how])
            await left(bench, place)
            with pytest.raises(Unreachable):
                await adapter.send(place, say("secret"), "s")
            ana(bench).room = ""
            await self._told_elsewhere(bench, adapter, place)

    async def test_a_room_with_an_address_is_left(self, bench: MatrixBench) -> None:
        inbox, adapter = bench.inbox(), bench.adapter()
        async with running(adapter, inbox):
            place = await meet(bench, adapter)
            alias = f"#room{next(_numbers)}:matrix.test"
            where = f"/_matrix/client/v3/directory/room/{alias.replace('#', '%23')}"
            bench.synapse.request("PUT", where, {"room_id": place}, ana(bench).nio.access_token)
            put(bench, ana(bench), place, "m.room.canonical_alias", {"alias": alias})
            await left(bench, place)

    async def test_a_room_with_a_third_person_is_left_and_the_person_told_elsewhere(
        self, bench: MatrixBench, mallory: Person
    ) -> None:
        inbox, adapter = bench.inbox(), bench.adapter()
        async with running(adapter, inbox):
            place = await meet(bench, adapter)
            bring(bench, ana(bench), place, mallory.account, direct=False)
            await left(bench, place)
            ana(bench).room = ""
            await self._told_elsewhere(bench, adapter, place)

    async def test_what_was_written_before_others_came_is_heard_and_nothing_after(
        self, bench: MatrixBench, mallory: Person
    ) -> None:
        inbox, adapter = bench.inbox(), bench.adapter()
        async with running(adapter, inbox):
            place = await meet(bench, adapter)
        await ana(bench).write("my answer")
        bring(bench, ana(bench), place, mallory.account, direct=False)
        await ana(bench).write("look at this bot, Mallory")
        async with running(bench.adapter(), inbox):
            await left(bench, place)
            await happened("the answer", lambda: inbox.said)
        assert said(inbox) == ["my answer"]

    async def test_who_spoils_every_room_is_not_given_one_after_the_other(
        self, bench: MatrixBench, mallory: Person
    ) -> None:
        inbox, adapter = bench.inbox(), bench.adapter()
        made: list[str] = []

        async def spoil_another() -> None:
            made.append(await adapter.direct(bench.account))
            ana(bench).room = ""
            await ana(bench).accept()
            bring(bench, ana(bench), made[-1], mallory.account, direct=False)
            await left(bench, made[-1])

        async with running(adapter, inbox):
            for _ in range(5):
                await spoil_another()
            with pytest.raises(Unreachable, match="opened to others"):
                await spoil_another()
        assert len(set(made)) == 5

    async def _told_elsewhere(self, bench: MatrixBench, adapter: MatrixAdapter, old: str) -> None:
        await ana(bench).accept()
        assert ana(bench).room != old
        assert await adapter.direct(bench.account) == ana(bench).room

        async def told() -> list[str]:
            return [one.text for one in await ana(bench).reads() if "go on here" in one.text]

        assert len(await until("to be told", told)) == 1


class TestTwoRooms:
    async def test_somebody_is_answered_in_the_room_where_they_last_wrote(
        self, bench: MatrixBench
    ) -> None:
        inbox, adapter = bench.inbox(), bench.adapter()
        async with running(adapter, inbox):
            first = await meet(bench, adapter)
            second = make(
                bench,
                ana(bench),
                preset="trusted_private_chat",
                invite=[bench.bot],
                is_direct=True,
                initial_state=[SEALED],
            )
            await came(bench, second)
            for number, room in enumerate((first, second, first)):
                ana(bench).room = room
                await ana(bench).write(f"status {number}")
                await happened("the command", partial(_is_said, inbox, f"status {number}"))
                assert await adapter.direct(bench.account) == room
        adapter = bench.adapter()
        async with running(adapter, inbox):
            assert await adapter.direct(bench.account) == first

    async def test_somebody_whose_other_room_was_left_can_still_be_reached(
        self, bench: MatrixBench
    ) -> None:
        """A message that was on its way there is let go again."""
        inbox, adapter = bench.inbox(), bench.adapter()
        async with running(adapter, inbox):
            first = await meet(bench, adapter)
            second = make(
                bench,
                ana(bench),
                preset="trusted_private_chat",
                invite=[bench.bot],
                is_direct=True,
                initial_state=[SEALED],
            )
            await came(bench, second)
            await happened("two rooms", lambda: len(changes(inbox)) == 2)
            put(bench, ana(bench), second, *SPOILT["anybody may read"])
            await left(bench, second)
            await happened("the news", lambda: changes(inbox)[-1].id.startswith("left-"))
            assert isinstance(changes(inbox)[-1], Reachable)
            assert await adapter.direct(bench.account) == first


class TestInvitations:
    async def test_a_strangers_invitation_to_a_room_is_declined(
        self, bench: MatrixBench, mallory: Person
    ) -> None:
        inbox = bench.inbox()
        inbox.strangers = {mallory.account}
        async with running(bench.adapter(), inbox):
            room = make(bench, mallory, name="Free money", invite=[bench.bot])
            await self._declined(bench, mallory, room)

    async def test_a_strangers_invitation_to_a_channel_of_the_configuration_is_taken(
        self, bench: MatrixBench, mallory: Person
    ) -> None:
        inbox, adapter = bench.inbox(), bench.adapter()
        inbox.strangers = {mallory.account}
        async with running(adapter, inbox):
            room = make(bench, mallory, preset="public_chat", name="Learning")
            inbox.channels = {room}
            bring(bench, mallory, room, bench.bot, direct=True)
            await came(bench, room)
            assert await sent(adapter, room, "a report", "report")
        async with running(bench.adapter(), inbox):
            await asyncio.sleep(0.3)
            assert room in there(bench)

    async def test_a_stranger_is_followed_into_one_direct_room_a_day(
        self, bench: MatrixBench, mallory: Person
    ) -> None:
        inbox = bench.inbox()
        inbox.strangers = {mallory.account}
        wanted: Json = {
            "preset": "trusted_private_chat",
            "invite": [bench.bot],
            "is_direct": True,
            "initial_state": [SEALED],
        }
        async with running(bench.adapter(), inbox):
            await came(bench, make(bench, mallory, **wanted))
            await self._declined(bench, mallory, make(bench, mallory, **wanted))
        async with running(bench.adapter(), inbox):
            await self._declined(bench, mallory, make(bench, mallory, **wanted))
            bench.ahead = timedelta(days=1)
            await came(bench, make(bench, mallory, **wanted))

    @pytest.mark.parametrize("known", [True, False])
    async def test_rooms_that_cannot_be_joined_stand_in_nobodys_way(
        self,
        bench: MatrixBench,
        mallory: Person,
        known: bool,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        dead: set[str] = set()
        asked: list[str] = []
        call = Homeserver.call

        async def slow(self: Homeserver, method: str, path: str, *args: Any, **more: Any) -> Json:
            room = path.replace("%21", "!").replace("%3A", ":").removeprefix("/join/")
            if path.startswith("/join/") and room in dead:
                asked.append(room)
                await asyncio.sleep(3600)
            return await call(self, method, path, *args, **more)

        monkeypatch.setattr(Homeserver, "call", slow)
        inbox, adapter = bench.inbox(), bench.adapter()
        inbox.strangers = set() if known else {mallory.account}
        async with running(adapter, inbox):
            await meet(bench, adapter)
            for _ in range(5):
                room = make(bench, mallory)
                dead.add(room)
                bring(bench, mallory, room, bench.bot, direct=True)
            await happened("a try", lambda: asked)
            await ana(bench).write("my answer")
            await happened("the answer", lambda: "my answer" in said(inbox))
            mine = make(bench, ana(bench), invite=[bench.bot], name="Learning, too")
            await came(bench, mine)
        assert len(asked) == 1

    async def test_an_invitation_that_was_under_way_when_the_bot_died_is_taken(
        self, bench: MatrixBench, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        call = Homeserver.call

        async def never(self: Homeserver, method: str, path: str, *args: Any, **more: Any) -> Json:
            if path.startswith("/join/"):
                await asyncio.sleep(3600)
            return await call(self, method, path, *args, **more)

        inbox = bench.inbox()
        async with running(bench.adapter(), inbox):
            pass
        with monkeypatch.context() as broken:
            broken.setattr(Homeserver, "call", never)
            async with running(bench.adapter(), inbox):
                room = make(
                    bench, ana(bench), invite=[bench.bot], is_direct=True, initial_state=[SEALED]
                )
                await happened("it is kept", partial(_kept, bench, "invitation/"))
        async with running(bench.adapter(), inbox):
            await came(bench, room)
            await happened("it is done", lambda: not _kept(bench, "invitation/"))

    async def _declined(self, bench: MatrixBench, who: Person, room: str) -> None:
        where = f"/_matrix/client/v3/rooms/{room}/state/m.room.member/{bench.bot}"

        def look() -> bool:
            state = bench.synapse.request("GET", where, None, who.nio.access_token)
            return bool(state["membership"] == "leave")

        await happened("the bot declines", look)


class TestNobodyWaits:
    """Nothing that waits for another server stands in the way of what people write."""

    async def test_what_was_missed_in_one_room_keeps_nobody_elses_words(
        self, bench: MatrixBench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(sync, "_FILTER", sync._FILTER.replace("100", "5"))
        inbox, adapter = bench.inbox(), bench.adapter()
        async for bo in _somebody(bench, "bo", tmp_path):
            async with running(adapter, inbox):
                slow = await meet(bench, adapter)
                await adapter.direct(bo.account)
                await bo.accept()
                await sent(adapter, bo.room, "hello", "hello-bo")
            missed = [await ana(bench).write(f"missed {n}") for n in range(12)]
            others = [await bo.write(f"from bo {n}") for n in range(12)]
            with monkeypatch.context() as broken:
                broken.setattr(Homeserver, "call", _hanging(f"/rooms/{slow}/messages"))
                async with running(bench.adapter(), inbox):
                    await happened("Bo's words", lambda: len(_ids(inbox)) >= 12)
                    missed.append(await ana(bench).write("and one more"))
                    others.append(await bo.write("and one more"))
                    await happened("Bo's words", lambda: len(_ids(inbox)) >= 13)
                    assert _ids(inbox) == others
            async with running(bench.adapter(), inbox):
                await happened("Ana's words", lambda: len(_ids(inbox)) >= 26)
                missed.append(await ana(bench).write("the last"))
                await happened("the last", lambda: len(_ids(inbox)) >= 27)
            assert _ids(inbox) == others + missed
            assert not _kept(bench, "gap/")

    async def test_keys_of_a_server_that_is_gone_keep_nobodys_words(
        self, bench: MatrixBench, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        inbox, adapter = bench.inbox(), bench.adapter()
        async with running(adapter, inbox):
            await meet(bench, adapter)
            asked = asyncio.Event()

            async def never(*_: Any) -> None:
                asked.set()
                await asyncio.sleep(3600)

            monkeypatch.setattr(Encryption, "upkeep", never)
            await ana(bench).write("one")
            await asyncio.wait_for(asked.wait(), 20)
            await ana(bench).write("two")
            await happened("both", lambda: said(inbox) == ["one", "two"])

    async def test_nothing_is_written_into_a_room_that_is_just_changing(
        self, bench: MatrixBench, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        inbox, adapter = bench.inbox(), bench.adapter()
        async with running(adapter, inbox):
            place = await meet(bench, adapter)
            here, go_on = asyncio.Event(), asyncio.Event()
            feed = Encryption.feed

            async def slow(self: Encryption, answer: Json) -> None:
                if "m.room.join_rules" in str(answer):
                    here.set()
                    await go_on.wait()
                await feed(self, answer)

            monkeypatch.setattr(Encryption, "feed", slow)
            put(bench, ana(bench), place, *SPOILT["anybody may join"])
            await asyncio.wait_for(here.wait(), 20)
            with pytest.raises(TryAgain):
                await adapter.send(place, say("secret"), "s")
            go_on.set()
            await left(bench, place)


def _hanging(beginning: str) -> Any:
    """A homeserver that never answers one kind of question."""
    call = Homeserver.call

    async def hang(self: Homeserver, method: str, path: str, *args: Any, **more: Any) -> Json:
        if unquote(path).startswith(beginning):
            await asyncio.sleep(3600)
        return await call(self, method, path, *args, **more)

    return hang


def _ids(inbox: Recorder) -> list[str]:
    return [event.id for event in inbox.said]


def _kept(bench: MatrixBench, beginning: str) -> list[str]:
    return [name for name in bench.memory if name.startswith(beginning)]


def _is_said(inbox: Recorder, text: str) -> bool:
    return text in said(inbox)


def upgrade(bench: MatrixBench, room: str) -> str:
    """Ana lets the room become another one."""
    where = f"/_matrix/client/v3/rooms/{room}/upgrade"
    token = ana(bench).nio.access_token
    answer = bench.synapse.request("POST", where, {"new_version": "11"}, token)
    return str(answer["replacement_room"])


async def place_of(adapter: MatrixAdapter, account: str) -> str:
    """Where somebody is written to, once that is known."""

    async def known() -> str:
        with suppress(TryAgain):
            return await adapter.direct(account)
        return ""

    return await until("a room", known)


class TestUpgrades:
    @pytest.mark.parametrize("when", ["running", "while away"])
    @pytest.mark.parametrize("named", [False, True], ids=["unnamed", "named"])
    async def test_a_direct_room_that_is_upgraded_is_followed(
        self, bench: MatrixBench, when: str, named: bool
    ) -> None:
        inbox, adapter = bench.inbox(), bench.adapter()
        async with running(adapter, inbox):
            old = await meet(bench, adapter)
            before = there(bench)
            if named:
                put(bench, ana(bench), old, "m.room.name", {"name": "The bot"})
            if when == "running":
                new = upgrade(bench, old)
                bring(bench, ana(bench), new, bench.bot, direct=False)
                await came(bench, new)
        if when == "while away":
            new = upgrade(bench, old)
            bring(bench, ana(bench), new, bench.bot, direct=False)
        adapter = bench.adapter()
        async with running(adapter, inbox):
            await came(bench, new)
            place = await place_of(adapter, bench.account)
            assert place == new
            await sent(adapter, place, "What will you learn?", "k9")
            assert there(bench) == {*before, new}
            with pytest.raises(Unreachable):
                await adapter.send(old, say("too late"), "k10")
            await ana(bench).sync()
            ana(bench).room = new
            await ana(bench).write("JAX")
            await happened("an answer", lambda: "JAX" in said(inbox))

    async def test_who_brings_the_bot_nowhere_gets_another_room_a_little_later(
        self, bench: MatrixBench, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(upgrades, "_EXPECTED", 3.0)
        inbox, adapter = bench.inbox(), bench.adapter()
        async with running(adapter, inbox):
            old = await meet(bench, adapter)
            new = upgrade(bench, old)

            async def waits() -> bool:
                try:
                    await adapter.direct(bench.account)
                except TryAgain:
                    return True
                return False

            await until("it is seen", waits)
            assert await place_of(adapter, bench.account) not in {old, new}
