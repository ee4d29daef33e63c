"""What the bot says to those who run a standup."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from standup.core.commands.lexicon import called, in_english, rest_behind
from standup.core.commands.steering import HOW
from standup.core.dates.away import FOR_GOOD
from standup.core.dates.spans import Span
from standup.core.language import counted, now_spoken, sentence, spoken
from standup.core.messages.markup import Message, bullets, in_a_row, phrase, phrase_spans
from standup.core.model import Standup
from standup.core.wording.settings import NOT_READ, UNDO, length
from standup.core.wording.times import (
    day_text,
    either_text,
    full_day_text,
    inside,
    moment_text,
    names_text,
    when_text,
)
from standup.core.zones import date_in

_MOST_NAMED = 20
_HELP = (sentence("help"),)
_GOES_ON = sentence("What’s already open runs to its end.")
_STANDS = (
    sentence("shared"),
    sentence("not yet"),
    sentence("missing"),
    sentence("not asked yet"),
    sentence("away"),
    sentence("sitting it out"),
    sentence("nothing measured"),
    sentence("not reached"),
)
"""How somebody may stand, as `who` is told it."""


def help_line() -> Message:
    """What those who run a standup may say besides."""
    return in_a_row(
        sentence(
            "You run a standup, so you can say `who`, `remind missing`, `extend 1 hour`, "
            "`start now`, `pause until 5 january`, `resume`, `cancel next`, `changes` and "
            "`tell me who is missing` as well."
        ),
        sentence(
            "You can change it with `time 10:00`, `days mon-thu`, `deadline 12:00`, "
            "`ask 2 What is in your way?`, `channel #daily`, `add bo` and `remove bo`."
        ),
        sentence(
            "For some of its people there are `away bo until friday`, `back bo`, `start now bo` "
            "and `invite bo`, for all of them `poll Shall we meet on Friday? yes/no/maybe` and "
            "`cancel poll`."
        ),
        sentence("`new standup called Retro` makes one more like it, and `archive` puts one away."),
    )


def may_be_command(name: str) -> Message:
    """One word that is a command, or answers the question that waits."""
    return in_a_row(
        sentence("Is that for me? Then say `/{name}`."),
        sentence("I haven’t posted anything."),
        name=name,
    )


def not_yours(organiser: str) -> Message:
    """They run no standup, or this is for its owners."""
    return phrase(
        "That’s for the people who run the standup. {organiser} can tell you who they are.",
        organiser=organiser,
    )


def which(name: str, standups: Sequence[str]) -> Message:
    """Several standups fit."""
    first = in_english(name.split(), now_spoken())[0].casefold()
    rest = rest_behind(first, name) if first in {"ask", "poll"} else ""
    # Anything may stand in a question, so the standup is named before it.
    before, after = (called(first), rest) if rest else (called(name), "")
    rows = [
        phrase_spans("`{said}`", said=" ".join(filter(None, (before, one, after))))
        for one in standups
    ]
    return phrase("For which standup?") + bullets(rows)


def not_read(name: str) -> Message:
    """Marked as a command, and not understood."""
    can_say = spoken("You can say {how}.", how=_either([*map(spoken, HOW.get(name, _HELP))]))
    return phrase(f"{spoken(NOT_READ)} {can_say}")


def _either(said: Sequence[str]) -> str:
    """The commands, as the language names one or the other."""
    return either_text([f"`{command}`" for command in said])


def fixed(title: str, organiser: str) -> Message:
    """The files do not let it be changed here."""
    return phrase(
        "{title} keeps that fixed in its file, so it can’t be changed here. {organiser} can tell "
        "you more.",
        title=title,
        organiser=organiser,
    )


def paused(title: str, first: date, last: date | None) -> Message:
    """It asks nobody from then on."""
    if first == last:
        told = [sentence("Done: {title} asks nobody on {first}."), _GOES_ON]
    elif last:
        told = [
            sentence("Done: {title} asks nobody from {first} up to and including {last}."),
            _GOES_ON,
        ]
    else:
        told = [sentence("Done: {title} asks nobody from {first} on."), _GOES_ON]
        told.append(sentence("Say `resume` when you want it to go on."))
    return in_a_row(
        *told,
        UNDO,
        first=day_text(first),
        last=full_day_text(last) if last else "",
        title=title,
    )


def resumed(title: str, then: Message) -> Message:
    """It asks again."""
    return phrase("Done: {title} asks again.", title=title) + then


def comes_next(at: datetime | None, zone: str, now: datetime) -> Message:
    """When it asks next."""
    if at is None:
        return phrase("There’s no day to come.")
    return phrase("Next: {at}.", at=when_text(at, zone, date_in(zone, now)))


def begun_by_report(standup: str) -> Message:
    """It asks nobody by itself."""
    return in_a_row(
        sentence("It has no schedule."),
        sentence("Whoever has something to share says `report {id}`."),
        id=standup,
    )


def silent(standup: Standup, days: Span, today: date) -> str:
    """That a standup asks nobody on these days, which are not over."""
    told = sentence("{title} asks nobody from {first} up to and including {last}")
    if standup.rhythm.archived and days.last == FOR_GOOD and days.first <= today:
        told = sentence("{title} is archived")
    elif days.last == FOR_GOOD:
        told = sentence("{title} asks nobody from {first} on")
        if days.first <= today:
            told = sentence("{title} is paused")
    elif days.first == days.last:
        told = sentence("{title} asks nobody on {first}")
    elif days.first <= today:
        told = sentence("{title} is paused up to and including {last}")
    last = "" if days.last == FOR_GOOD else full_day_text(days.last)
    return spoken(told, title=standup.title, first=day_text(days.first), last=last)


def not_paused(title: str) -> Message:
    """`resume` where nothing is paused."""
    return phrase("{title} isn’t paused.", title=title)


def cancelled(title: str, first: date, last: date) -> Message:
    """These runs do not happen."""
    if first == last:
        told = sentence("Done: {title} doesn’t happen on {first}.")
    else:
        told = sentence("Done: {title} doesn’t happen from {first} to {last}.")
    return in_a_row(told, UNDO, title=title, first=day_text(first), last=full_day_text(last))


def none_to_cancel(title: str) -> Message:
    """There is no run to cancel."""
    return in_a_row(sentence("{title} has no day to come then."), _GOES_ON, title=title)


def nothing_open(title: str, then: Message) -> Message:
    """No run is open."""
    return phrase("Nothing of {title} is open now.", title=title) + then


def who(title: str, day: date, groups: Sequence[tuple[str, Sequence[str]]]) -> Message:
    """Who stands how in the run that is open."""
    rows = [
        phrase_spans(
            "{how} ({count}): {names}",
            how=spoken(how),
            count=len(names),
            names=names_text(names),
        )
        for how, names in groups
        if names
    ]
    return phrase("**{title}**, {day}", title=title, day=day_text(day)) + bullets(rows)


def let_be(count: int) -> Message:
    """How many people are let be, which says nothing of who; nothing where nobody is."""
    if not count:
        return Message(())
    told = counted(
        "I’m letting 1 person be, as I’ve heard nothing from them for a while.",
        "I’m letting {count} people be, as I’ve heard nothing from them for a while.",
        count,
    )
    return phrase(told)


def to_be_reminded(names: Sequence[str], spared: Sequence[str]) -> Message:
    """Who would be reminded."""
    told = counted(
        "1 person will be reminded: {names}.",
        "{count} people will be reminded: {names}.",
        len(names),
        names="{names}",
    )
    text = phrase(told, names=names_text(names, _MOST_NAMED))
    return text + _spared(spared) if spared else text


def say_yes(*, can_press: bool) -> Message:
    """How what was shown is done."""
    if can_press:
        return phrase("Press the button or say `/yes` within ten minutes.")
    return phrase("Say `/yes` within ten minutes.")


def otherwise_by_now() -> Message:
    """What they say yes to is not what they were shown."""
    return phrase("That has changed since I showed you, so I’ve done nothing yet. Now it’s this:")


def is_it_this() -> Message:
    """They say yes after they were told something else."""
    return phrase("Just to be sure: do you mean this?")


def to_be_paused(title: str, first: date, last: date | None, names: Sequence[str]) -> Message:
    """What a pause would do."""
    if first == last:
        told = sentence("{title} will ask nobody on {first}.")
    elif last:
        told = sentence("{title} will ask nobody from {first} up to and including {last}.")
    else:
        told = sentence("{title} will ask nobody from {first} on.")
    days = {"first": day_text(first), "last": full_day_text(last) if last else ""}
    return in_a_row(told, _GOES_ON, title=title, **days) + concerns(names)


def to_be_cancelled(title: str, first: date, last: date, names: Sequence[str]) -> Message:
    """What cancelling would do."""
    if first == last:
        told = sentence("{title} won’t happen on {first}.")
    else:
        told = sentence("{title} won’t happen from {first} to {last}.")
    days = {"first": day_text(first), "last": full_day_text(last)}
    return in_a_row(told, title=title, **days) + concerns(names)


def concerns(names: Sequence[str]) -> Message:
    """Whom it touches."""
    told = counted(
        "That’s for 1 person: {names}.",
        "That’s for {count} people: {names}.",
        len(names),
        names="{names}",
    )
    return phrase(told, names=names_text(names, _MOST_NAMED))


def to_be_extended(
    title: str, by: timedelta, deadlines: tuple[datetime, datetime], zone: str, now: datetime
) -> Message:
    """What more time would be: the last deadline before and after."""
    before, until = (moment_text(one, zone, date_in(zone, now)) for one in deadlines)
    return phrase(
        "Everybody in {title} will get {by} more: the last deadline moves from {before} to {until} "
        "({zone}).",
        title=title,
        by=length(by),
        before=before,
        until=until,
        zone=zone,
    )


def to_be_asked(title: str, round_title: str, names: Sequence[str]) -> Message:
    """Who would be asked now."""
    told = counted(
        "1 person will be asked {round} of {title} now: {names}.",
        "{count} people will be asked {round} of {title} now: {names}.",
        len(names),
        round="{round}",
        title="{title}",
        names="{names}",
    )
    names_told = names_text(names, _MOST_NAMED)
    return phrase(told, round=inside(round_title), title=title, names=names_told)


def _spared(names: Sequence[str]) -> Message:
    told = counted(
        "{names} wants no reminders.", "{names} want no reminders.", len(names), names="{names}"
    )
    return phrase(told, names=names_text(names))


def nobody_to_remind(title: str, spared: Sequence[str]) -> Message:
    """Nobody is to be reminded."""
    text = phrase("Nobody in {title} is left to remind.", title=title)
    return text + _spared(spared) if spared else text


def reminded(names: Sequence[str]) -> Message:
    """They are reminded."""
    return phrase("Done: I’m reminding {names}.", names=names_text(names))


def nothing_to_confirm() -> Message:
    """`yes` to nothing, or too late."""
    return phrase("There’s nothing to say yes to, or no longer. Please say it again.")


def extended(title: str, by: timedelta, until: datetime, zone: str, now: datetime) -> Message:
    """The deadline moved."""
    return phrase(
        "Done: {by} more for {title}. The last deadline is {until} now ({zone}).",
        by=length(by),
        title=title,
        until=moment_text(until, zone, date_in(zone, now)),
        zone=zone,
    )


def asked_by_then(title: str, at: datetime, zone: str, now: datetime) -> Message:
    """There is no more time: the next questions come."""
    return phrase(
        "{title} asks again at {at} ({zone}), so there’s no more time before that.",
        title=title,
        at=when_text(at, zone, date_in(zone, now)),
        zone=zone,
    )


def no_deadline(title: str) -> Message:
    """No deadline is left to move."""
    return phrase("No deadline of {title} is still to come.", title=title)


def started(title: str, round_title: str) -> Message:
    """The next round is asked now."""
    return phrase(
        "Done: I’m asking {round} of {title} now.", title=title, round=inside(round_title)
    )


def not_today(title: str, then: Message) -> Message:
    """Nothing of today is left to start."""
    return phrase("Nothing of {title} is left to start today.", title=title) + then


def no_setting(number: str) -> Message:
    """There is no setting of this number, or no longer."""
    return phrase("There’s no setting {number}. `standup settings` lists them.", number=number)


def change(
    who: str | None, via: str, words: str, effect: str, at: datetime, *, undone: bool
) -> str:
    """One change: who did what, when and from where, as they were told of it then."""
    if who is None:
        told = sentence("{day}, {clock}: somebody at the machine said “{words}”: {effect}")
    else:
        told = sentence("{day}, {clock}: {who} on {via} said “{words}”: {effect}")
    line = spoken(
        told,
        day=day_text(at.date()),
        clock=f"{at:%H:%M}",
        who=who or "",
        via=via,
        words=words,
        effect=effect,
    )
    return spoken("{line} – taken back", line=line) if undone else line


def told_missing(title: str) -> Message:
    """They are told at each close who has not shared."""
    return in_a_row(
        sentence("Done: when a run of {title} closes, I tell you who hasn’t shared."),
        sentence("`do not tell me who is missing` ends that."),
        title=title,
    )


def told_missing_no_more(title: str, *, was: bool) -> Message:
    """They are told no more."""
    if not was:
        return phrase("I don’t tell you that about {title}.", title=title)
    return phrase("Done: I don’t tell you who is missing in {title} any more.", title=title)


def only_in_chat() -> Message:
    """At the machine nobody is told anything later."""
    return phrase("That’s told to whoever says it in a chat, so please say it there.")


def missing_at_close(title: str, day: date, names: Sequence[str], count: int) -> Message:
    """Who has not shared in a run that is over: these, of so many."""
    if not count:
        return phrase("{title}, {day}: nobody is missing.", title=title, day=day_text(day))
    told = counted(
        "{title}, {day}: 1 person is missing: {names}.",
        "{title}, {day}: {count} people are missing: {names}.",
        count,
        title="{title}",
        day="{day}",
        names="{names}",
    )
    more = [spoken("{count} more", count=count - len(names))] * (count > len(names))
    return phrase(told, title=title, day=day_text(day), names=names_text([*names, *more]))


def changes(rows: Sequence[str]) -> Message:
    """Who steered the standup lately."""
    if not rows:
        return phrase("Nothing was changed here yet.")
    return phrase("**Changes, the latest first**") + bullets(rows)
