"""Markdown and HTML documents: what people typed is read as typed, and is no markup."""

from html.parser import HTMLParser

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from standup.core.messages.markup import (
    Bold,
    Code,
    Italic,
    Message,
    Text,
    bullets,
    plain,
    quote,
    say,
)
from standup.core.messages.render import markdown, page
from tests.typed import ANYTHING, MESSAGES, letters

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
OURS = {"p", "strong", "em", "code", "ul", "ol", "li", "blockquote", "br"}
SHELL = {"html", "head", "meta", "title", "style", "body"}


class Reader(HTMLParser):
    """What a browser makes of a page: its tags, their attributes, and the words of its body."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.words = ""
        self._in_body = "<body>" not in text
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_body = self._in_body or tag == "body"
        if tag in SHELL:
            return
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)
        if tag == "br":
            self.words += "\n"

    def handle_data(self, data: str) -> None:
        if self._in_body:
            self.words += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError("a comment")


def shown(message: Message) -> str:
    """The words of a message alone."""
    return letters(plain(message, code=""))


def unnumbered(text: str) -> str:
    """Without numbers, dots and dashes: those of a list stand in its tags."""
    return "".join(c for c in letters(text) if not c.isdigit() and c not in "-.\0\ufffd")


@given(MESSAGES)
def test_a_page_has_no_tag_and_no_attribute_but_ours_and_every_word(message: Message) -> None:
    read = Reader(page(message, "<title> & more"))
    assert read.tags <= OURS
    assert read.attributes == set()
    assert unnumbered(read.words) == unnumbered(plain(message, code=""))


@settings(max_examples=400)
@given(MESSAGES)
def test_markdown_has_no_link_no_picture_no_html_and_every_word(message: Message) -> None:
    html = READER.render(markdown(message))
    read = Reader(html)
    assert read.tags <= OURS, markdown(message)
    assert read.attributes <= {"start"}
    assert unnumbered(read.words) == unnumbered(plain(message, code="")), markdown(message)


@given(ANYTHING, st.sampled_from([Text, Bold, Italic, Code]))
def test_words_between_ours_are_read_as_typed(
    text: str, kind: type[Text | Bold | Italic | Code]
) -> None:
    html = READER.render(markdown(say("(", kind(text), ")")))
    assert unnumbered(Reader(html).words) == unnumbered(f"({text})")


def test_lists_and_quotations_of_several_lines_stay_whole() -> None:
    text = markdown(bullets(["one\ntwo", "three"]) + quote("# a\n- b\n1. c"))
    assert READER.render(text).count("<li>") == 2
    assert "<h1>" not in READER.render(text)
