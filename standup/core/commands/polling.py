"""One question to everybody of a standup, now."""

from datetime import timedelta

from standup.core.commands.arranging import ORGANISE
from standup.core.commands.entry import Around, Entry, MenuEntry
from standup.core.commands.said import Known, Poll, Steer
from standup.core.language import sentence
from standup.core.rights import Action
from standup.core.settings import reading
from standup.core.text.name_matching import fold

HOW = {
    "poll": (
        sentence("poll Shall we meet on Friday? yes/no/maybe"),
        sentence("poll until 15:00 Where do we eat?"),
    ),
    "cancel poll": (sentence("cancel poll"),),
}
"""How it may be said."""

_LONGEST, _LONGEST_OPTION, _MOST = 300, 30, 20  # of a question, of an option, of these
_MOST_WORDS = 3  # of a standup's name


def _poll(rest: str, around: Around) -> Known | None:
    """The standup is named before all else, since anything may stand in the question."""
    standup, words = _named(rest.split(), around)
    until, words = _until(words)
    ask, options = _question(" ".join(words))
    is_one = bool(ask) and len(ask) <= _LONGEST and (around.is_signed or "?" in ask)
    if not is_one:
        return Steer("poll", unclear=True, is_marked=True) if around.is_signed else None
    is_signed = around.is_signed
    given = Poll(ask, options, until)
    return Steer("poll", standup, is_marked=is_signed, given=given, is_loose=not is_signed)


def _named(words: list[str], around: Around) -> tuple[str | None, list[str]]:
    for count in range(min(_MOST_WORDS, len(words)), 0, -1):
        if found := around.standups.get(fold(" ".join(words[:count]).rstrip(":"))):
            return found, words[count:]
    return None, words


def _until(words: list[str]) -> tuple[timedelta | None, list[str]]:
    at = reading.clock(words[1]) if words[:1] in (["until"], ["Until"]) and words[1:] else None
    return (at, words[2:]) if at is not None else (None, words)


def _question(said: str) -> tuple[str, tuple[str, ...]]:
    """What is asked, and the options that stand behind its last question mark, if they do."""
    ask, mark, rest = said.rpartition("?")
    parts = [one.strip(" .") for one in rest.split("/" if "/" in rest else ",")]
    are_options = len(parts) > 1 and all(0 < len(one) <= _LONGEST_OPTION for one in parts)
    is_each_once = len({fold(one) for one in parts}) == len(parts) <= _MOST
    if mark and ask.strip() and are_options and is_each_once:
        return f"{ask.strip()}?", tuple(parts)
    return said.strip(), ()


def _cancel(rest: str, around: Around) -> Known | None:
    said, standup = around.without_standup(rest)
    if not said:
        return Steer("cancel poll", standup, is_marked=around.is_signed)
    return Steer("cancel poll", unclear=True, is_marked=True) if around.is_signed else None


POLLING = (
    Entry(
        "poll",
        Steer,
        Action.STEER,
        told=(
            "everybody in your standup is asked that now, and what came of it stands in a thread "
            "of its own; options behind the question mark may be left out, `poll until 15:00 …` "
            "says how long (a day when left out). Where you run several standups, `poll daily …`"
        ),
        read=_poll,
        takes_any_length=True,
        handler="steering.steer",
        steering=True,
        shown_first=True,
        shown=sentence("poll Shall we meet on Friday? yes/no/maybe"),
        menu=MenuEntry(
            "poll",
            {
                "en": "For owners: ask everybody one question now",
                "de": "Für Verantwortliche: alle jetzt eine Sache fragen",
                "es": "Para responsables: preguntar ya una cosa a todos",
                "fr": "Pour les responsables : poser une question à tous",
            },
            {
                "en": "Shall we meet on Friday? yes/no/maybe",
                "de": "Treffen wir uns am Freitag? ja/nein",
                "es": "¿Nos vemos el viernes? sí/no",
                "fr": "On se voit vendredi ? oui/non",
            },
            group=ORGANISE,
        ),
    ),
    Entry(
        "cancel poll",
        Steer,
        Action.STEER,
        told=(
            "the latest poll that is open asks nobody any more, and its thread says that it was "
            "taken back; what was answered stays"
        ),
        phrases=dict.fromkeys(("cancel poll", "cancel the poll"), Steer("cancel poll")),
        read=_cancel,
        handler="steering.steer",
        steering=True,
        shown_first=True,
        shown=sentence("cancel poll"),
        menu=MenuEntry(
            "cancel_poll",
            {
                "en": "For owners: take back the poll that is open",
                "de": "Für Verantwortliche: die offene Umfrage zurücknehmen",
                "es": "Para responsables: retirar la encuesta abierta",
                "fr": "Pour les responsables : retirer le sondage en cours",
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
