"""Asking about chats, their members and files, and answering a press."""

from tests.standins.telegram.chats import Chat, Json
from tests.standins.telegram.parameters import Parameters
from tests.standins.telegram.refusals import bad_request, forbidden
from tests.standins.telegram.world import World

ANSWER_LENGTH = 200


def get_chat(world: World, given: Parameters) -> Json:
    """getChat."""
    chat = world.chat(given.chat())
    if chat.private and not chat.started:
        raise bad_request("chat not found")
    if not chat.bot_is_in:
        raise _outside(chat)
    return chat.full()


def get_chat_member(world: World, given: Parameters) -> Json:
    """getChatMember."""
    chat = _inside(world, given)
    wanted = given.number("user_id")
    if wanted == world.bot.id:
        return chat.standing(world.bot, bot=chat.bot)
    user = world.people.get(wanted or 0)
    if user is None:
        raise bad_request("user not found")
    return chat.standing(user)


def get_chat_administrators(world: World, given: Parameters) -> list[Json]:
    """getChatAdministrators."""
    chat = _inside(world, given)
    if chat.private:
        raise bad_request("there are no administrators in the private chat")
    if chat.bot != "administrator":
        return []
    return [chat.standing(world.bot, bot="administrator")]


def get_chat_member_count(world: World, given: Parameters) -> int:
    """getChatMemberCount."""
    return len(_inside(world, given).members) + 1


def get_file(world: World, given: Parameters) -> Json:
    """getFile."""
    stored = world.files.get(given.text("file_id"))
    return stored.described() | {"file_path": stored.path}


def answer_callback_query(world: World, given: Parameters) -> bool:
    """answerCallbackQuery."""
    text = given.text("text")
    if len(text) > ANSWER_LENGTH:
        raise bad_request("MESSAGE_TOO_LONG")
    alert = given.flag("show_alert")
    world.answer(given.text("callback_query_id"), text or None, alert=alert)
    return True


def _inside(world: World, given: Parameters) -> Chat:
    chat = world.chat(given.chat())
    if not chat.bot_is_in:
        raise _outside(chat)
    return chat


def _outside(chat: Chat) -> Exception:
    if chat.bot == "kicked":
        return forbidden(f"bot was kicked from the {chat.kind} chat")
    return bad_request("chat not found")
