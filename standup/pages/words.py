"""What people typed as HTML: data to the last sign, with links that vouch for nothing."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import assert_never

from markupsafe import Markup, escape

from standup.core.language import counted, spoken
from standup.core.learning_log.entries import links, tags
from standup.core.messages.markup import (
    Block,
    Bold,
    Code,
    Italic,
    Listing,
    Message,
    Paragraph,
    Picture,
    Quote,
    Span,
)
from standup.core.wording.times import grouped_text

_UNSAFE = re.compile("[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ud800-\udfff\ufffe\uffff]")
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")  # would turn around what stands beside them
_POINTS = re.compile(r"https?://\S+|(?<![\w#&/.-])#[^\W_][\w+.-]*", re.IGNORECASE)
_LONGEST_LINK = 72  # characters shown

Address = Callable[[str], str]
"""Where the page of something is, such as that of a tag."""


def clean(text: str) -> str:
    """The text without signs that no page and no feed may hold."""
    return _BIDI.sub("", _UNSAFE.sub("", text))


def tell(english: str, **values: str) -> Markup:
    """A sentence in the language that is spoken; what fills its {names} is data, or a link."""
    return _filled(spoken(english), values)


def tell_many(one: str, many: str, count: int) -> Markup:
    """The sentence for a number of things, which is its {number}."""
    number = grouped_text(count)
    return _filled(counted(one, many, count, number="{number}"), {"number": number})


def _filled(said: str, values: Mapping[str, str]) -> Markup:
    pieces = escape(said).split("`")
    marked = (Markup("<code>{}</code>").format(p) if n % 2 else p for n, p in enumerate(pieces))
    return Markup("").join(marked).format(**values)


def link(address: str, title: str) -> Markup:
    """A link to another page."""
    return Markup('<a href="{}">{}</a>').format(address, title)


def html(message: Message, of_tag: Address | None = None) -> Markup:
    """A message; its tags lead to their pages where `of_tag` says where those are."""
    return Markup("\n").join(_block(block, of_tag) for block in message.blocks)


def _block(block: Block, of_tag: Address | None) -> Markup:
    match block:
        case Paragraph((Italic(text),)):
            return Markup('<p class="ask">{}</p>').format(text_html(text, None))
        case Paragraph(row):
            return Markup("<p>{}</p>").format(_row(row, of_tag))
        case Listing(rows, numbered):
            items = Markup("").join(Markup("<li>{}</li>").format(_row(r, of_tag)) for r in rows)
            listed = Markup("<ol>{}</ol>") if numbered else Markup("<ul>{}</ul>")
            return listed.format(items)
        case Quote(text):
            said = (Markup("<p>{}</p>").format(text_html(p, of_tag)) for p in _paragraphs(text))
            return Markup('<div class="said">{}</div>').format(Markup("").join(said))
        case Picture(alt=alt):  # no report holds one
            return Markup("<p>{}</p>").format(text_html(alt, None))
        case _:
            assert_never(block)


def _paragraphs(text: str) -> list[str]:
    return [part.strip("\n") for part in re.split(r"\n\s*\n", text) if part.strip()]


def _row(row: tuple[Span, ...], of_tag: Address | None) -> Markup:
    return Markup("").join(_span(span, of_tag) for span in row)


def _span(span: Span, of_tag: Address | None) -> Markup:
    text = text_html(span.text, of_tag)
    match span:
        case Bold():
            return Markup("<strong>{}</strong>").format(text)
        case Italic():
            return Markup("<em>{}</em>").format(text)
        case Code():
            return Markup("<code>{}</code>").format(text)
        case _:
            return text


def text_html(text: str, of_tag: Address | None) -> Markup:
    """Words, their line ends, web addresses and tags."""
    return Markup("").join(_parts(clean(text), of_tag)).replace("\n", Markup("<br>\n"))


def _parts(text: str, of_tag: Address | None) -> Iterator[Markup]:
    end = 0
    for match in _POINTS.finditer(text):
        found = _target(match[0], of_tag)
        if found is None:
            continue
        shown, link = found
        yield escape(text[end : match.start()])
        yield link
        end = match.start() + len(shown)
    yield escape(text[end:])


def _target(said: str, of_tag: Address | None) -> tuple[str, Markup] | None:
    """What of these signs is a link, and the link."""
    if said.startswith("#"):
        marked = tags(said)
        shown = said.rstrip(".-")
        if not marked or of_tag is None:
            return None
        return shown, Markup('<a class="tag" href="{}">{}</a>').format(of_tag(marked[0]), shown)
    found = links(said)
    return (found[0], link_html(found[0])) if found else None


def link_html(url: str) -> Markup:
    """A link to what somebody named: it hands on neither our good name nor the page."""
    shown = url.partition("://")[2].removesuffix("/")
    if len(shown) > _LONGEST_LINK:
        shown = shown[: _LONGEST_LINK - 1] + "…"
    return Markup('<a href="{}" rel="nofollow noopener ugc">{}</a>').format(url, shown)
