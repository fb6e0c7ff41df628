"""Goals, their ladders and reports, and what became of them along the way."""

from enum import StrEnum

from sqlalchemy import (
    JSON,
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
    UniqueConstraint,
    text,
)

from goals.cadence import RhythmKind
from goals.goal import Combine, Confidence, GoalState, MeasureKind, ReviewEvery, Tier, Visibility
from goals.offers import Answer, Why
from goals.proposal import ProposalState
from goals.review import Verdict
from store.tables.columns import metadata, of_workspace, own_id, ref
from store.types import AMOUNT_PLACES, Amount, Choice, Days, Instant


class Joining(StrEnum):
    """Where somebody stands with a shared goal; its owner has joined from the start."""

    ASKED = "asked"
    JOINED = "joined"
    DECLINED = "declined"
    LEFT = "left"


goal = Table(
    "goal",
    metadata,
    own_id(),
    of_workspace(),
    Column("number", Integer, nullable=False),
    ref("owner_id", "person", index=True),
    ref("team_id", "team", nullable=True, index=True),
    Column("tier", Choice(Tier), nullable=False),
    ref("parent_id", "goal", nullable=True, index=True),
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
    own_id(),
    of_workspace(),
    ref("goal_id", "goal"),
    Column("position", SmallInteger, nullable=False),
    Column("threshold", Amount, nullable=False),
    Column("name", Text, nullable=False, server_default=""),
    Column("due", Date),
    Column("reached_at", Instant),
    Column("reached_by", ForeignKey("check_in.id")),
    # The day of that report; NULL where it was reached before days were kept.
    Column("reached_on", Date),
    Column("is_private", Boolean, nullable=False, server_default=text("false")),
    UniqueConstraint("goal_id", "position"),
)

check_in = Table(
    "check_in",
    metadata,
    own_id(),
    of_workspace(),
    ref("goal_id", "goal"),
    ref("person_id", "person", index=True),
    Column("day", Date, nullable=False),
    Column("value", Amount, nullable=False),
    Column("confidence", Choice(Confidence), nullable=False),
    Column("note", Text, nullable=False, server_default=""),
    Column("at", Instant, nullable=False),
    Column("answers", Integer),
    Column("partner", Amount),
    UniqueConstraint("goal_id", "person_id", "day"),
)

# A report whose number is far from all others waits here for a yes. `readings` are the numbers
# that it may be.
held_report = Table(
    "held_report",
    metadata,
    own_id(),
    of_workspace(),
    ref("goal_id", "goal"),
    ref("person_id", "person"),
    Column("day", Date, nullable=False),
    Column("readings", JSON, nullable=False),
    Column("confidence", Choice(Confidence), nullable=False),
    Column("note", Text),
    Column("answers", Integer),
    Column("partner", Amount),
    Column("at", Instant, nullable=False, index=True),
)

blocker = Table(
    "blocker",
    metadata,
    own_id(),
    of_workspace(),
    Column("check_in_id", ForeignKey("check_in.id"), nullable=False, unique=True),
    Column("words", Text, nullable=False, server_default=""),
    ref("taken_by", "person", nullable=True),
    Column("answer", Text, nullable=False, server_default=""),
    ref("answered_by", "person", nullable=True),
    Column("answered_at", Instant),
)

# Who climbs a shared goal, its owner among them. `since` is when they were asked, or answered;
# `part` their latest number, or how often they did it.
contributor = Table(
    "contributor",
    metadata,
    own_id(),
    of_workspace(),
    ref("goal_id", "goal"),
    ref("person_id", "person", index=True),
    Column("joining", Choice(Joining), nullable=False),
    Column("since", Instant, nullable=False),
    Column("part", Amount),
    UniqueConstraint("goal_id", "person_id"),
)

# `before` and `after` are the terms that it changed: see goals.revision.Terms.
revision = Table(
    "revision",
    metadata,
    own_id(),
    of_workspace(),
    ref("goal_id", "goal", index=True),
    ref("by_id", "person"),
    Column("at", Instant, nullable=False),
    Column("reason", Text, nullable=False),
    Column("before", JSON, nullable=False),
    Column("after", JSON, nullable=False),
)

# Of a smaller rung or a later date: one for each goal, for ever.
offer = Table(
    "offer",
    metadata,
    own_id(),
    of_workspace(),
    Column("goal_id", ForeignKey("goal.id"), nullable=False, unique=True),
    Column("day", Date, nullable=False),
    Column("why", Choice(Why), nullable=False),
    Column("answer", Choice(Answer)),
)

# A tip is shown to one person: on the rung of that position of the goal that it was shown at.
retrospective = Table(
    "retrospective",
    metadata,
    own_id(),
    of_workspace(),
    Column("goal_id", ForeignKey("goal.id"), nullable=False, unique=True),
    Column("happened", Text, nullable=False, server_default=""),
    Column("learnt", Text, nullable=False, server_default=""),
    Column("changes", Text, nullable=False, server_default=""),
    Column("tip", Text, nullable=False, server_default=""),
    Column("with_leads", Boolean, nullable=False, server_default=text("false")),
    Column("tip_given", Boolean, nullable=False, server_default=text("false")),
    Column("at", Instant, nullable=False),
    ref("shown_goal_id", "goal", nullable=True, index=True),
    Column("shown_position", SmallInteger),
)

review = Table(
    "review",
    metadata,
    own_id(),
    of_workspace(),
    ref("goal_id", "goal"),
    Column("first", Date, nullable=False),
    ref("by_id", "person"),
    Column("at", Instant, nullable=False),
    Column("verdict", Choice(Verdict), nullable=False),
    UniqueConstraint("goal_id", "first"),
)

# `goal_id` is the goal that it would change, `became_id` the one that it became.
proposal = Table(
    "proposal",
    metadata,
    own_id(),
    of_workspace(),
    ref("by_id", "person", index=True),
    ref("to_id", "person", index=True),
    ref("owner_id", "person"),
    ref("goal_id", "goal", nullable=True),
    ref("became_id", "goal", nullable=True),
    Column("state", Choice(ProposalState), nullable=False),
    Column("reason", Text, nullable=False, server_default=""),
    Column("closed_at", Instant),
)

# `draft` is what it says: see goals.draft.Draft. Of two that are written at once, one stays.
proposal_round = Table(
    "proposal_round",
    metadata,
    own_id(),
    of_workspace(),
    ref("proposal_id", "proposal"),
    Column("number", SmallInteger, nullable=False),
    ref("by_id", "person"),
    Column("at", Instant, nullable=False),
    Column("draft", JSON, nullable=False),
    ref("team_id", "team", nullable=True),
    ref("parent_id", "goal", nullable=True),
    Column("combine", Choice(Combine)),
    Column("note", Text, nullable=False, server_default=""),
    Column("stands", String(20), nullable=False, server_default=""),
    UniqueConstraint("proposal_id", "number"),
)

cheer = Table(
    "cheer",
    metadata,
    own_id(),
    of_workspace(),
    ref("rung_id", "rung"),
    ref("person_id", "person"),
    UniqueConstraint("rung_id", "person_id"),
)

# A team's own templates; one of the same name takes the place of one that comes with Rungs.
template = Table(
    "template",
    metadata,
    own_id(),
    of_workspace(),
    ref("team_id", "team"),
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
