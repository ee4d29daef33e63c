"""Taking part in a standup, or no more: what somebody says of it themselves."""

from standup.core import rights
from standup.core.commands.said import Join, Leave
from standup.core.conversation.effects import Say
from standup.core.conversation.events import Left
from standup.core.messages.markup import Message
from standup.core.model import Standup
from standup.core.rights import Action
from standup.core.settings.setting import TakesPart
from standup.core.wording import accounts as accounts_wording
from standup.core.wording import belonging as wording
from standup.core.wording import steering as steering_wording
from standup.engine import carry_out
from standup.engine.occasion import Occasion, say
from standup.engine.wheel import Wheel, is_fixed_here, keep
from standup.store import conversations, settings, silences


async def leave(at: Occasion, said: Leave, key: str) -> None:
    """Ask them no more in a standup; what is open of it is over for them."""
    await say(at, Say(await _leave(at, said), key))


async def _leave(at: Occasion, said: Leave) -> Message:
    mine = at.directory.standups_of(at.person)
    named = [one for one in mine if said.standup in {None, one.id}]
    organiser = at.directory.instance.organiser
    if not named:
        return accounts_wording.takes_part([one.title for one in mine], organiser)
    if len(named) > 1:
        return steering_wording.which("leave", [one.id for one in named])
    standup = named[0]
    wheel, value = Wheel.of(at, standup, "leave"), TakesPart((at.person.id,), takes=False)
    if is_fixed_here(wheel, value):
        return steering_wording.fixed(standup.title, organiser)
    if len(standup.participants) == 1:
        return wording.only_one(standup.title, organiser, runs_it=_runs(at, standup))
    before = await conversations.load(at.tx, at.person, at.now)
    await carry_out.decide(at, before, Left(standup.id))
    await silences.end(at.tx, at.person.id, standup.id)
    await keep(wheel, value, "leave")
    at.leaving.is_setting = at.leaving.is_news = True
    return wording.left(standup.title, runs_it=_runs(at, standup))


async def join(at: Occasion, _: Join, key: str) -> None:
    """Have them take part again where they left, or tell what they take part in."""
    value = TakesPart((at.person.id,), takes=True)
    wheels = [Wheel.of(at, one, "join") for one in at.directory.instance.standups]
    wheels = [one for one in wheels if not is_fixed_here(one, value) and await _left(at, one)]
    for wheel in wheels:
        await keep(wheel, value, "join")
        at.leaving.is_setting = at.leaving.is_news = True
    if wheels:
        told = wording.joined([one.standup.title for one in wheels])
    else:
        titles = [one.title for one in at.directory.standups_of(at.person)]
        told = accounts_wording.takes_part(titles, at.directory.instance.organiser)
    await say(at, Say(told, key))


async def _left(at: Occasion, wheel: Wheel) -> bool:
    """Whether they said themselves that they take no part in it; an owner's word is not theirs to
    take back."""
    if wheel.standup in at.directory.standups_of(at.person):
        return False
    said = await settings.of_standup(at.tx, wheel.standup.id)
    held = [one for one in said if _is_of(at, one.value)]
    return bool(held) and held[-1].source.person == at.person.id


def _is_of(at: Occasion, value: object) -> bool:
    return isinstance(value, TakesPart) and at.person.id in value.people


def _runs(at: Occasion, standup: Standup) -> bool:
    return rights.may(rights.steering(at.person, standup), Action.STEER_RUN)
