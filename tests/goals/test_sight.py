"""Who sees a goal, its notes, and its shout-outs: the whole table."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goals.goal import Goal, Measure, Rung, Tier, Visibility
from goals.people import Actor, Membership, Person, Team
from goals.purpose import AboutMe
from goals.sight import can_read_about, can_see, can_see_notes, can_shout

CARE = Team(id=1, workspace_id=1, name="Care", channel_id="CCARE")
BILLING = Team(id=2, workspace_id=1, name="Billing", channel_id="CBILLING")


def somebody(person_id: int, *memberships: Membership, workspace: int = 1, admin: bool = False):
    person = Person(person_id, workspace, f"U{person_id}", "Somebody", "UTC", is_admin=admin)
    return Actor(person, memberships)


VIEWERS = {
    "owner": somebody(1, Membership(CARE, False)),
    "owner who left the team": somebody(1),
    "teammate": somebody(2, Membership(CARE, False)),
    "lead": somebody(3, Membership(CARE, True)),
    "lead who is admin": somebody(3, Membership(CARE, True), admin=True),
    "lead of another team": somebody(4, Membership(BILLING, True)),
    "lead elsewhere, member here": somebody(5, Membership(BILLING, True), Membership(CARE, False)),
    "admin": somebody(6, admin=True),
    "admin of another team": somebody(7, Membership(BILLING, False), admin=True),
    "nobody's teammate": somebody(8),
    "same ids in another workspace": somebody(1, Membership(CARE, True), workspace=2),
}
MINE = {"owner", "owner who left the team"}
LEADS = {"lead", "lead who is admin"}
TEAM = {"teammate", "lead elsewhere, member here", *LEADS}
EVERYONE = set(VIEWERS) - {"same ids in another workspace"}

GOAL = Goal(
    id=1,
    workspace_id=1,
    number=12,
    owner_id=1,
    team_id=CARE.id,
    statement="Reply to 40 chats a day",
    measure=Measure(),
    baseline=Decimal(25),
    target=Decimal(40),
    start=date(2026, 11, 23),
    due=date(2026, 12, 18),
    value=Decimal(25),
    rungs=(Rung(1, 1, Decimal(40)),),
)

# tier, visibility, whether it belongs to the team → who sees it, and who of them reads its notes
TABLE = [
    (Tier.INDIVIDUAL, Visibility.TEAM, True, MINE | TEAM, MINE | LEADS),
    (Tier.INDIVIDUAL, Visibility.LEADS, True, MINE | LEADS, MINE | LEADS),
    (Tier.INDIVIDUAL, Visibility.ME, True, MINE, MINE),
    (Tier.INDIVIDUAL, Visibility.TEAM, False, MINE, MINE),
    (Tier.INDIVIDUAL, Visibility.LEADS, False, MINE, MINE),
    (Tier.INDIVIDUAL, Visibility.ME, False, MINE, MINE),
    (Tier.TEAM, Visibility.TEAM, True, MINE | TEAM, MINE | LEADS),
    (Tier.TEAM, Visibility.LEADS, True, MINE | LEADS, MINE | LEADS),
    (Tier.TEAM, Visibility.ME, True, MINE, MINE),
    (Tier.ORGANISATION, Visibility.TEAM, True, EVERYONE, MINE | LEADS),
    (Tier.ORGANISATION, Visibility.TEAM, False, EVERYONE, MINE),
    (Tier.ORGANISATION, Visibility.LEADS, True, MINE | LEADS, MINE | LEADS),
    (Tier.ORGANISATION, Visibility.ME, True, MINE, MINE),
]


@pytest.mark.parametrize(("tier", "visibility", "of_team", "see", "read_notes"), TABLE)
def test_who_sees_a_goal_and_who_reads_its_notes(
    tier: Tier, visibility: Visibility, of_team: bool, see: set[str], read_notes: set[str]
):
    goal = replace(GOAL, tier=tier, visibility=visibility, team_id=CARE.id if of_team else None)
    assert {name for name, viewer in VIEWERS.items() if can_see(viewer, goal)} == see
    assert {name for name, viewer in VIEWERS.items() if can_see_notes(viewer, goal)} == read_notes


@pytest.mark.parametrize("visibility", Visibility)
@pytest.mark.parametrize("team_id", [CARE.id, None])
def test_only_what_the_team_may_see_is_shouted_in_its_channel(
    visibility: Visibility, team_id: int | None
):
    goal = replace(GOAL, visibility=visibility, team_id=team_id)
    assert can_shout(goal) == (visibility is Visibility.TEAM and team_id is not None)


@pytest.mark.parametrize(
    ("noted", "readers"),
    [
        (AboutMe("Calm", for_leads=True), MINE | LEADS),
        (AboutMe("Calm"), MINE),
        (AboutMe(for_leads=True), set()),
    ],
)
def test_who_reads_what_somebody_noted_of_themselves(noted: AboutMe, readers: set[str]):
    of = VIEWERS["owner"]
    found = {name for name, viewer in VIEWERS.items() if can_read_about(viewer, of, noted)}
    assert found == readers


places = st.lists(
    st.builds(Membership, st.sampled_from([CARE, BILLING]), st.booleans()),
    max_size=2,
    unique_by=lambda place: place.team.id,
)
actors = st.builds(
    lambda person_id, workspace, admin, where: somebody(
        person_id, *where, workspace=workspace, admin=admin
    ),
    st.integers(1, 3),
    st.integers(1, 2),
    st.booleans(),
    places,
)
goals = st.builds(
    lambda owner, team, visibility, tier: replace(
        GOAL, owner_id=owner, team_id=team, visibility=visibility, tier=tier
    ),
    st.integers(1, 3),
    st.sampled_from([CARE.id, BILLING.id, None]),
    st.sampled_from(Visibility),
    st.sampled_from(Tier),
)


@given(actors, goals)
def test_nobody_sees_into_another_workspace(viewer: Actor, goal: Goal):
    if viewer.person.workspace_id != goal.workspace_id:
        assert not can_see(viewer, goal)


@given(actors, goals)
def test_who_reads_the_notes_sees_the_goal(viewer: Actor, goal: Goal):
    if can_see_notes(viewer, goal):
        assert can_see(viewer, goal)


@given(actors, goals)
def test_being_an_admin_opens_no_goal(viewer: Actor, goal: Goal):
    plain = replace(viewer, person=replace(viewer.person, is_admin=False))
    assert can_see(viewer, goal) == can_see(plain, goal)
    assert can_see_notes(viewer, goal) == can_see_notes(plain, goal)


@given(actors, goals)
def test_hiding_a_goal_never_shows_it_to_more_people(viewer: Actor, goal: Goal):
    sees = [
        can_see(viewer, replace(goal, visibility=visibility))
        for visibility in (Visibility.TEAM, Visibility.LEADS, Visibility.ME)
    ]
    assert sees == sorted(sees, reverse=True)


@given(actors, goals)
def test_everyone_whom_a_shout_out_reaches_by_the_team_may_see_the_goal(viewer: Actor, goal: Goal):
    if can_shout(goal) and viewer.is_in(goal.team_id) and viewer.person.workspace_id == 1:
        assert can_see(viewer, goal)
