"""What was learned in a period: whose words say it, and which few of them are shown."""

from datetime import date, timedelta

from standup.core.reports.learned import Learned, by_kind, some

DAY = date(2026, 9, 3)


def thing(person: str, week: int, kind: str | None = None) -> Learned:
    day = DAY + timedelta(weeks=week)
    return Learned(day, person, person.title(), f"{person} {week}", kind)


def test_nobody_is_shown_twice_before_everybody_was_shown_once() -> None:
    found = [thing("ana", week) for week in range(9)] + [thing("bo", 0), thing("chi", 1)]
    assert {one.person for one in some(found, 3, "")} == {"ana", "bo", "chi"}
    assert len([one for one in some(found, 5, "") if one.person == "ana"]) == 3


def test_no_day_is_shown_twice_before_every_day_was_shown_once() -> None:
    found = [thing(f"p{n}", week) for n in range(30) for week in range(4)]
    days = [one.day for one in some(found, 4, "")]
    assert days == sorted(set(days), reverse=True)
    assert len(days) == 4


def test_whose_turn_it_is_changes_from_period_to_period() -> None:
    found = [thing(f"p{n}", 0) for n in range(20)]
    firsts = {some(found, 1, f"2026-{month:02}")[0].person for month in range(1, 13)}
    assert len(firsts) > 5
    assert some(found, 3, "x") == some(list(reversed(found)), 3, "x")


def test_what_is_of_no_kind_comes_last() -> None:
    found = [thing("ana", 0, "Code"), thing("bo", 0), thing("chi", 0, "Reading")]
    groups = list(by_kind(found, ["Reading", "Code"]))
    assert [(kind, [one.person for one in things]) for kind, things in groups] == [
        ("Reading", ["chi"]),
        ("Code", ["ana"]),
        ("", ["bo"]),
    ]
