"""Proposals are kept with each of their rounds, exactly as they were written."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from sqlalchemy.exc import IntegrityError

from goals.cadence import Rhythm, RhythmKind
from goals.draft import Draft, Step
from goals.goal import Combine, Guard, Measure, MeasureKind, Visibility
from goals.proposal import ProposalState
from goals.wanted import Wanted
from store import proposals

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
FULL = Draft(
    statement="Handle time to 4.25 minutes",
    purpose="Nobody waits.",
    measure=Measure(MeasureKind.NUMBER, "minutes"),
    baseline=Decimal("6.5"),
    target=Decimal("4.25"),
    start=date(2026, 11, 23),
    due=date(2026, 12, 18),
    rungs=(Step(Decimal("5.75"), "Steady", date(2026, 12, 4)), Step(Decimal("4.25"))),
    rhythm=Rhythm(RhythmKind.CHOSEN, frozenset({0, 3})),
    visibility=Visibility.LEADS,
    min_answers=30,
    guard=Guard("CSAT", Decimal("85.5"), "%", is_floor=False),
    needs="A headset",
)


@pytest.fixture
def made(tx, workspace, maya, tom, care):
    wanted = Wanted(FULL, care.id, combine=Combine.LATEST)
    of = {"by_id": tom.id, "to_id": maya.id, "owner_id": maya.id}
    return proposals.add(tx, workspace.id, **of, wanted=wanted, note="Why", now=NOW)


def test_everything_comes_back_as_it_was(tx, workspace, maya, tom, care, made):
    found = proposals.by_id(tx, workspace.id, made.id)
    assert found == made
    assert found.latest.wanted == Wanted(FULL, care.id, combine=Combine.LATEST)
    assert (found.latest.number, found.latest.by_id, found.latest.at) == (1, tom.id, NOW)
    assert (found.turn_id, found.latest.note, found.state) == (maya.id, "Why", ProposalState.OPEN)


def test_each_round_is_kept_and_a_number_is_given_once(tx, maya, tom, care, made):
    again = {"wanted": Wanted(FULL, care.id), "note": "", "stands": "1:0", "now": NOW}
    second = proposals.counter(tx, made, by_id=maya.id, **again)
    assert [r.number for r in second.rounds] == [1, 2] and second.turn_id == tom.id
    assert second.latest.stands == "1:0"
    with pytest.raises(IntegrityError), tx.begin_nested():
        proposals.counter(tx, made, by_id=maya.id, **again)


def test_what_waits_for_whom(tx, workspace, maya, tom, care, made):
    assert (proposals.waiting(tx, maya.id), proposals.waiting(tx, tom.id)) == (1, 0)
    again = {"wanted": Wanted(FULL, care.id), "note": "", "stands": "", "now": NOW}
    second = proposals.counter(tx, made, by_id=maya.id, **again)
    assert (proposals.waiting(tx, maya.id), proposals.waiting(tx, tom.id)) == (0, 1)
    assert proposals.open_of(tx, maya.id) == proposals.open_of(tx, tom.id) == [second]
    assert proposals.newest(tx, tom.id, maya.id) == second
    assert proposals.newest(tx, maya.id, tom.id) is None


def test_closed_once_and_for_good(tx, workspace, maya, tom, made):
    closed = proposals.close(tx, made, ProposalState.DECLINED, NOW, reason="Not now.")
    assert (closed.state, closed.reason) == (ProposalState.DECLINED, "Not now.")
    assert proposals.close(tx, made, ProposalState.ACCEPTED, NOW).state is ProposalState.DECLINED
    assert proposals.open_of(tx, maya.id) == [] and proposals.waiting(tx, maya.id) == 0


def test_in_another_workspace_there_is_none(tx, workspace, made):
    assert proposals.by_id(tx, workspace.id + 1, made.id) is None
    assert proposals.hold(tx, workspace.id + 1, made.id) is None
    assert proposals.hold(tx, workspace.id, made.id) == made
