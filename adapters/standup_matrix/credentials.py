"""What a device is known by: its token, and the keys to its keys."""

import json
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from standup_matrix.keeping import Keeping

NAME = "credentials"


@dataclass(frozen=True, slots=True)
class Credentials:
    """One device of one account. `seeds` are the cross-signing keys, by their usage, in base64."""

    user: str
    device: str
    token: str = field(default="", repr=False)
    pickle_key: str = field(default="", repr=False)
    seeds: dict[str, str] = field(default_factory=dict, repr=False)


def fresh(user: str, device: str = "") -> Credentials:
    """Credentials of a device that nobody has signed in with yet."""
    device = device or "STANDUP" + secrets.token_hex(4).upper()
    return Credentials(user, device, pickle_key=secrets.token_urlsafe(32))


def read(kept: Mapping[str, str]) -> Credentials | None:
    """What was kept, or None."""
    text = kept.get(NAME)
    return None if text is None else Credentials(**json.loads(text))


def put(keeping: Keeping, credentials: Credentials) -> None:
    """Keep these from the next writing on."""
    text = json.dumps(asdict(credentials))
    keeping.put(NAME, lambda: text)
