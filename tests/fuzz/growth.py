"""How much longer it takes to read what is longer: every reader, over texts made to be nasty."""

import gc
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import partial
from time import thread_time

from standup.chat.interface import Message
from standup.core import commands
from standup.core.asking import choices, questions
from standup.core.asking.answers import answers
from standup.core.asking.check_in import CheckIn, Conversation
from standup.core.conversation.decide import converse
from standup.core.conversation.events import Changed, Filled, Wrote
from standup.core.dates import reader
from standup.core.documents import log_formats
from standup.core.learning_log import entries, searching, tagging
from standup.core.learning_log.entries import Entry, Wanted
from standup.core.life import SHIPPED
from standup.core.lives import mentions, saying, sought
from standup.core.lives.none import is_none
from standup.core.lives.questions import asks
from standup.core.messages import markup, render, splitting
from standup.core.messages.markup import (
    Text,
    bullets,
    from_data,
    plain,
    quote,
    say,
    to_data,
    unmarked,
)
from standup.core.model import Question
from standup.core.reading import outcomes, own, plans
from standup.core.reading.own_words import in_every_language
from standup.core.reports import learned
from standup.core.summaries import prompt, summary
from standup.core.text import name_matching, phrases, sentences
from standup.core.wording.channel import report
from standup.core.wording.search import results
from standup.engine.inbox import cleaned
from standup.pages import words as pages
from standup_discord import events as discord_events
from standup_discord import render as discord
from standup_matrix import events as matrix_events
from standup_matrix import render as matrix
from standup_telegram import events as telegram_events
from standup_telegram import render as telegram
from standup_telegram.events import Me
from tests.core.asked import OUTCOME, SHORT, asked
from tests.team import LONDON, learning_day, person

LONGEST = 100_000
"""Characters of the longest text; no platform delivers one as long."""
LONG = 32_000
"""Characters of a text that is long enough to tell where less time is to be had."""

_MOST = 8.0  # times as long for a text four times as long: 4 is linear, 16 quadratic
_LINEAR = 5.0  # times as long for a text four times as long, within what chance does
_NOTICED = 0.02  # seconds of processor time, below which nothing can be told
_TRIES = 3
TODAY = date(2026, 11, 26)
NOW = datetime(2026, 11, 26, 10, tzinfo=UTC)

Reader = Callable[[str], object]
Shape = Callable[[int], str]


# ── texts ──────────────────────────────────────────────────────────────────────────────────────

UNITS = (
    *("a", " ", "\n", "\t", "a ", "a\n", "\n\n", " \n", "ab cd ", "1", "0", "1 ", "1\n"),
    *("1, ", "1,", "1.", "1. ", "1)", "1-", "1 - ", "1 and ", "1/", "1:", "1,000"),
    *("1.000,", "1 000", "#1 ", "#1,", "#", "#a", "#a ", "# ", "##", "a#", "a#b", "#a-"),
    *("#a.", "@", "@a", "@a ", "@a.", "a@", "a@b.", "a.b@", "a.", "a. ", ".a", ".", ". "),
    *("..", "...", "!", "! ", "?", "?! ", "\u2026", ".'", ".)", "e.g. ", "a.m. ", "i.e."),
    *("http://", "http://a", "http://a ", "https://a.b/ ", "://", "www.", "www.a ", "/"),
    *("/a ", "a/", "a://b ", "<", ">", "<@", "<@1>", "<a", "</a>", "&", "&amp;", "["),
    *("]", "[[", "[a](", "](", "[x] ", "[ ] ", "[1] ", "[1,", "(", ")", "((", "()", "(a"),
    *("a)", "{", "}", "\\", "|", "~", "~~", "~~~\n", "```\n", "```", "`", "`a", "`a "),
    *("`a`", "*", "**", "*a", "*a ", "**a ", "_", "__", "_a ", "> ", "- ", "-", "--"),
    *("\u2013", "\u2013 ", "* a\n", "- a\n", "1. a\n", "1) a\n", "+ ", ";", "; ", ":"),
    *(": ", ",", ", ", "'", '"', "\u201c", "\u201d", '"a ', '"a" ', "\u2019", "a'"),
    *("a'a ", "=", "=a\n", "done ", "1 done ", "1 done\n", "done 1 ", "not ", "no "),
    *("not 1 ", "all ", "all done ", "the rest ", "1 done, 2 not ", "yes ", "yes and "),
    *("- 1 ", "by ", "by a ", "from ", "in ", "in 1 ", "since ", "tag:", "tag:a "),
    *("kind:", "1 jan ", "monday ", "away ", "to ", "and ", "ands ", "& ", "skip "),
    *("link ", "é", "e\u0301", "\u0301", "\u0301\u0316", "a\u0301\u0316"),
    *("\u0316\u0301 ", "\u200b", "\u200d", "\u202e", "\u2066", "\ufeff", "ﷺ", "。"),
    *("中", "中 ", "가", "ㄱ", "😀", "👍🏽", "👩\u200d💻", "ß", "ﬁ", "İ", "١", "²"),
    *("٠ ", "\r", "\r\n", "\u0000", "\u001f", "\u007f", "\u00a0"),
)
_ENDINGS = ("", "x", " a b c", "\n", "!", "1", " done", "@", "`")
_BEGINNINGS = ("", "x ", "/search ", "1 done ", "http://", '"', "yes ", "1 ", "#")


def _words(size: int) -> str:
    return " ".join(f"w{number}" for number in range(size // 6))


def _numbered(size: int) -> str:
    return "\n".join(f"{n}. some such thing {n}" for n in range(1, size // 24))


def _tags(size: int) -> str:
    return " ".join(f"#tag{n}" for n in range(size // 9))


def _links(size: int) -> str:
    return " ".join(f"https://a{n}.b/c" for n in range(size // 18))


def _outcomes(size: int) -> str:
    return "\n".join(f"{n} done – because {n}" for n in range(1, size // 20))


def _sentences(size: int) -> str:
    return " ".join(f"Here is thing{n} that somebody learned well." for n in range(size // 45))


def _accounts(size: int) -> str:
    return " ".join(f"@somebody{n}" for n in range(size // 14))


LISTS: Mapping[str, Shape] = {
    made.__name__: made
    for made in (_words, _numbered, _tags, _links, _outcomes, _sentences, _accounts)
}


def _repeated(unit: str, beginning: str = "", ending: str = "") -> Shape:
    return lambda size: beginning + unit * (size // len(unit)) + ending


def shapes(*, thorough: bool) -> Iterator[tuple[str, Shape]]:
    """Texts by name, each of as many characters as it is told; all there are, if `thorough`."""
    yield from LISTS.items()
    for unit in UNITS:
        yield repr(unit), _repeated(unit, "", " a b c")
        if thorough:
            yield f"{unit!r} alone", _repeated(unit)
            for beginning in _BEGINNINGS:
                for ending in _ENDINGS:
                    yield f"{beginning!r} {unit!r} {ending!r}", _repeated(unit, beginning, ending)


# ── readers ────────────────────────────────────────────────────────────────────────────────────

_FREE = Question("said", "text", "What?")
_ITEMS = Question("list", "items", "What all?")
_NOBODY = searching.Known()
_TWELVE = tuple(f"item {n}" for n in range(12))
_STATES = in_every_language(SHIPPED["hypothesis"].words)
_LIVING = tuple(f"#{n} item {n}" for n in range(12))
_PEOPLE = tuple(person(name) for name in ("ana", "bo"))


def _answered(text: str, question: Question = _FREE, shown: tuple[str, ...] = ()) -> CheckIn:
    return asked(question, said=(text,), shown=shown)


def _entry(text: str) -> Entry:
    standup = replace(learning_day(*_PEOPLE), summary="model")
    check_in = replace(
        _answered(text), standup=replace(standup, rounds=_answered(text).standup.rounds)
    )
    return Entry(1, check_in.standup, TODAY, "ana", "Ana", NOW, 1, check_in)


def _talk(*check_ins: CheckIn) -> Conversation:
    return Conversation("ana", "Ana", LONDON, check_ins)


def _hears(question: Question, shown: tuple[str, ...] = ()) -> Reader:
    def hear(text: str) -> object:
        before = _talk(asked(question, shown=shown))
        return converse(before, Wrote("chat:m1", text, NOW), NOW)

    return hear


def _edits(text: str) -> object:
    check_in = _answered("before")
    return converse(_talk(check_in), Changed("m0", text), NOW)


def _fills(text: str) -> object:
    questions_ = (_FREE, _ITEMS)
    before = _talk(asked(*questions_))
    return converse(before, Filled("f", 17, {q.id: text for q in questions_}, NOW), NOW)


def _answers(question: Question, text: str) -> object:
    return questions.read(question, (text,))


def _plans(text: str) -> object:
    """What came of a plan that is as long as the text, said in as many words."""
    items = tuple(line for line in text.split("\n") if line.strip())[:10_000]
    return questions.read(OUTCOME, (text, "all done"), items)


def _shown_in(render_: Callable[[Message], object], limit: int) -> Reader:
    """A text in all the ways in which it is shown, in as many messages as a platform needs."""

    def shown(text: str) -> object:
        lines = text.split("\n")
        for message in (quote(text), say(Text(text)), bullets(lines, numbered=True)):
            for part in splitting.split(message, limit):
                render_(part)
        return None

    return shown


def _finds(text: str) -> object:
    wanted = Wanted(("daily",), words=text[:1000])
    return results([_entry(text)], wanted, more=False, several=False, is_update=False)


def _summarised(text: str) -> object:
    found = [_entry(text)]
    return summary.extract(found, 5)


def _asked_of_a_model(text: str) -> object:
    entry = _entry(text)
    return prompt.request(entry.standup, [entry], ["Ana Silva", "Bo Kim"], 5)


def _answer_of_a_model(text: str) -> object:
    entry = _entry("something that was learned")
    request = prompt.request(entry.standup, [entry], ["Ana Silva"], 5)
    assert request is not None
    return prompt.read(text, request, "model")


def _matrix_event(text: str) -> object:
    content = {"msgtype": "m.text", "body": text, "format": "org.matrix.custom.html"}
    event = {"type": "m.room.message", "event_id": "$1", "sender": "@ana:x", "content": content}
    return matrix_events.read({**event, "origin_server_ts": 1, "room_id": "!r:x"})


def _telegram_update(text: str) -> object:
    message = {"message_id": 1, "date": 1, "text": text, "chat": {"id": 1, "type": "private"}}
    who = {"id": 1, "is_bot": False, "first_name": "Ana"}
    update = {"update_id": 1, "message": {**message, "from": who}}
    return telegram_events.read(update, Me(7, "standup_bot"), NOW)


def _all_tags(text: str) -> object:
    counts = dict.fromkeys(entries.tags(text), 1)
    return tagging.alike(counts), tagging.untagged([_entry(text)], counts)


READERS: Mapping[str, Reader] = {
    "cleaned": cleaned,
    "commands.parse": lambda text: commands.parse(text, TODAY, frozenset({"chat"})),
    "commands.parse, a search": lambda text: commands.parse(f"/search {text}", TODAY),
    "choices.parse": choices.parse,
    "dates.away": lambda text: reader.away(text, TODAY),
    "dates.period": lambda text: reader.period(text, TODAY),
    "dates.reported": lambda text: reader.reported(text, TODAY),
    "dates.narrowed": lambda text: reader.narrowed(text.split(), TODAY),
    "naming": lambda text: (
        name_matching.fold(text),
        name_matching.words_after(text),
        name_matching.pauses(text),
    ),
    "naming.without": lambda text: name_matching.without(text, "great"),
    "outcomes.read": lambda text: outcomes.read(text, _TWELVE),
    "outcomes.read, one item": lambda text: outcomes.read(text, _TWELVE, 3),
    "own.read": lambda text: own.read(text, _TWELVE, _STATES),
    "own.read, one item": lambda text: own.read(text, _LIVING, _STATES, 1),
    "an item": lambda text: saying.read(text, SHIPPED["hypothesis"], TODAY),
    "what lives": lambda text: (
        [*mentions.mentions(text)],
        mentions.origin(text),
        mentions.belief(text, (1, 5)),
        mentions.again(text),
        is_none(text),
    ),
    "whether it asks": asks,
    "items that are sought": lambda text: sought.read(text, TODAY, ("daily",), sought.Known()),
    "plans.read": plans.read,
    "plans.is_nothing": plans.is_nothing,
    "an outcome of a long plan": _plans,
    **{f"questions.read, {one.kind}": partial(_answers, one) for one in SHORT},
    **{
        f"a conversation, {question.kind}": _hears(question) for question in (_FREE, _ITEMS, *SHORT)
    },
    "a conversation, outcome": _hears(OUTCOME, tuple(f"item {n}" for n in range(12))),
    "a conversation, edited": _edits,
    "a conversation, filled in": _fills,
    "log.tags": entries.tags,
    "log.links": entries.links,
    "tagging": _all_tags,
    "finding": lambda text: (phrases.indexed(text), phrases.phrases(text)),
    "searching.read": lambda text: searching.read(
        text[:1000], TODAY, ("daily",), searching.Known()
    ),
    "searching.near": lambda text: searching.near(phrases.words(text)[:5], phrases.words(text)),
    "searching.snippet": lambda text: searching.snippet(text, phrases.phrases(text[:1000])),
    "what was found": _finds,
    "sentences": lambda text: [*sentences.sentences(text)],
    "sentences, one by one": lambda text: (
        sentences.stems(text),
        sentences.shortened(text),
        sentences.is_telling(text),
    ),
    "summary.extract": _summarised,
    "summary.alike": lambda text: summary.alike(text, text[::-1]),
    "prompt.request": _asked_of_a_model,
    "prompt.read": _answer_of_a_model,
    "learned": lambda text: learned._first_words(_answered(text)),
    "a report": lambda text: (
        report("Ana", _answered(text)),
        unmarked(answers(_answered(text, _ITEMS))),
    ),
    "markup": lambda text: plain(from_data(to_data(quote(text) + bullets(text.split("\n"))))),
    "markup.joined": lambda text: markup.joined(tuple(Text(word) for word in text.split(" "))),
    "splitting.split": lambda text: splitting.split(quote(text) + bullets(text.split("\n")), 1800),
    "render.markdown": lambda text: render.markdown(quote(text) + bullets(text.split("\n"))),
    "render.page": lambda text: render.page(quote(text) + bullets(text.split("\n")), text[:99]),
    "log_formats": lambda text: [
        *(form.entry(_entry(text), None) for form in log_formats.FORMATS.values()),
    ],
    "pages": lambda text: pages.html(quote(pages.clean(text)), str),
    "discord": _shown_in(discord.body, discord.TEXT_LIMIT),
    "matrix": _shown_in(lambda m: matrix.content(m, "key"), 30_000),
    "telegram": _shown_in(lambda m: telegram.rendered(m, quietly=True), telegram.TEXT_LIMIT),
    "matrix events": _matrix_event,
    "telegram events": _telegram_update,
    "discord events": lambda text: discord_events.said(
        {
            "id": "1",
            "content": text,
            "author": {"id": "2"},
            "channel_id": "3",
            "type": 0,
            "timestamp": "2026-11-26T09:30:00+00:00",
        }
    ),
}


# ── growth ─────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Growth:
    """A reader that took more than its share for a longer text. Seconds of processor time."""

    reader: str
    shape: str
    size: int
    seconds: float
    times: float

    def __str__(self) -> str:
        return (
            f"{self.reader} takes {self.seconds:.2f} s for {self.size} characters of {self.shape},"
            f" {self.times:.0f} times as long as for a quarter"
        )


def took(read: Reader, text: str) -> float:
    """Seconds of processor time, without what it takes to look through all else in memory."""
    gc.disable()
    try:
        began = thread_time()
        read(text)
        return thread_time() - began
    finally:
        gc.enable()


def growth(
    name: str, read: Reader, shape_name: str, shape: Shape, longest: int = LONGEST
) -> Growth | None:
    """The first step at which four times the text takes much more than four times as long."""
    if _is_linear(read, shape, longest):
        return None
    before = 0.0
    for size in (longest // 64, longest // 16, longest // 4, longest):
        text = shape(size)
        now = took(read, text)
        if now > _NOTICED and before and now > _MOST * before:
            quarter = shape(size // 4)
            before = max(took(read, quarter) for _ in range(_TRIES))
            now = min(now, *(took(read, text) for _ in range(_TRIES - 1)))
            if now > _NOTICED and now > _MOST * before:
                return Growth(name, shape_name, size, now, now / before)
        before = max(now, 1e-5)
    return None


def _is_linear(read: Reader, shape: Shape, longest: int) -> bool:
    """Whether a quarter of the longest text takes so little, or so little more than a quarter of
    that, that nor will the longest be noticed."""
    now = took(read, shape(longest // 4))
    return now < _NOTICED / 16 or now < _LINEAR * took(read, shape(longest // 16))


def main() -> int:
    """Try every reader, or those named, on every text there is, and say which grow too fast."""
    named = sys.argv[1:]
    chosen = {name: read for name, read in READERS.items() if _is_named(name, named)}
    grown = [one for name, read in chosen.items() for one in _looked_at(name, read)]
    return min(len(grown), 1)


def _is_named(name: str, wanted: list[str]) -> bool:
    return not wanted or any(one in name for one in wanted)


def _looked_at(name: str, read: Reader) -> list[Growth]:
    found, longest = [], (0.0, "")
    for shape_name, shape in shapes(thorough=True):
        if grown := growth(name, read, shape_name, shape):
            found.append(grown)
            sys.stdout.write(f"{grown}\n")
        else:
            longest = max(longest, (took(read, shape(LONGEST)), shape_name))
    sys.stdout.write(f"{name}: {longest[0] * 1000:.0f} ms at most, for {longest[1]}\n")
    return found


if __name__ == "__main__":
    sys.exit(main())
