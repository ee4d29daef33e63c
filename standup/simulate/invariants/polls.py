"""Polls: whoever is there is asked at once, and told what came of it as it did."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

from standup.simulate.facts import Facts
from standup.simulate.invariants.runs import up_again
from standup.simulate.polled import Polled
from standup.simulate.sheets import Held, Sheet

_SOON = timedelta(seconds=30)


def unpolled(facts: Facts) -> Iterator[str]:
    """Where this does not hold: a poll asks those who are there, at once, and nobody else."""
    for run in facts.truth.runs.values():
        if run.poll is not None:
            sheets = [sheet for sheet in facts.truth.sheets if sheet.run is run]
            yield from _asked(facts, run, run.poll, sheets)


def _asked(facts: Facts, run: Held, poll: Polled, sheets: list[Sheet]) -> Iterator[str]:
    what = f"the poll {run.id} of {poll.of.id}"
    asked, by = {sheet.person for sheet in sheets}, up_again(facts, poll.at) + _SOON
    for person in sorted(asked - {*poll.people} - poll.unsure):
        yield f"{what} asks {person}"
    if by < min(poll.closes, run.taken_back_at or poll.closes):
        forgotten = {one for one in poll.people if facts.truth.talks[one].is_forgotten}
        left = {*poll.people} - asked - forgotten
        yield from (f"{what} does not ask {one}" for one in sorted(left))
    yield from _asks_on(facts, what, run, sheets)
    for sheet in sheets:
        if sheet.opened_at > by or sheet.deadlines[0][1] != poll.closes:
            ends = sheet.deadlines[0][1]
            yield f"{what} asks {sheet.person} {sheet.opened_at} to {ends}, not {poll.closes}"


def _asks_on(facts: Facts, what: str, run: Held, sheets: list[Sheet]) -> Iterator[str]:
    """Where a poll that was taken back is asked still."""
    at = run.taken_back_at
    if at is None or up_again(facts, at) + _SOON >= facts.story.latest:
        return
    for sheet in sheets:
        if sheet.is_open and not facts.truth.talks[sheet.person].muddled:
            yield f"{what} was taken back {at}, and {sheet.person} may still answer"


def miscounted(facts: Facts) -> Iterator[str]:
    """Where this does not hold: what came of a poll is what people chose."""
    for run in facts.truth.runs.values():
        if run.poll is None or run.closed_at is None or not facts.truth.is_clear(run):
            continue
        if run.taken_back_at is not None:
            continue
        for key in _keys(facts, run, run.poll) if run.poll.ballot.options else ():
            told = [*facts.texts(key)]
            if told and not facts.was_deleted(key):
                chosen = Counter(_chosen(facts, run, run.poll))
                wrong = [_miscounted(run.poll, chosen, text) for text in told]
                if all(wrong):
                    yield f"{key} {wrong[0]}"


def _keys(facts: Facts, run: Held, poll: Polled) -> Iterator[str]:
    """Under what it is told what came of a poll: in channels, or to those who were asked and take
    part still, since whoever left is told nothing of what is answered later."""
    if run.standup.is_posted:
        yield from (f"result/{run.id}/{n}" for n, _ in enumerate(run.standup.channels))
    else:
        stay = set(poll.people) - facts.came_or_went(run, facts.story.latest)
        yield from (f"read/result/{run.id}/{person}" for person in sorted(stay))


def _chosen(facts: Facts, run: Held, poll: Polled) -> Iterator[str]:
    for sheet in facts.truth.sheets:
        said = [told.text for told in sheet.words] if sheet.run is run else []
        for text in said[-1:]:
            number = re.match(r"\d+", text)
            yield poll.ballot.options[int(number[0]) - 1] if number else text


def _miscounted(poll: Polled, chosen: Counter[str], text: str) -> str:
    for option in poll.ballot.options:
        found = re.search(rf"{re.escape(option)}: (\d+)", text)
        if found is None or int(found[1]) != chosen[option]:
            return f"tells {found and found[0]}, and {chosen[option]} chose {option}"
    return ""
