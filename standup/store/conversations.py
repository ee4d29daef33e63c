"""One person's conversation, loaded as the core knows it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from operator import itemgetter

from standup.core import keys
from standup.core.asking.check_in import CheckIn, Conversation, State
from standup.core.asking.offers import Offer
from standup.core.asking.silence import Silence
from standup.core.model import Person
from standup.store import absences, check_ins, metrics, offers, silences, spoken
from standup.store.database import Row, Transaction
from standup.store.instants import from_ms, to_ms

_DAY = timedelta(days=1)
_OF_MESSAGE = (
    check_ins.COLUMNS + "WHERE c.person = ? AND c.live = 0 AND c.run_id = ("
    " SELECT m.run_id FROM answer a JOIN check_in m ON m.id = a.check_in_id WHERE a.message = ?)"
    " ORDER BY c.id"
)
_BESIDE = check_ins.COLUMNS + (
    "WHERE c.person = ? AND c.live = 0 AND p.figures IS NULL"
    " AND c.run_id = (SELECT run_id FROM check_in WHERE id = ?) ORDER BY c.id"
)
_CLOSED_SINCE = check_ins.COLUMNS + (
    "WHERE c.person = ? AND c.live = 0 AND p.figures IS NULL AND r.closed_at > ? ORDER BY c.id"
)
# What a person has open, what they answered in it, when they are away, what waits for their word,
# who they know to read what, the language that they said or their chat speaks, what they may say
# yes to, and where they are silent, in one trip: each kind of row in the columns of the first.
_LIVE = f"""
    {check_ins.COLUMNS.replace("SELECT", "SELECT 'check-in',", 1)} WHERE c.person = ? AND c.live = 1
    UNION ALL
    SELECT 'answer', a.check_in_id, a.id, a.question, a.message, a.text,
           NULL, NULL, a.said_at, {", ".join(["NULL"] * 12)}
    FROM check_in c JOIN answer a ON a.check_in_id = c.id WHERE c.person = ? AND c.live = 1
    UNION ALL
    SELECT 'away', NULL, NULL, first_day, last_day, standup, {", ".join(["NULL"] * 15)}
    FROM away WHERE person = ? AND last_day >= ?
    UNION ALL
    SELECT 'offer', id, said_at, message, text, ways, {", ".join(["NULL"] * 15)}
    FROM offer WHERE person = ? AND id >= coalesce((
      SELECT id FROM offer WHERE person = ? ORDER BY id DESC LIMIT 1 OFFSET {offers.MOST - 1}), 0)
    UNION ALL
    SELECT 'told', NULL, NULL, standup, readers, {", ".join(["NULL"] * 16)}
    FROM told t WHERE person = ? AND (check_in_id IS NULL OR EXISTS (
      SELECT 1 FROM check_in c WHERE c.id = t.check_in_id AND c.asked_at IS NOT NULL))
    UNION ALL
    SELECT 'language', NULL, NULL, language, {", ".join(["NULL"] * 17)}
    FROM language WHERE person = ?
    UNION ALL
    SELECT 'chat', NULL, NULL, ({spoken.OF_CHAT}), {", ".join(["NULL"] * 17)}
    UNION ALL
    SELECT 'confirm', NULL, asked_at, {", ".join(["NULL"] * 18)} FROM confirming WHERE person = ?
    UNION ALL
    SELECT 'silence', runs, heard_at, standup, NULL, NULL, NULL, NULL, asked_after,
           {", ".join(["NULL"] * 12)} FROM silence WHERE person = ?
"""
_EARLIER = """
    SELECT w.text FROM wording w JOIN check_in c ON c.id = w.check_in_id
    WHERE w.message = ? AND c.person = ? ORDER BY w.id
"""
# Of the messages that put a check-in's latest question, which may have been moved, or come back.
_LEFT = """
    SELECT o.check_in_id, min(
      CASE WHEN o.state <> 'held' OR o.doubts > 0 THEN o.first_attempt_at END),
      max(CASE WHEN o.key NOT LIKE 'moved/%' AND o.key NOT LIKE 'again/%' THEN o.key END)
    FROM outbox o WHERE o.check_in_id IN ({these}) AND o.key NOT LIKE '%#%' AND NOT EXISTS (
      SELECT 1 FROM outbox later WHERE later.check_in_id = o.check_in_id AND later.id > o.id
      AND later.key NOT LIKE '%#%' AND later.key NOT LIKE 'moved/%'
      AND later.key NOT LIKE 'again/%')
    GROUP BY o.check_in_id
"""


async def load(
    tx: Transaction,
    person: Person,
    now: datetime,
    message: str | None = None,
    written: datetime | None = None,
    check_in: int | None = None,
    offer: Offer | None = None,
) -> Conversation:
    """What decides the meaning of a person's message.

    With the check-in or update that `message` belongs to; with the runs that were open when it was
    `written`, where that is a while ago, as if they still were; with the run of a `check_in`; with
    an `offer`, however long it waits.
    """
    yesterday = now.date() - _DAY  # still today somewhere
    live = await _live(tx, person.id, yesterday)
    rows, answers, waiting = live.check_ins, live.answers, live.offers
    update, earlier = None, ()
    if message is not None:
        posted = await tx.one(
            "SELECT id, run_id FROM addition WHERE message = ? AND person = ?", message, person.id
        )
        update = (posted[0], posted[1]) if posted else None
        earlier = tuple(row[0] for row in await tx.all(_EARLIER, message, person.id))
        waiting = _with(waiting, await offers.of_message(tx, person.id, message))
        settled = await tx.all(_OF_MESSAGE, person.id, message)
        for row in settled:
            answers += await tx.all(check_ins.ANSWERS, row[0])
        rows = settled + rows
    if check_in is not None:
        beside = await tx.all(_BESIDE, person.id, check_in)
        for row in beside:
            answers += await tx.all(check_ins.ANSWERS, row[0])
        rows = beside + rows
    if written is not None:
        past = await tx.all(_CLOSED_SINCE, person.id, to_ms(written))
        for row in past:
            answers += await tx.all(check_ins.ANSWERS, row[0])
        rows = sorted(past + rows, key=_age)
    found = await _with_latest(tx, check_ins.of_rows(rows, answers, written))
    return Conversation(
        person=person.id,
        name=person.name,
        zone=person.zone,
        check_ins=found if written is None else await _with_leaving(tx, found),
        away=absences.read(live.away),
        update=update,
        earlier=earlier,
        offers=_with(waiting, offer),
        told=dict(live.told),
        language=live.language,
        confirms=live.confirms,
        silences=live.silences,
    )


async def _with_latest(tx: Transaction, found: tuple[CheckIn, ...]) -> tuple[CheckIn, ...]:
    """The check-ins with what others measured last, where they ask for it and are open."""
    return tuple([await metrics.with_latest(tx, one) if one.is_open else one for one in found])


async def _with_leaving(tx: Transaction, found: tuple[CheckIn, ...]) -> tuple[CheckIn, ...]:
    """The check-ins with when their pending questions left, or may have."""
    if not found:
        return ()
    numbers = [check_in.id for check_in in found]
    these = ", ".join("?" * len(numbers))
    left = {number: told for number, *told in await tx.all(_LEFT.format(these=these), *numbers)}
    return tuple(_left(one, *left[one.id]) if one.id in left else one for one in found)


def _left(check_in: CheckIn, at: int | None, key: str | None) -> CheckIn:
    """The check-in with when its latest question left, unless it has gone on in silence since:
    what was answered while another was pending is followed by nothing."""
    said = check_in.answers[-1].message if check_in.answers else None
    is_it = check_in.state is State.ASKING or said is None or key == keys.reply(said)
    return replace(check_in, left_at=from_ms(at)) if at is not None and is_it else check_in


def _with(waiting: tuple[Offer, ...], offer: Offer | None) -> tuple[Offer, ...]:
    return waiting if offer is None or offer in waiting else (offer, *waiting)


@dataclass(frozen=True, slots=True)
class _Live:
    """A person's check-ins that may take words, their answers, away dates that are not over, what
    waits for their word, who they know to read what, the language they said or their chat speaks,
    since when they may say yes, and where they are silent."""

    check_ins: list[Row]
    answers: list[Row]
    away: list[Row]
    offers: tuple[Offer, ...]
    told: list[Row]
    language: str
    confirms: datetime | None
    silences: Mapping[str, Silence]


async def _live(tx: Transaction, person: str, today: date) -> _Live:
    found = dict[str, list[Row]](
        {
            "check-in": [],
            "answer": [],
            "away": [],
            "offer": [],
            "told": [],
            "language": [],
            "chat": [],
            "confirm": [],
            "silence": [],
        }
    )
    asked = (*[person] * 3, today.isoformat(), *[person] * 7)
    for kind, *row in await tx.all(_LIVE, *asked):
        found[kind].append(tuple(row))
    answers = sorted(found["answer"], key=itemgetter(1))
    return _Live(
        sorted(found["check-in"], key=_age),
        [(row[0], *row[2:5], row[7]) for row in answers],
        sorted(row[2:5] for row in found["away"]),
        tuple(offers.read((m, t, at, ways)) for _, at, m, t, ways, *_ in sorted(found["offer"])),
        [row[2:4] for row in found["told"]],
        next((row[2] for row in found["language"] + found["chat"] if row[2]), ""),
        next((from_ms(row[1]) for row in found["confirm"]), None),
        silences.read(found["silence"]),
    )


def _age(row: Row) -> tuple[int, int]:
    """By which check-ins are in order, the oldest first."""
    return row[7], row[0]
