"""What commands are called beside English, while that language is spoken.

A name may stand for the first words of a command; what follows is read as it is in English.
"""

from collections.abc import Iterator, Mapping
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

ALSO: Mapping[str, Mapping[str, str]] = {  # what we read, and never say
    "en": {
        "time zone": "timezone",
        "tz": "timezone",
        "quiet hours": "quiet",
        "be quiet": "quiet",
        "my working days": "my days",
        "my work days": "my days",
        "my workdays": "my days",
        "my day": "my days",
        "working days": "my days",
        "work days": "my days",
        "only ask me on": "my days",
        "only ask me": "my days",
        "ask me only on": "my days",
        "ask me only": "my days",
        "reminder": "remind",
        "reminders": "remind",
        "no more reminders": "no reminders",
        "turn off reminders": "no reminders",
        "turn reminders off": "no reminders",
        "turn off the reminders": "no reminders",
        "stop the reminders": "no reminders",
        "stop reminders": "no reminders",
        "stop reminding me": "no reminders",
        "do not remind me anymore": "no reminders",
        "do not remind me any more": "no reminders",
        "less reminders": "fewer reminders",
        "my history": "history",
        "answer now": "report",
        "snooze": "later",
        "l8r": "later",
        "not away anymore": "back",
        "no longer away": "back",
        "save": "keep",
        "around": "at",
        "who is left": "who",
        "who has not answered": "who",
        "who is still missing": "who",
        "who is missing": "who",
        "who changed what": "changes",
        "remind the missing ones": "remind missing",
        "remind everyone who is missing": "remind missing",
        "remind everybody who is missing": "remind missing",
        "unpause": "resume",
        "extend the deadline": "extend",
        "start the standup now": "start now",
        "create a new standup": "new standup",
        "create new standup": "new standup",
        "make a new standup": "new standup",
        "undo my last message": "undo",
        "undo my last update": "undo",
        "my items": "items",
        "map of everything": "map",
        "map of all items": "map",
        "what have i set": "settings",
        "export my data": "export me",
        "download my data": "export me",
        "give me my data": "export me",
        "who can see what i write": "who reads this",
        "who sees what i write": "who reads this",
        "who can read what i write": "who reads this",
        "who reads what i write": "who reads this",
        "i do not want to be reminded": "no reminders",
        "i do not want to be reminded anymore": "no reminders",
        "i do not want to be reminded any more": "no reminders",
        "ask everyone": "poll",
        "ask everybody": "poll",
        "ask the team": "poll",
        "begin now": "start now",
        "kick it off now": "start now",
        "remind whoever is missing": "remind missing",
        "nudge the missing ones": "remind missing",
        "remind the ones who are missing": "remind missing",
    },
    "de": {
        "gegen": "at",
        "ruhezeiten": "quiet",
        "keine ruhezeit": "quiet off",
        "keine ruhezeiten": "quiet off",
        "meine arbeitstage": "my days",
        "frag mich nur": "my days",
        "erinnerung": "remind",
        "erinnerungen": "remind",
        "keine erinnerungen mehr": "no reminders",
        "keine hinweise mehr": "no hints",
        "erinner mich nicht mehr": "no reminders",
        "erinnere mich nicht mehr": "no reminders",
        "warum wurde ich": "why was i",
        "warum hast du mich": "why was i",
        "meinen verlauf": "history",
        "wer fehlt noch": "who",
        "wer fehlt heute": "who",
        "sag mir nicht wer fehlt": "do not tell me who is missing",
        "pause": "pause",
        "pausiere": "pause",
        "nächste mal absagen": "cancel next",
        "meine punkte": "items",
        "karte von allem": "map",
        "was hab ich eingestellt": "settings",
        "was habe ich eingestellt": "settings",
        "exportiere meine daten": "export me",
        "exportier meine daten": "export me",
        "wer sieht was ich schreibe": "who reads this",
        "wer liest was ich schreibe": "who reads this",
        "wer kann sehen was ich schreibe": "who reads this",
        "wer kann lesen was ich schreibe": "who reads this",
        "nicht mehr erinnert werden": "no reminders",
        "frag alle": "poll",
        "frage alle": "poll",
        "frag das team": "poll",
        "fang jetzt an": "start now",
        "leg jetzt los": "start now",
        "starte jetzt": "start now",
        "erinner alle die fehlen": "remind missing",
        "erinner alle die noch fehlen": "remind missing",
        "erinnere alle die fehlen": "remind missing",
        "erinnere alle die noch fehlen": "remind missing",
        "erinner die die noch fehlen": "remind missing",
        "erinnere die die noch fehlen": "remind missing",
    },
    "es": {
        "sobre": "at",
        "hacia": "at",
        "silencio": "quiet",
        "mis días de trabajo": "my days",
        "pregúntame solo": "my days",
        "preguntarme": "ask me",
        "no más recordatorios": "no reminders",
        "no me recuerdes más": "no reminders",
        "por qué no me preguntaste": "why was i",
        "por qué me preguntas": "why was i asked",
        "por qué me preguntaste": "why was i asked",
        "quién falta hoy": "who",
        "quién falta todavía": "who",
        "pausa": "pause",
        "cancela": "cancel",
        "cancela la próxima": "cancel next",
        "empieza ya": "start now",
        "reanuda": "resume",
        "amplía": "extend",
        "amplía el plazo": "extend",
        "busca": "search",
        "añade": "add",
        "quita": "remove",
        "invita": "invite",
        "archiva": "archive",
        "deshacer eso": "undo",
        "deshacerlo": "undo",
        "mis puntos": "items",
        "mapa de todo": "map",
        "qué tengo configurado": "settings",
        "qué he configurado": "settings",
        "exporta mis datos": "export me",
        "descarga mis datos": "export me",
        "quién ve lo que escribo": "who reads this",
        "quién lee lo que escribo": "who reads this",
        "quién puede ver lo que escribo": "who reads this",
        "quién puede leer lo que escribo": "who reads this",
        "no que me recuerdes": "no reminders",
        "no que me recuerdes más": "no reminders",
        "pregunta a todos": "poll",
        "pregúntales a todos": "poll",
        "pregunta al equipo": "poll",
        "empieza ahora": "start now",
        "comienza ya": "start now",
        "comienza ahora": "start now",
        "recuerda a los que faltan": "remind missing",
        "recuérdales a los que faltan": "remind missing",
        "recuérdaselo a los que faltan": "remind missing",
        "avisa a los que faltan": "remind missing",
    },
}

SHOWN: Mapping[str, Mapping[str, str]] = {  # what is asked for with "show me"
    "en": {
        "what i learned": "my report",
        "what i have learned": "my report",
        "what is open": "status",
        "everything open": "status",
        "everything that is open": "status",
        "what i set": "settings",
        "what i have set": "settings",
    },
    "de": {
        "was ich gelernt habe": "my report",
        "was ich gelernt hab": "my report",
        "was offen ist": "status",
        "alles was offen ist": "status",
        "was ich eingestellt habe": "settings",
        "was ich eingestellt hab": "settings",
    },
    "es": {
        "lo que aprendí": "my report",
        "lo que he aprendido": "my report",
        "lo que está abierto": "status",
        "todo lo que está abierto": "status",
        "lo que tengo configurado": "settings",
    },
}


_LONGEST = max(
    name.count(" ") + 1
    for every in (CALLED, ALSO, SHOWN)
    for names in every.values()
    for name in names
)


def in_english(words: list[str], language: str) -> list[str]:
    """The words with the English name of the command that they begin with, where they do."""
    names = _english(language)
    for size, said in _beginnings(words) if names else ():
        name = said.removesuffix("?") if len(words) == size else said
        if name in names:
            return [*names[name].split(), *words[size:]]
    return words


def renamed(words: list[str], language: str) -> tuple[str, ...]:
    """The words with the English name that a command has which they call as we never do."""
    return _called_as(words, _also(language))


def shown(words: list[str], language: str) -> tuple[str, ...]:
    """The words with the English name that a command has which shows what they ask for."""
    return _called_as(words, _shown(language))


def _called_as(words: list[str], names: Mapping[str, str]) -> tuple[str, ...]:
    for size, said in _beginnings(words):
        if english := names.get(said.rstrip(":?")):
            return (*english.split(), *words[size:])
    return tuple(words)


def _beginnings(words: list[str]) -> Iterator[tuple[int, str]]:
    """How many of the words may be a name, and they as one, the longest first."""
    for size in range(min(_LONGEST, len(words)), 0, -1):
        said = without_accents(" ".join(words[:size]).casefold())
        yield size, said.lstrip("¿¡").replace(", ", " ")


def is_called(word: str, language: str) -> bool:
    """Whether one word is what a language calls a command."""
    return without_accents(word.casefold()) in _english(language)


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
def _also(language: str) -> Mapping[str, str]:
    """The English name by each that is read beside those that we say."""
    return {
        without_accents(typed): english
        for names in (ALSO["en"], ALSO.get(language, {}), CALLED.get(language, {}))
        for name, english in names.items()
        for typed in (name, with_digraphs(name))
    }


@cache
def _shown(language: str) -> Mapping[str, str]:
    """The English name by what each command shows."""
    both = {**SHOWN["en"], **SHOWN.get(language, {})}
    return {without_accents(asked): english for asked, english in both.items()}


@cache
def _own(language: str) -> Mapping[str, str]:
    """What the language calls each command, the first name it has for it."""
    found: dict[str, str] = {}
    for name, english in CALLED.get(language, {}).items():
        found.setdefault(english, name)
    return found
