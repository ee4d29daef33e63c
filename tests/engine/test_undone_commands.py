"""What follows `undo` right after each command: it is taken back, is said to stay, or was nothing,
so that what was said before it goes."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Literal

import pytest

from standup.core.commands import COMMANDS
from standup.core.life import SHIPPED
from standup.core.model import Channel, Instance, Round, Window
from standup.store import accounts
from tests.platform import CAPABLE, Platform
from tests.team import LONDON, Team, at, daily, instance, person, team

ANA = person("ana")
ANA = replace(ANA, accounts=(*ANA.accounts, replace(ANA.accounts[0], adapter="pager")))
BO, CY = person("bo"), person("cy")
HOUR = timedelta(hours=1)
WORDS, STAYS = "read about quokkas", ("I can’t take that back", "nicht zurücknehmen")
KEPT = (
    *("answer", "addition", "check_in", "participant", "setting", "away", "consent", "item"),
    *("item_news", "post", "change", "account", "preference", "language", "offer", "lasting"),
    "shared_report",
)
"""The tables in which something stands that a command did."""


@dataclass(frozen=True)
class Tried:
    """A way to say a command, after some others, and what `undo` does right after it."""

    words: str
    undo: Literal["takes it back", "says that it stays", "reaches past it"]
    before: tuple[str, ...] = ()
    agrees: bool = False

    def __str__(self) -> str:
        return self.words


def undone(words: str, *before: str, agrees: bool = False) -> Tried:
    return Tried(words, "takes it back", before, agrees)


def stays(words: str, *before: str, agrees: bool = False) -> Tried:
    return Tried(words, "says that it stays", before, agrees)


def nothing(words: str, *before: str) -> Tried:
    return Tried(words, "reaches past it", before)


TRIED: Mapping[str, tuple[Tried, ...]] = {
    "status": (nothing("/status"),),
    "why": (nothing("/why"),),
    "report": (stays("/report 2026-11-26 notes"), nothing("/report daily")),
    "team report": (nothing("/team report"),),
    "search": (nothing("/search quokkas"),),
    "my report": (nothing("/my report"),),
    "history": (nothing("/history"),),
    "share my report": (undone("/share my report", "-"),),
    "items": (nothing("/items"),),
    "item": (
        nothing("/#1", "/keep as hypothesis: warmup matters"),
        undone("/#1 refuted – it does not", "/keep as hypothesis: warmup matters"),
    ),
    "map": (nothing("/map"),),
    "keep": (undone("/keep as hypothesis: warmup matters"), undone("/keep as hypothesis")),
    "skip": (undone("/skip"),),
    "skip run": (undone("/skip run"),),
    "-": (undone("-"),),
    "back": (undone("/back"), stays("/back", "/away today")),
    "edit": (undone("/edit"),),
    "undo": (undone("/undo", "/quiet 20:00-8:00", "/no hints"),),
    "away": (undone("/away tomorrow"), undone("/away today")),
    "later": (undone("/later"),),
    "in": (undone("/in 20 minutes"),),
    "at": (undone("/at 11:00"),),
    "tomorrow": (undone("/tomorrow", "-", "/report 2026-11-26 notes"),),
    "ask me": (undone("/ask me in an hour"),),
    "settings": (nothing("/settings"),),
    "timezone": (undone("/timezone Athens"),),
    "remind": (undone("/remind me at 11:00"), undone("/reminders as the team", "/no reminders")),
    "no reminders": (undone("/no reminders daily"),),
    "ask me at": (undone("/ask me at 10:15 daily"),),
    "ask me as the team": (undone("/ask me as the team", "/ask me at 10:15 daily"),),
    "fewer reminders": (undone("/fewer reminders", "/remind me at 11:00 and 11:30"),),
    "my days": (undone("/my days mon-thu"),),
    "hints": (undone("/no hints"),),
    "quiet": (undone("/quiet 20:00-8:00"), undone("/quiet off", "/quiet 20:00-8:00")),
    "who": (nothing("/who daily"),),
    "remind missing": (
        stays("/remind missing daily", agrees=True),
        nothing("/remind missing daily"),
    ),
    "yes": (nothing("/yes"),),
    "extend": (stays("/extend daily 1 hour", agrees=True),),
    "start now": (stays("/start now notes", agrees=True),),
    "pause": (undone("/pause daily", agrees=True),),
    "resume": (stays("/resume daily", "/pause daily", "/yes"),),
    "cancel": (undone("/cancel next daily", agrees=True),),
    "tell me who is missing": (undone("/tell me who is missing daily"),),
    "do not tell me who is missing": (
        undone("/do not tell me who is missing daily", "/tell me who is missing daily"),
    ),
    "changes": (nothing("/changes daily"),),
    "time": (undone("/time 10:00 daily"),),
    "days": (undone("/days mon-thu daily"),),
    "deadline": (undone("/deadline 20:00 daily"),),
    "ask": (undone("/ask daily 2 What is in your way?"), nothing("/ask daily")),
    "channel": (undone("/channel #other daily", agrees=True),),
    "add": (undone("/add cy daily"),),
    "remove": (undone("/remove bo daily", agrees=True),),
    "invite": (stays("/invite bo daily", agrees=True),),
    "away somebody": (stays("/away bo tomorrow daily", agrees=True),),
    "back somebody": (stays("/back bo daily", "/away bo tomorrow daily", "/yes", agrees=True),),
    "new standup": (undone("/new standup from daily called Retro", agrees=True),),
    "archive": (undone("/archive daily", agrees=True),),
    "poll": (undone("/poll daily Shall we meet? yes/no", agrees=True),),
    "cancel poll": (
        stays("/cancel poll daily", "/poll daily Shall we meet? yes/no", "/yes", agrees=True),
    ),
    "who reads this": (nothing("/who reads this"),),
    "join": (undone("/join daily", "/leave daily"), nothing("/join")),
    "leave": (undone("/leave daily"),),
    "link": (nothing("/link"),),
    "unlink": (stays("/unlink mail"),),
    "prefer": (stays("/prefer pager"), nothing("/prefer")),
    "language": (stays("/language deutsch"), nothing("/language")),
    "publish": (stays("/publish"),),
    "unpublish": (stays("/unpublish"),),
    "export me": (nothing("/export me"),),
    "forget me": (nothing("/forget me"),),
    "help": (nothing("/help"), nothing("/help all")),
}
"""Each command of the table, by name."""


def told() -> Instance:
    standup = daily(ANA, BO)
    [round_] = standup.rounds
    round_ = replace(round_, opens=Window(8 * HOUR, 11 * HOUR), reminder=HOUR)
    standup = replace(
        standup,
        rounds=(round_,),
        owners=("ana",),
        lives=(SHIPPED["hypothesis"],),
        most_reminders=3,
        publish="agreed",
    )
    note = Round("note", "Note", None, round_.questions, 48 * HOUR)
    channels = (Channel("chat", "#notes"),)
    notes = replace(standup, id="notes", title="Notes", rounds=(note,), channels=channels)
    known = instance(standup, replace(notes, zone=LONDON))
    return replace(known, people=(*known.people, CY))


async def kept(day: Team) -> str:
    return str([await day.rows(f"SELECT * FROM {name}") for name in KEPT])  # noqa: S608


async def say(day: Team, words: str, *, agrees: bool) -> None:
    await (day.agree if agrees else day.say)("ana", words)


def test_each_command_is_tried() -> None:
    assert list(TRIED) == [entry.name for entry in COMMANDS]


@pytest.mark.parametrize("tried", [one for row in TRIED.values() for one in row], ids=str)
async def test_undo_reaches_past_no_command_that_did_something(
    tmp_path: Path, tried: Tried
) -> None:
    others = {name: Platform(capabilities=CAPABLE) for name in ("pager", "mail")}
    async with team(tmp_path, told(), at("9:00"), others=others) as day:
        await day.store.write(
            lambda tx: accounts.tie(tx, replace(ANA.accounts[0], adapter="mail"), "ana", at("9:00"))
        )
        await day.until(at("9:31"))
        await day.say("ana", WORDS)
        for number, words in enumerate(tried.before, 32):
            await day.until(at(f"9:{number}"))
            await day.say("ana", words)
        await day.until(at("9:37"))
        before = await kept(day)
        await say(day, tried.words, agrees=tried.agrees)
        answer = day.last("ana")
        assert (await kept(day) == before) is (tried.undo == "reaches past it"), answer
        await day.until(at("9:38"))
        count = len(day.platform.direct_texts("ana"))
        await day.say("ana", "/undo")
        said = "\n".join(day.platform.direct_texts("ana")[count:])
        is_kept = bool(await day.rows("SELECT 1 FROM answer WHERE text = ?", WORDS))
        if tried.undo == "reaches past it" and not tried.before:
            assert not is_kept, said
        elif tried.undo != "reaches past it":
            assert is_kept, said
            assert any(one in said for one in STAYS) is (tried.undo == "says that it stays"), said
