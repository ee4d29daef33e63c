"""What is said of standups holds, and is on record: nothing else changes them."""

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta

from standup.core import keys
from standup.core.reports.report import ALIAS
from standup.simulate import almanac
from standup.simulate.facts import Facts
from standup.simulate.sheets import Held, Sheet

_WHILE = timedelta(minutes=2)
_QUOTED = re.compile(r"“[^”]*”|„[^“]*“|«[^»]*»")


def asked_in_a_pause(facts: Facts) -> Iterator[str]:
    """Where this does not hold: after `pause` nothing leaves but replies and what an open run still
    owes. All else that leaves is of a run, and of its askings."""
    for run in facts.truth.runs.values():
        if not _is_unsure(facts, run) and not run.plan.is_held(run.day):
            yield f"{run.standup.id} of {run.day} opens {facts.openings[run.id]}, and is paused"
    for sheet in facts.truth.sheets:
        if not _is_unsure(facts, sheet.run) and not sheet.plan.is_held(sheet.run.day):
            yield f"{sheet.person} is asked in check-in {sheet.id} of a pause"


def asked_on_another_day(facts: Facts) -> Iterator[str]:
    """Where this does not hold: nobody is asked on a day that is not theirs, nor their standup's,
    nor where they take no part."""
    for sheet in facts.truth.sheets:
        if not sheet.is_theirs:
            yield f"{sheet.person} is asked on {sheet.run.day}, in check-in {sheet.id}"
        if _is_unsure(facts, sheet.run):
            continue
        if sheet.person not in sheet.plan.people:
            yield f"{sheet.person} is asked in check-in {sheet.id}, and takes no part"
        try:
            if not sheet.plan.asks(sheet.round.id, sheet.run.day) and _is_asked(sheet):
                yield f"{sheet.round.id} is asked on {sheet.run.day}, in check-in {sheet.id}"
        except almanac.UnknownError:
            continue


def _is_asked(sheet: Sheet) -> bool:
    """Whether its day is left to be judged: whether it is paused is another matter."""
    return sheet.plan.is_held(sheet.run.day)


def off_the_record(facts: Facts) -> Iterator[str]:
    """Where this does not hold: each line of the audit trail has its effect, and each effect its
    line."""
    kept = facts.story.kept
    for standup, steered in facts.truth.steered.items():
        yield from (f"{standup}: {wrong}" for wrong in steered.wrong)
        of_it = [row for row in kept.changes if row[0] == standup]
        said = {number for number, one, _ in kept.settings if one == standup}
        gone = {row[4] for row in of_it if row[2].startswith(ALIAS)} - said  # with who wanted it
        numbers = {row[4] for row in of_it if row[4] is not None} - gone
        for number in sorted(numbers ^ said):
            yield f"{standup}: setting {number} and the audit trail do not agree"
        if steered.is_unsure:
            continue
        told = [(action, by, undone_by) for _, action, by, _, _, undone_by, _ in of_it]
        wanted = [(line.action, line.by, line.undone_by) for line in steered.lines]
        for number, (line, want) in enumerate(_pairs(told, wanted), 1):
            if line != want:
                yield f"{standup}: line {number} of the audit trail is {line}, not {want}"
                break


def _pairs(told: Sequence[object], wanted: Sequence[object]) -> Iterator[tuple[object, object]]:
    for number in range(max(len(told), len(wanted))):
        yield (
            told[number] if number < len(told) else None,
            wanted[number] if number < len(wanted) else None,
        )


def untold(facts: Facts) -> Iterator[str]:
    """Where this does not hold: who wants to know who is missing is told at each close."""
    told = {one.key for one in facts.promised.values()}
    for run in facts.truth.runs.values():
        steered = facts.truth.steered[run.standup.id]
        if run.closed_at is None or steered.is_unsure:
            continue
        plans = steered.between(run.closed_at - _WHILE, run.closed_at + _WHILE)
        for person in run.standup.owners:
            wants = {person in plan.watching for plan in plans}
            is_told = keys.missing(run.id, person) in told
            if is_told not in wants:
                yield f"{person} is told who is missing in run {run.id}: {is_told}"


def otherwise_worded(facts: Facts) -> Iterator[str]:
    """Where this does not hold: a question is put in the words that held as its run opened."""
    sheets = {sheet.id: sheet for sheet in facts.truth.sheets}
    for one in facts.promised.values():
        sheet = sheets.get(one.check_in or 0)
        if sheet is None or _is_unsure(facts, sheet.run):
            continue
        words = sheet.run.plan.words
        for _, shown in facts.shown.get(one.id, ()):
            put = _QUOTED.sub("", shown.text)  # which may name a question of an earlier run
            for question in sheet.round.questions:
                ask = words.get((sheet.round.id, question.id), question.ask)
                is_put = question.ask in put
                other = f"{question.ask} (In short.)" in put
                if is_put and other != (ask != question.ask):
                    yield f"{one.key} asks otherwise than “{ask}”"


def _is_unsure(facts: Facts, run: Held) -> bool:
    return facts.truth.steered[run.standup.id].is_unsure
