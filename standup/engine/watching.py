"""Who runs a standup may be told at each close who has not shared."""

from standup.core import keys
from standup.core.conversation.effects import Say, Urgency
from standup.core.language import speaking
from standup.core.messages.markup import Message
from standup.core.model import Person, Standup
from standup.core.reports.report import Standing
from standup.core.rights import Action, may, steering
from standup.core.settings.setting import NAMES, Setting, TellsMissing
from standup.core.wording import steering as wording
from standup.engine import languages, occasion
from standup.engine.directory import Directory
from standup.engine.wheel import Wheel, keep, refusal
from standup.store import changes, records, settings
from standup.store.database import Transaction
from standup.store.runs import Run

_MOST_NAMED = 20


async def tell_missing(wheel: Wheel) -> Message:
    """Have whoever says so told at each close."""
    if wheel.source.person is None:
        return wording.only_in_chat()
    value = TellsMissing(wheel.source.person)
    if refused := refusal(wheel, value):
        return refused
    if await _held(wheel) is None:
        await keep(wheel, value, NAMES[TellsMissing])
    return wording.told_missing(wheel.standup.title)


async def tell_no_more(wheel: Wheel) -> Message:
    """Tell them no more."""
    if wheel.source.person is None:
        return wording.only_in_chat()
    held = await _held(wheel)
    if held is not None:
        await settings.drop(wheel.tx, held.id, wheel.now)
        await changes.undone(wheel.tx, held.id, wheel.source, wheel.now)
    return wording.told_missing_no_more(wheel.standup.title, was=held is not None)


async def _held(wheel: Wheel) -> Setting | None:
    """What they said of it, if it holds."""
    value = TellsMissing(wheel.source.person or "")
    found = await settings.of_standup(wheel.tx, wheel.standup.id)
    return next((one for one in found if one.value == value), None)


async def tell_at_close(tx: Transaction, directory: Directory, run: Run) -> None:
    """Tell those who watch the standup, and still run it, who has not shared in a run."""
    standup = directory.standups.get(run.standup.id)
    watching = _watching(directory, standup) if standup else []
    if not watching or run.closed_at is None:
        return
    told = await records.run_report(tx, run, run.closed_at)
    missing = [one.name for one in told.people if Standing.MISSING in one.standings]
    for person in watching:
        at = await occasion.of(tx, directory, person, run.closed_at)
        with speaking(await languages.about(tx, run.standup, person)):
            text = wording.missing_at_close(
                run.standup.title, run.day, missing[:_MOST_NAMED], len(missing)
            )
            key = keys.missing(run.id, person.id)
            await occasion.say(at, Say(text, key, urgency=Urgency.REPORT))


def _watching(directory: Directory, standup: Standup) -> list[Person]:
    known = (directory.people.get(one) for one in dict.fromkeys(standup.watched_by))
    return [
        person
        for person in known
        if person is not None and may(steering(person, standup), Action.STEER_RUN)
    ]
