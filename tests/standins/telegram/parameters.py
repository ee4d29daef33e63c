"""A request's parameters: read off the wire, decoded, and asked for by name."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from aiohttp import web
from aiohttp.web_request import FileField

from tests.standins.telegram.refusals import bad_request
from tests.standins.telegram.spec import PRIMITIVES, Specification
from tests.standins.telegram.uploads import ATTACH, Attached, Upload

# Without the document, only these stay text whatever they look like.
TEXTS = frozenset(
    [
        "action",
        "callback_query_id",
        "caption",
        "description",
        "file_id",
        "icon_custom_emoji_id",
        "inline_message_id",
        "language_code",
        "name",
        "parse_mode",
        "photo",
        "secret_token",
        "short_description",
        "text",
        "url",
    ]
)
_WHOLE = re.compile(r"-?\d+")
_TRUTH = {"true": True, "1": True, "false": False, "0": False}


T = TypeVar("T")
A = TypeVar("A")


class Parameters:
    """Decoded parameters of one request."""

    def __init__(self, given: Mapping[str, Any]) -> None:
        self.given = given

    def __contains__(self, name: str) -> bool:
        return name in self.given

    def text(self, name: str) -> str:
        """A string, empty where it was left out."""
        return self._of(name, str, "")

    def number(self, name: str) -> int | None:
        """A whole number."""
        return self._of(name, int, None)

    def flag(self, name: str) -> bool:
        """Whether something was asked for."""
        return self._of(name, bool, False)

    def items(self, name: str) -> list[Any]:
        """A list, empty where it was left out."""
        return self._of(name, list, [])

    def mapping(self, name: str) -> dict[str, Any] | None:
        """An object."""
        return self._of(name, dict, None)

    def chat(self) -> int | str | None:
        """The chat a request is about."""
        named = self.given.get("chat_id")
        return named if isinstance(named, str) else self.number("chat_id")

    def _of(self, name: str, kind: type[T], absent: A) -> T | A:
        if name not in self.given:
            return absent
        value = self.given[name]
        if not isinstance(value, kind):
            raise bad_request(f"invalid {name} specified")
        return value


async def read(request: web.Request) -> dict[str, Any]:
    """What came: in the query, as a form, as multipart or as JSON."""
    given: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json":
        given |= _object(await request.text() or "{}")
    else:
        form = await request.post()
        given |= {name: _uploaded(value) for name, value in form.items()}
    return _without_attachments(given)


def decode(method: str, given: Mapping[str, Any], spec: Specification) -> dict[str, Any]:
    """Every parameter with the type the document gives it."""
    fields = spec.fields(method)
    if fields is None:
        return _with_media({name: _guessed(name, value) for name, value in given.items()})
    return _with_media(
        {name: _decoded(value, fields.get(name, ["String"])) for name, value in given.items()}
    )


def _with_media(given: dict[str, Any]) -> dict[str, Any]:
    """The file of a medium in the medium, which names the part that it came in."""
    media = given.get("media")
    if not isinstance(media, dict):
        return given
    named = str(media.get("media", ""))
    part = named.removeprefix(ATTACH)
    if not isinstance(given.get(part), Upload):
        return given
    left = {name: value for name, value in given.items() if name != part}
    return left | {"media": media | {"media": Attached(named, given[part])}}


def _object(body: str) -> dict[str, Any]:
    value = _json(body)
    if not isinstance(value, dict):
        raise bad_request("can't parse JSON object")
    return value


def _uploaded(value: Any) -> Any:
    if isinstance(value, FileField):
        with value.file:
            return Upload(value.filename, value.file.read())
    return value


def _without_attachments(given: dict[str, Any]) -> dict[str, Any]:
    """Each `attach://name` becomes the file it names."""
    files = {f"{ATTACH}{name}": value for name, value in given.items() if _is_upload(value)}
    named = {name: files.get(value, value) for name, value in given.items() if _plain(value)}
    used = {value for value in given.values() if _plain(value) and value in files}
    left = {
        name: value
        for name, value in given.items()
        if not _plain(value) and f"{ATTACH}{name}" not in used
    }
    return named | left


def _is_upload(value: Any) -> bool:
    return isinstance(value, Upload)


def _plain(value: Any) -> bool:
    return isinstance(value, str)


def _decoded(value: Any, types: Sequence[str]) -> Any:
    if not isinstance(value, str):
        return value
    if "Integer" in types and _WHOLE.fullmatch(value):
        return int(value)
    if "Boolean" in types and value.lower() in _TRUTH:
        return _TRUTH[value.lower()]
    if all(name in PRIMITIVES or name == "InputFile" for name in types):
        return float(value) if types == ["Float"] and _is_float(value) else value
    return _json(value)


def _guessed(name: str, value: Any) -> Any:
    return _json(value) if isinstance(value, str) and name not in TEXTS else value


def _json(value: str) -> Any:
    try:
        return json.loads(value)
    except ValueError:
        return value


def _is_float(value: str) -> bool:
    return re.fullmatch(r"-?\d+(\.\d+)?", value) is not None
