"""What was said of standups stands in the files, and what holds is the same as before."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standup.config import Loaded, load
from standup.config.into_yaml import Ties, Written, into_yaml
from standup.core.dates.away import FOR_GOOD
from standup.core.model import Account, Instance, Quiet
from standup.core.settings.setting import (
    Archived,
    AsBefore,
    Asks,
    AsksAt,
    AsksOn,
    ClosesAt,
    Founded,
    InQuiet,
    Paused,
    PostsIn,
    Scope,
    Setting,
    Source,
    TakesPart,
    TellsMissing,
    Value,
)
from standup.core.settings.standups import laid_over, says_nothing_new
from tests.config.folders import INSTANCE, STANDUP, find, loaded, write

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
NOW = datetime(2026, 11, 26, 9, tzinfo=UTC)
OWNER = Source("ana", "pigeon")
MORE = INSTANCE + "  chi: {name: Chi, accounts: {pigeon: invite}} # comes in May\n"


def said(*values: Value, by: Source = OWNER) -> list[Setting]:
    scope = Scope(standup="learning-day")
    return [
        Setting(number, scope, value, f"words {number}", by, NOW)
        for number, value in enumerate(values, start=1)
    ]


def written(configured: Loaded, settings: list[Setting], ties: Ties | None = None) -> Written:
    """The files are replaced by what is to stand in them."""
    told = into_yaml(configured, settings, ties or {}, find=find)
    for _, is_ in told.changed:
        is_.path.write_bytes(is_.content)
    return told


def lines(told: Written) -> list[str]:
    return [
        line
        for was, is_ in told.changed
        for line in is_.content.decode().splitlines()
        if line not in was.content.decode().splitlines()
    ]


def read(folder: Path) -> Instance:
    return load(folder, find=find).instance


EVERYTHING: list[Value] = [
    AsksAt("plan", 10 * 60 * MINUTE),
    AsksOn(frozenset({0, 2}), None),
    ClosesAt("learned", 34 * 60 * MINUTE),
    Asks("plan", "will_learn", 'What’s "new": today?'),
    TakesPart(("chi",), takes=True),
    TakesPart(("bo",), takes=False),
]


def test_each_is_written_where_it_belongs(tmp_path: Path) -> None:
    configured = loaded(tmp_path, MORE, x=STANDUP)
    settings = said(*EVERYTHING)
    meant, _ = laid_over(configured.instance, settings)
    told = written(configured, settings)
    assert told.left == ()
    assert lines(told) == [
        "participants: [ana, chi]",
        '    cron: "0 10 * * mon,wed"',
        '      - {id: will_learn, kind: items, ask: "What’s \\"new\\": today?"}',
        '    cron: "0 17 * * mon,wed"',
        '    closes: "+1 day 10:00"',
    ]
    assert read(tmp_path) == meant


def test_once_it_is_written_it_says_nothing_new(tmp_path: Path) -> None:
    configured = loaded(tmp_path, MORE, x=STANDUP)
    settings = said(*EVERYTHING)
    people = {person.id: person for person in configured.instance.people}
    [standup] = configured.instance.standups
    assert not any(says_nothing_new(standup, one, people) for one in settings)
    written(configured, settings)
    [standup] = read(tmp_path).standups
    assert all(says_nothing_new(standup, one, people) for one in settings)
    assert written(load(tmp_path, find=find), settings).changed == ()


def test_another_channel_stands_in_the_place_of_the_one_before(tmp_path: Path) -> None:
    configured = loaded(tmp_path, x=STANDUP)
    [standup] = configured.instance.standups
    settings = said(PostsIn(standup.channels[0].adapter, "#elsewhere"))
    meant, _ = laid_over(configured.instance, settings)
    told = written(configured, settings)
    assert told.left == ()
    assert "#elsewhere" in "".join(lines(told))
    assert read(tmp_path) == meant


def test_a_channel_on_a_further_platform_is_left_and_told(tmp_path: Path) -> None:
    told = written(loaded(tmp_path, x=STANDUP), said(PostsIn("chat", "#elsewhere")))
    assert told.changed == ()
    assert len(told.left) == 1


def test_what_follows_from_other_keys_is_written_where_it_would_change(tmp_path: Path) -> None:
    brief = STANDUP.replace('30 9 * * thu"', '30 9 * * thu"\n    closes: "09:50"')
    configured = loaded(tmp_path, x=brief)
    settings = said(ClosesAt("plan", 12 * 60 * MINUTE))
    meant, _ = laid_over(configured.instance, settings)
    assert lines(written(configured, settings)) == ['    closes: "12:00"', '    reminder: "0"']
    assert read(tmp_path) == meant


def test_what_is_a_person_s_own_or_ends_by_itself_stays_where_it_is(tmp_path: Path) -> None:
    configured = loaded(tmp_path, x=STANDUP)
    settings = [
        *said(Paused(NOW.date(), FOR_GOOD), TellsMissing("ana"), AsBefore(NOW.date(), ())),
        *said(TakesPart(("bo",), takes=False), by=Source("bo", "pigeon")),
        replace(said(InQuiet(Quiet(0 * MINUTE, 60 * MINUTE)))[0], scope=Scope(person="bo")),
    ]
    told = written(configured, settings)
    assert told.changed == ()
    assert [one.why for one in told.left] == [
        "it ends by itself, or by `resume`",
        "it is their own, and they may say otherwise",
    ]


def test_a_standup_that_was_made_in_a_chat_stays_there_with_what_was_said_of_it(
    tmp_path: Path,
) -> None:
    configured = loaded(tmp_path, x=STANDUP)
    [standup] = configured.instance.standups
    retro = Founded(replace(standup, id="retro", title="Retro", participants=()), ("ana",))
    made, time, archived, other = said(
        retro,
        AsksAt("plan", 10 * 60 * MINUTE),
        Archived(NOW.date()),
        ClosesAt("learned", 21 * HOUR),
    )
    settings = [*(replace(one, scope=Scope(standup="retro")) for one in (made, time)), other]
    told = written(configured, [*settings, archived])
    assert lines(told) == ['    closes: "21:00"']
    assert [(one.what, one.why) for one in told.left] == [
        ("setting 1, “words 1”", "it was made in a chat"),
        ("setting 2, “words 2”", "its standup was made in a chat"),
        ("setting 3, “words 3”", "it ends by `resume`"),
    ]


def test_who_left_by_their_own_word_and_was_forgotten_is_not_written_out(tmp_path: Path) -> None:
    configured = loaded(tmp_path, x=STANDUP)
    left = TakesPart(("bo",), takes=False, by_themselves=True)
    told = written(configured, said(left, by=Source("somebody-1", "pigeon")))
    assert told.changed == ()
    assert [one.why for one in told.left] == ["it is their own, and they may say otherwise"]


def test_where_all_take_part_nobody_is_left_out_and_the_rest_is_written(tmp_path: Path) -> None:
    everyone = STANDUP.replace("[ana, bo]", "everyone")
    configured = loaded(tmp_path, x=everyone)
    settings = said(TakesPart(("bo",), takes=False), AsksAt("plan", 10 * 60 * MINUTE))
    told = written(configured, settings)
    assert lines(told) == ['    cron: "0 10 * * thu"']
    assert [one.why for one in told.left] == ["`participants: everyone` leaves nobody out"]


def test_what_stands_for_several_places_is_left_and_told(tmp_path: Path) -> None:
    anchored = STANDUP.replace('cron: "0 17', 'cron: &late "0 17') + (
        "accountability: {cron: *late}\n"
    )
    configured = loaded(tmp_path, x=anchored)
    told = written(configured, said(AsksAt("learned", 18 * 60 * MINUTE)))
    assert told.changed == ()
    assert "stands for several places" in told.left[0].why


def test_accounts_that_people_tied_stand_in_the_files(tmp_path: Path) -> None:
    configured = loaded(tmp_path, MORE, x=STANDUP)
    ties = {"chi": [Account("pigeon", "@chi")], "bo": [Account("pigeon", "@bo2")]}
    told = written(configured, [], ties)
    assert lines(told) == ['  chi: {name: Chi, accounts: {pigeon: "@chi"}} # comes in May']
    assert [one.what for one in told.left] == ["an account of bo on pigeon"]
    chi = read(tmp_path).people[-1]
    assert chi.accounts == (Account("pigeon", "@chi"),)
    assert chi.invited == ()


times = st.integers(0, 47).map(lambda half: half * 30 * MINUTE)
values = st.one_of(
    st.builds(AsksAt, st.sampled_from(["plan", "learned"]), times),
    st.builds(ClosesAt, st.sampled_from(["plan", "learned"]), times | times.map(lambda t: 2 * t)),
    st.builds(
        AsksOn,
        st.frozensets(st.integers(0, 6), min_size=1),
        st.sampled_from([None, "plan", "learned"]),
    ),
    st.builds(Asks, st.just("plan"), st.just("will_learn"), st.text(min_size=1).map(str.strip)),
    st.builds(
        TakesPart,
        st.lists(st.sampled_from(["ana", "bo", "chi"]), min_size=1, unique=True).map(tuple),
        st.booleans(),
    ),
)


@given(values=st.lists(values, max_size=5))
def test_whatever_was_said_what_holds_is_the_same_afterwards(
    values: list[Value], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("said")
    write(folder, MORE, x=STANDUP)
    configured = load(folder, find=find)
    settings = said(*values)
    before, _ = laid_over(configured.instance, settings)
    told = written(configured, settings)
    after, _ = laid_over(read(folder), settings)
    assert after == before
    if not told.left:
        assert read(folder) == before
