"""Payloads become events, and what a restart needs is kept."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from standup.chat.interface import Besides, Edited, Field, Form, Said
from standup_discord import events, forms
from standup_discord.conversations import Conversations, FirstContacts
from standup_discord.settings import DiscordSettings, check_account, check_place

Json = dict[str, Any]

AT = "2026-11-26T09:31:00.000000+00:00"
MESSAGE: dict[str, Any] = {
    "id": "1",
    "type": 0,
    "content": "an answer",
    "author": {"id": "7"},
    "timestamp": AT,
}
NOW = datetime(2026, 11, 26, tzinfo=UTC)


@dataclass
class Now:
    """A clock that a test sets."""

    at: datetime = NOW

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def now() -> Now:
    return Now()


def test_a_message_is_what_a_person_said() -> None:
    at = datetime.fromisoformat(AT)
    assert events.said(MESSAGE) == Said("1", "7", "an answer", at)
    assert events.said(MESSAGE | {"type": 19}) == Said("1", "7", "an answer", at)


HERE = {"type": 19, "channel_id": "5"}


@pytest.mark.parametrize(
    ("held", "answers"),
    [
        (HERE | {"message_reference": {"message_id": "3", "channel_id": "5"}}, "3"),
        (HERE | {"message_reference": {"type": 0, "message_id": "3"}}, "3"),
        (HERE | {"message_reference": {"message_id": "3", "channel_id": "6"}}, None),
        (HERE | {"message_reference": {"channel_id": "5"}}, None),
        (HERE | {"message_reference": None}, None),
        (HERE | {"message_reference": "3"}, None),
        ({"message_reference": {"type": 1, "message_id": "3"}}, None),
        ({}, None),
    ],
)
def test_a_reply_says_which_message_of_its_conversation_it_answers(
    held: dict[str, Any], answers: str | None
) -> None:
    said = events.said(MESSAGE | held)
    assert said is not None
    assert (said.answers, said.text) == (answers, "an answer")


@pytest.mark.parametrize(
    "other", [{"author": {"id": "7", "bot": True}}, {"webhook_id": "3"}, {"type": 6}, {"type": 3}]
)
def test_what_no_person_wrote_is_nothing(other: dict[str, Any]) -> None:
    assert events.said(MESSAGE | other) is None


@pytest.mark.parametrize(
    ("held", "besides"),
    [
        ({"attachments": [{"id": "2"}]}, Besides.FILE),
        ({"attachments": [{"id": "2", "content_type": "image/png"}]}, Besides.PICTURE),
        ({"attachments": [{"id": "2", "content_type": "audio/ogg"}]}, Besides.AUDIO),
        (
            {"attachments": [{"id": "2", "content_type": "audio/ogg"}], "flags": 1 << 13},
            Besides.VOICE,
        ),
        ({"sticker_items": [{"id": "2", "name": "hi", "format_type": 1}]}, Besides.STICKER),
        ({"poll": {"question": {"text": "JAX?"}}}, Besides.POLL),
        ({"embeds": [{"title": "a page"}]}, None),
        ({}, None),
    ],
)
def test_what_holds_no_words_is_said_without_any(held: Json, besides: Besides | None) -> None:
    said = events.said(MESSAGE | {"content": ""} | held)
    assert said is not None
    assert (said.text, said.besides, said.forwarded) == ("", besides, False)


def test_what_is_forwarded_says_so_with_its_words() -> None:
    copies = [{"message": {"content": "the forwarded words"}}]
    said = events.said(MESSAGE | {"content": "", "message_snapshots": copies})
    assert said is not None
    assert (said.text, said.forwarded) == ("the forwarded words", True)


def test_a_forwarded_picture_says_so_without_words() -> None:
    files = [{"id": "2", "content_type": "image/png"}]
    copies = [{"message": {"content": "", "attachments": files}}]
    said = events.said(MESSAGE | {"content": "", "message_snapshots": copies})
    assert said is not None
    assert (said.text, said.besides, said.forwarded) == ("", Besides.PICTURE, True)


def test_each_edit_has_an_id_of_its_own_and_previews_are_none() -> None:
    assert events.edited(MESSAGE | {"edited_timestamp": None, "embeds": [{}]}) is None
    first = events.edited(MESSAGE | {"edited_timestamp": AT})
    second = events.edited(MESSAGE | {"edited_timestamp": AT.replace("31", "32")})
    assert isinstance(first, Edited)
    assert isinstance(second, Edited)
    assert len({first.id, second.id, first.message}) == 3


def test_ids_carry_the_moment_they_were_made() -> None:
    assert events.moment(str(events.snowflake_at(NOW))) == NOW


def test_options_that_do_not_fit_a_menu_are_typed() -> None:
    many = tuple(str(n) for n in range(30))
    [row] = forms.modal(Form("1", "t", (Field("f", "l", "l", options=many),)))["components"]
    assert row["component"]["type"] == 4
    assert row["description"].startswith("0 / 1 / 2")


def test_conversations_are_kept_once_and_then_once_a_day(now: Now) -> None:
    known = Conversations({}, now)
    for place, account in (("10", "1"), ("20", "2"), ("10", "1")):
        known.use(place, account)
    assert known.latest(1) == ["10"]
    kept = told(known.changes())
    assert len(kept) == 2
    known.use("10", "1")
    assert known.changes() == {}
    now.at += timedelta(days=1)
    known.use("10", "1")
    again = Conversations(kept | told(known.changes()), now)
    assert (again.place_of("1"), again.account_of("20"), again.place_of("3")) == ("10", "2", None)
    assert again.latest(1) == ["10"]


def test_a_conversation_that_is_none_of_ours_is_let_go(now: Now) -> None:
    known = Conversations({"conversation/1": "10 2026-11-26"}, now)
    assert known.forget("10")
    assert not known.forget("10")
    assert known.changes() == {"conversation/1": None}
    assert known.place_of("1") is None


def told(changes: dict[str, str | None]) -> dict[str, str]:
    return {name: value for name, value in changes.items() if value is not None}


def test_a_first_contact_that_was_none_gives_its_turn_back() -> None:
    first = FirstContacts(6, lambda: 100.0)
    assert first.wait("a") == 0
    first.done("a", was_first=False)
    assert first.wait("b") == 0
    first.done("b", was_first=True)
    assert first.wait("c") == 10


@pytest.mark.parametrize("wrong", ["Ana", "@ana", "#learning", "123", "<@123456789012345678>"])
def test_a_name_is_not_an_id_and_is_told_how_to_copy_one(wrong: str) -> None:
    for check in (check_account, check_place):
        assert "Developer Mode" in (check(wrong) or "")
        assert check("123456789012345678") is None


@pytest.mark.parametrize("wrong", [{"api": "discord.com"}, {"guild": "Team"}, {"token": "plain"}])
def test_settings_are_checked(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"expected|secret"):
        DiscordSettings.model_validate({"token": {"env": "TOKEN"}} | wrong)
