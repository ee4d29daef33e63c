"""What people write to the bot, and whether it is an answer: tables/what-is-no-answer.txt."""

from collections import Counter
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standup.core.commands.table import NAMES
from standup.core.conversation.meaning import is_vague
from standup.core.intent.elsewhere import ELSEWHERE
from standup.core.intent.english import ENGLISH
from standup.core.intent.german import GERMAN
from standup.core.intent.lexicon import Lexicon
from standup.core.intent.message import named
from standup.core.intent.reading import Intent, Reading, Waiting, read
from standup.core.intent.segments import VOCABULARY
from standup.core.intent.spanish import SPANISH
from standup.core.intent.work import WORK
from tests.core.phrasings import rows, written
from tests.rows import each

WAITING = {
    "open day": (Waiting.NOTHING,),
    "pending text": (Waiting.TEXT,),
    "pending plan": (Waiting.PLAN,),
    "any": tuple(Waiting),
}
TABLE = [
    (waiting, written(text), expected.partition("(")[0], expected.partition("(")[2][:-1])
    for state, text, expected in rows("what-is-no-answer.txt")
    for waiting in WAITING[state]
]
NO_NEWS = [row for row in TABLE if row[2] in {"command", "talk"}]
MOST_NEEDLESS_OFFERS = {"post": 0.03, "command": 0.1, "talk": 0.1}  # of all of the kind
WORD = st.text("abcdefghijklmnopqrstuvwxyz", min_size=2, max_size=12)


def intent(text: str, waiting: Waiting) -> str:
    return read(text, waiting).intent.name.lower()


def test_no_case_was_taken_out_of_the_table() -> None:
    assert len(TABLE) >= 10211


def _rows(expected: str, waiting: Waiting) -> list[tuple[str, str]]:
    return [(text, cmd) for state, text, kind, cmd in TABLE if (kind, state) == (expected, waiting)]


@pytest.mark.parametrize("waiting", Waiting)
def test_news_is_never_taken_for_less_than_an_offer(waiting: Waiting) -> None:
    found = {text: intent(text, waiting) for text, _ in _rows("post", waiting)}
    assert {text: what for text, what in found.items() if what not in {"post", "offer"}} == {}


@pytest.mark.parametrize("waiting", Waiting)
@pytest.mark.parametrize("expected", ["command", "talk", "offer"])
def test_a_message_is_posted_only_where_it_is_news(expected: str, waiting: Waiting) -> None:
    rows = _rows(expected, waiting)
    assert [text for text, _ in rows if intent(text, waiting) == "post"] == []


@pytest.mark.parametrize("waiting", Waiting)
@pytest.mark.parametrize("expected", ["command", "talk", "offer"])
def test_a_command_that_is_named_is_the_one_that_was_meant(expected: str, waiting: Waiting) -> None:
    found = {text: (read(text, waiting), cmd) for text, cmd in _rows(expected, waiting) if cmd}
    wrong = {
        text: is_read
        for text, (is_read, cmd) in found.items()
        if is_read.intent is Intent.COMMAND and is_read.command != cmd
    }
    assert wrong == {}


def test_few_are_asked_who_need_not_be() -> None:
    offered = Counter(e for w, text, e, _ in TABLE if e != "offer" and intent(text, w) == "offer")
    of_all = Counter(expected for _, _, expected, _ in TABLE)
    shares = {kind: offered[kind] / of_all[kind] for kind in MOST_NEEDLESS_OFFERS}
    assert all(share <= MOST_NEEDLESS_OFFERS[kind] for kind, share in shares.items()), shares


@pytest.mark.parametrize("lexicon", [ENGLISH, GERMAN, SPANISH, ELSEWHERE, WORK])
def test_every_command_that_is_named_is_one(lexicon: Lexicon) -> None:
    named_ = {named(name) for name in (*lexicon.heads, *lexicon.phrases)} - {None}
    assert named_ <= {*NAMES}


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("delete all my data", "forget me"),
        ("erase everything about me please", "forget me"),
        ("lösch bitte alle meine Daten", "forget me"),
        ("borra todos mis datos", "forget me"),
        ("export my data", "export me"),
        ("can i get my data as csv", "export me"),
    ],
)
@pytest.mark.parametrize("waiting", Waiting)
def test_who_asks_for_their_data_is_told_the_command_for_it(
    text: str, command: str, waiting: Waiting
) -> None:
    found = read(text, waiting)
    assert (found.intent is Intent.POST, found.command) == (False, command)


CONFIDED = [
    *("my password is hunter2", "the wifi password: gue5t!", "PIN ist 4711", "mi clave es a1b2c3"),
    *("api key = sk-abcdefghijklmnop1234", "use ghp_abcdefghijklmnop12345 for the deploy"),
    *("between us: the project is doomed", "off the record, the client is leaving"),
    *("ganz unter uns gesagt: das wird nichts", "entre nosotros, esto no va a salir"),
    *("don't tell anyone, the demo is fake", "vertraulich: wir werden verkauft"),
    *("i hate my manager", "Tom is such an idiot", "mein Chef ist ein Idiot", "odio a mi jefe"),
    *("ich hasse meinen Job", "this company is a joke", "I'm pregnant", "ich bin schwanger"),
    "I am looking for a new job",
]
NOT_CONFIDED = [
    *("password reset is broken on mobile", "the token is expired, fixed the refresh"),
    *("moved the api key into the vault", "the API contract between us and billing is done"),
    *("the PIN dialog is ready", "I hate this bug, but it is fixed", "merged the secret scanner"),
    *("the token is validated on each request", "job queue: this job is red", "the job is a mess"),
    *("IBAN validation done, 12 cases", "password is hashed with argon2 now"),
]


@each(product(CONFIDED, Waiting, ["{}", "Finished the parser. {}", "{}\nand fixed the build"]))
def test_what_is_confided_is_not_posted_unasked(text: str, waiting: Waiting, more: str) -> None:
    found = read(more.format(text), waiting)
    assert found.intent is not Intent.POST
    assert not is_vague(found)  # which answers a question that waits


@pytest.mark.parametrize("text", NOT_CONFIDED)
def test_news_about_secrets_and_bugs_is_posted(text: str) -> None:
    assert read(text, Waiting.NOTHING).intent is Intent.POST


@given(st.text(max_size=300), st.sampled_from(Waiting))
def test_any_text_is_read(text: str, waiting: Waiting) -> None:
    assert isinstance(read(text, waiting), Reading)


@settings(max_examples=300)
@given(
    st.lists(st.sampled_from(sorted(VOCABULARY)) | st.just("vmap"), min_size=1, max_size=9),
    st.sampled_from([" ", ", ", ". ", ": ", "\n- "]),
    st.sampled_from(["", "?", ".", "!"]),
    st.sampled_from(Waiting),
)
def test_any_text_of_words_that_it_knows_is_read(
    words: list[str], between: str, end: str, waiting: Waiting
) -> None:
    assert isinstance(read(between.join(words) + end, waiting), Reading)


@settings(max_examples=300)
@given(
    st.sampled_from(NO_NEWS),
    st.sampled_from([str.upper, str.lower, str.title, str.swapcase]),
    st.sampled_from(["", "!", "!!", ".", " …", " 🙏", " 🙂🙂", "\n", "  "]),
    st.sampled_from(["", "\u200b", "\u2060", "\ufeff", " ", "\n"]),
)
def test_how_it_is_written_makes_no_news_of_what_is_said_to_the_bot(
    row: tuple[Waiting, str, str, str], case: object, end: str, start: str
) -> None:
    waiting, text, _, _ = row
    assert callable(case)
    assert intent(start + case(text) + end, waiting) != "post"


@settings(max_examples=300)
@given(
    st.sampled_from([row for row in NO_NEWS if row[1][:1] not in {"/", "!"}]),
    st.sampled_from(["", "hey bot, ", "please ", "ok ", "sorry, ", "@standup_bot ", "Hallo, "]),
    st.sampled_from(["", " please", " thanks", " lol", " danke", " por favor", " :)", " 🙏"]),
)
def test_a_greeting_or_a_please_makes_no_news_of_what_is_said_to_the_bot(
    row: tuple[Waiting, str, str, str], start: str, end: str
) -> None:
    waiting, text, _, _ = row
    assert intent(start + text + end, waiting) != "post"


def test_what_is_said_to_another_by_name_is_offered() -> None:
    assert read("@Bo stop", Waiting.NOTHING).intent is Intent.OFFER
    assert read("@standup_bot stop", Waiting.NOTHING).intent is Intent.COMMAND
    assert read("@property docs read", Waiting.NOTHING).intent is Intent.POST


@given(st.sampled_from(NO_NEWS), st.integers(0, 200), st.sampled_from("\u200b\u200d\u2060\ufeff"))
def test_what_nobody_sees_changes_nothing(
    row: tuple[Waiting, str, str, str], place: int, unseen: str
) -> None:
    waiting, text, _, _ = row
    place %= len(text) + 1
    assert read(text[:place] + unseen + text[place:], waiting) == read(text, waiting)


@given(
    st.sampled_from("/!"), WORD, st.lists(WORD, max_size=60).map(" ".join), st.sampled_from(Waiting)
)
def test_a_sign_and_a_plain_word_begin_no_news(
    sign: str, word: str, rest: str, waiting: Waiting
) -> None:
    assert intent(f"{sign}{word} {rest}", waiting) in {"command", "offer"}
    assert intent(f"{sign}{word}", waiting) == "command"


@pytest.mark.parametrize("text", ["/usr/bin/env python explained", "!= is not <>", "// divides"])
def test_code_is_no_command(text: str) -> None:
    assert intent(text, Waiting.NOTHING) == "post"


@given(st.lists(WORD, min_size=61, max_size=90).map(" ".join), st.sampled_from(Waiting))
def test_whoever_writes_much_has_news(text: str, waiting: Waiting) -> None:
    assert intent(text, waiting) == "post"
