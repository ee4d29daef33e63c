"""Check-ins made for a test: one round, asked at once."""

from datetime import timedelta

from standup.core.asking.check_in import Answer, CheckIn, State
from standup.core.model import Question, Round, Standup
from tests.team import LONDON, THURSDAY, at

CHOICE = Question("where", "choice", "Where are you?", options=("Office", "Café", "On leave"))
SCALE = Question("sure", "scale", "How sure are you?", low=0, high=10, labels=("lost", "certain"))
NUMBER = Question("hours", "number", "How many hours?", unit="hours")
YES_NO = Question("stuck", "yes_no", "Are you stuck?")
MOOD = Question("mood", "mood", "How is it going?")
OUTCOME = Question("came", "outcome", "What did you learn?", of=("plan", "will_learn"))
SHORT = (CHOICE, SCALE, NUMBER, YES_NO, MOOD)


def asked(
    *questions: Question, said: tuple[str, ...] = (), shown: tuple[str, ...] = (), position: int = 0
) -> CheckIn:
    """A check-in that asks these; `said` answers the pending one, whose items are `shown`."""
    round_ = Round("day", "Daily", "0 9 * * *", questions, timedelta(hours=12))
    pending = questions[position].id
    return CheckIn(
        id=17,
        run=1,
        day=THURSDAY.date(),
        standup=Standup("daily", "Daily", (round_,), (), ()),
        round_id="day",
        zone=LONDON,
        state=State.ASKING,
        opened_at=at("9:00"),
        deadline=at("12:00"),
        position=position,
        answers=tuple(Answer(pending, f"m{n}", text, at("9:05")) for n, text in enumerate(said)),
        shown={pending: shown} if shown else {},
    )
