"""What was measured for a team as a table, for spreadsheets."""

from standup.core.documents.log_formats import cell, row
from standup.core.documents.report_json import figures_data
from standup.core.reports.report import Period

_OF_IT = ("round", "question", "ask", "unit", "better", "target")
COLUMNS = ("standup", "day", *_OF_IT, "value", "holds")


def table(period: Period) -> str:
    """A row for each value that was given in a period, the heads of the columns first."""
    rows = [row(COLUMNS)]
    for metric in figures_data(period)["metrics"]:
        about = [cell(metric[name]) for name in _OF_IT[:-1]]
        target = "" if metric["target"] is None else str(metric["target"])
        for one in metric["values"]:
            value, holds = str(one["value"]), "yes" if one["holds"] else "no"
            rows.append(row([cell(period.standup.id), one["day"], *about, target, value, holds]))
    return "".join(rows)
