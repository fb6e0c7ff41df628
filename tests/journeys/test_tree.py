"""`/goal tree`: what adds to what, as people read it."""

import pytest

from goals.goal import Measure, Tier
from store import teams
from tests.support.databases import count_statements
from tests.support.people import User
from tests.support.rungs import Rungs

PERCENT = Measure(unit="%")


@pytest.fixture
def maya(rungs: Rungs) -> User:
    rungs.seed_team("Care", lead="tom", members=["maya", "ana"])
    return rungs.users["maya"]


def family(rungs: Rungs) -> None:
    """G-1 the team's, G-2 Maya's and G-3 Ana's under it, G-4 Maya's under nothing."""
    team_goal = rungs.seed_goal(
        "tom", "Team CSAT 90 %", measure=PERCENT, baseline=78, target=90, tier=Tier.TEAM
    )
    for who in ("maya", "ana"):
        rungs.seed_goal(
            who, f"{who.title()}'s CSAT", measure=PERCENT, baseline=78, target=90, under=team_goal
        )
    rungs.seed_goal("maya", "Reply to 40 chats a day")


def test_an_empty_tree_says_how_to_begin(rungs, maya):
    assert "No goal to see here yet. `/goal new` sets the first." in maya.goal("tree").words


def test_the_tree_as_a_reader_likes_it(rungs, maya):
    family(rungs)
    maya.goal("checkin G-2 84")
    lines = maya.goal("tree").words.replace("\u2003", "  ").splitlines()
    assert lines[:11] == [
        "Our goals",
        "*Team CSAT 90 %*   G-1 · Care",
        "▰▰▱▱▱▱▱▱▱▱  81 % on average, from the 2 goals under it",
        "    Maya's CSAT   G-2 · you",
        "    ▰▰▰▰▰▱▱▱▱▱  84 of 90 %",
        "    Ana's CSAT   G-3 · Ana",
        "    ▱▱▱▱▱▱▱▱▱▱  78 of 90 %",
        "*Adding to nothing yet*",
        "`/goal align G-… under G-…` says what it is a part of; not every goal must be.",
        "Reply to 40 chats a day   G-4 · you",
        "▱▱▱▱▱▱▱▱▱▱  25 of 40 chats a day",
    ]
    rungs.users["tom"].goal("checkin G-1 82")
    lines = maya.goal("tree").words.splitlines()
    assert lines[2:4] == [
        "▰▰▰▱▱▱▱▱▱▱  82 of 90 %",
        "_81 % on average, from the 2 goals under it_",
    ], "where somebody reports on it, both are told"


def test_what_nobody_works_on_is_named(rungs, maya):
    rungs.seed_goal("tom", "Cut the backlog", tier=Tier.TEAM)
    assert "Nobody works on it yet, as far as you can see." in maya.goal("tree").words
    rungs.users["tom"].goal("checkin G-1 26")
    assert "Nobody works on it" not in maya.goal("tree").words
    rungs.later(days=15, tick=False)
    assert "Nobody works on it" in maya.goal("tree").words


def test_what_was_put_down_is_gone_and_what_was_reached_stays(rungs, maya):
    family(rungs)
    ana = rungs.users["ana"]
    ana.click(ana.goal("close G-3"), "It no longer fits")
    maya.goal("checkin G-2 90")
    words = maya.goal("tree").words
    assert "G-3" not in words
    assert "reached" in words
    assert "90 %, from the goal under it" in words


def test_what_is_done_counts_with_where_it_came_to(rungs, maya):
    family(rungs)
    maya.goal("checkin G-2 84")
    maya.click(maya.goal("close G-2"), "Done")
    words = maya.goal("tree").words
    assert "84 of 90 % · done" in words
    assert "81 % on average, from the 2 goals under it" in words


def test_home_leads_to_it(rungs, maya):
    family(rungs)
    told = maya.click(maya.open_home(), "Our goals")
    assert told.view.title == "Rungs"
    assert "Team CSAT 90 %" in told.words


def test_the_bottom_line_and_the_mission_stand_above(rungs, maya):
    rungs.seed_goal("maya")
    with rungs.deps.begin() as tx:
        teams.save(tx, maya.actor.home.id, bottom_line="Glad they asked <!channel>")
    grace = rungs.user("grace", admin=True)
    form = grace.click(grace.goal("mission"), "Write it down")
    grace.submit(form, words="Help that feels easy")
    for screen in (maya.goal("tree").words, maya.open_home().words, maya.goal("team").words):
        assert ">Glad they asked &lt;!channel&gt;" in screen
    assert "What we are here for: Help that feels easy" in maya.goal("tree").words


def pages(user: User) -> list[str]:
    shown = user.goal("tree")
    found = [shown.screen.words]
    while "Next page" in shown.screen.buttons:
        shown = user.click(shown.screen, "Next page")
        found.append(shown.screen.words)
    return found


def test_three_hundred_goals_are_all_found_on_pages_within_slacks_limits(rungs, maya):
    tops = [
        rungs.seed_goal("tom", f"Team goal {n} {'&<>' * 90}", tier=Tier.TEAM) for n in range(10)
    ]
    for number in range(290):
        under = tops[number % 10] if number < 250 else None
        rungs.seed_goal("maya", f"Goal {number} {'&' * 280}", rungs=(30, 35), under=under)
    read = pages(maya)
    assert len(read) == 8
    for number in range(1, 301):
        assert sum(f"   G-{number} · " in page for page in read) == 1, number
    assert "…under G-" in read[1], "a page that begins inside a branch says where it is"


def test_pages_turn_in_a_dialog_too(rungs, maya):
    for number in range(50):
        rungs.seed_goal("maya", f"Goal {number}")
    dialog = maya.click(maya.open_home(), "Our goals")
    after = maya.click(dialog, "Next page")
    assert after.view.id == dialog.view.id, "the same dialog, not one on top of it"
    assert "G-50" in after.words
    assert "G-1 " in maya.click(after, "Page before").words


def test_the_number_of_statements_does_not_grow_with_the_number_of_goals(rungs, maya):
    def statements() -> int:
        with count_statements(rungs.deps.engine) as sql:
            maya.goal("tree")
            maya.goal("show G-1")
        return len(sql)

    family(rungs)
    few = statements()
    parent = rungs.seed_goal("tom", "Another", tier=Tier.TEAM)
    for _ in range(30):
        rungs.seed_goal("maya", under=parent)
    assert statements() == few
