"""What may never happen, each thing checked from outside once the story is over."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from standup.simulate.facts import Facts, gather
from standup.simulate.invariants import (
    begun,
    living,
    polls,
    questions,
    runs,
    settled,
    shown,
    silent,
    steered,
    words,
)
from standup.simulate.simulation import Story


@dataclass(frozen=True, slots=True)
class Invariant:
    """Something that always holds; `broken` says where it does not.

    `by_the_clock`: it is held to the true time, so that the bot must know what time it is.
    """

    says: str
    broken: Callable[[Facts], Iterator[str]]
    by_the_clock: bool = False


def lies(story: Story) -> Iterator[tuple[str, str]]:
    """What ought not to be in a story: which invariant is broken, and where."""
    facts = gather(story)
    for invariant in INVARIANTS:
        if invariant.by_the_clock and story.jumps:
            continue
        for where in invariant.broken(facts):
            yield invariant.says, where


INVARIANTS = (
    Invariant("every word that a platform delivered is taken", words.untaken),
    Invariant("and kept where it was meant, in its last wording", words.misfiled),
    Invariant("nothing is posted that its author did not mean", words.unmeant),
    Invariant("nobody answers a question that they cannot have seen", words.answered_unseen),
    Invariant(
        "nothing is shown twice, but for a lost reply where no key tells", questions.asked_twice
    ),
    Invariant("no question is put more often than there is reason to", questions.asked_again),
    Invariant(
        "whoever is to be asked is asked, and waits for nobody else", questions.not_asked, True
    ),
    Invariant("nobody is asked or reminded when it is over", questions.shown_too_late, True),
    Invariant("nobody is asked on a day that is not theirs", steered.asked_on_another_day),
    Invariant(
        "after a pause nothing leaves but replies and what is owed", steered.asked_in_a_pause
    ),
    Invariant("what is said of a standup is on record, and nothing else", steered.off_the_record),
    Invariant("who wants to know who is missing is told", steered.untold),
    Invariant("questions are put as those who run a standup say", steered.otherwise_worded),
    Invariant("whoever may answer by themselves does, and when they may", begun.untimely, True),
    Invariant("whoever says nothing is asked about it once, and let be", silent.misheard),
    Invariant("a poll asks those who are there, and nobody else", polls.unpolled, True),
    Invariant("what came of a poll is what people chose", polls.miscounted),
    Invariant("what somebody puts off comes back when they said", settled.not_put_off, True),
    Invariant("nobody is reminded who said so", settled.reminded_in_spite, True),
    Invariant(
        "in quiet hours nothing leaves but replies and, silently, what cannot wait",
        settled.told_in_quiet,
        True,
    ),
    Invariant("an item stands where people say, and its logbook holds that", living.misplaced),
    Invariant("each line that lives on is one item, and no other words are", living.unborn),
    Invariant("no time is told that does not hold", questions.untrue_times, True),
    Invariant("nobody's language changes but once, to their own", questions.changed_languages),
    Invariant("every round opens and ends at its local time", runs.untimely, True),
    Invariant("every run closes once, in time", runs.unclosed, True),
    Invariant("everything that was shared stands in every channel", shown.unposted),
    Invariant("no message waits behind another's failure", shown.waiting_in_vain, True),
    Invariant("and is in the learning log, with nothing else", shown.unlogged),
    Invariant("what participants alone may read is shown to nobody else", shown.beyond_readers),
    Invariant("and all of them are told it when the day closes", shown.unreported),
    Invariant("digests and figures are what people did", shown.wrong_figures),
    Invariant("what somebody wishes to be told is told once", shown.ungranted),
    Invariant("nothing is left undone", shown.undone),
    Invariant("the engine has nothing to complain of", shown.complaints),
)
