"""What people type is data on every page, whatever they type."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standup.core.learning_log import permalinks
from standup.core.messages.markup import Message, quote
from standup.pages.words import clean, html, text_html
from tests.pages.reader import REL
from tests.typed import MESSAGES

HARMLESS = {"p", "div", "a", "br", "strong", "em", "code", "ul", "ol", "li"}


class Reader(HTMLParser):
    """The words, the tags and the links of a piece of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.words = ""
        self.tags: set[str] = set()
        self.links: list[dict[str, str | None]] = []
        self.feed(str(text))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag == "a":
            self.links.append(dict(attrs))

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "javascript:alert(1) data:text/html,x",
        "&lt;b&gt; &amp; {{ 7 * 7 }} {% raw %}",
        "https://x.org/a<b>",
        "#tag<script>",
    ],
)
def test_what_looks_like_code_is_read_as_it_was_typed(text: str) -> None:
    read = Reader(html(quote(text), permalinks.of_tag))
    assert read.words == text.replace("https://", "")
    assert read.tags <= HARMLESS
    for link in read.links:
        assert str(link["href"]).startswith(("https://x.org/", "subjects/tag.html"))


def test_a_web_address_is_a_link_that_vouches_for_nothing() -> None:
    read = Reader(text_html("see https://x.org/a?b=1&c=%22#d, or http://y.org.", None))
    assert [link["href"] for link in read.links] == ["https://x.org/a?b=1&c=%22#d", "http://y.org"]
    assert {link["rel"] for link in read.links} == {REL}
    assert read.words == "see x.org/a?b=1&c=%22#d, or y.org."


def test_a_tag_leads_to_its_page() -> None:
    read = Reader(text_html("on #C++ and #été, not #12 or a#b", permalinks.of_tag))
    assert [(link["href"], link.get("class")) for link in read.links] == [
        ("subjects/c_2b__2b_.html", "tag"),
        ("subjects/_e9_t_e9_.html", "tag"),
    ]


def test_signs_that_turn_a_page_around_are_left_out() -> None:
    assert clean("a\u202eb\u2066c\x00\ud800\uffff") == "abc"


@given(MESSAGES)
def test_no_message_makes_anything_but_words_and_links(message: Message) -> None:
    read = Reader(html(message, permalinks.of_tag))
    assert read.tags <= HARMLESS
    assert all(str(link["href"]).startswith(("http", "subjects/")) for link in read.links)


@given(st.text(max_size=60), st.text(max_size=60))
def test_two_subjects_stand_under_two_names_that_are_files(one: str, other: str) -> None:
    names = [permalinks.of_tag(tag) for tag in (one, other)]
    assert (names[0] == names[1]) == (one.casefold() == other.casefold())
    for name in names:
        assert name.isascii()
        assert name.count("/") == 1
        assert len(name) < 120
        assert ".." not in name.removesuffix(".html")
