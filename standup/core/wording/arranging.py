"""What the bot says to owners who change what a standup is: its times, days, words, people."""

from collections.abc import Sequence
from datetime import date

from standup.core.commands.lexicon import called as command_called
from standup.core.language import counted, sentence
from standup.core.messages.markup import Message, bullets, in_a_row, phrase, phrase_spans
from standup.core.model import Standup
from standup.core.schedule import wall_time
from standup.core.settings.setting import AsksAt, AsksOn, ClosesAt
from standup.core.wording.settings import NOT_READ, UNDO, clock, closing, days
from standup.core.wording.times import day_text, names_text

_NO_DAY = sentence("There’s no such day to come.")
_FROM_THE_NEXT = sentence("It holds from the next asking on.")
_FROM_NOW_ON = sentence("It holds for whoever begins from now on.")


def retimed(
    standup: Standup, called: str, value: AsksAt | AsksOn | ClosesAt, first: date | None
) -> Message:
    """Its times or days are others from that day on."""
    match value:
        case AsksAt(_, time):
            what, named = clock(time), sentence("Done: {title} asks “{round}” at {what}.")
            told = sentence("Done: {title} asks at {what}.")
        case ClosesAt(_, time):
            what, named = closing(time), sentence("Done: the deadline of “{round}” is {what}.")
            told = sentence("Done: the deadline of {title} is {what}.")
        case AsksOn(those):
            what, named = (
                days(those),
                sentence("Done: {title} asks “{round}” on these days: {what}."),
            )
            told = sentence("Done: {title} asks on these days: {what}.")
    since = sentence("The first such day is {day}.") if first else _NO_DAY
    if not standup.has_schedule:
        since = _FROM_NOW_ON
    return in_a_row(
        named if called else told,
        since,
        UNDO,
        title=standup.title,
        round=called,
        what=what,
        day=day_text(first) if first else "",
    )


def out_of_order(standup: Standup) -> Message:
    """The times would not follow on each other."""
    rows = [
        phrase_spans(
            "{round}: asked at {opens}, until {closes}",
            round=one.title,
            opens=clock(wall_time(one.cron)),
            closes=closing(one.closes),
        )
        for one in standup.rounds
    ]
    text = in_a_row(
        sentence("That doesn’t fit the other times, so nothing changed."),
        sentence("Each round is asked before the next one, and before its own deadline:"),
    )
    return (
        text
        + bullets(rows)
        + phrase("Move what’s in the way first, with `deadline 18:00` or `time 9:00`.")
    )


def as_it_is(title: str) -> Message:
    """It is so already."""
    return phrase("{title} is like that already.", title=title)


def which_round(
    name: str, said: str, rounds: Sequence[tuple[str, str]], unknown: str = ""
) -> Message:
    """Which round is meant, of these ids and titles."""
    rows = [
        phrase_spans(
            "`{name} {round} {said}` – {title}",
            name=command_called(name),
            round=one,
            said=said,
            title=title,
        )
        for one, title in rounds
    ]
    if unknown:
        return phrase("There’s no round “{name}”. Which one?", name=unknown) + bullets(rows)
    return phrase("For which round?") + bullets(rows)


def unscheduled(standup: Standup, organiser: str) -> Message:
    """It asks nobody by itself, so that it has neither a time nor days."""
    return in_a_row(
        sentence("{title} has no schedule, so it has no time and no days, and nothing changed."),
        sentence("Whoever has something to share says `report {id}`."),
        sentence("{organiser} can give it one in its file."),
        title=standup.title,
        id=standup.id,
        organiser=organiser,
    )


def same_days(title: str) -> Message:
    """A round tells what came of another one, so that both have the same days."""
    return in_a_row(
        sentence("One round of {title} asks what came of another, so both need the same days."),
        sentence("You can say `days mon-thu`."),
        title=title,
    )


def questions(title: str, asks: Sequence[str], number: int | None) -> Message:
    """Which questions there are, and how one is put in other words."""
    rows = [
        phrase_spans("{number}: {ask}", number=at, ask=ask) for at, ask in enumerate(asks, start=1)
    ]
    text = phrase("**What {title} asks**", title=title) + bullets(rows)
    if number is not None:
        text = phrase("There’s no question {number}.", number=number) + text
    return text + phrase("You can say `ask 1 What will you learn?`.")


def reworded(title: str, before: str, ask: str) -> Message:
    """A question is put in other words."""
    return in_a_row(
        sentence("Done: instead of “{before}” {title} asks “{ask}”, from the next run on."),
        UNDO,
        title=title,
        before=before,
        ask=ask,
    )


def who_is_meant(name: str, called: str, people: Sequence[tuple[str, str]]) -> Message:
    """Nobody is called so, or several are: their ids and names."""
    if not people:
        return in_a_row(
            NOT_READ,
            sentence("I know nobody called “{name}” there."),
            sentence("Say it as in the list of people, such as `{command} bo`."),
            name=called,
            command=command_called(name),
        )
    rows = [
        phrase_spans("`{command} {id}` – {name}", command=command_called(name), id=one, name=full)
        for one, full in people
    ]
    return phrase("Whom do you mean by “{name}”?", name=called) + bullets(rows)


def takes_part(title: str, names: Sequence[str], *, takes: bool) -> Message:
    """They take part from now on, or no more."""
    if takes:
        told = counted(
            "Done: {names} takes part in {title}.",
            "Done: {names} take part in {title}.",
            len(names),
            names="{names}",
            title="{title}",
        )
        rest = _FROM_THE_NEXT
    else:
        told = sentence("Done: I don’t ask {names} in {title} any more.")
        rest = sentence("What they have open runs to its end.")
    return phrase(told, names=names_text(names), title=title) + in_a_row(rest, UNDO)


def to_be_removed(title: str, names: Sequence[str]) -> Message:
    """Whom it would ask no more."""
    return in_a_row(
        sentence("I won’t ask {names} in {title} any more."),
        sentence("What they have open runs to its end."),
        names=names_text(names),
        title=title,
    )


def takes_part_already(title: str, names: Sequence[str]) -> Message:
    """Nothing changes for them."""
    return phrase(
        "Nothing changed: for {names} that’s how it is in {title} already.",
        names=names_text(names),
        title=title,
    )


def nobody_left(title: str) -> Message:
    """A standup without anybody asks nobody."""
    return in_a_row(
        sentence("Then {title} would ask nobody, so nothing changed."),
        sentence("To stop it, say `pause`."),
        title=title,
    )
