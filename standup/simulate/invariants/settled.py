"""What people set for themselves holds: their days, their reminders, their quiet hours."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from standup.core import keys
from standup.simulate.facts import Facts
from standup.simulate.invariants.allowances import good_while, heard
from standup.simulate.sheets import Sheet, Talk
from standup.store.messages import SHOWN
from standup.store.simulated import Sent

_SOON = timedelta(seconds=30)
_CALM = timedelta(minutes=20)
_MOMENT = timedelta(milliseconds=2)  # less than which is not kept
_REPLIES = ("re/", "offer/", "done/", "besides/", "aside/", "hello/", "next/", "linked/", "again/")


def reminded_in_spite(facts: Facts) -> Iterator[str]:
    """Nobody is reminded who said so."""
    sheets = {sheet.id: sheet for sheet in facts.truth.sheets}
    for one in facts.promised.values():
        sheet = sheets.get(keys.reminded_of(one.key) or 0)
        settled = facts.truth.talks[sheet.person].settled if sheet else None
        if settled is None or settled.is_unsure:
            continue
        standup = sheet.run.standup.id if sheet else ""
        if settled.wants_no_reminder(standup, one.created_at):
            yield f"{one.key} reminds {sheet and sheet.person}, {one.created_at}"


def not_put_off(facts: Facts) -> Iterator[str]:
    """Where this does not hold: a question that somebody puts off comes back when they said."""
    for talk in facts.truth.talks.values():
        for later in talk.later:
            if talk.is_forgotten:
                continue  # and so is what they were told
            sheet, until, told = later.sheet, later.until, later.put_off_to
            is_right = told == until or (told and until and abs(told - until) < _MOMENT)
            asks = sheet.asks_after(sheet.opened_at)
            if not is_right:
                yield f"check-in {sheet.id} is put off to {told}, not {until}"
            elif told is not None and told < min(sheet.deadline, asks or sheet.deadline):
                yield from _not_back(facts, talk, sheet, later.said_at, told)


def _not_back(
    facts: Facts, talk: Talk, sheet: Sheet, said_at: datetime, until: datetime
) -> Iterator[str]:
    by = good_while(facts, until)
    spoke_by = by if by > until + _CALM else until + _SOON  # in trouble they may have spoken first
    is_said = any(said_at < at <= spoke_by for at in heard(facts, talk))
    if is_said or by >= min(facts.story.end, sheet.over_at):
        return
    if any(
        one.run.standup is sheet.run.standup and said_at < one.opened_at <= by
        for one in talk.sheets
    ):
        return
    again = (one for one in facts.promised.values() if one.key == keys.again(sheet.id, until))
    if not any(until <= one.created_at <= by for one in again):
        yield f"check-in {sheet.id} does not come back {until}"


def told_in_quiet(facts: Facts) -> Iterator[str]:
    """In quiet hours nothing leaves but replies, what was on its way as they began, and, without a
    sound, a question that would be over at their end."""
    talks = {
        (account.adapter, account.id): talk
        for talk in facts.truth.talks.values()
        for account in talk.person.accounts
    }
    for number, copies in facts.shown.items():
        one = facts.promised.get(number)
        talk = talks.get((one.adapter, one.account or "")) if one else None
        if one is None or talk is None or talk.settled.is_unsure:
            continue
        if one.key.removeprefix(SHOWN).startswith(_REPLIES):
            continue
        first = min((shown for _, shown in copies), key=lambda shown: shown.at)
        over = _quiet_all_the_while(talk, one.created_at, first.at)
        if over is None:
            continue
        if not _is_over_by_then(facts, one, over):
            yield f"{one.key} is shown to {talk.person.id} {first.at}, and quiet is until {over}"
        elif not first.message.silent and facts.story.chats[one.adapter].rules.can.silent:
            yield f"{one.key} wakes {talk.person.id} {first.at}, and quiet is until {over}"


def _quiet_all_the_while(talk: Talk, created_at: datetime, shown_at: datetime) -> datetime | None:
    """When the quiet ends in which a message was promised and shown; None where there was none, or
    somebody set anew since how quiet it is, or where they live."""
    moved = [since for since, _ in talk.lived if created_at - _SOON < since <= shown_at]
    if moved or len(talk.settled.between("quiet", created_at - _SOON, shown_at)) > 1:
        return None
    zone = [zone for since, zone in talk.lived if since <= created_at][-1]
    first = talk.settled.quiet_until(created_at, zone)
    last = talk.settled.quiet_until(shown_at, zone)
    return last if first == last else None


def _is_over_by_then(facts: Facts, one: Sent, over: datetime) -> bool:
    """Whether a question could not wait until the end of the quiet."""
    number = one.check_in or keys.rhythm_of(one.key)
    sheet = next((s for s in facts.truth.sheets if s.id == number), None)
    deadline = sheet.deadline_at(one.created_at) if sheet else None
    return deadline is not None and (deadline <= over or one.created_at >= deadline)
