"""What stands on a site: the same for ever, sound, and of nobody who did not agree."""

import json
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

from standup.core.asking.check_in import Answer
from standup.core.learning_log import permalinks
from standup.core.learning_log.entries import links, tags
from standup.core.model import Question
from standup.core.summaries.prompt import fingerprint
from standup.pages import shown
from standup.store import summaries
from standup.store.summaries import Period
from tests.core.test_summary import AT, STANDUP, entry
from tests.pages.lived import everything, live, lived, publish, told
from tests.pages.reader import all_pages, assert_sound
from tests.team import Team

ATOM = "{http://www.w3.org/2005/Atom}"


async def test_what_is_not_for_all_is_not_published_whoever_agreed(tmp_path: Path) -> None:
    async with lived(tmp_path, told()) as day:
        await day.say("ana", "/publish")
        for configured in (told("nobody"), told("everyone", internal=True)):
            await day.bot.reload(configured)
            made = await publish(day, tmp_path / "site")
            assert made.reports == 0
        await day.bot.reload(told())
        assert (await publish(day, tmp_path / "site")).reports == 2


async def test_everybody_is_published_once_they_were_told(tmp_path: Path) -> None:
    async with lived(tmp_path, told()) as day:
        await day.bot.reload(told("everyone"))
        assert (await publish(day, tmp_path / "site")).reports == 0
        await live(day, 1)
        await day.say("bo", "unpublish")
        await publish(day, tmp_path / "site")
        text = everything(tmp_path / "site")
        assert "learned-ana-1" in text
        assert "learned-chi-1" in text
        assert "-bo-" not in text
        assert "-ana-0" not in text


async def test_a_report_stands_on_all_its_pages_for_ever(tmp_path: Path) -> None:
    async with lived(tmp_path, told(), weeks=2) as day:
        site = tmp_path / "site"
        await day.say("ana", "/publish")
        await publish(day, site, "https://learn.example.org/log/")
        pages = all_pages(site)
        words = "learned-ana-1 & how it all fits together"
        for address in (
            *("index.html", "2026-12.html", "2026-12-03.html", "subjects/maps.html"),
            *("kinds/code.html", permalinks.of_person("ana")),
        ):
            assert words in pages[address].words, address
        assert "plan-ana-1 <script>" in pages["2026-12-03.html"].words
        assert "ana" not in permalinks.of_person("ana")
        ids = pages["2026-11-26.html"].ids
        await day.say("chi", "/publish")
        await publish(day, site, "https://learn.example.org/log/")
        assert set(ids) <= set(all_pages(site)["2026-11-26.html"].ids)


async def test_the_feed_can_be_followed(tmp_path: Path) -> None:
    async with lived(tmp_path, told(), weeks=2) as day:
        site = tmp_path / "site"
        await day.say("bo", "/publish")
        await publish(day, site, "https://learn.example.org/log")
        feed = ET.fromstring((site / "feed.xml").read_bytes())  # noqa: S314 - our own
        assert feed.tag == f"{ATOM}feed"
        for needed in ("id", "title", "updated"):
            assert feed.findtext(f"{ATOM}{needed}")
        entries = feed.findall(f"{ATOM}entry")
        assert len(entries) == 6
        ids = [entry.findtext(f"{ATOM}id") for entry in entries]
        assert len(set(ids)) == 6
        assert all(str(one).startswith("urn:uuid:") for one in ids)
        newest = entries[0]
        assert newest.findtext(f"{ATOM}author/{ATOM}name") == "Boniface <b>"
        assert "learned-bo-1 &amp; how" in str(newest.findtext(f"{ATOM}content"))
        links = [link.get("href", "") for link in feed.iter(f"{ATOM}link")]
        assert all(link.startswith("https://learn.example.org/log/") for link in links)
        pages = all_pages(site)
        for link in links[2:]:
            page, _, anchor = link.rpartition("/")[2].partition("#")
            assert anchor in pages[page].ids


async def test_a_model_is_quoted_only_where_all_that_it_was_shown_is_published(
    tmp_path: Path,
) -> None:
    async with lived(tmp_path, told(summary="model")) as day:
        [(entry,)] = await day.rows(
            "SELECT min(e.id) FROM entry e WHERE e.person = 'ana' AND e.standup = 'learning-day'"
        )
        await _keep_what_a_model_wrote(day, int(str(entry)))
        for who in ("ana", "bo"):
            await day.say(who, "/publish")
        await publish(day, tmp_path / "site")
        assert "A model says" not in everything(tmp_path / "site")
        await day.say("chi", "/publish")
        await publish(day, tmp_path / "site")
        assert "A model says" in everything(tmp_path / "site")
        assert "Written by tiny from the reports it links to." in everything(tmp_path / "site")


async def _keep_what_a_model_wrote(day: Team, number: int) -> None:
    month = Period("learning-day", "2026-11")
    found = await day.store.read(lambda tx: summaries.reports(tx, month))
    [one] = [entry for entry in found if entry.id == number]
    statements = json.dumps([["A model says so.", [[one.id, fingerprint(one)]]]])
    sql = "INSERT INTO summary VALUES ('learning-day', '2026-11', 'written', 'tiny', ?, 0, 0)"
    await day.store.write(lambda tx: tx.run(sql, statements))


async def test_subjects_of_one_meaning_have_one_page(tmp_path: Path) -> None:
    async with lived(tmp_path, replace(told(), tags={"maps": ("Rust",)})) as day:
        await day.say("bo", "/publish")
        await publish(day, tmp_path / "site")
        assert_sound(tmp_path / "site")
        pages = all_pages(tmp_path / "site")
        assert "subjects/rust.html" not in pages
        assert "#maps" in pages["subjects/maps.html"].words
        hrefs = [link["href"] for link in pages["2026-11-26.html"].links]
        assert hrefs.count("subjects/maps.html") == 2


def test_what_a_question_says_is_nobodys_subject() -> None:
    plan, learned = STANDUP.rounds
    asks = [Question(name, "text", f"Mark {name} like #jax, see https://h.org/x") for name in "ab"]
    standup = replace(STANDUP, rounds=(plan, replace(learned, questions=tuple(asks))))
    told = entry(1, "ana", "Masks #attention")
    assert told.check_in is not None
    answers = tuple(Answer(one.id, f"m{one.id}", "Masks #attention", AT) for one in asks)
    check_in = replace(told.check_in, standup=standup, answers=answers)
    words = shown.words(replace(told, standup=standup, check_in=check_in))
    assert tags(words) == ("attention",)
    assert links(words) == ()


async def test_whoever_goes_by_another_name_goes_by_it_on_every_page(tmp_path: Path) -> None:
    async with lived(tmp_path, told()) as day:
        await day.say("ana", "/publish")
        configured = told()
        [standup] = configured.standups
        people = tuple(
            replace(one, name="Zoe") if one.id == "ana" else one for one in standup.participants
        )
        await day.bot.reload(replace(configured, standups=(replace(standup, participants=people),)))
        await live(day, 1)
        assert (await publish(day, tmp_path / "site")).people == {"ana": "Zoe"}
        assert "learned-ana-0" in everything(tmp_path / "site")
        assert "Anastasia" not in everything(tmp_path / "site")
