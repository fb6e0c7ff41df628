"""The whole journey at LOG_LEVEL=DEBUG, in the real process: no words, no token in its log."""

import re
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from tests.bot.running import Program, programs
from tests.support.envelopes import Envelope
from tests.support.people import User
from tests.support.rungs import SIGNING_SECRET, Rungs
from tests.support.slack import FakeSlack

PATIENCE = 15.0
FIELDS = (
    *("statement", "purpose", "unit", "rung", "note", "typed", "feedback", "answer", "input"),
    *("unnamed", "replied", "blocked", "help", "team", "direct", "unknown", "person"),
    *("because", "partner", "needs"),
)
INK = {field: f"ink{number}q{field}" for number, field in enumerate(FIELDS)}
"""A word for each field that takes some."""


class Served(Rungs):
    """The people of a workspace whose bot is a process of its own, reached over HTTP."""

    program: Program

    def send(self, envelope: Envelope) -> tuple[int, dict[str, Any]]:
        status, answer = self.program.ask(
            "/slack/events", envelope.body, envelope.headers(SIGNING_SECRET)
        )
        return status, answer or {}

    def until(self, user: User, words: str) -> Any:
        """Wait for a message of the process's own delivery."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            for message in user.inbox:
                if words in message.words:
                    return message
            time.sleep(0.05)
        raise AssertionError(f"{words!r} never came to {user.name}:\n{self.program.said()}")


@pytest.fixture
def served(engine: Engine, database_url: str, slack: FakeSlack, tmp_path: Path) -> Iterator[Served]:
    world = Served(engine, slack)
    world.now = datetime.now(UTC)
    with programs(slack, database_url, tmp_path) as run:
        world.program = run(LOG_LEVEL="DEBUG", RUNGS_SHOUT_OUT_GRACE="0")
        world.program.until_ready()
        yield world


def test_a_whole_day_leaves_no_words_and_no_token_in_the_log(served: Served):
    maya = live(served)
    fail(served, maya)

    said = served.program.said()
    lowered = said.lower()
    assert said.count('"handled"') > 20 and "delivered" in said
    for field, words in INK.items():
        assert words not in lowered, field
    assert words_everywhere(served), "they were all said"
    for secret in (served.slack.token, SIGNING_SECRET, *served.slack.response_urls):
        assert secret not in said
    assert not re.search(r"xox[a-z]-|v0=[0-9a-f]{64}|/respond/", said)
    assert "Maya" not in said and "Tom" not in said


def words_everywhere(served: Served) -> bool:
    """Whether each word reached Slack or the database, so that there was something to leak."""
    from tests.privacy.cast import everything

    shown = served.slack.ever_shown_to("UMAYA") + served.slack.ever_shown_to("UTOM")
    kept = str(everything(served.deps.engine))
    missing = [field for field, words in INK.items() if words not in (shown + kept).lower()]
    assert missing == []
    return True


def live(served: Served) -> User:
    """Say something in every field of every form, in commands, replies and names."""
    served.seed_team(INK["team"], lead="tom", members=["maya"], channel="care")
    maya, tom = served.users["maya"], served.users["tom"]
    served.slack.users[maya.id]["profile"]["display_name"] = f"Maya {INK['person']}"
    served.event("user_change", user=served.slack.users[maya.id])
    goal = {
        "baseline": "1",
        "target": "9",
        "rungs": f"5 {INK['rung']}",
        "unit": INK["unit"],
        "measure": "number",
    }
    goal |= {"statement": INK["statement"], "purpose": INK["purpose"]}
    far = datetime.now(UTC).replace(year=datetime.now(UTC).year + 1).date().isoformat()
    number = {"measure": "number", "due": far}
    review = maya.submit(maya.goal(f"new {INK['typed']}"), goal | number)
    also = {"partner": f"{INK['partner']} at least 2%", "needs": INK["needs"]}
    maya.start(review, also | {"because": INK["because"]})
    form = maya.click(maya.goal("show G-1"), "check_in.log")
    maya.submit(form, value="2", note=INK["note"])
    maya.goal(f"checkin G-1 3 blocked {INK['help']}")
    blocked = served.until(tom, INK["help"])
    tom.submit(tom.click(blocked, "Answer"), words=INK["blocked"])
    maya.dm(f"G-1 6 {INK['direct']}")
    maya.goal(f"{INK['unknown']} what is this")
    maya.goal(f"feedback @tom G-1 {INK['feedback']}")
    told = served.until(tom, INK["feedback"])
    tom.submit(tom.click(told, "Answer"), words=INK["answer"])
    served.until(maya, INK["answer"])
    maya.submit(maya.goal(f"input {INK['input']}"), named="named")
    asked = served.until(tom, INK["input"])
    tom.submit(tom.click(asked, "Answer"), words=INK["replied"])
    served.until(maya, INK["replied"])
    maya.submit(maya.goal("input"), words=INK["unnamed"], named="unnamed")
    for words in ("", "list", "team", "inputs", "schedule 9:45", "away 24 Dec", "close G-1"):
        maya.goal(words)
    maya.open_home()
    return maya


def fail(served: Served, maya: User) -> None:
    """And in what goes wrong: a Slack that refuses, an outdated button, a stranger's request."""
    from tests.privacy.cast import forged_button
    from tests.support.faults import refused, server_error

    with served.trouble_expected():
        served.slack.faults.next("views.open", refused("expired_trigger_id"), server_error())
        maya.goal(f"new {INK['typed']}")
        maya.goal(f"feedback {INK['feedback']}")
        button = forged_button(served, maya, "no.such_thing", INK["note"])
        maya.click(button, "Forged")
        maya.click(forged_button(served, maya, "goal.show", INK["note"]), "Forged")
    body = f"text={INK['note']}&command=/goal"
    assert served.program.ask("/slack/events", body, {"X-Slack-Signature": "v0=none"})[0] == 401
    assert served.program.ask("/slack/events", "{" + INK["note"])[0] in (400, 401)
    assert '"failure"' in served.program.said()
