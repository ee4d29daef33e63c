"""What people say and hear on each occasion, in each language, for the documents."""

import asyncio
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from standup.core.model import Round, Standup
from tests.team import ROOM, Team, at, instance, learning_day, person, team

HEAD = """\
What people say and what the bot says to them, in {name}, on each occasion; made by `make docs`.
“You” are Ana, who looks after Learning Day; a channel's name heads what everybody reads.
"""
NAMES = {"en": "English", "de": "German", "es": "Spanish"}
_ASKED = {
    "en": (("Plan", "What will you learn today?"), ("Learned", "What did you learn?")),
    "de": (("Plan", "Was lernst du heute?"), ("Gelernt", "Was hast du gelernt?")),
    "es": (("Plan", "¿Qué vas a aprender hoy?"), ("Aprendido", "¿Qué aprendiste?")),
}


@dataclass(frozen=True, slots=True)
class Turn:
    """What somebody does at a time: `says` names words of theirs, in each language.

    `edits` names words said before, in whose message these now stand; without any, it is deleted.
    """

    clock: str
    says: str = ""
    who: str = "ana"
    edits: str = ""


@dataclass(frozen=True, slots=True)
class Occasion:
    """A few turns under a heading; `shows` what stands in the channel at its end."""

    title: str
    turns: tuple[Turn, ...]
    shows: bool = False


def _said(clock: str, *words: str, who: str = "ana") -> tuple[Turn, ...]:
    return tuple(Turn(clock, one, who) for one in words)


OCCASIONS = (
    Occasion(
        "First contact, and a Learning Day",
        (
            Turn("9:30"),
            *_said("9:31", "hello", "help", "plan"),
            *_said("12:00", "news", "status"),
            Turn("17:00"),
            *_said("17:01", "outcome", "thanks"),
            Turn("20:01"),
        ),
        shows=True,
    ),
    Occasion(
        "Late",
        (
            Turn("9:30"),
            Turn("17:00"),
            Turn("19:31"),
            Turn("20:01"),
            *_said("20:30", "learned late", "afterthought"),
        ),
    ),
    Occasion(
        "Away",
        (
            *_said("9:00", "on vacation", "away", "away when"),
            Turn("9:31"),
            *_said("9:40", "back"),
        ),
    ),
    Occasion(
        "Not now, and not today",
        (
            Turn("9:30"),
            *_said("9:31", "later", "not today", "skip"),
            Turn("17:01"),
            Turn("20:01"),
        ),
        shows=True,
    ),
    Occasion(
        "Changing one's mind",
        (
            Turn("9:30"),
            *_said("9:31", "plan"),
            Turn("9:35", "better plan", edits="plan"),
            *_said("12:00", "news", "undo", "more news"),
            Turn("12:05", edits="more news"),
            *_said("12:06", "wrong place"),
        ),
        shows=True,
    ),
    Occasion(
        "What is not plain",
        (
            Turn("9:30"),
            *_said("9:31", "plan"),
            *_said("11:00", "mistyped", "maybe news", "complaint"),
            Turn("17:00"),
            *_said("17:01", "most", "which", "learned"),
        ),
    ),
    Occasion(
        "Settings",
        _said("9:00", "language", "timezone", "reminder", "quiet", "days", "settings", "undo"),
    ),
    Occasion(
        "Looking after a standup",
        (
            Turn("9:30"),
            *_said("9:31", "plan"),
            Turn("9:31", "hello", "bo"),
            *_said("9:40", "who", "remind them", "yes"),
            Turn("17:01"),
            *_said("17:02", "extend", "agree", "cancel", "agree", "pause", "agree"),
            *_said("17:03", "resume", "changes"),
        ),
    ),
    Occasion(
        "Reports and search",
        (
            Turn("9:30"),
            *_said("9:31", "plan"),
            Turn("17:00"),
            *_said("17:01", "outcome"),
            *_said("17:05", "report", "share report", "search", "search nothing"),
        ),
    ),
    Occasion(
        "One's own data",
        (
            Turn("9:30"),
            *_said("9:31", "plan", "who reads", "export", "forget", "forget now"),
        ),
    ),
    Occasion("A stranger", (Turn("9:00", "hello", "eve"), Turn("9:00", "join", "uma"))),
)

WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "hello": "hi!",
        "help": "help",
        "plan": "knots\na splice",
        "better plan": "knots\na splice in three strands",
        "news": "A bowline really holds, I loaded it three times",
        "more news": "A sheet bend joins two ropes",
        "wrong place": "oops, that shouldn't be in the thread",
        "status": "status",
        "outcome": "1 done 2 partly – a rope remembers how it was laid",
        "learned late": "that a bowline holds under load",
        "afterthought": "and that it comes undone easily after",
        "thanks": "thanks!",
        "on vacation": "I'm on vacation",
        "away": "away until monday",
        "away when": "away 3/4",
        "back": "I'm back",
        "later": "not now, in a meeting",
        "not today": "not today",
        "skip": "skip run",
        "undo": "undo",
        "mistyped": "hepl",
        "maybe news": "pause button",
        "complaint": "you keep asking me",
        "most": "most of it",
        "which": "1 done, 2 not",
        "learned": "that I need more rope",
        "language": "/language",
        "timezone": "timezone Madrid",
        "reminder": "remind me 30 minutes before",
        "quiet": "quiet 20:00-8:00",
        "days": "my days mon-thu",
        "settings": "settings",
        "who": "/who",
        "remind them": "remind missing",
        "yes": "yes",
        "agree": "/yes",
        "extend": "extend 30 min",
        "cancel": "cancel next",
        "pause": "pause until 31 december",
        "resume": "/resume",
        "changes": "/changes",
        "report": "my report",
        "share report": "share my report",
        "search": "search rope",
        "search nothing": "search whales",
        "who reads": "who reads this?",
        "export": "export me",
        "forget": "forget me",
        "forget now": "forget me now",
        "join": "join",
    },
    "de": {
        "hello": "hallo!",
        "help": "hilfe",
        "plan": "Knoten\nein Spleiß",
        "better plan": "Knoten\nein Spleiß aus drei Litzen",
        "news": "Ein Palstek hält wirklich, ich habe ihn dreimal belastet",
        "more news": "Ein Schotstek verbindet zwei Seile",
        "wrong place": "ups, das sollte nicht in den Thread",
        "status": "status",
        "outcome": "1 erledigt 2 teilweise – ein Seil merkt sich, wie es geschlagen wurde",
        "learned late": "dass ein Palstek unter Last hält",
        "afterthought": "und dass er danach leicht aufgeht",
        "thanks": "danke!",
        "on vacation": "bin im Urlaub",
        "away": "weg bis montag",
        "away when": "weg 3/4",
        "back": "bin wieder da",
        "later": "jetzt nicht, bin im Meeting",
        "not today": "heute nicht",
        "skip": "heute auslassen",
        "undo": "rückgängig",
        "mistyped": "hlife",
        "maybe news": "Pause-Taste",
        "complaint": "du nervst",
        "most": "das meiste",
        "which": "1 erledigt, 2 nicht",
        "learned": "dass ich mehr Seil brauche",
        "language": "/sprache",
        "timezone": "zeitzone Madrid",
        "reminder": "remind me 30 minutes before",
        "quiet": "ruhezeit 20:00-8:00",
        "days": "my days mon-thu",
        "settings": "einstellungen",
        "who": "/who",
        "remind them": "remind missing",
        "yes": "ja",
        "agree": "/yes",
        "extend": "extend 30 min",
        "cancel": "cancel next",
        "pause": "pause until 31. dezember",
        "resume": "/resume",
        "changes": "/changes",
        "report": "mein bericht",
        "share report": "bericht teilen",
        "search": "suche Seil",
        "search nothing": "suche Wale",
        "who reads": "wer liest das?",
        "export": "meine daten",
        "forget": "vergiss mich",
        "forget now": "vergiss mich jetzt",
        "join": "join",
    },
    "es": {
        "hello": "¡hola!",
        "help": "ayuda",
        "plan": "nudos\nun empalme",
        "better plan": "nudos\nun empalme de tres cordones",
        "news": "El as de guía aguanta de verdad, lo he cargado tres veces",
        "more news": "La vuelta de escota une dos cuerdas",
        "wrong place": "ups, eso no iba para el hilo",
        "status": "estado",
        "outcome": "1 hecho 2 en parte – una cuerda recuerda cómo la trenzaron",
        "learned late": "que el as de guía aguanta con carga",
        "afterthought": "y que luego se deshace fácil",
        "thanks": "¡gracias!",
        "on vacation": "estoy de vacaciones",
        "away": "fuera hasta el lunes",
        "away when": "fuera 3/4",
        "back": "ya estoy de vuelta",
        "later": "ahora no, estoy en una reunión",
        "not today": "hoy no",
        "skip": "saltar hoy",
        "undo": "deshacer",
        "mistyped": "ayuad",
        "maybe news": "botón de pausa",
        "complaint": "qué pesado eres",
        "most": "la mayoría",
        "which": "1 hecho, 2 no",
        "learned": "que necesito más cuerda",
        "language": "/idioma",
        "timezone": "zona horaria Madrid",
        "reminder": "remind me 30 minutes before",
        "quiet": "horas de silencio 20:00-8:00",
        "days": "my days mon-thu",
        "settings": "ajustes",
        "who": "/who",
        "remind them": "remind missing",
        "yes": "sí",
        "agree": "/yes",
        "extend": "extend 30 min",
        "cancel": "cancel next",
        "pause": "pause until 31 de diciembre",
        "resume": "/resume",
        "changes": "/changes",
        "report": "mi informe",
        "share report": "compartir mi informe",
        "search": "buscar cuerda",
        "search nothing": "buscar ballenas",
        "who reads": "¿quién lee esto?",
        "export": "mis datos",
        "forget": "olvídame",
        "forget now": "olvídame ahora",
        "join": "join",
    },
}


def transcript(language: str) -> str:
    """All occasions in one language."""
    lines = [HEAD.format(name=NAMES[language])]
    for occasion in OCCASIONS:
        with tempfile.TemporaryDirectory() as folder:
            lines += asyncio.run(_lived(occasion, language, Path(folder)))
    return "\n".join(lines) + "\n"


@dataclass
class _Diary:
    """What was said on an occasion, as it is written down."""

    day: Team
    words: Mapping[str, str]
    lines: list[str] = field(default_factory=list)
    heard: dict[str, list[str]] = field(default_factory=dict)
    messages: dict[str, str] = field(default_factory=dict)

    async def turn(self, turn: Turn, people: Sequence[str]) -> None:
        """Write down what somebody does, and what is said on it."""
        await self.day.until(at(turn.clock))
        self._hear(turn.clock, people)
        if turn.edits:
            await self._change(turn)
        elif turn.says:
            self._note(turn.clock, _name(turn.who), self.words[turn.says])
            self.messages[turn.says] = await self.day.say(turn.who, self.words[turn.says])
        self._hear(turn.clock, people)

    async def _change(self, turn: Turn) -> None:
        message, platform = self.messages[turn.edits], self.day.platform
        if turn.says:
            self._note(turn.clock, f"{_name(turn.who)}, edited", self.words[turn.says])
            platform.edit_own(turn.who, message, self.words[turn.says])
        else:
            self._note(turn.clock, f"{_name(turn.who)}, deleted", self.words[turn.edits])
            platform.take_back(turn.who, message)
        await self.day.settled()

    def _hear(self, clock: str, people: Sequence[str]) -> None:
        """What the bot said since, or changed."""
        for who in people:
            before, now = self.heard.get(who, []), list(self.day.platform.direct_texts(who))
            to = "" if who == "ana" else f", to {_name(who)}"
            for number, text in enumerate(now):
                if number >= len(before) or before[number] != text:
                    changed = "" if number >= len(before) else ", changed"
                    self._note(clock, f"the bot{to}{changed}", text)
            self.heard[who] = now

    def _note(self, clock: str, who: str, text: str) -> None:
        self.lines += ["", f"{clock:>5}  {who}", *(f"       │ {line}" for line in text.split("\n"))]


async def _lived(occasion: Occasion, language: str, folder: Path) -> list[str]:
    people = sorted({"ana", *(turn.who for turn in occasion.turns)})
    standup = _standup(language, [one for one in people if one in {"ana", "bo"}])
    async with team(folder, instance(standup), at("8:55")) as day:
        diary = _Diary(day, WORDS[language])
        diary.lines += ["", occasion.title, "=" * len(occasion.title)]
        for turn in occasion.turns:
            await diary.turn(turn, people)
        if occasion.shows:
            diary.lines += ["", ROOM, "-" * len(ROOM)]
            for shown in day.platform.channel(ROOM):
                diary._note(occasion.turns[-1].clock, "the bot", shown.text)
    return diary.lines


def _name(who: str) -> str:
    return "you" if who == "ana" else who.title()


def _standup(language: str, people: Sequence[str]) -> Standup:
    standup = learning_day(*map(person, people))
    asked = zip(standup.rounds, _ASKED[language], strict=True)
    rounds = tuple(_asking(round_, *words) for round_, words in asked)
    return replace(standup, rounds=rounds, language=language, owners=("ana",))


def _asking(round_: Round, title: str, ask: str) -> Round:
    return replace(round_, title=title, questions=(replace(round_.questions[0], ask=ask),))
