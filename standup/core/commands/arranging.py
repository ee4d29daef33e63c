"""Commands of owners about what a standup is: its times, days, words and people."""

from collections.abc import Callable
from datetime import timedelta

from standup.core.commands.entry import Around, Entry, MenuEntry, MenuGroup, Read, behind_links
from standup.core.commands.said import (
    AtTime,
    AwayFor,
    Given,
    Known,
    OnTheseDays,
    Place,
    Steer,
    Whom,
    Wording,
)
from standup.core.dates import reader
from standup.core.dates.away import Away
from standup.core.language import now_spoken, sentence
from standup.core.rights import Action
from standup.core.settings import reading
from standup.core.settings.setting import OnDays
from standup.core.text.pattern import Pattern

AWAY, BACK = "away somebody", "back somebody"
"""What is said of others is called so, since `away` and `back` are said of oneself."""

HOW = {
    "time": (sentence("time 10:00"), sentence("time evening 19:00")),
    "days": (sentence("days mon-thu"),),
    "deadline": (
        sentence("deadline 12:00"),
        sentence("deadline evening 21:00"),
        sentence("deadline 9:00 the next day"),
    ),
    "ask": (sentence("ask 2 What is in your way?"),),
    "channel": (sentence("channel #daily"), sentence("channel here")),
    "add": (sentence("add bo"),),
    "remove": (sentence("remove bo"),),
    "invite": (sentence("invite bo"),),
    AWAY: (sentence("away bo until friday"),),
    BACK: (sentence("back bo"),),
}
"""How each may be said."""

_MANY_WORDS = 6  # more than that name no round and nobody
_LONGEST = 300  # of a question, as in YAML
_LINKING = frozenset({"at", "to", "for", "on", "is", "the"})
_NUMBER = Pattern(r"(?:question\s+)?#?(\d{1,2})[.:)]?\s+(\S.*)")
_BETWEEN = Pattern(r"\s*(?:,\s*and\b|,|&|\band\b)\s*")

_NOBODY = frozenset(  # words that stand in nobody's name
    {"in", "from", "now", "soon", "by", "again", "home", "online", "until", "till", "with", "a"}
    | {"an", "of", "my", "our", "some", "more", "all", "after", "every", "this", "that", "its"}
    | {"den", "das", "dem", "einen", "eine", "alten", "aus", "im", "zum", "zur", "mit", "und"}
    | {"el", "los", "las", "al", "un", "una", "con", "en", "para", "lo"}
)

Take = Callable[[str], Given | None]


def people(words: str) -> Whom | None:
    """ "bo", "@bo, ana and Cy Young"."""
    names = tuple(name.lstrip("@") for name in _BETWEEN.split(_without_a(words)))
    return Whom(names) if all(names) else None


def _without_a(words: str) -> str:
    """Without what Spanish says before whom something is done to."""
    return words.strip().removeprefix("a ") if now_spoken() == "es" else words.strip()


def named(words: str, around: Around) -> Whom | None:
    """The people that words name; without a sign, only those that can hardly be anything else."""
    found = people(words)
    said = {word.casefold() for word in _without_a(words).split()}
    is_likely = len(words.split()) <= _MANY_WORDS and not any(map(str.isdigit, words))
    is_likely = is_likely and not said & (_NOBODY | _LINKING)
    return found if is_likely or around.is_signed else None


def away_for(rest: str, around: Around) -> Known | None:
    """ "bo until friday", "@bo and cy", as whoever runs a standup says of others."""
    said, standup = around.without_standup(rest)
    words = said.split()
    for at in range(1, len(words) + 1):
        whom = named(" ".join(words[:at]), around)
        when = reader.away(" ".join(words[at:]).casefold(), around.today)
        if whom is not None and isinstance(when, Away):
            given = AwayFor(whom.names, when)
            is_marked = around.is_signed
            return Steer(AWAY, standup, is_marked=is_marked, given=given, is_loose=not is_marked)
    return Steer(AWAY, unclear=True, is_marked=True) if around.is_signed else None


def _of_people(name: str) -> Read:
    """Reads a command about people, which without a sign may be something else."""

    def read(rest: str, around: Around) -> Known | None:
        said, standup = around.without_standup(rest)
        whom = named(said, around) if said else None
        if whom is None:
            return Steer(name, unclear=True, is_marked=True) if around.is_signed else None
        is_marked = around.is_signed
        return Steer(name, standup, is_marked=is_marked, given=whom, is_loose=not is_marked)

    return read


back_for = _of_people(BACK)
"""Reads "bo", "@bo and cy"."""


def _read(name: str, take: Take) -> Read:
    """Reads a command whose words a function takes; without a sign, only if it takes them all."""

    def read(rest: str, around: Around) -> Known | None:
        said, standup = around.without_standup(rest)
        given = take(said) if said else None
        if given is None:
            return Steer(name, unclear=True, is_marked=True) if around.is_signed else None
        loose = bool(getattr(given, "round", ""))
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


HERE = "here"
_HERE = frozenset({HERE, "hier", "aquí", "aqui"})
_CHANNEL = Pattern(r"[#@!<-].+|https://matrix\.to/\S+|\d+")


def _channel(rest: str, around: Around) -> Known | None:
    said, standup = around.without_standup(rest)
    words = said.split()
    adapter = words.pop(0) if len(words) == 2 and words[0] in around.platforms else ""
    is_plain = len(words) == 1 and (words[0].casefold() in _HERE or _CHANNEL.fullmatch(words[0]))
    if len(words) != 1 or not (is_plain or around.is_signed):
        return Steer("channel", unclear=True, is_marked=True) if around.is_signed else None
    place = HERE if words[0].casefold() in _HERE else words[0]
    given = Place(place, adapter)
    return Steer("channel", standup, is_marked=around.is_signed, given=given)


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
        read=behind_links(_read("time", _at(reading.clock))),
        handler="steering.steer",
        steering=True,
        shown=sentence("time 10:00"),
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
                "de": "10:00 oder: abend 19:00",
                "es": "10:00, o: tarde 19:00",
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
        read=behind_links(_read("days", _on)),
        handler="steering.steer",
        steering=True,
        shown=sentence("days mon-thu"),
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
                "de": "mo-do oder: mo, mi und fr",
                "es": "lun-jue, o: lun, mié y vie",
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
        read=behind_links(_read("deadline", _at(reading.deadline))),
        handler="steering.steer",
        steering=True,
        shown=sentence("deadline 12:00"),
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
                "de": "12:00 oder: abend 21:00",
                "es": "12:00, o: tarde 21:00",
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
        shown=sentence("ask 2 What is in your way?"),
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
                "de": "2 Was steht dir im Weg? Sonst siehst du alle",
                "es": "2 ¿Qué te frena? Si no, las ves todas",
                "fr": "2 What is in your way? Sinon, tu les vois toutes",
            },
            group=ORGANISE,
        ),
    ),
    Entry(
        "channel",
        Steer,
        Action.STEER,
        told=(
            "your standup posts there from its next run on, on the platform on which you say so; "
            "`channel here` where you are. If the bot cannot write there, all stays as it was and "
            "you are told why. `channel matrix !room:example.org` names another platform"
        ),
        read=behind_links(_channel),
        handler="steering.steer",
        steering=True,
        shown_first=True,
        shown=sentence("channel #daily"),
        menu=MenuEntry(
            "channel",
            {
                "en": "For owners: where the standup posts",
                "de": "Für Verantwortliche: wo das Standup postet",
                "es": "Para responsables: dónde publica el standup",
                "fr": "Pour les responsables : où le standup publie",
            },
            {"en": "#daily, or: here"}
            | {"de": "#daily oder: here", "es": "#daily, o: here", "fr": "#daily, ou : here"},
            group=ORGANISE,
        ),
    ),
    Entry(
        "add",
        Steer,
        Action.STEER,
        told="they take part from the next asking on; they have to be among the bot’s people",
        read=_of_people("add"),
        handler="steering.steer",
        steering=True,
        shown=sentence("add bo"),
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
        read=_of_people("remove"),
        handler="steering.steer",
        steering=True,
        shown_first=True,
        shown=sentence("remove bo"),
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
    Entry(
        "invite",
        Steer,
        Action.STEER,
        told=(
            "the bot writes to them that you run the standup and that it asks them there; where it "
            "cannot write first, you get words to send them, which hold no code"
        ),
        read=_of_people("invite"),
        handler="steering.steer",
        steering=True,
        shown_first=True,
        shown=sentence("invite bo"),
        menu=MenuEntry(
            "invite",
            {
                "en": "For owners: have the bot write to somebody",
                "de": "Für Verantwortliche: den Bot jemandem schreiben lassen",
                "es": "Para responsables: que el bot escriba a alguien",
                "fr": "Pour les responsables : que le bot écrive à quelqu'un",
            },
            _NAMES,
            group=ORGANISE,
        ),
    ),
    Entry(
        AWAY,
        Steer,
        Action.STEER,
        told=(
            "they are not asked in your standup on these days, and show as away; also `away bo and "
            "ana next week`. They are told, and may take it back"
        ),
        read=away_for,
        handler="steering.steer",
        steering=True,
        shown_first=True,
        shown=sentence("away bo until friday"),
        menu=MenuEntry(
            "away_somebody",
            {
                "en": "For owners: somebody is away from the standup",
                "de": "Für Verantwortliche: jemand fehlt entschuldigt",
                "es": "Para responsables: alguien está fuera",
                "fr": "Pour les responsables : quelqu'un est absent",
            },
            dict.fromkeys(("en", "de", "es", "fr"), "bo until friday"),
            group=ORGANISE,
        ),
    ),
    Entry(
        BACK,
        Steer,
        Action.STEER,
        told="what you said of their being away holds no more, and they are told",
        read=back_for,
        handler="steering.steer",
        steering=True,
        shown_first=True,
        shown=sentence("back bo"),
        menu=MenuEntry(
            "back_somebody",
            {
                "en": "For owners: somebody is away no more",
                "de": "Für Verantwortliche: jemand ist wieder da",
                "es": "Para responsables: alguien ya no está fuera",
                "fr": "Pour les responsables : quelqu'un est de retour",
            },
            _NAMES,
            group=ORGANISE,
        ),
    ),
)
