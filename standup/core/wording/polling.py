"""What the bot says of a poll: one question to everybody."""

from collections.abc import Sequence
from datetime import datetime

from standup.core.language import counted, sentence
from standup.core.messages.markup import Message, bullets, in_a_row, phrase, phrase_spans, quote
from standup.core.polls import Count
from standup.core.wording.times import moment_text, names_text
from standup.core.zones import date_in

_MOST_NAMED = 20


def to_be_asked(ask: str, options: Sequence[str], names: Sequence[str]) -> Message:
    """What would be asked, and whom."""
    told = counted(
        "1 person will be asked this now: {names}.",
        "{count} people will be asked this now: {names}.",
        len(names),
        names="{names}",
    )
    text = phrase(told, names=names_text(names, _MOST_NAMED)) + quote(ask)
    return text + bullets([phrase_spans("{option}", option=one) for one in options])


def until(closes: datetime, zone: str, now: datetime, *, is_posted: bool) -> Message:
    """How long it is open, and where what came of it stands."""
    told = sentence(
        "It’s open until {until} ({zone}), and what came of it will stand in its thread."
    )
    if not is_posted:
        told = sentence(
            "It’s open until {until} ({zone}), and then I tell everyone in it what came of it."
        )
    return phrase(told, until=moment_text(closes, zone, date_in(zone, now)), zone=zone)


def asked(count: int, closes: datetime, zone: str, now: datetime) -> Message:
    """They are asked."""
    told = counted(
        "Done: I’m asking 1 person, until {until} ({zone}).",
        "Done: I’m asking {count} people, until {until} ({zone}).",
        count,
        until="{until}",
        zone="{zone}",
    )
    return phrase(told, until=moment_text(closes, zone, date_in(zone, now)), zone=zone)


def nobody(title: str) -> Message:
    """All of them are away."""
    return phrase("Everybody in {title} is away today, so there’s nobody to ask.", title=title)


def unreadable(option: str) -> Message:
    """An option that would be understood as something else."""
    return phrase(
        "Whoever answers “{option}” would be misunderstood. Please say that option in other words.",
        option=option,
    )


def none_open(title: str) -> Message:
    """There is no poll to take back."""
    return phrase("No poll of {title} is open.", title=title)


def to_be_taken_back(ask: str, names: Sequence[str]) -> Message:
    """Which poll would be over, and for whom."""
    told = counted(
        "This poll would be over for 1 person who hasn’t answered: {names}.",
        "This poll would be over for {count} people who haven’t answered: {names}.",
        len(names),
        names="{names}",
    )
    if not names:
        told = sentence("This poll would be over. Everybody has answered it.")
    return phrase(told, names=names_text(names, _MOST_NAMED)) + quote(ask)


def taken_back() -> Message:
    """It asks nobody any more."""
    return in_a_row(
        sentence("Done: that poll is taken back, and its thread says so."),
        sentence("What was answered so far stays."),
    )


def no_longer_asked(ask: str) -> Message:
    """The poll was taken back before they answered."""
    return phrase("“{ask}” was taken back, so there’s nothing to answer.", ask=ask)


def result(ask: str, counts: Sequence[Count], silent: int) -> Message:
    """What came of it: how many chose what."""
    rows = [
        phrase_spans(
            "**{option}**: {count} ({names})",
            option=one.option,
            count=len(one.names),
            names=names_text(one.names, _MOST_NAMED),
        )
        if one.names
        else phrase_spans("**{option}**: {count}", option=one.option, count=0)
        for one in counts
    ]
    text = phrase("**{ask}**", ask=ask) + bullets(rows)
    if silent:
        told = counted("1 person didn’t answer.", "{count} people didn’t answer.", silent)
        text += phrase(told)
    return text
