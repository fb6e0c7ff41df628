"""Shared goals

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "contributor",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("goal_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("joining", sa.String(length=20), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("part", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["goal_id"], ["goal.id"], name=op.f("fk_contributor_goal_id")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_contributor_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_contributor_workspace_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contributor")),
        sa.UniqueConstraint("goal_id", "person_id", name=op.f("uq_contributor_goal_id_person_id")),
    )
    op.create_index(op.f("ix_contributor_person_id"), "contributor", ["person_id"])
    # Not in batch mode, which on SQLite makes a table anew and drops the old one.
    op.add_column("goal", sa.Column("combine", sa.String(length=20), nullable=True))


def downgrade() -> None:
    op.drop_column("goal", "combine")
    op.drop_index(op.f("ix_contributor_person_id"), "contributor")
    op.drop_table("contributor")
