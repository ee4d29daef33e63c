"""`undo`: what somebody said last is taken back, for a little while."""

from datetime import datetime, timedelta

from standup.core.check_in import Conversation
from standup.core.commands.said import Plain
from standup.core.conversation.effects import Say
from standup.core.conversation.events import Changed
from standup.core.wording import keeping_back as wording
from standup.engine import carry_out
from standup.engine.occasion import Occasion, say
from standup.store import conversations

WITHIN = timedelta(minutes=10)


async def undo(at: Occasion, _: Plain, key: str) -> None:
    """Take back their latest update or answer, named before it goes, or say how else."""
    await _take_back(at, await conversations.last_said(at.tx, at.person.id), key)


async def pressed(at: Occasion, message: str, key: str) -> None:
    """Take back what stands above the choice."""
    await _take_back(at, await conversations.added(at.tx, at.person.id, message), key)


async def _take_back(at: Occasion, last: tuple[str, str, datetime] | None, key: str) -> None:
    if last is None:
        await say(at, Say(wording.nothing_to_undo(), key))
        return
    message, text, said_at = last
    if at.now - said_at > WITHIN:
        can = at.can
        told = wording.too_late_to_undo(
            text, sees_deletes=can.sees_deletes, sees_edits=can.sees_edits
        )
        await say(at, Say(told, key))
        return
    before = await conversations.load(at.tx, at.person, at.now, message)
    after = await carry_out.decide(at, before, Changed(message, ""))
    await say(at, Say(wording.taken_back(text, may_go_back=_may_go_back(after, message)), key))


def _may_go_back(talk: Conversation, message: str) -> bool:
    """Whether `back` asks what the message answered."""
    asking = talk.asking
    if asking is None or asking.position == 0:
        return False
    said = asking.texts(asking.round.questions[asking.position - 1])
    return talk.of_message(message) is asking and bool(said)
