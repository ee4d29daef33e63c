"""Content as a small tree, never a markup string: what a person typed is data to every renderer."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby
from typing import Any, assert_never

from standup.core.language import spoken
from standup.core.messages import charts
from standup.core.messages.charts import Chart
from standup.core.text.pattern import Pattern


@dataclass(frozen=True, slots=True)
class Text:
    """Words exactly as they are to be read; newlines are line breaks."""

    text: str


@dataclass(frozen=True, slots=True)
class Bold:
    """Words that stand out."""

    text: str


@dataclass(frozen=True, slots=True)
class Italic:
    """Words in a softer voice."""

    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """Something to type exactly."""

    text: str


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that call somebody, and the `account` of theirs that the platform is to tell."""

    text: str
    account: str


Marked = Text | Bold | Italic | Code
Span = Marked | Mention


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Spans that flow together."""

    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """Lines under each other, numbered from 1 or with a plain bullet."""

    items: tuple[tuple[Span, ...], ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's words, set apart; `calling` are the same as spans, where they call somebody."""

    text: str
    calling: tuple[Span, ...] = ()

    @property
    def spans(self) -> tuple[Span, ...]:
        """The words as spans."""
        return self.calling or (Text(self.text),)


@dataclass(frozen=True, slots=True)
class Image:
    """A picture as it was drawn: a PNG of so many pixels."""

    png: bytes
    width: int
    height: int


MOST_ALT = 900  # bytes: every platform takes so long a text with a picture


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart to look at, and `alt`: the words that say the same to whoever does not see it.

    It stays data until it is sent; only then is it drawn, for a platform that shows images.
    """

    chart: Chart
    alt: str
    image: Image | None = None

    def __post_init__(self) -> None:
        if len(self.alt.encode()) > MOST_ALT:
            raise ValueError("more words than every platform shows with a picture")


Block = Paragraph | Listing | Quote | Picture


MOST_ROWS, MOST_IN_A_ROW = 5, 5
MOST_LABEL, MOST_VALUE = 38, 60  # characters of a label, bytes of a value


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to press: a shorter way to say `value`, which comes back when it is pressed.

    With `form`, pressing it asks for a form to fill in.
    """

    label: str
    value: str
    form: bool = False


Rows = tuple[tuple[Choice, ...], ...]


@dataclass(frozen=True, slots=True)
class Message:
    """What one chat message says, and the choices under it: never the only way to say something.
    A `silent` one is to make no sound where it arrives.

    Every platform with choices can show 5 rows of 5, labels of 38 characters and values of 60
    bytes (Discord: 5 by 5 buttons of 38 legible characters; Telegram: 64 bytes of callback data).
    """

    blocks: tuple[Block, ...]
    choices: Rows = ()
    silent: bool = False

    def __post_init__(self) -> None:
        if not self.choices:
            return
        if len(self.choices) > MOST_ROWS or any(len(row) > MOST_IN_A_ROW for row in self.choices):
            raise ValueError("more choices than every platform can show")
        for choice in (choice for row in self.choices for choice in row):
            if len(choice.label) > MOST_LABEL or len(choice.value.encode()) > MOST_VALUE:
                raise ValueError("a choice too long for some platform")

    def __add__(self, other: "Message") -> "Message":
        blocks, choices = self.blocks + other.blocks, self.choices + other.choices
        return Message(blocks, choices, self.silent or other.silent)

    @property
    def picture(self) -> tuple[Picture, Image] | None:
        """The picture that this message is, with its image, once that is drawn."""
        match self.blocks:
            case (Picture(_, _, Image() as image) as picture,):
                return picture, image
        return None


# What JSON can carry and no chat can show: controls but tab and line ends, and noncharacters.
_CONTROLS = (*range(9), 11, 12, *range(14, 32), 127)
_NO_CHARACTERS = (
    *range(0xFDD0, 0xFDF0),
    *(p << 16 | n for p in range(17) for n in (0xFFFE, 0xFFFF)),
)
# Embeddings, overrides and isolates turn the order of whatever follows them, other people's words
# too, until somebody closes them. The marks for one direction or the other turn nothing, and stay.
_TURNING = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
_INVISIBLE = dict.fromkeys((*_CONTROLS, *_NO_CHARACTERS, *_TURNING))


def visible(text: str) -> str:
    """The text without what shows nothing itself, or reaches beyond it; in whole characters."""
    return text.encode("utf-8", "replace").decode("utf-8").translate(_INVISIBLE)


def offering(*rows: tuple[Choice, ...]) -> Message:
    """Rows of choices, to be added to a message."""
    return Message((), rows)


def without_choices(message: Message) -> Message:
    """The message with its words alone."""
    return replace(message, choices=()) if message.choices else message


def without_forms(message: Message) -> Message:
    """The message without the choices that ask for a form."""
    rows = (tuple(choice for choice in row if not choice.form) for row in message.choices)
    return replace(message, choices=tuple(row for row in rows if row))


def without_pictures(message: Message) -> Message:
    """The message with the words of its pictures in their place."""
    if not any(isinstance(block, Picture) for block in message.blocks):
        return message
    return replace(message, blocks=tuple(map(_in_words, message.blocks)))


def _in_words(block: Block) -> Block:
    return Paragraph((Text(block.alt),)) if isinstance(block, Picture) else block


def spans(*parts: str | Span) -> tuple[Span, ...]:
    """Spans from strings (taken as they are) and ready spans."""
    return tuple(Text(part) if isinstance(part, str) else part for part in parts)


def joined(row: tuple[Span, ...]) -> tuple[Span, ...]:
    """The same row with neighbours of one kind as one span, and none that is empty."""
    said = (span for span in row if span.text)
    runs = (list(some) for _, some in groupby(said, key=_alike))
    return tuple(replace(some[0], text="".join(s.text for s in some)) for some in runs)


def _alike(span: Span) -> object:
    """The same for spans that are one where they touch; who is called twice is called twice."""
    return id(span) if isinstance(span, Mention) else type(span)


def say(*parts: str | Span) -> Message:
    """A message of one paragraph."""
    return Message((Paragraph(spans(*parts)),))


_MARKED = Pattern(r"\*\*(?P<b>.+?)\*\*|__(?P<i>.+?)__|`(?P<c>.+?)`")


def phrase(sentence: str, **values: object) -> Message:
    """A message of one paragraph from a sentence of ours: `**bold**`, `__soft__` and `` `code` ``.

    What fills its {names} is data: signs in it mean nothing.
    """
    return Message((Paragraph(phrase_spans(sentence, **values)),))


def in_a_row(*sentences: str, **values: object) -> Message:
    """A message of one paragraph from several sentences, each translated by itself."""
    return phrase(" ".join(map(spoken, sentences)), **values)


def phrase_spans(sentence: str, **values: object) -> tuple[Span, ...]:
    """The spans of a sentence in the language that is spoken, see `phrase`."""
    return tuple(kind(words.format(**values)) for kind, words in _parts(spoken(sentence)))


@cache
def _parts(sentence: str) -> list[tuple[type[Marked], str]]:
    """A sentence cut at its marks."""
    found: list[tuple[type[Marked], str]] = []
    end = 0
    for mark in _MARKED.finditer(sentence):
        found.append((Text, sentence[end : mark.start()]))
        kind = mark.lastgroup or "t"
        found.append((_SPANS[kind], mark[kind]))
        end = mark.end()
    found.append((Text, sentence[end:]))
    return [(kind, words) for kind, words in found if words]


def bullets(items: Iterable[str | tuple[Span, ...]], *, numbered: bool = False) -> Message:
    """A message of one list, empty where there are no items; a plain string is taken as it is."""
    rows = tuple((Text(item),) if isinstance(item, str) else item for item in items)
    return Message((Listing(rows, numbered),)) if rows else Message(())


def lines(rows: Iterable[tuple[Span, ...]]) -> Message:
    """A message of one paragraph, a line a row."""
    joined: list[Span] = []
    for row in rows:
        joined += [Text("\n"), *row] if joined else row
    return Message((Paragraph(tuple(joined)),))


def quote(text: str) -> Message:
    """A message of one quotation."""
    return Message((Quote(text),))


def quoted(row: tuple[Span, ...]) -> Quote:
    """A quotation of these spans."""
    is_calling = any(isinstance(span, Mention) for span in row)
    return Quote(_words(row), row if is_calling else ())


def each_row(message: Message, change: Callable[[tuple[Span, ...]], tuple[Span, ...]]) -> Message:
    """The message with each of its rows of spans changed so; the words of a picture stay."""
    return replace(message, blocks=tuple(_rows_of(block, change) for block in message.blocks))


def _rows_of(block: Block, change: Callable[[tuple[Span, ...]], tuple[Span, ...]]) -> Block:
    match block:
        case Paragraph(row):
            return Paragraph(change(row))
        case Listing(rows):
            return replace(block, items=tuple(map(change, rows)))
        case Quote():
            return quoted(change(block.spans))
        case Picture():
            return block
        case _:
            assert_never(block)


def plain(message: Message, *, code: str = "`") -> str:
    """The message as bare text, for logs of tests, notifications and platforms without markup.

    Lists have bullets, quotations `>`, and what is to be typed exactly stands between two of
    `code`, which is empty where that is to be seen otherwise.
    """
    return "\n".join(_plain_block(block, code) for block in message.blocks)


def unmarked(message: Message) -> str:
    """The words alone, without what tells a list or a quotation."""
    return "\n".join(line for block in message.blocks for line in _lines(block))


def _lines(block: Block) -> list[str]:
    match block:
        case Paragraph(row):
            return [_words(row)]
        case Listing(rows):
            return [_words(row) for row in rows]
        case Quote(text):
            return [text]
        case Picture():
            return [block.alt]
        case _:
            assert_never(block)


def _plain_block(block: Block, code: str) -> str:
    match block:
        case Paragraph(row):
            return _typed(row, code)
        case Listing(rows, numbered):
            marks = (f"{n}." if numbered else "•" for n in range(1, len(rows) + 1))
            return "\n".join(
                f"{mark} {_typed(row, code).replace(chr(10), chr(10) + '   ')}"
                for mark, row in zip(marks, rows, strict=True)
            )
        case Quote(text):
            return "\n".join(f"> {line}" for line in text.split("\n"))
        case Picture():
            return block.alt
        case _:
            assert_never(block)


def _typed(row: tuple[Span, ...], code: str) -> str:
    """The words of a row, with what is to be typed between marks that it does not hold itself."""
    return "".join(
        f"{code}{span.text}{code}" if _is_marked(span, code) else span.text for span in row
    )


def _is_marked(span: Span, code: str) -> bool:
    return isinstance(span, Code) and bool(span.text) and bool(code) and code not in span.text


def _words(row: tuple[Span, ...]) -> str:
    return "".join(span.text for span in row)


_SPANS: dict[str, type[Marked]] = {
    "t": Text,
    "b": Bold,
    "i": Italic,
    "c": Code,
}
_MENTION = "m"
_TAGS: dict[type[Span], str] = {kind: tag for tag, kind in _SPANS.items()}


def to_data(message: Message) -> list[Any]:
    """The message as lists and strings, for JSON."""
    data = [_block_data(block) for block in message.blocks]
    if message.choices:
        rows = [[[c.label, c.value, int(c.form)] for c in row] for row in message.choices]
        data.append(["choices", rows])
    if message.silent:
        data.append(["silent", 1])
    return data


def _block_data(block: Block) -> list[Any]:
    match block:
        case Paragraph(row):
            return ["p", _row_data(row)]
        case Listing(rows, numbered):
            return ["ol" if numbered else "ul", [_row_data(row) for row in rows]]
        case Quote(text):
            return ["q", _row_data(block.calling) if block.calling else text]
        case Picture(chart, alt):
            return ["picture", [charts.to_data(chart), alt]]
        case _:
            assert_never(block)


def _row_data(row: tuple[Span, ...]) -> list[Any]:
    return [_span_data(span) for span in row]


def _span_data(span: Span) -> Any:
    match span:
        case Text(text):
            return text
        case Mention(text, account):
            return [_MENTION, text, account]
        case _:
            return [_TAGS[type(span)], span.text]


def from_data(data: list[Any]) -> Message:
    """The message that `to_data` wrote."""
    choices: Rows = ()
    silent = bool(data) and data[-1][0] == "silent"
    if silent:
        data = data[:-1]
    if data and data[-1][0] == "choices":
        *data, (_, rows) = data
        choices = tuple(tuple(Choice(a, b, bool(c)) for a, b, c in row) for row in rows)
    return Message(tuple(_block(tag, body) for tag, body in data), choices, silent)


def _block(tag: str, body: Any) -> Block:
    match tag:
        case "p":
            return Paragraph(_row(body))
        case "ol" | "ul":
            return Listing(tuple(_row(row) for row in body), tag == "ol")
        case "picture":
            chart, alt = body
            return Picture(charts.from_data(chart), alt)
        case _:
            return Quote(body) if isinstance(body, str) else quoted(_row(body))


def _row(data: list[Any]) -> tuple[Span, ...]:
    return tuple(map(_span, data))


def _span(data: Any) -> Span:
    match data:
        case str():
            return Text(data)
        case [str(tag), text, account] if tag == _MENTION:
            return Mention(text, account)
        case _:
            return _SPANS[data[0]](data[1])
