"""The site holds what its authors agreed to publish, and nothing else, whatever they say when."""

import random
from datetime import date
from pathlib import Path

from standup.core.learning_log import permalinks
from standup.store import consents
from standup.store.database import Transaction
from tests.pages.lived import TEAM, WEEKS, day_of, everything, lived, publish, told
from tests.pages.reader import assert_sound
from tests.team import Team


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
        assert permalinks.of_person("ana") not in text
        assert "learned-bo-1" in text
        await day.say("bo", "unpublish")
        made = await publish(day, site)
        assert made.reports == 0
        assert "Nothing is published yet" in (site / "index.html").read_text()
        assert_sound(site)
