"""What the bot says of where answers go, who reads them there, and what it is itself."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from standup.core.language import counted, sentence, several, spoken
from standup.core.messages.markup import Italic, Message, Text, lines, phrase, phrase_spans, say
from standup.core.model import Standup
from standup.core.wording.times import names_text

_NAMED = ("#", "@")  # a place that begins so says what it is; other ids tell nobody anything


_POSTED = sentence("Your answers are posted {where} with your name, for everyone there to read.")
_SENT = sentence(
    "Your answers aren’t posted in a channel: when the day closes I send them, with your name, to"
    " everyone taking part."
)
_POSTED_NOW = sentence(
    "From now on your answers are posted {where} with your name, for everyone there to read."
)
_SENT_NOW = sentence(
    "From now on your answers aren’t posted in a channel: when the day closes I send them, with"
    " your name, to everyone taking part."
)


def line(standup: Standup, *, changed: bool = False) -> Message:
    """The one line below a question: where its answer is posted, and who reads it."""
    return say(Italic(_line(standup, changed=changed)))


def _line(standup: Standup, *, changed: bool = False) -> str:
    if standup.is_posted:
        return spoken(_POSTED_NOW if changed else _POSTED, where=where(standup))
    return spoken(_SENT_NOW if changed else _SENT)


Flat = AbstractSet[str]
"""The platforms that have no threads."""

NOWHERE: Flat = frozenset()


def is_flat(standup: Standup, flat: Flat) -> bool:
    """Whether what is shared is posted, and none of its channels has threads."""
    return standup.is_posted and all(channel.adapter in flat for channel in standup.channels)


def where(standup: Standup) -> str:
    """ "in #learning", "in the Learning Day channels on discord and telegram"."""
    places = [channel.place for channel in standup.channels]
    if all(place.startswith(_NAMED) for place in places):
        return spoken("in {names}", names=names_text(list(dict.fromkeys(places))))
    platforms = names_text(sorted({channel.adapter for channel in standup.channels}))
    forms = several(
        "in the {title} channel on {platforms}", "in the {title} channels on {platforms}"
    )
    return counted(*forms, len(places), title=standup.title, platforms=platforms)


def marked(standup: Standup) -> str:
    """Below a question for a mood or a step of a scale: it is shown to others, too."""
    if standup.is_posted:
        return spoken("This is posted with your name.")
    return spoken("This is shown with your name.")


def introduction(name: str, organiser: str, standup: Standup | None = None) -> Message:
    """What somebody is told who hears from the bot for the first time, before the first question of
    a standup or in answer to something they wrote."""
    goes = phrase_spans("`who reads this` tells you where your answers go.")
    if standup is not None:
        goes = (Text(_line(standup)),)
    what = sentence(
        "Hello {name}! I’m a standup bot: I ask a few questions and share your answers with your"
        " team."
    )
    leave = sentence(
        "Say `skip run` to sit out a day, `away until friday` for more, or `leave` to stop for"
        " good. `help` shows what else I understand."
    )
    who = phrase_spans("I was set up by {organiser}.", organiser=organiser)
    return lines(
        (
            phrase_spans(what, name=name),
            (*who, Text(" "), *goes),
            phrase_spans(leave),
        )
    )


def who_reads(standups: Sequence[tuple[Standup, str]], organiser: str, site: str = "") -> Message:
    """The answer to `who reads this`: each standup with what becomes of its reports besides."""
    text = Message(())
    for standup, besides in standups:
        text += phrase("**{title}**", title=standup.title)
        text += say(_line(standup))
        if not standup.is_posted:
            names = names_text([person.name for person in standup.participants])
            told = several("Taking part: {names}.", "Taking part: {names}.")
            taking_part = counted(*told, len(standup.participants), names="{names}")
            text += phrase(taking_part, names=names)
        elif standup.mentions == "participants":
            text += phrase("Name someone taking part with @, and they’re told there.")
        if besides:
            text += phrase(besides, site=f" ({site})" if site else "", organiser=organiser)
    if any(standup.lives and standup.is_posted for standup, _ in standups):
        text += phrase(
            "In channels I hear one thing: replies to my own posts. What one says of something that"
            " lives on goes into its logbook."
        )
    if not standups:
        text += phrase("You’re not in a standup now, so nobody else sees what you write to me.")
    return text + phrase(
        "I was set up by {organiser}. Whoever runs me can read what I keep; `export me` shows you"
        " all I keep about you.",
        organiser=organiser,
    )


def besides(standup: Standup, agreed: bool | None) -> str:
    """What else may become of somebody's reports of a standup; `agreed` is what they said of
    publishing everything, if they said anything."""
    told = []
    if standup.is_internal:
        return spoken("They’re never published or shown to a model.") if standup.is_posted else ""
    if standup.publish == "everyone" and agreed is not False:
        told.append(
            spoken("They may appear on the team’s site{site}; `unpublish` keeps yours out.")
        )
    elif standup.publish == "agreed" and agreed:
        told.append(
            spoken("They may appear on the team’s site{site}, as you said; `unpublish` ends that.")
        )
    elif standup.publish == "nobody":
        told.append(spoken("They aren’t published."))
    else:
        told.append(spoken("Nothing of yours is published unless you say `/publish`."))
    if standup.summary == "model":
        told.append(
            spoken("A model that {organiser} chose gets them, without names, to summarise.")
        )
    return " ".join(told)
