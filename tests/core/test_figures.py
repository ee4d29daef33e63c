"""The figures of a period: each by its definition, on a few days made by hand."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from itertools import count

import pytest

from standup.core.asking.check_in import Answer, CheckIn, State
from standup.core.model import Person, Question, Round, Standup
from standup.core.reading.status import Status
from standup.core.reports import figures, measures
from standup.core.reports.definitions import FIGURES, definition
from standup.core.reports.figures import Direction, Rate, Trend
from standup.core.reports.report import SOMEBODY, Figures, Period, Presence, RunReport, Standing

START = date(2026, 9, 3)
MOOD = Question("mood", "mood", "How are you?")
KIND = Question("kind", "choice", "What kind of day?", options=("Reading", "Code"), sorts=True)
HOURS = Question("hours", "number", "How long?", unit="hours")
WORDS = Question("words", "text", "What did you learn?")
ROUND = Round("day", "Day", "0 9 * * thu", (MOOD, KIND, HOURS, WORDS), closes=timedelta(hours=20))
STANDUP = Standup("day", "Day", (ROUND,), (), ())
STANDS = {
    "s": Standing.SHARED,
    "l": Standing.LATE,
    "m": Standing.MISSING,
    "a": Standing.AWAY,
    "k": Standing.SKIPPED,
    "u": Standing.UNREACHED,
    "n": Standing.UNASKED,
    "o": Standing.OPEN,
}
_ids = count(1)


def day(number: int) -> date:
    return START + timedelta(weeks=number)


def period(*runs: RunReport) -> Period:
    return Period(STANDUP, runs[0].day, runs[-1].day, runs)


def stood(**rows: str) -> Period:
    """How each person stood in each run, a letter a run; a blank: not on its roster."""
    length = max(map(len, rows.values()))
    return period(
        *(
            RunReport(
                STANDUP,
                day(n),
                closed=True,
                people=tuple(
                    Presence(name, name.title(), (None,), (STANDS[row[n]],))
                    for name, row in rows.items()
                    if row[n : n + 1].strip()
                ),
            )
            for n in range(length)
        )
    )


def told(person: str, on: date, **answers: str) -> Presence:
    """A person who answered some of the questions."""
    at = datetime(on.year, on.month, on.day, 10, tzinfo=UTC)
    said = tuple(Answer(q, f"chat:{next(_ids)}", text, at) for q, text in answers.items())
    check_in = CheckIn(
        *(next(_ids), 1, on, STANDUP, "day", "UTC", State.DONE),
        opened_at=at,
        deadline=at + timedelta(hours=10),
        answers=said,
        posted=True,
    )
    return Presence(person, person.title(), (check_in,), (Standing.SHARED,))


def spoken(*runs: list[dict[str, str]]) -> Period:
    """What each person answered in each run."""
    return period(
        *(
            RunReport(
                STANDUP,
                day(n),
                closed=True,
                people=tuple(told(f"p{i}", day(n), **said) for i, said in enumerate(run)),
            )
            for n, run in enumerate(runs)
        )
    )


def test_only_who_was_asked_and_had_their_time_counts_for_participation() -> None:
    assert figures.participation(stood(ana="smla", bo="kuno")) == Rate(2, 3)


def test_late_is_told_of_those_who_shared() -> None:
    assert figures.on_time(stood(ana="ssl", bo="mls")) == Rate(3, 5)


def test_missing_twice_is_looked_for_in_what_somebody_was_asked_next() -> None:
    assert figures.never_twice(stood(ana="msms", bo="maas", chi="mmo")) == Rate(3, 4)


def test_whoever_comes_later_is_new_and_whoever_is_gone_at_last_has_left() -> None:
    found = stood(ana="sss", bo="ss ", chi=" ss", dee=" s ")
    assert figures.joined(found) == ("Chi", "Dee")
    assert figures.left(found) == ("Bo", "Dee")


def test_whoever_takes_part_on_other_days_or_is_let_be_has_not_left() -> None:
    found = stood(ana="sss", bo="ss ")
    bo = Person("bo", "Bo", "Europe/London")
    assert figures.left(replace(found, standup=replace(STANDUP, participants=(bo,)))) == ()


def test_whoever_was_forgotten_neither_came_nor_left() -> None:
    gone = Presence("somebody-1", SOMEBODY, (None,), (Standing.SHARED,))
    ana = Presence("ana", "Ana", (None,), (Standing.SHARED,))
    runs = [
        RunReport(STANDUP, day(n), True, p) for n, p in enumerate([(ana,), (gone, ana), (ana,)])
    ]
    assert figures.joined(period(*runs)) == figures.left(period(*runs)) == ()


def test_a_changed_plan_is_neither_kept_nor_broken() -> None:
    counts = {Status.DONE: 3, Status.PARTLY: 2, Status.CHANGED: 4, Status.NOT: 1, None: 5}
    kept = Figures({"day": Standing.SHARED}, counts)
    ana = Presence("ana", "Ana", (None,), (Standing.SHARED,), figures=kept)
    found = period(RunReport(STANDUP, START, closed=True, people=(ana,)))
    assert figures.follow_through(found) == Rate(5, 6)
    assert figures.finished(found) == Rate(3, 6)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (20, 40, Direction.ROSE),
        (40, 20, Direction.FELL),
        (30, 31, Direction.HELD),  # less than 5 points
        (30, 33, Direction.HELD),  # less than chance alone makes of so few
    ],
)
def test_a_trend_is_more_than_chance_makes(before: int, after: int, expected: Direction) -> None:
    def of(shared: int) -> str:
        return "s" if number < shared else "m"

    rows = {}
    for number in range(40):
        rows[f"p{number}"] = of(before) + of(before) + "s" + of(after) + of(after)
    assert figures.trend(stood(**rows)) == Trend(
        Rate(2 * before, 80), Rate(2 * after, 80), expected
    )


def test_of_few_days_or_few_people_no_trend_is_told() -> None:
    assert figures.trend(stood(**{f"p{n}": "msss" for n in range(9)})) is None
    assert figures.trend(stood(**{f"p{n}": "mss" for n in range(90)})) is None
    assert figures.trend(stood(**{f"p{n}": "mmss" for n in range(10)})) is not None


def test_each_day_and_month_has_its_own_figure() -> None:
    found = stood(ana="smsss", bo="ssmms")
    assert figures.each_run(found, figures.participation)[:2] == (
        (date(2026, 9, 3), Rate(2, 2)),
        (date(2026, 9, 10), Rate(1, 2)),
    )
    assert figures.each_month(found, figures.participation) == (
        (date(2026, 9, 1), Rate(5, 8)),
        (date(2026, 10, 1), Rate(2, 2)),
    )
    assert figures.each_week(found, figures.participation)[0][0] == date(2026, 8, 31)


def test_a_persons_part_is_measured_by_the_same_rules() -> None:
    found = figures.of_person(stood(ana="smsa", bo=" mm "), "bo")
    assert figures.participation(found) == Rate(0, 2)
    assert len(found.runs) == 2


def test_a_percentage_is_whole_only_where_all_of_it_is() -> None:
    assert [Rate(n, 1000).percent for n in (0, 1, 5, 145, 995, 999, 1000)] == [
        *(0, 1, 1, 15, 99, 99, 100)
    ]
    assert Rate(0, 0).percent is None
    assert Rate(0, 0).share is None


def test_words_are_counted_where_words_were_asked_for() -> None:
    found = spoken(
        [{"mood": "good – slept well", "words": "one two three"}, {"words": "one two"}],
        [{"words": "a b c d"}, {"mood": "4"}],
    )
    assert measures.length(found) == 3


def test_kinds_are_told_in_the_order_in_which_they_are_offered() -> None:
    found = spoken([{"kind": "code"}, {"kind": "2"}, {"kind": "reading"}, {"words": "x"}])
    assert list(measures.kinds(found).items()) == [("Reading", 1), ("Code", 2)]


def test_what_fewer_than_three_gave_is_told_of_no_run_and_in_no_sum() -> None:
    many = [{"hours": "2"}, {"hours": "3"}, {"hours": "2.5 hours"}]
    found = spoken(many, [{"hours": "9"}, {"hours": "8"}])
    (_, hours) = measures.measures(found)
    shown = figures.each_run(found, lambda part: measures.amount(part, hours))
    assert shown[1] == (day(1), None)
    whole = measures.amount(found, hours)
    assert whole == shown[0][1]
    assert whole is not None
    assert (whole.times, whole.mean, whole.median) == (3, Fraction(5, 2), Fraction(5, 2))
    own = measures.amount(figures.of_person(found, "p0"), hours, 1)
    assert own is not None
    assert [own.least, own.most] == [2, 9]


def test_a_course_takes_six_days() -> None:
    found = spoken(*([{"mood": step}] for step in "112345"))
    mood = measures.measures(found)[0]
    before, after = measures.course(found, mood, 1) or (None, None)
    assert before is not None
    assert after is not None
    assert [before.median, after.median] == [1, 4]
    assert measures.course(found, mood) is None


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_is_defined_in_one_sentence(name: str) -> None:
    text = " ".join((FIGURES[name].__doc__ or "").split())
    assert definition(FIGURES[name]) == text
