"""A word on the load, when the next goal is set: warm, and never in the way."""

import pytest

from goals.goal import Measure, MeasureKind, Tier, Visibility
from store import teams
from tests.support.people import User
from tests.support.rungs import Rungs

SENTENCE = "new Reply to 40 chats a day, from 25, by 18 December"


@pytest.fixture
def maya(rungs: Rungs) -> User:
    rungs.seed_team("Care", lead="tom", members=["maya"])
    return rungs.users["maya"]


def set_one(user: User, **values: str) -> str:
    done = user.start(user.submit(user.goal(SENTENCE), **values))
    assert "is set" in done.view.title, "nothing of it blocks"
    return done.words


def test_the_first_goal_is_just_set(rungs, maya):
    assert "A thought" not in set_one(maya)


def test_numbers_alone_are_told_what_to_add(rungs, maya):
    rungs.seed_goal("maya", due="2027-02-01")
    words = set_one(maya)
    assert "`/goal new from quality-by-me`" in words
    assert "`/goal new from story`" in words
    assert maya.more(maya.goal("new from quality-by-me")).view.fields["measure"] == "rating"


def test_a_rating_among_them_is_balance(rungs, maya):
    rungs.seed_goal("maya", baseline=3, target=4, measure=Measure(MeasureKind.RATING))
    assert "A thought" not in set_one(maya)


def test_more_than_the_team_finds_good(rungs, maya):
    with rungs.deps.begin() as tx:
        teams.save(tx, maya.actor.home.id, most_goals=2)
    for month in (1, 2):
        rungs.seed_goal("maya", due=f"2027-0{month}-04")
    assert "That makes 3 at a time, and the team finds 2 a good number." in set_one(maya)


def test_it_is_told_anew_where_a_goal_gets_another_date(rungs, maya):
    for day in (14, 16):
        rungs.seed_goal("maya", due=f"2026-12-{day}")
    rungs.seed_goal("maya", due="2027-02-01")
    done = maya.submit(maya.goal("revise G-3"), due="2026-12-18", reason="It is sooner.")
    assert "3 of them end in the week of Mon 14 Dec: G-1, G-2 and G-3" in done.words
    done = maya.submit(maya.goal("revise G-3"), {"To": "41"}, reason="A bit more.")
    assert "A thought" not in done.words, "the load is as it was"


def test_and_where_one_is_taken_up_again(rungs, maya):
    with rungs.deps.begin() as tx:
        teams.save(tx, maya.actor.home.id, most_goals=2)
    for month in (1, 2, 3):
        rungs.seed_goal("maya", due=f"2027-0{month}-04")
    said = maya.click(maya.goal("close G-3"), "Done")
    told = maya.click(said.replaced, "Take it up again").replaced
    assert "G-3 goes on" in told.words
    assert "That makes 3 at a time" in told.words


def test_three_that_end_in_the_same_week(rungs, maya):
    for day in (14, 16):
        rungs.seed_goal("maya", due=f"2026-12-{day}")
    assert "3 of them end in the week of Mon 14 Dec: G-1, G-2 and G-3" in set_one(maya)


def test_one_that_outweighs_the_rest(rungs, maya):
    team_goal = rungs.seed_goal("tom", "Team goal", tier=Tier.TEAM)
    rungs.seed_goal("maya", "The heavy one", under=team_goal)
    rungs.seed_goal("maya", "Another", due="2027-02-01")
    rungs.users["tom"].goal("align G-2 weight 8")
    assert "The heavy one (G-2) counts for four fifths of all" in set_one(maya)


def test_the_teams_goals_are_looked_at_together(rungs, maya):
    tom = rungs.users["tom"]
    rungs.seed_goal("tom", "Team goal", tier=Tier.TEAM, due="2027-02-01")
    assert "A thought on the team's goals together" in set_one(tom, whose="team")


def test_a_hidden_goal_of_the_teams_shows_in_no_remark(rungs, maya):
    rungs.seed_team("Pair", lead="tom", members=["ana"], channel="pair")
    for _ in range(3):
        rungs.seed_goal(
            "maya", "Hidden", tier=Tier.TEAM, visibility=Visibility.ME, due="2026-12-18"
        )
    assert "A thought" not in set_one(rungs.users["tom"], whose="team", team="Care")


@pytest.mark.parametrize("words", ["<!channel>", "<@U1>"])
def test_hostile_words_come_out_as_words(rungs, maya, words):
    team_goal = rungs.seed_goal("tom", words, tier=Tier.TEAM)
    rungs.seed_goal("maya", words, under=team_goal)
    rungs.seed_goal("maya", words)
    rungs.users["tom"].goal("align G-2 weight 8")
    done = maya.start(maya.submit(maya.goal(SENTENCE)))
    assert "counts for" in done.words
    assert "<!" not in str(done.blocks)
    assert "<@" not in str(done.blocks)


# The team's settings


def test_a_lead_sets_the_bottom_line_and_the_good_number(rungs, maya):
    tom = rungs.users["tom"]
    form = tom.click(tom.goal("team"), "Settings")
    done = tom.submit(form, bottom_line="Leave every customer glad they asked", most_goals="3")
    assert ">Leave every customer glad they asked" in done.words
    assert "glad they asked" in maya.goal("team").words
    form = tom.click(tom.goal("team"), "Settings")
    assert form.view.fields["most_goals"] == "3"
    outcome = tom.submit(form, bottom_line="x" * 151)
    assert outcome.errors.keys() == {"bottom_line"}
