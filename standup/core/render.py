"""Messages as Markdown and HTML documents; what a person typed stays what they typed."""

import re
from html import escape
from typing import assert_never

from standup.core.markup import Block, Bold, Code, Italic, Listing, Message, Paragraph, Quote, Span

_MARKDOWN_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~&!])")
_LINE_STARTS = re.compile(r"^(\s*)([-+=])", re.MULTILINE)
_NUMBERED_STARTS = re.compile(r"^(\s*\d+)([.)])", re.MULTILINE)


def markdown(message: Message) -> str:
    """The message in CommonMark."""
    return "\n\n".join(_markdown_block(block) for block in message.blocks) + "\n"


def _markdown_block(block: Block) -> str:
    match block:
        case Paragraph(row):
            return _markdown_row(row).replace("\n", "\\\n")
        case Listing(rows, numbered):
            marks = [f"{n}." if numbered else "-" for n in range(1, len(rows) + 1)]
            return "\n".join(
                f"{mark} {_indented(_markdown_row(row), len(mark) + 1)}"
                for mark, row in zip(marks, rows, strict=True)
            )
        case Quote(text):
            return "\n".join(f"> {line}".rstrip() for line in _typed(text).split("\n"))
        case _:
            assert_never(block)


def _indented(text: str, by: int) -> str:
    return text.replace("\n", "\\\n" + " " * by)


def _markdown_row(row: tuple[Span, ...]) -> str:
    return "".join(map(_markdown_span, row))


def _markdown_span(span: Span) -> str:
    match span:
        case Bold(text):
            return f"**{_typed(text)}**"
        case Italic(text):
            return f"*{_typed(text.strip())}*" if text == text.strip() else _loose_italic(text)
        case Code(text):
            return f"`{text}`"
        case _:
            return _typed(span.text)


def _loose_italic(text: str) -> str:
    """Emphasis cannot touch a space in Markdown, so the spaces stay outside."""
    inner = text.strip()
    before, after = text[: text.index(inner)], text[text.index(inner) + len(inner) :]
    return f"{before}*{_typed(inner)}*{after}"


def _typed(text: str) -> str:
    """Words as they were typed: no sign in them means anything to Markdown."""
    text = _MARKDOWN_SIGNS.sub(r"\\\1", text)
    for signs in (_LINE_STARTS, _NUMBERED_STARTS):
        text = signs.sub(r"\1\\\2", text)
    return text


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
</style>
</head>
<body>
{body}
</body>
</html>
"""


def page(message: Message, title: str) -> str:
    """The message as a whole HTML page."""
    return _PAGE.format(title=escape(title), body="\n".join(map(_html_block, message.blocks)))


def _html_block(block: Block) -> str:
    match block:
        case Paragraph(row):
            return f"<p>{_html_row(row)}</p>"
        case Listing(rows, numbered):
            tag = "ol" if numbered else "ul"
            return f"<{tag}>{''.join(f'<li>{_html_row(row)}</li>' for row in rows)}</{tag}>"
        case Quote(text):
            return f"<blockquote>{_html_text(text)}</blockquote>"
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
