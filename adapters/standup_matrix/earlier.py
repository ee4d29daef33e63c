"""What releases before this kept in files of one machine, moved into the database once."""

import json
import logging
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from nio.store import DefaultStore  # type: ignore[import-untyped]

from standup_matrix import credentials
from standup_matrix.credentials import Credentials
from standup_matrix.keeping import Keeping
from standup_matrix.key_store import KeyStore
from standup_matrix.waiting import Waiting

log = logging.getLogger(__name__)

logging.getLogger("peewee").setLevel(logging.WARNING)  # it logs what it reads


async def move(folder: Path, user: str, keeping: Keeping, now: Callable[[], datetime]) -> None:
    """Keep what the files of this account hold, all or nothing, and let them be from then on."""
    file = folder / "credentials.json"
    if credentials.NAME in await keeping.read() or not file.exists():
        return
    known = Credentials(**json.loads(file.read_text(encoding="utf-8")))
    if known.user != user:
        return
    _move_keys(folder, known, KeyStore(keeping, {}, known.pickle_key, now))
    _move_sealed(folder / "undecrypted.json", Waiting(keeping, {}))
    credentials.put(keeping, known)
    await keeping.write()
    file.rename(folder / "credentials.moved.json")
    log.info("The files in %s are in the database now", folder, extra={"action": "matrix_moved"})


def _move_keys(folder: Path, known: Credentials, keys: KeyStore) -> None:
    if not (folder / f"{known.user}_{known.device}.db").exists():
        return
    files: Any = DefaultStore(known.user, known.device, str(folder), known.pickle_key)
    try:
        if (account := files.load_account()) is None:
            return
        keys.save_account(account)
        for sender, sessions in files.load_sessions().items():
            for session in sessions:
                keys.save_session(sender, session)
        for group_session in files.load_inbound_group_sessions():
            keys.save_inbound_group_session(group_session)
        for device in files.load_device_keys():
            keys.save_device_keys({device.user_id: {device.id: device}})
        keys.save_encrypted_rooms(files.load_encrypted_rooms())
        for request in files.load_outgoing_key_requests().values():
            keys.add_outgoing_key_request(request)
    finally:
        files.database.close()


def _move_sealed(file: Path, waiting: Waiting) -> None:
    if not file.exists():
        return
    for room, event, since in json.loads(file.read_text(encoding="utf-8")):
        waiting.add(room, event, datetime.fromisoformat(since))
