"""A story and its database side by side: what is, what was shown, and what ought to be."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import partial
from itertools import count, product, takewhile

from standup.core import keys
from standup.core.reports.report import ALIAS
from standup.simulate.chat import Chat, Shown
from standup.simulate.people import Meant
from standup.simulate.sheets import Held, OnRecord, Sheet
from standup.simulate.simulation import Story
from standup.simulate.truth import Truth
from standup.store.simulated import Noted, Sent, instant

_DAY, _SOON = timedelta(days=1), timedelta(seconds=30)


@dataclass
class Facts:
    """What the checks look at."""

    story: Story
    truth: Truth
    promised: dict[int, Sent] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    shown: dict[int, list[tuple[Chat, Shown]]] = field(default_factory=dict)
    scheduled_at: datetime | None = None
    openings: dict[int, datetime] = field(default_factory=dict)
    closings: dict[int, list[datetime]] = field(default_factory=dict)

    def copies(self, key: str) -> list[tuple[Chat, Shown]]:
        """Every message on any platform that was sent for the promise of this key."""
        return self.shown.get(self.numbers.get(key, 0), [])

    def came_or_went(self, run: Held, until: datetime | None = None) -> set[str]:
        """Who took part in a run's standup for some of the time in which it was open, or until what
        was shared can be told."""
        opened, closed = self.openings[run.id], until or run.closed_at or self.story.latest
        home = run.poll.of if run.poll is not None and until is not None else run.standup
        steered = self.truth.steered[home.id]
        plans = steered.between(opened, closed)
        people = {person for plan in plans for person in plan.people}
        if steered.is_unsure:
            return people - self.asked_in(run)
        return {one for one in people if any(one not in plan.people for plan in plans)}

    def asked_in(self, run: Held) -> set[str]:
        """Who has a check-in in a run."""
        return {sheet.person for sheet in self.truth.sheets if sheet.run is run}

    def texts(self, key: str) -> Iterator[str]:
        """What stands for a promise, all parts of it together, in each way in which they may have
        been shown; nothing where one of them was not."""
        copies = ([shown.text for _, shown in self.copies(part)] for part in self._parts(key))
        return map("\n".join, product(*copies))

    def was_deleted(self, key: str) -> bool:
        """Whether an admin deleted some of what stood for a promise."""
        copies = (copy for part in self._parts(key) for copy in self.copies(part))
        return any(shown.id in chat.deleted for chat, shown in copies)

    def _parts(self, key: str) -> list[str]:
        """The keys of the parts in which it was promised, the first of them always."""
        return [key, *takewhile(self.numbers.__contains__, (keys.part(key, n) for n in count(1)))]

    def reached(self, sheets: list[Sheet]) -> bool:
        """Whether the bot knows that the questions of all these check-ins were seen, by somebody
        always in reach."""
        for sheet in sheets:
            asked = [one for one in self.promised.values() if one.check_in == sheet.id]
            seen = any(self.shown.get(one.id) and one.is_known for one in asked)
            chats = self.story.chats
            if not seen or any(one.account in chats[one.adapter].ever_closed for one in asked):
                return False
        return True


def gather(story: Story) -> Facts:
    """Go through the story's journal, and lay all of it side by side."""
    told = story.town.instance
    truth = Truth(told.people, _as_read(story), told.standups, _record(story))
    facts = Facts(story, truth)
    truth.was_reached = partial(_was_reached, facts)
    facts.promised = {one.id: one for one in story.kept.outbox}
    facts.numbers = {one.key: one.id for one in story.kept.outbox}
    for chat in story.chats.values():
        for shown in chat.shown.values():
            number = int(shown.key.split("-")[1])
            facts.shown.setdefault(number, []).append((chat, shown))
    _replay(facts)
    return facts


def _as_read(story: Story) -> dict[tuple[str, str], Meant]:
    """What everybody meant; of an item what stood in a message as it was read back, which says
    what it was changed to by then."""
    diary = story.diary
    took = {(one.adapter, one.event): one.at for one in story.kept.journal if one.what == "took"}
    for (adapter, _), change in story.diary.items():
        said, read_at = diary.get((adapter, change.of)), story.chats[adapter].reread.get(change.of)
        if said is None or said.remark is None or change.remark is None or read_at is None:
            continue
        taken_at = took.get((adapter, change.of))
        if taken_at is not None and read_at <= story.latest_true(taken_at):
            diary[adapter, change.of] = replace(said, remark=change.remark, text=change.text)
    return diary


def _record(story: Story) -> list[OnRecord]:
    """The lines of the audit trail; what somebody did who is forgotten is theirs all the same."""
    gone = next((m.person for m in story.diary.values() if m.sort == "forget"), "")

    def who(person: str | None) -> str:
        return gone if person is not None and person.startswith(ALIAS) else person or ""

    return [
        OnRecord(standup, action, who(by), at, who(whom))
        for standup, action, by, at, _, _, whom in story.kept.changes
    ]


def _replay(facts: Facts) -> None:
    story, truth = facts.story, facts.truth
    standups = {standup.id: standup for standup in story.town.instance.standups}
    runs = {row[0]: row[1:] for row in story.kept.runs}
    asked = {row[0]: row[1:] for row in story.kept.check_ins}
    sheets: dict[int, Sheet] = {}
    known = list(story.known)
    for noted in story.kept.journal:
        number, at = noted.number or 0, noted.at
        while known and known[0][0] <= at:
            since, instance = known.pop(0)
            truth.knows(instance.people, since)
        match noted.what:
            case "scheduled":
                facts.scheduled_at = facts.scheduled_at or at
            case "opened":
                (standup, day, _, _), closes = runs[number], instant(noted)
                if standup in standups:
                    plan = truth.steered[standup].plan
                    held = Held(number, standups[standup], date.fromisoformat(day), plan, closes)
                else:
                    held = truth.poll(number, standup, at, closes)
                truth.begins(held)
                facts.openings[number] = at
            case "closed":
                truth.runs[number].closed_at = at
                facts.closings.setdefault(number, []).append(at)
            case "asked":
                run, round_id, *_ = asked[number]
                person, _, zone = (noted.adapter or "").partition(" ")
                held = truth.runs[run]
                sheets[number] = Sheet(
                    number,
                    held,
                    held.standup.round(round_id),
                    person,
                    opened_at=at,
                    deadline=instant(noted),
                    zone=zone,
                    plan=truth.steered[held.standup.id].plan,
                )
                truth.opens(sheets[number])
            case "extended" | "put off" | "comes back" | "nudged" | "ended":
                _moves(truth, sheets[number], noted)
            case "lives":
                truth.living.begins(number, sheets[int((noted.event or "").partition("/")[2])])
            case "prolonged":
                truth.runs[number].closes = instant(noted)
            case "deadline":
                sheet = sheets[number]
                truth.ends(sheet, at, reached=_reached(facts, sheet, at))
            case "promised" | "waits" | "left":
                _goes(truth, sheets, noted)
            case "took":
                truth.takes(noted.adapter or "", noted.event or "", at)
    for since, instance in known:
        truth.knows(instance.people, since)


def _moves(truth: Truth, sheet: Sheet, noted: Noted) -> None:
    """When a check-in ends, or its question comes, is another instant now."""
    match noted.what:
        case "extended":
            truth.extends(sheet, noted.at, instant(noted))
        case "put off":
            truth.put_off(sheet, instant(noted))
        case "comes back":
            truth.comes_back(sheet, instant(noted), noted.at)
        case "nudged":
            truth.nudges(sheet)
        case "ended":
            truth.takes_poll_back(sheet, noted.at)


def _goes(truth: Truth, sheets: dict[int, Sheet], noted: Noted) -> None:
    """A question was promised, or left; of one in several messages the first counts."""
    number, key = noted.number or 0, noted.event or ""
    if number in sheets and keys.is_first(key) and keys.reminded_of(key) is None:
        left_at = noted.at if noted.what == "left" else None
        truth.puts(sheets[number], key, left_at, anew=noted.what == "promised")


def _reached(facts: Facts, sheet: Sheet, at: datetime) -> bool:
    """Whether a question of a check-in was seen by then, or is still on its way."""
    asked = (one for one in facts.promised.values() if one.check_in == sheet.id)
    promised = [one for one in asked if one.created_at <= at]
    by = facts.story.latest_true(at)
    if any(shown.at <= by for one in promised for _, shown in facts.shown.get(one.id, ())):
        return True
    tried = [(one, fates(facts, one)) for one in promised if one.attempted]
    if any("refused" in fate and (fate != {"refused"} or one.doubts) for one, fate in tried):
        # It depends on which came last, and whether the bot lived to hear of it.
        facts.truth.talks[sheet.person].muddled = True
    return any(fate != {"refused"} for _, fate in tried)


def _was_reached(facts: Facts, sheet: Sheet, at: datetime) -> bool | None:
    """Whether the bot knew by then that a question of a check-in stood where its person reads; None
    where that depends on what it heard of it in time, and of whoever went and came."""
    by, chats = facts.story.latest_true(at), facts.story.chats
    asked = [one for one in facts.promised.values() if one.check_in == sheet.id and one.attempted]
    if not any(_may_have_left(facts, one, by) for one in asked):
        return False
    went = [(one.adapter, chats[one.adapter].turns) for one in asked]
    accounts = {one.account for one in asked}
    is_sure = all(
        who not in accounts or not sheet.opened_at - _DAY < when <= by + _SOON
        for _, turns in went
        for who, when in turns
    )
    is_sure = is_sure and not any(one.account in chats[one.adapter].closed for one in asked)
    seen = [
        shown.at
        for one in asked
        if one.is_known and not one.doubts
        for _, shown in facts.shown.get(one.id, ())
    ]
    first = min(seen, default=by)
    strikes, full = facts.story.strikes, facts.story.unwritable
    is_sure = is_sure and not any(first - _SOON <= one.at <= first + 2 * _SOON for one in strikes)
    is_sure = is_sure and not any(at <= first + 2 * _SOON and first <= until for at, until in full)
    return True if is_sure and first + 2 * _SOON < by else None


def _may_have_left(facts: Facts, one: Sent, by: datetime) -> bool:
    """Whether a message may have been shown by then."""
    copies = facts.shown.get(one.id, ())
    return bool(one.doubts) or any(shown.at <= by for _, shown in copies)


def fates(facts: Facts, one: Sent) -> set[str]:
    """What became of the attempts to send a message, or to open the conversation for it."""
    tried = facts.story.chats[one.adapter].tried
    own = [fate for key, fate in tried.items() if key.split("-")[1] == str(one.id)]
    opening = tried.get(f"to-{one.account}", set()) - {"in doubt"}
    return set().union(*own) or opening
