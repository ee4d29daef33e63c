"""Where items stand, asked of their owners: seldom, and no more once nobody answers.

An item is asked about in a question of a round, or else after a round of its standup, of whoever
answered that; a line at most as often as its life says, and three times at most without news. One
of which nothing is said for long is asked about once more: whether it is over.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from standup.core import keys
from standup.core.asking.check_in import CheckIn, State
from standup.core.conversation.effects import Say, Urgency
from standup.core.language import speaking
from standup.core.life import Life
from standup.core.lives.asking import MOST_UNANSWERED, is_due, is_quiet
from standup.core.lives.item import Item
from standup.core.model import Standup
from standup.core.reading.own_words import named
from standup.core.wording import items as wording
from standup.engine import languages
from standup.engine.directory import Directory
from standup.engine.living import news
from standup.engine.occasion import Occasion, say
from standup.store import conversations, items
from standup.store.database import Transaction

_MOST = 3  # that are asked about at once
_A_WHILE = timedelta(hours=12)


async def in_round(at: Occasion, check_in: CheckIn | None) -> None:
    """Note which items the questions of a round are about that has just been asked."""
    if check_in is None or check_in.state not in {State.ASKING, State.WAITING}:
        return
    of_questions = [
        number
        for question in check_in.round.questions
        if question.life
        for item in check_in.shown.get(question.id, ())
        if (number := named(item)[0]) is not None
    ]
    await items.asked(at.tx, [*dict.fromkeys(of_questions)], at.now)


async def after_round(at: Occasion, check_in: CheckIn) -> None:
    """Ask somebody who has finished a round where their items stand, once nothing else is asked:
    also those of the standups that they finished before it."""
    talk = await conversations.load(at.tx, at.person, at.now)
    if talk.asking is not None:
        return
    done = [c for c in (*talk.check_ins, check_in) if c.state is State.DONE]
    for one in {c.standup.id: c for c in done}.values():
        if standup := at.directory.standups.get(one.standup.id):
            await _ask_of(at, standup, one)


async def _ask_of(at: Occasion, standup: Standup, check_in: CheckIn) -> None:
    by_question = {q.life for r in standup.rounds for q in r.questions if q.kind == "outcome"}
    lives = {life.name: life for life in standup.lives}
    theirs = await items.living(at.tx, at.person.id, standup.id)
    known = [(item, lives[item.life]) for item in theirs if item.life in lives]
    if quiet := [pair for pair in known if is_quiet(*pair, at.now)]:
        await _ask(at, check_in, quiet[:1], quiet=True)
        return
    due = [pair for pair in known if pair[0].life not in by_question and is_due(*pair, at.now)]
    if due:
        alike = [pair for pair in due if pair[0].life == due[0][0].life]
        await _ask(at, check_in, alike[:_MOST], quiet=False)


async def _ask(
    at: Occasion, check_in: CheckIn, about: Sequence[tuple[Item, Life]], *, quiet: bool
) -> None:
    item, life = about[0]
    states = [(n, s) for n, s in enumerate(life.states) if s.ends or not quiet]
    may = [(n, s) for n, s in states if s.by != "owners"]
    with speaking(await languages.of(at.tx, at.directory, at.person)):
        text = wording.ask(about, quiet=quiet)
        if len(about) == 1 and at.can.choices:
            text += wording.choices(item, may, at.can)
        key = keys.asked_of_items(check_in.id, item.number if len(about) == 1 else None)
        await say(at, Say(text, key, urgency=Urgency.REMINDER))
    most = MOST_UNANSWERED + 1 if quiet else None
    await items.asked(at.tx, [item.number for item, _ in about], at.now, most)


async def with_run(tx: Transaction, directory: Directory, standup: Standup, now: datetime) -> None:
    """Tell those again for whom an urgent item waits that has not moved, when a run opens."""
    for life in (life for life in standup.lives if life.urgent):
        for item in await items.unmoved(tx, standup.id, life.name, life.first.name):
            if now - item.begun_at > _A_WHILE:
                await news.urge(tx, directory, now, item, again=True)
