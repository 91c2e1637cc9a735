"""The house: workspaces, people, evidence, deliveries."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def _choice(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=20)


def upgrade() -> None:
    _make_heartbeat()
    _make_workspace()
    _make_delivery()
    _make_inbox()
    _make_ladder_version()
    _make_person()
    _make_access_ledger()
    _make_evidence()
    _make_evidence_competency()
    _make_evidence_revision()
    _make_evidence_witness()


def _make_heartbeat() -> None:
    op.create_table(
        "heartbeat",
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_heartbeat")),
    )


def _make_workspace() -> None:
    op.create_table(
        "workspace",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("tz", sa.String(64), nullable=False),
        sa.Column("country", sa.String(8), nullable=False),
        sa.Column("quarter_start_month", sa.Integer(), nullable=False),
        sa.Column("digest_working_day", sa.Integer(), nullable=False),
        sa.Column("digest_at", sa.String(5), nullable=False),
        sa.Column("paused_reason", sa.Text(), nullable=True),
        sa.Column("paused_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("digest_working_day BETWEEN 1 AND 20", name=op.f("ck_workspace_day")),
        sa.CheckConstraint("quarter_start_month BETWEEN 1 AND 12", name=op.f("ck_workspace_month")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workspace")),
    )


def _make_delivery() -> None:
    op.create_table(
        "delivery",
        sa.Column("workspace_id", sa.String(32), nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("recipient_id", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("period", sa.String(64), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("parts", sa.Integer(), nullable=False),
        sa.Column("nonce", sa.String(32), nullable=False),
        sa.Column(
            "state",
            _choice("deliverystate", "pending", "sending", "uncertain", "sent", "dead", "cancelled"),
            nullable=False,
        ),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("not_after", sa.DateTime(timezone=True), nullable=False),
        sa.Column("wait_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("lost_leases", sa.Integer(), nullable=False),
        sa.Column("claim_token", sa.String(32), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("first_post_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("channel", sa.String(32), nullable=True),
        sa.Column("ts", sa.String(32), nullable=True),
        sa.Column("thread_ts", sa.String(32), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("error_code", sa.String(64), nullable=True),
        sa.Column("last_error", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_delivery_workspace_id")),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_delivery")),
        sa.UniqueConstraint(
            "workspace_id",
            "recipient_id",
            "kind",
            "period",
            "part",
            name=op.f("uq_delivery_workspace_id_recipient_id_kind_period_part"),
        ),
    )
    op.create_index(op.f("ix_delivery_state_due_at"), "delivery", ["state", "due_at"])
    op.create_index(
        op.f("ix_delivery_workspace_id_state_due_at_recipient_id_part"),
        "delivery",
        ["workspace_id", "state", "due_at", "recipient_id", "part"],
    )


def _make_inbox() -> None:
    op.create_table(
        "inbox",
        sa.Column("workspace_id", sa.String(32), nullable=False),
        sa.Column("key", sa.String(255), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_inbox_workspace_id")),
        sa.PrimaryKeyConstraint("workspace_id", "key", name=op.f("pk_inbox")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_inbox_received_at"), "inbox", ["received_at"])


def _make_ladder_version() -> None:
    op.create_table(
        "ladder_version",
        sa.Column("workspace_id", sa.String(32), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_by", sa.String(32), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_ladder_version_workspace_id")),
        sa.PrimaryKeyConstraint("workspace_id", "number", name=op.f("pk_ladder_version")),
    )


def _make_person() -> None:
    op.create_table(
        "person",
        sa.Column("workspace_id", sa.String(32), nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("level", sa.String(64), nullable=True),
        sa.Column("target", sa.String(64), nullable=True),
        sa.Column("track", sa.String(64), nullable=True),
        sa.Column("manager_id", sa.String(32), nullable=True),
        sa.Column("admin", sa.Boolean(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("tz", sa.String(64), nullable=False),
        sa.Column("start_date", sa.Date(), nullable=True),
        sa.Column("level_since", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "manager_id"],
            ["person.workspace_id", "person.id"],
            name=op.f("fk_person_workspace_id_manager_id"),
        ),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_person_workspace_id")),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_person")),
    )
    op.create_index(op.f("ix_person_workspace_id_manager_id"), "person", ["workspace_id", "manager_id"])


def _make_access_ledger() -> None:
    op.create_table(
        "access_ledger",
        sa.Column("workspace_id", sa.String(32), nullable=False),
        sa.Column("subject_id", sa.String(32), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("reader_id", sa.String(32), nullable=False),
        sa.Column("what", sa.String(32), nullable=False),
        sa.Column("first_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "subject_id"],
            ["person.workspace_id", "person.id"],
            name=op.f("fk_access_ledger_workspace_id_subject_id"),
        ),
        sa.PrimaryKeyConstraint(
            "workspace_id", "subject_id", "day", "reader_id", "what", name=op.f("pk_access_ledger")
        ),
        sqlite_with_rowid=False,
    )


def _make_evidence() -> None:
    op.create_table(
        "evidence",
        sa.Column("workspace_id", sa.String(32), nullable=False),
        sa.Column("owner_id", sa.String(32), nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("number_value", sa.Text(), nullable=False),
        sa.Column("number_unit", sa.Text(), nullable=False),
        sa.Column("number_source", _choice("numbersource", "measured", "told_by", "estimate"), nullable=True),
        sa.Column("role", _choice("role", "led", "co_led", "contributed", "supported"), nullable=True),
        sa.Column("scope", _choice("scope", "self", "team", "several_teams", "organisation", "company"), nullable=True),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("logged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("visibility", _choice("visibility", "private", "shared", "shared_up"), nullable=False),
        sa.Column("state", _choice("state", "draft", "offered", "declined", "accepted"), nullable=False),
        sa.Column("links", sa.Text(), nullable=True),
        sa.Column("source_channel", sa.String(32), nullable=True),
        sa.Column("source_ts", sa.String(32), nullable=True),
        sa.Column("source_author", sa.String(32), nullable=False),
        sa.Column("source_link", sa.Text(), nullable=False),
        sa.Column("ladder_version", sa.Integer(), nullable=False),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "owner_id"],
            ["person.workspace_id", "person.id"],
            name=op.f("fk_evidence_workspace_id_owner_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "owner_id", "id", name=op.f("pk_evidence")),
        sa.UniqueConstraint(
            "workspace_id",
            "owner_id",
            "source_channel",
            "source_ts",
            name=op.f("uq_evidence_workspace_id_owner_id_source_channel_source_ts"),
        ),
        sqlite_with_rowid=False,
    )


def _make_evidence_competency() -> None:
    op.create_table(
        "evidence_competency",
        sa.Column("workspace_id", sa.String(32), nullable=False),
        sa.Column("owner_id", sa.String(32), nullable=False),
        sa.Column("evidence_id", sa.String(32), nullable=False),
        sa.Column("competency_id", sa.String(128), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "owner_id", "evidence_id"],
            ["evidence.workspace_id", "evidence.owner_id", "evidence.id"],
            name=op.f("fk_evidence_competency_workspace_id_owner_id_evidence_id"),
        ),
        sa.PrimaryKeyConstraint(
            "workspace_id", "owner_id", "evidence_id", "competency_id", name=op.f("pk_evidence_competency")
        ),
        sqlite_with_rowid=False,
    )


def _make_evidence_revision() -> None:
    op.create_table(
        "evidence_revision",
        sa.Column("workspace_id", sa.String(32), nullable=False),
        sa.Column("owner_id", sa.String(32), nullable=False),
        sa.Column("evidence_id", sa.String(32), nullable=False),
        sa.Column("revision", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "owner_id", "evidence_id"],
            ["evidence.workspace_id", "evidence.owner_id", "evidence.id"],
            name=op.f("fk_evidence_revision_workspace_id_owner_id_evidence_id"),
        ),
        sa.PrimaryKeyConstraint(
            "workspace_id", "owner_id", "evidence_id", "revision", name=op.f("pk_evidence_revision")
        ),
    )


def _make_evidence_witness() -> None:
    op.create_table(
        "evidence_witness",
        sa.Column("workspace_id", sa.String(32), nullable=False),
        sa.Column("owner_id", sa.String(32), nullable=False),
        sa.Column("evidence_id", sa.String(32), nullable=False),
        sa.Column("witness_id", sa.String(32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "owner_id", "evidence_id"],
            ["evidence.workspace_id", "evidence.owner_id", "evidence.id"],
            name=op.f("fk_evidence_witness_workspace_id_owner_id_evidence_id"),
        ),
        sa.PrimaryKeyConstraint(
            "workspace_id", "owner_id", "evidence_id", "witness_id", name=op.f("pk_evidence_witness")
        ),
        sqlite_with_rowid=False,
    )
