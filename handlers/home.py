"""App Home: what is still open today, my ladders, my team lately."""

from functools import partial
from http.client import HTTPException

import structlog
from slack_sdk.errors import SlackApiError

from goals.sight import can_see
from goals.together import named
from handlers.day import STATES, daily
from handlers.deps import Deps
from handlers.lead_looks import looks_of
from handlers.shell import Shell
from handlers.standing import as_seen
from handlers.triggers import Event, Trigger
from handlers.views.home import HomePage, Latest, home_view
from store import check_ins, ladders, people, proposals

log = structlog.stdlib.get_logger("rungs")

LATEST = 5
READ = 20
"""More of the team's rungs than are shown, since some of them may not be this reader's to see."""


def opened(deps: Deps, event: Event) -> None:
    """Somebody looks at Home."""
    if event.event.get("tab", "home") == "home":
        publish(deps, event)


def publish(deps: Deps, trigger: Trigger) -> None:
    """Show the actor their Home as it stands now."""
    page = _page(deps, trigger)
    user_id = trigger.actor.person.user_id
    trigger.client.views_publish(user_id=user_id, view=home_view(page))


def refresh(deps: Deps, trigger: Trigger) -> None:
    """The same after something was recorded: where Slack will not have it, the record stands, and
    Home is made anew the next time that it is opened."""
    try:
        publish(deps, trigger)
    except (SlackApiError, OSError, HTTPException) as failure:
        log.warning("Home not shown", error=type(failure).__name__)


def _page(deps: Deps, trigger: Trigger) -> HomePage:
    actor, day = trigger.actor, trigger.today
    with deps.read() as tx:
        mine = as_seen(tx, actor, ladders.climbed(tx, actor.person.id, STATES))
        today = daily(tx, actor, day, trigger.now, deps.grace, mine)
        lately = []
        if actor.home:
            reached = ladders.latest_reached(tx, actor.home.id, READ)
            shown = [(g, r) for g, r in reached if can_see(actor, g)][:LATEST]
            climbed = people.by_ids(tx, {who for goal, _ in shown for who in goal.climbers})
            cheers = check_ins.cheers(tx, [rung.id for _, rung in shown])
            lately = [Latest(g, r, named(g, climbed), cheers[r.id]) for g, r in shown]
        proposed = proposals.waiting(tx, actor.person.id)
        teams = looks_of(tx, actor, actor.led, trigger.now, is_asked=bool(proposed))
    going = tuple(goal for goal in mine if goal.is_active)
    return HomePage(actor, today, going, tuple(lately), tuple(teams), proposed)


def register(shell: Shell, deps: Deps) -> None:
    """Home is made anew whenever it is opened."""
    shell.event("app_home_opened", partial(opened, deps))
