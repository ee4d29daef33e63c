"""Messages as Markdown and HTML documents; what a person typed stays what they typed."""

import re
from collections.abc import Callable
from html import escape
from typing import assert_never

from standup.core.messages.charts import Chart
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
    joined,
)
from standup.core.text.pattern import Pattern

_MARKDOWN_SIGNS = Pattern(r"([\\`*_{}\[\]<>#|~&!])")
_LINE_STARTS = Pattern(r"^([ \t]*\d*)([-+=.)])", re.MULTILINE)
_LINE_ENDS = Pattern(r"\r\n?")
_INDENTS = Pattern(r"^[ \t]+", re.MULTILINE)


def markdown(message: Message) -> str:
    """The message in CommonMark."""
    return "\n\n".join(_markdown_block(block) for block in message.blocks) + "\n"


def _markdown_block(block: Block) -> str:
    match block:
        case Paragraph(row):
            return _broken(_markdown_row(row))
        case Listing(rows, numbered):
            marks = [f"{n}." if numbered else "-" for n in range(1, len(rows) + 1)]
            return "\n".join(
                f"{mark} {_broken(_markdown_row(row), ' ' * (len(mark) + 1))}".rstrip()
                for mark, row in zip(marks, rows, strict=True)
            )
        case Quote(text):
            return "\n".join(f"> {line}".rstrip() for line in _typed(text).split("\n"))
        case Picture():
            return _broken(_typed(block.alt))
        case _:
            assert_never(block)


def _broken(text: str, indent: str = "") -> str:
    """Lines that stay lines; nothing at either end that would be a sign of its own."""
    return text.strip().replace("\n", "\\\n" + indent)


def _markdown_row(row: tuple[Span, ...]) -> str:
    written, row = "", joined(row)
    for number, span in enumerate(row):
        after = row[number + 1].text[:1] if number + 1 < len(row) else ""
        written += _markdown_span(span, written[-1:], after)
    return written


def _markdown_span(span: Span, before: str, after: str) -> str:
    match span:
        case Bold(text):
            return _marked("**", text, before, after)
        case Italic(text):
            return _marked("*", text, before, after)
        case Code(text):
            return _code(text) if before != "`" else _typed(text)
        case _:
            return _typed(span.text)


def _marked(mark: str, text: str, before: str, after: str) -> str:
    """Emphasis, whose marks touch no space inside, and no letter outside where a sign is inside.

    Where they would be no marks, there are none.
    """
    inner = text.strip()
    ahead, _, behind = text.partition(inner) if inner else ("", "", "")
    opens = bool(inner) and _may_touch(ahead[-1:] or before, inner[0])
    if not opens or not _may_touch(behind[:1] or after, inner[-1]):
        return _typed(text)
    return f"{_typed(ahead)}{mark}{_typed(inner)}{mark}{_typed(behind)}"


def _may_touch(outside: str, inside: str) -> bool:
    """Whether a mark between these two characters is one."""
    if outside in {"*", "_"}:
        return False
    return inside.isalnum() or not outside or outside in " \t\n"


def _code(text: str) -> str:
    """A code span with a fence longer than any ticks in it, on one line."""
    text = " ".join(_LINE_ENDS.sub("\n", text).split("\n"))
    if not text.strip():
        return _typed(text)
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    room = " " if text[0] in " `" or text[-1] in " `" else ""
    return f"{fence}{room}{text}{room}{fence}"


def _typed(text: str) -> str:
    """Words as they were typed: no sign in them means anything to Markdown."""
    text = _MARKDOWN_SIGNS.sub(r"\\\1", _LINE_ENDS.sub("\n", text))
    text = _LINE_STARTS.sub(r"\1\\\2", text)
    return _INDENTS.sub(lambda indent: "\N{NO-BREAK SPACE}" * len(indent[0]), text)


_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; }}
body {{ font: 1rem/1.5 system-ui, sans-serif; }}
body {{ max-width: 42rem; margin: 2rem auto; padding: 0 1rem; }}
blockquote {{ margin: .5rem 0; padding: .1rem 1rem; border-left: .25rem solid #8888; }}
p, ol, ul {{ margin: .5rem 0; }}
figure {{ margin: 1.5rem 0; }}
</style>
</head>
<body>
{body}
</body>
</html>
"""


DrawForPages = Callable[[Chart, str], str]
"""Draws a chart as an element of a page, given its alternative text."""


def page(message: Message, title: str, draw: DrawForPages | None = None) -> str:
    """The message as a whole HTML page; its pictures are drawn, or said where nothing draws."""
    body = "\n".join(_html_block(block, draw) for block in message.blocks)
    return _PAGE.format(title=escape(title), body=body)


def page_around(title: str) -> tuple[str, str, str]:
    """A page that is written part by part: what stands before, between and after them."""
    before, _, after = _PAGE.format(title=escape(title), body="\0").partition("\0")
    return before, "", after


def fragment(message: Message) -> str:
    """The message as a part of a page, which draws nothing."""
    return "\n".join(_html_block(block, None) for block in message.blocks)


def _html_block(block: Block, draw: DrawForPages | None) -> str:
    match block:
        case Paragraph(row):
            return f"<p>{_html_row(row)}</p>"
        case Listing(rows, numbered):
            tag = "ol" if numbered else "ul"
            return f"<{tag}>{''.join(f'<li>{_html_row(row)}</li>' for row in rows)}</{tag}>"
        case Quote(text):
            return f"<blockquote>{_html_text(text)}</blockquote>"
        case Picture(chart, alt):
            return f"<figure>{draw(chart, alt)}</figure>" if draw else f"<p>{_html_text(alt)}</p>"
        case _:
            assert_never(block)


def _html_row(row: tuple[Span, ...]) -> str:
    return "".join(map(_html_span, row))


def _html_span(span: Span) -> str:
    text = _html_text(span.text)
    match span:
        case Bold():
            return f"<strong>{text}</strong>"
        case Italic():
            return f"<em>{text}</em>"
        case Code():
            return f"<code>{text}</code>"
        case _:
            return text


def _html_text(text: str) -> str:
    return escape(text).replace("\n", "<br>\n")
