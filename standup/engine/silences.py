"""Keeps how long people leave a standup without a word, lets them be, and asks them again."""

from dataclasses import replace

from standup.core import keys
from standup.core.asking.silence import Silence
from standup.core.conversation.effects import (
    AskedRhythm,
    LeftUnanswered,
    Say,
    SpokeUp,
    Urgency,
)
from standup.core.messages.markup import Message
from standup.core.settings.setting import BY_ITSELF, NAMES, LetBe, Scope
from standup.core.wording import fatigue as wording
from standup.engine.occasion import Occasion, say
from standup.store import asking, outbox, settings, silences
from standup.store.some import one


async def carry_out(at: Occasion, effect: LeftUnanswered | AskedRhythm | SpokeUp) -> None:
    """Keep what a conversation decided of a silence."""
    match effect:
        case LeftUnanswered():
            await _left(at, effect)
        case AskedRhythm(standup, silence):
            await silences.keep(at.tx, at.person.id, standup, silence)
        case SpokeUp():
            await _spoke_up(at, effect)


async def _left(at: Occasion, left: LeftUnanswered) -> None:
    """Count a run that reached its person and was left without a word."""
    standup = at.directory.standups.get(left.standup)
    if standup is None or standup.fatigue is None or not await _was_reached(at, left.run):
        return
    silence = left.before.one_more()
    if silence.lets_be(standup.fatigue):
        await silences.end(at.tx, at.person.id, standup.id)
        scope, value = Scope(at.person.id, standup.id), LetBe(silence.runs)
        await settings.keep(at.tx, scope, value, "", BY_ITSELF, at.now)
        at.leaving.is_setting = True
        told = _softly(at, wording.let_be(standup.title, silence.runs))
        await say(at, Say(told, keys.let_be(left.check_in), Urgency.REMINDER))
    else:
        await silences.keep(at.tx, at.person.id, standup.id, silence)


async def _was_reached(at: Occasion, run: int) -> bool:
    """Whether any question of a run stood where its person reads."""
    asked = await asking.numbers(at.tx, run, at.person.id)
    lost = await asking.unreached(at.tx, run, one(at.person.id))
    return any(number not in lost for number in asked)


def _softly(at: Occasion, told: Message) -> Message:
    """Without a sound, where the platform can: a deadline may be at midnight."""
    return replace(told, silent=True) if at.can.silent else told


async def _spoke_up(at: Occasion, spoke: SpokeUp) -> None:
    """End a silence, and take back what was to be said of it."""
    tx, person, standup = at.tx, at.person.id, spoke.standup
    if spoke.waits:
        await silences.keep(tx, person, standup, Silence(heard=at.now))
    else:
        await silences.end(tx, person, standup)
    about = [key(one) for one in spoke.check_ins for key in (keys.rhythm, keys.let_be)]
    await outbox.withdraw(tx, about)
    if at.person.in_standup(standup).let_be:
        held = await settings.same(tx, Scope(person, standup), NAMES[LetBe])
        if held is not None:
            await settings.end(tx, held.id, at.now)
            at.leaving.is_setting = at.leaving.is_news = True
