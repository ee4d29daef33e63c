"""Commands of owners that make a standup, or put one away."""

import re

from standup.core.commands.arranging import ORGANISE
from standup.core.commands.entry import Around, Entry, MenuEntry
from standup.core.commands.said import Known, Named, Steer
from standup.core.language import sentence
from standup.core.rights import Action
from standup.core.text.name_matching import fold
from standup.core.text.pattern import Pattern

HOW = {
    "new standup": (sentence("new standup called Retro"),),
    "archive": (sentence("archive"),),
}
"""How each may be said."""

_LONGEST = 60  # of a title, which stands in headings
_FROM = Pattern(
    r"(?:^|(?P<before>.+?)\s+)(?:from|like|wie|como)\s+(?P<standup>.+?)"
    r"(?:\s+(?:called|named|namens|llamado)\s+(?P<title>.+))?",
    re.IGNORECASE,
)
_CALLED = Pattern(r"(?:called|named|namens|llamado)\s+(?P<title>.+)", re.IGNORECASE)
_QUOTES = "\"'“”„«»‘’ "


def _new(rest: str, around: Around) -> Known | None:
    """The standup that it is to be like, which one of several has to be named, and its title."""
    said = " ".join(rest.split())
    found, called = _FROM.fullmatch(said), _CALLED.fullmatch(said)
    standup = around.standups.get(fold(found["standup"])) if found else None
    title = (found and (found["before"] or found["title"])) or (called and called["title"]) or ""
    title = (again["title"] if (again := _CALLED.fullmatch(title)) else title).strip(_QUOTES)
    is_clear = (standup is not None or not found) and len(title) <= _LONGEST
    if not around.is_signed and (not is_clear or (standup is None and not called)):
        return None
    loose = not around.is_signed
    if not is_clear or (said and not found and not called):
        return Steer("new standup", unclear=True, is_marked=True)
    return Steer("new standup", standup, is_marked=not loose, given=Named(title), is_loose=loose)


def _archive(rest: str, around: Around) -> Known | None:
    said, standup = around.without_standup(rest)
    if not said:
        loose = not around.is_signed and standup is None
        return Steer("archive", standup, is_marked=around.is_signed, is_loose=loose)
    return Steer("archive", unclear=True, is_marked=True) if around.is_signed else None


FOUNDING = (
    Entry(
        "new standup",
        Steer,
        Action.STEER,
        told=(
            "there is one more, which asks the same people the same at the same times as yours "
            "until you change it; where you run several, `new standup from daily called Retro`. "
            "`archive` puts it away"
        ),
        read=_new,
        handler="steering.steer",
        steering=True,
        shown_first=True,
        shown=sentence("new standup called Retro"),
        menu=MenuEntry(
            "new_standup",
            {
                "en": "For owners: one more standup, like one there is",
                "de": "Für Verantwortliche: noch ein Standup wie ein anderes",
                "es": "Para responsables: otro standup como uno que hay",
                "fr": "Pour les responsables : un autre standup comme un existant",
            },
            {
                "en": "called Retro",
                "de": "namens Retro",
                "es": "llamado Retro",
                "fr": "called Retro",
            },
            group=ORGANISE,
        ),
    ),
    Entry(
        "archive",
        Steer,
        Action.STEER,
        told=(
            "the standup asks nobody any more and posts no more reports; what was shared stays, "
            "and `resume` brings it back"
        ),
        read=_archive,
        handler="steering.steer",
        steering=True,
        shown_first=True,
        shown=sentence("archive"),
        menu=MenuEntry(
            "archive",
            {
                "en": "For owners: put a standup away; what was shared stays",
                "de": "Für Verantwortliche: ein Standup weglegen; Geteiltes bleibt",
                "es": "Para responsables: archivar un standup; lo compartido queda",
                "fr": "Pour les responsables : ranger un standup ; le partagé reste",
            },
            {
                "en": "the standup’s name, where you run several",
                "de": "der Name des Standups, falls es mehrere sind",
                "es": "el nombre del standup, si llevas varios",
                "fr": "le nom du standup, si tu en as plusieurs",
            },
            group=ORGANISE,
        ),
    ),
)
