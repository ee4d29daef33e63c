"""One person's conversation, event by event."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standup.core import readers
from standup.core.asking.check_in import Answer, CheckIn, Conversation, State
from standup.core.conversation.decide import converse
from standup.core.conversation.effects import (
    Add,
    Effect,
    Erase,
    Forgo,
    Hold,
    Keep,
    Post,
    PostUpdate,
    Recount,
    Reword,
    Say,
    SayStatus,
    StayAway,
    Withdraw,
)
from standup.core.conversation.events import (
    Changed,
    DeadlinePassed,
    Filled,
    Lapsed,
    Opened,
    ReminderDue,
    Wrote,
)
from standup.core.conversation.turn import put_anew
from standup.core.messages.capabilities import Capabilities
from standup.core.messages.markup import plain
from standup.core.model import Standup
from standup.core.wording import direct
from tests.team import LONDON, THURSDAY, at, daily, learning_day

LEARNING, DAILY = learning_day(), daily()
BARE = Capabilities(
    text_limit=4000, threads=False, edits=False, opens_direct=True, sees_edits=False
)


class Person:
    """A conversation that goes on: `after` feeds it an event and gives the effects."""

    def __init__(self) -> None:
        told = {standup.id: readers.key(standup) for standup in (LEARNING, DAILY)}
        self.talk = Conversation("ana", "Ana", LONDON, told=told)
        self.now = at("9:30")
        self.messages = 0
        self.check_ins = 0

    def after(self, event: object) -> tuple[Effect, ...]:
        self.talk, effects = converse(self.talk, event, self.now)  # type: ignore[arg-type]
        return effects

    def opens(self, standup: Standup, round_id: str, *, run: int = 1) -> tuple[Effect, ...]:
        self.check_ins += 1
        round_ = standup.round(round_id)
        check_in = CheckIn(
            id=self.check_ins,
            run=run,
            day=THURSDAY.date(),
            standup=standup,
            round_id=round_id,
            zone=LONDON,
            state=State.WAITING,
            opened_at=self.now,
            deadline=THURSDAY + round_.closes,
        )
        return self.after(Opened(check_in))

    def says(self, text: str) -> tuple[Effect, ...]:
        self.messages += 1
        return self.after(Wrote(f"m{self.messages}", text, self.now))

    def edits(self, number: int, text: str) -> tuple[Effect, ...]:
        return self.after(Changed(f"m{number}", text))

    def state(self, number: int) -> State:
        return next(c.state for c in self.talk.check_ins if c.id == number)


def spoken(effects: tuple[Effect, ...]) -> str:
    said = [effect.message for effect in effects if isinstance(effect, Say)]
    return "\n".join(plain(message, code="") for message in said)


def kinds(effects: tuple[Effect, ...]) -> set[type[Effect]]:
    return {type(effect) for effect in effects}


@pytest.fixture
def ana() -> Person:
    return Person()


def test_each_reply_is_acknowledged_by_the_next_question(ana: Person) -> None:
    assert "What did you do?" in spoken(ana.opens(DAILY, "day"))
    assert "Where are you stuck?" in spoken(ana.says("wrote a parser"))
    finished = spoken(ana.says("nowhere"))
    assert "posted in the thread" in finished
    assert "wrote a parser" in finished


def test_an_optional_question_left_empty_is_left_out_of_the_report(ana: Person) -> None:
    ana.opens(DAILY, "day")
    ana.says("wrote a parser")
    assert "stuck" not in spoken(ana.says("-"))


def test_a_required_question_left_empty_shows_a_dash(ana: Person) -> None:
    ana.opens(DAILY, "day")
    ana.says("-")
    assert "–" in spoken(ana.says("on everything"))


def test_a_check_in_of_nothing_but_empty_answers_is_not_posted(ana: Person) -> None:
    ana.opens(DAILY, "day")
    ana.says("-")
    assert Post not in kinds(ana.says("skip"))


@pytest.mark.parametrize("text", ["skip connections", "back to basics", "status quo"])
def test_a_word_is_a_command_only_when_it_is_the_whole_message(ana: Person, text: str) -> None:
    ana.opens(LEARNING, "plan")
    assert Keep in kinds(ana.says(text))


@pytest.mark.parametrize("text", ["help", "HELP", "/help", "!Help", " help ", "`help`"])
def test_commands_work_in_any_dress(ana: Person, text: str) -> None:
    ana.opens(LEARNING, "plan")
    effects = ana.says(text)
    assert Keep not in kinds(effects)
    assert "skip run" in spoken(effects)


def test_an_unknown_command_is_not_taken_as_an_answer_and_says_how_it_would_be(ana: Person) -> None:
    ana.opens(LEARNING, "plan")
    effects = ana.says("/stauts")
    assert Keep not in kinds(effects)
    assert "status" in spoken(effects)


@given(st.from_regex(r"[/!][A-Za-zäöüß]{1,12}([ \n][^\0]{0,60})?", fullmatch=True))
def test_whatever_follows_a_sign_and_a_word_is_neither_an_answer_nor_an_update(text: str) -> None:
    for asked in (True, False):
        ana = Person()
        ana.opens(LEARNING, "plan")
        if not asked:
            ana.says("read the JAX tutorial")
        effects = ana.says(text)
        assert Add not in kinds(effects)
        assert not [one for one in effects if isinstance(one, Keep) and one.answer.text]
        assert effects


def test_back_asks_the_question_before_and_its_new_answer_replaces_the_old(ana: Person) -> None:
    ana.opens(DAILY, "day")
    ana.says("a")
    assert "What did you do?" in spoken(ana.says("back"))
    effects = ana.says("b")
    assert {Forgo, Keep} <= kinds(effects)
    assert "Where are you stuck?" in spoken(effects)


def test_back_at_the_first_question_says_so(ana: Person) -> None:
    ana.opens(DAILY, "day")
    assert "first question" in spoken(ana.says("back"))


def test_skip_run_leaves_the_day_out_and_the_evening_is_not_asked(ana: Person) -> None:
    ana.opens(LEARNING, "plan")
    ana.says("skip run")
    assert ana.state(1) is State.SKIPPED
    evening = replace(ana.talk.check_ins[0], id=2, round_id="learned", run_skipped=True)
    assert spoken(ana.after(Opened(evening))) == ""


def test_skip_run_after_the_plan_keeps_the_plan_posted(ana: Person) -> None:
    ana.opens(LEARNING, "plan")
    ana.says("JAX")
    ana.says("skip run")
    assert ana.state(1) is State.DONE


def test_the_evening_lays_the_plan_beside_the_question(ana: Person) -> None:
    ana.opens(LEARNING, "plan")
    ana.says("the chain rule\nthe proof")
    ana.now = at("17:00")
    question = spoken(ana.opens(LEARNING, "learned"))
    assert "1. the chain rule" in question
    assert "2. the proof" in question


def test_a_plan_edited_after_it_was_shown_does_not_move_the_outcomes(ana: Person) -> None:
    ana.opens(LEARNING, "plan")
    ana.says("the chain rule\nthe proof")
    ana.now = at("17:00")
    ana.opens(LEARNING, "learned")
    ana.edits(1, "the proof")
    finished = spoken(ana.says("1 done 2 not, no time"))
    assert "the chain rule – done" in finished
    assert "the proof – not: no time" in finished


def test_an_evening_without_a_plan_just_asks_what_was_learned(ana: Person) -> None:
    ana.opens(LEARNING, "plan")
    ana.now = at("17:00")
    assert "hadn’t shared a plan" in spoken(ana.opens(LEARNING, "learned"))
    assert ana.state(1) is State.CLOSED
    assert "posted" in spoken(ana.says("something else entirely"))


def test_what_is_written_between_the_rounds_is_an_update(ana: Person) -> None:
    ana.opens(LEARNING, "plan")
    ana.says("JAX")
    assert Add in kinds(ana.says("I changed my mind"))


def test_what_is_written_after_the_evenings_report_is_still_an_update(ana: Person) -> None:
    ana.opens(LEARNING, "plan")
    ana.says("JAX")
    ana.now = at("17:00")
    ana.opens(LEARNING, "learned")
    ana.says("done – it compiles")
    assert Add in kinds(ana.says("one more thing about the chain rule"))


def test_what_is_written_when_nothing_is_open_is_said_not_to_be_posted(ana: Person) -> None:
    effects = ana.says("the chain rule finally clicks")
    assert [effect.unposted for effect in effects if isinstance(effect, SayStatus)] == [True]


def test_an_answer_after_the_deadline_is_taken_and_marked_late(ana: Person) -> None:
    ana.opens(DAILY, "day")
    ana.now = at("13:00")
    ana.after(DeadlinePassed(1))
    ana.says("a")
    assert "marked late" in spoken(ana.says("b"))


def test_what_was_said_by_the_deadline_is_posted_though_it_is_not_finished(ana: Person) -> None:
    ana.opens(DAILY, "day")
    ana.says("wrote a parser")
    ana.now = at("12:00")
    assert Post in kinds(ana.after(DeadlinePassed(1)))


def test_an_edit_changes_the_answer_the_post_and_the_preview(ana: Person) -> None:
    ana.opens(LEARNING, "plan")
    ana.says("JAX")
    effects = ana.edits(1, "JAX and XLA")
    assert {Reword, Post} <= kinds(effects)
    assert "JAX and XLA" in spoken(effects)


def test_an_edit_that_completes_an_unclear_answer_needs_no_second_message(ana: Person) -> None:
    ana.opens(LEARNING, "plan")
    ana.says("a\nb")
    ana.now = at("17:00")
    ana.opens(LEARNING, "learned")
    ana.says("I learned things")
    ana.edits(2, "1 done 2 not – I learned things")
    assert ana.state(2) is State.DONE


def test_a_message_taken_back_is_erased_and_its_post_follows(ana: Person) -> None:
    ana.opens(LEARNING, "plan")
    ana.says("JAX")
    assert {Erase, Post} <= kinds(ana.edits(1, ""))


def test_an_edited_update_is_posted_anew(ana: Person) -> None:
    ana.talk = replace(ana.talk, update=(7, 1))
    assert {Reword, PostUpdate} <= kinds(ana.edits(1, "the chain rule finally clicks"))


def test_an_edit_of_a_message_that_was_never_taken_changes_nothing(ana: Person) -> None:
    ana.opens(LEARNING, "plan")
    assert ana.edits(99, "who am I") == ()


def test_two_standups_at_once_queue_and_the_second_says_so(ana: Person) -> None:
    ana.opens(LEARNING, "plan")
    assert spoken(ana.opens(DAILY, "day", run=2)) == ""
    text = spoken(ana.says("JAX"))
    assert "Next: Daily, open until" in text
    assert "What did you do?" in text


def test_a_standup_left_unanswered_gives_way_at_its_deadline_and_comes_back_after(
    ana: Person,
) -> None:
    ana.opens(DAILY, "day")
    ana.opens(LEARNING, "plan", run=2)
    ana.now = at("12:00")
    assert "What will you learn" in spoken(ana.after(DeadlinePassed(1)))
    assert "What did you do?" in spoken(ana.says("JAX"))


def test_the_reminder_comes_only_while_the_question_is_pending(ana: Person) -> None:
    ana.opens(LEARNING, "plan")
    assert "Not this time?" in spoken(ana.after(ReminderDue(1)))
    ana.says("JAX")
    assert ana.after(ReminderDue(1)) == ()


def test_an_away_person_is_not_asked(ana: Person) -> None:
    effects = ana.says("away until 28 nov")
    assert StayAway in kinds(effects)
    assert spoken(ana.opens(LEARNING, "plan")) == ""
    assert ana.state(1) is State.AWAY


def test_going_away_with_a_question_pending_ends_it_and_back_takes_it_up_again(ana: Person) -> None:
    ana.opens(LEARNING, "plan")
    ana.says("away today")
    assert ana.state(1) is State.AWAY
    effects = ana.says("back")
    assert "What will you learn" in spoken(effects)
    assert ana.state(1) is State.ASKING


def test_away_dates_are_said_back_exactly(ana: Person) -> None:
    said = spoken(ana.says("away 20 dec to 3 jan"))
    assert "Sunday 20 December to Sunday 3 January" in said


def test_the_next_run_of_a_standup_closes_what_was_never_answered(ana: Person) -> None:
    ana.opens(DAILY, "day", run=1)
    ana.now += timedelta(days=1)
    ana.opens(DAILY, "day", run=2)
    assert ana.state(1) is State.CLOSED
    assert ana.state(2) is State.ASKING


@pytest.mark.parametrize(
    "text",
    ["🎉 party", "مرحبا بالعالم", "x" * 100_000, "*bold* <b>no</b> @room", "\u202eright to left"],
)
def test_any_text_is_an_answer_and_comes_out_as_typed(ana: Person, text: str) -> None:
    ana.opens(LEARNING, "plan")
    assert text in spoken(ana.says(text))


def test_dates_are_the_persons_own(ana: Person) -> None:
    ana.talk = replace(ana.talk, zone="Pacific/Auckland")
    ana.now = datetime.fromisoformat("2026-11-25T23:00:00+00:00")
    effects = ana.says("away today")
    assert [e.away.first for e in effects if isinstance(e, StayAway)] == [date(2026, 11, 26)]


def test_who_is_away_without_an_end_is_away_until_they_say_back(ana: Person) -> None:
    ana.now = datetime.fromisoformat("2026-11-25T12:00:00+00:00")
    said = spoken(ana.says("away until further notice"))
    assert "you’re away from now on" in said
    assert "back ends it" in said
    assert "from Friday 27 November on" in spoken(ana.says("away from friday"))
    assert ana.talk.away[0].covers(date(2036, 1, 1))
    ana.says("back")
    assert not ana.talk.away


def test_an_answer_written_in_time_is_on_time_though_it_is_read_late(ana: Person) -> None:
    ana.opens(LEARNING, "plan")
    ana.now = at("18:00")
    effects = ana.after(Wrote("m1", "JAX", at("16:50")))
    assert "marked late" not in spoken(effects)


def test_going_away_does_not_make_an_earlier_day_look_away(ana: Person) -> None:
    ana.opens(LEARNING, "plan")
    ana.now += timedelta(days=4)
    ana.says("away today")
    assert ana.state(1) is State.CLOSED


# ── what is told under which key ──


@pytest.mark.parametrize(
    "text", ["skip run", "skip", "back", "help", "status", "edit", "/stauts", "away until soon"]
)
def test_what_asks_nothing_is_answered_once_under_the_key_of_its_message(
    ana: Person, text: str
) -> None:
    effects = ana.says(text)
    assert [effect.key for effect in effects if isinstance(effect, Say)] in ([], ["re/m1"])
    assert "re/m1" in str(effects)


def test_leaving_a_run_out_is_told_under_the_key_of_its_message(ana: Person) -> None:
    ana.opens(DAILY, "day")
    told = [effect for effect in ana.says("skip run") if isinstance(effect, Say)]
    assert [effect.key for effect in told] == ["re/m1"]


def test_where_no_run_is_open_there_is_nothing_to_leave_out(ana: Person) -> None:
    assert ana.says("skip run") == (Say(direct.nothing_to_skip(), "re/m1"),)


def test_a_check_in_of_long_ago_ends_and_lets_the_next_have_its_turn(ana: Person) -> None:
    ana.opens(LEARNING, "plan", run=1)
    ana.opens(DAILY, "day", run=2)
    assert ana.after(Lapsed(7)) == ()
    assert "What did you do?" in spoken(ana.after(Lapsed(1)))
    assert (ana.state(1), ana.state(2)) == (State.CLOSED, State.ASKING)
    assert ana.after(Lapsed(1)) == ()


def test_a_form_that_is_filled_in_in_part_is_asked_on_under_its_key(ana: Person) -> None:
    ana.opens(DAILY, "day")
    effects = ana.after(Filled("f1", 1, {"done": "a parser"}, ana.now))
    [told] = [effect for effect in effects if isinstance(effect, Say)]
    assert "Where are you stuck?" in plain(told.message, code="")
    assert told.key == "re/f1"
    assert told.check_in == 1


def test_a_question_that_has_not_left_is_withdrawn_by_a_form(ana: Person) -> None:
    ana.opens(DAILY, "day")
    ana.talk = replace(
        ana.talk, check_ins=tuple(replace(c, unsent=True) for c in ana.talk.check_ins)
    )
    effects = ana.after(Filled("f1", 1, {"done": "a parser"}, ana.now))
    assert Withdraw(1) in effects
    assert None not in effects


def test_a_form_of_nothing_that_is_open_is_told(ana: Person) -> None:
    [told] = ana.after(Filled("f1", 7, {"done": "a parser"}, ana.now))
    assert isinstance(told, Say)
    assert (told.key, told.message) == ("re/f1", direct.choice_over())


@pytest.mark.parametrize("late", [timedelta(0), timedelta(days=2)])
def test_a_question_is_put_anew_as_far_as_it_was_answered_and_as_late_as_it_is(
    ana: Person, late: timedelta
) -> None:
    ana.opens(DAILY, "day")
    [check_in] = ana.talk.check_ins
    now = ana.now + late
    talk = replace(ana.talk, can=BARE)
    told = put_anew(talk, check_in, now)
    lead = direct.next_in_line(check_in, now) if late else direct.opening(check_in)
    assert told == lead + direct.question(check_in, BARE)
    said = replace(check_in, answers=(Answer("done", "m1", "a parser", ana.now),))
    assert put_anew(talk, said, now) == direct.instead_of(said) + direct.question(said, BARE)


def test_who_joins_while_they_are_away_is_back(ana: Person) -> None:
    ana.says("away until friday")
    assert ana.talk.away
    effects = ana.says("/join")
    assert not ana.talk.away
    assert [effect.key for effect in effects if isinstance(effect, Say)] == ["re/m2"]


def test_the_run_of_what_is_finished_without_a_word_is_counted_anew(ana: Person) -> None:
    ana.opens(DAILY, "day", run=5)
    ana.says("-")
    assert Recount(5) in ana.says("-")


BOTH = [  # news, and something for the bot: either would be lost if one alone were heard
    "Learned vmap. Can you remind me tomorrow?",
    "Read chapter 3 of SICP. Pause until Monday please.",
    "learned about b-trees, please skip the other question",
    "Wrote unit tests, please don't post this publicly",
    "Finished the parser, btw your link is broken",
    "Heute Monaden gelernt. Kannst du mich morgen erinnern?",
    "done for today, thanks!",
]


@pytest.mark.parametrize("text", BOTH)
@pytest.mark.parametrize("is_pending", [False, True])
def test_of_news_with_a_wish_in_it_nothing_is_posted_and_nothing_is_lost(
    ana: Person, text: str, is_pending: bool
) -> None:
    ana.opens(LEARNING, "plan")
    if not is_pending:
        ana.says("read chapter 4")
    effects = ana.says(text)
    assert Hold in kinds(effects)
    assert not {Add, Keep, Post} & kinds(effects)


@pytest.mark.parametrize(
    "text", ["you already asked me that", "did Ben answer already?", "that's wrong", "privacy?"]
)
def test_what_is_said_to_somebody_is_no_answer_unasked(ana: Person, text: str) -> None:
    ana.opens(LEARNING, "plan")
    assert not {Keep, Post} & kinds(ana.says(text))
