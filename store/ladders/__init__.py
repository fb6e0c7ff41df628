"""Goals with their rungs: how they are set, read and climbed."""

from store.ladders.climbing import keep_private, reach, set_partner, set_standing, unreach
from store.ladders.reading import (
    GOALS,
    by_id,
    by_ids,
    by_number,
    climbed,
    hold,
    hold_number,
    joined_by,
    latest_reached,
    of_rung,
    of_team,
    of_teams,
    owned,
    read,
    where,
)
from store.ladders.setting import add, add_rungs, columns, revise, set_review

__all__ = [
    "GOALS",
    "add",
    "add_rungs",
    "by_id",
    "by_ids",
    "by_number",
    "climbed",
    "columns",
    "hold",
    "hold_number",
    "joined_by",
    "keep_private",
    "latest_reached",
    "of_rung",
    "of_team",
    "of_teams",
    "owned",
    "reach",
    "read",
    "revise",
    "set_partner",
    "set_review",
    "set_standing",
    "unreach",
    "where",
]
