"""What stands in a chat as its own client shows it: each platform's markup as HTML."""

import html
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from tests.discord_adapter.reader import TOKENS
from tests.matrix.person import Person as OnMatrix
from tests.standins.discord.views import SeenMessage as OnDiscord
from tests.standins.telegram.text import Entity
from tests.standins.telegram.uploads import Files
from tests.standins.telegram.views import SeenMessage as OnTelegram

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Picture:
    """An image under a message, and what it says to whoever cannot see it."""

    png: bytes
    alt: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One message: who wrote it, its words as HTML, whether inside a thread, and what is below."""

    author: str
    words: str
    ours: bool
    inside: bool = False
    pictures: tuple[Picture, ...] = ()
    buttons: tuple[str, ...] = ()


# ── Discord ────────────────────────────────────────────────────────────────────────────────────


def of_discord(message: OnDiscord, *, inside: bool) -> Shown:
    """A message of the stand-in."""
    words = discord_html(message.content)
    described = (str(each.get("description", "")) for each in message.attachments)
    pictures = tuple(map(Picture, message.files, described))
    buttons = tuple(message.buttons)
    return Shown(message.author, words, message.from_bot, inside, pictures, buttons)


def discord_html(content: str) -> str:
    """Discord's markdown, with what stands at the beginning of a line."""
    return "".join(map(_discord_block, _runs(content.split("\n"), _discord_kind)))


def _discord_kind(line: str) -> str:
    if line.startswith(("> ", ">")):
        return "quote"
    return "list" if re.match(r" *([-*]|\d+\.) |   ", line) else "text"


def _discord_block(run: tuple[str, list[str]]) -> str:
    kind, lines = run
    if kind == "quote":
        said = _discord_rows(line.removeprefix(">")[1:] for line in lines)
        return f"<blockquote>{said}</blockquote>"
    if kind == "list":
        numbered = lines[0].lstrip()[:1].isdigit()
        whole = re.split(r"\n(?! {3})", "\n".join(lines))  # what is indented goes on with a row
        rows = (re.sub(r"^ *([-*]|\d+\.) ", "", row).split("\n") for row in whole)
        items = "".join(f"<li>{_discord_rows(map(str.strip, row))}</li>" for row in rows)
        return f"<ol>{items}</ol>" if numbered else f"<ul>{items}</ul>"
    return f"<p>{_discord_rows(lines)}</p>"


def _discord_rows(lines: Iterable[str]) -> str:
    return "<br>".join(map(_discord_row, lines))


def _discord_row(text: str) -> str:
    shown, end = "", 0
    for found in TOKENS.finditer(text):
        shown += html.escape(text[end : found.start()]) + _discord_token(found)
        end = found.end()
    return shown + html.escape(text[end:])


_DISCORD_TAGS = {"bold": "strong", "italic": "em", "line": "em", "struck": "s", "code": "code"}


def _discord_token(found: re.Match[str]) -> str:
    for name, tag in _DISCORD_TAGS.items():
        if found[name] is not None:
            inner = html.escape(found[name]) if name == "code" else _discord_row(found[name])
            return f"<{tag}>{inner}</{tag}>"
    if found["url"] is not None:
        return f'<a href="#">{html.escape(found["url"])}</a>'
    return html.escape(found["escaped"] or found[0])


def _runs(lines: list[str], kind: Callable[[str], str]) -> list[tuple[str, list[str]]]:
    """Neighbouring lines of one kind together."""
    runs: list[tuple[str, list[str]]] = []
    for line in lines:
        if runs and runs[-1][0] == kind(line):
            runs[-1][1].append(line)
        else:
            runs.append((kind(line), [line]))
    return runs


# ── Telegram ───────────────────────────────────────────────────────────────────────────────────

_TELEGRAM_TAGS = {
    "bold": "strong",
    "italic": "em",
    "code": "code",
    "blockquote": "blockquote",
    "expandable_blockquote": "blockquote",
    "url": "a",
    "text_link": "a",
    "hashtag": "a",
    "bot_command": "a",
}


def of_telegram(message: OnTelegram, files: Files) -> Shown:
    """A message of the stand-in; its caption is all that is said of its picture."""
    words = telegram_html(message.text, message.entities)
    sizes = message.content.get("photo", ())
    pictures = tuple(Picture(files.get(size["file_id"]).content, message.text) for size in sizes)
    buttons = tuple(button for row in message.buttons for button in row)
    return Shown(message.author, words, message.from_bot, pictures=pictures, buttons=buttons)


def telegram_html(text: str, entities: tuple[Entity, ...]) -> str:
    """A text and its entities, which count in halves of UTF-16."""
    marks: list[tuple[int, int, str]] = []  # where, in which order, and what
    outer_first = sorted(entities, key=lambda e: (e["offset"], -e["length"]))
    for number, entity in enumerate(outer_first, 1):
        if tag := _TELEGRAM_TAGS.get(entity["type"]):
            marks.append((entity["offset"], number, f"<{tag}>"))
            marks.append((entity["offset"] + entity["length"], -number, f"</{tag}>"))
    halves = text.encode("utf-16-le")
    shown, end = "", 0
    for at, _, mark in sorted(marks):
        shown += _escaped(halves[2 * end : 2 * at]) + mark
        end = at
    return shown + _escaped(halves[2 * end :])


def _escaped(halves: bytes) -> str:
    return html.escape(halves.decode("utf-16-le")).replace("\n", "<br>")


# ── Matrix ─────────────────────────────────────────────────────────────────────────────────────


async def of_matrix(person: OnMatrix, room: str, names: Mapping[str, str]) -> list[Shown]:
    """What a person sees of a room; `names` are those of the accounts in it."""
    contents: dict[str, tuple[str, Json]] = {}
    for event in await person.history(room):
        if event["type"] == "m.room.message":
            content = event["content"]
            relation = content.get("m.relates_to", {})
            newer = content.get("m.new_content")
            original = relation["event_id"] if newer else event["event_id"]
            if newer and "m.relates_to" in contents[original][1]:
                newer["m.relates_to"] = contents[original][1]["m.relates_to"]
            contents[original] = event["sender"], newer or content
    return [await _of_matrix(person, names, *each) for each in contents.values()]


async def _of_matrix(
    person: OnMatrix, names: Mapping[str, str], sender: str, content: Json
) -> Shown:
    words = content.get("formatted_body") or html.escape(content["body"]).replace("\n", "<br>")
    inside = content.get("m.relates_to", {}).get("rel_type") == "m.thread"
    is_picture = content["msgtype"] == "m.image"
    pictures = (Picture(await person.fetch(content), content["body"]),) if is_picture else ()
    return Shown(names[sender], words, sender == person.bot, inside, pictures)
