"""Messages that were promised and what became of each: the outbox's states and their changes.

promised ──▶ pending ──claim──▶ sending ──confirmed──▶ sent ──said anew──▶ pending (an edit)
   │            │                  ├── not now ───────▶ pending, later, same key
   │            │                  ├── cannot reach ──▶ held until the person is back
   │            └─ no longer true ─┴────────────────▶ expired; given up ─▶ dead
   └─ at once ─▶ sending: a reply that nothing precedes but what its lane is sending there

However its sending began, that is on disk before the platform hears of it, with the time of the
first attempt; what a death leaves *sending* is in doubt, and sent again under the same key. What
follows one that could not be sent, or whose lane ended, is given back: *pending*, as if untried.
"""

from standup.store.outbox.claiming import claim, expire, give_back, next_due, recover
from standup.store.outbox.dropping import drop_old, drop_soon
from standup.store.outbox.holding import held_questions, open_again, release, shut, take_held
from standup.store.outbox.looking import (
    FAILED,
    Spoken,
    Standing,
    addressee,
    direct_places,
    exists,
    is_refused,
    key_of,
    ours_in_channels,
    prefix,
    spoken,
    standing,
    standing_as,
    waiting,
)
from standup.store.outbox.promising import (
    hasten,
    promise,
    withdraw,
    withdraw_all,
    withdraw_questions,
)
from standup.store.outbox.settling import (
    anew,
    begin_anew,
    confirm,
    doubt,
    give_up,
    hold,
    leave_as_it_is,
    leave_gone,
    leave_in_doubt,
    postpone,
    say_anew,
    without_key,
)
from standup.store.outbox.states import Claimed, Kept, Promise

__all__ = [
    "FAILED",
    "Claimed",
    "Kept",
    "Promise",
    "Spoken",
    "Standing",
    "addressee",
    "anew",
    "begin_anew",
    "claim",
    "confirm",
    "direct_places",
    "doubt",
    "drop_old",
    "drop_soon",
    "exists",
    "expire",
    "give_back",
    "give_up",
    "hasten",
    "held_questions",
    "hold",
    "is_refused",
    "key_of",
    "leave_as_it_is",
    "leave_gone",
    "leave_in_doubt",
    "next_due",
    "open_again",
    "ours_in_channels",
    "postpone",
    "prefix",
    "promise",
    "recover",
    "release",
    "say_anew",
    "shut",
    "spoken",
    "standing",
    "standing_as",
    "take_held",
    "waiting",
    "withdraw",
    "withdraw_all",
    "withdraw_questions",
    "without_key",
]
