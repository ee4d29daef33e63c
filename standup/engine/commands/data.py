"""The commands on one's own data: whether it is published, and `forget me`."""

from standup.core.commands.said import Forget, Publish
from standup.engine import consent, forgetting
from standup.engine.occasion import Occasion


async def publish(at: Occasion, said: Publish, key: str) -> None:
    """Keep whether what they share may be published."""
    await consent.agree(at, said, key)


async def forget(at: Occasion, said: Forget, key: str) -> None:
    """Delete all that is kept of them, once they have said so twice."""
    await forgetting.forget(at, key, confirmed=said.confirmed)
