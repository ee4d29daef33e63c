"""Lines that live on beyond their run, in the conversation, the channel and the store."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from standup.core.lives.life import SHIPPED
from standup.core.model import Question, Standup
from tests.team import THURSDAY, at, daily, instance, person, team

HYPOTHESIS, BLOCKER = SHIPPED["hypothesis"], SHIPPED["blocker"]


def research(*people: str) -> Standup:
    """A weekly standup that asks for hypotheses, and for what became of them."""
    standup = daily(*map(person, people))
    questions = (
        Question(
            "stand", "outcome", "Where do they stand?", life="hypothesis", outcomes=HYPOTHESIS.words
        ),
        Question("new", "items", "What do you want to find out?", life="hypothesis"),
        Question("stuck", "text", "What blocks you?", optional=True, life="blocker"),
    )
    [round_] = standup.rounds
    rounds = (replace(round_, questions=questions),)
    return replace(
        standup, rounds=rounds, lives=(HYPOTHESIS, BLOCKER), owners=("ana",), helpers=("chi",)
    )


async def test_a_line_gets_a_number_that_stands_in_the_thread(tmp_path: Path) -> None:
    async with team(tmp_path, instance(research("ana", "bo")), at("9:00")) as day:
        await day.until(at("9:31"))
        for words in ("-", "the loss differs by seed\nwarmup matters", "no blockers"):
            await day.say("ana", words)
            print("BOT:", day.last("ana"))
        await day.until(at("9:40"))
        told = day.platform.channel_text("#daily")
        assert "#1 the loss differs by seed" in told
        assert "#2 warmup matters" in told
        assert "#3" not in told
        for who, words in (
            ("ana", "#1 refuted – two seeds suffice"),
            ("bo", "#1"),
            ("bo", "#2 did you try a longer warmup?"),
            ("ana", "items"),
            ("ana", "items refuted"),
            ("bo", "#2 confirmed"),
            ("ana", "#2 not refuted"),
            ("ana", "#2 for bo"),
            ("ana", "#2"),
            ("ana", "items of bo"),
            ("ana", "#99"),
            ("ana", "help"),
        ):
            await day.say(who, words)
            print(f"{who}> {words}\n   ", day.last(who).replace("\n", "\n    "))
        print("=== bo so far", day.platform.direct_texts("bo"))
        print(day.platform.channel_text("#daily"))
        await day.until(at("9:30", THURSDAY + timedelta(days=7)))
        print("=== a week later", day.platform.direct_texts("ana")[-4:], day.platform.direct_texts("bo")[-3:])
