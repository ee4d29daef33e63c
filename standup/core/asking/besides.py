"""What a message holds besides words."""

from enum import StrEnum


class Besides(StrEnum):
    """What a message holds besides words, as one would call it to its author."""

    PICTURE = "picture"
    VIDEO = "video"
    VOICE = "voice message"
    AUDIO = "recording"
    FILE = "file"
    STICKER = "sticker"
    PLACE = "location"
    CONTACT = "contact"
    POLL = "poll"
    OTHER = "attachment"
    SEALED = "encrypted message"  # for which there is no key
