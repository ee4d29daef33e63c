"""What a run of the tests says of itself: whether the platforms' specifications were there."""

import pytest

from tests.standins import specs


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what was left out, where it was."""
    if specs.folder() is None:
        terminalreporter.write_line(
            "The platforms' specifications are not here, so what Discord's and Telegram's stand-ins"
            f" were sent was held to their own code alone; {specs.VARIABLE} names the folder.",
            yellow=True,
        )
