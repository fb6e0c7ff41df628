"""Two workspaces in one database, with the same people's ids, channels and keys: two worlds."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from bot.clock import queue_all
from goals.goal import Tier
from tests.privacy.cast import alter, everything, second_workspace
from tests.support.people import User
from tests.support.rungs import Rungs
from tests.support.slack import FakeSlack

HERE, THERE = "Hereinkx", "Thereinkx"


@pytest.fixture
def there(engine: Engine) -> Iterator[Rungs]:
    with FakeSlack() as slack:
        yield second_workspace(engine, slack)
        assert not slack.problems


@pytest.fixture
def here(rungs: Rungs, there: Rungs) -> Rungs:
    """A team each, of Tom who leads and of Maya; Maya has G-1 in each, with words of its own."""
    for world, words in ((rungs, HERE), (there, THERE)):
        world.seed_team("Care", lead="tom", members=["maya", "ben"])
        world.seed_goal("maya", words, rungs=(30,))
        world.users["ben"].goal("list")
    return rungs


def speak(world: Rungs, words: str) -> None:
    """Say something in each way that there is."""
    maya, tom = world.users["maya"], world.users["tom"]
    world.at("2026-11-23 09:30", tick=False)
    maya.goal(f"checkin G-1 31 blocked {words}")
    maya.goal(f"feedback @tom G-1 {words}")
    for named in ("named", "unnamed"):
        maya.submit(maya.goal(f"input {words}"), named=named)
    tom.goal("show G-1")
    tom.goal("team @maya")


def test_nothing_of_one_workspace_is_shown_or_sent_in_the_other(here: Rungs, there: Rungs):
    speak(here, HERE)
    speak(there, THERE)
    here.later(hours=3)
    there.now = here.now
    there.tick()

    for world, own, foreign in ((here, HERE, THERE), (there, THERE, HERE)):
        for name in ("maya", "tom", "ben"):
            world.users[name].open_home()
            for words in ("", "list", "show G-1", "team", "team @maya", "inputs"):
                world.users[name].goal(words)
            shown = world.slack.ever_shown_to(f"U{name.upper()}")
            assert own in shown and foreign not in shown, name
        assert len(world.slack.messages("CCARE")) == 1
        assert len(world.users["tom"].inbox) >= 4


def test_the_bot_of_one_workspace_sends_nothing_of_the_other(here: Rungs, there: Rungs):
    """Each has its own token; what waits for the other stays for its own bot to send."""
    speak(there, THERE)
    posted = len(there.slack.posted)
    queue_all(here.deps, there.now)
    here.now = there.now

    here.later(minutes=3)
    assert THERE not in str([message.versions for message in here.slack.posted])
    assert len(there.slack.posted) == posted

    there.later(minutes=3)
    assert THERE in there.slack.ever_shown_to("UTOM")


def test_the_same_event_id_and_form_id_in_both_count_in_both(here: Rungs, there: Rungs):
    for world in (here, there):
        maya = world.users["maya"]
        said = {"channel": "DUMAYA", "channel_type": "im", "ts": "1.1"}
        world.slack.direct(maya.id)
        event = {"text": "31", **said}
        assert "31" in world.event("message", by=maya, event_id="EvSAME", **event).words
        form = maya.goal("new")
        assert form.view
        form.view.raw["id"] = "VSAME"
        world.slack.modals[maya.id] = [form.view]
        goal = {"statement": "Another", "baseline": "0", "target": "9", "due": "2026-12-18"}
        assert "It is a draft now, G-2" in maya.submit(form, goal).words
        again = world.event("message", by=maya, event_id="EvSAME", **event | {"text": "39"})
        assert again.words == ""


def test_an_organisation_s_goal_is_that_of_its_own_workspace(here: Rungs, there: Rungs):
    for world in (here, there):
        alter(world, "goal", {"number": 1}, tier=Tier.ORGANISATION)
    shown = there.users["ben"].goal("show G-1").words
    assert THERE in shown and HERE not in shown


def ids_of(world: Rungs) -> dict[str, int]:
    """The database's ids of the workspace's goal, rung and team."""
    own = world.users["maya"].person.workspace_id
    rows = everything(world.deps.engine)
    return {
        table: min(
            row["id"] for (name, _), row in rows.items()
            if name == table and row["workspace_id"] == own
        )
        for table in ("goal", "rung", "team", "feedback", "blocker")
    }  # fmt: skip


@pytest.mark.parametrize("name", ["tom", "maya"])
def test_ids_of_the_other_workspace_open_nothing(here: Rungs, there: Rungs, name: str):
    speak(here, HERE)
    here.later(minutes=3)
    ids = ids_of(here)
    user: User = there.users[name]
    before = everything(here.deps.engine)

    from tests.privacy.cast import Cast

    cast = Cast(there)
    place = f"{ids['goal']}:2026-11-23"
    for action_id, value in (
        ("goal.show", ids["goal"]),
        ("goal.reopen", ids["goal"]),
        ("goal.take_up", ids["goal"]),
        ("goal.throw_away", ids["goal"]),
        ("climb.cheer", ids["rung"]),
        ("team.settings", ids["team"]),
        ("team.page", f"{ids['team']}:0"),
        ("unblock.take", ids["blocker"]),
        ("unblock.answer", ids["blocker"]),
        ("feedback.thank", ids["feedback"]),
        ("feedback.answer", ids["feedback"]),
        *((f"check_in.{verb}", f"{place}:card") for verb in ("log", "done", "same", "undo")),
        *((f"input.{verb}", an_input(here)) for verb in ("answer", "answer_listed", "read")),
    ):
        pressed = cast.press(user, action_id, str(value))
        assert (HERE not in pressed.words and pressed.view is None) or pressed.view.title == "Rungs"

    assert everything(here.deps.engine) == before
    assert HERE not in there.slack.ever_shown_to(user.id)


def an_input(world: Rungs) -> str:
    own = world.users["maya"].person.workspace_id
    rows = everything(world.deps.engine)
    return next(r["id"] for (t, _), r in rows.items() if t == "input" and r["workspace_id"] == own)
