"""Messages out: into a chat, a topic of it, or a chain of replies; and edits of them."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from telegram import InputFile, InputMediaPhoto, LinkPreviewOptions, ReplyParameters

from standup.chat.interface import Image, Message, Unreachable, without_mentions
from standup_telegram.connection import Connection
from standup_telegram.errors import Moved, Refused, not_changed, unreachable
from standup_telegram.memory import Memory
from standup_telegram.places import GENERAL, Place, Sent
from standup_telegram.render import Rendered, rendered
from standup_telegram.topics import Topics

T = TypeVar("T")

_FILENAME = "picture.png"
_STAYED_BEHIND = "the group became another, and its messages stayed behind"
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


@dataclass(frozen=True, slots=True)
class Aim:
    """Where exactly a message goes: `opened` is a topic that was opened for its thread."""

    chat: int | str
    topic: int | None = None
    opened: int | None = None
    reply: int | None = None
    silent: bool = False


@dataclass(frozen=True, slots=True)
class Posting:
    """Writes in the bot's name."""

    connection: Connection
    memory: Memory
    topics: Topics

    async def send(
        self, place: Place, message: Message, key: str, thread: Sent | None, title: str | None
    ) -> Sent:
        """Send a message. Raises Unreachable, TryAgain or Unsure."""
        words = rendered(message, quietly=not place.is_private)
        image = _image(message)

        async def send(chat: int | str) -> Sent:
            aim = await self._aim(replace(place, chat=chat), key, thread, title)
            aim = replace(aim, silent=message.silent)
            try:
                return await self._put(aim, words, image)
            except Refused as refused:
                if not (refused.is_lost_topic and aim.opened):
                    raise
                bare = Aim(chat, silent=message.silent)  # somebody deleted the topic
                return await self._put(bare, words, image)

        return await self._in(place, send)

    async def edit(self, place: Place, earlier: Sent, message: Message) -> None:
        """Edit an earlier message to say this, and call nobody. Raises Unreachable or TryAgain."""
        if self.memory.current(earlier.chat) != earlier.chat:
            raise Unreachable("gone", _STAYED_BEHIND)
        words = rendered(without_mentions(message), quietly=not place.is_private)
        try:
            await self._change(earlier, words, _image(message))
        except Moved as moved:
            await self.memory.moved(earlier.chat, moved.chat)
            raise Unreachable("gone", _STAYED_BEHIND) from None
        except Refused as refused:
            raise not_changed(refused, private=place.is_private) from None

    async def _in(self, place: Place, write: Callable[[int | str], Awaitable[T]]) -> T:
        """Write into the chat, or into the one it has become."""
        try:
            try:
                return await write(self.memory.current(place.chat))
            except Moved as moved:
                await self.memory.moved(self.memory.current(place.chat), moved.chat)
                return await write(moved.chat)
        except Refused as refused:
            raise unreachable(refused, private=place.is_private) from None

    async def _aim(self, place: Place, key: str, thread: Sent | None, title: str | None) -> Aim:
        if thread is not None:
            here = self.memory.current(thread.chat) == thread.chat  # else the number means another
            if thread.topic is not None and here:
                return Aim(place.chat, thread.topic, thread.topic)
            return Aim(place.chat, place.topic, reply=thread.message if here else None)
        if title and place.topic is None and not place.is_private:
            opened = await self.topics.open(place.chat, title, key)
            return Aim(place.chat, opened, opened)
        return Aim(place.chat, place.topic)

    async def _put(self, aim: Aim, words: Rendered, image: Image | None) -> Sent:
        if image is not None:
            try:
                return await self._write(aim, words, image)
            except Refused as refused:
                if not refused.is_no_picture:
                    raise
        return await self._write(aim, words, None)

    async def _write(self, aim: Aim, words: Rendered, image: Image | None) -> Sent:
        reply = None
        if aim.reply is not None:
            reply = ReplyParameters(aim.reply, allow_sending_without_reply=True)
        where: Any = {
            "reply_markup": words.keyboard,
            "message_thread_id": None if aim.topic == GENERAL else aim.topic,
            "reply_parameters": reply,
            "disable_notification": aim.silent or None,
        }

        async def write(bot: Any) -> Any:
            if image is None:
                return await bot.send_message(
                    aim.chat,
                    words.text,
                    entities=words.entities,
                    link_preview_options=_NO_PREVIEW,
                    **where,
                )
            return await bot.send_photo(
                aim.chat, _file(image), words.text, caption_entities=words.entities, **where
            )

        sent = await self.connection.do(write)
        return Sent(sent.chat.id, sent.message_id, aim.opened)

    async def _change(self, earlier: Sent, words: Rendered, image: Image | None) -> None:
        """Edit a message to show this; where it can be no image any more, its words change."""
        if image is not None:
            try:
                return await self._revise(lambda bot: _new_picture(bot, earlier, words, image))
            except Refused as refused:
                if not refused.is_no_picture:
                    raise
        try:
            await self._revise(lambda bot: _new_text(bot, earlier, words))
        except Refused as refused:
            if not refused.is_no_text:
                raise
            await self._revise(lambda bot: _new_caption(bot, earlier, words))

    async def _revise(self, change: Callable[[Any], Awaitable[Any]]) -> None:
        try:
            await self.connection.redo(change)
        except Refused as refused:
            if not refused.is_no_change:
                raise


async def _new_text(bot: Any, earlier: Sent, words: Rendered) -> None:
    await bot.edit_message_text(
        words.text,
        earlier.chat,
        earlier.message,
        entities=words.entities,
        reply_markup=words.keyboard,
        link_preview_options=_NO_PREVIEW,
    )


async def _new_picture(bot: Any, earlier: Sent, words: Rendered, image: Image) -> None:
    media = InputMediaPhoto(
        image.png, words.text, caption_entities=words.entities, filename=_FILENAME
    )
    await bot.edit_message_media(media, earlier.chat, earlier.message, reply_markup=words.keyboard)


async def _new_caption(bot: Any, earlier: Sent, words: Rendered) -> None:
    await bot.edit_message_caption(
        earlier.chat,
        earlier.message,
        caption=words.text,
        caption_entities=words.entities,
        reply_markup=words.keyboard,
    )


def _image(message: Message) -> Image | None:
    return message.picture[1] if message.picture else None


def _file(image: Image) -> InputFile:
    return InputFile(image.png, _FILENAME)
