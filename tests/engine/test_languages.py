"""Each is spoken to in their language, and a thread is in the standup's."""

import re
from dataclasses import replace
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest

from standup.chat.interface import Chose, Said
from standup.core.model import Standup
from standup.store import personal_data
from tests.platform import Platform
from tests.team import ROOM, THURSDAY, Team, at, daily, instance, learning_day, person, team

ANA, BO = person("ana"), person("bo")


def german(standup: Standup) -> Standup:
    return replace(standup, language="de")


async def test_whoever_says_a_language_is_spoken_to_in_it_and_nobody_else(tmp_path: Path) -> None:
    async with team(tmp_path, instance(learning_day(ANA, BO)), at("9:00")) as day:
        await day.say("ana", "language deutsch")
        assert day.last("ana").endswith("OK, ich spreche jetzt Deutsch mit dir.")
        await day.until(at("9:30"))
        assert "Donnerstag, 26. November · Plan, bis 17:00" in day.last("ana")
        assert "Thursday 26 November · plan, until 17:00" in day.last("bo")
        await day.say("ana", "Knoten")
        assert day.last("ana").startswith("Danke, steht im Thread:")
        await day.say("ana", "/report")
        assert "Danke, Ana!" in day.last("ana")
        assert "Taking part: Ana and Bo." in day.platform.channel(ROOM)[0].text


async def test_what_they_said_holds_after_a_restart_and_can_be_changed(tmp_path: Path) -> None:
    told, platform = instance(learning_day(ANA)), Platform()
    async with team(tmp_path, told, at("9:00"), platform) as day:
        await day.say("ana", "/language español")
    async with team(tmp_path, told, at("9:10"), platform) as day:
        await day.say("ana", "estado")
        assert "Tu hora: 09:10" in day.last("ana")
        await day.say("ana", "idioma english")
        await day.say("ana", "status")
        assert "Your time: 09:10" in day.last("ana")


async def test_a_standups_language_is_its_threads_and_that_of_whoever_said_none(
    tmp_path: Path,
) -> None:
    async with team(tmp_path, instance(german(learning_day(ANA, BO))), at("9:00")) as day:
        await day.say("bo", "language english")
        await day.until(at("9:30"))
        assert "Hallo Ana!" in day.last("ana")
        assert "until 17:00" in day.last("bo")
        await day.say("ana", "Knoten")
        await day.until(at("17:00"))
        await day.say("ana", "erledigt – hält")
        await day.until(at("20:01"))
        root, *_, digest = day.platform.channel(ROOM)
        assert root.text.startswith("Learning Day · Donnerstag, 26. November 2026")
        assert "Dabei: Ana und Bo." in root.text
        assert "✓ Knoten – erledigt" in digest.text
        assert "So liefen die Pläne: ✓ 1 erledigt." in digest.text


async def test_commands_are_understood_in_their_language_beside_english(tmp_path: Path) -> None:
    async with team(tmp_path, instance(german(learning_day(ANA))), at("9:00")) as day:
        for said, told in {
            "hilfe": "hilfe alles –",
            "help": "hilfe alles –",
            "Hilfe alles": "vergiss mich –",
            "weg bis freitag": "Notiert, du bist weg: von",
            "zurück": "Schön, dass du wieder da bist!",
            "Wer liest das?": "Eingerichtet hat mich",
            "vergiss mich": "`vergiss mich jetzt`".replace("`", ""),
        }.items():
            await day.say("ana", said)
            assert told in day.last("ana"), said


async def test_an_unknown_language_is_told_with_those_there_are(tmp_path: Path) -> None:
    async with team(tmp_path, instance(learning_day(ANA)), at("9:00")) as day:
        await day.say("ana", "/language klingon")
        assert "I don’t speak “klingon” yet." in day.last("ana")
        assert "language deutsch" in day.last("ana")
        await day.say("ana", "/language")
        assert "I speak English to you." in day.last("ana")


async def test_the_language_is_in_an_export_and_forgotten(tmp_path: Path) -> None:
    async with team(tmp_path, instance(learning_day(ANA)), at("9:00")) as day:
        await day.say("ana", "language deutsch")
        kept = await day.store.read(lambda tx: personal_data.export(tx, "ana"))
        assert kept["language"] == "de"
        await day.say("ana", "vergiss mich")
        await day.say("ana", "vergiss mich jetzt")
        assert day.last("ana").startswith("Erledigt.")
        assert await day.rows("SELECT * FROM language") == []


async def test_a_stranger_hears_the_language_that_every_standup_speaks(tmp_path: Path) -> None:
    async with team(tmp_path, instance(german(learning_day(ANA))), at("9:00")) as day:
        await day.say("eve", "hallo")
        assert "Ich bin ein Standup-Bot" in day.last("eve")


NEXT_THURSDAY = THURSDAY + timedelta(days=7)
_numbers = count()


async def typed(day: Team, account: str, words: str, language: str) -> None:
    """Somebody writes with a client of this language."""
    said = Said(f"typed{next(_numbers)}", account, words, day.clock.now(), language=language)
    day.platform.deliver(said)
    await day.settled()


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("de", "Deine Zeit: 09:00"),
        ("de-AT", "Deine Zeit: 09:00"),
        ("es-419", "Tu hora: 09:00"),
        ("ES_mx", "Tu hora: 09:00"),
        ("pt-BR", "Your time: 09:00"),
        ("zh-hans", "Your time: 09:00"),
        ("en-US", "Your time: 09:00"),
        ("gibberish ☃", "Your time: 09:00"),
    ],
)
async def test_whoever_said_none_is_spoken_to_in_that_of_their_chat(
    tmp_path: Path, language: str, told: str
) -> None:
    async with team(tmp_path, instance(learning_day(ANA, BO)), at("9:00")) as day:
        await typed(day, "ana", "/status", language)
        assert told in day.last("ana")
        await day.say("bo", "/status")
        assert "Your time: 09:00" in day.last("bo")


async def test_a_chats_language_counts_above_the_standups_and_below_what_was_said(
    tmp_path: Path,
) -> None:
    async with team(tmp_path, instance(german(learning_day(ANA, BO))), at("9:00")) as day:
        await day.say("bo", "sprache deutsch")
        await typed(day, "bo", "/status", "es")
        await typed(day, "ana", "/status", "es")
        await day.until(at("9:31"))
        assert "jueves 26 de noviembre" in day.last("ana")
        assert "Donnerstag, 26. November" in day.last("bo")
        await day.say("ana", "idioma english")
        await typed(day, "ana", "/status", "es")
        assert "Your time" in day.last("ana")


async def test_nobodys_language_changes_within_a_day_that_was_begun_in_another(
    tmp_path: Path,
) -> None:
    async with team(tmp_path, instance(german(learning_day(ANA))), at("9:00")) as day:
        await day.until(at("9:31"))
        await typed(day, "ana", "Knoten", "en-US")
        assert day.last("ana").startswith("Danke")
        day.platform.deliver(Chose("p1", "ana", "17.0.9", day.clock.now(), language="en-US"))
        await day.until(at("17:01"))
        assert "Donnerstag, 26. November" in day.last("ana")
        await typed(day, "ana", "erledigt – hält", "en-US")
        assert day.last("ana").startswith("Danke")
        await day.until(at("9:31", NEXT_THURSDAY))
        assert "until 17:00" in day.last("ana")


async def test_only_the_first_language_that_a_chat_tells_counts(tmp_path: Path) -> None:
    async with team(tmp_path, instance(learning_day(ANA)), at("9:00")) as day:
        await typed(day, "ana", "/status", "de")
        await typed(day, "ana", "/status", "es")
        assert "Deine Zeit" in day.last("ana")


async def test_a_chats_language_is_in_an_export_and_forgotten(tmp_path: Path) -> None:
    async with team(tmp_path, instance(learning_day(ANA)), at("9:00")) as day:
        await typed(day, "ana", "/status", "de-AT")
        kept = await day.store.read(lambda tx: personal_data.export(tx, "ana"))
        assert kept["chat_languages"] == [{"platform": "chat", "account": "ana", "language": "de"}]
        await day.say("ana", "/export me")
        assert "Deine App auf chat ist auf Deutsch eingestellt" in day.last("ana")
        await day.say("ana", "vergiss mich")
        await day.say("ana", "vergiss mich jetzt")
        assert await day.rows("SELECT * FROM chat_language") == []


async def test_a_stranger_is_answered_in_that_of_their_chat(tmp_path: Path) -> None:
    async with team(tmp_path, instance(learning_day(ANA)), at("9:00")) as day:
        await typed(day, "eve", "hola", "es")
        assert "Soy un bot" in day.last("eve")
        assert await day.rows("SELECT * FROM chat_language") == []


# ── two standups of different languages that overlap in a day ──────────────────────────────────


def two() -> tuple[Standup, Standup]:
    """Learning Day in German, asked at 9:30, and a daily in Spanish, asked at 10:00."""
    return german(learning_day(ANA, BO)), replace(
        daily(ANA, BO, cron="0 10 * * *", closes=16), language="es"
    )


async def test_each_standup_speaks_its_own_language_to_whoever_said_none(tmp_path: Path) -> None:
    async with team(tmp_path, instance(*two()), at("9:00")) as day:
        await day.until(at("9:31"))
        assert "bis 17:00 Uhr" in day.last("ana")
        await day.until(at("10:01"))
        await day.say("ana", "Knoten")
        thanks, question = day.platform.direct_texts("ana")[-2:]
        assert thanks.startswith("Danke, steht im Thread:")
        assert "hasta las" in question
        await day.say("ana", "leí dos capítulos")
        await day.say("ana", "nada me frena")
        assert day.last("ana").startswith("Gracias, publicado en el hilo:")


async def test_a_reply_to_what_is_open_is_in_its_language(tmp_path: Path) -> None:
    async with team(tmp_path, instance(*two()), at("9:00")) as day:
        await day.until(at("10:01"))
        await day.say("ana", "hilfe")
        assert "hilfe alles" in day.last("ana")
        await day.say("ana", "Knoten")
        await day.say("ana", "ayuda")
        assert "ayuda todo" in day.last("ana")
        await day.say("ana", "saltar hoy")
        assert day.last("ana").startswith("De acuerdo, no participas en Daily")


async def test_a_reminder_is_in_the_language_of_its_standup(tmp_path: Path) -> None:
    learning, spanish = two()
    reminded = replace(spanish.rounds[0], reminder=timedelta(hours=1))
    standups = learning, replace(spanish, rounds=(reminded,))
    async with team(tmp_path, instance(*standups), at("9:00")) as day:
        await day.until(at("10:01"))
        await day.say("ana", "Knoten")
        await day.until(at("15:01"))
        assert day.last("ana").startswith("Aún no has respondido a")


@pytest.mark.parametrize("known", ["said", "chat"])
async def test_whose_language_is_known_is_spoken_to_in_it_by_every_standup(
    tmp_path: Path, known: str
) -> None:
    async with team(tmp_path, instance(*two()), at("9:00")) as day:
        if known == "said":
            await day.say("ana", "language english")
        else:
            await typed(day, "ana", "/status", "en-GB")
        await day.until(at("10:01"))
        before = len(day.platform.direct_texts("ana"))
        await day.say("ana", "knots")
        thanks, question = day.platform.direct_texts("ana")[before:]
        assert thanks.startswith("Thanks, posted in the thread:")
        assert "open until" in question


async def test_no_message_is_in_two_languages(tmp_path: Path) -> None:
    """What the bot says of two standups over a day: each message has the words of one alone."""
    async with team(tmp_path, instance(*two()), at("9:00")) as day:
        for clock, words in (
            ("9:31", "hola"),
            ("9:40", "Knoten\nein Spleiß"),
            ("10:01", "estado"),
            ("10:05", "/edit"),
            ("10:06", "nudos\nun empalme"),
            ("10:20", "leí dos capítulos"),
            ("10:21", "-"),
            ("11:00", "Ein Palstek hält wirklich, ich habe ihn belastet"),
            ("11:01", "undo"),
            ("12:01", "weg bis montag"),
            ("12:02", "fuera hasta el lunes"),
            ("12:03", "bin wieder da"),
            ("17:01", "1 erledigt 2 teilweise – hält"),
            ("17:02", "status"),
        ):
            await day.until(at(clock))
            await day.say("ana", words)
        await day.until(at("20:01"))
        said = day.platform.direct_texts("ana")
        german_ones = {text for text in said if _GERMAN.search(text)}
        spanish_ones = {text for text in said if _SPANISH.search(text)}
        assert german_ones & spanish_ones == set()
        assert len(german_ones) > 3
        assert len(spanish_ones) > 3


_GERMAN = re.compile(r"\b(?:Ich|ich|dich|Uhr|Danke|hast|bis \d|Sag|Noch|Donnerstag|Steht)\b")
_SPANISH = re.compile(r"\b(?:Gracias|hasta las|Di|publicado|Añadido|jueves|está|Aún|abierto)\b")
