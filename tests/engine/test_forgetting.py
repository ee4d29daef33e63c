"""What is kept of a person: they get all of it, and when they wish it is gone."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from standup.chat.interface import Capabilities
from standup.core.model import Account, Accountability, Channel, Instance, Person
from standup.engine.forgetting import forget_absent
from standup.store import (
    personal_data,
)
from standup.store.database import Transaction
from tests.platform import CAPABLE, Platform
from tests.team import LONDON, ROOM, Team, at, daily, instance, learning_day, person, team

ANA = Person("ana", "Anastasia", LONDON, (Account("chat", "ana"),))
BO = person("bo")
TOLD = instance(learning_day(ANA, BO))
WORDS = ("quokkas", "numbats", "wombats", "bilbies", "Anastasia")
LATER = timedelta(days=7)


@asynccontextmanager
async def evening(folder: Path, told: Instance = TOLD) -> AsyncIterator[Team]:
    """A Learning Day on which Ana said, changed and added this and that, and Bo answered too."""
    async with team(folder, told, at("9:00")) as day:
        await day.until(at("9:31"))
        message = await day.say("ana", "about quokkas")
        day.platform.edit_own("ana", message, "about numbats")
        await day.say("bo", "how to read maps")
        await day.say("ana", "no, about wombats")
        await day.until(at("17:01"))
        await day.say("ana", "1 changed – it became bilbies")
        await day.say("bo", "all done")
        yield day


async def forget(day: Team, account: str = "ana") -> None:
    await day.say(account, "forget me")
    await day.say(account, "forget me now")


def raw(folder: Path) -> bytes:
    """Every byte of the database, as it lies on the disk."""
    return b"".join(p.read_bytes() for p in sorted(folder.glob("standup.db*")))


async def cleared(day: Team) -> None:
    """Wait until the files were cleared as well."""
    async with asyncio.timeout(10):
        while await day.rows("SELECT 1 FROM fact WHERE name = 'clear'"):
            await asyncio.sleep(0.005)
    await day.store.clear()


# ── export me ──


async def test_a_person_gets_all_that_is_kept_of_them(tmp_path: Path) -> None:
    async with evening(tmp_path) as day:
        await day.say("ana", "away 1 dec to 3 dec")
        before = len(day.platform.direct_texts("ana"))
        await day.say("ana", "export me")
        told = "\n".join(day.platform.direct_texts("ana")[before:])
        for words in (*WORDS, "Europe/London", "1 December", "before you changed it"):
            assert words in told
        assert "maps" not in told


async def test_every_word_of_the_export_for_the_organiser_is_in_the_one_in_the_chat(
    tmp_path: Path,
) -> None:
    async with evening(tmp_path) as day:
        await day.say("ana", "export me")
        told = " ".join(day.platform.direct_texts("ana"))
        data = await day.store.read(lambda tx: personal_data.export(tx, "ana"))
        for run in data["runs"]:
            for kept in (*run["check_ins"], {"answers": run["updates"], "earlier": []}):
                for words in (*kept["answers"], *kept["earlier"]):
                    assert words["text"] in told


async def test_an_export_asked_for_where_others_may_read_comes_to_the_person_alone(
    tmp_path: Path,
) -> None:
    async with evening(tmp_path) as day:
        day.platform.say("ana", "/export", place="#everybody")
        await day.settled()
        [told] = day.platform.channel("#everybody")
        assert "in our direct chat" in told.text
        assert "quokkas" in day.last("ana")


async def test_a_long_export_shows_the_latest_and_says_how_to_get_the_rest(tmp_path: Path) -> None:
    async with team(tmp_path, TOLD, at("9:00")) as day:
        for week in range(4):
            await day.until(at("9:31") + week * LATER)
            await day.say("ana", f"week{week} " * 3000)
        before = len(day.platform.direct_texts("ana"))
        await day.say("ana", "export me")
        told = "\n".join(day.platform.direct_texts("ana")[before:])
        assert "week3" in told
        assert "week0" not in told
        assert "standup export ana" in told


async def test_an_export_in_the_chat_is_not_kept_beside_what_it_shows(tmp_path: Path) -> None:
    async with evening(tmp_path) as day:
        await day.say("ana", "export me")
        await day.until(at("9:31") + LATER)
        assert await day.rows("SELECT key FROM outbox WHERE key LIKE 'shown/%'") == []


async def test_a_stranger_has_nothing_to_export_and_nothing_to_forget(tmp_path: Path) -> None:
    async with evening(tmp_path) as day:
        for who, words in (("eve", "export me"), ("zoe", "forget me"), ("max", "forget me now")):
            await day.say(who, words)
            assert "I don’t know this account" in day.last(who)
            assert "numbats" not in day.last(who)


# ── forget me ──


async def test_nobody_is_forgotten_by_a_slip(tmp_path: Path) -> None:
    async with evening(tmp_path) as day:
        await day.say("ana", "forget me now")
        assert "say forget me first" in day.last("ana")
        await day.say("ana", "forget me")
        assert "forget me now within ten minutes" in day.last("ana")
        await day.until(at("17:30"))
        await day.say("ana", "forget me now")
        assert "say forget me first" in day.last("ana")
        assert "numbats" in await day.everything()


async def test_no_word_of_whoever_is_forgotten_is_left_in_any_table_or_byte(
    tmp_path: Path, database: str
) -> None:
    async with evening(tmp_path) as day:
        await day.say("ana", "away 1 dec to 3 dec")
        await day.say("bo", "/report")
        await day.say("ana", "export me")
        kept, on_disk = await day.everything(), raw(tmp_path)
        assert not [words for words in WORDS if words not in kept]
        assert database == "postgres" or all(words.encode() in on_disk for words in WORDS)
        await forget(day)
        kept = await day.everything()
        assert not [words for words in WORDS if words in kept]
        await cleared(day)
        on_disk = raw(tmp_path)
        assert not [words for words in WORDS if words.encode() in on_disk]
        assert database == "postgres" or b"maps" in on_disk


async def test_threads_and_digests_follow_and_count_as_before(tmp_path: Path) -> None:
    async with evening(tmp_path) as day:
        await day.until(at("20:01"))
        assert "Anastasia" in day.platform.channel_text(ROOM)
        posted = len(day.platform.channel(ROOM))
        await forget(day)
        shown = day.platform.channel_text(ROOM)
        assert not [words for words in WORDS if words in shown]
        assert "Taking part: Bo and Somebody." in shown
        assert "plan 2 of 2, learned 2 of 2" in shown
        assert "Thank you, Bo and Somebody!" in shown
        assert "Somebody · Plan – taken back" in shown
        assert "1 done, ↻ 1 changed" in shown
        assert len(day.platform.channel(ROOM)) == posted


async def test_an_accountability_report_that_was_posted_follows(tmp_path: Path) -> None:
    rule = Accountability("0 10 27 * *", LONDON, 28)
    told = instance(replace(learning_day(ANA, BO), accountability=rule))
    async with evening(tmp_path, told) as day:
        await day.until(at("10:01") + timedelta(days=1))
        assert "Anastasia: shared (↻ 1 changed)" in day.platform.channel_text(ROOM)
        await forget(day)
        assert "Anastasia" not in day.platform.channel_text(ROOM)
        assert "Somebody: shared (↻ 1 changed)" in day.platform.channel_text(ROOM)


async def test_whoever_is_forgotten_is_asked_nothing_more_that_day_and_again_on_the_next(
    tmp_path: Path,
) -> None:
    async with team(tmp_path, TOLD, at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("ana", "about quokkas")
        await forget(day)
        assert "unless Ana (ana) takes you out" in day.last("ana")
        told = len(day.platform.direct_texts("ana"))
        await day.until(at("20:01"))
        assert len(day.platform.direct_texts("ana")) == told
        assert "learned 0 of 1" in day.platform.channel_text(ROOM)
        await day.until(at("9:31") + LATER)
        assert "What will you learn" in day.last("ana")
        assert "Taking part: Anastasia and Bo." in day.platform.channel_text(ROOM)
        assert "ana" not in str(await day.rows("SELECT person FROM leaver"))


async def test_what_they_write_afterwards_is_posted_nowhere(tmp_path: Path) -> None:
    async with evening(tmp_path) as day:
        await forget(day)
        posted = day.platform.channel_text(ROOM)
        await day.say("ana", "thank you, little bot")
        assert "haven’t posted that" in day.last("ana")
        assert day.platform.channel_text(ROOM) == posted


async def test_an_old_button_adds_nothing_to_a_run_that_was_forgotten(tmp_path: Path) -> None:
    buttons = Platform(capabilities=replace(CAPABLE, choices=True))
    async with team(tmp_path, TOLD, at("9:00"), buttons) as day:
        await day.until(at("9:31"))
        await day.say("ana", "about quokkas")
        await day.until(at("17:01"))
        await forget(day)
        day.platform.choose("ana", "✓ done")
        await day.settled()
        assert "closed by now" in day.last("ana")
        assert "quokkas" not in await day.everything()


async def test_others_who_wait_are_not_held_up_and_their_words_stay(tmp_path: Path) -> None:
    told = instance(learning_day(ANA, BO), daily(ANA, BO))
    async with team(tmp_path, told, at("9:00")) as day:
        await day.until(at("9:31"))
        for words in ("how to read maps", "how to draw them", "how to fold them"):
            await day.say("bo", words)
            await forget(day)
        shown = day.platform.channel_text(ROOM) + day.platform.channel_text("#daily")
        assert "read maps" in shown
        assert "fold them" in shown
        await day.until(at("9:31") + timedelta(days=1))
        assert "What did you do?" in day.last("ana")


async def test_an_account_that_a_code_joined_is_nobodys_afterwards(tmp_path: Path) -> None:
    told = Instance((learning_day(ANA),), (ANA,), "Ana (ana)", LONDON)
    async with team(tmp_path, told, at("9:00"), others={"pager": Platform()}) as day:
        await day.say("ana", "link")
        code = day.last("ana").split("link ")[1][:9]
        day.platforms["pager"].say("ana-pager", f"link {code}")
        await day.settled()
        for words in ("forget me", "forget me now"):
            day.platforms["pager"].say("ana-pager", words)
            await day.settled()
        assert "Done." in day.platforms["pager"].direct_texts("ana-pager")[-1]
        assert await day.rows("SELECT * FROM account") == []
        day.platforms["pager"].say("ana-pager", "hello?")
        await day.settled()
        assert "I’m a standup bot" in day.platforms["pager"].direct_texts("ana-pager")[-1]


async def test_what_a_platform_cannot_change_is_told_and_emptied_here(tmp_path: Path) -> None:
    stone = Platform(capabilities=Capabilities(text_limit=4000, per_second=1e5, threads=True))
    standup = replace(
        learning_day(ANA, BO), channels=(Channel("chat", ROOM), Channel("stone", "#stone"))
    )
    told = Instance((standup,), (ANA, BO), "Ana (ana)", LONDON)
    async with team(tmp_path, told, at("9:00"), others={"stone": stone}) as day:
        await day.until(at("9:31"))
        await day.say("ana", "about quokkas")
        posted = len(stone.channel("#stone"))
        await forget(day)
        assert "I can’t change what’s already on stone." in day.last("ana")
        assert len(stone.channel("#stone")) == posted
        kept = await day.everything()
        assert not [words for words in WORDS if words in kept]


async def test_an_event_of_theirs_that_was_put_aside_says_nothing_any_more(tmp_path: Path) -> None:
    async with evening(tmp_path) as day:
        content = json.dumps({"type": "Said", "account": "ana", "text": "quokkas"})
        sql = "INSERT INTO inbound (adapter, id, taken_at, failed) VALUES ('chat', 'x', 0, ?)"
        await day.store.write(lambda tx: tx.run(sql, content))
        await forget(day)
        assert await day.rows("SELECT failed FROM inbound WHERE id = 'x'") == [(None,)]


async def test_no_id_of_an_event_names_them_any_more(tmp_path: Path) -> None:
    async with evening(tmp_path) as day:
        sql = "INSERT INTO inbound (adapter, id, taken_at) VALUES (?, ?, 0)"
        for adapter, event in (
            *(("chat", "9.ana.7"), ("chat", "9.ana.member.8"), ("chat", "9.anabel.7")),
            ("other", "9.ana.7"),
        ):
            await day.store.write(partial(_insert, sql, adapter, event))
        await forget(day)
        kept = "SELECT adapter, id FROM inbound WHERE id LIKE '9.%' ORDER BY adapter"
        assert await day.rows(kept) == [("chat", "9.anabel.7"), ("other", "9.ana.7")]
        assert await day.rows("SELECT 1 FROM fact WHERE name = 'forgotten'") == []


async def _insert(sql: str, adapter: str, event: str, tx: Transaction) -> None:
    await tx.run(sql, adapter, event)


# ── forget somebody who left ──


async def leave(day: Team, told: Instance, person_id: str = "ana") -> None:
    """Take somebody out of the configuration, and let the organiser forget them."""
    await day.bot.reload(told)
    directory, now = day.bot.directory(), day.clock.now()
    await day.store.write(lambda tx: forget_absent(tx, directory, person_id, now))
    day.bot.changed()
    await day.settled()
    await cleared(day)


@pytest.mark.parametrize("closes", ["17:05", "20:01"])
async def test_nothing_is_left_of_whoever_left(closes: str, tmp_path: Path) -> None:
    async with evening(tmp_path, replace(TOLD, organiser="Olga")) as day:
        await day.say("ana", "away 1 dec to 3 dec")
        await day.until(at(closes))
        await leave(day, replace(instance(learning_day(BO)), organiser="Olga"))
        kept = await day.everything() + day.platform.channel_text(ROOM)
        for words in (*WORDS, "'ana'", "Ana "):
            assert words not in kept
        assert "maps" in kept
        assert "Somebody" in day.platform.channel_text(ROOM)
        await day.until(at("20:02"))
        assert "learned 2 of 2" in day.platform.channel(ROOM)[0].text
        rows = await day.rows("SELECT max(id) FROM outbox")
        await day.say("bo", "status")
        assert await day.rows("SELECT max(id) FROM outbox") > rows


async def test_whoever_has_their_account_now_is_asked_and_answered_as_before(
    tmp_path: Path,
) -> None:
    anna = Person("anna", "Anna", LONDON, (Account("chat", "ana"),))
    told = instance(learning_day(anna, BO))
    async with evening(tmp_path) as day:
        await day.until(at("20:01"))
        await leave(day, told)
        kept = await day.everything()
        assert not any(words in kept for words in WORDS)
        await day.until(at("9:31") + LATER)
        assert "What will you learn today?" in day.last("ana")
        await day.say("ana", "quolls")
        assert "posted in the thread" in day.last("ana")
