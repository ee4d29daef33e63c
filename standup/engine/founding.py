"""Standups that are made in a chat, like one there is, or put away."""

import re
import unicodedata
from collections.abc import Container
from dataclasses import replace
from itertools import count

from standup.core.language import spoken
from standup.core.messages.markup import Message
from standup.core.model import Standup
from standup.core.settings.setting import Archived, Founded
from standup.core.text.name_matching import fold
from standup.core.wording import founding as wording
from standup.engine.proposal import Outcome, Proposal
from standup.engine.wheel import Wheel, comes_next, first_untouched, keep, refusal

_LONGEST = 40  # of an id, which has room for a number behind it


async def found(wheel: Wheel, title: str) -> Outcome:
    """One more standup, like the one at whose wheel somebody is."""
    like = wheel.standup
    if not title:
        return wording.which_title(like.title)
    if fold(title) in wheel.directory.index.names:
        return wording.there_already(title)
    made = _like(like, _id(title, wheel.directory.standups), title)
    value = Founded(made, tuple(person.id for person in like.participants))
    if refused := refusal(wheel, value):
        return refused
    then = await comes_next(wheel, made)

    async def do() -> Message:
        await keep(replace(wheel, standup=made), value, "new standup")
        return wording.founded(title, then)

    names = [person.name for person in like.participants]
    shown = wording.to_be_founded(title, like, names)
    return Proposal(shown, spoken("Make it"), ("new standup", made.id, *value.people), do)


def _like(standup: Standup, standup_id: str, title: str) -> Standup:
    """The same, but for its people, and what was said of it for a time or by its people."""
    rounds = tuple(replace(one, former=()) for one in standup.rounds)
    rhythm = replace(standup.rhythm, pauses=(), archived=False)
    return replace(
        standup,
        id=standup_id,
        title=title,
        rounds=rounds,
        rhythm=rhythm,
        participants=(),
        watched_by=(),
    )


def _id(title: str, taken: Container[str]) -> str:
    """ "Team Retro" is `team-retro`."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    word = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST].strip("-")
    word = word if word[:1].isalpha() else f"standup-{word}".strip("-")
    numbered = (word if number == 1 else f"{word}-{number}" for number in count(1))
    return next(one for one in numbered if one not in taken)


async def archive(wheel: Wheel) -> Outcome:
    """Ask nobody any more; what is open goes on to its end, and what was shared stays."""
    title, first = wheel.standup.title, await first_untouched(wheel)
    value = Archived(first)
    if refused := refusal(wheel, value):
        return refused

    async def do() -> Message:
        await keep(wheel, value, "archive")
        return wording.archived(title)

    names = [person.name for person in wheel.standup.participants]
    shown = wording.to_be_archived(title, first, names)
    return Proposal(shown, spoken("Archive it"), ("archive", first), do)
