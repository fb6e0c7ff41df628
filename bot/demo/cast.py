"""The invented people and teams of the demo, and the workspace that they work in."""

from dataclasses import dataclass
from typing import Any

from bot.demo.elements import Directory

WORKSPACE_ID = "T01RUNGS"
BOT_USER_ID = "U0RUNGS"
BOT_TOKEN = "xoxb-demo"
APP_TOKEN = "xapp-demo"
SIGNING_SECRET = "demo"


@dataclass(frozen=True)
class Member:
    """One of the people; their user id is made from their handle. Who is `back_today` was away
    since Monday, and looks back at the week before.
    """

    handle: str
    name: str
    zone: str
    is_admin: bool = False
    back_today: bool = False

    @property
    def user_id(self) -> str:
        return f"U01{self.handle.upper()}"


@dataclass(frozen=True)
class Crew:
    """A team with its channel; `leads` and `agents` are handles."""

    name: str
    channel: str
    leads: tuple[str, ...]
    agents: tuple[str, ...]
    bottom_line: str = ""

    @property
    def channel_id(self) -> str:
        return f"C01{self.channel.replace('-', '').upper()}"

    @property
    def handles(self) -> tuple[str, ...]:
        return self.leads + self.agents


PEOPLE = (
    Member("maya", "Maya Chen", "Europe/London"),
    Member("ben", "Ben Okafor", "America/New_York"),
    Member("sofia", "Sofia Rossi", "Europe/London"),
    Member("priya", "Priya Shah", "Europe/London"),
    Member("aiko", "Aiko Tan", "Asia/Singapore"),
    Member("noah", "Noah Miller", "America/New_York"),
    Member("marco", "Marco Reyes", "Asia/Singapore", back_today=True),
    Member("grace", "Grace Lindqvist", "Europe/London", is_admin=True),
)

CREWS = (
    Crew(
        "Chat",
        "chat-support",
        leads=("priya", "grace"),
        agents=("maya", "ben", "sofia"),
        bottom_line="Leave every customer glad they asked",
    ),
    Crew("Phones", "phone-support", leads=("marco", "grace"), agents=("aiko", "noah")),
)

# A channel with the bot but without a team, to set one up in.
SPARE_CHANNEL = ("C01EMAIL", "email-support", ("priya", "maya", "noah"))


def directory() -> Directory:
    """Whom and what the local Slack's selects can list."""
    channels = {crew.channel_id: crew.channel for crew in CREWS}
    spare, name, _ = SPARE_CHANNEL
    return Directory({m.user_id: m.name for m in PEOPLE}, {**channels, spare: name})


def workspace_config() -> dict[str, Any]:
    """The workspace as the local Slack reads it."""
    channels = [(crew.channel_id, crew.channel, crew.handles) for crew in CREWS]
    user_ids = {member.handle: member.user_id for member in PEOPLE}
    return {
        "workspace": {"name": "Brightside Support", "domain": "brightside", "teamId": WORKSPACE_ID},
        "apps": [
            {
                "appId": "A01RUNGS",
                "botUserId": BOT_USER_ID,
                "botName": "Rungs",
                "botToken": BOT_TOKEN,
                "appToken": APP_TOKEN,
                "signingSecret": SIGNING_SECRET,
                "mode": "socket",
            }
        ],
        "users": [
            {"id": m.user_id, "name": m.handle, "real_name": m.name, "tz": m.zone} for m in PEOPLE
        ],
        "channels": [
            {
                "id": channel_id,
                "name": name,
                "members": [BOT_USER_ID, *(user_ids[handle] for handle in handles)],
            }
            for channel_id, name, handles in (*channels, SPARE_CHANNEL)
        ],
    }
