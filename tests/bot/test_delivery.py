"""Each message reaches Slack once, whatever happens on the way."""

import threading
from datetime import timedelta

import pytest
from sqlalchemy.exc import OperationalError
from structlog.testing import capture_logs

from bot.app import slack_client
from bot.delivery import Delivery, Fate
from store.outbox import PERHAPS_POSTED, Priority
from store.tables import OutboxState
from tests.bot.delivering import MORNING, Office
from tests.support import faults

POST = "chat.postMessage"


# A message on a good day


def test_a_message_is_posted_once_with_its_key_and_without_previews(office: Office) -> None:
    maya = office.person("maya")
    office.put("feedback:1", maya, say="Thank you &lt;3")
    (sent,) = office.send()
    assert (sent.verdict.fate, sent.queued.key) == (Fate.SENT, "feedback:1")
    assert office.texts(maya) == ["Thank you &lt;3"]
    (call,) = office.slack.calls_of(POST)
    assert call.arguments["metadata"] == {
        "event_type": "rungs",
        "event_payload": {"key": "feedback:1"},
    }
    assert not call.arguments["unfurl_links"]
    assert not call.arguments["unfurl_media"]

    row = office.row("feedback:1")
    posted = office.slack.messages(maya)[0]
    assert (row.state, row.ts, row.posted_in) == (OutboxState.SENT, posted.ts, posted.channel)
    assert row.wake_at is None
    assert office.later(days=1) == []
    assert office.slack.count(POST) == 1


def test_a_message_waits_for_its_time(office: Office) -> None:
    care = office.channel("care")
    office.put("rung:1", care, priority=Priority.CELEBRATION, wait=timedelta(minutes=2))
    assert office.later(minutes=1, seconds=59) == []
    assert [o.verdict.fate for o in office.later(seconds=1)] == [Fate.SENT]


def test_an_edit_replaces_what_was_posted(office: Office) -> None:
    maya = office.person("maya")
    office.put("checkin:7:2026-11-23", maya, say="Good morning")
    office.put(
        "refresh:7:2026-11-23",
        maya,
        kind="edit",
        priority=Priority.REFRESH,
        of="checkin:7:2026-11-23",
        say="All done",
    )
    assert len(office.send()) == 2
    assert office.texts(maya) == ["All done"]
    assert office.row("refresh:7:2026-11-23").state is OutboxState.SENT
    assert office.slack.count("conversations.open") == 0


def test_an_edit_of_what_somebody_deleted_troubles_nobody(office: Office) -> None:
    maya, admin = office.person("maya"), office.person("ada", admin=True)
    office.put("checkin:7:2026-11-23", maya, say="Good morning")
    office.send()
    office.slack.delete(office.slack.messages(maya)[0])
    office.put(
        "refresh:7:2026-11-23", maya, kind="edit", priority=Priority.REFRESH,
        of="checkin:7:2026-11-23",
    )  # fmt: skip
    office.later(minutes=1)
    row = office.row("refresh:7:2026-11-23")
    assert (row.state, row.error) == (OutboxState.DROPPED, "message_not_found")
    assert office.texts(admin) == []


def test_what_has_nothing_to_say_any_more_is_dropped(office: Office) -> None:
    office.put("reminder:7:2026-11-23", office.person("maya"), kind="nothing")
    (dropped,) = office.send()
    assert dropped.verdict.fate is Fate.DROPPED
    assert office.row("reminder:7:2026-11-23").state is OutboxState.DROPPED
    assert office.slack.count(POST) == 0


def test_what_is_past_its_hour_is_dropped_and_not_sent_at_midnight(office: Office) -> None:
    maya = office.person("maya")
    office.put("checkin:7:2026-11-23", maya, say="Today", expires_at=MORNING + timedelta(hours=8))
    office.put("checkin:7:2026-11-22", maya, say="Yesterday", expires_at=MORNING)
    office.send()
    row = office.row("checkin:7:2026-11-22")
    assert (row.state, row.error) == (OutboxState.DROPPED, "expired")
    assert office.texts(maya) == ["Today"]


def test_a_message_that_cannot_be_rendered_stops_no_other(office: Office) -> None:
    maya, admin = office.person("maya"), office.person("ada", admin=True)
    office.put("feedback:1", maya, kind="broken", say="between the two of us")
    office.put("feedback:2", maya, kind="a kind of yesterday's version")
    office.put("feedback:3", maya)
    with capture_logs() as log:
        office.send()
    assert office.row("feedback:1").error == "render: LookupError"
    assert office.row("feedback:2").error == "render: KeyError"
    assert [office.row(f"feedback:{n}").state for n in (1, 2, 3)] == ["dead", "dead", "sent"]
    assert office.texts(maya) == ["feedback:3"]
    assert office.texts(admin) == []
    assert "between the two of us" not in str(log)
    assert any(entry["event"] == "cannot be rendered" for entry in log)


# Slack is busy or broken


def test_a_429_waits_as_long_as_slack_asks_and_so_does_the_workspace(office: Office) -> None:
    care, sales = office.channel("care"), office.channel("sales")
    office.slack.faults.next(POST, faults.rate_limited(30))
    office.put("rung:1", care)
    office.put("rung:2", sales)
    first = office.delivery.run_once(office.now)
    assert first and first.verdict.fate is Fate.LATER
    assert office.row("rung:1").state is OutboxState.READY
    office.now += timedelta(seconds=29)
    assert office.delivery.run_once(office.now) is None
    assert office.slack.count(POST) == 1
    office.later(seconds=1)
    assert (office.texts(care), office.texts(sales)) == (["rung:1"], ["rung:2"])
    assert office.slack.count(POST) == 3


@pytest.mark.parametrize(
    ("fault", "posted"),
    [
        (faults.server_error(), 2),
        (faults.server_error(accepted=True), 1),
        (faults.reset(), 2),
        (faults.reset(accepted=True), 1),
        (faults.refused("fatal_error"), 2),
    ],
    ids=["500", "500 after accepting", "reset", "reset after accepting", "fatal_error"],
)
@pytest.mark.parametrize("where", ["channel", "person"])
def test_a_broken_answer_loses_nothing_and_doubles_nothing(
    office: Office, fault: faults.Fault, posted: int, where: str
) -> None:
    """Slack is looked at first: what is there already is not posted again."""
    to = getattr(office, where)("care")
    office.slack.faults.next(POST, fault)
    office.put("rung:1", to)
    (first,) = office.send()
    assert first.verdict.fate is Fate.UNSURE
    assert office.row("rung:1").state is OutboxState.UNSURE
    assert office.later(seconds=59) == []
    (second,) = office.later(seconds=2)
    assert second.verdict.fate is Fate.SENT
    assert office.texts(to) == ["rung:1"]
    assert office.slack.count(POST) == posted
    (there,) = office.slack.messages(to)
    row = office.row("rung:1")
    assert (row.state, row.ts, row.posted_in) == (OutboxState.SENT, there.ts, there.channel)


def test_a_slack_that_is_away_is_asked_ever_more_rarely(office: Office) -> None:
    care = office.channel("care")
    office.put("rung:1", care)
    away = Delivery(
        office.deps,
        lambda _: slack_client("xoxb-1", "http://127.0.0.1:9/"),
        office.renderers,
        monotonic=lambda: 0.0,
    )
    waits = []
    for _ in range(7):
        (outcome,) = away.drain(office.now)
        assert outcome.verdict.error == "ConnectionRefusedError"
        waiting = office.row("rung:1")
        assert waiting.state is OutboxState.READY
        assert waiting.wake_at
        waits.append((waiting.wake_at - office.now) // timedelta(seconds=1))
        office.now = waiting.wake_at
    assert waits == [1, 2, 4, 8, 16, 30, 30]
    office.send()
    assert office.texts(care) == ["rung:1"]


def test_a_refused_token_kills_nothing_and_everything_waits(office: Office) -> None:
    care, maya = office.channel("care"), office.person("maya")
    token, office.slack.token = office.slack.token, "xoxb-another"
    office.put("rung:1", care)
    office.put("feedback:1", maya)
    office.put("refresh:7", maya, kind="words", priority=Priority.REFRESH)
    with capture_logs() as log:
        for _ in range(9):
            office.now += timedelta(seconds=10)
            office.delivery.run_once(office.now)
    assert office.slack.count(POST) == 2
    said = [entry for entry in log if entry["log_level"] == "error"]
    assert len(said) == 2, "once a minute"
    assert office.waiting() == 3
    office.slack.token = token
    office.later(minutes=2)
    office.later(minutes=2)
    assert office.texts(care) == ["rung:1"]
    assert "feedback:1" in office.texts(maya)


# Looking back


def test_a_process_that_died_before_it_sent_loses_nothing(office: Office) -> None:
    care = office.channel("care")
    office.put("rung:1", care)
    office.crash_before("rung:1")
    assert office.later(seconds=59) == []
    office.later(seconds=2)
    assert office.texts(care) == ["rung:1"]


def test_an_earlier_try_is_found_behind_hundreds_of_messages(office: Office) -> None:
    care = office.channel("care")
    office.slack.faults.next(POST, faults.reset(accepted=True))
    office.put("rung:1", care)
    office.send()
    place = office.slack.channels[care]
    for n in range(450):
        office.slack.post(place, {"text": f"talk {n}"}, user=office.slack.bot_user)
    office.later(hours=8)
    assert office.slack.count("conversations.history") == 3
    assert office.texts(care).count("rung:1") == 1


def test_a_message_with_the_same_words_is_not_taken_for_it(office: Office) -> None:
    care = office.channel("care")
    office.put("rung:1", care, say="Maya reached rung 2")
    office.send()
    office.now += timedelta(minutes=5)
    office.put("rung:2", care, say="Maya reached rung 2")
    office.crash_before("rung:2")
    office.later(minutes=2)
    assert len(office.texts(care)) == 2


@pytest.mark.parametrize(
    ("priority", "posts", "state"),
    [
        (Priority.CELEBRATION, 2, OutboxState.SENT),
        (Priority.ANSWER, 2, OutboxState.SENT),
        (Priority.CHECK_IN, 1, OutboxState.DROPPED),
        (Priority.REMINDER, 1, OutboxState.DROPPED),
    ],
)
def test_where_slack_hides_what_was_posted_a_question_is_not_asked_twice(
    office: Office, priority: Priority, posts: int, state: OutboxState
) -> None:
    """A shout-out is rather said twice than not at all."""
    care = office.channel("care")
    office.slack.faults.always("conversations.history", faults.refused("missing_scope"))
    office.slack.faults.next(POST, faults.reset(accepted=True))
    office.put("a key", care, priority=priority)
    office.send()
    office.later(minutes=2)
    assert office.slack.count(POST) == posts
    row = office.row("a key")
    assert row.state is state
    assert state is OutboxState.SENT or row.error == PERHAPS_POSTED


def test_while_slack_cannot_be_read_the_row_stays_unsure_and_others_go_on(office: Office) -> None:
    care, maya = office.channel("care"), office.person("maya")
    office.slack.faults.next(POST, faults.reset(accepted=True))
    office.put("rung:1", care)
    office.send()
    office.now += timedelta(seconds=2)
    office.slack.faults.next(
        "conversations.history", faults.rate_limited(20), faults.server_error(), faults.reset()
    )
    office.put("feedback:1", maya, priority=Priority.REMINDER)
    office.now += timedelta(seconds=61)
    looked = office.delivery.run_once(office.now)
    assert looked and looked.queued.key == "rung:1"
    assert office.row("rung:1").state is OutboxState.UNSURE
    office.now += timedelta(milliseconds=150)
    assert office.delivery.run_once(office.now), "reading has a limit of its own"
    assert office.texts(maya) == ["feedback:1"]
    for _ in range(6):
        office.later(minutes=5)
    assert office.row("rung:1").state is OutboxState.SENT
    assert office.slack.count(POST) == 2, "the shout-out and the feedback, once each"


def test_a_crash_while_looking_back_still_finds_the_first_try(office: Office) -> None:
    care = office.channel("care")
    office.slack.faults.next(POST, faults.reset(accepted=True))
    office.put("rung:1", care)
    office.send()
    for _ in range(3):
        office.now += timedelta(days=2)
        office.crash_before("rung:1")
    office.later(minutes=2)
    assert office.texts(care) == ["rung:1"]


def test_a_late_message_that_had_arrived_is_known_as_sent(office: Office) -> None:
    """It expired meanwhile, but it is there, and edits must find it."""
    maya = office.person("maya")
    office.slack.faults.next(POST, faults.server_error(accepted=True))
    office.put(
        "checkin:7:2026-11-23", maya, say="Today", expires_at=MORNING + timedelta(seconds=30)
    )
    office.send()
    office.later(minutes=2)
    assert office.row("checkin:7:2026-11-23").state is OutboxState.SENT


# The thread


def test_the_thread_sends_what_is_put_and_ends_when_told(office: Office) -> None:
    maya, stop = office.person("maya"), threading.Event()
    sent = threading.Event()
    office.delivery._note = lambda claim, verdict: sent.set()  # type: ignore[method-assign]
    thread = threading.Thread(target=office.delivery.run, args=(stop,))
    thread.start()
    try:
        office.put("feedback:1", maya)
        office.delivery.nudge()
        assert sent.wait(5)
    finally:
        stop.set()
        office.delivery.nudge()
        thread.join(5)
    assert not thread.is_alive()
    assert office.texts(maya) == ["feedback:1"]


def test_the_thread_outlives_a_database_that_is_away(office: Office) -> None:
    maya, stop = office.person("maya"), threading.Event()
    office.put("feedback:1", maya)
    steps = iter(["away", "bug", "well"])
    work = office.delivery._work
    office.delivery._nudged.wait = lambda pause=None: True  # type: ignore[method-assign]

    def shaky() -> float:
        step = next(steps, "stop")
        if step == "away":
            raise OperationalError("SELECT …", {}, Exception("host is down"))
        if step == "bug":
            raise ZeroDivisionError
        if step == "stop":
            stop.set()
        return work()

    office.delivery._work = shaky  # type: ignore[method-assign]
    with capture_logs() as log:
        office.delivery.run(stop)
    assert office.texts(maya) == ["feedback:1"]
    events = [entry["event"] for entry in log]
    (waits,) = (e for e in log if e["event"] == "delivery waits for the database")
    assert waits["why"] == "host is down"
    assert "delivery failed and goes on" in events
