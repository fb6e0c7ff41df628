"""The least that these answers take with the same libraries: no rules, no rights, no log.

What any bot has to do that reads ten goals and their rungs with SQLAlchemy and answers in
slack_sdk's blocks, or writes down a number: who asks, the rows, the words.
"""

import sys
from collections import defaultdict
from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from functools import partial
from typing import Any

from slack_bolt import Ack
from slack_sdk.models.blocks import SectionBlock
from sqlalchemy import Engine, bindparam, insert, select, update

from bench.bare import Bare, empty_app, served
from bot import web
from goals.goal import Confidence
from handlers.views.once import make_json_once
from store import database
from store.database import AnyRow
from store.tables import check_in, goal, person, rung, workspace

_WHO = (
    select(person.c.id, person.c.workspace_id)
    .join(workspace, workspace.c.id == person.c.workspace_id)
    .where(workspace.c.team_id == bindparam("team_id"), person.c.user_id == bindparam("user_id"))
)
_OWNED = (
    select(goal.c.id, goal.c.number, goal.c.statement, goal.c.due, goal.c.value, goal.c.target)
    .where(goal.c.owner_id == bindparam("owner"))
    .order_by(goal.c.due)
)
_RUNGS = (
    select(rung.c.goal_id, rung.c.threshold, rung.c.reached_at)
    .join(goal, goal.c.id == rung.c.goal_id)
    .where(goal.c.owner_id == bindparam("owner"))
    .order_by(rung.c.goal_id, rung.c.position)
)
_NUMBERED = select(goal.c.id).where(
    goal.c.workspace_id == bindparam("workspace"), goal.c.number == bindparam("number")
)
_WRITE = insert(check_in)
_MOVE = update(goal).where(goal.c.id == bindparam("of")).values(value=bindparam("to"))


def least(api_url: str, path: str) -> Bare:
    """`/goal list` and `/goal checkin G-12 26` on a database of Rungs, and nothing else."""
    engine = database.open_database(f"sqlite:///{path}")
    app = empty_app(api_url)

    def answer(ack: Ack, body: dict[str, Any]) -> None:
        name, *words = body["text"].split()
        if name == "list":
            blocks = [block.to_dict() for block in _list(engine, body)]
            ack(text="10 goals", blocks=blocks, response_type="ephemeral")
        else:
            ack(_record(engine, body, int(words[0].removeprefix("G-")), Decimal(words[1])))

    app.command("/goal")(answer)
    return served(app)


def _list(engine: Engine, asked: Mapping[str, Any]) -> list[SectionBlock]:
    with database.read(engine) as tx:
        owner = {"owner": tx.execute(_WHO, dict(asked)).one().id}
        goals = tx.execute(_OWNED, owner).all()
        ladders = defaultdict(list)
        for row in tx.execute(_RUNGS, owner).all():
            ladders[row.goal_id].append(row)
    return [SectionBlock(text=_line(each, ladders[each.id])) for each in goals]


def _line(goal: AnyRow, rungs: list[AnyRow]) -> str:
    reached = sum(rung.reached_at is not None for rung in rungs)
    following = rungs[min(reached, len(rungs) - 1)]
    return (
        f"*{goal.statement}*   G-{goal.number} · due {goal.due:%a %d %b}\n"
        f"{goal.value:f} of {goal.target:f} · rung {reached} of {len(rungs)}"
        f" · next rung {following.threshold:f}"
    )


def _record(engine: Engine, said: Mapping[str, Any], number: int, value: Decimal) -> str:
    now = datetime.now(UTC)
    with database.begin(engine) as tx:
        who = tx.execute(_WHO, dict(said)).one()
        of = tx.execute(_NUMBERED, {"workspace": who.workspace_id, "number": number}).scalar_one()
        row = {"goal_id": of, "person_id": who.id, "day": now.date(), "value": value, "at": now}
        rest = {"workspace_id": who.workspace_id, "confidence": Confidence.ON_TRACK, "note": ""}
        tx.execute(_WRITE, {**row, **rest})
        tx.execute(_MOVE, {"of": of, "to": value})
    return f"{value:f} chats a day"


if __name__ == "__main__":
    make_json_once()
    web.Server(int(sys.argv[1]), partial(least, *sys.argv[2:])).run()
