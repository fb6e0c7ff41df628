"""What happens to a team's channel is acted on when it happens, not at the first failed post.

https://docs.slack.dev/reference/events: channel_archive and the like; those of a private channel
begin with `group`.
"""

from datetime import datetime
from functools import partial
from typing import Any

from slack_bolt import BoltContext

from goals.people import Team
from handlers import undeliverable
from handlers.deps import Deps
from handlers.shell import Shell
from store import outbox, people, teams
from store.database import Tx

SHUT = {
    "channel_archive": "is_archived",
    "group_archive": "is_archived",
    "channel_deleted": "channel_not_found",
    "group_deleted": "channel_not_found",
    "channel_left": "not_in_channel",
    "group_left": "not_in_channel",
}
"""After these Slack takes no message there, with this for a reason."""
OPEN = ("channel_unarchive", "group_unarchive", "member_joined_channel")
MOVED = "channel_id_changed"
EVENTS = (*SHUT, *OPEN, MOVED)


def shut(tx: Tx, team: Team, error: str, now: datetime) -> None:
    """What waits for the channel is kept, and its team's leads hear of it."""
    outbox.give_up(tx, team.workspace_id, team.channel_id, error)
    undeliverable.tell_of_channel(tx, team, error, now)


def opened(tx: Tx, team: Team, now: datetime) -> None:
    """What was kept for the channel goes out."""
    outbox.send_again(tx, team.workspace_id, team.channel_id, now)


def moved(tx: Tx, team: Team, to: str, now: datetime) -> None:
    """Slack gave the channel another id, as it does where one becomes shared, or is converted."""
    teams.save(tx, team.id, channel_id=to)
    outbox.move(tx, team.workspace_id, team.channel_id, to, now)


def register(shell: Shell, deps: Deps) -> None:
    """The events of channels, of which only those of teams concern anybody here."""
    for event in EVENTS:
        shell.app.event(event)(partial(_happened, deps))


def _happened(deps: Deps, body: dict[str, Any], context: BoltContext) -> None:
    event, now = body["event"], deps.clock()
    kind = event["type"]
    if kind == "member_joined_channel" and event.get("user") != context.bot_user_id:
        return
    channel_id = event["old_channel_id"] if kind == MOVED else event["channel"]
    with deps.begin() as tx:
        workspace = people.ensure_workspace(tx, context.team_id or "")
        team = teams.by_channel(tx, workspace.id, channel_id)
        if team is None:
            return
        if kind == MOVED:
            moved(tx, team, event["new_channel_id"], now)
        elif kind in SHUT:
            shut(tx, team, SHUT[kind], now)
        else:
            opened(tx, team, now)
