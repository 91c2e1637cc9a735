"""Requests that have had their effect. Slack repeats events, and Bolt runs a repeated request again (DESIGN, Data)."""

from datetime import datetime

from ladder.db import Tx
from ladder.models import InboxRow


def first_time(tx: Tx, key: str, now: datetime) -> bool:
    """True if `key` was never seen in this workspace; it is written with the effect, in the same transaction."""
    return tx.insert_new(InboxRow, {"key": key, "received_at": now}) == 1
