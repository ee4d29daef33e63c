"""Who carries a lane: each taking of it is an epoch, and only the newest one may write."""

from dataclasses import dataclass
from datetime import datetime

from standup.store.database import Transaction
from standup.store.instants import from_ms, to_ms


def worker_of(host: str, pid: int, token: str) -> str:
    """What a process is called among workers; the token sets it apart from a later one."""
    return f"{host} {pid} {token}"


@dataclass(frozen=True, slots=True)
class Taken:
    """A lane, the worker that took it last, and when."""

    lane: str
    worker: str
    epoch: int
    at: datetime

    @property
    def host(self) -> str:
        """The machine the worker runs on."""
        return self.worker.split(" ")[0]

    @property
    def pid(self) -> int:
        """Its process there."""
        return int(self.worker.split(" ")[1])


async def take(tx: Transaction, lane: str, worker: str, now: datetime) -> int:
    """Take a lane, from whoever had it; returns the epoch that begins."""
    row = await tx.one(
        "INSERT INTO lane (name, worker, epoch, taken_at) VALUES (?, ?, 1, ?)"
        " ON CONFLICT (name) DO UPDATE SET worker = excluded.worker, epoch = lane.epoch + 1,"
        " taken_at = excluded.taken_at RETURNING epoch",
        lane,
        worker,
        to_ms(now),
    )
    assert row is not None
    return int(row[0])


async def is_held(tx: Transaction, lane: str, epoch: int) -> bool:
    """Whether a lane was taken by nobody since this epoch began."""
    return await tx.one("SELECT 1 FROM lane WHERE name = ? AND epoch = ?", lane, epoch) is not None


async def taken(tx: Transaction) -> list[Taken]:
    """Every lane that was ever taken, and by whom last."""
    rows = await tx.all("SELECT name, worker, epoch, taken_at FROM lane ORDER BY name")
    return [Taken(lane, worker, epoch, from_ms(at)) for lane, worker, epoch, at in rows]
