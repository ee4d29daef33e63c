"""What the bot says in broadcast channels: the first message, reports, updates, the digest."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from operator import add
from types import MappingProxyType

from standup.core.asking.answers import Numbers, answers
from standup.core.asking.check_in import CheckIn
from standup.core.kinds.outcome import MARKS, status_word
from standup.core.language import counted, sentence, several, spoken
from standup.core.messages.markup import Message, phrase, quote
from standup.core.model import Round, Standup
from standup.core.polls import is_poll
from standup.core.reading.own_words import STATUS
from standup.core.reading.status import Status
from standup.core.reports.head import MOST_NAMES, Head, Names
from standup.core.reports.metrics import Course
from standup.core.reports.report import Presence, RoundCount, RunReport, Standing
from standup.core.wording import metrics
from standup.core.wording.accounts import hindrance
from standup.core.wording.times import full_day_text, inside, names_text, person_text

BEGIN = "not started"  # the reason that an invitation mends


def thread(head: Head, invitations: Mapping[str, str] | None = None) -> Message:
    """The first message of a run's thread, with the live count.

    `invitations` are, by platform, the links by which somebody begins where we may not write first.
    """
    title, day = head.standup.title, full_day_text(head.day)
    if head.standup.taken_back:
        return phrase("**{title}** · {day} __– taken back__", title=title, day=day)
    text = phrase("**{title}** · {day}", title=title, day=day)
    if is_poll(head.standup.id):
        text += phrase("**{ask}**", ask=head.standup.rounds[0].questions[0].ask)
    if head.standup.has_schedule:
        text += _naming(_TAKING_PART, head.people)
    counts = _counts(head.standup, head.counts)
    if head.closed:
        text += phrase("Shared: **{counts}**.", counts=counts)
    else:
        text += phrase("Shared so far: **{counts}**.", counts=counts)
    if head.away.count:
        text += _naming(_AWAY, head.away)
    text += _not_reached(head, invitations or {}) + _missed(head)
    if not head.closed and not head.standup.has_schedule:
        text += phrase("__Say__ `report {id}` __to me to add yours.__", id=head.standup.id)
    if head.closed:
        closed = sentence("__The day is closed. Late answers are still welcome.__")
        if is_poll(head.standup.id):
            closed = sentence("__The poll is closed. Late answers are still welcome.__")
        text += phrase(closed)
    return text


def title_inside(round_: Round) -> str:
    """The title of a round inside a sentence."""
    return inside(round_.title)


_TAKING_PART = several("Taking part: {names}.", "Taking part: {names}.")
_AWAY = several("Away: {names}.", "Away: {names}.")


def _naming(lead: tuple[str, str], names: Names) -> Message:
    """A sentence that agrees with how many people it names."""
    return phrase(counted(*lead, names.count, names="{names}"), names=_names(names))


def _names(names: Names) -> str:
    return names_text([*map(person_text, names.first)], MOST_NAMES, names.count)


def _not_reached(head: Head, invitations: Mapping[str, str]) -> Message:
    """Who is to be asked and cannot be, why, and what mends it."""
    if not head.hindrances:
        return Message(())
    first = tuple(f"{name} ({hindrance(reason)})" for name, reason in head.hindered)
    names = _names(Names(first, sum(head.hindrances.values())))
    text = phrase("Not reachable yet: {names}.", names=names)
    waiting = {hindered.adapter for hindered in head.hindrances if hindered.reason == BEGIN}
    for adapter in sorted(waiting & invitations.keys()):
        text += phrase(
            "To be asked on {a}, start here: {link}", a=adapter, link=invitations[adapter]
        )
    return text


def _hindered(person: Presence) -> str:
    return (
        f"{person.name} ({hindrance(person.hindrance.reason)})" if person.hindrance else person.name
    )


def _counts(standup: Standup, counts: Sequence[RoundCount]) -> str:
    if not standup.has_schedule:  # it asks nobody, so that there is nothing to share it of
        several = len(counts) > 1
        told = (f"{title_inside(one.round)} {one.shared}" for one in counts)
        return ", ".join(told) if several else str(counts[0].shared)
    if len(counts) == 1:
        return spoken("{part} of {whole}", part=counts[0].shared, whole=counts[0].of)
    return ", ".join(
        spoken("{round} {part} of {whole}", round=title_inside(c.round), part=c.shared, whole=c.of)
        for c in counts
    )


def report(name: str, check_in: CheckIn, numbers: Numbers = MappingProxyType({})) -> Message:
    """One person's finished check-in; what lives on has its `numbers`."""
    several = len(check_in.standup.rounds) > 1
    title, name = f" · {check_in.round.title}" if several else "", person_text(name)
    if not check_in.has_words:
        head = phrase("**{name}**{title} __– taken back__", name=name, title=title)
    elif check_in.is_late:
        head = phrase("**{name}**{title} __(late)__", name=name, title=title)
    else:
        head = phrase("**{name}**{title}", name=name, title=title)
    return head + answers(check_in, numbers)


def update(name: str, text: str, *, is_planned: bool = False) -> Message:
    """Something added between the rounds; `is_planned`: its author put it on their plan."""
    name = person_text(name)
    if is_planned:
        return phrase("**{name}** · Update __– now on the plan__", name=name)
    if not text:
        return phrase("**{name}** · Update __– taken back__", name=name)
    return phrase("**{name}** · Update", name=name) + quote(text)


def too_long() -> Message:
    """In the place of what more people shared than can be told unasked."""
    return phrase("__There’s more than fits here.__ `/team report` __shows all of it.__")


def shortened() -> Message:
    """What a continuation says once its words are gone."""
    return phrase("__(this part is no longer needed)__")


Numbered = Mapping[int, Numbers]
"""The numbers of lines that live on, by the check-in in which they were said."""

_NONE: Numbered = MappingProxyType({})


def digest(run: RunReport, courses: tuple[Course, ...] = (), numbers: Numbered = _NONE) -> Message:
    """The compiled truth of a run: thanks first, then who has not shared, then who is away."""
    told = replace(together(run), courses=courses)
    return opening(told) + sharing(run, numbers) + ending(told)


@dataclass(frozen=True, slots=True)
class Together:
    """What a digest says of everybody together; what parts of a run's people say of it add up."""

    standup: Standup
    day: date
    missed: tuple[tuple[str, str], ...]
    counts: tuple[RoundCount, ...]
    sharers: Names
    outcomes: Counter[Status | None]
    absent: tuple[Names, ...]  # of each kind of those who have not shared
    courses: tuple[Course, ...] = ()  # of the team's metrics

    def __add__(self, other: "Together") -> "Together":
        return replace(
            self,
            counts=tuple(map(add, self.counts, other.counts)),
            sharers=self.sharers + other.sharers,
            outcomes=self.outcomes + other.outcomes,
            absent=tuple(map(add, self.absent, other.absent)),
        )


def together(run: RunReport) -> Together:
    """What these people of a run amount to."""
    run = run.counted
    return Together(
        run.standup,
        run.day,
        run.missed,
        run.counts,
        sharers=Names.of([person.name for person in run.sharers]),
        outcomes=run.outcomes if run.has_plans else Counter(),
        absent=tuple(
            Names.of([_hindered(p) for p in run.having(*standings) if not p.has_shared])
            for _, standings in _ABSENT
        ),
    )


def opening(told: Together) -> Message:
    """The head of a digest, with its thanks."""
    title, day = told.standup.title, full_day_text(told.day)
    text = phrase("**Digest · {title}** · {day}", title=title, day=day)
    if not told.sharers.count:
        nobody = sentence(
            "Nobody has shared yet. There’s still time: answer me and it shows up here."
        )
        if all(round_.is_of_team for round_ in told.standup.rounds):
            nobody = sentence("Nothing has been measured yet. Late is fine: tell me.")
        return text + phrase(nobody)
    names, counts = _names(told.sharers), _counts(told.standup, told.counts)
    return text + phrase("Thank you, {names}! Shared: **{counts}**.", names=names, counts=counts)


def sharing(run: RunReport, numbers: Numbered = _NONE) -> Message:
    """What each of these people shared; what lives on has its `numbers`."""
    told = (shared_by(person, numbers) for person in run.people if person.has_words)
    return Message(tuple(block for words in told for block in words.blocks))


def ending(told: Together) -> Message:
    """The end of a digest: what came of the plans, what was measured, and who has not shared."""
    text = _plans(told)
    for course in told.courses:
        text += metrics.told(course)
    return text + _absent(told.absent) + _missed(told)


def shared_by(person: Presence, numbers: Numbered = _NONE) -> Message:
    """Everything one person shared in a run, as the day went."""
    head = sentence("**{name}**")
    if Standing.LATE in person.standings:
        head = sentence("**{name}** __(late)__")
    text = phrase(head, name=person_text(person.name))
    told = [(c.answers[0].at, _shared(c, numbers)) for c in _told(person)]
    told += [(a.at, phrase("__Update__") + quote(a.text)) for a in person.additions if a.text]
    for _, words in sorted(told, key=lambda pair: pair[0]):
        text += words
    return text + _not_yet(person)


def _shared(check_in: CheckIn, numbers: Numbered) -> Message:
    several = len(check_in.standup.rounds) > 1
    title = phrase("__{round}__", round=check_in.round.title) if several else Message(())
    return title + answers(check_in, numbers.get(check_in.id, {}))


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
        title_inside(check_in.round)
        for check_in, standing in zip(person.check_ins, person.standings, strict=True)
        if check_in is not None and standing in (Standing.MISSING, Standing.OPEN)
    ]
    if not open_rounds:
        return Message(())
    return phrase("__Not yet: {rounds}__", rounds=names_text(open_rounds))


def _plans(told: Together) -> Message:
    if not told.outcomes.total():
        return Message(())
    counts = outcomes_text(told.outcomes, told.standup)
    return phrase("How the plans went: **{outcomes}**.", outcomes=counts)


def outcomes_text(counts: "dict[Status | None, int]", standup: Standup | None = None) -> str:
    """ "3 done, 1 partly, 1 unanswered"; in the words of a standup's own, where it has some."""
    words = _own_words(standup) if standup else {}
    return ", ".join(
        f"{MARKS[status]} {counts[status]} {words.get(status) or status_word(status)}"
        for status in (*Status, None)
        if counts.get(status)
    )


_COUNTED: dict[Status | None, str] = {
    Status.DONE: sentence("kept"),
    Status.PARTLY: sentence("partly kept"),
    Status.NOT: sentence("missed"),
    Status.CHANGED: sentence("neither"),
}


def _own_words(standup: Standup) -> dict[Status | None, str]:
    """What the outcomes of a standup's plans are called that has words of its own for them: where
    several count alike, how they count."""
    asked = [q for r in standup.rounds for q in r.questions if q.kind == "outcome" and q.of]
    if not asked or not all(question.outcomes for question in asked):
        return {}
    found: dict[Status | None, list[str]] = {}
    for word in {word: None for question in asked for word in question.outcomes}:
        found.setdefault(STATUS[word.counts], []).append(word.name)
    return {
        status: spoken(names[0]) if len(names) == 1 else spoken(_COUNTED[status])
        for status, names in found.items()
    }


_ABSENT = (
    (
        several("Not shared yet: {names}.", "Not shared yet: {names}."),
        (Standing.MISSING, Standing.OPEN),
    ),
    (
        several("Sitting this one out: {names}.", "Sitting this one out: {names}."),
        (Standing.SKIPPED,),
    ),
    (_AWAY, (Standing.AWAY,)),
    (several("I couldn’t reach: {names}.", "I couldn’t reach: {names}."), (Standing.UNREACHED,)),
    (several("Not asked: {names}.", "Not asked: {names}."), (Standing.UNASKED,)),
)


def _absent(absent: Sequence[Names]) -> Message:
    text = Message(())
    for (lead, _), names in zip(_ABSENT, absent, strict=True):
        if names.count:
            text += _naming(lead, names)
    return text


def _missed(run: Together | Head) -> Message:
    if not run.missed:
        return Message(())
    titles = {round_.id: title_inside(round_) for round_ in run.standup.rounds}
    where = [
        spoken("{round} in {zone}", round=titles.get(round_id, round_id), zone=zone)
        for round_id, zone in run.missed
    ]
    return phrase(
        "__I was down when it was time to ask: {rounds}.__",
        rounds=names_text(where),
    )
