"""What Ladder says of a list that was handed over as one win."""

from handlers.text import spelled
from ladder.evidence.lists import Points


def a_list(points: Points, *, private: bool) -> str:
    """That this is a list, that only its owner sees it if it is `private`, what is not done, and how its points come to
    count."""
    seen = " Only you can see it." if private else ""
    if points.count == 1:
        return f"*This box isn't ticked, so it isn't done yet.*{seen}"
    number = spelled(points.count)
    return (
        f"*This looks like a list of {number}, not one win.*{seen}{_undone(points.undone)} "
        "To make the points count, log them one at a time, each with its own day."
    )


def _undone(number: int) -> str:
    if not number:
        return ""
    if number == 1:
        return " One box isn't ticked: it's marked “not done”."
    return f" {spelled(number).capitalize()} boxes aren't ticked: they're marked “not done”."
