"""The days on which digests come: those that follow from a workspace's settings, and those that have been."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from ladder.calendar.dates import DigestSettings, Quarter, digest_due, digest_owed, quarter_ended_before, zone


@dataclass(frozen=True, slots=True)
class DigestDay:
    """When (aware UTC) the digest about `quarter` is due for somebody in the workspace's own time zone."""

    quarter: Quarter
    due_at: datetime


def digest_days(now: datetime, settings: DigestSettings) -> Iterator[DigestDay]:
    """The digests after `now` (aware), soonest first, without end."""
    quarter = _last_ended(now, settings)
    while True:
        due_at = digest_due(quarter, settings.tz, settings)
        if due_at > now and digest_owed(quarter, settings.tz, settings):
            yield DigestDay(quarter, due_at)
        quarter = quarter.next


def last_covered(now: datetime, settings: DigestSettings) -> date:
    """The last day of the last quarter whose digest has been due by `now` (aware)."""
    quarter = _last_ended(now, settings)
    if settings.through and not digest_owed(quarter, settings.tz, settings):
        return settings.through
    return (quarter if digest_due(quarter, settings.tz, settings) <= now else quarter.previous).last_day


def _last_ended(now: datetime, settings: DigestSettings) -> Quarter:
    today = now.astimezone(zone(settings.tz)).date()
    return quarter_ended_before(today, settings.quarter_start_month)
