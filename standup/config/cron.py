"""Cron lines: five fields that give days and the one time of the day."""

import re
from datetime import date, timedelta

from standup.config.problems import WrongError, did_you_mean, shown
from standup.core import schedule
from standup.core.cron import CronError
from standup.core.model import Accountability

EXAMPLE = '"30 9 * * thu"'
FIELDS = f"five fields: minute hour day month weekday, such as {EXAMPLE}"
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def cron(text: str) -> str:
    """A cron line with single spaces, in small letters. Raises WrongError."""
    fields = text.lower().split()
    if len(fields) != 5:
        raise WrongError(f"`{shown(text)}` has {_count(fields)} instead of five", FIELDS)
    _check_words(fields[2], "day of the month", ())
    _check_words(fields[3], "month", _MONTHS)
    _check_words(fields[4], "weekday", _WEEKDAYS)
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


def _count(fields: list[str]) -> str:
    return "one field" if len(fields) == 1 else f"{len(fields)} fields"


def _check_words(field: str, what: str, known: tuple[str, ...]) -> None:
    if not re.fullmatch(r"[0-9a-z*,/?#-]{1,60}", field):
        raise WrongError(f"`{shown(field)}` is no {what}", FIELDS)
    for word in re.findall(r"[a-z]+", field):
        if word in known or (word == "l" and known != _MONTHS):
            continue
        expected = (
            ", ".join(known) if known else "numbers from 1 to 31, `*`, or `l` for the last day"
        )
        raise WrongError(f"`{shown(word)}` is no {what}", expected, _meant(word, known))


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
                f"`{shown(field)}` is no {name}", f"a number from 0 to {highest}; {FIELDS}"
            )


def _check_days(line: str) -> None:
    try:
        schedule.wall_time(line)
    except CronError as error:
        raise WrongError(f"`{shown(line)}` will not do: {shown(str(error))}", FIELDS) from None


def _dates(line: str) -> set[date]:
    """The dates of about two years, on which two lines can be compared."""
    every_day = Accountability(line, "UTC", 1)
    dates: set[date] = set()
    day: date | None = date(2027, 12, 31)
    while day and day.year < 2030:
        day = schedule.next_post(every_day, day)
        dates |= {day} if day else set()
    return dates
