"""`make docs`: writes what docs/ has of transcripts, tables and drawings, all from the program."""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

from standup.core.commands.table import COMMANDS
from standup.core.reports.definitions import FIGURES, definition
from tests import architecture, journeys
from tests.abilities import platforms
from tests.reference import reference

DOCS = Path(__file__).parents[1] / "docs"
WIDTH = 92
TYPED = """\
how attention works\\
write it down in 30 lines
I changed my mind: I am building it instead of reading on
1 done 2 partly – the masking was harder than it looked
"""
MISTAKES = {
    "instance.yaml": """\
database: data/standup.db
timezone: Europe/Lodnon
organiser: Ana, @ana:example.org

adapters:
  matrix:
    homeserver: https://matrix.example.org
    user: "@standup:example.org"
    password: correct horse battery staple

people:
  ana: {name: Ana, accounts: {matrix: "@ana:example.org"}}
  bo: {name: Bo, accounts: {matrx: "@bo:example.org"}}
""",
    "standups/learning-day.yaml": """\
id: learning-day
title: Learning Day
every: 2 weeks
participants: [ana, boo]
channels: [{matrix: "!learning-room:example.org"}]
rounds:
  - id: plan
    cron: "30 9 * * thu"
    questions:
      - {id: will_learn, kind: items, ask: What will you learn today?}
  - id: learned
    cron: "0 17 * * thu"
    closes: "20"
    questions:
      - {id: did_learn, kind: outcome, of: plan.will_lern, ask: What did you learn?}
""",
}
_FIGURES = """\
# What each figure means

Of every figure that `standup accountability`, the reports it posts and `my report` tell, this is
the definition: the first sentence of the one function that reckons it. A run is one day of a
standup; a person counts once in it, however many rounds it has. Whoever is away is not blamed, and
nobody is ranked: a person's own figures are told to them alone.

A percentage stands with its counts beside it, and only where there are at least ten.

"""
_WITH_A_MODEL = {
    "instance.yaml": "summaries: {url: http://localhost:11434/v1, model: llama3.2}\n",
    "standups/learning-day.yaml": "summary: model\n",
}
_SUMMARIES = """\
# What a model is sent

Nothing, unless a standup says `summary: model` and `instance.yaml` names a model under `summaries`.
Then, once after each day and once after each month, one request goes to that address and nowhere
else. This is all that is in it:

- the standup's title and the task, the same each time;
- of each report its number, its round, its day, and the words its author wrote: plans, updates and
  what was learned. No mood, scale, number, metric or choice is sent, and nothing the bot asked;
- a letter in place of each name: of whoever wrote, and of everybody of that run who is named in the
  words, by their full name or a part of it. The names are put back here, on your machine;
- `(link)` in place of web addresses and links of any other kind (`ftp://`, `tg://`, `mailto:`),
  `(account)` in place of mail addresses, handles such as `@ana`, and accounts and rooms of a
  platform, `(code)` in place of code between backticks, in a line or in a block, and `(key)` in
  place of whatever looks like a password, a token or a key.

A name is known by how `instance.yaml` writes it: a nickname in somebody's words is sent as it is.

Reports of a standup that is `internal`, or whose `readers` are its `participants`, are never sent,
nor are those that were written while it was.
At most 24,000 bytes of reports are sent, 2,000 of each; where there are more, the latest are, and
the post says how many were too much. A key goes into the header `Authorization` and nowhere else.

What comes back is data. Signs that nobody sees are taken out of it before anything is checked. Each
line must cite a report by its number; one that cites none, shares no word with those it cites,
names somebody of that run who neither wrote nor is named in them, or holds a link, an address, a
mention, code or a key is dropped. No tools are offered,
and nothing an answer says is carried out. A model that is busy or cannot be reached is tried three
times at most, and asked once only for each day and month: its answer is kept, and a bot that dies
while it waits for one goes on with people's own sentences instead. Whenever somebody is forgotten,
or `retention` deletes words, what a model wrote from them is deleted too.

The request of the day that `standup try` plays, printed by the command itself:

"""
# What the picture shows: a clock time, whose words, and a word that is in them.
EXCERPT = (
    ("09:30", "the bot", "What will you learn"),
    ("09:30", "you", ""),
    ("12:00", "#learning · thread", ""),
    ("17:00", "the bot", "Your plan"),
    ("17:00", "you", ""),
    ("17:00", "#learning · thread", ""),
)
_ANSI = re.compile(r"\x1b\[[0-9;]*m")
_MARGIN = re.compile(r"^ {7}│ ")
# A picture that needs nothing from elsewhere: the reader's own monospaced font, a dark page.
_SVG = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<title>One Learning Day, as `make try` plays it in a terminal</title>
<style>
.{unique_id}-matrix {{
  font-family: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
  font-size: {char_height}px; line-height: {line_height}px;
}}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}"/>
</clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix" xml:space="preserve">
{matrix}
</g>
</g>
</svg>
"""


def texts() -> dict[str, str]:
    """Every text in docs/ that the program writes, by file name, as it writes it now."""
    return {
        "try.txt": trial(),
        "help.txt": standup("--help"),
        "check.txt": mistakes(),
        "figures.md": figures(),
        "summaries.md": summaries(),
        "yaml.md": reference(),
        **{f"journeys.{code}.txt": journeys.transcript(code) for code in journeys.NAMES},
    }


def drawings() -> dict[str, str]:
    """The drawings of docs/architecture.md."""
    return {f"architecture/{name}": drawn for name, drawn in architecture.drawings().items()}


def standup(
    *arguments: str, folder: Path | None = None, typed: str = "", colour: bool = False
) -> str:
    """What the command prints, in a terminal of a known width; its errors too."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"  # `standup` is there
    looks = {"FORCE_COLOR": "1"} if colour else {"NO_COLOR": "1", "PYTHON_COLORS": "0"}
    done = subprocess.run(
        [sys.executable, "-m", "standup", *arguments],
        cwd=folder,
        env={"PATH": path, "COLUMNS": str(WIDTH), "PYTHONUTF8": "1"} | looks,
        input=typed,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    return done.stdout


def trial(*, colour: bool = False) -> str:
    """The transcript of one Learning Day, with the same words typed each time."""
    with tempfile.TemporaryDirectory() as folder:
        arguments = ("try", "--day", "2026-11-26", "--keep", "my-learning-day")
        return standup(*arguments, folder=Path(folder), typed=TYPED, colour=colour).lstrip("\n")


def mistakes() -> str:
    """What `standup check` says of a configuration with several mistakes."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in MISTAKES.items():
            file = Path(folder) / "config" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        return "$ standup check\n" + standup("check", folder=Path(folder))


def figures() -> str:
    """Every figure of the reports and what it means, as its own function says it."""
    rows = [f"- **{name}**: {definition(figure)}" for name, figure in FIGURES.items()]
    return _FIGURES + "\n".join(rows) + "\n"


def summaries() -> str:
    """What a model is sent for a summary: the request of a played day, by the command itself."""
    with tempfile.TemporaryDirectory() as room:
        folder = Path(room) / "day"
        standup("try", "--day", "2026-11-26", "--keep", str(folder), typed=TYPED)
        for name, line in _WITH_A_MODEL.items():
            file = folder / name
            file.write_text(line + file.read_text(encoding="utf-8"), encoding="utf-8")
        shown = standup("summary", "learning-day", "--show-request", "-f", str(folder))
    return _SUMMARIES + f"```\n$ standup summary learning-day --show-request\n{shown}```\n"


def picture() -> str:
    """An excerpt of the trial as an SVG."""
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        console = Console(
            record=True, width=WIDTH, file=nowhere, force_terminal=True, color_system="truecolor"
        )
        console.print(Text.from_ansi("\x1b[1m$ make try\x1b[0m"))
        for line in excerpt(trial(colour=True)):
            for row in _rows(console, line):
                console.print(row, no_wrap=True)
        svg = console.export_svg(
            title="One Learning Day", theme=MONOKAI, code_format=_SVG, unique_id="try"
        )
    return "\n".join(line.rstrip() for line in svg.splitlines()) + "\n"


def excerpt(transcript: str) -> Iterator[str]:
    """The lines of the blocks that the picture shows, an empty line above each."""
    blocks = transcript.split("\n\n")
    for clock, who, word in EXCERPT:
        block = next(b for b in blocks if _is(_ANSI.sub("", b), clock, who, word))
        yield from ("", *block.strip("\n").split("\n"))


def _is(block: str, clock: str, who: str, word: str) -> bool:
    return block.strip("\n").startswith(f"{clock}  {who}") and word in block


def _rows(console: Console, line: str) -> list[Text]:
    """A line in rows as wide as the picture, the margin's stroke in front of each."""
    text = Text.from_ansi(line)
    if not _MARGIN.match(text.plain):
        return [text]
    margin, words = text.divide([9])
    return [margin + row for row in words.wrap(console, WIDTH - 9)]


# ── tables within pages ────────────────────────────────────────────────────────────────────────


def tables() -> dict[str, dict[str, str]]:
    """What pages of docs/ have between marks, by page and name, as it is now."""
    return {
        "platforms.md": {"platforms": platforms()},
        "answering.md": {"commands": said()},
        "architecture.md": {"posts": architecture.kinds()},
    }


def into(page: str, told: str) -> str:
    """A page with its tables as they are now."""
    for name, table in tables()[page].items():
        begin, end = f"<!-- {name}: made by `make docs` -->\n", f"<!-- /{name} -->"
        before, _, rest = told.partition(begin)
        told = f"{before}{begin}{table}{end}{rest.partition(end)[2]}"
    return told


def said() -> str:
    """What people may say, from the table of commands."""
    first = {one.name: "; you see first what comes of it" for one in COMMANDS if one.shown_first}
    rows = [
        f"| `{entry.shown or entry.name}` | {entry.told}{first.get(entry.name, '')} |"
        for entry in COMMANDS
    ]
    return "| say | and |\n|---|---|\n" + "\n".join(rows) + "\n"


def main() -> None:
    """Write them all."""
    (DOCS / "architecture").mkdir(exist_ok=True)
    pages = {name: into(name, (DOCS / name).read_text(encoding="utf-8")) for name in tables()}
    for name, text in (pages | texts() | drawings() | {"try.svg": picture()}).items():
        (DOCS / name).write_text(text, encoding="utf-8")
        sys.stdout.write(f"wrote docs/{name}\n")


if __name__ == "__main__":
    main()
