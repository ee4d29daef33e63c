"""Taking what was kept back: by a press, or by `post it`."""

from datetime import timedelta

from standup.core.commands.said import Plain
from standup.core.conversation.effects import Say
from standup.core.conversation.events import Took
from standup.core.offer import Offer
from standup.core.wording import keeping_back as wording
from standup.engine import carry_out
from standup.engine.occasion import Occasion, say
from standup.store import conversations, offers

_BY_WORD = timedelta(days=1)  # `post it` names nothing, so it is about what was lately said


async def post_it(at: Occasion, _: Plain, key: str) -> None:
    """Take what was kept back last."""
    offer = await offers.latest(at.tx, at.person.id, at.now - _BY_WORD)
    await _take(at, offer, key)


async def pressed(at: Occasion, number: int, key: str) -> None:
    """Take what stands under the choice."""
    await _take(at, await offers.get(at.tx, number, at.person.id), key)


async def _take(at: Occasion, offer: Offer | None, key: str) -> None:
    if offer is None:
        await say(at, Say(wording.nothing_kept_back(), key))
        return
    before = await conversations.load(at.tx, at.person, at.now)
    await carry_out.decide(at, before, Took(key.removeprefix("re/"), offer))
