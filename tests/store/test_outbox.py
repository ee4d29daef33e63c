"""Each change of a message's state, by itself, on both databases."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from standup.core.conversation.effects import Urgency
from standup.core.messages.markup import Message, say
from standup.core.model import Account
from standup.store import outbox
from standup.store.database import Store
from standup.store.outbox import Claimed, Kept, Promise

NOW = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)
MINUTE, A_MOMENT = timedelta(minutes=1), timedelta(milliseconds=1)
NOBODY: frozenset[str] = frozenset()


def words(text: str) -> Message:
    return say(text)


def to(account: str | None, key: str, **more: Any) -> Promise:
    """Something to be told an account; by default a reply that is due now."""
    told: dict[str, Any] = {
        "adapter": "chat",
        "message": words(key),
        "urgency": Urgency.REPLY,
        "due_at": NOW,
        "account": account,
    }
    return Promise(key, **(told | more))


async def promised(store: Store, *what: Promise, now: datetime = NOW) -> list[Kept]:
    return [await store.write(lambda tx, one=one: outbox.promise(tx, one, now)) for one in what]  # type: ignore[misc]


async def claimed(
    store: Store, most: int = 10, busy: frozenset[str] = NOBODY, now: datetime = NOW
) -> list[Claimed]:
    return await store.write(lambda tx: outbox.claim(tx, "chat", now, most, busy))


async def rows(store: Store, columns: str, where: str = "1 = 1") -> list[tuple[Any, ...]]:
    sql = f"SELECT {columns} FROM outbox WHERE {where} ORDER BY id"  # noqa: S608
    return await store.read(lambda tx: tx.all(sql))


async def shown(store: Store, one: Claimed, message: str, at: datetime = NOW) -> None:
    place = one.place or f"@{one.account}"
    await store.write(lambda tx: outbox.confirm(tx, "chat", one, message, place, one.version, at))


def keys(found: Sequence[Claimed]) -> list[str]:
    return [str(one.account or one.place) for one in found]


async def test_what_is_promised_is_claimed_as_it_was_promised(store: Store) -> None:
    until = NOW + MINUTE
    what = to("ana", "a", valid_until=until, title="A title", urgency=Urgency.REPLY)
    assert await promised(store, what) == [Kept(is_new=True)]
    assert await promised(store, what) == [Kept(is_new=False)]
    [one] = await claimed(store)
    assert one == Claimed(
        id=one.id,
        account="ana",
        place=None,
        thread_id=None,
        message=words("a"),
        first_message=words("a"),
        version=1,
        first_version=1,
        first_attempt_at=NOW,
        again=False,
        message_id=None,
        sent_place=None,
        attempts=0,
        created_at=NOW,
        check_in=None,
        title="A title",
        doubts=0,
    )
    assert one.destination == "ana"
    assert await rows(store, "state, attempts, version, destination") == [("sending", 1, 1, "ana")]
    assert await claimed(store) == []


async def test_what_begins_with_its_promise_is_told_as_a_claim_would_tell_it(store: Store) -> None:
    [kept] = await promised(store, to("ana", "a", after=0, title="A title"))
    assert kept.begun is not None
    [(number, at)] = await rows(store, "id, first_attempt_at")
    assert at == round(NOW.timestamp() * 1000)
    assert (kept.begun.id, kept.begun.account, kept.begun.place) == (number, "ana", None)
    assert (kept.begun.message, kept.begun.first_message) == (words("a"), words("a"))
    assert (kept.begun.version, kept.begun.first_version, kept.begun.again) == (1, 1, False)
    assert (kept.begun.first_attempt_at, kept.begun.created_at) == (NOW, NOW)
    assert (kept.begun.attempts, kept.begun.doubts, kept.begun.title) == (0, 0, "A title")
    assert (kept.begun.thread_id, kept.begun.message_id, kept.begun.sent_place) == (None,) * 3
    [again] = await promised(store, to("ana", "b", after=kept.begun.id))
    assert again.begun is not None
    [waits] = await promised(store, to("ana", "c", after=0))
    assert waits == Kept(is_new=True)
    [behind] = await promised(store, to("ana", "d", after=again.begun.id))
    assert behind.begun is None
    [other] = await promised(store, to("bo", "e", after=0))
    assert other.begun is not None


async def test_what_is_said_anew_is_another_version_of_the_same(store: Store) -> None:
    await promised(store, to("ana", "a"))
    [one] = await claimed(store)
    await promised(store, to("ana", "a", message=words("anew")))
    assert await rows(store, "state, version") == [("sending", 2)]
    await shown(store, one, "m1")
    assert await rows(store, "state, sent_version, message_id") == [("pending", 1, "m1")]
    [edit] = await claimed(store)
    assert (edit.message, edit.version, edit.message_id) == (words("anew"), 2, "m1")
    assert edit.sent_place == "@ana"
    await shown(store, edit, "m1")
    assert await rows(store, "state, sent_version, attempts") == [("sent", 2, 0)]


async def test_each_destination_has_one_at_a_time_in_its_order(store: Store) -> None:
    later = to("ana", "b", urgency=Urgency.REPLY)
    await promised(store, to("ana", "a", due_at=NOW + MINUTE), later, to("bo", "c"), to("chi", "d"))
    assert keys(await claimed(store, busy=frozenset({"chi"}))) == ["bo"]
    assert keys(await claimed(store, now=NOW + MINUTE - A_MOMENT)) == ["chi"]
    [first] = await claimed(store, now=NOW + MINUTE)
    assert first.message == words("a")
    await shown(store, first, "m1")
    assert [one.message for one in await claimed(store, now=NOW + MINUTE)] == [words("b")]


async def test_a_reply_passes_what_waits_for_its_time_and_nothing_that_was_tried(
    store: Store,
) -> None:
    later = to("ana", "a", urgency=Urgency.PROMPT, due_at=NOW + MINUTE)
    await promised(store, to("bo", "b", urgency=Urgency.PROMPT), later, to("ana", "c"))
    assert keys(await claimed(store)) == ["ana", "bo"]
    await store.write(lambda tx: outbox.recover(tx, "chat", NOW))
    await store.write(
        lambda tx: tx.run("UPDATE outbox SET due_at = due_at + 1 WHERE account = 'bo'")
    )
    await promised(store, to("bo", "d"))
    assert keys(await claimed(store)) == ["ana"]


async def test_what_waits_past_an_instant_goes_on_waiting(store: Store) -> None:
    later = {"urgency": Urgency.PROMPT, "due_at": NOW + MINUTE}
    await promised(store, to("ana", "a", urgency=Urgency.PROMPT), to("ana", "b", **later))
    await store.write(lambda tx: outbox.hasten(tx, Account("chat", "ana"), NOW, by=NOW))
    assert await rows(store, "urgency") == [(0,), (int(Urgency.PROMPT),)]


async def test_no_more_are_claimed_than_may_be_sent(store: Store) -> None:
    await promised(store, *(to(f"p{n}", f"k{n}") for n in range(5)))
    assert keys(await claimed(store, 2)) == ["p0", "p1"]
    assert keys(await claimed(store, 2)) == ["p2", "p3"]


async def test_what_is_urgent_leaves_first(store: Store) -> None:
    order = sorted(Urgency, reverse=True)
    await promised(store, *(to(f"p{int(one)}", f"k{int(one)}", urgency=one) for one in order))
    assert keys(await claimed(store)) == [f"p{int(one)}" for one in sorted(Urgency)]


async def test_what_failed_three_times_is_passed(store: Store) -> None:
    await promised(store, to("ana", "a"), to("ana", "b"))
    for number in range(3):
        [one] = await claimed(store)
        assert (one.message, one.attempts) == (words("a"), number)
        await store.write(
            lambda tx, one=one: outbox.postpone(tx, one, NOW + MINUTE, "busy")  # type: ignore[misc]
        )
        found = await claimed(store)
        assert [one.message for one in found] == ([words("b")] if number == 2 else [])
        if number < 2:
            await store.write(lambda tx: tx.run("UPDATE outbox SET due_at = 0"))


@pytest.mark.parametrize("counts", [True, False])
async def test_what_is_not_now_is_later_and_counts_or_not(store: Store, counts: bool) -> None:
    await promised(store, to("ana", "a"))
    [one] = await claimed(store)
    later = NOW + MINUTE
    await store.write(lambda tx: outbox.postpone(tx, one, later, "busy", counts=counts))
    assert await rows(store, "state, reason, attempts") == [("pending", "busy", int(counts))]
    assert await store.read(lambda tx: outbox.next_due(tx, "chat", NOW)) == later
    assert await store.read(lambda tx: outbox.next_due(tx, "chat", later)) is None
    assert await store.read(lambda tx: outbox.next_due(tx, "pager", NOW)) is None


async def test_what_was_given_back_is_as_if_it_was_never_tried(store: Store) -> None:
    await promised(store, to("ana", "a"))
    before = await rows(store, "*")
    found = await claimed(store)
    await store.write(lambda tx: outbox.give_back(tx, [replace(found[0], account="bo")]))
    assert await rows(store, "state") == [("sending",)]
    await store.write(lambda tx: outbox.give_back(tx, found))
    assert await rows(store, "*") == before


async def test_what_was_given_back_keeps_the_time_of_an_earlier_attempt(store: Store) -> None:
    await promised(store, to("ana", "a"))
    [one] = await claimed(store)
    await store.write(lambda tx: outbox.doubt(tx, one, NOW))
    [again] = await claimed(store, now=NOW + MINUTE)
    assert (again.again, again.first_attempt_at, again.doubts) == (True, NOW, 1)
    await store.write(lambda tx: outbox.give_back(tx, [again]))
    assert await rows(store, "state, attempts, first_attempt_at, first_version") == [
        ("pending", 1, round(NOW.timestamp() * 1000), 1)
    ]


async def test_what_was_under_way_at_a_death_is_in_doubt_on_its_own_lane(store: Store) -> None:
    await promised(store, to("ana", "a"), to("bo", "b"))
    await claimed(store, 1)
    await store.write(lambda tx: outbox.recover(tx, "pager", NOW))
    assert await rows(store, "state, doubts") == [("sending", 0), ("pending", 0)]
    await store.write(lambda tx: outbox.recover(tx, "chat", NOW))
    assert await rows(store, "state, doubts") == [("pending", 1), ("pending", 0)]


async def test_in_doubt_it_says_what_the_first_attempt_said(store: Store) -> None:
    await promised(store, to("ana", "a"))
    [one] = await claimed(store)
    await promised(store, to("ana", "a", message=words("anew")))
    await store.write(lambda tx: outbox.doubt(tx, one, NOW))
    assert await rows(store, "reason, doubts") == [("in doubt", 1)]
    [again] = await claimed(store)
    assert (again.message, again.first_message) == (words("anew"), words("a"))
    assert (again.version, again.first_version) == (2, 1)
    anew = await store.write(lambda tx: outbox.begin_anew(tx, again))
    assert (anew.first_message, anew.first_version, anew.again) == (words("anew"), 2, False)
    assert await rows(store, "first_version, first_content") == [(2, None)]


@pytest.mark.parametrize("newer", [False, True])
async def test_what_is_left_in_doubt_is_sent_or_says_something_newer(
    store: Store, newer: bool
) -> None:
    await promised(store, to("ana", "a"))
    [one] = await claimed(store)
    if newer:
        await promised(store, to("ana", "a", message=words("anew")))
    await store.write(lambda tx: outbox.doubt(tx, one, NOW))
    await store.write(lambda tx: outbox.leave_in_doubt(tx, one, NOW + MINUTE))
    at = round((NOW + MINUTE).timestamp() * 1000)
    state, doubts = ("pending", 0) if newer else ("sent", 1)
    assert await rows(store, "state, doubts, sent_version, message_id, reason, sent_at") == [
        (state, doubts, 1, "", "in doubt", at)
    ]


async def test_what_is_found_and_known_to_be_another_is_not_it(store: Store) -> None:
    await promised(store, to("ana", "a"), to("bo", "b"), to("ana", "c"))
    first, other = await claimed(store)
    await shown(store, first, "m1")
    await shown(store, other, "m2")
    [one] = await claimed(store)

    async def it(*found: str) -> str | None:
        return await store.read(lambda tx: outbox.without_key(tx, one, found))

    assert await it("m1") is None
    assert await it("m1", "m3", "m4") == "m3"
    assert await it("m2") == "m2"  # that is in another conversation


async def test_what_cannot_be_changed_is_said_anew_under_the_same_key(store: Store) -> None:
    reply = to("ana", "a", place="#room", valid_until=NOW + MINUTE, title="t")
    await promised(store, reply)
    [one] = await claimed(store)
    await store.write(lambda tx: outbox.say_anew(tx, one, NOW + MINUTE))
    [gone, anew] = await rows(store, "key, state, place, account, due_at, title, valid_until, id")
    assert gone[:2] == (f"a/gone/{one.id}", "expired")
    due, until = (round((NOW + MINUTE).timestamp() * 1000) for _ in range(2))
    assert anew[:7] == ("a", "pending", None, "ana", due, "t", until)
    assert anew[7] > one.id


async def test_what_is_held_leaves_when_its_person_is_back(store: Store) -> None:
    await promised(store, to("ana", "a"), to("bo", "b"))
    for one in await claimed(store):
        await store.write(lambda tx, one=one: outbox.hold(tx, one, "blocked"))  # type: ignore[misc]
    assert await rows(store, "state, reason") == [("held", "blocked")] * 2
    await store.write(lambda tx: outbox.release(tx, "pager", "ana", NOW))
    await store.write(lambda tx: outbox.release(tx, "chat", "chi", NOW))
    assert await rows(store, "state") == [("held",)] * 2
    await store.write(lambda tx: outbox.release(tx, "chat", "ana", NOW + MINUTE))
    due = round((NOW + MINUTE).timestamp() * 1000)
    assert await rows(store, "state, due_at, first_attempt_at", "key = 'a'") == [
        ("pending", due, None)
    ]
    assert await rows(store, "state", "key = 'b'") == [("held",)]


async def test_what_is_held_goes_to_another_account_as_it_was(store: Store) -> None:
    what = to("ana", "a", urgency=Urgency.REPLY, valid_until=NOW + MINUTE, held="blocked")
    await promised(store, what, to("ana", "b"), to("ana", "c", place="#room"), to("bo", "d"))
    taken = await store.write(lambda tx: outbox.take_held(tx, "chat", "ana"))
    assert taken == [replace(what, held=None), to("ana", "b")]
    assert [key.partition("/")[0] for (key,) in await rows(store, "key")] == ["a", "b", "c", "d"]
    assert await rows(store, "state") == [("expired",), ("expired",), ("pending",), ("pending",)]


async def test_what_is_over_is_let_go_at_its_moment_unless_it_was_shown(store: Store) -> None:
    until = NOW + MINUTE
    await promised(
        store,
        to("ana", "a", valid_until=until),
        to("bo", "b", valid_until=until + A_MOMENT),
        to("chi", "c", valid_until=until, held="blocked"),
        to("dan", "d"),
    )
    await store.write(lambda tx: outbox.expire(tx, "pager", until))
    await store.write(lambda tx: outbox.expire(tx, "chat", until))
    states = [state for (state,) in await rows(store, "state")]
    assert states == ["expired", "pending", "expired", "pending"]
    assert keys(await claimed(store, now=until + A_MOMENT)) == ["dan"]


async def test_what_is_given_up_takes_its_thread_along(store: Store) -> None:
    channel: dict[str, Any] = {"place": "#room"}
    await promised(
        store,
        to(None, "root", title="t", **channel),
        to(None, "in it", thread="root", **channel),
        to(None, "elsewhere", place="#other"),
    )
    found = {one.place: one for one in await claimed(store)}
    await store.write(lambda tx: outbox.give_up(tx, found["#room"], "gone"))
    assert await rows(store, "state, reason") == [
        ("dead", "gone"),
        ("dead", "gone"),
        ("sending", None),
    ]
    await promised(store, to(None, "later", thread="root", **channel))
    assert await rows(store, "state", "key = 'later'") == [("dead",)]


async def test_what_is_in_a_thread_waits_for_it(store: Store) -> None:
    channel: dict[str, Any] = {"place": "#room"}
    await promised(store, to(None, "in it", thread="root", **channel))
    assert await claimed(store) == []
    await promised(store, to(None, "root", place="#first"))
    [root] = await claimed(store)
    await shown(store, root, "m1")
    [inside] = await claimed(store)
    assert inside.thread_id == "m1"


async def test_what_waits_leaves_with_the_reply_behind_it(store: Store) -> None:
    last = max(Urgency)
    later = {"urgency": last, "due_at": NOW + MINUTE}
    await promised(store, to("ana", "a", **later), to("bo", "b", **later))
    await store.write(lambda tx: outbox.hasten(tx, Account("chat", "ana"), NOW))
    due = [round(at.timestamp() * 1000) for at in (NOW, NOW + MINUTE)]
    assert await rows(store, "urgency, due_at") == [(0, due[0]), (int(last), due[1])]
    await store.write(lambda tx: outbox.hasten(tx, Account("pager", "bo"), NOW))
    assert await rows(store, "urgency", "key = 'b'") == [(int(last),)]


async def test_no_more_are_counted_than_one_wants_to_know_of(store: Store) -> None:
    last = max(Urgency)
    await promised(store, *(to(f"p{n}", f"k{n}", urgency=last) for n in range(4)), to("ana", "a"))

    async def waiting(adapter: str, urgency: int, most: int) -> int:
        return await store.read(lambda tx: outbox.waiting(tx, adapter, urgency, most))

    assert [await waiting("chat", last, most) for most in (3, 4, 9)] == [3, 4, 4]
    assert (await waiting("pager", last, 9), await waiting("chat", Urgency.REPLY, 9)) == (0, 1)


async def test_to_whom_and_whether_something_was_promised_is_known_by_its_key(store: Store) -> None:
    await promised(store, to("ana", "a"), to(None, "b", place="#room"))
    assert await store.read(lambda tx: outbox.addressee(tx, "a")) == Account("chat", "ana")
    assert await store.read(lambda tx: outbox.addressee(tx, "b")) is None
    assert await store.read(lambda tx: outbox.addressee(tx, "c")) is None
    assert await store.read(lambda tx: outbox.exists(tx, "c", "b"))
    assert not await store.read(lambda tx: outbox.exists(tx, "c", "d"))


async def test_where_we_wrote_directly_since_then_is_known(store: Store) -> None:
    await promised(
        store,
        to("bo", "b"),
        to("ana", "a"),
        to("chi", "c", place="#slash"),
        to(None, "d", place="#room"),
        to("eve", "e"),
    )
    for number, one in enumerate(await claimed(store)):
        if one.account != "eve":
            at = NOW - A_MOMENT if one.account == "bo" else NOW
            await shown(store, one, f"m{number}", at)

    async def places(adapter: str, since: datetime) -> tuple[str, ...]:
        return await store.read(lambda tx: outbox.direct_places(tx, adapter, since))

    assert await places("chat", NOW) == ("@ana",)
    assert await places("chat", NOW - MINUTE) == ("@ana", "@bo")
    assert await places("pager", NOW - MINUTE) == ()


async def test_what_was_sent_long_ago_is_forgotten_but_for_the_newest(store: Store) -> None:
    await promised(store, to("ana", "shown/a"), now=NOW - MINUTE)
    await promised(store, to("bo", "b"), to("chi", "c"))
    await promised(store, to(None, "d", place="#room"), now=NOW - MINUTE)
    for number, one in enumerate(await claimed(store)):
        if one.account != "chi":
            await shown(store, one, f"m{number}")
    await store.write(lambda tx: outbox.drop_soon(tx, "shown/", NOW - MINUTE))
    await store.write(lambda tx: outbox.drop_old(tx, NOW - MINUTE))
    assert len(await rows(store, "id")) == 4
    await store.write(lambda tx: outbox.drop_soon(tx, "other/", NOW))
    assert len(await rows(store, "id")) == 4
    await store.write(lambda tx: outbox.drop_soon(tx, "shown/", NOW))
    assert [key for (key,) in await rows(store, "key")] == ["b", "c", "d"]
    await store.write(lambda tx: outbox.drop_old(tx, NOW + MINUTE))
    assert [key for (key,) in await rows(store, "key")] == ["c", "d"]
