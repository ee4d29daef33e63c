"""What stands in channels, in the log and in figures: all that was shared, and nothing else."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from standup.chat.interface import Reachable
from standup.core import keys
from standup.core.model import Standup
from standup.core.text.phrases import indexed
from standup.simulate.chat import Chat
from standup.simulate.facts import Facts
from standup.simulate.figures import digest_lies, wrong_periods
from standup.simulate.invariants.allowances import good_while, was_given_up
from standup.store.simulated import Sent


def undone(facts: Facts) -> Iterator[str]:
    """Where this does not hold: nothing is left undone."""
    kept, waiting = facts.story.kept, set(_in_quiet(facts))
    for one in kept.outbox:
        if (one.adapter, one.account) in waiting and one.state == "pending":
            continue
        if one.state in {"pending", "sending", "dead"}:
            yield f"{one.key} is still {one.state} ({one.reason})"
        elif one.state == "held" and _is_back(facts.story.chats[one.adapter], one.account or ""):
            yield f"{one.key} is still held for {one.account}, who is back"
    for (event,) in kept.put_aside:
        yield f"event {event} was put aside"
    for kind, subject in kept.stale:
        yield f"{kind} {subject} is not what it ought to be"


def _in_quiet(facts: Facts) -> Iterator[tuple[str, str]]:
    """The accounts of whoever may have quiet hours at the end."""
    for talk in facts.truth.talks.values():
        if talk.settled.is_unsure or talk.settled.now("quiet") is not None:
            yield from ((account.adapter, account.id) for account in talk.person.accounts)


def ungranted(facts: Facts) -> Iterator[str]:
    """Whatever is to be looked up or laid out is promised in the transaction that ends the wish."""
    journal = facts.story.kept.journal
    granted = Counter(noted.event for noted in journal if noted.what == "granted")
    gone = {person for person, talk in facts.truth.talks.items() if talk.is_forgotten}
    theirs = {keys.reply(f"{a}:{e}") for (a, e), m in facts.story.diary.items() if m.person in gone}
    for wished in (noted.event for noted in journal if noted.what == "wished"):
        if granted[wished] != 1 and wished not in theirs:
            yield f"{wished} was wished for, and answered {granted[wished]} times"


def _is_back(chat: Chat, account: str) -> bool:
    """Whether the bot was told that somebody who could not be written to can be again."""
    back = [e.id for e in chat.events if isinstance(e, Reachable) and e.account == account]
    return bool(back) and account not in chat.closed and back[-1] not in chat.lost


def unposted(facts: Facts) -> Iterator[str]:
    """Every report, update, thread and digest stands in every channel, with its last wording."""
    for run in facts.truth.runs.values():
        wanted = {f"thread/{run.id}": [run.standup.title]}
        if run.closed_at is not None and run.taken_back_at is None:
            wanted[f"digest/{run.id}"] = ["Digest"]
        for sheet in facts.truth.sheets:
            if sheet.run is run and sheet.posted and not facts.truth.talks[sheet.person].muddled:
                wanted[f"report/{sheet.id}"] = [
                    w for told in sheet.words for w in words_of(told.text)
                ]
        numbers = {message: number for message, _, _, number in facts.story.kept.updates}
        for key, told in run.additions.items():
            if key in numbers and not facts.truth.talks[told.meant.person].muddled:
                wanted[f"update/{numbers[key]}"] = words_of(told.text)
        for n, channel in enumerate(run.standup.channels if run.standup.is_posted else ()):
            for subject, words in wanted.items():
                yield from _stands(
                    facts, f"{subject}/{n}", words, f"{channel.place} {channel.adapter}"
                )


def beyond_readers(facts: Facts) -> Iterator[str]:
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
            is_theirs = is_direct and (
                person is None or facts.truth.steered[standup.id].ever(person.id)
            )
            if word in shown.text and not is_theirs:
                yield f"{word} of {standup.id} is shown at {shown.place} on {chat.name}"


def _of_participants(facts: Facts) -> dict[str, Standup]:
    """What was said in standups that are posted nowhere, word by word."""
    return {
        word: sheet.run.standup
        for sheet in facts.truth.sheets
        if not sheet.run.standup.is_posted and not facts.truth.talks[sheet.person].muddled
        for told in sheet.words
        for word in words_of(told.text)
    }


def unreported(facts: Facts) -> Iterator[str]:
    """Who takes part in what is posted nowhere, and was not told what was shared when it closed."""
    told = {one.key for one in facts.promised.values()}
    stale = {subject for kind, subject in facts.story.kept.stale if kind == "digest"}
    for run in facts.truth.runs.values():
        is_over = run.closed_at is not None and str(run.id) not in stale
        is_over = is_over and run.taken_back_at is None  # of which nothing is told
        sheets = [sheet for sheet in facts.truth.sheets if sheet.run is run]
        shared = [sheet for sheet in sheets if sheet.posted and sheet.words]
        if run.standup.is_posted or run.closed_at is None or not is_over or not shared:
            continue
        if any(facts.truth.talks[sheet.person].muddled for sheet in sheets):
            continue
        for person in run.plan.people:
            if person in run.not_theirs and person not in {s.person for s in sheets}:
                continue
            if run.poll is not None and person in run.poll.unsure:
                continue
            if person in facts.came_or_went(run, good_while(facts, run.closed_at)):
                continue
            talk = facts.truth.talks[person]
            if talk.is_forgotten or talk.is_unsure_of(run.standup.id):
                continue
            if not any(key.startswith(f"read/digest/{run.id}/{person}") for key in told):
                yield f"{person} was not told what was shared in {run.standup.id}, {run.day}"


def _is_of_an_item(facts: Facts, key: str) -> bool:
    """Whether it was meant to say something of an item, though it was taken for an answer."""
    adapter, _, event = key.partition(":")
    meant = facts.story.diary.get((adapter, event))
    return meant is not None and meant.sort == "item"


def unlogged(facts: Facts) -> Iterator[str]:
    """The learning log holds what was shared, in its last wording, and nothing else."""
    kept = facts.story.kept
    held = {(kind, number): words or "" for kind, number, words in kept.entries}
    shared = {(kind, number) for kind, number in kept.shared}
    unsettled = {(kind, int(s)) for kind, s in kept.stale if kind in {"report", "update"}}
    for kind, number in sorted((held.keys() ^ shared) - unsettled):
        wrong = "is in the learning log" if (kind, number) in held else "is not in it"
        yield f"{kind} {number} {wrong}"
    said = [
        (("report", number), text)
        for key, number, _, text in kept.answers
        if not _is_of_an_item(facts, key)  # which may have been asked about, and said otherwise
    ]
    said += [(("update", number), text) for _, _, text, number in kept.updates]
    for which, text in said:
        for word in words_of(text):
            if which in held and which not in unsettled and indexed(word) not in held[which]:
                yield f"{which} is in the learning log without {word}"


def words_of(text: str) -> list[str]:
    """The words of a text, as the log looks for them."""
    return [word for word in text.split() if word.endswith("·")]


def _stands(facts: Facts, key: str, words: list[str], where: str) -> Iterator[str]:
    copies, texts = facts.copies(key), list(facts.texts(key))
    if facts.was_deleted(key) or (not copies and was_given_up(facts, key)):
        return
    if not copies:
        yield f"{key} does not stand in {where}"
    elif texts and not any(all(word in text for word in words) for text in texts):
        yield f"{key} in {where} lacks some of {words}"


def waiting_in_vain(facts: Facts) -> Iterator[str]:
    """Whatever goes into a channel stands there soon, unless that channel itself is shut, or the
    first message of its thread is not there yet; what became of any other one is no reason."""
    story = facts.story
    for noted in story.kept.journal:
        one = facts.promised.get(noted.number or 0) if noted.what == "posts" else None
        if one is None or one.place is None or was_given_up(facts, one.key):
            continue
        chat = story.chats[one.adapter]
        since = max([noted.at, *_root_shown_at(facts, one)])
        by = good_while(facts, since, one)
        shown = [shown.at for _, shown in facts.shown.get(one.id, ())]
        if by < min(story.end, story.clock.now()) and (not shown or min(shown) > by):
            seen = min(shown, default=None)
            yield f"{one.key} waits for {one.place} on {chat.name}: due {since}, shown {seen}"


def _root_shown_at(facts: Facts, one: Sent) -> list[datetime]:
    """When the message was shown in whose thread another belongs."""
    return [shown.at for _, shown in facts.copies(one.thread)[:1]] if one.thread else []


def wrong_figures(facts: Facts) -> Iterator[str]:
    """Where this does not hold: digests and figures are what people did."""
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


def complaints(facts: Facts) -> Iterator[str]:
    """Where this does not hold: the engine has nothing to complain of."""
    grave = ("schedule_failed", "publish_failed", "event_put_aside", "send_failed", "send_given_up")
    for told in facts.story.complaints:
        if (
            told.startswith(grave)
            and "OperationalError" not in told
            and "DatabaseError" not in told
        ):
            yield told
