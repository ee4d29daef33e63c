"""Where what somebody shares stands, as far as its platforms have threads."""

from collections.abc import Set as AbstractSet

from standup.core.model import Standup
from standup.core.wording.readers import channels

Flat = AbstractSet[str]
"""The platforms that have no threads."""

NOWHERE: Flat = frozenset()


def is_flat(standup: Standup, flat: Flat) -> bool:
    """Whether no channel of a standup has threads."""
    return standup.is_posted and all(channel.adapter in flat for channel in standup.channels)


def room(standup: Standup, flat: Flat = NOWHERE) -> str:
    """What stands behind "in" or "to": "the thread" or, where there is none, "#learning"; and "the
    report" of those who take part, where nothing is posted."""
    if not standup.is_posted:
        return "the report"
    return channels(standup) if is_flat(standup, flat) else "the thread"
