"""A person on Matrix, at a stock nio client: plain, or with end-to-end encryption."""

import asyncio
import html
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

from nio import (  # type: ignore[import-untyped]
    AsyncClient,
    AsyncClientConfig,
    RoomMessagesResponse,
)
from nio.crypto.attachments import decrypt_attachment  # type: ignore[import-untyped]

from standup.chat import contract
from standup.chat.contract import Seen
from standup.chat.interface import Besides

Json = dict[str, Any]

_URL = "mxc://example.org/1"
_FILES = {
    Besides.PICTURE: ("m.image", "board.png"),
    Besides.VIDEO: ("m.video", "talk.mp4"),
    Besides.VOICE: ("m.audio", "Voice message"),
    Besides.AUDIO: ("m.audio", "talk.mp3"),
    Besides.FILE: ("m.file", "notes.pdf"),
}
_POLL: Json = {
    "org.matrix.msc3381.poll.start": {
        "kind": "org.matrix.msc3381.poll.disclosed",
        "max_selections": 1,
        "question": {"org.matrix.msc1767.text": "JAX or Rust?"},
        "answers": [{"id": "1", "org.matrix.msc1767.text": "JAX"}],
    },
    "org.matrix.msc1767.text": "JAX or Rust?",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A message as a client knows it before it fetches the picture that its content names."""

    seen: Seen
    picture: Json | None


class Person(contract.Person):
    """One account at one client, which catches up with the server for what is sealed."""

    def __init__(self, url: str, account: str, bot: str, folder: Path | None) -> None:
        config = AsyncClientConfig(encryption_enabled=folder is not None)
        self.account = account
        self.bot = bot
        self.room = ""
        self.elsewhere: dict[str, str] = {}  # the rooms of messages that are not in the direct one
        self.nio: Any = AsyncClient(url, account, store_path=str(folder or ""), config=config)

    async def arrive(self, password: str) -> None:
        """Log in and get ready."""
        await self.nio.login(password)
        await self.sync(full_state=True)

    async def leave_town(self) -> None:
        """Close the client."""
        await self.nio.close()
        if self.nio.store is not None:
            self.nio.store.database.close()

    async def dwell(self, zone: str) -> bool:
        """Keep a time zone in the profile, as clients do since Matrix 1.16."""
        where = f"/_matrix/client/v3/profile/{quote(self.account, safe='')}/m.tz"
        headers = {"Authorization": f"Bearer {self.nio.access_token}"}
        async with await self.nio.send("PUT", where, json.dumps({"m.tz": zone}), headers) as answer:
            assert answer.status == 200, answer.status
        return True

    async def sync(self, *, full_state: bool = False) -> None:
        """Catch up once, and do what the encryption needs."""
        filter_ = {"room": {"timeline": {"limit": 100}}}
        await self.nio.sync(timeout=0, sync_filter=filter_, full_state=full_state)
        if self.nio.should_upload_keys:
            await self.nio.keys_upload()
        if self.nio.should_query_keys:
            await self.nio.keys_query()
        if self.nio.should_claim_keys:
            await self.nio.keys_claim(self.nio.get_users_for_key_claiming())
        await self.nio.send_to_device_messages()

    async def _prepare(self) -> None:
        """Catch up where others' keys are needed; what is open needs none."""
        if self.nio.olm is not None:
            await self.sync()

    async def open_channel(self) -> str:
        """A room this person made and brought the bot into."""
        return str((await self.nio.room_create(name="Learning", invite=[self.bot])).room_id)

    async def accept(self) -> None:
        """Join the newest room the bot invited us to, unless we are in one."""
        for _ in range(100):
            await self.sync()
            if self.room in self.nio.rooms:
                return
            if not self.room and self.nio.invited_rooms:
                self.room = next(iter(self.nio.invited_rooms))
                await self.nio.join(self.room)
            await asyncio.sleep(0.05)
        raise AssertionError("the bot did not invite")

    async def write(self, text: str, **more: Any) -> str:
        """Write into the direct room."""
        return await self.post({"msgtype": "m.text", "body": text} | more)

    async def edit(self, message: str, text: str) -> None:
        """Change a message."""
        newer = {"msgtype": "m.text", "body": text}
        relation = {"rel_type": "m.replace", "event_id": message}
        old = {"msgtype": "m.text", "body": f"* {text}"}
        content = old | {"m.new_content": newer, "m.relates_to": relation}
        room = self.elsewhere.get(message)
        sent = await self.post(content, room=room)
        if room is not None:
            self.elsewhere[sent] = room

    async def reply(self, message: str, text: str) -> str | None:
        """Reply to a message, as clients do that repeat it for others that know no replies."""
        repeated = f"> <{self.bot}> what was\n> said\n\n{text}"
        return await self.write(
            repeated, **{"m.relates_to": {"m.in_reply_to": {"event_id": message}}}
        )

    async def reply_in(self, channel: str, message: str, text: str) -> str | None:
        """Reply to a message in a room for all."""
        relation = {"m.in_reply_to": {"event_id": message}}
        content = {"msgtype": "m.text", "body": text, "m.relates_to": relation}
        return await self.post_in(channel, content)

    async def post_in(self, channel: str, content: Json) -> str:
        """Send any content into a room for all."""
        sent = await self.post(content, room=channel)
        self.elsewhere[sent] = channel
        return sent

    async def delete(self, message: str) -> None:
        """Redact a message."""
        await self.nio.room_redact(self.elsewhere.get(message, self.room), message)

    async def write_in(self, channel: str, text: str) -> None:
        """Write into a room for all."""
        await self.post({"msgtype": "m.text", "body": text}, room=channel)

    async def post(
        self, content: Json, kind: str = "m.room.message", room: str | None = None
    ) -> str:
        """Send any content."""
        await self._prepare()
        where = room or self.room
        answer = await self.nio.room_send(where, kind, content, ignore_unverified_devices=True)
        return str(answer.event_id)

    async def attach(self, kind: Besides, caption: str = "") -> str | None:
        """Send something besides words; only files have captions."""
        if kind is Besides.CONTACT or (caption and kind not in _FILES):
            return None
        if kind is Besides.STICKER:
            return await self.post({"body": "thumbs up", "url": _URL, "info": {}}, "m.sticker")
        if kind is Besides.POLL:
            return await self.post(_POLL, "org.matrix.msc3381.poll.start")
        if kind is Besides.PLACE:
            place = {"msgtype": "m.location", "body": "The library", "geo_uri": "geo:51.5,-0.1"}
            return await self.post(place)
        if kind is Besides.OTHER:
            return await self.post({"msgtype": "org.example.game", "body": "chess"})
        return await self.post(_file(kind, caption))

    async def forward(self, text: str) -> str | None:
        """Pass on what somebody wrote, at a client that says so."""
        told = {"event_id": "$1", "room_id": "!1", "sender": "@bo:example.org"}
        return await self.write(text, **{"m.forwarded": told})

    async def reads(self) -> Sequence[Seen]:
        """What the bot wrote into the direct room."""
        return await self.reads_in(self.room)

    async def reads_in(self, room: str) -> Sequence[Seen]:
        """What the bot wrote into a room, edits applied."""
        await self._prepare()
        return [await self._looked_at(one) for one in seen(await self.history(room), self.bot)]

    async def _looked_at(self, shown: Shown) -> Seen:
        """A message with its picture fetched, and decrypted where it is."""
        if shown.picture is None:
            return shown.seen
        return replace(shown.seen, picture=await self.fetch(shown.picture))

    async def fetch(self, content: Json) -> bytes:
        """The file of a picture's content."""
        sealed = content.get("file")
        answer = await self.nio.download(sealed["url"] if sealed else content["url"])
        file: bytes = answer.body
        if sealed:
            file = decrypt_attachment(
                file, sealed["key"]["k"], sealed["hashes"]["sha256"], sealed["iv"]
            )
        return file

    async def history(self, room: str) -> list[Json]:
        """All events of a room, oldest first, decrypted where they can be."""
        found: list[Json] = []
        start: str | None = None
        while True:
            page = await self.nio.room_messages(room, start, limit=100)
            assert isinstance(page, RoomMessagesResponse), page
            found += [event.source for event in page.chunk]
            start = page.end
            if start is None:
                return found[::-1]


def seen(events: list[Json], author: str) -> list[Shown]:
    """What a reader sees of an author's messages."""
    shown: dict[str, Shown] = {}
    for event in events:
        content = event.get("content", {})
        if event["sender"] != author or event["type"] != "m.room.message":
            continue
        told = tuple(content["m.mentions"].get("user_ids", ()))
        assert content["m.mentions"].keys() <= {"user_ids"}
        relation = content.get("m.relates_to", {})
        original = relation.get("event_id")
        if relation.get("rel_type") == "m.replace":
            old, newer = shown[original].seen, content["m.new_content"]
            assert newer["m.mentions"].keys() <= {"user_ids"}
            one = replace(old, text=words(newer), told=old.told + told)
            shown[original] = Shown(one, _picture(newer))
        else:
            thread = original if relation.get("rel_type") == "m.thread" else None
            silent = content["msgtype"] == "m.notice"
            one = Seen(event["event_id"], words(content), thread, silent=silent, told=told)
            shown[one.id] = Shown(one, _picture(content))
    return list(shown.values())


def _file(kind: Besides, caption: str) -> Json:
    msgtype, name = _FILES[kind]
    voice: Json = {"org.matrix.msc3245.voice": {}} if kind is Besides.VOICE else {}
    named = {"body": caption, "filename": name} if caption else {"body": name}
    return {"msgtype": msgtype, "url": _URL} | named | voice


def _picture(content: Json) -> Json | None:
    """The content, if it is a picture's, with its words as a caption, as MSC2530 has it."""
    if content["msgtype"] != "m.image":
        return None
    assert content["filename"] != content["body"]
    assert content["info"].keys() == {"mimetype", "size", "w", "h"}
    return content


def words(content: Json) -> str:
    """The text of a message, from its HTML where it has some, as a browser would show it."""
    if "formatted_body" not in content:
        return str(content["body"])
    text = re.sub(r"[ \n]+", " ", content["formatted_body"])
    text = re.sub(r"<br>|</li>|</?blockquote>", "\n", text)
    return html.unescape(re.sub(r"<[^>]+>", "", text)).strip("\n")
