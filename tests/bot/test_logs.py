"""The log tells what happened; people's words and tokens are in none of it."""

import io
import json
import logging
import sys
from collections.abc import Iterator

import pytest
import structlog
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from bot import logs
from bot.logs import HIDDEN, log
from store import database
from store.people import ensure_workspace

WORDS = "my mother is ill"


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """What a process that logs everything writes."""
    stream = io.StringIO()
    root = logging.getLogger()
    before = (root.handlers[:], root.level, structlog.get_config())
    monkeypatch.setattr(sys, "stderr", stream)
    logs.configure("DEBUG", ["a-signing-secret", "short"], as_json=True)
    yield stream
    root.handlers[:], root.level = before[0], before[1]
    structlog.configure(**before[2])
    logging.captureWarnings(False)


def events(written: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in written.getvalue().splitlines()]


def test_an_event_is_one_line_of_json_with_when_and_where(written):
    log.info("handled", what="/goal checkin", ms=3.2)
    (event,) = events(written)
    assert event["event"] == "handled" and event["what"] == "/goal checkin" and event["ms"] == 3.2
    assert event["level"] == "info" and event["logger"] == "rungs"
    assert str(event["timestamp"]).endswith("Z")


def test_a_terminal_gets_plain_lines(monkeypatch, written):
    monkeypatch.setattr(sys, "stderr", written)
    logs.configure("INFO", as_json=False)
    log.info("listening", port=3000)
    assert "listening" in written.getvalue() and "port=3000" in written.getvalue()
    assert not written.getvalue().startswith("{")


@pytest.mark.parametrize("field", sorted(logs.WORDS))
def test_a_field_that_may_hold_words_is_hidden_at_any_depth(written, field):
    log.info("saved", **{field: WORDS}, deep={"deeper": [{field: WORDS}]})
    assert WORDS not in written.getvalue()
    assert events(written)[0][field] == HIDDEN


@pytest.mark.parametrize(
    "secret",
    [
        "xoxb-12-34-abcDEF",
        "xoxp-12-34-abcDEF",
        "xoxe.xoxb-1-abc",
        "xapp-1-A0-99-abcdef",
        "a-signing-secret",
        "https://hooks.slack.com/commands/T1/2/abcdef",
        "wss://wss-primary.slack.com/link/?ticket=1&app_id=2",
        "v0=" + "0f" * 32,
    ],
)
def test_tokens_are_masked_wherever_they_turn_up(written, secret):
    log.info(f"sent with {secret}", at=[{"header": f"Bearer {secret}"}])
    logging.getLogger("some.library").warning("refused %s", secret)
    logging.getLogger("some.library").warning("refused %(what)s", {"what": secret})
    assert len(events(written)) == 3
    assert secret not in written.getvalue()
    assert HIDDEN in str(events(written)[1]["event"])


def test_a_secret_that_is_too_short_to_be_one_takes_no_words_apart(written):
    log.info("shortly")
    assert events(written)[0]["event"] == "shortly"


def failing() -> None:
    try:
        raise KeyError(WORDS)
    except KeyError as first:
        raise ValueError(f"cannot read {WORDS!r}") from first


def test_a_failure_is_told_by_kind_and_place_without_its_values(written):
    try:
        failing()
    except ValueError:
        log.exception("failed")
        logging.getLogger("apscheduler.executors").exception("a job failed")
    for event in events(written):
        told = "\n".join(event["failure"])
        assert told.index("builtins.KeyError") < told.index("builtins.ValueError")
        assert "test_logs.py" in told and "in failing" in told
    assert len(events(written)) == 2
    assert WORDS not in written.getvalue()


def test_a_database_error_tells_no_parameters(written, engine):
    with pytest.raises(IntegrityError) as raised, database.begin(engine) as tx:
        workspace = ensure_workspace(tx, "T1")
        statement = text("INSERT INTO goal (workspace_id, statement) VALUES (:id, :words)")
        tx.execute(statement, {"id": workspace.id, "words": WORDS})
    assert raised.value.hide_parameters  # or the next line of some traceback would tell them
    log.error("failed", exc_info=raised.value)
    assert "IntegrityError" in written.getvalue()
    assert WORDS not in written.getvalue()


def test_the_libraries_that_print_whole_requests_stay_quiet_even_at_debug(written):
    for name in ("slack_sdk.web.base_client", "slack_bolt.App", "sqlalchemy.engine", "alembic"):
        logging.getLogger(name).info("body: %s", WORDS)
    logging.getLogger("gunicorn.error").info("Listening at: http://0.0.0.0:3000")
    assert [event["event"] for event in events(written)] == ["Listening at: http://0.0.0.0:3000"]
