"""Every method the stand-in knows by what does its work."""

from collections.abc import Callable, Mapping

from tests.standins.telegram import editing, lookups, profile, sending, topics
from tests.standins.telegram.parameters import Parameters
from tests.standins.telegram.world import World

Method = Callable[[World, Parameters], object]

METHODS: Mapping[str, Method] = {
    "getMe": profile.get_me,
    "sendMessage": sending.send_message,
    "sendPhoto": sending.send_photo,
    "sendChatAction": sending.send_chat_action,
    "editMessageText": editing.edit_message_text,
    "editMessageCaption": editing.edit_message_caption,
    "editMessageMedia": editing.edit_message_media,
    "editMessageReplyMarkup": editing.edit_message_reply_markup,
    "deleteMessage": editing.delete_message,
    "setMessageReaction": editing.set_message_reaction,
    "answerCallbackQuery": lookups.answer_callback_query,
    "getChat": lookups.get_chat,
    "getChatMember": lookups.get_chat_member,
    "getChatMemberCount": lookups.get_chat_member_count,
    "getChatAdministrators": lookups.get_chat_administrators,
    "getFile": lookups.get_file,
    "createForumTopic": topics.create_forum_topic,
    "editForumTopic": topics.edit_forum_topic,
    "closeForumTopic": topics.close_forum_topic,
    "reopenForumTopic": topics.reopen_forum_topic,
    "deleteForumTopic": topics.delete_forum_topic,
    "setMyCommands": profile.set_my_commands,
    "getMyCommands": profile.get_my_commands,
    "deleteMyCommands": profile.delete_my_commands,
    "setMyDescription": profile.setter("description"),
    "getMyDescription": profile.getter("description"),
    "setMyShortDescription": profile.setter("short_description"),
    "getMyShortDescription": profile.getter("short_description"),
    "setMyName": profile.setter("name"),
    "getMyName": profile.getter("name"),
}
DELIVERY = ("getUpdates", "setWebhook", "deleteWebhook", "getWebhookInfo", "logOut", "close")
# Names are the platform's whatever their case.
NAMES = {name.lower(): name for name in (*METHODS, *DELIVERY)}
# What counts against the number of messages a bot may send.
LIMITED = frozenset(
    name
    for name in METHODS
    if name in {"sendMessage", "sendPhoto"} or name.startswith("editMessage")
)
