"""What commands are called beside English, while that language is spoken.

A name may stand for the first words of a command; what follows is read as it is in English.
"""

from collections.abc import Mapping

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
        "weg": "away",
        "zurück": "back",
        "ändern": "edit",
        "rückgängig": "undo",
        "suche": "search",
        "mein bericht": "my report",
        "mein verlauf": "my history",
        "verbinden": "link",
        "wer liest das": "who reads this",
        "meine daten": "export me",
        "vergiss mich jetzt": "forget me now",
        "vergiss mich": "forget me",
        "sprache": "language",
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
        "en": "in",
        "fuera": "away",
        "volver": "back",
        "cambiar": "edit",
        "deshacer": "undo",
        "estado": "status",
        "buscar": "search",
        "mi informe": "my report",
        "mi historial": "my history",
        "conectar": "link",
        "quién lee esto": "who reads this",
        "mis datos": "export me",
        "olvídame ahora": "forget me now",
        "olvídame": "forget me",
        "idioma": "language",
    },
}


def in_english(words: list[str], language: str) -> list[str]:
    """The words with the English name of the command that they begin with, where they do."""
    called = CALLED.get(language, {})
    for size in (3, 2, 1):
        said = " ".join(words[:size]).casefold().lstrip("¿¡")
        said = said.removesuffix("?") if len(words) == size else said
        name = called.get(said) if len(words) >= size else None
        if name is not None:
            return [*name.split(), *words[size:]]
    return words
