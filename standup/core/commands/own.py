"""Commands about how somebody is asked themselves: their zone, days, reminders, quiet hours."""

from datetime import timedelta

from standup.core.commands import putting_off
from standup.core.commands.entry import (
    Around,
    Entry,
    MenuEntry,
    MenuGroup,
    behind_links,
    of_a_standup,
    plain,
)
from standup.core.commands.said import Adjust, Known
from standup.core.commands.said import Plain as PlainCommand
from standup.core.language import sentence
from standup.core.model import Chosen
from standup.core.rights import Action
from standup.core.settings import places, reading
from standup.core.settings.setting import AskMeAt, InZone, NoHints

_MINE = MenuGroup(
    "mine",
    {
        "en": "How I ask you: your clocks, days, reminders, quiet hours",
        "de": "Wie ich dich frage: Uhr, Tage, Erinnerungen, Ruhezeiten",
        "es": "Cómo te pregunto: hora, días, recordatorios, silencio",
        "fr": "Comment je te demande : heure, jours, rappels, silence",
    },
)

_ASK_ME, _HALF = "ask me at", timedelta(hours=12)
_AS_THE_TEAM = frozenset(
    {"as the team", "like the team", "as my team", "wie das team", "wie mein team"}
    | {"como el equipo", "como al equipo", "como mi equipo"}
)
_ON = frozenset({"on", "an", "ein", "sí", "si"})
_OFF = frozenset({"off", "aus", "no", "nunca", "nie"})


def _timezone(rest: str, around: Around) -> Known | None:
    if rest.casefold() in _AS_THE_TEAM | _OFF | {"default"}:
        return Adjust("timezone", drop=True)
    found = places.zones_of(rest)
    if len(found) == 1:
        return Adjust("timezone", InZone(found[0]))
    if not found and not around.is_signed:
        return None
    return Adjust("timezone", zones=found, is_unclear=not found)


def _remind(rest: str, around: Around) -> Known | None:
    if later := _asked_later(rest):
        return later
    said, standup = around.without_standup(rest)
    if said.casefold().removeprefix("me ") in _AS_THE_TEAM:
        return Adjust("remind", standup=standup, drop=True)
    if said.casefold().removeprefix("me ") in _OFF | {"never"}:
        return Adjust("remind", reading.NEVER, standup)
    value = reading.remind(said)
    if value is None and not around.is_signed:
        return None
    return Adjust("remind", value, standup, is_unclear=value is None)


def _asked_later(rest: str) -> Known | None:
    """ "remind me in 20 minutes" wants that once, unlike "remind me at 16:00"."""
    said = rest.casefold().removeprefix("me ")
    return None if said.startswith(("at ", "um ", "a las ", "a la ")) else putting_off.when(said)


def _days(rest: str, around: Around) -> Known | None:
    said, standup = around.without_standup(rest)
    if said.casefold() in _AS_THE_TEAM:
        return Adjust("my days", standup=standup, drop=True)
    value = reading.days(said)
    if value is None and not around.is_signed:
        return None
    return Adjust("my days", value, standup, is_unclear=value is None)


def _ask_me_at(rest: str, around: Around) -> Known | None:
    said, standup = around.without_standup(rest)
    if said.casefold() in _AS_THE_TEAM:
        return Adjust(_ASK_ME, standup=standup, drop=True)
    time, bare = reading.clock(said), reading.hour(said)
    if time is None and bare is None:
        return Adjust(_ASK_ME, standup=standup, is_unclear=True) if around.is_signed else None
    is_half = time is None and bare is not None and bare < _HALF
    chosen = Chosen("", time if time is not None else bare)  # of which round, its hours tell
    return Adjust(_ASK_ME, AskMeAt(chosen), standup, is_half=is_half)


def _hints(rest: str, around: Around) -> Known | None:
    said, standup = around.without_standup(rest)
    if said.casefold() in _ON | _AS_THE_TEAM:
        return Adjust("hints", standup=standup, drop=True)
    if said.casefold() in _OFF:
        return Adjust("hints", NoHints(), standup)
    return Adjust("hints", standup=standup, is_unclear=True) if around.is_signed else None


def _quiet(rest: str, around: Around) -> Known | None:
    if rest.casefold() in _AS_THE_TEAM | _OFF | {"never"}:
        return Adjust("quiet", drop=True)
    value = reading.quiet(rest)
    if value is None and not around.is_signed:
        return None
    return Adjust("quiet", value, is_unclear=value is None)


OWN = (
    Entry(
        "settings",
        PlainCommand,
        Action.SET_OWN,
        told="you see what you have set for yourself, and how to take each of it back",
        phrases=plain("settings", "my settings", "show settings", "settings?"),
        handler="settings.show",
        help=sentence("`settings` – what you’ve set for yourself"),
        menu=MenuEntry(
            "settings",
            {
                "en": "What you have set for yourself",
                "de": "Was du für dich eingestellt hast",
                "es": "Lo que has configurado para ti",
                "fr": "Ce que tu as réglé pour toi",
            },
            group=_MINE,
        ),
    ),
    Entry(
        "timezone",
        Adjust,
        Action.SET_OWN,
        told=(
            "you are asked by the clocks of that city, from the next question on; also "
            "`timezone Europe/Athens`, `timezone as the team`"
        ),
        phrases={"timezone": Adjust("timezone"), "my timezone": Adjust("timezone")},
        read=behind_links(_timezone),
        handler="settings.adjust",
        help=sentence("`timezone Athens` – by which clocks I ask you"),
        shown=sentence("timezone Athens"),
        menu=MenuEntry(
            "timezone",
            {
                "en": "By which clocks I ask you",
                "de": "Nach welcher Uhr ich dich frage",
                "es": "Según qué hora te pregunto",
                "fr": "Selon quelle heure je te demande",
            },
            {
                "en": "a city, or: Europe/Athens",
                "de": "eine Stadt, oder: Europe/Athens",
                "es": "una ciudad, o: Europe/Athens",
                "fr": "une ville, ou : Europe/Athens",
            },
            group=_MINE,
        ),
    ),
    Entry(
        "remind",
        Adjust,
        Action.SET_OWN,
        told=(
            "you are reminded then, if you have not answered; also `remind me at 16:00`, "
            "`no reminders`, `reminders as the team`, and, where your organiser allows it, "
            "`remind me 60 and 10 minutes before`, `remind me at 12:00 and 16:00`"
        ),
        phrases={
            **dict.fromkeys(
                ("no reminders", "no reminder", "do not remind me", "never remind me"),
                Adjust("remind", reading.NEVER),
            ),
            **dict.fromkeys(
                ("reminders as the team", "reminders like the team"), Adjust("remind", drop=True)
            ),
            "reminders": Adjust("remind"),
        },
        signed=frozenset({"reminders"}),
        read=_remind,
        handler="settings.adjust",
        help=sentence("`remind me 30 minutes before` – or: `remind me at 16:00`, `no reminders`"),
        shown=sentence("remind me 30 minutes before"),
        menu=MenuEntry(
            "remind",
            {
                "en": "When I remind you",
                "de": "Wann ich dich erinnere",
                "es": "Cuándo te lo recuerdo",
                "fr": "Quand je te le rappelle",
            },
            {
                "en": "30 minutes before, at 16:00, off, or: as the team",
                "de": "30 minuten vorher, um 16:00, aus oder: wie das team",
                "es": "30 minutos antes, a las 16:00, no, o: como al equipo",
                "fr": "30 minutes before, at 16:00, off, ou : as the team",
            },
            group=_MINE,
        ),
    ),
    Entry(
        "no reminders",
        Adjust,
        Action.SET_OWN,
        told="you are not reminded; `no reminders learning-day`: not in that one",
        read=of_a_standup(lambda standup: Adjust("remind", reading.NEVER, standup)),
        handler="settings.adjust",
    ),
    Entry(
        "ask me at",
        Adjust,
        Action.SET_OWN,
        told=(
            "you are asked at that time of your day, where your standup has hours to choose from; "
            "also `ask me at 8:30 learning-day`; said to an open question it is about that one, as "
            "`later` is"
        ),
        phrases={"ask me at": Adjust(_ASK_ME)},
        signed=frozenset({"ask me at"}),
        read=_ask_me_at,
        handler="choosing.choose",
        help=sentence(
            "`ask me at 10:15` – at what time I ask you, where your team lets you choose"
        ),
        shown="ask me at 10:15",
        menu=MenuEntry(
            "ask_me_at",
            {
                "en": "At what time I ask you",
                "de": "Um wie viel Uhr ich dich frage",
                "es": "A qué hora te pregunto",
                "fr": "À quelle heure je te demande",
            },
            {
                "en": "10:15, or: as the team",
                "de": "10:15 oder: as the team",
                "es": "10:15, o: as the team",
                "fr": "10:15, ou : as the team",
            },
            group=_MINE,
        ),
    ),
    Entry(
        "ask me as the team",
        Adjust,
        Action.SET_OWN,
        told="you are asked when your team is; `ask me as the team learning-day`: in that one",
        phrases=dict.fromkeys(
            ("ask me as the team", "ask me like the team"), Adjust(_ASK_ME, drop=True)
        ),
        read=of_a_standup(lambda standup: Adjust(_ASK_ME, standup=standup, drop=True)),
        handler="choosing.choose",
    ),
    Entry(
        "fewer reminders",
        PlainCommand,
        Action.SET_OWN,
        told="you are reminded less: in that standup, or in all",
        phrases=plain("fewer reminders"),
        read=of_a_standup(lambda standup: PlainCommand("fewer reminders", standup or "")),
        handler="settings.fewer",
    ),
    Entry(
        "my days",
        Adjust,
        Action.SET_OWN,
        told=(
            "you are asked on these days alone, and no other counts as missed; also "
            "`my days mon, wed and fri`, `my days as the team`"
        ),
        phrases={"my days": Adjust("my days")},
        signed=frozenset({"my days"}),
        read=behind_links(_days),
        handler="settings.adjust",
        help=sentence("`my days mon-thu` – the days on which I ask you"),
        shown=sentence("my days mon-thu"),
        menu=MenuEntry(
            "my_days",
            {
                "en": "The days on which I ask you",
                "de": "An welchen Tagen ich dich frage",
                "es": "Los días en que te pregunto",
                "fr": "Les jours où je te demande",
            },
            {
                "en": "mon-thu, or: as the team",
                "de": "mo-do oder: wie das team",
                "es": "lun-jue, o: como el equipo",
                "fr": "mon-thu, ou : as the team",
            },
            group=_MINE,
        ),
    ),
    Entry(
        "hints",
        Adjust,
        Action.SET_OWN,
        told=(
            "with `hints off` or `no hints` you are no longer told what others found out about "
            "what you plan, and not named beside those who plan the same; `hints off daily`: "
            "in that one alone; `hints on`: as before"
        ),
        phrases={
            "hints": Adjust("hints"),
            "no hints": Adjust("hints", NoHints()),
            "no more hints": Adjust("hints", NoHints()),
        },
        signed=frozenset({"hints"}),
        read=_hints,
        handler="settings.adjust",
        help=sentence("`no hints` – I won’t tell you what others know of your plan"),
        shown=sentence("hints off"),
        menu=MenuEntry(
            "hints",
            {
                "en": "Whether I tell you what others know of your plan",
                "de": "Ob ich dir sage, was andere zu deinem Plan wissen",
                "es": "Si te digo lo que otros saben de tu plan",
                "fr": "Si je te dis ce que d’autres savent de ton plan",
            },
            {"en": "on, or: off", "de": "an oder: aus", "es": "sí, o: no", "fr": "on, ou : off"},
            group=_MINE,
        ),
    ),
    Entry(
        "quiet",
        Adjust,
        Action.SET_OWN,
        told=(
            "in these hours I only reply: a question waits until they are over, and comes at its "
            "time, without a sound, where it would be too late then; also `quiet off`"
        ),
        phrases={"quiet": Adjust("quiet"), "no quiet hours": Adjust("quiet", drop=True)},
        signed=frozenset({"quiet"}),
        read=behind_links(_quiet),
        handler="settings.adjust",
        help=sentence("`quiet 20:00-8:00` – hours in which I only reply"),
        shown=sentence("quiet 20:00-8:00"),
        menu=MenuEntry(
            "quiet",
            {
                "en": "Hours in which I only reply",
                "de": "Stunden, in denen ich nur antworte",
                "es": "Horas en las que solo respondo",
                "fr": "Heures où je ne fais que répondre",
            },
            {
                "en": "20:00-8:00, or: off",
                "de": "20:00-8:00 oder: aus",
                "es": "20:00-8:00, o: no",
                "fr": "20:00-8:00, ou : off",
            },
            group=_MINE,
        ),
    ),
)
