"""The learning log follows what was shared: said, changed, taken back, forgotten."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from standup.core.learning_log.entries import Entry, Merged, Wanted
from standup.core.model import Instance, Question, Retention
from standup.store import facts
from standup.store.database import Transaction
from standup.store.learning_log import finding, indexing
from standup.store.learning_log.entry import REPORT, UPDATE, as_told
from tests.engine.test_forgetting import cleared, raw
from tests.team import LEARNED, PLAN, Team, at, daily, instance, learning_day, person, team

SAYINGS = (
    *("reading", "implementing", "1", "read {} on #jax https://jax.dev/{}", "all done – by {}"),
    *("1 done, 2 not – too long", "an update #gpu {}", "-", "skip", "/edit", "wombats {}\nquokkas"),
)
KINDS = Question(
    "kind",
    "choice",
    "Of what kind?",
    optional=True,
    options=("Reading", "Implementing"),
    sorts=True,
)
SORTED = replace(
    learning_day(person("ana"), person("bo")),
    rounds=(PLAN, replace(LEARNED, questions=(KINDS, *LEARNED.questions))),
)
TOLD = instance(learning_day(person("ana"), person("bo")), daily(person("chi")))
OURS = Wanted(("learning-day",))


@asynccontextmanager
async def morning(folder: Path, told: Instance = TOLD) -> AsyncIterator[Team]:
    """A Learning Day of which Ana has shared a plan, and Bo another."""
    async with team(folder, told, at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("ana", "read about flash attention in #JAX, see https://jax.dev/notes.")
        await day.say("bo", "the café of Zoë\nlearning to paint")
        yield day


async def found(
    day: Team, words: str = "", merged: Merged | None = None, **more: object
) -> list[str]:
    """Whose reports are found, newest first."""
    wanted = replace(OURS, words=words, **more)  # type: ignore[arg-type]
    return [entry.person for entry in await entries(day, wanted, merged)]


async def entries(day: Team, wanted: Wanted = OURS, merged: Merged | None = None) -> list[Entry]:
    return await day.store.read(
        lambda tx: finding.entries(tx, wanted, 50, merged=merged or Merged())
    )


async def before_the_log(tx: Transaction) -> None:
    """The database as an earlier release would have left it."""
    for table in ("entry_tag", "entry_link", "entry_words", "entry"):
        await tx.run(f"DELETE FROM {table}")  # noqa: S608
    await facts.drop(tx, facts.INDEXED)


async def agrees(day: Team) -> None:
    """The log holds what an independent look at what was said says, and nothing else."""

    async def compare(tx: Transaction) -> None:
        told = []
        for kind, table in ((REPORT, "check_in"), (UPDATE, "addition")):
            rows = await tx.all(f"SELECT id FROM {table}")  # noqa: S608
            told += await as_told(tx, kind, [row[0] for row in rows])
        kept = await tx.all("SELECT id, run_id, standup, person, kind FROM entry ORDER BY id")
        assert kept == [
            (e.id, e.run, e.standup.id, e.person, e.kind) for e in sorted(told, key=lambda e: e.id)
        ]
        assert await tx.all("SELECT rowid FROM entry_words ORDER BY rowid") == [
            (row[0],) for row in kept
        ]
        for entry in told:
            wanted = Wanted((entry.standup.id,), entry.words, (entry.person,), entry.kind)
            assert entry.id in [e.id for e in await finding.entries(tx, wanted, 100)]

    await day.store.read(compare)


async def test_a_report_is_found_by_any_of_its_words_whatever_their_endings_and_accents(
    tmp_path: Path,
) -> None:
    async with morning(tmp_path) as day:
        for words in (
            "attention",
            "READING",
            "flash",
            "jax.dev",
            "flash attention",
            "attention jax",
        ):
            assert await found(day, words) == ["ana"], words
        for words in ("cafe", "zoe", "CAFÉS", "learn", "paints"):
            assert await found(day, words) == ["bo"], words
        assert await found(day, "jax paint") == []
        assert await found(day, "today") == []  # the question is nobody's own words
        assert await found(day) == ["bo", "ana"]


async def test_what_is_quoted_is_found_only_as_it_stands(tmp_path: Path) -> None:
    async with morning(tmp_path) as day:
        assert await found(day, '"flash attention"') == ["ana"]
        assert await found(day, '"attention flash"') == []
        assert await found(day, '"about flash" jax') == ["ana"]
        assert await found(day, '"flash attention') == ["ana"]


async def test_no_word_is_a_command_to_the_database(tmp_path: Path) -> None:
    async with morning(tmp_path) as day:
        for words in (
            *("NEAR(", "*", "a* OR b*", "words:jax", "{", "'", '"', '""', "\0", "& | !", "\\"),
            *("'; DROP TABLE entry; --", "the of and", "<->", "\ud7ff\U0001f600", "é" * 5000),
        ):
            assert await found(day, words) == [], words
        for words in ("-jax", "^jax", "jax\0", "jax:*", "NOT jax " * 40, "(jax)", "'jax' & the"):
            assert await found(day, words) == ["ana"], words


async def test_what_no_space_parts_is_found_by_its_words(tmp_path: Path) -> None:
    async with morning(tmp_path) as day:
        await day.say("ana", "今天我学习了JAX和ＲＵＳＴ")
        for words in ("学习", "jax 今天", '"学习了JAX"', "学", "rust", "学习了jax"):
            assert (await found(day, words))[:1] == ["ana"], words
        assert await found(day, "习学") == []


async def test_a_search_is_narrowed_by_person_kind_tag_days_and_standup(tmp_path: Path) -> None:
    async with morning(tmp_path, instance(SORTED, daily(person("chi")))) as day:
        await day.say("chi", "done with the daily")
        await day.say("chi", "nowhere")
        await day.until(at("17:01"))
        await day.say("ana", "reading")
        await day.say("ana", "all done – by noon")
        assert await found(day, people=("ana",), kind="READING") == ["ana", "ana"]
        assert await found(day, kind="implementing") == []
        assert await found(day, tag="jax") == ["ana", "ana"]  # the plan, and what came of it
        assert await found(day, "nowhere", standups=("daily",)) == ["chi"]
        assert await found(day, "jax", standups=("daily",)) == []
        assert await found(day, "jax", standups=()) == []
        held = at("9:00").date()
        assert await found(day, first=held, last=held) == ["ana", "bo", "ana"]
        assert await found(day, "jax", last=held - timedelta(days=1)) == []
        assert await found(day, "jax", first=held + timedelta(days=1)) == []
        await agrees(day)


async def test_tags_that_are_one_are_found_by_any_of_their_names(tmp_path: Path) -> None:
    async with morning(tmp_path) as day:
        merged = Merged.of({"arrays": ["jax", "NumPy"]})
        for tag in ("arrays", "jax", "numpy"):
            assert await found(day, tag=tag, merged=merged) == ["ana"]
        told = await entries(day, replace(OURS, people=("ana",)), merged)
        assert [entry.tags for entry in told] == [("arrays",)]
        assert [entry.links for entry in told] == [("https://jax.dev/notes",)]


async def test_the_log_follows_what_is_changed_and_taken_back(tmp_path: Path) -> None:
    async with team(tmp_path, TOLD, at("9:00")) as day:
        await day.until(at("9:31"))
        message = await day.say("ana", "about quokkas")
        update = await day.say("ana", "no, about wombats")
        assert await found(day, "quokka") == await found(day, "wombat") == ["ana"]
        day.platform.edit_own("ana", message, "about #numbats")
        await day.settled()
        assert await found(day, "quokka") == []
        assert await found(day, tag="numbats") == ["ana"]
        day.platform.take_back("ana", update)
        await day.settled()
        assert await found(day, "wombat") == []
        await agrees(day)


async def test_what_is_said_late_and_after_a_run_closed_is_in_the_log(tmp_path: Path) -> None:
    async with morning(tmp_path) as day:
        await day.until(at("17:01"))
        await day.until(at("23:59"))
        await day.say("ana", "all done – and late")
        assert await found(day, "late") == ["ana"]
        await agrees(day)


async def test_a_kind_that_is_said_in_the_evening_is_that_of_the_whole_day(tmp_path: Path) -> None:
    async with morning(tmp_path, instance(SORTED)) as day:
        await day.say("ana", "an update of mine on lexers")
        assert await found(day, kind="reading") == []
        await day.until(at("17:01"))
        said = await day.say("ana", "reading")
        await day.say("ana", "all done – by noon")
        assert await found(day, kind="reading") == ["ana"] * 3
        day.platform.edit_own("ana", said, "implementing")
        await day.settled()
        assert await found(day, kind="reading") == []
        assert await found(day, kind="implementing") == ["ana"] * 3
        await agrees(day)


async def test_nothing_of_whoever_is_forgotten_stays_in_the_log(tmp_path: Path) -> None:
    async with morning(tmp_path) as day:
        await day.say("ana", "an update on attention")
        await day.say("ana", "forget me")
        await day.say("ana", "forget me now")
        assert await found(day) == ["bo"]
        assert await day.rows("SELECT 1 FROM entry_tag") == []
        assert await day.rows("SELECT 1 FROM entry_link") == []
        await agrees(day)


async def test_a_page_goes_on_where_the_one_before_it_ended(tmp_path: Path) -> None:
    async with morning(tmp_path) as day:
        for number in range(7):
            await day.say("ana", f"I read page {number} of jax")
        seen: list[int] = []
        for oldest_first in (False, True):
            beyond, pages = None, []
            while page := await day.store.read(
                lambda tx, b=beyond, o=oldest_first: finding.entries(  # type: ignore[misc]
                    tx, replace(OURS, words="jax"), 3, beyond=b, oldest_first=o
                )
            ):
                pages.append([entry.id for entry in page])
                beyond = page[-1].id
            assert [len(page) for page in pages] == [3, 3, 2]
            found_then = [number for page in pages for number in page]
            assert found_then == sorted(found_then, reverse=not oldest_first)
            seen = seen or found_then
        assert sorted(seen) == found_then
        told = [entry.id async for entry in finding.every(day.store, replace(OURS, words="jax"))]
        assert told == found_then


async def test_what_was_taken_back_a_moment_ago_is_no_end_of_the_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "_AT_ONCE", 2)
    async with morning(tmp_path) as day:
        for number in range(6):
            await day.say("ana", f"I saw quokka number {number}")
        taken_back = "UPDATE addition SET text = '' WHERE id IN (2, 3, 5)"
        await day.store.write(lambda tx: tx.run(taken_back))
        for wanted in (OURS, replace(OURS, words="quokkas")):
            told = [e.update async for e in finding.every(day.store, wanted) if e.update]
            assert told == [f"I saw quokka number {number}" for number in (0, 3, 5)]
            assert [e.update for e in (await entries(day, wanted))[:3]] == told[::-1]


async def test_what_was_there_before_the_log_is_taken_in_some_at_a_time(tmp_path: Path) -> None:
    async with morning(tmp_path) as day:
        await day.say("ana", "an update of mine on lexers")
        before = [entry.id for entry in await entries(day)]

        await day.store.write(before_the_log)
        steps = 1
        while not await day.store.write(lambda tx: indexing.catch_up(tx, 1)):
            steps += 1
        assert steps > len(before)
        assert [entry.id for entry in await entries(day)] == before
        await agrees(day)


async def test_no_byte_of_whoever_is_forgotten_is_left_of_the_log(
    tmp_path: Path, database: str
) -> None:
    async with morning(tmp_path) as day:
        await day.say("bo", "I went on painting")
        await day.say("ana", "zyzzyvas on xylophones #quixotic")
        message = await day.say("ana", "I saw wobbegongs")
        day.platform.edit_own("ana", message, "I heard vuvuzelas")
        await day.settled()
        await day.store.clear()
        stems = (b"zyzzyva", b"xylophon", b"quixot", b"wobbegong", b"vuvuzela")
        if database == "sqlite":
            assert [stem for stem in stems if stem in raw(tmp_path)] == list(stems)
        await day.say("ana", "forget me")
        await day.say("ana", "forget me now")
        await cleared(day)
        assert [stem for stem in stems if stem in raw(tmp_path)] == []
        assert await found(day, "painting") == ["bo", "bo"]


async def test_words_that_are_older_than_they_are_kept_leave_the_log(tmp_path: Path) -> None:
    kept = replace(TOLD, retention=Retention(answers=timedelta(days=7)))
    async with morning(tmp_path, kept) as day:
        assert await found(day, "attention") == ["ana"]
        await day.until(at("9:00") + timedelta(days=9))
        assert await found(day, "attention") == []
        await agrees(day)
        assert len(await day.rows("SELECT id FROM entry")) == 0


@pytest.mark.parametrize("seed", range(2))
async def test_whatever_is_said_changed_and_taken_back_the_log_is_what_was_shared(
    tmp_path: Path, seed: int
) -> None:
    chance = Random(seed)  # noqa: S311 - a story to be told again
    told = instance(SORTED, daily(person("chi"), person("ana")))
    async with team(tmp_path, told, at("9:00")) as day:
        said: list[tuple[str, str]] = []
        for step in range(30):
            who = chance.choice(("ana", "bo", "chi"))
            text = chance.choice(SAYINGS).format(step, step)
            what = chance.random()
            if what < 0.15 and said:
                day.platform.take_back(*chance.choice(said))
            elif what < 0.35 and said:
                day.platform.edit_own(*chance.choice(said), text)
            elif what < 0.38:
                await day.say(who, "forget me")
                await day.say(who, "forget me now")
            elif what < 0.6:
                await day.until(day.clock.now() + timedelta(hours=chance.choice((1, 4, 20))))
            else:
                said.append((who, await day.say(who, text)))
            await day.settled()
        await agrees(day)


async def test_a_bot_of_a_release_that_brings_the_log_fills_it_by_itself(tmp_path: Path) -> None:
    async with morning(tmp_path) as day:
        await day.say("ana", "an update of mine on lexers")
        before = [entry.id for entry in await entries(day)]
        await day.store.write(before_the_log)
    async with team(tmp_path, TOLD, at("10:00")) as day, asyncio.timeout(10):
        while await day.rows("SELECT 1 FROM fact WHERE name = 'indexed' AND value = 'all'") == []:
            await asyncio.sleep(0.005)
        assert [entry.id for entry in await entries(day)] == before
        await agrees(day)
