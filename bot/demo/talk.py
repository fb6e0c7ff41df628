"""What the demo's people say: what they are here for, of themselves, to others."""

from dataclasses import dataclass

from goals.goal import MeasureKind
from goals.purpose import AboutMe, Mission
from goals.retrospective import Retrospective
from goals.templates import Template
from goals.voices import InputKind


@dataclass(frozen=True)
class Said:
    """An input to a team's leads; no author means unnamed."""

    crew: str
    kind: InputKind
    words: str
    author: str = ""
    answer: str = ""
    answered_by: str = ""


@dataclass(frozen=True)
class Lesson:
    """What a goal that came short taught, and the goal whose owner is shown its tip."""

    learnt_on: str
    words: Retrospective
    shown_on: str


MISSION = Mission(
    "Help that feels easy, for everybody who asks.",
    "1. Answers that are right the first time\n2. Shorter waits in the evening",
)

# By handle.
ABOUT = {
    "maya": AboutMe(
        strengths="Calm when a customer is not. I write so that nobody has to ask again.",
        aspirations="To coach newcomers one day.",
        for_leads=True,
    ),
    "aiko": AboutMe(strengths="I remember voices.", aspirations="Quality coaching, in two years."),
}

LESSONS = (
    Lesson(
        learnt_on="Reply to 35 chats a day",
        words=Retrospective(
            happened="I read fast and then had to ask again.",
            learnt="Two chats at a time are my limit; three take longer than two and one.",
            changes="I close one before I open the third.",
            tip="Read the whole chat before the first word: it saves the second question.",
            with_leads=True,
            tip_given=True,
        ),
        shown_on="Reply to 40 chats a day",
    ),
)

# By team.
TEMPLATES = {
    "Chat": Template(
        name="refund-chats",
        work="Chat",
        statement="Answer refund chats within 4 minutes",
        purpose="Money worries wait worst.",
        measure=MeasureKind.NUMBER,
        unit="minutes",
        baseline="9",
        target="4",
        rungs="7\n5",
        weeks=6,
    ),
}

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
