"""The goals of the demo's people, each in the midst of its story."""

from dataclasses import dataclass
from decimal import Decimal

from goals.goal import GoalState, Guard, MeasureKind, ReviewEvery, Tier, Visibility


@dataclass(frozen=True)
class Change:
    """A revision: what the goal said before, how many weeks ago it was changed, and why."""

    statement: str
    rungs: tuple[int, ...]
    weeks_ago: int
    reason: str


@dataclass(frozen=True)
class Climb:
    """A goal and how far it has come. `rungs` are thresholds, the target last; `weeks` is how long
    it runs, of which `gone` are over. One that is over ended on the working day before.

    `reports` are the values of the last working days, oldest first, of which the last `at_risk`
    said so; `today` was reported this morning, in the same mood as the last. A `weekly` goal was
    asked about on the last working day, and is not today.
    """

    owner: str
    crew: str
    statement: str
    purpose: str
    unit: str
    rungs: tuple[int, ...]
    baseline: int
    reports: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()
    today: int | None = None
    at_risk: int = 0
    weeks: int = 8
    gone: int = 4
    measure: MeasureKind = MeasureKind.NUMBER
    weekly: bool = False
    tier: Tier = Tier.INDIVIDUAL
    visibility: Visibility = Visibility.TEAM
    is_personal: bool = False
    parent: str = ""
    review: ReviewEvery | None = None
    revised: Change | None = None
    min_answers: int | None = None
    guard: Guard | None = None
    answers: int | None = None
    partner: Decimal | None = None
    """With each report: how many answers it is made of, and where the partner measure stood."""
    state: GoalState = GoalState.ACTIVE

    @property
    def is_over(self) -> bool:
        return self.gone >= self.weeks


@dataclass(frozen=True)
class Offered:
    """A goal that somebody proposes to its owner, and their word with it."""

    by: str
    goal: Climb
    note: str


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
        reports=(60, 60, 59, 58, 59, 57, 55, 54),
        weeks=13,
        gone=6,
        tier=Tier.TEAM,
        parent="Satisfaction of 95 % across support",
        review=ReviewEvery.WEEK,
    ),
    Climb(
        owner="maya",
        crew="Chat",
        statement="Reply to 40 chats a day",
        purpose="Shorter queues in the evening.",
        unit="chats a day",
        baseline=25,
        rungs=(30, 35, 40),
        reports=(25, 26, 28, 27, 33, 30, 29, 31),
        notes=("", "", "", "", "Macros helped.", "", "Two long ones.", "A calm day."),
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
        revised=Change(
            "Resolve 85 % of chats at first contact",
            rungs=(72, 76, 85),
            weeks_ago=2,
            reason="Refund chats have moved to us, and most of them need a second day.",
        ),
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
        at_risk=2,
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
        reports=(2, 2, 2, 3, 2, 2, 3, 3),
        weeks=4,
        gone=2,
    ),
    Climb(
        owner="noah",
        crew="Phones",
        statement="Wrap up a call in 60 seconds",
        purpose="So that the next caller waits less.",
        unit="seconds a call",
        baseline=110,
        rungs=(95, 80, 60),
        reports=(110, 108, 104, 101, 98, 99, 94, 92),
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
        gone=0,
        state=GoalState.DRAFT,
    ),
    Climb(
        owner="marco",
        crew="Phones",
        statement="Call back 40 customers a week",
        purpose="Who was promised a call gets one.",
        unit="customers a week",
        baseline=20,
        rungs=(28, 34, 40),
        weekly=True,
        weeks=10,
        gone=2,
        tier=Tier.TEAM,
    ),
    Climb(
        owner="aiko",
        crew="Phones",
        statement="Call 20 customers back a week",
        purpose="My half of our 40.",
        unit="customers a week",
        baseline=10,
        rungs=(14, 17, 20),
        reports=(10, 11, 11, 12, 13, 14, 14, 14),
        notes=("",) * 6 + ("The queue was full all day.", "No quiet hour to call in."),
        today=14,
        at_risk=2,
        parent="Call back 40 customers a week",
    ),
    Climb(
        owner="noah",
        crew="Phones",
        statement="Call 20 customers back a week",
        purpose="My half of our 40.",
        unit="customers a week",
        baseline=10,
        rungs=(14, 17, 20),
        reports=(10, 10, 11, 12, 12, 15, 15, 16),
        parent="Call back 40 customers a week",
    ),
    Climb(
        owner="maya",
        crew="Chat",
        statement="Give two talks to the team",
        purpose="To find out whether coaching is for me.",
        unit="",
        measure=MeasureKind.DONE,
        baseline=0,
        rungs=(1, 2),
        reports=(1,),
        weekly=True,
        visibility=Visibility.ME,
        is_personal=True,
    ),
    Climb(
        owner="ben",
        crew="Chat",
        statement="Reply to 35 chats a day",
        purpose="Shorter queues in the evening.",
        unit="chats a day",
        baseline=20,
        rungs=(28, 35),
        reports=(22, 25, 27, 29, 26, 30, 31, 29),
        weeks=6,
        gone=9,
        state=GoalState.MISSED,
    ),
    Climb(
        owner="ben",
        crew="Chat",
        statement="Close 90 old tickets",
        purpose="Nobody should wait since summer.",
        unit="tickets",
        baseline=0,
        rungs=(30, 60, 90),
        reports=(52, 63, 71, 78, 84),
        weeks=4,
        gone=4,
    ),
)

PROPOSALS = (
    Offered(
        by="priya",
        goal=Climb(
            owner="maya",
            crew="Chat",
            statement="Reply to 33 chats a day in the weeks of the sale",
            purpose="The sale doubles our queue.",
            unit="chats a day",
            baseline=29,
            rungs=(31, 33),
            weeks=4,
            gone=0,
            parent="Chat satisfaction of 90 %",
        ),
        note="You are the closest to it. Change whatever does not suit you.",
    ),
)
