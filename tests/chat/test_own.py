"""Another program that speaks with our account is noticed; an earlier process of ours is not."""

import logging

import pytest

from standup.chat.own import TWICE, Own

log = logging.getLogger("standup.test")


class Told:
    """What one process notices, on a clock of its own."""

    def __init__(self) -> None:
        self.now = 0.0
        self.noted: list[str] = []
        self.own = Own(log, "other_bot", lambda: self.now)
        self.own.begin(self.noted.append)


@pytest.fixture
def told() -> Told:
    return Told()


def test_what_we_said_is_ours_whenever_it_is_shown(told: Told) -> None:
    told.own.saying("0badcafe-1")
    told.own.heard("0badcafe-1")
    told.now = 3600
    told.own.heard("0badcafe-1")
    assert told.noted == []


def test_what_another_database_said_is_noticed_at_once_and_told_once(
    told: Told, caplog: pytest.LogCaptureFixture
) -> None:
    told.own.saying("0badcafe-1")
    for number in range(20):
        told.own.heard(f"feedface-{number}")
    assert told.noted == [TWICE]
    assert [one.getMessage() for one in caplog.records] == [TWICE]


def test_what_comes_before_we_said_anything_is_judged_then(told: Told) -> None:
    told.own.heard("feedface-7")
    assert told.noted == []
    told.own.saying("0badcafe-1")
    assert told.noted == [TWICE]


def test_what_an_earlier_process_of_ours_said_is_none_of_anothers(told: Told) -> None:
    told.own.heard("0badcafe-6")
    told.own.saying("0badcafe-7")
    told.own.heard("0badcafe-5-2")
    assert told.noted == []


def test_a_copy_of_our_database_is_noticed_once_all_of_ours_has_come(told: Told) -> None:
    told.own.saying("0badcafe-1")
    told.now = 60
    told.own.heard("0badcafe-8")
    assert told.noted == [TWICE]


def test_a_message_with_no_key_at_all_was_never_ours(told: Told) -> None:
    told.own.heard("")
    assert told.noted == [TWICE]


def test_eight_hours_of_it_are_a_few_lines(told: Told, caplog: pytest.LogCaptureFixture) -> None:
    told.own.saying("0badcafe-1")
    for second in range(0, 8 * 3600, 5):
        told.now = second
        told.own.heard("feedface-1")
    assert 5 < len(caplog.records) <= 20
    assert told.noted == [TWICE]


def test_it_is_noted_again_on_the_next_connection(told: Told) -> None:
    told.own.heard("")
    told.own.begin(told.noted.append)
    told.own.heard("")
    assert told.noted == [TWICE, TWICE]
