"""Everything that the store does, done once to a full database."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from standup.core import keys
from standup.core.asking.check_in import Answer, State
from standup.core.asking.offers import Offer, Use, Way
from standup.core.asking.silence import Silence
from standup.core.commands import Export
from standup.core.dates.away import Away
from standup.core.learning_log.entries import Wanted
from standup.core.life import SHIPPED
from standup.core.lives.item import Line, News, NewsKind, Planned, Sheet, Told
from standup.core.messages.markup import Mention, phrase, say
from standup.core.model import Account, Channel
from standup.core.posts import PostKind, Shared
from standup.core.reports.head import AWAY
from standup.core.reports.report import Figures
from standup.core.settings.setting import (
    Cancelled,
    Founded,
    OnDays,
    Scope,
    Source,
    TakesPart,
)
from standup.store import (
    absences,
    accounts,
    adapter_values,
    asking,
    called,
    changes,
    check_ins,
    consents,
    conversations,
    days,
    expired,
    facts,
    fallen,
    farewells,
    hints,
    idle,
    inbound,
    item_wordings,
    item_words,
    items,
    lanes,
    lasting,
    logbook,
    messages,
    metrics,
    offers,
    openings,
    outbox,
    personal_data,
    posts,
    records,
    remains,
    runs,
    set_back,
    settings,
    shared_reports,
    sheets,
    silences,
    spoken,
    stumbles,
    summaries,
    tally,
    told,
    wishes,
    writings,
)
from standup.store.database import Reader, Transaction
from standup.store.hints import Place, Twin
from standup.store.instants import Moment
from standup.store.learning_log import entry, finding, indexing, searches, tagging
from standup.store.openings import Due
from standup.store.outbox import Claimed, Promise
from standup.store.owner import Forgotten
from standup.store.posts import Stale
from standup.store.some import one
from standup.store.summaries import Period, Written
from tests.store.plans.filled import NOW, OTHERS, PEOPLE, RUNS, STANDUP, TODAY

SOMEBODY = STANDUP.participants[1]  # who has said it all today
ASKED = STANDUP.participants[2]
WHO = SOMEBODY.id
FOUNDED = Founded(replace(STANDUP, id="retro", participants=()), (WHO,))
ACCOUNT = Account("chat", "a1")
HERE = (ACCOUNT.adapter, ACCOUNT.id)
RUN = OTHERS + RUNS
FIRST = (RUNS - 1) * PEOPLE + 1  # check-in of today
CHECK_IN = FIRST + 1
MESSAGE = f"chat:{RUN}/1"
UPDATE = f"chat:u{RUN}/1"
AGO = NOW - timedelta(days=10)
DAY = timedelta(days=1)
WORDS = phrase("Words")
OLD = Stale(PostKind.REPORT, 1, 1, 1, 1)
SHARED = Shared("daily", date(2026, 10, 1), "p1", date(2026, 9, 1))
OWN = Stale(PostKind.OWN, SHARED, 1, None, 1)
MONTH = Period("daily", "2026-11")
TODAYS = Period("daily", "2026-11-26")
WHOM = Forgotten(WHO, (ACCOUNT,), "somebody-1", "bye", NOW, is_absent=True)
LATE = Due("daily", "day", "z1", TODAY, NOW)

BY = Source(WHO, "chat")

Step = Callable[[Transaction], Awaitable[Any]]


def promised(**changes: Any) -> Promise:
    made = Promise("key", "chat", WORDS, 0, NOW, account="a1", check_in=CHECK_IN)
    return replace(made, **changes)


async def claimed(tx: Transaction) -> Claimed:
    return (await outbox.claim(tx, "chat", NOW, 5, frozenset({"a7"})))[0]


def sending(do: Callable[[Transaction, Claimed], Awaitable[Any]]) -> Step:
    async def step(tx: Transaction) -> None:
        await do(tx, await claimed(tx))

    return step


def failed_one(one: Claimed) -> fallen.Fallen:
    """What was being sent, as one of which it is told later that it failed."""
    return fallen.Fallen(one.id, "chat", one.account, one.place, one.check_in, NOW)


async def forget_called(tx: Transaction) -> None:
    report = replace(OLD, kind=PostKind.REPORT, subject=CHECK_IN)
    words = say("thanks ", Mention("@it", ACCOUNT.id))
    await posts.want(tx, PostKind.REPORT, CHECK_IN, RUN)
    found = [post for post in await posts.of_run(tx, RUN) if post.key == report.key]
    await called.keep(tx, found[0], WHO, ACCOUNT)
    key = keys.part(report.key_in(0), 0)
    await outbox.promise(tx, promised(key=key, message=words, account=None, place="#x"), NOW)
    await called.PERSONAL.forget(tx, WHOM)


async def forget_posted(tx: Transaction) -> None:
    await tx.run("DELETE FROM post WHERE run_id = ? AND id > ?", OTHERS + 1, 5)
    await tx.run("DELETE FROM wording")
    await expired.drop_posted(tx, OTHERS + 1, 1)


async def undo_edit(tx: Transaction) -> None:
    for edit, text in (("e1", "One"), ("e2", "Two")):
        await writings.reword(tx, MESSAGE, text, NOW, edit)
    undone = await writings.edited_by(tx, "chat", "e1")
    assert undone is not None
    await writings.undo_edit(tx, undone, "e3")


async def take_back(tx: Transaction) -> None:
    await writings.reword(tx, MESSAGE, "I read #jax at https://example.org", NOW)
    [told] = await entry.as_told(tx, entry.REPORT, [CHECK_IN])
    await indexing.keep(tx, entry.REPORT, CHECK_IN, replace(told, kind="a"))
    await indexing.keep(tx, entry.REPORT, CHECK_IN, None)
    await indexing.keep(tx, entry.UPDATE, 1, None)


async def fall_behind(tx: Transaction) -> None:
    await facts.drop(tx, facts.INDEXED)
    await tx.run("DELETE FROM entry_tag")
    await tx.run("DELETE FROM entry_link")
    await tx.run("DELETE FROM entry")
    await indexing.catch_up(tx, 3)
    await facts.put(tx, facts.INDEXED, f"{entry.UPDATE}/0")
    await indexing.catch_up(tx, 3)


async def wait_for_report(tx: Transaction) -> None:
    await posts.want(tx, PostKind.DIGEST, 77, RUN)
    found = await posts.stale(tx, 10)
    await posts.is_current(tx, found[0])
    await posts.is_there(tx, found[0])
    await posts.composed(tx, found[0])


async def count_anew(tx: Transaction) -> None:
    run = await runs.get(tx, RUN)
    await tally.touch_due(tx, RUN, NOW)
    await tally.settle(tx, run, NOW)
    await tx.run("UPDATE tally SET n = 1 WHERE run_id = ?", RUN)
    await tx.run(
        "INSERT INTO tally VALUES (?, ?, 1) ON CONFLICT (run_id, what) DO UPDATE SET n = 1",
        *(RUN, AWAY),
    )
    await tally.head(tx, run)


async def forget_ids(tx: Transaction) -> None:
    await inbound.note(tx, "chat", "1.a1.1", "a1", NOW)
    await inbound.forget_ids(tx, "chat", "a1", "")


async def put_aside(tx: Transaction) -> None:
    await stumbles.count(tx, "chat", "bad", "ValueError", NOW)
    await stumbles.count(tx, "chat", "bad", "ValueError", NOW)
    await stumbles.put_aside(tx, "chat", "bad", "{}", NOW)
    [found] = [one for one in await stumbles.aside(tx) if one.event == "bad"]
    await stumbles.take_up(tx, found)
    await stumbles.put_aside(tx, "chat", "bad", "{}", NOW)
    await stumbles.drop(tx, found)
    await stumbles.drop_old(tx, NOW)


async def wish(tx: Transaction) -> None:
    await wishes.keep(tx, "re/chat:1", WHO, ACCOUNT, None, Export(), NOW)
    await wishes.waiting(tx, WHO)
    [found] = await wishes.firsts(tx, 5)
    await wishes.begin(tx, found)
    await wishes.put_back(tx, found)
    await wishes.holds(tx, found)
    await wishes.look_again(tx)
    await wishes.fulfilled(tx, found)


async def hint(tx: Transaction) -> None:
    await hints.want(tx, CHECK_IN)
    await hints.keep_told(tx, CHECK_IN, 7, 1)
    await hints.told(tx, CHECK_IN)
    await hints.renew(tx, [1])
    await hints.look_again(tx)
    due = await hints.first_due(tx)
    assert due is not None
    await hints.done(tx, due)
    await hints.told_since(tx, WHO, AGO)
    await hints.were_given(tx)
    twin = Twin.of(Place(CHECK_IN, 0), Place(FIRST, 1))
    await hints.keep_twins(tx, RUN, CHECK_IN, [twin])
    await hints.keep_twins(tx, RUN, CHECK_IN, [])
    await hints.forget(tx, RUN, WHO)


async def live(tx: Transaction) -> None:
    first = Line("hypothesis", "new", 0, "warmup matters", origin=7, belief=4)
    second = replace(first, place=1, words="shuffling matters")
    news = News(NewsKind.STATE, "report/new", NOW, "refuted", "why", person=WHO, ends=True, run=RUN)
    told = (Told(9, news), Told(Planned("report/12", "new", "the loss differs by seed"), news))
    sheet = Sheet("report/new", "daily", RUN, WHO, NOW, (first, second), told)
    await sheets.take(tx, sheet, dict(SHIPPED))
    await sheets.take(tx, replace(sheet, lines=(second,), told=()), dict(SHIPPED))
    await logbook.renew_posts(tx, "report/new")
    await logbook.drop(tx, "report/12")
    await logbook.note(tx, 9, News(NewsKind.OWNER, "said/new", NOW, WHO, person=WHO))
    await logbook.renew(tx, 9)
    await edit_of_news(tx)


async def edit_of_news(tx: Transaction) -> None:
    for name in ("chat:n1", "chat:n2"):
        await item_wordings.keep(tx, "said/new", name)
    edit = await item_wordings.edited_by(tx, "chat:n1")
    assert edit is not None
    for _ in range(2):
        await item_wordings.undo(tx, edit)
        edit = replace(edit, id="chat:n2")
    assert await item_wordings.edited_by(tx, "chat:n2") is None
    await item_wordings.keep(tx, "report/9", "chat:n3")
    edit = await item_wordings.edited_by(tx, "chat:n3")
    assert edit is not None
    await item_wordings.undo(tx, edit)


async def erase_items(tx: Transaction) -> None:
    asked = '{"came": ["#2 the loss"]}'
    await tx.run("UPDATE check_in SET shown = ? WHERE person = 'p2'", asked)
    await item_words.forget(tx, WHOM)


async def let_go_of_items(tx: Transaction) -> None:
    for post in (*await posts.of_items(tx, RUN), *await posts.of_no_run(tx, NOW)):
        await posts.drop_one(tx, post)


async def offer(tx: Transaction) -> None:
    waiting = Offer("chat:new", "Words", NOW, (Way(Use.ANSWER, RUN, CHECK_IN, "done"),))
    await offers.hold(tx, WHO, waiting)
    await offers.hold(tx, WHO, replace(waiting, text="Other words"))
    await offers.find(tx, WHO, waiting.token)
    await offers.export(tx, RUN, WHO)
    await conversations.load(tx, SOMEBODY, NOW, "chat:new")
    await offers.let_go(tx, WHO, waiting)
    await offers.drop_old(tx, AGO)


async def in_parts(tx: Transaction) -> None:
    async for _ in settings.in_parts(tx):
        pass


async def set_and_undo(tx: Transaction) -> None:
    for value in (OnDays(frozenset({1})), OnDays(frozenset({2}))):
        number = await settings.keep(tx, Scope(WHO), value, "my days", BY, NOW)
    await settings.drop(tx, number, NOW)
    await settings.pick_up(tx, number, NOW)
    await settings.amend(tx, number, OnDays(frozenset({3})))
    await settings.undo(tx, number, NOW)
    there = Scope(standup="daily")
    number = await settings.keep(tx, there, Cancelled(TODAY, TODAY), "cancel next", BY, NOW)
    await changes.note(tx, "daily", "cancel", "cancel next", "cancelled", BY, NOW, number)
    await changes.undone(tx, number, BY, NOW)
    await changes.redone(tx, number)
    await settings.end(tx, number, NOW)
    await settings.keep(tx, there, TakesPart((WHO,), takes=False), "remove ana", BY, NOW)
    await settings.keep(
        tx, Scope(standup="teams"), TakesPart((WHO,), takes=True), "add ana", BY, NOW
    )
    await settings.keep(tx, Scope(standup="retro"), FOUNDED, "new standup called Retro", BY, NOW)
    await settings.PERSONAL.forget(tx, replace(WHOM, alias="nobody"))


async def confirm(tx: Transaction) -> None:
    shown = changes.Confirming(
        "daily", "remind missing", "remind missing", "m", said_since=False, asked_at=NOW
    )
    await changes.confirm_first(tx, WHO, shown)
    await changes.said_since(tx, WHO)
    await changes.confirming(tx, WHO)
    await changes.confirmed(tx, WHO, NOW)
    await changes.note(tx, "daily", "away", "away ana", "ana is away", BY, NOW, None, WHO)
    await changes.PERSONAL.forget(tx, replace(WHOM, alias="nobody"))


async def ask_model(tx: Transaction) -> None:
    await summaries.want(tx, MONTH, NOW)
    await summaries.wanted(tx)
    await summaries.ask(tx, MONTH, NOW)
    await summaries.unfinished(tx)
    await summaries.keep(tx, MONTH, Written("written", "m", [], 0), NOW)


async def save(tx: Transaction) -> None:
    for number, state in ((FIRST + 2, State.ASKING), (CHECK_IN, State.DONE)):
        check_in = await check_ins.check_in(tx, number)
        await check_ins.save(tx, replace(check_in, state=state, position=1))
    await check_ins.save(tx, replace(check_in, run_open=False))


async def open_run(tx: Transaction) -> None:
    run, _ = await runs.open_run(tx, replace(STANDUP, id="new"), TODAY, NOW + DAY, NOW)
    await asking.open_check_in(tx, run, "day", WHO, "UTC", NOW, NOW, None)


async def of_run(tx: Transaction) -> None:
    run = await runs.get(tx, RUN)
    await runs.redefine(tx, run, STANDUP)
    await records.figures_of(tx, run, WHO, NOW)
    await records.run_report(tx, run, NOW)
    await records.courses(tx, run)
    await asking.unanswered(tx, run, NOW)


async def measure(tx: Transaction) -> None:
    await check_ins.keep(tx, CHECK_IN, Answer("error", "chat:error", "24.8 %", NOW))
    await metrics.keep(tx, CHECK_IN)


def looking_for(words: str, **more: Any) -> Step:
    return lambda tx: finding.entries(tx, Wanted(("daily",), words, **more), 10)


STEPS: tuple[Step, ...] = (
    # ── accounts
    lambda tx: accounts.owner(tx, ACCOUNT),
    lambda tx: accounts.tied(tx, WHO),
    accounts.all_tied,
    lambda tx: accounts.drop_tie(tx, ACCOUNT),
    lambda tx: accounts.tie(tx, ACCOUNT, WHO, NOW),
    lambda tx: accounts.untie(tx, WHO, "chat"),
    lambda tx: accounts.shut(tx, (ACCOUNT,)),
    lambda tx: accounts.preference(tx, WHO),
    lambda tx: accounts.prefer(tx, WHO, "chat"),
    lambda tx: spoken.of(tx, WHO),
    lambda tx: spoken.of(tx, "silent"),
    lambda tx: spoken.keep(tx, WHO, "de"),
    lambda tx: spoken.keep_chats(tx, ACCOUNT, WHO, "de", NOW),
    lambda tx: accounts.keep_code(tx, "new", WHO, NOW, DAY),
    lambda tx: accounts.use_code(tx, "d1", NOW),
    lambda tx: accounts.note_wrong_code(tx, ACCOUNT, NOW),
    lambda tx: accounts.wrong_codes(tx, ACCOUNT),
    lambda tx: accounts.drop_wrong_codes(tx, AGO),
    # ── consents
    lambda tx: consents.of(tx, WHO),
    consents.everybodys,
    lambda tx: consents.say(tx, WHO, None, NOW, agreed=True),
    lambda tx: consents.tell(tx, WHO, "daily", TODAY, NOW),
    lambda tx: consents.last_day(tx, WHO),
    # ── conversations
    lambda tx: conversations.load(tx, SOMEBODY, NOW, MESSAGE, AGO, CHECK_IN),
    lambda tx: conversations.load(tx, ASKED, NOW, f"chat:{RUN - 1}/2", AGO, CHECK_IN - PEOPLE),
    lambda tx: conversations.load(tx, SOMEBODY, NOW, UPDATE),
    lambda tx: check_ins.owner(tx, CHECK_IN),
    lambda tx: writings.author(tx, MESSAGE),
    lambda tx: check_ins.check_in(tx, CHECK_IN),
    lambda tx: check_ins.some(tx, [CHECK_IN, FIRST]),
    lambda tx: check_ins.of_run(tx, RUN),
    lambda tx: check_ins.of_participant(tx, RUN, WHO),
    save,
    lambda tx: check_ins.keep(tx, CHECK_IN, Answer("sort", "chat:new", "a", NOW)),
    lambda tx: check_ins.forgo(tx, CHECK_IN, "done", NOW),
    lambda tx: writings.add(tx, RUN, WHO, "chat:new", "Words", NOW),
    lambda tx: writings.reword(tx, MESSAGE, "Other words", NOW),
    undo_edit,
    lambda tx: writings.erase(tx, MESSAGE, WHO),
    lambda tx: absences.of(tx, WHO, TODAY),
    lambda tx: outbox.key_of(tx, 1),
    lambda tx: absences.away_on(tx, [WHO], TODAY, "daily"),
    lambda tx: absences.stay_away(tx, WHO, Away(TODAY, TODAY), NOW),
    lambda tx: absences.said_last(tx, WHO, TODAY),
    lambda tx: absences.take_back(tx, WHO, Away(TODAY, TODAY)),
    # ── settings, changes
    lambda tx: check_ins.latest_standup(tx, WHO),
    lambda tx: settings.held_at(tx, WHO, "daily", NOW),
    lambda tx: settings.was_silent(tx, "daily", TODAY, NOW),
    lambda tx: asking.asked_at(tx, CHECK_IN),
    lambda tx: asking.bring_back(tx, CHECK_IN, NOW),
    lambda tx: records.latest_of(tx, WHO, None, 5, NOW),
    lambda tx: records.latest_of(tx, WHO, "daily", 5, NOW),
    settings.are_there,
    settings.version,
    settings.are_there,
    settings.touch,
    settings.everything,
    settings.are_many,
    lambda tx: settings.since(tx, 0),
    in_parts,
    lambda tx: settings.of_person(tx, WHO),
    lambda tx: settings.of_standup(tx, "daily"),
    lambda tx: settings.holding(tx, 1),
    lambda tx: settings.latest_of(tx, WHO),
    lambda tx: settings.latest_dropped(tx, WHO),
    set_and_undo,
    lambda tx: settings.drop_old(tx, AGO),
    lambda tx: changes.latest(tx, ["daily"], 10),
    confirm,
    lambda tx: changes.drop_old(tx, AGO),
    lambda tx: asking.still_open(tx, RUN),
    lambda tx: changes.polled(tx, WHO),
    lambda tx: lasting.latest(tx, WHO),
    lambda tx: shared_reports.latest(tx, WHO),
    lambda tx: shared_reports.is_taken_back(tx, OLD),
    lambda tx: wishes.to_share(tx, WHO),
    lambda tx: lasting.drop_old(tx, AGO),
    lambda tx: asking.remind_now(tx, [CHECK_IN], NOW),
    lambda tx: asking.deadlines(tx, RUN, NOW),
    lambda tx: asking.put_off(tx, RUN, "Europe/London", NOW, NOW + DAY),
    lambda tx: openings.of_standup(tx, "daily"),
    lambda tx: absences.come_back(tx, WHO, TODAY, TODAY - DAY),
    lambda tx: absences.come_back(tx, WHO, TODAY, TODAY - DAY, "daily"),
    offer,
    # ── facts, kept, lanes, searches
    lambda tx: facts.get(tx, facts.SECRET),
    lambda tx: facts.put(tx, facts.CLEAR, "yes"),
    lambda tx: facts.drop(tx, facts.CLEAR),
    facts.drop_processes,
    facts.drop_answers,
    lambda tx: facts.beginning(tx, facts.config_of("")),
    lambda tx: adapter_values.beginning(tx, "chat", "room/a1"),
    lambda tx: adapter_values.moved(tx, "chat", "#learning"),
    lambda tx: adapter_values.keep(tx, "chat", {"room/a1": "!s", "room/a2": None}),
    lambda tx: lanes.take(tx, "chat", "h 2 t", NOW),
    lambda tx: lanes.is_held(tx, "chat", 1),
    lanes.taken,
    lambda tx: searches.keep(tx, WHO, "jax", 0, NOW),
    lambda tx: searches.last(tx, WHO),
    lambda tx: searches.drop_old(tx, AGO),
    lambda tx: set_back.put_right(tx, NOW - timedelta(days=400)),
    # ── tally
    count_anew,
    # ── what is kept of a person, and what is kept no longer
    personal_data.people,
    lambda tx: personal_data.export(tx, WHO),
    lambda tx: remains.keep(tx, RUN, WHO, Figures({}, {})),
    lambda tx: remains.of(tx, RUN),
    lambda tx: remains.of(tx, RUN, one(WHO)),
    lambda tx: days.erase_words(tx, RUN, WHO),
    lambda tx: lasting.keep(tx, WHO, "extend 1 hour", NOW),
    lambda tx: lasting.take_back(tx, lasting.Done(1, "skip", "", Moment(NOW, 0))),
    lambda tx: check_ins.unskip(tx, CHECK_IN, MESSAGE),
    lambda tx: runs.take_part(tx, RUN, WHO),
    lambda tx: runs.left_open(tx, "daily", WHO),
    lambda tx: shared_reports.share(tx, SHARED, NOW),
    lambda tx: shared_reports.take_back(tx, SHARED),
    lambda tx: wishes.let_go(tx, 1),
    lambda tx: farewells.ask(tx, WHO, NOW),
    lambda tx: farewells.confirms(tx, WHO, NOW),
    lambda tx: days.with_words(tx, WHO),
    lambda tx: messages.empty(tx, 1, final=True),
    lambda tx: messages.empty_read(tx, OLD),
    lambda tx: days.out_of_reach(tx, WHO),
    lambda tx: messages.accounts_asked(tx, WHO),
    lambda tx: messages.forget_questions(tx, WHO, "bye", NOW),
    lambda tx: messages.forget_said(tx, ACCOUNT),
    forget_called,
    lambda tx: personal_data.forget_days(tx, WHOM),
    lambda tx: personal_data.forget_others(tx, WHOM),
    lambda tx: expired.some_of_a_run(tx, NOW, 5),
    lambda tx: expired.open_check_ins(tx, RUN, WHO),
    forget_posted,
    lambda tx: expired.drop(tx, AGO),
    # ── inbound
    lambda tx: inbound.note(tx, "chat", "new", "a1", NOW),
    lambda tx: inbound.is_known(tx, "chat", "new"),
    put_aside,
    wish,
    lambda tx: writings.last_said(tx, WHO),
    lambda tx: writings.added(tx, WHO, UPDATE),
    lambda tx: writings.said(tx, WHO, UPDATE),
    lambda tx: writings.withhold(tx, 1, CHECK_IN, "learn"),
    lambda tx: outbox.waiting(tx, "chat", 4, 100),
    lambda tx: inbound.cursor(tx, "chat"),
    lambda tx: inbound.move_cursor(tx, "chat", "2"),
    lambda tx: inbound.drop_old(tx, AGO),
    forget_ids,
    lambda tx: inbound.set_unreachable(tx, *HERE, "blocked", NOW),
    lambda tx: inbound.forget_account(tx, *HERE),
    lambda tx: inbound.set_reachable(tx, *HERE, NOW),
    lambda tx: inbound.has_come_back(tx, *HERE, AGO),
    lambda tx: inbound.got_through(tx, *HERE),
    lambda tx: inbound.wrote(tx, *HERE, NOW),
    # ── the learning log
    take_back,
    fall_behind,
    lambda tx: indexing.forget(tx, RUN, WHO),
    lambda tx: entry.of_run(tx, RUN),
    looking_for(""),
    looking_for("learned"),
    looking_for("rare"),
    looking_for("learned something", people=(WHO,), tag="t1", first=date(2026, 11, 1)),
    lambda tx: tagging.known(tx, ["daily"]),
    lambda tx: tagging.counts(tx, ["daily"]),
    tagging.standups,
    lambda tx: tagging.has_person(tx, WHO),
    tagging.is_there,
    lambda tx: tx.words.purge(tx),
    # ── the outbox
    lambda tx: outbox.promise(tx, promised(), NOW),
    lambda tx: outbox.promise(tx, promised(thread=f"thread/{RUN}/0"), NOW),
    lambda tx: outbox.hasten(tx, ACCOUNT, NOW),
    lambda tx: outbox.promise(tx, promised(after=1), NOW),
    lambda tx: outbox.withdraw_all(tx, CHECK_IN),
    lambda tx: outbox.withdraw(tx, [keys.rhythm(CHECK_IN), keys.let_be(CHECK_IN)]),
    lambda tx: asking.numbers(tx, RUN, WHO),
    lambda tx: silences.keep(tx, WHO, "daily", Silence(2, 2, NOW)),
    lambda tx: silences.end(tx, WHO, "daily"),
    lambda tx: outbox.addressee(tx, "w/1/1"),
    lambda tx: outbox.exists(tx, "w/1/1"),
    lambda tx: outbox.spoken(tx, ACCOUNT, "m1/1"),
    lambda tx: outbox.standing(tx, "chat", "m1/1"),
    lambda tx: outbox.standing_as(tx, 9),
    lambda tx: outbox.ours_in_channels(tx, "chat", ["m1/1", "m2/1"]),
    lambda tx: writings.answered(tx, "chat:a"),
    lambda tx: inbound.is_known(tx, "chat", "1"),
    lambda tx: outbox.shut(tx, "chat", "#learning", "left", NOW),
    lambda tx: outbox.claim(tx, "chat", NOW, 5, frozenset()),
    sending(lambda tx, one: outbox.give_back(tx, [one])),
    lambda tx: outbox.expire(tx, "chat", NOW),
    lambda tx: outbox.recover(tx, "chat", NOW),
    sending(outbox.leave_gone),
    sending(lambda tx, one: outbox.leave_as_it_is(tx, one, "left")),
    lambda tx: outbox.is_refused(tx, Channel("chat", "#learning"), ("left",)),
    lambda tx: outbox.open_again(tx, "chat", "#learning", NOW),
    sending(lambda tx, one: outbox.doubt(tx, one, NOW)),
    sending(lambda tx, one: outbox.without_key(tx, one, ["m1/1", "m2/1"])),
    sending(outbox.begin_anew),
    sending(lambda tx, one: outbox.leave_in_doubt(tx, one, NOW)),
    sending(lambda tx, one: outbox.say_anew(tx, one, NOW)),
    lambda tx: outbox.take_held(tx, *HERE),
    outbox.held_questions,
    lambda tx: outbox.withdraw_questions(tx, CHECK_IN),
    sending(lambda tx, one: outbox.confirm(tx, "chat", one, "m", "@a", 1, NOW)),
    sending(lambda tx, one: outbox.postpone(tx, one, NOW, "later")),
    sending(lambda tx, one: outbox.hold(tx, one, "blocked")),
    sending(lambda tx, one: outbox.give_up(tx, one, "gone")),
    lambda tx: outbox.release(tx, *HERE, NOW),
    lambda tx: outbox.next_due(tx, "chat", NOW),
    lambda tx: outbox.drop_old(tx, AGO),
    lambda tx: outbox.drop_soon(tx, messages.SHOWN, AGO),
    outbox.prefix,
    lambda tx: outbox.direct_places(tx, "chat", AGO),
    # ── what failed after it was sent
    sending(lambda tx, one: fallen.remember(tx, "chat", one.destination, "m9", "left")),
    lambda tx: fallen.find(tx, "chat", "m1/1"),
    sending(lambda tx, one: fallen.again(tx, failed_one(one), NOW)),
    sending(lambda tx, one: fallen.refuse(tx, failed_one(one), "left", NOW)),
    sending(lambda tx, one: fallen.hold(tx, failed_one(one), WHO, "left", NOW)),
    sending(lambda tx, one: fallen.give_up(tx, failed_one(one), "failed")),
    lambda tx: fallen.take_up(tx, "chat", "m9"),
    # ── posts
    wait_for_report,
    lambda tx: posts.renew(tx, RUN),
    lambda tx: posts.renew_month(tx, RUN),
    lambda tx: posts.renew_of(tx, CHECK_IN),
    lambda tx: posts.of_run(tx, RUN),
    posts.own,
    lambda tx: posts.rename(tx, OWN, replace(OWN, subject=SHARED.by("somebody"))),
    lambda tx: posts.about(tx, "daily", TODAY),
    lambda tx: posts.renew_one(tx, OLD),
    lambda tx: posts.messages(tx, OLD, 1),
    lambda tx: posts.standing(tx, "read/digest/1/p1"),
    lambda tx: posts.drop(tx, RUN),
    # ── pulse
    lambda tx: idle.busy(tx, AGO),
    lambda tx: idle.asking(tx, WHO),
    # ── told
    lambda tx: told.keep(tx, WHO, "daily", "chat:#daily", CHECK_IN, NOW),
    # ── records
    of_run,
    lambda tx: records.addition(tx, 1),
    lambda tx: records.author(tx, CHECK_IN),
    lambda tx: records.period(tx, STANDUP, TODAY, TODAY, NOW),
    # ── metrics
    measure,
    lambda tx: metrics.forget(tx, WHO),
    lambda tx: records.periods_of(tx, WHO, TODAY - DAY, TODAY, NOW),
    lambda tx: records.standup_as_held(tx, "daily"),
    # ── runs
    openings.scheduled,
    lambda tx: openings.set_due(tx, LATE),
    lambda tx: openings.unschedule(tx, "daily", "day", LATE.slot),
    lambda tx: openings.due_opening(tx, NOW + DAY, ("other",)),
    openings.next_moment,
    open_run,
    lambda tx: runs.between(tx, "daily", TODAY, TODAY),
    runs.still_open,
    lambda tx: runs.day_before(tx, "daily", TODAY),
    lambda tx: runs.months(tx, ["daily"]),
    lambda tx: runs.prolong(tx, RUN, NOW),
    lambda tx: runs.due_to_close(tx, NOW),
    lambda tx: runs.close(tx, RUN, NOW),
    lambda tx: runs.leave_out(tx, RUN, WHO),
    lambda tx: runs.leavers(tx, RUN),
    lambda tx: asking.asked_already(tx, RUN, "day"),
    lambda tx: asking.asked_already(tx, RUN, "day", STANDUP.participants[:3]),
    lambda tx: asking.due_reminders(tx, NOW, 5),
    lambda tx: asking.due_deadlines(tx, NOW, 5),
    lambda tx: asking.settle_reminder(tx, CHECK_IN, None),
    lambda tx: asking.due_later(tx, NOW, 5),
    lambda tx: asking.settle_later(tx, CHECK_IN),
    lambda tx: asking.settle_deadline(tx, CHECK_IN),
    lambda tx: asking.confirm_asked(tx, CHECK_IN, NOW),
    lambda tx: runs.open_of(tx, WHO),
    lambda tx: runs.anybody_moved(tx, "daily", date(2026, 1, 5), [WHO], "Asia/Tokyo"),
    lambda tx: openings.miss(tx, LATE, NOW, "off"),
    # ── hints
    hint,
    lambda tx: finding.having(tx, "rare", ["daily"], (TODAY - DAY, TODAY), 40),
    # ── items that live
    lambda tx: items.get(tx, 9),
    lambda tx: items.some(tx, [9, 10]),
    lambda tx: items.of_source(tx, "report/9"),
    lambda tx: items.living(tx, WHO, "daily"),
    lambda tx: items.has_living(tx, WHO),
    lambda tx: items.latest_kept(tx, WHO),
    lambda tx: items.of_owner(tx, WHO, "daily", AGO, NOW),
    lambda tx: items.in_standup(tx, "daily"),
    lambda tx: items.in_standup(tx, "daily", before=5000, most=50),
    lambda tx: items.followers(tx, 9),
    lambda tx: logbook.of(tx, 9),
    lambda tx: logbook.of_each(tx, [9, 10]),
    lambda tx: items.led_to(tx, [9, 10]),
    items.standups,
    lambda tx: logbook.line(tx, 9),
    lambda tx: logbook.author_of(tx, "said/9", "kept/9"),
    lambda tx: logbook.author_of(tx, "nothing", "kept/9"),
    lambda tx: items.ended(tx, "daily", 50),
    lambda tx: items.settled(tx, "daily", AGO, NOW),
    lambda tx: logbook.latest_said(tx, WHO),
    lambda tx: logbook.told_in(tx, "report/9"),
    lambda tx: logbook.said_in(tx, "reply/chat:9"),
    lambda tx: logbook.are_sources(tx, ["reply/chat:9", "reply/chat:10"]),
    live,
    lambda tx: item_wordings.are_edits(tx, ["chat:n1", "chat:n2"]),
    lambda tx: item_wordings.said_by(tx, WHO),
    lambda tx: item_wordings.drop(tx, "said/9"),
    lambda tx: items.reword(tx, 9, "other words"),
    lambda tx: items.asked(tx, [9, 10], NOW),
    lambda tx: items.unmoved(tx, "daily", "blocker", "raised"),
    lambda tx: item_words.fade(tx, RUN, WHO),
    lambda tx: item_words.fade_before(tx, AGO),
    erase_items,
    let_go_of_items,
    lambda tx: writings.update(tx, 9),
    lambda tx: runs.latest_open(tx, "daily"),
    # ── summaries
    ask_model,
    lambda tx: summaries.of(tx, TODAYS),
    lambda tx: summaries.forget_message(tx, MESSAGE),
    lambda tx: summaries.reports(tx, TODAYS),
    lambda tx: summaries.names(tx, TODAYS),
)


async def read(reader: Reader) -> None:
    """What asks for one look after another."""
    async for _ in tagging.linking(reader, ["daily"]):
        break
    async for _ in finding.every(reader, Wanted(("daily",), "rare")):
        break
