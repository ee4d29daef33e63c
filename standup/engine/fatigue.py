"""What is known of whoever has left a standup without a word: what to offer them, who is let be."""

from collections.abc import Iterator, Mapping

from standup.core.asking.silence import Rhythm, Silence
from standup.core.model import Person, Standup
from standup.core.settings.setting import NAMES, Remind, TakesPart
from standup.engine.directory import Directory


def weary(
    directory: Directory, person: Person, silences: Mapping[str, Silence]
) -> Mapping[str, tuple[Rhythm, ...]]:
    """In which standups to ask somebody whether the rhythm is right, and what they may choose."""
    found = ((one, directory.standups.get(one)) for one in silences)
    return {
        name: tuple(_choices(standup, person))
        for name, standup in found
        if standup is not None and silences[name].asks_now(standup.fatigue)
    }


def _choices(standup: Standup, person: Person) -> Iterator[Rhythm]:
    yield Rhythm.AS_BEFORE
    if NAMES[Remind] not in standup.fixed and _is_reminded(standup, person):
        yield Rhythm.FEWER
    yield Rhythm.AWAY
    if NAMES[TakesPart] not in standup.fixed and len(standup.participants) > 1:
        yield Rhythm.LEAVE


def _is_reminded(standup: Standup, person: Person) -> bool:
    nudge = person.in_standup(standup.id).nudge
    if nudge is not None:
        return not nudge.is_never
    return any(round_.reminder for round_ in standup.rounds)


def let_be(directory: Directory, person: Person) -> Mapping[str, str]:
    """The titles of the standups that ask somebody nothing until they say a word, by their ids."""
    these = [standup for standup, own in person.own if own.let_be]
    return {one: directory.standups[one].title for one in these}


def how_many(standup: Standup) -> int:
    """How many people a standup lets be: who they are is told to nobody."""
    return sum(one.in_standup(standup.id).let_be for one in standup.participants)
