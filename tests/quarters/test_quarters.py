"""Every figure of every report is what the raw answers say, over quarters drawn from seeds.

`make quarters` holds more of them to it.
"""

from pathlib import Path

import pytest

from tests.length import some
from tests.quarters.checking import check


@pytest.mark.parametrize("seed", some(range(1, 3)))
async def test_every_figure_is_what_the_rows_say(seed: int, tmp_path: Path) -> None:
    found = await check(seed, tmp_path)
    assert found.looked > 1
    assert found.told["participation"]["part"] > 10
    assert found.told["metrics"][0]["values"]
