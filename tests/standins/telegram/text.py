"""Texts and their entities, measured in UTF-16 units as the platform does."""

import re
from collections.abc import Sequence
from itertools import accumulate
from typing import Any

from tests.standins.telegram.refusals import bad_request

Entity = dict[str, Any]

TEXT_LENGTH = 4096
CAPTION_LENGTH = 1024
ENTITIES_KEPT = 100
ENTITY_TYPES = frozenset(
    [
        "mention",
        "hashtag",
        "cashtag",
        "bot_command",
        "url",
        "email",
        "phone_number",
        "bold",
        "italic",
        "underline",
        "strikethrough",
        "spoiler",
        "blockquote",
        "expandable_blockquote",
        "code",
        "pre",
        "text_link",
        "text_mention",
        "custom_emoji",
        "date_time",
    ]
)
_UNSPOKEN = frozenset({"code", "pre", "text_link", "text_mention"})
_NEEDS = {"text_link": "url", "text_mention": "user", "date_time": "unix_time"}
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
_FOUND = re.compile(
    rf"(?P<url>https?://(?:{_LABEL}\.)+[A-Za-z]{{2,}}(?![\w.-])(?:[/?#:][^\s<>]*[^\s<>.,:;!?)\]])?)"
    r"|(?<![\w/<>])(?P<bot_command>/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?)(?![\w/<>])"
    r"|(?<!\w)(?P<mention>@[A-Za-z0-9_]{2,32})(?!\w)"
    r"|(?<![\w#])(?P<hashtag>#\w*[^\W\d]\w*)"
)


def units(text: str) -> int:
    """How long a text is in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def in_pieces(text: str) -> list[str]:
    """A text as clients send it: one that is too long is cut, at the end of a line if they can."""
    found: list[str] = []
    while units(text) > TEXT_LENGTH:
        fits = text.encode("utf-16-le")[: TEXT_LENGTH * 2].decode("utf-16-le", "ignore")
        line = fits.rfind("\n")
        cut = line if line > len(fits) * 7 // 8 else len(fits)
        found.append(text[:cut])
        text = text[cut:].lstrip("\n")
    return [*found, text]


def part(text: str, entity: Entity) -> str:
    """What an entity covers."""
    start = entity["offset"] * 2
    covered = text.encode("utf-16-le")[start : start + entity["length"] * 2]
    return covered.decode("utf-16-le")


def formatted(text: str, entities: Sequence[Entity]) -> tuple[str, list[Entity]]:
    """A text as the platform keeps it: entities checked, blanks at both ends cut off."""
    for entity in entities:
        _check(text, entity)
    kept, moved = _trimmed(text, [entity for entity in entities if entity["length"] > 0])
    both = moved + [found for found in detected(kept) if not _hidden(found, moved)]
    both.sort(key=lambda entity: (entity["offset"], -entity["length"]))
    return kept, both[:ENTITIES_KEPT]


def linking(text: str, word: str, url: str) -> Entity:
    """A word of a text that leads to an address."""
    offset = units(text[: text.index(word)])
    return {"type": "text_link", "offset": offset, "length": units(word), "url": url}


def calling(text: str, word: str, user: dict[str, Any]) -> Entity:
    """A word of a text that stands for somebody who has no @name."""
    offset = units(text[: text.index(word)])
    return {"type": "text_mention", "offset": offset, "length": units(word), "user": user}


def detected(text: str) -> list[Entity]:
    """What the platform finds in a text by itself."""
    found = []
    for match in _FOUND.finditer(text):
        offset, length = units(text[: match.start()]), units(match[0])
        found.append({"type": str(match.lastgroup), "offset": offset, "length": length})
    return found


def _check(text: str, entity: Entity) -> None:
    kind, offset, length = entity["type"], entity["offset"], entity["length"]
    if kind not in ENTITY_TYPES:
        raise bad_request("can't parse MessageEntity: Unsupported type specified")
    if kind in _NEEDS and _NEEDS[kind] not in entity:
        raise bad_request(f"can't parse MessageEntity: Can't find field \"{_NEEDS[kind]}\"")
    if offset < 0:
        raise bad_request(f"receive an entity with incorrect offset {offset}")
    if length < 0:
        raise bad_request(f"receive an entity with incorrect length {length}")
    if offset + length > units(text):
        raise bad_request(
            f"entity beginning at UTF-16 offset {offset} ends after the end of the text "
            f"at UTF-16 offset {offset + length}"
        )
    _check_boundaries(text, offset, offset + length)


def _check_boundaries(text: str, start: int, end: int) -> None:
    boundaries = {0, *accumulate(units(character) for character in text)}
    if start not in boundaries:
        at = len(_before(text, start))
        raise bad_request(f"entity begins in a middle of a UTF-16 symbol at byte offset {at}")
    if end not in boundaries:
        at = len(_before(text, end))
        raise bad_request(
            f"entity beginning at UTF-16 offset {start} ends in a middle of a UTF-16 symbol "
            f"at byte offset {at}"
        )


def _before(text: str, offset: int) -> bytes:
    return text.encode("utf-16-le")[: offset * 2].decode("utf-16-le", "ignore").encode()


def _trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    kept = text.strip()
    cut, end = units(text) - units(text.lstrip()), units(kept)
    moved = []
    for entity in entities:
        start = max(entity["offset"] - cut, 0)
        stop = min(entity["offset"] + entity["length"] - cut, end)
        if stop > start:
            moved.append(entity | {"offset": start, "length": stop - start})
    return kept, moved


def _hidden(found: Entity, given: Sequence[Entity]) -> bool:
    """Whether the bot already said what this place is."""
    return any(
        (entity["type"] in _UNSPOKEN or entity["type"] == found["type"])
        and entity["offset"] < found["offset"] + found["length"]
        and found["offset"] < entity["offset"] + entity["length"]
        for entity in given
    )
