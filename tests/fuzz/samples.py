"""What platforms really send, as their documents have it: all of it can be read."""

from copy import deepcopy
from typing import Any

Json = dict[str, Any]

# ── Telegram ───────────────────────────────────────────────────────────────────────────────────

ANA = {"id": 7, "is_bot": False, "first_name": "Ana", "language_code": "en"}
CHAT = {"id": 7, "type": "private", "first_name": "Ana"}


def told(number: int, **more: Any) -> Json:
    """A message to the bot in an update of this number."""
    return {"message_id": number, "from": ANA, "chat": CHAT, "date": 1795685400, **more}


_COMMAND = {"offset": 0, "length": 6, "type": "bot_command"}
_GROUP = {"id": -100, "type": "supergroup", "title": "Learning"}
_BOT = {"id": 1, "is_bot": True, "first_name": "Standup", "username": "standup_bot"}
_OURS: Json = told(5, text="a digest") | {"chat": _GROUP, "from": _BOT}
TELEGRAM: tuple[Json, ...] = (
    {"update_id": 1, "message": told(1, text="the chain rule\nthe Adam paper")},
    {"update_id": 2, "message": told(2, text="/start c0de", entities=[_COMMAND])},
    {"update_id": 3, "message": told(3, caption="a picture", photo=[{"file_id": "x"}])},
    {"update_id": 4, "message": told(4, photo=[{"file_id": "x"}], media_group_id="13")},
    {"update_id": 5, "message": told(5, sticker={"file_id": "x", "emoji": "!"})},
    {"update_id": 6, "message": told(6, text="in a group") | {"chat": _GROUP}},
    {
        "update_id": 10,
        "message": told(10, text="why?", message_thread_id=3, is_topic_message=True)
        | {"chat": _GROUP, "reply_to_message": _OURS},
    },
    {
        "update_id": 11,
        "edited_message": told(10, text="why not?", edit_date=1795685500)
        | {"chat": _GROUP, "reply_to_message": _OURS},
    },
    {"update_id": 7, "edited_message": told(1, text="JAX", edit_date=1795685500)},
    {
        "update_id": 8,
        "callback_query": {"id": "4", "from": ANA, "message": told(9), "data": "1.x.done"},
    },
    {
        "update_id": 9,
        "my_chat_member": {
            "chat": CHAT,
            "from": ANA,
            "date": 1795685400,
            "old_chat_member": {"user": ANA, "status": "member"},
            "new_chat_member": {"user": ANA, "status": "kicked", "until_date": 0},
        },
    },
)

# ── Discord ────────────────────────────────────────────────────────────────────────────────────

_ID = "1310000000000000000"
_BO = {"id": "42", "username": "bo", "discriminator": "0", "avatar": None}
_DIRECT = {
    "id": _ID,
    "channel_id": "55",
    "author": _BO,
    "type": 0,
    "timestamp": "2026-11-26T09:30:00.123000+00:00",
    "attachments": [],
    "embeds": [],
}
_REPLY = {
    **_DIRECT,
    "type": 19,
    "channel_id": "56",
    "guild_id": "77",
    "message_reference": {"type": 0, "message_id": "12", "channel_id": "56", "guild_id": "77"},
    "referenced_message": {**_DIRECT, "id": "12", "author": {"id": "9"}, "content": "a digest"},
}
_INTERACTION = {
    "id": _ID,
    "application_id": "9",
    "token": "t",
    "version": 1,
    "channel_id": "55",
    "user": _BO,
    "locale": "en-GB",
}
_FIELD = {"type": 18, "component": {"type": 4, "custom_id": "will_learn", "value": "JAX"}}
_OPTION = {"type": 1, "name": "away", "options": [{"name": "when", "type": 3, "value": "friday"}]}
DISCORD: tuple[tuple[str, Json], ...] = (
    ("MESSAGE_CREATE", {**_DIRECT, "content": "the chain rule"}),
    (
        "MESSAGE_CREATE",
        {**_DIRECT, "content": "", "message_snapshots": [{"message": {"content": "forwarded"}}]},
    ),
    (
        "MESSAGE_UPDATE",
        {**_DIRECT, "content": "JAX", "edited_timestamp": "2026-11-26T09:31:00.123000+00:00"},
    ),
    ("MESSAGE_CREATE", {**_REPLY, "content": "why?"}),
    (
        "MESSAGE_UPDATE",
        {**_REPLY, "content": "why not?", "edited_timestamp": "2026-11-26T09:31:00.123000+00:00"},
    ),
    ("MESSAGE_DELETE", {"id": _ID, "channel_id": "55"}),
    ("MESSAGE_DELETE", {"id": _ID, "channel_id": "56", "guild_id": "77"}),
    ("MESSAGE_DELETE_BULK", {"ids": [_ID], "channel_id": "56", "guild_id": "77"}),
    (
        "INTERACTION_CREATE",
        {**_INTERACTION, "type": 3, "data": {"component_type": 2, "custom_id": "c:1.x.done"}},
    ),
    (
        "INTERACTION_CREATE",
        {**_INTERACTION, "type": 5, "data": {"custom_id": "form:1", "components": [_FIELD]}},
    ),
    (
        "INTERACTION_CREATE",
        {**_INTERACTION, "type": 2, "data": {"name": "standup", "options": [_OPTION]}},
    ),
    (
        "READY",
        {
            "v": 10,
            "user": {"id": "9", "username": "standup"},
            "application": {"id": "9", "flags": 0},
            "guilds": [{"id": "77", "unavailable": True}],
            "session_id": "s",
            "resume_gateway_url": "wss://gateway.example",
        },
    ),
)

# ── Matrix ─────────────────────────────────────────────────────────────────────────────────────

BOT, DEE, ROOM = "@bot:matrix.test", "@dee:matrix.test", "!direct:matrix.test"
CHANNEL = "!channel:matrix.test"


def event(number: int, kind: str, content: Json, **more: Any) -> Json:
    """An event of Dee's."""
    return {
        "type": kind,
        "event_id": f"$e{number}",
        "sender": DEE,
        "origin_server_ts": 1795685400000,
        "content": content,
        "unsigned": {"age": 5},
        **more,
    }


_TEXT = {"msgtype": "m.text", "body": "knots"}
_REPLACED = {"rel_type": "m.replace", "event_id": "$e1"}
_SEALED = {"algorithm": "m.megolm.v1.aes-sha2", "ciphertext": "AwgA", "session_id": "s"}
MATRIX: tuple[Json, ...] = (
    event(1, "m.room.message", _TEXT),
    event(
        2,
        "m.room.message",
        {**_TEXT, "body": "* JAX", "m.new_content": _TEXT, "m.relates_to": _REPLACED},
    ),
    event(
        3,
        "m.room.message",
        {
            **_TEXT,
            "body": "> <@bot:matrix.test> What?\n\nknots",
            "m.relates_to": {"m.in_reply_to": {"event_id": "$e0"}},
        },
    ),
    event(4, "m.room.message", {"msgtype": "m.image", "body": "a.png", "url": "mxc://x/y"}),
    event(5, "m.room.redaction", {"redacts": "$e1"}, redacts="$e1"),
    event(6, "m.room.encrypted", {**_SEALED, "device_id": "D", "sender_key": "k"}),
    event(
        7,
        "m.room.member",
        {"membership": "leave", "reason": "bye"},
        state_key=DEE,
        unsigned={"prev_content": {"membership": "join"}},
    ),
    event(8, "m.room.name", {"name": "us"}, state_key=""),
    event(9, "m.room.encryption", {"algorithm": "m.megolm.v1.aes-sha2"}, state_key=""),
)


def membership(who: str, number: int) -> Json:
    """Somebody's being there."""
    member = event(number, "m.room.member", {"membership": "join"}, state_key=who)
    return member | {"sender": who}


def synced(*events: Json) -> Json:
    """An answer to /sync with these in the direct room, and in a channel."""
    state = [membership(BOT, 90), membership(DEE, 91)]
    room = {"state": {"events": state}, "timeline": {"events": list(events), "limited": False}}
    return {
        "next_batch": "s2",
        "account_data": {"events": [{"type": "m.direct", "content": {DEE: [ROOM]}}]},
        "rooms": {"join": {ROOM: room, CHANNEL: deepcopy(room)}, "invite": {}, "leave": {}},
    }


# ── people's words ─────────────────────────────────────────────────────────────────────────────

WORDS: tuple[str, ...] = (
    *("1 done 2 partly – the proof was harder than it looked", "all done", "done 1, not 2"),
    *("away until friday", "away 1 dec to 3 dec", "/away tomorrow", "skip run", "back", "-"),
    *("prefer matrix", "link ABCD-EFGH", "ABCD-EFGH", "forget me now", "edit 2", "/standup status"),
    *(
        "4 – a long day",
        "3/5",
        "1,5 h",
        "yes, but",
        "nein",
        "2 b",
        "\N{SLIGHTLY SMILING FACE} fine",
    ),
    *("the chain rule\nthe Adam paper", "• one\n• two\n  3. three", "Stretch or nap"),
)
