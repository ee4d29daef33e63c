"""Asking a model for the summaries that are wanted: apart from all else, and each at most once.

That it is asked is committed before it is. Whatever comes between then and its answer (a crash, a
lane that moves, a model that fails), the summary is made from people's own sentences instead.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from standup.core.summaries import prompt
from standup.core.summaries.prompt import Request
from standup.core.summaries.summary import OF_A_MONTH, OF_A_RUN, Summary
from standup.engine.clock import Clock
from standup.engine.directory import Directory
from standup.engine.faults import fault, heeding_cancellation
from standup.engine.posts.summary import want_again
from standup.engine.trouble import Trouble
from standup.errors import LaneLostError, ModelError
from standup.store import summaries
from standup.store.database import Store, Transaction
from standup.store.summaries import Period, Written

log = logging.getLogger(__name__)

Ask = Callable[[Request], Awaitable[Summary]]
"""Asks the configured model. Raises ModelError."""

DEADLINE = 600.0  # seconds for one summary, whatever happens
_AFTER_A_FAULT = 5.0  # seconds
_FAILED = {"action": "summary_failed"}
_NOTHING = Written("failed", "", [], 0)


class Summariser:
    """Has summaries written, one after another; a post of its own shows each."""

    def __init__(
        self,
        store: Store,
        directory: Callable[[], Directory],
        clock: Clock,
        changed: Callable[[], None],
        ask: Ask | None,
    ) -> None:
        self._store = store
        self._directory = directory
        self._clock = clock
        self._changed = changed
        self._ask = ask
        self._wake = asyncio.Event()
        self._trouble = Trouble("summaries", clock, log, "summary_failed")

    def wake(self) -> None:
        """One may be wanted, where any standup has them written by a model."""
        if any(one.summary == "model" for one in self._directory().instance.standups):
            self._wake.set()

    async def run(self) -> None:
        """Have what is wanted written, for ever; what was begun before is not asked again."""
        begun = False
        while True:
            self._wake.clear()
            try:
                with heeding_cancellation():
                    begun = begun or await self._give_up_what_was_begun()
                    while await self._next():
                        pass
                self._trouble.over()
            except LaneLostError:
                raise
            except Exception as error:  # noqa: BLE001 - a full disk must not end the process
                begun = False  # or what was under way would be for ever
                await asyncio.sleep(self._trouble.failed(error, _AFTER_A_FAULT))
                self._wake.set()
            await self._wake.wait()

    async def _give_up_what_was_begun(self) -> bool:
        for period in await self._store.read(summaries.unfinished):
            await self._keep(period, _NOTHING)
        return True

    async def _next(self) -> bool:
        """Have one written; False when none is wanted."""
        period = await self._store.read(summaries.wanted)
        if period is None:
            return False
        now = self._clock.now()
        if await self._store.write(lambda tx: summaries.ask(tx, period, now)):
            # Read only now: words that are forgotten from here on take what is asked with them.
            request = await self._store.study(lambda tx: self._request(tx, period))
            await self._keep(period, await self._written(period, request))
        return True

    async def _request(self, tx: Transaction, period: Period) -> Request | None:
        standup = self._directory().standups.get(period.standup)
        if standup is None:
            return None
        names = await summaries.names(tx, period)
        most = OF_A_MONTH if period.is_month else OF_A_RUN
        found = await summaries.reports(tx, period)
        return prompt.request(standup, found, names, most)

    async def _written(self, period: Period, request: Request | None) -> Written:
        if request is None or self._ask is None:
            return _NOTHING
        try:
            async with asyncio.timeout(DEADLINE):
                summary = await self._ask(request)
        except (ModelError, TimeoutError) as error:
            what = (period.standup, period.text, str(error) or "no answer in time")
            log.warning("no model summarised %s of %s: %s", *what, extra=_FAILED)
            return _NOTHING
        except Exception as error:  # noqa: BLE001 - whatever fails, sentences of their own are there
            which = (period.standup, period.text, *fault(error))
            log.error("summarising %s of %s failed: %s at %s", *which, extra=_FAILED)
            return _NOTHING
        return Written("written", summary.model or "", prompt.to_data(summary), request.left_out)

    async def _keep(self, period: Period, written: Written) -> None:
        async def keep(tx: Transaction) -> None:
            if await summaries.keep(tx, period, written, self._clock.now()):
                await want_again(tx, period)

        await self._store.write(keep)
        self._changed()
