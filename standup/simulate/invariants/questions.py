"""What people are asked: once, in time, and nothing that does not hold."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from standup.core import keys
from standup.simulate.chat import Chat, Shown
from standup.simulate.facts import Facts
from standup.simulate.invariants.allowances import good_while, heard, was_given_up
from standup.simulate.sheets import Sheet, Talk

_SOON = timedelta(seconds=30)


def asked_twice(facts: Facts) -> Iterator[str]:
    """Where this does not hold: nothing is shown twice, but for a lost reply where no key tells."""
    for number, copies in facts.shown.items():
        chat = copies[0][0]
        first = [shown for _, shown in copies if shown.key.count("-") == 1]
        first = [shown for shown in first if shown.place == first[-1].place]  # it may have moved
        first = first[chat.beyond_reach.get(first[0].key, 0) :] if first else []
        if len(first) <= 1:
            continue
        key = facts.promised[number].key if number in facts.promised else str(number)
        where = f"{key} is shown {len(first)} times at {first[0].place} on {chat.name}"
        if chat.rules.key_window or len(first) > 2:
            yield where
        elif not _was_in_doubt(facts, chat, first):
            yield f"{where}, though no answer was lost"


def asked_again(facts: Facts) -> Iterator[str]:
    """A question moved to another account is put anew there, and only if it is still pending."""
    put: dict[int, list[str]] = {}
    for noted in facts.story.kept.journal:
        key = noted.event or ""
        if noted.what == "promised" and not (keys.reminded_of(key) or keys.is_moved(key)):
            put.setdefault(noted.number or 0, []).append(key)
    for sheet in facts.truth.sheets:
        first = sorted(set(put.get(sheet.id, ())))
        promised = [one.key for one in facts.promised.values() if one.check_in == sheet.id]
        left = [key for key in promised if keys.reminded_of(key) is None]
        wrong = len(first) != sheet.asked or len(left) > sheet.asked
        if wrong and not facts.truth.talks[sheet.person].muddled:
            yield (
                f"{sheet.person} is asked {first}, and by now {left}, in check-in {sheet.id},"
                f" not {sheet.asked} times"
            )


def _was_in_doubt(facts: Facts, chat: Chat, copies: list[Shown]) -> bool:
    if any(chat.doubts.get(shown.key) for shown in copies):
        return True
    times = sorted(shown.at for shown in copies)
    return any(times[0] - _SOON <= strike.at <= times[-1] for strike in facts.story.strikes)


def not_asked(facts: Facts) -> Iterator[str]:
    """Whoever is to be asked is, within the first while in which nothing is in the way of it."""
    for sheet in facts.truth.sheets:
        talk = facts.truth.talks[sheet.person]
        if sheet.asked_at is None or talk.muddled or _is_out_of_reach(facts, talk):
            continue
        since = talk.settled.heard_from(
            sheet.asked_at, sheet.deadline_at(sheet.asked_at), talk.lived
        )
        if since is None:
            continue
        by = good_while(facts, since)
        told = (at for at in heard(facts, talk) if at >= sheet.opened_at)
        if by >= min((sheet.over_at, facts.story.end, *told)):
            continue
        asked = [one for one in facts.promised.values() if one.check_in == sheet.id]
        seen = [shown.at for one in asked for _, shown in facts.shown.get(one.id, ())]
        if (not seen or min(seen) > by) and not any(was_given_up(facts, p.key) for p in asked):
            due, shown = sheet.asked_at, min(seen, default=None)
            yield f"{sheet.person} waits for check-in {sheet.id}: due {due}, shown {shown}"


def shown_too_late(facts: Facts) -> Iterator[str]:
    """Where this does not hold: nobody is asked or reminded when it is over."""
    for sheet in facts.truth.sheets:
        for kind in ("ask", "remind"):
            for _, shown in facts.copies(f"{kind}/{sheet.id}"):
                if shown.at > sheet.deadline + _SOON:
                    yield f"{kind}/{sheet.id} is shown {shown.at}, and was over {sheet.deadline}"


_UNTIL = re.compile(
    r"\b(?P<word>until|bis|hasta) (?:las )?"
    r"(?P<day>\w+day \d+ \w+, |\w+, \d+\. \w+, |el \w+ \d+ de \w+ a las )?(?P<clock>\d\d:\d\d)"
)


def untrue_times(facts: Facts) -> Iterator[str]:
    """Until when people are told to answer is when their check-in ends, on their own clocks, and no
    later asking cuts it short."""
    sheets = {sheet.id: sheet for sheet in facts.truth.sheets}
    for one in facts.promised.values():
        sheet = sheets.get(keys.reminded_of(one.key) or one.check_in or 0)
        if sheet is None:
            continue
        zone = sheet.zone
        for _, shown in facts.shown.get(one.id, ()):
            told_by = [at for since, at in sheet.deadlines if since <= shown.at + _SOON]
            ends = [at.astimezone(ZoneInfo(zone)) for at in told_by]
            for told in _UNTIL.finditer(shown.text):
                is_true = any(
                    told["clock"] == f"{local:%H:%M}"
                    and bool(told["day"]) != (local.date() == sheet.run.day)
                    for local in ends
                )
                local = ends[-1]
                if not is_true:
                    yield f"{one.key} says {told[0]}, and it ends {local:%A %H:%M} in {zone}"
                elif later := _cut_short(facts, sheet, local):
                    yield f"{one.key} says {told[0]}, and {later.opened_at} ends it"


def changed_languages(facts: Facts) -> Iterator[str]:
    """Whoever was once asked in another language than the standup's is never asked in that again,
    nor in a third."""
    sheets = {sheet.id: sheet for sheet in facts.truth.sheets}
    heard: dict[str, list[tuple[datetime, str]]] = {}
    for one in facts.promised.values():
        sheet = sheets.get(one.check_in or 0)
        for _, shown in facts.shown.get(one.id, ()) if sheet and one.key.startswith("ask/") else ():
            found = _UNTIL.search(shown.text)
            if sheet and found and not shown.edited:
                heard.setdefault(sheet.person, []).append((shown.at, found["word"]))
    for person, said in heard.items():
        words = [word for _, word in sorted(said)]
        turns = [word for word, _ in groupby(words)]
        if turns not in ([], ["until"], turns[-1:], ["until", turns[-1]]):
            yield f"{person} is asked in several languages by turns: {turns}"


def _cut_short(facts: Facts, sheet: Sheet, ends: datetime) -> Sheet | None:
    """The later asking of the same standup before a check-in ends, as was known when that was told,
    if there is one where they were then: nobody knew that they would move."""
    for one in facts.truth.talks[sheet.person].sheets:
        if one.is_begun or one.run.day < sheet.run.day:
            continue  # which ends nothing
        same = one.run.standup.id == sheet.run.standup.id and one.zone == sheet.zone
        if one.opened_at < one.usual or sheet.plan != one.plan:
            continue  # nobody knew that it would be asked then
        if same and sheet.opened_at < one.opened_at < ends:
            return one
    return None


def _is_out_of_reach(facts: Facts, talk: Talk) -> bool:
    """Whether somebody could not be written to, if only for a while."""
    chats, accounts = facts.story.chats, talk.person.accounts
    return not accounts or any(a.id in chats[a.adapter].ever_closed for a in accounts)
