"""What the bot says where people are invited."""

from collections.abc import Sequence

from standup.core.language import counted, sentence, spoken
from standup.core.messages.markup import Message, in_a_row, phrase, quote
from standup.core.wording.times import names_text


def invited(title: str, by: str | None) -> Message:
    """To somebody who takes part, from whoever runs the standup."""
    if by is None:
        told = sentence("Whoever runs {title} asked me to say hello to you.")
    else:
        told = sentence("{by}, who runs {title}, asked me to say hello to you.")
    return in_a_row(
        told,
        sentence("You take part in it, and I’ll ask you here when it’s time."),
        sentence("`leave` is for you if you’d rather not."),
        by=by,
        title=title,
    )


def to_be_written(title: str, names: Sequence[str]) -> Message:
    """Whom we would write to."""
    told = counted(
        "I’ll write to {names} that you run {title} and that I’ll ask them there.",
        "I’ll write to each of {names} that you run {title} and that I’ll ask them there.",
        len(names),
        names="{names}",
        title="{title}",
    )
    return phrase(told, names=names_text(names), title=title)


def done(names: Sequence[str]) -> Message:
    """We write to them."""
    return phrase("Done: I’m writing to {names}.", names=names_text(names))


def written_today(name: str) -> Message:
    """Once a day is enough."""
    return phrase("I wrote to {name} today already.", name=name)


def to_send(name: str, title: str, platform: str, link: str, *, is_known: bool) -> Message:
    """We cannot write to them: words to send, which nobody but they can use as them."""
    if link:
        begin = spoken("Open {link} and press Start.", link=link)
    else:
        begin = spoken("Write “hi” to the standup bot on {platform}.", platform=platform)
    hello = spoken("Hi {name}, you’re in {title}.", name=name, title=title)
    rest = [] if is_known else [spoken("Then say “join”, and send on the line that it answers.")]
    text = phrase(
        "I can’t write to {name} on {platform} yet. Please send them this:",
        name=name,
        platform=platform,
    )
    return text + quote(" ".join((hello, begin, *rest)))


def no_account(name: str, organiser: str) -> Message:
    """Nobody said where they are."""
    return phrase(
        "I know no account of {name} on any platform I’m on. {organiser} can add one.",
        name=name,
        organiser=organiser,
    )
