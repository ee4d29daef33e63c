"""What a person is told of where their answers go, before they give any."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from standup.core.model import Account, Channel, Question, Standup
from tests.platform import CAPABLE, Platform
from tests.team import PLAN, ROOM, Team, at, daily, instance, learning_day, person, team

ANA, BO = person("ana"), person("bo")
WEEK = timedelta(weeks=1)
POSTED = "Your answers are posted in #learning with your name, for everyone there to read."
WHAT = "I’m a standup bot: I ask a few questions and share your answers with your team."
LEAVE = (
    "Say skip run to sit out a day, away until friday for more, or leave to stop for good. help"
    " shows what else I understand."
)
AMONG = (
    "Your answers aren’t posted in a channel: when the day closes I send them, with your name, to"
)
MOVED = "From now on your answers are posted in #elsewhere with your name"


def asked(day: Team, who: str, words: str = "What will you learn") -> list[str]:
    return [text for text in day.platform.direct_texts(who) if words in text]


def moved(standup: Standup) -> Standup:
    return replace(standup, channels=(Channel("chat", "#elsewhere"),))


async def told(day: Team) -> list[tuple[object, ...]]:
    return await day.rows("SELECT person, standup, readers FROM told ORDER BY person, standup")


async def test_whoever_hears_from_us_first_is_told_in_three_lines_what_this_is(
    tmp_path: Path,
) -> None:
    async with team(tmp_path, instance(learning_day(ANA)), at("9:00")) as day:
        await day.until(at("9:30"))
        [text] = day.platform.direct_texts("ana")
        assert text.split("\n")[:4] == [
            f"Hello Ana! {WHAT}",
            f"I was set up by Ana (ana). {POSTED}",
            LEAVE,
            "Learning Day · Thursday 26 November · plan, until 17:00",
        ]


async def test_it_is_told_once(tmp_path: Path) -> None:
    async with team(tmp_path, instance(learning_day(ANA)), at("9:00")) as day:
        await day.until(at("9:30"))
        await day.say("ana", "JAX")
        await day.until(at("17:00"))
        await day.say("ana", "done – it compiles")
        await day.until(at("9:30") + WEEK)
        texts = day.platform.direct_texts("ana")
        assert len(asked(day, "ana")) == 2
        assert sum("Hello Ana!" in text for text in texts) == 1
        assert sum("answers are posted" in text for text in texts) == 1


async def test_the_first_question_of_another_standup_says_where_its_answers_go(
    tmp_path: Path,
) -> None:
    later = daily(ANA, cron="0 12 * * *", closes=15)
    async with team(tmp_path, instance(learning_day(ANA), later), at("9:00")) as day:
        await day.until(at("9:30"))
        await day.say("ana", "JAX")
        await day.until(at("12:00"))
        [text] = asked(day, "ana", "What did you do?")
        assert "Hello" not in text
        assert "Your answers are posted in #daily with your name" in text
        await day.say("ana", "a parser")
        assert "posted in #daily" not in day.last("ana")  # the second question


async def test_a_changed_channel_is_told_with_the_next_question(tmp_path: Path) -> None:
    standup = learning_day(ANA)
    async with team(tmp_path, instance(standup), at("9:00")) as day:
        await day.until(at("9:30"))
        await day.bot.reload(instance(moved(standup)))
        await day.until(at("17:00"))  # this day still ends where it began
        assert MOVED not in day.last("ana")
        await day.until(at("9:30") + WEEK)
        assert MOVED in asked(day, "ana")[-1]
        await day.until(at("9:30") + 2 * WEEK)
        assert MOVED not in asked(day, "ana")[-1]
        assert await told(day) == [("ana", "learning-day", "chat:#elsewhere")]


async def test_who_reads_it_now_is_told_when_that_changes(tmp_path: Path) -> None:
    standup = learning_day(ANA)
    async with team(tmp_path, instance(standup), at("9:00")) as day:
        await day.until(at("9:30"))
        await day.bot.reload(instance(replace(standup, readers="participants", channels=())))
        await day.until(at("9:30") + WEEK)
        assert "From now on your answers aren’t posted in a channel" in asked(day, "ana")[-1]


async def test_those_who_take_part_are_told_that_nobody_else_reads_it(tmp_path: Path) -> None:
    standup = replace(learning_day(ANA), readers="participants", channels=())
    async with team(tmp_path, instance(standup), at("9:00")) as day:
        await day.until(at("9:30"))
        assert AMONG in day.last("ana")


async def test_what_reached_nobody_is_told_with_the_next_question(tmp_path: Path) -> None:
    async with team(tmp_path, instance(learning_day(ANA)), at("9:00")) as day:
        day.platform.unreachable["ana"] = "blocked"
        await day.until(at("9:30"))
        assert await told(day) == [("ana", "learning-day", "chat:#learning")]
        await day.until(at("9:29") + WEEK)
        day.platform.come_back("ana")
        await day.until(at("9:30") + WEEK)
        [text] = asked(day, "ana")
        assert "Hello Ana!" in text
        assert POSTED in text


async def test_a_question_that_moves_to_another_account_says_it_there(tmp_path: Path) -> None:
    two = replace(ANA, accounts=(*ANA.accounts, Account("pager", "a-1")))
    pager = Platform(CAPABLE)
    told = instance(learning_day(two))
    async with team(tmp_path, told, at("9:00"), others={"pager": pager}) as day:
        day.platform.unreachable["ana"] = "blocked"
        await day.until(at("9:31"))
        [text] = pager.direct_texts("a-1")
        assert "Hello Ana!" in text
        assert POSTED in text
        pager.say("a-1", "JAX")
        await day.settled()
        await day.until(at("17:00"))
        assert "Hello" not in pager.direct_texts("a-1")[-1]


async def test_whoever_writes_before_they_are_asked_is_told_what_this_is_once(
    tmp_path: Path,
) -> None:
    for n, words in enumerate(("help", "hi", "status", "/report")):
        folder = tmp_path / str(n)
        folder.mkdir()
        async with team(folder, instance(learning_day(ANA)), at("9:00")) as day:
            await day.say("ana", words)
            await day.say("ana", words)
            texts = day.platform.direct_texts("ana")
            assert "Hello Ana! I’m a standup bot" in texts[0], words
            assert "who reads this tells you where your answers go" in texts[0], words
            assert sum("Hello Ana!" in text for text in texts) == 1, words
            await day.until(at("9:30"))
            assert "Hello" not in day.last("ana")
            assert POSTED in day.last("ana")


async def test_a_mood_says_before_it_is_answered_that_others_see_it(tmp_path: Path) -> None:
    mood = Question("mood", "mood", "How are you?")
    standup = learning_day(ANA)
    asks = replace(standup, rounds=(replace(PLAN, questions=(mood, *PLAN.questions)),))
    async with team(tmp_path, instance(asks), at("9:00")) as day:
        await day.until(at("9:30"))
        assert "This is posted with your name." in day.last("ana")
    among = replace(asks, readers="participants", channels=())
    (tmp_path / "among").mkdir()
    async with team(tmp_path / "among", instance(among), at("9:00")) as day:
        await day.until(at("9:30"))
        assert "This is shown with your name." in day.last("ana")


async def test_what_opens_a_form_in_a_channel_says_where_its_answers_go(tmp_path: Path) -> None:
    forms = Platform(replace(CAPABLE, choices=True, forms=True))
    async with team(tmp_path, instance(learning_day(ANA)), at("9:00"), forms) as day:
        await day.until(at("9:30"))
        assert day.platform.choice(ROOM, "Answer in a form, posted here").form


# ── who reads this ─────────────────────────────────────────────────────────────────────────────


async def test_who_reads_this_is_answered_while_a_question_waits(tmp_path: Path) -> None:
    among = replace(daily(ANA, BO), readers="participants", channels=())
    async with team(tmp_path, instance(learning_day(ANA), among), at("9:00")) as day:
        await day.until(at("9:30"))
        await day.say("ana", "Who reads this?")
        text = day.last("ana")
        assert POSTED in text
        assert AMONG in text
        assert "Taking part: Ana and Bo." in text
        assert "I was set up by Ana (ana)" in text
        assert "Nothing of yours is published unless you say /publish." in text
        assert await day.rows("SELECT * FROM answer") == []
        await day.say("ana", "JAX")
        assert len(await day.rows("SELECT * FROM answer")) == 1


async def test_what_becomes_of_reports_besides_is_told_as_it_is(tmp_path: Path) -> None:
    standup = replace(learning_day(ANA), publish="agreed", summary="model")
    told = replace(instance(standup), site="https://learn.example.org")
    async with team(tmp_path, told, at("9:00")) as day:
        await day.say("ana", "who reads this")
        assert "Nothing of yours is published unless you say" in day.last("ana")
        assert "A model that Ana (ana) chose gets them, without names" in day.last("ana")
        await day.say("ana", "/publish")
        await day.say("ana", "/who_reads_this")
        assert "on the team’s site (https://learn.example.org), as you said" in day.last("ana")
        await day.bot.reload(instance(replace(standup, internal=True)))
        await day.say("ana", "who reads this")
        assert "They’re never published or shown to a model." in day.last("ana")


async def test_who_reads_this_asked_in_a_channel_is_answered_to_the_person_alone(
    tmp_path: Path,
) -> None:
    async with team(tmp_path, instance(learning_day(ANA)), at("9:00")) as day:
        day.platform.say("ana", "/who reads this", place="#elsewhere")
        await day.settled()
        assert POSTED in day.last("ana")
        assert POSTED not in day.platform.channel_text("#elsewhere")


async def test_a_stranger_who_asks_is_told_whom_to_ask(tmp_path: Path) -> None:
    async with team(tmp_path, instance(learning_day(ANA)), at("9:00")) as day:
        await day.say("eve", "who reads this")
        assert "send this line to Ana (ana)" in day.last("eve")
        assert "#learning" not in day.last("eve")


async def test_all_that_was_told_goes_with_whoever_is_forgotten(tmp_path: Path) -> None:
    async with team(tmp_path, instance(learning_day(ANA)), at("9:00")) as day:
        await day.until(at("9:30"))
        await day.say("ana", "/forget me")
        await day.say("ana", "/forget me now")
        assert await told(day) == []
