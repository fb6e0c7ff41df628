"""What people say to one another: feedback, and words to the leads."""

from sqlalchemy import Column, Date, ForeignKey, String, Table, Text

from goals.voices import InputKind
from store.tables.columns import metadata, of_workspace, own_id, ref
from store.types import Choice, Instant

feedback = Table(
    "feedback",
    metadata,
    own_id(),
    of_workspace(),
    ref("from_id", "person"),
    ref("to_id", "person"),
    ref("goal_id", "goal", nullable=True),
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
    of_workspace(),
    ref("team_id", "team", index=True),
    ref("author_id", "person", nullable=True),
    Column("kind", Choice(InputKind), nullable=False),
    Column("words", Text, nullable=False),
    Column("day", Date, nullable=False),
    Column("answer", Text, nullable=False, server_default=""),
    ref("answered_by", "person", nullable=True),
    Column("answered_at", Instant),
    Column("tell_at", Instant, index=True),
    sqlite_with_rowid=False,
)
