"""All open goals of a day, reported in one form; and who sees what is reported."""

from datetime import date

import pytest
from sqlalchemy import update

from goals.goal import Combine, Confidence, Goal, Measure, MeasureKind, Tier, Visibility
from goals.people import Actor
from handlers import climb_together
from store import check_ins, ladders, tables
from tests.privacy.cast import alter
from tests.support.people import Outcome, User
from tests.support.rungs import Rungs

ONCE = Measure(MeasureKind.DONE)
RATING = Measure(MeasureKind.RATING)
CHATS, ARTICLE, CALM = "Reply to 40 chats a day · G-1", "Write an article · G-2", "Stay calm · G-3"


@pytest.fixture
def maya(rungs: Rungs) -> User:
    """Maya of the Care team, on Monday at half past nine, with three goals."""
    rungs.user("maya", locale="en-GB")
    rungs.seed_team("Care", lead="tom", members=["maya", "ana"])
    rungs.seed_goal("maya", rungs=(30, 35))
    rungs.seed_goal("maya", "Write an article", measure=ONCE, baseline=0, target=4)
    rungs.seed_goal("maya", "Stay calm", measure=RATING, baseline=3, target=5)
    rungs.at("2026-11-23 09:30")
    return rungs.users["maya"]


def log_all(maya: User) -> Outcome:
    return maya.click(maya.inbox[0], "Log all")


def reports(rungs: Rungs, number: int) -> list[tuple[str, str, Confidence, str]]:
    """(day, value, how it looks, note) of each."""
    with rungs.deps.read() as tx:
        found = ladders.by_number(tx, 1, number)
        assert found
        of_goal = check_ins.of_goal(tx, found.id)
    return [(c.day.isoformat(), f"{c.value:f}", c.confidence, c.note) for c in of_goal]


def values(rungs: Rungs, *numbers: int) -> list[list[str]]:
    return [[value for _, value, _, _ in reports(rungs, number)] for number in numbers]


def test_one_form_answers_all_goals_and_the_message_becomes_its_summary(rungs, maya):
    form = log_all(maya)
    assert list(form.view.labels.values()) == [CHATS, ARTICLE, CALM]
    assert "Last: 25 chats a day" in form.words
    assert "Your team sees the number. Your note is seen by you and your leads." in form.words
    done = maya.submit(form, {CHATS: "31 two away", ARTICLE: "Done", CALM: "4 · mostly"})
    assert done.closed
    [message] = maya.inbox
    assert "That's today done." in message.words
    assert "31 chats a day, on track. “two away”" in message.words
    assert "Rung 1 of 3 reached" in message.words
    assert "Log all" not in message.buttons
    assert values(rungs, 1, 2, 3) == [["31"], ["1"], ["4"]]
    rungs.later(minutes=3)
    assert len(rungs.slack.messages(rungs.channels["care"].id)) == 1


def test_an_empty_field_leaves_its_goal_open(rungs, maya):
    maya.submit(log_all(maya), {ARTICLE: "Not yet"})
    message = maya.inbox[0]
    assert "Two goals still open" in message.words
    assert values(rungs, 1, 2, 3) == [[], ["0"], []]
    form = maya.click(message, "Log all")
    assert list(form.view.labels.values()) == [CHATS, CALM], "what was answered is not asked again"
    maya.submit(form, {CHATS: "28"})
    assert "Log all" not in message.buttons, "one is left, with its own buttons"


def test_nothing_filled_in_is_said(rungs, maya):
    form = log_all(maya)
    refused = maya.submit(form)
    assert "Nothing is filled in yet" in refused.words and not refused.closed


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("lots", 'can\'t read "lots" as a number of chats a day'),
        ("42x", "can't read"),
        ("-5", "below zero"),
        ("31 32", "two numbers"),
        ("G-2 31", "can't read"),
        ("4:30", "is a time"),
        ("31 yesterday was busy", 'Is "yesterday" the day'),
    ],
)
def test_what_cannot_be_read_refuses_the_whole_and_keeps_nothing(rungs, maya, typed, told):
    refused = maya.submit(log_all(maya), {CHATS: typed, ARTICLE: "Done", CALM: "4 · mostly"})
    [(name, error)] = refused.errors.items()
    assert name.startswith("value-") and told in error and "Nothing was changed" in error
    assert values(rungs, 1, 2, 3) == [[], [], []]


def test_each_field_that_cannot_be_read_says_so(rungs, maya):
    rungs.seed_goal("maya", "Call back", baseline=5, target=9)
    refused = maya.submit(log_all(maya), {CHATS: "many", "Call back · G-4": "few"})
    assert len(refused.errors) == 2


@pytest.mark.parametrize(
    ("typed", "report"),
    [
        ("31", ("2026-11-23", "31", Confidence.ON_TRACK, "")),
        ("31 chats", ("2026-11-23", "31", Confidence.ON_TRACK, "")),
        ("at risk 31", ("2026-11-23", "31", Confidence.AT_RISK, "")),
        ("31 at risk, two away", ("2026-11-23", "31", Confidence.AT_RISK, "two away")),
        ("blocked no access", ("2026-11-23", "25", Confidence.BLOCKED, "no access")),
        ("+5", ("2026-11-23", "30", Confidence.ON_TRACK, "")),
        ("G-1 31", ("2026-11-23", "31", Confidence.ON_TRACK, "")),
        ("31 today", ("2026-11-23", "31", Confidence.ON_TRACK, "")),
        ("31 for Friday", ("2026-11-20", "31", Confidence.ON_TRACK, "")),
    ],
)
def test_a_field_reads_what_a_direct_message_reads(rungs, maya, typed, report):
    with rungs.deps.begin() as tx:
        tx.execute(update(tables.goal).values(start=date(2026, 11, 1)))
    maya.submit(log_all(maya), {CHATS: typed, ARTICLE: "Done"})
    assert reports(rungs, 1) == [report]
    assert values(rungs, 2) == [["1"]]


def test_same_says_what_was_reported_last(rungs, maya):
    maya.goal("checkin G-1 28")
    rungs.at("2026-11-24 09:30")
    maya.submit(maya.click(maya.inbox[-1], "Log all"), {CHATS: "same"})
    assert [value for _, value, _, _ in reports(rungs, 1)] == ["28", "28"]


def test_numbers_far_from_all_others_are_asked_about_in_one_step(rungs, maya):
    rungs.seed_goal("maya", "Call back", baseline=5, target=9)
    form = log_all(maya)
    fields = {CHATS: "5000 big day", "Call back · G-4": "700", ARTICLE: "Done"}
    asked = maya.submit(form, fields)
    assert "That's 5,000 chats a day; the last was 25" in asked.words and "big day" in asked.words
    assert "That's 700" in asked.words
    assert values(rungs, 1, 2, 4) == [[], ["1"], []], "what is plain is noted"
    assert "Three goals still open" in maya.inbox[0].words
    yes, no = asked.view.labels
    done = maya.submit(asked, {yes: "Yes, 5,000", no: "No, that was a slip"})
    assert done.closed
    assert values(rungs, 1, 4) == [["5000"], []]
    assert "5,000 chats a day" in maya.inbox[0].words
    rungs.again(done)
    assert values(rungs, 1, 4) == [["5000"], []]


def test_handed_in_twice_it_counts_once_and_a_correction_stays(rungs, maya):
    handed = maya.submit(log_all(maya), {CHATS: "28", ARTICLE: "Done"})
    maya.goal("checkin G-1 29")
    rungs.again(handed)
    assert values(rungs, 1, 2) == [["29"], ["1"]]


def test_a_goal_that_ended_meanwhile_refuses_the_whole(rungs, maya):
    form = log_all(maya)
    maya.click(maya.goal("close G-2"), "Done")
    refused = maya.submit(form, {CHATS: "28", ARTICLE: "Done"})
    [(name, _)] = refused.errors.items()
    assert name.startswith("value-")
    assert values(rungs, 1) == [[]]


def test_who_is_blocked_in_the_form_is_heard(rungs, maya):
    maya.submit(log_all(maya), {CHATS: "31 blocked no access", ARTICLE: "Done"})
    rungs.tick()
    assert any("no access" in message.words for message in rungs.users["tom"].inbox)


class TestWhatAGoalNeedsBesides:
    @pytest.fixture(autouse=True)
    def needs(self, rungs: Rungs, maya: User) -> Goal:
        percent = Measure(MeasureKind.NUMBER, "%")
        made = rungs.seed_goal("maya", "CSAT", measure=percent, baseline=80, target=90)
        alter(rungs, "goal", {"id": made.id}, min_answers=30, guard_name="AHT", guard_limit=6,
              guard_unit="minutes", guard_is_floor=False)  # fmt: skip
        return made

    def test_has_fields_of_its_own(self, rungs, maya):
        form = log_all(maya)
        assert "From how many answers · G-4" in form.view.labels.values()
        csat = {"CSAT · G-4": "85", "From how many answers · G-4": "40", "AHT today · G-4": "5"}
        maya.submit(form, {**csat, CHATS: "28"})
        with rungs.deps.read() as tx:
            goal = ladders.by_number(tx, 1, 4)
            [said] = check_ins.of_goal(tx, goal.id)
        assert (f"{said.value:f}", said.answers, f"{said.partner:f}") == ("85", 40, "5")

    def test_cannot_stand_without_the_number(self, rungs, maya):
        refused = maya.submit(log_all(maya), {"From how many answers · G-4": "40", CHATS: "28"})
        assert "needed" in refused.words
        refused = maya.submit(
            log_all(maya),
            {"CSAT · G-4": "85", "From how many answers · G-4": "x", "AHT today · G-4": "y"},
        )
        assert len(refused.errors) == 2
        assert values(rungs, 1, 4) == [[], []]


def test_a_lot_of_goals_are_all_asked(rungs, maya):
    for number in range(45):
        made = rungs.seed_goal("maya", f"Goal {number} " + "&" * 180, baseline=5, target=9)
        if number < 30:
            alter(rungs, "goal", {"id": made.id}, min_answers=30)
    rungs.at("2026-11-24 09:30")
    message = maya.inbox[-1]
    while "Log all" in message.buttons:
        form = maya.click(message, "Log all")
        fields = {name: "6" for name in form.view.labels if name.startswith("value-")}
        special = {"value-1": "28", "value-2": "Done", "value-3": "1 · not at all"}
        fields |= {name: value for name, value in special.items() if name in fields}
        assert maya.submit(form, fields).closed
    assert "That's today done." in message.words
    assert values(rungs, 1, 2, 3, 20, 48) == [["28"], ["1"], ["1"], ["6"], ["6"]]


def test_the_reminders_list_and_the_command_offer_it_too(rungs, maya):
    rungs.at("2026-11-23 12:30")
    listed = maya.click(maya.inbox[-1], "Show them")
    assert "Log all" in listed.buttons
    answer = maya.goal("today")
    maya.submit(maya.click(answer, "Log all"), {CHATS: "28", ARTICLE: "Done", CALM: "3"})
    rungs.tick()
    assert "That's today done." in maya.inbox[0].words


def test_where_all_was_answered_meanwhile_the_message_says_so(rungs, maya):
    message = maya.inbox[0]
    maya.dm("28, done, 4")
    assert "Log all" in message.buttons, "the edit is on its way"
    maya.click(message, "Log all")
    assert "That's today done." in message.words


def test_a_day_that_is_too_long_ago_is_not_asked(rungs, maya):
    message = maya.inbox[0]
    rungs.at("2026-12-08 09:30", tick=False)
    assert "too long ago" in maya.click(message, "Log all").words


def test_on_a_shared_goal_each_reports_their_part(rungs, maya):
    ana = rungs.users["ana"]
    share(rungs, 1, maya.actor, ana.actor)
    rungs.seed_goal("ana", "Call back", baseline=5, target=9)
    form = ana.click(ana.goal("today"), "Log all")
    assert "Your part." in form.words
    ana.submit(form, {CHATS: "12", "Call back · G-4": "6"})
    assert "12" in maya.goal("show G-1").words
    assert [value for _, value, _, _ in reports(rungs, 1)] == ["12"]


def share(rungs: Rungs, number: int, owner: Actor, other: Actor) -> None:
    with rungs.deps.begin() as tx:
        goal = ladders.by_number(tx, 1, number)
        assert goal
        climb_together.share(tx, goal, owner, Combine.SUM, [], rungs.now)
        climb_together.join(tx, ladders.by_id(tx, goal.id), other, rungs.now)


def test_somebody_elses_form_records_nothing(rungs, maya):
    form = log_all(maya)
    refused = rungs.users["ana"].submit(form.view, {CHATS: "28"}, forged=True)
    assert refused.errors
    assert values(rungs, 1) == [[]]


def test_its_label_typed_shows_the_goals_with_the_button(rungs, maya):
    assert "Log all" in maya.dm("log all").buttons
    assert "Log all" in maya.dm("Log all").buttons


class TestWhoSeesThis:
    def test_stands_in_full_on_the_first_day_and_behind_a_button_later(self, rungs, maya):
        first = maya.inbox[0]
        assert "Your notes are seen by you and your leads." in first.words
        assert "Who sees this" not in first.buttons
        rungs.at("2026-11-24 09:30")
        assert "Your notes are seen" not in maya.inbox[-1].words
        told = maya.click(maya.inbox[-1], "Who sees this")
        assert told.answer and told.answer.ephemeral_to == maya.id
        assert "Your team sees the number. Your note is seen by you and your leads." in told.words
        assert "Write an article G-2" in told.words
        maya.click(first, "Done", near="Write an article")
        assert "Your notes are seen" in first.words, "that day stays the first"

    def test_stands_in_full_for_who_was_not_asked_for_long(self, rungs, maya):
        rungs.at("2027-01-25 09:30", tick=False)
        rungs.seed_goal("maya", "Start again", due="2027-03-01")
        assert "Your notes are seen by you and your leads." in maya.goal("").words

    def test_is_true_of_each_goal(self, rungs, maya):
        ana = rungs.users["ana"]
        for words, fields in (
            ("Mine", {"visibility": Visibility.ME}),
            ("For leads", {"visibility": Visibility.LEADS}),
            ("Ours", {"tier": Tier.TEAM}),
            ("All of us", {"tier": Tier.ORGANISATION}),
        ):
            rungs.seed_goal("maya", words, **fields)
        below = rungs.seed_goal("ana", "Below", under=seeded(rungs, 6))
        shared = rungs.seed_goal("ana", "Together")
        share(rungs, shared.number, ana.actor, maya.actor)
        ana.goal(f"checkin {below.key} 30")
        told = maya.goal("readers").words
        for sentence, goal in (
            ("Only you see this.", "Mine G-4"),
            ("Your leads and you see this, nobody else.", "For leads G-5"),
            ("Everybody here sees the number.", "All of us G-7"),
            ("Your team sees your part. Your note is seen by you and Ana and the leads.",
             "Together G-9"),
        ):  # fmt: skip
            behind = told.split(sentence)[1].split("*\n", 1)[1].split("\n*")[0]
            assert goal in behind, (sentence, behind)
        assert "Ours G-6. What adds up to it" in told

    def test_typed_it_answers_too(self, rungs, maya):
        assert "Who sees what you report" in maya.dm("Who sees this").words
        assert "report on no goal" in rungs.users["ana"].goal("readers").words


def seeded(rungs: Rungs, number: int) -> Goal:
    with rungs.deps.read() as tx:
        found = ladders.by_number(tx, 1, number)
    assert found
    return found
