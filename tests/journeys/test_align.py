"""What adds to what: set in the form, said in a line, and never a way to what is hidden."""

from threading import Thread

import pytest
from sqlalchemy import update

from goals.goal import GoalState, Measure, Tier, Visibility
from store import ladders, teams
from store.tables import goal
from tests.support.people import User
from tests.support.rungs import Rungs

PERCENT = Measure(unit="%")
SENTENCE = "new Reply to 40 chats a day, from 25, by 18 December"


@pytest.fixture
def maya(rungs: Rungs) -> User:
    rungs.seed_team("Care", lead="tom", members=["maya", "ana"])
    return rungs.users["maya"]


@pytest.fixture
def tom(rungs: Rungs, maya: User) -> User:
    return rungs.users["tom"]


def csat(rungs: Rungs, **more):
    fields = {"measure": PERCENT, "baseline": 78, "target": 90, "tier": Tier.TEAM, **more}
    return rungs.seed_goal("tom", "Team CSAT 90 %", **fields)


def parent_of(rungs: Rungs, number: int) -> int | None:
    with rungs.deps.read() as tx:
        [workspace] = {u.person.workspace_id for u in rungs.users.values()}
        goal = ladders.by_number(tx, workspace, number)
        assert goal
        return goal.parent_id


# In the form


def test_the_form_offers_the_teams_and_the_organisations_goals_nearest_first(rungs, maya):
    rungs.user("grace", admin=True)
    rungs.meet("grace")
    rungs.seed_goal("grace", "Satisfaction across support", tier=Tier.ORGANISATION, team=None)
    csat(rungs)
    rungs.seed_goal("ana", "Hers alone")
    rungs.seed_team("Field", lead="ravi", channel="field")
    rungs.seed_goal("ravi", "Another team's", tier=Tier.TEAM)
    form = maya.more(maya.goal(SENTENCE))
    _, select = form.view.find("parent")
    assert [o["text"]["text"] for o in select["options"]] == [
        "G-2 Team CSAT 90 %", "G-1 Satisfaction across support"
    ]  # fmt: skip
    done = maya.start(maya.submit(form, {"Adds to": "G-2 Team CSAT 90 %"}))
    assert "Counts for all of Team CSAT 90 % (G-2)" in done.words
    assert "counts for all of Team CSAT 90 % (G-2)" in maya.goal("show G-5").words


def test_without_anything_to_add_to_the_form_does_not_ask(rungs, maya):
    assert "parent" not in maya.more(maya.goal(SENTENCE)).view.labels


def test_a_hundred_goals_fit_the_form(rungs, maya):
    for number in range(110):
        rungs.seed_goal("tom", f"Team goal {number} {'x' * 200}", tier=Tier.TEAM)
    _, select = maya.more(maya.goal(SENTENCE)).view.find("parent")
    assert len(select["options"]) == 100


def test_a_parent_that_is_not_theirs_to_see_is_refused_at_its_field(rungs, maya):
    team_goal = csat(rungs)
    form = maya.more(maya.goal(SENTENCE))
    with rungs.deps.begin() as tx:
        hidden = {"visibility": Visibility.ME}
        tx.execute(update(goal).where(goal.c.id == team_goal.id).values(**hidden))
    outcome = maya.submit(form, {"Adds to": "G-1 Team CSAT 90 %"})
    assert "I don't know that goal" in outcome.errors["parent"]
    assert maya.goal("list").words.startswith("No goal yet")


def test_an_agent_is_asked_for_their_own_goals_only(rungs, maya, tom):
    def offered(user: User) -> list[str]:
        _, radio = user.more(user.goal(SENTENCE)).view.find("whose")
        return [option["value"] for option in radio["options"]]

    assert offered(maya) == ["individual", "personal"]
    assert offered(tom) == ["individual", "personal", "team"]
    assert offered(rungs.user("grace", admin=True)) == ["individual", "personal", "organisation"]


def test_a_lead_sets_the_teams_goal_and_an_admin_the_organisations(rungs, maya, tom):
    form = tom.goal("new Team CSAT of 90 %, from 78, by 18 December")
    done = tom.start(tom.submit(form, whose="team"))
    assert "G-1 is set" in done.view.title
    assert "G-1" in maya.goal("tree").words
    grace = rungs.user("grace", admin=True)
    form = grace.goal("new Satisfaction of 95 %, from 86, by 18 December")
    done = grace.start(grace.submit(form, whose="organisation"))
    assert "Seen by: everyone here" in done.words
    assert "the organisation's" in maya.goal("tree").words


@pytest.mark.parametrize("tier", ["team", "organisation"])
def test_nobody_sets_a_goal_above_them_by_forging_the_form(rungs, maya, tom, tier):
    """A lead of one team chooses a team in which they only help."""
    rungs.seed_team("Field", lead="ravi", members=["tom"], channel="field")
    form = tom.goal(SENTENCE)
    values = {"whose": tier, "team": "Field"}
    if tier == "organisation":
        grace = rungs.user("grace", admin=True)
        form, values = grace.more(grace.goal(SENTENCE)), {"whose": tier}
        outcome = tom.submit(form, values, forged=True)
    else:
        outcome = tom.submit(form, values)
    assert outcome.errors.keys() == {"whose"}
    assert tom.goal("list").words.startswith("No goal yet")


def test_a_personal_goal_is_for_its_owner_alone_unless_they_say_otherwise(rungs, maya, tom):
    maya.start(maya.submit(maya.goal(SENTENCE), whose="personal"))
    maya.start(maya.submit(maya.goal(SENTENCE), whose="personal", visibility="leads"))
    maya.start(maya.submit(maya.goal(f"new personal: {SENTENCE[4:]}")))
    form = maya.goal("new personal: Learn one thing a week, from 0 to 4 times, by 18 December")
    assert "Personal · " in form.words and "seen by you alone" in form.words
    form = maya.more(form)
    assert (form.view.fields["whose"], form.view.fields["visibility"]) == ("personal", "me")
    maya.start(maya.submit(form, visibility="team"))
    seen = [f"G-{n}" in tom.goal(f"show G-{n}").screen.words[:400] for n in range(1, 5)]
    told = ["seen by" in tom.goal(f"show G-{n}").words for n in range(1, 5)]
    assert told == [False, True, False, True], seen


@pytest.mark.parametrize(
    "words", ["personal {}", "Personal: {}", "a personal goal: {}", "{} (personal)", "{}, only me"]
)
def test_personal_before_or_behind_the_words_makes_it_mine_alone(rungs, maya, tom, words):
    sentence = words.format("Learn 5 Spanish words a day, from 3, by 18 December")
    done = maya.start(maya.submit(maya.goal(f"new {sentence}")))
    assert "Seen by: only me." in done.words
    assert "*Learn 5 Spanish words a day, from 3, by 18 December*" in done.words
    maya.goal("checkin G-1 5")
    rungs.later(minutes=3)
    assert rungs.slack.messages(rungs.channels["care"].id) == []
    assert "don't know a goal" in tom.goal("show G-1").words


# In a draft


def test_a_draft_keeps_its_place_and_is_in_nobodys_tree_until_it_starts(rungs, maya, tom):
    csat(rungs)
    form = tom.goal("new Replies within 5 minutes, from 9, by 18 December")
    tom.submit(form, {"Adds to": "G-1 Team CSAT 90 %"}, whose="team")
    assert "G-2" not in maya.goal("tree").words + tom.goal("tree").words
    rungs.seed_goal("tom", "Answer the oldest first")
    assert "still a draft" in tom.goal("align G-3 under G-2").words
    again = tom.click(tom.goal("list"), "Take it up")
    assert "The team's · " in again.words and "adds to Team CSAT 90 % (G-1)" in again.words
    again = tom.more(again)
    assert (again.view.fields["whose"], again.view.fields["parent"]) == ("team", "1")
    done = tom.start(tom.submit(again))
    assert "Counts for all of Team CSAT 90 % (G-1)" in done.words
    assert "G-2" in maya.goal("tree").words


def test_a_draft_that_adds_to_something_moves_to_where_its_form_says(rungs, maya):
    first, second = csat(rungs), rungs.seed_goal("tom", "Fewer repeats", tier=Tier.TEAM)
    maya.submit(maya.goal(SENTENCE), {"Adds to": "G-1 Team CSAT 90 %"})
    again = maya.click(maya.goal("list"), "Take it up")
    maya.submit(again, {"Adds to": "G-2 Fewer repeats"})
    assert parent_of(rungs, 3) == second.id != first.id
    maya.submit(maya.click(maya.goal("list"), "Take it up"), {"Adds to": None})
    assert parent_of(rungs, 3) is None


def test_who_leads_no_more_does_not_start_the_teams_goal(rungs, maya, tom):
    review = tom.submit(tom.goal(SENTENCE), whose="team")
    with rungs.deps.begin() as tx:
        teams.set_members(tx, tom.actor.home, {maya.person.id: True, tom.person.id: False})
    assert "lead" in tom.start(review).words
    assert "G-1" not in maya.goal("tree").words


def test_a_personal_draft_stays_as_its_owner_shows_it(rungs, maya, tom):
    maya.submit(maya.goal(SENTENCE), whose="personal", visibility="leads")
    again = maya.more(maya.click(maya.goal("list"), "Take it up"))
    assert (again.view.fields["whose"], again.view.fields["visibility"]) == ("personal", "leads")
    maya.start(maya.submit(again))
    assert "seen by" in tom.goal("show G-1").words


# In a line


def test_a_goal_is_put_under_another_and_taken_out_again(rungs, maya):
    csat(rungs)
    rungs.seed_goal("maya")
    told = maya.goal("align G-2 under G-1")
    assert "G-2 now counts for all of Team CSAT 90 % (G-1)." in told.words
    assert "Adding to nothing yet" not in maya.click(told, "Show the tree").words
    assert "stands alone now" in maya.goal("align G-2 alone").words
    assert parent_of(rungs, 2) is None
    assert "Adding to nothing yet" in maya.goal("tree").words


def test_words_find_the_goal_and_the_matches_are_buttons(rungs, maya):
    csat(rungs)
    rungs.seed_goal("tom", "Shorter queue at noon", tier=Tier.TEAM)
    rungs.seed_goal("ana", "CSAT in secret", visibility=Visibility.ME)
    rungs.seed_goal("maya")
    which = maya.goal("align G-4 under csat")
    assert which.buttons == ["This one"]
    assert "secret" not in which.words
    told = maya.click(which, "This one", near="Team CSAT")
    assert "counts for all of Team CSAT" in told.words
    assert parent_of(rungs, 4) is not None


def test_words_that_find_nothing_say_so(rungs, maya):
    rungs.seed_goal("maya")
    assert "I find no goal like" in maya.goal("align G-1 under <!channel>").words


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("", "Say it like /goal align G-12 under G-3"),
        ("G-2", "Say it like"),
        ("G-99 under G-1", "don't know a goal G-99"),
        ("G-2 under G-99", "don't know a goal G-99"),
        ("G-2 under G-2", "can't add to itself"),
        ("G-2 under G-1 weight lots", "as how many times it counts"),
        ("G-2 weight 2", "adds to nothing yet"),
        ("G-1 under G-2", "Only its owner or a lead"),
    ],
)
def test_what_cannot_be_is_refused_in_words(rungs, maya, words, told):
    csat(rungs)
    rungs.seed_goal("maya")
    assert told in maya.goal(f"align {words}").words
    assert parent_of(rungs, 1) is None
    assert parent_of(rungs, 2) is None


ENDINGS = [
    (GoalState.REACHED, "was reached"),
    (GoalState.DONE, "is done"),
    (GoalState.DROPPED, "was put down"),
    (GoalState.MISSED, "has ended"),
]


def end(rungs: Rungs, number: int, state: GoalState) -> None:
    with rungs.deps.begin() as tx:
        tx.execute(update(goal).where(goal.c.number == number).values(state=state))


@pytest.mark.parametrize(("state", "how"), ENDINGS)
def test_an_ended_goal_is_refused_on_either_side_with_what_to_do(rungs, maya, tom, state, how):
    csat(rungs)
    rungs.seed_goal("maya")
    rungs.seed_goal("maya", "Another")
    end(rungs, 2, state)
    told = maya.goal("align G-2 under G-1").words
    assert f"G-2 {how}" in told and "/goal show G-2" in told
    maya.goal("align G-3 under G-1")
    end(rungs, 1, state)
    for words in ("align G-3 under G-1", "align G-3 counts twice"):
        told = tom.goal(words).words if "twice" in words else maya.goal(words).words
        assert f"G-1 {how}" in told and "/goal tree" in told
    assert parent_of(rungs, 2) is None
    assert "/goal tree" in maya.goal("align G-2 under csat").words


@pytest.mark.parametrize("state", [GoalState.DROPPED, GoalState.MISSED])
def test_no_card_says_that_it_adds_to_a_goal_that_was_put_down(rungs, maya, state):
    rungs.seed_goal("maya", under=csat(rungs))
    assert "Team CSAT" in maya.goal("show G-2").words
    end(rungs, 1, state)
    assert "Team CSAT" not in maya.goal("show G-2").words + maya.goal("tree").words


def test_the_parent_that_ends_while_the_form_is_open_is_refused_at_its_field(rungs, maya):
    csat(rungs)
    form = maya.more(maya.goal(SENTENCE))
    end(rungs, 1, GoalState.DROPPED)
    outcome = maya.submit(form, {"Adds to": "G-1 Team CSAT 90 %"})
    assert "was put down" in outcome.errors["parent"]
    assert "parent" not in maya.more(maya.goal(SENTENCE)).view.labels


def test_no_circles_and_never_down(rungs, maya, tom):
    team_goal = csat(rungs)
    rungs.seed_goal("maya", "One", under=team_goal)
    maya.goal("align G-2 under G-1")
    rungs.seed_goal("maya", "Two")
    rungs.seed_goal("maya", "Three")
    maya.goal("align G-3 under G-2")
    maya.goal("align G-4 under G-3")
    assert "would be a circle" in maya.goal("align G-2 under G-4").words
    rungs.seed_goal("tom", "His own")
    assert "goals add upward" in tom.goal("align G-1 under G-5").words


def test_a_manager_moves_nobody_elses_goal(rungs, maya, tom):
    csat(rungs)
    rungs.seed_goal("maya")
    assert "Only its owner decides" in tom.goal("align G-2 under G-1").words
    assert "Only its owner decides" in tom.goal("align G-2 under csat").words
    assert "Only its owner decides" in tom.goal("align G-2 alone").words
    assert parent_of(rungs, 2) is None


def test_who_keeps_the_parent_says_how_much_each_counts(rungs, maya, tom):
    team_goal = csat(rungs)
    rungs.seed_goal("maya", measure=PERCENT, baseline=78, target=90, under=team_goal)
    rungs.seed_goal("ana", measure=PERCENT, baseline=78, target=90, under=team_goal)
    assert "Only its owner or a lead" in maya.goal("align G-2 weight 3").words
    told = tom.goal("align G-2 weight 3").words
    assert "counts for three quarters of Team CSAT" in told
    assert "It counts 3 times as much as others" in told
    maya.goal("align G-2 under G-1")
    card = maya.goal("show G-2").words
    assert "counts for three quarters of Team CSAT" in card, "linked anew, it keeps its weight"
    for shown in (card, maya.goal("tree").words, rungs.users["ana"].goal("tree").words):
        assert shown.count("counts 3 times") == 1
    assert "counts for a quarter of Team CSAT" in rungs.users["ana"].goal("show G-3").words


def test_a_small_part_is_never_told_as_none(rungs, maya, tom):
    team_goal = csat(rungs)
    for who in ("maya", "ana"):
        rungs.seed_goal(who, measure=PERCENT, baseline=78, target=90, under=team_goal)
    tom.goal("align G-2 weight 0.1")
    tom.goal("align G-3 weight 100")
    assert "counts for a small part of Team CSAT" in maya.goal("show G-2").words


def test_the_sum_is_live_on_the_parents_card(rungs, maya, tom):
    team_goal = csat(rungs)
    for who in ("maya", "ana"):
        rungs.seed_goal(who, measure=PERCENT, baseline=78, target=90, under=team_goal)
    maya.goal("checkin G-2 90")
    assert "84 % on average, from the 2 goals under it" in maya.goal("show G-1").words
    rungs.users["ana"].goal("checkin G-3 84")
    assert "87 % on average, from the 2 goals under it" in maya.goal("show G-1").words


def test_a_draft_is_linked_and_counts_for_nothing_until_it_starts(rungs, maya, tom):
    team_goal = csat(rungs)
    rungs.seed_goal("ana", measure=PERCENT, baseline=78, target=90, under=team_goal)
    before = (tom.goal("tree").words, tom.goal("show G-1").words)
    review = maya.submit(maya.goal("new Raise CSAT from 78% to 90% by 18 December"))
    told = maya.goal("align G-3 under G-1").words
    assert "G-3 is a draft, seen by you alone: it counts for nothing until it starts." in told
    assert "finds it under" not in told
    assert (tom.goal("tree").words, tom.goal("show G-1").words) == before
    maya.start(review)
    assert "from the 2 goals under it" in tom.goal("show G-1").words


# What must never show


def everything_shown(user: User) -> str:
    screens = [user.goal(words).words for words in ("tree", "show G-1", "show G-2", "team")]
    return "\n".join([*screens, user.open_home().words])


@pytest.mark.parametrize("visibility", [Visibility.ME, Visibility.LEADS])
def test_a_hidden_goal_shows_through_its_parent_in_no_count_and_no_sum(rungs, maya, visibility):
    """Whatever a hidden goal does, what a colleague sees stays as it is, to the letter."""
    team_goal = csat(rungs)
    rungs.seed_goal("maya", measure=PERCENT, baseline=78, target=90, under=team_goal)
    before = everything_shown(maya)
    ana = rungs.users["ana"]
    rungs.seed_goal(
        "ana", "Her secret", measure=PERCENT, baseline=78, target=90, visibility=visibility,
        under=team_goal,
    )  # fmt: skip
    assert everything_shown(maya) == before
    ana.goal("checkin G-3 89")
    rungs.later(minutes=3)
    assert everything_shown(maya) == before
    rungs.users["tom"].goal("align G-3 weight 50")
    ana.goal("align G-3 alone")
    ana.goal("align G-3 under G-1")
    assert everything_shown(maya) == before
    assert "from the 2 goals under it" in ana.goal("show G-1").words, "she sees her own in it"
    by_leads = "from the 2 goals under it" in rungs.users["tom"].goal("show G-1").words
    assert by_leads is (visibility is Visibility.LEADS)


def test_a_hidden_parent_is_not_named_on_what_adds_to_it(rungs, maya):
    hidden = csat(rungs, visibility=Visibility.LEADS)
    rungs.seed_goal("maya", under=hidden)
    for words in ("show G-2", "tree", "list", "align G-2 weight 2"):
        assert "CSAT" not in maya.goal(words).words


def test_another_teams_numbers_do_not_show_through_the_organisations_goal(rungs, maya):
    rungs.user("grace", admin=True)
    rungs.meet("grace")
    ours = rungs.seed_goal("grace", "Satisfaction", tier=Tier.ORGANISATION, team=None)
    rungs.seed_team("Field", lead="ravi", channel="field")
    before = everything_shown(maya)
    rungs.seed_goal("ravi", "Field's own", tier=Tier.TEAM, under=ours)
    rungs.users["ravi"].goal("checkin G-2 39")
    assert everything_shown(maya).replace("G-2", "") == before.replace("G-2", "")
    assert "from the goal under it" in rungs.users["ravi"].goal("show G-1").words


def test_a_forged_button_links_nothing_that_is_hidden(rungs, maya):
    csat(rungs)
    rungs.seed_goal("maya")
    which = maya.goal("align G-2 under csat")
    ana = rungs.users["ana"]
    told = ana.click(which, "This one", forged=True)
    assert "Only its owner decides" in told.words
    assert parent_of(rungs, 2) is None


def test_two_who_link_at_once_close_no_circle(rungs, maya):
    rungs.seed_goal("maya", "One")
    rungs.seed_goal("maya", "Two")
    both = [
        Thread(target=maya.goal, args=(words,))
        for words in ("align G-1 under G-2", "align G-2 under G-1")
    ]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()
    assert None in (parent_of(rungs, 1), parent_of(rungs, 2))


HOSTILE = ["<!channel>", "<@U1>", "<http://x|y>", "&amp; *b* `c`"]


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_come_out_as_words(rungs, maya, words):
    team_goal = csat(rungs)
    parent = rungs.seed_goal("tom", words, tier=Tier.TEAM, under=team_goal)
    rungs.seed_goal("maya", words, under=parent)
    screens = [
        maya.goal(f"align G-3 under {words}").screen,
        maya.goal("align G-3 under G-2").screen,
        maya.goal("tree").screen,
        maya.goal("show G-2").screen,
        maya.goal("show G-3").screen,
    ]
    for screen in screens:
        for mark in ("<!", "<@", "<http"):
            assert mark not in str(screen.blocks) + screen.text
