"""What people send besides words, as messages carry it."""

from typing import Any

from tests.standins.discord.world import Message, World

Json = dict[str, Any]

VOICE, HAS_SNAPSHOT = 1 << 13, 1 << 14
_FILES = {
    "picture": ("board.png", "image/png"),
    "video": ("talk.mp4", "video/mp4"),
    "recording": ("talk.mp3", "audio/mpeg"),
    "voice message": ("voice-message.ogg", "audio/ogg"),
    "file": ("notes.pdf", "application/pdf"),
}


def fill(world: World, message: Message, kind: str) -> None:
    """Let a message hold something of this kind."""
    if kind in _FILES:
        message.attachments = [_attachment(world, *_FILES[kind])]
        message.flags |= VOICE if kind == "voice message" else 0
    elif kind == "sticker":
        item = {"id": str(world.ids.next()), "name": "thumbs up", "format_type": 1}
        message.more = {"sticker_items": [item]}
    elif kind == "poll":
        message.more = {"poll": _POLL}
    else:
        raise LookupError(f"nobody sends a {kind}")


def forwarded(world: World, message: Message, text: str) -> None:
    """Let a message be somebody else's that is passed on: its words stand in a copy of it."""
    copy = {
        "type": 0,
        "content": text,
        "mentions": [],
        "mention_roles": [],
        "attachments": [],
        "embeds": [],
        "timestamp": "2026-11-20T09:00:00.000000+00:00",
        "edited_timestamp": None,
        "flags": 0,
        "components": [],
    }
    there = {"message_id": str(world.ids.next()), "channel_id": str(world.ids.next())}
    message.flags |= HAS_SNAPSHOT
    message.more = {
        "message_reference": {"type": 1, **there},
        "message_snapshots": [{"message": copy}],
    }


def _attachment(world: World, name: str, kind: str) -> Json:
    number = str(world.ids.next())
    url = f"https://cdn.discordapp.com/attachments/1/{number}/{name}"
    file = {"id": number, "filename": name, "size": 5, "url": url, "proxy_url": url}
    return file | {"content_type": kind}


_POLL: Json = {
    "question": {"text": "JAX or Rust?"},
    "answers": [{"answer_id": 1, "poll_media": {"text": "JAX"}}],
    "expiry": "2026-12-01T09:00:00.000000+00:00",
    "allow_multiselect": False,
    "layout_type": 1,
    "results": {"answer_counts": [], "is_finalized": False},
}
