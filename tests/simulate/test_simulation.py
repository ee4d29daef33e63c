"""The simulated world: every seed holds every invariant, and is told the same twice."""

import asyncio
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest

from standup import cli, config
from standup.chat.interface import Context
from standup.chat.registry import find
from standup.core.commands.menu import MENU
from standup.core.messages.markup import Message, phrase
from standup.core.model import Quiet
from standup.core.settings.setting import (
    AsksOn,
    Cancelled,
    InQuiet,
    OnDays,
    Scope,
    Source,
    TellsMissing,
    Value,
)
from standup.core.zones import zone_info
from standup.engine.clock import SystemClock
from standup.simulate import calendar, loop, town
from standup.simulate.facts import gather
from standup.simulate.figures import Named
from standup.simulate.invariants import lies
from standup.simulate.simulation import Plot, Story, live
from standup.store import settings
from standup.store.database import Transaction
from standup.store.sqlite.store import SqliteStore
from tests.length import some
from tests.simulate.corpus import CORPUS

STORMS, CALMS, DAYS = 140, 30, 3
FEW = 12  # whose stories several tests ask about


def told(story: Story) -> list[str]:
    return [*calendar.cast(story), *calendar.calendar(story)]


@dataclass(frozen=True)
class Lived:
    """What became of a story, which is lived once for all tests that ask."""

    lies: list[tuple[str, str]]
    told: list[str]
    muddled: int
    clear: int
    happened: frozenset[str]


@cache
def lived(plot: Plot) -> Lived:
    with live(plot) as story:
        muddled = [talk.muddled for talk in gather(story).truth.talks.values()]
        count = sum(muddled)
        happened = frozenset(_happened(story))
        return Lived(list(lies(story)), told(story), count, len(muddled) - count, happened)


def _happened(story: Story) -> Iterator[str]:
    """What of the seldom things there was in a story."""
    if any(chat.moved for chat in story.chats.values()):
        yield "a channel moved"
    if any(chat.ever_locked for chat in story.chats.values()):
        yield "a thread was locked"
    if len(story.known) > 1:
        yield "somebody moved"
    yield from {f"on record: {action}" for _, action, *_ in story.kept.changes}
    yield from {f"said: {meant.sort}" for meant in story.diary.values()}


def broken(plot: Plot) -> list[tuple[str, str]]:
    with live(plot) as story:
        return list(lies(story))


@pytest.mark.parametrize("seed", [*range(FEW), *some(range(FEW, STORMS))])
def test_no_storm_breaks_anything(seed: int) -> None:
    plot = Plot(seed, DAYS)
    assert (lived(plot).lies if seed < FEW else broken(plot)) == []


@pytest.mark.parametrize("seed", some(range(CALMS)))
def test_nor_does_a_calm_week(seed: int) -> None:
    assert broken(Plot(seed, DAYS, calm=True)) == []


@pytest.mark.parametrize("found", CORPUS, ids=lambda found: f"{found.plot.seed}")
def test_what_was_broken_once_holds(found: object) -> None:
    plot: Plot = found.plot  # type: ignore[attr-defined]
    assert broken(replace(plot, admins=False)) == []


def test_most_of_what_people_say_is_followed_to_the_end() -> None:
    stories = [lived(Plot(seed, DAYS)) for seed in range(FEW)]
    # Whoever takes something back at a moment that leaves open what is not followed any further.
    assert sum(one.clear for one in stories) > 4 * sum(one.muddled for one in stories)


def test_what_is_seldom_happens_in_some_stories() -> None:
    found = Counter(one for seed in range(FEW) for one in lived(Plot(seed, DAYS)).happened)
    assert found.keys() >= {"a channel moved", "a thread was locked", "somebody moved"}
    steered = ("pause", "cancel", "leave", "join", "ask", "poll", "cancel poll", "away")
    assert found.keys() >= {f"on record: {action}" for action in steered}
    assert found.keys() >= {
        f"said: {sort}" for sort in ("order", "undo", "set", "later", "begin", "item")
    }


# ── the same seed, the same story ──


def test_a_seed_is_told_the_same_twice() -> None:
    stories = []
    for _ in range(2):
        with live(Plot(4, DAYS)) as story:
            stories.append((told(story), story.kept.journal, story.strikes))
    assert stories[0] == stories[1]


def test_and_in_another_process_whose_sets_are_in_another_order() -> None:
    first, second = (_in_a_process(seed) for seed in ("1", "2"))
    assert first == second
    assert "✓" in first


def _in_a_process(hash_seed: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "standup", "simulate", "--seed", "7", "--storm"],
        env={**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=True,
    )
    return done.stdout


def test_another_seed_is_another_story() -> None:
    assert lived(Plot(4, DAYS)).told != lived(Plot(5, DAYS)).told


# ── one's own configuration ──


def test_a_configuration_is_told_with_the_week_in_which_clocks_change(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config.init(tmp_path / "c")
    arguments = ["simulate", "-f", str(tmp_path / "c"), "--from", "2026-10-22", "--weeks", "2"]
    assert cli.main(arguments) == 0
    said = capsys.readouterr().out
    assert "Europe/London: clocks go back by 60 minutes at 02:00" in said
    assert "09:30  America/New_York     → Chi" in said
    assert "✗" not in said
    assert not (tmp_path / "c" / "data").exists()


async def said_so(database: Path, *said: tuple[Scope, Value]) -> None:
    source, now = Source("ana", "discord"), datetime(2026, 11, 20, tzinfo=UTC)

    async def keep(tx: Transaction) -> None:
        for scope, value in said:
            await settings.keep(tx, scope, value, "so be it", source, now)

    store = await SqliteStore.open(database)
    try:
        await store.write(keep)
    finally:
        await store.close()


def test_a_folder_is_lived_with_what_was_said_since_and_its_store_stays_as_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config.init(tmp_path / "c")
    loaded = config.load(tmp_path / "c")
    assert isinstance(loaded.database, Path)
    loaded.database.parent.mkdir(parents=True, exist_ok=True)
    standup, chi = Scope(standup="learning-day"), Scope(person="chi")
    asyncio.run(
        said_so(
            loaded.database,
            (standup, AsksOn(frozenset({3, 4}))),
            (standup, Cancelled(date(2026, 11, 26), date(2026, 11, 26))),
            (standup, TellsMissing("ana")),
            (chi, OnDays(frozenset({3}))),
            (chi, InQuiet(Quiet(timedelta(hours=7), timedelta(hours=11)))),
        )
    )
    before = loaded.database.read_bytes()
    arguments = ["simulate", "-f", str(tmp_path / "c"), "--from", "2026-11-23", "--weeks", "2"]
    assert cli.main(arguments) == 0
    said = capsys.readouterr().out
    assert "Learning Day: it asks on Thursday and Friday: “so be it”, said by Ana" in said
    thursday, friday = (
        said.partition(f"{day} 2026\n")[2] for day in ("26 November", "27 November")
    )
    assert "will you learn" not in thursday.partition("\nFriday")[0]
    assert "→ Ana" in friday.partition("\n\n")[0]
    assert "→ Chi" not in friday.partition("\n\n")[0]
    assert "11:00  America/New_York     → Chi" in said
    assert "✗" not in said
    assert loaded.database.read_bytes() == before


def folder_of(people: int, folder: Path) -> Path:
    """Learning Day on Discord, where a digest of many people takes several messages."""
    config.init(folder)
    instance = folder / "instance.yaml"
    before = instance.read_text().partition("\nadapters:\n")[0]
    lines = ["adapters:", "  discord: {token: {env: NO_TOKEN}}", "people:"]
    for number in range(people):
        name, account = _NAMES[number % len(_NAMES)].format(number), 10**17 + number
        lines.append(f'  p{number}: {{name: "{name}", accounts: {{discord: "{account}"}}}}')
    instance.write_text("\n".join([before, *lines, ""]))
    learning_day = folder / "standups" / "learning-day.yaml"
    channel = 'matrix: "!learning-room:example.org"'
    words = learning_day.read_text().replace(channel, 'discord: "333456789012345678"')
    learning_day.write_text(words)
    return folder


_NAMES = ("Ana {}", "Bo {} (she/her)", "Chi, Dr. {}", "Dee and Eli {}")


@pytest.mark.parametrize("people", [20, 60, 100])
def test_a_large_team_is_told_of_in_as_many_messages_as_it_takes(
    people: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = folder_of(people, tmp_path / "c")
    assert cli.main(["simulate", "-f", str(folder), "--from", "2026-11-23"]) == 0
    assert "✗" not in capsys.readouterr().out


@pytest.mark.parametrize("people", [20, 60])
@pytest.mark.parametrize(
    ("what", "says"),
    [
        ("channel._plans", lambda _: phrase("How the plans went: **✓ 1 done**.")),
        ("channel._absent", lambda _: phrase("Away: Ana 0.")),
    ],
)
def test_and_a_lie_at_the_end_of_it_is_noticed(
    people: int,
    what: str,
    says: Callable[[object], Message],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = folder_of(people, tmp_path / "c")
    monkeypatch.setattr(f"standup.core.wording.{what}", says)
    assert cli.main(["simulate", "-f", str(folder), "--from", "2026-11-23"]) == 1
    assert "✗ digests and figures are what people did" in capsys.readouterr().out


_KNOWN = ("Ana", "Bo (she/her)", "Chi and Dee", "Eli, Dr.", "Fay")


@pytest.mark.parametrize(
    ("line", "surely", "perhaps", "is_true"),
    [
        ("Ana, Bo (she/her) (left) and Chi and Dee", ("Ana", "Bo (she/her)", "Chi and Dee"), (), 1),
        ("Eli, Dr. and Fay", ("Eli, Dr.", "Fay"), (), 1),
        ("Ana and Fay", ("Ana", "Fay", "Eli, Dr."), (), 0),
        ("Ana and Fay", ("Ana",), ("Fay", "Eli, Dr."), 1),
        ("Ana and Fay", ("Ana",), ("Eli, Dr.",), 0),
        ("Ana and 2 more", ("Ana", "Fay", "Eli, Dr."), (), 1),
        ("Ana and 2 more", ("Ana", "Fay"), (), 0),
        ("Ana and 2 more", ("Ana", "Fay"), ("Eli, Dr.",), 1),
        ("Ana and 2 more", ("Bo (she/her)", "Fay", "Eli, Dr."), (), 0),
        ("", (), (), 1),
    ],
)
def test_who_is_named_and_who_is_counted_is_told_apart(
    line: str, surely: tuple[str, ...], perhaps: tuple[str, ...], is_true: int
) -> None:
    assert Named.of(line, _KNOWN).may_be(Counter(surely), Counter(perhaps)) == bool(is_true)


def test_a_broken_invariant_ends_with_one_and_says_how_to_see_it_again(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def one(_: Story) -> Iterator[tuple[str, str]]:
        yield "nothing is left undone", "everything is"

    monkeypatch.setattr("standup.cli.simulating.lies", one)
    assert cli.main(["simulate", "--seed", "3", "--calm", "--from", "2026-11-23"]) == 1
    said = capsys.readouterr().out
    assert "✗ nothing is left undone: everything is" in said
    assert "simulate --seed 3 --weeks 1 --from 2026-11-23 --calm" in said


def test_many_seeds_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["simulate", "--seeds", "1-2", "--calm"]) == 0
    assert "2 of 2 seeds, 0 bad" in capsys.readouterr().out


@pytest.mark.parametrize("span", ["x", "5-", "-", "9-1"])
def test_a_span_of_seeds_that_is_none_is_refused(span: str) -> None:
    with pytest.raises(SystemExit):
        cli.main(["simulate", "--seeds", span])


# ── the world itself ──


@pytest.mark.parametrize(
    ("name", "settings"),
    [
        ("discord", {"token": {"env": "TOKEN"}}),
        ("matrix", {"homeserver": "https://x.org", "user": "@b:x.org", "password": {"env": "P"}}),
        ("telegram", {"token": {"env": "TOKEN"}, "username": "standup_bot"}),
    ],
)
def test_the_made_up_platforms_can_do_what_the_adapters_can(
    name: str, settings: dict[str, object], tmp_path: Path
) -> None:
    plugin = find(name)
    context = Context(name, tmp_path, SystemClock().now, MENU)
    adapter = plugin.create(plugin.settings.model_validate(settings), context)
    unneeded = {"tells_zone": False, "channel": "", "mentions": False, "hears_replies": False}
    able = replace(adapter.capabilities, **unneeded)  # type: ignore[arg-type]
    assert able == town.PLATFORMS[name]


def test_a_month_passes_at_once() -> None:
    async def sleep(_: loop.VirtualLoop) -> float:
        before = asyncio.get_running_loop().time()
        await asyncio.sleep(30 * 86_400.0)
        return asyncio.get_running_loop().time() - before

    assert loop.run(sleep) == pytest.approx(30 * 86_400.0)


def test_waiting_for_nothing_is_noticed() -> None:
    async def wait(_: loop.VirtualLoop) -> None:
        await asyncio.Event().wait()

    with pytest.raises(loop.StuckError):
        loop.run(wait)


def test_clocks_that_change_are_told_at_the_minute() -> None:
    zone = zone_info("Australia/Lord_Howe")
    assert calendar.clocks_change(zone, date(2026, 4, 5)) == (
        "clocks go back by 30 minutes at 02:00"
    )
    assert calendar.clocks_change(zone, date(2026, 4, 6)) == ""


def test_a_standup_of_one_metric_is_told_of_truly(tmp_path: Path) -> None:
    folder = folder_of(6, tmp_path / "c")
    example = (folder / "examples" / "metric.yaml").read_text()
    matrix, people = 'matrix: "!team-room:example.org"', "participants: [ana, bo]"
    assert matrix in example
    assert people in example
    told = example.replace(matrix, 'discord: "333456789012345679"')
    told = told.replace(people, "participants: everyone")
    (folder / "standups" / "metric.yaml").write_text(told)
    more = ["--from", "2026-11-23", "--weeks", "4", "--storm"]
    assert cli.main(["simulate", "-f", str(folder), *more]) == 0
