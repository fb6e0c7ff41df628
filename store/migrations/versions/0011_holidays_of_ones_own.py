"""Holidays of one's own

Revision ID: 0011
Revises: 0010
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    country = sa.Column("country", sa.String(length=20), server_default="", nullable=False)
    op.add_column("person", country)
    op.add_column("leave", sa.Column("is_worked", sa.Boolean(), server_default="0", nullable=False))


def downgrade() -> None:
    op.drop_column("leave", "is_worked")
    op.drop_column("person", "country")
