"""Where the buttons stand that a lead acts with, and what stands there afterwards."""

from handlers import home, see_team
from handlers.carried import number_in
from handlers.deps import Deps
from handlers.triggers import Trigger, replace_at
from store import teams

HOME, TEAM = "home", "team"


def split(value: str) -> tuple[str, str]:
    """A button's id and its surface, "" for a message of Rungs' own: "12", "12:home"."""
    id, _, surface = value.partition(":")
    return id, surface


def show_again(deps: Deps, trigger: Trigger, surface: str, response_url: str = "") -> None:
    """Bring the surface up to date: "home", or a page of a team, "team:3:0"."""
    kind, _, page = surface.partition(":")
    if kind == HOME:
        home.refresh(deps, trigger)
    elif kind == TEAM:
        team_id, _, first = page.partition(":")
        with deps.read() as tx:
            team = teams.by_id(tx, trigger.actor.person.workspace_id, number_in(team_id))
        if team and trigger.actor.leads(team.id):
            replace_at(response_url, see_team.team_view(deps, trigger, team, number_in(first)))
