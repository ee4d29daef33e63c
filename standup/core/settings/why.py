"""Why something that was said does nothing."""

from enum import StrEnum


class Why(StrEnum):
    """Why a setting does nothing."""

    NOBODY = "there is no such person"
    NO_STANDUP = "there is no such standup"
    NOT_IN_IT = "they take no part in it"
    NO_ZONE = "there is no such time zone"
    FIXED = "the files keep it fixed"
    WRITTEN = "the files have a standup of that id"
    NO_ROUND = "there is no such round"
    NO_QUESTION = "there is no such question"
    OUTSIDE = "it is outside the hours that the files allow"
    OUT_OF_ORDER = "it does not fit the other times"
    UNSCHEDULED = "it has no schedule: no `cron` says when anybody is asked"
