"""What people agree to have published, and telling them in time how to be left out."""

from datetime import date

from standup.core import keys
from standup.core.commands import Publish
from standup.core.conversation.effects import Say
from standup.core.language import speaking
from standup.core.messages.markup import Message
from standup.core.model import Standup
from standup.core.wording import publishing as wording
from standup.engine import languages
from standup.engine.occasion import Occasion, say
from standup.store import consents, lasting


async def agree(at: Occasion, wish: Publish, key: str) -> None:
    """Keep what they say, and tell them what it means."""
    await say(at, Say(await _agreed(at, wish), key))


async def _agreed(at: Occasion, wish: Publish) -> Message:
    if wish.unclear:
        return wording.which_day(wish.unclear)
    person = at.person.id
    day = await consents.last_day(at.tx, person) if wish.last else wish.day
    if wish.last and day is None:
        return wording.nothing_shared()
    await consents.say(at.tx, person, day, at.now, agreed=wish.agreed)
    await lasting.keep(at.tx, person, "publish" if wish.agreed else "unpublish", at.now)
    if day is not None:
        return wording.of_day(day, _published(at), agreed=wish.agreed)
    if not wish.agreed:
        return wording.refused()
    return wording.agreed((await consents.of(at.tx, person)).without, _published(at))


def _published(at: Occasion) -> list[str]:
    """What they take part in that is published at all."""
    return [
        standup.title
        for standup in at.directory.standups_of(at.person)
        if standup.publish != "nobody" and not standup.is_internal
    ]


async def tell_once(at: Occasion, standup: Standup, day: date) -> None:
    """Before the first question of a standup that publishes everybody, tell how to be left out."""
    if standup.publish != "everyone" or standup.is_internal:
        return
    if await consents.tell(at.tx, at.person.id, standup.id, day, at.now):
        organiser = at.directory.instance.organiser
        with speaking(await languages.about(at.tx, standup, at.person)):
            text = wording.published_unless(standup.title, organiser)
        await say(at, Say(text, keys.published(at.person.id, standup.id, day)))
