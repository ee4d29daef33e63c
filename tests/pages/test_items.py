"""Items that live, on the site: a page each for good, and no more than people agreed to."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from standup.core.learning_log import permalinks
from standup.core.life import SHIPPED
from standup.core.model import Instance, Question
from tests.pages.lived import everything, publish
from tests.pages.reader import all_pages, assert_sound
from tests.team import Team, at, daily, instance, person, team

WORDS = {
    "ana": "the loss <b>differs</b> by seed #jax https://x.org/a",
    "bo": "warmup matters #jax, from #1",
    "chi": "augmenting helps",
}


def told(*, internal: bool = False) -> Instance:
    """A daily standup of three that asks for hypotheses."""
    standup = daily(*map(person, WORDS))
    [round_] = standup.rounds
    new = Question("new", "items", "What do you want to find out?", life="hypothesis")
    return instance(
        replace(
            standup,
            rounds=(replace(round_, questions=(new,)),),
            lives=(SHIPPED["hypothesis"],),
            internal=internal,
        )
    )


@asynccontextmanager
async def lived(folder: Path) -> AsyncIterator[Team]:
    """Ana's #1, Bo's #2 that followed from it and Chi's #3; two days later #1 is refuted."""
    async with team(folder, told(), at("9:00")) as day:
        await day.until(at("9:31"))
        for who, words in WORDS.items():
            await day.say(who, words)
        await day.until(at("8:30") + timedelta(days=1))
        await day.say("bo", "#1 quokkas looked at it, too https://x.org/b")
        await day.until(at("8:30") + timedelta(days=2))
        await day.say("ana", "#1 refuted – two seeds suffice")
        yield day


async def test_an_item_has_a_page_with_its_state_logbook_and_what_it_led_to(tmp_path: Path) -> None:
    async with lived(tmp_path) as day:
        for who in WORDS:
            await day.say(who, "/publish")
        await publish(day, tmp_path / "site")
        assert_sound(tmp_path / "site")
        pages = all_pages(tmp_path / "site")
        page = pages[permalinks.of_item(1)]
        for words in (
            *("the loss <b>differs</b> by seed", "refuted", "since 28 November 2026", "Ana"),
            *("quokkas looked at it, too", "two seeds suffice", "#2 warmup matters"),
        ):
            assert words in page.words, words
        hrefs = [link["href"] for link in page.links]
        assert {"https://x.org/a", "https://x.org/b", "2.html", "../map.html"} <= {
            href.removeprefix("../items/") for href in hrefs
        }
        assert [h for h in hrefs if h.startswith("../2026-11-26.html#r")]
        assert "../subjects/jax.html" in hrefs
        assert "../items/1.html" in [link["href"] for link in pages["items/2.html"].links]


async def test_nothing_that_was_said_in_a_channel_is_published(tmp_path: Path) -> None:
    async with lived(tmp_path) as day:
        posts = day.platform.channel("#daily")
        post = next(one.id for one in reversed(posts) if "#1 the loss" in one.text)
        day.platform.reply_in("bo", post, "two numbats suffice? https://x.org/c")
        await day.settled()
        await day.say("chi", "#1")
        assert "numbats" in day.last("chi")
        for who in WORDS:
            await day.say(who, "/publish")
        await publish(day, tmp_path / "site")
        assert not {one for one in ("numbats", "x.org/c") if one in everything(tmp_path / "site")}


async def test_the_list_stands_by_state_and_day_and_map_lead_to_each(tmp_path: Path) -> None:
    async with lived(tmp_path) as day:
        for who in WORDS:
            await day.say(who, "/publish")
        await publish(day, tmp_path / "site")
        pages = all_pages(tmp_path / "site")
        listed = pages["items.html"].words
        assert listed.index("#3 augmenting") < listed.index("#2 warmup") < listed.index("#1 the")
        each = {"items/1.html", "items/2.html", "items/3.html"}
        for address in ("items.html", "map.html", "2026-11-26.html"):
            assert each <= {link["href"] for link in pages[address].links}, address
        assert "items.html" in [link["href"] for link in pages["index.html"].links]
        drawn = pages["map.html"]
        assert "3 items, 2 of them open." in drawn.words
        assert drawn.words.index("#jax") < drawn.words.index("Others")
        assert drawn.tags["line"] == 3 + 2  # each has its own, and the fork is drawn in two rows
        assert "#1" in drawn.words


async def test_of_whoever_did_not_agree_there_is_nothing(tmp_path: Path) -> None:
    async with lived(tmp_path) as day:
        await publish(day, tmp_path / "site")
        assert "items.html" not in all_pages(tmp_path / "site")
        await day.say("ana", "/publish")
        await day.say("chi", "/publish")
        await publish(day, tmp_path / "site")
        assert_sound(tmp_path / "site")
        text = everything(tmp_path / "site")
        for words in ("warmup", "quokkas", "x.org/b", "items/2.html", "#2", ">Bo", " Bo"):
            assert words not in text, words
        assert "two seeds suffice" in text
        await day.say("ana", "unpublish")
        await publish(day, tmp_path / "site")
        pages = all_pages(tmp_path / "site")
        assert {one for one in pages if one.startswith("items/")} == {"items/3.html"}


async def test_a_state_that_somebody_else_said_stands_without_their_words(tmp_path: Path) -> None:
    async with lived(tmp_path) as day:
        await day.say("bo", "/publish")
        await day.say("bo", "#2 for chi")
        await day.say("chi", "#2 inconclusive – the quokkas disagree")
        await publish(day, tmp_path / "site")
        page = all_pages(tmp_path / "site")["items/2.html"]
        assert "inconclusive" in page.words
        text = everything(tmp_path / "site")
        assert "quokkas disagree" not in text
        assert "Chi" not in text
        assert "it’s Somebody’s now" in page.words


async def test_a_day_that_was_taken_out_takes_what_was_said_on_it(tmp_path: Path) -> None:
    async with lived(tmp_path) as day:
        await day.say("ana", "/publish")
        await day.say("bo", "/publish")
        await day.say("bo", "unpublish 2026-11-27")
        await publish(day, tmp_path / "site")
        text = everything(tmp_path / "site")
        assert "quokkas" not in text
        assert "#2 warmup" in text
        await day.say("ana", "unpublish 2026-11-26")
        await publish(day, tmp_path / "site")
        assert "items/1.html" not in all_pages(tmp_path / "site")
        assert "two seeds" not in everything(tmp_path / "site")


async def test_who_was_forgotten_and_what_is_internal_is_not_there(tmp_path: Path) -> None:
    async with lived(tmp_path) as day:
        for who in WORDS:
            await day.say(who, "/publish")
        await day.say("bo", "forget me")
        await day.say("bo", "forget me now")
        await publish(day, tmp_path / "site")
        assert_sound(tmp_path / "site")
        text = everything(tmp_path / "site")
        assert "the loss" in text
        for words in ("warmup", "quokkas", ">Bo", " Bo"):
            assert words not in text, words
        await day.bot.reload(told(internal=True))
        await publish(day, tmp_path / "site")
        assert "items.html" not in all_pages(tmp_path / "site")
        await day.bot.reload(told())


async def test_an_address_stays_the_same_and_what_is_true_is_not_written_again(
    tmp_path: Path,
) -> None:
    async with lived(tmp_path) as day:
        await day.say("ana", "/publish")
        await publish(day, tmp_path / "site")
        assert (await publish(day, tmp_path / "site")).written == 0
        before = set(all_pages(tmp_path / "site"))
        await day.say("chi", "/publish")
        await day.say("ana", "#1 open – one seed fails after all")
        await publish(day, tmp_path / "site")
        assert before <= set(all_pages(tmp_path / "site"))
        assert "one seed fails" in all_pages(tmp_path / "site")["items/1.html"].words
