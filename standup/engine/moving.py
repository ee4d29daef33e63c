"""A standup that posts elsewhere from its next run on, if the bot can write there.

Whether it can is known once it has: a word is posted there, and where the platform refuses it, all
is as it was, and whoever said so is told why.
"""

import re
from datetime import datetime

from standup.chat.interface import Unreachable
from standup.core import keys
from standup.core.commands.said import Place
from standup.core.conversation.effects import Say, Urgency
from standup.core.language import speaking, spoken
from standup.core.messages.markup import Message
from standup.core.model import Channel, Standup
from standup.core.settings.setting import BY_ITSELF, PostsIn, Scope, Setting
from standup.core.wording import moving as wording
from standup.engine import languages, occasion
from standup.engine.directory import Directory
from standup.engine.fitting import new_parts
from standup.engine.proposal import Outcome, Proposal
from standup.engine.wheel import Wheel, keep, refusal
from standup.store import changes, outbox, settings
from standup.store.database import Transaction
from standup.store.outbox import Promise


async def move(wheel: Wheel, said: Place) -> Outcome:
    """Have the standup post in another channel of a platform."""
    adapter, title = said.adapter or wheel.source.via, wheel.standup.title
    here = [one.place for one in wheel.standup.channels if one.adapter == adapter]
    place = _place(wheel.directory, adapter, said.place)
    if not wheel.standup.is_posted:
        return wording.nothing_is_posted(title)
    if adapter not in wheel.directory.capabilities:
        return wording.which_platform(sorted(wheel.directory.platforms), said.place)
    if place is None:
        return wording.no_channel(adapter, said.place, here[0] if here else "")
    value = PostsIn(adapter, place)
    if refused := refusal(wheel, value):
        return refused
    if here == [place]:
        return wording.there_already(title, place)

    async def do() -> Message:
        number = await keep(wheel, value, "channel")
        await _try(wheel, number, Channel(adapter, place))
        return wording.moved(title, place)

    shown = wording.to_be_moved(title, here[0] if here else "", place)
    return Proposal(shown, spoken("Post there"), ("channel", adapter, place, *here), do)


def _place(directory: Directory, adapter: str, said: str) -> str | None:
    """The channel as the files have it, of what somebody called it."""
    can = directory.capabilities.get(adapter)
    found = re.fullmatch(can.channel, said) if can is not None and can.channel else None
    return found[1] if found else None


async def _try(wheel: Wheel, number: int, channel: Channel) -> None:
    """Promise a word there, in the standup's language."""
    with speaking(wheel.standup.language):
        text = wording.posted_here(wheel.standup.title, wheel.name)
    can = wheel.directory.capabilities[channel.adapter]
    for key, message in new_parts(keys.channel(number), text, can):
        promised = Promise(
            key=key,
            adapter=channel.adapter,
            message=message,
            urgency=Urgency.REPORT,
            due_at=wheel.now,
            place=channel.place,
        )
        await outbox.promise(wheel.tx, promised, wheel.now)


async def refused(
    tx: Transaction, directory: Directory, message: int, why: Unreachable, now: datetime
) -> bool:
    """Take back that a standup posts where the platform refuses this message; whether it was one
    that tried that."""
    number = keys.tried(await outbox.key_of(tx, message))
    held = await settings.holding(tx, number) if number is not None else None
    if number is None:
        return False
    if held is not None:
        await settings.undo(tx, held.id, now)
        await changes.undone(tx, held.id, BY_ITSELF, now)
        await _tell(tx, directory, held, why, now)
    return True


async def _tell(
    tx: Transaction, directory: Directory, held: Setting, why: Unreachable, now: datetime
) -> None:
    """Tell whoever wanted to post there that it cannot be."""
    person = directory.people.get(held.source.person or "")
    value, standup = held.value, _of(directory, held.scope)
    if person is None or standup is None or not isinstance(value, PostsIn):
        return
    at = await occasion.of(tx, directory, person, now)
    with speaking(await languages.of(tx, directory, person)):
        text = wording.refused(standup.title, value.adapter, value.place, why.told, why.reason)
    await occasion.say(at, Say(text, keys.refused(held.id), Urgency.REPORT, wished=True))


def _of(directory: Directory, scope: Scope) -> Standup | None:
    return directory.standups.get(scope.standup or "")
