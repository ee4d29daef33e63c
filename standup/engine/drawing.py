"""Drawing: a picture becomes an image only when it is sent, and words where it cannot be shown."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace

from standup.chat.interface import Capabilities
from standup.core.messages.charts import Chart
from standup.core.messages.legible import legible
from standup.core.messages.markup import Image, Message, Picture, without_pictures
from standup.engine.faults import fault

log = logging.getLogger(__name__)

Draw = Callable[[Chart], Image]
"""Draws a chart; it may take long, and is called in a thread."""


class Showing:
    """Messages as one platform can show them, given what draws, if anything does."""

    def __init__(self, can: Capabilities, draw: Draw | None) -> None:
        self._draw = draw if can.images else None

    async def shown(self, message: Message) -> Message:
        """The message with its picture drawn, or with the words in its place; all of it legible."""
        message = legible(message)
        match message.blocks:
            case (Picture(chart, alt),) if self._draw is not None:
                image = await _drawn(self._draw, chart)
                if image is not None:
                    return replace(message, blocks=(Picture(chart, alt, image),))
        return without_pictures(message)


async def _drawn(draw: Draw, chart: Chart) -> Image | None:
    """The image; None where drawing fails, which must hold up nothing."""
    try:
        return await asyncio.to_thread(draw, chart)
    except Exception as error:  # noqa: BLE001 - the words say the same
        log.error(
            "a picture could not be drawn, its words are shown: %s at %s",
            *fault(error),
            extra={"action": "picture_failed"},
        )
        return None
