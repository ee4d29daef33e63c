"""What is somebody's own is kept from others twice: by the rights, and by what is asked of the
store. Each is switched off here in turn, so that the other stands alone; then both, which shows
that something was at stake.
"""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from standup.core import rights
from standup.core.asking.check_in import Conversation
from standup.core.learning_log.entries import Wanted
from standup.core.model import Person
from standup.core.rights import Role
from standup.store import (
    conversations,
    personal_data,
    records,
    writings,
)
from standup.store.database import Transaction
from standup.store.learning_log import finding as entries_of
from tests.engine.test_rights import (
    ANA,
    SECRET,
    Try,
    edit,
    fill_in,
    noon,
    press,
    press_the_form_of_the_run,
    take_back,
)
from tests.team import Team, at, daily, instance, learning_day, person, team

Attempt = Callable[[Try], Awaitable[bool]]
WHO = ("eve", "chi", "bo")  # a stranger, a member, a participant
OWN: tuple[Attempt, ...] = (press, fill_in, press_the_form_of_the_run, edit, take_back)


def without_rights(off: pytest.MonkeyPatch) -> None:
    """Let everybody be taken for the one whose it is."""
    off.setattr(rights, "may", lambda *_: True)
    off.setattr(rights, "towards", lambda *_: Role.SELF)
    off.setattr(rights, "in_standup", lambda *_: Role.PARTICIPANT)


def without_filters(off: pytest.MonkeyPatch) -> None:
    """Let the store hand out Ana's conversation to whoever asks for theirs."""
    load, erase = conversations.load, writings.erase

    async def anas(tx: Transaction, person: Person, *when: Any, **what: Any) -> Conversation:
        return await load(tx, ANA, *when, **what)

    async def of_anas(tx: Transaction, message: str, _: str) -> None:
        await erase(tx, message, ANA.id)

    off.setattr(conversations, "load", anas)
    off.setattr(writings, "erase", of_anas)


@pytest.mark.parametrize("attempt", OWN)
@pytest.mark.parametrize("who", WHO)
async def test_rights_alone_keep_ones_own_from_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, attempt: Attempt, who: str
) -> None:
    async with noon(tmp_path) as day:
        without_filters(monkeypatch)
        assert not await attempt(Try(day, "chat", who, None))
        assert await Try(day, "chat", who, None).words() == [SECRET]


@pytest.mark.parametrize("attempt", OWN)
@pytest.mark.parametrize("who", WHO)
async def test_the_store_alone_keeps_ones_own_from_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, attempt: Attempt, who: str
) -> None:
    async with noon(tmp_path) as day:
        without_rights(monkeypatch)
        assert not await attempt(Try(day, "chat", who, None))
        assert await Try(day, "chat", who, None).words() == [SECRET]


@pytest.mark.parametrize("attempt", OWN)
async def test_without_both_a_participant_gets_at_what_is_anothers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, attempt: Attempt
) -> None:
    async with noon(tmp_path) as day:
        without_rights(monkeypatch)
        without_filters(monkeypatch)
        assert await attempt(Try(day, "chat", "bo", None))


# ── the store's own filters, asked directly ──

CANARIES = {"ana": "quokka", "bo": "numbat"}
TOLD = instance(learning_day(person("ana"), person("bo")), daily(person("bo")))


async def lived(day: Team) -> None:
    """Both answer, change it, add to it, look for something and say when they are away."""
    await day.until(at("9:31"))
    for who, word in CANARIES.items():
        for n in range(2 if who == "bo" else 1):  # Bo is asked by two standups
            message = await day.say(who, f"{word} first {n}")
            day.platform.edit_own(who, message, f"{word} second {n}")
            await day.settled()
        await day.say(who, "-")
    await day.until(at("12:31"))
    for who, word in CANARIES.items():
        message = await day.say(who, f"{word} added")
        day.platform.edit_own(who, message, f"{word} added again")
        await day.settled()
        await day.say(who, f"/search {word}")
        await day.say(who, f"away from 2026-12-{'10' if who == 'ana' else '24'} for 2 days")
        await day.say(who, f"/publish{'' if who == 'ana' else ' 2026-11-26'}")


@pytest.mark.parametrize("who", CANARIES)
async def test_what_is_handed_to_a_person_is_theirs_alone(tmp_path: Path, who: str) -> None:
    async with team(tmp_path, TOLD, at("9:00")) as day:
        await lived(day)
        [other] = CANARIES.keys() - {who}
        told = str(await day.store.read(lambda tx: personal_data.export(tx, who)))
        assert CANARIES[who] in told
        assert "earlier" in told
        assert CANARIES[other] not in told
        assert ("2026-12-24" in told) == (who == "bo")
        today, month = at("0:00").date(), timedelta(days=30)
        periods = await day.store.read(
            lambda tx: records.periods_of(tx, who, today - month, today + month, at("13:00"))
        )
        assert CANARIES[who] in str(periods)
        assert CANARIES[other] not in str(periods)


@pytest.mark.parametrize("who", CANARIES)
async def test_a_conversation_holds_nothing_of_anothers_whatever_it_is_asked_for(
    tmp_path: Path, who: str
) -> None:
    async with team(tmp_path, TOLD, at("9:00")) as day:
        await lived(day)
        [other] = CANARIES.keys() - {who}
        asker = replace(person(who))
        messages = await day.rows(
            "SELECT message FROM answer UNION SELECT message FROM addition"
            " UNION SELECT message FROM wording"
        )
        numbers = await day.rows("SELECT id FROM check_in")
        asked: list[dict[str, Any]] = [
            *({"message": message} for (message,) in messages),
            *({"check_in": number} for (number,) in numbers),
            {"written": at("9:40")},
        ]
        found = ""
        for one in asked:
            talk = await day.store.read(
                partial(conversations.load, person=asker, now=at("13:00"), **one)
            )
            found += str(talk)
        assert CANARIES[who] in found
        assert CANARIES[other] not in found
        assert ("2026, 12, 24" in found) == (who == "bo")


async def test_an_update_is_its_authors_alone(tmp_path: Path) -> None:
    async with team(tmp_path, TOLD, at("9:00")) as day:
        await lived(day)
        updates = await day.rows("SELECT message, person FROM addition ORDER BY id")
        assert {author for _, author in updates} == set(CANARIES)
        for message, author in updates:
            for who in CANARIES:
                load = partial(
                    conversations.load,
                    person=person(who),
                    now=at("13:00"),
                    message=str(message),
                )
                talk = await day.store.read(load)
                assert (talk.update is not None) == (who == author)


async def test_nobody_can_erase_what_another_wrote(tmp_path: Path) -> None:
    async with team(tmp_path, TOLD, at("9:00")) as day:
        await lived(day)
        before = await day.everything()
        messages = await day.rows(
            "SELECT message FROM answer UNION SELECT message FROM addition"
            " UNION SELECT message FROM wording"
        )
        mine = [str(message) for (message,) in messages]
        for message in mine:
            await day.store.write(partial(writings.erase, message=message, person="chi"))
        assert await day.everything() == before
        for message in mine:
            await day.store.write(partial(writings.erase, message=message, person="ana"))
        words = (
            "SELECT text FROM answer UNION SELECT text FROM addition UNION SELECT text FROM wording"
        )
        left = str(await day.rows(words))
        assert CANARIES["ana"] not in left
        assert CANARIES["bo"] in left


@pytest.mark.parametrize("words", ["", "quokka", "numbat"])
async def test_the_log_of_one_standup_holds_nothing_of_another(tmp_path: Path, words: str) -> None:
    async with team(tmp_path, TOLD, at("9:00")) as day:
        await lived(day)
        for standup in ("learning-day", "daily"):
            found = await day.store.read(
                partial(entries_of.entries, wanted=Wanted((standup,), words), most=50)
            )
            assert {entry.standup.id for entry in found} == (
                {standup} if words != "quokka" or standup != "daily" else set()
            )
        assert await day.store.read(lambda tx: entries_of.entries(tx, Wanted(()), 50)) == []
