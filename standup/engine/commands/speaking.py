"""The language in which somebody is spoken to."""

from standup.core.commands.said import Speak
from standup.core.conversation.effects import Say
from standup.core.language import now_spoken, speaking
from standup.core.wording import speaking as wording
from standup.engine.occasion import Occasion, say
from standup.store import lasting, spoken


async def speak(at: Occasion, said: Speak, key: str) -> None:
    """Speak another language from now on, or tell which there are."""
    if not said.language:
        await say(at, Say(wording.which(now_spoken(), said.unclear), key))
        return
    await spoken.keep(at.tx, at.person.id, said.language)
    await lasting.keep(at.tx, at.person.id, "language", at.now)
    with speaking(said.language):
        await say(at, Say(wording.spoken_from_now(said.language), key))
