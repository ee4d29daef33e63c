"""The public contract on the stand-in: in a group of replies, and in a forum with topics."""

from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest

from standup.chat.contract import AdapterContract
from tests.telegram.bench import TelegramBench, telegram_bench


class TestReplies(AdapterContract):
    forum = False

    @pytest.fixture(autouse=True)
    def _in(self, tmp_path: Path) -> None:
        self.folder = tmp_path

    def bench(self) -> AbstractAsyncContextManager[TelegramBench]:
        return telegram_bench(self.folder, forum=self.forum, admin=self.forum)


class TestTopics(TestReplies):
    forum = True
