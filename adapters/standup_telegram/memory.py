"""What a bot must find again wherever it runs: moved groups, opened topics, the webhook set."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Self

from standup.chat.interface import Inbox

log = logging.getLogger(__name__)

MOVED, _TOPIC, _WEBHOOK = "moved/", "topic/", "webhook"
_WHILE = timedelta(days=7)  # for so long nobody asks for a topic again


@dataclass(frozen=True, slots=True)
class _Tried:
    """How often a topic may have been opened, which one was, and when that was noted."""

    tries: int
    topic: int | None
    day: date

    @classmethod
    def read(cls, text: str) -> Self:
        tries, topic, day = text.split(" ")
        return cls(int(tries), int(topic) or None, date.fromisoformat(day))

    def __str__(self) -> str:
        return f"{self.tries} {self.topic or 0} {self.day.isoformat()}"


class Memory:
    """What the inbox keeps of one bot, as of when it connected and what it did since."""

    def __init__(self, inbox: Inbox, kept: Mapping[str, str], now: Callable[[], datetime]) -> None:
        self._inbox = inbox
        self._now = now
        self._moved = {old: int(new) for old, new in _under(MOVED, kept)}
        self._topics = {key: _Tried.read(text) for key, text in _under(_TOPIC, kept)}
        self.webhook = kept.get(_WEBHOOK, "")

    @classmethod
    async def of(cls, inbox: Inbox, now: Callable[[], datetime]) -> Self:
        """What is kept by now."""
        return cls(inbox, await inbox.kept(), now)

    def current(self, chat: int | str) -> int | str:
        """The id a chat has now."""
        while (newer := self._moved.get(str(chat))) is not None:
            chat = newer
        return chat

    async def moved(self, old: int | str, new: int) -> None:
        """A group became a supergroup."""
        if self.current(new) != old:
            self._moved[str(old)] = new
            await self._inbox.keep({f"{MOVED}{old}": str(new)})
            log.warning(
                'The group %s has become a supergroup, which I follow: write {telegram: "%s"} in'
                " its place",
                old,
                new,
                extra={"action": "telegram_moved"},
            )

    def topic(self, key: str) -> int | None:
        """The topic that was opened for this key."""
        return self._tried(key).topic

    def tries(self, key: str) -> int:
        """How often a topic may have been opened for this key."""
        return self._tried(key).tries

    async def trying(self, key: str, by: int = 1) -> None:
        """A topic may be opened now; with -1 it was not, after all."""
        tried = self._tried(key)
        await self._note(key, replace(tried, tries=tried.tries + by))

    async def opened(self, key: str, topic: int) -> None:
        """A topic was opened."""
        await self._note(key, replace(self._tried(key), topic=topic))

    async def set_webhook(self, mark: str) -> None:
        """Another webhook is set, which can be recognised by this."""
        self.webhook = mark
        await self._inbox.keep({_WEBHOOK: mark})

    def _tried(self, key: str) -> _Tried:
        return self._topics.get(key) or _Tried(0, None, self._now().date())

    async def _note(self, key: str, tried: _Tried) -> None:
        self._topics[key] = tried
        first = self._now().date() - _WHILE
        old = [one for one, noted in self._topics.items() if noted.day < first]
        for one in old:
            del self._topics[one]
        gone = {f"{_TOPIC}{one}": None for one in old}
        await self._inbox.keep({f"{_TOPIC}{key}": str(tried), **gone})


def _under(beginning: str, kept: Mapping[str, str]) -> list[tuple[str, str]]:
    """What is kept under names that begin so, without that beginning."""
    return [(n.removeprefix(beginning), v) for n, v in kept.items() if n.startswith(beginning)]
