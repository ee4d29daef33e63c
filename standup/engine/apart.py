"""What fails for one person, and for nobody else."""

import logging

from standup.engine.faults import fault
from standup.store.database import Operation, Transaction

log = logging.getLogger(__name__)


async def apart(tx: Transaction, operation: Operation[None], what: str) -> bool:
    """Do something for one person; when it fails (False), it fails for nobody else."""
    try:
        await tx.attempt(operation)
    except Exception as error:  # noqa: BLE001 - told, and the others go on
        tell(what, error)
        return False
    return True


def tell(what: str, error: Exception) -> None:
    """Log what failed in the schedule, without anybody's words."""
    log.error("%s failed: %s at %s", what, *fault(error), extra={"action": "schedule_failed"})
