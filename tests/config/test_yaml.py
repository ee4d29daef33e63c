import os
from pathlib import Path

import pytest

from tests.config.folders import INSTANCE, STANDUP, problems, write

MALFORMED = [
    ("", 1, "the file is empty", "`name: value`"),
    ("# only a comment\n", 1, "the file is empty", "`name: value`"),
    ("---\n", 1, "", ""),
    ("just words", 1, "this is a text", "a mapping"),
    ("- a\n- b", 1, "this is a list", "a mapping"),
    ("id: a\nrounds:\n\t- id: b", 3, "a tab", "spaces"),
    ("id: a\n title: b", 2, "`: ` is not possible here", "indented like its neighbours"),
    ("rounds:\n  - id: a\n    title: b\n   cron: c", 4, "not indented like", "equal indentation"),
    ("title: a: b", 1, "`: ` is not possible here", "quotes"),
    ("participants: [a, b\nid: c", 2, "a list that begins with [ is not closed", "]"),
    ("- {id: x, ask: What did you do: today?}", 1, "`: ` is not possible here", "quotes around"),
    ("- {id: x,\n   ask: Well: what?}", 2, "`: ` is not possible here", "quotes around"),
    ("- [a: b: c]", 1, "`: ` is not possible here", "quotes around"),
    ("- {id: x, ask: Do you {like} it?}", 1, "a text with { or [ in it needs quotes", "quotes"),
    ('- {ask: "What" now?}', 1, "words after the end of a text", "the whole text"),
    ('a:\n  ask: "What" now?', 2, "words after the end of a text", "the whole text"),
    ("ask: 'don't'", 1, "words after the end of a text", "the whole text"),
    ("a: b\ncron: * 9 * * thu", 2, "a text cannot begin with * or &", '"30 9 * * thu"'),
    ("x: {cron: * * * * *}", 1, "a text cannot begin with * or &", '"30 9 * * thu"'),
    ("cron: */5 9 * * *", 1, "`*/5` repeats something", "quotes around a text that begins with *"),
    ("cron: *", 1, "a text cannot begin with * or &", '"30 9 * * thu"'),
    ("ask: - b", 1, "cannot begin with this character", "quotes"),
    ("ask: , b", 1, "cannot begin with this character", "quotes"),
    ("ask: | b", 1, "a text cannot follow | or >", "on the lines below"),
    ("participants: [a, b", 1, "a list that begins with [ is not closed", "]"),
    ("a: {b: c", 1, "a mapping that begins with { is not closed", "}"),
    ("id: a\ntitle: 'b\n", 2, "the text ends before its closing quote", "a quote"),
    ("id: a\ntitle: @b", 2, "cannot begin with this character", "quotes"),
    ("id: a\nroom: !abc:example.org", 2, "`!abc:example.org` without quotes", "quotes"),
    ("id: a\nid: b", 2, "`id` is here a second time", "see line 1"),
    ("id: a\ntitle: *b", 2, "`*b` repeats something", "an anchor above"),
    ("id: a\nchannels: [{console: #daily}]\nb: c", 2, "behind # is a comment", "quotes"),
    ("id: a\n---\nid: b", 2, "a second document begins here", "one document a file"),
    ("? [a, b]\n: c", 1, "a list or a mapping is used as a key", "a word"),
    ('title: "\\q"', 1, "an unknown escape after a backslash", "single quotes"),
    ("id: a\ntitle: \x00", 2, "an invisible control character (U+0000)", "delete it"),
    ("id: a\ntitle: \x1b[31m", 2, "an invisible control character (U+001B)", "delete it"),
    (b"id: a\ntitle: \xff\xfe", 2, "this is not UTF-8 text", "a file saved as UTF-8"),
    ("%YAML 9.9\n---\nid: a", 1, "this is not YAML", ""),
    ("[" * 5000, 1, "nested deeper than 32 levels", "a flatter file"),
    ("- " * 5000, 1, "nested deeper than 32 levels", "a flatter file"),
    ("a:\n" + "".join(f"{' ' * n}a:\n" for n in range(1, 60)), 33, "nested deeper", "flatter"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "line", "what", "expected"), MALFORMED)
def test_malformed_yaml_is_told_with_its_line_and_what_to_write(
    tmp_path: Path, text: str | bytes, line: int, what: str, expected: str
) -> None:
    found = problems(write(tmp_path, x=text))
    assert any(
        problem.line == line and what in problem.what and expected in problem.expected
        for problem in found
    ), [str(problem) for problem in found]


def test_an_instance_that_is_no_mapping_is_told(tmp_path: Path) -> None:
    for text in ("[]", "words", '"quoted"'):
        assert "this is a" in problems(write(tmp_path, text))[0].what


def test_aliases_that_unfold_to_billions_are_refused_at_once(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    assert "unfolds to more than" in problems(write(tmp_path, x="\n".join(lines)))[0].what


def test_aliases_that_nest_without_end_are_refused(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x]"] + [f"a{n}: &a{n} [*a{n - 1}]" for n in range(1, 5000)]
    assert "nested deeper" in problems(write(tmp_path, x="\n".join(lines)))[0].what


def test_an_alias_cannot_stand_within_what_it_repeats(tmp_path: Path) -> None:
    found = problems(write(tmp_path, x="a: &a\n  b: *a"))
    assert found[0].what.startswith("`*a` repeats something that is not marked")


def test_a_file_that_nobody_wrote_by_hand_is_not_read(tmp_path: Path) -> None:
    found = problems(write(tmp_path, x="# " + "x" * 3 * 1024 * 1024))
    assert found[0].what == "the file is larger than 2 MiB"


def test_a_folder_in_the_place_of_a_file_is_told(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "standups" / "folder.yaml").mkdir()
    assert problems(tmp_path)[0].what == "this is not a file"


def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(tmp_path: Path) -> None:
    write(tmp_path)
    os.mkfifo(tmp_path / "standups" / "pipe.yaml")
    assert problems(tmp_path)[0].what == "this is not a file"


def test_a_file_in_the_place_of_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "instance.yaml").write_text(INSTANCE)
    (tmp_path / "standups").write_text(STANDUP)
    assert problems(tmp_path)[0].what == "there is no standup"
    for file in ("instance.yaml", "standups"):
        problem = problems(tmp_path / file)[0]
        assert problem.what == "this is a file, not a folder"
        assert problem.suggestion == str(tmp_path)


def test_a_byte_order_mark_and_windows_line_ends_are_no_mistakes(tmp_path: Path) -> None:
    text = "\ufeff" + STANDUP.replace("\n", "\r\n")
    assert problems(write(tmp_path, x=text)) == ()


def test_merging_is_told_to_be_unsupported(tmp_path: Path) -> None:
    found = problems(write(tmp_path, x=f"x: &x {{title: a}}\n<<: *x\n{STANDUP}"))
    assert any("merging with <<" in problem.expected for problem in found)


def test_what_is_shown_of_a_file_is_short_and_harmless(tmp_path: Path) -> None:
    text = STANDUP.replace("[ana, bo]", f'["{"x" * 9000}", "\\e[31m\\r\\u202e"]')
    for problem in problems(write(tmp_path, x=text)):
        assert len(str(problem)) < 500
        assert "\x1b" not in str(problem)
        assert "\u202e" not in str(problem)
