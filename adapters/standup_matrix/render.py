"""A message tree as Matrix content: plain body, HTML where there is markup, edits, threads."""

import html
import json
import re
from itertools import groupby
from typing import Any, assert_never
from urllib.parse import quote

from standup.chat.interface import mentioned
from standup.core.messages.markup import (
    Block,
    Bold,
    Code,
    Italic,
    Listing,
    Mention,
    Message,
    Paragraph,
    Picture,
    Quote,
    Span,
    Text,
    plain,
    visible,
)

Json = dict[str, Any]

KEY = "org.open-standup.key"
TEXT_LIMIT = 8000
"""Bytes of text that fit into an event of 65,536, whatever they are, encrypted and as an edit."""
_CONTENT_LIMIT = 46_000
_SHORT = 100
_FILENAME = "picture.png"
_USER = re.compile(r"@[^\s:@/]+:[^\s/]+")


def content(
    message: Message, key: str, thread: str | None = None, file: Json | None = None
) -> Json:
    """The content of a new event; `file` is where its picture lies, if it is one."""
    relation: Json = {}
    if thread is not None:
        relation = {
            "m.relates_to": {
                "rel_type": "m.thread",
                "event_id": thread,
                "is_falling_back": True,
                "m.in_reply_to": {"event_id": thread},
            }
        }
    return _fitting(_shown(message, file) | {"m.mentions": _mentions(message), KEY: key} | relation)


def edit(message: Message, key: str, original: str, file: Json | None = None) -> Json:
    """The content of an event that replaces an earlier one of ours.

    What it mentions itself is whom it tells, which is nobody; its new content says whom the words
    call, as they did before (https://spec.matrix.org/v1.17/client-server-api/#user-and-room-mentions).
    """
    short = _body(message)
    short = short if len(short) <= _SHORT else short[:_SHORT] + "…"
    newer = _shown(message, file) | {"m.mentions": _mentions(message)}
    fallback = {"msgtype": _kind(message), "body": f"* {short}", "m.mentions": {}, KEY: key}
    relation = {"rel_type": "m.replace", "event_id": original}
    room = _CONTENT_LIMIT - _size(fallback)
    return fallback | {"m.new_content": _fitting(newer, room), "m.relates_to": relation}


def _mentions(message: Message) -> Json:
    called = [account for account in mentioned(message) if _USER.fullmatch(account)]
    return {"user_ids": called} if called else {}


def _shown(message: Message, file: Json | None) -> Json:
    """A picture with its words, which clients show under it, or the words alone."""
    if message.picture is None or not file:
        return _words(message)
    _, image = message.picture
    info = {"mimetype": "image/png", "size": len(image.png), "w": image.width, "h": image.height}
    return {
        "msgtype": "m.image",
        "body": _body(message),
        "filename": _FILENAME,
        "info": info,
    } | file


def _words(message: Message) -> Json:
    words: Json = {"msgtype": _kind(message), "body": _body(message)}
    if _has_markup(message):
        words |= {"format": "org.matrix.custom.html", "formatted_body": to_html(message)}
    return words


def _kind(message: Message) -> str:
    """A notice is what the default push rules of every account keep silent about."""
    return "m.notice" if message.silent else "m.text"


def _fitting(words: Json, limit: int = _CONTENT_LIMIT) -> Json:
    """Without its HTML where that would make the event too large: the words come first."""
    if _size(words) <= limit:
        return words
    return {name: value for name, value in words.items() if "format" not in name}


def _size(words: Json) -> int:
    return len(json.dumps(words))


def _body(message: Message) -> str:
    return visible(plain(message, code=""))


def _has_markup(message: Message) -> bool:
    return any(
        not isinstance(block, Paragraph) or any(not isinstance(span, Text) for span in block.spans)
        for block in message.blocks
    )


def to_html(message: Message) -> str:
    """The message as the HTML that Matrix allows."""
    parts: list[str] = []
    for flowing, blocks in groupby(message.blocks, lambda block: isinstance(block, Paragraph)):
        parts.append(("<br>" if flowing else "").join(_block(block) for block in blocks))
    return "".join(parts)


def _block(block: Block) -> str:
    match block:
        case Paragraph(row):
            return _row(row)
        case Listing(rows, numbered):
            tag = "ol" if numbered else "ul"
            return f"<{tag}>" + "".join(f"<li>{_row(row)}</li>" for row in rows) + f"</{tag}>"
        case Quote():
            return f"<blockquote>{_row(block.spans)}</blockquote>"
        case Picture():
            return _escape(block.alt)
        case _:
            assert_never(block)


def _row(row: tuple[Span, ...]) -> str:
    return "".join(_span(span) for span in row)


def _span(span: Span) -> str:
    match span:
        case Text(text):
            return _escape(text)
        case Bold(text):
            return f"<strong>{_escape(text)}</strong>"
        case Italic(text):
            return f"<em>{_escape(text)}</em>"
        case Code(text):
            return f"<code>{_escape(text)}</code>"
        case Mention(text, account) if _USER.fullmatch(account):
            link = html.escape(f"https://matrix.to/#/{quote(account, safe='@:')}")
            return f'<a href="{link}">{_escape(text)}</a>'
        case Mention(text):
            return _escape(text)
        case _:
            assert_never(span)


def _escape(text: str) -> str:
    """Text that HTML shows exactly: nothing is a tag, and line breaks and indents stay."""
    shown = html.escape(visible(text), quote=False)
    shown = re.sub(r"(?m)^ | (?= )", "\N{NO-BREAK SPACE}", shown)
    return shown.replace("\n", "<br>")
