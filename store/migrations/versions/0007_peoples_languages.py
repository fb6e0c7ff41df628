"""People's languages

Revision ID: 0007
Revises: 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    language = sa.Column("locale", sa.String(length=35), server_default="", nullable=False)
    op.add_column("person", language)


def downgrade() -> None:
    op.drop_column("person", "locale")
