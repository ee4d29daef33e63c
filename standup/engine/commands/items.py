"""Items that live: shown, and moved by who may."""

from dataclasses import replace

from standup.core import keys
from standup.core.commands import KeepAs, OfItem
from standup.core.conversation.effects import Say
from standup.core.lives.item import BY_REPLY
from standup.core.wording import items as wording
from standup.engine.living import keeping, moving
from standup.engine.occasion import Occasion, say


async def of_item(at: Occasion, said: OfItem, key: str) -> None:
    """Show an item, or do what they say of it."""
    source = f"said/{keys.replied_to(key)}"
    if not said.words:
        await say(at, Say(await moving.detail(at, said.number), f"{keys.SHOWN}{key}"))
        return
    part = BY_REPLY if said.is_reply else ""
    here = await moving.hand(at, said.number, source, part)
    told = wording.unknown(said.number) if here is None else await moving.say_of(here, said.words)
    await say(at, Say(told, f"{keys.SHOWN}{key}"))


async def keep_as(at: Occasion, said: KeepAs, key: str) -> None:
    """Let what they say, or said last, live on."""
    message = keys.replied_to(key)
    if said.words:
        told = await keeping.keep(at, said.life, said.words, message)
    else:
        told = await keeping.keep_latest(at, said.life)
    await say(at, Say(told, key))


async def pressed_to_keep(at: Occasion, kept: tuple[str, str], key: str) -> None:
    """Let the update above a choice live on."""
    life, message = kept
    await say(at, Say(await keeping.keep_said(at, life, message), key))


async def pressed(at: Occasion, of: tuple[int, int], key: str) -> None:
    """Bring an item into the state that was pressed; wherever that was, they alone are told."""
    number, state = of
    at = replace(at, place=None)
    here = await moving.hand(at, number, f"said/{keys.replied_to(key)}")
    if here is None or state >= len(here.life.states):
        await say(at, Say(wording.unknown(number), key))
    else:
        told = await moving.move(here, here.life.states[state].name)
        await say(at, Say(told, f"{keys.SHOWN}{key}"))
