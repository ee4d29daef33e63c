"""The commands that a platform's own menu offers, with what each does in a few languages."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """A command to offer in a menu: its one word, and what it does by language code ("en" always).

    `argument`, where the command takes one, says what it is, by language code.
    """

    name: str
    does: Mapping[str, str]
    argument: Mapping[str, str] | None = None


MENU = (
    MenuEntry(
        "status",
        {
            "en": "What is open, and what comes next",
            "de": "Was offen ist und was als Nächstes kommt",
            "es": "Qué está abierto y qué viene después",
            "fr": "Ce qui est ouvert et ce qui vient ensuite",
        },
    ),
    MenuEntry(
        "report",
        {
            "en": "What your team shared last",
            "de": "Was dein Team zuletzt geteilt hat",
            "es": "Lo último que compartió tu equipo",
            "fr": "Ce que ton équipe a partagé en dernier",
        },
    ),
    MenuEntry(
        "search",
        {
            "en": "Look something up in what your team learned",
            "de": "Etwas nachschlagen, was dein Team gelernt hat",
            "es": "Buscar en lo que tu equipo aprendió",
            "fr": "Chercher dans ce que ton équipe a appris",
        },
        {
            "en": "jax, or: flash attention by ana in november",
            "de": "jax oder: flash attention by ana in november",
            "es": "jax, o: flash attention by ana in november",
            "fr": "jax, ou : flash attention by ana in november",
        },
    ),
    MenuEntry(
        "my_report",
        {
            "en": "What you have learned, and how it went",
            "de": "Was du gelernt hast und wie es lief",
            "es": "Lo que has aprendido y cómo te fue",
            "fr": "Ce que tu as appris, et comment cela s'est passé",
        },
        {
            "en": "last month, or: since 2026-09-01",
            "de": "last month oder: since 2026-09-01",
            "es": "last month, o: since 2026-09-01",
            "fr": "last month, ou : since 2026-09-01",
        },
    ),
    MenuEntry(
        "skip",
        {
            "en": "Leave this question out",
            "de": "Diese Frage auslassen",
            "es": "Omitir esta pregunta",
            "fr": "Passer cette question",
        },
    ),
    MenuEntry(
        "back",
        {
            "en": "To the question before, or back from being away",
            "de": "Zur vorigen Frage, oder wieder da",
            "es": "A la pregunta anterior, o de vuelta de tu ausencia",
            "fr": "À la question précédente, ou de retour",
        },
    ),
    MenuEntry(
        "edit",
        {
            "en": "Change what you answered",
            "de": "Eine Antwort ändern",
            "es": "Cambiar lo que respondiste",
            "fr": "Modifier ta réponse",
        },
    ),
    MenuEntry(
        "away",
        {
            "en": "Do not ask me on these dates",
            "de": "An diesen Tagen nicht fragen",
            "es": "No preguntarme en estas fechas",
            "fr": "Ne pas me demander ces jours-là",
        },
        {
            "en": "until friday, or: 20 dec to 3 jan",
            "de": "until friday oder: 20 dec to 3 jan",
            "es": "until friday, o: 20 dec to 3 jan",
            "fr": "until friday, ou : 20 dec to 3 jan",
        },
    ),
    MenuEntry(
        "join",
        {
            "en": "Take part, or take part again",
            "de": "Mitmachen, oder wieder mitmachen",
            "es": "Participar, o volver a participar",
            "fr": "Participer, ou participer à nouveau",
        },
    ),
    MenuEntry(
        "link",
        {
            "en": "Join your accounts on two platforms",
            "de": "Deine Konten auf zwei Plattformen verbinden",
            "es": "Unir tus cuentas de dos plataformas",
            "fr": "Relier tes comptes de deux plateformes",
        },
        {
            "en": "a code you got from me, if you have one",
            "de": "ein Code von mir, falls du einen hast",
            "es": "un código mío, si lo tienes",
            "fr": "un code de ma part, si tu en as un",
        },
    ),
    MenuEntry(
        "prefer",
        {
            "en": "Where I should write to you",
            "de": "Wo ich dir schreiben soll",
            "es": "Dónde debo escribirte",
            "fr": "Où je dois t'écrire",
        },
        {
            "en": "the platform's name",
            "de": "Name der Plattform",
            "es": "nombre de la plataforma",
            "fr": "nom de la plateforme",
        },
    ),
    MenuEntry(
        "publish",
        {
            "en": "What I share may be published",
            "de": "Was ich teile, darf veröffentlicht werden",
            "es": "Lo que comparto se puede publicar",
            "fr": "Ce que je partage peut être publié",
        },
        {
            "en": "last, or a day like 2026-11-26; all of it when left out",
            "de": "last oder ein Tag wie 2026-11-26; sonst alles",
            "es": "last, o un día como 2026-11-26; si no, todo",
            "fr": "last, ou un jour comme 2026-11-26 ; sinon tout",
        },
    ),
    MenuEntry(
        "unpublish",
        {
            "en": "What I share may not be published",
            "de": "Was ich teile, soll nicht veröffentlicht werden",
            "es": "Lo que comparto no se debe publicar",
            "fr": "Ce que je partage ne doit pas être publié",
        },
        {
            "en": "last, or a day like 2026-11-26; all of it when left out",
            "de": "last oder ein Tag wie 2026-11-26; sonst alles",
            "es": "last, o un día como 2026-11-26; si no, todo",
            "fr": "last, ou un jour comme 2026-11-26 ; sinon tout",
        },
    ),
    MenuEntry(
        "export",
        {
            "en": "Send me everything you keep of me",
            "de": "Mir alles schicken, was du von mir speicherst",
            "es": "Enviarme todo lo que guardas de mí",
            "fr": "M'envoyer tout ce que tu gardes de moi",
        },
    ),
    MenuEntry(
        "forget",
        {
            "en": "Delete everything you keep of me",
            "de": "Alles löschen, was du von mir speicherst",
            "es": "Borrar todo lo que guardas de mí",
            "fr": "Supprimer tout ce que tu gardes de moi",
        },
        {
            "en": "now, once I have told you what that deletes",
            "de": "now, sobald du weißt, was das löscht",
            "es": "now, cuando sepas qué se borra",
            "fr": "now, une fois que tu sais ce qui sera supprimé",
        },
    ),
    MenuEntry(
        "help",
        {
            "en": "What I understand",
            "de": "Was ich verstehe",
            "es": "Qué entiendo",
            "fr": "Ce que je comprends",
        },
    ),
)
