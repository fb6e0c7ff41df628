"""The bot's own log, written as `rungs run` writes it, but to a file."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr
from pathlib import Path

import structlog

from bot import logs


@contextmanager
def logged_to(path: Path) -> Iterator[None]:
    """What is measured in this process pays for its log as well, and shows nothing of it."""
    root, before = logging.getLogger(), structlog.get_config()
    handlers, level = root.handlers[:], root.level
    with path.open("a") as file:
        with redirect_stderr(file):
            logs.configure("INFO", as_json=True)
        try:
            yield
        finally:
            structlog.configure(**before)
            root.handlers[:] = handlers
            root.setLevel(level)
            logging.captureWarnings(False)
