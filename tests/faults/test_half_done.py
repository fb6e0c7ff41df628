"""Trouble in the middle of a deed: what stands is whole, and nobody else pays for it."""

import pytest
from sqlalchemy import func, select

from store import outbox
from store.outbox import Priority
from store.tables import OutboxState, check_in, feedback, goal, metadata, team
from tests.faults.crew import Crew, until
from tests.faults.live import EVERY_DAY, Live
from tests.support import envelopes
from tests.support.faults import rate_limited, refused, reset, server_error
from tests.support.people import User

LONG = "Réponse 👍🏽 à tous\n" * 166  # 2,988 characters, of the 3,000 that a field takes
OURS = "Something went wrong on our side"


@pytest.fixture
def maya(live: Live) -> User:
    live.seed_team("Care", lead="tom", members=[live.user("maya", tz="UTC")], days=EVERY_DAY)
    live.seed_goal("maya", rungs=(30, 35), due="2099-12-18")
    live.unasked(*live.users.values())
    return live.users["maya"]


def counted(live: Live, table) -> int:
    with live.deps.read() as tx:
        return tx.scalar(select(func.count()).select_from(table)) or 0


# Longer than anybody thought


@pytest.mark.full("sqlite")
def test_the_longest_answers_that_slack_lets_people_write_are_kept_whole(live: Live, maya: User):
    live.start(RUNGS_SHOUT_OUT_GRACE="0")
    form = maya.click(maya.goal(""), "Log", near="G-1")
    assert maya.submit(form, {"value": "31", "note": LONG}).closed
    given = maya.submit(maya.goal("feedback"), {"to": live.users["tom"], "words": LONG})
    assert "Tom" in given.words and not given.errors
    new = maya.goal("new Reply to 60 chats a day, from 25, within six months")
    assert "1,000 fit" in maya.submit(new, {"purpose": LONG}).words, "kept in the form"
    assert not maya.submit(new, {"purpose": LONG[:999]}).errors
    live.settle()
    with live.deps.read() as tx:
        kept = [
            tx.scalar(select(check_in.c.note)),
            tx.scalar(select(feedback.c.words)),
            tx.scalar(select(goal.c.purpose).where(goal.c.number == 2)),
        ]
    assert kept == [LONG.strip(), LONG.strip(), LONG[:999].strip()]
    assert len(live.users["tom"].inbox) == 1
    assert live.program.errors() == []


@pytest.mark.full("sqlite")
def test_what_is_too_long_or_no_text_is_kept_whole_or_refused(live: Live, maya: User):
    """Whatever comes, it is answered, it poisons nothing, and the next one is served."""
    live.start(RUNGS_SHOUT_OUT_GRACE="0")
    for number, words in enumerate(("x" * 20_000, "31 " + "y" * 20_000, "31 \x00\x07 fine")):
        direct = live.slack.direct(maya.id)
        said = {"channel": direct.id, "channel_type": "im", "user": maya.id, "ts": f"{number}.1"}
        half = f"{words}\ud83d"  # JSON lets half a character pass
        event = envelopes.event(live.slack, "message", said | {"text": half}, f"EvLong{number}")
        assert live.send(event)[0] == 200
        for command in ("checkin G-1", "input", "feedback @tom", "new", "away", "schedule", "show"):
            assert OURS not in maya.goal(f"{command} {words}").words, command
        form = maya.goal("new Reply to 60 chats a day, from 25, within six months")
        for field in ("statement", "purpose", "unit", "baseline", "target", "rungs"):
            assert OURS not in maya.submit(form, {field: half}, forged=True).words, field
        form = maya.goal("feedback")
        given = maya.submit(form, {"to": live.users["tom"], "words": half}, forged=True)
        assert OURS not in given.words
    live.settle()
    assert counted(live, check_in) == 1
    with live.deps.read() as tx:
        assert tx.scalar(select(check_in.c.note)) == "fine"
        given = tx.scalars(select(feedback.c.words)).all()
    assert {" ".join(words.split()) for words in given} == {"31 fine"}, "the rest was refused"
    assert len(live.users["tom"].inbox) == len(given)
    assert live.program.errors() == []


# A row that nobody can send


@pytest.mark.full("postgresql")
def test_a_row_that_cannot_be_rendered_stops_no_other(live: Live, maya: User, crew: Crew):
    tom = live.users["tom"]
    with live.deps.begin() as tx:
        for key, kind, ref in (
            ("poison:1", "of a later version", {}),
            ("poison:2", "feedback", {"feedback": "no number", "reader": None}),
            ("poison:3", "check_in", {"person": 99_999, "day": "someday"}),
            ("poison:4", "shout_out", {}),
        ):
            outbox.put(
                tx,
                key=key,
                workspace_id=tom.person.workspace_id,
                channel=tom.id,
                kind=kind,
                ref=ref,
                priority=Priority.ANSWER,
                wake_at=live.now,
            )
    program = live.start(RUNGS_SHOUT_OUT_GRACE="0")
    maya.goal("feedback @tom Thank you")
    until(lambda: live.keys_in(tom) == ["feedback:1"], "sent")
    live.settle()
    assert {live.row(f"poison:{n}").state for n in range(1, 5)} == {OutboxState.DEAD}
    assert sum(e["event"] == "cannot be rendered" for e in program.errors()) == 4
    assert crew.say("outbox").count("not sent (render: ") == 4


@pytest.mark.full
def test_one_that_slack_always_chokes_on_stops_no_other(live: Live, maya: User, crew: Crew):
    """Its post fails each time and may have arrived each time: it waits longer, the rest do not."""
    tom = live.users["tom"]
    others = [live.user(f"p{n}", tz="UTC") for n in range(6)]
    live.meet(*others)
    live.unasked(*others)
    live.slack.faults.always("chat.postMessage", server_error(), channel=tom.id)
    live.start(RUNGS_SHOUT_OUT_GRACE="0")
    maya.goal("feedback @tom Thank you")
    until(lambda: live.row("feedback:1").error, "tried")
    for n in range(6):
        maya.goal(f"feedback @p{n} Thank you too")
    until(lambda: all(len(user.inbox) == 1 for user in others), "sent to the others")
    assert tom.inbox == []
    assert "perhaps sent, being looked for (internal_error)" in crew.say("outbox")
    live.slack.faults.clear()
    until(lambda: tom.inbox, "sent, now that Slack can")
    live.settle()
    assert len(tom.inbox) == 1


# In the middle of a deed


@pytest.mark.full("sqlite")
def test_a_429_while_a_team_is_set_up(live: Live):
    lea = live.user("lea", tz="UTC")
    live.channel("night", [lea, live.user("ben", tz="UTC"), live.user("eve", tz="UTC")])
    live.start(RUNGS_SHOUT_OUT_GRACE="0")
    form = lea.goal("team", channel="night")
    faults = live.slack.faults
    with live.deps.begin() as tx:  # whom it met while it filled the form, it shall ask for again
        person = metadata.tables["person"]
        tx.execute(person.delete().where(person.c.user_id.in_(["UBEN", "UEVE"])))
    for method in ("users.info", "conversations.members"):
        faults.next(method, rate_limited(1), rate_limited(1), rate_limited(1))
        refusal = lea.submit(form)
        assert refusal.errors and OURS not in refusal.words
        assert counted(live, team) == counted(live, metadata.tables["membership"]) == 0
        faults.clear()
    assert "is set up" in lea.submit(form).words
    assert (counted(live, team), counted(live, metadata.tables["membership"])) == (1, 3)


@pytest.mark.full
def test_home_that_cannot_be_shown_makes_no_failure_of_a_goal_that_stands(live: Live, maya: User):
    live.start(RUNGS_SHOUT_OUT_GRACE="0")
    for trouble in (rate_limited(1), reset(), reset(accepted=True), server_error()):
        goals = counted(live, goal)
        form = maya.goal("new Reply to 60 chats a day, from 25, within six months")
        live.slack.faults.next("views.publish", trouble)
        done = maya.submit(form)
        assert not done.errors and f"G-{goals + 1}" in done.words, trouble
        assert counted(live, goal) == goals + 1
    assert live.program.errors() == []


@pytest.mark.full("sqlite")
def test_an_answer_that_goes_wrong_is_not_said_twice_and_the_report_stands(live: Live):
    troubles = {
        "rate": (rate_limited(1), 1),  # Slack has not said it: the event comes again
        "five": (server_error(accepted=True), 1),
        "cut": (reset(accepted=True), 1),
        "lost": (reset(), 0),  # nobody can know, and an answer is not said twice
        "shut": (refused("is_archived"), 0),
    }
    people = {name: live.user(name, tz="UTC") for name in troubles}
    live.seed_team("Care", lead="tom", members=list(people.values()), days=EVERY_DAY)
    for user in people.values():
        live.seed_goal(user, due="2099-12-18")
    live.unasked(*live.users.values())
    live.start(RUNGS_SHOUT_OUT_GRACE="0")
    for name, (trouble, answers) in troubles.items():
        user = people[name]
        direct = live.slack.direct(user.id)
        live.slack.faults.next("chat.postMessage", trouble, channel=direct.id)
        said = {"channel": direct.id, "channel_type": "im", "user": user.id, "text": "40 Yes"}
        live.insist(envelopes.event(live.slack, "message", said | {"ts": "1.1"}, f"Ev{name}"))
        assert len([m for m in user.inbox if m.metadata is None]) == answers, name
    live.settle()
    assert counted(live, check_in) == len(troubles)
    assert len(live.keys_in(live.channels["care"])) == len(troubles)
