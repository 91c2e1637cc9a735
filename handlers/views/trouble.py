"""What people see when a workspace's ladder or settings can't be read."""

from handlers import ids
from handlers.blocks import actions, button, section
from handlers.message import Message, message
from handlers.text import escape


def cannot_read(unreadable: str) -> Message:
    """For an admin, as a message: what can't be read, what it stops, and what to do."""
    said = section(f":warning: *{cannot_read_line(unreadable)}*\n{_remedy(unreadable)}")
    return message(said, actions(button("Settings", ids.SHOW_SETTINGS))) if _is_setting(unreadable) else message(said)


def cannot_read_line(unreadable: str) -> str:
    """The same in one line: "The settings (digest_hour) can't be read." """
    return f"The {escape(unreadable)} can't be read, so no digest is sent here."


def not_readable(unreadable: str) -> str:
    """For anybody, in plain text: what can't be read, and whom to tell."""
    return (
        f"The {unreadable} of this workspace can't be read just now. Nothing you saved is lost. "
        "Tell your Ladder admin, or whoever runs Ladder here; then try again."
    )


def _is_setting(unreadable: str) -> bool:
    return unreadable.startswith("settings")


def _remedy(unreadable: str) -> str:
    if _is_setting(unreadable):
        return "Nothing is lost. Open the settings and save them again; what is due goes out then."
    return (
        "Nothing is lost. Tell whoever runs Ladder here: the stored ladder has to come back from a backup. "
        "What is due goes out then."
    )
