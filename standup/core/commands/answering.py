"""Commands of whoever is asked: about the question, the day, and what is open."""

from standup.core.commands.arranging import away_for, back_for
from standup.core.commands.entry import Around, Entry, MenuEntry, plain
from standup.core.commands.said import Back, Edit, Empty, Known, Plain, Skip, SkipRun, Steer
from standup.core.dates import reader
from standup.core.dates.away import Away
from standup.core.language import sentence
from standup.core.rights import Action


def _edit(rest: str, _: Around) -> Known | None:
    return Edit(int(rest[:4])) if rest.isdecimal() else None


def _away(rest: str, around: Around) -> Known | None:
    found = reader.away(rest.casefold(), around.today)
    of_others = None if isinstance(found, Away) or not around.steers else away_for(rest, around)
    is_plain = isinstance(of_others, Steer) and not of_others.unclear
    return of_others if is_plain else found


def _back(rest: str, around: Around) -> Known | None:
    return back_for(rest, around) if rest and around.steers else None


ANSWERING = (
    Entry(
        "skip",
        Skip,
        Action.ANSWER,
        told="this question is left out",
        phrases=dict.fromkeys(("skip", "skip question", "skip this question"), Skip()),
        help=sentence("`skip` – leave out this question"),
        menu=MenuEntry(
            "skip",
            {
                "en": "Leave out this question",
                "de": "Diese Frage auslassen",
                "es": "Omitir esta pregunta",
                "fr": "Passer cette question",
            },
        ),
    ),
    Entry(
        "skip run",
        SkipRun,
        Action.ANSWER,
        told="you sit this day out; it shows as skipped, not as missing",
        phrases=dict.fromkeys(("skip run", "skip today", "skip day", "skip standup"), SkipRun()),
        help=sentence("`skip run` – sit out this day"),
        menu=MenuEntry(
            "skip_run",
            {
                "en": "Sit out this day",
                "de": "Diesen Tag aussetzen",
                "es": "Saltarte este día",
                "fr": "Passer ce jour",
            },
        ),
    ),
    Entry(
        "-",
        Empty,
        Action.ANSWER,
        told="your answer is, on purpose, nothing",
        help=sentence("`-` – answer with nothing"),
    ),
    Entry(
        "back",
        Back,
        Action.ANSWER,
        told="you are asked the previous question again; or you are no longer away",
        phrases={"back": Back()},
        read=_back,
        help=sentence("`back` – go to the previous question, or: you’re no longer away"),
        menu=MenuEntry(
            "back",
            {
                "en": "To the previous question, or back from being away",
                "de": "Zur vorigen Frage, oder wieder da",
                "es": "A la pregunta anterior, o de vuelta de tu ausencia",
                "fr": "À la question précédente, ou de retour",
            },
        ),
    ),
    Entry(
        "edit",
        Edit,
        Action.ANSWER,
        told="you are asked once more what you answered last; `edit 2` the second question",
        phrases={"edit": Edit()},
        read=_edit,
        help=sentence("`edit` – change your last answer"),
        menu=MenuEntry(
            "edit",
            {
                "en": "Change what you answered",
                "de": "Eine Antwort ändern",
                "es": "Cambiar lo que respondiste",
                "fr": "Modifier ta réponse",
            },
        ),
    ),
    Entry(
        "undo",
        Plain,
        Action.CORRECT,
        told=(
            "what you did last is taken back, within ten minutes of it: an update, an answer, "
            "`skip`, `skip run`, `away`, `leave`, a setting, a poll, a report that you shared, "
            "`keep as hypothesis` or a word on an item; on most platforms you can also edit or "
            "delete your message, whenever you like"
        ),
        phrases=plain("undo", "undo that", "undo it"),
        handler="undoing.undo",
        help=sentence("`undo` – take back what you just wrote, within ten minutes"),
        menu=MenuEntry(
            "undo",
            {
                "en": "Take back what you wrote last",
                "de": "Zurücknehmen, was du zuletzt geschrieben hast",
                "es": "Retirar lo último que escribiste",
                "fr": "Reprendre ce que tu as écrit en dernier",
            },
        ),
    ),
    Entry(
        "away",
        Away,
        Action.ANSWER,
        told=(
            "you are not asked, and show as away; also `away`, `away 20 dec to 3 jan`, `away "
            "the rest of the week`, `away next week`, `away for 3 days`, `away from monday` "
            "(until you say `back`), `away sick until monday`; see [Saying days](#saying-days)"
        ),
        read=_away,
        help=sentence("`away until friday` – I won’t ask you; or `away 20 dec to 3 jan`"),
        shown=sentence("away until friday"),
        menu=MenuEntry(
            "away",
            {
                "en": "Don’t ask me on these dates",
                "de": "An diesen Tagen nicht fragen",
                "es": "No preguntarme en estas fechas",
                "fr": "Ne pas me demander ces jours-là",
            },
            {
                "en": "until friday, or: 20 dec to 3 jan",
                "de": "bis freitag oder: 20. dez bis 3. jan",
                "es": "hasta el viernes, o: del 20 dic al 3 ene",
                "fr": "until friday, ou : 20 dec to 3 jan",
            },
        ),
    ),
)
