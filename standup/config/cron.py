"""Cron lines: five fields that give days and the one time of the day."""

import re
from datetime import date, timedelta

from standup.config.problems import WrongError, did_you_mean, shown
from standup.core import schedule
from standup.core.cron import MONTHS, WEEKDAYS, Cron, CronError
from standup.core.cron import read as read_cron
from standup.core.model import Accountability
from standup.core.text.pattern import Pattern

EXAMPLE = '"30 9 * * thu"'
FIELDS = f"five fields: minute hour day month weekday, such as {EXAMPLE}"
NTH = "`thu#1` to `thu#5` for the first to the fifth Thursday of a month, `L4` for its last"
_LONGEST = 31
_DAY = f"({'|'.join(WEEKDAYS)})"
_LAST = Pattern(rf"(?:l|last)-?{_DAY}|(?:{_DAY}|([0-7]))-?(?:l|last)")
_COUNTED = Pattern(rf"{_DAY}-?([1-5])|([1-5])-?{_DAY}")


def cron(text: str) -> str:
    """A cron line with single spaces, in small letters. Raises WrongError."""
    fields = text.lower().split()
    if len(fields) != 5:
        raise _not_five(text, fields)
    _check_words(fields[2], "day of the month", ())
    _check_words(fields[3], "month", MONTHS)
    _check_words(fields[4], "weekday", WEEKDAYS)
    _check_once_a_day(fields[0], fields[1])
    line = " ".join(fields)
    _check_days(line)
    return line


def opening(line: str) -> timedelta:
    """The time after midnight at which a checked cron line fires."""
    return schedule.wall_time(line)


def asks_whenever(earlier: str, later: str) -> bool:
    """Whether the earlier checked line fires on every day on which the later one does."""
    if earlier.split()[2:] in (later.split()[2:], ["*", "*", "*"]):
        return True
    return _dates(later) <= _dates(earlier)


def either(line: str) -> tuple[str, str] | None:
    """What a checked line does that is hardly meant: a stretch of dates *or* a weekday. And what
    to write if days that are both are meant."""
    found = read_cron(line)
    dates = sorted(found.dates.numbers)
    is_stretch = len(dates) > 2 and len(dates) == dates[-1] - dates[0] + 1
    is_stretch |= found.dates.last and not dates  # `L * thu` looks like the last Thursday
    if not found.is_either or not (is_stretch or len(found.weekdays.every) == len(WEEKDAYS)):
        return None
    time, on, month, weekday = " ".join(line.split()[:2]), *line.split()[2:]
    what = f"`{shown(on)}` and `{shown(weekday)}`: cron takes the days of either, not only of both"
    if len(found.weekdays.every) == len(WEEKDAYS):
        return what, f"`{time} {on} {month} *`"
    if len(dates) == _LONGEST:
        return what, f"`{time} * {month} {weekday}`"
    if counted := _counted(found, dates):
        return what, f"`{time} * {month} {counted}`, if days that are both are meant"
    return what, "`*` for one of the two"


def _counted(found: Cron, dates: list[int]) -> str:
    """The weekdays of a week of the month in numbers: `thu#1` for `1-7`, `L4` for `25-31`."""
    if found.weekdays.nth or found.weekdays.last:
        return ""
    if dates and dates[0] % 7 == 1 and len(dates) == 7:
        nth = dates[-1] // 7
        return ",".join(f"{WEEKDAYS[one]}#{nth}" for one in sorted(found.weekdays.every))
    if not dates or (dates[-1] == _LONGEST and 22 <= dates[0] <= 25):
        return ",".join(f"L{one}" for one in sorted(found.weekdays.every))
    return ""


def _not_five(text: str, fields: list[str]) -> WrongError:
    number = "one field" if len(fields) == 1 else f"{len(fields)} fields"
    what = f"`{shown(text)}` has {number} instead of five"
    for extra, rest, called in (
        (f"the first, `{shown(fields[0])}`," if fields else "", fields[1:], "the seconds"),
        (f"the last, `{shown(fields[-1])}`," if fields else "", fields[:-1], "seconds or a year"),
        ("the first and the last", fields[1:-1], "seconds and a year"),
    ):
        if line := _taken(rest):
            return WrongError(f"{what}: {extra} would be {called}", FIELDS, f"`{line}`")
    return WrongError(what, FIELDS)


def _taken(fields: list[str]) -> str:
    try:
        return cron(" ".join(fields)) if len(fields) == 5 else ""
    except WrongError:
        return ""


def _check_words(field: str, what: str, known: tuple[str, ...]) -> None:
    if not re.fullmatch(r"[0-9a-z*,/?#-]{1,60}", field):
        raise WrongError(f"`{shown(field)}` is not a valid {what}", FIELDS)
    for item in field.split(","):
        if known == WEEKDAYS and (nth := _nth(item)):
            raise WrongError(f"`{shown(item)}` is not a valid {what}", NTH, f"`{nth}`")
    for word in re.findall(r"[a-z]+", field):
        if word in known or (word == "l" and known != MONTHS):
            continue
        expected = (
            _in_order(known) if known else "numbers from 1 to 31, `*`, or `l` for the last day"
        )
        raise WrongError(f"`{shown(word)}` is not a valid {what}", expected, _meant(word, known))


def _nth(item: str) -> str:
    """What others write for the last or the second Thursday, as cron does: `thul`, `4l`, `thu2`."""
    if found := _LAST.fullmatch(item):
        name = found[1] or found[2]
        return f"L{WEEKDAYS.index(name) if name else found[3]}"
    if found := _COUNTED.fullmatch(item):
        return f"{found[1] or found[4]}#{found[2] or found[3]}"
    return ""


def _in_order(names: tuple[str, ...]) -> str:
    """The names as people count them, the week from Monday."""
    return ", ".join(names if names == MONTHS else (*names[1:], names[0]))


def _meant(word: str, known: tuple[str, ...]) -> str:
    starts = word[:3]
    return f"`{starts}`" if starts in known else did_you_mean(word, known)


def _check_once_a_day(minute: str, hour: str) -> None:
    for name, field, highest in (("minute", minute, 59), ("hour", hour, 23)):
        if re.fullmatch(r"[0-9*,/?-]{1,60}", field) and not field.isdigit():
            raise WrongError(
                f"the {name} `{shown(field)}` gives more than one time a day",
                f"one {name}; for two times a day write two rounds",
            )
        if not re.fullmatch(r"[0-9]{1,2}", field) or int(field) > highest:
            raise WrongError(
                f"`{shown(field)}` is not a valid {name}", f"a number from 0 to {highest}; {FIELDS}"
            )


def _check_days(line: str) -> None:
    try:
        schedule.wall_time(line)
    except CronError as error:
        expected = NTH if set("#l") & set(line.split()[4]) else FIELDS
        raise WrongError(f"`{shown(line)}` doesn't work: {error}", expected) from None


def _dates(line: str) -> set[date]:
    """The dates of about two years, on which two lines can be compared."""
    every_day = Accountability(line, "UTC", 1)
    dates: set[date] = set()
    day: date | None = date(2027, 12, 31)
    while day and day.year < 2030:
        day = schedule.next_post(every_day, day)
        dates |= {day} if day else set()
    return dates
