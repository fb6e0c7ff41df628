"""Logs: what happened, where and how long it took; never people's words, never a token.

JSON lines when nobody watches, plain lines in a terminal, on standard error. The standard
library's loggers (Bolt, slack_sdk, APScheduler, gunicorn, Alembic) go through the same guard.
"""

import logging
import re
import sys
import traceback
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import structlog
from slack_sdk.web import SlackResponse
from structlog.typing import EventDict, Processor, WrappedLogger

# Slack's libraries print whole requests when they log more than this: people's words. Bolt's are
# quiet by `QUIET`, which every App is given, because each of its loggers copies a level once.
QUIET = logging.getLogger("slack_bolt")
QUIET.setLevel(logging.WARNING)
# Bolt finds the token in the environment by itself, and says that it needs none.
QUIET.addFilter(lambda record: "`token` will be unused" not in record.getMessage())
logging.getLogger("slack_sdk").setLevel(logging.WARNING)
CHATTY = ("alembic", "apscheduler", "sqlalchemy", "urllib3")  # below a warning, of no use here

HIDDEN = "[hidden]"
WORDS = frozenset(
    [
        *("answer", "blocks", "body", "channel_name", "feedback", "input", "message", "name"),
        *("note", "original", "params", "payload", "purpose", "reason", "response_url"),
        *("statement", "text", "title", "user_name", "value", "values", "view", "words"),
    ]
)
"""Fields that may hold people's words."""

TOKENS = re.compile(
    r"\bx(?:ox[a-z]|app)[-.][\w.%-]+|https://hooks\.slack\.com/\S+|\bwss?://\S+|\bv0=[0-9a-f]{64}"
)
SHORTEST_SECRET = 8  # a shorter one would take pieces out of common words

log = structlog.stdlib.get_logger("rungs")


def configure(
    level: str = "INFO", secrets: Sequence[str] = (), *, as_json: bool | None = None
) -> None:
    """Route every logger of the process through the guard.

    `secrets` are hidden wherever they show; `as_json` decides by itself whether a terminal watches.
    """
    if as_json is None:
        as_json = not sys.stderr.isatty()
    shared: list[Processor] = [
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        failure_without_values,
        without_words,
        Mask(secrets),
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    shown: Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if as_json
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), sort_keys=False)
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, shown],
        )
    )
    logging.basicConfig(handlers=[handler], level=level, force=True)
    for chatty in CHATTY:
        logging.getLogger(chatty).setLevel(logging.WARNING)
    logging.captureWarnings(True)


def failure_without_values(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """An exception as kinds and places. Its message may quote a person, so it is left out."""
    info = event.pop("exc_info", None)
    if info is True:
        info = sys.exc_info()
    error = info[1] if isinstance(info, tuple) else info
    if isinstance(error, BaseException):
        event["failure"] = list(_places(error))
    return event


def _places(error: BaseException) -> Iterator[str]:
    chain: list[BaseException] = []
    cause: BaseException | None = error
    while cause is not None and cause not in chain:
        chain.append(cause)
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
    for failed in reversed(chain):
        yield f"{type(failed).__module__}.{type(failed).__qualname__}{_code(failed)}"
        for frame, line in traceback.walk_tb(failed.__traceback__):
            yield f"  {frame.f_code.co_filename}:{line} in {frame.f_code.co_qualname}"


def _code(error: BaseException) -> str:
    """Slack's short name for what went wrong; a code, never words."""
    response = getattr(error, "response", None)
    code = response.get("error") if isinstance(response, SlackResponse) else None
    return f" {code}" if isinstance(code, str) else ""


def without_words(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Hide the fields that may hold people's words, whoever logs them."""
    return {key: HIDDEN if key in WORDS else value for key, value in event.items()}


class Mask:
    """Hides tokens, signatures and the given secrets in every text of an event."""

    def __init__(self, secrets: Iterable[str] = ()):
        known = [re.escape(secret) for secret in secrets if len(secret) >= SHORTEST_SECRET]
        self._pattern = re.compile("|".join([*known, TOKENS.pattern]))

    def __call__(self, _: WrappedLogger, __: str, event: EventDict) -> EventDict:
        return {
            key: value if key.startswith("_") else self._clean(value)
            for key, value in event.items()
        }

    def _clean(self, value: Any) -> Any:
        if isinstance(value, str):
            return self._pattern.sub(HIDDEN, value)
        if isinstance(value, dict):
            return {
                self._clean(k): HIDDEN if k in WORDS else self._clean(v) for k, v in value.items()
            }
        if isinstance(value, (list, tuple)):
            return [self._clean(item) for item in value]
        if isinstance(value, (int, float)) or value is None:
            return value
        return self._clean(str(value))
