"""What a platform can do, as data: what is asked instead of which platform it is."""

from dataclasses import dataclass
from datetime import datetime

UNLIMITED = float("inf")


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a platform can do; the defaults are the pessimistic ones.

    `text_limit` is in UTF-8 bytes of plain text a message; markup must fit on top of it.
    `images`: a message can be a picture with words to it.
    `choices` are buttons beside a message, `forms` questions that are filled in all at once.
    `threads`: a message can stand with the one that opened its thread, be it a reply to it.
    `silent`: a message can arrive without a sound.
    `mentions`: a message can call somebody by their account, so that they are told.
    `tells_zone`: an account's profile may say its person's time zone.
    `opens_direct`: we may write first; where not, `invitation` is the link by which a person
    begins, with `{code}` where a code goes in.
    `hears_replies`: what people reply to a message of ours in a channel is shown to us.

    `new_line` is how its clients begin a new line, in a few words; `cuts_text`: they cut a text of
    more than 4,096 UTF-16 units into several messages.

    `channel` is how people may call a broadcast channel: a regular expression whose first group is
    the channel as the files have it; empty where they cannot.

    The pace stays below the platform's limits: `per_second` messages in all, `place_per_second` in
    one conversation or channel, of which `place_burst` may come together, `channel_per_minute` in
    one broadcast channel; `at_once` requests.
    `key_window` is for how many seconds the platform recognises a repeated key (0: never).
    `connections`: it receives through so many, each of which may run on a machine of its own; what
    is sent leaves where the first one runs.
    """

    text_limit: int = 1000
    threads: bool = False
    edits: bool = False
    images: bool = False
    choices: bool = False
    forms: bool = False
    silent: bool = False
    mentions: bool = False
    tells_zone: bool = False
    opens_direct: bool = False
    invitation: str = ""
    sees_edits: bool = False
    sees_deletes: bool = False
    hears_replies: bool = False
    new_line: str = ""
    channel: str = ""
    cuts_text: bool = False
    per_second: float = 20.0
    place_per_second: float = UNLIMITED
    place_burst: int = 1
    channel_per_minute: float = UNLIMITED
    at_once: int = 1
    key_window: float = 0.0
    reads_history: bool = False
    connections: int = 1

    def recognises(self, since: datetime, now: datetime) -> bool:
        """Whether a key first sent at `since` is surely known to the platform still."""
        return 0 <= (now - since).total_seconds() < self.key_window  # a clock may be set back


NONE = Capabilities()
