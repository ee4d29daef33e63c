"""What people set for themselves holds: their days, their reminders, their quiet hours."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from standup.core import keys
from standup.simulate.facts import Facts
from standup.simulate.sheets import Talk
from standup.store.simulated import Sent

_SOON = timedelta(seconds=30)
_REPLIES = ("re/", "offer/", "done/", "besides/", "aside/", "hello/", "next/", "linked/")


def asked_on_another_day(facts: Facts) -> Iterator[str]:
    """Nobody is asked on a day that is not theirs."""
    for sheet in facts.truth.sheets:
        if not sheet.is_theirs:
            yield f"{sheet.person} is asked on {sheet.run.day}, in check-in {sheet.id}"


def reminded_in_spite(facts: Facts) -> Iterator[str]:
    """Nobody is reminded who said so."""
    sheets = {sheet.id: sheet for sheet in facts.truth.sheets}
    for one in facts.promised.values():
        sheet = sheets.get(keys.reminded_of(one.key) or 0)
        settled = facts.truth.talks[sheet.person].settled if sheet else None
        if settled is None or settled.is_unsure:
            continue
        if settled.wants_no_reminder(one.created_at):
            yield f"{one.key} reminds {sheet and sheet.person}, {one.created_at}"


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
        if one is None or talk is None or talk.settled.is_unsure or one.key.startswith(_REPLIES):
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
    sheet = next((s for s in facts.truth.sheets if s.id == one.check_in), None)
    return sheet is not None and (sheet.deadline <= over or one.created_at >= sheet.deadline)
