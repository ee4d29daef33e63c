"""What the bot says to those who run a standup."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from standup.core.messages.markup import Message, bullets, phrase, phrase_spans
from standup.core.wording.settings import length
from standup.core.wording.times import day_text, full_day_text, moment_text, names_text

HOW = {
    "who": "`who`",
    "remind missing": "`remind missing`",
    "extend": "`extend 1 hour`",
    "start now": "`start now`",
    "pause": "`pause`, or `pause until 5 january`",
    "resume": "`resume`",
    "cancel": "`cancel next`, or `cancel 24 dec to 2 jan`",
    "changes": "`changes`",
}
"""How each is said, as markup."""


def help_line() -> Message:
    """What those who run a standup may say besides."""
    return phrase(
        "You run a standup, so you can say `who`, `remind missing`, `extend 1 hour`, `start now`, "
        "`pause until 5 january`, `resume`, `cancel next` and `changes` as well."
    )


def may_be_command(name: str) -> Message:
    """One word that is a command, or answers the question that waits."""
    return phrase(
        "Is that for me? Then say `/{name}`. I have posted nothing.", name=name.replace(" ", "_")
    )


def not_yours(organiser: str) -> Message:
    """They run no standup, or this is for its owners."""
    return phrase(
        "That is for those who run the standup. {organiser} can tell you who they are.",
        organiser=organiser,
    )


def which(name: str, standups: Sequence[str]) -> Message:
    """Several standups fit."""
    rows = [phrase_spans("`{name} {standup}`", name=name, standup=one) for one in standups]
    return phrase("For which standup?") + bullets(rows)


def not_read(name: str) -> Message:
    """Marked as a command, and not understood."""
    return phrase("I did not understand that. You can say " + HOW.get(name, "`help`") + ".")


def fixed(title: str, organiser: str) -> Message:
    """The files do not let it be changed here."""
    return phrase(
        "{title} keeps that fixed in its file, so it cannot be changed here. {organiser} can tell "
        "you more.",
        title=title,
        organiser=organiser,
    )


def paused(title: str, first: date, last: date | None) -> Message:
    """It asks nobody from then on."""
    until = ", until {last}," if last else ""
    more = "" if last else " Say `resume` when it is to go on."
    return phrase(
        "Done: from {first} on"
        + until
        + " {title} asks nobody. What is open goes on to its end."
        + more
        + " `undo` takes that back.",
        first=day_text(first),
        last=full_day_text(last) if last else "",
        title=title,
    )


def resumed(title: str, at: datetime | None, zone: str, now: datetime) -> Message:
    """It asks again."""
    text = phrase("Done: {title} asks again.", title=title)
    return text + comes_next(at, zone, now)


def comes_next(at: datetime | None, zone: str, now: datetime) -> Message:
    """When it asks next."""
    if at is None:
        return phrase("No day is to come.")
    return phrase("Next: {at}.", at=moment_text(at, zone, now.date()))


def not_paused(title: str) -> Message:
    """`resume` where nothing is paused."""
    return phrase("{title} is not paused.", title=title)


def cancelled(title: str, first: date, last: date) -> Message:
    """These runs do not happen."""
    days = day_text(first) if first == last else f"{day_text(first)} to {full_day_text(last)}"
    return phrase(
        "Done: {title} does not happen on {days}. `undo` takes that back.", title=title, days=days
    )


def none_to_cancel(title: str) -> Message:
    """There is no run to cancel."""
    return phrase("{title} has no day to come then. What is open goes on to its end.", title=title)


def nothing_open(title: str, at: datetime | None, zone: str, now: datetime) -> Message:
    """No run is open."""
    return phrase("Nothing of {title} is open now.", title=title) + comes_next(at, zone, now)


def who(title: str, day: date, groups: Sequence[tuple[str, Sequence[str]]]) -> Message:
    """Who stands how in the run that is open."""
    rows = [
        phrase_spans("{how} ({count}): {names}", how=how, count=len(names), names=names_text(names))
        for how, names in groups
        if names
    ]
    return phrase("**{title}**, {day}", title=title, day=day_text(day)) + bullets(rows)


def to_be_reminded(names: Sequence[str], spared: Sequence[str]) -> Message:
    """Who would be reminded."""
    people = "1 person" if len(names) == 1 else f"{len(names)} people"
    text = phrase("{people} will be reminded: {names}.", people=people, names=names_text(names))
    return text + _spared(spared) if spared else text


def will_be_reminded(names: Sequence[str], spared: Sequence[str], *, can_press: bool) -> Message:
    """The same, before it is done once somebody says yes."""
    text = to_be_reminded(names, spared)
    press = "Press the button, or say `/yes`" if can_press else "Say `/yes`"
    return text + phrase(press + ", within ten minutes.")


def _spared(names: Sequence[str]) -> Message:
    want = "wants" if len(names) == 1 else "want"
    return phrase("{names} " + want + " no reminders.", names=names_text(names))


def nobody_to_remind(title: str, spared: Sequence[str]) -> Message:
    """Nobody is to be reminded."""
    text = phrase("Nobody in {title} is left to remind.", title=title)
    return text + _spared(spared) if spared else text


def reminded(names: Sequence[str]) -> Message:
    """They are reminded."""
    return phrase("Done: I remind {names}.", names=names_text(names))


def nothing_to_confirm() -> Message:
    """`yes` to nothing, or too late."""
    return phrase("There is nothing to say yes to, or no longer. Please say it again.")


def extended(title: str, by: timedelta, until: datetime, zone: str, now: datetime) -> Message:
    """The deadline moved."""
    return phrase(
        "Done: {by} more for {title}. The last deadline is {until} now ({zone}).",
        by=length(by),
        title=title,
        until=moment_text(until, zone, now.date()),
        zone=zone,
    )


def asked_by_then(title: str, at: datetime, zone: str, now: datetime) -> Message:
    """There is no more time: the next questions come."""
    return phrase(
        "{title} asks again at {at} ({zone}), so there is no more time before that.",
        title=title,
        at=moment_text(at, zone, now.date()),
        zone=zone,
    )


def no_deadline(title: str) -> Message:
    """No deadline is left to move."""
    return phrase("No deadline of {title} is still to come.", title=title)


def started(title: str, round_title: str) -> Message:
    """The next round is asked now."""
    return phrase("Done: I ask {round} of {title} now.", title=title, round=round_title.lower())


def not_today(title: str, at: datetime | None, zone: str, now: datetime) -> Message:
    """Nothing of today is left to start."""
    text = phrase("Nothing of {title} is left to start today.", title=title)
    return text + comes_next(at, zone, now)


def no_setting(number: str) -> Message:
    """There is no setting of this number, or no longer."""
    return phrase("No setting {number} holds: `standup settings` lists them.", number=number)


def changes(rows: Sequence[str]) -> Message:
    """Who steered the standup lately."""
    if not rows:
        return phrase("Nothing was changed here yet.")
    return phrase("**Changes, the latest first**") + bullets(rows)
