"""A message tree as Discord shows it: its markdown, with everything people typed escaped."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, assert_never

from standup.chat.interface import mentioned
from standup.core.messages.markup import (
    Block,
    Bold,
    Choice,
    Code,
    Italic,
    Listing,
    Mention,
    Message,
    Paragraph,
    Picture,
    Quote,
    Rows,
    Span,
    Text,
    joined,
    plain,
    say,
    visible,
    without_pictures,
)

Json = dict[str, Any]

PICTURE = "picture.png"

LONGEST = 2000
TEXT_LIMIT = 1800
"""Bytes of text; what its markup makes too long is shown with less of it, or as a block of code."""
SUPPRESS_EMBEDS, EPHEMERAL, LOADING, SILENT = 1 << 2, 1 << 6, 1 << 7, 1 << 12
CHOICE, FORM = "c", "f"

_ROW, _BUTTON, _GREY, _BLURPLE = 1, 2, 2, 1
_NOBODY: Json = {"parse": []}
_BETWEEN = _BLANK = "\N{ZERO WIDTH SPACE}"
_URL = r"https?://[^\s<]+[^\s<.,:;\"')\]]"
_SIGNS = (
    r"(?P<line>^[ ]*)(?P<sign>[-+#>])|(?P<number>^[ ]*\d+)(?=\.)"
    r"|(?P<colon>:(?=[\w+-]+:))|(?P<any>[\\*_~`|<@\[])"
)
_ESCAPED = re.compile(rf"(?P<url>{_URL})(?P<open>[.,:;\"')\]]*<)?|{_SIGNS}", re.MULTILINE)
_LINKED = re.compile(r"(https?:)//(?=\\)")
_SIGNS_ALONE = re.compile(_SIGNS, re.MULTILINE)
_OPEN_URL = re.compile(r"https?://\S+$")


def body(message: Message, *, flags: int = SUPPRESS_EMBEDS) -> Json:
    """What creating a message takes: its words, its buttons, no previews, and nobody pinged but
    those whom it calls."""
    called = [account for account in mentioned(message) if _is_user(account)]
    return {
        **revised(message),
        "allowed_mentions": {"parse": [], "users": called} if called else _NOBODY,
        "flags": flags | SILENT if message.silent else flags,
    }


def revised(message: Message) -> Json:
    """What changing a message takes, which pings nobody; a picture's words are the description of
    its attachment."""
    if message.picture is None:
        words, attachments = content(message) or _BLANK, []
    else:
        words, alt = "", visible(message.picture[0].alt)
        attachments = [{"id": 0, "filename": PICTURE, "description": alt}]
    return {
        "content": words,
        "components": components(message.choices),
        "allowed_mentions": _NOBODY,
        "attachments": attachments,
    }


def png(message: Message) -> bytes | None:
    """The file that goes with the attachment."""
    return message.picture[1].png if message.picture else None


def says(shown: Json, message: Message) -> bool:
    """Whether a message as Discord shows it says and offers this, white space aside.

    A picture and its words say the same: what was to be one may have been sent as the other.
    """
    return _gist(shown) == _gist(revised(without_pictures(message)))


def _gist(data: Json) -> list[str]:
    ids = [one["custom_id"] for row in data["components"] for one in row.get("components", ())]
    seen = [content(say(one.get("description") or "")) for one in data["attachments"]]
    words = [text for text in (data["content"], *seen) if text]
    return [*("".join(text.split()) for text in words), *ids]


def content(message: Message) -> str:
    """The words, in at most 2,000 characters: with all markup if it fits, else with less."""
    for shown in _ever_plainer(message):
        if len(shown) <= LONGEST:
            return shown.strip()
    return visible(plain(message, code=""))[:LONGEST].strip()


def _ever_plainer(message: Message) -> Iterator[str]:
    yield "\n".join(_block(block) for block in message.blocks)
    yield "\n".join(_block(block, marked=False) for block in message.blocks)
    yield (
        "```\n"
        + visible(plain(message, code="")).replace("`", "\N{MODIFIER LETTER GRAVE ACCENT}")
        + "\n```"
    )


def components(choices: Rows) -> list[Json]:
    """Rows of buttons; a button's id carries its value, so that it works after a restart."""
    places = iter(range(25))
    return [
        {"type": _ROW, "components": [_button(choice, next(places)) for choice in row]}
        for row in choices
        if row
    ]


def _button(choice: Choice, place: int) -> Json:
    kind = FORM if choice.form else CHOICE
    return {
        "type": _BUTTON,
        "style": _BLURPLE if choice.form else _GREY,
        "label": visible(choice.label),
        "custom_id": f"{kind}{place}:{choice.value}",
    }


def pressed(custom_id: str) -> tuple[str, str] | None:
    """The kind and the value that a button's id carries, None if it is none of ours."""
    found = re.fullmatch(rf"([{CHOICE}{FORM}])\d+:(.*)", custom_id, re.DOTALL)
    return (found[1], found[2]) if found else None


def _block(block: Block, *, marked: bool = True) -> str:
    match block:
        case Paragraph(row):
            return _row(row, marked=marked)
        case Listing(rows, numbered):
            marks = (f"{n}." if numbered else "-" for n in range(1, len(rows) + 1))
            shown = (_row(row, marked=marked).replace("\n", "\n   ") for row in rows)
            return "\n".join(f"{mark} {words}" for mark, words in zip(marks, shown, strict=True))
        case Quote():
            words = _row(block.spans, marked=marked).strip("\n")
            return "\n".join(f"> {line}" for line in words.split("\n"))
        case Picture():
            return _escape(block.alt)
        case _:
            assert_never(block)


def _row(row: tuple[Span, ...], *, marked: bool) -> str:
    pieces = [""]
    shows = joined(tuple(span for span in row if visible(span.text)))
    for before, span in pairwise((Text(""), *shows)):
        if not marked:
            pieces.append(_escape(span.text))
            continue
        if _OPEN_URL.search("".join(pieces)):  # which would take marks and escapes for its own
            shown = _escape(span.text)
            pieces.append(shown if shown == span.text else f" {shown}")
            continue
        touches = not isinstance(before, Text) and not isinstance(span, Text)
        pieces.append((_BETWEEN if touches else "") + _span(span))
    return "".join(pieces)


def _span(span: Span) -> str:
    match span:
        case Text(text):
            return _escape(text)
        case Bold(text):
            return _around("**", text)
        case Italic(text):
            return _around("*", text)
        case Code(text):
            return _code(visible(text))
        case Mention(text, account):
            return f"<@{account}>" if _is_user(account) else _escape(text)
        case _:
            assert_never(span)


def _is_user(account: str) -> bool:
    return account.isascii() and account.isdecimal()


def _around(mark: str, text: str) -> str:
    """Text between marks, which touch no white space; none around a link that would break them."""
    text = visible(text)
    inner = text.strip()
    if not inner or any("*" in url or url[-1] == "\\" for url in re.findall(_URL, inner)):
        return _escape(text)
    before, _, after = text.partition(inner)
    return f"{before}{mark}{_escape(inner)}{mark}{after}"


def _code(text: str) -> str:
    if not text.strip() or "\n" in text:
        return _escape(text)
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    before = " " if re.match(" *`", text) else ""
    after = " " if re.search("` *$", text) else ""
    return f"{fence}{before}{text}{after}{fence}"


def _escape(text: str) -> str:
    """Text that Discord shows as typed; a link stays one, since nothing in it is markup."""

    def escaped(found: re.Match[str]) -> str:
        if not found["url"]:
            return _escaped(found)
        if not found["open"]:
            return found["url"]
        # A link would swallow the sign that takes the meaning from what follows it: no link then.
        return _SIGNS_ALONE.sub(_escaped, found[0]).replace("://", ":\\//")

    shown = _ESCAPED.sub(escaped, visible(text))
    return _LINKED.sub(r"\1\\//", shown)  # a sign that was too short for a link is one when escaped


def _escaped(found: re.Match[str]) -> str:
    if found["sign"]:
        return f"{found['line']}\\{found['sign']}"
    return f"{found['number']}\\" if found["number"] else f"\\{found[0]}"
