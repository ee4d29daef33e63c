"""Commands of whoever reads: what is open, what the team shared, what one learned oneself."""

import re
from datetime import date

from standup.core.commands.entry import Around, Entry, MenuEntry, of_a_standup
from standup.core.commands.said import (
    Begin,
    History,
    Known,
    MyReport,
    Report,
    Search,
    Status,
    Why,
)
from standup.core.dates import reader
from standup.core.dates.away import Away
from standup.core.language import sentence
from standup.core.rights import Action
from standup.core.text.pattern import Pattern

_LONGEST_SEARCH = 1000
_MORE = frozenset({"more", "older", "mehr", "weitere", "ältere", "más", "mas", "anteriores"})

_LEAD = Pattern(  # "search for everything about jax" looks for jax
    r"^(?:(?:for|nach|por)\s+)?"
    r"(?:(?:everything|anything|all|alles|todo)\s+(?:about|on|über|zu|von|sobre|de)\s+)?(?=\S)",
    re.IGNORECASE,
)


def _search(rest: str, around: Around) -> Known | None:
    words = _LEAD.sub("", rest[:_LONGEST_SEARCH])
    more = words.casefold() in _MORE
    return Search("" if more else words, more=more, is_marked=around.is_signed)


def _own(rest: str, around: Around, *, share: bool = False) -> Known | None:
    days = rest.casefold()
    found = reader.reported(days, around.today)
    if found is not None:
        return MyReport(found.first, found.last, share=share)
    # Without a sign "my report on trees" is rather an answer.
    return MyReport(share=share, unclear=days) if around.is_signed else None


def _shared(rest: str, around: Around) -> Known | None:
    return _own(rest, around, share=True)


_ASKED = frozenset(  # what is said of whoever was asked, wherever the day stands
    {"was", "wasn't", "wasn’t", "am", "i", "not", "asked", "being", "did", "didn't", "didn’t"}
    | {"you", "ask", "me", "on", "wurde", "ich", "nicht", "gefragt", "hast", "du", "mich", "am"}
    | {"no", "preguntaste", "preguntas", "el"}
)
_ASKING = frozenset(
    {"asked", "ask", "me", "i", "mich", "ich", "gefragt", "preguntaste", "preguntas"}
)


def _why(rest: str, around: Around) -> Known | None:
    said, standup = around.without_standup(rest.rstrip("?").strip())
    words = " ".join(said.casefold().split())
    if not _ASKING.isdisjoint(words.split()):
        words = " ".join(word for word in words.split() if word not in _ASKED)
    if not words:
        return Why(standup=standup)
    found = _days(words, around.today)
    if not found:
        return Why(standup=standup, is_unclear=True) if around.is_signed else None
    return Why(found[0], standup, found[1] if found[1:] else None)


def _days(words: str, today: date) -> list[date]:
    """The day that words mean, past or to come; where both may be meant, the nearer first."""
    before, after = reader.day(words, today), reader.away(words, today)
    ahead = after.first if isinstance(after, Away) and after.first == after.last else None
    return sorted({day for day in (before, ahead) if day}, key=lambda d: abs(d - today))


def _report(rest: str, around: Around) -> Known | None:
    said, standup = around.without_standup(rest.strip())
    if not said:
        return Begin(standup)
    found = _days(" ".join(said.casefold().split()), around.today)
    if not found:
        return Begin(standup, is_unclear=True) if around.is_signed else None
    return Begin(standup, found[0])


def _right(said: MyReport) -> Action:
    return Action.SHARE_OWN if said.share else Action.SEE_OWN


READING = (
    Entry(
        "status",
        Status,
        Action.ANSWER,
        told="you see what is open and what comes next",
        phrases={"status": Status(), "status?": Status()},
        help=sentence("`status` – what’s open and what’s next"),
        menu=MenuEntry(
            "status",
            {
                "en": "What’s open and what’s next",
                "de": "Was offen ist und was als Nächstes kommt",
                "es": "Qué está abierto y qué viene después",
                "fr": "Ce qui est ouvert et ce qui vient ensuite",
            },
        ),
    ),
    Entry(
        "why",
        Why,
        Action.SEE_OWN,
        told=(
            "you see why you were asked today, or were not: each rule that decided it, and where "
            "it stands; also `why monday`, `why 24 dec`, `why yesterday learning-day`"
        ),
        phrases={"why": Why(), "why?": Why()},
        read=_why,
        handler="why.tell",
        help=sentence("`why` – why I asked you today, or didn’t; also `why monday`"),
        menu=MenuEntry(
            "why",
            {
                "en": "Why I asked you, or didn’t",
                "de": "Warum ich dich gefragt habe oder nicht",
                "es": "Por qué te pregunté, o no",
                "fr": "Pourquoi je t’ai demandé, ou non",
            },
            {
                "en": "a day, such as: monday",
                "de": "ein Tag, etwa: montag",
                "es": "un día, por ejemplo: lunes",
                "fr": "un jour, par exemple : monday",
            },
        ),
    ),
    Entry(
        "report",
        Begin,
        Action.ANSWER,
        told=(
            "you answer now what you may: what you put off, what your standup lets you begin early "
            "or late, what has no schedule; where that is several, you are asked which, and "
            "`report yesterday` or `report learning-day` says it; with nothing to answer you see "
            "what your team shared last"
        ),
        phrases={"report": Begin()},
        read=_report,
        handler="beginning.begin",
        help=sentence("`report` – answer now, early or late, where your standup lets you"),
        menu=MenuEntry(
            "report",
            {
                "en": "Answer now, early or late",
                "de": "Jetzt antworten, früher oder später",
                "es": "Responder ahora, antes o después",
                "fr": "Répondre maintenant, en avance ou en retard",
            },
            {
                "en": "a standup or a day, such as: yesterday",
                "de": "ein Standup oder ein Tag, etwa: gestern",
                "es": "un standup o un día, por ejemplo: ayer",
                "fr": "un standup ou un jour, par exemple : yesterday",
            },
        ),
    ),
    Entry(
        "team report",
        Report,
        Action.SEE_REPORT,
        told="you see what your team shared last",
        phrases={"team report": Report()},
        signed=frozenset({"team report"}),
        handler="wishes.take",
        help=sentence("`/team report` – what your team shared last"),
        shown="/team report",
        menu=MenuEntry(
            "team_report",
            {
                "en": "What your team shared last",
                "de": "Was dein Team zuletzt geteilt hat",
                "es": "Lo último que compartió tu equipo",
                "fr": "Ce que ton équipe a partagé en dernier",
            },
        ),
    ),
    Entry(
        "search",
        Search,
        Action.SEARCH,
        told=(
            "you look something up in what your teams wrote, the newest first: `search jax`, "
            '`search "flash attention" by ana in november`, `search #jax since october`, '
            "`search jax in the last 30 days`, `search kind:reading`; `search more` goes on. "
            "The `/` is needed only while a question waits for you"
        ),
        read=_search,
        takes_any_length=True,
        handler="wishes.take",
        help=sentence("`search jax` – what your teams wrote about it; `/search` tells more"),
        shown="/search",
        menu=MenuEntry(
            "search",
            {
                "en": "Look something up in what your team learned",
                "de": "Etwas nachschlagen, was dein Team gelernt hat",
                "es": "Buscar en lo que tu equipo aprendió",
                "fr": "Chercher dans ce que ton équipe a appris",
            },
            {
                "en": "jax, or: flash attention by ana in november",
                "de": "jax oder: flash attention von ana im november",
                "es": "jax, o: flash attention de ana en noviembre",
                "fr": "jax, ou : flash attention by ana in november",
            },
        ),
    ),
    Entry(
        "my report",
        MyReport,
        _right,
        told=(
            "you see what you have learned in the last three months, on how many days you "
            "shared, what came of your plans, what you carry on, and how your mood went; also "
            "`my report last month`, `my report this quarter`, `my report november`, "
            "`my report since 2026-09-01`; see [Saying days](#saying-days)"
        ),
        read=_own,
        handler="wishes.take",
        help=sentence("`my report` – what you’ve learned; also `my report last month`"),
        menu=MenuEntry(
            "my_report",
            {
                "en": "What you’ve learned, and how it went",
                "de": "Was du gelernt hast und wie es lief",
                "es": "Lo que has aprendido y cómo te fue",
                "fr": "Ce que tu as appris, et comment cela s'est passé",
            },
            {
                "en": "last month, or: since 2026-09-01",
                "de": "letzter monat oder: seit 2026-09-01",
                "es": "último mes, o: desde 2026-09-01",
                "fr": "last month, ou : since 2026-09-01",
            },
        ),
    ),
    Entry(
        "history",
        History,
        Action.SEE_OWN,
        told="you see what you shared last, word for word; also `history learning-day`",
        phrases=dict.fromkeys(("history", "my history", "my reports", "my answers"), History()),
        read=of_a_standup(History),
        handler="wishes.take",
        help=sentence("`history` – what you shared last"),
        menu=MenuEntry(
            "history",
            {
                "en": "What you shared last, for you alone",
                "de": "Was du zuletzt geteilt hast, nur für dich",
                "es": "Lo último que compartiste, solo para ti",
                "fr": "Ce que tu as partagé en dernier, pour toi seul",
            },
        ),
    ),
    Entry(
        "share my report",
        MyReport,
        _right,
        told=(
            "it is posted in your standup's channels, without moods, numbers and the days you "
            "missed; also `share my report last month`"
        ),
        read=_shared,
        handler="wishes.take",
        help=sentence("`share my report` – post it for your team"),
        menu=MenuEntry(
            "share_my_report",
            {
                "en": "Show your team what you’ve learned",
                "de": "Deinem Team zeigen, was du gelernt hast",
                "es": "Mostrar a tu equipo lo que has aprendido",
                "fr": "Montrer à ton équipe ce que tu as appris",
            },
            {
                "en": "last month, or: since 2026-09-01",
                "de": "letzter monat oder: seit 2026-09-01",
                "es": "último mes, o: desde 2026-09-01",
                "fr": "last month, ou : since 2026-09-01",
            },
        ),
    ),
)
