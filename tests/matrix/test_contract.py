"""The public contract on a real Synapse: plain, encrypted, and with Element's encryption."""

from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest

from standup.chat.contract import AdapterContract
from tests.matrix.offering import OfferingBench, offering_bench
from tests.matrix.synapse import Synapse


class TestPlain(AdapterContract):
    encryption = False
    element = False

    @pytest.fixture(autouse=True)
    def _on(self, synapse: Synapse, tmp_path: Path) -> None:
        self.synapse, self.folder = synapse, tmp_path

    def bench(self) -> AbstractAsyncContextManager[OfferingBench]:
        return offering_bench(
            self.synapse, self.folder, encryption=self.encryption, element=self.element
        )


class TestEncrypted(TestPlain):
    encryption = True


class TestOnlyTrustingSignedDevices(TestEncrypted):
    element = True
