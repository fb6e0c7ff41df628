"""`/goal me`: what people note of themselves, and who reads it."""

import pytest

from tests.support.people import User
from tests.support.rungs import Rungs


@pytest.fixture
def maya(rungs: Rungs) -> User:
    rungs.seed_team("Care", lead="tom", members=["maya", "ana"])
    rungs.seed_team("Field", lead="ravi", channel="field")
    rungs.user("grace", admin=True)
    rungs.meet("grace")
    return rungs.users["maya"]


def note(user: User, **values: str):
    form = user.click(user.goal("me"), "me.change")
    return user.submit(form, **values)


def test_it_begins_with_a_question_and_is_for_oneself(rungs, maya):
    told = maya.goal("me")
    assert "What are you good at" in told.words
    assert "Only you see it" in told.words
    done = note(maya, strengths="Calm", aspirations="To train others")
    assert "Seen by you alone" in done.words
    words = maya.goal("me").words
    assert ">Calm" in words
    assert ">To train others" in words
    form = maya.click(maya.goal("me"), "Change")
    assert form.view.fields == {
        "strengths": "Calm", "aspirations": "To train others", "readers": "me"
    }  # fmt: skip


@pytest.mark.parametrize("readers", ["me", "leads"])
def test_who_reads_it(rungs, maya, readers):
    note(maya, strengths="Calm under fire", readers=readers)
    reads = {
        name: "Calm under fire" in rungs.users[name].goal("team @maya").words
        for name in ("tom", "ana", "ravi", "grace")
    }
    assert reads == {"tom": readers == "leads", "ana": False, "ravi": False, "grace": False}
    assert "Calm under fire" not in rungs.slack.ever_shown_to("UANA")


def test_taking_it_back_takes_it_back(rungs, maya):
    note(maya, strengths="Calm under fire", readers="leads")
    note(maya, readers="me")
    assert "Calm under fire" not in rungs.users["tom"].goal("team @maya").words


def test_too_much_is_refused_at_its_field(rungs, maya):
    outcome = note(maya, strengths="x" * 1501)
    assert outcome.errors.keys() == {"strengths"}


@pytest.mark.parametrize("words", ["<!channel>", "<@U1>", "<http://x|y>", "&" * 1500])
def test_hostile_words_come_out_as_words(rungs, maya, words):
    note(maya, strengths=words, aspirations=words, readers="leads")
    for screen in (maya.goal("me").screen, rungs.users["tom"].goal("team @maya").screen):
        for mark in ("<!", "<@", "<http"):
            assert mark not in str(screen.blocks) + screen.text
