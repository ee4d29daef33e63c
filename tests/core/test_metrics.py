"""A team's metric: what is read, what is asked and told of it, and what its curve says."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest

from standup.core.asking import choices
from standup.core.asking.answers import answers
from standup.core.asking.check_in import Conversation
from standup.core.asking.measurement import Measurement, Metric
from standup.core.asking.questions import read
from standup.core.conversation.decide import converse
from standup.core.conversation.effects import LeftUnanswered, Say
from standup.core.conversation.events import DeadlinePassed, ReminderDue
from standup.core.documents import metrics_csv
from standup.core.documents.report_json import figures_data
from standup.core.kinds.kind import AskAgain
from standup.core.messages.capabilities import Capabilities
from standup.core.messages.charts import from_data, to_data
from standup.core.messages.markup import plain
from standup.core.model import Question, Round, Standup
from standup.core.reports import metrics
from standup.core.reports.report import SOMEBODY, Period, RunReport
from standup.core.wording import asking
from standup.core.wording import metrics as wording
from standup.core.wording.metric_curve import metric_curve
from standup.core.wording.period import accountability
from standup.core.wording.pictures import pictures
from tests.core.asked import SCALE, asked
from tests.team import at

ERROR = Question(
    "error",
    "metric",
    "What is the error?",
    optional=True,
    unit="%",
    better="lower",
    target="20",
)
PLAIN = replace(ERROR, unit="", target="")
METRIC = Metric("week", "error", "%", ERROR.ask, "lower", Fraction(20))
START = date(2026, 9, 3)


def measured(week: int, value: str, name: str = "Bo", hour: int = 12) -> Measurement:
    day = START + timedelta(weeks=week)
    said = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
    return Measurement(METRIC, day, said, Fraction(value), name)


def period(first: int, last: int, *given: Measurement, question: Question = ERROR) -> Period:
    """Some weeks, with what was measured in them and before."""
    round_ = Round("week", "Week", "0 9 * * thu", (question,), timedelta(hours=20))
    standup = Standup("research", "Research", (round_,), (), ())
    days = [START + timedelta(weeks=week) for week in range(first, last + 1)]
    runs = tuple(RunReport(standup, day, closed=True, people=()) for day in days)
    return Period(standup, days[0], days[-1], runs, measurements=given)


def told(found: Period) -> list[str]:
    return [plain(wording.held(course)) for course in metrics.metric(found)]


@pytest.mark.parametrize(
    ("text", "value", "note"),
    [
        ("24.8", "24.8", ""),
        ("24,8", "24.8", ""),
        ("24.8 %", "24.8", ""),
        ("24.8%", "24.8", ""),
        ("24.8 percent", "24.8", ""),
        ("24,8 Prozent", "24.8", ""),
        ("-3.5%", "-3.5", ""),
        ("−3.5", "-3.5", ""),
        ("24.8 % – new augmentation", "24.8", "new augmentation"),
        ("24.8% on the validation set", "24.8", "on the validation set"),
        ("0.000000001", "1/1000000000", ""),
        ("down to 24.8", "24.8", ""),
        ("now 24.8", "24.8", ""),
        ("ahora 24,8", "24.8", ""),
        ("jetzt runter auf 24,8", "24.8", ""),
    ],
)
def test_a_metric_is_read_as_a_number_is(text: str, value: str, note: str) -> None:
    found = read(ERROR, (text,)).value
    assert found.measured == Fraction(value)
    assert found.data()["text"] == note


@pytest.mark.parametrize(
    "text",
    [
        "30.1 -> 24.8",
        "between 20 and 30",
        "better",
        "24.8 or 24.9",
        "down by 24.8",
        "down from 30 to 24.8",
    ],
)
def test_what_cannot_be_read_is_asked_about_once(text: str) -> None:
    assert read(ERROR, (text,)).follow_up == AskAgain(ERROR)
    assert read(ERROR, (text, "no idea")).follow_up is None
    assert read(ERROR, (text, "24.8")).value.measured == Fraction("24.8")


def test_a_value_is_shown_with_its_unit_and_words_and_told_in_json() -> None:
    answered = asked(ERROR, said=("24.8 – new augmentation",))
    assert plain(answers(answered)) == "24.8 % – new augmentation"
    value = answered.reading(ERROR).value
    assert value.data() == {"metric": 24.8, "unit": "%", "text": "new augmentation"}
    assert not list(value.told())


def test_whoever_is_asked_sees_what_was_measured_last_by_whom_and_the_target() -> None:
    latest = measured(11, "30.1")  # a week before
    check_in = replace(asked(ERROR), latest={"error": latest})
    assert "Last: 30.1 % (Bo, 19 November); target 20 %." in plain(asking.question(check_in))
    lately = replace(latest, day=check_in.day - timedelta(days=3))
    check_in = replace(check_in, latest={"error": lately})
    assert "Last: 30.1 % (Bo, Monday); target 20 %." in plain(asking.question(check_in))
    unknown = replace(check_in, latest={"error": replace(lately, name=SOMEBODY)})
    assert "Last: 30.1 % (Monday); target 20 %." in plain(asking.question(unknown))
    assert "Target: 20 %." in plain(asking.question(asked(ERROR)))
    assert "Last" not in plain(asking.question(asked(ERROR)))
    assert "arget" not in plain(asking.question(asked(PLAIN)))


def test_anybody_may_leave_it_out_by_one_tap_or_a_dash() -> None:
    put = asking.question(asked(ERROR), Capabilities(choices=True))
    assert [choice.label for row in put.choices for choice in row] == ["Leave it out"]
    assert "leaves it out" in plain(asking.question(asked(ERROR)))
    assert not choices.form(asked(ERROR)).fields[0].required


def test_a_period_says_from_where_to_where_it_went() -> None:
    assert told(period(1, 1, measured(0, "30.1"), measured(1, "24.8"))) == [
        "What is the error? 30.1 → 24.8 %, target 20 %."
    ]
    assert told(period(0, 1, measured(0, "30.1"), measured(1, "19.95"))) == [
        "What is the error? 30.1 → 19.95 %: the target of 20 % is reached."
    ]
    assert told(period(0, 1, measured(1, "24.8"))) == ["What is the error? 24.8 %, target 20 %."]
    assert told(period(1, 2, measured(0, "30.1"))) == [
        "What is the error? 30.1 %, as of 3 September; target 20 %."
    ]
    assert told(period(0, 2)) == []
    assert told(period(0, 0, measured(1, "24.8"))) == []  # later than the period


def test_without_a_target_none_is_told() -> None:
    bare = replace(METRIC, unit="", target=None)
    values = [replace(measured(n, v), metric=bare) for n, v in enumerate(("0.3", "0.25"))]
    found = period(1, 1, *values, question=PLAIN)
    assert told(found) == ["What is the error? 0.3 → 0.25."]
    assert told(period(1, 1, values[0], question=PLAIN)) == [
        "What is the error? 0.3, as of 3 September."
    ]


def test_of_several_in_one_run_the_one_said_last_holds_and_the_others_are_kept() -> None:
    found = period(
        1,
        1,
        measured(1, "24.8", "Ana", hour=15),
        measured(0, "30.1"),
        measured(1, "26", "Bo", hour=9),
    )
    assert told(found) == ["What is the error? 30.1 → 24.8 %, target 20 %."]
    [data] = figures_data(found)["metrics"]
    assert data["values"] == [
        {"day": "2026-09-10", "value": 26.0, "holds": False},
        {"day": "2026-09-10", "value": 24.8, "holds": True},
    ]
    assert data["before"] == {"day": "2026-09-03", "value": 30.1}
    assert (data["after"], data["target"]) == ({"day": "2026-09-10", "value": 24.8}, 20.0)


def test_another_unit_is_another_metric_and_other_words_are_not() -> None:
    value = replace(measured(0, "0.3"), metric=replace(METRIC, unit=""))
    assert told(period(0, 1, value, measured(1, "24.8"))) == [
        "What is the error? 24.8 %, target 20 %."
    ]
    renamed = replace(ERROR, ask="And the error?", target="15")
    assert told(period(1, 1, measured(0, "30.1"), measured(1, "24.8"), question=renamed)) == [
        "And the error? 30.1 → 24.8 %, target 15 %."
    ]


def test_a_target_is_reached_from_its_own_side() -> None:
    assert METRIC.reaches(Fraction(20))
    assert not METRIC.reaches(Fraction("20.01"))
    higher = replace(METRIC, better="higher")
    assert higher.reaches(Fraction(20))
    assert not higher.reaches(Fraction("19.99"))
    assert not replace(METRIC, target=None).reaches(Fraction(0))
    assert METRIC.best([Fraction(1), Fraction(2)]) == Fraction(1)
    assert higher.best([Fraction(1), Fraction(2)]) == Fraction(2)


def test_the_accountability_report_tells_it_in_a_sentence_and_a_curve() -> None:
    values = ("30.1", "29", "24.1", "24.8")
    found = period(3, 3, *(measured(n, v) for n, v in enumerate(values)))
    assert "What is the error? 24.1 → 24.8 %, target 20 %." in plain(accountability(found))
    assert list(pictures(found)) == ["week-error"]
    assert pictures(found, own=True) == {}
    assert pictures(found)["week-error"].alt == (
        "What is the error? Measured on 4 days: 30.1 % on 3 September, 24.8 % on 24 September,"
        " best 24.1 % on 17 September. Target: 20 %."
    )


def test_two_values_are_told_in_words_alone() -> None:
    assert pictures(period(0, 1, measured(0, "30.1"), measured(1, "24.8"))) == {}


def test_a_curve_shows_what_holds_the_others_lightly_the_target_and_what_was_settled() -> None:
    given = [measured(n, v) for n, v in enumerate(("30.1", "29", "19.5"))]
    found = period(2, 2, *given, measured(1, "31", "Ana", hour=8))
    settled = START + timedelta(weeks=1)
    made = metric_curve(found, METRIC, ((settled, "#12"), (START - timedelta(days=1), "#3")))
    assert made is not None
    chart, words = made
    assert (chart.values, chart.earlier) == ((30.1, 29.0, 19.5), ((settled, 31.0),))
    assert (chart.target, chart.goal, chart.last) == (20.0, "20 %", "19.5 %")
    assert chart.marks == ((settled, "#12"),)
    assert words.endswith("Target: 20 %. Settled: #12 on 10 September.")
    assert from_data(to_data(chart)) == chart


def test_the_values_of_a_period_are_a_table_too() -> None:
    asked_so = replace(ERROR, ask="=1+1")
    found = period(
        1,
        1,
        measured(0, "30.1"),
        measured(1, "26", "Bo", hour=9),
        measured(1, "-24.8", "Ana", hour=15),
        question=asked_so,
    )
    assert metrics_csv.table(found).splitlines() == [
        "standup,day,round,question,ask,unit,better,target,value,holds",
        "research,2026-09-10,week,error,'=1+1,%,lower,20.0,26.0,no",
        "research,2026-09-10,week,error,'=1+1,%,lower,20.0,-24.8,yes",
    ]


def test_what_stood_among_participants_alone_is_not_told_in_a_channel() -> None:
    found = period(0, 1, replace(measured(0, "30.1"), is_posted=False), measured(1, "24.8"))
    assert told(found.posted) == ["What is the error? 24.8 %, target 20 %."]


def talk(*questions: Question, said: tuple[str, ...] = (), position: int = 0) -> Conversation:
    return Conversation(
        "ana", "Ana", "UTC", (asked(*questions, said=said, position=position),), told={"": ""}
    )


def test_nobody_is_reminded_of_a_metric_but_of_what_else_is_asked() -> None:
    def reminded(before: Conversation) -> bool:
        _, effects = converse(before, ReminderDue(17, at("11:00")), at("11:00"))
        return any(isinstance(effect, Say) for effect in effects)

    text = Question("done", "text", "What did you do?")
    assert not reminded(talk(ERROR))
    assert reminded(talk(text, ERROR))
    assert reminded(talk(ERROR, text))
    assert not reminded(talk(text, ERROR, position=1))
    assert reminded(talk(SCALE, ERROR, said=("hm",)))  # which is asked about


def test_whoever_measured_nothing_is_not_silent() -> None:
    def silent(question: Question) -> bool:
        _, effects = converse(talk(question), DeadlinePassed(17), at("12:00"))
        return any(isinstance(effect, LeftUnanswered) for effect in effects)

    assert not silent(ERROR)
    assert silent(Question("done", "text", "What did you do?"))
