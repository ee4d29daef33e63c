"""What the bot says of where answers go, who reads them there, and what it is itself."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from standup.core.markup import Message, lines, phrase, phrase_spans
from standup.core.model import Standup
from standup.core.wording.times import names_text

_NAMED = ("#", "@")  # a place that begins so says what it is; other ids tell nobody anything


def line(standup: Standup, *, changed: bool = False) -> Message:
    """The one line below a question: where its answer is posted, and who reads it."""
    return phrase(f"__{_from_now(changed)} {_line(standup)}__", **_values(standup))


def _from_now(changed: bool) -> str:
    return "From now on your answers" if changed else "Your answers"


def _line(standup: Standup) -> str:
    if standup.is_posted:
        return "are posted {where} with your name: everybody there reads them."
    return (
        "are posted nowhere: when the day closes I send them, with your name, to those who take"
        " part."
    )


def _values(standup: Standup) -> dict[str, str]:
    return {"where": f"in {channels(standup)}"} if standup.is_posted else {}


def channels(standup: Standup) -> str:
    """ "#learning", "Learning Day’s channels on discord and telegram"."""
    places = [channel.place for channel in standup.channels]
    if all(place.startswith(_NAMED) for place in places):
        return names_text(list(dict.fromkeys(places)))
    platforms = names_text(sorted({channel.adapter for channel in standup.channels}))
    several = "channels" if len(places) > 1 else "channel"
    return f"{standup.title}’s {several} on {platforms}"


def marked(standup: Standup) -> str:
    """Below a question for a mood or a step of a scale: it is shown to others, too."""
    return "It is posted with your name." if standup.is_posted else "It is shown with your name."


# ── which room it stands in ──────────────────────────────────────────────────────────────────────


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


# ── the first time ─────────────────────────────────────────────────────────────────────────────


def introduction(name: str, organiser: str, standup: Standup | None = None) -> Message:
    """What somebody is told who hears from the bot for the first time, before the first question of
    a standup or in answer to something they wrote."""
    goes = "`who reads this` tells where your answers go."
    if standup is not None:
        goes = f"{_from_now(changed=False)} {_line(standup)}"
    return lines(
        (
            phrase_spans(
                "Hello {name}! I am a standup bot: I ask a few questions and share your answers"
                " with your team.",
                name=name,
            ),
            phrase_spans(
                "I was set up by {organiser}. " + goes,
                organiser=organiser,
                **(_values(standup) if standup else {}),
            ),
            phrase_spans(
                "`skip run` sits one day out, `away until friday` several; to leave, tell"
                " {organiser}.",
                organiser=organiser,
            ),
        )
    )


# ── who reads this ─────────────────────────────────────────────────────────────────────────────


def who_reads(standups: Sequence[tuple[Standup, str]], organiser: str, site: str = "") -> Message:
    """The answer to `who reads this`: each standup with what becomes of its reports besides."""
    text = Message(())
    for standup, besides in standups:
        text += phrase("**{title}**", title=standup.title)
        text += phrase(f"Your answers {_line(standup)}", **_values(standup))
        if not standup.is_posted:
            names = names_text([person.name for person in standup.participants])
            text += phrase("Taking part: {names}.", names=names)
        if besides:
            text += phrase(besides, site=f" ({site})" if site else "", organiser=organiser)
    if not standups:
        text += phrase("You take part in nothing now, so nothing you write to me is shown.")
    return text + phrase(
        "I was set up by {organiser}. Whoever runs me can read what I keep; `export me` shows you"
        " all I keep of you.",
        organiser=organiser,
    )


def besides(standup: Standup, agreed: bool | None) -> str:
    """What else may become of somebody's reports of a standup; `agreed` is what they said of
    publishing everything, if they said anything."""
    told = []
    if standup.is_internal:
        return "None of it is published or shown to a model." if standup.is_posted else ""
    if standup.publish == "everyone" and agreed is not False:
        told.append("They may stand on the team’s site{site}; `unpublish` keeps yours out.")
    elif standup.publish == "agreed" and agreed:
        told.append("They may stand on the team’s site{site}, as you said; `unpublish` ends that.")
    elif standup.publish == "nobody":
        told.append("They are not published.")
    else:
        told.append("Nothing of yours is published but what you said `/publish` to.")
    if standup.summary == "model":
        told.append("A model that {organiser} chose is shown them, without names, to summarise.")
    return " ".join(told)
