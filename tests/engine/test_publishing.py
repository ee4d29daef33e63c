"""The site holds what its authors agreed to publish, and nothing else, whatever they say when."""

import json
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree as ET

from standup.core.model import Instance, Person, Publishing, Question
from standup.core.prompt import fingerprint
from standup.engine.telling import reports_of
from standup.pages import addresses
from standup.pages.folder import MARK, Folder
from standup.pages.site import Counts, Site
from standup.store import consents
from standup.store.database import Transaction
from standup.store.summaries import Period
from tests.pages.reader import all_pages, assert_sound
from tests.team import Team, at, instance, learning_day, person, team

ATOM = "{http://www.w3.org/2005/Atom}"
WEEKS = 3  # from Thursday 26 November 2026 on, so that there are two months
ANA, BO, CHI = (
    replace(person(who), name=name)
    for who, name in (("ana", "Anastasia"), ("bo", "Boniface <b>"), ("chi", "Chiara & Co"))
)
TEAM = (ANA, BO, CHI)
KIND = Question("kind", "choice", "Of what kind?", options=("Code", "Reading"), sorts=True)
MOOD = Question("mood", "mood", "How was it?")


def told(
    publish: Publishing = "agreed", *, private: bool = False, summary: str = "off"
) -> Instance:
    standup = learning_day(*TEAM)
    plan, learned = standup.rounds
    rounds = (
        replace(plan, questions=(*plan.questions, KIND)),
        replace(learned, questions=(*learned.questions, MOOD)),
    )
    return instance(
        replace(standup, rounds=rounds, publish=publish, private=private, summary=summary)  # type: ignore[arg-type]
    )


def plan_of(who: Person, week: int) -> str:
    return f"plan-{who.id}-{week} <script>"


def learned_by(who: Person, week: int) -> str:
    return f"learned-{who.id}-{week} & how it all fits together https://x.org/{who.id}/{week} #maps"


async def live(day: Team, week: int) -> None:
    start = timedelta(weeks=week)
    await day.until(at("9:31") + start)
    for who in TEAM:
        await day.say(who.id, plan_of(who, week))
        await day.say(who.id, "Code" if week else "Reading")
    await day.until(at("12:00") + start)
    await day.say("bo", f"update-bo-{week}: changed my mind #rust")
    await day.until(at("17:01") + start)
    for who in TEAM:
        await day.say(who.id, f"all done. {learned_by(who, week)}")
        await day.say(who.id, f"1 tired-{who.id}")
    await day.until(at("20:01") + start)


@asynccontextmanager
async def lived(folder: Path, configured: Instance, weeks: int = 1) -> AsyncIterator[Team]:
    async with team(folder, configured, at("9:00")) as day:
        for week in range(weeks):
            await live(day, week)
        yield day


async def publish(day: Team, to: Path, url: str = "") -> Counts:
    site = Site(day.bot.directory().instance, Folder(to), url)
    return await day.store.read(site.make)


def everything(site: Path) -> str:
    """Every byte and every name of a site."""
    found = [p for p in sorted(site.rglob("*")) if p.is_file() and p.name != MARK]
    return "\n".join(f"{p.relative_to(site)}\n{p.read_text(encoding='utf-8')}" for p in found)


def day_of(week: int) -> date:
    return at("9:00").date() + timedelta(weeks=week)


async def test_whoever_agrees_is_published_and_nobody_else(tmp_path: Path) -> None:
    """Whatever is said in whatever order, each report is there if and only if it may be."""
    async with lived(tmp_path, told(), WEEKS) as day:
        site = tmp_path / "site"
        for seed in range(12):
            await day.store.write(lambda tx: tx.run("DELETE FROM consent"))
            may = await _say_at_random(day, random.Random(seed))  # noqa: S311
            made = await publish(day, site)
            assert_sound(site)
            text = everything(site)
            for who in TEAM:
                days = [may[who.id, week] for week in range(WEEKS)]
                assert (who.name.split(" ")[0] in text) == any(days)
                for week, allowed in enumerate(days):
                    for words in (f"plan-{who.id}-{week}", f"learned-{who.id}-{week}"):
                        assert (words in text) == allowed, (seed, words)
                assert f"tired-{who.id}" not in text
            assert set(made.people) == {who for (who, _), allowed in may.items() if allowed}
            assert (await publish(day, site)).written == 0


async def _say_at_random(day: Team, chance: random.Random) -> dict[tuple[str, int], bool]:
    """Have people say this and that; what may be published then, by person and week."""
    may = {(who.id, week): False for who in TEAM for week in range(WEEKS)}
    taken_out: set[tuple[str, int]] = set()
    for _ in range(chance.randrange(9)):
        who, agreed = chance.choice(TEAM).id, chance.random() < 0.6
        week = chance.choice([None, *range(WEEKS)])
        said = None if week is None else day_of(week)

        async def say(tx: Transaction, who: str = who, said: date | None = said) -> None:
            await consents.say(tx, who, said, day.clock.now(), agreed=agreed)  # noqa: B023

        await day.store.write(say)
        for one in range(WEEKS) if week is None else [week]:
            may[who, one] = agreed and not (week is None and (who, one) in taken_out)
            if week is not None or not agreed:
                (taken_out.discard if agreed or week is None else taken_out.add)((who, one))
    return may


async def test_what_is_taken_back_leaves_no_trace(tmp_path: Path) -> None:
    async with lived(tmp_path, told(), weeks=2) as day:
        site = tmp_path / "site"
        await day.say("ana", "/publish")
        await day.say("bo", "/publish")
        await publish(day, site)
        assert "learned-ana-1" in everything(site)
        await day.say("ana", "unpublish last")
        await publish(day, site)
        assert "learned-ana-1" not in everything(site)
        assert "learned-ana-0" in everything(site)
        await day.say("ana", "forget me")
        await day.say("ana", "forget me now")
        await publish(day, site)
        text = everything(site)
        assert "Anastasia" not in text
        assert "-ana-" not in text
        assert addresses.of_person("ana") not in text
        assert "learned-bo-1" in text
        await day.say("bo", "unpublish")
        made = await publish(day, site)
        assert made.reports == 0
        assert "Nothing is published yet" in (site / "index.html").read_text()
        assert_sound(site)


async def test_what_is_not_for_all_is_not_published_whoever_agreed(tmp_path: Path) -> None:
    async with lived(tmp_path, told()) as day:
        await day.say("ana", "/publish")
        for configured in (told("nobody"), told("everyone", private=True)):
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
            *("kinds/code.html", addresses.of_person("ana")),
        ):
            assert words in pages[address].words, address
        assert "plan-ana-1 <script>" in pages["2026-12-03.html"].words
        assert "ana" not in addresses.of_person("ana")
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
    found = await day.store.read(lambda tx: reports_of(tx, month))
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
