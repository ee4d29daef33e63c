"""Lines that live on beyond their run, in the conversation, the channel and the store."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from standup.core.life import SHIPPED
from standup.core.model import Accountability, Question, Standup
from standup.core.reading.own_words import Counts, OwnWord
from standup.store import item_records, items, personal_data
from standup.store.database import Transaction
from tests.platform import CAPABLE, Platform
from tests.team import LONDON, ROOM, THURSDAY, Team, at, daily, instance, learning_day, person, team

HYPOTHESIS, BLOCKER, ACTION, EXPENSE = (
    SHIPPED[name] for name in ("hypothesis", "blocker", "action", "expense")
)
STANDS = Question(
    "stand", "outcome", "Where do they stand?", life="hypothesis", outcomes=HYPOTHESIS.words
)
NEW = Question("new", "items", "What do you want to find out?", life="hypothesis")
STUCK = Question("stuck", "text", "What blocks you?", optional=True, life="blocker")


def research(*people: str, questions: tuple[Question, ...] = (STANDS, NEW)) -> Standup:
    """A standup every Thursday that asks for hypotheses, and for what became of them."""
    standup = daily(*map(person, people), cron="30 9 * * thu")
    [round_] = standup.rounds
    return replace(
        standup,
        rounds=(replace(round_, questions=questions),),
        lives=(HYPOTHESIS, BLOCKER, ACTION, EXPENSE),
        owners=("chi",),
    )


def pressing() -> Platform:
    return Platform(capabilities=replace(CAPABLE, choices=True))


def room(day: Team) -> str:
    return day.platform.channel_text("#daily")


def week(number: int, clock: str = "9:31") -> datetime:
    return at(clock, THURSDAY + timedelta(weeks=number))


async def planned(day: Team, who: str = "ana", words: str = "the loss differs by seed") -> None:
    """Somebody begins an item."""
    await day.until(at("9:31"))
    await day.say(who, words)
    await day.until(at("9:35"))


async def test_a_line_gets_a_number_that_stands_in_the_thread(tmp_path: Path) -> None:
    async with team(tmp_path, instance(research("ana", "bo")), at("9:00")) as day:
        await planned(day, words="the loss differs by seed\nwarmup matters")
        assert "#1 the loss differs by seed" in room(day)
        assert "#2 warmup matters" in room(day)
        await day.until(at("12:10"))
        digest = room(day).rpartition("Digest · Daily")[2]
        assert "• #1 the loss differs by seed\n• #2 warmup matters" in digest
        await day.say("bo", "/team report")
        assert "#2 warmup matters" in day.last("bo")
        assert "#1 the loss differs by seed" in day.last("ana")


async def test_nobody_is_asked_about_items_where_there_are_none(tmp_path: Path) -> None:
    async with team(tmp_path, instance(research("ana", "bo")), at("9:00")) as day:
        await day.until(at("9:31"))
        assert "What do you want to find out?" in day.last("ana")
        assert "Where do they stand?" not in "".join(day.platform.direct_texts("ana"))


async def test_a_question_that_is_left_out_is_not_counted(tmp_path: Path) -> None:
    asked = (STANDS, NEW, STUCK)
    told = instance(research("ana", "bo", questions=asked))
    async with team(tmp_path, told, at("9:00"), pressing()) as day:
        await day.until(at("9:31"))
        assert "What do you want to find out? (1 of 2)" in day.last("ana")
        assert "Your answers are posted in #daily with your name" in day.last("ana")
        assert day.platform.choice("@ana", "Later").value
        await day.say("ana", "back")
        assert day.last("ana") == "This is the first question: What do you want to find out?"
        await day.say("ana", "the loss differs by seed")
        assert "What blocks you? (2 of 2)" in day.last("ana")
        await day.say("ana", "back")
        assert "What do you want to find out? (1 of 2)" in day.last("ana")
        await day.say("ana", "edit 1")
        assert "Your next message replaces it." in day.last("ana")


async def test_what_is_asked_about_is_not_offered_again_as_new(tmp_path: Path) -> None:
    async with team(tmp_path, instance(research("ana")), at("9:00"), pressing()) as day:
        await planned(day)
        await day.until(week(1, "9:32"))
        assert "Where do they stand?" in day.last("ana")
        await day.say("ana", "skip")
        assert "What do you want to find out?" in day.last("ana")
        assert "Still open" not in day.last("ana")
        assert "again" not in day.last("ana")


async def test_its_owner_says_where_an_item_stands(tmp_path: Path) -> None:
    async with team(tmp_path, instance(research("ana", "bo")), at("9:00")) as day:
        await planned(day)
        await day.say("ana", "#1 refuted – two seeds suffice")
        assert "#1 the loss differs by seed is refuted now." in day.last("ana")
        await day.until(at("9:40"))
        assert "Ana · #1 the loss differs by seed – refuted\n> two seeds suffice" in room(day)
        await day.say("bo", "#1")
        assert "refuted – two seeds suffice" in day.last("bo")


async def test_nobody_else_moves_what_is_not_theirs(tmp_path: Path) -> None:
    async with team(tmp_path, instance(research("ana", "bo")), at("9:00")) as day:
        await planned(day)
        await day.say("bo", "#1 refuted")
        assert "#1 is Ana’s, so it’s theirs to say." in day.last("bo")
        await day.say("ana", "#1")
        assert "· open ·" in day.last("ana")


async def test_a_state_that_may_not_be_said_of_it_is_asked_about(tmp_path: Path) -> None:
    async with team(tmp_path, instance(research("ana", "bo")), at("9:00")) as day:
        await planned(day)
        await day.say("ana", "#1 not refuted")
        assert "I wasn’t sure what that says of #1" in day.last("ana")
        assert "not refuted" not in room(day)


async def test_what_a_colleague_asks_reaches_its_owner(tmp_path: Path) -> None:
    async with team(tmp_path, instance(research("ana", "bo")), at("9:00")) as day:
        await planned(day)
        await day.say("bo", "#1 did you try more seeds?")
        assert "Bo on #1 the loss differs by seed:\n> did you try more seeds?" in day.last("ana")
        await day.say("ana", "#1")
        assert "Bo: did you try more seeds?" in day.last("ana")


async def test_what_an_answer_says_of_an_item_is_in_its_logbook(tmp_path: Path) -> None:
    async with team(tmp_path, instance(research("ana", "bo")), at("9:00")) as day:
        await planned(day)
        await day.say("bo", "a bigger batch helps\n#1 needs more seeds")
        await day.until(at("9:40"))
        await day.say("ana", "#1")
        assert "Bo: needs more seeds" in day.last("ana")
        assert "#2 a bigger batch helps" in room(day)
        assert "#3" not in room(day)


async def test_it_is_moved_in_the_question_about_what_lives(tmp_path: Path) -> None:
    async with team(tmp_path, instance(research("ana", "bo")), at("9:00")) as day:
        await planned(day, words="the loss differs by seed\nwarmup matters")
        await day.until(week(1))
        asked = day.last("ana")
        assert "Where do they stand?" in asked
        assert "#1 the loss differs by seed" in asked
        await day.say("ana", "#1 refuted – two seeds suffice\n2 still open")
        assert "What do you want to find out?" in day.last("ana")
        await day.say("ana", "shuffling matters, from #1")
        await day.until(week(1, "9:40"))
        assert "◐" not in room(day)
        assert "#1 the loss differs by seed – refuted: two seeds suffice" in room(day)
        await day.say("bo", "#1")
        assert "· refuted ·" in day.last("bo")
        assert "Led to #3 shuffling matters." in day.last("bo")


async def test_an_answer_that_is_changed_to_speak_of_an_item_moves_it(tmp_path: Path) -> None:
    asked = research("ana", "bo", questions=(NEW, STUCK))
    async with team(tmp_path, instance(asked), at("9:00")) as day:
        await planned(day)
        await day.say("ana", "-")
        await day.until(week(1))
        message = await day.say("ana", "warmup matters")
        assert "What blocks you?" in day.last("ana")
        day.platform.edit_own("ana", message, "#1 refuted – two seeds suffice")
        await day.settled()
        assert "#1 the loss differs by seed is refuted now." in day.last("ana")
        assert await day.rows("SELECT text FROM answer WHERE text LIKE '%refuted%'") == []


async def test_an_item_follows_the_edit_of_its_line(tmp_path: Path) -> None:
    async with team(tmp_path, instance(research("ana", "bo")), at("9:00")) as day:
        await day.until(at("9:31"))
        message = await day.say("ana", "warmup matters\nthe loss differs")
        await day.until(at("9:35"))
        day.platform.edit_own(
            "ana", message, "shuffling matters\nwarmup matters\nthe loss differs by seed"
        )
        await day.settled()
        await day.until(at("9:40"))
        await day.say("bo", "/items")
        assert "#1 warmup matters" in day.last("bo")
        assert "#2 the loss differs by seed" in day.last("bo")
        assert "#3 shuffling matters" in day.last("bo")


async def test_a_line_that_is_taken_back_is_gone_and_its_number_stays(tmp_path: Path) -> None:
    async with team(tmp_path, instance(research("ana", "bo")), at("9:00")) as day:
        await day.until(at("9:31"))
        message = await day.say("ana", "warmup matters\nthe loss differs")
        await day.until(at("9:35"))
        day.platform.edit_own("ana", message, "the loss differs")
        await day.settled()
        await day.until(at("9:40"))
        await day.say("bo", "shuffling matters")
        await day.until(at("9:45"))
        await day.say("bo", "/items")
        assert "warmup" not in day.last("bo")
        assert "#2 the loss differs" in day.last("bo")
        assert "#3 shuffling matters" in day.last("bo")


async def test_what_was_said_of_an_item_follows_its_message(tmp_path: Path) -> None:
    async with team(tmp_path, instance(research("ana", "bo")), at("9:00")) as day:
        await planned(day)
        message = await day.say("ana", "#1 refuted – too seeds suffice")
        await day.until(at("9:40"))
        day.platform.edit_own("ana", message, "#1 confirmed – two seeds suffice")
        await day.until(at("9:45"))
        assert "Ana · #1 the loss differs by seed – confirmed\n> two seeds suffice" in room(day)
        day.platform.take_back("ana", message)
        await day.until(at("9:50"))
        assert "confirmed" not in room(day)
        await day.say("bo", "#1")
        assert "· open ·" in day.last("bo")


async def test_a_blocker_is_told_at_once_and_acknowledged_by_a_button(tmp_path: Path) -> None:
    standup = replace(research("ana", "bo", "chi", questions=(STUCK,)), helpers=("chi",))
    async with team(tmp_path, instance(standup), at("9:00"), pressing()) as day:
        await planned(day, words="no access to the cluster")
        assert "Ana in Daily: #1 no access to the cluster" in day.last("chi")
        day.platform.choose("chi", "acknowledged")
        await day.settled()
        await day.until(at("9:40"))
        assert "#1 no access to the cluster is acknowledged now." in day.last("chi")
        assert "Chi: #1 no access to the cluster is acknowledged." in day.last("ana")


async def test_no_blockers_is_none(tmp_path: Path) -> None:
    standup = replace(research("ana", "chi", questions=(STUCK,)), helpers=("chi",))
    async with team(tmp_path, instance(standup), at("9:00")) as day:
        await planned(day, words="No blockers today 🙂")
        await day.say("chi", "/items")
        assert "Nothing lives on" in day.last("chi")


async def test_nothing_new_is_no_hypothesis(tmp_path: Path) -> None:
    async with team(tmp_path, instance(research("ana", "chi")), at("9:00")) as day:
        await planned(day, words="Nothing new")
        await planned(day, who="chi", words="none of it")
        await day.say("chi", "/items")
        assert "Nothing lives on" in day.last("chi")


async def test_a_blocker_is_told_again_until_it_has_moved(tmp_path: Path) -> None:
    standup = replace(research("ana", "chi", questions=(STUCK,)), helpers=("chi",))
    async with team(tmp_path, instance(standup), at("9:00")) as day:
        await planned(day, words="no access to the cluster")
        await day.until(week(1))
        assert "Still raised: Ana in Daily: #1" in "\n".join(day.platform.direct_texts("chi"))
        await day.say("chi", "#1 resolved")
        before = len(day.platform.direct_texts("chi"))
        await day.until(week(2))
        assert "#1" not in "\n".join(day.platform.direct_texts("chi")[before:])


async def test_an_action_is_taken_on_by_whom_it_is_given_to(tmp_path: Path) -> None:
    questions = (Question("todo", "items", "What shall we do?", life="action"),)
    async with team(
        tmp_path, instance(research("ana", "bo", questions=questions)), at("9:00")
    ) as day:
        await planned(day, words="order a bigger disk")
        assert "Who takes this on?" in day.last("ana")
        await day.say("ana", "#1 for bo")
        assert "#1 order a bigger disk: it’s Bo’s now." in day.last("ana")
        assert "Ana gave you #1 order a bigger disk." in day.last("bo")
        await day.say("bo", "#1 for bo")
        assert "#1 order a bigger disk: it’s yours now." in day.last("bo")
        await day.say("bo", "#1 due friday")
        await day.say("bo", "#1 done")
        assert "#1 order a bigger disk is done now." in day.last("bo")


async def test_only_those_who_run_the_standup_approve_an_expense(tmp_path: Path) -> None:
    questions = (Question("buy", "items", "What did you pay?", life="expense"),)
    standup = research("ana", "bo", "chi", questions=questions)
    async with team(tmp_path, instance(standup), at("9:00")) as day:
        await planned(day, words="a keyboard 49.90 EUR")
        await day.say("ana", "#1 approved")
        assert "Only those who run the standup" in day.last("ana")
        await day.say("chi", "#1 approved")
        assert "#1 a keyboard 49.90 EUR is approved now." in day.last("chi")
        assert "Chi: #1 a keyboard 49.90 EUR is approved." in day.last("ana")
        await day.say("chi", "#1 paid")
        assert "is paid now" in day.last("chi")


async def test_after_a_breakthrough_others_owners_are_asked(tmp_path: Path) -> None:
    told = instance(research("ana", "bo"))
    async with team(tmp_path, told, at("9:00"), pressing()) as day:
        await planned(day, words="the loss differs by seed")
        await day.say("bo", "warmup matters")
        await day.until(at("9:40"))
        await day.say("ana", "#1 confirmed")
        assert "#1 overtakes #2" in day.last("ana")
        await day.say("ana", "#1 overtakes #2")
        assert day.last("ana") == "I’ve asked Bo about #2."
        assert "is your #2 warmup matters overtaken?" in day.last("bo")
        day.platform.choose("bo", "overtaken")
        await day.settled()
        await day.say("ana", "#2")
        assert "· overtaken ·" in day.last("ana")


async def test_what_ones_own_overtakes_is_told_as_it_is(tmp_path: Path) -> None:
    async with team(tmp_path, instance(research("ana", "bo")), at("9:00")) as day:
        await planned(day, words="the loss differs by seed\nwarmup matters\nseeds matter")
        await day.say("ana", "#2 refuted")
        await day.say("ana", "#1 overtakes #2 #3")
        told = day.last("ana")
        assert "#3 seeds matter is overtaken now." in told
        assert "#2 has ended, is nobody’s, or of another kind" in told
        assert "I’ve asked nobody about it" in told


async def test_an_item_is_asked_about_three_times_and_then_let_be(tmp_path: Path) -> None:
    async with team(tmp_path, instance(research("ana", questions=(NEW,))), at("9:00")) as day:
        await planned(day)
        for number in range(1, 12):
            await day.until(week(number))
            await day.say("ana", f"warmup of {number} steps matters")
            await day.until(week(number, "9:40"))
        asked = "\n".join(day.platform.direct_texts("ana"))
        assert asked.count("Where does it stand?") == 3
        assert asked.count("Nothing new about #1") == 1


async def test_where_an_item_stands_is_asked_once_the_round_is_answered(tmp_path: Path) -> None:
    told = instance(research("ana", questions=(NEW, STUCK)))
    async with team(tmp_path, told, at("9:00")) as day:
        await planned(day)
        await day.say("ana", "-")
        await day.until(week(1, "9:32"))
        assert "What do you want to find out?" in day.last("ana")
        await day.say("ana", "warmup matters")
        assert "What blocks you?" in day.last("ana")
        await day.say("ana", "-")
        await day.until(week(1, "9:40"))
        assert day.last("ana").startswith("• #1 the loss differs by seed\nWhere does it stand?")


async def test_what_the_round_told_of_an_item_is_not_asked_after_it(tmp_path: Path) -> None:
    how = Question("how", "text", "How is it going?")
    told = instance(research("ana", questions=(NEW, how)))
    async with team(tmp_path, told, at("9:00")) as day:
        await planned(day)
        await day.say("ana", "-")
        await day.until(week(1, "9:32"))
        await day.say("ana", "warmup matters")
        await day.say("ana", "no cluster, so #1 has to wait")
        await day.until(week(1, "9:40"))
        assert "Where does it stand?" not in "".join(day.platform.direct_texts("ana"))


async def test_nobody_is_asked_of_items_while_another_question_waits(tmp_path: Path) -> None:
    told = instance(research("ana", questions=(NEW,)), learning_day(person("ana")))
    async with team(tmp_path, told, at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("ana", "the loss differs by seed")
        await day.say("ana", "knots")
        await day.until(week(1, "9:32"))
        await day.say("ana", "warmup matters")
        await day.until(week(1, "9:33"))
        assert "What will you learn today?" in day.last("ana")
        await day.say("ana", "splices")
        await day.until(week(1, "9:40"))
        assert day.last("ana").startswith("• #1 the loss differs by seed\nWhere does it stand?")


async def test_whoever_is_forgotten_leaves_numbers_alone(tmp_path: Path) -> None:
    async with team(tmp_path, instance(research("ana", "bo")), at("9:00")) as day:
        await planned(day, words="quokkas are small")
        await day.say("bo", "owls are not")
        await day.until(at("9:40"))
        await day.say("ana", "#1 refuted – quokkas are large")
        await day.say("ana", "#2 what about quokkas?")
        await day.until(at("9:45"))
        assert "quokkas" in room(day)
        await day.say("ana", "forget me")
        await day.say("ana", "forget me now")
        await day.until(at("10:00"))
        assert "quokkas" not in room(day)
        assert "quokkas" not in await day.everything()
        await day.say("bo", "/items")
        assert "#2 owls are not" in day.last("bo")


async def test_what_others_were_asked_about_forgets_as_well(tmp_path: Path) -> None:
    questions = (
        Question("came", "outcome", "What came of it?", life="action", outcomes=ACTION.words),
        Question("todo", "items", "What shall we do?", life="action"),
    )
    standup = research("ana", "bo", questions=questions)
    async with team(tmp_path, instance(standup), at("9:00")) as day:
        await planned(day, words="order quokkas")
        await day.say("ana", "#1 for bo")
        await day.until(week(1))
        assert "#1 order quokkas" in day.last("bo")
        await day.say("bo", "#1 done – they are here")
        await day.say("bo", "feed them")
        await day.until(week(1, "9:40"))
        assert "#1 order quokkas – done" in room(day)
        await day.say("ana", "forget me")
        await day.say("ana", "forget me now")
        await day.until(week(1, "10:00"))
        assert "quokkas" not in room(day)
        assert "#1 … – done: they are here" in room(day)
        assert "quokkas" not in await day.everything()


async def test_what_was_said_of_an_item_in_no_run_is_forgotten_too(tmp_path: Path) -> None:
    async with team(tmp_path, instance(research("ana", "bo")), at("9:00")) as day:
        await planned(day)
        await day.until(at("12:00", THURSDAY + timedelta(days=3)))
        await day.say("ana", "#1 refuted – quokkas")
        await day.until(at("12:10", THURSDAY + timedelta(days=3)))
        assert "quokkas" in room(day)
        await day.say("ana", "forget me")
        await day.say("ana", "forget me now")
        await day.until(at("12:20", THURSDAY + timedelta(days=3)))
        assert "Somebody" in room(day)
        assert "quokkas" not in room(day)
        assert "quokkas" not in await day.everything()


async def test_what_is_kept_of_items_is_exported(tmp_path: Path) -> None:
    async with team(tmp_path, instance(research("ana", "bo")), at("9:00")) as day:
        await planned(day)
        kept = await day.store.read(lambda tx: personal_data.export(tx, "ana"))
        [item] = kept["items"]
        assert (item["number"], item["words"]) == (1, "the loss differs by seed")
        await day.say("ana", "export me")
        assert "Your #1 in daily, open since" in day.last("ana")
        assert "the loss differs by seed" in day.last("ana")


async def test_an_export_says_in_words_what_was_taken_back(tmp_path: Path) -> None:
    async with team(tmp_path, instance(research("ana", "bo")), at("9:00")) as day:
        await planned(day)
        for words in ("#1 two seeds suffice", "undo", "keep as hypothesis: warmup matters", "undo"):
            await day.say("ana", words)
        for words in ("quokkas smile", "undo", "export me"):
            await day.say("ana", words)
        told = "\n".join(day.platform.direct_texts("ana"))
        assert "Your #2 in daily, open since" in told
        assert ": (taken back)" in told
        assert "update," in told
        assert "> (taken back)" in told
        assert "–\n" not in told


async def test_an_export_says_nothing_of_what_anothers_item_says(tmp_path: Path) -> None:
    questions = (Question("todo", "items", "What shall we do?", life="action"),)
    standup = research("ana", "bo", questions=questions)
    async with team(tmp_path, instance(standup), at("9:00")) as day:
        await planned(day, words="order quokkas")
        await day.say("ana", "#1 for bo")
        await day.say("bo", "/export me")
        [line] = [one for one in day.last("bo").split("\n") if "Your #1" in one]
        assert line.startswith("• Your #1 in daily, to do since")
        assert ": " not in line.rpartition("since")[2]


async def test_whoever_was_given_an_item_is_given_no_words_of_its_author(tmp_path: Path) -> None:
    questions = (Question("todo", "items", "What shall we do?", life="action"),)
    standup = research("ana", "bo", questions=questions)
    async with team(tmp_path, instance(standup), at("9:00")) as day:
        await planned(day, words="order quokkas")
        await day.say("ana", "#1 for bo")
        kept = await day.store.read(lambda tx: personal_data.export(tx, "bo"))
        assert [(i["is_owner"], i["is_author"]) for i in kept["items"]] == [(True, False)]
        assert "quokkas" not in str(kept["items"])


async def test_who_takes_no_part_reads_no_item(tmp_path: Path) -> None:
    other = replace(daily(person("dee")), id="other", title="Other", lives=(HYPOTHESIS,))
    async with team(tmp_path, instance(research("ana"), other), at("9:00")) as day:
        await planned(day)
        for said in ("#1", "#1 refuted", "/items", "#1 note hm?"):
            await day.say("dee", said)
            assert "the loss" not in day.last("dee")
        await day.say("ana", "#1")
        assert "· open ·" in day.last("ana")


async def test_what_replies_to_news_of_an_item_is_said_of_it(tmp_path: Path) -> None:
    async with team(tmp_path, instance(research("ana", "bo")), at("9:00")) as day:
        await planned(day)
        await day.say("bo", "#1 did you try more seeds?")
        told = day.platform.channel("@ana")[-1]
        await day.say("ana", "yes, five of them", answers=told.id)
        assert "Noted in the logbook of #1" in day.last("ana")
        await day.say("bo", "#1")
        assert "Ana: yes, five of them" in day.last("bo")


async def test_what_was_said_of_an_item_is_undone(tmp_path: Path) -> None:
    async with team(tmp_path, instance(research("ana", "bo")), at("9:00")) as day:
        await planned(day)
        await day.say("ana", "#1 refuted")
        await day.say("ana", "undo")
        assert "What you said of #1 the loss differs by seed is taken back." in day.last("ana")
        await day.say("bo", "#1")
        assert "· open ·" in day.last("bo")


async def test_an_item_whose_gift_is_taken_back_is_whose_it_was(tmp_path: Path) -> None:
    async with team(tmp_path, instance(research("ana", "bo", "chi")), at("9:00")) as day:
        await planned(day)
        given = await day.say("ana", "#1 for bo")
        await day.until(at("9:40"))
        await day.say("bo", "#1 for chi")
        await day.say("bo", "undo")
        assert await owner(day) == "bo"
        day.platform.take_back("ana", given)
        await day.until(at("9:45"))
        assert await owner(day) == "ana"
        await day.say("ana", "#1 refuted")
        assert "#1 the loss differs by seed is refuted now." in day.last("ana")


async def test_an_action_whose_gift_is_taken_back_is_nobodys_again(tmp_path: Path) -> None:
    questions = (Question("todo", "items", "What shall we do?", life="action"),)
    standup = research("ana", "bo", questions=questions)
    async with team(tmp_path, instance(standup), at("9:00")) as day:
        await planned(day, words="order a bigger disk")
        await day.say("ana", "#1 for bo")
        await day.say("ana", "undo")
        assert await owner(day) is None


async def test_what_somebody_had_who_is_forgotten_is_whose_it_was(tmp_path: Path) -> None:
    async with team(tmp_path, instance(research("ana", "bo")), at("9:00")) as day:
        await planned(day)
        await day.say("ana", "#1 for bo")
        await day.say("bo", "forget me")
        await day.say("bo", "forget me now")
        await day.until(at("10:00"))
        assert await owner(day) == "ana"


async def owner(day: Team) -> object:
    """Whose the first item is."""
    [[found]] = await day.rows("SELECT owner FROM item WHERE id = 1")
    return found


async def test_an_experiment_of_learning_day_is_kept_in_a_tap(tmp_path: Path) -> None:
    standup = replace(learning_day(person("ana"), person("bo")), lives=(HYPOTHESIS,))
    async with team(tmp_path, instance(standup), at("9:00"), pressing()) as day:
        await day.until(at("9:31"))
        await day.say("ana", "how warmup works")
        message = await day.say("ana", "warmup seems to matter only for large batches")
        day.platform.choose("ana", "Keep as hypothesis")
        await day.settled()
        assert "Kept as #1 warmup seems to matter only for large batches." in day.last("ana")
        day.platform.edit_own("ana", message, "warmup matters for large batches only")
        await day.until(at("9:45"))
        await day.say("bo", "/items")
        assert "#1 warmup matters for large batches only – open · Ana" in day.last("bo")


async def test_undo_takes_back_that_words_live_on_and_not_what_was_said_before(
    tmp_path: Path,
) -> None:
    standup = replace(learning_day(person("ana"), person("bo")), lives=(HYPOTHESIS,))
    async with team(tmp_path, instance(standup), at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("ana", "how warmup works")
        await day.say("ana", "keep as hypothesis: warmup matters")
        await day.say("ana", "undo")
        assert day.last("ana") == "Taken back: #1 warmup matters doesn’t live on."
        await day.say("bo", "/items")
        assert "warmup" not in day.last("bo")
        assert await day.rows("SELECT text FROM answer") == [("how warmup works",)]
        await day.say("ana", "undo")
        assert "how warmup works" in day.last("ana")
        assert await day.rows("SELECT text FROM answer") == [("",)]


async def test_words_are_kept_as_a_hypothesis(tmp_path: Path) -> None:
    standup = replace(learning_day(person("ana"), person("bo")), lives=(HYPOTHESIS,))
    async with team(tmp_path, instance(standup), at("9:00")) as day:
        await day.say("ana", "keep as hypothesis: warmup matters (4/5)")
        assert "Kept as #1 warmup matters." in day.last("ana")
        assert "Everyone in Learning Day can see it: items shows it." in day.last("ana")
        await day.say("ana", "#1")
        assert "belief 4 of 5" in day.last("ana")
        for said in ("#1 belief 2", "#1 due 10 december", "#1 refuted – two seeds", "#1 for bo"):
            await day.say("ana", said)
        await day.say("ana", "export me")
        told = "Of #1 warmup matters you said, 2026-11-26 09:00: "
        for what in ("belief 2", "due Thursday 10 December", "it’s Bo’s now", "refuted: two seeds"):
            assert told + what in day.last("ana")
        await day.say("ana", "keep as song: la la")
        assert "Nothing is kept as song here. I know hypothesis." in day.last("ana")


CARRIED = SHIPPED["carried"]
PLAN = Question("plan", "items", "What will you do?", life="carried")
DONE = Question("did", "outcome", "What did you do?", of=("plan", "plan"))


async def test_what_was_not_done_is_offered_again(tmp_path: Path) -> None:
    standup = replace(learning_day(person("ana"), person("bo")), lives=(CARRIED,))
    plan, learned = standup.rounds
    rounds = (replace(plan, questions=(PLAN,)), replace(learned, questions=(DONE,)))
    told = instance(replace(standup, rounds=rounds))
    async with team(tmp_path, told, at("9:00"), pressing()) as day:
        await day.until(at("9:31"))
        await day.say("ana", "write the report\norder a disk")
        await day.until(at("17:01"))
        await day.say("ana", "1 done, 2 not")
        await day.say("ana", "it was fine")
        await day.until(week(1))
        assert "Still open from before:\n• #2 order a disk" in day.last("ana")
        day.platform.choose("ana", "Plan these again")
        await day.until(week(1, "9:45"))
        assert "• #2 order a disk" in day.platform.channel_text(ROOM)
        await day.until(week(1, "17:01"))
        await day.say("ana", "done")
        await day.say("ana", "disks are slow to come")
        await day.until(week(1, "17:30"))
        await day.say("bo", "#2")
        assert "· done ·" in day.last("bo")
        await day.until(week(2))
        assert "Still open" not in day.last("ana")


OWN = (
    OwnWord("shipped", Counts.KEPT),
    OwnWord("slipped", Counts.PARTLY),
    OwnWord("dropped", Counts.NEUTRAL),
)


async def test_a_question_has_words_of_its_own_for_what_came_of_a_plan(tmp_path: Path) -> None:
    standup = learning_day(person("ana"))
    plan, learned = standup.rounds
    [question] = learned.questions
    learned = replace(learned, questions=(replace(question, outcomes=OWN),))
    told = instance(replace(standup, rounds=(plan, learned)))
    async with team(tmp_path, told, at("9:00")) as day:
        await day.until(at("9:31"))
        await day.say("ana", "the login\nthe docs")
        await day.until(at("17:01"))
        assert "How did it go (shipped, slipped, dropped)?" in day.last("ana")
        await day.say("ana", "1 shipped 2 slipped – the review took long")
        await day.until(at("20:05"))
        text = day.platform.channel_text(ROOM)
        assert "✓ the login – shipped" in text
        assert "◐ the docs – slipped: the review took long" in text
        assert "How the plans went: ✓ 1 shipped, ◐ 1 slipped." in text


async def test_what_became_of_items_is_told_over_weeks(tmp_path: Path) -> None:
    standup = replace(
        research("ana", "bo"), accountability=Accountability("0 10 1 * *", LONDON, days=28)
    )
    async with team(tmp_path, instance(standup), at("9:00")) as day:
        await planned(day, words="the loss differs by seed\nwarmup matters\ndata matters")
        await day.say("ana", "#1 refuted")
        await day.say("ana", "#2 refuted")
        await day.say("ana", "#3 confirmed")
        await day.until(at("10:05", THURSDAY + timedelta(days=5)))
        assert "Hypotheses: 1 confirmed, 2 refuted." in room(day)


async def test_items_are_found_by_their_state(tmp_path: Path) -> None:
    async with team(tmp_path, instance(research("ana", "bo")), at("9:00")) as day:
        await planned(day, words="jax shards by itself\nwarmup matters")
        await day.say("ana", "#1 refuted – not on one device")
        await day.say("ana", "#2 refuted")
        await day.until(at("10:00"))
        await day.say("ana", "/search state:refuted jax")
        assert "#1 jax shards by itself – refuted" in day.last("ana")
        assert "#2" not in day.last("ana")
        await day.say("ana", "/search state:refuted device")
        assert "#1 jax" in day.last("ana")
        await day.say("ana", "/search state:confirmed")
        assert "nothing like that" in day.last("ana")


async def test_whoever_plans_what_was_refuted_is_told_so(tmp_path: Path) -> None:
    standup = replace(research("ana", "bo"), hints=frozenset({"known"}))
    async with team(tmp_path, instance(standup), at("9:00")) as day:
        await planned(day, words="larger batches need longer warmup")
        await day.say("ana", "#1 refuted – two thousand steps do for all")
        await day.until(week(1))
        await day.say("bo", "longer warmup for larger batches")
        told = "\n".join(day.platform.direct_texts("bo"))
        assert "Ana has been there" in told
        assert "“larger batches need longer warmup”, refuted" in told


METRIC = Question("error", "metric", "What is the error?", unit="%", better="lower", target="20")


async def test_what_was_settled_is_told_beside_the_one_number(tmp_path: Path) -> None:
    standup = replace(
        research("ana", questions=(NEW, METRIC)),
        accountability=Accountability("0 10 1 * *", LONDON, days=28),
    )
    async with team(tmp_path, instance(standup), at("9:00")) as day:
        await day.until(at("9:31"))
        for words in ("the loss differs by seed\nwarmup matters", "30.1 %"):
            await day.say("ana", words)
        await day.until(at("9:40"))
        await day.say("ana", "#1 confirmed")
        await day.say("ana", "#2 confirmed")
        await day.until(at("10:05", THURSDAY + timedelta(days=5)))
        assert "Hypotheses since then: 2 confirmed." in room(day)


async def test_an_item_is_told_with_the_one_number_as_it_began_and_ended(tmp_path: Path) -> None:
    standup = research("ana", questions=(NEW, METRIC))
    async with team(tmp_path, instance(standup), at("9:00")) as day:
        for number, said in enumerate(
            (
                ("warmup matters", "-"),
                ("batches matter", "30.1 %", "#1 confirmed"),
                ("lighting matters", "24.8 %", "#2 confirmed"),
            )
        ):
            await day.until(week(number))
            for words in said:
                await day.say("ana", words)
        assert await around(day, standup) == [(None, 30.1), (30.1, 24.8), (24.8, 24.8)]
        several = (NEW, METRIC, Question("size", "metric", "How large is it?"))
        assert await around(day, research("ana", questions=several)) == [(None, None)] * 3


async def around(day: Team, standup: Standup) -> list[tuple[float | None, float | None]]:
    """What the metric was, of each item in order."""

    async def read(tx: Transaction) -> list[tuple[float | None, float | None]]:
        found = await items.some(tx, [1, 2, 3])
        told = item_records.records(tx, found, {standup.id: standup}, LONDON)
        return [(one.metric.before, one.metric.after) async for one in told]

    return await day.store.read(read)


async def test_what_would_set_something_of_a_number_that_none_has_is_no_news(
    tmp_path: Path,
) -> None:
    async with team(tmp_path, instance(research("ana", "bo")), at("9:00")) as day:
        await planned(day)
        for said in ("#9 refuted – two seeds", "#9 belief 4", "#9 for bo", "#9 note so it is"):
            await day.say("ana", said)
            assert "#9" in day.last("ana")
        assert "#9" not in room(day)
        await day.say("ana", "#482 merged")
        assert "#482 merged" in room(day)
