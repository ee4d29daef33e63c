"""What is heard of what people say in groups: replies to us, and nothing else."""

from typing import Any

import pytest

from standup.chat.interface import Edited, Replied
from standup_telegram import events
from standup_telegram.events import Read
from tests.telegram.test_direct import (
    ANA,
    ANONYMOUS,
    BO,
    BOT,
    CHANNEL,
    GROUP,
    ME,
    NOW,
    PRIVATE,
    written,
)

Json = dict[str, Any]
STANDUP: Json = {"id": 1, "is_bot": True, "first_name": "Standup", "username": "standup_bot"}
OURS: Json = written(chat=GROUP, message_id=3, text="a digest") | {"from": STANDUP}
REPLY = written(chat=GROUP, text="why?", reply_to_message=OURS)


def read(payload: Json, kind: str = "message") -> Read:
    return events.read({"update_id": 1, kind: payload}, ME, NOW)


def test_a_reply_to_us_in_a_group_is_overheard_and_is_no_message_to_the_bot() -> None:
    found = read(REPLY)
    assert found.events == ()
    assert found.overheard is not None
    assert isinstance(found.overheard.event, Replied)
    said = found.overheard.event
    assert (said.id, said.account, said.text) == ("1.-100.5", "7", "why?")
    assert found.overheard.called == ("-100.3",)


def test_in_a_topic_our_message_may_be_called_by_it() -> None:
    found = read(REPLY | {"message_thread_id": 2, "is_topic_message": True})
    assert found.overheard is not None
    assert found.overheard.called == ("-100.3", "-100.3@2")


def test_an_edit_of_a_reply_is_one_and_an_edit_of_anything_else_is_nothing() -> None:
    found = read(REPLY | {"text": "why not?"}, "edited_message")
    assert found.overheard is not None
    assert isinstance(found.overheard.event, Edited)
    assert (found.overheard.event.message, found.overheard.event.text) == ("1.-100.5", "why not?")
    assert read(written(chat=GROUP), "edited_message") == Read()


@pytest.mark.parametrize(
    "message",
    [
        written(chat=GROUP),
        REPLY | {"reply_to_message": OURS | {"from": BO}},
        REPLY | {"reply_to_message": OURS | {"from": BOT}},
        REPLY | {"reply_to_message": {"message_id": 3, "from": STANDUP, "forum_topic_created": {}}},
        REPLY | {"from": BOT},
        REPLY | {"from": ANONYMOUS, "sender_chat": GROUP},
        REPLY | {"sender_chat": CHANNEL},
        REPLY | {"chat": CHANNEL},
        REPLY | {"business_connection_id": "b1"},
        REPLY | {"text": ""},
        {name: value for name, value in REPLY.items() if name != "text"} | {"sticker": {}},
        {name: value for name, value in REPLY.items() if name != "text"} | {"new_chat_title": "x"},
    ],
)
def test_all_else_in_a_group_is_nothing(message: Json) -> None:
    assert read(message) == Read()
    assert read(message, "edited_message") == Read()


def test_a_picture_with_words_is_a_reply_by_its_words() -> None:
    shown = {name: value for name, value in REPLY.items() if name != "text"}
    found = read(shown | {"photo": [{"file_id": "x"}], "caption": "like this?"})
    assert found.overheard is not None
    assert isinstance(found.overheard.event, Replied)
    assert found.overheard.event.text == "like this?"


def test_a_reply_in_the_chat_with_the_bot_is_a_message_to_it() -> None:
    found = read(written(chat=PRIVATE, reply_to_message=OURS | {"chat": PRIVATE}) | {"from": ANA})
    assert found.overheard is None
    assert len(found.events) == 1
