"""Pictures arrive with their words."""

import zlib

from standup.chat.contract.bench import Bench
from standup.chat.contract.recorder import Recorder
from standup.chat.contract.scene import Chat, Scenes, edit, running, seen_there, send, until
from standup.core.messages.charts import Kinds
from standup.core.messages.markup import Image, Message, Picture, say


class Pictures(Scenes):
    """What the engine relies on of pictures."""

    def test_a_picture_arrives_with_its_words(self) -> None:
        """To be looked at where images can be shown; where they cannot, its words say the same."""

        async def story(chat: Chat) -> None:
            await chat.says(_picture(1, "More <b>and</b> *more* @everyone. " + "…" * 280))
            await chat.says(Message((Picture(_CHART, "One, two, three."),)))
            seen, undrawn = await chat.sees()
            assert "More <b>and</b> *more* @everyone. ……" in seen.text.replace(
                "\N{NO-BREAK SPACE}", " "
            )
            assert "One, two, three." in undrawn.text
            assert undrawn.picture is None
            assert (seen.picture is not None) == chat.adapter.capabilities.images

        self._tell(story)

    def test_a_picture_that_is_sent_again_is_shown_once(self) -> None:
        """As far as the platform recognises keys; in a thread it stays in the thread."""

        async def story(bench: Bench) -> None:
            adapter = bench.adapter()
            if not adapter.capabilities.images:
                return
            async with running(adapter, Recorder()):
                root = await send(adapter, bench.channel, say("Day"), "root", title="Day")
                thread = root if adapter.capabilities.threads else None
                picture = _picture(1, "One.")
                sent = await send(adapter, bench.channel, picture, "picture", thread=thread)
                if adapter.capabilities.key_window > 0:
                    again = await send(adapter, bench.channel, picture, "picture", thread=thread)
                    assert again == sent
                seen = await until("the picture", lambda: seen_there(bench, sent))
            assert [(one.text, one.thread) for one in seen] == [("One.", thread)]

        self._bare(story)

    def test_an_edit_replaces_a_picture_and_its_words(self) -> None:
        """By another picture."""

        async def story(chat: Chat) -> None:
            can = chat.adapter.capabilities
            if not (can.images and can.edits):
                return
            sent = await chat.says(_picture(1, "Before."))
            [before] = await chat.sees()
            await edit(chat.adapter, chat.place, sent, _picture(2, "After."), "edit-1")
            [after] = await chat.sees()
            assert (after.id, after.text) == (sent, "After.")
            assert after.picture not in {None, before.picture}

        self._tell(story)


_CHART = Kinds("Kinds", "", ("one",), (1,))


def _picture(side: int, alt: str) -> Message:
    """A picture of one colour, in so many dozens of pixels."""
    side *= 12
    rows = b"".join(b"\0" + b"\x20\x60\xc0" * side for _ in range(side))
    header = side.to_bytes(4) * 2 + bytes((8, 2, 0, 0, 0))
    parts = [(b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b"")]
    png = b"\x89PNG\r\n\x1a\n" + b"".join(
        len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4)
        for kind, data in parts
    )
    return Message((Picture(_CHART, alt, Image(png, side, side)),))
