"""What is a word, and what follows from none: decided by what somebody said and the hour alone."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standup.core.asking.check_in import Answer, CheckIn, Conversation, State
from standup.core.asking.silence import Rhythm, Silence, chosen, value
from standup.core.conversation.decide import converse
from standup.core.conversation.effects import AskedRhythm, LeftUnanswered, Say, SpokeUp
from standup.core.conversation.events import (
    Changed,
    ChoseRhythm,
    DeadlinePassed,
    Event,
    Opened,
    ReminderDue,
    Wrote,
)
from standup.core.messages.markup import plain
from tests.team import daily, learning_day

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def asked(number: int = 1, standup: str = "daily", **changes: object) -> CheckIn:
    told = daily() if standup == "daily" else replace(daily(), id=standup, title=standup.title())
    made = CheckIn(
        id=number,
        run=number,
        day=date(2026, 11, 26),
        standup=told,
        round_id="day",
        zone="Europe/London",
        state=State.ASKING,
        opened_at=NOW - 3 * HOUR,
        deadline=NOW,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def talk(*check_ins: CheckIn, **changes: object) -> Conversation:
    made = Conversation("ana", "Ana", "Europe/London", check_ins, told={"": ""})
    made = replace(made, tire=frozenset({"daily", "reading"}))
    return replace(made, **changes)  # type: ignore[arg-type]


def following(before: Conversation, event: Event, kind: type) -> list[object]:
    _, effects = converse(before, event, NOW)
    return [effect for effect in effects if isinstance(effect, kind)]


# ── no word ──


def test_a_run_is_left_where_its_last_deadline_passes_and_nothing_was_said() -> None:
    [left] = following(talk(asked()), DeadlinePassed(1), LeftUnanswered)
    assert left == LeftUnanswered("daily", 1, 1, Silence())


@pytest.mark.parametrize(
    "check_in",
    [
        asked(answers=(Answer("done", "m", "The parser.", NOW),)),
        asked(answers=(Answer("done", "m", "", NOW),)),  # on purpose nothing
        asked(state=State.AWAY),
        asked(state=State.SKIPPED),
        asked(state=State.WAITING, asked=False),
    ],
    ids=["answered", "answered with nothing", "away", "sat out", "never asked"],
)
def test_a_run_that_was_answered_left_out_or_not_asked_is_not_left(check_in: CheckIn) -> None:
    assert following(talk(check_in), DeadlinePassed(1), LeftUnanswered) == []


def test_a_round_that_is_not_the_last_leaves_nothing() -> None:
    plan = asked(standup="daily")
    plan = replace(plan, standup=learning_day(), round_id="plan")
    assert following(talk(plan), DeadlinePassed(1), LeftUnanswered) == []


def test_a_run_in_which_they_said_something_else_is_not_left() -> None:
    heard = {"daily": Silence(heard=NOW - HOUR)}
    assert following(talk(asked(), silences=heard), DeadlinePassed(1), LeftUnanswered) == []
    before = {"daily": Silence(heard=NOW - 24 * HOUR)}
    assert following(talk(asked(), silences=before), DeadlinePassed(1), LeftUnanswered)


def test_what_the_clock_brings_is_no_word() -> None:
    before = talk(asked(deadline=NOW + HOUR), silences={"daily": Silence(2)})
    assert following(before, ReminderDue(1), SpokeUp) == []


# ── a word ──


def test_an_answer_costs_nobody_anything_who_was_not_silent() -> None:
    before = talk(asked(deadline=NOW + HOUR))
    assert following(before, Wrote("m", "The parser.", NOW), SpokeUp) == []


def test_an_answer_ends_the_silence_of_its_own_standup_alone() -> None:
    before = talk(asked(deadline=NOW + HOUR), silences={"daily": Silence(2), "reading": Silence(1)})
    assert following(before, Wrote("m", "The parser.", NOW), SpokeUp) == [
        SpokeUp("daily", (1,), waits=False)
    ]


def test_a_word_to_us_ends_every_silence() -> None:
    before = talk(asked(deadline=NOW + HOUR), silences={"daily": Silence(2), "reading": Silence(1)})
    assert following(before, Wrote("m", "/help", NOW), SpokeUp) == [
        SpokeUp("daily", (1,), waits=True),
        SpokeUp("reading", (), waits=False),
    ]


def test_a_word_beside_an_open_question_is_noted_so_that_its_run_is_not_left() -> None:
    before = talk(asked(deadline=NOW + HOUR))
    assert following(before, Wrote("m", "/help", NOW), SpokeUp) == [
        SpokeUp("daily", (1,), waits=True)
    ]
    bears_it = replace(before, tire=frozenset())
    assert following(bears_it, Wrote("m", "/help", NOW), SpokeUp) == []


def test_what_is_deleted_is_no_word() -> None:
    said = asked(answers=(Answer("done", "m", "The parser.", NOW),))
    before = talk(said, silences={"daily": Silence(2)})
    assert following(before, Changed("m", ""), SpokeUp) == []
    assert following(before, Changed("m", "The lexer."), SpokeUp)


def test_whoever_was_let_be_is_told_that_they_are_asked_again_and_in_private() -> None:
    before = talk(let_be={"daily": "Daily"})
    said = following(before, Wrote("m", "hi!", NOW), Say)
    [again] = [one for one in said if isinstance(one, Say) and one.private]
    assert "I’ll ask you there again" in plain(again.message)


# ── the rhythm ──


def test_the_rhythm_is_asked_about_before_the_question() -> None:
    choices = (Rhythm.AS_BEFORE, Rhythm.LEAVE)
    before = talk(silences={"daily": Silence(3)}, weary={"daily": choices})
    opened = Opened(asked(deadline=NOW + HOUR))
    rhythm, question = following(before, opened, Say)
    assert isinstance(rhythm, Say)
    assert isinstance(question, Say)
    assert "unanswered 3 times in a row" in plain(rhythm.message)
    assert "What did you do?" in plain(question.message)
    assert following(before, opened, AskedRhythm) == [AskedRhythm("daily", Silence(3, 3))]


def test_nobody_is_asked_about_a_rhythm_while_away() -> None:
    before = talk(silences={"daily": Silence(3)}, weary={"daily": (Rhythm.AS_BEFORE,)})
    behind = asked(2, "reading", deadline=NOW + HOUR)
    assert (
        following(
            replace(before, check_ins=(behind,)), Opened(asked(deadline=NOW + HOUR)), AskedRhythm
        )
        == []
    )


def test_as_before_is_an_answer_unless_it_was_asked_for() -> None:
    before = talk(asked(deadline=NOW + HOUR))
    after, _ = converse(before, Wrote("m", "As before", NOW), NOW)
    assert after.check_ins[0].has_words
    asked_for = replace(before, silences={"daily": Silence(3, 3)})
    after, _ = converse(asked_for, Wrote("m", "As before.", NOW), NOW)
    assert not after.check_ins[0].has_words


def test_a_choice_of_a_check_in_that_is_gone_says_so() -> None:
    [said] = following(talk(), ChoseRhythm("m", 7, Rhythm.LEAVE), Say)
    assert isinstance(said, Say)


@given(st.integers(1, 100), st.integers(0, 400))
def test_it_is_asked_after_so_many_and_lets_be_after_as_many_more(fatigue: int, runs: int) -> None:
    silence = Silence()
    asked_at = let_be_at = None
    for _ in range(runs):
        if silence.asks_now(fatigue):
            silence, asked_at = silence.asked(), silence.runs
        silence = silence.one_more()
        if silence.lets_be(fatigue) and let_be_at is None:
            let_be_at = silence.runs
    assert asked_at == (fatigue if runs > fatigue else None)
    assert let_be_at == (2 * fatigue if runs >= 2 * fatigue else None)
    assert not silence.asks_now(None)
    assert not silence.lets_be(None)


@given(st.integers(0, 10**12), st.sampled_from(Rhythm))
def test_a_choice_comes_back_as_what_it_was(number: int, rhythm: Rhythm) -> None:
    assert chosen(value(number, rhythm)) == (number, rhythm)
    assert len(value(number, rhythm)) <= 64  # what Telegram takes


@given(st.text())
def test_nothing_else_is_a_choice(text: str) -> None:
    assert chosen(text) is None or text.startswith("rhythm.")
