"""What the bot says to whoever wants to be asked at another time of day than their team."""

from collections.abc import Sequence
from datetime import date

from standup.core.commands.lexicon import called
from standup.core.language import sentence
from standup.core.messages.markup import Message, bullets, in_a_row, phrase, phrase_spans
from standup.core.model import Round, Standup
from standup.core.schedule import wall_time
from standup.core.settings.setting import AskMeAt
from standup.core.wording.settings import UNDO, clock, meaning
from standup.core.wording.times import day_text

Hours = Sequence[tuple[Standup, Round]]
"""Rounds with hours to choose from."""


def done(title: str, value: AskMeAt, first: date | None) -> Message:
    """They are asked at a time of their own, from a day on."""
    told = sentence("Done in {title}: {what}, from {day} on.")
    if first is None:
        told = sentence("Done in {title}: {what}.")
    day = day_text(first) if first else ""
    return in_a_row(told, UNDO, title=title, what=meaning(value), day=day)


def as_it_is(title: str, round_: Round) -> Message:
    """It is the time of their team, which is theirs already."""
    return in_a_row(
        sentence("In {title} everybody is asked at {time}, and so are you, so nothing changed."),
        title=title,
        time=clock(wall_time(round_.cron)),
    )


def same_for_all(titles: str, organiser: str) -> Message:
    """There are no hours to choose from."""
    return in_a_row(
        sentence("In {titles} everybody is asked at the same time, so you can’t choose another."),
        sentence("{organiser} can tell you more."),
        sentence("When a question comes too early, you can say `later`."),
        titles=titles,
        organiser=organiser,
    )


def unscheduled(standups: Sequence[Standup]) -> Message:
    """They ask nobody by themselves, at no time."""
    rows = [phrase_spans("{title}: `report {id}`", title=one.title, id=one.id) for one in standups]
    return phrase("I ask you nothing by myself there. You begin when you like:") + bullets(rows)


def outside(hours: Hours) -> Message:
    """It is a time that nobody may choose."""
    if len(hours) == 1:
        text = phrase(
            "In {title} you can choose a time from {first} to {last}.", **_told(*hours[0])
        )
    else:
        rows = [
            phrase_spans("{title}, {round}: from {first} to {last}", **_told(*one)) for one in hours
        ]
        text = phrase("You can choose a time within these hours:") + bullets(rows)
    return phrase("I can’t ask you then, so nothing changed.") + text


def _told(standup: Standup, round_: Round) -> dict[str, str]:
    assert round_.opens is not None
    return {
        "title": standup.title,
        "round": round_.title,
        "first": clock(round_.opens.first),
        "last": clock(round_.opens.last),
    }


def which(words: str, standups: Sequence[Standup]) -> Message:
    """Several standups have hours that this is one of."""
    rows = [
        phrase_spans("`{words} {id}` – {title}", words=called(words), id=one.id, title=one.title)
        for one in standups
    ]
    return phrase("In which one?") + bullets(rows)


def holds(rows: Sequence[tuple[Standup, Round, str]]) -> Message:
    """When they are asked, and within which hours they may choose."""
    told = [
        phrase_spans(
            "{title}, {round}: I ask you at {time}; you can choose from {first} to {last}",
            time=time,
            **_told(standup, round_),
        )
        for standup, round_, time in rows
    ]
    return bullets(told) + phrase("You can say `ask me at 10:15` or `ask me as the team`.")
