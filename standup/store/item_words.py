"""What people said in items and of them: how long it is kept, and all of it that is of a person."""

import json
from datetime import datetime
from typing import Any

from standup.core.lives.item import Item, News
from standup.store import item_wordings, items, logbook, messages
from standup.store.database import Transaction
from standup.store.instants import to_ms
from standup.store.owner import Forgotten, Owner
from standup.store.text import encode


async def fade(tx: Transaction, run: int, person: str) -> None:
    """Delete what somebody said in a run, where it is kept no longer; numbers and states stay."""
    await tx.run("UPDATE item SET words = '' WHERE run_id = ? AND author = ?", run, person)
    await tx.run("UPDATE item_news SET text = '' WHERE run_id = ? AND person = ?", run, person)


async def fade_before(tx: Transaction, before: datetime) -> None:
    """The same of what was said in no run."""
    await tx.run(
        "UPDATE item_news SET text = '' WHERE run_id IS NULL AND said_at < ? AND text <> ''",
        to_ms(before),
    )
    await tx.run("DELETE FROM item_wording WHERE said_at < ?", to_ms(before))


async def forget(tx: Transaction, whom: Forgotten) -> None:
    """Their words go, and their name; that there was an item, and how it ended, stays."""
    await _unshow(tx, whom.person)
    await logbook.renew_posts_of(tx, whom.person)
    await tx.run("UPDATE item SET words = '', author = NULL WHERE author = ?", whom.person)
    await tx.run(
        "UPDATE item_news SET text = '', source = 'gone/' || id, person = NULL WHERE person = ?",
        whom.person,
    )
    await tx.run("DELETE FROM item_wording WHERE person = ?", whom.person)
    for table in ("item_news", "item_wording"):
        await tx.run(
            f"UPDATE {table} SET value = '' WHERE kind = 'owner' AND value = ?", whom.person
        )
    for (number,) in await tx.all("SELECT id FROM item WHERE owner = ?", whom.person):
        await logbook.renew(tx, number)


_HAD = (
    "SELECT i.id, i.owner FROM item i WHERE i.author = ? AND i.owner <> ?"
    " UNION SELECT i.id, n.value FROM item i JOIN item_news n ON n.item_id = i.id"
    " WHERE i.author = ? AND n.kind = 'owner' AND n.value NOT IN ('', ?)"
)


async def _unshow(tx: Transaction, author: str) -> None:
    """Take the words of somebody's items out of what others were asked about them."""
    for number, owner in await tx.all(_HAD, *(author,) * 4):
        called = f"#{number} "
        await messages.empty_naming(tx, owner, called)
        shown = await tx.all(
            "SELECT id, shown FROM check_in WHERE person = ? AND shown LIKE ?", owner, f"%{called}%"
        )
        for check_in, text in shown:
            asked = {
                question: [f"{called}…" if one.startswith(called) else one for one in lines]
                for question, lines in json.loads(text).items()
            }
            await tx.run("UPDATE check_in SET shown = ? WHERE id = ?", encode(asked), check_in)
            await tx.run(
                "UPDATE post SET wanted = wanted + 1 WHERE kind = 'report' AND subject = ?",
                str(check_in),
            )


async def _export(tx: Transaction, person: str) -> dict[str, Any]:
    """The items they began or have, and what they said of any."""
    return {
        "items": [_told(item, person) for item in await items.of_person(tx, person)],
        "said_of_items": [_said(*said) for said in await logbook.said_by(tx, person)],
        "earlier_of_items": [_said(*said) for said in await item_wordings.said_by(tx, person)],
    }


def _told(item: Item, person: str) -> dict[str, Any]:
    """What is theirs of it: the words of another stay another's."""
    return {
        "number": item.number,
        "standup": item.standup,
        "life": item.life,
        "words": item.words if item.author == person else "",
        "is_author": item.author == person,
        "is_owner": item.owner == person,
        "state": item.state,
        "since": item.since.isoformat(),
        "begun_at": item.begun_at.isoformat(),
        "belief": item.belief,
        "due": item.due.isoformat() if item.due else None,
        "followed_from": item.origin,
        "asked_about": item.asked,
        "asked_at": item.asked_at.isoformat() if item.asked_at else None,
    }


def _said(number: int, news: News) -> dict[str, Any]:
    return {
        "item": number,
        "kind": news.kind.value,
        "value": news.value,
        "text": news.text,
        "at": news.at.isoformat(),
        "replied_on": news.replied_on,
    }


PERSONAL = Owner(
    {
        "item": ("author", "owner", "words"),
        "item_news": ("person", "text", "value", "source"),
        "item_wording": ("person", "text", "value", "source", "edit"),
    },
    forget,
    _export,
)
