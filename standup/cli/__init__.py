"""The command `standup`: the door to everything.

Exit codes: 0 done · 1 it failed · 2 wrong usage · 3 the configuration has mistakes ·
4 the database cannot be used · 5 no such standup, person, run or
item.
"""

import argparse
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeAlias

from standup import __version__
from standup.cli import streams

FOLDER = "STANDUP_FOLDER"
_TEXT = "text"
_EPILOG = """\
exit codes:
  0  done
  1  it failed; the message says why
  2  the command was not understood
  3  the configuration has mistakes
  4  the database cannot be used (in use, of a later release, damaged)
  5  there is no such standup, person, run or item

Begin with: standup try"""


def main(arguments: list[str] | None = None) -> int:
    """Run the command and return its exit code."""
    streams.prepare()
    try:
        try:
            return _done(arguments)
        finally:
            streams.flush()
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        streams.print_no_more()
        return 0
    except Exception as error:
        code = _exit_code(error)
        if code is None:
            raise
        _complain(error)
        return code


def _done(arguments: list[str] | None) -> int:
    parser = _parser()
    chosen = parser.parse_args(arguments)
    if not hasattr(chosen, "module"):
        parser.print_help()
        return 2
    if chosen.function == "run":
        from standup.heeding import heed

        heed()  # as a command of another name would not have
    if getattr(chosen, "format", _TEXT) != _TEXT:
        streams.for_programs()
    return _command(chosen.module, chosen.function)(chosen)


def _command(module: str, function: str) -> Callable[[argparse.Namespace], int]:
    """A command's function; its module is imported only now, so that help comes at once."""
    from importlib import import_module

    from standup.cli.uncollected import uncollected

    with uncollected():
        found = import_module(f"standup.cli.{module}")
    command: Callable[[argparse.Namespace], int] = getattr(found, function)
    return command


def _exit_code(error: Exception) -> int | None:
    """What the command ends with after an error a person can mend; None for any other."""
    from standup.errors import StandupError

    if isinstance(error, OSError) and streams.cannot_be_written():
        return 1
    return error.exit_code if isinstance(error, StandupError) else None


def _complain(error: Exception) -> None:
    what = f"the output can't be written: {error.strerror}" if isinstance(error, OSError) else error
    with suppress(OSError, ValueError):
        print(what, file=sys.stderr, flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="standup",
        description="The standup bot you run yourself: it asks by direct message and posts the "
        "answers in a thread that everyone can read.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"open-standup {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    _add_running(commands)
    _add_configuring(commands)
    _add_people(commands)
    _add_steering(commands)
    _add_reading(commands)
    _add_calendar(commands)
    _add_moving(commands)
    return parser


_Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def _add_running(commands: _Commands) -> None:
    run = _add(commands, "run", "running", "run", "run the bot until it is stopped")
    run.add_argument("--verbose", action="store_true", help="say more about what happens")
    trial = _add_plain(commands, "try", "trial", "play", "play one Learning Day in this terminal")
    trial.add_argument(
        "--day",
        type=_typed("coming_day"),
        metavar="DATE",
        help="the date it is (default: next Thursday)",
    )
    trial.add_argument(
        "--keep", type=Path, metavar="FOLDER", help="where its data goes (default: a new folder)"
    )
    what = "which processes run, and which connections each carries"
    _add(commands, "workers", "workers", "workers", what)
    what = "have every running bot take its changed folder, and say whether it did"
    _add(commands, "reload", "reloading", "reload", what)


def _add_configuring(commands: _Commands) -> None:
    init = _add_plain(commands, "init", "configuring", "init", "copy a commented working example")
    init.add_argument("folder", type=Path, nargs="?", default=Path("config"), metavar="FOLDER")
    _add(commands, "check", "configuring", "check", "find every mistake, then show what's next")
    preview = _add(commands, "preview", "configuring", "preview", "who will be asked what and when")
    preview.add_argument("--days", type=int, default=7, metavar="N", help="how far (default: 7)")
    what = "what a changed folder changes for people, before `reload` takes it"
    diff = _add(commands, "diff", "differing", "diff", what)
    what = "the changed folder (default: the configuration folder)"
    diff.add_argument("changed", type=Path, nargs="?", metavar="CHANGED", help=what)
    what = "compare with this folder (default: what the bot has in force)"
    diff.add_argument("--against", type=Path, metavar="FOLDER", help=what)
    diff.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    _add_simulating(commands)
    what = "the platforms this installation can use"
    _add_plain(commands, "adapters", "configuring", "adapters", what)


def _add_simulating(commands: _Commands) -> None:
    what = "live through weeks in seconds: what everybody will see, and whether it is right"
    simulate = _add_plain(commands, "simulate", "simulating", "simulate", what)
    simulate.add_argument(
        "-f", "--folder", type=Path, metavar="FOLDER", help="default: a made-up town"
    )
    simulate.add_argument("--seed", type=int, default=1, metavar="N", help="default: 1")
    simulate.add_argument(
        "--seeds", type=_span, metavar="A-B", help="many, and only what went wrong is told"
    )
    simulate.add_argument("--weeks", type=int, default=1, metavar="W", help="default: 1")
    simulate.add_argument(
        "--from", dest="first", type=_typed("coming_day"), metavar="DATE", help="the first day"
    )
    sky = simulate.add_mutually_exclusive_group()
    sky.add_argument("--calm", action="store_true", help="nothing fails (default with a folder)")
    sky.add_argument("--storm", action="store_true", help="platforms fail and the bot is killed")
    what = "the bot dies after this step, for so many seconds; the next one after the next step"
    sky.add_argument("--crash-at", type=_deaths, metavar="STEP:SECONDS,…", help=what)
    what = "one Learning Day with a death at every step (or every Kth), again and again"
    sky.add_argument("--crash-everywhere", type=int, nargs="?", const=1, metavar="K", help=what)


def _add_people(commands: _Commands) -> None:
    _add(
        commands, "people", "people", "people", "who can be asked and where, and who can't and why"
    )
    what = "links for people to start with, where the bot may not write first"
    invite = _add(commands, "invite", "people", "invite", what)
    invite.add_argument("person", nargs="?", metavar="PERSON", help="default: all who need one")
    what = "why somebody is asked on a day, or is not: each rule, and where it stands"
    why = _add(commands, "why", "why", "why", what)
    why.add_argument("person", metavar="PERSON", help="by id, as under `people`")
    why.add_argument("words", nargs="*", metavar="DAY", help="as in a chat; a standup may follow")
    what = "messages that could not be handled: list, retry or drop them"
    inbox = _add(commands, "inbox", "aside", "inbox", what)
    then = inbox.add_mutually_exclusive_group()
    then.add_argument("--retry", metavar="ID", help="handle it again; `all`: everything")
    then.add_argument("--drop", metavar="ID", help="let go of what it says; `all`: everything")
    what = "delete everything kept about somebody who is no longer in the configuration"
    forget = _add(commands, "forget", "forgetting", "forget", what)
    what = "default, with --now: nobody; what is left in files of those who were forgotten goes"
    forget.add_argument("person", nargs="?", metavar="PERSON", help=what)
    what = "let no file of the database hold it any more either; takes a while on PostgreSQL"
    forget.add_argument("--now", action="store_true", help=what)
    forget.add_argument("--yes", action="store_true", help="ask nothing")


_WORDS = {
    "pause": ("pause", "ask nobody for a while: `pause until 5 january learning-day`"),
    "resume": ("resume", "ask again"),
    "cancel": ("cancel", "not have runs: `cancel next`, `cancel 24 dec to 2 jan`, `cancel poll`"),
    "who": ("who", "who has shared in the run that is open, and who has not"),
    "time": ("time", "when it asks: `time 10:00`, `time evening 19:00`"),
    "days": ("days", "on which days it asks: `days mon-thu`"),
    "deadline": ("deadline", "until when answers are in time: `deadline 12:00`"),
    "ask": ("ask", "put a question in other words: `ask 2 What is in your way?`"),
    "add": ("add", "have somebody take part: `add bo`"),
    "remove": ("remove", "ask somebody no more: `remove bo`"),
    "away": ("away", "not ask somebody on some days: `away bo until friday`"),
    "back": ("back", "take back that somebody is away: `back bo`"),
    "channel": ("channel", "post elsewhere from the next run on: `channel discord 1234…`"),
    "poll": ("poll", "ask everybody now: `poll Shall we meet on Friday? yes/no`"),
    "remind": ("remind", "`remind missing`: remind whoever has not answered"),
    "extend": ("extend", "put off today's deadline: `extend 1 hour`"),
    "new": ("new standup", "one more standup: `new from daily called Retro`; asks first"),
    "archive": ("archive", "put a standup away, until `resume`; asks first"),
    "start": ("start", "`start now`: ask now what comes later today; `start now bo`: Bo alone"),
}


def _add_steering(commands: _Commands) -> None:
    for name, (word, what) in _WORDS.items():
        said = _add(commands, name, "steering", "steer", what)
        said.set_defaults(word=word)
        said.add_argument("words", nargs="*", metavar="WORDS", help="as in a chat; a standup last")
        said.add_argument("--yes", action="store_true", help="do it without showing it first")
    what = "what people and owners have set, and whether it holds"
    told = _add(commands, "settings", "steering", "settings_", what)
    instead = told.add_mutually_exclusive_group()
    instead.add_argument("--undo", type=int, metavar="N", help="take back the one of this number")
    what = "write what standups were told, and people's accounts, into the files"
    instead.add_argument("--into-yaml", action="store_true", help=what)
    trail = _add(commands, "changes", "steering", "changes", "who steered which standup, and how")
    trail.add_argument("standup", nargs="?", metavar="STANDUP", help="default: all of them")
    for one, formats in ((told, ("text", "json")), (trail, ("text", "json", "csv"))):
        one.add_argument("--format", choices=formats, default="text", help="default: text")


def _add_reading(commands: _Commands) -> None:
    report = _add(commands, "report", "reading", "report", "one run: who shared what")
    report.add_argument("standup", metavar="STANDUP")
    report.add_argument(
        "--date", type=_typed("past_day"), metavar="DATE", help="default: the latest run"
    )
    _add_format(report)
    _add_accountability(commands)
    summary = _add(commands, "summary", "summing", "summary", "a day or a month in a few sentences")
    summary.add_argument("standup", metavar="STANDUP")
    when = summary.add_mutually_exclusive_group()
    when.add_argument(
        "--date", type=_typed("past_day"), metavar="DATE", help="default: the latest run"
    )
    when.add_argument(
        "--month", type=_typed("month"), metavar="MONTH", help="a whole month: 2026-11, october"
    )
    what = "print what the model would be sent, without sending it"
    summary.add_argument("--show-request", action="store_true", help=what)
    _add_format(summary)
    what = "the learning log as a site: what its authors agreed to publish"
    publish = _add(commands, "publish", "publishing", "publish", what)
    publish.add_argument(
        "--to", type=Path, required=True, metavar="FOLDER", help="made here, and kept true"
    )
    publish.add_argument("--url", metavar="URL", help="where it will be, for its feed")
    _add_log(commands)
    _add_items(commands)
    export = _add(
        commands, "export", "reading", "export", "everything stored about a person, as JSON"
    )
    export.add_argument("person", nargs="?", metavar="PERSON", help="default: everybody")
    export.set_defaults(format="json")
    backup = _add(commands, "backup", "reading", "backup", "copy the database while the bot runs")
    backup.add_argument("target", type=Path, metavar="FILE", help="a file that doesn't exist yet")


def _add_accountability(commands: _Commands) -> None:
    what = "a period: what was learned, who shared, how it went"
    period = _add(commands, "accountability", "reading", "accountability", what)
    period.add_argument("standup", metavar="STANDUP")
    _add_days(period, "the first day: 2026-11-01, october, last monday", "default: today")
    period.add_argument(
        "--period",
        choices=("week", "month", "quarter"),
        help="the last full one (default: month, without --from)",
    )
    _add_format(period, "csv")
    period.add_argument(
        "--pictures", type=Path, metavar="DIRECTORY", help="write its pictures there too"
    )


def _add_log(commands: _Commands) -> None:
    what = "the learning log: everything shared, or what you search for"
    log = _add(commands, "log", "log", "log", what)
    log.add_argument("standup", nargs="?", metavar="STANDUP", help="default: all of them")
    log.add_argument("--search", metavar="WORDS", help='words, or "words as they stand"')
    log.add_argument("--person", metavar="PERSON", help="whose, by id or name")
    log.add_argument("--kind", metavar="KIND", help="of days of this kind")
    log.add_argument("--tag", metavar="TAG", help="what is marked with #TAG")
    _add_days(log, "from this day on: 2026-11-01, october, last monday", "until that day")
    log.add_argument(
        "--format",
        choices=("markdown", "html", "json", "jsonl", "csv"),
        default="markdown",
        help="default: markdown; jsonl has an entry a line",
    )
    what = (
        "the tags of the learning log, which of them may be the same, and words that could be tags"
    )
    tags = _add(commands, "tags", "log", "tags", what)
    tags.add_argument("standup", nargs="?", metavar="STANDUP", help="default: all of them")
    links = _add(commands, "links", "log", "links", "every link that was shared, with its report")
    links.add_argument("standup", nargs="?", metavar="STANDUP", help="default: all of them")


def _add_items(commands: _Commands) -> None:
    what = "what lives on beyond its run: hypotheses, blockers, actions, expenses"
    items = _add(commands, "items", "items", "items", what)
    words = "which, as in a chat: `refuted since march`; or one by its number: `12`"
    items.add_argument("words", nargs="*", metavar="WORDS", help=words)
    items.add_argument("--standup", metavar="STANDUP", help="default: all of them")
    items.add_argument(
        "--format", choices=("text", "json", "csv"), default="text", help="default: text"
    )


def _add_calendar(commands: _Commands) -> None:
    what = "the coming runs as a calendar to subscribe to"
    calendar = _add(commands, "calendar", "calendar", "calendar", what)
    calendar.add_argument("standup", nargs="?", metavar="STANDUP", help="default: all of them")
    calendar.add_argument("--person", metavar="PERSON", help="only what they are asked")
    calendar.add_argument("--weeks", type=int, default=8, metavar="N", help="how far (default: 8)")
    calendar.add_argument(
        "--to", dest="target", type=Path, metavar="FILE", help="replace this file (default: print)"
    )


def _add_moving(commands: _Commands) -> None:
    move = _add(commands, "move", "moving", "move", "copy a SQLite database to PostgreSQL, checked")
    move.add_argument("--to", metavar="URL", help="the empty database (default: $STANDUP_DATABASE)")


def _add(
    commands: _Commands, name: str, module: str, function: str, what: str
) -> argparse.ArgumentParser:
    parser = _add_plain(commands, name, module, function, what)
    parser.add_argument(
        "-f",
        "--folder",
        type=Path,
        default=Path(os.environ.get(FOLDER) or "config"),
        metavar="FOLDER",
        help=f"the configuration folder (default: ${FOLDER}, else config)",
    )
    return parser


def _add_plain(
    commands: _Commands, name: str, module: str, function: str, what: str
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=what, description=f"{what[0].upper()}{what[1:]}.")
    parser.set_defaults(module=module, function=function)
    return parser


def _add_days(parser: argparse.ArgumentParser, since: str, until: str) -> None:
    first, last = _typed("first_day"), _typed("last_day")
    parser.add_argument("--from", "--since", dest="first", type=first, metavar="DATE", help=since)
    parser.add_argument("--to", "--until", dest="last", type=last, metavar="DATE", help=until)


def _add_format(parser: argparse.ArgumentParser, *more: str) -> None:
    parser.add_argument(
        "--format",
        choices=("markdown", "html", "json", *more),
        default="markdown",
        help="default: markdown" + "; csv has what was measured for the team" * ("csv" in more),
    )


def _typed(what: str) -> Callable[[str], Any]:
    """What reads a day that is typed; its module is imported only when somebody types one."""

    def read(text: str) -> Any:
        from standup.cli import typed

        return getattr(typed, what)(text)

    return read


def _span(text: str) -> range:
    first, _, last = text.partition("-")
    span = range(int(first), int(last) + 1) if first.isdecimal() and last.isdecimal() else ()
    if not isinstance(span, range) or not span:
        raise argparse.ArgumentTypeError(f"{text!r} is not a span like 1-1000")
    return span


def _deaths(text: str) -> tuple[tuple[int, int], ...]:
    try:
        pairs = [[int(number) for number in death.split(":")] for death in text.split(",")]
        return tuple((step, down) for step, down in pairs)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not like 812:60 or 812:60,33:3600") from None
