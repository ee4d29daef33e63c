"""A run read some people at a time, however many there are."""

from dataclasses import replace
from datetime import datetime

from standup.core.reports.report import RunReport
from standup.core.wording.channel import Numbered, Together, together
from standup.engine.pieces import let_through
from standup.store import records
from standup.store.database import Store
from standup.store.runs import Run
from standup.store.some import PAGE, page


class Pages:
    """A run as it stands, read some people at a time."""

    def __init__(self, store: Store, run: Run, now: datetime) -> None:
        self._store = store
        self._run = run
        self._now = now

    async def together(self) -> tuple[RunReport, Together]:
        """The first page, and what all of them amount to."""
        first = report = await self._after(None)
        told = together(first)
        while not _is_last(report):
            report = await let_through(self._after(report))
            told += together(report)
        courses = await self._store.read(lambda tx: records.courses(tx, self._run))
        return first, replace(told, courses=courses)

    async def after(self, before: RunReport) -> RunReport | None:
        """The page that follows another, if one does."""
        return None if _is_last(before) else await self._after(before)

    async def numbers(self, report: RunReport) -> Numbered:
        """The numbers of what lives on from what a page's people shared."""
        return await self._store.read(lambda tx: records.numbers(tx, report))

    async def _after(self, before: RunReport | None) -> RunReport:
        last = before.people[-1] if before else None
        some = page(self._run.id, (last.name, last.person) if last else ("", ""))
        return await self._store.read(lambda tx: records.run_report(tx, self._run, self._now, some))


def _is_last(report: RunReport) -> bool:
    return len(report.people) < PAGE
