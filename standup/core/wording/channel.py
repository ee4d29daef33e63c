"""What the bot says in broadcast channels: the first message, reports, updates, the digest."""

from collections.abc import Mapping

from standup.core.check_in import CheckIn
from standup.core.kinds.outcome import MARKS, NOT_SAID
from standup.core.markup import Message, phrase, quote
from standup.core.reading.status import Status
from standup.core.report import Presence, RunReport, Standing
from standup.core.wording.accounts import hindrance
from standup.core.wording.answers import answers
from standup.core.wording.times import full_day_text, names_text

BEGIN = "not started"  # the reason that an invitation mends


def thread(report: RunReport, invitations: Mapping[str, str] | None = None) -> Message:
    """The first message of a run's thread, with the live count.

    `invitations` are, by platform, the links by which somebody begins where we may not write first.
    """
    names = names_text([person.name for person in report.people])
    text = phrase("**{title}** · {day}", title=report.standup.title, day=full_day_text(report.day))
    text += phrase("Taking part: {names}.", names=names)
    lead = "Shared" if report.closed else "Shared so far"
    text += phrase("{lead}: **{counts}**.", lead=lead, counts=_counts(report))
    away = [person.name for person in report.having(Standing.AWAY)]
    if away:
        text += phrase("Away: {names}.", names=names_text(away))
    text += _not_reached(report, invitations or {}) + _missed(report)
    if report.closed:
        text += phrase("__The day is closed; late answers are still taken.__")
    return text


def _not_reached(report: RunReport, invitations: Mapping[str, str]) -> Message:
    """Who is to be asked and cannot be, why, and what mends it."""
    hindered = [person for person in report.people if person.hindrance]
    if not hindered or report.closed:
        return Message(())
    text = phrase("Not reachable yet: {names}.", names=names_text([_hindered(p) for p in hindered]))
    waiting = {p.hindrance.adapter for p in hindered if p.hindrance and p.hindrance.reason == BEGIN}
    for adapter in sorted(waiting & invitations.keys()):
        text += phrase("To be asked on {a}: {link}", a=adapter, link=invitations[adapter])
    return text


def _hindered(person: Presence) -> str:
    return (
        f"{person.name} ({hindrance(person.hindrance.reason)})" if person.hindrance else person.name
    )


def _counts(report: RunReport) -> str:
    counts = report.counts
    if len(counts) == 1:
        return f"{counts[0].shared} of {counts[0].of}"
    return ", ".join(f"{c.round.title.lower()} {c.shared} of {c.of}" for c in counts)


def report(name: str, check_in: CheckIn) -> Message:
    """One person's finished check-in."""
    several = len(check_in.standup.rounds) > 1
    head = "**{name}** · {round}" if several else "**{name}**"
    if not check_in.has_words:
        head += " __– taken back__"
    elif check_in.is_late:
        head += " __(late)__"
    return phrase(head, name=name, round=check_in.round.title) + answers(check_in)


def update(name: str, text: str) -> Message:
    """Something added between the rounds."""
    if not text:
        return phrase("**{name}** · Update __– taken back__", name=name)
    return phrase("**{name}** · Update", name=name) + quote(text)


def shortened() -> Message:
    """What a continuation says once its words are gone."""
    return phrase("__(this part is no longer needed)__")


# ── the digest ─────────────────────────────────────────────────────────────────────────────────


def digest(run: RunReport) -> Message:
    """The compiled truth of a run: thanks first, then who has not shared, then who is away."""
    title, day = run.standup.title, full_day_text(run.day)
    text = phrase("**Digest · {title}** · {day}", title=title, day=day) + _thanks(run)
    for person in run.people:
        if person.has_words:
            text += shared_by(person)
    return text + _plans(run) + _absent(run) + _missed(run)


def _thanks(run: RunReport) -> Message:
    sharers = [person.name for person in run.sharers]
    if not sharers:
        return phrase("Nobody has shared yet. There is still room: answer me and it appears here.")
    names = names_text(sharers)
    return phrase("Thank you, {names}! Shared: **{counts}**.", names=names, counts=_counts(run))


def shared_by(person: Presence) -> Message:
    """Everything one person shared in a run, as the day went."""
    late = " __(late)__" if Standing.LATE in person.standings else ""
    text = phrase("**{name}**" + late, name=person.name)
    told = [(c.answers[0].at, _shared(c)) for c in _told(person)]
    told += [(a.at, phrase("__Update__") + quote(a.text)) for a in person.additions if a.text]
    for _, words in sorted(told, key=lambda pair: pair[0]):
        text += words
    return text + _not_yet(person)


def _shared(check_in: CheckIn) -> Message:
    several = len(check_in.standup.rounds) > 1
    title = phrase("__{round}__", round=check_in.round.title) if several else Message(())
    return title + answers(check_in)


def _told(person: Presence) -> list[CheckIn]:
    """The check-ins worth showing: a plan whose outcome is shown need not be shown again."""
    told = [c for c in person.check_ins if c is not None and c.is_shared]
    answered = {
        question.of
        for check_in in told
        for question in check_in.round.questions
        if question.of and check_in.shown.get(question.id)
    }
    return [
        c
        for c in told
        if not all((c.round_id, question.id) in answered for question in c.round.questions)
    ]


def _not_yet(person: Presence) -> Message:
    open_rounds = [
        check_in.round.title.lower()
        for check_in, standing in zip(person.check_ins, person.standings, strict=True)
        if check_in is not None and standing in (Standing.MISSING, Standing.OPEN)
    ]
    if not open_rounds:
        return Message(())
    return phrase("__Not yet: {rounds}__", rounds=names_text(open_rounds))


def _plans(run: RunReport) -> Message:
    counts = run.outcomes
    if not run.has_plans or not counts.total():
        return Message(())
    return phrase("What came of the plans: **{outcomes}**.", outcomes=outcomes_text(counts))


def outcomes_text(counts: "dict[Status | None, int]") -> str:
    """ "3 done, 1 partly, 1 not said"."""
    named = [(status, status.value if status else NOT_SAID) for status in (*Status, None)]
    return ", ".join(
        f"{MARKS[status]} {counts[status]} {word}" for status, word in named if counts.get(status)
    )


_ABSENT = (
    ("Not shared yet", (Standing.MISSING, Standing.OPEN)),
    ("Sitting this one out", (Standing.SKIPPED,)),
    ("Away", (Standing.AWAY,)),
    ("I could not reach", (Standing.UNREACHED,)),
    ("Not asked", (Standing.UNASKED,)),
)


def _absent(run: RunReport) -> Message:
    text = Message(())
    for lead, standings in _ABSENT:
        names = [_hindered(p) for p in run.having(*standings) if not p.has_shared]
        if names:
            text += phrase("{lead}: {names}.", lead=lead, names=names_text(names))
    return text


def _missed(run: RunReport) -> Message:
    if not run.missed:
        return Message(())
    titles = {round_.id: round_.title.lower() for round_ in run.standup.rounds}
    where = [f"{titles.get(round_id, round_id)} in {zone}" for round_id, zone in run.missed]
    return phrase(
        "__I was not running when these should have been asked: {rounds}.__",
        rounds=names_text(where),
    )
