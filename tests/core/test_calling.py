"""Who is called by name in what somebody wrote."""

import time

import pytest

from standup.core.messages.legible import legible
from standup.core.messages.markup import (
    Bold,
    Italic,
    Mention,
    Message,
    Quote,
    Text,
    bullets,
    from_data,
    plain,
    quote,
    quoted,
    say,
    to_data,
    unmarked,
)
from standup.core.messages.mentioning import (
    MOST_CALLED,
    called,
    mentioned,
    with_mentions,
    without_mentions,
)
from standup.core.messages.render import fragment, markdown
from standup.core.messages.splitting import split
from standup.core.text.calling import Names, Whom
from standup.pages.words import html

NAMES = Names(
    [
        ("ana", "Ana"),
        ("bo", "Bo Li"),
        ("jose", "José-Luis García Márquez"),
        ("ann-k", "Ann Kay"),
        ("ann-m", "Ann May"),
        ("obrien", "Pat O’Brien (she/her)"),
        ("max", "Max"),
        ("maxi", "Max Mustermann"),
        ("here", "Here"),
        ("all", "All Bright"),
        ("joanna", "Йоанна"),
    ]
)


def named(text: str) -> list[tuple[str, str]]:
    """Who is called, and by which of the words."""
    return [
        (call.whom.person or call.whom.account, text[call.begin : call.end])
        for call in NAMES.calls(text)
    ]


@pytest.mark.parametrize(
    ("text", "person", "words"),
    [
        ("@bo can you look?", "bo", "@bo"),
        ("thanks @Bo!", "bo", "@Bo"),
        ("Thanks, @BO LI, for this", "bo", "@BO LI"),
        ("@Bo Liked it", "bo", "@Bo"),
        ("@Li", "bo", "@Li"),
        ("(@bo)", "bo", "@bo"),
        ("**@bo**", "bo", "@bo"),
        ("cc:@bo", "bo", "@bo"),
        ("@bo's idea, and @bo’s again", "bo", "@bo"),
        ("@bo: your turn", "bo", "@bo"),
        ("@bo.", "bo", "@bo"),
        ("with @bo…", "bo", "@bo"),
        ("with @bo—at last", "bo", "@bo"),
        ("@jose-luis said so", "jose", "@jose-luis"),
        ("@José-Luis Garcia", "jose", "@José-Luis Garcia"),
        ("@ann-k", "ann-k", "@ann-k"),
        ("@Ann May", "ann-m", "@Ann May"),
        ("@o'brien", "", ""),
        ("@Pat O’Brien", "obrien", "@Pat O’Brien"),
        ("@all bright", "all", "@all bright"),
        ("@йоанна", "joanna", "@йоанна"),
        ("<@4711>", "4711", "<@4711>"),
        ("<@!4711>, look", "4711", "<@!4711>"),
        ("@bo:example.org", "@bo:example.org", "@bo:example.org"),
        ("for @bo:example.org.", "@bo:example.org", "@bo:example.org"),
        ("@bo.li:example.org:8448", "@bo.li:example.org:8448", "@bo.li:example.org:8448"),
    ],
)
def test_a_participant_is_called_as_people_write_it(text: str, person: str, words: str) -> None:
    assert named(text)[:1] == ([(person, words)] if person else [])


@pytest.mark.parametrize(
    "text",
    [
        "@everyone @here @channel @room @all @team",
        "<@&4711> <#4711> <@>",
        "@Ann is one of two",
        "@max may be one or the other",
        "@Max Mustermann’s first name is another’s, his own is not@all",
        "bo@example.org, me@bo",
        "https://example.org/@bo https://example.org/?to=@bo",
        "@bo/pkg @bo@example.org @bo.org @bob @bo_b @bo-x",
        "`@bo`",
        "@ bo",
        "@@bo",
        "bo",
        "@nobody",
        "",
    ],
)
def test_nobody_is_called_in_doubt(text: str) -> None:
    assert [who for who, _ in named(text) if who != "maxi"] == []


def test_several_are_called_each_where_they_are_named() -> None:
    assert named("@bo,@ana and @Bo Li") == [("bo", "@bo"), ("ana", "@ana"), ("bo", "@Bo Li")]
    assert named("@ana\nLi and so on @bo\nli") == [("ana", "@ana"), ("bo", "@bo")]


@pytest.mark.parametrize("unit", ["@", "@bo ", "@Bo ", "<@1", "<@1>", "@a:b.", "@x" * 40 + " "])
def test_a_long_text_costs_what_it_is_long(unit: str) -> None:
    def seconds(length: int) -> float:
        text = (unit * length)[:length]
        began = time.process_time()
        assert len(list(NAMES.calls(text))) <= 100
        return time.process_time() - began

    list(NAMES.calls("@bo"))
    assert seconds(400_000) < 1


ACCOUNTS = {Whom("bo"): Mention("", "17"), Whom(account="4711"): Mention("@Ana", "42")}


def test_only_what_people_typed_calls_anybody() -> None:
    said = (
        say(Bold("@bo"))
        + say(Italic("What of @bo?"), " ", "for @bo – ", "<@4711>")
        + bullets(["@bo and @max", "nobody"])
        + quote("ask @bo\n@ana too")
    )
    assert called(said, NAMES) == (Whom("bo"), Whom(account="4711"), Whom("ana"))
    shown = with_mentions(said, NAMES, ACCOUNTS)
    assert plain(shown) == plain(said).replace("<@4711>", "@Ana")
    assert mentioned(shown) == ("17", "42")
    assert shown.blocks[0] == said.blocks[0]
    assert shown.blocks[-1] == quoted((Text("ask "), Mention("@bo", "17"), Text("\n@ana too")))
    assert from_data(to_data(shown)) == shown
    assert plain(without_mentions(shown)) == plain(shown)
    assert mentioned(without_mentions(shown)) == ()
    assert mentioned(without_mentions(shown, {"17"})) == ("42",)


def test_a_quotation_that_calls_nobody_is_kept_as_it_always_was() -> None:
    assert to_data(with_mentions(quote("ask @ana"), NAMES, ACCOUNTS)) == [["q", "ask @ana"]]
    assert with_mentions(quote("a"), NAMES, {}) == Message((Quote("a"),))


def test_who_is_called_in_a_long_answer_is_called_once_it_is_split() -> None:
    words = "and a word or two " * 40
    long = with_mentions(quote(f"{words}@bo {words}@bo"), NAMES, ACCOUNTS)
    parts = split(long, 400)
    assert sum(len(mentioned(part)) for part in parts) == 2
    assert "".join(plain(part) for part in parts).count("@bo") == 2


def test_a_message_calls_no_more_than_a_few() -> None:
    many = Names((f"p{n}", f"P{n}") for n in range(50))
    text = quote(" ".join(f"@p{n}" for n in range(50)))
    assert len(called(text, many)) == MOST_CALLED


def test_where_nobody_can_be_called_the_words_are_shown() -> None:
    said = quote("ask @bo\n") + bullets(["with @bo & <@4711>"]) + say("@bo")
    shown = with_mentions(said, NAMES, ACCOUNTS)
    plainly = without_mentions(shown)
    assert markdown(shown).replace("\N{NO-BREAK SPACE}", " ") == markdown(plainly)
    assert fragment(shown) == fragment(plainly)
    assert html(shown) == html(plainly)
    assert unmarked(shown) == unmarked(plainly) == "ask @bo\n\nwith @bo & @Ana\n@bo"
    assert legible(shown) == shown
