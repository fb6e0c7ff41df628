"""Socket Mode: the connection through which Slack reaches a bot that has no web address.

https://docs.slack.dev/apis/events-api/using-socket-mode
"""

import time
from contextlib import suppress

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.client import slack_client
from bot.failure import Failure
from bot.health import FINE

PING_SECONDS = 5
"""slack_sdk gives a connection up after four pings without an answer, and makes a new one."""

SILENCE_SECONDS = 45
"""A connection that is silent for longer was not saved by slack_sdk: nobody will save it."""

IN_HAND = 16
"""How many requests are handled at once."""


class SocketMode:
    """The bot's connection. It heals itself; what it cannot heal shows in `silent_for`."""

    def __init__(self, app: App, app_token: str, api_url: str):
        self._handler = SocketModeHandler(
            app,
            app_token,
            web_client=slack_client(app_token, api_url),
            ping_interval=PING_SECONDS,
            concurrency=IN_HAND,
        )
        self._last_heard = time.time()

    def connect(self) -> None:
        """Begin to listen; raises Failure if Slack will not have it."""
        try:
            self._handler.connect()  # type: ignore[no-untyped-call]
        except SlackApiError as error:
            raise Failure(
                f"Slack does not accept SLACK_APP_TOKEN ({error.response.get('error')}): create an "
                "app-level token with connections:write in Basic Information, and switch Socket "
                "Mode on."
            ) from error
        except (SlackClientError, OSError) as error:
            raise Failure(
                f"Slack cannot be reached for Socket Mode ({type(error).__name__}): check the "
                "network, and SLACK_API_URL if you set it."
            ) from error

    def silent_for(self) -> float:
        """Seconds since Slack last answered a ping on this connection or one before it."""
        session = self._handler.client.current_session
        heard = session and session.last_ping_pong_time
        self._last_heard = max(self._last_heard, heard or 0)
        return time.time() - self._last_heard

    @property
    def is_dead(self) -> bool:
        """Whether the connection has died and did not come back by itself."""
        return self.silent_for() > SILENCE_SECONDS

    def state(self) -> str:
        """ "ok", or what is wrong, for /readyz."""
        if not self._handler.client.is_connected():
            return "is not connected"
        silent = self.silent_for()
        return FINE if silent < 4 * PING_SECONDS else f"has been silent for {silent:.0f} seconds"

    def finish(self) -> None:
        """Take nothing more, answer what is in hand, and close.

        What arrives meanwhile stays unanswered, so that Slack sends it to another connection.
        """
        client = self._handler.client
        client.closed = True  # else its processor loops for ever, and the next line with it
        client.message_processor.shutdown()  # type: ignore[no-untyped-call]
        client.message_workers.shutdown(wait=True)
        if client.current_app_monitor.is_alive():
            client.current_app_monitor.shutdown()  # type: ignore[no-untyped-call]
        with suppress(AttributeError):  # slack_sdk, when the other side closes at this moment
            self._handler.close()  # type: ignore[no-untyped-call]
