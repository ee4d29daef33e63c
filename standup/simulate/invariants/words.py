"""What people write: taken, kept where it was meant, and never posted where it was not."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from standup.chat.interface import Deleted
from standup.core import keys
from standup.simulate.facts import Facts, fates
from standup.simulate.invariants.allowances import was_given_up
from standup.simulate.invariants.shown import words_of
from standup.simulate.sheets import Talk
from standup.simulate.tongues import TONGUES
from standup.simulate.truth import DELAYED, token_of
from standup.store.simulated import Sent

_HELD = timedelta(days=7)  # for which a message waits for its author's word
_WHILE = timedelta(minutes=20)
_UNDER_WAY = timedelta(minutes=1)


def untaken(facts: Facts) -> Iterator[str]:
    """Where this does not hold: every word that a platform delivered is taken."""
    taken = {
        (noted.adapter, noted.event) for noted in facts.story.kept.journal if noted.what == "took"
    }
    for name, chat in facts.story.chats.items():
        for event in chat.events:
            if isinstance(event, Deleted) and (name, event.message) not in taken:
                continue  # of what was never heard nobody is told that it is gone
            if (name, event.id) not in taken and event.id not in chat.lost:
                yield f"{name} {event.id}: {type(event).__name__} was not taken"


def misfiled(facts: Facts) -> Iterator[str]:
    """Where this does not hold: kept where it was meant, in its last wording."""
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
        by = of_whom.get(key.partition("/")[0])  # a change is answered as a message of its own
        if by not in muddled:
            yield f"{by}: {key} is kept, and ought not to be"


def _nowhere(person: str, talk: Talk, kept: set[str], facts: Facts) -> Iterator[str]:
    """Even where meanings are unclear no word is gone."""
    kept = kept | {message for (message,) in facts.story.kept.wordings}
    for key, sort in talk.taken.items():
        taken_back = talk.taken.get(f"{key}@deleted") == "take back"
        if sort != "answer" or key in kept or _was_let_go(facts, key, taken_back=taken_back):
            continue
        if not _was_told_nothing_is_open(facts, key):
            yield f"{person} said {key}, and it is nowhere"


def _was_let_go(facts: Facts, key: str, *, taken_back: bool) -> bool:
    """Whether it waited for its author's word until they took it back, or longer than anything
    waits."""
    asked = any(one.key == keys.offer(token_of(key)) for one in facts.promised.values())
    adapter, _, event = key.partition(":")
    said_at = facts.story.diary[adapter, event].at
    return asked and (taken_back or facts.story.latest - said_at > _HELD)


def _was_told_nothing_is_open(facts: Facts, key: str) -> bool:
    reply = keys.reply(key)
    is_held = any(one.key == reply and one.state == "held" for one in facts.promised.values())
    told = is_held or was_given_up(facts, reply)
    return told or any(_POSTED_NOTHING.search(shown.text) for _, shown in facts.copies(reply))


_POSTED_NOTHING = re.compile("|".join(dict.fromkeys(one.posted_nothing for one in TONGUES)))
_FOR_THE_BOT = {
    "skip run",
    "away",
    "back",
    "ask",
    "talk",
    "forward",
    "set",
    "undo",
    "order",
    "later",
    "begin",
    "forget",
}


def unmeant(facts: Facts) -> Iterator[str]:
    """What was said to the bot alone is nobody's answer, and no update, whatever was pending."""
    kept = facts.story.kept
    sorts = {f"{a}:{e}": meant.sort for (a, e), meant in facts.story.diary.items()}
    rests = {key for talk in facts.truth.talks.values() for key in talk.rests}
    for key in {said[0] for said in (*kept.answers, *kept.updates)} - rests:
        if sorts.get(key) in _FOR_THE_BOT:
            yield f"{key}, said to the bot ({sorts[key]}), is kept as an answer or an update"
    yield from _shown_unasked(facts)


def _shown_unasked(facts: Facts) -> Iterator[str]:
    """What was forwarded, or waits for its author's word, is shown in no channel."""
    unasked = [m.text for m in facts.story.diary.values() if m.sort == "forward"]
    clear = (talk for talk in facts.truth.talks.values() if not talk.muddled)
    waiting = (told for talk in clear for told, _, _ in talk.held.values())
    unasked += [told.text for told in waiting if told.meant.remark is None]  # said twice, maybe
    words = {word for text in unasked for word in words_of(text)}
    for name, chat in facts.story.chats.items():
        for shown in chat.shown.values():
            if not shown.place.startswith("@"):
                for word in words.intersection(words_of(shown.text)):
                    yield f"{word} is shown on {name}, and was not to be"


def answered_unseen(facts: Facts) -> Iterator[str]:
    """What was said with no question in sight is no answer to one that nobody can have seen."""
    took = {(n.adapter, n.event): n.at for n in facts.story.kept.journal if n.what == "took"}
    for key, number, *_ in facts.story.kept.answers:
        adapter, _, event = key.partition(":")
        meant = facts.story.diary.get((adapter, event))
        if meant is None or meant.sort not in {"answer", "nothing"} or meant.asked is not None:
            continue
        if _was_under_way(facts, number, adapter, event):
            continue
        taken_at = facts.story.latest_true(took[adapter, event])
        by = taken_at + _WHILE / 10  # it may be on its way to them, and count as seen
        questions = _questions(facts, number)
        on_its_way = any(_was_on_its_way(facts, one, took[adapter, event]) for one in questions)
        if not on_its_way and not any(_may_be_seen(facts, one, by) for one in questions):
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
        if _was_under_way(facts, number, adapter, event):
            continue
        sheet = next(sheet for sheet in facts.truth.sheets if sheet.id == number)
        ask = sheet.round.question(name).ask
        if not any(_may_be_seen(facts, one, meant.at, ask) for one in _questions(facts, number)):
            yield f"{key} of {meant.at} answered “{ask}” of check-in {number}, not shown by then"


def _was_under_way(facts: Facts, check_in: int, adapter: str, event: str) -> bool:
    """Whether a question of a check-in had just left as something was taken, and nobody could know
    yet what had become of it."""
    left: dict[str, datetime] = {}
    for noted in facts.story.kept.journal:
        key = noted.event or ""
        if noted.what == "took" and (noted.adapter, key) == (adapter, event):
            return any(noted.at - at <= _UNDER_WAY for at in left.values())
        if noted.what in {"left", "waits"} and noted.number == check_in:
            left.pop(key, None)
            left |= {key: noted.at} if noted.what == "left" else {}
    return False


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


def _was_on_its_way(facts: Facts, one: Sent, at: datetime) -> bool:
    """Whether the platform had yet to say that it would not take a message."""
    if "put off" not in fates(facts, one):
        return False
    noted = [n.what for n in facts.story.kept.journal if n.event == one.key and n.at <= at]
    return next((what for what in reversed(noted) if what != "promised"), "") == "left"
