"""The templates that teams keep for themselves."""

from collections.abc import Iterable
from decimal import Decimal

from sqlalchemy import delete, select

from goals.templates import Template
from store.database import AnyRow, Tx
from store.people import upsert
from store.rows import value_of
from store.tables import team, template


def of_teams(tx: Tx, team_ids: Iterable[int]) -> list[Template]:
    """The templates that these teams keep, by name."""
    rows = tx.execute(
        select(template, team.c.name.label("work"))
        .join(team, team.c.id == template.c.team_id)
        .where(template.c.team_id.in_(set(team_ids)))
        .order_by(template.c.name, template.c.id)
    )
    return [_template_of(row) for row in rows]


def keep(tx: Tx, workspace_id: int, team_id: int, of: Template) -> None:
    """Keep a template for a team, in the place of its own of the same name."""
    said = {
        "statement": of.statement,
        "purpose": of.purpose,
        "measure": of.measure,
        "unit": of.unit,
        "baseline": Decimal(of.baseline),
        "target": Decimal(of.target),
        "rungs": of.rungs,
        "weeks": of.weeks,
    }
    tx.execute(
        upsert(tx, template)
        .values(workspace_id=workspace_id, team_id=team_id, name=of.name, **said)
        .on_conflict_do_update(index_elements=["team_id", "name"], set_=said)
    )


def drop(tx: Tx, team_id: int, template_id: int) -> bool:
    """Take a template out of a team's; False if it was gone."""
    gone = tx.execute(
        delete(template).where(template.c.team_id == team_id, template.c.id == template_id)
    )
    return gone.rowcount > 0


def _template_of(row: AnyRow) -> Template:
    return value_of(
        Template,
        row,
        baseline=f"{row.baseline:f}",
        target=f"{row.target:f}",
    )
