"""No order of events loses an answer, asks twice, or leaves anybody waiting for nothing."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from standup.core.asking.check_in import CheckIn, Conversation, State
from standup.core.conversation.decide import converse
from standup.core.conversation.effects import (
    Add,
    Arrange,
    Effect,
    Forgo,
    Keep,
    Post,
    Reword,
    Say,
    SayStatus,
)
from standup.core.conversation.events import (
    Changed,
    DeadlinePassed,
    Event,
    LaterDue,
    Opened,
    PressedLater,
    ReminderDue,
    TookUp,
    Wrote,
)
from standup.core.model import Standup
from tests.core.asked import SHORT, asked
from tests.team import LONDON, at, daily, learning_day

QUICK = Standup("quick", "Quick", (asked(*SHORT).round,), (), ())
STANDUPS = (learning_day(), daily(), daily(cron="0 17 * * *", closes=19), QUICK)
WORDS = st.sampled_from(
    [
        *(
            "the chain rule\nthe proof",
            "1 done 2 partly – hard",
            "all done",
            "done",
            "the proof clicked",
            "🎉",
        ),
        *("hi", "thanks!", "pause", "/pause the run", "undo", "post it"),
        *("2 – slept well", "yes, but late"),
        *("my report", "share my report last month", "/my report soon"),
        *("export me", "forget me", "forget me now", "/publish", "unpublish last"),
        *("later", "/later", "in 20 minutes", "/at 14:00", "tomorrow", "/in 3 hours"),
        *("-", "skip", "skip run", "back", "help", "status", "/stauts", "skip connections"),
        *(
            "away today",
            "away until friday",
            "away 1 feb to 2 feb",
            "away from tomorrow",
            "away sick",
            "away from it all",
        ),
    ]
)
FOR_THE_BOT = {"hi", "thanks!", "pause", "/pause the run", "/stauts"}


class ConversationMachine(RuleBasedStateMachine):
    """Any events in any order; the effects are kept as the store would keep them."""

    @initialize()
    def begin(self) -> None:
        self.talk = Conversation("ana", "Ana", LONDON)
        self.now = at("9:00")
        self.runs = 0
        self.messages = 0
        self.kept: dict[str, str] = {}
        self.forgone: set[str] = set()
        self.added: dict[str, str] = {}
        self.asked: Counter[str] = Counter()
        self.reminded: Counter[int] = Counter()

    def feed(self, event: Event) -> tuple[Effect, ...]:
        self.talk, effects = converse(self.talk, event, self.now)
        for effect in effects:
            self.note(effect)
        return effects

    def note(self, effect: Effect) -> None:
        match effect:
            case Keep(_, answer):
                assert answer.message not in self.kept
                self.kept[answer.message] = answer.text
            case Forgo(check_in, question):
                for other in self.talk.check_ins:
                    if other.id == check_in:
                        assert other.round.question(question).id == question
            case Reword(message, text):
                if message in self.kept:
                    self.kept[message] = text
            case Add(_, message, text):
                self.added[message] = text
            case Say(key=key):
                if not key.startswith("done/"):
                    self.asked[key] += 1

    @rule(standup=st.sampled_from(STANDUPS), late=st.integers(0, 3))
    def a_run_opens(self, standup: Standup, late: int) -> None:
        self.runs += 1
        self.open(standup, standup.rounds[0].id, self.runs, late)

    @precondition(lambda self: any(len(c.standup.rounds) > 1 for c in self.talk.check_ins))
    @rule()
    def the_evening_opens(self) -> None:
        for check_in in self.talk.check_ins:
            rounds = [c.round_id for c in self.talk.check_ins if c.run == check_in.run]
            if len(check_in.standup.rounds) > 1 and "learned" not in rounds:
                self.open(check_in.standup, "learned", check_in.run, 0, like=check_in)
                return

    def open(
        self, standup: Standup, round_id: str, run: int, late: int, like: CheckIn | None = None
    ) -> None:
        self.feed(
            Opened(
                CheckIn(
                    id=len(self.talk.check_ins) + 1,
                    run=run,
                    day=self.now.date(),
                    standup=standup,
                    round_id=round_id,
                    zone=LONDON,
                    state=State.WAITING,
                    opened_at=self.now,
                    deadline=self.now + timedelta(hours=3 - late),
                    run_skipped=bool(like and like.run_skipped),
                )
            )
        )

    @rule(words=WORDS)
    def the_person_writes(self, words: str) -> None:
        self.messages += 1
        message = f"m{self.messages}"
        was_asking = self.talk.asking
        effects = self.feed(Wrote(message, words, self.now))
        assert any(isinstance(effect, Say | SayStatus | Arrange) for effect in effects)
        if words in FOR_THE_BOT:
            assert message not in self.kept
            assert message not in self.added
        is_put_off = was_asking is not None and was_asking.is_put_off
        if words in {"the proof clicked", "skip connections", "away from it all"}:
            if is_put_off:  # unless something else was talked of since
                assert self.kept.get(message) == words or message not in self.added
            elif was_asking:
                assert self.kept[message] == words
        if (
            not was_asking
            and words == "the proof clicked"
            and any(c.run_open for c in self.talk.check_ins)
        ):
            assert self.added[message] == words

    @precondition(lambda self: self.talk.check_ins)
    @rule(data=st.data())
    def the_person_presses_later(self, data: st.DataObject) -> None:
        check_in = data.draw(st.sampled_from(self.talk.check_ins))
        self.messages += 1
        self.now += timedelta(milliseconds=1)  # nobody presses, undoes and presses within one
        effects = self.feed(PressedLater(f"m{self.messages}", check_in.id))
        assert any(isinstance(effect, Say) for effect in effects)

    @precondition(lambda self: any(c.is_put_off for c in self.talk.check_ins))
    @rule()
    def the_person_takes_that_back(self) -> None:
        check_in = next(c for c in self.talk.check_ins if c.is_put_off)
        self.messages += 1
        self.feed(TookUp(f"re/m{self.messages}", check_in.id))
        after = self.talk.check_in(check_in.id)
        assert after is not None
        assert not after.is_put_off

    @precondition(lambda self: self.kept)
    @rule(data=st.data(), words=WORDS)
    def the_person_edits(self, data: st.DataObject, words: str) -> None:
        message = data.draw(st.sampled_from(sorted(self.kept)))
        owner = self.talk.of_message(message)
        self.messages += 1
        effects = self.feed(Changed(message, words, f"m{self.messages}"))
        if owner is not None:
            is_taken = any(isinstance(effect, Reword) for effect in effects)
            assert is_taken or any(isinstance(effect, Say) for effect in effects)
            if is_taken and owner.posted:
                assert any(isinstance(effect, Post) for effect in effects)
            if words in FOR_THE_BOT:
                assert not is_taken

    @rule(minutes=st.integers(1, 240))
    def time_passes(self, minutes: int) -> None:
        before = self.now
        self.now += timedelta(minutes=minutes)
        for check_in in self.talk.check_ins:
            if before < check_in.deadline <= self.now:
                self.feed(ReminderDue(check_in.id))
                self.feed(DeadlinePassed(check_in.id))
        for check_in in self.talk.check_ins:
            if check_in.put_off is not None and check_in.put_off.until <= self.now:
                self.come_back(check_in.id)

    def come_back(self, number: int) -> None:
        """As the schedule does: the moment is over, and then it is told, once."""
        check_in = self.talk.check_in(number)
        if check_in is None or check_in.put_off is None:
            return
        due = check_in.put_off.until
        self.talk = self.talk.having(replace(check_in, put_off=None))
        effects = self.feed(LaterDue(number, due))
        assert sum(isinstance(effect, Say) and not effect.lasting for effect in effects) <= 1

    @invariant()
    def at_most_one_question_is_pending(self) -> None:
        assert sum(c.state is State.ASKING for c in self.talk.check_ins) <= 1

    @invariant()
    def what_is_put_off_is_open_and_comes_back_later(self) -> None:
        for check_in in self.talk.check_ins:
            if check_in.put_off is not None:
                assert check_in.is_open
                assert check_in.put_off.until > self.now

    @invariant()
    def nobody_waits_behind_nothing(self) -> None:
        if any(c.state is State.WAITING for c in self.talk.check_ins):
            assert self.talk.asking is not None

    @invariant()
    def every_message_of_the_bot_is_said_once(self) -> None:
        assert all(count == 1 for count in self.asked.values()), self.asked

    @invariant()
    def what_was_kept_is_still_there(self) -> None:
        current = {a.message: a.text for c in self.talk.check_ins for a in c.answers}
        for message, text in current.items():
            assert self.kept[message] == text

    @invariant()
    def what_was_said_in_an_ended_check_in_is_posted(self) -> None:
        for check_in in self.talk.check_ins:
            if not check_in.is_open and check_in.has_words:
                assert check_in.posted


TestConversation = ConversationMachine.TestCase
TestConversation.settings = settings(max_examples=120, stateful_step_count=40, deadline=None)
