"""The pictures of a period: which there are, that they show its figures, and what they say."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from standup.core.messages.charts import Calendar, Columns, Curves, Kinds
from standup.core.messages.markup import MOST_ALT, Message, Picture, from_data, plain, say, to_data
from standup.core.messages.splitting import split
from standup.core.reports import figures, measures
from standup.core.reports.report import Period
from standup.core.wording.pictures import course, pictures, with_pictures
from tests.core.test_figures import HOURS, day, period, spoken, stood
from tests.pictures import quarter


def alt(found: Period, name: str, *, own: bool = False) -> str:
    return pictures(found, own=own)[name].alt


def test_of_few_days_there_is_nothing_to_look_at() -> None:
    assert pictures(stood(ana="sml")) == {}
    assert pictures(period(*stood(ana="a").runs)) == {}
    assert list(pictures(stood(ana="smls"))) == ["participation"]


def test_participation_says_the_first_the_last_and_the_lowest_day() -> None:
    found = stood(ana="smls", bo="sman", chi="sss ")
    assert alt(found, "participation") == (
        "Participation on 4 days: 3 of 3 on 3 September, 1 of 1 on 24 September,"
        " lowest 1 of 3 on 10 September."
    )
    chart = pictures(found)["participation"].chart
    assert isinstance(chart, Columns)
    in_time, late = (one.values for one in chart.series)
    assert chart.last == "1 of 1"
    assert in_time == pytest.approx((100, 100 / 3, 50, 100))
    assert late == pytest.approx((0, 0, 50, 0))


def test_the_lowest_day_that_is_the_first_or_the_last_is_named_once() -> None:
    assert alt(stood(ana="msss", bo="ssss"), "participation").endswith(
        "1 of 2 on 3 September, the lowest, 2 of 2 on 24 September."
    )
    assert alt(stood(ana="sssm", bo="ssss"), "participation").endswith(
        "2 of 2 on 3 September, 1 of 2 on 24 September, the lowest."
    )


def test_of_many_times_there_is_a_percentage() -> None:
    people = {f"p{n}": "ssss" for n in range(8)} | {f"q{n}": "sssm" for n in range(4)}
    assert "100% on 3 September, 67% on 24 September, the lowest" in alt(
        stood(**people), "participation"
    )


def test_a_day_on_which_nobody_was_asked_is_a_gap_and_no_zero() -> None:
    runs = stood(ana="ssmss").runs
    found = Period(runs[0].standup, day(0), day(4), (*runs[:2], *runs[3:]), (day(2),))
    chart = pictures(found)["participation"].chart
    assert isinstance(chart, Columns)
    assert [one.values[2] for one in chart.series] == [None]  # nobody was late
    assert "Participation on 4 days" in alt(found, "participation")


def test_a_daily_standup_is_shown_by_the_day_for_three_weeks_and_then_by_the_week() -> None:
    short = quarter.period(3, days=21, every=quarter.DAY, gaps=())
    assert (course(short).by_week, len(course(short).points)) == (False, 15)
    long = course(quarter.period(3, days=92, every=quarter.DAY, gaps=()))
    assert (long.by_week, len(long.points)) == (True, 14)
    assert {monday.weekday() for monday, _ in long.points} == {0}
    assert not course(quarter.period(3)).by_week  # a weekly one stays by its days


def test_the_calendar_has_every_day_and_tells_the_days_on_which_most_shared() -> None:
    found = stood(ana="ssssssss", bo="smssssas", chi="sssmssa ")
    words = alt(replace(found, unheld=(day(8),)), "calendar")
    assert words == (
        "Calendar of 8 days from 3 September to 29 October: on 6 of them at least 9 of 10 shared."
        " On 1 more nobody was asked."
    )
    own = figures.of_person(found, "bo")
    assert alt(own, "calendar", own=True).startswith("Calendar of 7 days from 3 September to")
    assert "you shared on 6 of them" in alt(own, "calendar", own=True)
    assert "participation" not in pictures(own, own=True)


def test_what_too_few_people_gave_is_in_no_picture() -> None:
    said = [{"hours": "4"}, {"hours": "6"}, {"hours": "8"}]
    found = spoken(said, said[:2], said, said, [], said)
    chart = pictures(found)["day-hours"].chart
    assert isinstance(chart, Curves)
    assert chart.series[0].values == (6.0, None, 6.0, 6.0, None, 6.0)
    assert alt(found, "day-hours").startswith(
        "How long? The mean of the answers, on 6 days: 6.0 hours on 3 September"
    )
    assert "day-hours" not in pictures(spoken(*[said[:2]] * 6))
    own = figures.of_person(spoken(*[said[:1]] * 4), "p0")
    assert "What you gave, on 4 days: 4.0 hours" in alt(own, "day-hours", own=True)


def test_kinds_are_shown_the_most_frequent_first_and_with_their_counts() -> None:
    days = [[{"kind": "Code"}, {"kind": "Code"}], [{"kind": "Reading"}], [], []]
    assert "kinds" not in pictures(spoken(*days[:3]))
    found = spoken(*days)
    chart = pictures(found)["kinds"].chart
    assert isinstance(chart, Kinds)
    assert (chart.names, chart.counts) == (("Code", "Reading"), (2, 1))
    assert alt(found, "kinds") == (
        "Kinds of learning, by how often each was chosen: Code 2, Reading 1."
    )


def test_every_picture_of_a_quarter_shows_what_its_figures_are() -> None:
    found = quarter.period(40)
    shown = pictures(found)
    rates = dict(figures.each_run(found, figures.participation))
    participation, follow = shown["participation"].chart, shown["follow-through"].chart
    assert isinstance(participation, Columns)
    assert isinstance(follow, Columns)
    for number, on in enumerate(participation.days):
        heights = [one.values[number] for one in participation.series]
        if on in rates:
            share = rates[on].share
            assert share is not None
            assert sum(v for v in heights if v is not None) == pytest.approx(float(100 * share))
        else:
            assert on in found.unheld
            assert heights == [None, None]
    kept = dict(figures.each_run(found, figures.follow_through))
    for number, on in enumerate(follow.days):
        kept_then = [one.values[number] or 0.0 for one in follow.series]
        share = kept[on].share if on in kept else None
        assert sum(kept_then) == pytest.approx(float(100 * share) if share is not None else 0)
    calendar, kinds = shown["calendar"].chart, shown["kinds"].chart
    assert isinstance(calendar, Calendar)
    assert isinstance(kinds, Kinds)
    assert dict(zip(kinds.names, kinds.counts, strict=True)) == measures.kinds(found)
    assert [d for d, s in zip(calendar.days, calendar.shares, strict=True) if s is None] == [
        *found.unheld
    ]


def test_the_longest_question_leaves_words_that_every_platform_takes() -> None:
    question = replace(HOURS, ask="¿Cuántas horas? " * 200)
    said = [{"hours": "4"}] * 3
    found = spoken(*[said] * 4)
    rounds = tuple(replace(r, questions=(question,)) for r in found.standup.rounds)
    standup = replace(found.standup, rounds=rounds)
    runs = tuple(
        replace(
            run,
            standup=standup,
            people=tuple(
                replace(p, check_ins=tuple(c and replace(c, standup=standup) for c in p.check_ins))
                for p in run.people
            ),
        )
        for run in found.runs
    )
    assert len(alt(replace(found, runs=runs), "day-hours").encode()) <= MOST_ALT


def test_a_message_with_pictures_is_split_so_that_each_stands_alone() -> None:
    shown = tuple(pictures(quarter.period(5)).values())
    message = say("one") + Message((shown[0],)) + say("two") + say("three") + Message(shown[1:])
    parts = split(message, 4000)
    assert [len(part.blocks) for part in parts] == [1, 1, 2, *[1] * (len(shown) - 1)]
    assert sum((part.blocks for part in parts), ()) == message.blocks
    assert from_data(to_data(message)) == message
    assert all(picture.alt in plain(message) for picture in shown)
    assert split(Message((shown[0],)), 10) == [Message((shown[0],))]


def test_words_too_long_for_a_platform_are_refused_at_once() -> None:
    with pytest.raises(ValueError, match="more words"):
        Picture(Kinds("", "", (), ()), "x" * (MOST_ALT + 1))


def test_pictures_come_after_the_words_and_the_choices_stay() -> None:
    found = stood(ana="smls")
    message = with_pictures(say("words"), found)
    assert [type(block).__name__ for block in message.blocks] == ["Paragraph", "Picture"]
    years = stood(ana="ssss")
    shifted = replace(
        years,
        runs=tuple(
            replace(r, day=date(2026, 12, 17) + n * timedelta(weeks=1))
            for n, r in enumerate(years.runs)
        ),
    )
    assert "on 17 December 2026, 1 of 1 on 7 January 2027" in alt(shifted, "participation")
