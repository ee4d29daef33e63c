"""Files for the homeserver to keep: as they are, or so that only a room's members can read them."""

from typing import Any

from nio.crypto.attachments import encrypt_attachment  # type: ignore[import-untyped]

from standup.chat.interface import Image
from standup_matrix.homeserver import Homeserver

Json = dict[str, Any]


async def upload(server: Homeserver, image: Image, *, sealed: bool) -> Json:
    """Upload a picture; the field of an event that says where it lies and how to open it."""
    if not sealed:
        return {"url": await server.upload(image.png, "image/png")}
    ciphertext, keys = encrypt_attachment(image.png)
    return {"file": keys | {"url": await server.upload(ciphertext, "application/octet-stream")}}
