"""One Synapse for all tests here; those that stop it or need its limits start their own."""

import pytest

from tests.matrix.synapse import Synapse
from tests.sharing import folder_of_the_run, share


@pytest.fixture(scope="session")
def synapse(pytestconfig: pytest.Config) -> Synapse:
    """One Synapse for every process of this run."""
    folder = folder_of_the_run()

    def start() -> tuple[Synapse, str]:
        server = Synapse(folder / "synapse")
        server.start()
        return server, server.how_to_join

    mark = folder / "synapse-runs"
    return share(pytestconfig, mark, start, Synapse.joined, Synapse.stop)
