"""Whatever fails, at whichever step of a Learning Day: nothing is lost, and nothing said twice.

A few steps for each kind of fault; `make soak` takes every kind at every step.
"""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest

from tests.length import less, some
from tests.together.day import LEARNED, PLANNED
from tests.together.faults import KINDS, Kind, Step, Storm, once
from tests.together.trial import Score, score, trial

SEED = 26
STEPS_A_KIND = 2
AT_ONCE = 4


@pytest.fixture(scope="module")
def ought(tmp_path_factory: pytest.TempPathFactory) -> Score:
    """What a day without trouble is made of."""
    return asyncio.run(score(tmp_path_factory.mktemp("score") / "config"))


def test_a_day_without_trouble_says_everything_once(ought: Score) -> None:
    for place in ("ana", "bo", "#chi", "#dee"):
        for question in (PLANNED, LEARNED):
            assert sum(question in text for text in ought.shown[place]) == 1
    assert ought.shown["#channel"] == ought.shown["group"]
    first, *_, digest = ought.shown["group"]
    for text in (first, digest):
        assert "Shared: plan 4 of 4, learned 4 of 4." in text
    assert "✓ 3 done, ◐ 2 partly, ○ 1 not" in digest
    assert len(ought.shown["group"]) == 12


@pytest.mark.parametrize("sort", sorted({name.partition("_")[0] for name in KINDS}))
async def test_one_fault_loses_nothing_and_repeats_nothing(
    sort: str, ought: Score, tmp_path: Path
) -> None:
    turns = asyncio.Semaphore(AT_ONCE)

    async def lies(kind: Kind, step: Step) -> dict[str, list[str]]:
        name = f"{kind.name} at {step}"
        folder = tmp_path / kind.name / str(ought.steps.index(step))
        async with turns:
            found = await trial(folder, ought, once(kind, step), silent=kind.is_silent)
        return {name: found.lies} if found.lies else {}

    days = [(kind, step) for kind in _of(sort) for step in _some(kind, ought.steps)]
    found = await asyncio.gather(*(lies(kind, step) for kind, step in days))
    assert [one for one in found if one] == []


def _of(sort: str) -> list[Kind]:
    return [kind for name, kind in KINDS.items() if name.partition("_")[0] == sort]


def _some(kind: Kind, steps: Sequence[Step]) -> list[Step]:
    """A few of its steps, the same ones in every run."""
    chance = Random(f"{SEED} {kind.name}")  # noqa: S311
    return chance.sample(
        [step for step in steps if step.server in kind.servers], less(STEPS_A_KIND)
    )


@pytest.mark.parametrize("seed", some(range(3)))
async def test_many_faults_a_day_lose_nothing_and_repeat_nothing(
    seed: int, ought: Score, tmp_path: Path
) -> None:
    verdict = await trial(tmp_path / "config", ought, Storm(seed), silent=False)
    assert verdict.struck
    assert verdict.lies == []
