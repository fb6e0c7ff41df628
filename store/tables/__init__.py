"""The tables. Every one carries `workspace_id`: one database serves many Slack workspaces.

People's words are Text: no length is ever accepted by a form and refused by a column.
"""

from store.tables.columns import metadata
from store.tables.goals import (
    Joining,
    blocker,
    check_in,
    cheer,
    contributor,
    goal,
    held_report,
    offer,
    proposal,
    proposal_round,
    retrospective,
    review,
    revision,
    rung,
    template,
)
from store.tables.people import (
    about_me,
    leave,
    membership,
    mission,
    overview_reader,
    person,
    team,
    workspace,
)
from store.tables.sending import OutboxState, outbox, seen_event
from store.tables.voices import feedback, input

__all__ = [
    "Joining",
    "OutboxState",
    "about_me",
    "blocker",
    "check_in",
    "cheer",
    "contributor",
    "feedback",
    "goal",
    "held_report",
    "input",
    "leave",
    "membership",
    "metadata",
    "mission",
    "offer",
    "outbox",
    "overview_reader",
    "person",
    "proposal",
    "proposal_round",
    "retrospective",
    "review",
    "revision",
    "rung",
    "seen_event",
    "team",
    "template",
    "workspace",
]
