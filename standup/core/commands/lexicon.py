"""What commands are called beside English, while that language is spoken.

A name may stand for the first words of a command; what follows is read as it is in English.
"""

from collections.abc import Mapping
from functools import cache

from standup.core.language import now_spoken
from standup.core.text.letters import with_digraphs, without_accents

CALLED: Mapping[str, Mapping[str, str]] = {
    "de": {
        "hilfe alles": "help all",
        "hilfe": "help",
        "heute auslassen": "skip run",
        "heute aussetzen": "skip run",
        "auslassen": "skip",
        "warum": "why",
        "später": "later",
        "nachher": "later",
        "erst morgen": "tomorrow",
        "um": "at",
        "frag mich wie das team": "ask me as the team",
        "frag mich um": "ask me at",
        "frag mich": "ask me",
        "weg bis freitag": "away until friday",
        "weg": "away",
        "zurück": "back",
        "ändern": "edit",
        "rückgängig": "undo",
        "bericht": "report",
        "suche": "search",
        "punkt": "item",
        "punkte": "items",
        "karte": "map",
        "behalte": "keep",
        "mein bericht": "my report",
        "bericht teilen": "share my report",
        "jetzt antworten": "report",
        "teambericht": "team report",
        "mein verlauf": "my history",
        "verlauf": "history",
        "mitmachen": "join",
        "abmelden": "leave",
        "verbinden": "link",
        "trennen": "unlink",
        "wo fragst du mich": "prefer",
        "frag mich auf": "prefer",
        "wer liest das": "who reads this",
        "veröffentlichen": "publish",
        "von der seite nehmen": "unpublish",
        "meine daten": "export me",
        "vergiss mich jetzt": "forget me now",
        "vergiss mich": "forget me",
        "sprache": "language",
        "einstellungen": "settings",
        "zeitzone wie das team": "timezone as the team",
        "zeitzone": "timezone",
        "keine erinnerungen": "no reminders",
        "keine hinweise": "no hints",
        "hinweise aus": "hints off",
        "hinweise an": "hints on",
        "hinweise": "hints",
        "erinnere mich wie das team": "remind me as the team",
        "erinnere mich": "remind me",
        "erinner mich": "remind me",
        "erinnern": "remind",
        "meine wochentage wie das team": "my days as the team",
        "meine wochentage": "my days",
        "meine tage": "my days",
        "weniger erinnerungen": "fewer reminders",
        "ruhezeit aus": "quiet off",
        "ruhezeit": "quiet",
        "wer fehlt": "who",
        "fehlende erinnern": "remind missing",
        "ja": "yes",
        "verlängern um": "extend",
        "verlängern": "extend",
        "jetzt starten": "start now",
        "pausieren": "pause",
        "fortsetzen": "resume",
        "nächstes mal absagen": "cancel next",
        "absagen": "cancel",
        "änderungen": "changes",
        "sag mir wer fehlt": "tell me who is missing",
        "sag mir nicht mehr wer fehlt": "do not tell me who is missing",
        "uhrzeit": "time",
        "tage": "days",
        "frist": "deadline",
        "frage": "ask",
        "hinzufügen": "add",
        "entfernen": "remove",
        "kanal": "channel",
        "umfrage": "poll",
        "umfrage absagen": "cancel poll",
        "umfrage zurücknehmen": "cancel poll",
        "einladen": "invite",
        "neues standup": "new standup",
        "archivieren": "archive",
    },
    "es": {
        "ayuda todo": "help all",
        "ayuda": "help",
        "saltar hoy": "skip run",
        "saltar": "skip",
        "por qué": "why",
        "más tarde": "later",
        "luego": "later",
        "mañana": "tomorrow",
        "a las": "at",
        "pregúntame como el equipo": "ask me as the team",
        "pregúntame a las": "ask me at",
        "a la": "at",
        "en": "in",
        "dentro de": "in",
        "pregúntame": "ask me",
        "fuera hasta el viernes": "away until friday",
        "fuera": "away",
        "volver": "back",
        "cambiar": "edit",
        "deshacer": "undo",
        "estado": "status",
        "informe": "report",
        "buscar": "search",
        "punto": "item",
        "puntos": "items",
        "mapa": "map",
        "guarda": "keep",
        "mi informe": "my report",
        "compartir mi informe": "share my report",
        "responder ahora": "report",
        "informe del equipo": "team report",
        "mi historial": "my history",
        "historial": "history",
        "participar": "join",
        "darme de baja": "leave",
        "conectar": "link",
        "desconectar": "unlink",
        "dónde me preguntas": "prefer",
        "pregúntame en": "prefer",
        "quién lee esto": "who reads this",
        "publicar": "publish",
        "quitar de la página": "unpublish",
        "mis datos": "export me",
        "olvídame ahora": "forget me now",
        "olvídame": "forget me",
        "idioma": "language",
        "ajustes": "settings",
        "zona horaria como el equipo": "timezone as the team",
        "zona horaria": "timezone",
        "sin recordatorios": "no reminders",
        "sin pistas": "no hints",
        "pistas no": "hints off",
        "pistas sí": "hints on",
        "pistas": "hints",
        "recuérdame como al equipo": "remind me as the team",
        "recuérdame": "remind me",
        "recordar": "remind",
        "mis días como el equipo": "my days as the team",
        "mis días": "my days",
        "sin horas de silencio": "quiet off",
        "menos recordatorios": "fewer reminders",
        "horas de silencio no": "quiet off",
        "horas de silencio": "quiet",
        "quién falta": "who",
        "recordar a quien falta": "remind missing",
        "sí": "yes",
        "ampliar": "extend",
        "empezar ya": "start now",
        "pausar": "pause",
        "reanudar": "resume",
        "cancelar la próxima": "cancel next",
        "cancelar": "cancel",
        "cambios": "changes",
        "dime quién falta": "tell me who is missing",
        "no me digas quién falta": "do not tell me who is missing",
        "hora": "time",
        "días": "days",
        "plazo": "deadline",
        "pregunta": "ask",
        "añadir": "add",
        "quitar": "remove",
        "canal": "channel",
        "encuesta": "poll",
        "cancelar encuesta": "cancel poll",
        "anular encuesta": "cancel poll",
        "anular la encuesta": "cancel poll",
        "invitar": "invite",
        "nuevo standup": "new standup",
        "archivar": "archive",
    },
}


_LONGEST = max(name.count(" ") + 1 for names in CALLED.values() for name in names)


def in_english(words: list[str], language: str) -> list[str]:
    """The words with the English name of the command that they begin with, where they do."""
    names = _english(language)
    for size in range(min(_LONGEST, len(words)) if names else 0, 0, -1):
        said = without_accents(" ".join(words[:size]).casefold()).lstrip("¿¡")
        said = said.removesuffix("?") if len(words) == size else said
        if said in names:
            return [*names[said].split(), *words[size:]]
    return words


def rest_behind(name: str, said: str) -> str:
    """What stands behind a command's English name, in whichever language the command was said."""
    words = in_english(said.split(), now_spoken())
    return " ".join(words[name.count(" ") + 1 :])


def names_of(command: str) -> tuple[str, ...]:
    """What a command may be called while the language is spoken that is: its English name last."""
    own = CALLED.get(now_spoken(), {})
    return (*(name for name, english in own.items() if english == command), command)


def called(command: str) -> str:
    """What a command is called in the language that is spoken: `weg bis freitag`."""
    sign = "/" if command.startswith("/") else ""
    words, names = command.removeprefix("/").split(), _own(now_spoken())
    for size in range(len(words), 0, -1):
        if name := names.get(" ".join(words[:size])):
            return sign + " ".join([name, *words[size:]])
    return command


@cache
def _english(language: str) -> Mapping[str, str]:
    """The English name by each that the language has, as it may be typed."""
    return {
        without_accents(typed): english
        for name, english in CALLED.get(language, {}).items()
        for typed in (name, with_digraphs(name))
    }


@cache
def _own(language: str) -> Mapping[str, str]:
    """What the language calls each command, the first name it has for it."""
    found: dict[str, str] = {}
    for name, english in CALLED.get(language, {}).items():
        found.setdefault(english, name)
    return found
