"""Taking part in a standup, or no more: what somebody says of it themselves."""

from collections.abc import Sequence

from standup.core import keys, rights
from standup.core.commands.said import Join, Leave
from standup.core.conversation.effects import Say
from standup.core.conversation.events import Left, Rejoined
from standup.core.messages.markup import Message
from standup.core.model import Standup
from standup.core.rights import Action
from standup.core.settings.setting import TakesPart, is_own_word
from standup.core.wording import accounts as accounts_wording
from standup.core.wording import belonging as wording
from standup.core.wording import steering as steering_wording
from standup.engine import carry_out
from standup.engine.occasion import Occasion, say
from standup.engine.wheel import Wheel, is_fixed_here, keep, refusal
from standup.store import conversations, runs, settings, silences


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
    if refused := refusal(wheel, value):
        return refused
    if len(standup.participants) == 1:
        return wording.only_one(standup.title, organiser, runs_it=_runs(at, standup))
    before = await conversations.load(at.tx, at.person, at.now)
    await carry_out.decide(at, before, Left(standup.id))
    await silences.end(at.tx, at.person.id, standup.id)
    await keep(wheel, value, "leave")
    at.leaving.is_setting = at.leaving.is_news = True
    return wording.left(standup.title, runs_it=_runs(at, standup))


async def rejoin(at: Occasion, standup: str, key: str) -> None:
    """Have what was open of a standup to whoever left it go on, as far as it is open still."""
    open_ = await runs.left_open(at.tx, standup, at.person.id)
    if open_:
        talk = await conversations.load(at.tx, at.person, at.now)
        event = Rejoined(keys.question_after(key), tuple(open_))
        await carry_out.decide(at, talk, event)


async def join(at: Occasion, said: Join, key: str) -> None:
    """Have them take part again where they left, or tell what they take part in."""
    told, joined = await _join(at, said)
    if told is not None:
        await say(at, Say(told, key))
    for standup in joined:
        await rejoin(at, standup.id, key)


async def _join(at: Occasion, said: Join) -> tuple[Message | None, Sequence[Standup]]:
    organiser, mine = at.directory.instance.organiser, at.directory.standups_of(at.person)
    named = at.directory.standups.get(said.standup or "")
    if said.is_unclear or (named is not None and named in mine):
        titles = [one.title for one in mine if named in {None, one}]
        return accounts_wording.takes_part(titles, organiser), ()
    wheels = [wheel for one in _those(at, named) if (wheel := await _way_back(at, one))]
    if not wheels and said.besides:
        return None, ()
    if not wheels and named is not None:
        return wording.not_let_in(named.title, organiser), ()
    if not wheels:
        return accounts_wording.takes_part([one.title for one in mine], organiser), ()
    if len(wheels) > 1 and not said.all:
        return wording.which_again([one.standup.id for one in wheels]), ()
    for wheel in wheels:
        await keep(wheel, TakesPart((at.person.id,), takes=True), "join")
    at.leaving.is_setting = at.leaving.is_news = True
    again = [one.standup for one in wheels]
    return wording.joined(again), again


def _those(at: Occasion, named: Standup | None) -> Sequence[Standup]:
    """The standups that somebody may have left: the named one, or all that they have."""
    left = at.directory.index.left.get(at.person.id, ())
    return [at.directory.standups[one] for one in left if named is None or one == named.id]


async def _way_back(at: Occasion, standup: Standup) -> Wheel | None:
    """The wheel by which they come back into a standup that they left by their own word; what an
    owner said is not theirs to take back, nor what the files keep."""
    wheel = Wheel.of(at, standup, "join")
    if is_fixed_here(wheel, TakesPart((at.person.id,), takes=True)):
        return None
    held = [one for one in await settings.of_standup(at.tx, standup.id) if _is_of(at, one.value)]
    return wheel if held and is_own_word(held[-1], at.person.id) else None


def _is_of(at: Occasion, value: object) -> bool:
    return isinstance(value, TakesPart) and at.person.id in value.people


def _runs(at: Occasion, standup: Standup) -> bool:
    return rights.may(rights.steering(at.person, standup), Action.STEER_RUN)
