"""People answer by themselves when they may, and at no other time."""

from collections.abc import Iterator

from standup.simulate.facts import Facts


def untimely(facts: Facts) -> Iterator[str]:
    """Where this does not hold: a round is begun by who wants to answer it, before its time or
    after its end as far as that is allowed."""
    for one in facts.truth.begun:
        what = f"{one.wish.standup} of {one.wish.day} by {one.person}, {one.at}"
        if one.is_sure and len(one.rounds) == 1 and one.round is None:
            yield f"{what}: {[*one.rounds]} is not begun"
        elif one.is_sure and one.round is not None and one.round not in one.rounds:
            yield f"{what}: {one.round} is begun, and only {sorted(one.rounds)} might be"
