"""Files: what the bot uploads, what people send, and how either is fetched again."""

import zlib
from dataclasses import dataclass
from itertools import count
from typing import Any, Self

from tests.standins.telegram.refusals import bad_request

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a4944415478da6360000000020001e221bc330000000049454e44ae426082"
)


@dataclass(frozen=True, slots=True)
class Upload:
    """One file of a multipart request."""

    name: str
    content: bytes


ATTACH = "attach://"


class Attached(str):  # noqa: SLOT000 - it holds a file
    """The name of another part of a request, which holds a file."""

    upload: Upload

    def __new__(cls, name: str, upload: Upload) -> Self:
        """The name as it stands in the request."""
        made = super().__new__(cls, name)
        made.upload = upload
        return made


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file the platform keeps."""

    id: str
    path: str
    content: bytes

    def described(self) -> dict[str, Any]:
        """The fields every kind of file has."""
        unique = f"{zlib.crc32(self.content):08x}"
        size = len(self.content)
        return {"file_id": self.id, "file_unique_id": unique, "file_size": size}


class Files:
    """Every file by its id."""

    def __init__(self) -> None:
        self._stored: dict[str, StoredFile] = {}
        self._numbers = count(1)

    def keep(self, content: bytes, folder: str = "photos", ending: str = "png") -> StoredFile:
        """Store a file under a new id."""
        number = next(self._numbers)
        path = f"{folder}/file_{number}.{ending}"
        stored = StoredFile(f"AgAC-file-{number}", path, content)
        self._stored[stored.id] = stored
        return stored

    def get(self, file_id: str) -> StoredFile:
        """A file by its id."""
        if file_id not in self._stored:
            raise bad_request("invalid file_id")
        return self._stored[file_id]

    def at(self, path: str) -> StoredFile | None:
        """A file by where it is downloaded from."""
        return next((stored for stored in self._stored.values() if stored.path == path), None)


def photo_sizes(stored: StoredFile) -> list[dict[str, Any]]:
    """A photo as messages carry it: the one size there is, as the header of a PNG tells it."""
    sides = (int.from_bytes(stored.content[at : at + 4]) for at in (16, 20))
    return [stored.described() | dict(zip(("width", "height"), sides, strict=True))]


def sticker(stored: StoredFile) -> dict[str, Any]:
    """A sticker as messages carry it."""
    kind = {"type": "regular", "is_animated": False, "is_video": False, "emoji": "👍"}
    return stored.described() | kind | {"width": 512, "height": 512}
