"""The few sentences that an adapter says of itself, each in the language of whoever reads it.

`language` is one of ours or a client's tag, such as `de-AT`.
"""

from standup.core.language import of_client, sentence, speaking
from standup.core.messages.markup import Message, phrase

_BUSY = sentence("I couldn’t show that just now. Please press again.")
_MOVED = sentence(
    "I left the room we used before: others could read along or come in there, or it was not"
    " encrypted. Let’s go on here. If you wrote to me there in the last few minutes, please send it"
    " again."
)


def busy(language: str) -> Message:
    """What was pressed cannot be shown in the moments that a platform waits."""
    return _said(_BUSY, language)


def moved(language: str) -> Message:
    """Their direct room is another one from now on."""
    return _said(_MOVED, language)


def _said(english: str, language: str) -> Message:
    with speaking(of_client(language)):
        return phrase(english)
