"""`python -m tests.simulate.mutations`: each protection switched off, and what notices it.

One entry of `PROTECTIONS` is all that a protection needs: what it says, and how it is switched off.
With `adapters` first, faults are put into the adapters, and the contract is to notice them.
`noticed.txt` has which story noticed first, so that the tests begin with it; `--keep` writes it.
"""

import argparse
import asyncio
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import chain, count, cycle, islice
from pathlib import Path
from random import Random
from typing import Any
from weakref import WeakSet

import pytest

from standup.chat.interface import Event, Message
from standup.core import schedule
from standup.core.asking import beginning
from standup.core.asking.check_in import CheckIn, Conversation
from standup.core.asking.offers import Way
from standup.core.conversation import answering, decide, moments, more, offering
from standup.core.conversation.effects import Add
from standup.core.conversation.events import Wrote
from standup.core.conversation.turn import Turn
from standup.core.intent.intents import Intent, Reading
from standup.core.model import Instance, Person
from standup.core.settings import overlay, standups
from standup.core.settings.setting import Asks, AsksOn, Setting, TakesPart
from standup.core.zones import zone_info
from standup.engine import aftermath, lane, occasion, polling, watching
from standup.engine.aftermath import Aftermath
from standup.engine.delivery import Delivery
from standup.engine.inbox import Inbox
from standup.engine.lane import Lane
from standup.engine.living import moving
from standup.engine.scheduler import Scheduler
from standup.simulate import crashes, people
from standup.simulate.adapters import Listening, _Sending
from standup.simulate.invariants import lies
from standup.simulate.people import LIVELY
from standup.simulate.simulation import Plot, happens, live
from standup.simulate.storm import Death
from standup.simulate.town import built_in
from standup.store import (
    asking,
    conversations,
    inbound,
    item_words,
    lanes,
    logbook,
    openings,
    outbox,
    personal_data,
    posts,
    runs,
    wishes,
    writings,
)
from standup.store import changes as audit
from standup.store.database import Transaction
from standup.store.learning_log import indexing
from standup.store.outbox import claiming, promising
from standup.store.wishes import Wished
from tests.contract import faulty
from tests.core.clocks import HOUR
from tests.simulate import leaving
from tests.simulate.clocks import Change, changes
from tests.simulate.clocks import plot as around
from tests.simulate.pairs import course, day
from tests.simulate.progress import Progress
from tests.workers import waking

KEPT = Path(__file__).with_name("noticed.txt")
MOST = 400  # stories that a protection may take to be missed
DAYS = 3
LOST_DAY = Change("Pacific/Apia", date(2011, 12, 30), (9 * HOUR,))

Switch = Callable[[pytest.MonkeyPatch], None]
Stories = Callable[[], Iterator[Plot]]


# ── stories that may notice ────────────────────────────────────────────────────────────────────


def storms() -> Iterator[Plot]:
    """Days on which everything goes wrong."""
    return (Plot(seed, DAYS) for seed in count(1))


def westward() -> Iterator[Plot]:
    """Days on which everything goes wrong, once somebody moved west after a run had closed."""
    return chain([Plot(7797)], storms())


def leavings() -> Iterator[Plot]:
    """Days on which people leave and come back all the time."""
    restless = replace(LIVELY, leaves=0.5)
    for seed in count(1):
        town = built_in(Random(seed))  # noqa: S311 - to be repeated, not secret
        yield Plot(seed, DAYS, town=replace(town, habits=restless))


def deletions() -> Iterator[Plot]:
    """Days on which people take back much of what they said, whether anybody listens or not."""
    sorry = replace(LIVELY, takes_back=0.6, silent=0.0)
    for seed in count(1):
        town = built_in(Random(seed))  # noqa: S311 - to be repeated, not secret
        yield Plot(seed, DAYS, town=replace(town, habits=sorry))


def farewells() -> Iterator[Plot]:
    """Days on which everything goes wrong, at whose end somebody with items is forgotten."""
    return (Plot(seed, 2 * DAYS) for seed in count(1) if happens(seed, "forgotten", "items"))


def deaths() -> Iterator[Plot]:
    """A Learning Day with a death at a commit, before it or after it."""
    chance, downtimes = Random(1), cycle(crashes.DOWNTIMES)  # noqa: S311 - to be repeated
    for at in chance.sample(course().edges, len(course().edges)):
        yield replace(day, deaths=(Death(at, next(downtimes)),))


def pairs() -> Iterator[Plot]:
    """A Learning Day with two deaths, the second while the first is recovered from."""
    chance, downtimes = Random(1), cycle(crashes.DOWNTIMES)  # noqa: S311 - to be repeated
    while True:
        both = (chance.choice(course().edges), chance.randint(30, 200))
        yield replace(day, deaths=tuple(Death(at, next(downtimes)) for at in both))


def clocks() -> Iterator[Plot]:
    """The days around each change of clocks, and around one that never was."""
    for change in (LOST_DAY, *changes()):
        yield around(change)


# ── switches ───────────────────────────────────────────────────────────────────────────────────


def _take_events_twice(off: pytest.MonkeyPatch) -> None:
    note = inbound.note

    async def noted(tx: Transaction, *event: Any) -> inbound.Noted:
        return await note(tx, *event) or inbound.Noted(event[-1])

    off.setattr(inbound, "note", noted)


def _acknowledge_early(off: pytest.MonkeyPatch) -> None:
    take, begun = Inbox.take, set[asyncio.Task[None]]()

    async def taken(self: Inbox, *told: Any, **kept: Any) -> None:
        task = asyncio.get_running_loop().create_task(take(self, *told, **kept))
        begun.add(task)
        task.add_done_callback(begun.discard)

    off.setattr(Inbox, "take", taken)


def _ask_for_ever(off: pytest.MonkeyPatch) -> None:
    off.setattr(runs.Run, "is_over", property(lambda _: False))


def _move_position_first(off: pytest.MonkeyPatch) -> None:
    take = Inbox.take

    async def taken(self: Inbox, events: Sequence[Event], *told: Any, **kept: Any) -> None:
        await take(self, (), *told, **kept)
        await take(self, events)

    off.setattr(Inbox, "take", taken)


def _keep_no_edits(off: pytest.MonkeyPatch) -> None:
    async def reword(*_: Any, **__: Any) -> None:
        return None

    off.setattr(writings, "reword", reword)


def _take_a_lost_message_for_a_closed_channel(off: pytest.MonkeyPatch) -> None:
    async def leave_gone(tx: Transaction, claimed: outbox.Claimed) -> None:
        later = claimed.created_at + timedelta(days=30)
        await outbox.postpone(tx, claimed, later, "gone")

    off.setattr(outbox, "leave_gone", leave_gone)


def _answer_what_nobody_saw(off: pytest.MonkeyPatch) -> None:
    seen = conversations._LIVE.replace("o.first_attempt_at IS NULL", "1 = 0")
    off.setattr(conversations, "_LIVE", seen)


def _post_whatever_is_said(off: pytest.MonkeyPatch) -> None:
    off.setattr(answering, "meaning", lambda *_, **__: Reading(Intent.POST))


def _take_what_is_forwarded(off: pytest.MonkeyPatch) -> None:
    hear = answering.hear
    off.setattr(decide, "hear", lambda turn, wrote: hear(turn, replace(wrote, forwarded=False)))


def _post_what_waits(off: pytest.MonkeyPatch) -> None:
    hold = offering.hold

    def held(turn: Turn, wrote: Wrote, lead: Message, *ways: Way) -> None:
        hold(turn, wrote, lead, *ways)
        turn.do(Add(ways[0].run, wrote.message, wrote.text))

    off.setattr(more, "hold", held)


def _leave_what_was_moved(off: pytest.MonkeyPatch) -> None:
    async def withhold(*_: Any) -> None:
        return None

    off.setattr(writings, "withhold", withhold)


def _forget_wishes_as_they_begin(off: pytest.MonkeyPatch) -> None:
    begin = wishes.begin

    async def begun(tx: Transaction, wish: Wished) -> bool:
        there = await begin(tx, wish)
        await wishes.fulfilled(tx, wish)
        return there

    off.setattr(wishes, "begin", begun)


def _log_nothing(off: pytest.MonkeyPatch) -> None:
    async def keep(*_: Any) -> None:
        return None

    off.setattr(indexing, "keep", keep)


def _log_for_good(off: pytest.MonkeyPatch) -> None:
    async def dropped(*_: Any) -> None:
        return None

    off.setattr(indexing, "_drop_subject", dropped)


def _read_nothing_back(off: pytest.MonkeyPatch) -> None:
    async def unread(_: Listening, __: Any, since: datetime) -> datetime:
        return since

    off.setattr(Listening, "_read_back", unread)


def _take_late_for_timely(off: pytest.MonkeyPatch) -> None:
    off.setattr(answering, "_meant_then", lambda *_: None)


def _miss_no_deletion(off: pytest.MonkeyPatch) -> None:
    off.setattr(Listening, "_missing", lambda *_: [])


def _adopt_nothing(off: pytest.MonkeyPatch) -> None:
    adopt, begun = Scheduler.adopt, WeakSet[Scheduler]()

    async def at_the_start(self: Scheduler) -> None:
        if self not in begun:
            begun.add(self)
            await adopt(self)

    off.setattr(Scheduler, "adopt", at_the_start)


def _give_no_key(off: pytest.MonkeyPatch) -> None:
    send = _Sending.send

    async def sent(self: _Sending, place: str, message: Message, key: str, **more: Any) -> str:
        self._chat._keys.pop(key, None)
        return await send(self, place, message, key, **more)

    off.setattr(_Sending, "send", sent)


def _forget_first_attempt(off: pytest.MonkeyPatch) -> None:
    claim = outbox.claim

    async def claimed(tx: Transaction, *arguments: Any) -> Any:
        await tx.run("UPDATE outbox SET first_attempt_at = NULL WHERE state = 'pending'")
        return await claim(tx, *arguments)

    off.setattr(outbox, "claim", claimed)


def _overwrite_first_attempt(off: pytest.MonkeyPatch) -> None:
    claim = outbox.claim

    async def claimed(tx: Transaction, adapter: str, now: datetime, *rest: Any) -> Any:
        return [replace(one, first_attempt_at=now) for one in await claim(tx, adapter, now, *rest)]

    off.setattr(outbox, "claim", claimed)


def _pass_what_waits(off: pytest.MonkeyPatch) -> None:
    free = "WITH way (free) AS (SELECT ? = ? OR ? = ? OR ? = 1 OR 1 = 1) INSERT"
    after = promising._PROMISE_AT_ONCE.partition(" INSERT")[2]
    off.setattr(promising, "_PROMISE_AT_ONCE", free + after)


def _change_what_begins(off: pytest.MonkeyPatch, change: str) -> None:
    promise = outbox.promise

    async def promised(tx: Transaction, *arguments: Any) -> outbox.Kept:
        kept = await promise(tx, *arguments)
        if kept.begun is not None:
            await tx.run(f"UPDATE outbox SET {change} WHERE id = {kept.begun.id}")  # noqa: S608
        return kept

    off.setattr(outbox, "promise", promised)


def _take_what_begins_for_sent(off: pytest.MonkeyPatch) -> None:
    _change_what_begins(off, "state = 'sent'")


def _forget_when_it_began(off: pytest.MonkeyPatch) -> None:
    _change_what_begins(off, "first_attempt_at = NULL")


def _give_nothing_back(off: pytest.MonkeyPatch) -> None:
    async def kept(*_: Any) -> None:
        return None

    off.setattr(Lane, "_give_back", kept)


def _follow_whatever_became_of_it(off: pytest.MonkeyPatch) -> None:
    async def followed(self: Lane, before: Any, claimed: outbox.Claimed) -> bool:
        await asyncio.wait([before])
        return await self._deliver(claimed)

    off.setattr(Lane, "_follow", followed)


def _note_once(off: pytest.MonkeyPatch) -> None:
    async def noted(*_: Any) -> None:
        return None

    off.setattr(Aftermath, "note_alone", noted)


def _read_no_history(off: pytest.MonkeyPatch) -> None:
    async def unread(*_: Any) -> None:
        return None

    off.setattr(Delivery, "_find", unread)


def _reconcile_at_start_only(off: pytest.MonkeyPatch) -> None:
    claim = outbox.claim

    async def claimed(tx: Transaction, *arguments: Any) -> Any:
        found = await claim(tx, *arguments)
        return [replace(one, again=one.again and one.doubts == 1) for one in found]

    off.setattr(outbox, "claim", claimed)


def _forget_what_was_under_way(off: pytest.MonkeyPatch) -> None:
    async def recover(tx: Transaction, *_: Any, **__: Any) -> None:
        await tx.run("UPDATE outbox SET state = 'sent' WHERE state = 'sending'")

    off.setattr(outbox, "recover", recover)


def _recover_nothing(off: pytest.MonkeyPatch) -> None:
    async def recover(*_: Any, **__: Any) -> None:
        return None

    off.setattr(outbox, "recover", recover)


def _doubt_for_ever(off: pytest.MonkeyPatch) -> None:
    off.setattr(lane, "MOST_DOUBTS", 1000)
    off.setattr(aftermath, "MOST_DOUBTS", 1000)


def _send_what_is_over(off: pytest.MonkeyPatch) -> None:
    async def kept(tx: Transaction, adapter: str, now: datetime) -> None:
        await tx.run("UPDATE outbox SET valid_until = NULL WHERE state IN ('pending', 'held')")

    off.setattr(claiming, "expire", kept)


def _miss_silently(off: pytest.MonkeyPatch) -> None:
    async def miss(*_: Any) -> None:
        return None

    off.setattr(openings, "miss", miss)


def _place_in_the_second(off: pytest.MonkeyPatch) -> None:
    def placed(local: datetime, zone: Any, *, fold: int = 1) -> datetime:
        del fold
        return local.replace(tzinfo=zone, fold=1).astimezone(UTC)

    off.setattr(schedule, "_placed", placed)


def _advance_by_a_day_of_hours(off: pytest.MonkeyPatch) -> None:
    def instant(day: date, wall: timedelta, zone: str) -> datetime:
        midnight = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - a local date
        return schedule._placed(midnight, zone_info(zone)) + wall

    off.setattr(schedule, "instant", instant)


def _open_on_days_that_never_were(off: pytest.MonkeyPatch) -> None:
    off.setattr(schedule, "exists", lambda *_: True)


def _take_silence_for_consent(off: pytest.MonkeyPatch) -> None:
    async def leave(self: Aftermath, claimed: outbox.Claimed, *_: Any, **__: Any) -> None:
        await self.leave_in_doubt(claimed)

    off.setattr(Aftermath, "in_doubt", leave)


def _keep_what_is_held(off: pytest.MonkeyPatch) -> None:
    async def release(*_: Any) -> None:
        return None

    off.setattr(outbox, "release", release)


def _post_nothing_anew(off: pytest.MonkeyPatch) -> None:
    async def renew(*_: Any) -> None:
        return None

    off.setattr(posts, "renew", renew)


def _write_in_any_epoch(off: pytest.MonkeyPatch) -> None:
    async def held(*_: Any) -> bool:
        return True

    off.setattr(lanes, "is_held", held)


def _ask_on_any_day(off: pytest.MonkeyPatch) -> None:
    off.setattr(Person, "is_theirs", lambda *_: True)


def _remind_in_spite(off: pytest.MonkeyPatch) -> None:
    off.setattr(Person, "unreminded", frozenset())
    remind_all = schedule.reminder_at

    def reminder_at(
        standup: Any, round_: Any, zone: Any, day: Any, nudge: Any = None, after: Any = None
    ) -> datetime | None:
        del nudge
        return remind_all(standup, round_, zone, day, after=after)

    off.setattr(schedule, "reminder_at", reminder_at)


def _wait_for_no_quiet(off: pytest.MonkeyPatch) -> None:
    off.setattr(schedule, "hears_again", lambda *_: None)


def _wake_in_quiet(off: pytest.MonkeyPatch) -> None:
    minding = occasion.minding_quiet
    off.setattr(occasion, "minding_quiet", lambda *told: (minding(*told)[0], False))


def _bring_along_what_waits(off: pytest.MonkeyPatch) -> None:
    off.setattr(occasion, "_is_quiet", lambda _: False)


def _ask_later_never(off: pytest.MonkeyPatch) -> None:
    off.setattr(decide, "ask_later", lambda *_: None)
    off.setattr(people, "_LATER", 0.6)  # else it is said too seldom to be noticed soon


def _let_nobody_be(off: pytest.MonkeyPatch) -> None:
    off.setattr(moments, "note_silence", lambda *_: None)


def _hear_no_word(off: pytest.MonkeyPatch) -> None:
    off.setattr(decide, "hear_word", lambda *_: None)


def _bring_news_to_polls(off: pytest.MonkeyPatch) -> None:
    def latest_open(talk: Conversation) -> CheckIn | None:
        return next((one for one in reversed(talk.check_ins) if one.run_open), None)

    off.setattr(Conversation, "latest_open", property(latest_open))


def _begin_before_the_evening(off: pytest.MonkeyPatch) -> None:
    def begins(early: timedelta, zone: str, day: date, opens: datetime) -> datetime:
        return opens - timedelta(days=7)

    off.setattr(beginning, "_begins", begins)


def _ask_in_a_pause(off: pytest.MonkeyPatch) -> None:
    off.setattr(overlay, "_pauses", lambda _: ())


def _without(off: pytest.MonkeyPatch, kind: type) -> None:
    """Lay nothing of a kind over the standups."""
    lay = standups.laid_over

    def laid_over(instance: Instance, said: Iterable[Setting], today: date | None = None) -> Any:
        return lay(instance, [one for one in said if not isinstance(one.value, kind)], today)

    off.setattr(standups, "laid_over", laid_over)


def _ask_on_the_days_before(off: pytest.MonkeyPatch) -> None:
    _without(off, AsksOn)


def _ask_whoever_is_removed(off: pytest.MonkeyPatch) -> None:
    _without(off, TakesPart)


def _ask_in_the_words_before(off: pytest.MonkeyPatch) -> None:
    _without(off, Asks)


def _note_no_change(off: pytest.MonkeyPatch) -> None:
    async def note(*_: Any, **__: Any) -> None:
        return None

    off.setattr(audit, "note", note)


def _extend_in_words_alone(off: pytest.MonkeyPatch) -> None:
    async def put_off(*_: Any) -> None:
        return None

    off.setattr(asking, "put_off", put_off)


def _tell_nobody_who_is_missing(off: pytest.MonkeyPatch) -> None:
    async def tell_at_close(*_: Any) -> None:
        return None

    off.setattr(watching, "tell_at_close", tell_at_close)


def _let_anybody_move_items(off: pytest.MonkeyPatch) -> None:
    off.setattr(moving.Hand, "may", lambda *_: True)


def _leave_what_was_said_of_items(off: pytest.MonkeyPatch) -> None:
    async def corrected(*_: Any) -> None:
        return None

    off.setattr(moving, "corrected", corrected)


def _name_whoever_is_forgotten(off: pytest.MonkeyPatch) -> None:
    async def forget(*_: Any) -> None:
        return None

    off.setattr(item_words, "forget", forget)
    others = [one for one in personal_data.OTHERS if one is not item_words.PERSONAL]
    off.setattr(personal_data, "OTHERS", others)


def _leave_items_as_they_began(off: pytest.MonkeyPatch) -> None:
    async def renew(*_: Any) -> None:
        return None

    off.setattr(logbook, "renew", renew)


def _ask_on_in_a_poll_taken_back(off: pytest.MonkeyPatch) -> None:
    async def end(*_: Any, **__: Any) -> None:
        return None

    off.setattr(polling, "_end", end)


@dataclass(frozen=True, slots=True)
class Protection:
    """What protects, how it is switched off, and which stories are to notice, or which program."""

    says: str
    switch: Switch
    stories: Stories = storms
    program: Callable[[], str | None] | None = None


PROTECTIONS = (
    Protection("an event is taken once", _take_events_twice),
    Protection("what came is kept before it is acknowledged", _acknowledge_early),
    Protection("the position moves with what came", _move_position_first, deaths),
    Protection("edits are kept", _keep_no_edits),
    Protection("what was said while nobody listened is read back", _read_nothing_back),
    Protection("what comes late is for what was open then", _take_late_for_timely),
    Protection("what was deleted while nobody listened is missed", _miss_no_deletion, deletions),
    Protection("whoever moves is asked where they are", _adopt_nothing),
    Protection("a run that is over asks nobody any more", _ask_for_ever, westward),
    Protection("a message has the same key at every attempt", _give_no_key),
    Protection("an attempt is remembered before it is made", _forget_first_attempt),
    Protection("the time of the first attempt stays", _overwrite_first_attempt, pairs),
    Protection(
        "a reply that leaves at once passes nothing",
        _pass_what_waits,
        program=leaving.what_it_passes,
    ),
    Protection(
        "nor one that could not be sent",
        _follow_whatever_became_of_it,
        program=leaving.what_follows_a_failure,
    ),
    Protection(
        "it is under way on disk before it leaves",
        _take_what_begins_for_sent,
        program=leaving.what_a_death_loses,
    ),
    Protection(
        "so is the time of its attempt", _forget_when_it_began, program=leaving.what_a_death_loses
    ),
    Protection(
        "what its lane cannot send is given back",
        _give_nothing_back,
        program=leaving.what_an_end_keeps,
    ),
    Protection(
        "what was sent is noted, if not at the first try",
        _note_once,
        program=leaving.what_a_fault_forgets,
    ),
    Protection("the history is read once the key is forgotten", _read_no_history),
    Protection("it is read after a second death, too", _reconcile_at_start_only, pairs),
    Protection("what was under way at a death is in doubt", _forget_what_was_under_way),
    Protection("and is taken up again at the start", _recover_nothing),
    Protection("what may be seen twice is sent twice at most", _doubt_for_ever),
    Protection("what is over is not sent", _send_what_is_over),
    Protection("what was missed is told to be", _miss_silently),
    Protection("no answer is no success", _take_silence_for_consent),
    Protection("what is held is sent once it can be", _keep_what_is_held, leavings),
    Protection("a lost message is no closed channel", _take_a_lost_message_for_a_closed_channel),
    Protection("nobody answers what nobody saw", _answer_what_nobody_saw, leavings),
    Protection("what was posted follows what is said", _post_nothing_anew),
    Protection("what is posted is in the learning log", _log_nothing),
    Protection("what is taken back is not", _log_for_good),
    Protection("what is said to the bot is posted nowhere", _post_whatever_is_said),
    Protection("nor is what others wrote", _take_what_is_forwarded),
    Protection("what may be more of a plan is shown when it was said so", _post_what_waits),
    Protection("an update that is on the plan is one no more", _leave_what_was_moved),
    Protection("a wish is kept until it is answered", _forget_wishes_as_they_begin),
    Protection("a day that never was has no run", _open_on_days_that_never_were, clocks),
    Protection("of an hour shown twice the first is meant", _place_in_the_second, clocks),
    Protection(
        "only the last to take a lane writes", _write_in_any_epoch, program=waking.what_it_spoils
    ),
    Protection("hours are those that clocks show", _advance_by_a_day_of_hours, clocks),
    Protection("nobody is asked on a day that is not theirs", _ask_on_any_day),
    Protection("who wants no reminder gets none", _remind_in_spite),
    Protection("in quiet hours nothing comes by itself", _wait_for_no_quiet),
    Protection("nor with a sound where it cannot wait", _wake_in_quiet),
    Protection("nor with the reply to something else", _bring_along_what_waits),
    Protection("what is put off comes back", _ask_later_never),
    Protection("in a pause nobody is asked", _ask_in_a_pause),
    Protection("whoever says nothing is let be", _let_nobody_be),
    Protection("and any word brings them back", _hear_no_word),
    Protection("news belongs to the day and not to a poll", _bring_news_to_polls),
    Protection("a poll that was taken back asks nobody any more", _ask_on_in_a_poll_taken_back),
    Protection("an item is moved by its owner alone", _let_anybody_move_items),
    Protection("it stands where its logbook says", _leave_items_as_they_began),
    Protection("which follows what was said", _leave_what_was_said_of_items),
    Protection("and names nobody who is forgotten", _name_whoever_is_forgotten, farewells),
    Protection("nothing is begun before the evening", _begin_before_the_evening),
    Protection("nor on days that are its own no more", _ask_on_the_days_before),
    Protection("nor is whoever was removed", _ask_whoever_is_removed),
    Protection("questions are put in the words that were said", _ask_in_the_words_before),
    Protection("what is done to a standup is on record", _note_no_change),
    Protection("what is on record was done", _extend_in_words_alone),
    Protection("who wants to know is told who is missing", _tell_nobody_who_is_missing),
)


@dataclass(frozen=True, slots=True)
class Noticed:
    """After how many stories, in which one, and what was broken in it."""

    after: int
    story: str
    what: str


def kept() -> dict[str, int]:
    """After how many stories the lack of each protection was noticed."""
    lines = KEPT.read_text("utf-8").splitlines() if KEPT.exists() else []
    return {says: int(after) for after, _, says in (line.partition(" ") for line in lines)}


def noticed(protection: Protection, most: int = MOST, first: int = 1) -> Noticed | None:
    """Switch a protection off until a story notices; the `first` to be tried is that one."""
    course()  # as it is while everything protects, whichever story asks first
    with pytest.MonkeyPatch.context() as off:
        stories = chain(
            islice(protection.stories(), first - 1, first),
            islice(protection.stories(), first - 1),
            islice(protection.stories(), first, None),
        )
        protection.switch(off)
        if protection.program is not None:
            says = protection.program()
            return None if says is None else Noticed(1, protection.program.__module__, says)
        for number, plot in enumerate(islice(stories, most), 1):
            try:
                with live(plot) as story:
                    says = next((says for says, _ in lies(story)), None)
            except Exception as error:  # noqa: BLE001 - to fail is to notice, too
                says = f"{type(error).__name__}: {error}"
            if says is not None:
                return Noticed(number, told(plot), says)
    return None


def told(plot: Plot) -> str:
    """A story in a few words."""
    if plot.deaths:
        return "crash at " + ",".join(f"{d.step}:{d.down.total_seconds():.0f}" for d in plot.deaths)
    if plot.town is not None and plot.start is not None:
        return f"{plot.town.instance.zone} {plot.start}"
    return f"seed {plot.seed}"


def main(arguments: list[str] | None = None) -> int:
    """Switch off each protection, and tell what noticed it; 1 if nothing did for one of them."""
    arguments = sys.argv[1:] if arguments is None else arguments
    if arguments[:1] == ["adapters"]:
        return faulty.main(arguments[1:])
    parser = argparse.ArgumentParser(prog="python -m tests.simulate.mutations", description=__doc__)
    parser.add_argument("--most", type=int, default=MOST, metavar="N", help="stories for each")
    parser.add_argument("--only", metavar="WORDS", default="", help="those that say this")
    parser.add_argument("--keep", action="store_true", help=f"write {KEPT.name} anew")
    chosen = parser.parse_args(arguments)
    survived, after = 0, kept()
    protections = [one for one in PROTECTIONS if chosen.only in one.says]
    progress = Progress("protections", len(protections))
    for protection in protections:
        found = noticed(protection, chosen.most)
        survived += found is None
        if found is None:
            progress.tell(f"✗ {protection.says:<56} nothing noticed in {chosen.most} stories")
        else:
            where = f"{found.after:>3}: {found.story}"
            progress.tell(f"✓ {protection.says:<56} {where:<42} {found.what}")
            after[protection.says] = found.after
        progress.step()
    if chosen.keep:
        known = {protection.says for protection in PROTECTIONS}
        lines = [f"{n} {says}\n" for says, n in sorted(after.items()) if says in known]
        KEPT.write_text("".join(lines), "utf-8")
    return int(bool(survived))


if __name__ == "__main__":
    sys.exit(main())
