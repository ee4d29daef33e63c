"""Trees become Matrix content."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standup.core.messages.markup import (
    Bold,
    Code,
    Italic,
    Mention,
    Message,
    Text,
    bullets,
    plain,
    quote,
    quoted,
    say,
)
from standup_matrix import render
from tests import typed
from tests.core.test_render import Reader
from tests.matrix.person import words


def test_plain_words_need_no_html() -> None:
    assert render.content(say("a *b* <c> @room"), "k") == {
        "msgtype": "m.text",
        "body": "a *b* <c> @room",
        "m.mentions": {},
        render.KEY: "k",
    }


def test_markup_is_html_beside_the_plain_words() -> None:
    message = say("a ", Bold("b"), Italic("<i>"), Code("c & d")) + bullets(["x", "y"])
    message = message + quote("q\nr") + bullets(["1"], numbered=True)
    content = render.content(message, "k")
    assert content["body"] == plain(message, code="")
    assert content["format"] == "org.matrix.custom.html"
    assert content["formatted_body"] == (
        "a <strong>b</strong><em>&lt;i&gt;</em><code>c &amp; d</code><ul><li>x</li><li>y</li></ul>"
        "<blockquote>q<br>r</blockquote><ol><li>1</li></ol>"
    )


def test_paragraphs_are_lines() -> None:
    assert render.to_html(say("a") + say("b") + quote("c") + say("d")) == (
        "a<br>b<blockquote>c</blockquote>d"
    )


def test_a_thread_falls_back_to_a_reply() -> None:
    assert render.content(say("a"), "k", "$root")["m.relates_to"] == {
        "rel_type": "m.thread",
        "event_id": "$root",
        "is_falling_back": True,
        "m.in_reply_to": {"event_id": "$root"},
    }


def test_what_is_silent_is_a_notice_and_so_is_its_edit() -> None:
    words = replace(say("hello"), silent=True)
    assert render.content(words, "k")["msgtype"] == "m.notice"
    newer = render.edit(words, "k", "$1")
    assert newer["msgtype"] == newer["m.new_content"]["msgtype"] == "m.notice"


def test_an_edit_replaces_and_falls_back_to_a_few_words() -> None:
    content = render.edit(say(Bold("word " * 100)), "k", "$1")
    assert content["m.relates_to"] == {"rel_type": "m.replace", "event_id": "$1"}
    assert content["m.new_content"]["body"] == "word " * 100
    assert content["body"].startswith("* word word")
    assert len(content["body"]) < 120
    assert content["m.mentions"] == content["m.new_content"]["m.mentions"] == {}


@pytest.mark.parametrize("text", ["a\0b", "a\x07b", "a\x7fb"])
def test_what_no_chat_can_show_is_left_out(text: str) -> None:
    content = render.content(say(Bold(text)), "k")
    assert (content["body"], content["formatted_body"]) == ("ab", "<strong>ab</strong>")


@given(st.text(max_size=200), st.sampled_from([Bold, Italic, Code]))
def test_any_text_is_read_as_typed(text: str, kind: type[Bold | Italic | Code]) -> None:
    shown = text.translate(dict.fromkeys((*range(9), 11, 12, *range(14, 32), 127)))
    content = render.content(say("(", kind(text), ")"), "k")
    assert content["body"] == f"({shown})"
    read = words(content).replace("\N{NO-BREAK SPACE}", " ")
    assert read == f"({shown})".replace("\N{NO-BREAK SPACE}", " ")


@given(
    st.text(min_size=1).map(lambda text: text * (render.TEXT_LIMIT // len(text.encode()))),
    st.booleans(),
)
def test_every_text_of_the_limit_fits_an_event(text: str, as_edit: bool) -> None:
    message = say(Bold(text))
    content = render.edit(message, "k", "$1") if as_edit else render.content(message, "k", "$1")
    assert len(json.dumps(content)) * 4 / 3 < 65_536 - 3_000


OURS = {"strong", "em", "code", "ul", "ol", "li", "blockquote", "br"}
_UNSEEN = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 127))


@given(typed.MESSAGES)
def test_whatever_is_typed_pings_nobody_and_is_no_tag(message: Message) -> None:
    edit = render.edit(message, "k", "$1")
    for content in (render.content(message, "k"), edit, edit["m.new_content"]):
        assert content["m.mentions"] == {}
        read = Reader(content.get("formatted_body", ""))
        assert read.tags <= OURS
        assert read.attributes == set()
    shown = typed.letters(plain(message, code="").translate(_UNSEEN))
    assert typed.letters(render.content(message, "k")["body"]) == shown
    assert unnumbered(words(render.content(message, "k"))) == unnumbered(shown)


def unnumbered(text: str) -> str:
    """Without numbers, dots and dashes: those of a list stand in its tags."""
    return "".join(c for c in typed.letters(text) if not c.isdigit() and c not in "-.")


def test_whoever_is_called_is_told_by_what_is_new_and_named_in_what_is_changed() -> None:
    words = Message((quoted((Text("ask "), Mention("@bo", "@b&o:example.org"), Text("'s team"))),))
    first, then = render.content(words, "key"), render.edit(words, "key", "$1")
    link = '<a href="https://matrix.to/#/@b%26o:example.org">@bo</a>'
    assert first["body"] == "> ask @bo's team"
    assert first["formatted_body"] == f"<blockquote>ask {link}'s team</blockquote>"
    assert first["m.mentions"] == then["m.new_content"]["m.mentions"]
    assert first["m.mentions"] == {"user_ids": ["@b&o:example.org"]}
    assert then["m.mentions"] == {}
