"""Who there is: workspaces, people, teams, and what each notes of itself."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Integer,
    SmallInteger,
    String,
    Table,
    Text,
    Time,
    UniqueConstraint,
    text,
)

from goals.people import ShoutOut
from store.tables.columns import metadata, of_workspace, own_id, ref
from store.types import Choice, Days, Instant

workspace = Table(
    "workspace",
    metadata,
    own_id(),
    Column("team_id", String(20), nullable=False, unique=True),
    Column("bot_user_id", String(20), nullable=False, server_default=""),
    Column("last_goal_number", Integer, nullable=False, server_default="0"),
    # Posts and edits have a pace each; see store/lanes.py.
    Column("next_send_at", Instant),
    Column("next_edit_at", Instant),
)

person = Table(
    "person",
    metadata,
    own_id(),
    of_workspace(),
    Column("user_id", String(20), nullable=False),
    Column("name", Text, nullable=False),
    Column("zone", String(64), nullable=False),
    Column("is_admin", Boolean, nullable=False, server_default=text("false")),
    Column("active", Boolean, nullable=False, server_default=text("true")),
    # Their own working pattern: all four or none, and then the team's applies.
    Column("days", Days),
    Column("starts", Time),
    Column("ends", Time),
    Column("ask_at", Time),
    Column("shout_outs", Choice(ShoutOut), nullable=False, server_default=ShoutOut.CHANNEL),
    Column("reminders", Boolean, nullable=False, server_default=text("true")),
    Column("next_check_in_at", Instant, index=True),
    # Slack's word for their language; "" is not known yet.
    # Whose public holidays are theirs: a code as of a team; "" is the team's, "none" is none.
    Column("country", String(20), nullable=False, server_default=""),
    Column("locale", String(35), nullable=False, server_default=""),
    UniqueConstraint("workspace_id", "user_id"),
)

team = Table(
    "team",
    metadata,
    own_id(),
    of_workspace(),
    Column("name", Text, nullable=False),
    Column("channel_id", String(20), nullable=False),
    Column("check_in_at", Time, nullable=False),
    Column("days", Days, nullable=False),
    Column("country", String(20), nullable=False, server_default=""),
    Column("fiscal_first_month", SmallInteger, nullable=False, server_default="1"),
    Column("bottom_line", Text, nullable=False, server_default=""),
    Column("most_goals", SmallInteger, nullable=False, server_default="5"),
    UniqueConstraint("workspace_id", "channel_id"),
)

membership = Table(
    "membership",
    metadata,
    own_id(),
    of_workspace(),
    ref("team_id", "team"),
    ref("person_id", "person", index=True),
    Column("is_lead", Boolean, nullable=False, server_default=text("false")),
    UniqueConstraint("team_id", "person_id"),
)

leave = Table(
    "leave",
    metadata,
    own_id(),
    of_workspace(),
    ref("person_id", "person"),
    Column("first", Date, nullable=False),
    Column("last", Date, nullable=False),
    # Worked although they would be off.
    Column("is_worked", Boolean, nullable=False, server_default=text("false")),
    UniqueConstraint("person_id", "first", "last"),
    CheckConstraint("first <= last", name="in_order"),
)

# What somebody notes of themselves in `/goal me`.
about_me = Table(
    "about_me",
    metadata,
    own_id(),
    of_workspace(),
    Column("person_id", ForeignKey("person.id"), nullable=False, unique=True),
    Column("strengths", Text, nullable=False, server_default=""),
    Column("aspirations", Text, nullable=False, server_default=""),
    Column("for_leads", Boolean, nullable=False, server_default=text("false")),
)

# What the organisation is for; one row for each workspace.
mission = Table(
    "mission",
    metadata,
    own_id(),
    Column("workspace_id", ForeignKey("workspace.id"), nullable=False, unique=True),
    Column("words", Text, nullable=False),
    Column("priorities", Text, nullable=False, server_default=""),
)

# Whom an admin named to look over all teams.
overview_reader = Table(
    "overview_reader",
    metadata,
    own_id(),
    of_workspace(),
    Column("person_id", ForeignKey("person.id"), nullable=False, unique=True),
)
