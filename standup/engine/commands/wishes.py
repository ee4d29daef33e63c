"""What takes some work is kept as a wish, and told when it is worked out."""

from standup.engine import wishing
from standup.engine.occasion import Occasion
from standup.store.wishes import Told


async def take(at: Occasion, said: Told, key: str) -> None:
    """Keep a wish."""
    await wishing.take(at, said, key)
