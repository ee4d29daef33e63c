from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from standup.core.messages.capabilities import Capabilities
from standup.engine.pacer import Pacer

START = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)
LIMITED = Capabilities(per_second=30, place_per_second=1, channel_per_minute=20)


def seconds(number: float) -> datetime:
    return START + timedelta(seconds=number)


def sent(pacer: Pacer, destinations: list[str], *, direct: bool = True) -> list[datetime]:
    """When each message leaves, where each leaves as soon as it may."""
    now, moments = START, []
    for destination in destinations:
        while True:
            rest = pacer.resting(now)
            if destination in rest:
                now = max(rest[destination], now + timedelta(milliseconds=1))
            elif not pacer.available(now):
                now = pacer.ready_at(now)
            else:
                break
        pacer.spend(destination, direct=direct, now=now)
        moments.append(now)
    return moments


def most_within(moments: list[datetime], length: timedelta) -> int:
    return max(sum(first <= one < first + length for one in moments) for first in moments)


def test_all_that_is_permitted_is_used_and_no_more() -> None:
    moments = sent(Pacer(LIMITED), [str(n) for n in range(300)])
    assert most_within(moments, timedelta(seconds=1)) == 30
    assert moments[-1] - START < timedelta(seconds=9.2)


def test_one_conversation_waits_a_second_between_messages() -> None:
    moments = sent(Pacer(LIMITED), ["ana"] * 5)
    assert [round((one - START).total_seconds()) for one in moments] == [0, 1, 2, 3, 4]


def test_some_messages_may_come_together_and_no_more_in_the_long_run() -> None:
    can = replace(LIMITED, place_burst=3)
    moments = sent(Pacer(can), ["ana"] * 9)
    assert [round((one - START).total_seconds()) for one in moments] == [0, 0, 0, 3, 3, 3, 6, 6, 6]


def test_a_channel_gets_so_many_a_minute() -> None:
    moments = sent(Pacer(LIMITED), ["#team"] * 60, direct=False)
    assert most_within(moments, timedelta(minutes=1)) == 20
    assert most_within(moments, timedelta(seconds=1)) == 1


def test_what_was_long_under_way_counts_from_its_answer() -> None:
    pacer = Pacer(LIMITED)
    for n in range(30):
        pacer.spend(str(n), direct=True, now=START)
    for n in range(30):
        pacer.answered(str(n), seconds(0.4))
    assert pacer.available(seconds(1.3)) == 0
    assert pacer.ready_at(seconds(1.3)) >= seconds(1.4)
    assert pacer.resting(seconds(1.3)) == {str(n): seconds(1.4) for n in range(30)}
    assert pacer.available(seconds(1.4)) == 30


def test_an_answer_that_came_too_late_to_count_counts_once() -> None:
    pacer = Pacer(Capabilities(per_second=1))
    pacer.spend("ana", direct=True, now=START)
    pacer.spend("bo", direct=True, now=seconds(1))
    pacer.answered("ana", seconds(1.2))
    assert pacer.available(seconds(1.3)) <= 0
    assert pacer.ready_at(seconds(1.3)) >= seconds(2)
    pacer.answered("bo", seconds(1.4))
    assert pacer.available(seconds(2.5)) == 1


def test_one_place_that_rests_holds_up_no_other() -> None:
    pacer = Pacer(LIMITED)
    pacer.rest("ana", START, 30.0)
    assert pacer.resting(START) == {"ana": seconds(30)}
    assert pacer.available(START) == 30
    assert pacer.resting(seconds(30)) == {}


def test_a_platform_that_pushes_back_gets_quiet_and_then_less() -> None:
    pacer = Pacer(LIMITED)
    pacer.pushed_back(START, 5.0)
    assert pacer.available(seconds(4.9)) == 0
    assert pacer.ready_at(START) >= seconds(5)
    first = [pacer.available(seconds(6))]
    for n in range(30):
        pacer.spend(str(n), direct=True, now=seconds(6))
    assert first == [30]
    assert pacer.available(seconds(7.5)) == 0, "half the pace, so that it lasts two seconds"
    for _ in range(500):
        pacer.went_through()
    assert pacer.available(seconds(7.5)) == 30


def test_a_slow_pace_is_kept_too() -> None:
    pacer = Pacer(Capabilities(per_second=0.2))
    moments = sent(pacer, ["a", "b", "c"])
    assert [round((one - START).total_seconds()) for one in moments] == [0, 5, 10]


@given(
    st.lists(st.sampled_from(["ana", "bo", "chi"]), max_size=60),
    st.floats(0.5, 50),
    st.floats(0.2, 5),
)
def test_no_limit_is_ever_passed(whom: list[str], a_second: float, in_a_place: float) -> None:
    can = Capabilities(per_second=a_second, place_per_second=in_a_place)
    moments = sent(Pacer(can), whom)
    window = timedelta(seconds=max(1, int(a_second)) / a_second - 0.002)
    if moments:
        assert most_within(moments, window) <= max(1, int(a_second))
    for name in set(whom):
        mine = [at for at, one in zip(moments, whom, strict=True) if one == name]
        assert most_within(mine, timedelta(seconds=1 / in_a_place - 0.002)) <= 1


def test_what_is_over_is_forgotten() -> None:
    pacer = Pacer(LIMITED)
    sent(pacer, [str(n) for n in range(100)])
    pacer.resting(seconds(120))
    assert not pacer._places
    assert not pacer._resting


def test_a_clock_that_was_set_back_keeps_nobody_waiting() -> None:
    pacer = Pacer(replace(LIMITED, per_second=1))
    pacer.spend("ana", direct=True, now=START)
    pacer.rest("bo", START, 60)
    pacer.pushed_back(START, 60)
    assert pacer.available(START) == 0
    assert pacer.available(seconds(-3600)) == 1
    assert pacer.resting(seconds(-3600)) == {}
