"""Whatever fails, at whichever step of a Learning Day: nothing is lost, and nothing said twice.

A few steps for each kind of fault; `make soak` takes every kind at every step.
"""

import asyncio
from pathlib import Path
from random import Random

import pytest

from tests.together.day import LEARNED, PLANNED
from tests.together.faults import KINDS, Kind, Storm, once
from tests.together.trial import Score, score, trial

SEED = 26
STEPS_A_KIND = 2


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


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
async def test_one_fault_loses_nothing_and_repeats_nothing(
    kind: Kind, ought: Score, tmp_path: Path
) -> None:
    steps = [step for step in ought.steps if step.server in kind.servers]
    chosen = Random(f"{SEED} {kind.name}").sample(steps, STEPS_A_KIND)  # noqa: S311
    verdicts = await asyncio.gather(
        *(
            trial(tmp_path / str(number), ought, once(kind, step), silent=kind.is_silent)
            for number, step in enumerate(chosen)
        )
    )
    for step, verdict in zip(chosen, verdicts, strict=True):
        assert verdict.lies == [], f"{kind.name} at {step}"


@pytest.mark.parametrize("seed", range(3))
async def test_many_faults_a_day_lose_nothing_and_repeat_nothing(
    seed: int, ought: Score, tmp_path: Path
) -> None:
    verdict = await trial(tmp_path / "config", ought, Storm(seed), silent=False)
    assert verdict.struck
    assert verdict.lies == []
