"""What must survive a restart: token, device and signing keys, in a file only the bot can read."""

import json
import os
import secrets
from dataclasses import asdict, dataclass, field
from pathlib import Path


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


def read(folder: Path) -> Credentials | None:
    """What was kept, or None."""
    try:
        return Credentials(**json.loads(_file(folder).read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None


def write(folder: Path, kept: Credentials) -> None:
    """Keep these, whole or not at all."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_private(_file(folder), json.dumps(asdict(kept)))


def write_private(file: Path, text: str) -> None:
    """Replace a file that only its owner may read, so that it is never half written."""
    half = file.with_suffix(".new")
    half.unlink(missing_ok=True)
    with os.fdopen(os.open(half, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())
    half.replace(file)


def _file(folder: Path) -> Path:
    return folder / "credentials.json"
