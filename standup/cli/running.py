"""`standup run`."""

import asyncio
import gc
import logging
import os
import signal
import sys
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from threading import Timer

from standup import __version__
from standup.app import Service
from standup.chat import certificates, proxy
from standup.cli.coming import coming
from standup.cli.output import LogTo, Output
from standup.cli.uncollected import uncollected
from standup.config import Loaded, load
from standup.engine.clock import SystemClock

log = logging.getLogger(__name__)

_NEXT = 3
_GRACE = 2.0  # seconds from a signal to the end; what is under way has three quarters of it


def run(arguments: Namespace) -> int:
    """Run the bot until SIGTERM or Ctrl-C."""
    out, err = Output(sys.stdout), Output(sys.stderr)
    _log_to(err, verbose=arguments.verbose)
    try:
        _run(arguments.folder, out.say, lambda: _end_in_time(out, err))
    finally:
        out.close()
        err.close()
    return 0


def _run(folder: Path, say: Callable[[str], None], ending: Callable[[], None]) -> None:
    with uncollected():
        loaded = load(folder)
    _hear_adapters(loaded)
    gc.freeze()  # all of this stays: no collection shall stop the bot to look through it again
    say(f"open-standup {__version__}, folder {loaded.folder}, database {loaded.database}")
    for line in (*proxy.told(), *certificates.told()):
        say(line)
    for line in coming(loaded.instance, SystemClock().now(), most=_NEXT):
        say(f"Next: {line}")
    asyncio.run(_serve(Service(loaded, say, ending), ending))


async def _serve(service: Service, ending: Callable[[], None]) -> None:
    try:
        await service.run()
    finally:
        ending()  # also where no signal came
        _heed_no_more()


def _heed_no_more() -> None:
    """From now on no signal changes anything: this process is about to end by itself."""
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        asyncio.get_running_loop().remove_signal_handler(number)
        signal.signal(number, signal.SIG_IGN)


def _end_in_time(*outputs: Output) -> None:
    """End this process soon whatever hangs by then: a database, a disk, a platform."""

    def end() -> None:
        log.warning(
            "something didn't answer in time, so I stopped without it; everything taken is kept",
            extra={"action": "ended_in_haste"},
        )
        for output in outputs:
            output.close()
        os._exit(1)

    timer = Timer(_GRACE, end)
    timer.daemon = True
    timer.start()


def _log_to(output: Output, *, verbose: bool) -> None:
    logging.basicConfig(
        handlers=[LogTo(output)],
        level=logging.INFO if verbose else logging.WARNING,
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
    )
    logging.getLogger("standup").setLevel(logging.INFO)


def _hear_adapters(loaded: Loaded) -> None:
    """What an adapter has to say is said without `--verbose`, too."""
    for _, settings in loaded.adapters.values():
        package = type(settings).__module__.partition(".")[0]
        logging.getLogger(package).setLevel(logging.INFO)
