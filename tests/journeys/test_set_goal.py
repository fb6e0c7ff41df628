"""Setting a goal from a sentence, or from nothing."""

from collections.abc import Iterator
from typing import Any
from xml.sax.saxutils import unescape

import pytest

from goals.goal import Visibility
from store import teams
from tests.support.people import User
from tests.support.rungs import Rungs


@pytest.fixture
def maya(rungs: Rungs) -> User:
    rungs.seed_team("Care", lead="tom", members=["maya"])
    return rungs.users["maya"]


SENTENCES = {
    "Reply to 40 chats a day, from 25, by 18 December": (
        "chats a day", "25", "40", "2026-12-18"
    ),
    "Achieve a 95% customer satisfaction rate within the next quarter": (
        "%", None, "95", "2027-03-31"
    ),
    "Decrease average response time by 20% by the end of the fiscal year": (
        "% of today's average response time", "100", "80", "2026-12-31"
    ),
    "Attain a first call resolution rate of 90% within six months": (
        "%", None, "90", "2027-05-23"
    ),
}  # fmt: skip


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_fills_the_form_so_that_it_can_be_set_as_it_is(rungs, maya, sentence):
    unit, baseline, target, due = SENTENCES[sentence]
    form = maya.goal(f"new {sentence}")
    fields = maya.more(form).view.fields
    assert (fields["statement"], fields["unit"]) == (sentence, unit)
    assert (fields["target"], fields["due"]) == (target, due)
    assert fields["baseline"], "the form is full"
    assert baseline in (None, fields["baseline"])
    done = maya.start(maya.submit(form))
    assert done.errors == {}
    assert "G-1 is set" in done.view.title
    assert sentence in maya.goal("list").words


@pytest.mark.parametrize("now", ["2026-12-31 09:00", "2028-02-29 09:00", "2027-03-31 23:30"])
@pytest.mark.parametrize("sentence", SENTENCES)
def test_whatever_the_date_it_is(rungs, maya, sentence, now):
    rungs.at(now, tick=False)
    done = maya.start(maya.submit(maya.goal(f"new {sentence}")))
    assert done.errors == {}
    assert "G-1 is set" in done.view.title


def test_the_fiscal_year_is_the_teams(rungs):
    rungs.seed_team("Field", lead="ravi", channel="field", fiscal_first_month=4)
    form = rungs.users["ravi"].goal("new Cut response time by 20% by the end of the fiscal year")
    assert form.view.fields["due"] == "2027-03-31"


def test_in_a_channel_it_is_that_channels_teams_for_who_is_on_it(rungs, maya):
    rungs.seed_team("Field", lead="ravi", channel="field", members=["maya"], fiscal_first_month=4)
    rungs.seed_team("Sales", lead="ana", channel="sales")
    words = "new Cut response time by 20% by the end of the fiscal year"
    due, team = "2027-03-31", rungs.users["ravi"].actor.home
    there = maya.goal(words, channel="field")
    assert there.view.fields["due"] == due and "· Field" in there.words
    assert maya.more(there).view.fields["team"] == str(team.id)
    maya.start(maya.submit(there))
    assert "Cut response time" in rungs.users["ravi"].goal("show G-1").words
    assert "don't know a goal" in rungs.users["tom"].goal("show G-1").words
    for elsewhere in ("care", "sales", None):
        form = maya.goal(words, channel=elsewhere)
        assert "· Care" in form.words, elsewhere


def test_a_ladder_with_names_and_dates(rungs, maya):
    form = maya.goal("new Reply to 40 chats a day, from 25, by 18 December")
    review = maya.submit(form, {"Rungs": "30 Warm by 1 Dec, 35", "Why it matters": "Nobody waits."})
    assert review.view.title == "Ready to start"
    done = maya.submit(review)
    assert "30 chats a day (Warm)" in done.words
    assert "Tue 1 Dec" in done.words
    card = maya.goal("show G-1").words
    assert "◐  1. 30 chats a day (Warm) · by Tue 1 Dec" in card
    assert "○  3. 40 chats a day · top" in card
    assert ">Nobody waits." in card


def test_what_does_not_hold_is_said_at_its_field_and_nothing_typed_is_lost(rungs, maya):
    form = maya.goal("new Reply to 40 chats a day, from 25, by 18 December")
    outcome = maya.submit(form, {"To": "a lot", "Why it matters": "x" * 1001})
    assert outcome.errors.keys() == {"target", "purpose"}
    assert "a lot" in outcome.errors["target"]
    assert not outcome.closed
    assert maya.goal("list").words.startswith("No goal yet")


def test_a_date_that_is_over_is_named_and_left_to_be_chosen(rungs, maya):
    form = maya.goal("new Reply to 40 chats a day by 18 December 2019")
    assert "Wed 18 Dec 2019 is over already" in form.words
    assert form.view.fields["due"] is None


def test_the_same_form_sent_twice_sets_one_goal(rungs, maya):
    outcome = maya.submit(maya.goal("new Reply to 40 chats a day, from 25, by 18 December"))
    again = rungs.again(outcome)
    assert again.view.words == outcome.view.words, "the same review"
    started = maya.start(again)
    assert "G-1 is set" in started.view.title
    assert "G-1 is set" in rungs.again(started).view.title
    listed = maya.goal("list").words
    assert "G-1" in listed and "G-2" not in listed


def test_without_a_team_the_form_says_that_only_they_see_it(rungs):
    noor = rungs.user("noor")
    form = noor.goal("new Reply to 40 chats a day, from 25, by 18 December")
    assert "only you will see this goal" in form.words
    noor.start(noor.submit(form))
    rungs.seed_team("Care", lead="tom")
    assert "don't know a goal G-1" in rungs.users["tom"].goal("show G-1").words


def test_somebody_new_is_asked_the_next_working_day(rungs):
    noor = rungs.user("noor")
    done = noor.start(
        noor.submit(noor.goal("new Reply to 40 chats a day, from 25, by 18 December"))
    )
    assert "ask you first on Mon 23 Nov at 09:30" in done.words
    rungs.at("2026-11-23 09:30")
    assert len(noor.inbox) == 1


@pytest.mark.parametrize("visibility", Visibility)
def test_who_can_see_it_is_who_sees_it(rungs, maya, visibility):
    rungs.seed_team("Field", lead="ravi", channel="field")
    rungs.meet("ana")
    form = maya.goal("new Speak up in the round, from 0 to 3 times, by 18 December")
    maya.start(maya.submit(form, {"visibility": visibility.value}))
    sees = {
        name: "Speak up" in rungs.users[name].goal("show G-1").words
        for name in ("maya", "tom", "ravi", "ana")
    }
    assert sees == {
        "maya": True,
        "tom": visibility is not Visibility.ME,
        "ravi": False,
        "ana": False,
    }


HOSTILE = ["<!channel>", "<!here>", "<!subteam^S1>", "<@U1>", "<http://x|y>", "&amp; *b* `c`"]


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_come_out_as_words(rungs, maya, words):
    form = maya.goal("new")
    review = maya.submit(
        form,
        {
            "Goal": words,
            "Why it matters": words,
            "Measure": "A number",
            "Unit": words[:40],
            "From": "1",
            "To": "3",
            "Due": "2026-12-18",
            "Rungs": f"2 {words}",
        },
    )
    maya.start(review, {"Partner measure": f"{words} at least 2%"})
    maya.goal(f"checkin G-1 3 {words}, {words} 2% {words}")
    rungs.later(minutes=3)
    shout = rungs.slack.messages(rungs.channels["care"].id)[0]
    screens = [shout, maya.goal("show G-1").screen, maya.goal("list").screen, maya.open_home()]
    assert words in unescape(review.words)
    for mrkdwn in _mrkdwn(review.blocks):  # what is prefilled in its fields is plain text
        assert not any(mark in mrkdwn for mark in ("<!", "<@", "<http"))
    for screen in screens:
        raw = str(screen.blocks) + getattr(screen, "text", "")
        for mark in ("<!", "<@", "<http"):
            assert mark not in raw
        assert words in unescape(screen.words)


def _mrkdwn(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        if part.get("type") == "mrkdwn":
            yield part["text"]
        for value in part.values():
            yield from _mrkdwn(value)
    elif isinstance(part, list):
        for piece in part:
            yield from _mrkdwn(piece)


def test_right_to_left_and_emoji_are_fine(rungs, maya):
    form = maya.goal("new")
    values = {"Goal": "להגיב ל־40 פניות 🌱", "From": "25", "To": "40", "Due": "2026-12-18"}
    maya.start(maya.submit(form, values))
    assert "🌱" in maya.goal("list").words


# The short form, and the long one behind "More"


FIVE = ["Goal", "From", "To", "Due", "Why it matters", "More"]


def test_the_form_asks_for_five_things_and_says_the_rest_in_a_line(rungs, maya):
    form = maya.goal("new Reply to 40 chats a day, from 25, by 18 December")
    assert list(form.view.labels.values()) == [
        "Goal",
        "From",
        "To",
        "Due",
        "Why it matters",
        "More",
    ]
    assert "In chats a day · asked every working day · seen by your team · Care" in form.words


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("new", "Asked every working day · seen by your team · Care"),
        ("new CSAT of 90%, from 82%, by March", "In % · asked every working day"),
        ("new Write an article every week by 18 December", "Done / not done · asked on Fridays"),
        ("new Coach Ben every Tuesday by 18 December", "Done / not done · asked on Tuesdays"),
        ("new Rate my tone 4 by March", "Your own rating, 1 to 5 · asked"),
        (
            "new personal Learn 5 words a day, from 3, by March",
            "Personal · in words a day · asked every working day · seen by you alone",
        ),
    ],
)
def test_what_holds_unless_one_says_otherwise(rungs, maya, words, line):
    assert line in maya.goal(words).words


def test_behind_more_everything_is_there_and_nothing_typed_is_lost(rungs, maya):
    form = maya.goal("new Write an article every week by 18 December")
    typed = {
        "Goal": "Write up what we learnt, every week",
        "From": "0",
        "To": "6",
        "Why it matters": "We",
    }
    longer = maya.more(form, typed)
    fields = longer.view.fields
    assert [fields[n] for n in ("statement", "baseline", "target", "purpose")] == [*typed.values()]
    assert (fields["due"], fields["measure"], fields["days"]) == ("2026-12-18", "done", ["4"])
    assert (fields["whose"], fields["visibility"]) == ("individual", "team")
    assert {"rungs", "unit", "answers", "partner", "together", "combine"} <= fields.keys()
    assert longer.view.title == "New goal" and maya.goal("list").words.startswith("No goal yet")
    done = maya.start(maya.submit(longer, {"Rungs": "2, 4", "Ask me on": ["Monday", "Friday"]}))
    assert "2 times" in done.words and "6 times · top" in done.words


UNITS = [
    ("Reply faster", "25 chats a day", "40 chats a day", "from 25 to 40 chats a day"),
    ("Be liked", "82%", "90 %", "from 82 % to 90 %"),
    ("Be liked", "82", "90%", "from 82 % to 90 %"),
    ("Be quick", "7 min", "5", "from 7 to 5 minutes"),
    ("Sell", "$100", "$200", "from $100 to $200"),
    ("Reply to 40 chats a day", "25", "45", "from 25 to 45 chats a day"),
    ("Reply to 40 chats a day", "", "", "to 40 chats a day"),
    ("Reply to 40 chats a day, from 25", "", "", "from 25 to 40 chats a day"),
    ("Call Mr Smith back", "", "", "done / not done"),
    ("Take calls", "12 calls", "20", "from 12 to 20 calls"),
]


@pytest.mark.parametrize(("goal", "start", "to", "way"), UNITS)
def test_the_unit_is_read_from_the_figures_or_the_sentence(rungs, maya, goal, start, to, way):
    values = {"Goal": goal, "From": start, "To": to, "Due": "2026-12-18"}
    review = maya.submit(maya.goal("new"), {name: value or None for name, value in values.items()})
    assert review.errors == {}
    assert f"\n{way} · due Fri 18 Dec" in review.words


def test_without_a_number_anywhere_it_is_asked_for_at_its_field(rungs, maya):
    values = {"Goal": "Improve CSAT", "Due": "2026-12-18"}
    refused = maya.submit(maya.goal("new"), values)
    assert refused.errors.keys() == {"target", "baseline"}


def test_what_is_filled_in_is_there_when_a_draft_is_taken_up(rungs, maya):
    form = maya.goal("new Reply to 40 chats a day, from 25, by 18 December")
    maya.submit(form, {"Rungs": "30", "Ask me on": ["Monday"]})
    again = maya.click(maya.goal("list"), "Take it up")
    assert again.view.fields["rungs"] == "30" and "asked on Mondays" in again.words
    typed = {"Goal": "Answer emails in 20 minutes", "From": "30", "To": "20", "Rungs": None}
    review = maya.submit(again, typed)
    assert "from 30 to 20 minutes" in review.words, "another sentence counts something else"


def test_what_is_off_behind_more_brings_the_long_form_with_all_that_was_typed(rungs, maya):
    tom = rungs.users["tom"]
    tom.submit(tom.goal("new Team CSAT of 90 %, from 78, by 18 December"), whose="team")
    again = tom.click(tom.goal("list"), "Take it up")
    rungs.seed_team("Field", lead="ana", channel="field", members=["tom"])
    with rungs.deps.begin() as tx:
        teams.set_members(tx, tom.actor.home, {tom.person.id: False, maya.person.id: True})
    longer = tom.submit(again, {"Why it matters": "Callers should hang up lighter."})
    assert "A team's goal is set by a lead" in longer.words
    assert longer.view.fields["purpose"] == "Callers should hang up lighter."
    review = tom.submit(longer, whose="individual")
    assert "from 78 % to 90 %" in review.words


def test_by_sunday_does_not_stand_for_ever(rungs):
    rungs.seed_team("Care", lead="tom", members=["maya"])
    maya = rungs.users["maya"]
    form = maya.goal("new Call back 3 customers a day, from 1, by Sunday")
    maya.start(maya.submit(form))
    rungs.at("2026-11-25 09:30")
    card = maya.goal("show G-1").words
    assert (
        "*Call back 3 customers a day, from 1, by 29 November*" in card and "due Sun 29 Nov" in card
    )
