"""Dates, times and lists as people read them in their language."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Literal

from standup.core.dates.spans import Stretch, stretch_of
from standup.core.language import ENGLISH, counted, locale, now_spoken, sentence, spoken
from standup.core.reports.report import SOMEBODY
from standup.core.text.letters import without_accents
from standup.core.text.pattern import Pattern
from standup.core.zones import zone_info

# In the letters of CLDR: a translation puts them in the order and with the words of its language.
_DATE, _DATED = sentence("d MMMM"), sentence("d MMMM y")
_DAY, _FULL_DAY = sentence("EEEE d MMMM"), sentence("EEEE d MMMM y")
_MONTH, _ONLY_MONTH = sentence("MMMM y"), sentence("LLLL")
_WEEKDAY, _A_MONDAY = "EEEE", date(2024, 1, 1)
_QUARTERS = (
    sentence("the first quarter of {year}"),
    sentence("the second quarter of {year}"),
    sentence("the third quarter of {year}"),
    sentence("the fourth quarter of {year}"),
)


_IN_ENGLISH = {"EEEE": "%A", "MMMM": "%B", "LLLL": "%B", "y": "%Y"}


def _date(day: date, pattern: str) -> str:
    if now_spoken() == ENGLISH:  # which a start says, and need not wait for Babel
        parts = (str(day.day) if part == "d" else _IN_ENGLISH[part] for part in pattern.split())
        return f"{day:{' '.join(parts)}}"
    from babel.dates import format_date  # noqa: PLC0415 - as above

    return format_date(day, spoken(pattern), locale=locale())


def date_text(day: date) -> str:
    """ "26 November"."""
    return _date(day, _DATE)


def dated_text(day: date) -> str:
    """ "26 November 2026"."""
    return _date(day, _DATED)


def day_text(day: date) -> str:
    """ "Thursday 26 November"."""
    return _date(day, _DAY)


def weekday_text(number: int) -> str:
    """ "Monday", of 0."""
    return _date(_A_MONDAY + number * timedelta(days=1), _WEEKDAY)


def full_day_text(day: date) -> str:
    """ "Thursday 26 November 2026"."""
    return _date(day, _FULL_DAY)


def month_text(day: date) -> str:
    """ "November 2026"."""
    return _date(day, _MONTH)


def month_name(day: date) -> str:
    """ "November"."""
    return _date(day, _ONLY_MONTH)


def period_text(first: date, last: date) -> str:
    """ "November 2026", "the third quarter of 2026", or from which day to which."""
    match stretch_of(first, last):
        case Stretch.MONTH:
            return month_text(first)
        case Stretch.QUARTER:
            return spoken(_QUARTERS[first.month // 3], year=first.year)
        case Stretch.WEEK:
            return spoken("the week of {day}", day=full_day_text(first))
        case None:
            days = full_day_text(first), full_day_text(last)
            return spoken("{first} to {last}", first=days[0], last=days[1])


def clock_text(at: datetime, zone: str) -> str:
    """ "20:00", on the clocks of the zone."""
    return f"{at.astimezone(zone_info(zone)):%H:%M}"


def hour_text(clock: str) -> str:
    """ "20:00", as it stands behind "at" and "until": "20:00 Uhr", "las 20:00", "la 01:00"."""
    return counted("{clock}", "{clock}", int(clock[:2]), clock=clock)


def moment_text(at: datetime, zone: str, today: date) -> str:
    """ "20:00" when it is today, else "Thursday 26 November, 20:00": behind "until"."""
    local = at.astimezone(zone_info(zone))
    clock = hour_text(f"{local:%H:%M}")
    if local.date() == today:
        return clock
    return spoken("{day}, {clock}", day=day_text(local.date()), clock=clock)


def when_text(at: datetime, zone: str, today: date) -> str:
    """ "20:00" when it is today, else "Thursday 26 November, 20:00": by itself, where languages may
    say "today" as well."""
    local = at.astimezone(zone_info(zone))
    if local.date() == today:
        return spoken("{hour}", hour=hour_text(f"{local:%H:%M}"))
    return moment_text(at, zone, today)


def inside(title: str) -> str:
    """A title inside a sentence, small where the language has it so."""
    return title.lower() if now_spoken() == ENGLISH else title


def person_text(name: str) -> str:
    """What somebody is called; of whoever was forgotten, that it was somebody."""
    return spoken(SOMEBODY) if name == SOMEBODY else name


def names_text(names: Sequence[str], most: int = 40, count: int | None = None) -> str:
    """ "Ana, Bo and Chi"; beyond `most`, how many more there are of all `count` of them."""
    count = len(names) if count is None else count
    if count > most:
        shown = ", ".join(names[:most])
        return spoken("{names} and {count} more", names=shown, count=count - most)
    if len(names) < 2:
        return "".join(names)
    return _listed(names, "standard")


def either_text(names: Sequence[str]) -> str:
    """ "Ana, Bo or Chi"."""
    return _listed(names, "or")


def _listed(names: Sequence[str], style: Literal["standard", "or"]) -> str:
    from babel.lists import format_list  # noqa: PLC0415 - a start need not wait for it

    told = format_list(list(names), style=style, locale=locale())
    return before_its_sound(told, names[-1]) if now_spoken() == _SPANISH else told


_SPANISH = "es"
_SOUNDS = {  # before which a word is said otherwise: `Inés`, not `hielo` or `Yara`; `Olga`, `hotel`
    "y": ("e", Pattern(r"i|hi(?![aeou])|y(?![aeiou])")),
    "o": ("u", Pattern(r"h?o")),
}


def before_its_sound(told: str, last: str) -> str:
    """ "Ana e Inés", "ayer u hoy": a Spanish list, whose last word this is, as it is said."""
    sound = without_accents(last.strip("«»“”\"'`#* ").casefold())
    for word, (otherwise, before) in _SOUNDS.items():
        if before.match(sound) and told.endswith(f" {word} {last}"):
            return f"{told.removesuffix(f'{word} {last}')}{otherwise} {last}"
    return told


def percent_text(percent: int) -> str:
    """ "84%"."""
    return spoken("{percent}%", percent=percent)


def grouped_text(count: int) -> str:
    """ "12,345"."""
    from babel.numbers import format_decimal  # noqa: PLC0415 - a start need not wait for it

    return format_decimal(count, locale=locale())


def decimal_text(digits: str) -> str:
    """A number that stands in digits with a point, with what the language writes for it."""
    return digits.replace(".", spoken("."))
