"""What the bot sends holds no mention, no command and no link that its author did not write.

Each platform looks for more in a text than it was told, so each message is read as that platform's
own client reads it.
"""

import re
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standup.core.messages.markup import (
    Bold,
    Listing,
    Mention,
    Message,
    Paragraph,
    Picture,
    Quote,
    Text,
    bullets,
    plain,
    quote,
    quoted,
    say,
    visible,
)
from standup.core.messages.mentioning import mentioned
from standup_discord import render as discord
from standup_matrix import render as matrix
from standup_telegram import render as telegram
from tests import typed
from tests.discord_adapter.reader import TOKENS
from tests.standins.telegram.text import formatted, part

TRICKS = (
    *("https://a-.com/@name", "https://-/start", "https://", "http", "://evil.example", "@", "/"),
    *("everyone", "@\u202eeveryone", "@\u2066room", "/\ufffestart", "<@\u202d1>", "\u202c"),
    *("https://ev\u202eil.example/x", "https://example.org/@ana/1", "https://a.example"),
)
WORDS = st.lists(
    st.sampled_from([*typed.PINGS, *typed.MARKUP, *typed.LINKS, *typed.ODD, *TRICKS]), max_size=6
).map("".join)
MESSAGES = st.one_of(
    typed.MESSAGES,
    st.lists(
        st.one_of(
            st.builds(lambda a, b: Paragraph((Bold(a), Text(": "), Text(b))), WORDS, WORDS),
            st.builds(Quote, WORDS),
            st.builds(lambda rows: Listing(tuple((Text(one),) for one in rows)), st.lists(WORDS)),
        ),
        min_size=1,
        max_size=4,
    ).map(lambda blocks: Message(tuple(blocks))),
)
_LINK = re.compile(r"https?://[^\s<>\u200b]+", re.IGNORECASE)


def written(message: Message) -> list[str]:
    """What stands together in one place, as somebody wrote it."""
    found: list[str] = []
    for block in message.blocks:
        match block:
            case Paragraph(row):
                found.append("".join(span.text for span in row))
            case Listing(rows):
                found += ["".join(span.text for span in row) for row in rows]
            case Quote(text):
                found.append(text)
            case Picture():
                found.append(block.alt)
    return [visible(text).replace("\N{NO-BREAK SPACE}", " ") for text in found]


def unwritten(links: Iterable[str], message: Message) -> list[str]:
    """The links that nobody wrote so."""
    sources = written(message)
    return [link for link in links if not any(link in source for source in sources)]


@given(MESSAGES, st.booleans())
def test_telegram_finds_nothing_that_was_not_written(message: Message, quietly: bool) -> None:
    shown = telegram.rendered(message, quietly=quietly)
    given_ = [one.to_dict() for one in shown.entities]
    text, found = formatted(shown.text, given_)
    kinds = {entity["type"] for entity in found}
    assert not kinds & {"bot_command", "text_link", "text_mention"}
    assert not quietly or "mention" not in kinds
    links = [part(text, one) for one in found if one["type"] in {"url", "mention"}]
    assert unwritten(links, message) == []


@given(MESSAGES)
def test_discord_finds_nothing_that_was_not_written(message: Message) -> None:
    body = discord.body(message)
    assert body["allowed_mentions"] == {"parse": []}
    assert body["flags"] & discord.SUPPRESS_EMBEDS
    pings, links = _in_discord(body["content"])
    assert pings == []
    assert unwritten(links, message) == []


def _in_discord(content: str) -> tuple[list[str], list[str]]:
    if content.startswith("```\n"):
        return [], []
    pings: list[str] = []
    links: list[str] = []
    for found in TOKENS.finditer(content):
        pings += filter(None, [found["ping"]])
        links += filter(None, [found["url"], found["link"]])
        for name in ("bold", "italic", "line", "struck", "spoiler"):
            more = _in_discord(found[name] or "")
            pings, links = pings + more[0], links + more[1]
    return pings, links


@given(MESSAGES)
def test_matrix_finds_nothing_that_was_not_written(message: Message) -> None:
    content = matrix.content(message, "key")
    assert content["m.mentions"] == {}
    assert unwritten(_LINK.findall(content["body"]), message) == []
    shown = content.get("formatted_body", "")
    assert set(re.findall(r"</?(\w+)", shown)) <= {
        *("strong", "em", "code", "ol", "ul", "li", "blockquote", "br")
    }
    assert "href" not in re.sub(r"(^|>)[^<]*", r"\1", shown)


ACCOUNTS = st.sampled_from(["4711", "@bo:example.org", "", "everyone", "@room", "1>@here<@2"])
CALLS = st.builds(Mention, WORDS, ACCOUNTS)
ROWS = st.lists(st.one_of(st.builds(Text, WORDS), st.builds(Bold, WORDS), CALLS), max_size=5).map(
    tuple
)
CALLING = st.one_of(
    st.builds(lambda row: Message((Paragraph(row),)), ROWS),
    st.builds(lambda row: Message((quoted(row),)), ROWS),
    st.builds(lambda rows: Message((Listing(tuple(rows)),)), st.lists(ROWS, max_size=3)),
)


@given(CALLING)
def test_nobody_is_called_but_by_their_account(message: Message) -> None:
    there = set(mentioned(message))
    body = discord.body(message)
    pings, _ = _in_discord(body["content"])
    assert set(pings) <= {"<@4711>"} & {f"<@{account}>" for account in there}
    assert body["allowed_mentions"]["parse"] == []
    assert set(body["allowed_mentions"].get("users", ())) == {"4711"} & there

    content = matrix.content(message, "key")
    is_called = "@bo:example.org" in there
    assert content["m.mentions"] == ({"user_ids": ["@bo:example.org"]} if is_called else {})
    assert set(re.findall(r'<a href="([^"]*)">', content.get("formatted_body", ""))) <= {
        "https://matrix.to/#/@bo:example.org"
    }

    shown = telegram.rendered(message, quietly=True)
    _, found = formatted(shown.text, [one.to_dict() for one in shown.entities])
    assert "mention" not in {one["type"] for one in found}
    called = [one["user"]["id"] for one in found if one["type"] == "text_mention"]
    assert set(called) <= ({4711} if "4711" in there else set())


@given(CALLING)
def test_a_change_calls_nobody(message: Message) -> None:
    assert discord.revised(message)["allowed_mentions"] == {"parse": []}
    assert matrix.edit(message, "key", "$1")["m.mentions"] == {}


TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
NO_CHARACTERS = "\ufdd0\ufdef\ufffe\uffff\U0001fffe\U0010ffff"


@pytest.mark.parametrize("odd", [*TURNING, *NO_CHARACTERS])
def test_what_turns_the_words_after_it_reaches_no_chat(odd: str) -> None:
    message = say(Bold(f"Ana{odd}"), f": a{odd}b") + bullets([odd + "c"]) + quote(f"d{odd}")
    assert odd not in telegram.rendered(message, quietly=True).text
    assert odd not in discord.body(message)["content"]
    content = matrix.content(message, "key")
    assert odd not in content["body"]
    assert odd not in content["formatted_body"]
    assert visible(plain(message)).count("a") == plain(message).count("a")


def test_words_in_either_direction_stay_as_they_are() -> None:
    text = "مرحبا \u200fabc\u200e שלום 👩🏽\u200d🚀 e\u0301"
    assert visible(text) == text
