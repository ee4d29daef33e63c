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
        "auslassen": "skip",
        "warum": "why",
        "später": "later",
        "erst morgen": "tomorrow",
        "um": "at",
        "frag mich wie das team": "ask me as the team",
        "frag mich um": "ask me at",
        "weg bis freitag": "away until friday",
        "weg": "away",
        "zurück": "back",
        "ändern": "edit",
        "rückgängig": "undo",
        "suche": "search",
        "mein bericht": "my report",
        "bericht teilen": "share my report",
        "jetzt antworten": "report",
        "teambericht": "team report",
        "mein verlauf": "my history",
        "abmelden": "leave",
        "verbinden": "link",
        "wer liest das": "who reads this",
        "meine daten": "export me",
        "vergiss mich jetzt": "forget me now",
        "vergiss mich": "forget me",
        "sprache": "language",
        "einstellungen": "settings",
        "zeitzone wie das team": "timezone as the team",
        "zeitzone": "timezone",
        "keine erinnerungen": "no reminders",
        "ruhezeit aus": "quiet off",
        "ruhezeit": "quiet",
    },
    "es": {
        "ayuda todo": "help all",
        "ayuda": "help",
        "saltar hoy": "skip run",
        "saltar": "skip",
        "por qué": "why",
        "más tarde": "later",
        "mañana": "tomorrow",
        "a las": "at",
        "pregúntame como el equipo": "ask me as the team",
        "pregúntame a las": "ask me at",
        "en": "in",
        "fuera hasta el viernes": "away until friday",
        "fuera": "away",
        "volver": "back",
        "cambiar": "edit",
        "deshacer": "undo",
        "estado": "status",
        "buscar": "search",
        "mi informe": "my report",
        "compartir mi informe": "share my report",
        "responder ahora": "report",
        "informe del equipo": "team report",
        "mi historial": "my history",
        "darme de baja": "leave",
        "conectar": "link",
        "quién lee esto": "who reads this",
        "mis datos": "export me",
        "olvídame ahora": "forget me now",
        "olvídame": "forget me",
        "idioma": "language",
        "ajustes": "settings",
        "zona horaria como el equipo": "timezone as the team",
        "zona horaria": "timezone",
        "sin recordatorios": "no reminders",
        "horas de silencio no": "quiet off",
        "horas de silencio": "quiet",
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
