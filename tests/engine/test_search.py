"""`search jax`: what was learned is found by whoever may read it, and no answer is taken for it."""

from dataclasses import replace
from pathlib import Path

import pytest

from standup.core.model import Instance
from standup.store.learning_log import tagging
from tests.engine.test_log import SORTED, morning
from tests.team import at, daily, instance, learning_day, person, team

NAMES = {"ana": "Mariana", "silva": "Ana Silva", "costa": "Ana Costa", "bo": "Bo"}
BOTH = instance(learning_day(person("ana"), person("bo")), daily(person("chi"), person("bo")))


async def test_a_word_is_found_with_its_day_its_author_and_what_stands_around_it(
    tmp_path: Path,
) -> None:
    async with morning(tmp_path) as day:
        await day.say("bo", "/search jax")
        assert day.last("bo") == (
            "• Thursday 26 November 2026 · Ana · plan\n"
            "   read about flash attention in #JAX, see https://jax.dev/notes."
        )
        bolds = [shown.message for shown in day.platform.shown if shown.place == "@bo"][-1]
        assert "Bold(text='JAX')" in str(bolds)


async def test_nobody_finds_what_a_standup_wrote_in_which_they_take_no_part(tmp_path: Path) -> None:
    async with team(tmp_path, BOTH, at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("ana", "quokkas")
        await day.say("chi", "numbats")
        await day.say("chi", "-")
        for account, found, hidden in (
            ("ana", "quokkas", "numbats"),
            ("chi", "numbats", "quokkas"),
        ):
            await day.say(account, f"/search {found}")
            assert f"2026 · {account.title()}" in day.last(account)
            await day.say(account, f"/search {hidden}")
            assert "No entries match" in day.last(account)
            assert hidden not in day.last(account)
            await day.say(account, f"/search {hidden[:-1]}x")
            assert hidden not in day.last(account)


async def test_an_answer_that_begins_so_is_an_answer(tmp_path: Path) -> None:
    async with team(tmp_path, instance(learning_day(person("ana"))), at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("ana", "search engines")
        assert await day.rows("SELECT text FROM answer") == [("search engines",)]
        await day.say("ana", "search engines")
        assert "Ana · plan" in day.last("ana")
        assert "If you meant that as an update" in day.last("ana")
        assert await day.rows("SELECT text FROM addition") == []
        await day.say("ana", "/search engine")
        assert "If you meant that as an update" not in day.last("ana")


async def test_a_marked_search_is_no_answer_however_long_it_is(tmp_path: Path) -> None:
    async with team(tmp_path, instance(learning_day(person("ana"))), at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("ana", f"/search {'quokkas and wombats ' * 20}")
        assert await day.rows("SELECT text FROM answer") == []
        assert "No entries match" in day.last("ana")


async def test_a_name_that_several_people_have_finds_what_each_of_them_wrote(
    tmp_path: Path,
) -> None:
    roster = [replace(person(one), name=name) for one, name in NAMES.items()]
    async with team(tmp_path, instance(learning_day(*roster)), at("9:00")) as day:
        await day.until(at("9:31"))
        for one in NAMES:
            await day.say(one, f"quokkas, says {one}")
        for name, told in (
            ("ana", {"ana", "silva", "costa"}),
            ("Ana Silva", {"silva"}),
            ("@ana", {"ana"}),
            ("bo", {"bo"}),
        ):
            await day.say("bo", f"/search quokkas by {name}")
            assert {one for one in NAMES if f"says {one}" in day.last("bo")} == told


async def test_more_goes_on_where_the_last_answer_ended(tmp_path: Path) -> None:
    async with morning(tmp_path) as day:
        for number in range(12):
            await day.say("ana", f"I saw quokka number {number}")
        await day.say("bo", "/search more")
        assert "no longer know" in day.last("bo")
        await day.say("bo", "/search quokkas by ana")
        assert day.last("bo").count("· Ana · update") == 10
        assert "/search more" in day.last("bo")
        await day.say("bo", "search older")
        assert day.last("bo").count("· Ana · update") == 2
        assert "number 1\n" in f"{day.last('bo')}\n"
        await day.say("bo", "/search more")
        assert "nothing older" in day.last("bo")


async def test_when_nothing_is_found_what_is_near_is_named(tmp_path: Path) -> None:
    async with morning(tmp_path) as day:
        await day.say("bo", "/search jaxx attenton")
        assert "#jax" in day.last("bo")
        assert "attention" in day.last("bo")
        await day.say("bo", "/search")
        assert "search #jax since october" in day.last("bo")


async def test_what_is_near_is_looked_for_in_what_was_said_lately_and_for_a_few_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tagging, "_LATELY", 2)
    animals = ("platypus", "kangaroo", "wallabies", "bandicoot", "kookaburra", "cassowary")
    async with morning(tmp_path) as day:
        await day.say("ana", "#wombat")
        await day.say("ana", f"#quokka {' '.join(animals)}")
        await day.say("bo", "/search #quokkas")
        assert "#quokka" in day.last("bo")
        await day.say("bo", "/search #jaxx")
        assert "#jax" not in day.last("bo")
        await day.say("bo", f"/search {' '.join(f'{animal}x' for animal in animals)}")
        assert "kookaburra" in day.last("bo")
        assert "cassowary" not in day.last("bo")


async def test_a_kind_and_a_tag_are_looked_for_by_name(tmp_path: Path) -> None:
    async with morning(tmp_path, instance(SORTED)) as day:
        await day.until(at("17:01"))
        await day.say("ana", "implementing")
        await day.say("ana", "all done – by noon")
        await day.say("bo", "/search kind:implementing #jax since yesterday")
        assert day.last("bo").count("· Ana · ") == 2
        assert "· Implementing" in day.last("bo")
        await day.say("bo", "/search kind:reading")
        assert "No entries match" in day.last("bo")


async def test_merged_tags_are_found_by_each_of_their_names(tmp_path: Path) -> None:
    told = instance(learning_day(person("ana"), person("bo")))
    merged = Instance(
        told.standups, told.people, told.organiser, told.zone, tags={"arrays": ("jax", "numpy")}
    )
    async with morning(tmp_path, merged) as day:
        await day.say("bo", "/search #arrays")
        assert "Ana · plan" in day.last("bo")


async def test_what_was_shown_is_emptied_when_its_author_is_forgotten(tmp_path: Path) -> None:
    async with morning(tmp_path) as day:
        await day.say("bo", "/search jax by ana")
        await day.say("bo", "/search attention")
        await day.say("ana", "forget me")
        await day.say("ana", "forget me now")
        kept = await day.rows("SELECT content FROM outbox WHERE key LIKE 'shown/%'")
        assert kept
        assert "attention" not in str(kept)


async def test_what_somebody_looked_for_is_forgotten_with_them_and_after_a_day(
    tmp_path: Path,
) -> None:
    async with morning(tmp_path) as day:
        await day.say("bo", "/search jax")
        await day.say("ana", "/search jax")
        await day.say("bo", "export me")
        assert "You last searched for: jax" in "".join(day.platform.direct_texts("bo"))
        await day.say("bo", "forget me")
        await day.say("bo", "forget me now")
        assert await day.rows("SELECT person FROM search") == [("ana",)]
        await day.until(at("9:00").replace(day=29))
        assert await day.rows("SELECT person FROM search") == []


async def test_words_with_markup_come_out_as_they_were_written(tmp_path: Path) -> None:
    async with morning(tmp_path) as day:
        await day.say("ana", "**@everyone** <b>jax</b> `x`")
        await day.say("bo", "/search everyone")
        assert "**@everyone** <b>jax</b> `x`" in day.last("bo")
