"""A real homeserver with a bot's account, and people who have each opened a direct room for it."""

import asyncio
import time
from dataclasses import dataclass
from functools import partial
from typing import Any

from bench.chat.playing import Town
from tests.matrix.synapse import Synapse

_API = "/_matrix/client/v3"
_PASSWORD = "only-on-loopback"  # noqa: S105
_AT_ONCE = 4


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is signed in."""

    account: str
    token: str
    room: str


@dataclass(frozen=True, slots=True)
class Homeserver:
    """A Synapse and who is there."""

    synapse: Synapse
    bot: str
    people: tuple[Person, ...]

    @property
    def town(self) -> Town:
        """What our bot needs to know."""
        pairs = tuple((person.account, person.room) for person in self.people)
        return Town("matrix", self.synapse.url, _PASSWORD, "", pairs, user=self.bot)

    async def say(self, person: Person, text: str) -> None:
        """Let somebody write into their room."""
        path = f"{_API}/rooms/{person.room}/send/m.room.message/{time.monotonic_ns()}"
        content = {"msgtype": "m.text", "body": text}
        await asyncio.to_thread(self.synapse.request, "PUT", path, content, person.token)


async def settled(synapse: Synapse, people: int) -> Homeserver:
    """Let everybody register and invite the bot."""
    bot = synapse.register("bot", _PASSWORD)
    turns = asyncio.Semaphore(_AT_ONCE)

    async def settle(number: int) -> Person:
        async with turns:
            return await asyncio.to_thread(partial(_settle, synapse, f"p{number}", bot))

    everybody = await asyncio.gather(*map(settle, range(people)))
    return Homeserver(synapse, bot, tuple(everybody))


def _settle(synapse: Synapse, name: str, bot: str) -> Person:
    account = synapse.register(name, _PASSWORD)
    login: dict[str, Any] = {
        "type": "m.login.password",
        "identifier": {"type": "m.id.user", "user": account},
        "password": _PASSWORD,
    }
    token = synapse.request("POST", f"{_API}/login", login)["access_token"]
    wanted = {"preset": "trusted_private_chat", "is_direct": True, "invite": [bot]}
    room = synapse.request("POST", f"{_API}/createRoom", wanted, token)["room_id"]
    return Person(account, token, room)
