"""What every adapter keeps to, ours and a third party's: the public contract, as tests.

Give your platform, or a stand-in for it, a `Bench`, and subclass `AdapterContract`:

    class TestContract(AdapterContract):
        def bench(self) -> AbstractAsyncContextManager[Bench]:
            return my_bench()

pytest then runs one test a sentence. Each opens a bench of its own and runs its own event loop, so
no plugin is needed. What a capability says is absent is not asked for. A bench that has more to
offer, a second person or a line that can be cut, is held to more: see `Offers`. What it does not
offer is named in the summary as not tried.
"""

from standup.chat.contract.bench import Bench, Channel, Person, Seen
from standup.chat.contract.calling import Calling
from standup.chat.contract.connecting import Connecting
from standup.chat.contract.failing import Failing
from standup.chat.contract.hearing import Hearing
from standup.chat.contract.offers import Offers, Speaker
from standup.chat.contract.pictures import Pictures
from standup.chat.contract.places import Places
from standup.chat.contract.pressing import Pressing
from standup.chat.contract.recorder import Recorder
from standup.chat.contract.repeating import Repeating
from standup.chat.contract.replying import Replying
from standup.chat.contract.returning import Returning
from standup.chat.contract.saying import Saying
from standup.chat.contract.scene import meet, running, until
from standup.chat.contract.together import Together
from standup.chat.contract.wording import AS_TYPED, HEAVY

__all__ = [
    "AS_TYPED",
    "HEAVY",
    "AdapterContract",
    "Bench",
    "Channel",
    "Offers",
    "Person",
    "Recorder",
    "Seen",
    "Speaker",
    "meet",
    "running",
    "until",
]


class AdapterContract(
    Connecting,
    Failing,
    Hearing,
    Returning,
    Saying,
    Calling,
    Pictures,
    Pressing,
    Repeating,
    Replying,
    Places,
    Together,
):
    """What the engine relies on, a chapter a base. Subclass it and implement `bench`."""
