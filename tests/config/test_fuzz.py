"""Whatever stands in the files, reading them gives a configuration or a list of problems."""

import tempfile
from contextlib import suppress
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from standup.config.cron import cron
from standup.config.problems import WrongError
from tests.config.folders import INSTANCE, STANDUP, problems, write

FEW = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
SCRAPS = st.sampled_from(
    ["\t", "\n", "  ", ": ", "- ", "{", "}", "[", "]", "'", '"', "&a ", "*a", "!x ", "|", ">", "#",
     "%", "@", "`", "? ", "---\n", "...\n", "~", "null", "\x00", "\u2028", "0", "-1", "99999999999",
     "<<: ", "\ufeff", "é", "\U0001f600", "plan.plan", "1 day", "24:00", "*/5", "!!int ",
     "%YAML 1.1\n"]
)  # fmt: skip


def settles(instance: str | bytes, standup: str | bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        found = problems(write(Path(folder), instance, x=standup))
    assert all(problem.what and str(problem) for problem in found)


@st.composite
def damaged(draw: st.DrawFn, text: str) -> str:
    """The text with pieces cut out, doubled, or put in."""
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 40)))
        piece = draw(
            st.one_of(SCRAPS, st.just(""), st.just(text[start:end] * 2), st.text(max_size=5))
        )
        text = text[:start] + piece + text[end:]
    return text


@FEW
@given(st.binary(max_size=300), st.binary(max_size=300))
def test_any_bytes_settle(instance: bytes, standup: bytes) -> None:
    settles(instance, standup)


@FEW
@given(st.lists(SCRAPS, max_size=30).map("".join), st.text(max_size=100))
def test_any_text_settles(instance: str, standup: str) -> None:
    settles(instance, standup)


@FEW
@given(damaged(INSTANCE), damaged(STANDUP))
@example(f"\r{INSTANCE}  bo: {{\t\n", STANDUP)  # a line end to YAML, and to few others
@example(f'{INSTANCE}\u2028\x85  b "@bo"}}}}\n', STANDUP)
def test_any_damage_to_a_good_folder_settles(instance: str, standup: str) -> None:
    settles(instance, standup)


TREES = st.recursive(
    st.one_of(
        st.none(),
        st.sampled_from(["id", "plan", "items", "0", "x", "everyone", "choice", "scale", "7"]),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(["id", "rounds", "questions", "people", "accounts", "adapters", "of",
                             "kind", "options", "from", "labels", "unit", "pigeon", "cron",
                             "channels", "participants", "every"]),
            inner,
            max_size=5,
        ),
    ),
    max_leaves=25,
)  # fmt: skip


@FEW
@given(TREES, TREES)
def test_any_structure_settles(instance: object, standup: object) -> None:
    settles(as_flow(instance), as_flow(standup))


def as_flow(tree: object) -> str:
    if isinstance(tree, dict):
        return "{" + ", ".join(f"{key}: {as_flow(value)}" for key, value in tree.items()) + "}"
    if isinstance(tree, list):
        return "[" + ", ".join(as_flow(item) for item in tree) + "]"
    return "~" if tree is None else str(tree)


@FEW
@given(TREES, st.sampled_from(["choice", "scale", "number", "mood"]), TREES, TREES)
def test_any_settings_of_a_question_settle(
    options: object, kind: str, low: object, labels: object
) -> None:
    given = {"options": options, "from": low, "to": "5", "labels": labels, "unit": low}
    asked = as_flow({"id": "x", "ask": "x", "kind": kind, **given})
    settles(INSTANCE, f"{STANDUP}      - {asked}\n")


FIELD = st.text(st.sampled_from("0123456789*/,-#?lrhthuwmon() "), max_size=6)
DAYS = st.tuples(FIELD, FIELD, FIELD).map(lambda days: "30 9 " + " ".join(days))
LINES = st.lists(FIELD, min_size=5, max_size=5).map(" ".join)


@settings(max_examples=400, deadline=None)
@given(st.one_of(st.text(max_size=30), LINES, DAYS))
def test_any_cron_line_settles(line: str) -> None:
    with suppress(WrongError):
        assert len(cron(line).split()) == 5
