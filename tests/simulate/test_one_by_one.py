"""Storms in which people write one thing a message: no plan loses one, and nothing is guessed."""

from collections import Counter
from dataclasses import replace
from random import Random

from standup.simulate.invariants import lies
from standup.simulate.people import Habits
from standup.simulate.simulation import Plot, live
from standup.simulate.town import built_in

SEEDS = range(1, 13)


def storm(seed: int) -> Plot:
    town = built_in(Random(seed))  # noqa: S311 - to be repeated, not secret
    return Plot(seed, 3, town=replace(town, habits=Habits(300.0, one_by_one=0.7)))


def test_one_thing_a_message_is_added_to_the_plan_or_waits() -> None:
    found: dict[int, list[tuple[str, str]]] = {}
    done: Counter[str] = Counter()
    for seed in SEEDS:
        with live(storm(seed)) as story:
            found[seed] = list(lies(story))
            done.update(meant.sort for meant in story.diary.values())
    assert {seed: broken for seed, broken in found.items() if broken} == {}
    assert done["more"]
    assert done["tap"]
