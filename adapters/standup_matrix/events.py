"""What a room event means to the engine. Pure: a raw event in, at most one of ours out."""

import re
from datetime import UTC, datetime
from typing import Any

from standup.chat.interface import Besides, Deleted, Edited, Replied, Said
from standup_matrix.addresses import with_addresses

Json = dict[str, Any]

REDACTION = "m.room.redaction"

_WORDS = {"m.text", "m.emote"}
_SPOKEN = {"m.room.message", "m.room.encrypted"}
_NOT_SAID = {"m.notice", "m.server_notice", "m.key.verification.request"}
_FILES = {
    "m.image": Besides.PICTURE,
    "m.video": Besides.VIDEO,
    "m.audio": Besides.AUDIO,
    "m.file": Besides.FILE,
}
_VOICE = {"m.voice", "org.matrix.msc3245.voice", "org.matrix.msc3245.voice.v2"}
_POLLS = {"m.poll.start", "org.matrix.msc3381.poll.start"}
_BEACONS = {"m.beacon_info", "org.matrix.msc3672.beacon_info"}
_QUOTED = re.compile(r"> (\* )?<@[^>\n]+>[^\n]*\n(>[^\n]*\n)*\n?")


def read(event: Json) -> Said | Edited | Deleted | None:
    """A direct message, its edit or its deletion; None for what is neither."""
    content = event.get("content")
    if not isinstance(content, dict) or not isinstance(event.get("event_id"), str):
        return None
    match event.get("type"):
        case "m.room.message":
            return _message(event, content)
        case "m.room.redaction":
            return _deleted(event, content)
        case kind:
            return _said(event, *_wordless(kind, content))


def in_channel(event: Json) -> Replied | Edited | Deleted | None:
    """What was said in a channel in reply to a message, or of such a reply; None for all else."""
    said = read(event)
    if not isinstance(said, Said):
        return said
    if said.answers is None or not said.text:
        return None
    return Replied(said.id, said.account, said.text, said.answers, said.at)


def answered(event: Json) -> str | None:
    """The message that an event replies to: told also where it is sealed."""
    return _answers(_relation(event["content"])) if event["type"] in _SPOKEN else None


def changed(event: Json) -> str | None:
    """The message that an event changes or takes back: told also where it is sealed."""
    if event["type"] == REDACTION:
        deleted = _deleted(event, event["content"])
        return deleted.message if deleted else None
    relation = _relation(event["content"])
    is_edit = event["type"] in _SPOKEN and relation.get("rel_type") == "m.replace"
    found = relation.get("event_id") if is_edit else None
    return found if isinstance(found, str) else None


def _wordless(kind: Any, content: Json) -> tuple[str | None, Besides | None]:
    """What is sent as an event of its own kind: no text where it says nothing, or only goes on."""
    match kind:
        case "m.sticker" if content:
            return "", Besides.STICKER
        case str() if kind in _POLLS and content and not _relation(content):
            return "", Besides.POLL
        case str() if kind in _BEACONS and content.get("live") is True:
            return "", Besides.PLACE
        case _:
            return None, None


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
    relation = _relation(content)
    original = relation.get("event_id")
    if relation.get("rel_type") == "m.replace" and isinstance(original, str):
        newer = content.get("m.new_content")
        return _edited(event, original, newer if isinstance(newer, dict) else content)
    text = _text(content)
    if text is not None and "m.in_reply_to" in relation:
        text = _QUOTED.sub("", text, count=1) if _QUOTED.match(text) else text
    return _said(event, text, _besides(content), _answers(relation))


def _answers(relation: Json) -> str | None:
    """Which message it replies to; in a thread that may be said for clients that know of none."""
    to = relation.get("m.in_reply_to")
    is_fallback = relation.get("rel_type") == "m.thread" and relation.get("is_falling_back") is True
    found = to.get("event_id") if isinstance(to, dict) and not is_fallback else None
    return found if isinstance(found, str) else None


def _relation(content: Json) -> Json:
    relation = content.get("m.relates_to")
    return relation if isinstance(relation, dict) else {}


def _said(
    event: Json, text: str | None, besides: Besides | None, answers: str | None = None
) -> Said | None:
    if text is None:
        return None
    return Said(
        event["event_id"],
        event["sender"],
        text,
        happened(event),
        besides=besides,
        forwarded=_is_forwarded(event["content"]),
        answers=answers,
    )


def _is_forwarded(content: Json) -> bool:
    """Whether a client says so, as MSC2723 has it; each has a name of its own for that as yet."""
    names = (name for name in content if name == "m.forwarded" or name.endswith(".forwarded"))
    return any(isinstance(content[name], dict) for name in names)


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
    """What somebody wrote, empty where they sent something else; None where it says nothing."""
    kind, body = content.get("msgtype"), content.get("body")
    if not isinstance(kind, str) or kind in _NOT_SAID:
        return None
    if kind in _WORDS:
        return _written(content, body) if isinstance(body, str) else None
    return _caption(content) if kind in _FILES else ""


def _caption(content: Json) -> str:
    """The body of a file's message is its caption where the file's name stands elsewhere."""
    body, name = content.get("body"), content.get("filename")
    if isinstance(body, str) and isinstance(name, str) and body != name:
        return _written(content, body)
    return ""


def _written(content: Json, body: str) -> str:
    return _encodable(with_addresses(body, content.get("formatted_body")))


def _besides(content: Json) -> Besides | None:
    kind = str(content.get("msgtype"))
    if kind in _WORDS:
        return None
    if kind == "m.location":
        return Besides.PLACE
    if kind == "m.audio" and _VOICE & content.keys():
        return Besides.VOICE
    return _FILES.get(kind, Besides.OTHER)


def _encodable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")
