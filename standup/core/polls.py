"""A poll: one question to everybody of a standup, as a run of a standup of its own."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from standup.core.asking.questions import read
from standup.core.commands.parsing import parse
from standup.core.kinds.choice import Picked
from standup.core.model import POLL, Question, Rhythm, Round, Standup
from standup.core.text.name_matching import fold
from standup.core.zones import zone_info

ROUND = "poll"
"""The one round of a poll, and its one question."""

LASTS = timedelta(days=1)


def begins(standup: str) -> str:
    """How the ids of the polls of a standup begin."""
    return f"{standup}{POLL}"


def is_poll(standup: str) -> bool:
    """Whether this is the id of a poll."""
    return POLL in standup


def home(standup: str) -> str:
    """The id of the standup that a poll is of; of any other standup, its own."""
    return standup.partition(POLL)[0]


def of(standup: Standup, title: str, question: Question, zone: str, now: datetime) -> Standup:
    """The poll of a standup that begins now, with the people and channels that it has."""
    local = now.astimezone(zone_info(zone))
    round_ = Round(
        ROUND, title, f"{local.minute} {local.hour} * * *", (question,), closes=LASTS * 2
    )
    return replace(
        standup,
        id=f"{begins(standup.id)}{int(now.timestamp())}",
        title=f"{standup.title}: {title}",
        rounds=(round_,),
        zone=zone,
        rhythm=Rhythm(),
        accountability=None,
        publish="nobody",
        internal=True,
        summary="off",
        watched_by=(),
    )


def question(ask: str, options: tuple[str, ...]) -> Question:
    """What is asked: a choice where there are options, else in words."""
    return Question(ROUND, "choice" if options else "text", ask, options=options)


def unreadable(options: tuple[str, ...], now: datetime) -> str:
    """The option that nobody who writes it would be understood by; empty where there is none."""
    asked = question("", options)
    for option in options:
        found = read(asked, (option,)).value
        is_read = isinstance(found, Picked) and fold(found.option) == fold(option)
        if not is_read or parse(option, now.date()) is not None:
            return option
    return ""


@dataclass(frozen=True, slots=True)
class Count:
    """How many chose an option, and who."""

    option: str
    names: tuple[str, ...]
