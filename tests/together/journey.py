"""What one person says and hears in a day, in the order in which they meet it, as a transcript."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, field

from tests.discord_adapter.reader import read
from tests.patience import PATIENCE
from tests.together.clients import OnDiscord, OnMatrix, OnTelegram

Looks = Callable[[], Awaitable[Sequence[str]]]


def before(client: OnMatrix | OnDiscord | OnTelegram) -> Looks:
    """What somebody sees of the bot in their direct conversation, each message with its buttons."""

    async def on_matrix() -> Sequence[str]:
        assert isinstance(client, OnMatrix)
        if not client.person.room:
            await client.person.accept()
        return await bodies(client, client.person.room)

    async def on_discord() -> Sequence[str]:
        assert isinstance(client, OnDiscord)
        ours = [one for one in client.person.messages if one.from_bot and not one.deleted]
        return [_with_buttons(read(one.content), one.buttons) for one in ours]

    async def on_telegram() -> Sequence[str]:
        assert isinstance(client, OnTelegram)
        ours = client.person.from_bot
        return [_with_buttons(one.text, [b for row in one.buttons for b in row]) for one in ours]

    match client:
        case OnMatrix():
            return on_matrix
        case OnDiscord():
            return on_discord
        case OnTelegram():
            return on_telegram


async def bodies(client: OnMatrix, room: str) -> Sequence[str]:
    """What the bot wrote into a room, as clients show it that know no HTML, edits applied."""
    await client.person.sync()
    shown: dict[str, str] = {}
    for event in await client.person.history(room):
        if event["sender"] != client.person.bot or event["type"] != "m.room.message":
            continue
        content = event["content"]
        relation = content.get("m.relates_to", {})
        if relation.get("rel_type") == "m.replace":
            shown[relation["event_id"]] = content["m.new_content"]["body"]
        else:
            shown[event["event_id"]] = content["body"]
    return list(shown.values())


def _with_buttons(text: str, labels: Sequence[str]) -> str:
    shown = " ".join(f"[{label}]" for label in labels)
    return f"{text}\n{shown}" if shown else text


@dataclass
class Journey:
    """One person's day: `looks` shows what the bot told them, as it reads now."""

    title: str
    looks: Looks
    settled: Callable[[], Awaitable[None]]
    lines: list[str] = field(default_factory=list)
    _seen: list[str] = field(default_factory=list)

    async def hears(self, moment: str, *words: str) -> None:
        """Wait until something new, or changed, says these words, and write down all of it."""
        deadline = asyncio.get_running_loop().time() + PATIENCE
        while not self._says(await self.looks(), words):
            if asyncio.get_running_loop().time() > deadline:
                raise AssertionError(f"{self.title}: never came {words}, but: {self._seen[-3:]}")
            await asyncio.sleep(0.05)
        await self.settled()
        shown = await self.looks()
        for text, changed in self._news(shown):
            self._write(moment, "the bot, changed" if changed else "the bot", text)
        self._seen = list(shown)

    async def does(
        self, moment: str, what: str, act: Awaitable[object], *words: str, how: str = ""
    ) -> None:
        """Somebody does something, and hears of it."""
        self._write(moment, f"you, {how}" if how else "you", what)
        await act
        await self.hears(moment, *words)

    def _news(self, shown: Sequence[str]) -> Iterator[tuple[str, bool]]:
        for number, text in enumerate(shown):
            if number >= len(self._seen):
                yield text, False
            elif text != self._seen[number]:
                yield text, True

    def _says(self, shown: Sequence[str], words: tuple[str, ...]) -> bool:
        news = "\n".join(text for text, _ in self._news(shown))
        return bool(news) and all(word in news for word in words)

    def _write(self, moment: str, who: str, text: str) -> None:
        self.lines += ["", f"{moment}  {who}", *_indented(text, moment)]

    def told(self) -> str:
        """The whole of it."""
        return "\n".join([self.title, "=" * len(self.title), *self.lines, ""])


def _indented(text: str, moment: str) -> Iterator[str]:
    told = re.sub(r"Your time: \d\d:\d\d", f"Your time: {moment}", text)  # ours hurries
    for line in told.split("\n"):
        if line.strip():
            yield f"       │ {' '.join(line.split())}"
