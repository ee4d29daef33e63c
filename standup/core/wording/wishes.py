"""What the bot says of wishes that take some work, where it does not say what was wished."""

from standup.core.messages.markup import Message, phrase


def patience() -> Message:
    """Several things are being looked up for them already."""
    return phrase(
        "I’m still looking up what you asked for before. Please ask again once you have that."
    )


def too_much() -> Message:
    """It took too long."""
    return phrase(
        "That’s more than I can look through at once. Could you ask for less: fewer words, or a"
        " shorter time?"
    )


def in_vain(organiser: str) -> Message:
    """It failed again and again."""
    return phrase(
        "Sorry, I can’t answer that: something goes wrong each time I try. The reason is in my log;"
        " please let {organiser} know.",
        organiser=organiser,
    )
