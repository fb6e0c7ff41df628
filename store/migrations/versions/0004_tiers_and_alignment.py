"""Tiers and alignment

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "mission",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("priorities", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_mission_workspace_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mission")),
        sa.UniqueConstraint("workspace_id", name=op.f("uq_mission_workspace_id")),
    )
    op.create_table(
        "about_me",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("strengths", sa.Text(), server_default="", nullable=False),
        sa.Column("aspirations", sa.Text(), server_default="", nullable=False),
        sa.Column("for_leads", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_about_me_person_id")),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_about_me_workspace_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_about_me")),
        sa.UniqueConstraint("person_id", name=op.f("uq_about_me_person_id")),
    )
    op.create_table(
        "template",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), server_default="", nullable=False),
        sa.Column("measure", sa.String(length=20), nullable=False),
        sa.Column("unit", sa.Text(), server_default="", nullable=False),
        sa.Column("baseline", sa.BigInteger(), nullable=False),
        sa.Column("target", sa.BigInteger(), nullable=False),
        sa.Column("rungs", sa.Text(), server_default="", nullable=False),
        sa.Column("weeks", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_template_team_id")),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_template_workspace_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_template")),
        sa.UniqueConstraint("team_id", "name", name=op.f("uq_template_team_id_name")),
    )
    # Not in batch mode, which on SQLite makes a table anew and drops the old one: rows elsewhere
    # point at goals and teams.
    op.add_column(
        "goal", sa.Column("weight", sa.BigInteger(), server_default="10000", nullable=False)
    )
    op.add_column(
        "goal",
        sa.Column("is_personal", sa.Boolean(), server_default=sa.text("false"), nullable=False),
    )
    op.add_column("team", sa.Column("bottom_line", sa.Text(), server_default="", nullable=False))
    op.add_column(
        "team", sa.Column("most_goals", sa.SmallInteger(), server_default="5", nullable=False)
    )


def downgrade() -> None:
    op.drop_column("team", "most_goals")
    op.drop_column("team", "bottom_line")
    op.drop_column("goal", "is_personal")
    op.drop_column("goal", "weight")
    op.drop_table("template")
    op.drop_table("about_me")
    op.drop_table("mission")
