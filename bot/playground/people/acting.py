"""What every act of a person shares: who and where they are, and what they see of it."""

from bot.playground.people.outcome import ActOutcome
from bot.playground.world.errors import ActRefused
from bot.playground.world.log import Delivery
from bot.playground.world.values import Channel, ChannelKind, Message, User
from bot.playground.world.workspace import Workspace

SLACKBOT = "USLACKBOT"


def person(workspace: Workspace, user_id: str) -> User:
    """Returns an active person. Raises ActRefused for a bot, a deactivated person or an unknown id."""
    user = workspace.user(user_id)
    if user is None:
        known = ", ".join(u.id for u in workspace.users() if not u.is_bot)
        raise ActRefused(f"There is no person {user_id!r}. There are: {known}.")
    if user.is_bot or user.deleted:
        raise ActRefused(f"{user_id} is {'a bot' if user.is_bot else 'deactivated'} and cannot act.")
    return user


def place_of(workspace: Workspace, user: User, channel_id: str | None) -> Channel:
    """Returns the channel, which the person must be in; by default their first public one, else the app's DM."""
    if channel_id is None:
        return _usual_place(workspace, user)
    channel = workspace.channel(channel_id)
    if channel is None or user.id not in channel.members:
        raise ActRefused(f"{user.id} is in no channel {channel_id!r}.")
    return channel


def _usual_place(workspace: Workspace, user: User) -> Channel:
    channels = workspace.channels_of(user.id)
    public = (c for c in channels if c.kind is ChannelKind.PUBLIC and not c.is_archived)
    return next(public, None) or workspace.open_dm(user.id, workspace.app.bot_user_id)


def seen_message(workspace: Workspace, user: User, where: tuple[str, str]) -> Message:
    """Returns a message that this person can see. Raises ActRefused if there is none."""
    channel_id, ts = where
    seen = (m for m in workspace.visible_to(user.id, channel_id) if m.ts == ts)
    message = next(seen, None)
    if message is None:
        raise ActRefused(f"{user.id} sees no message {ts!r} in {channel_id!r}.")
    return message


def tell(workspace: Workspace, user: User, channel: str, text: str) -> None:
    """Shows a person Slack's own words."""
    workspace.add_message(Message(channel=channel, ts="", user=SLACKBOT, text=text, ephemeral_to=user.id, system=True))


def outcome(
    workspace: Workspace, user: User, since: int, delivery: Delivery | None = None, error: str = ""
) -> ActOutcome:
    """Returns what came of an act that began when the workspace's counter stood at `since`."""
    stack = workspace.stack(user.id)
    seen = workspace.visible_to(user.id)
    return ActOutcome(
        status=delivery.status if delivery else None,
        ms=delivery.ms if delivery else 0,
        body=delivery.body if delivery else None,
        error=error or (stack[-1].notice if stack else ""),
        messages=tuple(message for message in seen if message.changed > since),
        views=stack,
        home=workspace.home(user.id),
        errors=dict(stack[-1].errors) if stack else {},
    )
