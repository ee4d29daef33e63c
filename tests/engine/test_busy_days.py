"""Days on which a great many people, or a slow place, would hold up everybody else.

In which order things leave: a reply before any question, a question before any report; of
questions, each opening's n-th from the moment at which its platform's pace lets an n-th leave, so
that whoever is due waits for the few who were due as long, and not for a thousand of another team.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from standup.chat.interface import Message, Said, TryAgain
from standup.core.model import Account, Accountability, Channel, Person, Standup
from standup.engine import opening
from standup.engine.clock import JumpClock
from standup.simulate.town import PLATFORMS
from standup.store import openings
from tests.platform import CAPABLE, Platform
from tests.team import PLAN, ROOM, Team, at, daily, instance, learning_day, person, team

ANA, BO = person("ana"), person("bo")
ASKED = "What will you learn today?"
WEEK = timedelta(days=7)
PROMISED = "SELECT count(*) FROM outbox WHERE check_in_id IS NOT NULL"


@dataclass
class Gated(Platform):
    """Shows as many messages as it is let, in the order in which they come; none in shut places."""

    shut: set[str] = field(default_factory=set)
    gate: asyncio.Semaphore | None = None
    opened: asyncio.Event = field(default_factory=asyncio.Event)

    async def send(
        self,
        place: str,
        message: Message,
        key: str,
        *,
        thread: str | None = None,
        title: str | None = None,
    ) -> str:
        if self.gate is not None:
            await self.gate.acquire()
        if place in self.shut:
            await self.opened.wait()
        return await super().send(place, message, key, thread=thread, title=title)

    async def let_through(self, count: int, clock: JumpClock | None = None) -> list[str]:
        """Let so many more be shown, on a clock that runs as the pace needs it; returns where."""
        assert self.gate is not None
        before = len(self.shown)
        for _ in range(count):
            self.gate.release()
        await until(lambda: len(self.shown) >= before + count, clock)
        return [shown.place for shown in self.shown[before:]]


async def until(holds: Callable[[], bool], clock: JumpClock | None = None) -> None:
    async with asyncio.timeout(40):
        while not holds():
            await asyncio.sleep(0.002)
            if clock is not None:
                clock.jump(clock.now() + timedelta(milliseconds=100))


def one_at_a_time(per_second: float = CAPABLE.per_second) -> Gated:
    can = replace(CAPABLE, at_once=1, per_second=per_second)
    return Gated(capabilities=can, gate=asyncio.Semaphore(0))


async def opened(day: Team, count: int) -> None:
    """Wait until so many questions are promised."""
    async with asyncio.timeout(40):
        while await day.rows(PROMISED) != [(count,)]:
            await asyncio.sleep(0.01)


def people(count: int, adapter: str = "chat", prefix: str = "p") -> list[Person]:
    named = [person(f"{prefix}{number:05}") for number in range(count)]
    return [replace(one, accounts=(Account(adapter, one.id),)) for one in named]


def named(name: str, team_: Sequence[Person], cron: str, adapter: str = "chat") -> Standup:
    channel = Channel(adapter, f"#{name}")
    return replace(daily(*team_, cron=cron), id=name, title=name.title(), channels=(channel,))


async def in_its_own_time(day: Team, goal: datetime | None = None) -> None:
    """Let the clock run as a platform's pace needs it, to a moment or until all is done."""
    async with asyncio.timeout(60):
        while day.clock.now() < goal if goal else await day.store.read(day._busy):
            await asyncio.sleep(0.002)
            due = await day.store.read(openings.next_moment)
            if due is None or due > day.clock.now():
                day.clock.jump(day.clock.now() + timedelta(milliseconds=250))


# ── a wave of questions ────────────────────────────────────────────────────────────────────────


async def test_who_answers_while_others_are_still_being_asked_is_replied_to_before_them(
    tmp_path: Path,
) -> None:
    platform = one_at_a_time()
    async with team(tmp_path, instance(learning_day(*people(30))), at("9:00"), platform) as day:
        day.clock.jump(at("9:30"))
        first = (await platform.let_through(10))[0].removeprefix("@")
        platform.say(first, "JAX")
        await platform.all_taken()
        assert f"@{first}" in await platform.let_through(2)  # one may have been on its way
        assert "posted in the thread" in day.last(first)
        left = await platform.let_through(19 + 2)
        assert left[-2:] == [ROOM, ROOM]
        assert len({shown.place for shown in platform.shown if ASKED in shown.text}) == 30


async def test_who_writes_before_their_turn_is_asked_and_replied_to_at_once(
    tmp_path: Path,
) -> None:
    platform = one_at_a_time()
    async with team(tmp_path, instance(learning_day(*people(30))), at("9:00"), platform) as day:
        day.clock.jump(at("9:30"))
        await platform.let_through(10)
        last = max(people(30), key=lambda one: one.id).id
        platform.say(last, "status")
        await platform.all_taken()
        places = await platform.let_through(3)  # one may have been on its way
        assert places.count(f"@{last}") == 2
        asked, replied = platform.direct_texts(last)
        assert ASKED in asked
        assert "is open until" in replied
        await platform.let_through(18 + 1)


async def test_ten_are_asked_in_their_minute_though_a_thousand_of_the_last_one_wait(
    tmp_path: Path,
) -> None:
    many = named("many", people(1000), "30 9 * * thu")
    few = named("few", people(10, prefix="q"), "31 9 * * thu")
    platform = one_at_a_time(per_second=10.0)
    async with team(tmp_path, instance(many, few), at("9:29"), platform) as day:
        day.clock.jump(at("9:30"))
        await opened(day, 1000)
        await platform.let_through(100, day.clock)
        day.clock.jump(at("9:31"))
        await opened(day, 1010)
        # At its pace 600 of the thousand could have left by now; only those come before the ten.
        places = await platform.let_through(500 + 10 + 10 + 1, day.clock)
        assert sum(where.startswith("@q") for where in places) == 10
        left = await platform.let_through(1010 - len(platform.shown), day.clock)
        assert all(where.startswith("@p") for where in left)
        assert len({shown.place for shown in platform.shown}) == 1010
        await platform.let_through(2, day.clock)  # the threads


async def test_a_team_so_large_that_it_is_asked_in_steps_lets_others_between(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "AT_ONCE", 50)
    large = named("large", people(110), "30 9 * * thu")
    small = named("small", people(3, prefix="q"), "30 9 * * thu")
    async with team(tmp_path, instance(large, small), at("9:29")) as day:
        await day.until(at("9:30"))
        rows = await day.rows("SELECT person FROM check_in ORDER BY id")
        order = [str(who) for (who,) in rows]
        assert len(order) == 113
        assert max(n for n, who in enumerate(order) if who.startswith("q")) < 60


async def test_thirty_messages_a_second_are_all_taken_and_each_is_replied_to_once(
    tmp_path: Path,
) -> None:
    everybody = people(90)
    paced = Platform(capabilities=PLATFORMS["telegram"])
    async with team(tmp_path, instance(learning_day(*everybody)), at("9:29"), paced) as day:
        day.clock.jump(at("9:30"))
        await in_its_own_time(day)
        for second in range(3):
            for one in everybody[second::3]:
                paced.say(one.id, f"what {one.id} learns")
            await paced.all_taken()
            day.clock.jump(day.clock.now() + timedelta(seconds=1))
        await in_its_own_time(day, at("9:40"))
        await in_its_own_time(day)
        assert len(await day.rows("SELECT DISTINCT text FROM answer")) == 90
        for one in everybody:
            replies = [t for t in paced.direct_texts(one.id) if "posted in the thread" in t]
            assert len(replies) == 1
        assert "plan 90 of 90" in paced.channel(ROOM)[0].text


# ── what is slow, away or too long ─────────────────────────────────────────────────────────────


async def test_a_channel_that_takes_its_time_holds_up_nobody(tmp_path: Path) -> None:
    platform = Gated(shut={ROOM})
    told = instance(learning_day(ANA, BO), daily(ANA, BO, cron="0 10 * * thu"))
    async with team(tmp_path, told, at("9:00"), platform) as day:
        day.clock.jump(at("9:30"))
        await until(lambda: len(platform.shown) == 2)
        for who in ("ana", "bo"):
            platform.say(who, "JAX")
        await until(lambda: all("posted" in day.last(who) for who in ("ana", "bo")))
        day.clock.jump(at("10:00"))
        await until(lambda: bool(platform.channel("#daily")))
        await until(lambda: all("What did you do?" in day.last(who) for who in ("ana", "bo")))
        assert platform.channel(ROOM) == []
        platform.opened.set()
        await day.settled()
        assert len(platform.channel(ROOM)) == 3


async def test_a_platform_that_is_down_holds_up_no_other(tmp_path: Path) -> None:
    @dataclass
    class Down(Platform):
        async def send(self, *_: object, **__: object) -> str:
            raise TryAgain(30.0)

    ana, bo = ANA, replace(BO, accounts=(Account("other", "bo"),))
    both = replace(
        learning_day(ana, bo), channels=(Channel("chat", ROOM), Channel("other", "#theirs"))
    )
    other = Down()
    async with team(tmp_path, instance(both), at("9:00"), others={"other": other}) as day:
        day.clock.jump(at("9:30"))
        await until(lambda: bool(day.platform.direct_texts("ana")))
        day.platform.say("ana", "JAX")
        await until(lambda: "1. JAX" in day.platform.channel_text(ROOM))
        assert "posted in the thread" in day.last("ana")
        assert other.shown == []


async def test_one_refusal_for_haste_delays_its_platform_and_no_other(tmp_path: Path) -> None:
    hasty = Platform(faults=[TryAgain(3600.0)])
    theirs = named("theirs", people(3, "other"), "30 9 * * thu", "other")
    told = instance(learning_day(ANA), theirs)
    async with team(tmp_path, told, at("9:00"), others={"other": hasty}) as day:
        day.clock.jump(at("9:30"))
        await until(lambda: len(day.platform.shown) == 2)
        await until(lambda: not hasty.faults)
        day.clock.jump(at("9:31"))
        day.platform.say("ana", "JAX")
        await until(lambda: "1. JAX" in day.platform.channel_text(ROOM))
        assert len(hasty.shown) <= 3  # what was on its way beside it


@pytest.mark.parametrize("name", sorted(PLATFORMS))
async def test_a_report_longer_than_a_message_is_posted_whole_on_every_platform(
    name: str, tmp_path: Path
) -> None:
    limit = PLATFORMS[name].text_limit
    platform = Platform(capabilities=replace(CAPABLE, text_limit=limit))
    lines = [f"item {number:04} {'é' * 20}" for number in range(2 * limit // 50)]
    async with team(tmp_path, instance(learning_day(ANA)), at("9:00"), platform) as day:
        await day.until(at("9:30"))
        for start in range(0, len(lines), 500):  # some clients send a long text in several
            await day.say("ana", "\n".join(lines[start : start + 500]))
        await day.until(at("20:01"))
        _first, *thread = platform.channel(ROOM)
        text = "".join(shown.text for shown in thread)
        whole = text[: text.index("Digest")]
        places = [whole.index(line) for line in lines]
        assert places == sorted(places)


# ── a schedule that changes while a run is open ────────────────────────────────────────────────


@pytest.mark.parametrize("cron", ["0 9 * * thu", "45 9 * * thu", "30 9 * * *", "0 9 * * mon,thu"])
async def test_a_round_that_moves_while_it_is_open_is_not_asked_twice_that_day(
    cron: str, tmp_path: Path
) -> None:
    told = learning_day(ANA, BO)
    moved = replace(told, rounds=(replace(PLAN, cron=cron), told.rounds[1]))
    async with team(tmp_path, instance(told), at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("ana", "JAX")
        await day.bot.reload(instance(moved))
        await day.until(at("16:59"))
        for who in ("ana", "bo"):
            assert sum(ASKED in text for text in day.platform.direct_texts(who)) == 1
        await day.say("bo", "Rust")
        assert "1. Rust" in day.platform.channel_text(ROOM)


async def test_whoever_changes_zones_while_a_run_is_open_is_not_asked_again(
    tmp_path: Path,
) -> None:
    moved = person("ana", "America/New_York")
    async with team(tmp_path, instance(learning_day(ANA, BO)), at("9:00")) as day:
        await day.until(at("9:31"))
        await day.bot.reload(instance(learning_day(moved, BO)))
        await day.until(at("16:00"))
        assert sum(ASKED in text for text in day.platform.direct_texts("ana")) == 1
        await day.say("ana", "JAX")
        assert "1. JAX" in day.platform.channel_text(ROOM)


async def test_who_leaves_a_standup_while_its_run_is_open_is_not_asked_its_next_round(
    tmp_path: Path,
) -> None:
    async with team(tmp_path, instance(learning_day(ANA, BO)), at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("ana", "JAX")
        await day.say("bo", "Rust")
        await day.bot.reload(instance(learning_day(BO), daily(ANA, cron="0 10 * * fri")))
        await day.until(at("20:01"))
        assert not any("What did you learn?" in t for t in day.platform.direct_texts("ana"))
        digest = day.platform.channel(ROOM)[-1].text
        assert digest.startswith("Digest")
        assert "1. JAX" in digest


# ── after downtime ─────────────────────────────────────────────────────────────────────────────


async def test_after_a_week_away_the_last_run_ends_and_only_today_is_asked_in_order(
    tmp_path: Path,
) -> None:
    rule = Accountability("0 9 * * fri", "Europe/London", days=7)
    plain_day = daily(ANA, cron="30 8 * * *", closes=12)
    told = instance(replace(learning_day(ANA, BO), accountability=rule), plain_day)
    platform = Platform()
    async with team(tmp_path, told, at("9:00"), platform) as day:
        await day.until(at("9:31"))
        await day.say("ana", "JAX")
    before = len(platform.shown)
    async with team(tmp_path, told, at("17:30") + 2 * WEEK, platform) as day:
        await day.settled()
        since = [shown.text.split("\n")[0] for shown in platform.shown[before:]]
        assert sum(text.startswith("Digest") for text in since) == 1  # of the run that was open
        assert len([text for text in since if "accountability" in text]) == 1
        learned = "What did you learn?"
        asked = [text for text in platform.direct_texts("ana") if "What " in text][1:]
        assert [learned in text for text in asked] == [True]
        assert len(platform.direct_texts("bo")) == 2
        [thread] = [t for t in platform.channel(ROOM)[1:] if t.title]
        assert "I was down when it was time to ask: plan" in thread.text
        digest = next(s for s in platform.channel(ROOM) if s.text.startswith("Digest"))
        assert platform.shown.index(digest) < platform.shown.index(thread)
        missed = await day.rows("SELECT day FROM missed WHERE standup = 'learning-day'")
        assert len(missed) == 1 + 2 + 1  # that evening, the week between, this morning


async def test_what_came_together_from_the_time_away_answers_in_order_only_what_was_asked(
    tmp_path: Path,
) -> None:
    platform = Platform()
    async with team(tmp_path, instance(daily(ANA)), at("9:00"), platform) as day:
        await day.until(at("9:31"))
    async with team(tmp_path, instance(daily(ANA)), at("11:00"), platform) as day:
        events = [
            Said(f"x{n}", "ana", text, at("10:00"))
            for n, text in enumerate(("a parser", "a lexer"))
        ]
        await day.bot.inboxes["chat"].take(events)
        await day.settled()
        assert await day.rows("SELECT question, text FROM answer ORDER BY id") == [
            ("done", "a parser")
        ]
        assert await day.rows("SELECT text FROM offer") == [("a lexer",)]
        assert "before I could ask you this" in day.last("ana")
