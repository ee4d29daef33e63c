"""`standup summary`: what a run or a month amounts to, and what a model would be sent for it."""

import asyncio
import json
import sys
from argparse import Namespace
from dataclasses import dataclass

from standup.cli.reading import find_standup, no_run, write
from standup.config import Loaded, load
from standup.core.documents.report_json import summary_data, versioned
from standup.core.learning_log.entries import Entry
from standup.core.model import Standup
from standup.core.summaries import prompt
from standup.core.summaries.prompt import Request
from standup.core.summaries.summary import OF_A_MONTH, OF_A_RUN, Summary, extract
from standup.core.wording.summary import summary as message
from standup.engine.posts.summary import links_of
from standup.errors import ModelError, NotFoundError, StandupError
from standup.store import runs, summaries
from standup.store.database import Transaction
from standup.store.summaries import Period, Written
from standup.wiring.modelling import written_by
from standup.wiring.opening import look


@dataclass(frozen=True, slots=True)
class _Found:
    """All that a summary can be made from."""

    standup: Standup
    period: Period
    entries: list[Entry]
    names: set[str]
    written: Written | None

    @property
    def most(self) -> int:
        return OF_A_MONTH if self.period.is_month else OF_A_RUN

    @property
    def request(self) -> Request | None:
        return prompt.request(self.standup, self.entries, self.names, self.most)


def summary(arguments: Namespace) -> int:
    """Print a summary as Markdown, HTML or JSON, or the request for one."""
    loaded = load(arguments.folder)
    found = asyncio.run(look(loaded.database, lambda tx: _find(tx, loaded, arguments)))
    if arguments.show_request:
        return _show_request(loaded, found)
    made, left_out = _made(loaded, found)
    links = asyncio.run(
        look(loaded.database, lambda tx: links_of(tx, loaded.instance, found.standup, made))
    )
    shown = message(
        found.standup.title,
        found.period.days[0],
        made,
        is_month=found.period.is_month,
        left_out=left_out,
        links=links,
    )
    data = summary_data(found.standup, found.period.text, made, left_out, links)
    write(arguments.format, versioned("summary", data), shown, found.standup.title)
    return 0


async def _find(tx: Transaction, loaded: Loaded, arguments: Namespace) -> _Found:
    standup = await find_standup(tx, loaded, arguments.standup)
    if arguments.month:
        period = Period(standup.id, arguments.month)
        held = bool(await runs.between(tx, standup.id, *period.days))
        missing = f"{standup.id} didn't take place in {period.text}"
    else:
        day = arguments.date or await runs.latest_day(tx, standup.id)
        held = day is not None and await runs.of_day(tx, standup.id, day) is not None
        missing = await no_run(tx, standup, day) if not held else ""
        period = Period(standup.id, day.isoformat() if day else "")
    if not held:
        raise NotFoundError(missing)
    entries, names = await summaries.reports(tx, period), await summaries.names(tx, period)
    return _Found(standup, period, entries, names, await summaries.of(tx, period))


def _show_request(loaded: Loaded, found: _Found) -> int:
    """Print the very thing that would be sent, and send nothing."""
    request, model = found.request, loaded.summaries
    if request is None or model is None:
        raise StandupError(_why_nothing(found.standup))
    if request.left_out:
        print(f"{request.left_out} earlier reports are left out: too much", file=sys.stderr)
    print(f"POST {model.url}/chat/completions", file=sys.stderr)
    print(json.dumps(request.body(model.model), ensure_ascii=False, indent=2))
    return 0


def _why_nothing(standup: Standup) -> str:
    if not standup.is_posted:
        return f"nothing is ever sent: {standup.id} says `readers: {standup.readers}`"
    if standup.internal:
        return f"nothing is ever sent: {standup.id} says `internal: true`"
    if standup.summary != "model":
        return f"nothing is sent: {standup.id} says `summary: {standup.summary}`, not `model`"
    return f"nothing is sent: nobody wrote anything in {standup.id} that may be"


def _made(loaded: Loaded, found: _Found) -> tuple[Summary, int]:
    """What the bot had written; where it had not, what the model writes now; else our own."""
    written = found.written if found.standup.summary == "model" else None
    if written and (kept := prompt.from_data(written.statements, found.entries)):
        return Summary(kept, written.model), written.left_out
    if written is None and (request := found.request):
        try:
            return asyncio.run(written_by(loaded, request)), request.left_out
        except ModelError as error:
            print(f"{error}: using people's own sentences instead", file=sys.stderr)
    return extract(found.entries, found.most), 0
