"""Every figure of a quarter, reckoned from its rows by the sentences of docs/figures.md."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from tests.quarters.rows import Part, Row, measured, team_metric

Quarter = list[list[Part]]
Counted = tuple[int, int]


def everything(quarter: Quarter, fewest: int = 3) -> dict[str, Any]:
    """The same facts as `standup accountability --format json` gives as its figures."""
    return {
        "participation": rate(participation(quarter)),
        "on_time": rate(on_time(quarter)),
        "never_twice": rate(never_twice(quarter)),
        "not_blamed": {
            stand: sum(part.whole == stand for run in quarter for part in run)
            for stand in ("away", "skipped", "unmeasured", "unreached", "unasked")
        },
        "joined": others(quarter, quarter[:1]),
        "left": others(quarter, quarter[-1:]),
        "follow_through": rate(follow_through(quarter)),
        "finished": rate((outcomes(quarter)["done"], follow_through(quarter)[1])),
        "trend": {
            "participation": trend(quarter, participation),
            "follow_through": trend(quarter, follow_through),
        },
        "kinds": kinds(quarter),
        "words": middle([Fraction(p.length) for p in everybody(quarter) if p.shared and p.length]),
        "measures": [measure(quarter, m, ask, fewest) for m, ask in measures(quarter).items()],
        "metrics": [told for m, q in metrics(quarter).items() if (told := metric(quarter, m, q))],
    }


def everybody(quarter: Quarter) -> list[Part]:
    return [part for run in quarter for part in run]


def rate(counted: Counted) -> dict[str, int]:
    return {"part": counted[0], "whole": counted[1]}


def participation(quarter: Quarter) -> Counted:
    asked = [part for part in everybody(quarter) if part.asked]
    return len([part for part in asked if part.shared]), len(asked)


def on_time(quarter: Quarter) -> Counted:
    sharers = [part for part in everybody(quarter) if part.shared]
    return len([part for part in sharers if "late" not in part.stands]), len(sharers)


def never_twice(quarter: Quarter) -> Counted:
    came_back = missed = 0
    for number, run in enumerate(quarter):
        for part in run:
            if part.asked and not part.shared:
                later = (p for r in quarter[number + 1 :] for p in r if p.person == part.person)
                following = next((p for p in later if p.asked), None)
                missed += following is not None
                came_back += following is not None and following.shared
    return came_back, missed


def others(quarter: Quarter, without: Quarter) -> list[str]:
    there = {part.person for part in everybody(without)}
    names = {part.person: part.name for part in everybody(quarter)}
    named = [(n.casefold(), p, n) for p, n in names.items() if p not in there and n != "Somebody"]
    return [name for _, _, name in sorted(named)]


def outcomes(quarter: Quarter) -> dict[str, int]:
    """What is not said yet of a day that goes on may be said still."""
    found, names = everybody(quarter), ("done", "partly", "changed", "not")
    told = {name: sum(part.outcomes[name] for part in found) for name in names}
    over = (part for part in found if part.closed)
    return {**told, "not_said": sum(part.outcomes["not_said"] for part in over)}


def follow_through(quarter: Quarter) -> Counted:
    counts = outcomes(quarter)
    kept = counts["done"] + counts["partly"]
    return kept, kept + counts["not"]


def trend(quarter: Quarter, figure: Callable[[Quarter], Counted]) -> dict[str, Any] | None:
    half = len(quarter) // 2
    if len(quarter) < 4:
        return None
    (a, m), (b, n) = figure(quarter[:half]), figure(quarter[-half:])
    if m < 20 or n < 20:
        return None
    step, both = Fraction(b, n) - Fraction(a, m), Fraction(a + b, m + n)
    error = (float(both * (1 - both)) * (1 / m + 1 / n)) ** 0.5
    held = abs(step) < Fraction(1, 20) or abs(float(step)) < 2 * error
    went = "held" if held else "rose" if step > 0 else "fell"
    return {"direction": went, "before": rate((a, m)), "after": rate((b, n))}


def kinds(quarter: Quarter) -> dict[str, int]:
    """In the order in which the latest definition offers them."""
    found = [part.kind for part in everybody(quarter) if part.kind]
    offered = [
        option
        for part in reversed(everybody(quarter))
        for round_ in part.definition["rounds"]
        for question in round_["questions"]
        if question.get("sorts")
        for option in question["options"]
    ]
    return {kind: found.count(kind) for kind in dict.fromkeys(offered) if kind in found}


def middle(values: list[Fraction]) -> float | None:
    """The median."""
    if not values:
        return None
    ordered = sorted(values)
    half = len(ordered) // 2
    low = ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
    return float(low)


def measures(quarter: Quarter) -> dict[tuple[object, ...], str]:
    """What is measured, and as asked last."""
    return {
        found: question["ask"]
        for part in everybody(quarter)
        for round_ in part.definition["rounds"]
        for question in round_["questions"]
        if (found := measured(round_, question))
    }


def measure(quarter: Quarter, what: tuple[object, ...], ask: str, fewest: int) -> Row:
    each = [(run[0].day, [v for part in run for v in part.given(what)]) for run in quarter]
    shown = [values if len(values) >= fewest else [] for _, values in each]
    told = [values for values in shown if values]
    half = len(told) // 2
    course = None if len(told) < 6 else [amount(told[:half]), amount(told[-half:])]
    round_id, question, kind, unit, *_ = what
    return {
        "round": round_id,
        "question": question,
        "kind": kind,
        "ask": ask,
        "unit": unit,
        **amount(told),
        "course": course,
        "runs": [
            {"day": day, **amount([values] if values else [])}
            for (day, _), values in zip(each, shown, strict=True)
        ],
    }


def metrics(quarter: Quarter) -> dict[tuple[str, str, str], Row]:
    """What is measured of the team, with the question as asked last."""
    return {
        found: question
        for part in everybody(quarter)
        for round_ in part.definition["rounds"]
        for question in round_["questions"]
        if (found := team_metric(round_, question))
    }


def metric(quarter: Quarter, what: tuple[str, str, str], question: Row) -> Row | None:
    """A metric of the team, none of whose values is older than the quarter."""
    values = []
    for run in quarter:
        given = sorted(found for part in run for found in part.team_values(what))
        values += [
            {"day": run[0].day, "value": float(value), "holds": n == len(given)}
            for n, (_, _, value) in enumerate(given, 1)
        ]
    holds = [{"day": v["day"], "value": v["value"]} for v in values if v["holds"]]
    if not values:
        return None
    return {
        "round": what[0],
        "question": what[1],
        "ask": question["ask"],
        "unit": what[2],
        "better": question["better"],
        "target": float(question["target"]),
        "before": holds[0],
        "after": holds[-1],
        "values": values,
    }


def amount(runs: list[list[Fraction]]) -> Row:
    values = [value for run in runs for value in run]
    if not values:
        return {"times": None, "mean": None, "median": None}
    mean = sum(values, Fraction(0)) / len(values)
    return {"times": len(values), "mean": float(mean), "median": middle(values)}
