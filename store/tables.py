"""The tables. Every one carries `workspace_id`: one database serves many Slack workspaces.

People's words are Text: no length is ever accepted by a form and refused by a column.
"""

from enum import StrEnum

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    Time,
    UniqueConstraint,
    text,
)

from goals.cadence import RhythmKind
from goals.goal import (
    Combine,
    Confidence,
    GoalState,
    MeasureKind,
    ReviewEvery,
    Tier,
    Visibility,
)
from goals.offers import Answer, Why
from goals.people import ShoutOut
from goals.review import Verdict
from goals.voices import InputKind
from store.types import AMOUNT_PLACES, Amount, Choice, Days, Instant

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _id() -> Column[int]:
    return Column("id", Integer, primary_key=True)


def _ref(name: str, to: str, *, nullable: bool = False, index: bool = False) -> Column[int]:
    return Column(name, ForeignKey(f"{to}.id"), nullable=nullable, index=index)


def _workspace() -> Column[int]:
    return _ref("workspace_id", "workspace")


class Joining(StrEnum):
    """Where somebody stands with a shared goal; its owner has joined from the start."""

    ASKED = "asked"
    JOINED = "joined"
    DECLINED = "declined"
    LEFT = "left"


class OutboxState(StrEnum):
    """`unsure`: claimed, and perhaps in Slack already; the rest speak for themselves."""

    READY = "ready"
    UNSURE = "unsure"
    SENT = "sent"
    DEAD = "dead"
    DROPPED = "dropped"


workspace = Table(
    "workspace",
    metadata,
    _id(),
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
    _id(),
    _workspace(),
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
    UniqueConstraint("workspace_id", "user_id"),
)

team = Table(
    "team",
    metadata,
    _id(),
    _workspace(),
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
    _id(),
    _workspace(),
    _ref("team_id", "team"),
    _ref("person_id", "person", index=True),
    Column("is_lead", Boolean, nullable=False, server_default=text("false")),
    UniqueConstraint("team_id", "person_id"),
)

leave = Table(
    "leave",
    metadata,
    _id(),
    _workspace(),
    _ref("person_id", "person"),
    Column("first", Date, nullable=False),
    Column("last", Date, nullable=False),
    UniqueConstraint("person_id", "first", "last"),
    CheckConstraint("first <= last", name="in_order"),
)

goal = Table(
    "goal",
    metadata,
    _id(),
    _workspace(),
    Column("number", Integer, nullable=False),
    _ref("owner_id", "person", index=True),
    _ref("team_id", "team", nullable=True, index=True),
    Column("tier", Choice(Tier), nullable=False),
    _ref("parent_id", "goal", nullable=True, index=True),
    Column("statement", Text, nullable=False),
    Column("purpose", Text, nullable=False, server_default=""),
    Column("measure", Choice(MeasureKind), nullable=False),
    Column("unit", Text, nullable=False, server_default=""),
    Column("baseline", Amount, nullable=False),
    Column("target", Amount, nullable=False),
    Column("value", Amount, nullable=False),
    Column("start", Date, nullable=False),
    Column("due", Date, nullable=False),
    Column("visibility", Choice(Visibility), nullable=False),
    Column("rhythm", Choice(RhythmKind), nullable=False),
    Column("rhythm_days", Days, nullable=False),
    Column("state", Choice(GoalState), nullable=False),
    Column("created_at", Instant, nullable=False),
    # How often it is looked back at; NULL is as usual in its tier.
    Column("review", Choice(ReviewEvery)),
    Column("min_answers", Integer),
    # The partner measure: a name and a limit, or neither.
    Column("guard_name", Text, nullable=False, server_default=""),
    Column("guard_limit", Amount),
    Column("guard_unit", Text, nullable=False, server_default=""),
    Column("guard_is_floor", Boolean, nullable=False, server_default=text("true")),
    Column("partner_value", Amount),
    Column("needs", Text, nullable=False, server_default=""),
    Column("started_because", Text, nullable=False, server_default=""),
    Column("baseline_is_guess", Boolean, nullable=False, server_default=text("false")),
    Column("weight", Amount, nullable=False, server_default=str(10**AMOUNT_PLACES)),
    Column("is_personal", Boolean, nullable=False, server_default=text("false")),
    # How the parts of several people come together; NULL is a goal of one's own, which has no
    # contributors.
    Column("combine", Choice(Combine)),
    UniqueConstraint("workspace_id", "number"),
    CheckConstraint("target <> baseline", name="climbs"),
)

rung = Table(
    "rung",
    metadata,
    _id(),
    _workspace(),
    _ref("goal_id", "goal"),
    Column("position", SmallInteger, nullable=False),
    Column("threshold", Amount, nullable=False),
    Column("name", Text, nullable=False, server_default=""),
    Column("due", Date),
    Column("reached_at", Instant),
    Column("reached_by", ForeignKey("check_in.id")),
    Column("is_private", Boolean, nullable=False, server_default=text("false")),
    UniqueConstraint("goal_id", "position"),
)

check_in = Table(
    "check_in",
    metadata,
    _id(),
    _workspace(),
    _ref("goal_id", "goal"),
    _ref("person_id", "person", index=True),
    Column("day", Date, nullable=False),
    Column("value", Amount, nullable=False),
    Column("confidence", Choice(Confidence), nullable=False),
    Column("note", Text, nullable=False, server_default=""),
    Column("at", Instant, nullable=False),
    Column("answers", Integer),
    Column("partner", Amount),
    UniqueConstraint("goal_id", "person_id", "day"),
)

blocker = Table(
    "blocker",
    metadata,
    _id(),
    _workspace(),
    Column("check_in_id", ForeignKey("check_in.id"), nullable=False, unique=True),
    Column("words", Text, nullable=False, server_default=""),
    _ref("taken_by", "person", nullable=True),
    Column("answer", Text, nullable=False, server_default=""),
    _ref("answered_by", "person", nullable=True),
    Column("answered_at", Instant),
)

# Who climbs a shared goal, its owner among them. `since` is when they were asked, or answered;
# `part` their latest number, or how often they did it.
contributor = Table(
    "contributor",
    metadata,
    _id(),
    _workspace(),
    _ref("goal_id", "goal"),
    _ref("person_id", "person", index=True),
    Column("joining", Choice(Joining), nullable=False),
    Column("since", Instant, nullable=False),
    Column("part", Amount),
    UniqueConstraint("goal_id", "person_id"),
)

# `before` and `after` are the terms that it changed: see goals.revision.Terms.
revision = Table(
    "revision",
    metadata,
    _id(),
    _workspace(),
    _ref("goal_id", "goal", index=True),
    _ref("by_id", "person"),
    Column("at", Instant, nullable=False),
    Column("reason", Text, nullable=False),
    Column("before", JSON, nullable=False),
    Column("after", JSON, nullable=False),
)

# Of a smaller rung or a later date: one for each goal, for ever.
offer = Table(
    "offer",
    metadata,
    _id(),
    _workspace(),
    Column("goal_id", ForeignKey("goal.id"), nullable=False, unique=True),
    Column("day", Date, nullable=False),
    Column("why", Choice(Why), nullable=False),
    Column("answer", Choice(Answer)),
)

# A tip is shown to one person: on the rung of that position of the goal that it was shown at.
retrospective = Table(
    "retrospective",
    metadata,
    _id(),
    _workspace(),
    Column("goal_id", ForeignKey("goal.id"), nullable=False, unique=True),
    Column("happened", Text, nullable=False, server_default=""),
    Column("learnt", Text, nullable=False, server_default=""),
    Column("changes", Text, nullable=False, server_default=""),
    Column("tip", Text, nullable=False, server_default=""),
    Column("with_leads", Boolean, nullable=False, server_default=text("false")),
    Column("tip_given", Boolean, nullable=False, server_default=text("false")),
    Column("at", Instant, nullable=False),
    _ref("shown_goal_id", "goal", nullable=True, index=True),
    Column("shown_position", SmallInteger),
)

review = Table(
    "review",
    metadata,
    _id(),
    _workspace(),
    _ref("goal_id", "goal"),
    Column("first", Date, nullable=False),
    _ref("by_id", "person"),
    Column("at", Instant, nullable=False),
    Column("verdict", Choice(Verdict), nullable=False),
    UniqueConstraint("goal_id", "first"),
)

cheer = Table(
    "cheer",
    metadata,
    _id(),
    _workspace(),
    _ref("rung_id", "rung"),
    _ref("person_id", "person"),
    UniqueConstraint("rung_id", "person_id"),
)

feedback = Table(
    "feedback",
    metadata,
    _id(),
    _workspace(),
    _ref("from_id", "person"),
    _ref("to_id", "person"),
    _ref("goal_id", "goal", nullable=True),
    # One answer to each: submitting the same form twice answers once.
    Column("answers_id", ForeignKey("feedback.id"), unique=True),
    Column("words", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("thanked_at", Instant),
)

# An unnamed input has no author, a random id and a date without time, so that neither the
# order of rows nor the clock tells who it was: SQLite keeps the rows in the order of their ids,
# and nothing is queued for the leads before `tell_at`, a full hour; NULL once they were told.
input = Table(
    "input",
    metadata,
    Column("id", String(32), primary_key=True),
    _workspace(),
    _ref("team_id", "team", index=True),
    _ref("author_id", "person", nullable=True),
    Column("kind", Choice(InputKind), nullable=False),
    Column("words", Text, nullable=False),
    Column("day", Date, nullable=False),
    Column("answer", Text, nullable=False, server_default=""),
    _ref("answered_by", "person", nullable=True),
    Column("answered_at", Instant),
    Column("tell_at", Instant, index=True),
    sqlite_with_rowid=False,
)

# What the organisation is for; one row for each workspace.
mission = Table(
    "mission",
    metadata,
    _id(),
    Column("workspace_id", ForeignKey("workspace.id"), nullable=False, unique=True),
    Column("words", Text, nullable=False),
    Column("priorities", Text, nullable=False, server_default=""),
)

# A team's own templates; one of the same name takes the place of one that comes with Rungs.
template = Table(
    "template",
    metadata,
    _id(),
    _workspace(),
    _ref("team_id", "team"),
    Column("name", Text, nullable=False),
    Column("statement", Text, nullable=False),
    Column("purpose", Text, nullable=False, server_default=""),
    Column("measure", Choice(MeasureKind), nullable=False),
    Column("unit", Text, nullable=False, server_default=""),
    Column("baseline", Amount, nullable=False),
    Column("target", Amount, nullable=False),
    Column("rungs", Text, nullable=False, server_default=""),
    Column("weeks", SmallInteger, nullable=False),
    UniqueConstraint("team_id", "name"),
)

# What somebody notes of themselves in `/goal me`.
about_me = Table(
    "about_me",
    metadata,
    _id(),
    _workspace(),
    Column("person_id", ForeignKey("person.id"), nullable=False, unique=True),
    Column("strengths", Text, nullable=False, server_default=""),
    Column("aspirations", Text, nullable=False, server_default=""),
    Column("for_leads", Boolean, nullable=False, server_default=text("false")),
)

seen_event = Table(
    "seen_event",
    metadata,
    _id(),
    _workspace(),
    Column("event_id", String(64), nullable=False),
    Column("at", Instant, nullable=False, index=True),
    Column("handled", Boolean, nullable=False, server_default=text("false")),
    UniqueConstraint("workspace_id", "event_id"),
)

outbox = Table(
    "outbox",
    metadata,
    _id(),
    _workspace(),
    Column("key", String(120), nullable=False),
    Column("channel", String(20), nullable=False),
    Column("kind", String(40), nullable=False),
    Column("ref", JSON, nullable=False),
    Column("priority", SmallInteger, nullable=False),
    Column("state", Choice(OutboxState), nullable=False),
    Column("wake_at", Instant),
    Column("expires_at", Instant),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("last_try_at", Instant),
    Column("unsure_since", Instant),
    Column("posted_in", String(20)),
    Column("ts", String(32)),
    Column("error", String(80)),
    UniqueConstraint("workspace_id", "key"),
    Index(
        "ix_outbox_due",
        "workspace_id",
        "priority",
        "wake_at",
        "id",  # so that thousands who are asked at the same minute need no sorting
        sqlite_where=text("wake_at IS NOT NULL"),
        postgresql_where=text("wake_at IS NOT NULL"),
    ),
    Index("ix_outbox_channel", "workspace_id", "channel", "last_try_at"),
)
