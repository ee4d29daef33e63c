"""Content is a tree: what people type is data, and nothing of it is lost on the way."""

import json

from hypothesis import given
from hypothesis import strategies as st

from standup.core.messages.markup import (
    Bold,
    Code,
    Italic,
    Listing,
    Message,
    Paragraph,
    Quote,
    Text,
    bullets,
    from_data,
    phrase,
    plain,
    say,
    to_data,
)
from standup.core.messages.render import markdown, page
from standup.core.messages.splitting import split

words = st.text(min_size=1, max_size=60)
spans = st.one_of(*(st.builds(kind, words) for kind in (Text, Bold, Italic, Code)))
rows = st.lists(spans, min_size=1, max_size=4).map(tuple)
blocks = st.one_of(
    st.builds(Paragraph, rows),
    st.builds(Listing, st.lists(rows, min_size=1, max_size=4).map(tuple), st.booleans()),
    st.builds(Quote, st.text(max_size=200)),
)
messages = st.builds(
    Message, st.lists(blocks, min_size=1, max_size=5).map(tuple), silent=st.booleans()
)


@given(messages)
def test_a_message_survives_the_database(message: Message) -> None:
    assert from_data(json.loads(json.dumps(to_data(message)))) == message


@given(messages, st.integers(60, 400))
def test_every_part_of_a_split_message_fits_and_no_word_is_lost(
    message: Message, limit: int
) -> None:
    parts = split(message, limit)
    assert all(len(plain(part).encode(errors="replace")) <= limit for part in parts)
    whole = "".join("".join(plain(message, code="").split()).split("•"))
    pieces = "".join("".join(plain(part, code="") for part in parts).split())
    letters = [c for c in whole if c.isalpha()]
    assert sorted(letters) == sorted(c for c in pieces if c.isalpha())


@given(st.text(max_size=100))
def test_what_fills_a_sentence_is_data(text: str) -> None:
    message = phrase("**{name}** says {text}", name="{text} **x**", text=text)
    assert plain(message) == "{text} **x** says " + text


@given(messages)
def test_anything_renders_and_no_tag_is_anybodys_but_ours(message: Message) -> None:
    markdown(message)
    html = page(message, "t")
    assert "<script" not in html.replace("&lt;script", "")


def test_bare_text_tells_what_is_to_be_typed() -> None:
    said = phrase("Say `help`, or `skip run`.") + bullets([(Code("undo"), Text(" takes it back"))])
    assert plain(said) == "Say `help`, or `skip run`.\n• `undo` takes it back"
    assert plain(say(Code("a`b"), Code(""), "c")) == "a`bc"
    assert plain(said, code="").startswith("Say help, or skip run.")
