"""What people type first works, or gets the nearest command with their words."""

import pytest

from goals.first_words import understood
from handlers import SUB_COMMANDS
from store import check_ins
from tests.support.people import User
from tests.support.rungs import Rungs

NAMES = [*(sub.name for sub in SUB_COMMANDS), "help"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("", ("today", "")),
        ("G-19 86", ("checkin", "G-19 86")),
        ("g19: 86 tired", ("checkin", "g19 86 tired")),
        ("G-19", ("show", "G-19")),
        ("G-19 close", ("close", "G-19")),
        ("G-19 edit", ("revise", "G-19")),
        ("G-19 done", ("checkin", "G-19 done")),
        ("36", ("checkin", "36")),
        ("36 a note", ("checkin", "36 a note")),
        ("+5", ("checkin", "+5")),
        ("done", ("checkin", "done")),
        ("done G-5", ("checkin", "G-5 done")),
        ("not yet g5 sorry", ("checkin", "g5 not yet sorry")),
        ("blocked G-19 no access", ("checkin", "G-19 blocked no access")),
        ("at risk 36", ("checkin", "at risk 36")),
        ("yesterday 36", ("checkin", "yesterday 36")),
        ("log G-5 3", ("checkin", "G-5 3")),
        ("close 5", ("close", "G-5")),
        ("show 5", ("show", "G-5")),
        ("undo", ("undo", "")),
        ("pause", ("away", "")),
        ("ooo until Friday", ("away", "until Friday")),
        ("sick", ("away", "sick")),
        ("back", ("away", "back")),
        ("edit G-5", ("revise", "G-5")),
        ("kudos <@U1|sam> thanks", ("feedback", "<@U1|sam> thanks")),
        ("?", ("help", "")),
        ("Help", ("help", "")),
        ("delete G-5", ("close", "G-5")),
        ("add Reply faster", ("new", "Reply faster")),
        ("new\nReply to 40 chats", ("new", "Reply to 40 chats")),
        ("<@U1|maya>", ("team", "<@U1|maya>")),
        ("frobnicate", None),
        ("hlep", None),
    ],
)
def test_first_words(typed: str, meant: tuple[str, str] | None) -> None:
    assert understood(typed, NAMES) == meant


@pytest.fixture
def maya(rungs: Rungs) -> User:
    rungs.seed_team("Care", lead="tom", members=["maya"])
    rungs.seed_goal("maya")
    rungs.at("2026-11-23 09:30")
    return rungs.users["maya"]


@pytest.mark.parametrize(
    "typed", ["G-1 28", "28", "checkin 1 28", "g1: 28", "log 28", "\u00a028\u200b"]
)
def test_a_report_needs_no_command(rungs, maya, typed):
    assert "28 chats a day" in maya.goal(typed).words
    with rungs.deps.read() as tx:
        assert [c.value for c in check_ins.of_goal(tx, 1)] == [28]


def test_undo_takes_back_the_last_report_and_says_which(rungs, maya):
    assert "no report of yours today" in maya.goal("undo").words
    maya.goal("28 macros helped")
    answer = maya.goal("undo").words
    assert "Taken back for G-1: 28 chats a day" in answer and "macros helped" in answer
    assert "25 now → 40" in maya.goal("show G-1").words


def test_a_sentence_that_is_no_command_opens_the_form_with_it(rungs, maya):
    form = maya.goal("Reply to 60 chats a day by 18 December")
    assert form.view.fields["target"] == "60"


def test_a_typo_gets_the_whole_command_back(rungs, maya):
    assert (
        "`/goal feedback @tom thanks for the macros`"
        in maya.goal("feedbak @tom thanks for the macros").words
    )


@pytest.mark.parametrize(
    ("typed", "left"),
    [("list please", "please"), ("tree of goals", "of goals"), ("inputs now", "now")],
)
def test_words_that_a_command_does_not_read_are_named(rungs, maya, typed, left):
    assert f"I left out: {left}" in maya.goal(typed).words


def test_words_behind_mission_and_me_fill_their_form(rungs, maya):
    boss = rungs.user("boss", admin=True)
    assert boss.goal("mission Be great").view.fields["words"] == "Be great"
    assert "admin" in maya.goal("mission Be great for everybody here").words
    assert maya.goal("me Calm on the phone").view.fields["strengths"] == "Calm on the phone"


def test_a_refusal_gives_back_what_was_typed(rungs, maya):
    alone = rungs.user("alone")
    words = "A macro for refunds would help all of us a lot"
    assert words in alone.goal(f"input {words}").words
    assert words in maya.goal(f"feedback @tom G-99 {words}").words
    long = "word " * 700
    assert long.strip()[:2000] in maya.goal(f"feedback @tom {long}").words


class TestInTheConversation:
    @pytest.mark.parametrize("typed", ["help", "?", "Hi!", "hello"])
    def test_help_is_there(self, rungs, maya, typed):
        assert "Each day" in maya.dm(typed).words

    def test_the_labels_of_buttons_work(self, rungs, maya):
        maya.goal("28")
        rungs.at("2026-11-24 09:30")
        assert "28 chats a day" in maya.dm("Same").words
        assert "Taken back" in maya.dm("undo").words
        assert "28 chats a day" in maya.dm("same as yesterday, quiet").words
        assert "You are away Tue 24 Nov" in maya.dm("Not today").words

    def test_what_opens_a_form_is_given_back_as_a_command(self, rungs, maya):
        assert "`/goal schedule`" in maya.dm("My times").words
        assert "`/goal new Reply to 60 chats`" in maya.dm("new Reply to 60 chats").words

    def test_a_list_is_answered_there(self, rungs, maya):
        assert "Reply to 40 chats a day" in maya.dm("list").words
