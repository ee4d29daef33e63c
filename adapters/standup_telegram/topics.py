"""Topics of forum groups, opened for a thread each.

Telegram knows no key for opening one, so a lost answer may leave a topic nobody uses. Each try is
noted before it is made, and after the second the thread does without a topic.
"""

import logging

from standup.chat.interface import TryAgain, Unsure
from standup_telegram.connection import Connection
from standup_telegram.errors import Moved, Refused
from standup_telegram.memory import Memory

log = logging.getLogger(__name__)

_LONGEST = 128
_MOST_TRIES = 2


class Topics:
    """Opens topics where a group has them and lets us."""

    def __init__(self, connection: Connection, memory: Memory) -> None:
        self._connection = connection
        self._memory = memory
        self._told: set[int | str] = set()

    async def open(self, chat: int | str, title: str, key: str) -> int | None:
        """The topic of this name for this key, or None where replies must do.

        Raises TryAgain, Refused or Moved.
        """
        key, name = f"{chat} {key}", " ".join(title.split())[:_LONGEST].strip()
        if (opened := self._memory.topic(key)) is not None:
            return opened
        if not name or self._memory.tries(key) >= _MOST_TRIES or not await self._is_forum(chat):
            return None
        return await self._opened(chat, name, key)

    async def _opened(self, chat: int | str, name: str, key: str) -> int | None:
        await self._memory.trying(key)
        try:
            topic = await self._connection.do(lambda bot: bot.create_forum_topic(chat, name))
        except Unsure as unsure:  # but no message was sent yet
            raise TryAgain(unsure.after, str(unsure), everywhere=False) from None
        except (TryAgain, Moved):
            await self._memory.trying(key, by=-1)
            raise
        except Refused as refused:
            self._tell(chat, refused)
            return None
        await self._memory.opened(key, topic.message_thread_id)
        return topic.message_thread_id

    async def _is_forum(self, chat: int | str) -> bool:
        """Asked once a thread, so that a group may become a forum, or stop being one, any day."""
        found = await self._connection.ask(lambda bot: bot.get_chat(chat))
        return bool(found.is_forum)

    def _tell(self, chat: int | str, refused: Refused) -> None:
        if chat not in self._told:
            log.warning(
                "Threads in %s are chains of replies: make the bot an administrator that may"
                " manage topics, and each gets its own (%s)",
                chat,
                refused,
                extra={"action": "telegram_no_topics"},
            )
        self._told.add(chat)
