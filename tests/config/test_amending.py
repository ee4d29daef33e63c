"""One value of a YAML file changes, and every other sign stays."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standup.config.amending import Amendment, Put, Swap, amended
from standup.config.problems import WrongError
from standup.config.yaml_tree import parse

FILE = """\
# what we ask
id: daily   # stays for ever
participants: [ana, bo, chi]  # the team

rounds:
  - id: today
    cron: "30 9 * * *"   # when we are awake
    questions:
      - {id: q, ask: What?}
      - id: more
        ask: |
          Anything
          else?
        optional: true
"""


def changed(text: str, *amendments: Amendment) -> list[str]:
    """The lines that are otherwise."""
    before = text.splitlines()
    return [line for line in amended(text, amendments).splitlines() if line not in before]


def test_a_value_is_replaced_and_its_comment_stays() -> None:
    assert changed(FILE, Put(("rounds", 0, "cron"), "0 10 * * mon")) == [
        '    cron: "0 10 * * mon"   # when we are awake'
    ]
    assert changed(FILE, Put(("rounds", 0, "questions", 0, "ask"), 'Why "it": now?')) == [
        '      - {id: q, ask: "Why \\"it\\": now?"}'
    ]
    ask = Put(("rounds", 0, "questions", 1, "ask"), "What else?")
    assert changed(FILE, ask) == ['        ask: "What else?"']
    assert "optional: true" in amended(FILE, [ask])
    assert "Anything" not in amended(FILE, [ask])


def test_a_key_that_was_left_out_comes_behind_another() -> None:
    told = amended(FILE, [Put(("rounds", 0, "closes"), "12:00", after="cron")])
    assert '# when we are awake\n    closes: "12:00"\n    questions:' in told
    flow = "a: {cron: x, id: y}\n"
    assert amended(flow, [Put(("a", "closes"), "z", after="cron")]) == (
        'a: {cron: x, closes: "z", id: y}\n'
    )


@pytest.mark.parametrize(
    ("before", "gone", "new", "after"),
    [
        ("p: [ana, bo, chi]\n", "ana", "", "p: [bo, chi]\n"),
        ("p: [ana, bo, chi]\n", "bo chi", "", "p: [ana]\n"),
        ("p: [ana, bo, chi]\n", "ana chi", "dee", "p: [bo, dee]\n"),
        ("p:\n- ana # a\n# who\n- bo\nq: 1\n", "ana", "", "p:\n# who\n- bo\nq: 1\n"),
        ("p:\n  - ana\n  - bo", "bo", "dee eli", "p:\n  - ana\n  - dee\n  - eli\n"),
        ("p:\r\n- ana\r\nq: 1\r\n", "", "bo", "p:\r\n- ana\r\n- bo\r\nq: 1\r\n"),
    ],
)
def test_who_goes_and_who_comes_is_told_item_by_item(
    before: str, gone: str, new: str, after: str
) -> None:
    swap = Swap(("p",), frozenset(gone.split()), tuple(new.split()))
    assert amended(before, [swap]) == after


@pytest.mark.parametrize(
    ("text", "amendment"),
    [
        ("a: &x one\nb: *x\n", Put(("a",), "two")),
        ("a: &x one\nb: *x\n", Put(("b",), "two")),
        ("a: &x {k: one}\nb: *x\n", Put(("b", "k"), "two")),
        ("p: [ana]\n", Swap(("p",), frozenset({"ana"}), ())),
        ("p: everyone\n", Swap(("p",), frozenset(), ("ana",))),
        ("a: [1]\n", Put(("a",), "one")),
        ("a: 1\n", Put(("b", "c"), "one")),
    ],
)
def test_what_has_no_place_of_its_own_is_not_written(text: str, amendment: Amendment) -> None:
    with pytest.raises(WrongError):
        amended(text, [amendment])


@given(st.text(min_size=1), st.sampled_from([("a",), ("b", "c"), ("d", 0, "e")]))
def test_any_words_are_read_as_they_were_written(words: str, loc: tuple[str | int, ...]) -> None:
    text = amended("a: x\nb: {c: y, z: 1}\nd:\n- e: |\n    some\n  f: g\n", [Put(loc, words)])
    root, mistakes = parse(text)
    node = root
    for step in loc:
        found = node.child(step)
        assert found is not None
        node = found
    assert node.value == words
    assert not mistakes
    assert root.plain()["d"][0]["f"] == "g"


def test_the_example_is_amended_and_nothing_else_of_it(pytestconfig: pytest.Config) -> None:
    path = Path(pytestconfig.rootpath) / "config" / "standups" / "learning-day.yaml"
    text = path.read_text(encoding="utf-8")
    assert len(changed(text, Put(("rounds", 1, "closes"), "21:00"))) == 1
    closes = Put(("rounds", 0, "closes"), "12:00", after="cron")
    assert changed(text, closes) == ['    closes: "12:00"']
