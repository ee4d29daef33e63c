"""What a room event means to the engine. Pure: a raw event in, at most one of ours out."""

import re
from datetime import UTC, datetime
from typing import Any

from standup.chat.interface import Deleted, Edited, Said

Json = dict[str, Any]

_FILES = {"m.image", "m.file", "m.audio", "m.video"}
_NOT_SAID = {"m.notice", "m.key.verification.request"}
_QUOTED = re.compile(r"> (\* )?<@[^>\n]+>[^\n]*\n(>[^\n]*\n)*\n?")


def read(event: Json) -> Said | Edited | Deleted | None:
    """A direct message, its edit or its deletion; None for what is neither."""
    content = event.get("content")
    if not isinstance(content, dict) or not isinstance(event.get("event_id"), str):
        return None
    match event.get("type"):
        case "m.room.message":
            return _message(event, content)
        case "m.sticker":
            return _said(event, _labelled("sticker", content))
        case "m.room.redaction":
            return _deleted(event, content)
        case _:
            return None


def is_sound(event: Any) -> bool:
    """Whether an event has what every event has, each of its kind; its content may be anything."""
    if not isinstance(event, dict):
        return False
    unsigned = event.get("unsigned", {})
    return (
        all(isinstance(event.get(name), str) for name in ("type", "event_id", "sender"))
        and isinstance(event.get("content"), dict)
        and isinstance(event.get("origin_server_ts"), int)
        and isinstance(event.get("state_key", ""), str)
        and isinstance(unsigned, dict)
        and isinstance(unsigned.get("prev_content", {}), dict)
    )


def happened(event: Json) -> datetime:
    """When an event was sent, by its server's clock."""
    stamp = event.get("origin_server_ts")
    try:
        return datetime.fromtimestamp(stamp / 1000, UTC)  # type: ignore[operator]
    except (TypeError, ValueError, OverflowError, OSError):
        return datetime.fromtimestamp(0, UTC)


def _message(event: Json, content: Json) -> Said | Edited | None:
    relation = content.get("m.relates_to")
    relation = relation if isinstance(relation, dict) else {}
    original = relation.get("event_id")
    if relation.get("rel_type") == "m.replace" and isinstance(original, str):
        newer = content.get("m.new_content")
        return _edited(event, original, newer if isinstance(newer, dict) else content)
    text = _text(content)
    if text is not None and "m.in_reply_to" in relation:
        text = _QUOTED.sub("", text, count=1) if _QUOTED.match(text) else text
    return _said(event, text)


def _said(event: Json, text: str | None) -> Said | None:
    if text is None:
        return None
    return Said(event["event_id"], event["sender"], text, happened(event))


def _edited(event: Json, original: str, content: Json) -> Edited | None:
    text = _text(content)
    if text is None:
        return None
    return Edited(event["event_id"], event["sender"], original, text, happened(event))


def _deleted(event: Json, content: Json) -> Deleted | None:
    gone = content.get("redacts", event.get("redacts"))
    if not isinstance(gone, str):
        return None
    return Deleted(event["event_id"], event["sender"], gone, happened(event))


def _text(content: Json) -> str | None:
    kind, body = content.get("msgtype"), content.get("body")
    if not isinstance(body, str) or not isinstance(kind, str) or kind in _NOT_SAID:
        return None
    if kind in _FILES:
        return _labelled("file", content)
    return _encodable(body)


def _labelled(label: str, content: Json) -> str:
    body, name = content.get("body"), content.get("filename")
    words = [word for word in (name, body) if isinstance(word, str) and word]
    return _encodable(" ".join((f"[{label}]", *dict.fromkeys(words))))


def _encodable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")
