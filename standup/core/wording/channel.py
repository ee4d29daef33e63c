"""What the bot says in broadcast channels: the first message, reports, updates, the digest."""

from standup.core.check_in import CheckIn
from standup.core.markup import Bold, Italic, Message, Span, bullets, quote, say
from standup.core.outcome import Status
from standup.core.report import Presence, RunReport, Standing
from standup.core.wording.answers import MARKS, NOT_SAID, answers
from standup.core.wording.times import day_text, full_day_text, names_text


def thread(report: RunReport) -> Message:
    """The first message of a run's thread, with the live count."""
    names = [person.name for person in report.people]
    text = say(Bold(report.standup.title), f" · {full_day_text(report.day)}")
    text += say(f"Taking part: {names_text(names)}.")
    text += say("Shared so far: " if not report.closed else "Shared: ", Bold(_counts(report)), ".")
    away = [person.name for person in report.having(Standing.AWAY)]
    if away:
        text += say(f"Away: {names_text(away)}.")
    if report.closed:
        text += say(Italic("The day is closed; late answers are still taken."))
    return text


def _counts(report: RunReport) -> str:
    counts = report.counts
    if len(counts) == 1:
        return f"{counts[0].shared} of {counts[0].of}"
    return ", ".join(f"{c.round.title.lower()} {c.shared} of {c.of}" for c in counts)


def report(name: str, check_in: CheckIn) -> Message:
    """One person's finished check-in."""
    title = f" · {check_in.round.title}" if len(check_in.standup.rounds) > 1 else ""
    late: tuple[Span, ...] = (Italic(" (late)"),) if check_in.is_late else ()
    if not check_in.has_words:
        return say(Bold(name), title, Italic(" – taken back"))
    return say(Bold(name), title, *late) + answers(check_in)


def update(name: str, text: str) -> Message:
    """Something added between the rounds."""
    if not text:
        return say(Bold(name), " · Update", Italic(" – taken back"))
    return say(Bold(name), " · Update") + quote(text)


def shortened() -> Message:
    """What a continuation says once its words are gone."""
    return say(Italic("(this part is no longer needed)"))


# ── the digest ─────────────────────────────────────────────────────────────────────────────────


def digest(run: RunReport) -> Message:
    """The compiled truth of a run: thanks first, then who has not shared, then who is away."""
    text = say(Bold(f"Digest · {run.standup.title}"), f" · {full_day_text(run.day)}")
    text += _thanks(run)
    for person in run.sharers:
        text += shared_by(person)
    text += _plans(run) + _absent(run) + _missed(run)
    return text


def _thanks(run: RunReport) -> Message:
    sharers = [person.name for person in run.sharers]
    if not sharers:
        return say("Nobody has shared yet. There is still room: answer me and it appears here.")
    return say(f"Thank you, {names_text(sharers)}! Shared: ", Bold(_counts(run)), ".")


def shared_by(person: Presence) -> Message:
    """Everything one person shared in a run."""
    late: tuple[Span, ...] = (Italic(" (late)"),) if Standing.LATE in person.standings else ()
    text = say(Bold(person.name), *late)
    told = [(c.answers[0].at, _shared(c)) for c in _told(person)]
    told += [(a.at, say(Italic("Update")) + quote(a.text)) for a in person.additions if a.text]
    for _, words in sorted(told, key=lambda pair: pair[0]):
        text += words
    return text + _not_yet(person)


def _shared(check_in: CheckIn) -> Message:
    several = len(check_in.standup.rounds) > 1
    title = say(Italic(check_in.round.title)) if several else Message(())
    return title + answers(check_in)


def _told(person: Presence) -> list[CheckIn]:
    """The check-ins worth showing: a plan whose outcome is shown need not be shown again."""
    told = [c for c in person.check_ins if c is not None and c.has_words]
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
    return say(Italic(f"Not yet: {names_text(open_rounds)}")) if open_rounds else Message(())


def _plans(run: RunReport) -> Message:
    counts = run.outcomes
    if not run.has_plans or not counts.total():
        return Message(())
    return say("What came of the plans: ", Bold(outcomes_text(counts)), ".")


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
        names = [p.name for p in run.having(*standings) if not p.has_shared]
        if names:
            text += say(f"{lead}: {names_text(names)}.")
    return text


def _missed(run: RunReport) -> Message:
    if not run.missed:
        return Message(())
    where = [
        f"{run.standup.round(round_id).title.lower()} in {zone}" for round_id, zone in run.missed
    ]
    return say(Italic(f"I was not running when these should have been asked: {names_text(where)}."))


def no_runs(days: list[str]) -> Message:
    """Days on which nobody was asked."""
    return bullets(days)


def day_heading(run: RunReport) -> str:
    """A run's date, as a heading."""
    return day_text(run.day)
