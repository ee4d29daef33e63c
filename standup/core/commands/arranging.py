"""Commands of owners about what a standup is: its times, days, words and people."""

from collections.abc import Callable
from datetime import timedelta

from standup.core.commands.entry import Around, Entry, MenuEntry, MenuGroup, Read
from standup.core.commands.said import AtTime, Given, Known, OnTheseDays, Steer, Whom, Wording
from standup.core.rights import Action
from standup.core.settings import reading
from standup.core.settings.setting import OnDays
from standup.core.text.pattern import Pattern

HOW = {
    "time": ("time 10:00", "time evening 19:00"),
    "days": ("days mon-thu",),
    "deadline": ("deadline 12:00", "deadline evening 21:00", "deadline 9:00 the next day"),
    "ask": ("ask 2 What is in your way?",),
    "add": ("add bo",),
    "remove": ("remove bo",),
}
"""How each may be said."""

_MANY_WORDS = 6  # more than that name no round and nobody
_LONGEST = 300  # of a question, as in YAML
_LINKING = frozenset({"at", "to", "for", "on", "is", "the"})
_NUMBER = Pattern(r"(?:question\s+)?#?(\d{1,2})[.:)]?\s+(\S.*)")
_BETWEEN = Pattern(r"\s*(?:,\s*and\b|,|&|\band\b)\s*")

Take = Callable[[str], Given | None]


def people(words: str) -> Whom | None:
    """ "bo", "@bo, ana and Cy Young"."""
    names = tuple(name.lstrip("@") for name in _BETWEEN.split(words.strip()))
    return Whom(names) if all(names) else None


def _read(name: str, take: Take, *, is_loose: bool = False) -> Read:
    """Reads a command whose words a function takes; without a sign, only if it takes them all."""

    def read(rest: str, around: Around) -> Known | None:
        said, standup = around.without_standup(rest)
        given = take(said) if said else None
        if given is None:
            return Steer(name, unclear=True, is_marked=True) if around.is_signed else None
        loose = is_loose or bool(getattr(given, "round", ""))
        return Steer(
            name,
            standup,
            is_marked=around.is_signed,
            given=given,
            is_loose=loose and not around.is_signed,
        )

    return read


def _split(words: str, reads: Callable[[str], object]) -> tuple[object, str] | None:
    """What the words at one end mean, and the name of the round at the other."""
    pieces = words.split()
    if len(pieces) > _MANY_WORDS:
        return None
    for at in range(len(pieces)):
        for said, left in ((pieces[at:], pieces[:at]), (pieces[: len(pieces) - at], pieces[-at:])):
            meant = reads(" ".join(said))
            if meant is not None:
                return meant, _round(left if at else [])
    return None


def _round(words: list[str]) -> str:
    while words and words[0].casefold() in _LINKING:
        words = words[1:]
    while words and words[-1].casefold() in _LINKING:
        words = words[:-1]
    return " ".join(words)


def _at(reads: Callable[[str], timedelta | None]) -> Take:
    def take(words: str) -> Given | None:
        found = _split(words, reads)
        return AtTime(found[0], found[1]) if found and isinstance(found[0], timedelta) else None

    return take


def _on(words: str) -> Given | None:
    found = _split(words, reading.days)
    if found is None or not isinstance(found[0], OnDays):
        return None
    return OnTheseDays(found[0].days, found[1])


def _ask(rest: str, around: Around) -> Known | None:
    """The standup is named before the number, since anything may stand in the question."""
    found, standup = _NUMBER.search(rest), None
    if found and found.start():
        before, standup = around.without_standup(rest[: found.start()].strip())
        found = found if standup and not before else None
    if found is not None and len(found[2]) <= _LONGEST:
        given = Wording(int(found[1]), found[2])
        loose = not around.is_signed
        return Steer("ask", standup, is_marked=not loose, given=given, is_loose=loose)
    if not around.is_signed:
        return None
    left, standup = around.without_standup(rest)
    if left:
        return Steer("ask", unclear=True, is_marked=True)
    return Steer("ask", standup, is_marked=True, given=Wording())


ORGANISE = MenuGroup(
    "organise",
    {
        "en": "For owners: what concerns everybody",
        "de": "Für Verantwortliche: was alle betrifft",
        "es": "Para responsables: lo que toca a todos",
        "fr": "Pour les responsables : ce qui touche tout le monde",
    },
)

_NAMES = {
    "en": "a name, or several: bo, ana",
    "de": "ein Name oder mehrere: bo, ana",
    "es": "un nombre o varios: bo, ana",
    "fr": "un nom ou plusieurs : bo, ana",
}

ARRANGING = (
    Entry(
        "time",
        Steer,
        Action.STEER,
        told=(
            "your standup asks at that time from the next day on that has not begun anywhere; "
            "`time evening 19:00` where it has several rounds"
        ),
        read=_read("time", _at(reading.clock)),
        handler="steering.steer",
        steering=True,
        shown="time 10:00",
        menu=MenuEntry(
            "time",
            {
                "en": "For owners: when the standup asks",
                "de": "Für Verantwortliche: wann das Standup fragt",
                "es": "Para responsables: cuándo pregunta el standup",
                "fr": "Pour les responsables : quand le standup demande",
            },
            {
                "en": "10:00, or: evening 19:00",
                "de": "10:00 oder: evening 19:00",
                "es": "10:00, o: evening 19:00",
                "fr": "10:00, ou : evening 19:00",
            },
            group=ORGANISE,
        ),
    ),
    Entry(
        "days",
        Steer,
        Action.STEER,
        told="your standup asks on these days of the week; also `days mon, wed and fri`",
        read=_read("days", _on),
        handler="steering.steer",
        steering=True,
        shown="days mon-thu",
        menu=MenuEntry(
            "days",
            {
                "en": "For owners: on which days the standup asks",
                "de": "Für Verantwortliche: an welchen Tagen das Standup fragt",
                "es": "Para responsables: qué días pregunta el standup",
                "fr": "Pour les responsables : quels jours le standup demande",
            },
            {
                "en": "mon-thu, or: mon, wed and fri",
                "de": "mon-thu oder: mon, wed and fri",
                "es": "mon-thu, o: mon, wed and fri",
                "fr": "mon-thu, ou : mon, wed and fri",
            },
            group=ORGANISE,
        ),
    ),
    Entry(
        "deadline",
        Steer,
        Action.STEER,
        told=(
            "answers are in time until then, from the next day on that has not begun; also "
            "`deadline evening 21:00`, `deadline 9:00 the next day`"
        ),
        read=_read("deadline", _at(reading.deadline)),
        handler="steering.steer",
        steering=True,
        shown="deadline 12:00",
        menu=MenuEntry(
            "deadline",
            {
                "en": "For owners: until when answers are in time",
                "de": "Für Verantwortliche: bis wann Antworten rechtzeitig sind",
                "es": "Para responsables: hasta cuándo se responde a tiempo",
                "fr": "Pour les responsables : jusqu'à quand répondre",
            },
            {
                "en": "12:00, or: evening 21:00",
                "de": "12:00 oder: evening 21:00",
                "es": "12:00, o: evening 21:00",
                "fr": "12:00, ou : evening 21:00",
            },
            group=ORGANISE,
        ),
    ),
    Entry(
        "ask",
        Steer,
        Action.STEER,
        told=(
            "the question of that number is put in your words from the next run on; `/ask` lists "
            "them. Where you run several standups, `ask daily 2 …`"
        ),
        read=_ask,
        takes_any_length=True,
        handler="steering.steer",
        steering=True,
        shown="ask 2 What is in your way?",
        menu=MenuEntry(
            "ask",
            {
                "en": "For owners: put a question in other words",
                "de": "Für Verantwortliche: eine Frage anders stellen",
                "es": "Para responsables: formular una pregunta de otro modo",
                "fr": "Pour les responsables : poser une question autrement",
            },
            {
                "en": "2 What is in your way? Left out, you see them all",
                "de": "2 What is in your way? Sonst siehst du alle",
                "es": "2 What is in your way? Si no, las ves todas",
                "fr": "2 What is in your way? Sinon, tu les vois toutes",
            },
            group=ORGANISE,
        ),
    ),
    Entry(
        "add",
        Steer,
        Action.STEER,
        told="they take part from the next asking on; they have to be among the bot’s people",
        read=_read("add", people, is_loose=True),
        handler="steering.steer",
        steering=True,
        shown="add bo",
        menu=MenuEntry(
            "add",
            {
                "en": "For owners: have somebody take part",
                "de": "Für Verantwortliche: jemanden mitmachen lassen",
                "es": "Para responsables: que alguien participe",
                "fr": "Pour les responsables : faire participer quelqu'un",
            },
            _NAMES,
            group=ORGANISE,
        ),
    ),
    Entry(
        "remove",
        Steer,
        Action.STEER,
        told="they are asked no more; what they have open goes on to its end",
        read=_read("remove", people, is_loose=True),
        handler="steering.steer",
        steering=True,
        shown_first=True,
        shown="remove bo",
        menu=MenuEntry(
            "remove",
            {
                "en": "For owners: ask somebody no more",
                "de": "Für Verantwortliche: jemanden nicht mehr fragen",
                "es": "Para responsables: no preguntar más a alguien",
                "fr": "Pour les responsables : ne plus demander à quelqu'un",
            },
            _NAMES,
            group=ORGANISE,
        ),
    ),
)
