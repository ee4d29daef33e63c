"""What people are told of their plans: what was settled before, and who plans the same."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from standup.core.hints import HINTS
from standup.core.model import Instance, Standup
from standup.engine import hinting
from standup.store import hints
from tests.summaries.day import WEEK
from tests.team import ROOM, Team, at, instance, learning_day, person, team

ANA, BO, CHI = person("ana"), person("bo"), person("chi")
PLANNED, FOUND = "read about JAX sharding", "pjit is easier than it looks"
NEAR = "learn JAX sharding"
THERE = f"Bo has been there, on Thursday 26 November 2026: “{PLANNED}”, done."


def hinting_day(*kinds: str) -> Standup:
    return replace(learning_day(ANA, BO, CHI), hints=frozenset(kinds or HINTS))


def told(*kinds: str) -> Instance:
    return instance(hinting_day(*kinds))


async def settle(day: Team, plan: str = PLANNED, found: str = FOUND, who: str = "bo") -> None:
    """A Learning Day on which somebody settles something, and nobody says anything else."""
    await day.until(at("9:31"))
    await day.say(who, plan)
    await day.until(at("17:01"))
    await day.say(who, f"1 done – {found}")
    await day.until(at("9:31") + WEEK)


def hints_to(day: Team, name: str) -> list[str]:
    return [text for text in day.platform.direct_texts(name) if "has been there" in text]


def common(day: Team) -> list[str]:
    return [
        text
        for text in day.platform.channel_text(ROOM).split("\n")
        if "have the same in mind" in text
    ]


async def test_whoever_plans_what_was_settled_is_told_so_privately_and_at_once(
    tmp_path: Path,
) -> None:
    async with team(tmp_path, told(), at("9:00")) as day:
        await settle(day)
        await day.say("ana", f"{NEAR}\ntidy up my notes")
        [hint] = hints_to(day, "ana")
        assert THERE in hint
        assert FOUND in hint
        assert "has been there" not in day.platform.channel_text(ROOM)
        assert not hints_to(day, "bo")


async def test_what_is_not_near_and_what_was_not_settled_is_not_told(tmp_path: Path) -> None:
    async with team(tmp_path, told(), at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("bo", f"{PLANNED}\nread about Zig comptime")
        await day.until(at("17:01"))
        await day.say("bo", "1 done 2 not – no time")
        await day.until(at("9:31") + WEEK)
        await day.say("ana", "read about database sharding\nZig comptime")
        assert not hints_to(day, "ana")


async def test_nobody_is_told_what_they_found_out_themselves(tmp_path: Path) -> None:
    async with team(tmp_path, told(), at("9:00")) as day:
        await settle(day)
        await day.say("bo", NEAR)
        assert not hints_to(day, "bo")


async def test_a_line_is_told_of_once_though_the_plan_is_edited(tmp_path: Path) -> None:
    async with team(tmp_path, told(), at("9:00")) as day:
        await settle(day)
        message = await day.say("ana", NEAR)
        day.platform.edit_own("ana", message, "learn about JAX sharding!\ntidy up my notes")
        await day.settled()
        assert len(hints_to(day, "ana")) == 1


async def test_nobody_gets_more_than_two_hints_a_day(tmp_path: Path) -> None:
    topics = ("JAX sharding", "Rust lifetimes", "Zig comptime")
    async with team(tmp_path, told(), at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("bo", "\n".join(f"read about {one}" for one in topics))
        await day.until(at("17:01"))
        await day.say("bo", "all done – a good day")
        await day.until(at("9:31") + WEEK)
        await day.say("ana", "\n".join(f"learn {one}" for one in topics))
        assert len(hints_to(day, "ana")) == hinting.MOST_A_DAY


async def test_two_who_plan_the_same_are_told_of_each_other_in_the_thread_once(
    tmp_path: Path,
) -> None:
    async with team(tmp_path, told(), at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("ana", PLANNED)
        assert not common(day)
        await day.say("bo", f"tidy up my notes\n{NEAR}")
        [row] = common(day)
        assert f"Ana and Bo have the same in mind: “{PLANNED}”" in row
        await day.say("chi", "JAX sharding")
        [row] = common(day)
        assert "Ana, Bo and Chi have the same in mind" in row


async def test_the_word_in_the_thread_follows_edits_and_what_is_taken_back(tmp_path: Path) -> None:
    async with team(tmp_path, told(), at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("ana", PLANNED)
        message = await day.say("bo", NEAR)
        await day.say("chi", NEAR)
        day.platform.edit_own("bo", message, "read about Zig comptime")
        await day.settled()
        [row] = common(day)
        assert "Ana and Chi have" in row
        await day.say("ana", "forget me")
        await day.say("ana", "forget me now")
        await day.settled()
        assert not common(day)
        assert "Nobody plans the same any more" in day.platform.channel_text(ROOM)


async def test_a_hint_loses_the_words_of_whoever_is_forgotten(tmp_path: Path) -> None:
    async with team(tmp_path, told(), at("9:00")) as day:
        await settle(day)
        await day.say("ana", NEAR)
        assert hints_to(day, "ana")
        await day.say("bo", "forget me")
        await day.say("bo", "forget me now")
        await day.settled()
        assert not hints_to(day, "ana")
        assert "was taken back" in day.platform.direct_texts("ana")[-1]
        assert FOUND not in await day.everything()


async def test_a_hint_follows_what_it_tells_of(tmp_path: Path) -> None:
    async with team(tmp_path, told(), at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("bo", PLANNED)
        await day.until(at("17:01"))
        message = await day.say("bo", f"1 done – {FOUND}")
        await day.until(at("9:31") + WEEK)
        await day.say("ana", NEAR)
        day.platform.edit_own("bo", message, "1 done – quokkas are better")
        await day.settled()
        [hint] = hints_to(day, "ana")
        assert "quokkas are better" in hint
        day.platform.edit_own("bo", message, "1 not – no time")
        await day.settled()
        assert not hints_to(day, "ana")
        assert "was taken back" in day.last("ana")


async def test_a_word_switches_them_off_for_oneself_and_on_again(tmp_path: Path) -> None:
    async with team(tmp_path, told(), at("9:00")) as day:
        await settle(day)
        await day.say("ana", "no hints")
        await day.say("chi", NEAR)
        await day.say("ana", NEAR)
        assert not hints_to(day, "ana")
        assert not common(day)
        await day.until(at("9:31") + 2 * WEEK)
        await day.say("ana", "hints on")
        await day.say("ana", NEAR)
        assert len(hints_to(day, "ana")) == 1


async def test_where_they_are_off_nothing_is_looked_for(tmp_path: Path) -> None:
    off = instance(learning_day(ANA, BO, CHI))
    async with team(tmp_path, off, at("9:00")) as day:
        await settle(day)
        await day.say("ana", NEAR)
        await day.say("chi", NEAR)
        assert not hints_to(day, "ana")
        assert not common(day)
        assert await day.rows("SELECT count(*) FROM hint_due") == [(0,)]


async def test_what_was_told_follows_though_they_are_off_by_now(tmp_path: Path) -> None:
    async with team(tmp_path, told(), at("9:00")) as day:
        await settle(day)
        await day.say("ana", NEAR)
        await day.bot.reload(instance(learning_day(ANA, BO, CHI)))
        await day.say("bo", "forget me")
        await day.say("bo", "forget me now")
        await day.settled()
        assert not hints_to(day, "ana")
        assert "was taken back" in day.last("ana")


async def test_each_kind_can_be_had_alone(tmp_path: Path) -> None:
    for number, kind in enumerate(HINTS):
        async with team(tmp_path / str(number), told(kind), at("9:00")) as day:
            await settle(day)
            await day.say("ana", NEAR)
            await day.say("chi", NEAR)
            assert bool(hints_to(day, "ana")) == (kind == "known")
            assert bool(common(day)) == (kind == "same")


async def test_what_another_standup_settled_is_told_to_whoever_may_read_it(
    tmp_path: Path,
) -> None:
    research = replace(hinting_day(), id="research", title="Research", participants=(BO, CHI))
    mine = replace(hinting_day(), participants=(ANA, CHI))
    async with team(tmp_path, instance(research, mine), at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("bo", PLANNED)
        await day.until(at("17:01"))
        await day.say("bo", f"1 done – {FOUND}")
        await day.until(at("9:31") + WEEK)
        await day.say("ana", NEAR)
        for _ in mine, research:
            await day.say("chi", NEAR)
        assert not hints_to(day, "ana")
        assert any("in Research on" in hint for hint in hints_to(day, "chi"))


async def test_where_participants_alone_read_they_are_told_and_nobody_is_named(
    tmp_path: Path,
) -> None:
    among = replace(hinting_day(), readers="participants", channels=())
    async with team(tmp_path, instance(among), at("9:00")) as day:
        await settle(day)
        await day.say("ana", NEAR)
        await day.say("chi", NEAR)
        assert len(hints_to(day, "ana")) == len(hints_to(day, "chi")) == 1
        assert "same in mind" not in await day.everything()


async def test_what_was_published_is_linked_to(tmp_path: Path) -> None:
    site = "https://learning.example.org/log"
    open_to_all = replace(told(), site=site)
    open_to_all = replace(open_to_all, standups=(replace(hinting_day(), publish="everyone"),))
    async with team(tmp_path, open_to_all, at("9:00")) as day:
        await settle(day)
        await day.say("ana", NEAR)
        assert f"{site}/2026-11-26" in hints_to(day, "ana")[0]


async def test_a_hint_waits_until_quiet_hours_are_over(tmp_path: Path) -> None:
    async with team(tmp_path, told(), at("9:00")) as day:
        await settle(day)
        await day.say("ana", "quiet 9:00-11:00")
        await day.say("ana", NEAR)
        assert not hints_to(day, "ana")
        await day.until(at("11:01") + WEEK)
        assert len(hints_to(day, "ana")) == 1


async def test_a_process_that_dies_in_between_tells_it_once(tmp_path: Path) -> None:
    async with team(tmp_path, told(), at("9:00")) as day:
        await settle(day)
        await day.say("ana", NEAR)
        [(check_in,)] = await day.rows("SELECT check_in_id FROM hint_told")
        await day.store.write(lambda tx: hints.want(tx, int(str(check_in))))
    later = at("9:40") + WEEK
    async with team(tmp_path, told(), later, day.platform) as day:
        await day.settled()
        assert len(hints_to(day, "ana")) == 1
        assert await day.rows("SELECT count(*) FROM hint_due") == [(0,)]


async def test_it_is_told_in_the_language_of_each(tmp_path: Path) -> None:
    german = replace(hinting_day(), language="de")
    async with team(tmp_path, instance(german), at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("bo", PLANNED)
        await day.until(at("17:01"))
        await day.say("bo", "1 erledigt – " + FOUND)
        await day.until(at("9:31") + WEEK + timedelta(minutes=1))
        await day.say("ana", NEAR)
        await day.say("chi", NEAR)
        assert f"Bo war schon da, am Donnerstag, 26. November 2026: „{PLANNED}“" in day.last("ana")
        assert "Ana und Chi haben dasselbe vor" in day.platform.channel_text(ROOM)
