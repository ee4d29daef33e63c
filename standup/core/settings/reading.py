"""Reads the words of a setting: times of day, lengths of time, days of the week, hours of quiet.

What cannot be read whole is None, so that it is asked about or taken for an answer.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from standup.core.language import now_spoken
from standup.core.model import Nudge, Quiet
from standup.core.schedule import APART
from standup.core.settings.setting import InQuiet, OnDays, Remind
from standup.core.text.letters import without_accents
from standup.core.text.pattern import Pattern

NEVER = Remind(Nudge())
"""No reminders."""

_MORNING = r"am|a\. ?m\.?|in the morning|morgens|vormittags|de la mañana|de la manana"
_AFTERNOON = r"pm|p\. ?m\.?|in the (?:afternoon|evening)|nachmittags|abends|de la tarde|de la noche"
_CLOCK = Pattern(
    r"(?:las? )?([01]?\d|2[0-4])(?:[:.]([0-5]\d))?\s*(h|uhr|o'clock)?"
    rf"\s*(?:({_MORNING})|({_AFTERNOON}))?"
)
_NOON = frozenset({"noon", "midday", "mittag", "mittags", "mediodía", "mediodia"})
_MIDNIGHT = frozenset({"midnight", "mitternacht", "medianoche"})
_NUMBERS = {
    **dict.fromkeys(("a", "an", "ein", "eine", "einer", "einem", "einen", "un", "una", "one"), 1),
    **dict.fromkeys(("ner", "ne", "nem"), 1),
    **dict.fromkeys(("two", "zwei", "dos", "a couple of", "couple of", "a couple"), 2),
    **dict.fromkeys(("three", "drei", "tres"), 3),
    **dict.fromkeys(("five", "fünf", "fuenf", "cinco"), 5),
    **dict.fromkeys(("ten", "zehn", "diez"), 10),
    **dict.fromkeys(("fifteen", "fünfzehn", "fuenfzehn", "quince"), 15),
    **dict.fromkeys(("twenty", "zwanzig", "veinte"), 20),
    **dict.fromkeys(("thirty", "dreißig", "dreissig", "treinta"), 30),
}
_HOUR = Pattern("[0-9]{1,2}")
_MORNING_HOURS = 12
_PART = Pattern(
    rf"(?:(\d{{1,4}}(?:[.,]\d)?)\s*|(half an|(?:einer? )?halben?|media|{'|'.join(_NUMBERS)})\s+)"
    r"(minut(?:e|es|en|o|os)|mins?|m|hours?|hrs?|horas?|stunden?|std|h|days?|tage?n?|d[ií]as?|d)\b"
    r"(?:\s*(?:and|und|y)\b)?\s*"
)
_UNITS = {
    "m": timedelta(minutes=1),
    **dict.fromkeys("hs", timedelta(hours=1)),
    **dict.fromkeys("dt", timedelta(days=1)),
}
_HALF = ("half an", "halben", "halbe", "media")
_LONGEST = timedelta(days=7)
_DAYS = {  # by language; short, the first two or three letters of each
    "en": ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    "de": ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag"),
    "es": ("lunes", "martes", "miercoles", "jueves", "viernes", "sabado", "domingo"),
}
_OTHERWISE = {"tues": 1, "weds": 2, "thur": 3, "thurs": 3, "sonnabend": 5}
_WORKDAYS, _WEEKEND, _ALL = frozenset(range(5)), frozenset((5, 6)), frozenset(range(7))
_GROUPS = {
    **dict.fromkeys(("weekdays", "workdays", "werktags", "werktage", "arbeitstage"), _WORKDAYS),
    **dict.fromkeys(("wochentags", "unter der woche", "entre semana", "laborables"), _WORKDAYS),
    "dias laborables": _WORKDAYS,
    **dict.fromkeys(("weekends", "am wochenende", "wochenenden", "fines de semana"), _WEEKEND),
    **dict.fromkeys(("every day", "all days", "jeden tag", "taglich", "alle tage"), _ALL),
    **dict.fromkeys(("todos los dias", "cada dia"), _ALL),
}
_TO = Pattern(
    r"\s*(?:-|–|—|\bto\b|\bthrough\b|\bthru\b|\buntil\b|\btill\b|\bbis\b|\bal?\b(?!\.)|\bhasta\b)\s*"
)
_AND = Pattern(r"\s*(?:,\s*(?:and|und|y)\b|,|&|\+|/|\b(?:and|und|y)\b|\s)\s*")
_FROM = Pattern(r"(?:from|between|von|zwischen|vom|de|del|desde|entre|los|el)\s+(?:(?:el|los)\s+)?")
_BEFORE = Pattern(
    r"(?:me\s+)?(.+?)\s+(?:"
    r"(?:before|ahead)(?:\s+(?:the\s+deadline|it\s+closes|the\s+end))?"
    r"|vorher|davor|vor\s+(?:der\s+frist|ablauf(?:\s+der\s+frist)?|schluss)"
    r"|antes(?:\s+del\s+(?:plazo|final|cierre))?)"
)
_NEXT_DAY = Pattern(
    r"(?:(.+?)\s+(?:(?:(?:on\s+)?the\s+)?next\s+(?:day|morning)"
    r"|am\s+n(?:ä|ae)chsten\s+(?:tag|morgen)|(?:d|)el\s+d[ií]a\s+siguiente)"
    r"|(?:(?:the\s+)?next\s+day|\+\s*1\s+day|am\s+n(?:ä|ae)chsten\s+tag|"
    r"el\s+d[ií]a\s+siguiente)\s+(?:(?:at|um|a)\s+)?(.+))"
)
_AT = Pattern(r"(?:me\s+)?(?:at|um|a(?=\s+las?\s))\s+(.+)")
_EACH = Pattern(r"\s*(?:,\s*(?:and\b|und\b|y\b)?|&|\+|\band\b|\bund\b|\by\b)\s*(?:again\b)?\s*")
_BETWEEN = Pattern(r"\s+(?:and|und|y)\s+")
_HOURS = Pattern(r"\d{1,2}")


def clock(words: str) -> timedelta | None:
    """A time of day from midnight: "16:00", "4pm", "noon", "half past 4 in the afternoon"; a bare
    number is none, nor "half past 4", of which it is not known in which half it is."""
    said = words.strip().casefold()
    if said in _NOON | _MIDNIGHT:
        return timedelta(hours=12 * (said in _NOON))
    spoken = _spoken(said)
    found = _CLOCK.fullmatch(spoken or said)
    if found is None or not any(found[number] for number in (2, 3, 4, 5)):
        return None
    if spoken and not (found[4] or found[5]) and int(found[1]) <= _MORNING_HOURS:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[4] or found[5]:
        if not 1 <= hour <= 12 or (hour == 12 and "noche" in said):
            return None
        hour = hour % 12 + 12 * bool(found[5])
    return timedelta(hours=hour, minutes=minute) if (hour, minute) <= (24, 0) else None


def _spoken(said: str) -> str | None:
    """The time in digits, where it is said as it is spoken."""
    from standup.core.settings.spoken import in_digits  # noqa: PLC0415 - with the first such words

    return in_digits(said)


def hour(words: str) -> timedelta | None:
    """A bare hour of a day: "9" or "half past 9", of which it is not known in which half it is, or
    "14"."""
    said = words.strip()
    if (spoken := _spoken(said)) and _CLOCK.fullmatch(spoken):
        return clock(spoken)
    return timedelta(hours=int(said)) if _HOUR.fullmatch(said) and int(said) < 24 else None


def deadline(words: str) -> timedelta | None:
    """A time of day, from midnight of the day asked: "17:00", "9:00 the next day"."""
    said = " ".join(words.casefold().split())
    if found := _NEXT_DAY.fullmatch(said):
        at = clock(found[1] or found[2])
        return None if at is None else at + timedelta(days=1)
    return clock(said)


def length(words: str) -> timedelta | None:
    """A length of time: "30 minutes", "1 hour", "an hour", "1h 30m"; a week at most."""
    rest, total, units = words.strip().casefold(), timedelta(0), set[timedelta]()
    while part := _PART.match(rest):
        unit, word = _UNITS[part[3][0]], part[1] or part[2]
        if unit in units:  # "60 minutes and 10 minutes" are two
            return None
        units.add(unit)
        total += unit / 2 if word.endswith(_HALF) else unit * _number(word)
        rest = rest[part.end() :]
    return total if not rest and timedelta(0) < total <= _LONGEST else None


def _number(word: str) -> float:
    return float(word.replace(",", ".")) if word[0].isdecimal() else _NUMBERS.get(word, 1)


def remind(words: str) -> Remind | None:
    """ "me 30 minutes before", "me at 16:00", "60 and 10 minutes before", "at 12:00 and 16:00"."""
    said = words.strip().casefold().removeprefix("me ").strip()
    one = _nudge(said)
    if one is not None:
        return Remind(one)
    several = list(_nudges(_EACH.split(said)))
    if len(several) < 2 or None in several:
        return None
    first, *more = dict.fromkeys(one for one in several if one is not None)
    return Remind(replace(first, more=tuple(more)))


def are_too_close(nudge: Nudge) -> bool:
    """Whether two of several reminders would come one right after the other."""
    for times in ([one.before for one in nudge.each], [one.at for one in nudge.each]):
        told = sorted(time for time in times if time is not None)
        if any(later - sooner < APART for sooner, later in pairwise(told)):
            return True
    return False


def _nudge(said: str) -> Nudge | None:
    """ "30 minutes before", "at 16:00"."""
    if found := _BEFORE.fullmatch(said):
        before = length(found[1])
        return Nudge(before=before) if before else None
    if found := _AT.fullmatch(said):
        at = clock(found[1])
        return Nudge(at=at) if at is not None else None
    return None


def _nudges(pieces: Sequence[str]) -> Iterator[Nudge | None]:
    """Each of several; "60 and 10 minutes before" and "at 12:00 and 16:00" say all of it once."""
    unit = next((piece for piece in reversed(pieces) if _BEFORE.fullmatch(piece)), "")
    unit = unit.lstrip("0123456789 ")
    is_at = False
    for piece in pieces:
        is_at = is_at or _AT.fullmatch(piece) is not None
        if _BEFORE.fullmatch(piece) or _AT.fullmatch(piece):
            yield _nudge(piece)
        elif is_at and clock(piece) is not None:
            yield _nudge(f"at {piece}")
        elif piece.isdecimal():
            yield _nudge(f"{piece} {unit}")
        else:
            yield _nudge(f"{piece} before") if unit else None


def days(words: str) -> OnDays | None:
    """ "mon-thu", "monday, wednesday and friday", "weekdays"."""
    said = without_accents(" ".join(words.casefold().split()))
    if said in _GROUPS:
        return OnDays(_GROUPS[said])
    begins = _FROM.match(said)
    found: set[int] = set()
    for piece in _AND.split(_TO.sub("-", said[begins.end() if begins else 0 :])):
        first, dash, last = piece.partition("-")
        ends = (_day(first), _day(last) if dash else _day(first))
        if None in ends:
            return None
        found |= _from_to(*ends)  # type: ignore[arg-type]
    return OnDays(frozenset(found)) if found else None


def _from_to(first: int, last: int) -> set[int]:
    return {(first + n) % 7 for n in range((last - first) % 7 + 1)}


def _day(word: str) -> int | None:
    """A day of the week by any of its names; "do" is one where one language is spoken that has it
    so: Thursday in German, Sunday in Spanish."""
    said = word.removesuffix(".")
    said = (
        said.removesuffix("s") if said.endswith(("days", "tags", "sabados", "domingos")) else said
    )
    if said in _OTHERWISE:
        return _OTHERWISE[said]
    by_language = {
        language: n
        for language, names in _DAYS.items()
        for n, day in enumerate(names)
        if said in {day, day[:3], day[:2]}
    }
    found = set(by_language.values())
    return by_language.get(now_spoken()) if len(found) > 1 else next(iter(found), None)


def quiet(words: str) -> InQuiet | None:
    """ "20:00-8:00", "from 8pm to 8am"."""
    said = " ".join(words.casefold().split())
    begins = _FROM.match(said)
    pieces = _TO.split(_BETWEEN.sub("-", said[begins.end() if begins else 0 :]))
    if len(pieces) == 2 and _HOURS.fullmatch(pieces[0]) and pieces[1].endswith((" uhr", " h")):
        pieces[0] += " uhr"  # "von 20 bis 8 Uhr"
    ends = [clock(piece) for piece in pieces]
    if len(ends) != 2 or ends[0] is None or ends[1] is None or ends[0] == ends[1]:
        return None
    return InQuiet(Quiet(ends[0] % timedelta(days=1), ends[1] % timedelta(days=1)))
