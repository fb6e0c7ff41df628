"""The templates that come with Rungs, and those that a team keeps."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goals import templates
from goals.draft import draft
from goals.errors import FieldProblems, Missing, NotANumber, RungsOutOfOrder, TooLong
from goals.templates import Template, built_in, for_team, kept, matching, name_of, written
from handlers.reading import read_date

TODAY = date(2026, 11, 23)
OWN = Template("csat", "Care", "Our own CSAT", 8, unit="%", baseline="80", target="90", team_id=1)


def test_each_kind_of_work_has_its_ladders():
    by_work = {t.work for t in built_in()}
    assert by_work == {"Call centre", "Online support", "Field service"}
    said = " ".join(t.name for t in built_in() if t.work == "Online support")
    for topic in ("first-response", "first-contact", "csat", "handle-time", "quality",
                  "backlog", "articles", "growth"):  # fmt: skip
        assert topic in said


def test_no_two_have_the_same_name():
    names = [template.name for template in built_in()]
    assert len(set(names)) == len(names)
    assert [name_of(name) for name in names] == names


@pytest.mark.parametrize("template", built_in(), ids=lambda template: template.name)
@pytest.mark.parametrize("today", [TODAY, date(2026, 12, 26), date(2028, 2, 29), date(2027, 3, 31)])
def test_each_becomes_a_goal_as_it_is_on_any_day(template: Template, today: date):
    made = draft(written(template, today), today, read_date)
    assert made.due.weekday() < 5
    assert all(step.due is None or step.due.weekday() < 5 for step in made.rungs)
    assert len(made.rungs) == len(draft(_undated(template, today), today, read_date).rungs)
    assert kept(template, today).statement == template.statement


def _undated(template: Template, today: date):
    return replace(written(template, today), rungs=template.rungs)


@given(st.dates(date(2020, 1, 1), date(2035, 1, 1)), st.sampled_from(built_in()))
def test_dates_are_in_order_whatever_the_day(today: date, template: Template):
    made = draft(written(template, today), today, read_date)
    days = [step.due for step in made.rungs if step.due]
    assert days == sorted(days)


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("csat", ["csat"]),
        ("CSAT", ["csat"]),
        ("call centre csat", ["call-csat"]),
        ("first response", ["first-response"]),
        ("satisfaction", ["call-csat", "field-csat", "csat"]),
        ("nothing at all", []),
        ("!!", []),
    ],
)
def test_what_words_mean(words: str, names: list[str]):
    assert [template.name for template in matching(words, built_in())] == names


def test_a_teams_own_takes_the_place_of_the_one_that_comes_with_rungs():
    offered = for_team([OWN])
    assert offered[0] is OWN
    assert [t for t in offered if t.name == "csat"] == [OWN]
    assert len(offered) == len(built_in())


@pytest.mark.parametrize(
    ("changes", "field", "refusal"),
    [
        ({"name": " "}, "name", Missing),
        ({"name": "!!!"}, "name", templates.NotAName),
        ({"name": "x" * 41}, "name", TooLong),
        ({"statement": ""}, "statement", Missing),
        ({"weeks": 0}, "weeks", templates.NotWeeks),
        ({"weeks": 53}, "weeks", templates.NotWeeks),
        ({"target": "lots"}, "target", NotANumber),
        ({"rungs": "85, 83"}, "rungs", RungsOutOfOrder),
    ],
)
def test_what_does_not_hold_is_not_kept(changes: dict[str, object], field: str, refusal: type):
    with pytest.raises(FieldProblems) as found:
        kept(replace(OWN, **changes), TODAY)
    assert list(found.value.problems) == [field]
    assert isinstance(found.value.problems[field], refusal)


def test_what_is_kept_is_tidy():
    made = kept(replace(OWN, name=" Team CSAT! ", rungs="83, 86 Nearly", target="90 %"), TODAY)
    assert (made.name, made.rungs, made.target) == ("team-csat", "83\n86 Nearly", "90")
