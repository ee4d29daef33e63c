"""What people said, laid over what is written."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standup.core import schedule
from standup.core.commands import Adjust, Around, Command, Steer, understand
from standup.core.dates.away import FOR_GOOD
from standup.core.dates.spans import Span
from standup.core.model import Chosen, Former, Instance, Moved, Nudge, Own, Quiet, Round
from standup.core.settings import places, reading
from standup.core.settings.overlay import Why, laid_over
from standup.core.settings.setting import (
    AT_THE_MACHINE,
    NAMES,
    AsBefore,
    AskMeAt,
    Asks,
    AsksAt,
    AsksOn,
    Cancelled,
    ClosesAt,
    InQuiet,
    InZone,
    OfStandup,
    OnDays,
    Paused,
    Remind,
    Scope,
    Setting,
    StillIn,
    TakesPart,
    TellsMissing,
    Value,
    from_data,
    to_data,
)
from standup.core.zones import zone_names
from tests.team import LEARNED, LONDON, daily, instance, learning_day, person

ANA, BO, CY = person("ana"), person("bo"), person("cy")
NOW = datetime(2026, 11, 26, 9, tzinfo=UTC)
DAY = date(2026, 11, 26)
TOLD = instance(learning_day(ANA, BO), daily(ANA, CY))
HOUR = timedelta(hours=1)
FOUR = Remind(Nudge(at=16 * HOUR))

times = st.integers(0, 24 * 60 - 1).map(lambda minutes: timedelta(minutes=minutes))
days = st.dates(date(2026, 1, 1), date(2027, 12, 31))
rounds = st.sampled_from(["plan", "learned", "day", "gone"])
people = st.sampled_from(["ana", "bo", "cy", "gone"])
spans = st.tuples(days, days).map(sorted)
nudges = st.builds(Nudge, before=st.none() | times) | st.builds(Nudge, at=times)
moves = st.none() | st.builds(Moved, st.sampled_from(["Asia/Tokyo", "UTC"]), days)
formers = st.builds(
    Former, days, st.sampled_from(["30 9 * * *", "0 8 1 * mon"]), times, st.just(HOUR)
)
choices = st.builds(
    Chosen,
    rounds,
    st.none() | times,
    st.just(()) | st.tuples(st.tuples(days, st.none() | times)),
)
values = st.one_of(
    st.builds(InZone, st.sampled_from([*zone_names()[::20], "Mars/Base"]), moves),
    st.builds(StillIn, st.sampled_from(["Asia/Tokyo", "Mars/Base"]), days),
    st.builds(Remind, nudges),
    st.builds(OnDays, st.frozensets(st.integers(0, 6), min_size=1)),
    st.builds(InQuiet, st.builds(Quiet, times, times)),
    st.builds(AskMeAt, choices),
    spans.map(lambda span: Paused(*span)),
    days.map(Paused),
    spans.map(lambda span: Cancelled(*span)),
    st.builds(AsksAt, rounds, times),
    st.builds(AsksOn, st.frozensets(st.integers(0, 6), min_size=1), st.none() | rounds),
    st.builds(ClosesAt, rounds, times),
    st.builds(Asks, rounds, st.sampled_from(["will_learn", "done", "gone"]), st.text(min_size=1)),
    st.builds(TakesPart, st.lists(people, unique=True).map(tuple), st.booleans()),
    st.builds(TellsMissing, people),
    st.builds(
        lambda former: AsBefore(former[-1].until, tuple(("plan", one) for one in former)),
        st.lists(formers, min_size=1, max_size=3),
    ),
)


def said(number: int, value: Value, who: str | None = None, where: str | None = None) -> Setting:
    return Setting(number, Scope(who, where), value, "words", AT_THE_MACHINE, NOW)


@st.composite
def everything_said(draw: st.DrawFn) -> list[Setting]:
    whom = st.sampled_from(["ana", "bo", "cy", "gone"])
    where = st.sampled_from(["daily", "learning-day", "gone"])
    found = []
    for number in range(draw(st.integers(0, 8))):
        value = draw(values)
        is_of_standup = isinstance(value, Paused | Cancelled | OfStandup)
        names_one = is_of_standup or isinstance(value, AskMeAt)
        may_name_one = isinstance(value, Remind | OnDays)
        found.append(
            said(
                number,
                value,
                None if is_of_standup else draw(whom),
                draw(where) if names_one else draw(st.none() | where) if may_name_one else None,
            )
        )
    return found


@given(values)
def test_what_is_kept_of_a_value_is_all_of_it(value: Value) -> None:
    assert from_data(NAMES[type(value)], to_data(value)) == value


def test_a_value_of_a_later_release_is_passed_over() -> None:
    assert from_data("colour", {"colour": "blue"}) is None


def _as_written(before: Round, after: Round) -> Round:
    """A round without what may be said of it: its time, days, deadline and words."""
    questions = tuple(
        replace(now, ask=then.ask)
        for then, now in zip(before.questions, after.questions, strict=True)
    )
    return replace(after, cron=before.cron, closes=before.closes, former=(), questions=questions)


@given(everything_said())
def test_laying_over_changes_no_more_than_what_may_be_said(settings: list[Setting]) -> None:
    laid = laid_over(TOLD, settings).instance
    bare = [replace(p, zone=LONDON, quiet=None, own=(), moved=None) for p in laid.people]
    assert tuple(bare) == TOLD.people
    for before, after in zip(TOLD.standups, laid.standups, strict=True):
        rhythm = replace(after.rhythm, pauses=())
        rounds = tuple(map(_as_written, before.rounds, after.rounds))
        bare_ = replace(
            after,
            participants=before.participants,
            rhythm=rhythm,
            rounds=rounds,
            watched_by=(),
        )
        assert bare_ == before
        if not any(isinstance(setting.value, TakesPart) for setting in settings):
            assert [one.id for one in after.participants] == [p.id for p in before.participants]
        assert all(person in laid.people for person in after.participants)


@given(everything_said())
def test_each_setting_holds_or_it_is_told_why_it_does_not(settings: list[Setting]) -> None:
    laid = laid_over(TOLD, settings)
    idle = [setting for setting, _ in laid.idle]
    assert laid_over(TOLD, [one for one in settings if one not in idle]).instance == laid.instance
    if not any(isinstance(setting.value, OfStandup) for setting in settings):
        assert laid_over(TOLD, idle).instance == TOLD


@given(everything_said())
def test_what_is_fixed_for_all_nothing_changes(settings: list[Setting]) -> None:
    fixed = frozenset(NAMES.values())
    standups = tuple(replace(standup, fixed=fixed) for standup in TOLD.standups)
    told = replace(TOLD, standups=standups)
    assert laid_over(told, settings).instance == told
    assert len(laid_over(told, settings).idle) == len(settings)


@given(everything_said())
def test_nobody_else_changes(settings: list[Setting]) -> None:
    laid = laid_over(TOLD, [one for one in settings if one.scope.person in {"ana", None}])
    assert [person for person in laid.instance.people if person.id != "ana"] == [BO, CY]


def test_where_nothing_was_said_the_configuration_itself_holds() -> None:
    assert laid_over(TOLD, ()).instance is TOLD


def laid(*settings: Setting, told: Instance = TOLD) -> Instance:
    found = laid_over(told, settings)
    assert not found.idle
    return found.instance


def test_what_is_said_of_one_standup_outweighs_what_is_said_of_all() -> None:
    never = Remind(Nudge())
    everywhere, there = said(2, FOUR, "ana"), said(1, never, "ana", "daily")
    ana = laid(everywhere, there).people[0]
    assert ana.in_standup("daily") == Own(nudge=never.nudge)
    assert ana.in_standup("learning-day") == Own(nudge=FOUR.nudge)


def test_a_pause_and_days_that_are_cancelled_are_days_that_do_not_count() -> None:
    pause, next_one = said(1, Paused(DAY), None, "daily"), Cancelled(DAY, DAY)
    held = laid(pause, said(2, next_one, None, "learning-day"))
    learning, every_day = held.standups
    assert learning.rhythm.pauses == (Span(DAY, DAY),)
    eve = DAY - timedelta(days=1)
    assert schedule.next_day(every_day.rounds[0], every_day.rhythm, eve, LONDON) is None
    following = schedule.next_day(learning.rounds[0], learning.rhythm, eve, LONDON)
    assert following == DAY + timedelta(days=7)


@pytest.mark.parametrize(
    ("setting", "why"),
    [
        (said(1, FOUR, "dan"), Why.NOBODY),
        (said(1, Paused(DAY), None, "weekly"), Why.NO_STANDUP),
        (said(1, FOUR, "bo", "daily"), Why.NOT_IN_IT),
        (said(1, InZone("Mars/Base"), "bo"), Why.NO_ZONE),
    ],
)
def test_what_fits_no_more_does_nothing_and_says_why(setting: Setting, why: Why) -> None:
    assert laid_over(TOLD, [setting]).idle == ((setting, why),)


def test_one_standup_that_fixes_the_zone_keeps_it_for_whoever_is_in_it() -> None:
    fixed = replace(learning_day(ANA, BO), fixed=frozenset({"timezone", "remind"}))
    told = instance(fixed, daily(ANA, CY))
    moved = [said(1, InZone("Asia/Tokyo"), "ana"), said(2, InZone("Asia/Tokyo"), "cy")]
    found = laid_over(told, [*moved, said(3, FOUR, "ana")])
    assert [(setting.id, why) for setting, why in found.idle] == [(1, Why.FIXED)]
    assert {p.id: p.zone for p in found.instance.people}["cy"] == "Asia/Tokyo"
    ana = found.instance.people[0]
    assert ana.in_standup("daily").nudge == FOUR.nudge
    assert ana.in_standup("learning-day").nudge is None


def test_a_move_is_forgotten_once_it_is_over_everywhere() -> None:
    moved = said(1, InZone("Asia/Tokyo", Moved(LONDON, DAY)), "ana")
    soon, later = (laid_over(TOLD, [moved], DAY + n * timedelta(days=1)).instance for n in (1, 2))
    assert soon.standups[0].zones == ("Asia/Tokyo", LONDON)
    assert soon.people[0].moved is not None
    assert later.people[0].moved is None
    assert later.people[0].zone == "Asia/Tokyo"


# ── reminders and quiet hours ──


@pytest.mark.parametrize(
    ("nudge", "clock"),
    [
        (None, "19:30"),
        (Nudge(before=HOUR), "19:00"),
        (Nudge(at=18 * HOUR), "18:00"),
        (Nudge(at=17 * HOUR), None),  # the moment of the question
        (Nudge(at=21 * HOUR), None),  # it is over by then
        (Nudge(before=5 * HOUR), None),
        (Nudge(), None),
    ],
)
def test_a_reminder_comes_as_somebody_wants_it(nudge: Nudge | None, clock: str | None) -> None:
    at = schedule.reminder_at(learning_day(ANA), LEARNED, LONDON, DAY, nudge)
    assert (f"{at:%H:%M}" if at else None) == clock


@given(times, times, st.integers(0, 525_600).map(lambda minutes: minutes * HOUR / 60))
def test_quiet_hours_end_when_the_clock_says_so(
    first: timedelta, last: timedelta, later: timedelta
) -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC) + later
    over = schedule.hears_again(Quiet(first, last), "UTC", now)
    clock = later % timedelta(days=1)
    is_quiet = first <= clock < last if first < last else clock >= first or clock < last
    assert (over is not None) == is_quiet
    if over is not None:
        assert now < over <= now + timedelta(days=1)
        assert timedelta(hours=over.hour, minutes=over.minute) == last


BERLIN, HOWE, CHATHAM = "Europe/Berlin", "Australia/Lord_Howe", "Pacific/Chatham"
SPRING = datetime(2026, 3, 29, tzinfo=UTC)  # at 1:00 UTC, Berlin's clocks go from 2:00 to 3:00
AUTUMN = datetime(2026, 10, 25, tzinfo=UTC)  # at 1:00 UTC they go from 3:00 back to 2:00


@pytest.mark.parametrize(
    ("hours", "now", "over"),
    [
        ((22, 2.5), SPRING + 0.5 * HOUR, SPRING + 1.5 * HOUR),  # 2:30 is 3:30 on that night
        ((2.5, 6), SPRING + 1 * HOUR, SPRING + 4 * HOUR),  # it is 3:00, and 2:30 never was
        ((2.5, 6), SPRING + 0.9 * HOUR, None),
        ((20, 2.5), AUTUMN + 0.4 * HOUR, AUTUMN + 1.5 * HOUR),  # 2:24 for the first time
        ((20, 2.5), AUTUMN + 0.7 * HOUR, AUTUMN + 1.5 * HOUR),
        ((20, 2.5), AUTUMN + 1.4 * HOUR, AUTUMN + 1.5 * HOUR),  # 2:24 for the second time
        ((20, 2.5), AUTUMN + 1.5 * HOUR, None),
        ((2.5, 6), AUTUMN + 1.2 * HOUR, AUTUMN + 5 * HOUR),  # 2:12 again, after 2:30
        ((20, 8), AUTUMN + 6.9 * HOUR, AUTUMN + 7 * HOUR),
        ((20, 8), AUTUMN - 4.1 * HOUR, AUTUMN + 7 * HOUR),
    ],
)
def test_quiet_hours_are_those_of_the_clock_in_the_night_of_its_change(
    hours: tuple[float, float], now: datetime, over: datetime | None
) -> None:
    quiet = Quiet(hours[0] * HOUR, hours[1] * HOUR)
    assert schedule.hears_again(quiet, BERLIN, now) == over


@given(
    times,
    st.integers(1, 22 * 60).map(lambda minutes: minutes * HOUR / 60),
    st.sampled_from([BERLIN, HOWE, CHATHAM, "America/Havana", "Africa/Cairo"]),
    st.integers(0, 525_600).map(lambda minutes: minutes * HOUR / 60),
)
def test_while_the_clock_shows_a_quiet_time_it_is_quiet_whatever_the_clocks_do(
    first: timedelta, long: timedelta, zone: str, later: timedelta
) -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC) + later
    quiet = Quiet(first, (first + long) % timedelta(days=1))
    over = schedule.hears_again(quiet, zone, now)
    assert over is not None or not shows_quiet(quiet, zone, now)
    if over is not None:
        assert now < over <= now + timedelta(days=1)
        assert not shows_quiet(quiet, zone, over)


def shows_quiet(quiet: Quiet, zone: str, now: datetime) -> bool:
    local = now.astimezone(ZoneInfo(zone))
    clock = timedelta(hours=local.hour, minutes=local.minute)
    if quiet.first < quiet.last:
        return quiet.first <= clock < quiet.last
    return clock >= quiet.first or clock < quiet.last


# ── words ──

STEERS = Around(DAY, standups={"daily": "daily", "learning day": "learning-day"}, steers=True)
STEERS = replace(STEERS, standups={**STEERS.standups, "learning-day": "learning-day"})


@pytest.mark.parametrize(
    ("words", "zones"),
    [
        ("Europe/Athens", ["Europe/Athens"]), ("athens", ["Europe/Athens"]),
        ("New York", ["America/New_York"]), ("münchen", ["Europe/Berlin"]),
        ("São Paulo", ["America/Sao_Paulo"]), ("utc", ["UTC"]), ("JST", ["Asia/Tokyo"]),
        ("IST", ["Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"]),
        ("cst", ["America/Chicago", "Asia/Shanghai", "America/Havana"]),
        ("portland", ["America/Los_Angeles", "America/New_York"]),
        ("bug", []), ("GMT+2", []), ("Etc/GMT+5", []), ("", []), ("petersburg", []),
    ],
)  # fmt: skip
def test_a_zone_is_known_by_its_name_a_city_or_an_abbreviation(
    words: str, zones: list[str]
) -> None:
    assert list(places.zones_of(words)) == zones


@given(st.text(max_size=40))
def test_no_words_are_too_odd_to_be_read(words: str) -> None:
    assert set(places.zones_of(words)) <= set(zone_names())
    for read in (reading.clock, reading.length, reading.remind, reading.days, reading.quiet):
        read(words)


def at_own(hours: int, minutes: int = 0) -> AskMeAt:
    return AskMeAt(Chosen("", timedelta(hours=hours, minutes=minutes)))


def on(*numbers: int) -> OnDays:
    return OnDays(frozenset(numbers))


@pytest.mark.parametrize(
    ("words", "command"),
    [
        ("remind me 30 minutes before", Adjust("remind", Remind(Nudge(before=HOUR / 2)))),
        ("Remind me 1h 30m before the deadline", Adjust("remind", Remind(Nudge(HOUR * 1.5)))),
        ("remind me an hour before", Adjust("remind", Remind(Nudge(HOUR)))),
        ("remind me at 4pm", Adjust("remind", FOUR)),
        ("remind me at 16:00 in Learning Day", Adjust("remind", FOUR, "learning-day")),
        ("no reminders", Adjust("remind", Remind(Nudge()))),
        ("no reminders daily", Adjust("remind", Remind(Nudge()), "daily")),
        ("reminders as the team", Adjust("remind", drop=True)),
        ("remind me as the team daily", Adjust("remind", standup="daily", drop=True)),
        ("my days mon-thu", Adjust("my days", on(0, 1, 2, 3))),
        ("my days Monday, Wednesday and Friday", Adjust("my days", on(0, 2, 4))),
        ("my days sat to tue", Adjust("my days", on(5, 6, 0, 1))),
        ("my days mondays", Adjust("my days", on(0))),
        ("my days weekdays daily", Adjust("my days", on(0, 1, 2, 3, 4), "daily")),
        ("ask me at 10:15", Adjust("ask me at", at_own(10, 15))),
        ("ask me at 6pm learning-day", Adjust("ask me at", at_own(18), "learning-day")),
        ("ask me at 9", Adjust("ask me at", at_own(9), is_half=True)),
        ("ask me at 14", Adjust("ask me at", at_own(14))),
        ("ask me as the team", Adjust("ask me at", drop=True)),
        ("ask me as the team in daily", Adjust("ask me at", None, "daily", drop=True)),
        ("/ask_me_at as the team", Adjust("ask me at", drop=True)),
        ("/ask_me_at", Adjust("ask me at")),
        ("/ask me at the party", Adjust("ask me at", is_unclear=True)),
        ("quiet 20:00-8:00", Adjust("quiet", InQuiet(Quiet(20 * HOUR, 8 * HOUR)))),
        ("quiet from 8pm to 8am", Adjust("quiet", InQuiet(Quiet(20 * HOUR, 8 * HOUR)))),
        ("quiet off", Adjust("quiet", drop=True)),
        ("timezone IST", Adjust("timezone", zones=places.zones_of("IST"))),
        ("cancel next", Steer("cancel")),
        ("extend 1 hour daily", Steer("extend", "daily", length=HOUR, is_marked=True)),
        ("who", Steer("who")),
        ("remind missing learning day", Steer("remind missing", "learning-day")),
        ("start now", Steer("start now")),
    ],
)  # fmt: skip
def test_what_people_say_is_read_as_they_mean_it(words: str, command: Command) -> None:
    assert understand(words, STEERS) == command


def test_the_days_of_a_pause_are_read_as_those_of_being_away() -> None:
    paused = understand("pause until friday", STEERS)
    assert isinstance(paused, Steer)
    assert paused.dates is not None
    cancelled = understand("cancel 24 dec to 2 jan daily", STEERS)
    assert isinstance(cancelled, Steer)
    assert cancelled.standup == "daily"
    assert (cancelled.dates.first, cancelled.dates.last) == (  # type: ignore[union-attr]
        date(2026, 12, 24),
        date(2027, 1, 2),
    )
    for_good = understand("pause", STEERS)
    assert isinstance(for_good, Steer)
    assert for_good.dates.last == FOR_GOOD  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "words",
    [
        "remind me of the proof", "remind myself to breathe", "my days are full", "my days off",
        "ask me at the party", "ask me as the teams do",
        "quiet morning, read a paper", "quiet 20", "timezone bug", "timezones are evil",
        "pause the video lecture", "pause and think", "cancel the subscription", "cancel culture",
        "extend the parser", "extend 3 tests", "who moved my cheese", "start now with jax",
        "remind missing people of lunch", "resume writing the paper", "changes in numpy 2",
    ],
)  # fmt: skip
def test_a_sentence_that_begins_like_a_command_is_none(words: str) -> None:
    assert understand(words, STEERS) is None


@pytest.mark.parametrize("words", ["who", "pause", "resume", "cancel next", "changes", "start now"])
def test_words_of_owners_are_nobody_elses_but_with_a_sign(words: str) -> None:
    others = replace(STEERS, steers=False)
    assert understand(words, others) is None
    assert isinstance(understand(f"/{words}", others), Steer)


@pytest.mark.parametrize(
    ("words", "means"),
    [
        ("me 60 and 10 minutes before", (60, 10)),
        ("60, 30 and 10 minutes before the deadline", (60, 30, 10)),
        ("me 1 hour before and 10 minutes before", (60, 10)),
        ("me an hour before, and again 10 minutes before", (60, 10)),
        ("me 60 minutes and 10 minutes before", (60, 10)),
        ("me 1 hour and 10 minutes before", (70,)),
        ("me 1h 30m before", (90,)),
    ],
)
def test_several_reminders_are_read_as_several(words: str, means: tuple[int, ...]) -> None:
    found = reading.remind(words)
    assert found is not None
    assert [one.before for one in found.nudge.each] == [timedelta(minutes=n) for n in means]


@pytest.mark.parametrize(
    "words",
    ["me at 12:00 and 16:00", "me at 12:00, 16:00", "at 12:00 and at 4pm", "me at noon & 16:00"],
)
def test_several_times_are_read_as_several(words: str) -> None:
    found = reading.remind(words)
    assert found is not None
    assert [one.at for one in found.nudge.each] == [timedelta(hours=12), timedelta(hours=16)]


@pytest.mark.parametrize(
    "words",
    ["me of bread and butter", "me at 12:00 and bread", "me 10 and 12", "me and 10 minutes before"],
)
def test_what_is_not_read_whole_reminds_of_nothing(words: str) -> None:
    assert reading.remind(words) is None


def test_a_time_and_a_length_may_be_mixed() -> None:
    found = reading.remind("me at 12:00 and 10 minutes before")
    assert found == Remind(
        Nudge(at=timedelta(hours=12), more=(Nudge(before=timedelta(minutes=10)),))
    )
    assert from_data("remind", to_data(found)) == found


@pytest.mark.parametrize(
    ("words", "time"),
    [
        ("half past 4 in the afternoon", "16:30"),
        ("a quarter to five pm", "16:45"),
        ("viertel nach zehn", None),  # in which half of the day?
        ("halb fünf nachmittags", "16:30"),
        ("halb eins nachmittags", "12:30"),
        ("zehn vor 16", "15:50"),
        ("las cuatro y media de la tarde", "16:30"),
        ("las 5 menos cuarto de la tarde", "16:45"),
        ("half past the hour", None),
        ("two and a half", None),
    ],
)
def test_a_time_of_day_is_read_as_it_is_spoken(words: str, time: str | None) -> None:
    found = reading.clock(words)
    hours, minutes = map(int, time.split(":")) if time else (0, 0)
    assert found == (timedelta(hours=hours, minutes=minutes) if time else None)
