"""What the bot says of the language it speaks."""

from standup.core.language import languages, own_name
from standup.core.messages.markup import Message, bullets, phrase, phrase_spans


def spoken_from_now(language: str) -> Message:
    """It was taken, and this is said in it."""
    return phrase("OK, I’ll speak {language} to you.", language=own_name(language))


def which(present: str, unclear: str = "") -> Message:
    """Which it is, and which there are."""
    text = phrase("I don’t speak “{language}” yet.", language=unclear) if unclear else Message(())
    text += phrase(
        "I speak {language} to you. For another language, say:", language=own_name(present)
    )
    others = [own_name(one).lower() for one in languages() if one != present]
    return text + bullets([phrase_spans("`language {language}`", language=one) for one in others])
