"""The bare ideal: the bot's own server with a Bolt app whose `/goal` only acknowledges."""

import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from wsgiref.types import WSGIApplication

from slack_bolt import App
from sqlalchemy import create_engine

from bench.processes import SIGNING_SECRET, TOKEN
from bot import web
from bot.client import slack_client
from bot.health import FINE, Health


@dataclass(frozen=True)
class Bare:
    """Only pages: no clock and no delivery."""

    pages: WSGIApplication

    def start(self) -> None:
        pass

    def stop(self) -> None:
        pass


def bare(api_url: str) -> Bare:
    """A `/goal` that does nothing."""
    app = empty_app(api_url)
    app.command("/goal")(lambda ack: ack("Done."))
    return served(app)


def empty_app(api_url: str) -> App:
    """Signatures are verified and the answer follows the listener, as in the bot."""
    return App(
        client=slack_client(TOKEN, api_url),
        signing_secret=SIGNING_SECRET,
        process_before_response=True,
        token_verification_enabled=False,
    )


def served(app: App) -> Bare:
    """The app behind the bot's own pages."""
    now = datetime.now(UTC)
    health = Health(create_engine("sqlite://"), lambda: FINE, lambda: now, lambda: now)
    return Bare(web.pages(health, app))


if __name__ == "__main__":
    web.Server(int(sys.argv[1]), partial(bare, sys.argv[2])).run()
