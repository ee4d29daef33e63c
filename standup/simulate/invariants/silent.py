"""Whoever leaves a standup without a word is asked once whether the rhythm is right, and let be."""

from collections.abc import Iterator

from standup.core import keys
from standup.simulate.facts import Facts
from standup.simulate.silent import Silent


def misheard(facts: Facts) -> Iterator[str]:
    """Where this does not hold: after so many runs without a word people are asked once about the
    rhythm, after as many more they are told that they are let be, and nobody else is."""
    promised = {one.key for one in facts.promised.values()}
    for person, standup, silent in _all(facts):
        for number in _check_ins(facts, person, standup):
            for key, wanted in (
                (keys.rhythm(number), number in silent.asked),
                (keys.let_be(number), number in silent.told),
            ):
                if (key in promised) != wanted:
                    yield f"{key} of {person} in {standup}: {wanted} is right"


def _all(facts: Facts) -> Iterator[tuple[str, str, Silent]]:
    for person, talk in facts.truth.talks.items():
        for standup, silent in talk.silent.items():
            if not (talk.is_unsure_of(standup) or talk.muddled):
                yield person, standup, silent


def _check_ins(facts: Facts, person: str, standup: str) -> Iterator[int]:
    for sheet in facts.truth.talks[person].sheets:
        if sheet.run.standup.id == standup:
            yield sheet.id
