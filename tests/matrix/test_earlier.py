"""An installation whose keys lie in files, as they did before, on a real Synapse."""

import json
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path

from nio.store import DefaultStore  # type: ignore[import-untyped]

from standup.chat.contract import Recorder, running
from standup_matrix import credentials, earlier
from standup_matrix.credentials import Credentials
from standup_matrix.keeping import Keeping
from standup_matrix.key_store import KeyStore
from tests.matrix.bench import MatrixBench, matrix_bench
from tests.matrix.synapse import Synapse
from tests.matrix.test_matrix import Json, as_bot, devices, happened, meet, sent


async def test_keys_in_files_move_into_the_database_once(synapse: Synapse, tmp_path: Path) -> None:
    async with matrix_bench(synapse, tmp_path, encryption=True, element=True) as bench:
        adapter, inbox = bench.adapter(), bench.inbox()
        async with running(adapter, inbox):
            place = await meet(bench, adapter)
            await bench.person.write("with the first key")
            await happened("the message", lambda: inbox.said)
        before, folder = devices(bench), bench.folder / "machine-2"
        sealed = _put_into_files(bench, folder)
        written = await bench.person.write("still with the first key")
        first = await _talk(bench, inbox, place, "the first machine")
        assert first.said[0].id == written
        await _talk(bench, first, place, "the second machine")
        assert [one.text for one in await bench.person.reads()] == [
            "hello",
            "from the first machine",
            "from the second machine",
        ]
        assert devices(bench) == before
        assert json.dumps(sealed) in "".join(bench.memory.values())
    assert not (folder / "credentials.json").exists()
    assert (folder / "credentials.moved.json").exists()


async def _talk(bench: MatrixBench, earlier: Recorder, place: str, who: str) -> Recorder:
    adapter, inbox = bench.adapter(), Recorder(earlier.position, bench.memory)
    async with running(adapter, inbox):
        await sent(adapter, place, f"from {who}", who)
        await bench.person.write(f"to {who}")
        await happened("it", lambda: f"to {who}" in [one.text for one in inbox.said])
    return inbox


async def test_the_files_of_another_account_are_let_be(tmp_path: Path) -> None:
    file = tmp_path / "credentials.json"
    file.write_text(json.dumps(asdict(Credentials("@another:matrix.test", "THEIRS"))))
    inbox = Recorder()
    keeping = Keeping(inbox)
    await earlier.move(tmp_path, "@bot:matrix.test", keeping, lambda: datetime.now(UTC))
    assert file.exists()
    assert inbox.memory == {}


def _put_into_files(bench: MatrixBench, folder: Path) -> Json:
    """What the database has, in files instead; returns a sealed event that waits there."""
    as_bot(bench, "PUT", f"/user/{bench.bot}/account_data/org.open-standup.waterline", {})
    folder.mkdir()
    known = credentials.read(bench.memory)
    assert known is not None
    (folder / "credentials.json").write_text(json.dumps(asdict(known)))
    keys = KeyStore(
        Keeping(bench.inbox()), dict(bench.memory), known.pickle_key, lambda: datetime.now(UTC)
    )
    files = DefaultStore(known.user, known.device, str(folder), known.pickle_key)
    files.save_account(keys.load_account())
    for sender, sessions in keys.load_sessions().items():
        for session in sessions:
            files.save_session(sender, session)
    for group_session in keys.load_inbound_group_sessions():
        files.save_inbound_group_session(group_session)
    for device in keys.load_device_keys():
        files.save_device_keys({device.user_id: {device.id: device}})
    files.save_encrypted_rooms(keys.load_encrypted_rooms())
    files.database.close()
    since = datetime.now(UTC) + timedelta(days=1)
    event: Json = {"event_id": "$sealed"}
    sealed = ["!room:matrix.test", event, since.isoformat()]
    (folder / "undecrypted.json").write_text(json.dumps([sealed]))
    bench.memory.clear()
    return event
