"""What the database holds of a standup, row by row, and what each row says by the documents alone.

Nothing of the program is called here: texts are read by a grammar of our own, which is that in
which `living` lets people write.
"""

import json
import re
import sqlite3
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

Row = dict[str, Any]
STATUSES = ("done", "partly", "changed", "not")
_MARK = re.compile(r"(\d+) (done|partly|changed|not)\b")
_BARE = re.compile(r"(done|partly|changed|not)\b")
_MOODS = {"terrible": 1, "bad": 2, "so so": 3, "good": 4, "great": 5}


@dataclass
class Sheet:
    """One check-in: its row, its round's definition, and the texts said to each question."""

    row: Row
    round: Row
    answers: list[Row]
    reached: bool

    @property
    def words(self) -> list[Row]:
        return [answer for answer in self.answers if answer["text"]]

    @property
    def is_read(self) -> bool:
        """Whether others can read something in it."""
        shown = self.row["posted"] or self.row["state"] not in {"waiting", "asking"}
        return bool(self.words) and bool(shown)

    def texts(self, question: str) -> list[str]:
        return [answer["text"] for answer in self.answers if answer["question"] == question]


@dataclass
class Part:
    """One person in one run."""

    day: str
    person: str
    name: str
    definition: Row
    skipped: bool
    closed: bool
    sheets: dict[str, Sheet] = field(default_factory=dict)
    updates: list[str] = field(default_factory=list)
    kept: Row | None = None  # what stays where the words are deleted
    measured: list[Row] = field(default_factory=list)  # what stays of the team's figures
    now: int = 0

    @property
    def stands(self) -> list[str]:
        """How they stand in each round."""
        rounds = [round_["id"] for round_ in self.definition["rounds"]]
        if self.kept is not None:
            return [self.kept["standings"].get(round_, "unasked") for round_ in rounds]
        return [self._stands(self.sheets.get(round_)) for round_ in rounds]

    def _stands(self, sheet: Sheet | None) -> str:
        if sheet is None:
            return "skipped" if self.skipped else "unasked" if self.closed else "open"
        if sheet.is_read:
            deadline = sheet.row["deadline_at"]
            return "late" if any(a["said_at"] > deadline for a in sheet.words) else "shared"
        state = sheet.row["state"]
        if state in {"away", "skipped", "done"}:
            return "away" if state == "away" else "skipped"
        if state in {"waiting", "asking"} and self.now < sheet.row["deadline_at"]:
            return "open"
        return "missing" if sheet.reached or sheet.words or state == "waiting" else "unreached"

    @property
    def shared(self) -> bool:
        return bool({"shared", "late"} & set(self.stands))

    @property
    def asked(self) -> bool:
        return self.shared or ("missing" in self.stands and "open" not in self.stands)

    @property
    def whole(self) -> str:
        """How they stand in the run as a whole."""
        asked = [s for s in self.stands if s in {"shared", "late", "missing", "open"}]
        if asked:
            if "open" in asked:
                return "open"
            told = [s for s in asked if s != "missing"]
            if len(told) < len(asked):
                return "partly" if told else "missing"
            return "late" if "late" in told else "shared"
        order = ("away", "skipped", "unmeasured", "unreached", "unasked")
        return next(s for s in order if s in self.stands)

    @property
    def read(self) -> list[Sheet]:
        """The check-ins in which others can read something."""
        return [s for s in self.sheets.values() if s.is_read] if self.kept is None else []

    @property
    def kind(self) -> str | None:
        for sheet in self.read:
            for question in sheet.round["questions"]:
                said = [t for t in sheet.texts(question["id"]) if question.get("sorts")]
                if said and (found := picked(question["options"], said)):
                    return found
        return None

    @property
    def outcomes(self) -> dict[str, int]:
        counts = dict.fromkeys((*STATUSES, "not_said"), 0)
        if self.kept is not None:
            return {**counts, **self.kept["outcomes"]}
        answered = set()
        for sheet in self.read:
            for question in sheet.round["questions"]:
                if question.get("of") and sheet.texts(question["id"]):
                    answered.add(tuple(question["of"]))
                    items = json.loads(sheet.row["shown"]).get(question["id"], [])
                    for status in came_of(len(items), sheet.texts(question["id"])):
                        counts[status] += 1
        wanted = {
            tuple(q["of"]) for r in self.definition["rounds"] for q in r["questions"] if q["of"]
        }
        for sheet in self.read:
            for question in sheet.round["questions"]:
                if (sheet.round["id"], question["id"]) in wanted - answered:
                    lines = "\n".join(sheet.texts(question["id"])).split("\n")
                    counts["not_said"] += sum(bool(line.strip()) for line in lines)
        return counts

    @property
    def length(self) -> int:
        """How many words they said where words are asked for, and in updates."""
        said = list(self.updates)
        for sheet in self.read:
            for question in sheet.round["questions"]:
                if question["kind"] in {"text", "items", "outcome"}:
                    said += sheet.texts(question["id"])
        return len(" ".join(said).split())

    def given(self, measure: tuple[object, ...]) -> list[Fraction]:
        """What they gave for a mood, a scale or a number."""
        found = []
        for sheet in self.read:
            for question in sheet.round["questions"]:
                if measured(sheet.round, question) == measure:
                    values = [value(question, t) for t in sheet.texts(question["id"])]
                    found += [v for v in values if v is not None][-1:]
        return found

    def team_values(self, metric: tuple[str, str, str]) -> list[tuple[int, int, Fraction]]:
        """What they measured for the team: when it was said, in which check-in, and the value."""
        if self.kept is not None:
            rows = [r for r in self.measured if (r["round"], r["question"], r["unit"]) == metric]
            return [(r["said_at"], r["check_in_id"], Fraction(r["value"])) for r in rows]
        found = []
        for sheet in self.read:
            for question in sheet.round["questions"]:
                if team_metric(sheet.round, question) == metric:
                    said = [a for a in sheet.answers if a["question"] == question["id"]]
                    values = [(a["said_at"], value(question, a["text"])) for a in said]
                    found += [(at, sheet.row["id"], v) for at, v in values if v is not None][-1:]
        return found


def team_metric(round_: Row, question: Row) -> tuple[str, str, str] | None:
    """What a question measures of the team, if it does."""
    if question["kind"] != "metric":
        return None
    return round_["id"], question["id"], question.get("unit", "")


def measured(round_: Row, question: Row) -> tuple[object, ...] | None:
    """What a question measures, if it measures something."""
    if question["kind"] not in {"mood", "scale", "number"}:
        return None
    limits = (question.get("low", 1), question.get("high", 5))
    return (round_["id"], question["id"], question["kind"], question.get("unit", ""), *limits)


def value(question: Row, text: str) -> Fraction | None:
    """ "4 – slept badly", "great", "2.5 hours" in its unit; nothing of "I cannot say"."""
    word, _, _ = text.partition(" – ")
    if question["kind"] == "mood" and word in _MOODS:
        return Fraction(_MOODS[word])
    found = re.match(r"(\d+(?:\.\d+)?)( hours| %)?(?: – |$)", text)
    if found is None:
        return None
    is_longer = found[2] == " hours" and question.get("unit") == "minutes"
    return Fraction(found[1]) * (60 if is_longer else 1)


def picked(options: list[str], texts: list[str]) -> str | None:
    """The option that was chosen last."""
    for text in reversed(texts):
        if text.isdigit():
            return options[int(text) - 1]
        if text in options:
            return text
    return None


def came_of(items: int, texts: list[str]) -> list[str]:
    """What came of so many items."""
    found = ["not_said"] * items
    for text in texts:
        said = [(int(n), status) for n, status in _MARK.findall(text)]
        marks = [(n, status) for n, status in said if 0 < n <= items]
        if len(marks) == items < len(said):  # of another plan, as it seems: it is asked about
            continue
        for number, status in marks:
            found[number - 1] = status
        if not marks and items == 1 and found == ["not_said"] and (bare := _BARE.match(text)):
            found = [bare[1]]
    return found


def parts(database: Path, standup: str, first: str, last: str, now: int) -> list[list[Part]]:
    """Everybody in every run of a standup between two days."""
    connection = sqlite3.connect(database)
    connection.row_factory = sqlite3.Row
    try:
        return [_run(connection, run, now) for run in _all(connection, _RUNS, standup, first, last)]
    finally:
        connection.close()


def _run(connection: sqlite3.Connection, run: Row, now: int) -> list[Part]:
    definition = json.loads(run["definition"])
    rounds = {round_["id"]: round_ for round_ in definition["rounds"]}
    unreached = {row["id"] for row in _all(connection, _UNREACHED, run["id"])}
    found = {}
    for row in _all(connection, "SELECT * FROM participant WHERE run_id = ?", run["id"]):
        kept = json.loads(row["figures"]) if row["figures"] else None
        about = (run["day"], row["person"], row["name"], definition)
        closed = run["closed_at"] is not None
        found[row["person"]] = Part(
            *about, skipped=bool(row["skipped"]), closed=closed, kept=kept, now=now
        )
    for row in _all(connection, "SELECT * FROM check_in WHERE run_id = ? ORDER BY id", run["id"]):
        said = _all(connection, "SELECT * FROM answer WHERE check_in_id = ? ORDER BY id", row["id"])
        sheet = Sheet(row, rounds[row["round"]], said, reached=row["id"] not in unreached)
        found[row["person"]].sheets[row["round"]] = sheet
    for row in _all(connection, _MEASURED, run["id"]):
        found[row["person"]].measured.append(row)
    for row in _all(connection, "SELECT * FROM addition WHERE run_id = ?", run["id"]):
        found[row["person"]].updates.append(row["text"])
    return list(found.values())


def _all(connection: sqlite3.Connection, sql: str, *values: object) -> list[Row]:
    return [dict(row) for row in connection.execute(sql, values)]


_RUNS = "SELECT * FROM run WHERE standup = ? AND day BETWEEN ? AND ? ORDER BY day"
_MEASURED = """
    SELECT m.*, c.person FROM metric m JOIN check_in c ON c.id = m.check_in_id WHERE c.run_id = ?
"""
_UNREACHED = """
    SELECT c.id FROM check_in c WHERE c.run_id = ? AND (c.asked_at IS NULL OR EXISTS (
      SELECT 1 FROM outbox o JOIN unreachable u ON u.adapter = o.adapter AND u.account = o.account
      WHERE o.check_in_id = c.id AND u.reason <> '' AND u.since <= c.deadline_at))
"""
