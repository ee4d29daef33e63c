"""The map of a standup's items in chat: for whom may read them, as a picture and in words."""

from dataclasses import replace
from pathlib import Path

from standup.core.life import SHIPPED
from standup.core.messages.charts import Chart, Lifelines, Mark
from standup.core.messages.markup import Image
from standup.core.model import Question, Standup
from tests.platform import CAPABLE, Platform
from tests.team import at, daily, instance, person, team

HYPOTHESIS = SHIPPED["hypothesis"]
NEW = Question("new", "items", "What do you want to find out?", life="hypothesis")


def research(name: str, *people: str) -> Standup:
    """A daily standup that asks for hypotheses."""
    standup = daily(*map(person, people))
    [round_] = standup.rounds
    return replace(
        standup,
        id=name,
        title=name.title(),
        rounds=(replace(round_, questions=(NEW,)),),
        lives=(HYPOTHESIS,),
    )


async def test_a_map_is_a_picture_whose_words_tell_what_is_open(tmp_path: Path) -> None:
    charts: list[Chart] = []

    def draw(chart: Chart) -> Image:
        charts.append(chart)
        return Image(b"png", 1, 1)

    platform = Platform(replace(CAPABLE, images=True))
    configured = instance(research("research", "ana", "bo"))
    async with team(tmp_path, configured, at("9:00"), platform, draw=draw) as day:
        await day.until(at("9:31"))
        await day.say("ana", "the loss differs by seed #jax\nwarmup matters #jax")
        await day.say("bo", "a larger batch helps, from #1")
        await day.say("ana", "#1 refuted – two seeds suffice")
        await day.say("bo", "map")
        [shown] = [one for one in platform.shown if one.message.picture]
        assert shown.place == "@bo"
        assert shown.text == (
            "Research: 3 items, 2 of them open. #3 a larger batch helps – open;"
            " #2 warmup matters #jax – open; refuted: #1"
        )
        [chart] = charts
        assert isinstance(chart, Lifelines)
        assert [(one.theme, one.name[:2], one.origin) for one in chart.lines] == [
            *(("#jax", "#1", None), ("#jax", "#3", 0), ("#jax", "#2", None)),
        ]
        assert chart.marks == ((Mark.OPEN, "open"), (Mark.NO, "refuted"))
        assert day.last("bo") == "Say a number, such as #2, for its logbook."


async def test_who_has_several_is_asked_which_and_nobody_sees_anothers(tmp_path: Path) -> None:
    configured = instance(research("research", "ana", "bo"), research("design", "ana"))
    async with team(tmp_path, configured, at("9:00")) as day:
        await day.say("bo", "map")
        assert "Nothing lives on" in day.last("bo")
        await day.until(at("9:31"))
        await day.say("bo", "warmup matters")
        await day.say("ana", "the loss differs by seed")
        await day.say("ana", "a round button")
        await day.say("bo", "map design")
        assert "round button" not in day.last("bo")
        await day.say("ana", "map")
        assert "Which one?" in day.last("ana")
        assert "map Research" in day.last("ana")
        await day.say("ana", "map design")
        assert "Design: 1 item, 1 of them open" in "\n".join(day.platform.direct_texts("ana")[-2:])


async def test_what_was_forgotten_is_on_no_map(tmp_path: Path) -> None:
    async with team(tmp_path, instance(research("research", "ana", "bo")), at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("ana", "the loss differs by seed")
        await day.say("bo", "warmup matters")
        await day.say("ana", "forget me")
        await day.say("ana", "forget me now")
        await day.say("bo", "map")
        told = "\n".join(day.platform.direct_texts("bo")[-2:])
        assert "warmup matters" in told
        assert "seed" not in told
