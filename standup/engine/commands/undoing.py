"""What somebody said last is taken back by `undo`, or added to their plan, for a little while."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from operator import attrgetter

from standup.core.asking.check_in import CheckIn, Conversation
from standup.core.commands.said import Plain
from standup.core.conversation.effects import MoveLatest, Say
from standup.core.conversation.events import Changed, Moved, TookAwayBack, TookUp
from standup.core.conversation.taking_back import reversal
from standup.core.dates.away import Away
from standup.core.lives.item import REPLY, Item
from standup.core.posts import Shared
from standup.core.settings.setting import Setting
from standup.core.wording import keeping_back as wording
from standup.core.wording import offering
from standup.core.wording import own_report as report_wording
from standup.core.wording import settings as settings_wording
from standup.engine import carry_out
from standup.engine.commands import settings as own
from standup.engine.handlers import handler
from standup.engine.occasion import Occasion, say
from standup.store import (
    absences,
    changes,
    conversations,
    items,
    lasting,
    logbook,
    settings,
    shared_reports,
    wishes,
    writings,
)
from standup.store.instants import Moment

WITHIN = timedelta(minutes=10)
_DAY = timedelta(days=1)
_ANY = 0  # as which version something was said of which none is kept


@dataclass(frozen=True, slots=True)
class _Done:
    """Something that somebody did, when, and what takes it back."""

    moment: Moment
    take_back: Callable[[], Awaitable[None]]
    lasts: bool = False  # and so may be taken back at any time


async def undo(at: Occasion, _: Plain, key: str) -> None:
    """Take back their latest update, answer, setting, absence, poll, word on an item, report that
    they shared, putting off or keeping, named before it goes; or say how else, also where they did
    something last that stays."""
    said = await writings.last_said(at.tx, at.person.id)
    done = await _all_done(at, said, key)
    last = max(done, key=attrgetter("moment"), default=None)
    if last is not None and (last.lasts or at.now - last.moment.at <= WITHIN):
        await last.take_back()
    else:
        await _take_back(at, said, key)


async def _all_done(at: Occasion, said: writings.Said | None, key: str) -> list[_Done]:
    """The latest of each sort of thing that they did; of two at one moment the first counts."""
    done: list[_Done] = []
    if of_item := await logbook.latest_said(at.tx, at.person.id):
        source, item, moment = of_item
        done.append(_Done(moment, partial(_undo_news, at, source, item, key)))
    if last := await lasting.latest(at.tx, at.person.id):
        done.append(_Done(last.moment, partial(_reverse, at, last, key)))
    if kept := await items.latest_kept(at.tx, at.person.id):
        done.append(_Done(Moment(kept.begun_at, _ANY), partial(_undo_kept, at, kept, key)))
    if away := await absences.said_last(at.tx, at.person.id, at.now.date() - _DAY):
        done.append(_Done(away[1], partial(_undo_away, at, away[0], key)))
    if polled := await changes.polled(at.tx, at.person.id):
        take_back = partial(handler("steering.undo_poll"), at, polled, key)
        done.append(_Done(polled.moment, take_back))
    if said:
        done.append(_Done(said.moment, partial(_take_back, at, said, key)))
    held = await settings.latest_of(at.tx, at.person.id)
    if held is not None and not own.is_bridge(held.value):
        done.append(_Done(Moment(held.at, held.version), partial(_undo_setting, at, held, key)))
    if dropped := await settings.latest_dropped(at.tx, at.person.id):
        done.append(_Done(dropped[1], partial(_pick_up, at, dropped[0], key)))
    return [*done, *await _shared(at, key), *await _put_off(at, key)]


async def _shared(at: Occasion, key: str) -> list[_Done]:
    """Their report that they shared last, and the one that they just wished to share."""
    done: list[_Done] = []
    if wish := await wishes.to_share(at.tx, at.person.id):
        done.append(_Done(Moment(wish[1], _ANY), partial(_keep_unshared, at, wish[0], key)))
    if shared := await shared_reports.latest(at.tx, at.person.id):
        done.append(_Done(Moment(shared[1], _ANY), partial(_unshare, at, shared[0], key)))
    return done


async def _put_off(at: Occasion, key: str) -> list[_Done]:
    """The questions that they asked to be asked later."""
    talk = await conversations.load(at.tx, at.person, at.now)
    return [
        _Done(Moment(one.put_off.at, _ANY), partial(_take_up, at, talk, one, key), lasts=True)
        for one in talk.check_ins
        if one.put_off
    ]


async def _undo_away(at: Occasion, away: Away, key: str) -> None:
    talk = await conversations.load(at.tx, at.person, at.now)
    await carry_out.decide(at, talk, TookAwayBack(key, away))


async def _take_up(at: Occasion, talk: Conversation, check_in: CheckIn, key: str) -> None:
    await carry_out.decide(at, talk, TookUp(key, check_in.id))


async def _undo_news(at: Occasion, source: str, item: Item, key: str) -> None:
    from standup.core.wording import items as item_wording  # noqa: PLC0415 - where anything lives
    from standup.engine.living import moving, replying  # noqa: PLC0415

    if source.startswith(REPLY):
        await replying.gone(at.tx, at.directory, at.now, source)
    else:
        await moving.corrected(at, source, "")
    await say(at, Say(item_wording.taken_back(item), key))


async def _undo_kept(at: Occasion, kept: Item, key: str) -> None:
    from standup.core.wording import items as item_wording  # noqa: PLC0415 - where anything lives
    from standup.engine.living import keeping  # noqa: PLC0415

    await keeping.let_go(at, kept)
    await say(at, Say(item_wording.let_go(kept), key))


async def _undo_setting(at: Occasion, held: Setting, key: str) -> None:
    if held.scope.person is None:
        await handler("steering.undo")(at, held, key)
    else:
        await own.undo(at, held)
        await say(at, Say(settings_wording.undone(held), key))


async def _keep_unshared(at: Occasion, wish: int, key: str) -> None:
    await wishes.let_go(at.tx, wish)
    await say(at, Say(report_wording.not_shared(), key))


async def _unshare(at: Occasion, shared: Sequence[Shared], key: str) -> None:
    for one in shared:
        await shared_reports.take_back(at.tx, one)
    at.leaving.is_news = True
    standups = [
        at.directory.standups[one.standup] for one in shared if one.standup in at.directory.standups
    ]
    platforms = {channel.adapter for one in standups for channel in one.channels}
    can = at.directory.capabilities
    stays = sorted(one for one in platforms if one not in can or not can[one].edits)
    titles = [one.title for one in standups] if len(stays) < len(platforms) else []
    await say(at, Say(report_wording.unshared(titles, stays), key))


async def _pick_up(at: Occasion, dropped: Sequence[Setting], key: str) -> None:
    await own.pick_up(at, dropped)
    await say(at, Say(settings_wording.picked_up(dropped), key))


async def _reverse(at: Occasion, last: lasting.Done, key: str) -> None:
    """Take back what no words and no setting tell of, or say that it stays."""
    talk = await conversations.load(at.tx, at.person, at.now)
    event = reversal(talk, last.words, last.subject, key)
    if event is None:
        await say(at, Say(wording.not_to_be_undone(last.words), key))
    else:
        await lasting.take_back(at.tx, last)
        await carry_out.decide(at, talk, event)


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
    if asking is None or asking.before is None:
        return False
    return talk.of_message(message) is asking and bool(asking.texts(asking.before))
