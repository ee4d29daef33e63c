"""A few days that a small team really lived, and what of them is published."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from standup.core.model import Instance, Person, Publishing, Question
from standup.pages.folder import MARK, Folder
from standup.pages.site import Counts, Site
from tests.team import Team, at, instance, learning_day, person, team

WEEKS = 3  # from Thursday 26 November 2026 on, so that there are two months
ANA, BO, CHI = (
    replace(person(who), name=name)
    for who, name in (("ana", "Anastasia"), ("bo", "Boniface <b>"), ("chi", "Chiara & Co"))
)
TEAM = (ANA, BO, CHI)
KIND = Question("kind", "choice", "Of what kind?", options=("Code", "Reading"), sorts=True)
MOOD = Question("mood", "mood", "How was it?")


def told(
    publish: Publishing = "agreed", *, internal: bool = False, summary: str = "off"
) -> Instance:
    standup = learning_day(*TEAM)
    plan, learned = standup.rounds
    rounds = (
        replace(plan, questions=(*plan.questions, KIND)),
        replace(learned, questions=(*learned.questions, MOOD)),
    )
    return instance(
        replace(standup, rounds=rounds, publish=publish, internal=internal, summary=summary)  # type: ignore[arg-type]
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
    with Folder(to) as folder:
        return await day.store.read(Site(day.bot.directory().instance, folder, url).make)


def everything(site: Path) -> str:
    """Every byte and every name of a site."""
    found = [p for p in sorted(site.rglob("*")) if p.is_file() and p.name != MARK]
    return "\n".join(f"{p.relative_to(site)}\n{p.read_text(encoding='utf-8')}" for p in found)


def day_of(week: int) -> date:
    return at("9:00").date() + timedelta(weeks=week)
