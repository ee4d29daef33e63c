"""What every adapter keeps to, ours and a third party's: the public contract, as tests.

Give your platform, or a stand-in for it, a `Bench`, and subclass `AdapterContract`:

    class TestContract(AdapterContract):
        def bench(self) -> AbstractAsyncContextManager[Bench]:
            return my_bench()

pytest then runs one test a sentence. Each opens a bench of its own and runs its own event loop, so
no plugin is needed. What a capability says is absent is not asked for.
"""

from standup.chat.contract.bench import Bench, Person, Seen
from standup.chat.contract.connecting import Connecting
from standup.chat.contract.hearing import Hearing
from standup.chat.contract.pictures import Pictures
from standup.chat.contract.places import Places
from standup.chat.contract.pressing import Pressing
from standup.chat.contract.recorder import Recorder
from standup.chat.contract.repeating import Repeating
from standup.chat.contract.saying import Saying
from standup.chat.contract.scene import meet, running, until
from standup.chat.contract.wording import AS_TYPED, HEAVY

__all__ = [
    "AS_TYPED",
    "HEAVY",
    "AdapterContract",
    "Bench",
    "Person",
    "Recorder",
    "Seen",
    "meet",
    "running",
    "until",
]


class AdapterContract(Connecting, Hearing, Saying, Pictures, Pressing, Repeating, Places):
    """What the engine relies on, a chapter a base. Subclass it and implement `bench`."""
