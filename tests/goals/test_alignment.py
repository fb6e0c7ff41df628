"""What may add to what, and who says so."""

from decimal import Decimal

import pytest

from goals import alignment
from goals.alignment import Wish, check, keeps, nearest_first, read_weight, read_wish
from goals.goal import GoalState, Tier, Visibility
from goals.people import Actor, Membership, Person, Team
from tests.goals.making import CARE, goal

ME, TEAM, ORG = Tier.INDIVIDUAL, Tier.TEAM, Tier.ORGANISATION


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("G-12 under G-3", Wish("G-12", under="G-3")),
        ("g12 under g3", Wish("G-12", under="g3")),
        ("12 to 3", Wish("G-12", under="3")),
        ("G-12 under csat", Wish("G-12", under="csat")),
        ("G-12  under  Team   CSAT 90 %", Wish("G-12", under="Team CSAT 90 %")),
        ("G-12 under G-3 weight 2", Wish("G-12", under="G-3", weight=Decimal(2))),
        ("G-12 under csat, weight 0.5", Wish("G-12", under="csat", weight=Decimal("0.5"))),
        ("G-12 weight 3", Wish("G-12", weight=Decimal(3))),
        ("G-12 counts twice", Wish("G-12", weight=Decimal(2))),
        ("G-12 under G-3 counts 3 times", Wish("G-12", under="G-3", weight=Decimal(3))),
        ("G-12 under csat, counting half", Wish("G-12", under="csat", weight=Decimal("0.5"))),
        ("G-12 under ticket counts", Wish("G-12", under="ticket counts")),
        ("G-12 alone", Wish("G-12", alone=True)),
        ("G-12 ALONE", Wish("G-12", alone=True)),
    ],
)
def test_what_is_asked_for(text: str, wish: Wish):
    assert read_wish(text) == wish


@pytest.mark.parametrize("text", ["", "G-12", "under G-3", "G-12 G-3", "csat under G-3", "x" * 99])
def test_words_that_say_neither_what_nor_where(text: str):
    with pytest.raises(alignment.NotAnAlignment):
        read_wish(text)


@pytest.mark.parametrize("text", ["0", "-1", "101", "heavy", "1" * 40, "NaN"])
def test_a_weight_is_above_0_and_at_most_100(text: str):
    with pytest.raises(alignment.NotAWeight):
        read_weight(text)


UPWARD = [
    (ME, ME, True), (ME, TEAM, True), (ME, ORG, True),
    (TEAM, ME, False), (TEAM, TEAM, True), (TEAM, ORG, True),
    (ORG, ME, False), (ORG, TEAM, False), (ORG, ORG, True),
]  # fmt: skip


@pytest.mark.parametrize(("child", "parent", "is_fine"), UPWARD)
def test_goals_add_upward(child: Tier, parent: Tier, is_fine: bool):
    pair = goal(1, tier=child), goal(2, tier=parent)
    if is_fine:
        check(*pair, above=())
    else:
        with pytest.raises(alignment.DownTheTiers):
            check(*pair, above=())


def test_no_goal_adds_to_itself_nor_to_what_adds_to_it():
    with pytest.raises(alignment.InACircle):
        check(goal(1), goal(1), above=())
    with pytest.raises(alignment.InACircle):
        check(goal(1), goal(3), above={2, 1})


ENDED = (GoalState.REACHED, GoalState.DONE, GoalState.MISSED, GoalState.DROPPED)


@pytest.mark.parametrize("state", ENDED)
def test_nothing_is_added_to_what_has_ended_and_it_adds_to_nothing_new(state: GoalState):
    with pytest.raises(alignment.ParentEnded):
        check(goal(1), goal(2, state=state), above=())
    with pytest.raises(alignment.ChildEnded):
        check(goal(1, state=state), goal(2), above=())


HOME = Team(CARE, 1, "Care", "CCARE")
OTHER = Team(2, 1, "Field", "CFIELD")


def somebody(person_id: int, *places: Membership, admin: bool = False) -> Actor:
    return Actor(Person(person_id, 1, f"U{person_id}", "Some", "UTC", is_admin=admin), places)


OWNER = somebody(1, Membership(HOME, False))
LEAD = somebody(2, Membership(HOME, True))
MATE = somebody(3, Membership(HOME, False))
ELSEWHERE = somebody(4, Membership(OTHER, True))
ADMIN = somebody(5, admin=True)
KEEPERS = [
    (ME, Visibility.TEAM, [OWNER]),
    (TEAM, Visibility.TEAM, [OWNER, LEAD]),
    (TEAM, Visibility.ME, [OWNER]),
    (ORG, Visibility.TEAM, [OWNER, ADMIN]),
    (ORG, Visibility.ME, [OWNER]),
]


@pytest.mark.parametrize(("tier", "visibility", "keepers"), KEEPERS)
def test_who_says_what_a_goal_adds_to(tier: Tier, visibility: Visibility, keepers: list[Actor]):
    everybody = [OWNER, LEAD, MATE, ELSEWHERE, ADMIN]
    of = goal(1, tier=tier, visibility=visibility)
    assert [each for each in everybody if keeps(each, of)] == keepers


@pytest.mark.parametrize(
    ("actor", "tiers"),
    [(OWNER, (ME,)), (LEAD, (ME, TEAM)), (ADMIN, (ME, ORG)),
     (somebody(9, Membership(HOME, True), admin=True), (ME, TEAM, ORG))],
)  # fmt: skip
def test_which_goals_somebody_may_set(actor: Actor, tiers: tuple[Tier, ...]):
    assert alignment.tiers_of(actor) == tiers


def test_a_teams_goal_is_set_by_a_lead_of_that_team():
    alignment.check_may_set(LEAD, TEAM, HOME)
    for actor, team in [(LEAD, OTHER), (MATE, HOME), (LEAD, None)]:
        with pytest.raises(alignment.NotTheirsToSet):
            alignment.check_may_set(actor, TEAM, team)


def test_the_nearest_stand_first():
    mine, ours = goal(1), goal(2, tier=TEAM)
    theirs, everybodys = goal(3, tier=TEAM, team_id=2), goal(4, tier=ORG)
    assert nearest_first(OWNER, [mine, everybodys, theirs, ours]) == [
        ours, theirs, everybodys, mine
    ]  # fmt: skip
