"""Commands by which the open question comes back later."""

from dataclasses import replace
from datetime import timedelta

from standup.core.commands.entry import Around, Entry, MenuEntry, Read
from standup.core.commands.said import Known, Later
from standup.core.language import sentence
from standup.core.rights import Action
from standup.core.settings import reading
from standup.core.text.pattern import Pattern

_A_LITTLE = frozenset(
    {"a bit", "a little", "a while", "a moment", "a few minutes", "einem moment", "kürze"}
    | {"ein paar minuten", "einem augenblick", "un rato", "un ratito", "un momento"}
    | {"unos minutos"}
)
_UNCLEAR = Later(is_unclear=True)
_HOUR = Pattern("[0-9]{1,2}")
_SURE = timedelta(hours=13)  # an hour that there is once a day
_AGAIN = Pattern(r"(?:again|nochmals?|noch mal|noch einmal|wieder|otra vez|de nuevo)\b\s*")
_LATER = Pattern(r"(?:later|später|spaeter|nachher|más tarde|mas tarde|luego)\b\s*")
_IN = Pattern(r"(?:in|en|dentro de)\s+")
_AT = Pattern(r"(?:at|um|a(?=\s+las?\s))\s+")
_TOMORROW = Pattern(r"(?:tomorrow|morgen|mañana|manana)\b\s*")
_ABOUT = Pattern(
    r"(?:about|around|roughly|approx\.?|like|maybe|perhaps|ca\.?|circa|etwa|ungef(?:ä|ae)hr|rund|so"
    r"|vielleicht|unos|unas|como|aproximadamente)\s+"
)
_OR_SO = Pattern(r"\s+(?:or\s+so|from\s+now|oder\s+so|o\s+as[ií]|m[aá]s\s+o\s+menos)$")
_SOON = frozenset({"", "please", "today", "heute", "hoy", "bitte", "por favor", "porfa"})


def when(words: str) -> Later | None:
    """ "later", "in 20 minutes", "um 14 Uhr", "mañana a las 9:00", with or without "again"."""
    said = _OR_SO.sub("", " ".join(words.casefold().split()))
    said = _behind_any(_AGAIN, said) or said
    if (rest := _behind_any(_LATER, said)) is not None:
        rest = _AGAIN.sub("", rest).strip()
        return Later() if rest in _SOON else when(rest) or _bare(rest)
    if (rest := _behind_any(_TOMORROW, said)) is not None:
        at = _bare(_behind_any(_AT, rest) or rest) if rest else Later()
        return replace(at, tomorrow=not at.is_unclear) if at and at.after is None else None
    if (rest := _behind_any(_IN, said)) is not None:
        if rest in _A_LITTLE:
            return Later()
        length = reading.length(_behind_any(_ABOUT, rest) or rest)
        return None if length is None else Later(length)
    rest = _behind_any(_AT, said)
    rest = rest and (_behind_any(_ABOUT, rest) or rest)
    return _bare(rest) if rest and reading.length(rest) is None else None


def _behind_any(words: Pattern, said: str) -> str | None:
    """What stands behind one of the words; None where it begins with none of them."""
    found = words.match(said)
    return said[found.end() :] if found else None


def _bare(rest: str) -> Later | None:
    """ "20 minutes", "14:00", "14"; of "5" and "half past 5" it is not known which it is."""
    rest = rest.removeprefix("las ").removeprefix("la ")
    length, at = reading.length(rest), reading.clock(rest)
    if length is not None or at is not None:
        return Later(length, at)
    bare = reading.hour(rest)
    if bare is None and not _HOUR.fullmatch(rest):
        return None
    return Later(at=bare) if bare is not None and bare >= _SURE else _UNCLEAR


def _behind(name: str) -> Read:
    """Reads what stands behind a name as a part of when that is."""

    def read(rest: str, around: Around) -> Known | None:
        return when(f"{name} {rest}") or (_UNCLEAR if around.is_signed else None)

    return read


PUTTING_OFF = (
    Entry(
        "later",
        Later,
        Action.ANSWER,
        told=(
            "the open question comes back a little later, and no reminder in between; also "
            "`later at 14:00`, `ask me in an hour`; `undo` takes that back"
        ),
        phrases={"later": Later(), "snooze": Later()},
        read=_behind("later"),
        help=sentence("`later` – ask me again; or `in 20 minutes`, `at 14:00`, `tomorrow`"),
        menu=MenuEntry(
            "later",
            {
                "en": "Ask me again later",
                "de": "Frag mich später noch einmal",
                "es": "Pregúntame más tarde",
                "fr": "Redemande-moi plus tard",
            },
            {
                "en": "in 20 minutes, at 14:00, tomorrow",
                "de": "in 20 minuten, um 14:00, morgen",
                "es": "en 20 minutos, a las 14:00, mañana",
                "fr": "in 20 minutes, at 14:00, tomorrow",
            },
        ),
    ),
    Entry(
        "in",
        Later,
        Action.ANSWER,
        told="the open question comes back then, if its day is still open; also `in an hour`",
        read=_behind("in"),
        shown=sentence("in 20 minutes"),
    ),
    Entry(
        "at",
        Later,
        Action.ANSWER,
        told="the open question comes back at that time, by your clock; also `at 2pm`, `at noon`",
        read=_behind("at"),
        shown=sentence("at 14:00"),
    ),
    Entry(
        "tomorrow",
        Later,
        Action.ANSWER,
        told="the open question comes back tomorrow, if its day is open so long",
        phrases={"tomorrow": Later(tomorrow=True)},
        read=_behind("tomorrow"),
    ),
    Entry(
        "ask me",
        Later,
        Action.ANSWER,
        told="the same in more words: `ask me tomorrow`, `ask me again at 14:00`",
        read=_behind(""),
        shown=sentence("ask me in an hour"),
    ),
)
