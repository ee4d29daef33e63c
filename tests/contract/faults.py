"""The faults: what a stranger's adapter may do wrong, and which sentence is to notice it."""

from collections.abc import Callable
from dataclasses import dataclass

from standup.chat.interface import (
    Capabilities,
)
from tests.contract.broken import Broken
from tests.contract.heard import (
    Chatter,
    ChatterIsReplied,
    Deaf,
    DeletionsAreSaid,
    EditsAreSaid,
    EditsFirst,
    EditsUnderTheMessage,
    LostWhenNotTaken,
    NaiveTimes,
    NewIdsEachTime,
    NoMarkup,
    NoOldDeletions,
    NoOldEdits,
    NoOldReplies,
    NotForwarded,
    NothingBesides,
    OldWordsOfReplies,
    OneAccount,
    OneIdForEdits,
    OnePage,
    OwnWords,
    PressedOnce,
    RepliedRepeats,
    RepliesAreSaid,
    RepliesAreUnheard,
    RepliesRepeat,
    RepliesToNothing,
    RepliesToTheNewest,
    ServersTongue,
    ServersZone,
    Tongueless,
    Truncated,
    WrongTimes,
)
from tests.contract.met import (
    AuthIsAnyError,
    AuthIsTriedForEver,
    BannedIsTryAgain,
    EditIsUnsure,
    Endless,
    FindBlindInChannels,
    FindsAnything,
    ForgetfulFind,
    NeverReady,
    NobodyIsThere,
    OwnReason,
    RawErrors,
    SilentEdit,
    SilentSend,
    TooEarly,
)
from tests.contract.said import (
    BlockedInATask,
    BlockedInSend,
    CallsNobody,
    CallsTheSamePerson,
    CrossedAnswers,
    CutShort,
    EditsAreSent,
    EditsCall,
    FirstPerson,
    Hushed,
    IntoTheRoom,
    Loud,
    NewKeys,
    NoEdits,
    NoLists,
    NoPictures,
    NoThreads,
    OneRoom,
    OwnEditsAlone,
    ShortKeys,
)


@dataclass(frozen=True, slots=True)
class Fault:
    """What an adapter does wrong, the sentence that is to notice it first, and where it can be."""

    says: str
    broken: type[Broken]
    by: str
    can: Callable[[Capabilities], object] = lambda _: True
    offers: tuple[str, ...] = ()


FAULTS = (
    Fault("all words are under one account", OneAccount, "two_people_are_told_apart"),
    Fault(
        "what was missed is read for one page",
        OnePage,
        "more_than_a_page_of_messages_arrives_in_order",
    ),
    Fault(
        "edits made while away are lost",
        NoOldEdits,
        "what_was_edited_while_the_bot_was_away_arrives",
        lambda can: can.sees_edits,
    ),
    Fault(
        "deletions made while away are lost",
        NoOldDeletions,
        "what_was_taken_back_while_the_bot_was_away_is_gone",
        lambda can: can.sees_deletes,
    ),
    Fault(
        "replies in a channel while away are lost",
        NoOldReplies,
        "a_reply_in_a_channel_while_the_bot_was_away_arrives",
        lambda can: can.hears_replies,
        ("write_in", "reply_in"),
    ),
    Fault(
        "two edits have one event id",
        OneIdForEdits,
        "two_edits_of_a_message_are_two_events",
        lambda can: can.sees_edits,
    ),
    Fault(
        "an edit comes before its message",
        EditsFirst,
        "what_was_edited_while_the_bot_was_away_arrives",
        lambda can: can.sees_edits,
    ),
    Fault(
        "an edit names itself as its message",
        EditsUnderTheMessage,
        "an_edit_by_the_person_arrives",
        lambda can: can.sees_edits,
    ),
    Fault(
        "an edit's fallback is an answer",
        EditsAreSaid,
        "what_clients_show_of_an_edit_or_a_deletion_is_no_message",
        lambda can: can.sees_edits,
    ),
    Fault(
        "a deletion's fallback is an answer",
        DeletionsAreSaid,
        "what_clients_show_of_an_edit_or_a_deletion_is_no_message",
        lambda can: can.sees_deletes,
    ),
    Fault(
        "chatter in a channel is an answer",
        Chatter,
        "what_people_say_in_a_channel_is_no_answer",
        offers=("write_in",),
    ),
    Fault(
        "chatter in a channel is a reply",
        ChatterIsReplied,
        "what_replies_to_nobody_or_to_others_is_none_of_our_business",
        lambda can: can.hears_replies,
        ("write_in", "reply_in"),
    ),
    Fault(
        "a reply in a channel is not heard",
        RepliesAreUnheard,
        "a_reply_to_us_in_a_channel_arrives",
        lambda can: can.hears_replies,
        ("write_in", "reply_in"),
    ),
    Fault(
        "a reply in a channel is said to the bot",
        RepliesAreSaid,
        "a_reply_to_us_in_a_channel_arrives",
        lambda can: can.hears_replies,
        ("write_in", "reply_in"),
    ),
    Fault(
        "a reply in a channel holds the other's words",
        RepliedRepeats,
        "a_reply_to_us_in_a_channel_arrives",
        lambda can: can.hears_replies,
        ("write_in", "reply_in"),
    ),
    Fault(
        "a reply in a channel stays as it was",
        OldWordsOfReplies,
        "a_reply_in_a_channel_that_is_changed_or_taken_back_says_so",
        lambda can: can.hears_replies and can.sees_edits,
        ("write_in", "reply_in"),
    ),
    Fault("the bot's own words are an answer", OwnWords, "events_speak_of_people_not_of_the_bot"),
    Fault(
        "a message has a new id after a restart",
        NewIdsEachTime,
        "a_direct_message_arrives_once_with_its_id",
    ),
    Fault(
        "what was not taken is lost",
        LostWhenNotTaken,
        "what_was_not_taken_comes_again_with_the_same_id",
    ),
    Fault("stars are taken for markup", NoMarkup, "what_a_person_types_arrives_as_typed"),
    Fault("what is long is cut off", Truncated, "a_long_message_arrives_whole"),
    Fault("times have no zone", NaiveTimes, "a_direct_message_arrives_once_with_its_id"),
    Fault("times are two hours off", WrongTimes, "a_direct_message_arrives_once_with_its_id"),
    Fault(
        "what is forwarded is one's own",
        NotForwarded,
        "what_is_forwarded_says_so",
        offers=("forward",),
    ),
    Fault(
        "a reply is none", RepliesToNothing, "a_reply_says_what_it_replies_to", offers=("reply",)
    ),
    Fault(
        "the language of a client is not said",
        Tongueless,
        "what_somebodys_client_speaks_is_said_where_the_platform_tells_it",
        offers=("speak",),
    ),
    Fault(
        "the language is the server's",
        ServersTongue,
        "what_somebodys_client_speaks_is_said_where_the_platform_tells_it",
        offers=("speak",),
    ),
    Fault(
        "the zone is the server's",
        ServersZone,
        "the_zone_of_somebodys_profile_is_said_where_profiles_say_one",
    ),
    Fault(
        "a reply is to the newest message",
        RepliesToTheNewest,
        "a_reply_says_what_it_replies_to",
        offers=("reply",),
    ),
    Fault(
        "a reply holds the other's words",
        RepliesRepeat,
        "a_reply_says_what_it_replies_to",
        offers=("reply",),
    ),
    Fault(
        "a voice message is nothing",
        NothingBesides,
        "what_holds_no_words_arrives_once_without_any",
        offers=("attach",),
    ),
    Fault(
        "a choice is pressed but once",
        PressedOnce,
        "a_choice_that_is_pressed_arrives_with_its_value",
        lambda can: can.choices,
    ),
    Fault(
        "a lost connection is not noticed",
        Deaf,
        "a_line_that_is_cut_is_noticed_and_comes_back",
        offers=("cut",),
    ),
    Fault("everything is sent to the first person", FirstPerson, "two_people_are_told_apart"),
    Fault(
        "direct messages are sent into the room", IntoTheRoom, "a_direct_message_is_in_no_channel"
    ),
    Fault("all rooms are one", OneRoom, "two_channels_are_two_places"),
    Fault(
        "there are no threads after all",
        NoThreads,
        "a_thread_holds_its_replies",
        lambda can: can.threads,
    ),
    Fault(
        "a key is another each time",
        NewKeys,
        "the_same_key_does_not_send_twice",
        lambda can: can.key_window,
    ),
    Fault(
        "two keys are one",
        ShortKeys,
        "the_same_key_does_not_send_twice",
        lambda can: can.key_window,
    ),
    Fault("lists are left out", NoLists, "every_kind_of_content_is_shown"),
    Fault(
        "what is to be silent is not",
        Loud,
        "a_silent_message_makes_no_sound",
        lambda can: can.silent,
    ),
    Fault(
        "everything is silent",
        Hushed,
        "a_silent_message_makes_no_sound",
        lambda can: can.silent,
    ),
    Fault(
        "whoever is called is not told",
        CallsNobody,
        "whoever_is_called_is_told",
        lambda can: can.mentions,
    ),
    Fault(
        "somebody is told whom nobody called",
        CallsTheSamePerson,
        "words_alone_tell_nobody",
        lambda can: can.mentions,
    ),
    Fault(
        "an edit tells whomever it calls",
        EditsCall,
        "an_edit_tells_nobody",
        lambda can: can.mentions and can.edits,
    ),
    Fault("a long text is cut", CutShort, "a_text_of_the_limit_fits_whatever_it_is"),
    Fault(
        "edits do nothing",
        NoEdits,
        "an_edit_by_the_bot_replaces_its_message",
        lambda can: can.edits,
    ),
    Fault(
        "what was sent before a restart is not edited",
        OwnEditsAlone,
        "what_was_sent_before_a_restart_can_be_edited_and_answered_in_its_thread",
        lambda can: can.edits,
    ),
    Fault(
        "the platform's answers are mixed up",
        CrossedAnswers,
        "what_is_sent_at_once_is_told_apart",
        lambda can: can.at_once > 1,
    ),
    Fault(
        "an edit is a new message",
        EditsAreSent,
        "an_edit_by_the_bot_replaces_its_message",
        lambda can: can.edits,
    ),
    Fault(
        "pictures are words", NoPictures, "a_picture_arrives_with_its_words", lambda can: can.images
    ),
    Fault("sending blocks the loop", BlockedInSend, "a_thread_holds_its_replies"),
    Fault(
        "a task of run blocks the loop", BlockedInATask, "a_direct_message_arrives_once_with_its_id"
    ),
    Fault(
        "nothing is found after a restart",
        ForgetfulFind,
        "what_was_sent_before_a_restart_is_found",
        lambda can: can.reads_history,
    ),
    Fault(
        "nothing is found in channels",
        FindBlindInChannels,
        "what_was_sent_before_a_restart_is_found",
        lambda can: can.reads_history,
    ),
    Fault(
        "anything is found",
        FindsAnything,
        "a_sent_message_is_found_in_the_history",
        lambda can: can.reads_history,
    ),
    Fault("banned is try again", BannedIsTryAgain, "a_channel_that_refuses_the_bot_is_unreachable"),
    Fault("a reason is one's own", OwnReason, "a_channel_that_refuses_the_bot_is_unreachable"),
    Fault(
        "what is refused was done", NobodyIsThere, "an_account_that_does_not_exist_is_unreachable"
    ),
    Fault(
        "an AttributeError before it is connected",
        TooEarly,
        "before_it_is_connected_an_adapter_does_it_or_says_try_again",
    ),
    Fault(
        "an error of the network as it is",
        RawErrors,
        "a_line_that_is_cut_is_noticed_and_comes_back",
    ),
    Fault(
        "a wrong secret is any error",
        AuthIsAnyError,
        "a_wrong_secret_is_auth_lost",
        offers=("wrong_secret",),
    ),
    Fault(
        "a wrong secret is tried for ever",
        AuthIsTriedForEver,
        "a_wrong_secret_is_auth_lost",
        offers=("wrong_secret",),
    ),
    Fault(
        "whether it was edited is unsure",
        EditIsUnsure,
        "a_line_that_is_cut_is_noticed_and_comes_back",
        lambda can: can.edits,
        ("cut",),
    ),
    Fault("it is never ready", NeverReady, "a_direct_message_arrives_once_with_its_id"),
    Fault(
        "what is sent into a silent line waits for ever",
        SilentSend,
        "a_line_that_is_cut_is_noticed_and_comes_back",
        offers=("cut",),
    ),
    Fault(
        "what is edited over a silent line waits for ever",
        SilentEdit,
        "a_line_that_is_cut_is_noticed_and_comes_back",
        lambda can: can.edits,
        offers=("cut",),
    ),
    Fault("run cannot be cancelled", Endless, "run_is_cancelled_promptly_and_runs_again"),
)
