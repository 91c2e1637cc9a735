"""Requests that have had their effect. Slack repeats events, and Bolt runs a repeated request again."""

from datetime import datetime

from sqlalchemy import bindparam, select

from ladder.store.db import Tx, table_of, walled
from ladder.store.models import InboxRow

_inbox = table_of(InboxRow)
_SEEN = select(_inbox.c.key).where(walled(_inbox), _inbox.c.key == bindparam("asked"))


def seen(tx: Tx, key: str) -> bool:
    """True if a request with this key has had its effect."""
    return tx.first(_SEEN, asked=key) is not None


def first_time(tx: Tx, key: str, now: datetime) -> bool:
    """True if `key` was never seen in this workspace; it is written with the effect, in the same transaction."""
    return tx.insert_new(InboxRow, {"key": key, "received_at": now}) == 1
