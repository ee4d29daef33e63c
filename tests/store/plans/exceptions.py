"""What counts as a narrow way to a row, and what the store reads through all the same, and why."""

NARROW = frozenset(
    {
        "id",
        "rowid",
        "key",
        "name",
        "digest",
        "person",
        "author",
        "owner",
        "account",
        "destination",
        "message",
        "message_id",
        "said_by",
        "edit",
        "thread",
        "subject",
        "check_in_id",
        "addition_id",
        "entry_id",
        "item_id",
        "post_id",
        "source",
        "origin",
        "day",
        "period",
        "words",
    }
)
"""Columns of which one value has few rows, or those of one person: an index on them is narrow.

`words` is asked by the full-text search of either database. What is not here may hold everything in
one value: an adapter, a standup, a run, a kind, a state, a zone, an urgency.
"""

NARROW_SPAN = frozenset({"key", "name", "subject", "day", "since"})
"""Columns of which a part is asked for: what begins with some words, or lies in a period."""

FEW = {
    "fact": "a dozen facts about the installation",
    "position": "one row a platform",
    "lane": "one row a lane",
    "stumble": "events that failed once or twice, until they are taken",
    "wish": "wishes that are not fulfilled yet: a person has five at most",
    "hint_due": "plans that were just posted, until they are looked at",
    "schedule": "one row for each zone in use and each round",
    "change": "what owners did, one row for each of their words",
    "confirming": "one row for whoever was shown something in the last minutes",
    "leaver": "who was forgotten while a run is open: deleted when it closes",
    "schema_upgrade": "one row a step of the schema",
}
"""Tables that do not grow with people, history or waiting messages."""

FEW_IN = {
    "run_closes": "open runs alone",
    "summary_open": "what a model is still to be asked",
    "setting_standup": "what holds of one standup: its pause, and the days it is cancelled",
    "sqlite_autoindex_tally_1": "a dozen counts of one run",
    "tally_pkey": "a dozen counts of one run",
    "sqlite_autoindex_touched_1": "who has changed since the head was told last, a page at a time",
    "touched_pkey": "who has changed since the head was told last, a page at a time",
    "sqlite_autoindex_twin_1": "lines of one run's plans that are near, a hundred at most",
    "twin_pkey": "lines of one run's plans that are near, a hundred at most",
    "item_news_owner": "what one person was given",
    "item_wording_owner": "what one person was given",
    "run_open_of": "open runs alone",
    "post_of_no_run": "what became of items between runs, as long as words are kept: at night",
    "inbound_failed": "events that could not be handled, which are mended or deleted",
}
"""Indices that hold few rows of a table, however many there are."""

_RUN = "tells of all who take part in a run, so it reads all of them"
_DUE = "reads what is due, up to so many, and what is due is settled"
_NIGHT = "is carried out once a day, at night, on a table with at most a row a person"
_ONE_KIND = "posts of these kinds are one a run, month or report, not one a person"
_LIMIT = "reads on from where it was, in the order of the index, up to so many"
_EDGE = "asks for the first or the last of an index"

EXCEPTIONS: tuple[tuple[str, str, str], ...] = (
    # ── reports of a whole run
    ("check_ins.of_run.of", "check_in participant answer outbox", _RUN),
    ("learning_log.entry.of_run", "check_in addition", "the summary of a day: " + _RUN),
    ("remains.of", "participant", _RUN),
    ("records._additions", "addition", _RUN),
    ("asking.asked_already", "check_in", "asked of more people than it is quick to look for"),
    ("runs.close", "check_in", "closes it for everybody"),
    ("runs.roster", "participant", _RUN),
    ("asking.unreached", "check_in outbox unreachable", _RUN),
    ("posts.of_run", "post", "lets go of a whole run of long ago"),
    ("posts.drop", "post", "lets go of a whole run of long ago"),
    ("posts.of_items", "item", "lets go of a whole run of long ago"),
    ("expired.drop_posted", "addition", "lets go of a whole run of long ago"),
    ("expired.some_of_a_run", "run participant", "at night, a look at each run, not at its people"),
    ("days.out_of_reach", "post", "looks for one post of each run of a person"),
    (
        "runs.open_run",
        "addition check_in entry leaver participant post",
        "SQLite says how it would look for what refers to a run not yet there; it never has to",
    ),
    ("tally.head", "participant", "forty names at most, in the order of an index"),
    ("tally._away", "participant", "of those who are away, forty names at most"),
    ("tally.touch_due", "check_in participant", "deadlines that are over and not settled yet"),
    # ── what is due, and what is next
    ("outbox.claiming._look", "outbox", "reads what is due of an urgency, up to so many, in order"),
    ("outbox.claiming.expire", "outbox", "reads what it lets go of, once"),
    ("outbox.claiming.next_due", "outbox", _EDGE),
    ("asking.due_deadlines", "check_in", _DUE),
    ("asking.unanswered", "check_in answer", "an owner asks who has not begun: " + _RUN),
    ("asking.deadlines", "check_in", "an owner puts off what is open: " + _RUN),
    ("asking.put_off", "check_in", "an owner puts off what is open: " + _RUN),
    ("asking.still_open", "check_in", "an owner takes back a poll: " + _RUN),
    ("asking.due_reminders", "check_in", _DUE),
    ("asking.due_later", "check_in", _DUE),
    ("settings.held_at", "setting", "what ended since a day, of one person or one standup"),
    ("settings.was_silent", "setting", "what ended since an opening was due, of one standup"),
    ("openings.next_moment", "check_in", _EDGE),
    ("posts.stale", "post", _DUE),
    ("outbox.looking.waiting", "outbox", "counts no more than a hundred"),
    # ── the order of an index, for a while
    ("learning_log.indexing.catch_up", "check_in addition", _LIMIT),
    ("inbound.forget_ids", "inbound", _LIMIT),
    ("learning_log.finding._of_standups", "entry", _LIMIT),
    ("items._newest", "item", _LIMIT),
    ("items.unmoved", "item", "what has not moved yet, up to a hundred, in the order of the index"),
    ("learning_log.tagging.linking.some", "entry entry_link", _LIMIT),
    (
        "learning_log.tagging.known",
        "entry entry_tag",
        "of the newest 5,000 reports, however many there are",
    ),
    ("hints.were_given", "hint_told", "asks for one row, when the bot starts"),
    ("learning_log.tagging.standups", "entry", _EDGE + ", once for each standup"),
    ("items.standups", "item", _EDGE + ", once for each standup"),
    ("runs.latest_day", "run", _EDGE),
    ("metrics._latest", "metric", _EDGE),
    # ── what was asked to be told of everything
    (
        "learning_log.tagging.counts",
        "entry entry_tag",
        "`standup tags` counts them all, on a reader of its own",
    ),
    ("runs.months", "run", "`standup publish`: a look at each run of a standup, not its people"),
    (
        "consents._read",
        "consent consent_told check_in run",
        "`standup publish` asks of everybody, on a reader of its own",
    ),
    (
        "personal_data.people",
        (
            "participant away account preference consent told language chat_language setting"
            " silence change item item_news item_wording"
        ),
        "`standup people` names everybody, on a reader of its own",
    ),
    (
        "accounts.all_tied",
        "account",
        "whose account is whose, for `standup settings --into-yaml`, once in months",
    ),
    ("settings.everything", "setting", "all that holds, for the command line, on the reader"),
    ("settings.in_parts", "setting", "all that holds, at a start and a reload, on the reader"),
    ("settings.are_many", "setting", "stops at the thousandth, at a start and a reload"),
    ("settings.since", "setting", "what changed since it was read last, a thousand at most"),
    # ── rare
    ("outbox.claiming.recover", "outbox", "once when a lane is taken, before it sends anything"),
    ("outbox.looking.direct_places", "outbox", "once when a platform is connected, on the reader"),
    (
        "outbox.holding.held_questions",
        "outbox check_in",
        "reads what is held, when the configuration changes",
    ),
    (
        "settings._of_kind",
        "setting",
        "when a person is forgotten: what is said of standups, by no person",
    ),
    ("posts.own", "post", "when a person is forgotten: reports that somebody chose to share"),
    ("days._renew_posts", "post", "when a person is forgotten: " + _ONE_KIND),
    (
        "metrics.forget",
        "check_in outbox",
        "when a person is forgotten who measured something: what others were asked since",
    ),
    ("adapter_values._forget", "kept", "when a person is forgotten: some rows each, in one look"),
    ("accounts.keep_code", "code", "codes are good for minutes, and expired ones go with the next"),
    ("set_back.put_right", "outbox missed", "when the schedule is taken up, or a clock was wrong"),
    (
        "set_back._reopen",
        "check_in run",
        "a run that a wrong clock has closed is open again, for all",
    ),
    # ── at night
    ("accounts.drop_wrong_codes", "wrong_code", _NIGHT),
    ("learning_log.searches.drop_old", "search", _NIGHT),
    ("offers.drop_old", "offer", _NIGHT),
    ("lasting.drop_old", "lasting", _NIGHT),
    ("expired.drop", "away", _NIGHT),
    ("settings.drop_old", "setting", "reads what it deletes"),
    ("inbound.drop_old", "inbound", "reads what it deletes"),
    ("item_words.fade_before", "item_news item_wording", "reads what it deletes"),
    (
        "outbox.dropping.drop_old",
        "outbox",
        "reads what it deletes, besides what is still to be sent",
    ),
    # ── rehearsals and tests
    (
        "idle.busy",
        "outbox check_in post summary run",
        "`standup try` and the tests ask whether all is done; the bot never does",
    ),
)
"""By function: the tables that it may read through, and why."""

ELSEWHERE = {
    "upgrades.py": "makes the tables, which are empty or are read as a whole",
    "simulated.py": "the simulation's own look at everything",
    "postgres/afar.py": "hands on what is asked from another thread",
    "postgres/schema.py": "enters the database, once at the start: tables of one row a worker",
    "postgres/moving.py": "copies all there is to another database",
    "postgres/pgqueuer.py": "whose lanes are whose: one row a lane or a worker",
    "postgres/writer.py": "its own mark: one row a worker",
}
"""Files whose statements are not looked at, and why."""
