from pathlib import Path

import pytest

from standup.config import load
from standup.config.advice import advice as advised
from standup.config.cron import either
from tests.config.folders import INSTANCE, STANDUP, find, write

FRIDAYS = STANDUP.replace("id: learning-day", "id: other").replace("* * thu", "* * fri")


def advice(folder: Path, instance: str = INSTANCE, **standups: str) -> str:
    """What is advised on a configuration that has no mistake."""
    found = load(write(folder, instance, **standups), find=find).instance
    return "\n".join(one.told("write") for one in advised(folder, found))


def test_a_good_configuration_needs_no_advice(tmp_path: Path) -> None:
    assert not advice(tmp_path)


@pytest.mark.parametrize(
    ("days", "instead"),
    [
        *(("1-7 * thu", "* * thu#1"), ("8-14 * thu", "* * thu#2"), ("24-31 * thu", "* * L4")),
        *(("25-31 jan mon,fri", "* jan L1,L5"), ("1-31 * thu", "* * thu"), ("13 * 0-6", "13 * *")),
        *(("22-28 * sun", "* * sun#4"), ("1-3,4-7 * thu", "* * thu#1"), ("l * thu", "* * L4")),
    ],
)
def test_dates_or_a_weekday_that_are_hardly_meant_are_told(
    tmp_path: Path, days: str, instead: str
) -> None:
    text = advice(tmp_path, x=STANDUP.replace("* * thu", days))
    assert text.count("cron takes the days of either") == 2
    assert "x.yaml:8  rounds[0].cron: " in text
    assert f"    write `30 9 {instead}`" in text
    assert f"    write `0 17 {instead}`" in text


@pytest.mark.parametrize("days", ["1-5 * mon-fri", "15-20 * thu", "1-7 * thu#1"])
def test_where_no_line_says_both_none_is_offered(days: str) -> None:
    found = either(f"30 9 {days}")
    assert found is not None
    assert found[1] == "`*` for one of the two"


@pytest.mark.parametrize("days", ["13 * fri", "1,15 * mon", "*/2 * thu", "1-7 * *", "* * mon-sun"])
def test_a_line_that_may_well_be_meant_is_left_alone(days: str) -> None:
    assert either(f"30 9 {days}") is None


def test_an_accountability_report_is_advised_on_too(tmp_path: Path) -> None:
    report = 'accountability: {cron: "0 10 1-7 * mon", covers: month, timezone: EST}\n'
    text = advice(tmp_path, x=STANDUP + report)
    assert "accountability.cron: `1-7` and `mon`" in text
    assert "accountability.timezone: `EST` is an hour off" in text


@pytest.mark.parametrize(
    ("zone", "said", "written"),
    [
        ("EST", "an hour off the clocks of `America/New_York` all summer", "`America/New_York`"),
        ("MST", "an hour off the clocks of `America/Denver` all summer", "`America/Phoenix`"),
        ("GMT", "an hour off London's clocks all summer", "`Europe/London`, or `UTC`"),
        (
            "Etc/GMT+2",
            "2 hours behind UTC all year: the sign is",
            "`Europe/Athens` for 2 hours ahead",
        ),
        ("Etc/GMT-9", "9 hours ahead of UTC all year", "`Asia/Tokyo`"),
        ("Etc/GMT+1", "1 hour behind UTC all year", "`Atlantic/Azores`"),
        ("Etc/GMT+12", "12 hours behind UTC", "`Pacific/Auckland` for 12 hours ahead"),
    ],
)
def test_a_zone_whose_clocks_nobody_has_is_told_with_a_citys(
    tmp_path: Path, zone: str, said: str, written: str
) -> None:
    instance = INSTANCE.replace("Europe/London", zone).replace("Europe/Lisbon", zone)
    text = advice(tmp_path, instance, x=f"{STANDUP}timezone: {zone}\n")
    for place in ("instance.yaml:2  timezone", "people.ana.timezone", "x.yaml:16  timezone"):
        assert f"{place}: `{zone}` is {said}" in text
    assert sum(text.count(f"{word} {written}") for word in ("write", "such as", "or")) == 3


@pytest.mark.parametrize("zone", ["UTC", "HST", "EST5EDT", "CET", "Etc/UTC", "Asia/Kolkata"])
def test_a_zone_whose_clocks_somebody_has_is_left_alone(tmp_path: Path, zone: str) -> None:
    assert not advice(tmp_path, INSTANCE.replace("Europe/London", zone))


def test_two_learning_days_a_week_are_told(tmp_path: Path) -> None:
    text = advice(tmp_path, x=STANDUP, y=FRIDAYS)
    assert "y.yaml:12  rounds[1].cron: these are other days than those of `learning-day`" in text
    assert "one day for every team" in text
    assert "x.yaml" not in text


@pytest.mark.parametrize(
    "other",
    [
        FRIDAYS.replace("* * fri", "* * mon-fri"),  # a daily standup is no Learning Day
        FRIDAYS.replace("* * fri", "* * thu#1"),  # rarer, but on the same days
        FRIDAYS.replace("* * fri", "* * thu") + 'days_off: ["2027-01-07"]\n',
        FRIDAYS.replace("* * fri", "* * thu") + "every: 2 weeks\nstarting: 2030-01-10\n",
        FRIDAYS.replace("outcome, of: plan.will_learn", "text"),
    ],
)
def test_standups_that_share_their_day_or_look_back_on_none_need_no_advice(
    tmp_path: Path, other: str
) -> None:
    assert not advice(tmp_path, x=STANDUP, y=other)


def test_two_learning_days_in_alternate_weeks_are_told(tmp_path: Path) -> None:
    both = [
        f"{STANDUP}every: 2 weeks\nstarting: {start}\n" for start in ("2026-12-03", "2026-12-10")
    ]
    other = both[1].replace("id: learning-day", "id: other")
    assert "these are other days" in advice(tmp_path, x=both[0], y=other)


@pytest.mark.parametrize(
    ("days", "closes", "said"),
    [
        ("* * *", "+1 day 10:00", "at +1 day 10:00, but `plan` opens at +1 day 09:30"),
        ("* * mon-fri", "+1 day 10:00", "at +1 day 10:00, but `plan` opens at +1 day 09:30"),
        ("* * thu,sat", "+3 days 10:00", "at +3 days 10:00, but `plan` opens at +2 days 09:30"),
    ],
)
def test_a_deadline_that_the_next_asking_cuts_short_is_told_with_both_times(
    tmp_path: Path, days: str, closes: str, said: str
) -> None:
    text = advice(tmp_path, x=STANDUP.replace("* * thu", days).replace("20:00", closes))
    assert f"x.yaml:13  rounds[1].closes: closes {said}: the round ends there" in text
    assert "    write `closes: " in text


def test_a_round_that_the_next_round_of_its_day_cuts_short_is_told(tmp_path: Path) -> None:
    standup = STANDUP.replace("  - id: plan\n", '  - id: plan\n    closes: "19:00"\n')
    text = advice(tmp_path, x=standup)
    assert "rounds[0].closes: closes at 19:00, but `learned` opens at 17:00: the round" in text
    assert 'write `closes: "17:00"` or earlier' in text


@pytest.mark.parametrize("closes", ["24:00", "+1 day 09:30", "+6 days 24:00"])
def test_a_deadline_that_holds_needs_no_advice(tmp_path: Path, closes: str) -> None:
    days = "* * *" if closes == "+1 day 09:30" else "* * thu"
    assert not advice(tmp_path, x=STANDUP.replace("* * thu", days).replace("20:00", closes))
