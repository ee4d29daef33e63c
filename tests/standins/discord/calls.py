"""A request as the routes see it, and the table of routes they enter themselves into."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.standins.discord.errors import Refused
from tests.standins.discord.messages import Upload
from tests.standins.discord.platform import Platform
from tests.standins.discord.world import Channel, Guild

Json = Any


@dataclass(slots=True)
class Call:
    """One request, already checked against the document."""

    platform: Platform
    method: str
    template: str
    params: dict[str, str]
    query: dict[str, str]
    body: Json = None
    uploads: list[Upload] = field(default_factory=list)

    def id(self, name: str) -> int:
        text = self.params[name]
        if not text.isdigit():
            raise Refused(50035)
        return int(text)

    @property
    def channel(self) -> Channel:
        return self.platform.world.channel(self.id("channel_id"))

    @property
    def guild(self) -> Guild:
        return self.platform.world.guild(self.id("guild_id"))

    def number(self, name: str, default: int) -> int:
        return int(self.query.get(name, default))

    def yes(self, name: str) -> bool:
        return self.query.get(name, "").lower() in {"1", "true"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a route answers; no body is 204."""

    body: Json = None
    status: int = 200


Handler = Callable[[Call], Answer]
ROUTES: dict[tuple[str, str], Handler] = {}
NOTHING = Answer(None, 204)


def route(method: str, template: str) -> Callable[[Handler], Handler]:
    """Answer requests of this method and path, written as the document writes it."""

    def enter(handler: Handler) -> Handler:
        ROUTES[method, template] = handler
        return handler

    return enter


def needs_token(template: str) -> bool:
    """Whether a request must carry the bot's token; an interaction's token is in its path."""
    return not template.startswith(("/interactions/", "/webhooks/")) and template != "/gateway"
