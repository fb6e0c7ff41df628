"""Reports in words: several at once, for other days, and numbers that are far from all others."""

import pytest

from goals.goal import Confidence, Goal, Measure, MeasureKind
from store import check_ins, held_reports, ladders
from tests.support.people import Outcome, User
from tests.support.rungs import Rungs

ONCE = Measure(MeasureKind.DONE)
PERCENT = Measure(MeasureKind.NUMBER, "%")
SCORE = Measure(MeasureKind.NUMBER, "score")
MINUTES = Measure(MeasureKind.NUMBER, "minutes")


@pytest.fixture
def maya(rungs: Rungs) -> User:
    """Maya of the Care team, on Wednesday at half past nine, with 25 of 40 chats."""
    rungs.user("maya", locale="en-GB")
    rungs.seed_team("Care", lead="tom", members=["maya", "ana"])
    rungs.seed_goal("maya", rungs=(30, 35))
    rungs.at("2026-12-02 09:30")
    return rungs.users["maya"]


def goal(rungs: Rungs, number: int = 1) -> Goal:
    with rungs.deps.read() as tx:
        found = ladders.by_number(tx, 1, number)
    assert found
    return found


def reports(rungs: Rungs, number: int = 1) -> list[tuple[str, str, str]]:
    """(day, value, note) of each."""
    with rungs.deps.read() as tx:
        of_goal = check_ins.of_goal(tx, goal(rungs, number).id)
    return [(c.day.isoformat(), f"{c.value:f}", c.note) for c in of_goal]


def typed(who: User, words: str) -> list[Outcome]:
    """The same words as a command, and in a direct message."""
    return [who.goal(f"checkin {words}"), who.dm(words)]


class TestSeveralAtOnce:
    @pytest.fixture(autouse=True)
    def article(self, rungs: Rungs, maya: User) -> None:
        rungs.seed_goal("maya", "Write an article", measure=ONCE, baseline=0, target=4)

    @pytest.mark.parametrize(
        "words",
        [
            "G-1 28, G-2 done tired",
            "G-1 28; G-2 done tired",
            "G-1 28\nG-2 done tired",
            "g1 28 and G-2: done tired",
            "G-1 28 G-2 done tired",
        ],
    )
    def test_each_goal_gets_its_own(self, rungs, maya, words):
        for number, answer in enumerate(typed(maya, words)):
            assert "28 chats a day" in answer.words and "Done" in answer.words, number
        assert reports(rungs) == [("2026-12-02", "28", "")]
        assert reports(rungs, 2) == [("2026-12-02", "1", "tired")]

    def test_or_in_the_order_of_the_daily_message(self, rungs, maya):
        maya.dm("31, done")
        assert reports(rungs) == [("2026-12-02", "31", "")]
        assert reports(rungs, 2) == [("2026-12-02", "1", "")]

    @pytest.mark.parametrize(
        "words", ["G-1 28, G-2 eleven", "G-1 28, G-99 done", "G-1 28x, G-2 done", "G-1 28; G-2"]
    )
    def test_what_cannot_be_read_keeps_nothing_of_it(self, rungs, maya, words):
        for answer in typed(maya, words):
            assert "Nothing was changed" in answer.words
        assert reports(rungs) == reports(rungs, 2) == []

    def test_a_comma_in_a_note_is_no_second_report(self, rungs, maya):
        maya.goal("checkin G-1 42, quiet day, 3 escalations")
        assert reports(rungs) == [("2026-12-02", "42", "quiet day, 3 escalations")]
        maya.goal("checkin G-1 28 thanks to the macros of G-2, really")
        assert reports(rungs)[0][2] == "thanks to the macros of G-2, really"
        assert reports(rungs, 2) == []

    def test_two_numbers_for_one_goal_are_asked_about(self, rungs, maya):
        assert "two numbers" in maya.goal("checkin G-1 42, 43").words
        assert reports(rungs) == []

    def test_two_days_of_one_goal(self, rungs, maya):
        maya.goal("checkin G-1 yesterday 27, G-1 28")
        assert reports(rungs) == [("2026-12-01", "27", ""), ("2026-12-02", "28", "")]


@pytest.mark.parametrize(
    ("words", "day", "value", "note"),
    [
        ("G-1 yesterday 27", "2026-12-01", "27", ""),
        ("27 yesterday", "2026-12-01", "27", ""),
        ("27 yesterday, busy", "2026-12-01", "27", "busy"),
        ("27 for Friday", "2026-11-27", "27", ""),
        ("27 chats for Friday: macros helped", "2026-11-27", "27", "macros helped"),
        ("Friday 27", "2026-11-27", "27", ""),
        ("last Friday: 27", "2026-11-27", "27", ""),
        ("26 Nov 27", "2026-11-26", "27", ""),
        ("Nov 26: 27 quiet", "2026-11-26", "27", "quiet"),
        ("27 on 26 Nov", "2026-11-26", "27", ""),
        ("27 at risk for Tuesday", "2026-12-01", "27", ""),
        ("2026-11-26 27", "2026-11-26", "27", ""),
        ("26/11 27", "2026-11-26", "27", ""),
        ("1/12 27", "2026-12-01", "27", ""),
        ("27 today", "2026-12-02", "27", ""),
        ("today 27 yesterday was worse", "2026-12-02", "27", "yesterday was worse"),
        ("27 Tuesday was awful", "2026-12-02", "27", "Tuesday was awful"),
        ("27 26 tickets were reopened", "2026-12-02", "27", "26 tickets were reopened"),
    ],
)
def test_a_day_inside_a_report_is_the_day_that_it_is_for(rungs, maya, words, day, value, note):
    for answer in typed(maya, words):
        assert "27 chats a day" in answer.words
    assert reports(rungs) == [(day, value, note)]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("27 yesterday was busy", "today 27"),
        ("27 for Friday's release", "27 chats a day"),
        ("31 Nov 27", "can't tell which day"),
        ("Nov 30 2025 27", "too long ago"),
        ("1 Nov 27", "too long ago"),
    ],
)
def test_a_day_that_may_be_none_is_asked_about(rungs, maya, words, told):
    assert told in maya.goal(f"checkin G-1 {words}").words


@pytest.mark.parametrize(
    ("words", "value", "confidence", "note"),
    [
        ("at risk, 28", "28", Confidence.AT_RISK, ""),
        ("at-risk 28 two away", "28", Confidence.AT_RISK, "two away"),
        ("28 at-risk", "28", Confidence.AT_RISK, ""),
        ("28 on-track", "28", Confidence.ON_TRACK, ""),
        ("blocked 28 no access", "28", Confidence.BLOCKED, "no access"),
        ("28 blocked no access", "28", Confidence.BLOCKED, "no access"),
        ("blocked 3 days now", "25", Confidence.BLOCKED, "3 days now"),
        ("blocked no access", "25", Confidence.BLOCKED, "no access"),
        ("+5", "30", Confidence.ON_TRACK, ""),
        ("28\u00a0chats", "28", Confidence.ON_TRACK, ""),
        ("28\u200b", "28", Confidence.ON_TRACK, ""),
        ("\u200b28\u2009chats", "28", Confidence.ON_TRACK, ""),
        ("29.99999", "29.9999", Confidence.ON_TRACK, ""),
    ],
)
def test_states_signs_and_blanks(rungs, maya, words, value, confidence, note):
    maya.dm(words)
    with rungs.deps.read() as tx:
        [said] = check_ins.of_goal(tx, goal(rungs).id)
    assert (f"{said.value:f}", said.confidence, said.note) == (value, confidence, note)
    assert goal(rungs).rungs[0].is_reached == (value == "30")


class TestANumberFarFromAllOthers:
    @pytest.mark.parametrize("words", ["5000", "5k", "401", "2", "0.9"])
    def test_is_asked_about_and_reaches_nothing(self, rungs, maya, words):
        for answer in typed(maya, f"{words} great day"):
            assert "the last was 25" in answer.words and "great day" in answer.words
        assert reports(rungs) == []
        rungs.later(minutes=5)
        assert not rungs.slack.messages(rungs.channels["care"].id)

    @pytest.mark.parametrize("words", ["311", "0", "4", "400"])
    def test_what_may_well_be_is_not(self, rungs, maya, words):
        assert "Nothing is noted" not in maya.goal(f"checkin {words}").words

    def test_is_noted_after_a_yes_as_it_was_typed(self, rungs, maya):
        asked = maya.goal("checkin yesterday 5000 at risk big day")
        answer = maya.click(asked, "Yes, 5,000")
        assert "5,000 chats a day, at risk" in answer.words
        assert reports(rungs) == [("2026-12-01", "5000", "big day")]
        rungs.again(answer)
        assert len(reports(rungs)) == 1

    def test_is_forgotten_after_a_no(self, rungs, maya):
        answer = maya.click(maya.dm("5000"), "No")
        assert "Nothing was noted for G-1" in answer.words
        assert reports(rungs) == []

    def test_is_nobody_elses_to_confirm(self, rungs, maya):
        asked = maya.goal("checkin 5000")
        rungs.users["ana"].click(asked, "Yes, 5,000", forged=True)
        assert "answered already" in asked.screen.words
        assert reports(rungs) == []

    def test_in_the_form_the_question_takes_its_place(self, rungs, maya):
        message = maya.inbox[-1]
        form = maya.submit(maya.click(message, "Log"), {"value": "5000", "note": "Wow"})
        assert "That's 5,000 chats a day" in form.words
        assert maya.submit(form, sure="No, that was a slip").closed
        assert reports(rungs) == []
        form = maya.submit(maya.click(message, "Log"), {"value": "5000", "note": "Wow"})
        maya.submit(form, sure="Yes, 5,000")
        assert reports(rungs) == [("2026-12-02", "5000", "Wow")]
        assert "5,000 chats a day" in message.words

    def test_a_report_that_nobody_confirms_is_forgotten_after_a_day(self, rungs, maya):
        maya.goal("checkin 5000")
        with rungs.deps.begin() as tx:
            assert held_reports.forget(tx, rungs.now) == 0
        rungs.later(days=1, minutes=1)
        with rungs.deps.begin() as tx:
            assert held_reports.forget(tx, rungs.now) == 1

    @pytest.mark.parametrize(
        ("measure", "start", "to", "words", "told"),
        [
            (SCORE, "4.0", "4.6", "92%", "can't read"),
            (SCORE, "4.0", "4.6", "45", "That's 45"),
            (SCORE, "4.0", "4.6", "9/10", "That's 9"),
            (SCORE, "4.0", "4.6", "4.3/5", "4.3"),
            (PERCENT, 82, 90, "0.87", "That's 0.87 %"),
            (PERCENT, 82, 95, "9/10", "90 %"),
            (PERCENT, 82, 90, "17 of 20", "85 %"),
            (PERCENT, 82, 90, "104%", "That's 104 %"),
            (PERCENT, "2.5", "0.5", "0.9", "0.9 %"),
            (MINUTES, 7, 5, "5 1/2", "5.5 minutes"),
            (MINUTES, 7, 5, "5 min 30", "5.5 minutes"),
            (MINUTES, 7, 5, "5:30", "5.5 minutes"),
            (MINUTES, 7, 5, "5m20s", "5:20 min"),
            (MINUTES, 7, 5, "0", "That's 0 minutes"),
            (Measure(unit="chats"), 25, 40, "4:30", "is a time"),
            (Measure(unit="chats"), 25, 40, "4m 30s", "is a time"),
            (Measure(unit="tickets"), 900, 1500, "1.200", "1,200 tickets"),
            (Measure(unit="tickets"), 900, 1500, "1 200", "1,200 tickets"),
            (Measure(unit="points"), 10, 30, "-2", "That's -2 points"),
        ],
    )
    def test_of_every_measure(self, rungs, maya, measure, start, to, words, told):
        made = rungs.seed_goal("maya", "Another", measure=measure, baseline=start, target=to)
        answer = maya.goal(f"checkin {made.key} {words}").words
        assert told in answer
        is_asked = told.startswith("That's") or "time" in told or "read" in told
        assert bool(reports(rungs, made.number)) != is_asked
        assert not goal(rungs, made.number).reached

    def test_digits_that_can_be_two_numbers_follow_the_language_or_are_asked(self, rungs, maya):
        wide = {"measure": Measure(unit="€"), "baseline": 1, "target": 2000}
        made = rungs.seed_goal("maya", "Save", **wide)
        asked = maya.goal(f"checkin {made.key} 1.230")
        assert "1.23 or 1,230" in asked.words
        maya.click(asked, "1,230")
        assert reports(rungs, made.number)[0][1] == "1230"
        ana = rungs.users["ana"]
        rungs.event("user_change", user={**rungs.slack.users[ana.id], "locale": "de-DE"})
        hers = rungs.seed_goal("ana", "Save", **wide)
        ana.goal(f"checkin {hers.key} 1.234")
        assert reports(rungs, hers.number)[0][1] == "1234"


class TestADirectMessage:
    @pytest.mark.parametrize("subtype", ["file_share", "me_message", "thread_broadcast"])
    def test_of_whatever_kind_is_recorded(self, rungs, maya, subtype):
        assert "28 chats a day" in maya.dm("28", subtype=subtype).words
        assert reports(rungs) == [("2026-12-02", "28", "")]

    def test_that_is_only_a_picture_is_answered(self, rungs, maya):
        assert "I read check-ins here" in maya.dm("", subtype="file_share").words

    def test_that_was_edited_corrects_the_report_of_its_day(self, rungs, maya):
        maya.dm("42")
        answer = maya.edit("42", "24")
        assert "24 chats a day" in answer.words
        assert reports(rungs) == [("2026-12-02", "24", "")]
        assert not goal(rungs).reached

    def test_that_slack_edits_to_show_a_link_is_left_alone(self, rungs, maya):
        assert maya.edit("42 see https://example.org", "42 see https://example.org").posts == []
        assert maya.edit("hello", "hello there").posts == []
        assert reports(rungs) == []

    def test_edited_into_something_else_is_said_to_change_nothing(self, rungs, maya):
        maya.dm("28")
        assert "Nothing was changed" in maya.edit("28", "sorry").words
        assert reports(rungs) == [("2026-12-02", "28", "")]
