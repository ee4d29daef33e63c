"""Processes that share the tests have their part of each long file, and all of a short one."""

from collections import Counter

import pytest

from tests import progress


def test_long_files_are_shared_out_in_parts_and_short_ones_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(progress, "kept", lambda: {"long": 3 * progress._PART, "few": 1000.0})
    tests = [f"{file}::{one}" for file in ("long", "short", "few") for one in range(10)]
    found = progress.parts([*tests[:20], *tests[20:22]])
    sizes = Counter(found.values())
    assert [sizes[f"long {part}"] for part in range(3)] == [4, 3, 3]
    assert sizes["short 0"] == 10
    assert (sizes["few 0"], sizes["few 1"]) == (1, 1)
    assert [found[one] for one in tests[:10]] == sorted(found[one] for one in tests[:10])


def test_those_that_wait_for_the_homeserver_take_turns_with_the_others() -> None:
    waiting, others = (
        ["tests/matrix/a 0", "tests/matrix/a 1"],
        ["tests/b 0", "tests/c 0", "tests/d 0"],
    )
    assert progress.in_turn([*waiting, *others]) == [
        *("tests/b 0", "tests/matrix/a 0", "tests/c 0", "tests/matrix/a 1", "tests/d 0")
    ]
