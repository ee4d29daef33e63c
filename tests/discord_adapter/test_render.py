"""Trees become Discord's markdown, and what people typed is read as typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standup.chat.contract import AS_TYPED, HEAVY
from standup.core.messages.markup import (
    Bold,
    Choice,
    Code,
    Italic,
    Mention,
    Message,
    Text,
    bullets,
    lines,
    offering,
    plain,
    quote,
    quoted,
    say,
    spans,
)
from standup.core.messages.splitting import split
from standup_discord import render
from tests.discord_adapter.reader import read
from tests.typed import MESSAGES, letters

KINDS = [Bold, Italic, Code]
Kind = type[Bold | Italic | Code]
ODD = st.text(alphabet=st.sampled_from(list("*_~`|\\<>@#:-+. \n1a)[]é")), max_size=60)


def shown(text: str) -> str:
    return text.translate(dict.fromkeys((*range(9), 11, 12, *range(14, 32), 127)))


def test_markup_is_discords() -> None:
    message = say("a ", Bold("b"), " ", Italic("i"), " ", Code("c_d")) + bullets(["x", "y\nz"])
    message = message + quote("q\n\nr") + bullets(["one"], numbered=True) + say("end")
    assert render.content(message) == (
        "a **b** *i* `c_d`\n- x\n- y\n   z\n> q\n> \n> r\n1. one\nend"
    )


@pytest.mark.parametrize(
    ("typed", "content"),
    [
        ("*a* _b_ ~~c~~ ||d|| `e`", r"\*a\* \_b\_ \~\~c\~\~ \|\|d\|\| \`e\`"),
        ("# a\n> b\n- c\n+ d\n1. e\n-# f", "\\# a\n\\> b\n\\- c\n\\+ d\n1\\. e\n\\-# f"),
        ("a - b # c > d 1. e", "a - b # c > d 1. e"),
        ("@everyone <@1> <#2> </a:3>", r"\@everyone \<\@1> \<#2> \</a:3>"),
        (":smile: 12:30 a: b", r"\:smile: 12:30 a: b"),
        ("[a](https://b.c)", r"\[a](https://b.c)"),
        ("https://a.b/c_d_e?f=*g*", "https://a.b/c_d_e?f=*g*"),
        ("https://a.b/c_d<#1>", r"https:\//a.b/c\_d\<#1>"),
        ("¯\\_(ツ)_/¯", r"¯\\\_(ツ)\_/¯"),
    ],
)
def test_what_would_be_markup_is_escaped(typed: str, content: str) -> None:
    assert render.content(say(typed)) == content


@given(ODD)
def test_any_text_is_read_as_typed(text: str) -> None:
    assert read(render.content(say("(", text, ")"))) == f"({text})"


@given(ODD, st.sampled_from(KINDS))
def test_marked_text_is_read_as_typed(text: str, kind: Kind) -> None:
    assert read(render.content(say("(", kind(text), ")"))) == f"({text})"


@given(st.text(max_size=200), st.sampled_from(KINDS), st.sampled_from(KINDS))
def test_marks_that_touch_stay_apart(text: str, one: Kind, other: Kind) -> None:
    content = render.content(say(one("x" + text), other("y")))
    assert read(content).replace("\N{ZERO WIDTH SPACE}", "") == ("x" + shown(text) + "y").replace(
        "\N{ZERO WIDTH SPACE}", ""
    )


def test_a_link_is_not_swallowed_by_the_mark_after_it() -> None:
    assert render.content(say("https://a.b/", Bold("c"))) == "https://a.b/c"


def words(text: str) -> str:
    """The text without white space, marks of quotations, and what stands in for ticks."""
    text = text.replace("\N{MODIFIER LETTER GRAVE ACCENT}", "`")
    return "".join(text.replace(">", "").replace("•", "-").split())


@pytest.mark.parametrize("unit", [*HEAVY, *AS_TYPED, "`", "*\n", "https://a_b "])
def test_every_text_of_the_limit_fits_and_nothing_is_missing(unit: str) -> None:
    text = unit * (render.TEXT_LIMIT // len(unit.encode()))
    rows = [spans(Bold(line)) for line in text.split("\n")]
    for message in (say(text), say(Bold(text)), quote(text), lines(rows), bullets(rows)):
        for part in split(message, render.TEXT_LIMIT):
            content = render.content(part)
            assert len(content) <= render.LONGEST
            assert words(read(content)) == words(plain(part, code=""))


def test_what_shows_nothing_parts_nothing() -> None:
    message = lines([spans(Bold("a"), Text("\x1f"), Bold("b"))])
    assert read(render.content(message)) == "ab"


def test_what_its_marks_make_too_long_is_shown_without_them() -> None:
    message = lines([spans(Bold("a")) for _ in range(700)])
    assert render.content(message) == plain(message, code="")
    heavy = "\\a" * 900
    assert render.content(say(heavy)) == f"```\n{heavy}\n```"


def test_a_message_of_nothing_but_space_is_not_empty() -> None:
    assert render.body(say(" \n"))["content"] == "\N{ZERO WIDTH SPACE}"


def test_a_message_pings_nobody_and_shows_no_preview() -> None:
    body = render.body(say("@everyone"))
    assert body["allowed_mentions"] == {"parse": []}
    assert body["flags"] == render.SUPPRESS_EMBEDS


def test_buttons_carry_their_value_and_differ() -> None:
    choices = offering(
        (Choice("a", "v" * 60), Choice("b", "v" * 60)), (Choice("f", "1", form=True),)
    )
    rows = render.components(choices.choices)
    ids = [one["custom_id"] for row in rows for one in row["components"]]
    assert len(set(ids)) == 3
    assert max(len(one) for one in ids) <= 100
    assert [render.pressed(one) for one in ids] == [
        (render.CHOICE, "v" * 60),
        (render.CHOICE, "v" * 60),
        (render.FORM, "1"),
    ]
    assert render.pressed("somebody else's") is None
    assert render.components(Message(()).choices) == []


@given(MESSAGES)
def test_whatever_is_typed_pings_nobody_and_is_read_as_typed(message: Message) -> None:
    for body in (render.body(message), render.revised(message)):
        assert body["allowed_mentions"] == {"parse": []}
        assert len(body["content"]) <= render.LONGEST
    read_as = read(render.content(message))
    assert "(ping)" not in read_as
    assert "(emoji)" not in read_as
    assert letters(read_as) == letters(shown(plain(message, code="")))


def test_whoever_is_called_is_pinged_by_what_is_new_alone() -> None:
    words = Message((quoted((Text("ask *"), Mention("@bo", "4711"), Text("*'s team\nnow"))),))
    assert render.body(words)["content"] == "> ask \\*<@4711>\\*'s team\n> now"
    assert render.body(words)["allowed_mentions"] == {"parse": [], "users": ["4711"]}
    assert render.revised(words)["content"] == render.body(words)["content"]
    assert render.revised(words)["allowed_mentions"] == {"parse": []}


def test_whom_discord_cannot_know_is_words() -> None:
    shown = render.body(say(Mention("@bo", "@bo:example.org")))
    assert (shown["content"], shown["allowed_mentions"]) == ("\\@bo", {"parse": []})
