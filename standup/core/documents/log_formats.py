"""The learning log as documents, written entry by entry, so that none has to be held as a whole."""

import csv
import io
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from standup.core.documents import report_json
from standup.core.learning_log.entries import Entry
from standup.core.messages import render
from standup.core.messages.markup import phrase
from standup.core.text.pattern import Pattern
from standup.core.wording.times import full_day_text


@dataclass(frozen=True, slots=True)
class Format:
    """How a log is written: what stands before, between and after its entries, and each of them.

    `entry` is given the entry and the one before it, if there is one.
    """

    entry: Callable[[Entry, Entry | None], str]
    begin: str = ""
    between: str = ""
    end: str = ""


def _line(entry: Entry, _: Entry | None) -> str:
    told = report_json.versioned("log-entry", report_json.entry_data(entry))
    return json.dumps(told, ensure_ascii=False) + "\n"


def _member(entry: Entry, _: Entry | None) -> str:
    return json.dumps(report_json.entry_data(entry), ensure_ascii=False)


def _is_new_day(entry: Entry, before: Entry | None) -> bool:
    return before is None or (before.day, before.standup.id) != (entry.day, entry.standup.id)


def _headings(entry: Entry) -> tuple[str, str]:
    kind = f" · {entry.kind}" if entry.kind else ""
    day = f"{entry.standup.title} · {full_day_text(entry.day)}"
    return day, f"{entry.name} · {entry.title}{kind}"


def _markdown(entry: Entry, before: Entry | None) -> str:
    day, author = (render.markdown(phrase("{x}", x=text)).strip() for text in _headings(entry))
    above = f"## {day}\n\n" if _is_new_day(entry, before) else ""
    return f"{above}### {author}\n\n{render.markdown(entry.message)}\n"


def _html(entry: Entry, before: Entry | None) -> str:
    day, author = map(escape, _headings(entry))
    above = f"<h2>{day}</h2>\n" if _is_new_day(entry, before) else ""
    return f"{above}<article>\n<h3>{author}</h3>\n{render.fragment(entry.message)}\n</article>\n"


COLUMNS = (
    *("id", "standup", "day", "is", "round", "person", "name", "at"),
    *("kind", "tags", "links", "text"),
)
_FORMULA = Pattern(r"(^|[;|\t\r\n])([\s\"']*+)([=+\-−@＝＋－＠﹦﹢﹣﹫])?")
"""Where a cell begins, in a spreadsheet whose separator is another one too, and a sign in any width
that makes a formula of it. It matches at every such place, so that none is looked at twice."""


def _table_row(entry: Entry, _: Entry | None) -> str:
    told = report_json.entry_data(entry)
    return row([cell(told[column]) for column in COLUMNS])


def cell(value: object) -> str:
    """A value as a cell that no spreadsheet takes for a formula: an apostrophe stands before it."""
    text = " ".join(map(str, value)) if isinstance(value, list) else str(value or "")
    return _FORMULA.sub(_as_text, text)


def _as_text(begins: re.Match[str]) -> str:
    separator, blank, sign = begins.groups(default="")
    return f"{separator}{blank}'{sign}" if sign else begins[0]


def row(cells: Sequence[str]) -> str:
    """A row of a table, with the end of its line."""
    written = io.StringIO()
    csv.writer(written).writerow(cells)
    return written.getvalue()


_TITLE = "Learning log"
FORMATS: Mapping[str, Format] = {
    "markdown": Format(_markdown, begin=f"# {_TITLE}\n\n"),
    "html": Format(_html, *render.page_around(_TITLE)),
    "json": Format(
        _member,
        begin=f'{{"schema": {json.dumps(report_json.schema("log"))}, "entries": [\n',
        between=",\n",
        end="\n]}\n",
    ),
    "jsonl": Format(_line),
    "csv": Format(_table_row, begin=row(COLUMNS)),
}
