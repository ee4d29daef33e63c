"""Commands by which the open question comes back later."""

from dataclasses import replace
from datetime import timedelta

from standup.core.commands.entry import Around, Entry, MenuEntry, Read
from standup.core.commands.said import Known, Later
from standup.core.language import sentence
from standup.core.rights import Action
from standup.core.settings import reading
from standup.core.text.pattern import Pattern

_A_LITTLE = frozenset({"a bit", "a little", "a while", "a moment", "a few minutes"})
_UNCLEAR = Later(is_unclear=True)
_HOUR = Pattern("[0-9]{1,2}")


def when(words: str) -> Later | None:
    """ "later", "in 20 minutes", "at 14:00", "tomorrow at 9:00", with or without "again"."""
    said = " ".join(words.casefold().split()).removeprefix("again ")
    first, _, rest = said.partition(" ")
    if first == "later":
        return Later() if rest in {"", "please", "today"} else when(rest) or _bare(rest)
    if first == "tomorrow":
        at = _bare(rest.removeprefix("at ")) if rest else Later()
        return replace(at, tomorrow=not at.is_unclear) if at and at.after is None else None
    if first == "in" and rest in _A_LITTLE:
        return Later()
    if first == "in" and (length := reading.length(rest)) is not None:
        return Later(length)
    return _bare(rest) if first == "at" and reading.length(rest) is None else None


def _bare(rest: str) -> Later | None:
    """ "20 minutes", "14:00", "14"; of "5" it is not known which of the two it is."""
    length, at = reading.length(rest), reading.clock(rest)
    if length is not None or at is not None:
        return Later(length, at)
    if not _HOUR.fullmatch(rest):
        return None
    return Later(at=timedelta(hours=int(rest))) if 13 <= int(rest) <= 23 else _UNCLEAR


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
            dict.fromkeys(("en", "de", "es", "fr"), "in 20 minutes, at 14:00, tomorrow"),
        ),
    ),
    Entry(
        "in",
        Later,
        Action.ANSWER,
        told="the open question comes back then, if its day is still open; also `in an hour`",
        read=_behind("in"),
        shown="in 20 minutes",
    ),
    Entry(
        "at",
        Later,
        Action.ANSWER,
        told="the open question comes back at that time, by your clock; also `at 2pm`, `at noon`",
        read=_behind("at"),
        shown="at 14:00",
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
        shown="ask me in an hour",
    ),
)
