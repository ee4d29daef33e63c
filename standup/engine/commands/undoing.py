"""What somebody said last is taken back by `undo`, or added to their plan, for a little while."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from standup.core.asking.check_in import CheckIn, Conversation
from standup.core.commands.said import Plain
from standup.core.conversation.effects import MoveLatest, Say
from standup.core.conversation.events import Changed, Moved, TookAwayBack, TookUp
from standup.core.lives.item import REPLY, Item
from standup.core.settings.setting import Setting
from standup.core.wording import keeping_back as wording
from standup.core.wording import offering
from standup.core.wording import settings as settings_wording
from standup.engine import carry_out
from standup.engine.commands import settings as own
from standup.engine.handlers import handler
from standup.engine.occasion import Occasion, say
from standup.store import absences, changes, conversations, items, settings, writings
from standup.store.instants import Moment

WITHIN = timedelta(minutes=10)
_DAY = timedelta(days=1)
_ANY = 0  # as which version something was said of which none is kept


async def undo(at: Occasion, _: Plain, key: str) -> None:
    """Take back their latest update, answer, setting, absence or poll, named before it goes, or
    say how else."""
    last = await writings.last_said(at.tx, at.person.id)
    held = await settings.latest_of(at.tx, at.person.id)
    talk = await conversations.load(at.tx, at.person, at.now)
    polled = await changes.polled(at.tx, at.person.id)
    away = await absences.said_last(at.tx, at.person.id, at.now.date() - _DAY)
    waits = max((c for c in talk.check_ins if c.put_off), key=_put_off_at, default=None)
    of_item = await items.latest_said(at.tx, at.person.id)
    said = last.moment if last else None
    was_set = Moment(held.at, held.version) if held else None
    was_polled = Moment(polled.at, _ANY) if polled else None
    others = [said, was_set, Moment(_put_off_at(waits), _ANY) if waits else None]
    if of_item is not None and _is_last(
        at, of_item[2], [*others, was_polled, away[1] if away else None]
    ):
        await _undo_news(at, of_item[0], of_item[1], key)
    elif away is not None and _is_last(at, away[1], [*others, was_polled]):
        await carry_out.decide(at, talk, TookAwayBack(key, away[0]))
    elif polled is not None and was_polled and _is_last(at, was_polled, others):
        await handler("steering.undo_poll")(at, polled, key)
    elif waits is not None and not any(
        one is not None and one.at >= _put_off_at(waits) for one in (said, was_set)
    ):
        await carry_out.decide(at, talk, TookUp(key, waits.id))
    elif held and was_set and (said is None or was_set > said) and at.now - held.at <= WITHIN:
        await _undo_setting(at, held, key)
    else:
        await _take_back(at, last, key)


async def _undo_news(at: Occasion, source: str, item: Item, key: str) -> None:
    from standup.core.wording import items as item_wording  # noqa: PLC0415 - where anything lives
    from standup.engine.living import moving, replying  # noqa: PLC0415

    if source.startswith(REPLY):
        await replying.gone(at.tx, at.directory, at.now, source)
    else:
        await moving.corrected(at, source, "")
    await say(at, Say(item_wording.taken_back(item), key))


def _is_last(at: Occasion, done: Moment, others: Iterable[Moment | None]) -> bool:
    """Whether something was done lately, and nothing was said or set since."""
    return at.now - done.at <= WITHIN and all(one is None or one <= done for one in others)


def _put_off_at(check_in: CheckIn) -> datetime:
    assert check_in.put_off is not None
    return check_in.put_off.at


async def _undo_setting(at: Occasion, held: Setting, key: str) -> None:
    if held.scope.person is None:
        await handler("steering.undo")(at, held, key)
    else:
        await own.undo(at, held)
        await say(at, Say(settings_wording.undone(held), key))


async def pressed(at: Occasion, message: str, key: str) -> None:
    """Take back what stands above the choice."""
    await _take_back(at, await writings.said(at.tx, at.person.id, message), key)


async def pressed_to_add(at: Occasion, message: str, key: str) -> None:
    """Add the update that stands above the choice to its author's plan."""
    update = await writings.added(at.tx, at.person.id, message)
    if update is None:
        await say(at, Say(offering.settled(), key))
    else:
        await _add(at, update, key)


async def add_latest(at: Occasion, _: MoveLatest, key: str) -> None:
    """Add their latest update to their plan, if that is what they said last."""
    last = await writings.last_said(at.tx, at.person.id)
    update = await writings.added(at.tx, at.person.id, last.message) if last else None
    if update is None or at.now - update.at > WITHIN:
        await say(at, Say(offering.nothing_to_add(), key))
    else:
        await _add(at, update, key, by_word=True)


async def _add(at: Occasion, update: writings.Added, key: str, *, by_word: bool = False) -> None:
    """Add an update to the plan, or say why not."""
    if at.now - update.at > WITHIN:
        await say(at, Say(offering.too_late_to_add(sees_edits=at.can.sees_edits), key))
        return
    before = await conversations.load(at.tx, at.person, at.now, update.message)
    said = (update.number, update.run, update.message, update.text, update.at)
    await carry_out.decide(at, before, Moved(key, *said, by_word=by_word))


async def _take_back(at: Occasion, last: writings.Said | None, key: str) -> None:
    if last is None:
        await say(at, Say(wording.nothing_to_undo(), key))
        return
    message, text = last.message, last.text
    if at.now - last.at > WITHIN:
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
