"""The people of these stories, what each of them was ever shown, and what the database holds."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from slack_sdk.models.blocks import StaticSelectElement
from sqlalchemy import Engine, select, update

from handlers.views.message import message
from handlers.views.parts import actions, button, option, section
from store import database
from store.tables import metadata
from tests.support import envelopes
from tests.support.people import Outcome, User
from tests.support.rungs import Rungs
from tests.support.screens import Json, Message, View
from tests.support.slack import FakeSlack
from tests.support.workspace import Channel

Row = Mapping[str, Any]
ROLES = (
    "owner",
    "teammate",
    "lead",
    "lead of another team",
    "teammate of another team",
    "admin",
    "person without a team",
    "deactivated",
)
NAMES = dict(zip(ROLES, ("maya", "ben", "tom", "lea", "bob", "ada", "nina", "dan"), strict=True))


@dataclass
class Cast:
    """Care: Maya, Ben and Dan, who has left, led by Tom. Billing: Bob, led by Lea. Ada is an admin
    and Nina on no team; both are known.
    """

    rungs: Rungs
    told: dict[str, list[str]] = field(default_factory=dict)
    """What people read outside of messages and views: the refusals of forms."""

    @classmethod
    def on(cls, rungs: Rungs) -> "Cast":
        rungs.user("ada", admin=True)
        rungs.seed_team("Care", lead="tom", members=["maya", "ben", "dan"])
        rungs.seed_team("Billing", lead="lea", members=["bob"])
        rungs.meet("ada", "nina")
        rungs.slack.users["UDAN"]["deleted"] = True
        rungs.channels["care"].members.remove("UDAN")
        rungs.event("user_change", user=rungs.slack.users["UDAN"])
        return cls(rungs)

    def __getitem__(self, role: str) -> User:
        return self.rungs.users[NAMES[role]]

    def keep(self, user: User, outcome: Outcome) -> Outcome:
        """Note what a form's refusals told its sender."""
        self.told.setdefault(user.id, []).extend(outcome.errors.values())
        return outcome

    def press(self, user: User, action_id: str, value: str, *, chosen: bool = False) -> Outcome:
        """Press a button, or choose an option, of this action_id and value: as an attacker."""
        return user.click(forged_button(self.rungs, user, action_id, value, chosen), "Forged")

    def shown_to(self, user: User) -> str:
        """Everything that the person was ever shown, as text."""
        return self.rungs.slack.ever_shown_to(user.id) + json.dumps(self.told.get(user.id, []))


def forged_button(
    rungs: Rungs, user: User, action_id: str, value: str, chosen: bool = False
) -> Message:
    """A message to this person with a button that nobody gave them."""
    pressed = (
        StaticSelectElement(action_id=action_id, options=[option(value, "Forged")])
        if chosen
        else button("Forged", action_id, value)
    )
    forged = message("Forged", section("Forged"), actions(pressed))
    return rungs.slack.post(rungs.slack.direct(user.id), forged.payload())


def press_as(
    rungs: Rungs, user: User, screen: Message | View, block: Json, element: Json
) -> Outcome:
    """Press this button, or choose the first option of this select, whoever it was shown to."""
    slack = rungs.slack
    chosen: Json = {"value": element.get("value", "")}
    if element["type"] != "button":
        chosen = {"selected_option": element["options"][0]}
    if isinstance(screen, View):
        click = envelopes.click_on_view(slack, user.id, screen, block, element, chosen)
        return rungs.deliver(user, click)
    if screen.channel not in slack.channels:  # in another workspace
        if screen.channel.startswith("D"):
            slack.direct(screen.channel[1:])
        else:
            slack.add_channel(Channel(screen.channel, members=[user.id]))
    click = envelopes.click_on_message(slack, user.id, screen, block, element, chosen)
    return rungs.deliver(user, click)


def second_workspace(engine: Engine, slack: FakeSlack, team_id: str = "T2") -> Rungs:
    """The bot of another workspace on the same database, with a Slack of its own."""
    slack.team_id = team_id
    for user in slack.users.values():
        user["team_id"] = team_id
    return Rungs(engine, slack)


def everything(engine: Engine) -> dict[tuple[str, Any], Row]:
    """Every row of every table, by table and primary key."""
    with database.read(engine) as tx:
        return {
            (name, row._mapping["id"]): dict(row._mapping)
            for name, table in metadata.tables.items()
            for row in tx.execute(select(table))
        }


def changes(before: Mapping[Any, Row], after: Mapping[Any, Row]) -> list[tuple[str, Row]]:
    """The rows that were added, changed or removed: (table, the row as it is or was)."""
    touched = [key for key in before.keys() | after.keys() if before.get(key) != after.get(key)]
    return [(key[0], after.get(key) or before[key]) for key in touched]


def alter(rungs: Rungs, table: str, where: Mapping[str, Any], **values: Any) -> None:
    """Set what no form sets yet, such as a goal's tier."""
    of = metadata.tables[table]
    with rungs.deps.begin() as tx:
        conditions = [of.c[name] == value for name, value in where.items()]
        tx.execute(update(of).where(*conditions).values(**values))


def texts(part: Any, kind: str) -> Iterator[str]:
    """The texts of a kind ("mrkdwn", "plain_text") anywhere inside a payload."""
    if isinstance(part, Mapping):
        if part.get("type") == kind and isinstance(part.get("text"), str):
            yield part["text"]
        for value in part.values():
            yield from texts(value, kind)
    elif isinstance(part, list | tuple):
        for value in part:
            yield from texts(value, kind)
