"""Who reads what is answered in a standup, and whether a person was told so."""

from standup.core.model import Standup

PARTICIPANTS = "participants"


def key(standup: Standup) -> str:
    """What is kept of having told somebody who reads a standup: it changes when they do."""
    if not standup.is_posted:
        return PARTICIPANTS
    return " ".join(sorted(f"{channel.adapter}:{channel.place}" for channel in standup.channels))
