"""Somebody answers now by themselves: early, late, unasked, or what they put off."""

from dataclasses import replace

from standup.core import keys
from standup.core.commands.said import Begin, Report
from standup.core.conversation.effects import Say
from standup.core.wording import accounts
from standup.core.wording import beginning as wording
from standup.core.wording.direct import choice_over
from standup.engine import beginning, handlers
from standup.engine.occasion import Occasion, say
from standup.store import conversations


async def begin(at: Occasion, said: Begin, key: str) -> None:
    """Begin what they may answer now, or ask which; with nothing to answer, tell what the team
    shared last."""
    talk = await conversations.load(at.tx, at.person, at.now)
    offered = [
        one
        for one in await beginning.offered(at, talk)
        if said.standup in {None, one.standup.id} and said.day in {None, one.day}
    ]
    there = None if offered else beginning.begun(at, talk, said)
    if not offered and there is None and said.day is None:
        await handlers.carry_out(at, Report(), key)
        return
    if at.place is not None:
        await say(at, Say(accounts.comes_to_you_alone(), key))
        at, key = replace(at, place=None), keys.alone(key)
    if len(offered) == 1:
        await beginning.begin(at, offered[0], key)
    elif offered:
        await say(at, Say(wording.which(offered, at.can), key))
    elif there is not None and there.is_open:
        await beginning.go_on(at, talk, there, key)
    elif there is not None:
        await say(at, Say(wording.shared_already(there, at.can), key))
    else:
        await say(at, Say(wording.nothing(), key))


async def pressed(at: Occasion, token: str, key: str) -> None:
    """Begin what they pressed, if it may be begun still."""
    talk = await conversations.load(at.tx, at.person, at.now)
    for one in await beginning.offered(at, talk):
        if one.token == token:
            await beginning.begin(at, one, key)
            return
    await say(at, Say(choice_over(), key))
