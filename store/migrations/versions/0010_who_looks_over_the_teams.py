"""Who looks over the teams

Revision ID: 0010
Revises: 0009
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "overview_reader",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_overview_reader_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_overview_reader_workspace_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_overview_reader")),
        sa.UniqueConstraint("person_id", name=op.f("uq_overview_reader_person_id")),
    )


def downgrade() -> None:
    op.drop_table("overview_reader")
