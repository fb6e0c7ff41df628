"""`/goal overview`: every team in a line, with nobody's name, for those who look after several."""

from decimal import Decimal

import pytest

from goals.goal import Measure, Tier, Visibility
from tests.support.databases import count_statements
from tests.support.people import User
from tests.support.rungs import Rungs

PERCENT = Measure(unit="%")


@pytest.fixture
def grace(rungs: Rungs) -> User:
    """An admin, on no team; Tom leads Care and Sales, Rita Night."""
    rungs.seed_team("Care", lead="tom", members=["maya", "ben", "aiko"])
    rungs.seed_team("Sales", lead="tom", members=["sue"])
    rungs.seed_team("Night", lead="rita", members=["nick"])
    grace = rungs.user("grace", admin=True)
    rungs.meet(grace)
    return grace


def lines(shown) -> dict[str, str]:
    """Each team's line by its name."""
    found = [line for line in shown.words.splitlines() if line.startswith("*")]
    return {line.split("*")[1]: line for line in found}


def busy(rungs: Rungs) -> None:
    """A week of Care: a team goal that climbs, one blocked, one at risk, an input."""
    tom, maya, ben, aiko = (rungs.users[name] for name in ("tom", "maya", "ben", "aiko"))
    rungs.at("2026-11-09 12:00", tick=False)
    rungs.seed_goal("tom", "Team CSAT", measure=PERCENT, baseline=80, target=90, tier=Tier.TEAM)
    for who in ("maya", "ben", "aiko"):
        rungs.seed_goal(who, f"{who}'s chats", rungs=(30,))
    for day, value in (("09", 81), ("16", 83), ("23", 86)):
        rungs.at(f"2026-11-{day} 13:00", tick=False)
        tom.goal(f"checkin G-1 {value}")
    rungs.at("2026-11-26 13:00", tick=False)
    maya.goal("checkin G-2 31")
    ben.goal("checkin G-3 26 blocked no macros")
    aiko.goal("checkin G-4 26 at risk")
    maya.submit(maya.goal("input A macro would help"), {"Your name": "Say that it is from me"})
    rungs.at("2026-11-27 13:00", tick=False)


def test_every_team_stands_in_a_line_without_a_name_or_a_word(rungs, grace):
    busy(rungs)
    told = lines(grace.goal("overview"))
    assert list(told) == ["Care", "Night", "Sales"]
    assert told["Care"] == (
        "*Care* · 4 people · 4 reported this week · 1 rung this week · 1 blocked · 1 at risk · "
        "1 input open for 1 day · 86 of 90 % ▁▂▅"
    )
    assert told["Night"] == "*Night* · 2 people · 0 reported this week · 0 rungs this week"
    words = grace.goal("overview").words
    for secret in ("Maya", "Ben", "Aiko", "Tom", "Team CSAT", "chats", "macro", "G-"):
        assert secret not in words, secret


def test_a_lead_looks_over_the_teams_that_they_lead(rungs, grace):
    busy(rungs)
    assert list(lines(rungs.users["tom"].goal("overview"))) == ["Care", "Sales"]
    assert list(lines(rungs.users["rita"].goal("overview"))) == ["Night"]


def test_others_are_refused_until_an_admin_names_them_and_after_that_is_taken_back(rungs, grace):
    maya = rungs.users["maya"]
    assert "is for their leads, for Slack admins" in maya.goal("overview").words
    assert "Only a Slack admin" in rungs.users["tom"].goal("overview allow @maya").words
    assert "Only a Slack admin" in maya.goal("overview allow @maya").words
    assert "Maya can look over all teams now" in grace.goal("overview allow @maya").words
    grace.goal("overview allow @maya")
    assert list(lines(maya.goal("overview"))) == ["Care", "Night", "Sales"]
    assert "Only a Slack admin" in maya.goal("overview allow @ben").words
    assert "Maya does not look over all teams any more" in (
        grace.goal("overview disallow @maya").words
    )
    assert "is for their leads" in maya.goal("overview").words
    assert "is for their leads" in maya.goal("overview csv").words


@pytest.mark.parametrize("words", ["allow", "disallow", "allow nobody", "allow @stranger"])
def test_who_names_nobody_hears_how(rungs, grace, words):
    assert "Whom? /goal overview" in grace.goal(f"overview {words}").words


def test_a_bot_looks_over_nothing(rungs, grace):
    rungs.user("helper", bot=True)
    assert "look over all teams now" not in grace.goal("overview allow @helper").words


def test_what_people_keep_to_themselves_is_in_no_count(rungs, grace):
    rungs.seed_goal("ben", "Ask for a raise", visibility=Visibility.ME, rungs=(26,))
    rungs.seed_goal("maya", "Stay calm", visibility=Visibility.LEADS, rungs=(26,))
    before = grace.goal("overview").words
    rungs.users["ben"].goal("checkin G-1 31 blocked")
    assert lines(rungs.users["tom"].goal("overview"))["Care"].endswith("0 rungs this week")
    rungs.users["maya"].goal("checkin G-2 31 at risk")
    assert grace.goal("overview").words == before, "nothing moved for who may see neither"
    tom = lines(rungs.users["tom"].goal("overview"))["Care"]
    assert tom.endswith("1 reported this week · 0 rungs this week · 1 at risk")


def test_a_teams_goal_that_is_not_the_whole_teams_has_no_figure_for_others(rungs, grace):
    rungs.seed_goal(
        "tom", "Cut costs", measure=PERCENT, baseline=80, target=90, tier=Tier.TEAM,
        visibility=Visibility.LEADS,
    )  # fmt: skip
    rungs.users["tom"].goal("checkin G-1 84")
    assert "84" not in grace.goal("overview").words
    assert "84 of 90 %" in rungs.users["tom"].goal("overview").words


def test_a_figure_that_adds_up_is_made_of_what_the_reader_may_see(rungs, grace):
    ours = rungs.seed_goal("tom", "80 chats", baseline=0, target=80, tier=Tier.TEAM)
    rungs.seed_goal("maya", "40 chats", baseline=0, target=40, under=ours)
    rungs.users["maya"].goal("checkin G-2 10")
    assert "chats a day, from the goal under it" in rungs.users["tom"].goal("overview").words
    assert "chats" not in grace.goal("overview").words


def test_a_click_opens_the_team_as_its_reader_may_see_it(rungs, grace):
    busy(rungs)
    shown = grace.goal("overview")
    team = grace.click(shown, "Open", near="Care")
    assert "asked at 09:30" in team.words
    assert "chats" not in team.words and "I'm on it" not in team.words
    own = rungs.users["tom"].goal("overview")
    assert "🔴 Ben" in rungs.users["tom"].click(own, "Open", near="Care").words
    forged = rungs.users["maya"].click(shown.screen, "Open", near="Night", forged=True)
    assert "is for their leads" in forged.words


def test_the_csv_has_what_is_shown_and_no_formula(rungs, grace):
    busy(rungs)
    rungs.seed_team("=HYPERLINK(1), ```&<b>", lead="lea", channel="odd")
    words = grace.click(grace.goal("overview"), "As CSV").words
    assert words == grace.goal("overview csv").words
    assert (
        "Team,People,Reported this week,Rungs this week,Blocked,At risk,Inputs open,"
        '"Oldest input, days",Team goal,Target,Unit,Last weeks'
    ) in words
    assert "Care,4,4,1,1,1,1,1,86,90,%,▁▂▅" in words
    assert "\"'=HYPERLINK(1), '''&amp;&lt;b&gt;\",1,0,0,0,0,0,,,,," in words
    for name in ("Maya", "Ben", "Tom"):
        assert name not in words


def test_fifty_teams_fit_on_pages_and_cost_no_more_statements(rungs, grace):
    rungs.seed_goal("tom", tier=Tier.TEAM)
    rungs.users["tom"].goal("checkin G-1 26")
    rungs.seed_goal("maya")
    rungs.users["maya"].goal("checkin G-2 26 blocked")
    with count_statements(rungs.deps.engine) as few:
        grace.goal("overview")
    for n in range(50):
        rungs.seed_team(f"{n:02} {'<&>' * 25}", lead="tom", members=["maya"], channel=f"c{n}")
    with count_statements(rungs.deps.engine) as many:
        shown = grace.goal("overview")
    assert len(many) == len(few) <= 20
    first = list(lines(shown))
    second = list(lines(grace.click(shown, "Next page")))
    assert (len(first), len(second)) == (40, 13)
    assert first + second == sorted(first + second, key=str.casefold)
    assert list(lines(grace.click(shown, "Page before"))) == first
    assert len(grace.goal("overview csv").words.splitlines()) > 53


def test_bars_grow_toward_the_target_whichever_way_it_lies(rungs, grace):
    rungs.at("2026-11-09 12:00", tick=False)
    rungs.seed_goal(
        "tom", "Wait", measure=Measure(unit="seconds"), baseline=60, target=40, tier=Tier.TEAM
    )
    for day, value in (("09", 60), ("16", 55), ("23", Decimal("41"))):
        rungs.at(f"2026-11-{day} 13:00", tick=False)
        rungs.users["tom"].goal(f"checkin G-1 {value}")
    assert "▁▂▇" in lines(grace.goal("overview"))["Care"]
