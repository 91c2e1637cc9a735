"""How long the steps of a delivery may take, and how long a post of which nobody knows whether it arrived is left
alone."""

from dataclasses import dataclass
from datetime import timedelta

# The wait for a doubtful post doubles with each such post, up to this.
LONGEST_QUIET = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """How long things may take. `mark_to_post` is the longest from the mark of intent to the start of the post,
    `call` the longest from that mark until it is on the wire; `quiet` the wait before a doubtful post is looked
    up, and `lease` for how long a worker has a delivery to itself."""

    lease: timedelta = timedelta(seconds=60)
    call: timedelta = timedelta(seconds=15)
    quiet: timedelta = timedelta(seconds=120)
    mark_to_post: timedelta = timedelta(milliseconds=300)
