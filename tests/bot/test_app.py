"""What happens around every request: once only, in the log, and in words when it breaks."""

import io
import json
import logging
import sys
from datetime import timedelta
from typing import Any

import pytest
import structlog
from slack_bolt import Ack, BoltResponse
from slack_sdk.errors import SlackApiError
from sqlalchemy.exc import OperationalError

from bot import logs, mishaps
from handlers.deps import kept
from handlers.shell import Shell
from handlers.views.message import message
from handlers.views.parts import actions, button, field, modal, section, text_input
from store import people
from tests.support import envelopes
from tests.support.faults import server_error
from tests.support.rungs import Rungs

SECRET_WORDS = "my mother is ill"


@pytest.fixture
def maya(rungs: Rungs):
    rungs.meet("maya")
    return rungs.user("maya")


def logged(rungs: Rungs, event: str) -> list[dict[str, object]]:
    return [dict(entry) for entry in rungs.log if entry["event"] == event]


def away() -> OperationalError:
    return OperationalError("SELECT …", {}, Exception("host is down"))


class Breaking:
    """A feature whose command, button, form and event break as told."""

    def __init__(self, rungs: Rungs, maya):
        self.rungs, self.maya = rungs, maya
        self.error: Exception = RuntimeError(SECRET_WORDS)
        self.keep_something = False
        shell = Shell(rungs.app, rungs.deps.clock)
        shell.command("/break", self.do)
        shell.click("break.now", self.do)
        shell.form("break.form", self.do)
        rungs.app.event("reaction_added")(lambda: self.do())

    def do(self, *_: object) -> None:
        if self.keep_something:
            with self.rungs.deps.begin() as tx:
                people.save_reminders(tx, self.maya.person.id, False)
        raise self.error

    def by_command(self):
        slack = self.rungs.slack
        channel = slack.direct(self.maya.id)
        with self.rungs.trouble_expected():
            return self.rungs.send(
                envelopes.command(slack, self.maya.id, channel, "/break", SECRET_WORDS)
            )

    def by_click(self):
        with self.rungs.trouble_expected():
            return self.maya.click(post_a_button(self.rungs, self.maya), "break.now")

    def by_raw_click(self):
        posted = post_a_button(self.rungs, self.maya)
        block = posted.blocks[-1]
        envelope = envelopes.click_on_message(
            self.rungs.slack, self.maya.id, posted, block, block["elements"][0], {}
        )
        return self.rungs.send(envelope)

    def by_form(self, *, inputs: bool = True):
        fields = [field("words", "Words", text_input())] if inputs else [section("Sure?")]
        view = modal("break.form", "Break", fields, submit="Go")
        shown = self.rungs.slack.show(self.maya.id, view.to_dict())
        values = {"words": {"words": {"type": "plain_text_input", "value": SECRET_WORDS}}}
        with self.rungs.trouble_expected():
            return self.rungs.send(
                envelopes.submission(self.rungs.slack, self.maya.id, shown, values)
            )


def post_a_button(rungs: Rungs, maya):
    shown = message("There", section("There"), actions(button("Break", "break.now")))
    return rungs.slack.post(rungs.slack.direct(maya.id), shown.payload())


@pytest.fixture
def breaking(rungs: Rungs, maya) -> Breaking:
    return Breaking(rungs, maya)


def test_a_command_that_breaks_says_so_in_its_acknowledgement(breaking):
    status, answer = breaking.by_command()
    assert (status, answer["response_type"]) == (200, "ephemeral")
    assert answer["text"] == f"{mishaps.BROKEN} {mishaps.UNCHANGED}"


def test_a_click_that_breaks_is_told_to_the_one_who_clicked_alone(breaking):
    outcome = breaking.by_click()
    assert mishaps.BROKEN in outcome.words and mishaps.UNCHANGED in outcome.words
    assert outcome.posts == [] and outcome.replaced is None


def test_a_form_that_breaks_stays_open_with_what_was_typed(breaking):
    status, answer = breaking.by_form()
    assert (status, answer["response_action"]) == (200, "errors")
    assert answer["errors"] == {"words": f"{mishaps.BROKEN} {mishaps.UNCHANGED}"}


def test_a_form_without_fields_shows_what_happened_in_its_place(breaking):
    _, answer = breaking.by_form(inputs=False)
    assert answer["response_action"] == "update"
    assert mishaps.BROKEN in json.dumps(answer["view"], ensure_ascii=False)


def test_a_database_that_is_away_is_called_that(breaking):
    breaking.error = away()
    assert breaking.by_command()[1]["text"] == f"{mishaps.AWAY} {mishaps.UNCHANGED}"
    assert breaking.by_form()[1]["errors"]["words"].startswith(mishaps.AWAY)


def test_an_opportunity_that_slack_let_pass_is_called_that(breaking):
    breaking.error = SlackApiError("…", {"ok": False, "error": "expired_trigger_id"})
    assert breaking.by_command()[1]["text"].startswith(mishaps.SLOW)


def test_nothing_was_changed_is_only_said_where_it_is_true(breaking):
    breaking.keep_something = True
    assert breaking.by_command()[1]["text"] == f"{mishaps.BROKEN} {mishaps.PERHAPS_CHANGED}"
    breaking.keep_something = False
    assert breaking.by_command()[1]["text"].endswith(mishaps.UNCHANGED)


def test_a_commit_whose_answer_is_lost_may_have_been_done(rungs, monkeypatch):
    dialect = rungs.deps.engine.dialect

    def lose_the_answer(connection: Any) -> None:
        connection.commit()
        raise ConnectionResetError

    kept.set(False)
    monkeypatch.setattr(dialect, "do_commit", lose_the_answer)
    with pytest.raises(ConnectionResetError), rungs.deps.begin() as tx:
        people.ensure_workspace(tx, "TELSEWHERE")
    assert kept.get()


def test_a_person_who_cannot_be_told_is_no_second_failure(breaking, rungs):
    rungs.slack.faults.always("respond", server_error())
    rungs.slack.faults.always("views.open", server_error())
    breaking.by_click()


def test_a_button_of_another_version_says_so(rungs, maya):
    with rungs.trouble_expected():
        outcome = maya.click(post_a_button(rungs, maya), "break.now")
    assert mishaps.OUTDATED in outcome.words


def test_an_event_that_nobody_hears_is_not_sent_again(rungs, maya):
    with rungs.trouble_expected():
        rungs.event("reaction_removed", by=maya)
    assert logged(rungs, "unhandled") == [
        {"kind": "event_callback", "event": "unhandled", "log_level": "warning"}
    ]


def hear(rungs: Rungs, *, failing: int = 0) -> list[str]:
    """Listens to reactions; the first few times in vain."""
    heard: list[str] = []

    def listen(body: dict[str, object]) -> None:
        heard.append(str(body["event_id"]))
        if len(heard) <= failing:
            raise RuntimeError("not yet")

    rungs.app.event("reaction_added")(listen)
    return heard


def send(rungs: Rungs, event_id: str = "Ev1") -> int:
    with rungs.trouble_expected():
        status, _ = rungs.send(envelopes.event(rungs.slack, "reaction_added", {}, event_id))
    return status


def test_an_event_that_slack_sends_again_is_handled_once(rungs):
    heard = hear(rungs)
    assert [send(rungs), send(rungs), send(rungs, "Ev2"), send(rungs)] == [200] * 4
    assert heard == ["Ev1", "Ev2"]
    rungs.now += timedelta(minutes=6)
    assert send(rungs) == 200 and heard == ["Ev1", "Ev2"]


def test_an_event_that_failed_is_handled_when_slack_sends_it_again(rungs):
    heard = hear(rungs, failing=1)
    assert [send(rungs), send(rungs), send(rungs)] == [500, 200, 200]
    assert heard == ["Ev1", "Ev1"]


def test_an_event_whose_handling_died_is_handled_at_slacks_next_try(rungs):
    from store import events

    heard = hear(rungs)
    with rungs.deps.begin() as tx:
        workspace = people.ensure_workspace(tx, rungs.slack.team_id)
        assert events.claim(tx, workspace.id, "Ev1", rungs.now)  # and then the power went
    assert send(rungs) == 503 and heard == [], "with a 200 Slack would never send it again"
    rungs.now += timedelta(minutes=1)
    assert send(rungs) == 200 and heard == ["Ev1"]


def test_every_request_is_one_line_of_what_and_how_long(rungs, maya):
    maya.goal("list")
    (entry,) = logged(rungs, "handled")
    assert entry["what"] == "/goal list" and entry["workspace"] == "T1"
    assert entry["status"] == 200 and 0 < float(str(entry["ms"])) < 60_000


def test_no_request_leaves_a_persons_words_in_the_log(rungs, maya, breaking, monkeypatch):
    """Everything at debug, as it would be written, with each way in used and broken."""
    stream = io.StringIO()
    root, before = logging.getLogger(), structlog.get_config()
    handlers, level = root.handlers[:], root.level
    monkeypatch.setattr(sys, "stderr", stream)
    logs.configure("DEBUG", as_json=True)
    try:
        slack, direct = rungs.slack, rungs.slack.direct(maya.id)
        for words in (f"new {SECRET_WORDS}", SECRET_WORDS, f"checkin G-1 {SECRET_WORDS}"):
            rungs.send(envelopes.command(slack, maya.id, direct, "/goal", words))
        breaking.by_command()
        breaking.by_raw_click()
        breaking.by_form()
        said = {"channel": direct.id, "channel_type": "im", "user": maya.id, "ts": "1.1"}
        said["text"] = SECRET_WORDS
        rungs.send(envelopes.event(slack, "message", said, "Ev9"))
    finally:
        root.handlers[:], root.level = handlers, level
        structlog.configure(**before)
        logging.captureWarnings(False)
    written = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert [entry["event"] for entry in written].count("handled") == 7
    assert [entry["event"] for entry in written].count("failed") == 3
    assert {"/goal new", "/goal …", "/goal checkin"} <= {entry.get("what") for entry in written}
    assert "mother" not in stream.getvalue()


def test_when_the_app_is_uninstalled_the_program_is_told(engine, slack):
    from bot.app import build_app
    from bot.client import slack_client

    told: list[str] = []
    rungs = Rungs(engine, slack)
    rungs.app = build_app(
        rungs.deps,
        token=slack.token,
        signing_secret="a secret of the tests",
        client=slack_client(slack.token, slack.api_url),
        when_uninstalled=lambda: told.append("gone"),
    )
    with rungs.trouble_expected():
        rungs.event("tokens_revoked", tokens={"oauth": ["UMAYA"]})
        assert told == []  # a person's own token is no business of the bot
        rungs.event("tokens_revoked", tokens={"bot": ["UBOT"]})
        rungs.event("app_uninstalled")
    assert told == ["gone", "gone"]


def test_listeners_use_the_very_client_that_the_app_was_given(rungs, maya):
    seen: list[object] = []

    def listen(client: object, ack: Ack) -> BoltResponse:
        seen.append(client)
        return ack()

    rungs.app.command("/whose")(listen)
    slack = rungs.slack
    rungs.send(envelopes.command(slack, maya.id, slack.direct(maya.id), "/whose", ""))
    assert [vars(one)["_ends"] and one.token for one in seen] == [rungs.app.client.token]
    assert all(one.retry_handlers == [] for one in seen)
