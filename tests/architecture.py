"""The drawings of docs/architecture.md: what happens, and the code that does it.

Every step and every way names a function, below `standup.`; tests/test_docs.py finds each.
"""

from standup.core.posts import PostKind
from tests.drawing import Step, Way, layers, sequence, states
from tests.test_rooms import ROOT, doors, imports

_TAKEN = "one transaction: taken whole, or not at all"
_DECIDED = "one transaction for each moment"
_POSTED = "another transaction"
_CLAIMED = "a transaction before each sending"

ANSWER_LANES = ("a person", "their platform", "adapter", "inbox", "conversation", "store", "lane")
ANSWER = (
    Step("a person", "their platform", "writes a reply"),
    Step("their platform", "adapter", "an update, an event, a sync"),
    Step("adapter", "inbox", "Said, with the platform's own id", "engine.inbox.Inbox.take"),
    Step(
        "inbox",
        "store",
        "notes the id: what came before changes nothing",
        "store.inbound.note",
        _TAKEN,
    ),
    Step("inbox", "store", "how far the person is", "store.conversations.load", _TAKEN),
    Step("inbox", "conversation", "what follows?", "core.conversation.decide.converse", _TAKEN),
    Step(
        "inbox",
        "store",
        "the answer, and that its post is stale",
        "engine.carry_out.decide",
        _TAKEN,
    ),
    Step("inbox", "store", "promises the next question", "store.outbox.promise", _TAKEN),
    Step("inbox", "store", "moves the platform's position", "store.inbound.move_cursor", _TAKEN),
    Step("inbox", "adapter", "it is on disk"),
    Step("adapter", "their platform", "confirms the message"),
    Step("lane", "adapter", "sends, with the key", "chat.interface.Adapter.send"),
    Step("adapter", "their platform", "the next question"),
    Step("their platform", "a person", "shows it"),
    Step("lane", "store", "notes that it is shown", "store.outbox.confirm"),
)
POST_LANES = ("publisher", "posts", "store", "lane", "adapter", "the channel")
POST = (
    Step("publisher", "store", "which posts are stale?", "store.posts.stale"),
    Step("publisher", "posts", "what does it say now?", "engine.posts.kinds.composed_by"),
    Step("posts", "store", "reads the facts in one look", "engine.posts.shared.report"),
    Step(
        "publisher",
        "store",
        "promises it for each channel, under the post's key",
        "engine.posts.posting.promise",
        _POSTED,
    ),
    Step(
        "publisher",
        "store",
        "and keeps it in the learning log",
        "store.learning_log.indexing.keep",
        _POSTED,
    ),
    Step(
        "lane",
        "store",
        "begins what is due, the first of each destination",
        "store.outbox.claim",
        _CLAIMED,
    ),
    Step("lane", "adapter", "sends it, or edits what stands there", "chat.interface.Adapter.edit"),
    Step("adapter", "the channel", "the report, in the thread"),
    Step("lane", "store", "notes that it is shown", "store.outbox.confirm"),
)
MOMENT_LANES = ("clock", "scheduler", "store", "conversation", "lane", "their platform")
MOMENT = (
    Step("scheduler", "store", "when is the next moment?", "store.openings.next_moment"),
    Step("scheduler", "clock", "sleeps until then", "engine.clock.wait"),
    Step(
        "scheduler",
        "store",
        "reminders, then deadlines, then closings, then openings",
        "engine.scheduler.Scheduler.settle",
    ),
    Step(
        "scheduler",
        "scheduler",
        "is it still to be asked, or was it missed?",
        "core.schedule.ends",
        _DECIDED,
    ),
    Step(
        "scheduler", "store", "opens the run, a thread is wanted", "store.runs.open_run", _DECIDED
    ),
    Step(
        "scheduler",
        "store",
        "a check-in for each of a hundred people",
        "store.asking.open_check_in",
        _DECIDED,
    ),
    Step(
        "scheduler",
        "conversation",
        "Opened: what is asked?",
        "core.conversation.decide.converse",
        _DECIDED,
    ),
    Step(
        "scheduler",
        "store",
        "promises the question, true until the deadline",
        "store.outbox.promise",
        _DECIDED,
    ),
    Step(
        "scheduler",
        "store",
        "and when it opens next, on a later date",
        "store.openings.set_due",
        _DECIDED,
    ),
    Step("lane", "store", "replies first, then questions, by due time", "store.outbox.claim"),
    Step("lane", "their platform", "at the platform's pace", "engine.pacer.Pacer.available"),
)
EDIT_LANES = ("a person", "adapter", "inbox", "conversation", "store", "publisher", "lane")
EDIT = (
    Step("a person", "adapter", "edits or deletes a message"),
    Step(
        "adapter", "inbox", "Edited or Deleted, with that message's id", "engine.inbox.Inbox.take"
    ),
    Step("inbox", "store", "whose words are they?", "store.writings.author", _TAKEN),
    Step(
        "inbox",
        "conversation",
        "may they, and what follows?",
        "core.conversation.edits.correct",
        _TAKEN,
    ),
    Step(
        "inbox",
        "store",
        "the new words; the old are kept as earlier wording",
        "store.writings.reword",
        _TAKEN,
    ),
    Step(
        "inbox", "store", "or they are erased, earlier wordings too", "store.writings.erase", _TAKEN
    ),
    Step(
        "inbox", "store", "the post, the head and the digest are stale", "store.posts.renew", _TAKEN
    ),
    Step("publisher", "store", "composed anew, under the key it had", "store.outbox.promise"),
    Step(
        "lane", "adapter", "an edit of the message that stands there", "chat.interface.Adapter.edit"
    ),
    Step("lane", "store", "or, where none can be edited, a new one", "store.outbox.say_anew"),
)

STATES = {
    "pending": (120.0, 210.0),
    "sending": (480.0, 210.0),
    "sent": (860.0, 210.0),
    "held": (480.0, 430.0),
    "expired": (120.0, 430.0),
    "dead": (860.0, 430.0),
}
WAYS = (
    Way("pending", "sending", "its turn has come", ("claim",), 80),
    Way("sending", "pending", "not now, or nobody knows", ("postpone", "doubt", "recover"), 80),
    Way("sending", "sent", "the platform shows it", ("confirm",)),
    Way("sent", "pending", "it says something else", ("promise",), 280),
    Way("sending", "held", "the person cannot be reached", ("hold",)),
    Way("held", "pending", "they are back", ("release",)),
    Way("pending", "expired", "no longer true", ("expire",)),
    Way("held", "expired", "no longer true", ("withdraw_all", "expire")),
    Way("sending", "dead", "it never will be sent", ("give_up",)),
)


def drawings() -> dict[str, str]:
    """Every drawing of the page, by its file in docs/architecture/."""
    return {
        "rooms.svg": layers("The rooms, each knowing only rooms below it", rooms()),
        "core.svg": layers("The rooms inside core", doors("standup/core")),
        "answer.svg": sequence("The life of an answer", ANSWER_LANES, ANSWER),
        "post.svg": sequence("The life of a post", POST_LANES, POST),
        "moment.svg": sequence("The life of a due moment", MOMENT_LANES, MOMENT),
        "edit.svg": sequence("The life of an edit", EDIT_LANES, EDIT),
        "outbox.svg": states("The states of a message in the outbox", STATES, WAYS),
    }


def rooms() -> dict[str, set[str]]:
    """Which rooms each room knows, as its imports say."""
    names = {path.name for path in (ROOT / "standup").iterdir() if (path / "__init__.py").exists()}
    known = {name: _known(f"standup/{name}", names) - {name} for name in names}
    return known | {"adapters": _known("adapters", names)}


def _known(folder: str, names: set[str]) -> set[str]:
    found = {name for path in (ROOT / folder).rglob("*.py") for name in imports(path)}
    return names & {name.split(".")[1] for name in found if name.startswith("standup.")}


def kinds() -> str:
    """The kinds of posts, as a table."""
    rows = [f"| `{kind.value}` | {_TOLD[kind]} |" for kind in PostKind]
    return "| kind | tells |\n|---|---|\n" + "\n".join(rows) + "\n"


_TOLD = {
    PostKind.THREAD: "the head of a run's thread: which day, who takes part, how many have shared",
    PostKind.REPORT: "what somebody answered in a round",
    PostKind.UPDATE: "what somebody added between the rounds",
    PostKind.DIGEST: "how a run ended: who shared what, who is away, who has not",
    PostKind.SUMMARY: "what a run amounts to",
    PostKind.RESULT: "what came of a poll: how many chose what",
    PostKind.SAME: "who of a run plans the same as another",
    PostKind.MONTH: "what a month amounts to",
    PostKind.ACCOUNTABILITY: "what was learned, who shared and how it went, over weeks",
    PostKind.ITEM: "what became of an item that lives, where that was said between the rounds",
    PostKind.OWN: "a person's own report, which they shared",
}
