"""Teams and who is on them."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import delete, insert, select, update

from goals.people import Team
from store.database import AnyRow, Tx
from store.rows import value_of
from store.tables import membership, person, team

SETTINGS = (
    "name",
    "channel_id",
    "check_in_at",
    "days",
    "country",
    "fiscal_first_month",
    "bottom_line",
    "most_goals",
)


def team_of(row: AnyRow) -> Team:
    """The value of a row that holds the team's columns."""
    return value_of(Team, row)


def by_channel(tx: Tx, workspace_id: int, channel_id: str) -> Team | None:
    """The team that lives in this channel."""
    return _one(tx, team.c.workspace_id == workspace_id, team.c.channel_id == channel_id)


def by_id(tx: Tx, workspace_id: int, team_id: int) -> Team | None:
    """A team of this workspace by its id."""
    return _one(tx, team.c.workspace_id == workspace_id, team.c.id == team_id)


def by_ids(tx: Tx, team_ids: Iterable[int]) -> dict[int, Team]:
    """Teams by id."""
    rows = tx.execute(select(team).where(team.c.id.in_(set(team_ids))))
    return {row.id: team_of(row) for row in rows}


def _one(tx: Tx, *where: Any) -> Team | None:
    row = tx.execute(select(team).where(*where)).one_or_none()
    return team_of(row) if row else None


def add(tx: Tx, workspace_id: int, **settings: Any) -> Team:
    """Make a team (SETTINGS); raises IntegrityError if the channel has one already."""
    row = tx.execute(
        insert(team).values(workspace_id=workspace_id, **settings).returning(team)
    ).one()
    return team_of(row)


def save(tx: Tx, team_id: int, **settings: Any) -> None:
    """Change a team's settings (SETTINGS); raises IntegrityError if the channel is taken."""
    tx.execute(update(team).where(team.c.id == team_id).values(**settings))


def set_members(tx: Tx, team: Team, roles: Mapping[int, bool]) -> None:
    """Make exactly these active people (id → is a lead) the team's; who stays keeps their place.

    So do deactivated people, whom nobody sees on the team, for the day they come back.
    """
    rows = tx.execute(
        select(membership.c.person_id, membership.c.is_lead)
        .join(person, person.c.id == membership.c.person_id)
        .where(membership.c.team_id == team.id, person.c.active)
    )
    now_in = dict(rows.all())
    tx.execute(
        delete(membership).where(
            membership.c.team_id == team.id, membership.c.person_id.in_(now_in.keys() - roles)
        )
    )
    for person_id, is_lead in roles.items():
        if person_id not in now_in:
            tx.execute(
                insert(membership).values(
                    workspace_id=team.workspace_id,
                    team_id=team.id,
                    person_id=person_id,
                    is_lead=is_lead,
                )
            )
        elif now_in[person_id] != is_lead:
            tx.execute(
                update(membership)
                .where(membership.c.team_id == team.id, membership.c.person_id == person_id)
                .values(is_lead=is_lead)
            )


def of_workspace(tx: Tx, workspace_id: int) -> list[Team]:
    """Every team of a workspace, by name."""
    rows = tx.execute(select(team).where(team.c.workspace_id == workspace_id).order_by(team.c.name))
    return [team_of(row) for row in rows]
