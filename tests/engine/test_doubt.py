"""What is sent again when no answer came, and what is not: at most once more without a key."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from standup.chat.interface import Message, TryAgain, Unreachable, Unsure
from standup.core.messages.markup import plain
from standup.store.postgres import PostgresStore
from standup.store.sqlite.store import SqliteStore
from tests.platform import CAPABLE, Platform
from tests.team import ROOM, Team, at, daily, instance, learning_day, person, team

ANA, BO = person("ana"), person("bo")
FORGETFUL = replace(CAPABLE, key_window=0.0, per_second=1000.0)


class Silent(Platform):
    """A platform that does its work and does not answer, for the next `silent` messages.

    It recognises a key only where its capabilities say so; `lost` ones it does not even do.
    """

    silent = 0
    lost = 0

    async def send(
        self,
        place: str,
        message: Message,
        key: str,
        *,
        thread: str | None = None,
        title: str | None = None,
    ) -> str:
        if self.lost:
            self.lost -= 1
            raise Unsure(1.0)
        key = key if self.capabilities.key_window else f"{key}/{self.sends}"
        id_ = await super().send(place, message, key, thread=thread)
        if self.silent:
            self.silent -= 1
            raise Unsure(1.0)
        return id_


async def pass_the_time(day: Team) -> None:
    for _ in range(4):
        await asyncio.sleep(0.02)
        day.clock.jump(day.clock.now() + timedelta(seconds=10))
        await day.settled()


@pytest.mark.parametrize(("silent", "shown"), [(1, 2), (2, 2), (5, 2)])
async def test_without_a_key_a_message_is_repeated_once_and_never_again(
    tmp_path: Path, silent: int, shown: int
) -> None:
    platform = Silent(capabilities=FORGETFUL)
    async with team(tmp_path, instance(learning_day(ANA)), at("9:00"), platform) as day:
        await day.say("ana", "status")
        before = len(day.platform.direct_texts("ana"))
        platform.silent = silent
        await day.say("ana", "status")
        await pass_the_time(day)
        assert len(day.platform.direct_texts("ana")) - before == shown
        platform.silent = 0
        [(doubts,)] = await day.rows("SELECT doubts FROM outbox ORDER BY id DESC LIMIT 1")
        assert doubts == min(silent, 2) - (silent >= 2)
        await day.say("ana", "status")
        assert len(day.platform.direct_texts("ana")) - before == shown + 1


async def test_with_a_key_a_message_is_repeated_until_it_is_known_and_shown_once(
    tmp_path: Path,
) -> None:
    platform = Silent(capabilities=CAPABLE)
    async with team(tmp_path, instance(learning_day(ANA)), at("9:00"), platform) as day:
        platform.silent = 3
        await day.say("ana", "status")
        await pass_the_time(day)
        assert len(day.platform.direct_texts("ana")) == 1


async def test_a_question_in_doubt_counts_as_asked_and_its_answer_is_taken(tmp_path: Path) -> None:
    platform = Silent(capabilities=FORGETFUL)
    async with team(tmp_path, instance(learning_day(ANA)), at("9:00"), platform) as day:
        platform.silent = 99
        await day.until(at("9:31"))
        await pass_the_time(day)
        assert len([t for t in day.platform.direct_texts("ana") if "What will you" in t]) == 2
        platform.silent = 0
        await day.say("ana", "JAX")
        await pass_the_time(day)
        assert "JAX" in day.platform.channel_text(ROOM)


async def test_a_thread_whose_first_message_is_in_doubt_holds_up_no_report(tmp_path: Path) -> None:
    platform = Silent(capabilities=FORGETFUL)
    async with team(tmp_path, instance(learning_day(ANA)), at("9:00"), platform) as day:
        platform.silent = 99
        await day.until(at("9:31"))
        await pass_the_time(day)
        platform.silent = 0
        await day.say("ana", "JAX")
        await pass_the_time(day)
        reports = [s for s in day.platform.channel(ROOM) if s.text.startswith("Ana · Plan")]
        assert len(reports) == 1


async def test_a_report_in_doubt_follows_its_words_all_the_same(tmp_path: Path) -> None:
    platform = Silent(capabilities=FORGETFUL)
    async with team(tmp_path, instance(learning_day(ANA)), at("9:00"), platform) as day:
        platform.silent = 99
        await day.until(at("9:31"))
        await pass_the_time(day)
        message = await day.say("ana", "JAX")
        await pass_the_time(day)
        platform.silent = 0
        platform.edit_own("ana", message, "JAX, properly")
        await pass_the_time(day)
        assert "JAX, properly" in day.platform.channel(ROOM)[-1].text


async def test_words_that_changed_while_a_message_was_in_doubt_are_shown(tmp_path: Path) -> None:
    class Stuck(Platform):
        doubts = 0
        is_stuck = asyncio.Event()
        may_go_on = asyncio.Event()

        async def send(
            self,
            place: str,
            message: Message,
            key: str,
            *,
            thread: str | None = None,
            title: str | None = None,
        ) -> str:
            if thread and self.doubts < 2:
                self.doubts += 1
                if self.doubts == 2:
                    self.is_stuck.set()
                    await self.may_go_on.wait()
                raise Unsure(1.0)
            return await super().send(place, message, key, thread=thread, title=title)

    platform = Stuck(capabilities=FORGETFUL)
    async with team(tmp_path, instance(learning_day(ANA)), at("9:00"), platform) as day:
        await day.until(at("9:31"))
        message = platform.say("ana", "JAX")
        while not platform.is_stuck.is_set():
            await asyncio.sleep(0.02)
            day.clock.jump(day.clock.now() + timedelta(seconds=10))
        platform.edit_own("ana", message, "JAX, properly")
        await platform.all_taken()
        while await day.rows("SELECT * FROM post WHERE wanted > composed"):
            await asyncio.sleep(0.01)
        platform.may_go_on.set()
        await pass_the_time(day)
        assert "JAX, properly" in platform.channel_text(ROOM)


async def test_without_edits_words_that_changed_while_they_had_to_wait_are_shown_once(
    tmp_path: Path,
) -> None:
    class Busy(Platform):
        is_busy = True

        async def send(
            self,
            place: str,
            message: Message,
            key: str,
            *,
            thread: str | None = None,
            title: str | None = None,
        ) -> str:
            if thread and self.is_busy:
                raise TryAgain(5.0)
            return await super().send(place, message, f"{key}/{self.sends}", thread=thread)

    platform = Busy(capabilities=replace(FORGETFUL, edits=False))
    async with team(tmp_path, instance(learning_day(ANA)), at("9:00"), platform) as day:
        await day.until(at("9:31"))
        message = platform.say("ana", "JAX")
        while not await day.rows("SELECT * FROM outbox WHERE reason = 'platform busy'"):
            await asyncio.sleep(0.01)
        platform.edit_own("ana", message, "JAX, properly")
        await platform.all_taken()
        while await day.rows("SELECT * FROM post WHERE wanted > composed"):
            await asyncio.sleep(0.01)
        platform.is_busy = False
        await pass_the_time(day)
        assert platform.channel_text(ROOM).count("JAX, properly") == 1


async def test_a_restart_while_sending_is_a_doubt_too(tmp_path: Path) -> None:
    class Hanging(Platform):
        hang = True

        async def send(
            self,
            place: str,
            message: Message,
            key: str,
            *,
            thread: str | None = None,
            title: str | None = None,
        ) -> str:
            id_ = await super().send(place, message, f"{key}/{self.sends}")
            if self.hang and place == "@ana":
                await asyncio.Event().wait()
            return id_

    platform = Hanging(capabilities=FORGETFUL)
    told = instance(learning_day(ANA))
    for _ in range(4):
        async with team(tmp_path, told, at("9:00"), platform) as day:
            day.clock.jump(at("9:31"))
            await asyncio.sleep(0.1)
    assert len(platform.direct_texts("ana")) == 2


async def test_words_that_changed_while_a_message_was_in_doubt_are_shown_after_a_restart(
    tmp_path: Path,
) -> None:
    class Hanging(Platform):
        hangs = 2
        is_stuck = asyncio.Event()

        async def send(
            self,
            place: str,
            message: Message,
            key: str,
            *,
            thread: str | None = None,
            title: str | None = None,
        ) -> str:
            if thread and self.hangs:
                self.hangs -= 1
                self.is_stuck.set()
                await asyncio.Event().wait()
            return await super().send(place, message, f"{key}/{self.sends}", thread=thread)

    platform, told = Hanging(capabilities=FORGETFUL), instance(learning_day(ANA))
    async with team(tmp_path, told, at("9:00"), platform) as day:
        await day.until(at("9:31"))
        message = platform.say("ana", "JAX")
        await platform.is_stuck.wait()
    platform.is_stuck.clear()
    async with team(tmp_path, told, at("9:40"), platform) as day:
        await platform.is_stuck.wait()
        platform.edit_own("ana", message, "JAX, properly")
        await platform.all_taken()
        while await day.rows("SELECT * FROM post WHERE wanted > composed"):
            await asyncio.sleep(0.01)
    for hour in ("9:50", "9:55"):
        async with team(tmp_path, told, at(hour), platform) as day:
            await pass_the_time(day)
    assert platform.channel_text(ROOM).count("JAX, properly") == 1


@pytest.mark.parametrize("fault", [TryAgain(1.0), Unsure(1.0), Unreachable("closed")])
async def test_a_question_that_was_on_its_way_when_it_was_answered_is_not_sent_again(
    tmp_path: Path, fault: Exception
) -> None:
    class Stuck(Platform):
        is_stuck = asyncio.Event()
        may_go_on = asyncio.Event()

        async def send(
            self,
            place: str,
            message: Message,
            key: str,
            *,
            thread: str | None = None,
            title: str | None = None,
        ) -> str:
            if place == "@ana" and not self.is_stuck.is_set():
                self.is_stuck.set()
                await self.may_go_on.wait()
                raise fault
            return await super().send(place, message, key, thread=thread, title=title)

    platform = Stuck()
    async with team(tmp_path, instance(daily(ANA)), at("9:00"), platform) as day:
        day.clock.jump(at("9:30"))
        await platform.is_stuck.wait()
        platform.say("ana", "work")
        platform.say("ana", "nowhere")
        await platform.all_taken()
        platform.may_go_on.set()
        await pass_the_time(day)
        platform.come_back("ana")
        await day.settled()
        [told] = platform.direct_texts("ana")
        assert "posted" in told


async def test_one_place_that_is_asked_to_wait_holds_up_no_other(tmp_path: Path) -> None:
    class Busy(Platform):
        async def send(
            self,
            place: str,
            message: Message,
            key: str,
            *,
            thread: str | None = None,
            title: str | None = None,
        ) -> str:
            if place == "@ana" and self.now() < at("9:40"):
                raise TryAgain(600.0, everywhere=False)
            return await super().send(place, message, key, thread=thread)

    async with team(tmp_path, instance(learning_day(ANA, BO)), at("9:00"), Busy()) as day:
        day.clock.jump(at("9:30"))
        for _ in range(100):
            await asyncio.sleep(0.01)
            if day.platform.direct_texts("bo"):
                break
        assert day.platform.direct_texts("ana") == []
        assert "What will you learn" in day.last("bo")
        await day.until(at("9:50"))
        assert "What will you learn" in day.last("ana")


async def test_what_waits_for_a_platform_that_is_away_keeps_its_order(tmp_path: Path) -> None:
    platform = Platform()
    async with team(tmp_path, instance(learning_day(ANA)), at("9:00"), platform) as day:
        platform.faults = [TryAgain(60.0) for _ in range(4)]
        await day.say("ana", "status")
        for minutes in range(1, 4):
            await day.until(at(f"9:{minutes:02}") + timedelta(seconds=2 * minutes))
        assert platform.faults == []
        platform.say("ana", "help")
        await platform.all_taken()
        day.clock.jump(at("9:06"))
        await day.settled()
        first, second = platform.direct_texts("ana")
        assert "help all – everything else I understand" not in first
        assert "help all – everything else I understand" in second


async def test_a_fault_after_a_long_outage_delays_a_message_by_seconds(tmp_path: Path) -> None:
    platform = Platform()
    async with team(tmp_path, instance(learning_day(ANA)), at("9:00"), platform) as day:
        platform.faults = [*(TryAgain(1.0) for _ in range(9)), RuntimeError("no session")]
        await day.say("ana", "status")
        for _ in range(12):  # forty seconds each; the pauses grow to a minute
            await pass_the_time(day)
        assert len(platform.direct_texts("ana")) == 1


async def test_a_stop_in_the_moment_of_a_claim_is_no_doubt(tmp_path: Path) -> None:
    platform = Silent(capabilities=FORGETFUL)
    told = instance(learning_day(ANA))
    async with team(tmp_path, told, at("9:00"), platform) as day:
        platform.faults = [TryAgain(60.0)]
        await day.say("ana", "status")
        opened = _let_claims_be_slow(day)
        day.clock.jump(at("9:05"))
        while not await day.rows("SELECT * FROM outbox WHERE state = 'sending'"):
            await asyncio.sleep(0.01)
        asyncio.get_running_loop().call_later(0.05, opened.set)
    async with team(tmp_path, told, at("9:06"), platform) as day:
        await day.settled()
        assert await day.rows("SELECT doubts, state FROM outbox") == [(0, "sent")]
    assert len(platform.direct_texts("ana")) == 1


def _let_claims_be_slow(day: Team) -> asyncio.Event:
    """Let nobody hear of a commit that began a sending before the event."""
    store = day.store
    assert isinstance(store, SqliteStore | PostgresStore)
    opened, commit = asyncio.Event(), store._commit_batch

    async def slowly(operations: list[Any]) -> Any:
        outcome = await commit(operations)
        if await day.rows("SELECT * FROM outbox WHERE state = 'sending'"):
            await opened.wait()
        return outcome

    store._commit_batch = slowly  # type: ignore[method-assign]
    return opened


async def test_a_question_in_doubt_takes_its_answer_though_its_deadline_passed_meanwhile(
    tmp_path: Path,
) -> None:
    class Hanging(Platform):
        hang = True

        async def send(
            self,
            place: str,
            message: Message,
            key: str,
            *,
            thread: str | None = None,
            title: str | None = None,
        ) -> str:
            id_ = await super().send(place, message, key, thread=thread, title=title)
            if self.hang and place == "@ana":
                await asyncio.Event().wait()
            return id_

    platform, told = Hanging(), instance(daily(ANA, closes=10))
    async with team(tmp_path, told, at("9:00"), platform) as day:
        day.clock.jump(at("9:31"))
        while not platform.direct_texts("ana"):
            await asyncio.sleep(0.01)
    platform.hang = False
    async with team(tmp_path, told, at("10:30"), platform) as day:
        await day.settled()
        await day.say("ana", "tensors")
        assert "Where are you stuck" in day.last("ana")


async def test_a_question_put_off_until_it_was_over_counts_alike_whoever_notices_first(
    tmp_path: Path,
) -> None:
    told = instance(daily(ANA, closes=10))
    states = []
    for restarted in (False, True):
        folder, platform = tmp_path / str(restarted), Platform()
        platform.faults = [TryAgain(7200.0, everywhere=False)]
        async with team(folder, told, at("9:00"), platform) as day:
            await day.until(at("9:31"))
            await day.until(at("9:31" if restarted else "10:30"))
            states += await day.rows("SELECT state FROM check_in WHERE ?", not restarted)
        if restarted:  # the lane lets go of what is over before the deadline is settled
            async with team(folder, told, at("10:30"), platform) as day:
                await day.settled()
                states += await day.rows("SELECT state FROM check_in")
    assert states == [("asking",), ("asking",)]


class Wordy(Platform):
    """A platform whose history shows words and no keys, and on which `lost` answers never come."""

    lost = 0

    async def send(
        self,
        place: str,
        message: Message,
        key: str,
        *,
        thread: str | None = None,
        title: str | None = None,
    ) -> str:
        sent = await super().send(place, message, f"{key}/{self.sends}", thread=thread)
        if self.lost and thread:
            self.lost -= 1
            raise Unsure(1.0)
        return sent

    async def find(
        self,
        place: str,
        message: Message,
        key: str,
        since: datetime,
        *,
        thread: str | None = None,
        title: str | None = None,
    ) -> Sequence[str]:
        there = (one for one in self.shown if (one.place, one.thread) == (place, thread))
        return [one.id for one in there if one.message == message]


WORDY = replace(FORGETFUL, reads_history=True)


def reports(day: Team) -> list[str]:
    return [one.text for one in day.platform.channel(ROOM) if one.thread]


async def test_what_says_the_same_is_taken_for_no_other_message(tmp_path: Path) -> None:
    platform = Wordy(capabilities=WORDY)
    async with team(tmp_path, instance(learning_day(ANA)), at("9:00"), platform) as day:
        await day.until(at("9:31"))
        await day.say("ana", "JAX")
        for _ in range(2):
            await day.say("ana", "an update: XLA")
        platform.lost = 1
        await day.say("ana", "an update: XLA")
        await pass_the_time(day)
        assert len(reports(day)) == 4
        ids = await day.rows("SELECT DISTINCT message_id FROM outbox WHERE thread IS NOT NULL")
        assert len(ids) == 4


async def test_words_that_changed_while_in_doubt_are_not_shown_beside_the_first(
    tmp_path: Path,
) -> None:
    platform = Wordy(capabilities=WORDY)
    async with team(tmp_path, instance(learning_day(ANA)), at("9:00"), platform) as day:
        await day.until(at("9:31"))
        platform.lost = 1
        message = await day.say("ana", "JAX")
        while not await day.rows("SELECT * FROM outbox WHERE reason = 'in doubt'"):
            await asyncio.sleep(0.01)
        for words in ("JAX, properly", "JAX, by heart"):
            platform.edit_own("ana", message, words)
            await platform.all_taken()
            while await day.rows("SELECT * FROM post WHERE wanted > composed"):
                await asyncio.sleep(0.01)
        await pass_the_time(day)
        [report] = reports(day)
        assert "JAX, by heart" in report
        assert await day.rows("SELECT * FROM outbox WHERE first_content IS NOT NULL") == []


async def test_words_taken_back_before_they_arrived_are_never_shown(tmp_path: Path) -> None:
    class Deaf(Wordy):
        async def send(
            self,
            place: str,
            message: Message,
            key: str,
            *,
            thread: str | None = None,
            title: str | None = None,
        ) -> str:
            if thread and self.lost:
                self.lost -= 1
                raise Unsure(1.0)
            if place == ROOM:
                seen.append(plain(message))
            return await super().send(place, message, key, thread=thread, title=title)

    seen: list[str] = []
    platform = Deaf(capabilities=WORDY)
    async with team(tmp_path, instance(learning_day(ANA)), at("9:00"), platform) as day:
        await day.until(at("9:31"))
        platform.lost = 1
        message = await day.say("ana", "a secret")
        while not await day.rows("SELECT * FROM outbox WHERE reason = 'in doubt'"):
            await asyncio.sleep(0.01)
        platform.edit_own("ana", message, "JAX")
        await platform.all_taken()
        while await day.rows("SELECT * FROM post WHERE wanted > composed"):
            await asyncio.sleep(0.01)
        await pass_the_time(day)
        assert "JAX" in reports(day)[0]
        assert not [words for words in seen if "secret" in words]
