"""An open transaction, and people, a team and goals to put into it."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Engine

from goals.draft import Draft, Step
from goals.goal import Goal, Measure
from goals.people import WORKDAYS, Person, Team, Workspace
from store import database, ladders, people, teams
from store.database import Tx

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


@pytest.fixture
def tx(engine: Engine) -> Iterator[Tx]:
    with database.begin(engine) as tx:
        yield tx


@pytest.fixture
def workspace(tx: Tx) -> Workspace:
    return people.ensure_workspace(tx, "T1", "UBOT")


@pytest.fixture
def known(tx: Tx, workspace: Workspace) -> Callable[..., Person]:
    """Makes somebody known: `known("maya", zone="Asia/Tokyo")`."""

    def know(name: str, **traits: Any) -> Person:
        profile = {"zone": "Europe/London", "is_admin": False, "active": True, **traits}
        where = profile.pop("workspace", workspace)
        return people.save_profile(tx, where.id, f"U{name.upper()}", name=name.title(), **profile)

    return know


@pytest.fixture
def maya(known: Callable[..., Person]) -> Person:
    return known("maya")


@pytest.fixture
def tom(known: Callable[..., Person]) -> Person:
    return known("tom")


@pytest.fixture
def care(tx: Tx, workspace: Workspace, maya: Person, tom: Person) -> Team:
    """A team of Tom, who leads it, and Maya."""
    team = teams.add(
        tx,
        workspace.id,
        name="Care",
        channel_id="CCARE",
        check_in_at=time(9, 30),
        days=WORKDAYS,
        country="GB",
        fiscal_first_month=4,
    )
    teams.set_members(tx, team, {maya.id: False, tom.id: True})
    return team


@pytest.fixture
def set_goal(tx: Tx, care: Team) -> Callable[..., Goal]:
    """Sets a goal from 25 to 40: `set_goal(maya, rungs=(30, 35))`; more: fields of Draft."""

    def set_it(
        owner: Person, *, rungs: tuple[int, ...] = (), team: Team | None = care, **more: Any
    ) -> Goal:
        fields: dict[str, Any] = {
            "statement": "Reply to 40 chats a day",
            "purpose": "Nobody waits",
            "measure": Measure(unit="chats a day"),
            "baseline": Decimal(25),
            "target": Decimal(40),
            "start": date(2026, 11, 23),
            "due": date(2026, 12, 18),
            **more,
        }
        steps = tuple(Step(Decimal(threshold)) for threshold in (*rungs, fields["target"]))
        return ladders.add(
            tx,
            Draft(rungs=fields.pop("steps", steps), **fields),
            workspace_id=owner.workspace_id,
            owner_id=owner.id,
            team_id=team and team.id,
            now=NOW,
        )

    return set_it
