"""What people send besides words, as messages carry it."""

from collections.abc import Callable
from typing import Any

from tests.standins.telegram.uploads import PIXEL, Files, photo_sizes, sticker

Json = dict[str, Any]

CAPTIONED = {"animation", "audio", "document", "photo", "video", "voice"}
_SQUARE = {"width": 1, "height": 1, "duration": 1}
_PLACE = {"latitude": 51.5, "longitude": -0.12}


def content(files: Files, kind: str) -> Json:
    """The fields of a message of this kind, by the name of the field that tells it."""
    return {kind: _MADE[kind](files)} | ({"location": _PLACE} if kind == "venue" else {})


def _file(files: Files) -> Json:
    return files.keep(PIXEL).described()


_MADE: dict[str, Callable[[Files], Any]] = {
    "animation": lambda files: _file(files) | _SQUARE,
    "audio": lambda files: _file(files) | {"duration": 1},
    "contact": lambda _: {"phone_number": "+441234", "first_name": "Bo"},
    "dice": lambda _: {"emoji": "🎲", "value": 3},
    "document": lambda files: _file(files) | {"file_name": "notes.pdf"},
    "location": lambda _: _PLACE,
    "photo": lambda files: photo_sizes(files.keep(PIXEL)),
    "poll": lambda _: {
        "id": "1",
        "question": "JAX or Rust?",
        "options": [{"persistent_id": "1", "text": "JAX", "voter_count": 0}],
        "total_voter_count": 0,
        "is_closed": False,
        "is_anonymous": True,
        "type": "regular",
        "allows_multiple_answers": False,
        "allows_revoting": True,
        "members_only": False,
    },
    "sticker": lambda files: sticker(files.keep(PIXEL, "stickers", "webp")),
    "story": lambda _: {"chat": {"id": 9, "type": "private", "first_name": "Bo"}, "id": 1},
    "venue": lambda _: {"location": _PLACE, "title": "The library", "address": "High Street"},
    "video": lambda files: _file(files) | _SQUARE,
    "video_note": lambda files: _file(files) | {"length": 1, "duration": 1},
    "voice": lambda files: _file(files) | {"duration": 1},
}
