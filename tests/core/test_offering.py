"""A message of which it is not sure what it was, in one person's conversation."""

from dataclasses import replace
from datetime import timedelta

import pytest

from standup.core.asking import choices
from standup.core.asking.check_in import State
from standup.core.asking.offers import Use, from_data, to_data
from standup.core.conversation.effects import Add, Effect, Hold, Keep, LetGo, Post, Say
from standup.core.conversation.events import Changed, Tapped, Wrote
from standup.core.messages.capabilities import Capabilities
from standup.core.messages.markup import Message
from tests.core.test_conversation import DAILY, LEARNING, Person, kinds, spoken
from tests.team import at

PRESSING = Capabilities(text_limit=4000, edits=True, choices=True, sees_edits=True)


def forwards(person: Person, text: str) -> tuple[Effect, ...]:
    person.messages += 1
    return person.after(Wrote(f"m{person.messages}", text, person.now, forwarded=True))


def taps(person: Person, use: Use, offer: int = -1) -> tuple[Effect, ...]:
    person.messages += 1
    token = person.talk.offers[offer].token
    return person.after(Tapped(f"m{person.messages}", token, use))


def asked(standup: object = LEARNING, *, presses: bool = True) -> Person:
    ana = Person()
    if presses:
        ana.talk = replace(ana.talk, can=PRESSING)
    ana.opens(standup, "plan" if standup is LEARNING else "day")  # type: ignore[arg-type]
    return ana


def messages(effects: tuple[Effect, ...]) -> list[Message]:
    return [effect.message for effect in effects if isinstance(effect, Say)]


def labels(effects: tuple[Effect, ...]) -> list[str]:
    return [choice.label for m in messages(effects) for row in m.choices for choice in row]


def test_a_forwarded_message_is_offered_and_not_taken() -> None:
    ana = asked()
    effects = forwards(ana, "see you at nine")
    assert kinds(effects) == {Hold, Say}
    assert labels(effects) == ["It’s my answer", "Post it as an update", "Leave it out"]
    assert ana.talk.asking is not None
    assert not ana.talk.asking.answers


def test_a_forwarded_command_steers_nothing() -> None:
    ana = asked()
    forwards(ana, "skip run")
    assert ana.state(1) is State.ASKING


def test_a_tap_takes_it_for_the_answer() -> None:
    ana = asked()
    forwards(ana, "the chain rule")
    effects = taps(ana, Use.ANSWER)
    assert {Keep, LetGo, Post} <= kinds(effects)
    assert ana.state(1) is State.DONE
    assert ana.talk.check_ins[0].answers[0].message == "m1"
    assert not ana.talk.offers


def test_a_tap_posts_it_as_an_update_and_the_question_still_waits() -> None:
    ana = asked()
    forwards(ana, "the chain rule")
    assert Add(1, "m1", "the chain rule") in taps(ana, Use.UPDATE)
    assert ana.state(1) is State.ASKING


def test_a_tap_leaves_it_out() -> None:
    ana = asked()
    forwards(ana, "the chain rule")
    effects = taps(ana, Use.LEAVE)
    assert kinds(effects) == {LetGo, Say}
    assert "leave it out" in spoken(effects)


def test_what_was_asked_about_it_says_what_became_of_it() -> None:
    ana = asked()
    [offered] = [e for e in forwards(ana, "the chain rule") if isinstance(e, Say)]
    [said] = [e for e in taps(ana, Use.UPDATE) if isinstance(e, Say)]
    assert said.key == offered.key
    assert not said.message.choices


def test_a_second_tap_changes_nothing() -> None:
    ana = asked()
    forwards(ana, "the chain rule")
    tap = Tapped("press", ana.talk.offers[0].token, Use.UPDATE)
    ana.after(tap)
    assert kinds(ana.after(tap)) == {Say}


def test_where_nothing_can_be_tapped_a_word_says_it() -> None:
    ana = asked(presses=False)
    effects = forwards(ana, "the chain rule")
    assert labels(effects) == []
    assert "answer – It’s my answer" in spoken(effects)
    assert Keep in kinds(ana.says("`Answer`."))
    assert ana.state(1) is State.DONE


@pytest.mark.parametrize("word", ["`update`", "“Update”.", "/update", "!update", "UPDATE!"])
def test_such_a_word_may_be_written_as_it_was_named(word: str) -> None:
    ana = asked(presses=False)
    forwards(ana, "see you at nine")
    assert Add(1, "m1", "see you at nine") in ana.says(word)
    assert not ana.talk.offers


def test_of_several_that_wait_an_edit_is_of_the_one_it_is_of() -> None:
    ana = asked()
    forwards(ana, "the chian rule")
    forwards(ana, "the product rule")
    ana.after(Changed("m1", "the chain rule"))
    assert [offer.text for offer in ana.talk.offers] == ["the chain rule", "the product rule"]


def test_such_a_word_is_a_word_like_any_other_while_nothing_waits() -> None:
    ana = asked(presses=False)
    assert Keep in kinds(ana.says("update"))


def test_nor_is_it_one_for_what_has_waited_for_days() -> None:
    ana = asked(presses=False)
    forwards(ana, "the chain rule")
    ana.now += timedelta(days=2)
    assert Keep in kinds(ana.says("update"))


def test_a_forwarded_word_says_nothing_of_what_waits() -> None:
    ana = asked(presses=False)
    forwards(ana, "the chain rule")
    forwards(ana, "update")
    assert len(ana.talk.offers) == 2


def test_the_word_is_meant_for_the_latest_of_several() -> None:
    ana = asked(presses=False)
    forwards(ana, "one")
    forwards(ana, "two")
    assert Add(1, "m2", "two") in ana.says("update")
    assert Add(1, "m1", "one") in ana.says("update")


def test_an_edit_of_what_waits_for_when_it_was_written_goes_on_waiting() -> None:
    ana = asked()
    forwards(ana, "the chian rule")
    assert kinds(ana.after(Changed("m1", "the chain rule"))) == {Hold}
    assert [offer.text for offer in ana.talk.offers] == ["the chain rule"]


def test_an_edit_of_what_waits_is_what_goes() -> None:
    ana = asked()
    ana.says("/lerning the chain rule")
    effects = ana.after(Changed("m1", "the chain rule"))
    assert {LetGo, Keep, Post} <= kinds(effects)  # heard anew, as the answer that it is now
    assert not ana.talk.offers


def test_an_edit_that_is_as_doubtful_waits_on() -> None:
    ana = asked()
    ana.says("/vmap")
    assert {Hold, LetGo} <= kinds(ana.after(Changed("m1", "/pmap")))
    assert Add(1, "m1", "/pmap") in taps(ana, Use.UPDATE)


def test_what_waits_and_is_taken_back_waits_no_more() -> None:
    ana = asked()
    forwards(ana, "the chain rule")
    assert kinds(ana.after(Changed("m1", ""))) == {LetGo, Say}
    assert not ana.talk.offers


def test_an_answer_that_is_tapped_after_another_was_given_is_added_to_it() -> None:
    ana = asked(DAILY)
    forwards(ana, "wrote a parser")
    ana.says("fixed the build")
    taps(ana, Use.ANSWER)
    [first, *_] = ana.talk.check_ins[0].round.questions
    assert ana.talk.check_ins[0].texts(first) == ("fixed the build", "wrote a parser")
    assert ana.talk.check_ins[0].question.id == "stuck"


def test_what_is_tapped_long_after_its_day_is_still_posted_there() -> None:
    ana = asked()
    forwards(ana, "the chain rule")
    ana.now = at("20:00")
    ana.talk = replace(
        ana.talk, check_ins=tuple(replace(c, run_open=False) for c in ana.talk.check_ins)
    )
    assert Add(1, "m1", "the chain rule") in taps(ana, Use.UPDATE)


def test_a_forwarded_message_with_nothing_open_is_not_posted() -> None:
    ana = Person()
    assert kinds(forwards(ana, "hello")) == {Say}


def test_the_value_of_a_tap_is_read_and_nothing_else_is() -> None:
    ana = asked()
    [message] = messages(forwards(ana, "one"))
    read = [choices.tapped(choice.value) for row in message.choices for choice in row]
    token = ana.talk.offers[0].token
    assert read == [choices.Tapped(token, use) for use in (Use.ANSWER, Use.UPDATE, Use.LEAVE)]
    for value in ("", "offer..add", f"offer.{token}.eat", f"offer.{token}x.add", "17.0.1 done"):
        assert choices.tapped(value) is None


def test_the_ways_are_kept_as_they_are() -> None:
    ana = asked()
    forwards(ana, "one")
    ways = ana.talk.offers[0].ways
    assert from_data(to_data(ways)) == ways  # type: ignore[arg-type]
