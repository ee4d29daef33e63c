"""Discord's markdown as its own client shows it, as far as a reader of text can tell.

The order of the rules and their patterns are those of the client: what is escaped, links, code,
emphasis, then lines that begin a list, a heading or a quotation.
"""

import re

TOKENS = re.compile(
    r"\\(?P<escaped>[^0-9A-Za-z\s])"
    r"|(?P<url>https?://[^\s<]+[^\s<.,:;\"')\]])"
    r"|(?P<tick>`+)(?P<code>[\s\S]*?[^`])(?P=tick)(?!`)"
    r"|(?P<ping><[@#:t/][^>\n]*>|@everyone|@here)"
    r"|\*\*(?P<bold>(?:\\[\s\S]|[^\\])+?)\*\*(?!\*)"
    r"|\*(?=\S)(?P<italic>(?:\*\*|\\[\s\S]|\s+(?:\\[\s\S]|[^\s*\\]|\*\*)|[^\s*\\])+?)\*(?!\*)"
    r"|\b_(?P<line>(?:\\[\s\S]|[^\\_])+?)_\b"
    r"|~~(?P<struck>[\s\S]+?)~~"
    r"|\|\|(?P<spoiler>[\s\S]+?)\|\|"
    r"|\[(?P<link>[^\]]*)\]\([^)]*\)"
    r"|(?P<emoji>:[\w+-]+:)"
)
_BLOCK = re.compile(r"^(?P<quote> *> )|^(?P<heading> *-?#{1,3} )", re.MULTILINE)
_USER = re.compile(r"<@\d+>")
_INSIDE = ("bold", "italic", "line", "struck", "spoiler")


def read(content: str) -> str:
    """The text a person reads: line breaks, list marks and words, none of the markup."""
    if content.startswith("```\n"):
        return content.removeprefix("```\n").removesuffix("\n```")
    return _inline(_BLOCK.sub("", content)).replace("\N{ZERO WIDTH SPACE}", "").strip()


def _inline(text: str) -> str:
    return TOKENS.sub(_shown, text)


def _shown(found: re.Match[str]) -> str:
    for name in _INSIDE:
        if found[name] is not None:
            return _inline(found[name])
    if found["ping"] is not None:
        return "@somebody" if _USER.fullmatch(found["ping"]) else "(ping)"
    if found["emoji"] is not None:
        return "(emoji)"
    if found["code"] is not None:
        return re.sub(r"^ (?= *`)|(` *) $", r"\1", found["code"])
    for name in ("escaped", "url", "link"):
        if found[name] is not None:
            return str(found[name])
    raise AssertionError(found)
