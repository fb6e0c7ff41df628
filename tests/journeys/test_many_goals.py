"""Many goals with long words: every screen keeps within Slack's limits, which the harness checks,
and asks the database no more often than for few.
"""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import update

from goals.draft import MOST_RUNGS, PURPOSE_LENGTH, RUNG_NAME_LENGTH, STATEMENT_LENGTH, UNIT_LENGTH
from goals.goal import Goal, Measure, Tier
from goals.guard import NAME_LENGTH
from store import tables
from tests.support.databases import count_statements
from tests.support.people import User
from tests.support.rungs import Rungs

FEW, MANY = 4, 120
SCREENS = ("list", "tree", "review", "team", "templates", "new", "show G-1", "show G-3", "today",
           "align G-3 under &&&", "revise G-3", "close G-3", "review G-3", "me", "mission",
           "team @maya")  # fmt: skip


def long(length: int) -> str:
    """Words of that length, each character of which grows fivefold when it is escaped."""
    return "&" * length


def grow(rungs: Rungs, number: int) -> None:
    """Team goals of Tom's, with goals of Maya's and of Tom's under each; all of them long."""
    steps = tuple(range(1, MOST_RUNGS))
    parent: Goal | None = None
    for n in range(number):
        who, tier = (("tom", Tier.TEAM), ("maya", Tier.INDIVIDUAL), ("tom", Tier.INDIVIDUAL))[n % 3]
        made = rungs.seed_goal(
            who,
            long(STATEMENT_LENGTH),
            purpose=long(PURPOSE_LENGTH),
            measure=Measure(unit=long(UNIT_LENGTH)),
            baseline=0,
            target=MOST_RUNGS,
            rungs=steps,
            due=date(2027, 3, 1) + timedelta(days=n),
            tier=tier,
            under=parent if tier is Tier.INDIVIDUAL else None,
        )
        parent = made if tier is Tier.TEAM else parent
    with rungs.deps.begin() as tx:
        tx.execute(update(tables.rung).values(name=long(RUNG_NAME_LENGTH)))
        tx.execute(
            update(tables.goal).values(
                guard_name=long(NAME_LENGTH),
                guard_limit=Decimal(85),
                guard_unit=long(UNIT_LENGTH),
                min_answers=30,
                started_because=long(1000),
            )
        )


@pytest.fixture
def maya(rungs: Rungs) -> User:
    rungs.seed_team("Care", lead="tom", members=["maya"])
    grow(rungs, FEW)
    return rungs.users["maya"]


def statements(rungs: Rungs, act: Callable[[], object]) -> int:
    with count_statements(rungs.deps.engine) as sql:
        act()
    return len(sql)


def test_every_screen_stands_and_costs_no_more_statements(rungs, maya):
    tom = rungs.users["tom"]

    def asked() -> dict[str, int]:
        cost = {
            f"{user.name}: {words}": statements(rungs, lambda u=user, w=words: u.goal(w))
            for user in (maya, tom)
            for words in SCREENS
            if not (user is tom and words.endswith("G-3"))
        }
        return cost | {user.name: statements(rungs, user.open_home) for user in (maya, tom)}

    maya.goal("today")
    few = asked()
    grow(rungs, MANY - FEW)
    many = asked()
    more = {screen: (few[screen], many[screen]) for screen in few if many[screen] > few[screen]}
    assert not more
    rungs.at("2026-11-30 09:30")
    assert {"today", "Looking back"} <= {
        w for m in tom.inbox for w in ("today", "Looking back") if w in m.text
    }


def test_where_there_are_more_goals_than_a_list_holds_the_form_says_how_to_find_them(rungs, maya):
    sentence = "new Reply to 40 chats a day, from 25, by 18 December"
    assert "Not in the list?" not in maya.more(maya.goal(sentence)).words
    for n in range(101):
        rungs.seed_goal("tom", f"Team goal {n}", tier=Tier.TEAM)
    assert (
        "Not in the list? Once the goal is set, /goal align" in maya.more(maya.goal(sentence)).words
    )
    assert "G-105" in maya.goal("align G-2 under goal 100").words


def test_a_long_life_fits_on_a_card(rungs, maya):
    for n in range(8):
        form = maya.goal("revise G-2")
        done = maya.submit(
            form,
            statement=long(STATEMENT_LENGTH - n - 1),
            reason=long(1000),
            due=f"2027-03-1{n}",
            rungs="\n".join(
                f"{at} {long(RUNG_NAME_LENGTH - 1)} by {n + 1} March"
                for at in range(n + 1, MOST_RUNGS)
            ),
        )
        assert "is revised" in done.view.title
        rungs.at(f"2026-12-0{n + 1} 12:00")
        maya.submit(
            maya.click(maya.goal("show G-2"), "Log"), value=str(n + 1), note=long(900),
            answers="30", partner="90", confidence="At risk",
        )  # fmt: skip
        rungs.later(minutes=3)
    said = maya.click(maya.goal("close G-2"), "It came short")
    words = {name: long(2000) for name in ("happened", "learnt", "changes")}
    maya.submit(said.view, **words, tip=long(200), share=["leads", "tip"])
    rungs.tick()
    assert sum("revised" in message.text for message in rungs.users["tom"].inbox) == 8
    assert "*What it taught*" in maya.goal("show G-2").words
    assert "*What it taught*" in rungs.users["tom"].goal("show G-2").words
