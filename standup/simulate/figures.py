"""What a digest and an accountability report must say, reckoned from what people did."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from standup.core import keys
from standup.core.dates.spans import Stretch
from standup.core.model import Accountability
from standup.core.posts import Overview, posted
from standup.simulate.facts import Facts
from standup.simulate.sheets import Held, Sheet, Told

_DAY = timedelta(days=1)
_SHARED = re.compile(r"Shared: (.+)\.$", re.MULTILINE)
_PLANS = re.compile(r"^How the plans went: (.+)\.$", re.MULTILINE)
_OF_A_PERIOD = re.compile(
    r"^Shared(?:: (\d+) of (\d+)| without being asked: (?P<unasked>\d+))", re.MULTILINE
)
_PLANS_OF_A_PERIOD = re.compile(r"^Plans: (.+)\.$", re.MULTILINE)
_LEADS = {
    "missing": ("Not shared yet", "I couldn’t reach"),  # which of the two is the platform's word
    "skipped": ("Sitting this one out",),
    "away": ("Away",),
    "unasked": ("Not asked",),
}
_MARKS = {"done": "✓", "partly": "◐", "changed": "↻", "not": "○", "unanswered": "·"}


@dataclass(frozen=True, slots=True)
class Named:
    """Whom a line names, and how many more it counts."""

    names: Counter[str]
    more: int = 0

    @classmethod
    def of(cls, text: str, known: Iterable[str]) -> Self:
        """Read one: any name may hold brackets, commas or an "and" of its own."""
        either = "|".join(map(re.escape, sorted(known, key=len, reverse=True)))
        named = re.compile(rf"(?:^|, | and )({either})(?: \([^)]*\))?(?=, | and |$)")
        beyond = re.search(r" and (\d+) more$", text)
        return cls(Counter(named.findall(text)), int(beyond[1]) if beyond else 0)

    def __add__(self, other: "Named") -> "Named":
        return Named(self.names + other.names, self.more + other.more)

    def may_be(self, surely: Counter[str], perhaps: Counter[str]) -> bool:
        """Whether it tells of all of the first, and of nobody but these."""
        told = self.names.total() + self.more
        is_whole = bool(self.more) or surely <= self.names
        in_number = surely.total() <= told <= (surely + perhaps).total()
        return is_whole and in_number and self.names <= surely + perhaps


def digest_lies(facts: Facts, run: Held, text: str) -> Iterator[str]:
    """Where a digest says something else than what people did."""
    by_person = _by_person(facts, run)
    names = {p.id: p.name for p in facts.story.town.instance.people}
    stands = {person: _stand(run, person, sheets) for person, sheets in by_person.items()}
    if not run.standup.has_schedule:  # nobody is missing
        stands = {p: s for p, s in stands.items() if s not in {"missing", "unmeasured", "unasked"}}
    sharers = Counter(names[p] for p, sheets in by_person.items() if any(map(shares, sheets)))
    thanked = re.search(r"^Thank you, (.+)! Shared", text, re.MULTILINE)
    if not Named.of(thanked[1] if thanked else "", names.values()).may_be(sharers, Counter()):
        yield f"it thanks {thanked and thanked[1]}, and {sorted(sharers)} shared"
    in_doubt = {p for p, sheets in by_person.items() if _is_open_to_doubt(facts, sheets)}
    in_doubt |= set(_whose_days_changed(facts, run)) | facts.came_or_went(run)
    perhaps = Counter(names[person] for person in in_doubt)
    for stand, leads in _LEADS.items():
        told = Named(Counter())
        for lead in leads:
            told += Named.of(_listed(text, lead), names.values())
        surely = Counter(names[p] for p, s in stands.items() if s == stand and p not in in_doubt)
        if not told.may_be(surely, perhaps):
            yield f"{told} are told to be {stand}, and {sorted(surely)} are"
    yield from _counts(run, by_person, text)
    yield from _outcomes(run, by_person, text)


def _by_person(facts: Facts, run: Held) -> dict[str, list[Sheet]]:
    everybody = run.plan.people if run.standup.has_schedule else ()  # else whoever begins
    found: dict[str, list[Sheet]] = {p: [] for p in everybody if p not in run.not_theirs}
    for sheet in facts.truth.sheets:
        if sheet.run is run:
            found.setdefault(sheet.person, []).append(sheet)
    return found


def shares(sheet: Sheet) -> bool:
    """Whether readers see what was said in a check-in."""
    return bool(sheet.words) and (sheet.posted or not sheet.is_open)


def _standing(sheet: Sheet) -> str:
    if shares(sheet):
        return "shared"
    if sheet.state in {"away", "skipped"}:
        return sheet.state
    if sheet.state == "done":
        return "skipped"
    return "unmeasured" if sheet.round.is_of_team else "missing"


def _is_open_to_doubt(facts: Facts, sheets: list[Sheet]) -> bool:
    """Whether a round did not reach somebody who sat another out, or need not answer: either may be
    told of them."""
    found = {_standing(sheet) for sheet in sheets}
    found |= {"missing"} if any(sheet.round.is_of_team for sheet in sheets) else set()
    stayed_out = bool(found & {"away", "skipped", "unmeasured"})
    return "missing" in found and stayed_out and not facts.reached(sheets)


def _whose_days_changed(facts: Facts, run: Held) -> Iterator[str]:
    """Whoever said, while a run was open, on which days they are asked, or of whom that is not sure
    and who was not asked: it counts them or not."""
    opened, closed = facts.openings[run.id], run.closed_at or facts.story.latest
    asked = facts.asked_in(run)
    for person, talk in facts.truth.talks.items():
        may_be = talk.may_be_theirs(run.standup.id, run.day, opened, closed)
        if len(may_be) > 1 or (talk.is_unsure_of(run.standup.id) and person not in asked):
            yield person


def _stand(run: Held, person: str, sheets: list[Sheet]) -> str:
    """How somebody stands in a run as a whole."""
    found = [_standing(sheet) for sheet in sheets]
    absent = len(run.standup.rounds) - len(sheets)
    found += ["skipped" if person in run.sits_out else "unasked"] * absent
    if "shared" in found:
        return "shared"
    return next(s for s in ("missing", "away", "skipped", "unmeasured", "unasked") if s in found)


def _counts(run: Held, by_person: dict[str, list[Sheet]], text: str) -> Iterator[str]:
    found = _SHARED.search(text)
    if found is None:
        return
    of = r"(\d+) of \d+" if run.standup.has_schedule else r"(\d+)\b"
    told = [int(number) for number in re.findall(of, found[1])]
    wanted = [
        sum(shares(s) for sheets in by_person.values() for s in sheets if s.round.id == round_.id)
        for round_ in run.standup.rounds
    ]
    if told != wanted:
        yield f"it counts {found[1]}, and {wanted} shared"


def _outcomes(run: Held, by_person: dict[str, list[Sheet]], text: str) -> Iterator[str]:
    counts = _came_of(run, by_person)
    found = _PLANS.search(text)
    if counts is not None and _told_of_plans(found) != {w: n for w, n in counts.items() if n}:
        yield f"it counts plans {_told_of_plans(found)}, and {dict(counts)} they are"


def _told_of_plans(found: re.Match[str] | None) -> dict[str, int]:
    if found is None:
        return {}
    return {word: int(n) for _, n, word in (part.split(" ", 2) for part in found[1].split(", "))}


def _lines(told: Told) -> int:
    """How many things on a list a message is; the rest of a cut one goes on with the last."""
    if not told.text:
        return 0
    lines = told.meant.lines or len(told.text.split("\n"))
    return lines - (told.meant.sort == "rest")


def _came_of(run: Held, by_person: dict[str, list[Sheet]]) -> Counter[str] | None:
    """What came of everybody's plans; None where that is not asked."""
    counts: Counter[str] = Counter()
    asks = {q.of for r in run.standup.rounds for q in r.questions if q.of}
    if not asks:
        return None
    for everything in by_person.values():
        sheets, answered = [sheet for sheet in everything if shares(sheet)], set()
        for sheet in sheets:
            for question in sheet.round.questions:
                if question.of and sheet.to(question):
                    answered.add(question.of)
                    items = sheet.pinned.get(question.id, 0)
                    statuses = [
                        s for told in sheet.to(question) if told.text for s in told.meant.statuses
                    ]
                    counts.update(statuses)
                    counts["unanswered"] += items - len(statuses)
        for sheet in sheets:
            for question in sheet.round.questions:
                if (sheet.round.id, question.id) in asks - answered:
                    counts["unanswered"] += sum(map(_lines, sheet.to(question)))
    return counts


def wrong_periods(facts: Facts) -> Iterator[str]:
    """Accountability reports that are not what people did on the days that they cover."""
    standups = {standup.id: standup for standup in facts.story.town.instance.standups}
    promised = {keys.parted(one.key)[0] for one in facts.promised.values()}
    for key in sorted(promised):
        post = posted(key)
        if post is None or not isinstance(post.subject, Overview):
            continue
        standup_id = post.subject.standup
        rule = standups[standup_id].accountability
        assert rule is not None
        first, last = covered(rule, post.subject.day)
        runs = [
            run
            for run in facts.truth.runs.values()
            if run.standup.id == standup_id and first <= run.day <= last
        ]
        if any(run.closed_at is None or not facts.truth.is_clear(run) for run in runs):
            continue
        if facts.was_deleted(key):
            continue
        told = [text for text in facts.texts(key) if re.search(_OF_A_PERIOD, text)]
        lies = [list(_period_lies(facts, runs, text)) for text in told]
        if lies and all(lies):
            yield f"accountability of {standup_id}, {post.subject.day}: {lies[0][0]}"


def covered(rule: Accountability, posted: date) -> tuple[date, date]:
    """The days before a post that its report is about: so many, or the last full stretch."""
    last = posted - _DAY
    match rule.stretch:
        case None:
            return posted - rule.days * _DAY, last
        case Stretch.WEEK:
            last = posted - posted.isoweekday() * _DAY
            return last - 6 * _DAY, last
        case _:
            months = 3 if rule.stretch is Stretch.QUARTER else 1
            while (last + _DAY).day != 1 or last.month % months:
                last -= _DAY
            first = last
            while first.day != 1 or (first.month - 1) % months:
                first -= _DAY
            return first, last


def _period_lies(facts: Facts, runs: list[Held], text: str) -> Iterator[str]:
    """Where an accountability report says something else than what people did on its days."""
    plans: Counter[str] = Counter()
    shared = seen = asked = 0
    for run in runs:
        by_person = _by_person(facts, run)
        plans += _came_of(run, by_person) or Counter()
        for person, sheets in by_person.items():
            stands = _stand(run, person, sheets)
            shared += stands == "shared"
            asked += stands in {"shared", "missing"}
            seen += stands == "shared" or (stands == "missing" and facts.reached(sheets))
    found = _OF_A_PERIOD.search(text)
    if found and found["unasked"]:
        told, of, asked, seen = int(found["unasked"]), shared, shared, shared
    else:
        told, of = (int(found[1]), int(found[2])) if found else (0, 0)
    if told != shared or not seen <= of <= asked:
        yield f"it tells that {told} of {of} shared, and {shared} of {seen} to {asked} did"
    counted = _told_of_plans(_PLANS_OF_A_PERIOD.search(text))
    if counted != {word: n for word, n in plans.items() if n}:
        yield f"it counts plans {counted}, and {dict(plans)} they are"


def _listed(text: str, lead: str) -> str:
    found = re.search(rf"^{lead}: (.+)\.$", text, re.MULTILINE)
    return found[1] if found else ""
