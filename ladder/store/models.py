"""The tables. Every row of a workspace carries `workspace_id`, and foreign keys are composite with it,
so that a row cannot point across the wall. Columns marked PERSONAL hold what someone wrote or is;
export and erasure are driven by the mark.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    MetaData,
    String,
    Text,
    UniqueConstraint,
    false,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from ladder.calendar.dates import USUAL_HOUR
from ladder.store.columns import TextList, UTCDateTime, by_value
from ladder.store.values import NumberSource, Role, Scope, State, Visibility

PERSONAL: dict[str, Any] = {"personal": True}

_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",  # without the other table's name, which passes 63 characters
    "pk": "pk_%(table_name)s",
}


class DeliveryState(StrEnum):
    """Where a delivery stands. `uncertain` is a `sending` row whose outcome nobody could learn."""

    PENDING = "pending"
    SENDING = "sending"
    UNCERTAIN = "uncertain"
    SENT = "sent"
    DEAD = "dead"
    CANCELLED = "cancelled"


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=_NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {datetime: UTCDateTime, tuple[str, ...]: TextList}


class WorkspaceRow(Base):
    """One Slack workspace and its settings. `paused_reason` stops all sending until the cause is mended.

    `tz` was chosen by somebody (`tz_chosen`) or is where most people are; `country` is "" where nobody chose one, and
    then follows from `tz`. `settled_at` is when the settings last changed, `settled_through` the last day of the last
    quarter whose digest had been due by then.
    """

    __tablename__ = "workspace"
    __table_args__ = (
        CheckConstraint("quarter_start_month BETWEEN 1 AND 12", name="month"),
        CheckConstraint("digest_working_day BETWEEN 1 AND 20", name="day"),
    )
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    name: Mapped[str] = mapped_column(Text, default="")
    tz: Mapped[str] = mapped_column(String(64), default="UTC")
    country: Mapped[str] = mapped_column(String(8), default="")
    quarter_start_month: Mapped[int] = mapped_column(default=1)
    digest_working_day: Mapped[int] = mapped_column(default=1)
    digest_at: Mapped[str] = mapped_column(String(5), default=f"{USUAL_HOUR:%H:%M}")
    paused_reason: Mapped[str | None] = mapped_column(Text)
    paused_until: Mapped[datetime | None]
    created_at: Mapped[datetime]
    tz_chosen: Mapped[bool] = mapped_column(default=False, server_default=false())
    settled_at: Mapped[datetime | None]
    settled_through: Mapped[date | None]


class LadderVersionRow(Base):
    """A published ladder: an immutable document. The current one is that with the highest number."""

    __tablename__ = "ladder_version"
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspace.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    document: Mapped[str] = mapped_column(Text)
    published_at: Mapped[datetime]
    published_by: Mapped[str] = mapped_column(String(32), default="")
    note: Mapped[str] = mapped_column(Text, default="")


class LadderDraftRow(Base):
    """A ladder that an admin has brought and not yet published; one each. `based_on` is the version it was held
    against, `origin` the file or template it came from."""

    __tablename__ = "ladder_draft"
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspace.id"), primary_key=True)
    author_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    document: Mapped[str] = mapped_column(Text)
    based_on: Mapped[int]
    origin: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime]


class PersonRow(Base):
    """One person of a workspace; `id` is the Slack user id, `tz` an IANA name or empty, `ladder_seen` the last ladder
    version whose changes they were shown (None: the first). `active` is Slack's last word on whether this is a full,
    living member; `confirmed_at` is when Slack, asked, last said yes (None: never, or not since it said no)."""

    __tablename__ = "person"
    __table_args__ = (
        ForeignKeyConstraint(["workspace_id", "manager_id"], ["person.workspace_id", "person.id"]),
        Index(None, "workspace_id", "manager_id"),
    )
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspace.id"), primary_key=True)
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    name: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    email: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    level: Mapped[str | None] = mapped_column(String(64), info=PERSONAL)
    target: Mapped[str | None] = mapped_column(String(64), info=PERSONAL)
    track: Mapped[str | None] = mapped_column(String(64), info=PERSONAL)
    manager_id: Mapped[str | None] = mapped_column(String(32), info=PERSONAL)
    admin: Mapped[bool] = mapped_column(default=False)
    active: Mapped[bool] = mapped_column(default=True)
    tz: Mapped[str] = mapped_column(String(64), default="", info=PERSONAL)
    start_date: Mapped[date | None] = mapped_column(info=PERSONAL)
    level_since: Mapped[date | None] = mapped_column(info=PERSONAL)
    ladder_seen: Mapped[int | None]
    confirmed_at: Mapped[datetime | None]
    keeps_name: Mapped[bool] = mapped_column(default=False, server_default=false())
    keeps_email: Mapped[bool] = mapped_column(default=False, server_default=false())


class LevelMoveRow(Base):
    """Somebody whose level or target (`what`) went with a published version, and where it took them."""

    __tablename__ = "level_move"
    __table_args__ = (ForeignKeyConstraint(["workspace_id", "person_id"], ["person.workspace_id", "person.id"]),)
    workspace_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    person_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    what: Mapped[str] = mapped_column(String(8), primary_key=True)
    old_level: Mapped[str] = mapped_column(String(64), info=PERSONAL)
    new_level: Mapped[str] = mapped_column(String(64), info=PERSONAL)


class EvidenceRow(Base):
    """One recorded win. Rows of a person lie side by side, in order of logging (ids begin with the time). An `example`
    is one that its owner shows to all colleagues."""

    __tablename__ = "evidence"
    __table_args__ = (
        ForeignKeyConstraint(["workspace_id", "owner_id"], ["person.workspace_id", "person.id"]),
        Index(None, "workspace_id", "owner_id", "source_channel", "source_ts"),
        Index("ix_evidence_latest", "workspace_id", "confirmed", "state", "id", "owner_id", "revision", "visibility"),
        {"sqlite_with_rowid": False},
    )
    workspace_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    owner_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    text: Mapped[str] = mapped_column(Text, info=PERSONAL)
    outcome: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    number_value: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    number_unit: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    number_source: Mapped[NumberSource | None] = mapped_column(by_value(NumberSource), info=PERSONAL)
    role: Mapped[Role | None] = mapped_column(by_value(Role), info=PERSONAL)
    scope: Mapped[Scope | None] = mapped_column(by_value(Scope), info=PERSONAL)
    happened_on: Mapped[date] = mapped_column(info=PERSONAL)
    logged_at: Mapped[datetime]
    visibility: Mapped[Visibility] = mapped_column(by_value(Visibility))
    state: Mapped[State] = mapped_column(by_value(State))
    links: Mapped[tuple[str, ...]] = mapped_column(TextList, nullable=True, info=PERSONAL)
    source_channel: Mapped[str | None] = mapped_column(String(32), info=PERSONAL)
    source_ts: Mapped[str | None] = mapped_column(String(32), info=PERSONAL)
    source_author: Mapped[str] = mapped_column(String(32), default="", info=PERSONAL)
    source_link: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    ladder_version: Mapped[int]
    confirmed: Mapped[bool] = mapped_column(default=True)
    revision: Mapped[int] = mapped_column(default=1)
    example: Mapped[bool] = mapped_column(default=False, server_default=false())
    source_author_name: Mapped[str | None] = mapped_column(Text, info=PERSONAL)
    source_quote: Mapped[str | None] = mapped_column(Text, info=PERSONAL)


def _of_evidence() -> ForeignKeyConstraint:
    keys = ("workspace_id", "owner_id")
    return ForeignKeyConstraint([*keys, "evidence_id"], [*(f"evidence.{key}" for key in keys), "evidence.id"])


class EvidenceCompetencyRow(Base):
    """What an item speaks to. The id stays when a later ladder renames or removes the competency."""

    __tablename__ = "evidence_competency"
    __table_args__ = (_of_evidence(), {"sqlite_with_rowid": False})
    workspace_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    owner_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    evidence_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    competency_id: Mapped[str] = mapped_column(String(128), primary_key=True)
    position: Mapped[int]


class EvidenceWitnessRow(Base):
    """A colleague whom the owner named as having seen it."""

    __tablename__ = "evidence_witness"
    __table_args__ = (_of_evidence(), {"sqlite_with_rowid": False})
    workspace_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    owner_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    evidence_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    witness_id: Mapped[str] = mapped_column(String(32), primary_key=True, info=PERSONAL)
    position: Mapped[int]


class EvidenceRevisionRow(Base):
    """What an item said before an edit, whole, as JSON."""

    __tablename__ = "evidence_revision"
    __table_args__ = (_of_evidence(),)
    workspace_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    owner_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    evidence_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    changed_at: Mapped[datetime]
    before: Mapped[str] = mapped_column(Text, info=PERSONAL)


class HeldWinRow(Base):
    """What somebody typed while Ladder asked whether they have it on record already: kept for a week at most."""

    __tablename__ = "held_win"
    __table_args__ = (
        ForeignKeyConstraint(["workspace_id", "owner_id"], ["person.workspace_id", "person.id"]),
        Index(None, "held_at"),
    )
    workspace_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    owner_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    text: Mapped[str] = mapped_column(Text, info=PERSONAL)
    happened_on: Mapped[date] = mapped_column(info=PERSONAL)
    held_at: Mapped[datetime]


class AccessRow(Base):
    """The ledger: who read what of whom, once a day and kind. Its subject can see it."""

    __tablename__ = "access_ledger"
    __table_args__ = (
        ForeignKeyConstraint(["workspace_id", "subject_id"], ["person.workspace_id", "person.id"]),
        {"sqlite_with_rowid": False},
    )
    workspace_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    subject_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    reader_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    what: Mapped[str] = mapped_column(String(32), primary_key=True)
    first_at: Mapped[datetime]


class InboxRow(Base):
    """A request that has had its effect: the key is written in the same transaction as the effect."""

    __tablename__ = "inbox"
    __table_args__ = (Index(None, "received_at"), {"sqlite_with_rowid": False})
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspace.id"), primary_key=True)
    key: Mapped[str] = mapped_column(String(255), primary_key=True)
    received_at: Mapped[datetime]


class DeliveryRow(Base):
    """Something that must reach a person in Slack once. Unique per (workspace, recipient, kind, period, part):
    writing it again is harmless. Holds ids only; the content is rendered at the moment of sending.
    `due_at` is what was promised, `wait_until` puts the next try off; `attempts` counts posts of unknown outcome,
    `lost_leases` the workers that died with it; `first_post_at` is set from the first post that may have arrived.
    """

    __tablename__ = "delivery"
    __table_args__ = (
        UniqueConstraint("workspace_id", "recipient_id", "kind", "period", "part"),
        Index(None, "state", "due_at"),
        Index(None, "workspace_id", "state", "due_at", "recipient_id", "part"),
    )
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspace.id"), primary_key=True)
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    recipient_id: Mapped[str] = mapped_column(String(32))
    kind: Mapped[str] = mapped_column(String(32))
    period: Mapped[str] = mapped_column(String(64))
    part: Mapped[int] = mapped_column(default=1)
    parts: Mapped[int] = mapped_column(default=1)
    nonce: Mapped[str] = mapped_column(String(32))
    state: Mapped[DeliveryState] = mapped_column(by_value(DeliveryState), default=DeliveryState.PENDING)
    due_at: Mapped[datetime]
    not_after: Mapped[datetime]
    wait_until: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    lost_leases: Mapped[int] = mapped_column(default=0)
    claim_token: Mapped[str | None] = mapped_column(String(32))
    lease_until: Mapped[datetime | None]
    first_post_at: Mapped[datetime | None]
    channel: Mapped[str | None] = mapped_column(String(32))
    ts: Mapped[str | None] = mapped_column(String(32))
    thread_ts: Mapped[str | None] = mapped_column(String(32))
    sent_at: Mapped[datetime | None]
    error_code: Mapped[str | None] = mapped_column(String(64))
    last_error: Mapped[str | None] = mapped_column(Text)


class DigestSectionRow(Base):
    """In which part of a manager's digest of a quarter somebody stands, and the ids of the wins that this rests on.
    Written before the post that may show it; what is taken back later is found here, and so is the message to change.
    """

    __tablename__ = "digest_section"
    __table_args__ = (
        ForeignKeyConstraint(["workspace_id", "owner_id"], ["person.workspace_id", "person.id"]),
        Index(None, "workspace_id", "owner_id"),
        {"sqlite_with_rowid": False},
    )
    workspace_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    recipient_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    period: Mapped[str] = mapped_column(String(64), primary_key=True)
    part: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    owner_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    wins: Mapped[tuple[str, ...]] = mapped_column(TextList, nullable=True)


class HeartbeatRow(Base):
    """When each long-running process last did its round."""

    __tablename__ = "heartbeat"
    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    at: Mapped[datetime]
