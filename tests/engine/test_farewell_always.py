"""Whatever somebody did before, once they are forgotten nothing of it is left."""

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from standup.core.model import Account, Person
from tests.platform import Platform
from tests.stillness import StillLoop
from tests.team import LONDON, ROOM, Team, at, daily, instance, learning_day, person, team

NAME, WORD = "Anastasia", "quokka"
ANA = Person("ana", NAME, LONDON, (Account("chat", "ana"),))
TOLD = instance(learning_day(ANA, person("bo")), daily(ANA, person("bo")))
MOMENTS = ("9:31", "11:00", "12:01", "17:01", "19:31", "20:01", "23:00")
SAID = st.sampled_from(
    [
        *(WORD, f"{WORD}\n{WORD} two", f"1 done – {WORD}", f"/{WORD}", f"link {WORD}", "-", "skip"),
        *("all done", "back", "edit", "edit 1", "skip run", "status", "export me", "/report"),
        *("my report", "share my report", "share my report since 2026-11-01"),
        *("away today", "away 1 dec to 3 dec", "join", "prefer chat", "forget me"),
    ]
)
STEPS = st.one_of(
    st.tuples(st.just("say"), SAID),
    st.tuples(st.sampled_from(["edit", "take back", "peek", "pass"]), st.just("")),
)


async def play(day: Team, steps: list[tuple[str, str]]) -> None:
    messages, moments = [], iter(MOMENTS)
    await day.until(at(next(moments)))
    for what, words in steps:
        match what:
            case "say":
                messages.append(await day.say("ana", words))
            case "edit" if messages:
                day.platform.edit_own("ana", messages[-1], f"{WORD}, corrected")
            case "take back" if messages:
                day.platform.take_back("ana", messages[-1])
            case "peek":
                await day.say("bo", "/report")
            case "pass":
                await day.until(at(next(moments, MOMENTS[-1])))
        await day.settled()
    for words in ("forget me", "forget me now"):
        await day.say("ana", words)


async def forgotten(folder: Path, steps: list[tuple[str, str]]) -> None:
    async with team(folder, TOLD, at("9:00"), Platform()) as day:
        await play(day, steps)
        assert "Done." in day.last("ana")
        kept = await day.everything()
        assert WORD not in kept
        assert NAME not in kept
        for place in (ROOM, "#daily"):
            assert WORD not in day.platform.channel_text(place)
            assert NAME not in day.platform.channel_text(place)
        await day.until(at("23:30"))
        assert "Done." in day.last("ana")


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(STEPS, max_size=10))
def test_nothing_of_whoever_is_forgotten_is_left(steps: list[tuple[str, str]]) -> None:
    with TemporaryDirectory() as folder, asyncio.Runner(loop_factory=StillLoop) as runner:
        runner.run(forgotten(Path(folder), steps))
