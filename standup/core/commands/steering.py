"""Commands of those who run a standup: its owners, and its helpers for what concerns a run."""

from collections.abc import Mapping
from datetime import date

from standup.core.commands import arranging, founding, polling
from standup.core.commands.arranging import ORGANISE, named
from standup.core.commands.entry import Around, Entry, MenuEntry, Read, behind_links
from standup.core.commands.said import Known, Steer
from standup.core.dates import reader
from standup.core.dates.away import FOR_GOOD, Away, AwayUnclear
from standup.core.language import sentence
from standup.core.rights import Action
from standup.core.settings import reading

HOW = {
    "who": (sentence("who"),),
    "remind missing": (sentence("remind missing"),),
    "extend": (sentence("extend 1 hour"),),
    "start now": (sentence("start now"), sentence("start now bo")),
    "pause": (sentence("pause"), sentence("pause until 5 january")),
    "resume": (sentence("resume"),),
    "cancel": (sentence("cancel next"), sentence("cancel 24 dec to 2 jan")),
    "changes": (sentence("changes"),),
    "tell me who is missing": (
        sentence("tell me who is missing"),
        sentence("do not tell me who is missing"),
    ),
    "do not tell me who is missing": (sentence("do not tell me who is missing"),),
    **arranging.HOW,
    **founding.HOW,
    **polling.HOW,
}
"""How each may be said."""


_STANDUP = {
    "en": "the standup’s name, where you run several",
    "de": "der Name des Standups, falls es mehrere sind",
    "es": "el nombre del standup, si llevas varios",
    "fr": "le nom du standup, si tu en as plusieurs",
}


def _named(name: str, *others: str) -> Mapping[str, Known]:
    return dict.fromkeys((name, *others), Steer(name))


def _alone(name: str) -> Read:
    """Reads a command that has nothing behind it but a standup."""

    def read(rest: str, around: Around) -> Known | None:
        said, standup = around.without_standup(rest)
        if said.rstrip("?").casefold() in _BY_NOW:
            return Steer(name, standup, is_marked=around.is_signed)
        return Steer(name, unclear=True, is_marked=True) if around.is_signed else None

    return read


_BY_NOW = frozenset(
    {"", "now", "yet", "today", "so far", "still", "jetzt", "noch", "heute", "hoy", "todavía", "ya"}
)


def _start(rest: str, around: Around) -> Known | None:
    said, standup = around.without_standup(rest)
    if not said:
        return Steer("start now", standup, is_marked=around.is_signed)
    said = said.removeprefix("for ")
    whom, is_signed = named(said, around), around.is_signed
    if whom is None:
        return None
    return Steer("start now", standup, given=whom, is_marked=is_signed, is_loose=not is_signed)


def _pause(rest: str, around: Around) -> Known | None:
    said, standup = around.without_standup(rest)
    if not said:
        return Steer("pause", standup, _on(around.today), is_marked=around.is_signed)
    found = _dates(said, around)
    if found is None and not around.is_signed:
        return None
    return Steer(
        "pause", standup, found, unclear=not isinstance(found, Away), is_marked=around.is_signed
    )


def _dates(said: str, around: Around) -> Away | AwayUnclear | None:
    """Which days; without a sign, words that name none are no command: "pause the video". Of
    "until the build is green" it is asked."""
    found = reader.away(said.casefold(), around.today)
    is_until = said.casefold().startswith(_UNTIL) or around.is_signed
    is_other = isinstance(found, AwayUnclear) and found.reason == "not_understood"
    return None if is_other and not is_until else found


_UNTIL = ("until ", "till ", "bis ", "hasta ")


def _on(today: date) -> Away:
    return Away(today, FOR_GOOD)


_NEXT = frozenset(
    {"next", "the next one", "next one", "nächstes mal", "naechstes mal", "das nächste mal"}
    | {"la próxima", "la proxima", "el próximo", "el proximo"}
)


def _cancel(rest: str, around: Around) -> Known | None:
    said, standup = around.without_standup(rest)
    words = said.casefold()
    if words in _NEXT:
        return Steer("cancel", standup, is_marked=around.is_signed)
    found = _dates(words, around) if words else None
    if found is None and not around.is_signed:
        return None
    is_clear = isinstance(found, Away) and found.has_end
    return Steer("cancel", standup, found, unclear=not is_clear, is_marked=around.is_signed)


def _extend(rest: str, around: Around) -> Known | None:
    said, standup = around.without_standup(rest)
    length = reading.length(said.casefold())
    if length is None and not around.is_signed:
        return None
    return Steer("extend", standup, length=length, unclear=length is None, is_marked=True)


STEERING = (
    Entry(
        "who",
        Steer,
        Action.STEER_RUN,
        told="you see who has shared today, who has not, who is away, and who cannot be reached",
        phrases=_named("who", "who is missing", "who is missing?", "who?"),
        read=_alone("who"),
        handler="steering.steer",
        steering=True,
        menu=MenuEntry(
            "who",
            {
                "en": "For owners: who has shared today, and who has not",
                "de": "Für Verantwortliche: wer heute geteilt hat und wer nicht",
                "es": "Para responsables: quién ha compartido hoy y quién no",
                "fr": "Pour les responsables : qui a partagé aujourd'hui, qui non",
            },
            _STANDUP,
            group=ORGANISE,
        ),
    ),
    Entry(
        "remind missing",
        Steer,
        Action.STEER_RUN,
        told="whoever has not answered yet is reminded",
        phrases=_named("remind missing", "remind the missing"),
        read=_alone("remind missing"),
        handler="steering.steer",
        steering=True,
        shown_first=True,
        menu=MenuEntry(
            "remind_missing",
            {
                "en": "For owners: remind those who have not answered; you see first who",
                "de": "Für Verantwortliche: erinnern, wer noch nicht geantwortet hat",
                "es": "Para responsables: recordar a quien no ha respondido",
                "fr": "Pour les responsables : rappeler à ceux qui n'ont pas répondu",
            },
            _STANDUP,
            group=ORGANISE,
        ),
    ),
    Entry(
        "yes",
        Steer,
        Action.STEER_RUN,
        told="what you were shown just now is done; a button says the same where there are any",
        phrases=_named("yes"),
        signed=frozenset({"yes"}),
        handler="steering.confirm",
        shown="/yes",
        steering=True,
    ),
    Entry(
        "extend",
        Steer,
        Action.STEER_RUN,
        told="today's deadline moves by so much",
        read=behind_links(_extend),
        handler="steering.steer",
        steering=True,
        shown_first=True,
        shown=sentence("extend 1 hour"),
        menu=MenuEntry(
            "extend",
            {
                "en": "For owners: put off today’s deadline",
                "de": "Für Verantwortliche: die heutige Frist verschieben",
                "es": "Para responsables: aplazar el plazo de hoy",
                "fr": "Pour les responsables : repousser l'échéance du jour",
            },
            {
                "en": "1 hour, or: 30 minutes",
                "de": "1 stunde oder: 30 minuten",
                "es": "1 hora, o: 30 minutos",
                "fr": "1 hour, ou : 30 minutes",
            },
            group=ORGANISE,
        ),
    ),
    Entry(
        "start now",
        Steer,
        Action.STEER_RUN,
        told=(
            "the round that comes next is asked now, and not once more at its time; `start now bo` "
            "asks Bo alone, also what is open already"
        ),
        phrases=_named("start now"),
        read=_start,
        handler="steering.steer",
        steering=True,
        shown_first=True,
        menu=MenuEntry(
            "start_now",
            {
                "en": "For owners: ask the next round now",
                "de": "Für Verantwortliche: die nächste Runde jetzt fragen",
                "es": "Para responsables: preguntar ya la próxima ronda",
                "fr": "Pour les responsables : poser la prochaine série maintenant",
            },
            _STANDUP,
            group=ORGANISE,
        ),
    ),
    Entry(
        "pause",
        Steer,
        Action.STEER,
        told=(
            "the standup asks nobody until you say `resume`; also `pause until 5 january`. What is "
            "open goes on to its end"
        ),
        read=_pause,
        handler="steering.steer",
        steering=True,
        shown_first=True,
        shown=sentence("pause"),
        menu=MenuEntry(
            "pause",
            {
                "en": "For owners: ask nobody for a while",
                "de": "Für Verantwortliche: eine Weile niemanden fragen",
                "es": "Para responsables: no preguntar a nadie un tiempo",
                "fr": "Pour les responsables : ne demander à personne un temps",
            },
            {
                "en": "until 5 january; for good when left out",
                "de": "bis 5. januar; sonst ohne Ende",
                "es": "hasta el 5 de enero; si no, sin fin",
                "fr": "until 5 january ; sinon sans fin",
            },
            group=ORGANISE,
        ),
    ),
    Entry(
        "resume",
        Steer,
        Action.STEER,
        told="the standup asks again",
        phrases=_named("resume"),
        read=_alone("resume"),
        handler="steering.steer",
        steering=True,
        menu=MenuEntry(
            "resume",
            {
                "en": "For owners: ask again after a pause",
                "de": "Für Verantwortliche: nach einer Pause wieder fragen",
                "es": "Para responsables: volver a preguntar tras una pausa",
                "fr": "Pour les responsables : reprendre après une pause",
            },
            _STANDUP,
            group=ORGANISE,
        ),
    ),
    Entry(
        "cancel",
        Steer,
        Action.STEER,
        told="the next run does not happen; also `cancel 24 dec to 2 jan`",
        read=_cancel,
        handler="steering.steer",
        steering=True,
        shown_first=True,
        shown=sentence("cancel next"),
        menu=MenuEntry(
            "cancel",
            {
                "en": "For owners: have the next run, or those of some days, not happen",
                "de": "Für Verantwortliche: den nächsten Durchgang oder einige Tage absagen",
                "es": "Para responsables: que no se haga la próxima ronda, o las de unos días",
                "fr": "Pour les responsables : annuler la prochaine fois, ou certains jours",
            },
            {
                "en": "next, or: 24 dec to 2 jan",
                "de": "nächstes mal oder: 24. dez bis 2. jan",
                "es": "la próxima, o: del 24 dic al 2 ene",
                "fr": "next, ou : 24 dec to 2 jan",
            },
            group=ORGANISE,
        ),
    ),
    Entry(
        "tell me who is missing",
        Steer,
        Action.STEER_RUN,
        told="when a run closes, you are told by direct message who has not shared",
        phrases=_named("tell me who is missing", "tell me who's missing", "tell me who’s missing"),
        read=_alone("tell me who is missing"),
        handler="steering.steer",
        steering=True,
        menu=MenuEntry(
            "tell_me_who_is_missing",
            {
                "en": "For owners: be told at each close who has not shared",
                "de": "Für Verantwortliche: nach jedem Durchgang hören, wer fehlt",
                "es": "Para responsables: saber en cada cierre quién falta",
                "fr": "Pour les responsables : savoir à chaque fin qui manque",
            },
            _STANDUP,
            group=ORGANISE,
        ),
    ),
    Entry(
        "do not tell me who is missing",
        Steer,
        Action.STEER_RUN,
        told="you are told that no more",
        phrases=_named(
            "do not tell me who is missing",
            "stop telling me who is missing",
        ),
        read=_alone("do not tell me who is missing"),
        handler="steering.steer",
        steering=True,
    ),
    Entry(
        "changes",
        Steer,
        Action.SEE_CHANGES,
        told="you see who steered the standup lately, how, when and from where",
        phrases=_named("changes"),
        read=_alone("changes"),
        handler="steering.changes",
        steering=True,
        menu=MenuEntry(
            "changes",
            {
                "en": "For owners: who changed what, when and from where",
                "de": "Für Verantwortliche: wer was wann und von wo geändert hat",
                "es": "Para responsables: quién cambió qué, cuándo y desde dónde",
                "fr": "Pour les responsables : qui a changé quoi, quand et d'où",
            },
            _STANDUP,
            group=ORGANISE,
        ),
    ),
)
