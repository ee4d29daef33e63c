"""Long work done in pieces, so that it keeps nobody waiting."""

import asyncio
from collections.abc import Awaitable
from typing import TypeVar

T = TypeVar("T")


async def let_through(piece: Awaitable[T]) -> T:
    """Do a piece of the work, then let others go on for as long as it took."""
    loop = asyncio.get_running_loop()
    began = loop.time()
    result = await piece
    await asyncio.sleep(loop.time() - began)
    return result
