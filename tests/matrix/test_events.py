"""Raw events become the engine's."""

from datetime import UTC, datetime
from typing import Any

import pytest

from standup.chat.interface import Besides, Deleted, Edited, Said
from standup_matrix import events

AT = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)


def event(kind: str = "m.room.message", /, **content: Any) -> dict[str, Any]:
    return {
        "type": kind,
        "event_id": "$1",
        "sender": "@ana:example.org",
        "origin_server_ts": AT.timestamp() * 1000,
        "content": content,
    }


def text_of(**content: Any) -> str | None:
    read = events.read(event(**content))
    assert read is None or isinstance(read, Said)
    return read.text if read else None


def test_a_message_is_said() -> None:
    assert events.read(event(msgtype="m.text", body="hello")) == Said(
        "$1", "@ana:example.org", "hello", AT
    )


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ({"msgtype": "m.emote", "body": "waves"}, "waves"),
        ({"msgtype": "m.notice", "body": "from a bot"}, None),
        ({"msgtype": "m.server_notice", "body": "your server says"}, None),
        ({"msgtype": "m.image", "body": "cat.png"}, ""),
        ({"msgtype": "m.image", "body": "my cat", "filename": "cat.png"}, "my cat"),
        ({"msgtype": "m.image", "body": "my cat", "filename": 7}, ""),
        ({"msgtype": "m.file", "body": "a.pdf", "filename": "a.pdf"}, ""),
        ({"msgtype": "m.audio", "body": ""}, ""),
        ({"msgtype": "m.audio"}, ""),
        ({"msgtype": "m.location", "body": "at home"}, ""),
        ({"msgtype": "m.location", "body": "at home", "filename": "x"}, ""),
        ({"msgtype": "org.example.game", "body": "chess"}, ""),
        ({"msgtype": "m.key.verification.request", "body": "verify?"}, None),
        ({"msgtype": "m.text", "body": 5}, None),
        ({"msgtype": ["m.text"], "body": "JAX"}, None),
        ({"msgtype": "m.text"}, None),
        ({"msgtype": "m.text", "body": "a\0b"}, "a\0b"),
        ({"msgtype": "m.text", "body": "half a pair \ud83d"}, "half a pair ?"),
        ({"msgtype": "m.text", "body": "> quoted by hand\n\nmine"}, "> quoted by hand\n\nmine"),
    ],
)
def test_what_a_message_says(content: dict[str, Any], text: str | None) -> None:
    assert text_of(**content) == text


@pytest.mark.parametrize(
    ("body", "formatted", "text"),
    [
        ("see the docs today", 'see <a href="https://x.org/a?b=1&amp;c">the docs</a> today',
         "see the docs (https://x.org/a?b=1&c) today"),
        ("see [docs](https://x.org)", 'see <a href="https://x.org">docs</a>',
         "see [docs](https://x.org)"),
        ("see x.org", 'see <a href="https://x.org/">x.org</a>', "see x.org"),
        ("hi Bo", 'hi <a href="https://matrix.to/#/@bo:x.org">Bo</a>', "hi @Bo"),
        ("Bo?", '<a href="https://matrix.to/#/%40bo%3Ax.org">Bo</a>?', "@Bo?"),
        ("hi @Bo", 'hi @<a href="https://matrix.to/#/@bo:x.org">Bo</a>', "hi @Bo"),
        ("hi @bo:x.org", 'hi <a href="https://matrix.to/#/@bo:x.org">@bo:x.org</a>',
         "hi @bo:x.org"),
        ("in Room", 'in <a href="https://matrix.to/#/!room:x.org">Room</a>', "in Room"),
        ("hi", 'hi <a href="https://matrix.to/#/@bo:x.org">Bo</a>', "hi"),
        ("a a", '<a href="https://x.org/1">a</a> <a href="https://x.org/2">a</a>',
         "a (https://x.org/1) a (https://x.org/2)"),
        ("mine", '<mx-reply><a href="https://y.org">y</a></mx-reply>mine', "mine"),
        ("odd", '<a href="https://x.org"><b', "odd"),
        ("odd", ["<a"], "odd"),
        ("mail", '<a href="mailto:a@x.org">mail</a>', "mail"),
    ],
)  # fmt: skip
def test_the_address_behind_a_linked_word_is_not_lost(body: str, formatted: Any, text: str) -> None:
    assert text_of(msgtype="m.text", body=body, formatted_body=formatted) == text
    newer = {"msgtype": "m.text", "body": body, "formatted_body": formatted}
    edit = event(
        **newer,
        **{"m.new_content": newer, "m.relates_to": {"rel_type": "m.replace", "event_id": "$0"}},
    )
    changed = events.read(edit)
    assert isinstance(changed, Edited)
    assert changed.text == text


@pytest.mark.parametrize(
    ("read", "besides"),
    [
        (event(msgtype="m.text", body="a"), None),
        (event(msgtype="m.emote", body="a"), None),
        (event(msgtype="m.image", body="a", filename="a.png"), Besides.PICTURE),
        (event(msgtype="m.video", body="a.mp4"), Besides.VIDEO),
        (event(msgtype="m.file", body="a.pdf"), Besides.FILE),
        (event(msgtype="m.audio", body="a.mp3"), Besides.AUDIO),
        (event(msgtype="m.audio", body="a", **{"m.voice": {}}), Besides.VOICE),
        (event(msgtype="m.audio", body="a", **{"org.matrix.msc3245.voice": {}}), Besides.VOICE),
        (event(msgtype="m.location", body="a"), Besides.PLACE),
        (event(msgtype="org.example.game", body="a"), Besides.OTHER),
        (event("m.sticker", body="a"), Besides.STICKER),
        (event("m.poll.start", **{"m.poll": {}}), Besides.POLL),
        (event("org.matrix.msc3381.poll.start", **{"m.text": "a"}), Besides.POLL),
        (event("m.beacon_info", live=True, description="here"), Besides.PLACE),
    ],
)
def test_what_a_message_holds_besides_words_is_told(
    read: dict[str, Any], besides: Besides | None
) -> None:
    said = events.read(read)
    assert isinstance(said, Said)
    assert said.besides is besides
    assert not said.forwarded


@pytest.mark.parametrize(
    "quiet",
    [
        event("m.beacon_info", live=False),
        event("m.beacon", **{"m.location": {"uri": "geo:1,1"}}),
        event("m.poll.response", answers=["1"]),
        event("m.poll.end", text="over"),
        event("m.poll.start", **{"m.relates_to": {"rel_type": "m.replace", "event_id": "$0"}}),
        event("m.sticker"),
        event("m.reaction", body="👍"),
    ],
)
def test_what_only_goes_on_or_is_gone_says_nothing(quiet: dict[str, Any]) -> None:
    assert events.read(quiet) is None


@pytest.mark.parametrize(
    "name", ["m.forwarded", "org.matrix.msc4553.forwarded", "com.famedly.app.forwarded"]
)
def test_what_a_client_says_was_forwarded_is(name: str) -> None:
    said = events.read(event(msgtype="m.text", body="a", **{name: {"sender": "@bo:b.org"}}))
    assert isinstance(said, Said)
    assert said.forwarded


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("> <@bot:example.org> What?\n\nThis", "This"),
        ("> <@bot:example.org> What?\n> And why?\n\nThis\n\n> and this", "This\n\n> and this"),
        ("> * <@bot:example.org> waves\n\nhi", "hi"),
        ("> <b> is not quoted\n\nThis", "> <b> is not quoted\n\nThis"),
        ("no quotation", "no quotation"),
    ],
)
def test_the_quotation_in_front_of_a_reply_is_not_said(body: str, text: str) -> None:
    relation = {"m.in_reply_to": {"event_id": "$0"}}
    assert text_of(msgtype="m.text", body=body, **{"m.relates_to": relation}) == text


@pytest.mark.parametrize(
    ("relation", "answers"),
    [
        ({"m.in_reply_to": {"event_id": "$0"}}, "$0"),
        ({"rel_type": "m.thread", "event_id": "$r", "m.in_reply_to": {"event_id": "$0"}}, "$0"),
        (
            {
                "rel_type": "m.thread",
                "event_id": "$r",
                "is_falling_back": True,
                "m.in_reply_to": {"event_id": "$0"},
            },
            None,
        ),
        ({"rel_type": "m.thread", "event_id": "$r"}, None),
        ({"m.in_reply_to": {"event_id": 5}}, None),
        ({"m.in_reply_to": "$0"}, None),
        ({}, None),
    ],
)
def test_a_reply_says_which_message_it_answers(
    relation: dict[str, Any], answers: str | None
) -> None:
    read = events.read(event(msgtype="m.text", body="hi", **{"m.relates_to": relation}))
    assert isinstance(read, Said)
    assert (read.answers, read.text) == (answers, "hi")


def test_an_edit_has_the_new_words() -> None:
    content: dict[str, Any] = {
        "msgtype": "m.text",
        "body": "* after",
        "m.new_content": {"msgtype": "m.text", "body": "after"},
        "m.relates_to": {"rel_type": "m.replace", "event_id": "$0"},
    }
    read = events.read(event(**content))
    assert read == Edited("$1", "@ana:example.org", "$0", "after", AT)


@pytest.mark.parametrize("content", [{"redacts": "$0"}, {}])
def test_a_redaction_is_a_deletion(content: dict[str, str]) -> None:
    redaction = event("m.room.redaction", **content) | ({} if content else {"redacts": "$0"})
    assert events.read(redaction) == Deleted("$1", "@ana:example.org", "$0", AT)


@pytest.mark.parametrize(
    "odd",
    [
        {},
        {"type": "m.room.message"},
        {"type": "m.room.message", "content": "text", "event_id": "$1"},
        {"type": "m.room.redaction", "content": {}, "event_id": "$1"},
        {"type": "m.poll.start", "content": {}, "event_id": "$1"},
    ],
)
def test_what_says_nothing_is_nothing(odd: dict[str, Any]) -> None:
    assert events.read(odd) is None


@pytest.mark.parametrize("stamp", [None, "today", 1e300, -1e300])
def test_a_time_that_is_none_is_the_first(stamp: Any) -> None:
    assert events.happened({"origin_server_ts": stamp}) == datetime(1970, 1, 1, tzinfo=UTC)
