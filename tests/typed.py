"""Everything a person may type that means something to some platform, and messages made of it."""

from hypothesis import strategies as st

from standup.core.messages.markup import (
    Bold,
    Code,
    Italic,
    Listing,
    Message,
    Paragraph,
    Quote,
    Text,
    visible,
)

PINGS = (
    *("@everyone", "@here", "<@123456789012345678>", "<@!1>", "<@&1>", "<#1>", "</away:1>"),
    *("@ana_smith", "@room", "@ana:example.org", "https://matrix.to/#/@ana:example.org"),
    *("/start", "/start@some_bot", "tg://user?id=1", "<id:customize>", "<t:1:R>", "#tag", "$ABCD"),
)
MARKUP = (
    *("*", "**", "***", "_", "__", "~~", "||", "`", "``", "```", "```py\n", "\\", ":smile:"),
    *("# ", "-# ", "> ", ">>> ", "- ", "+ ", "1. ", "2) ", "=", "===", "---", "| a | b |\n|-|-|\n"),
    *("<b>", "</b>", "<script>alert(1)</script>", "<a href='x'>", "&lt;", "&#60;", "&", "<!--"),
    *("<pre>", "</blockquote>", "<mx-reply>", "<br>", "<img src=x onerror=y>", '" onclick="x'),
)
LINKS = (
    *("[a](https://evil.example)", "[a]: https://evil.example", "[a][b]", "![a](b)", "]("),
    *("<https://evil.example>", "https://evil.example/a_b_c*d*", "www.evil.example", "a@b.example"),
    *("javascript:alert(1)", "mailto:a@b.example", "[^1]", "[[a]]"),
)
ODD = (
    " ",
    "  ",
    "    ",
    "\n",
    "\n\n",
    "\t",
    "a",
    "Z",
    "é",
    "語",
    "😀",
    "1",
    ".",
    ")",
    "(",
    "\u202e",
    "\u2066",
    "\ufffe",
    "\U0010ffff",
)

WORDS = st.lists(st.sampled_from([*PINGS, *MARKUP, *LINKS, *ODD]), max_size=8).map("".join)
ANYTHING = st.one_of(WORDS, st.text(max_size=40))
SPANS = st.one_of(*(st.builds(kind, ANYTHING) for kind in (Text, Bold, Italic, Code)))
ROWS = st.lists(SPANS, min_size=1, max_size=4).map(tuple)
BLOCKS = st.one_of(
    st.builds(Paragraph, ROWS),
    st.builds(Listing, st.lists(ROWS, min_size=1, max_size=3).map(tuple), st.booleans()),
    st.builds(Quote, ANYTHING),
)
MESSAGES = st.lists(BLOCKS, min_size=1, max_size=4).map(lambda blocks: Message(tuple(blocks)))


def letters(text: str) -> str:
    """The text without white space, and without what stands for signs of lists and quotations."""
    text = (
        visible(text)
        .replace("\N{MODIFIER LETTER GRAVE ACCENT}", "`")
        .replace("\N{ZERO WIDTH SPACE}", "")
    )
    return "".join(text.replace("•", "-").replace(">", "").split())
