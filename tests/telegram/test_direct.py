"""What is a direct conversation on Telegram: a person's own chat with the bot, and nothing else."""

from datetime import UTC, datetime
from typing import Any

import pytest

from standup.chat.contract import Recorder, running
from standup.chat.interface import Chose, Edited, Said, Unreachable
from standup_telegram import events
from standup_telegram.events import Me
from tests.telegram.bench import TelegramBench
from tests.telegram.test_receiving import heard, inject

Json = dict[str, Any]

ME, NOW = Me(1, "standup_bot"), datetime(2026, 11, 26, 9, 30, tzinfo=UTC)
ANA: Json = {"id": 7, "is_bot": False, "first_name": "Ana"}
BO: Json = {"id": 8, "is_bot": False, "first_name": "Bo"}
BOT: Json = {"id": 9, "is_bot": True, "first_name": "Another bot"}
PRIVATE: Json = {"id": 7, "type": "private", "first_name": "Ana"}
GROUP: Json = {"id": -100, "type": "supergroup", "title": "Learning"}
CHANNEL: Json = {"id": -200, "type": "channel", "title": "News"}
ANONYMOUS: Json = {
    "id": 1087968824,
    "is_bot": True,
    "first_name": "Group",
    "username": "GroupAnonymousBot",
}


def written(**more: Any) -> Json:
    return {
        "message_id": 5,
        "from": ANA,
        "chat": PRIVATE,
        "date": 1795685400,
        "text": "my answer",
    } | more


NOT_TO_US: dict[str, Json] = {
    "a group": written(chat=GROUP),
    "a small group": written(chat={"id": -5, "type": "group", "title": "Ana"}),
    "a group with the id of a person": written(chat=GROUP | {"id": 7}),
    "a channel's post": written(chat=CHANNEL, sender_chat=CHANNEL),
    "the direct messages of a channel": written(chat=GROUP | {"is_direct_messages": True}),
    "an anonymous admin": written(chat=GROUP, sender_chat=GROUP) | {"from": ANONYMOUS},
    "a linked channel's post": written(chat=GROUP, sender_chat=CHANNEL, is_automatic_forward=True),
    "a person in a channel's name": written(sender_chat=CHANNEL),
    "a customer of a business": written(business_connection_id="b1", chat=PRIVATE | {"id": 8}),
    "the owner of a business": written(business_connection_id="b1"),
    "another bot for a business": written(sender_business_bot=BOT),
    "a guest's query": written(guest_query_id="g1"),
    "a guest bot's answer": written(guest_bot_caller_user=BO),
    "somebody else in a private chat": written() | {"from": BO},
    "another bot": written() | {"from": BOT},
}
OTHER_KINDS = (
    "channel_post",
    "edited_channel_post",
    "business_message",
    "edited_business_message",
    "guest_message",
)


def read(kind: str, payload: Json) -> tuple[Any, ...]:
    return events.read({"update_id": 1, kind: payload}, ME, NOW).events


def test_what_a_person_writes_to_the_bot_is_direct() -> None:
    assert [type(event) for event in read("message", written())] == [Said]
    assert [type(event) for event in read("edited_message", written())] == [Edited]


@pytest.mark.parametrize("what", NOT_TO_US)
def test_what_is_not_written_to_the_bot_is_not_direct(what: str) -> None:
    assert read("message", NOT_TO_US[what]) == ()
    assert read("edited_message", NOT_TO_US[what]) == ()


@pytest.mark.parametrize("kind", OTHER_KINDS)
def test_updates_of_other_kinds_are_not_direct(kind: str) -> None:
    assert read(kind, written()) == ()


def test_what_a_person_forwards_to_the_bot_is_said_by_them() -> None:
    origin = {"type": "user", "date": 1795685000, "sender_user": BO}
    [said] = read("message", written(forward_origin=origin))
    assert isinstance(said, Said)
    assert said.account == "7"


@pytest.mark.parametrize(
    ("under", "counts"),
    [
        ({"message": written()}, True),
        ({"message": written(chat=GROUP)}, True),
        ({"message": written(chat=CHANNEL, sender_chat=CHANNEL)}, True),
        ({"message": written(business_connection_id="b1")}, False),
        ({"message": written(guest_query_id="g1")}, False),
    ],
)
def test_a_press_counts_for_who_pressed_and_not_in_a_chat_of_others(
    under: Json, counts: bool
) -> None:
    query = {"id": "4", "from": BO, "data": "1.x.done", **under}
    found = events.read({"update_id": 1, "callback_query": query}, ME, NOW)
    assert found.press == "4"
    assert [event.account for event in found.events if isinstance(event, Chose)] == ["8"] * counts


@pytest.mark.parametrize("account", ["-100123", "@learning", "7/3", "0", "", "?ana"])
async def test_nothing_but_a_persons_id_is_a_direct_conversation(
    bench: TelegramBench, account: str
) -> None:
    adapter = bench.adapter()
    with pytest.raises(Unreachable):
        await adapter.direct(account)


async def test_what_is_written_to_a_business_is_not_answered(bench: TelegramBench) -> None:
    inbox, adapter = Recorder(), bench.adapter()
    async with running(adapter, inbox):
        await bench.person.accept()
        account = int(bench.person.account)
        mine = {"id": account, "is_bot": False, "first_name": "Ana"}
        chat = {"id": account, "type": "private", "first_name": "Ana"}
        to_others = written(business_connection_id="b1", chat=chat) | {"from": mine}
        inject(bench, ("message", to_others), ("business_message", to_others))
        await bench.person.write("to the bot")
        assert await heard(inbox) == ["to the bot"]
