"""Few answers, and partner measures: what keeps a number from counting."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goals import wilson
from goals.errors import NotACount, TooLong
from goals.goal import CheckIn, Confidence, Goal, Guard, Measure, MeasureKind, Rung
from goals.guard import NotAGuard, read_guard, write_guard
from goals.hold import (
    AnswersUnsaid,
    FewAnswers,
    PartnerOut,
    PartnerUnsaid,
    held_rungs,
    holds,
    last_partner,
    read_count,
)
from goals.report import read_report

CSAT = Guard("CSAT", Decimal(85), "%")


def goal(**more) -> Goal:
    return Goal(
        id=1, workspace_id=1, number=1, owner_id=1, team_id=1, statement="CSAT of 90 %",
        baseline=Decimal(80), target=Decimal(90), start=date(2026, 11, 23),
        due=date(2026, 12, 18), value=Decimal(80),
        rungs=(Rung(1, 1, Decimal(85)), Rung(2, 2, Decimal(90))),
        **{"measure": Measure(unit="%"), **more},
    )  # fmt: skip


def check_in(value, answers=None, partner=None, day=23) -> CheckIn:
    return CheckIn(
        1, 1, 1, date(2026, 11, day), Decimal(value), Confidence.ON_TRACK, "",
        datetime(2026, 11, day, tzinfo=UTC), answers, None if partner is None else Decimal(partner),
    )  # fmt: skip


# Wilson's interval against published tables (Brown, Cai and DasGupta; R's binom.confint).
@pytest.mark.parametrize(
    ("agree", "of", "low", "high"),
    [
        (4, 4, 0.5101, 1.0),
        (0, 4, 0.0, 0.4899),
        (5, 10, 0.2366, 0.7634),
        (9, 10, 0.5958, 0.9821),
        (85, 100, 0.7672, 0.9069),
        (1, 1, 0.2065, 1.0),
    ],
)
def test_the_interval(agree, of, low, high):
    found = wilson.interval(Decimal(agree) / of, of)
    assert [round(float(bound), 4) for bound in found] == [low, high]


@given(st.decimals(0, 1, places=4), st.integers(1, 10**6))
def test_the_interval_holds_the_share_and_narrows(share, answers):
    low, high = wilson.interval(share, answers)
    assert 0 <= low <= share <= high <= 1
    narrower = wilson.interval(share, answers * 4)
    assert narrower[1] - narrower[0] < high - low


@pytest.mark.parametrize(("share", "answers"), [("1.1", 4), ("-0.1", 4), ("0.5", 0)])
def test_no_interval_for_what_is_no_share(share, answers):
    with pytest.raises(ValueError):
        wilson.interval(Decimal(share), answers)


def test_a_number_from_few_answers_reaches_nothing_yet():
    asked = goal(min_answers=30)
    (few,) = holds(asked, check_in(100, answers=4))
    assert isinstance(few, FewAnswers) and (few.answers, few.needed) == (4, 30)
    assert few.between and [round(bound) for bound in few.between] == [51, 100]
    assert held_rungs(asked, check_in(100, answers=4)) == (1, 2)
    assert held_rungs(asked, check_in(86, answers=4)) == (1,)
    assert holds(asked, check_in(100, answers=30)) == ()
    assert holds(asked, check_in(100)) == (AnswersUnsaid(30),)


def test_what_is_no_percentage_has_no_interval():
    scored = goal(min_answers=30, measure=Measure(unit="score"))
    (few,) = holds(scored, check_in("4.6", answers=4))
    assert few == FewAnswers(Decimal("4.6"), 4, 30, None)
    (few,) = holds(goal(min_answers=30), check_in(140, answers=4))
    assert isinstance(few, FewAnswers) and few.between is None


def test_a_partner_that_gives_way_holds_the_rungs():
    assert holds(goal(guard=CSAT), check_in(90)) == (PartnerUnsaid(CSAT),)
    assert holds(goal(guard=CSAT, partner_value=Decimal(85)), check_in(90)) == ()
    out = holds(goal(guard=CSAT, partner_value=Decimal(84)), check_in(90))
    assert out == (PartnerOut(CSAT, Decimal(84)),)
    ceiling = Guard("wait", Decimal(5), "minutes", is_floor=False)
    assert holds(goal(guard=ceiling, partner_value=Decimal(5)), check_in(90)) == ()
    assert len(holds(goal(guard=ceiling, partner_value=Decimal(6)), check_in(90))) == 1


def test_the_partner_stands_where_it_was_reported_last():
    said = [check_in(80, partner=90, day=25), check_in(80, day=26), check_in(80, partner=70)]
    assert last_partner(said) == 90
    assert last_partner([check_in(80)]) is None


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("CSAT at least 85%", CSAT),
        ("CSAT ≥ 85 %", CSAT),
        ("CSAT>=85%", CSAT),
        ("CSAT not below 85 percent", CSAT),
        ("complaints at most 3", Guard("complaints", Decimal(3), "", is_floor=False)),
        ("handle time under 6 min", Guard("handle time", Decimal(6), "minutes", is_floor=False)),
        ("quality score of at least 4.5 out of 5", Guard("quality score", Decimal("4.5"))),
        ("CSAT 85% or more", CSAT),
        ("CSAT: 85%+", CSAT),
        ("at least 85% CSAT", CSAT),
        ("complaints 3 or fewer", Guard("complaints", Decimal(3), "", is_floor=False)),
        ("AHT at most 6:30", Guard("AHT", Decimal(390), "min:s", is_floor=False)),
        ("cost <= $5", Guard("cost", Decimal(5), "$", is_floor=False)),
        ("  ", None),
    ],
)
def test_a_partner_measure_is_read_and_written(words, expected):
    assert read_guard(words) == expected
    assert read_guard(write_guard(expected)) == expected


@pytest.mark.parametrize("words", ["CSAT", "CSAT 85%", "at least 85%", "CSAT at least", "85%"])
def test_words_that_name_no_partner_measure(words):
    with pytest.raises(NotAGuard):
        read_guard(words)


def test_a_partner_measure_has_a_short_name():
    with pytest.raises(TooLong):
        read_guard("x" * 41 + " at least 5")


@pytest.mark.parametrize(
    ("text", "count"), [("30", 30), ("1,200", 1200), ("30 answers", 30), ("", None)]
)
def test_how_many_answers(text, count):
    assert read_count(text) == count


@pytest.mark.parametrize("text", ["0", "-3", "4.5", "some", "1e9", "9999999"])
def test_what_is_no_number_of_answers(text):
    with pytest.raises(NotACount):
        read_count(text)


REPORTS = [
    ("95% of 4 slow day", 95, 4, None, "slow day"),
    ("95 from 4", 95, 4, None, None),
    ("95 % of 40 answers, CSAT 88% at risk", 95, 40, 88, None),
    ("95, CSAT 88", 95, None, 88, None),
    ("95 csat: 88 a calm day", 95, None, 88, "a calm day"),
    ("95 with CSAT at noon", 95, None, None, "with CSAT at noon"),
    ("95 of them were glad", 95, None, None, "of them were glad"),
    ("blocked", 80, None, None, None),
]


@pytest.mark.parametrize(("words", "value", "answers", "partner", "note"), REPORTS)
def test_answers_and_partner_in_a_report(words, value, answers, partner, note):
    said = read_report(goal(min_answers=30, guard=CSAT), words)
    assert (said.value, said.answers, said.partner, said.note) == (value, answers, partner, note)


def test_a_goal_without_them_reads_its_notes_as_ever():
    said = read_report(goal(), "95 of 4, CSAT 88")
    assert (said.answers, said.partner, said.note) == (None, None, "of 4, CSAT 88")


def test_done_or_not_crosses_no_number():
    done = goal(measure=Measure(MeasureKind.DONE), guard=CSAT)
    assert held_rungs(done, check_in(1)) == ()
