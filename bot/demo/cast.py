"""The invented people, teams and goals of the demo, and the workspace that they work in."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from bot.demo.elements import Directory
from goals.goal import Confidence, GoalState, Guard, MeasureKind, Tier
from goals.voices import InputKind

WORKSPACE_ID = "T01RUNGS"
BOT_USER_ID = "U0RUNGS"
BOT_TOKEN = "xoxb-demo"
APP_TOKEN = "xapp-demo"
SIGNING_SECRET = "demo"


@dataclass(frozen=True)
class Member:
    """One of the people; their user id is made from their handle."""

    handle: str
    name: str
    zone: str
    is_admin: bool = False

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

    @property
    def channel_id(self) -> str:
        return f"C01{self.channel.replace('-', '').upper()}"

    @property
    def handles(self) -> tuple[str, ...]:
        return self.leads + self.agents


@dataclass(frozen=True)
class Climb:
    """A goal in mid-climb. `reports` are the values of the last working days, oldest first;
    `rungs` are thresholds, the target last; `weeks` how long it runs, of which `gone` are over.
    """

    owner: str
    crew: str
    statement: str
    purpose: str
    unit: str
    rungs: tuple[int, ...]
    baseline: int
    reports: tuple[int, ...]
    notes: tuple[str, ...] = ()
    weeks: int = 8
    gone: int = 4
    measure: MeasureKind = MeasureKind.NUMBER
    tier: Tier = Tier.INDIVIDUAL
    parent: str = ""
    confidence: Confidence = Confidence.ON_TRACK
    min_answers: int | None = None
    guard: Guard | None = None
    answers: int | None = None
    partner: Decimal | None = None
    """With each report: how many answers it is made of, and where the partner measure stood."""
    state: GoalState = GoalState.ACTIVE

    @property
    def target(self) -> Decimal:
        return Decimal(self.rungs[-1])


@dataclass(frozen=True)
class Said:
    """An input to a team's leads; no author means unnamed."""

    crew: str
    kind: InputKind
    words: str
    author: str = ""
    answer: str = ""
    answered_by: str = ""


PEOPLE = (
    Member("maya", "Maya Chen", "Europe/London"),
    Member("ben", "Ben Okafor", "America/New_York"),
    Member("sofia", "Sofia Rossi", "Europe/London"),
    Member("priya", "Priya Shah", "Europe/London"),
    Member("aiko", "Aiko Tan", "Asia/Singapore"),
    Member("noah", "Noah Miller", "America/New_York"),
    Member("marco", "Marco Reyes", "Asia/Singapore"),
    Member("grace", "Grace Lindqvist", "Europe/London", is_admin=True),
)

CREWS = (
    Crew("Chat", "chat-support", leads=("priya", "grace"), agents=("maya", "ben", "sofia")),
    Crew("Phones", "phone-support", leads=("marco", "grace"), agents=("aiko", "noah")),
)

# A channel with the bot but without a team, to set one up in.
SPARE_CHANNEL = ("C01EMAIL", "email-support", ("priya", "maya", "noah"))

CLIMBS = (
    Climb(
        owner="grace",
        crew="Chat",
        statement="Satisfaction of 95 % across support",
        purpose="People stay with us when help feels easy.",
        unit="%",
        baseline=86,
        rungs=(88, 90, 95),
        reports=(86, 87, 88, 89),
        weeks=26,
        gone=10,
        tier=Tier.ORGANISATION,
    ),
    Climb(
        owner="priya",
        crew="Chat",
        statement="Chat satisfaction of 90 %",
        purpose="Our share of the 95 % across support.",
        unit="%",
        baseline=82,
        rungs=(85, 88, 90),
        reports=(83, 84, 85, 86),
        weeks=13,
        gone=6,
        tier=Tier.TEAM,
        parent="Satisfaction of 95 % across support",
        min_answers=30,
        answers=42,
    ),
    Climb(
        owner="marco",
        crew="Phones",
        statement="Bring the average wait from 60 to 45 seconds",
        purpose="Nobody should hear the whole song.",
        unit="seconds",
        baseline=60,
        rungs=(55, 50, 45),
        reports=(59, 57, 55, 54),
        weeks=13,
        gone=6,
        tier=Tier.TEAM,
    ),
    Climb(
        owner="maya",
        crew="Chat",
        statement="Reply to 40 chats a day",
        purpose="Shorter queues in the evening.",
        unit="chats a day",
        baseline=25,
        rungs=(30, 35, 40),
        reports=(26, 28, 30, 29, 31),
        notes=("", "", "Macros helped.", "Two long ones.", "A calm day."),
        parent="Chat satisfaction of 90 %",
    ),
    Climb(
        owner="maya",
        crew="Chat",
        statement="Write six knowledge articles",
        purpose="Answer once, help many.",
        unit="",
        measure=MeasureKind.DONE,
        baseline=0,
        rungs=(2, 4, 6),
        reports=(0, 1, 0, 1, 0),
    ),
    Climb(
        owner="ben",
        crew="Chat",
        statement="Resolve 80 % of chats at first contact",
        purpose="Nobody likes to ask twice.",
        unit="%",
        baseline=68,
        rungs=(72, 76, 80),
        reports=(69, 71, 72, 73),
        notes=("", "", "The new lookup finds orders at once.", ""),
        parent="Chat satisfaction of 90 %",
    ),
    Climb(
        owner="sofia",
        crew="Chat",
        statement="First answer within 2 minutes",
        purpose="A quick hello takes the worry away.",
        unit="minutes",
        baseline=6,
        rungs=(4, 3, 2),
        reports=(6, 5, 5, 4),
        notes=("", "", "Two systems to check for each refund.", ""),
        confidence=Confidence.AT_RISK,
    ),
    Climb(
        owner="aiko",
        crew="Phones",
        statement="Call quality of 4 out of 5, by my own ear",
        purpose="To sound as calm at five as at nine.",
        unit="",
        measure=MeasureKind.RATING,
        baseline=2,
        rungs=(3, 4),
        reports=(2, 3, 3),
        weeks=4,
        gone=2,
    ),
    Climb(
        owner="noah",
        crew="Phones",
        statement="Wrap up a call in 60 seconds",
        purpose="So that the next caller waits less.",
        unit="seconds",
        baseline=110,
        rungs=(95, 80, 60),
        reports=(108, 99, 94, 92),
        parent="Bring the average wait from 60 to 45 seconds",
        guard=Guard("Call quality", Decimal(4)),
        partner=Decimal("4.2"),
    ),
    Climb(
        owner="sofia",
        crew="Chat",
        statement="Answer refund chats faster",
        purpose="",
        unit="minutes",
        baseline=9,
        rungs=(6,),
        reports=(),
        gone=0,
        state=GoalState.DRAFT,
    ),
)

INPUTS = (
    Said(
        crew="Chat",
        kind=InputKind.IDEA,
        words="A macro for delivery delays would save each of us ten chats a day.",
        author="ben",
    ),
    Said(
        crew="Chat",
        kind=InputKind.OBSTACLE,
        words="Refunds need two systems, and the second one logs us out.",
        author="sofia",
        answer="I have asked for single sign-on; it comes on the first of next month.",
        answered_by="priya",
    ),
    Said(
        crew="Phones",
        kind=InputKind.REQUEST,
        words="Could the late shift be told a week ahead?",
    ),
)


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
