import pytest
from hypothesis import given
from hypothesis import strategies as st

from standup.core.messages.markup import (
    Bold,
    Code,
    Italic,
    Listing,
    Mention,
    Message,
    Paragraph,
    Quote,
    Text,
    bullets,
    plain,
    quote,
    quoted,
    say,
    spans,
)
from standup_telegram.render import MOST_ENTITIES, NOTHING, TEXT_LIMIT, Rendered, rendered, units
from tests import typed
from tests.standins.telegram.text import formatted

WORDS = st.text(alphabet=st.sampled_from("ab @_/é😀語\n .*<&:x"), max_size=30)
SPANS = st.one_of(*(st.builds(kind, WORDS) for kind in (Text, Bold, Italic, Code)))
ROWS = st.lists(SPANS, max_size=4).map(tuple)
BLOCKS = st.one_of(
    st.builds(Paragraph, ROWS),
    st.builds(Listing, st.lists(ROWS, max_size=3).map(tuple), st.booleans()),
    st.builds(Quote, WORDS),
)
MESSAGES = st.lists(BLOCKS, max_size=5).map(lambda blocks: Message(tuple(blocks)))


def marked(shown: Rendered) -> list[tuple[str, str]]:
    """Each entity with what it covers, as Telegram cuts it out."""
    units16 = shown.text.encode("utf-16-le")
    return [
        (str(one.type), units16[one.offset * 2 : (one.offset + one.length) * 2].decode("utf-16-le"))
        for one in shown.entities
    ]


def loudly(message: Message) -> Rendered:
    return rendered(message, quietly=False)


def quietly(message: Message) -> Rendered:
    return rendered(message, quietly=True)


def test_every_kind_of_words_is_marked_as_what_it_is() -> None:
    words = say("a ", Bold("b"), " ", Italic("i"), " ", Code("c")) + quote("q1\nq2")
    shown = loudly(words)
    assert shown.text == "a b i c\nq1\nq2"
    assert marked(shown) == [
        ("bold", "b"),
        ("italic", "i"),
        ("code", "c"),
        ("blockquote", "q1\nq2"),
    ]


def test_lists_are_numbered_or_have_dots() -> None:
    assert loudly(bullets(["one", "two\nlines"], numbered=True)).text == "1. one\n2. two\n   lines"
    assert loudly(bullets(["one", spans(Bold("two"))])).text == "• one\n• two"


def test_positions_are_counted_in_utf_16() -> None:
    shown = loudly(say("😀é語 ", Bold("👩🏽‍🚀 bold"), " ", Italic("it")))
    assert marked(shown) == [("bold", "👩🏽‍🚀 bold"), ("italic", "it")]


def test_signs_of_markup_are_signs() -> None:
    typed = "*a* _b_ `c` <b>d</b> [e](f) ||g|| &amp;"
    assert loudly(say(typed)) == Rendered(typed, (), None)


def test_what_no_chat_can_show_is_left_out() -> None:
    shown = loudly(say("a\x00b\x1fc\ud83d ", Bold("d")))
    assert shown.text == "abc? d"
    assert marked(shown) == [("bold", "d")]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("@ana", ["@ana"]),
        ("thanks @ana, @bo_smith!", ["@ana", "@bo_smith"]),
        ("(@ana)@bo", ["@ana", "@bo"]),
        ("é@ana", ["@ana"]),
        ("/@ana", ["@ana"]),
        ("https://@ana", ["@ana"]),
        ("xhttps://medium.com/@ana", ["@ana"]),
        ('https://medium.com/"@ana', ["@ana"]),
        ("mail ana@example.org", []),
        ("https://medium.com/@ana/why-adam-works", []),
        ("(https://mastodon.social/@ana@hachyderm.io)", []),
        ("a @ b @@ c", []),
        ("https://a-.com/@name", ["@name"]),
        ("https://-a.com/@name", ["@name"]),
        ("https://a..com/@name", ["@name"]),
        ("https://a_b.com/@name", ["@name"]),
        ("https://a.c/@name", ["@name"]),
        ("https://a-b.com/@name", []),
    ],
)
def test_a_name_is_covered_where_it_would_notify(typed: str, names: list[str]) -> None:
    shown = quietly(say(typed))
    assert shown.text == typed
    assert marked(shown) == [("code", name) for name in names]
    assert marked(loudly(say(typed))) == []


@pytest.mark.parametrize(
    ("typed", "commands"),
    [
        ("/forget_me_now", ["/forget_me_now"]),
        ("write /skip@some_bot, or (/away)", ["/skip@some_bot", "/away"]),
        ("https://-/start", ["/start"]),
        ("and/or /usr/bin 1/2 https://a.com/start", []),
    ],
)
@pytest.mark.parametrize("quiet", [True, False])
def test_a_command_that_somebody_typed_cannot_be_touched(
    typed: str, commands: list[str], quiet: bool
) -> None:
    shown = rendered(say(typed), quietly=quiet)
    assert shown.text == typed
    covered = [what for kind, what in marked(shown) if kind == "code"]
    assert [one.partition("@")[0] for one in covered if one.startswith("/")] == [
        one.partition("@")[0] for one in commands
    ]


def test_a_name_inside_other_marks_takes_them_apart() -> None:
    shown = quietly(say(Bold("to @ana now")) + quote("as @bo said"))
    assert marked(shown) == [
        ("bold", "to "),
        ("code", "@ana"),
        ("bold", " now"),
        ("blockquote", "as @bo said"),
        ("code", "@bo"),
    ]


def test_of_too_many_marks_the_least_important_go() -> None:
    words = say(*(Italic("i "), Bold("b "), Code("c ")) * 60) + quote("thanks @ana")
    shown = quietly(words)
    assert len(shown.entities) == MOST_ENTITIES
    kinds = [kind for kind, _ in marked(shown)]
    assert kinds.count("code") == 61
    assert kinds.count("blockquote") == 1
    assert kinds.count("bold") == 38
    assert [one.offset for one in shown.entities] == sorted(one.offset for one in shown.entities)


def test_of_too_many_names_not_one_is_notified() -> None:
    shown = quietly(say("@ab " * 101, Bold("x")))
    assert marked(shown) == [("code", shown.text)]


@given(MESSAGES)
def test_whatever_is_said_telegram_takes_it_and_nobody_is_notified(message: Message) -> None:
    shown = quietly(message)
    entities = [
        {"type": str(one.type), "offset": one.offset, "length": one.length}
        for one in shown.entities
    ]
    kept, all_of = formatted(shown.text, entities)  # which refuses what Telegram refuses
    assert kept
    assert "mention" not in {entity["type"] for entity in all_of}


@given(MESSAGES)
def test_no_text_is_longer_for_telegram_than_we_count(message: Message) -> None:
    shown = loudly(message)
    assert units(shown.text) <= max(1, len(plain(message, code="").encode()))
    assert TEXT_LIMIT == 4096


OURS = {"bold", "italic", "code", "blockquote"}


@given(typed.MESSAGES)
def test_whatever_is_typed_notifies_nobody_and_is_read_as_typed(message: Message) -> None:
    for shown in (quietly(message), loudly(message)):
        assert {str(one.type) for one in shown.entities} <= OURS
        assert all(one.url is None and one.user is None for one in shown.entities)
        if shown.text != NOTHING:
            assert typed.letters(shown.text) == typed.letters(plain(message, code=""))
    entities = [one.to_dict() for one in quietly(message).entities]
    _, all_of = formatted(quietly(message).text, entities)
    assert "mention" not in {entity["type"] for entity in all_of}


def test_whoever_is_called_is_a_name_without_a_sign() -> None:
    """Were they not known here, `@robert` would call whoever has that name."""
    shown = rendered(say("thanks ", Mention("@robert", "4711"), "!"), quietly=True)
    [mention] = shown.entities
    assert shown.text == "thanks robert!"
    assert (mention.type, mention.offset, mention.length) == ("text_mention", 7, 6)
    assert mention.user is not None
    assert mention.user.id == 4711


def test_a_call_in_a_quotation_is_inside_it() -> None:
    words = quoted((Text("ask "), Mention("@bo", "4711"), Text("'s team, /now")))
    shown = rendered(Message((words,)), quietly=True)
    assert [one.type for one in shown.entities] == ["blockquote", "text_mention", "code"]
