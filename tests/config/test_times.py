from datetime import timedelta

import pytest

from standup.config import times
from standup.config.cron import cron
from standup.config.problems import WrongError
from standup.core.cities import CITIES
from standup.core.zones import zone_names


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("30 minutes", 30), ("1 minute", 1), ("90 min", 90), ("2h", 120), ("2 hours", 120),
        ("1h30m", 90), ("1 hour 30 minutes", 90), ("1 Day", 1440), ("1 week", 10080), ("0", 0),
        ("0 minutes", 0), (" 5 mins ", 5),
    ],
)  # fmt: skip
def test_a_duration_is_read_as_people_write_it(text: str, minutes: int) -> None:
    assert times.duration(text) == timedelta(minutes=minutes)


@pytest.mark.parametrize(
    "text",
    ["", " ", "30", "-5 minutes", "1.5h", "half an hour", "2 hoursx", "9999 weeks", "٣ h"],
)
def test_anything_else_is_no_duration(text: str) -> None:
    with pytest.raises(WrongError):
        times.duration(text)


@pytest.mark.parametrize("text", ["", "8", "24:01", "7:5", "+7 days 10:00", "-1 day 10:00", "٨:٣٠"])
def test_what_is_no_time_of_day_is_refused(text: str) -> None:
    with pytest.raises(WrongError):
        times.wall_time(text)


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("Europe/Londn", "Europe/London"), ("europe/LONDON", "Europe/London"),
        ("New York", "America/New_York"), ("america/new york", "America/New_York"),
        ("Asia/Calcuta", "Asia/Calcutta"), ("lord_howe", "Australia/Lord_Howe"),
        ("Asia/Mumbai", "Asia/Kolkata"), ("New Delhi", "Asia/Kolkata"),
        ("beijing", "Asia/Shanghai"),
        ("America/San_Francisco", "America/Los_Angeles"), ("Europe/Munich", "Europe/Berlin"),
        ("Asia/Bejing", "Asia/Shanghai"), ("Euorpe/London", "Europe/London"),
        ("St. Petersburg", "Europe/Moscow"), ("Asia/Dubia", "Asia/Dubai"),
    ],
)  # fmt: skip
def test_a_misspelt_zone_is_recognised(text: str, zone: str) -> None:
    with pytest.raises(WrongError) as caught:
        times.zone(text)
    assert caught.value.suggestion == f"`{zone}`"


@pytest.mark.parametrize("text", ["Asia/Foo", "Europe/Nowhere", "Asia"])
def test_a_continent_alone_makes_no_zone_alike(text: str) -> None:
    with pytest.raises(WrongError) as caught:
        times.zone(text)
    assert not caught.value.suggestion


def test_every_city_we_know_lies_in_a_zone_and_is_none() -> None:
    cities = {zone.lower().rpartition("/")[2] for zone in zone_names()}
    for city, zone in CITIES.items():
        assert times.zone(zone) == zone
        assert city not in cities


@pytest.mark.parametrize("text", ["PST", "CEST", "UTC+2", "+02:00", "GMT+5:30", "", "localtime"])
def test_abbreviations_and_offsets_are_no_zones_and_nothing_is_guessed_from_them(text: str) -> None:
    with pytest.raises(WrongError) as caught:
        times.zone(text)
    assert not caught.value.suggestion


@pytest.mark.parametrize(
    "line",
    ["30 9 * * thu", "0 0 * * *", "59 23 1 * *", "30 9 * * mon-fri", "0 9 * * mon#1", "0 9 l * *",
     "0 9 * * l5", "0 9 1-7 jan,jul *", "0 9 29 2 *", "0 9 */2 * *", "00 09 * * 7"],
)  # fmt: skip
def test_a_cron_line_is_taken_when_it_gives_one_time_a_day(line: str) -> None:
    assert cron(line) == line


def test_a_cron_line_is_kept_in_small_letters_with_single_spaces() -> None:
    assert cron("  30 9\t*  * THU ") == "30 9 * * thu"


@pytest.mark.parametrize(
    "line",
    ["", "* 9 * * *", "0 * * * *", "0 9-10 * * *", "0 9,9 * * *", "60 9 * * *", "0 24 * * *",
     "0 9 0 * *", "0 9 32 * *", "0 9 * 13 *", "0 9 30 2 *", "0 9 * * 8", "0 9 * * foo", "r 9 * * *",
     "h 9 * * *", "0 9 h * *", "0 9 * * fri#9", "0 9 * * #", "0 9 , * *", "0 9 */0 * *",
     "0 9 * * * *", "@daily", "٣ 9 * * *", "-1 9 * * *", "0 9 * * thu\x00", "0 9 1-- * *"],
)  # fmt: skip
def test_any_other_cron_line_is_refused(line: str) -> None:
    with pytest.raises(WrongError):
        cron(line)


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        *(("30 9 * * thuL", "L4"), ("30 9 * * mon,4L", "L4"), ("30 9 * * lastsun", "L0")),
        *(("30 9 * * thu-last", "L4"), ("30 9 * * thu2", "thu#2"), ("30 9 * * 2thu", "thu#2")),
        *(("0 30 9 * * thu", "30 9 * * thu"), ("30 9 * * thu 2026", "30 9 * * thu")),
        *(("0 30 9 ? * thu *", "30 9 ? * thu"), ("0 5 9 * * 4", "5 9 * * 4")),
    ],
)
def test_what_other_crons_write_is_told_as_ours(line: str, meant: str) -> None:
    with pytest.raises(WrongError) as caught:
        cron(line)
    assert caught.value.suggestion == f"`{meant}`"
    assert cron(meant if " " in meant else f"30 9 * * {meant}")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("0 30 9 * * thu", "the first, `0`, would be the seconds"),
        ("30 9 * * thu 0", "the last, `0`, would be seconds or a year"),
        ("30 9 25-5/2 * *", "months differ in length: name each day"),
        ("30 9 */28 2 thu#5", "less than once in ten years"),
    ],
)
def test_a_refused_line_says_what_is_wrong_with_it(line: str, said: str) -> None:
    with pytest.raises(WrongError, match=said):
        cron(line)


@pytest.mark.parametrize("word", ["l", "thu#6", "l8", "thu#"])
def test_a_weekday_that_counts_wrongly_is_told_how_to_count(word: str) -> None:
    with pytest.raises(WrongError) as caught:
        cron(f"30 9 * * {word}")
    assert "`thu#1` to `thu#5`" in caught.value.expected


@pytest.mark.parametrize(
    ("text", "days"),
    [("60 days", 60), ("1 day", 1), ("8 weeks", 56), ("18 Months", 558), (" 2 years ", 732)],
)
def test_a_length_of_time_is_rather_a_day_too_long(text: str, days: int) -> None:
    assert times.span(text) == timedelta(days=days)


@pytest.mark.parametrize("text", ["", "0 days", "60", "two years", "1 hour", "101 years", "9m"])
def test_anything_else_is_no_length_of_time(text: str) -> None:
    with pytest.raises(WrongError):
        times.span(text)
