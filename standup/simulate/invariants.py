"""What may never happen, each thing checked from outside once the story is over."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from standup.chat.interface import Deleted, Reachable
from standup.core import keys
from standup.core.finding import indexed
from standup.core.model import Standup
from standup.simulate import almanac
from standup.simulate.chat import Chat, Shown
from standup.simulate.facts import Facts, gather
from standup.simulate.figures import digest_lies, wrong_periods
from standup.simulate.simulation import Story
from standup.simulate.truth import DELAYED, Sheet, Talk, token_of
from standup.store.simulated import Sent

_SOON = timedelta(seconds=30)
_HELD = timedelta(days=7)  # for which a message waits for its author's word
_WHILE = timedelta(minutes=20)


@dataclass(frozen=True, slots=True)
class Invariant:
    """Something that always holds; `broken` says where it does not.

    `by_the_clock`: it is held to the true time, so that the bot must know what time it is.
    """

    says: str
    broken: Callable[[Facts], Iterator[str]]
    by_the_clock: bool = False


def lies(story: Story) -> Iterator[tuple[str, str]]:
    """What ought not to be in a story: which invariant is broken, and where."""
    facts = gather(story)
    for invariant in INVARIANTS:
        if invariant.by_the_clock and story.jumps:
            continue
        for where in invariant.broken(facts):
            yield invariant.says, where


# ── words ──────────────────────────────────────────────────────────────────────────────────────


def _untaken(facts: Facts) -> Iterator[str]:
    taken = {
        (noted.adapter, noted.event) for noted in facts.story.kept.journal if noted.what == "took"
    }
    for name, chat in facts.story.chats.items():
        for event in chat.events:
            if isinstance(event, Deleted) and (name, event.message) not in taken:
                continue  # of what was never heard nobody is told that it is gone
            if (name, event.id) not in taken and event.id not in chat.lost:
                yield f"{name} {event.id}: {type(event).__name__} was not taken"


def _misfiled(facts: Facts) -> Iterator[str]:
    kept = facts.story.kept
    answers = {message: tuple(rest) for message, *rest in kept.answers}
    updates = {message: (run, text) for message, run, text, _ in kept.updates}
    waiting: dict[str, str] = dict(kept.offers)
    for person, talk in facts.truth.talks.items():
        if talk.muddled:
            words = answers.keys() | updates.keys() | waiting.keys()
            yield from _nowhere(person, talk, words, facts)
            continue
        for key, (told, _, _) in talk.held.items():
            is_over = key not in waiting and facts.story.latest - told.at > _HELD
            if waiting.get(key) != told.text and not is_over:
                yield f"{person} said {key}, and it does not wait"
        for sheet in talk.sheets:
            for told in sheet.told:
                found = answers.pop(told.key, None)
                wanted = (sheet.id, told.question, told.text)
                if found != wanted:
                    yield f"{person} said {told.key}: {found} is kept, {wanted} was meant"
    muddled = {person for person, talk in facts.truth.talks.items() if talk.muddled}
    for run in facts.truth.runs.values():
        for key, told in run.additions.items():
            found = updates.pop(key, None)
            if told.meant.person not in muddled and found != (run.id, told.text):
                yield f"{told.meant.person} added {key}: {found} is kept, of run {run.id}"
    of_whom = {f"{a}:{e}": meant.person for (a, e), meant in facts.story.diary.items()}
    for key in (*answers, *updates):
        if of_whom.get(key) not in muddled:
            yield f"{of_whom.get(key)}: {key} is kept, and ought not to be"


def _nowhere(person: str, talk: Talk, kept: set[str], facts: Facts) -> Iterator[str]:
    """Even where meanings are unclear no word is gone."""
    kept = kept | {message for (message,) in facts.story.kept.wordings}
    for key, sort in talk.taken.items():
        if sort != "answer" or key in kept or _was_let_go(facts, key):
            continue
        if not _was_told_nothing_is_open(facts, key):
            yield f"{person} said {key}, and it is nowhere"


def _was_let_go(facts: Facts, key: str) -> bool:
    """Whether it waited for its author's word, and for longer than anything waits."""
    asked = any(one.key == keys.offer(token_of(key)) for one in facts.promised.values())
    adapter, _, event = key.partition(":")
    said_at = facts.story.diary[adapter, event].at
    return asked and facts.story.latest - said_at > _HELD


def _was_told_nothing_is_open(facts: Facts, key: str) -> bool:
    reply = keys.reply(key)
    is_held = any(one.key == reply and one.state == "held" for one in facts.promised.values())
    told = is_held or _was_given_up(facts, reply)
    return told or any("haven’t posted" in shown.text for _, shown in facts.copies(reply))


_FOR_THE_BOT = {"skip run", "away", "back", "ask", "talk", "forward"}


def _unmeant(facts: Facts) -> Iterator[str]:
    """What was said to the bot alone is nobody's answer, and no update, whatever was pending."""
    kept = facts.story.kept
    sorts = {f"{a}:{e}": meant.sort for (a, e), meant in facts.story.diary.items()}
    for key in {said[0] for said in (*kept.answers, *kept.updates)}:
        if sorts.get(key) in _FOR_THE_BOT:
            yield f"{key}, said to the bot ({sorts[key]}), is kept as an answer or an update"
    yield from _shown_unasked(facts)


def _shown_unasked(facts: Facts) -> Iterator[str]:
    """What was forwarded, or waits for its author's word, is shown in no channel."""
    unasked = [m.text for m in facts.story.diary.values() if m.sort == "forward"]
    clear = (talk for talk in facts.truth.talks.values() if not talk.muddled)
    unasked += [told.text for talk in clear for told, _, _ in talk.held.values()]
    words = {word for text in unasked for word in _words(text)}
    for name, chat in facts.story.chats.items():
        for shown in chat.shown.values():
            if not shown.place.startswith("@"):
                for word in words.intersection(_words(shown.text)):
                    yield f"{word} is shown on {name}, and was not to be"


def _answered_unseen(facts: Facts) -> Iterator[str]:
    """What was said with no question in sight is no answer to one that nobody can have seen."""
    took = {(n.adapter, n.event): n.at for n in facts.story.kept.journal if n.what == "took"}
    for key, number, *_ in facts.story.kept.answers:
        adapter, _, event = key.partition(":")
        meant = facts.story.diary.get((adapter, event))
        if meant is None or meant.sort not in {"answer", "nothing"} or meant.asked is not None:
            continue
        taken_at = facts.story.latest_true(took[adapter, event])
        by = taken_at + _WHILE / 10  # it may be on its way to them, and count as seen
        if not any(_may_be_seen(facts, one, by) for one in _questions(facts, number)):
            yield f"{key} answered check-in {number}, of which nothing had been shown"
    yield from _answered_before(facts, took)


def _answered_before(
    facts: Facts, took: dict[tuple[str | None, str | None], datetime]
) -> Iterator[str]:
    """Nor is what is read late an answer to one that was shown only after it was written."""
    for key, number, name, _ in facts.story.kept.answers:
        adapter, _, event = key.partition(":")
        meant = facts.story.diary.get((adapter, event))
        if meant is None or meant.sort not in {"answer", "nothing", "more"}:
            continue
        if took[adapter, event] - meant.at <= DELAYED:
            continue
        sheet = next(sheet for sheet in facts.truth.sheets if sheet.id == number)
        ask = sheet.round.question(name).ask
        if not any(_may_be_seen(facts, one, meant.at, ask) for one in _questions(facts, number)):
            yield f"{key} of {meant.at} answered “{ask}” of check-in {number}, not shown by then"


def _questions(facts: Facts, check_in: int) -> list[Sent]:
    """What asked something in a check-in; also what was said anew since, or moved."""
    return [
        one
        for one in facts.promised.values()
        if one.check_in == check_in or "/gone/" in one.key or "/moved/" in one.key
    ]


def _may_be_seen(facts: Facts, one: Sent, by: datetime, ask: str = "") -> bool:
    """Whether a message that asks this was shown by then, or may have been."""
    chat = facts.story.chats[one.adapter]
    doubt = one.doubts > 0 or any(
        int(key.split("-")[1]) == one.id for key in chat.doubts if key[:3] != "to-"
    )
    copies = facts.shown.get(one.id, ())
    return doubt or any(shown.at <= by and ask in shown.text for _, shown in copies)


# ── questions ──────────────────────────────────────────────────────────────────────────────────


def _asked_twice(facts: Facts) -> Iterator[str]:
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


def _asked_again(facts: Facts) -> Iterator[str]:
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


def _not_asked(facts: Facts) -> Iterator[str]:
    """Whoever is to be asked is, within the first while in which nothing is in the way of it."""
    for sheet in facts.truth.sheets:
        talk = facts.truth.talks[sheet.person]
        if sheet.asked_at is None or talk.muddled or _is_out_of_reach(facts, talk):
            continue
        by = _good_while(facts, sheet.asked_at)
        heard = (at for at in _heard(facts, talk) if at >= sheet.opened_at)
        if by >= min((sheet.deadline, facts.story.end, *heard)):
            continue
        asked = [one for one in facts.promised.values() if one.check_in == sheet.id]
        seen = [shown.at for one in asked for _, shown in facts.shown.get(one.id, ())]
        if (not seen or min(seen) > by) and not any(_was_given_up(facts, p.key) for p in asked):
            due, shown = sheet.asked_at, min(seen, default=None)
            yield f"{sheet.person} waits for check-in {sheet.id}: due {due}, shown {shown}"


def _shown_too_late(facts: Facts) -> Iterator[str]:
    for sheet in facts.truth.sheets:
        for kind in ("ask", "remind"):
            for _, shown in facts.copies(f"{kind}/{sheet.id}"):
                if shown.at > sheet.deadline + _SOON:
                    yield f"{kind}/{sheet.id} is shown {shown.at}, and was over {sheet.deadline}"


_UNTIL = re.compile(r"\buntil (\w+day \d+ \w+, )?(\d\d:\d\d)")


def _untrue_times(facts: Facts) -> Iterator[str]:
    """Until when people are told to answer is when their check-in ends, on their own clocks, and no
    later asking cuts it short."""
    sheets = {sheet.id: sheet for sheet in facts.truth.sheets}
    for one in facts.promised.values():
        sheet = sheets.get(keys.reminded_of(one.key) or one.check_in or 0)
        if sheet is None:
            continue
        zone = sheet.zone
        local = sheet.deadline.astimezone(ZoneInfo(zone))
        is_today = local.date() == sheet.run.day
        for _, shown in facts.shown.get(one.id, ()):
            for told in _UNTIL.finditer(shown.text):
                if told[2] != f"{local:%H:%M}" or bool(told[1]) == is_today:
                    yield f"{one.key} says {told[0]}, and it ends {local:%A %H:%M} in {zone}"
                elif later := _cut_short(facts, sheet):
                    yield f"{one.key} says {told[0]}, and {later.opened_at} ends it"


def _cut_short(facts: Facts, sheet: Sheet) -> Sheet | None:
    """The later asking of the same standup before a check-in ends, if there is one where they were
    then: nobody knew that they would move."""
    for one in facts.truth.talks[sheet.person].sheets:
        same = one.run.standup.id == sheet.run.standup.id and one.zone == sheet.zone
        if same and sheet.opened_at < one.opened_at < sheet.deadline:
            return one
    return None


def _is_out_of_reach(facts: Facts, talk: Talk) -> bool:
    """Whether somebody could not be written to, if only for a while."""
    chats, accounts = facts.story.chats, talk.person.accounts
    return not accounts or any(a.id in chats[a.adapter].ever_closed for a in accounts)


def _good_while(facts: Facts, since: datetime, to: Sent | None = None) -> datetime:
    """The end of the first while, from an instant on, in which nothing goes wrong, nor shuts the
    channel that something goes to."""
    story = facts.story
    trouble = [(strike.at, strike.back) for strike in story.strikes]
    trouble += [(at, end) for skies in story.skies.values() for at, end, _ in skies.told]
    if to is not None:
        bars = story.chats[to.adapter].bars
        trouble += [(at, end) for place, at, end in bars if place == to.place]
    for at, end in sorted(trouble + story.unwritable):
        if at <= since + _WHILE and end >= since:
            since = end
    return since + _WHILE


def _heard(facts: Facts, talk: Talk) -> list[datetime]:
    """When the store took what somebody did."""
    diary = facts.story.diary
    return [
        noted.at
        for noted in facts.story.kept.journal
        if (meant := diary.get((noted.adapter or "", noted.event or "")))
        and meant.person == talk.person.id
    ]


# ── runs ───────────────────────────────────────────────────────────────────────────────────────


def _untimely(facts: Facts) -> Iterator[str]:
    story = facts.story
    begin = facts.scheduled_at
    if begin is None:
        return
    end = story.clock.now() - _WHILE
    opened = {
        (s.run.standup.id, s.run.day, s.round.id, s.person): s
        for s in facts.truth.sheets
        if s.opened_at < end
    }
    missed = set(story.kept.missed)
    for standup in story.town.instance.standups:
        try:
            for person in standup.participants:
                periods = [(begin, standup.zone)] if standup.zone else story.zones_of(person.id)
                for wanted in _due(standup, periods, begin, end):
                    one = wanted[0]
                    sheet = opened.pop((standup.id, one.day, one.round, person.id), None)
                    yield from _timely_somewhere(facts, wanted, periods, person.id, sheet, missed)
        except almanac.UnknownError:
            opened = {key: s for key, s in opened.items() if key[0] != standup.id}
    for key, sheet in opened.items():
        yield f"{key} opened {sheet.opened_at}, and ought not to"


def _due(
    standup: Standup, periods: list[tuple[datetime, str]], begin: datetime, end: datetime
) -> list[list[almanac.Opening]]:
    """The openings that may be somebody's, those of a round and day together."""
    zones = dict.fromkeys(zone for _, zone in periods)
    found: dict[tuple[str, date], list[almanac.Opening]] = {}
    for one in almanac.openings(standup, begin, end, zones):
        found.setdefault((one.round, one.day), []).append(one)
    return [*found.values()]


def _timely_somewhere(
    facts: Facts,
    wanted: list[almanac.Opening],
    periods: list[tuple[datetime, str]],
    person: str,
    sheet: Sheet | None,
    missed: set[tuple[object, ...]],
) -> Iterator[str]:
    """Whether a round of a day opened where somebody was then, if it was to open there at all:
    what falls into the trouble in which they moved may open or not."""
    if len(periods) > 1 and sheet is None:
        for one in wanted:
            until = _up_again(facts, one.at) + _SOON
            known = [zone for since, zone in periods if since <= one.at]
            still = [zone for since, zone in periods if since <= until]
            if known and known[-1] == still[-1] == one.zone:
                yield from _timely(facts, one, person, None, missed)
        return
    there = [one for one in wanted if sheet is None or one.zone == sheet.zone]
    if not there and sheet is not None:
        yield f"{wanted[0].round} of {sheet.run.standup.id} opened for {person} in {sheet.zone}"
    for one in there:
        yield from _timely(facts, one, person, sheet, missed)


def _timely(
    facts: Facts,
    one: almanac.Opening,
    person: str,
    sheet: Sheet | None,
    missed: set[tuple[object, ...]],
) -> Iterator[str]:
    what = f"{one.round} of {one.standup} on {one.day} for {person}"
    back = _up_again(facts, one.at)
    if sheet is not None:
        if sheet.deadline != one.deadline:
            yield f"{what} ends {sheet.deadline}, not {one.deadline}"
        if not one.at <= sheet.opened_at <= back + _SOON:
            yield f"{what} opened {sheet.opened_at}, not {one.at}"
    elif back + _SOON < one.latest:
        yield f"{what} did not open at {one.at}"
    elif (
        one.standup,
        one.day.isoformat(),
        one.round,
        one.zone,
    ) not in missed and back > one.latest + _SOON:
        yield f"{what} is not told to be missed"


def _up_again(facts: Facts, at: datetime) -> datetime:
    """When the bot could do what was due at an instant, at the latest."""
    while (later := _after_trouble(facts, at)) > at:
        at = later
    return at


def _after_trouble(facts: Facts, at: datetime) -> datetime:
    """The end of what is in the way at an instant, or the instant itself."""
    for full, until in facts.story.unwritable:
        if full <= at <= until + _SOON:
            at = max(at, until + timedelta(minutes=2))
    for strike in facts.story.strikes:
        if strike.at <= at + _SOON and at <= strike.back + _SOON:
            at = strike.back + _SOON
    return at


def _unclosed(facts: Facts) -> Iterator[str]:
    for number, _, _, due, closed in facts.story.kept.runs:
        held = facts.truth.runs[number]
        what = f"{held.standup.id} of {held.day}"
        last = max(s.deadline for s in facts.truth.sheets if s.run is held)
        if due < last:
            yield f"{what} is to close {due}, before its last deadline {last}"
        times = facts.closings.get(number, [])
        if len(times) > 1:
            yield f"{what} closed {len(times)} times"
        if due < facts.story.clock.now() - _SOON and closed is None:
            yield f"{what} did not close"
        if closed is not None and not due <= closed <= _up_again(facts, due) + _SOON:
            yield f"{what} closed {closed}, not {due}"


# ── what is shown ──────────────────────────────────────────────────────────────────────────────


def _undone(facts: Facts) -> Iterator[str]:
    kept = facts.story.kept
    for one in kept.outbox:
        if one.state in {"pending", "sending", "dead"}:
            yield f"{one.key} is still {one.state} ({one.reason})"
        elif one.state == "held" and _is_back(facts.story.chats[one.adapter], one.account or ""):
            yield f"{one.key} is still held for {one.account}, who is back"
    for (event,) in kept.put_aside:
        yield f"event {event} was put aside"
    for kind, subject in kept.stale:
        yield f"{kind} {subject} is not what it ought to be"


def _ungranted(facts: Facts) -> Iterator[str]:
    """Whatever is to be looked up or laid out is promised in the transaction that ends the wish."""
    journal = facts.story.kept.journal
    granted = Counter(noted.event for noted in journal if noted.what == "granted")
    for wished in (noted.event for noted in journal if noted.what == "wished"):
        if granted[wished] != 1:
            yield f"{wished} was wished for, and answered {granted[wished]} times"


def _is_back(chat: Chat, account: str) -> bool:
    """Whether the bot was told that somebody who could not be written to can be again."""
    back = [e.id for e in chat.events if isinstance(e, Reachable) and e.account == account]
    return bool(back) and account not in chat.closed and back[-1] not in chat.lost


def _unposted(facts: Facts) -> Iterator[str]:
    """Every report, update, thread and digest stands in every channel, with its last wording."""
    for run in facts.truth.runs.values():
        wanted = {f"thread/{run.id}": [run.standup.title]}
        if run.closed_at is not None:
            wanted[f"digest/{run.id}"] = ["Digest"]
        for sheet in facts.truth.sheets:
            if sheet.run is run and sheet.posted and not facts.truth.talks[sheet.person].muddled:
                wanted[f"report/{sheet.id}"] = [
                    w for told in sheet.words for w in _words(told.text)
                ]
        numbers = {message: number for message, _, _, number in facts.story.kept.updates}
        for key, told in run.additions.items():
            if key in numbers and not facts.truth.talks[told.meant.person].muddled:
                wanted[f"update/{numbers[key]}"] = _words(told.text)
        for n, channel in enumerate(run.standup.channels if run.standup.is_posted else ()):
            for subject, words in wanted.items():
                yield from _stands(
                    facts, f"{subject}/{n}", words, f"{channel.place} {channel.adapter}"
                )


def _beyond_readers(facts: Facts) -> Iterator[str]:
    """Words that are for a standup's participants alone, in a channel or with anybody else."""
    owners = {
        (account.adapter, account.id): person
        for person in facts.story.town.instance.people
        for account in person.accounts
    }
    private = _of_participants(facts)
    for chat, shown in (copy for copies in facts.shown.values() for copy in copies):
        is_direct = shown.place.startswith("@")
        person = owners.get((chat.name, shown.place.removeprefix("@")))
        for word, standup in private.items():
            is_theirs = is_direct and (person is None or person in standup.participants)
            if word in shown.text and not is_theirs:
                yield f"{word} of {standup.id} is shown at {shown.place} on {chat.name}"


def _of_participants(facts: Facts) -> dict[str, Standup]:
    """What was said in standups that are posted nowhere, word by word."""
    return {
        word: sheet.run.standup
        for sheet in facts.truth.sheets
        if not sheet.run.standup.is_posted and not facts.truth.talks[sheet.person].muddled
        for told in sheet.words
        for word in _words(told.text)
    }


def _unreported(facts: Facts) -> Iterator[str]:
    """Who takes part in what is posted nowhere, and was not told what was shared when it closed."""
    told = {one.key for one in facts.promised.values()}
    stale = {subject for kind, subject in facts.story.kept.stale if kind == "digest"}
    for run in facts.truth.runs.values():
        is_over = run.closed_at is not None and str(run.id) not in stale
        sheets = [sheet for sheet in facts.truth.sheets if sheet.run is run]
        shared = [sheet for sheet in sheets if sheet.posted and sheet.words]
        if run.standup.is_posted or not is_over or not shared:
            continue
        if any(facts.truth.talks[sheet.person].muddled for sheet in sheets):
            continue
        for person in run.standup.participants:
            if not any(key.startswith(f"read/digest/{run.id}/{person.id}") for key in told):
                yield f"{person.id} was not told what was shared in {run.standup.id}, {run.day}"


def _unlogged(facts: Facts) -> Iterator[str]:
    """The learning log holds what was shared, in its last wording, and nothing else."""
    kept = facts.story.kept
    held = {(kind, number): words or "" for kind, number, words in kept.entries}
    shared = {(kind, number) for kind, number in kept.shared}
    unsettled = {(kind, int(s)) for kind, s in kept.stale if kind in {"report", "update"}}
    for kind, number in sorted((held.keys() ^ shared) - unsettled):
        wrong = "is in the learning log" if (kind, number) in held else "is not in it"
        yield f"{kind} {number} {wrong}"
    said = [(("report", number), text) for _, number, _, text in kept.answers]
    said += [(("update", number), text) for _, _, text, number in kept.updates]
    for which, text in said:
        for word in _words(text):
            if which in held and which not in unsettled and indexed(word) not in held[which]:
                yield f"{which} is in the learning log without {word}"


def _words(text: str) -> list[str]:
    return [word for word in text.split() if word.endswith("·")]


def _stands(facts: Facts, key: str, words: list[str], where: str) -> Iterator[str]:
    copies, texts = facts.copies(key), list(facts.texts(key))
    if facts.was_deleted(key) or (not copies and _was_given_up(facts, key)):
        return
    if not copies:
        yield f"{key} does not stand in {where}"
    elif texts and not any(all(word in text for word in words) for text in texts):
        yield f"{key} in {where} lacks some of {words}"


def _was_given_up(facts: Facts, key: str) -> bool:
    """Whether two attempts went unanswered where a third might be seen twice; what is shown of it,
    if anything, is a later wording then, which is a message of its own."""
    chats = facts.story.chats
    return any(
        not chats[one.adapter].rules.key_window
        and one.state == "sent"
        and (not one.is_known or any(shown.is_revision for _, shown in facts.shown.get(one.id, ())))
        for one in facts.promised.values()
        if one.key == key
    )


def _waiting_in_vain(facts: Facts) -> Iterator[str]:
    """Whatever goes into a channel stands there soon, unless that channel itself is shut, or the
    first message of its thread is not there yet; what became of any other one is no reason."""
    story = facts.story
    for noted in story.kept.journal:
        one = facts.promised.get(noted.number or 0) if noted.what == "posts" else None
        if one is None or one.place is None or _was_given_up(facts, one.key):
            continue
        chat = story.chats[one.adapter]
        since = max([noted.at, *_root_shown_at(facts, one)])
        by = _good_while(facts, since, one)
        shown = [shown.at for _, shown in facts.shown.get(one.id, ())]
        if by < min(story.end, story.clock.now()) and (not shown or min(shown) > by):
            seen = min(shown, default=None)
            yield f"{one.key} waits for {one.place} on {chat.name}: due {since}, shown {seen}"


def _root_shown_at(facts: Facts, one: Sent) -> list[datetime]:
    """When the message was shown in whose thread another belongs."""
    return [shown.at for _, shown in facts.copies(one.thread)[:1]] if one.thread else []


def _wrong_figures(facts: Facts) -> Iterator[str]:
    for run in facts.truth.runs.values():
        if run.closed_at is None or not facts.truth.is_clear(run):
            continue
        for n, _ in enumerate(run.standup.channels if run.standup.is_posted else ()):
            if facts.was_deleted(f"digest/{run.id}/{n}"):
                continue
            texts = facts.texts(f"digest/{run.id}/{n}")
            lies = [list(digest_lies(facts, run, text)) for text in texts]
            if lies and all(lies):
                yield f"digest of {run.standup.id}, {run.day}: {lies[0][0]}"
    yield from wrong_periods(facts)


def _complaints(facts: Facts) -> Iterator[str]:
    grave = ("schedule_failed", "publish_failed", "event_put_aside", "send_failed", "send_given_up")
    for told in facts.story.complaints:
        if (
            told.startswith(grave)
            and "OperationalError" not in told
            and "DatabaseError" not in told
        ):
            yield told


INVARIANTS = (
    Invariant("every word that a platform delivered is taken", _untaken),
    Invariant("and kept where it was meant, in its last wording", _misfiled),
    Invariant("nothing is posted that its author did not mean", _unmeant),
    Invariant("nobody answers a question that they cannot have seen", _answered_unseen),
    Invariant("nothing is shown twice, but for a lost reply where no key tells", _asked_twice),
    Invariant("no question is put more often than there is reason to", _asked_again),
    Invariant("whoever is to be asked is asked, and waits for nobody else", _not_asked, True),
    Invariant("nobody is asked or reminded when it is over", _shown_too_late, True),
    Invariant("no time is told that does not hold", _untrue_times, True),
    Invariant("every round opens and ends at its local time", _untimely, True),
    Invariant("every run closes once, in time", _unclosed, True),
    Invariant("everything that was shared stands in every channel", _unposted),
    Invariant("no message waits behind another's failure", _waiting_in_vain, True),
    Invariant("and is in the learning log, with nothing else", _unlogged),
    Invariant("what participants alone may read is shown to nobody else", _beyond_readers),
    Invariant("and all of them are told it when the day closes", _unreported),
    Invariant("digests and figures are what people did", _wrong_figures),
    Invariant("what somebody wishes to be told is told once", _ungranted),
    Invariant("nothing is left undone", _undone),
    Invariant("the engine has nothing to complain of", _complaints),
)
