"""What somebody said lives on because they want it to, whatever question it answered, if any."""

from standup.core import commands
from standup.core.language import spoken
from standup.core.lives.item import Item, Sheet
from standup.core.lives.lines import line_of
from standup.core.lives.naming import of_lives
from standup.core.messages.markup import Message
from standup.core.text.name_matching import fold
from standup.core.wording import items as wording
from standup.engine.occasion import Occasion
from standup.store import check_ins, item_wordings, items, runs, sheets, writings


async def keep(at: Occasion, life: str, words: str, message: str) -> Message:
    """Let these words live on, of this message; returns what is said of it."""
    latest = await check_ins.latest_standup(at.tx, at.person.id)
    theirs = at.directory.standups_of(at.person)
    name = of_lives(theirs)[0].get(fold(life), "")
    found = [(standup, one) for standup in theirs if (one := standup.life(name))]
    if not found:
        return wording.no_such_life(life, _names(at))
    here = [pair for pair in found if pair[0].id == latest] or found
    if len(here) > 1:
        return wording.which_standup(life, [standup.title for standup, _ in here])
    [(standup, known)] = here
    run = await runs.latest_open(at.tx, standup.id)
    line = line_of(words, known)
    source = f"kept/{message}"
    sheet = Sheet(source, standup.id, run, at.person.id, at.now, (line,))
    await sheets.take(at.tx, sheet, {known.name: known})
    at.leaving.is_news = True
    [item] = await items.of_source(at.tx, source)
    return wording.kept(item, standup.title)


async def keep_latest(at: Occasion, life: str) -> Message:
    """Let what somebody said last live on."""
    said = await writings.last_said(at.tx, at.person.id) if life else None
    if said is None:
        return wording.nothing_to_keep(life or spoken("hypothesis"))
    return await keep(at, life, said.text, said.message)


async def keep_said(at: Occasion, life: str, message: str) -> Message:
    """Let an update or an answer of theirs live on."""
    said = await writings.said(at.tx, at.person.id, message)
    return (
        wording.nothing_to_keep(life) if said is None else await keep(at, life, said.text, message)
    )


async def reworded(at: Occasion, message: str, text: str) -> None:
    """Have what lives on of a message follow it, which says this now, or nothing."""
    source = f"kept/{message}"
    if not text:
        await item_wordings.drop(at.tx, source)
    for item in await items.of_source(at.tx, source):
        command = commands.parse(text, at.today)
        words = command.words if isinstance(command, commands.KeepAs) else text
        await items.reword(at.tx, item.number, " ".join(words.split()))
        at.leaving.is_news = True


async def let_go(at: Occasion, item: Item) -> None:
    """Take back that something lives on; what it was said in stays."""
    await items.reword(at.tx, item.number, "")
    await item_wordings.drop(at.tx, item.source)
    at.leaving.is_news = True


def _names(at: Occasion) -> list[str]:
    lives = (life.name for s in at.directory.standups_of(at.person) for life in s.lives)
    return list(dict.fromkeys(lives))
