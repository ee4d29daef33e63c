"""Items as documents for other programs: each as JSON, and as a row of a table."""

from collections.abc import Mapping
from typing import Any

from standup.core.documents.log_formats import cell, row
from standup.core.lives.item import News
from standup.core.lives.record import Record

Names = Mapping[str, str]
"""What people are called, by their ids."""

COLUMNS = (
    *("number", "standup", "life", "words", "state", "ended", "owner", "owner_name", "since"),
    *("begun", "belief", "due", "followed_from", "led_to", "metric_before", "metric_after"),
    *("amount", "currency", "links"),
)
HEADING = row(COLUMNS)


def item_data(record: Record, names: Names) -> dict[str, Any]:
    """One item with its logbook."""
    item, amount = record.item, record.amount
    return {
        "number": item.number,
        "standup": item.standup,
        "life": item.life,
        "words": item.words,
        "state": item.state,
        "ended": item.has_ended,
        "owner": item.owner,
        "owner_name": names.get(item.owner or ""),
        "since": item.since.isoformat(),
        "begun": item.begun_at.isoformat(),
        "belief": item.belief,
        "due": item.due.isoformat() if item.due else None,
        "followed_from": item.origin,
        "led_to": list(record.led_to),
        "metric_before": record.metric.before,
        "metric_after": record.metric.after,
        "amount": amount.number if amount else None,
        "currency": amount.currency if amount else None,
        "links": list(record.links),
        "logbook": [_news_data(news, names) for news in record.news if news.text or news.value],
    }


def _news_data(news: News, names: Names) -> dict[str, Any]:
    return {
        "at": news.at.isoformat(),
        "person": news.person,
        "name": names.get(news.person or ""),
        "says": news.kind.value,
        "value": news.value,
        "text": news.text,
        "replied_on": news.replied_on,
    }


def table_row(record: Record, names: Names) -> str:
    """An item as a row of a table, without its logbook."""
    told = item_data(record, names)
    return row([_cell(told[column]) for column in COLUMNS])


def _cell(value: object) -> str:
    """A number as it is, which no spreadsheet takes for a formula; anything else made safe."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value) if isinstance(value, int | float) else cell(value)
