"""The platforms that are played, and how others fare there."""

from functools import partial

from bench.chat.measure import Subject, measure

_TELEGRAM = Subject(
    "telegram",
    "python-telegram-bot",
    at_once=30,
    per_second=30,
    scale=(
        "the best open bot measured on Telegram takes 2.1 / 9.1 ms (p50 / p99) for one person,\n"
        "  249 / 1,092 ms with 200 at once, 4.5 s to ask 1,000 and 34.5 s from 30 ms away."
    ),
)
_DISCORD = Subject(
    "discord",
    "discord.py",
    at_once=50,
    per_second=50,
    scale=("the best open bot measured on Discord takes 113 / 372 ms (p50 / p99) with 50 at once."),
)

telegram = partial(measure, _TELEGRAM)
discord = partial(measure, _DISCORD)
