"""Goals set well

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


# Defaults are plain strings, so that SQLite adds the columns in place: a default that is an
# expression would have the table made anew, which the rows that point at it do not let happen.


def upgrade() -> None:

    with op.batch_alter_table("check_in", schema=None) as batch_op:
        batch_op.add_column(sa.Column("answers", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("partner", sa.BigInteger(), nullable=True))

    with op.batch_alter_table("goal", schema=None) as batch_op:
        batch_op.add_column(sa.Column("min_answers", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("guard_name", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("guard_limit", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("guard_unit", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(
            sa.Column("guard_is_floor", sa.Boolean(), server_default="1", nullable=False)
        )
        batch_op.add_column(sa.Column("partner_value", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("needs", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(
            sa.Column("started_because", sa.Text(), server_default="", nullable=False)
        )
        batch_op.add_column(
            sa.Column("baseline_is_guess", sa.Boolean(), server_default="0", nullable=False)
        )


def downgrade() -> None:

    with op.batch_alter_table("goal", schema=None) as batch_op:
        batch_op.drop_column("baseline_is_guess")
        batch_op.drop_column("started_because")
        batch_op.drop_column("needs")
        batch_op.drop_column("partner_value")
        batch_op.drop_column("guard_is_floor")
        batch_op.drop_column("guard_unit")
        batch_op.drop_column("guard_limit")
        batch_op.drop_column("guard_name")
        batch_op.drop_column("min_answers")

    with op.batch_alter_table("check_in", schema=None) as batch_op:
        batch_op.drop_column("partner")
        batch_op.drop_column("answers")
