"""What is pictured of a chat is what its client would show."""

from html.parser import HTMLParser

import pytest
from hypothesis import example, given

from standup.core.messages.markup import Bold, Code, Italic, Message, bullets, quote, say
from standup_discord import render as discord
from standup_telegram.render import rendered
from tests.discord_adapter.reader import read
from tests.screens.clients import discord_html, telegram_html
from tests.typed import MESSAGES

MESSAGE = (
    say("a ", Bold("b & <c>"), " ", Italic("i"), " ", Code("c_d"))
    + bullets(["one", "two"], numbered=True)
    + quote("said\nso 😀")
)
ALLOWED = {"p", "li", "ul", "ol", "blockquote", "strong", "em", "s", "code", "a"}
_BREAKS = ("p", "li", "br", "blockquote", "ol", "ul")


class Reader(HTMLParser):
    """The words of a page, and whether every tag that opens is closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.words = ""
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.words += "\n" if tag in _BREAKS else ""
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        assert tag in ALLOWED

    def handle_data(self, data: str) -> None:
        self.words += data


def words(page: str) -> list[str]:
    reader = Reader()
    reader.feed(page)
    reader.close()
    assert reader.open == []
    return "".join(reader.words).split()


@pytest.mark.parametrize("tag", ["strong", "em", "code", "ol", "blockquote"])
def test_markup_is_shown_as_markup_on_discord(tag: str) -> None:
    assert f"<{tag}>" in discord_html(discord.content(MESSAGE))


@pytest.mark.parametrize("tag", ["strong", "em", "code", "blockquote"])
def test_markup_is_shown_as_markup_on_telegram(tag: str) -> None:
    shown = rendered(MESSAGE, quietly=False)
    page = telegram_html(shown.text, tuple(one.to_dict() for one in shown.entities))
    assert f"<{tag}>" in page
    assert words(page) == shown.text.split()


def test_the_words_are_those_that_a_reader_of_discord_sees() -> None:
    content = discord.content(MESSAGE)
    marks = {"1.", "2."}
    assert words(discord_html(content)) == [w for w in read(content).split() if w not in marks]


@given(MESSAGES)
@example(quote("/start"))
def test_whatever_was_typed_makes_a_sound_page(message: Message) -> None:
    words(discord_html(discord.content(message)))
    shown = rendered(message, quietly=False)
    page = telegram_html(shown.text, tuple(one.to_dict() for one in shown.entities))
    assert words(page) == shown.text.split()
