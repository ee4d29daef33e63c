"""The words of those who run a standup, in a chat: which standup, whether they may, and done."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date
from functools import partial

from standup.core import rights
from standup.core.asking import confirming
from standup.core.commands import Around, understand
from standup.core.commands.said import Place, Steer
from standup.core.commands.table import action_of, entry_of
from standup.core.conversation.effects import Say
from standup.core.language import languages, now_spoken, speaking, spoken
from standup.core.messages.markup import Message
from standup.core.model import Standup
from standup.core.reports.report import ALIAS, SOMEBODY
from standup.core.rights import Action
from standup.core.settings.setting import Setting, TakesPart
from standup.core.wording import settings as settings_wording
from standup.core.wording import steering as wording
from standup.core.wording import trail as trail_wording
from standup.core.zones import zone_info
from standup.engine import polling, steering
from standup.engine.handlers import handler
from standup.engine.meant import meant
from standup.engine.occasion import Occasion, say
from standup.engine.proposal import Outcome, Proposal
from standup.engine.wheel import Wheel
from standup.store import changes as trail
from standup.store.changes import Change, Confirming

_LATEST = 10

Do = Callable[[Wheel], Awaitable[Outcome]]


async def steer(at: Occasion, said: Steer, key: str) -> None:
    """Do to the standup what they said, or show them what would come of it.

    A yes that follows is to this, and not to what they were shown before it."""
    if entry_of(said).shown_first:
        await trail.show_no_more(at.tx, at.person.id)
    said = _here(at, said)
    await _steer(at, said, key, partial(steering.steer, said=said))


def _here(at: Occasion, said: Steer) -> Steer:
    """The same with the channel in which they say `here`, which a yes may be said outside of."""
    match said.given:
        case Place("here") if at.channel is not None:
            words = " ".join(filter(None, ("channel", at.channel, said.standup)))
            return replace(said, given=Place(at.channel), words=words)
    return said


async def confirm(at: Occasion, _: Steer, key: str) -> None:
    """Do what they were shown."""
    await confirmed(at, None, key)


async def confirmed(at: Occasion, token: str | None, key: str) -> None:
    """Do what they were shown, if it is what they say yes to."""
    shown = await trail.confirming(at.tx, at.person.id)
    if shown is not None and token in {None, shown.token}:
        shown = await trail.confirmed(at.tx, at.person.id, at.now)
    else:
        shown = None
    said = _said_again(at, shown) if shown else None
    standup = at.directory.standups.get(shown.standup) if shown else None
    if shown is None or said is None or standup is None or not _may(at, standup, action_of(said)):
        await say(at, Say(wording.nothing_to_confirm(), key))
        return
    wheel = Wheel.of(at, standup, shown.words)
    found = await steering.steer(wheel, said)
    if isinstance(found, Proposal) and found.mark != shown.mark:
        found = replace(found, shown=wording.otherwise_by_now() + found.shown)
    elif isinstance(found, Proposal) and token is None and shown.said_since:
        found = replace(found, shown=wording.is_it_this() + found.shown)
    elif isinstance(found, Proposal):
        found = await found.do()
    await _tell(at, wheel, said, found, key, shown.said_on)


def _said_again(at: Occasion, shown: Confirming) -> Steer | None:
    """What was said, as it is understood now, in whichever language that was."""
    on = shown.said_on or at.today
    names = at.directory.names_for(at.person)
    around = Around(on, at.directory.platforms, is_signed=True, standups=names, steers=True)
    for language in (now_spoken(), *languages()):
        with speaking(language):
            said = understand(f"/{shown.words}", around)
        if isinstance(said, Steer) and entry_of(said).shown_first and not said.unclear:
            return said
    return None


async def _tell(
    at: Occasion, wheel: Wheel, said: Steer, found: Outcome, key: str, on: date | None
) -> None:
    """Say what came of what was said on a date; or show what would, and have them say yes."""
    if isinstance(found, Proposal):
        to_do = (wheel.standup.id, said.name, said.words, found.mark)
        shown = Confirming(*to_do, said_since=False, asked_at=at.now, said_on=on)
        await trail.confirm_first(at.tx, at.person.id, shown)
        text = found.shown + wording.say_yes(can_press=at.can.choices)
        found = text + confirming.offered(shown.token, found.label)
    else:
        at.leaving.is_setting = at.leaving.is_news = True
    await say(at, Say(found, key))


async def undo(at: Occasion, held: Setting, key: str) -> None:
    """Take back what they set of a standup, and say so."""
    standup = at.directory.standups.get(held.scope.standup or "")
    if standup is not None:
        await steering.undo(Wheel.of(at, standup, "undo"), held)
    at.leaving.is_setting = at.leaving.is_news = True
    await say(at, Say(settings_wording.undone(held), key))
    if standup is not None and isinstance(held.value, TakesPart) and not held.value.takes:
        await handler("belonging.rejoin")(at, standup.id, key)


async def undo_poll(at: Occasion, polled: Change, key: str) -> None:
    """Take back the poll that they asked for last, if it is open still and they may."""
    standup = at.directory.standups.get(polled.standup)
    if standup is None or not _may(at, standup, Action.STEER):
        await say(at, Say(wording.not_yours(at.directory.instance.organiser), key))
        return
    found = await polling.cancel(Wheel.of(at, standup, "undo"), is_undone=True)
    told = await found.do() if isinstance(found, Proposal) else found
    at.leaving.is_setting = at.leaving.is_news = True
    await say(at, Say(told, key))


async def changes(at: Occasion, said: Steer, key: str) -> None:
    """Tell who steered the standup lately."""

    async def do(wheel: Wheel) -> Message:
        found = await trail.latest(at.tx, [wheel.standup.id], _LATEST)
        return wording.changes([_line(at, one) for one in found])

    await _steer(at, said, key, do)


def _unknown(person: str | None) -> str | None:
    """The id of somebody who is not in the configuration, or that they were forgotten."""
    return spoken(SOMEBODY) if person and person.startswith(ALIAS) else person


def _line(at: Occasion, change: Change) -> str:
    known = at.directory.people.get(change.source.person or "")
    return wording.change(
        known.name if known else _unknown(change.source.person),
        change.source.via,
        change.words,
        trail_wording.told(change.effect, change.value),
        change.at.astimezone(zone_info(at.person.zone)),
        undone=change.undone_at is not None,
    )


async def _steer(at: Occasion, said: Steer, key: str, do: Do) -> None:
    """Find the standup, do it if they may, and say what came of it."""
    found = await _standup(at, said)
    if isinstance(found, Message):
        await say(at, Say(found, key))
        return
    wheel = Wheel.of(at, found, said.words)
    await _tell(at, wheel, said, await do(wheel), key, at.said_on)


async def _standup(at: Occasion, said: Steer) -> Standup | Message:
    """The standup that is meant, or what is said instead."""
    action = action_of(said)
    mine = [one for one in at.directory.steered_by(at.person) if _may(at, one, action)]
    named = [one for one in mine if said.standup in {None, one.id}]
    if not named:
        return wording.not_yours(at.directory.instance.organiser)
    if len(named) > 1:
        named = list(await meant(at, said, named))
    if len(named) > 1:
        return wording.which(said.words or said.name, [one.id for one in named])
    return named[0]


def _may(at: Occasion, standup: Standup, action: Action) -> bool:
    return rights.may(rights.steering(at.person, standup), action)
