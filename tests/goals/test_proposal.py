"""Who may propose what to whom, whose turn it is, and what differs between two rounds."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from goals.cadence import Rhythm, RhythmKind
from goals.draft import Draft, Step
from goals.errors import TooLong
from goals.goal import Combine, Measure, MeasureKind, Visibility
from goals.people import Actor, Membership, Person, Team
from goals.proposal import (
    NoTeamTogether,
    Proposal,
    ProposalState,
    ProposeToYourself,
    Round,
    Whose,
    check_may_propose,
    in_common,
    note,
    usual_owner,
)
from goals.revision import Terms
from goals.wanted import Part, Wanted, as_goal, changed, differences, stands_as

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
CARE, NIGHT = (Team(n, 1, name, f"C{n}") for n, name in ((1, "Care"), (2, "Night")))


def someone(number: int, *places: tuple[Team, bool], workspace: int = 1, active: bool = True):
    person = Person(number, workspace, f"U{number}", f"Person {number}", "UTC", active=active)
    return Actor(person, tuple(Membership(team, is_lead) for team, is_lead in places))


AGENT, LEAD = (CARE, False), (CARE, True)
DRAFT = Draft(
    statement="Reply to 40 chats a day",
    purpose="",
    measure=Measure(MeasureKind.NUMBER, "chats a day"),
    baseline=Decimal(25),
    target=Decimal(40),
    start=date(2026, 11, 23),
    due=date(2026, 12, 18),
    rungs=(Step(Decimal(30)), Step(Decimal(40))),
)
WANTED = Wanted(DRAFT, 1)


def proposal(*by: int, state: ProposalState = ProposalState.OPEN) -> Proposal:
    """Person 1 to person 2; `by` wrote the rounds."""
    rounds = (Round(n, 1, n, who, NOW, WANTED, note=f"note {n}") for n, who in enumerate(by, 1))
    return Proposal(1, 1, 1, 2, 2, state, tuple(rounds))


@pytest.mark.parametrize(
    ("one", "other", "refused"),
    [
        (someone(1, LEAD), someone(2, AGENT), None),
        (someone(1, AGENT), someone(2, LEAD), None),
        (someone(1, AGENT), someone(2, AGENT), None),
        (someone(1, AGENT), someone(1, AGENT), ProposeToYourself),
        (someone(1, AGENT), someone(2, (NIGHT, False)), NoTeamTogether),
        (someone(1, LEAD), someone(2), NoTeamTogether),
        (someone(1, AGENT), someone(2, AGENT, active=False), NoTeamTogether),
        (someone(1, AGENT, active=False), someone(2, AGENT), NoTeamTogether),
        (someone(1, AGENT), someone(2, AGENT, workspace=2), NoTeamTogether),
    ],
)
def test_who_may_propose_to_whom(one, other, refused):
    if refused is None:
        assert check_may_propose(one, other) == (CARE,)
    else:
        with pytest.raises(refused):
            check_may_propose(one, other)


def test_the_teams_in_common_and_one_that_must_be_among_them():
    one, other = someone(1, AGENT, (NIGHT, False)), someone(2, (NIGHT, True), AGENT)
    assert in_common(one, other) == (CARE, NIGHT)
    assert check_may_propose(one, other, NIGHT.id) == (CARE, NIGHT)
    with pytest.raises(NoTeamTogether):
        check_may_propose(one, other, 3)


@pytest.mark.parametrize(
    ("by", "to", "whose"),
    [
        (LEAD, AGENT, Whose.THEIRS),
        (AGENT, LEAD, Whose.MINE),
        (AGENT, AGENT, Whose.TOGETHER),
        (LEAD, LEAD, Whose.TOGETHER),
    ],
)
def test_whose_goal_it_usually_is(by, to, whose):
    assert usual_owner(someone(1, by), someone(2, to)) is whose


def test_a_lead_elsewhere_leads_nobody_here():
    assert usual_owner(someone(1, AGENT, (NIGHT, True)), someone(2, LEAD)) is Whose.MINE


@pytest.mark.parametrize(
    ("made", "person", "number", "may_answer", "may_take_back"),
    [
        (proposal(1), 2, 1, True, False),
        (proposal(1), 1, 1, False, True),
        (proposal(1, 2), 1, 2, True, False),
        (proposal(1, 2), 1, 1, False, False),
        (proposal(1, 2), 2, 1, False, True),
        (proposal(1, 2, 1), 2, 3, True, False),
        (proposal(1, 2, 1), 2, 1, False, False),
        (proposal(1, state=ProposalState.ACCEPTED), 2, 1, False, False),
        (proposal(1, state=ProposalState.DECLINED), 1, 1, False, False),
        (proposal(1, state=ProposalState.WITHDRAWN), 2, 1, False, False),
        (proposal(1), 3, 1, False, False),
    ],
)
def test_whose_turn_it_is(made, person, number, may_answer, may_take_back):
    assert made.is_answerable(person, number) is may_answer
    assert made.is_retractable(person) is may_take_back


def test_what_was_said_before_and_last():
    made = proposal(1, 2)
    assert made.before(1) is None and made.before(2) == WANTED
    assert made.last_note == "note 2"
    quiet = replace(made, rounds=(made.rounds[0], replace(made.rounds[1], note="")))
    assert quiet.last_note == "note 1"
    assert made.is_between(1) and made.is_between(2) and not made.is_between(3)


@pytest.mark.parametrize(
    ("draft", "parts"),
    [
        ({}, []),
        ({"statement": "Reply"}, [Part.STATEMENT]),
        ({"purpose": "Nobody waits."}, [Part.PURPOSE]),
        ({"measure": Measure(MeasureKind.NUMBER, "chats")}, [Part.MEASURE]),
        ({"baseline": Decimal(20)}, [Part.BASELINE]),
        (
            {"target": Decimal(38), "rungs": (Step(Decimal(30)), Step(Decimal(38)))},
            [Part.TARGET],
        ),
        ({"due": date(2026, 12, 23), "purpose": "Why"}, [Part.PURPOSE, Part.DUE]),
        ({"rungs": (Step(Decimal(40)),)}, [Part.RUNGS]),
        ({"rungs": (Step(Decimal(30), "Steady"), Step(Decimal(40)))}, [Part.RUNGS]),
        ({"rungs": (Step(Decimal(30)), Step(Decimal(40), "Top"))}, [Part.RUNGS]),
        ({"rhythm": Rhythm(RhythmKind.WEEKLY, frozenset({4}))}, [Part.DAYS]),
        ({"visibility": Visibility.LEADS}, [Part.VISIBILITY]),
        ({"start": date(2026, 11, 24)}, []),
    ],
)
def test_what_differs_between_two_rounds(draft, parts):
    assert list(differences(WANTED, replace(WANTED, draft=replace(DRAFT, **draft)))) == parts


def test_its_place_differs_too():
    after = Wanted(DRAFT, 2, parent_id=7, combine=Combine.SUM)
    assert differences(WANTED, after) == (Part.PARENT, Part.TEAM, Part.COMBINE)


def test_a_goal_as_it_would_be():
    goal = as_goal(WANTED, 1, 2)
    assert (goal.owner_id, goal.team_id, goal.is_draft) == (2, 1, True)
    assert [f"{rung.threshold:f}" for rung in goal.rungs] == ["30", "40"]
    assert stands_as(goal) == WANTED


def test_a_change_keeps_what_was_reached_whatever_it_says():
    goal = as_goal(WANTED, 1, 2)
    reached = replace(goal.rungs[0], reached_at=NOW)
    goal = replace(goal, rungs=(reached, goal.rungs[1]))
    terms = Terms("Reply to 36", Decimal(36), DRAFT.due, (Step(Decimal(28)), Step(Decimal(36))))
    after = changed(goal, stands_as(goal, terms))
    assert [f"{rung.threshold:f}" for rung in after.rungs] == ["30", "36"]
    assert after.rungs[0] == reached and after.statement == "Reply to 36"


def test_words_that_come_with_it():
    assert note("  You can.  ") == "You can." and note("") == ""
    with pytest.raises(TooLong):
        note("x" * 1001)
