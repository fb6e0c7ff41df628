"""What the organisation is for: set by an admin, seen where goals are set and on Mondays."""

import pytest

from tests.support.people import User
from tests.support.rungs import Rungs

MISSION = "Help that feels easy.\nFor everybody who asks."


@pytest.fixture
def maya(rungs: Rungs) -> User:
    rungs.seed_team("Care", lead="tom", members=["maya"])
    return rungs.users["maya"]


@pytest.fixture
def grace(rungs: Rungs) -> User:
    return rungs.user("grace", admin=True)


def set_mission(grace: User, words: str = MISSION, **more: str):
    shown = grace.goal("mission")
    form = grace.click(shown, "mission.change")
    return grace.submit(form, words=words, **more)


def test_without_one_people_read_who_can_write_it(rungs, maya, grace):
    assert "A Slack admin can, with `/goal mission`." in maya.goal("mission").words
    assert maya.goal("mission").buttons == []


def test_an_admin_sets_it_and_everybody_reads_it(rungs, maya, grace):
    assert "Help that feels easy." in set_mission(grace, priorities="1. The evening queue").words
    words = maya.goal("mission").words
    for said in ("Help that feels easy.", "For everybody who asks.", "The evening queue"):
        assert said in words
    form = grace.click(grace.goal("mission"), "Change")
    assert form.view.fields == {"words": MISSION, "priorities": "1. The evening queue"}
    grace.submit(form, words="Another", priorities=None)
    assert "Help that feels easy" not in maya.goal("mission").words


def test_one_line_of_it_stands_where_goals_are_set(rungs, maya, grace):
    set_mission(grace)
    form = maya.goal("new")
    assert form.words.startswith("What we are here for: Help that feels easy.")
    assert "For everybody who asks" not in form.words


def test_it_stands_in_mondays_message_alone(rungs, maya, grace):
    rungs.seed_goal("maya")
    set_mission(grace)
    rungs.at("2026-11-23 09:30")
    assert "What we are here for: Help that feels easy." in maya.inbox[-1].words
    rungs.at("2026-11-24 09:30")
    assert "Tue 24" not in maya.inbox[0].words
    assert len(maya.inbox) == 2
    assert "What we are here for" not in maya.inbox[-1].words


def test_nobody_else_sets_it_even_with_a_forged_form(rungs, maya, grace):
    set_mission(grace)
    shown = grace.goal("mission")
    assert "Only a Slack admin" in maya.click(shown, "Change", forged=True).words
    form = grace.click(shown, "Change")
    outcome = maya.submit(form, words="Mine", forged=True)
    assert "Only a Slack admin" in outcome.words
    assert "Mine" not in grace.goal("mission").words


def test_too_much_and_nothing_are_refused_at_their_fields(rungs, maya, grace):
    form = grace.click(grace.goal("mission"), "Write it down")
    assert grace.submit(form, words=" ", priorities="x" * 1501).errors.keys() == {
        "words", "priorities"
    }  # fmt: skip
    assert "301 characters" in grace.submit(form, words="x" * 301).errors["words"]


@pytest.mark.parametrize("words", ["<!channel>", "<@U1>", "<http://x|y>", "*b* `c` &amp;"])
def test_hostile_words_come_out_as_words(rungs, maya, grace, words):
    set_mission(grace, words, priorities=words)
    rungs.seed_goal("maya")
    rungs.at("2026-11-23 09:30")
    screens = [maya.goal("mission").screen, maya.goal("new").screen, maya.inbox[-1]]
    for screen in screens:
        for mark in ("<!", "<@", "<http"):
            assert mark not in str(screen.blocks) + getattr(screen, "text", "")
