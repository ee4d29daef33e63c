"""What a person sees: messages, and what became of the buttons they pressed."""

import time
from collections.abc import Callable, Iterator
from typing import Any

from tests.patience import PATIENCE
from tests.standins.discord.components import walk
from tests.standins.discord.interactions import Interaction
from tests.standins.discord.platform import Platform
from tests.standins.discord.world import (
    LOADING,
    SUPPRESS_NOTIFICATIONS,
    Channel,
    Message,
    Pings,
    User,
)

Json = dict[str, Any]


class SeenMessage:
    """A message as a person sees it now; it follows edits and deletion."""

    def __init__(self, platform: Platform, message: Message) -> None:
        self.platform = platform
        self.message = message

    def __repr__(self) -> str:
        return f"<{self.author}: {self.content!r}>"

    @property
    def id(self) -> int:
        return self.message.id

    @property
    def channel_id(self) -> int:
        return self.message.channel.id

    @property
    def content(self) -> str:
        return self.message.content

    @property
    def author(self) -> str:
        return self.message.author.name

    @property
    def author_id(self) -> int:
        return self.message.author.id

    @property
    def from_bot(self) -> bool:
        return self.message.author is self.platform.world.bot

    @property
    def embeds(self) -> list[Json]:
        return self.message.embeds

    @property
    def components(self) -> list[Json]:
        return self.message.components

    @property
    def buttons(self) -> list[str]:
        """The labels of its buttons."""
        return [
            each.get("label", "") for each in walk(self.message.components) if each["type"] == 2
        ]

    @property
    def attachments(self) -> list[Json]:
        return self.message.attachments

    @property
    def files(self) -> list[bytes]:
        """What each attachment holds."""
        return [self.platform.files[each["id"]] for each in self.message.attachments]

    @property
    def edited(self) -> bool:
        return self.message.edited is not None

    @property
    def deleted(self) -> bool:
        return self.message.deleted

    @property
    def pings(self) -> Pings:
        """Whom it notified; false when nobody."""
        return self.message.pings

    @property
    def told(self) -> list[int]:
        """Whom it notified by their own mention, each once for each time."""
        return self.message.told

    @property
    def silent(self) -> bool:
        return bool(self.message.flags & SUPPRESS_NOTIFICATIONS)

    @property
    def ephemeral(self) -> bool:
        return self.message.ephemeral

    @property
    def loading(self) -> bool:
        """Whether it still says that the bot is thinking."""
        return bool(self.message.flags & LOADING)

    @property
    def nonce(self) -> str | int | None:
        return self.message.nonce

    @property
    def reply_to(self) -> int | None:
        return None if self.message.reference is None else self.message.reference.id

    @property
    def reactions(self) -> dict[str, list[int]]:
        return self.message.reactions

    @property
    def thread_id(self) -> int | None:
        return None if self.message.thread is None else self.message.thread.id

    @property
    def text(self) -> str:
        """Everything readable in it: content, embeds, labels."""
        return "\n".join(_words(self.message))


def _words(message: Message) -> Iterator[str]:
    yield message.content
    for embed in message.embeds:
        yield from (embed.get("title", ""), embed.get("description", ""))
        for each in embed.get("fields", []):
            yield from (each["name"], each["value"])
        yield embed.get("footer", {}).get("text", "")
    for part in walk(message.components):
        yield from (part.get("label") or "", part.get("content") or "")
        yield part.get("placeholder") or ""


def visible(platform: Platform, channel: Channel, viewer: User | None) -> list[SeenMessage]:
    """A channel's messages for one who looks: others' ephemeral ones are hidden."""
    return [
        SeenMessage(platform, each)
        for each in channel.messages.values()
        if not each.ephemeral or (viewer is not None and each.seen_by is viewer)
    ]


async def sees(
    platform: Platform, look: Callable[[], list[SeenMessage]], text: str, within: float
) -> SeenMessage:
    def found() -> SeenMessage | None:
        fitting = [each for each in look() if text in each.text and not each.deleted]
        return fitting[-1] if fitting else None

    seen: SeenMessage = await platform.until(found, within, f"nobody said {text!r}")
    return seen


class SeenInteraction:
    """What became of something a person did: acknowledged when, answered how."""

    def __init__(self, platform: Platform, interaction: Interaction) -> None:
        self.platform = platform
        self.interaction = interaction

    @property
    def id(self) -> int:
        return self.interaction.id

    @property
    def acknowledged_after(self) -> float | None:
        """Seconds until the bot's first answer, or None without one."""
        return self.interaction.acknowledged_after

    @property
    def failed(self) -> bool:
        """Whether the person reads that the application did not respond in time."""
        waited = time.monotonic() - self.interaction.began
        late = waited > self.platform.rules.ack_seconds or self.interaction.expired
        return late and self.response_type is None

    @property
    def response_type(self) -> int | None:
        return self.interaction.response_type

    @property
    def reply(self) -> SeenMessage | None:
        """The first message that answers, once it is more than "thinking"."""
        original = self.interaction.original
        if original is None or original is self.interaction.source or original.flags & LOADING:
            return None
        return SeenMessage(self.platform, original)

    @property
    def ephemeral(self) -> bool | None:
        """Whether the answer is for this person only; None without one."""
        original = self.interaction.original
        return None if original is None else original.ephemeral

    @property
    def followups(self) -> list[SeenMessage]:
        return [SeenMessage(self.platform, each) for each in self.interaction.followups]

    @property
    def modal(self) -> Json | None:
        return self.interaction.modal

    @property
    def choices(self) -> list[Json] | None:
        return self.interaction.choices

    def expire(self) -> None:
        """Let the platform take no more answers, as after three seconds or a quarter of an hour."""
        self.interaction.expired = True

    async def acknowledged(self, within: float = PATIENCE) -> "SeenInteraction":
        """Wait for the bot's first answer of any kind."""
        await self.platform.until(
            lambda: self.response_type is not None, within, "nothing acknowledged it"
        )
        return self

    async def replied(self, within: float = PATIENCE) -> SeenMessage:
        """Wait for a message that answers."""
        found: SeenMessage = await self.platform.until(lambda: self.reply, within, "no reply to it")
        return found

    async def opened_modal(self, within: float = PATIENCE) -> Json:
        """Wait for a modal to open."""
        found: Json = await self.platform.until(lambda: self.modal, within, "no modal opened")
        return found
