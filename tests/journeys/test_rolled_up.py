"""A goal on which nobody reports and to which others add: the same figure wherever it is read."""

import pytest

from goals.goal import Tier, Visibility
from store import ladders
from tests.support.people import User
from tests.support.rungs import Rungs

TOGETHER = "30 chats a day together, from the 2 goals under it"


@pytest.fixture
def tom(rungs: Rungs) -> User:
    """The lead of Maya and Ana, whose 40 chats each make the team's 80; they stand at 10 and 20."""
    rungs.seed_team("Care", lead="tom", members=["maya", "ana"])
    ours = rungs.seed_goal("tom", "80 chats a day", baseline=0, target=80, tier=Tier.TEAM)
    for who, value in (("maya", 10), ("ana", 20)):
        own = rungs.seed_goal(who, "40 chats a day", baseline=0, target=40, under=ours)
        rungs.users[who].goal(f"checkin {own.key} {value}")
    return rungs.users["tom"]


def screens(user: User) -> dict[str, str]:
    shown = {words: user.goal(words).words for words in ("", "tree", "show G-1", "team")}
    if user.name == "Tom":
        shown |= {words: user.goal(words).words for words in ("list", "team @tom", "close G-1")}
    return shown | {"Home": user.open_home().words}


def test_every_screen_says_what_the_tree_says(rungs, tom):
    [message] = [m for m in rungs.at("2026-11-24 09:30") if "Tom" in m.text]
    assert TOGETHER in message.words
    for screen, words in screens(tom).items():
        assert TOGETHER in words, screen
        assert "0 of 80" not in words, screen
    assert "▰▰▰▱▱▱▱▱▱▱  30 chats a day together" in tom.goal("show G-1").words


def test_log_offers_the_figure_and_the_report_takes_it_over(rungs, tom):
    form = tom.click(tom.goal("show G-1"), "Log")
    assert form.view.fields["value"] == "30"
    assert "It follows from the goals under it. From your first number on, yours counts." in (
        form.words
    )
    tom.submit(form)
    for words, stands in (("tree", "30 of 80 chats a day"), ("show G-1", "30 today → 80 chats")):
        assert stands in tom.goal(words).words
        assert TOGETHER in tom.goal(words).words, "both are told, where somebody reports on it"
    again = tom.click(tom.goal("show G-1"), "Correct")
    assert "It follows from" not in again.words


def test_who_says_no_number_keeps_the_figure(rungs, tom):
    assert "30 chats a day, blocked" in tom.goal("checkin G-1 blocked no room").words
    assert "30 today → 80 chats a day" in tom.goal("show G-1").words


def test_each_reader_gets_the_sum_of_what_they_may_see(rungs, tom):
    ana = rungs.users["ana"]
    with rungs.deps.read() as tx:
        [ours] = ladders.owned(tx, [tom.person.id])
    rungs.seed_goal("ana", "Her own", baseline=0, target=10, under=ours, visibility=Visibility.ME)
    ana.goal("checkin G-4 5")
    for screen, words in screens(tom).items():
        assert TOGETHER in words, screen
    hers = "35 chats a day together, from the 3 goals under it"
    assert hers in ana.goal("show G-1").words and hers in ana.goal("team").words


def test_a_goal_that_was_closed_keeps_its_figure(rungs, tom):
    closed = tom.click(tom.goal("close G-1"), "Done")
    assert "30 chats a day together" in closed.words
    assert "30 chats a day together" in tom.goal("tree").words
    assert "0 of 80" not in tom.goal("list").words
