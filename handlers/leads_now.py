"""Who leads a team from now on hears so, with all that was open before they came."""

from datetime import datetime

from goals.people import Person, Team
from handlers.lead_looks import looks_of
from handlers.outgoing import Render
from handlers.surfaces import TEAM
from handlers.views.message import Message
from handlers.views.needs import leads_now_message
from store import outbox, people
from store.database import Tx
from store.outbox import Priority, Queued


def tell(tx: Tx, team: Team, lead: Person, now: datetime) -> None:
    """Queue the word to a new lead, each time that they become one."""
    outbox.put(
        tx,
        key=f"leads-now:{team.id}:{lead.id}:{now:%Y-%m-%dT%H:%M:%S}",
        workspace_id=team.workspace_id,
        channel=lead.user_id,
        kind="leads_now",
        ref={"team": team.id, "person": lead.id},
        priority=Priority.REMINDER,
        wake_at=now,
    )


def message(tx: Tx, queued: Queued, now: datetime) -> Message | None:
    """What they lead, and what waits there; none for somebody who does not lead it any more."""
    lead = people.actor_of(tx, queued.ref["person"])
    team = next((team for team in lead.led if team.id == queued.ref["team"]), None)
    if team is None or not lead.person.active:
        return None
    [look] = looks_of(tx, lead, [team], now)
    return leads_now_message(look, lead.today(now), f"{TEAM}:{team.id}:0")


RENDERERS: dict[str, Render] = {"leads_now": message}
