"""A lead and the agent whom he proposes to."""

import pytest

from goals.goal import Goal
from tests.journeys.propose.steps import goals_of
from tests.support.people import User
from tests.support.rungs import Rungs


@pytest.fixture
def tom(rungs: Rungs) -> User:
    rungs.seed_team("Care", lead="tom", members=["maya", "ben"])
    rungs.seed_team("Billing", lead="lea", members=["bob"])
    rungs.user("ada", admin=True)
    rungs.meet("ada", "nina")
    return rungs.users["tom"]


@pytest.fixture
def maya(rungs: Rungs, tom: User) -> User:
    return rungs.users["maya"]


@pytest.fixture
def hers(rungs: Rungs, maya: User) -> Goal:
    rungs.seed_goal("maya", rungs=(30, 35))
    maya.goal("checkin G-1 31")
    rungs.later(minutes=3)
    return goals_of(maya)[0]
