"""A Learning Day as one person lives it in another language, for the documents."""

import asyncio
import tempfile
from dataclasses import replace
from pathlib import Path

from standup.core.model import Round, Standup
from tests.team import ROOM, Team, at, instance, learning_day, person, team

HEAD = """\
One Learning Day in {name}, made by `make docs`: what one person writes, and what the bot says to
them alone, then what everybody reads.
"""
_NAMES = {"de": "German", "es": "Spanish"}
ASKED = {
    "de": (("Plan", "Was lernst du heute?"), ("Gelernt", "Was hast du gelernt?")),
    "es": (("Plan", "¿Qué vas a aprender hoy?"), ("Aprendido", "¿Qué aprendiste?")),
}
SAID = {
    "de": {
        "9:31": ("hallo!", "hilfe", "Knoten\nein Spleiß"),
        "12:00": ("Ein Palstek hält wirklich, ich habe ihn dreimal belastet", "status"),
        "17:01": ("1 erledigt 2 teilweise – ein Seil merkt sich, wie es geschlagen wurde",),
        "17:05": ("danke!", "mein bericht", "weg bis montag", "zurück", "wer liest das?"),
    },
    "es": {
        "9:31": ("¡hola!", "ayuda", "nudos\nun empalme"),
        "12:00": ("El as de guía aguanta de verdad, lo he cargado tres veces", "estado"),
        "17:01": ("1 hecho 2 en parte – una cuerda recuerda cómo la trenzaron",),
        "17:05": ("¡gracias!", "mi informe", "fuera hasta el lunes", "volver", "¿quién lee esto?"),
    },
}


def transcript(language: str) -> str:
    """The whole of it."""
    with tempfile.TemporaryDirectory() as folder:
        lines = asyncio.run(_lived(language, Path(folder)))
    return "\n".join([HEAD.format(name=_NAMES[language]), *lines]) + "\n"


async def _lived(language: str, folder: Path) -> list[str]:
    told = instance(_standup(language))
    lines: list[str] = []
    async with team(folder, told, at("9:00")) as day:
        heard: list[str] = []
        for clock, words in {"9:30": (), **SAID[language], "20:01": ()}.items():
            await day.until(at(clock))
            heard = _heard(day, heard, lines, clock)
            for text in words:
                lines += _shown(clock, "you", text)
                await day.say("ana", text)
                heard = _heard(day, heard, lines, clock)
        lines += ["", ROOM, "=" * len(ROOM)]
        for shown in day.platform.channel(ROOM):
            lines += _shown("20:01", "the bot", shown.text)
    return lines


def _standup(language: str) -> Standup:
    standup = learning_day(person("ana"))
    asked = zip(standup.rounds, ASKED[language], strict=True)
    rounds = tuple(_asking(round_, *words) for round_, words in asked)
    return replace(standup, rounds=rounds, language=language)


def _asking(round_: Round, title: str, ask: str) -> Round:
    return replace(round_, title=title, questions=(replace(round_.questions[0], ask=ask),))


def _heard(day: Team, before: list[str], lines: list[str], clock: str) -> list[str]:
    """What the bot said since, or changed."""
    now = list(day.platform.direct_texts("ana"))
    for number, text in enumerate(now):
        if number >= len(before) or before[number] != text:
            who = "the bot" if number >= len(before) else "the bot, changed"
            lines += _shown(clock, who, text)
    return now


def _shown(clock: str, who: str, text: str) -> list[str]:
    return ["", f"{clock:>5}  {who}", *(f"       │ {line}" for line in text.split("\n"))]
