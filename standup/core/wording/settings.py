"""What the bot says of what somebody sets for themselves, and of what is set."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from standup.core.commands.table import entry_named
from standup.core.dates.away import FOR_GOOD
from standup.core.language import counted, sentence, spoken
from standup.core.messages.markup import Message, Span, bullets, in_a_row, phrase, phrase_spans
from standup.core.model import Chosen, Nudge, Quiet
from standup.core.settings.overlay import Why
from standup.core.settings.setting import (
    NAMES,
    Archived,
    AsBefore,
    AskMeAt,
    Asks,
    AsksAt,
    AsksOn,
    ByProfile,
    Cancelled,
    ClosesAt,
    Founded,
    InQuiet,
    InZone,
    LetBe,
    NoHints,
    OfStandup,
    OnDays,
    Paused,
    PostsIn,
    Remind,
    Setting,
    StillIn,
    TakesPart,
    TellsMissing,
    Value,
)
from standup.core.wording.times import clock_text, day_text, hour_text, names_text, weekday_text
from standup.core.zones import date_in

_ZONE, _REMIND, _DAYS, _QUIET, _ASK_ME, _HINTS = (
    NAMES[one] for one in (InZone, Remind, OnDays, InQuiet, AskMeAt, NoHints)
)
_HOW = {
    _ZONE: sentence("You can say `timezone Athens` or `timezone as the team`."),
    _REMIND: sentence(
        "You can say `remind me 30 minutes before`, `remind me at 16:00`, `no reminders` or "
        "`reminders as the team`."
    ),
    _DAYS: sentence("You can say `my days mon-thu` or `my days as the team`."),
    _QUIET: sentence("You can say `quiet 20:00-8:00` or `quiet off`."),
    _ASK_ME: sentence("You can say `ask me at 10:15` or `ask me as the team`."),
    _HINTS: sentence("You can say `no hints` or `hints on`."),
}
_BACK = {
    _ZONE: sentence("timezone as the team"),
    _REMIND: sentence("remind me as the team"),
    _DAYS: sentence("my days as the team"),
    _QUIET: sentence("quiet off"),
    _ASK_ME: sentence("ask me as the team"),
    _HINTS: sentence("hints on"),
}
_DROPPED = {
    _ZONE: sentence("I go by your team’s time zone again"),
    _REMIND: sentence("I’ll remind you when I remind the team"),
    _DAYS: sentence("I’ll ask you on the team’s days"),
    _QUIET: sentence("you have no more quiet hours"),
    _ASK_ME: sentence("I’ll ask you when I ask your team"),
    _HINTS: sentence("I’ll tell you again what’s near to your plan"),
}
_WHY = {
    Why.NOBODY: sentence("I don’t know who it’s for"),
    Why.NO_STANDUP: sentence("there’s no such standup"),
    Why.NOT_IN_IT: sentence("you aren’t in it"),
    Why.NO_ZONE: sentence("there’s no such time zone"),
    Why.FIXED: sentence("it’s the same for everybody there"),
    Why.NO_ROUND: sentence("there’s no such question any more"),
    Why.OUTSIDE: sentence("it’s outside the hours you can choose from there"),
    Why.OUT_OF_ORDER: sentence("it doesn’t fit the other times there"),
}
_NOT_SET = sentence("You haven’t set that.")
_DONE, _DONE_IN = sentence("Done: {what}."), sentence("Done in {title}: {what}.")
_DAY = timedelta(days=1)
UNDO = sentence("`undo` takes that back.")
NOT_READ = sentence("I didn’t understand that.")


def clock(time: timedelta) -> str:
    """ "16:00"."""
    minutes = time // timedelta(minutes=1)
    return hour_text(f"{minutes // 60:02}:{minutes % 60:02}")


def closing(time: timedelta) -> str:
    """ "17:00", "09:00 the next day"."""
    if time > _DAY:
        return spoken("{time} the next day", time=clock(time - _DAY))
    return clock(time)


def length(time: timedelta) -> str:
    """ "1 hour and 30 minutes"."""
    days, rest = divmod(time // timedelta(minutes=1), 24 * 60)
    hours, minutes = divmod(rest, 60)
    told = [counted("1 day", "{count} days", days)] * (days > 0)
    told += [counted("1 hour", "{count} hours", hours)] * (hours > 0)
    told += [counted("1 minute", "{count} minutes", minutes)] * (minutes > 0)
    return names_text(told) or spoken("no time")


def days(numbers: Sequence[int] | frozenset[int]) -> str:
    """ "Monday to Thursday", "Monday and Friday"."""
    found = sorted(numbers)
    if len(found) > 2 and found == list(range(found[0], found[-1] + 1)):
        first, last = weekday_text(found[0]), weekday_text(found[-1])
        return spoken("{first} to {last}", first=first, last=last)
    return names_text([weekday_text(one) for one in found])


def meaning(value: Value) -> str:
    """What a value says, as the end of a sentence."""
    match value:
        case InZone(zone) | ByProfile(zone):
            told = spoken("I go by {zone} time", zone=zone)
        case StillIn(zone, until):
            told = spoken("up to {day} I still go by {zone} time", day=day_text(until), zone=zone)
        case Remind(nudge):
            told = _nudge(nudge)
        case OnDays(numbers):
            told = spoken("I’ll only ask you on {days}", days=days(numbers))
        case LetBe():
            told = spoken("I’ll let you be until I hear from you")
        case InQuiet(Quiet(start, end)):
            told = spoken(
                "I’ll only reply between {first} and {last}", first=clock(start), last=clock(end)
            )
        case AskMeAt(Chosen(_, time)) if time is not None:
            told = spoken("I’ll ask you at {time}", time=clock(time))
        case AskMeAt():
            told = spoken(_DROPPED[_ASK_ME])
        case NoHints():
            told = spoken("I won’t tell you what’s near to your plan")
        case Paused(first, last) if last == FOR_GOOD:
            told = spoken("it asks nobody from {day} on", day=day_text(first))
        case Paused(first, last) if first == last:
            told = spoken("it asks nobody on {day}", day=day_text(first))
        case Paused(first, last):
            told = spoken(
                "it asks nobody from {first} up to and including {last}",
                first=day_text(first),
                last=day_text(last),
            )
        case Cancelled(first, last) if first == last:
            told = spoken("it doesn’t happen on {day}", day=day_text(first))
        case Cancelled(first, last):
            told = spoken(
                "it doesn’t happen from {first} to {last}",
                first=day_text(first),
                last=day_text(last),
            )
        case Archived(first):
            told = spoken("it asks nobody any more from {day} on", day=day_text(first))
        case _:
            told = _of_standup(value)
    return told


def _of_standup(value: OfStandup) -> str:
    match value:
        case Founded(standup):
            told = spoken("there is “{title}”", title=standup.title)
        case AsksAt(round_, time):
            told = spoken("it asks “{round}” at {time}", round=round_, time=clock(time))
        case ClosesAt(round_, time):
            told = spoken("the deadline of “{round}” is {time}", round=round_, time=closing(time))
        case AsksOn(numbers, None):
            told = spoken("it asks on {days}", days=days(numbers))
        case AsksOn(numbers, only):
            told = spoken("it asks “{round}” on {days}", round=only, days=days(numbers))
        case Asks(_, _, ask):
            told = spoken("it asks “{ask}”", ask=ask)
        case TakesPart(people, takes=True):
            told = spoken("it asks {names}", names=names_text(people))
        case TakesPart(people):
            told = spoken("it doesn’t ask {names}", names=names_text(people))
        case PostsIn(adapter, place):
            told = spoken("it posts in {place} on {platform}", place=place, platform=adapter)
        case TellsMissing(person):
            told = spoken("{person} is told at each close who is missing", person=person)
        case AsBefore(until):
            told = spoken("up to {day} its times are as before", day=day_text(until))
    return told


def _nudge(nudge: Nudge) -> str:
    if nudge.more:
        return spoken("I’ll remind you {times}", times=names_text([_time(n) for n in nudge.each]))
    if nudge.before is not None:
        return spoken("I’ll remind you {length} before the deadline", length=length(nudge.before))
    if nudge.at is not None:
        return spoken("I’ll remind you at {clock}", clock=clock(nudge.at))
    return spoken("I won’t remind you")


def _time(nudge: Nudge) -> str:
    """One of several times to be reminded."""
    if nudge.at is not None:
        return spoken("at {clock}", clock=clock(nudge.at))
    return spoken("{length} before the deadline", length=length(nudge.before or timedelta(0)))


def done(value: Value, title: str | None, at: datetime) -> Message:
    """Something was set."""
    if isinstance(value, InZone):
        from_now = sentence(
            "Done: from the next question on I’ll go by {zone} time, where it’s {now} now."
        )
        return in_a_row(from_now, UNDO, zone=value.zone, now=clock_text(at, value.zone))
    told = _DONE_IN if title else _DONE
    return in_a_row(told, *_consequence(value), UNDO, what=meaning(value), title=title or "")


def _consequence(value: Value) -> Sequence[str]:
    match value:
        case OnDays():
            return [sentence("No other day counts as missed.")]
        case InQuiet():
            return [sentence("Questions wait until that’s over, unless it’d be too late by then.")]
        case Remind(Nudge(None, None)):
            return [sentence("You still get the questions.")]
    return []


def by_profile(zone: str, platform: str) -> Message:
    """The profile of their account says another zone."""
    return in_a_row(
        sentence("I’ll ask you in {zone} time, as your profile on {platform} says."),
        sentence("`timezone Athens` changes it, `timezone as the team` goes by your team’s."),
        zone=zone,
        platform=platform,
    )


def dropped(name: str, title: str | None) -> Message:
    """Something holds as the team has it."""
    what = spoken(_DROPPED[name])
    return in_a_row(_DONE_IN if title else _DONE, UNDO, what=what, title=title or "")


def nothing_to_drop(name: str) -> Message:
    """It was never set."""
    return in_a_row(_NOT_SET, _HOW[name])


def asked(name: str, holds: Value | None, zone: str, now: datetime) -> Message:
    """How it is now, and how it can be said."""
    if name == _ZONE:
        text = phrase(
            "I go by {zone} time, where it’s {now} now.",
            zone=zone,
            now=clock_text(now, zone),
        )
    elif holds is not None:
        text = phrase("Right now: {what}.", what=meaning(holds))
    else:
        text = phrase(_NOT_SET)
    return text + phrase(_HOW[name])


def not_read(name: str) -> Message:
    """Marked as a command, and not understood."""
    return in_a_row(NOT_READ, _HOW[name])


def which_zone(zones: Sequence[str]) -> Message:
    """An abbreviation that several zones have."""
    rows = [phrase_spans("`timezone {zone}`", zone=zone) for zone in zones]
    return phrase("That could be several time zones. Which one is yours?") + bullets(rows)


def too_many_reminders(most: int, titles: Sequence[str], organiser: str) -> Message:
    """More times to be reminded than the organiser lets anybody have."""
    told = counted(
        "In {titles} I only remind people once a question. {organiser} can tell you more.",
        "In {titles} I remind people {count} times a question at most. {organiser} can tell you "
        "more.",
        most,
        titles="{titles}",
        organiser="{organiser}",
    )
    return phrase(told, titles=names_text(titles), organiser=organiser)


def too_close() -> Message:
    """Reminders that would come one right after the other."""
    return phrase("Those are too close together. Please leave five minutes between two reminders.")


def only_so_many(titles: Sequence[str]) -> Message:
    """Where not all of them hold."""
    return phrase("In {titles} only the first of these hold.", titles=names_text(titles))


def refused(titles: Sequence[str], organiser: str) -> Message:
    """The files keep it fixed."""
    return phrase(
        "That’s the same for everybody in {titles}, so it can’t be changed here. {organiser} can "
        "tell you more.",
        titles=names_text(titles),
        organiser=organiser,
    )


def not_in_it(title: str) -> Message:
    """A standup that they take no part in."""
    return phrase("You aren’t in {title}, so I don’t ask you anything there.", title=title)


def shown(mine: Sequence[tuple[Setting, str | None, Why | None]], zone: str) -> Message:
    """What somebody set that holds, each with how to take it back."""
    if not mine:
        text = phrase("You haven’t set anything, so it’s all as your team has it. You can say:")
        return text + bullets([phrase_spans(entry_named(name).help) for name in _HOW])
    rows = [_row(setting, title, why, zone) for setting, title, why in mine]
    return phrase("**What you’ve set**") + bullets(rows)


def _row(setting: Setting, title: str | None, why: Why | None, zone: str) -> tuple[Span, ...]:
    what = meaning(setting.value)
    told = [sentence("In {title}: {what}.") if title else sentence("{what}.")]
    told += [sentence("But it does nothing now: {why}.")] * (why is not None)
    if isinstance(setting.value, ByProfile):
        told.append(sentence("Your profile on {platform} says so; `timezone …` changes it."))
        back = ""
    else:
        told.append(sentence("You said so on {day}; `{back}` takes it back."))
        back = spoken(_BACK[setting.name])
    return phrase_spans(
        " ".join(map(spoken, told)),
        what=what if title else what[0].upper() + what[1:],
        title=title or "",
        why=spoken(_WHY[why]) if why else "",
        day=day_text(date_in(zone, setting.at)),
        platform=setting.source.via,
        back=f"{back} {setting.scope.standup}" if setting.scope.standup else back,
    )


def picked_up(dropped: Sequence[Setting]) -> Message:
    """It is as they had said, before they wanted it no more."""
    words = list(dict.fromkeys(f"“{one.words}”" for one in dropped))
    return phrase("That holds again: {words}.", words=names_text(words))


def undone(setting: Setting) -> Message:
    """A setting was taken back."""
    return phrase("Taken back: “{words}”.", words=setting.words)
