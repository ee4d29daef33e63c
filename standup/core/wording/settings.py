"""What the bot says of what somebody sets for themselves, and of what is set."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from standup.core.dates.away import FOR_GOOD
from standup.core.messages.markup import Message, Span, bullets, phrase, phrase_spans
from standup.core.model import Nudge, Quiet
from standup.core.settings.overlay import Why
from standup.core.settings.setting import (
    Cancelled,
    InQuiet,
    InZone,
    OnDays,
    Paused,
    Remind,
    Setting,
    Value,
)
from standup.core.wording.times import day_text, names_text, weekday_text
from standup.core.zones import zone_info

HOW = {
    "timezone": "`timezone Athens`, or `timezone as the team`",
    "remind": "`remind me 30 minutes before`, `remind me at 16:00`, `no reminders`, or "
    "`reminders as the team`",
    "my days": "`my days mon-thu`, or `my days as the team`",
    "quiet": "`quiet 20:00-8:00`, or `quiet off`",
}
"""How each is said, as markup."""
_BACK = {
    "timezone": "timezone as the team",
    "remind": "remind me as the team",
    "my days": "my days as the team",
    "quiet": "quiet off",
}


def clock(time: timedelta) -> str:
    """ "16:00"."""
    minutes = time // timedelta(minutes=1)
    return f"{minutes // 60:02}:{minutes % 60:02}"


def length(time: timedelta) -> str:
    """ "1 hour and 30 minutes"."""
    days, rest = divmod(time // timedelta(minutes=1), 24 * 60)
    named = ((days, "day"), (rest // 60, "hour"), (rest % 60, "minute"))
    return names_text([f"{n} {unit}{'s' * (n != 1)}" for n, unit in named if n]) or "no time"


def days(numbers: Sequence[int] | frozenset[int]) -> str:
    """ "Monday to Thursday", "Monday and Friday"."""
    found = sorted(numbers)
    if len(found) > 2 and found == list(range(found[0], found[-1] + 1)):
        return f"{weekday_text(found[0])} to {weekday_text(found[-1])}"
    return names_text([weekday_text(one) for one in found])


def meaning(value: Value) -> str:
    """What a value says, as the end of a sentence."""
    match value:
        case InZone(zone):
            told = f"I go by the clocks of {zone}"
        case Remind(nudge):
            told = _nudge(nudge)
        case OnDays(numbers):
            told = f"I ask you on {days(numbers)} alone"
        case InQuiet(Quiet(first, last)):
            told = f"I only reply between {clock(first)} and {clock(last)}"
        case Paused(first, last):
            until = "" if last == FOR_GOOD else f" until {day_text(last)}"
            told = f"it asks nobody from {day_text(first)}{until}"
        case Cancelled(first, last):
            until = "" if last == first else f" to {day_text(last)}"
            told = f"it does not happen on {day_text(first)}{until}"
    return told


def _nudge(nudge: Nudge) -> str:
    if nudge.before is not None:
        return f"I remind you {length(nudge.before)} before the deadline"
    return f"I remind you at {clock(nudge.at)}" if nudge.at is not None else "I do not remind you"


def done(value: Value, title: str | None, at: datetime) -> Message:
    """Something was set."""
    where = " in {title}" if title else ""
    if isinstance(value, InZone):
        return phrase(
            "Done: from the next question on I go by the clocks of {zone}, where it is {now} now. "
            "`undo` takes that back.",
            zone=value.zone,
            now=f"{at.astimezone(zone_info(value.zone)):%H:%M}",
        )
    more = _consequence(value)
    told = "Done: {what}" + where + "." + (f" {more}" if more else "") + " `undo` takes that back."
    return phrase(told, what=meaning(value), title=title or "")


def _consequence(value: Value) -> str:
    match value:
        case OnDays():
            return "No other day counts as missed."
        case InQuiet():
            return "A question waits until then, unless it would be too late."
        case Remind(Nudge(None, None)):
            return "You still get the questions."
    return ""


def dropped(name: str, title: str | None) -> Message:
    """Something holds as the team has it."""
    where = " in {title}" if title else ""
    told = {
        "timezone": "Done: I go by your team's time zone again",
        "remind": "Done: I remind you as I remind the team" + where,
        "my days": "Done: I ask you on the team's days" + where,
        "quiet": "Done: no more quiet hours",
    }[name]
    return phrase(told + ".", title=title or "")


def nothing_to_drop(name: str) -> Message:
    """It was never set."""
    return phrase("You have not set that. To set it, say " + HOW[name] + ".")


def asked(name: str, holds: Value | None, zone: str, now: datetime) -> Message:
    """How it is now, and how it can be said."""
    if name == "timezone":
        text = phrase(
            "I go by the clocks of {zone}, where it is {now} now.",
            zone=zone,
            now=f"{now.astimezone(zone_info(zone)):%H:%M}",
        )
    elif holds is not None:
        text = phrase("Now {what}.", what=meaning(holds))
    else:
        text = phrase("You have not set that yet.")
    return text + phrase("To change it, say " + HOW[name] + ".")


def not_read(name: str) -> Message:
    """Marked as a command, and not understood."""
    return phrase("I did not understand that. Say " + HOW[name] + ".")


def which_zone(zones: Sequence[str]) -> Message:
    """An abbreviation that several zones have."""
    rows = [phrase_spans("`timezone {zone}`", zone=zone) for zone in zones]
    return phrase("That could be several zones. Which one is yours?") + bullets(rows)


def refused(titles: Sequence[str], organiser: str) -> Message:
    """The files keep it fixed."""
    return phrase(
        "That is the same for everybody in {titles}, so it cannot be changed here. {organiser} "
        "can tell you more.",
        titles=names_text(titles),
        organiser=organiser,
    )


def not_in_it(title: str) -> Message:
    """A standup that they take no part in."""
    return phrase("You take no part in {title}, so I ask you nothing there.", title=title)


def shown(mine: Sequence[tuple[Setting, str | None, Why | None]], zone: str) -> Message:
    """What somebody set that holds, each with how to take it back."""
    if not mine:
        text = phrase("You have set nothing: all is as your team has it. You can say")
        return text + bullets([phrase_spans(how) for how in HOW.values()])
    rows = [_row(setting, title, why, zone) for setting, title, why in mine]
    return phrase("**What you have set**") + bullets(rows)


def _row(setting: Setting, title: str | None, why: Why | None, zone: str) -> tuple[Span, ...]:
    said = setting.at.astimezone(zone_info(zone))
    where = f" in {title}" if title else ""
    idle = f" (it does nothing now: {why})" if why else ""
    what = meaning(setting.value)
    back = _BACK[setting.name] + (f" {setting.scope.standup}" if setting.scope.standup else "")
    return phrase_spans(
        "{what}. You said so on {day}; `{back}` takes it back.",
        what=f"{what[0].upper()}{what[1:]}{where}{idle}",
        day=day_text(said.date()),
        back=back,
    )


def undone(setting: Setting) -> Message:
    """A setting was taken back."""
    return phrase("Taken back: {words}.", words=f"“{setting.words}”")
