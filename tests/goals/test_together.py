"""How the parts of several people make one goal, and who may be asked, named and waited for."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goals.goal import CheckIn, Combine, Confidence, Goal, Measure, MeasureKind, Part, Visibility
from goals.hold import PartsMissing, held_rungs, holds
from goals.ladder import parts, standing
from goals.people import Actor, Membership, Person, ShoutOut, Team
from goals.report import NoPartYet, as_it_was, read_report
from goals.sight import can_see, can_see_notes
from goals.together import (
    MOST_CONTRIBUTORS,
    ForOneAlone,
    NotAddedUp,
    NotOnATeamWith,
    TooManyTogether,
    check_can_ask,
    check_can_share,
    combine_for,
    may_name_in_channel,
    named,
)
from tests.goals.making import goal

MAYA, TOM, ANA = 1, 2, 3
DAY = date(2026, 11, 23)
NUMBERS = count(1)


def said(who: int, day: int, value: int | Decimal, at: int | None = None) -> CheckIn:
    """A report of a day of November; `at` is its hour of that month, where days lie crosswise."""
    hour = (day - 1) * 24 + 10 if at is None else at
    moment = datetime(2026, 11, 1, tzinfo=UTC) + timedelta(hours=hour)
    on_track = Confidence.ON_TRACK
    return CheckIn(next(NUMBERS), 1, who, date(2026, 11, day), Decimal(value), on_track, "", moment)


def shared(combine: Combine, *brought: int | None, **changes: object) -> Goal:
    """A goal of Maya, Tom and Ana with these parts."""
    names = {MAYA: "Maya", TOM: "Tom", ANA: "Ana"}
    made = tuple(
        Part(who, names[who], None if value is None else Decimal(value))
        for who, value in zip(names, brought, strict=False)
    )
    return goal(combine=combine, parts=made, baseline=0, **changes)


DONE = Measure(MeasureKind.DONE)


@pytest.mark.parametrize(
    ("combine", "reports", "stands"),
    [
        (Combine.SUM, [], 0),
        (Combine.SUM, [said(MAYA, 23, 12)], 12),
        (Combine.SUM, [said(MAYA, 23, 12), said(TOM, 23, 9)], 21),
        (Combine.SUM, [said(MAYA, 23, 12), said(TOM, 23, 9), said(MAYA, 24, 13)], 22),
        (Combine.AVERAGE, [said(MAYA, 23, 12), said(TOM, 24, 9)], Decimal("10.5")),
        (Combine.AVERAGE, [said(MAYA, 23, 12), said(MAYA, 24, 9)], 9),
        (Combine.LATEST, [said(MAYA, 23, 12), said(TOM, 23, 9, at=2000)], 9),
        (Combine.LATEST, [said(MAYA, 24, 12), said(TOM, 23, 9, at=2000)], 9),
    ],
)
def test_where_a_shared_goal_stands(combine, reports, stands):
    assert standing(shared(combine), reports) == stands


@pytest.mark.parametrize("combine", Combine)
def test_done_counts_how_often_all_of_them_did_it(combine):
    reports = [said(MAYA, 23, 1), said(TOM, 23, 1), said(TOM, 24, 0), said(MAYA, 24, 1)]
    done = shared(combine, measure=DONE, target=5)
    assert standing(done, reports) == 3
    assert parts(done, reports) == {MAYA: 2, TOM: 1}


@pytest.mark.parametrize(("target", "stands"), [(40, "3.3333"), (-40, "3.3334")])
def test_an_average_is_rounded_away_from_the_target(target, stands):
    reports = [said(MAYA, 23, 3), said(TOM, 23, 3), said(ANA, 23, 4)]
    assert standing(shared(Combine.AVERAGE, target=target), reports) == Decimal(stands)


VALUES = st.lists(st.tuples(st.sampled_from((MAYA, TOM, ANA)), st.integers(-999, 999)), max_size=9)


@given(VALUES, st.permutations(range(9)), st.sampled_from((Combine.SUM, Combine.AVERAGE)))
def test_whose_report_comes_first_makes_no_difference(reported, order, combine):
    """Each one's own reports keep their order: their days do."""
    reports = [said(who, n + 1, value) for n, (who, value) in enumerate(reported)]
    mixed = [reports[n] for n in order if n < len(reports)]
    assert standing(shared(combine), mixed) == standing(shared(combine), reports)


@given(st.lists(st.integers(-999, 999), max_size=9), st.sampled_from(Combine))
def test_alone_it_is_as_a_goal_of_ones_own(values, combine):
    reports = [said(MAYA, n + 1, value) for n, value in enumerate(values)]
    for measure in (Measure(unit="chats"), DONE):
        alone = shared(combine, measure=measure)
        own = replace(alone, combine=None)
        assert standing(alone, reports) == standing(own, reports)


@given(VALUES)
def test_the_parts_of_a_sum_are_where_it_stands(reported):
    reports = [said(who, n + 1, value) for n, (who, value) in enumerate(reported)]
    one = shared(Combine.SUM)
    assert standing(one, reports) == sum(parts(one, reports).values())


@pytest.mark.parametrize(
    ("one", "missing"),
    [
        (shared(Combine.AVERAGE, 40, None), ("Tom",)),
        (shared(Combine.AVERAGE, 40, 41), None),
        (shared(Combine.SUM, 40, None), None),
        (shared(Combine.SUM, 3, None, target=-1), ("Tom",)),
        (shared(Combine.LATEST, 40, None), None),
        (shared(Combine.AVERAGE, 40, None, measure=DONE), None),
        (goal(), None),
    ],
)
def test_an_average_and_a_sum_that_falls_wait_for_everybody(one, missing):
    expected = (PartsMissing(missing),) if missing else ()
    assert holds(one, said(MAYA, 23, 40)) == expected


def test_who_left_is_not_waited_for():
    one = shared(Combine.AVERAGE, 40, None)
    gone = replace(one, parts=(one.parts[0], replace(one.parts[1], has_left=True)))
    assert holds(gone, said(MAYA, 23, 40)) == ()
    assert one.climbers == (MAYA, TOM) and gone.climbers == (MAYA,)


def test_the_rungs_that_wait_are_those_of_the_whole():
    one = replace(shared(Combine.AVERAGE, 90, None), value=Decimal(30))
    assert held_rungs(one, said(MAYA, 23, 90)) == ()
    assert held_rungs(replace(one, value=Decimal(41)), said(MAYA, 23, 1)) == (1,)


@pytest.mark.parametrize(
    ("measure", "chosen", "combine"),
    [
        (Measure(unit="chats"), None, Combine.SUM),
        (Measure(unit="chats"), Combine.AVERAGE, Combine.AVERAGE),
        (Measure(unit="%"), None, Combine.AVERAGE),
        (Measure(unit="%"), Combine.LATEST, Combine.LATEST),
        (Measure(MeasureKind.RATING), None, Combine.AVERAGE),
        (DONE, Combine.LATEST, Combine.SUM),
    ],
)
def test_how_parts_come_together(measure, chosen, combine):
    assert combine_for(measure, chosen) is combine


@pytest.mark.parametrize("measure", [Measure(unit="%"), Measure(MeasureKind.RATING)])
def test_shares_and_ratings_are_not_added_up(measure):
    with pytest.raises(NotAddedUp):
        combine_for(measure, Combine.SUM)


def test_a_goal_for_one_alone_is_not_shared():
    check_can_share(Visibility.LEADS, is_personal=False)
    for visibility, is_personal in ((Visibility.ME, False), (Visibility.TEAM, True)):
        with pytest.raises(ForOneAlone):
            check_can_share(visibility, is_personal=is_personal)


def person(number: int, name: str = "", **changes: object) -> Person:
    made = Person(number, 1, f"U{number}", name or f"P{number}", "UTC")
    return replace(made, **changes)  # type: ignore[arg-type]


def on(number: int, *team_ids: int, lead: bool = False) -> Actor:
    teams = (Team(team_id, 1, "Care", "C1") for team_id in team_ids)
    return Actor(person(number), tuple(Membership(team, lead) for team in teams))


def test_people_of_a_common_team_are_asked():
    check_can_ask(on(MAYA, 1, 2), [on(TOM, 2, 3), on(ANA, 1)])
    for stranger in (on(TOM, 3), on(TOM)):
        with pytest.raises(NotOnATeamWith):
            check_can_ask(on(MAYA, 1, 2), [on(ANA, 1), stranger])


def test_no_more_than_a_message_shows():
    crowd = [on(number, 1) for number in range(2, MOST_CONTRIBUTORS + 2)]
    check_can_ask(on(MAYA, 1), crowd)
    with pytest.raises(TooManyTogether):
        check_can_ask(on(MAYA, 1), crowd, already=1)


def test_who_climbs_sees_the_goal_and_reads_their_own_notes_alone():
    one = shared(Combine.SUM, 1, 2, team_id=1, visibility=Visibility.LEADS)
    tom, other = on(TOM, 1), on(ANA, 1)
    assert can_see(tom, one) and not can_see_notes(tom, one)
    assert not can_see(other, one)
    assert can_see_notes(on(ANA, 1, lead=True), one)


CHANNEL, DIRECT, NOTHING = ShoutOut.CHANNEL, ShoutOut.DIRECT, ShoutOut.NOTHING


@pytest.mark.parametrize(
    ("reporter", "owner", "may"),
    [
        (CHANNEL, CHANNEL, True),
        (DIRECT, CHANNEL, False),
        (CHANNEL, DIRECT, False),
        (NOTHING, CHANNEL, False),
        (CHANNEL, NOTHING, False),
    ],
)
def test_the_most_private_wish_wins(reporter, owner, may):
    wishes = person(TOM, shout_outs=reporter), person(MAYA, shout_outs=owner)
    assert may_name_in_channel(*wishes) is may


def test_who_is_named_in_the_order_of_joining():
    people = {
        MAYA: person(MAYA, "Maya"),
        TOM: person(TOM, "Tom", shout_outs=DIRECT),
        ANA: person(ANA, "Ana"),
    }
    assert named(shared(Combine.SUM, 1, 20, 30), people) == ("Maya", "Ana")
    assert named(shared(Combine.SUM, 1, 20, None), people) == ("Maya",)
    assert named(goal(), people) == ("Maya",)


def test_blocked_without_a_number_keeps_ones_own_part():
    one = replace(shared(Combine.SUM, 12, 9, None), value=Decimal(21))
    assert read_report(one, "blocked no access", TOM).value == 9
    assert as_it_was(goal(value=31), MAYA) == 31
    with pytest.raises(NoPartYet):
        read_report(one, "blocked no access", ANA)
    assert read_report(one, "3 blocked no access", ANA).value == 3
