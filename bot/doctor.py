"""`rungs doctor`: what is well, what is not, and what to do about it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from sqlalchemy import Engine

from bot.client import slack_client
from bot.failure import Failure
from bot.settings import DatabaseSettings, Settings
from bot.storage import reachable
from goals.people import Team
from store import database, people, teams

SCOPES = frozenset(
    [
        "channels:history",
        "channels:read",
        "chat:write",
        "commands",
        "groups:history",
        "groups:read",
        "im:history",
        "im:write",
        "users:read",
    ]
)
"""What the bot's token must allow: manifest.yml asks for these, and a test holds the two alike."""

LARGEST_SKEW = timedelta(minutes=1)
"""Slack's signatures count for five minutes, and check-ins go out to the minute."""


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at: what, whether it is well, and what was seen or is to do."""

    what: str
    well: bool
    says: str

    def __str__(self) -> str:
        return f"{'ok  ' if self.well else 'FAIL'}  {self.what}: {self.says}"


def examine(settings: Settings, now: datetime | None = None) -> Iterator[Finding]:
    """Look at everything that `rungs run` needs, from the outside in. `now` (UTC) is ours."""
    client = slack_client(settings.slack_bot_token.get_secret_value(), settings.slack_api_url)
    team_id = None
    try:
        answer = client.auth_test()
    except (SlackClientError, OSError) as error:
        yield _bot_token_trouble(error)
    else:
        team_id = str(answer["team_id"])
        headers = {name.lower(): value for name, value in answer.headers.items()}
        yield Finding("bot token", True, f"accepted by the workspace {answer['team']} ({team_id})")
        yield _scopes(headers)
        yield _skew(headers, now or datetime.now(UTC))
    yield _way_in(settings)
    yield from examine_database(settings, client, team_id)


def _bot_token_trouble(error: Exception) -> Finding:
    if isinstance(error, SlackApiError):
        says = (
            f"Slack refuses it ({error.response.get('error')}). Install the app to the workspace "
            "and set SLACK_BOT_TOKEN to the token shown on Install App."
        )
    else:
        says = (
            f"Slack cannot be reached ({type(error).__name__}). Check the network, the proxy, and "
            "SLACK_API_URL if you set it."
        )
    return Finding("bot token", False, says)


def _scopes(headers: Mapping[str, str]) -> Finding:
    granted = {scope.strip() for scope in headers.get("x-oauth-scopes", "").split(",")} - {""}
    missing, idle = SCOPES - granted, granted - SCOPES
    if missing:
        says = (
            f"missing {', '.join(sorted(missing))}. Compare the app with manifest.yml, reinstall."
        )
    elif idle:
        says = f"all there; Rungs has no use for {', '.join(sorted(idle))}, which can go"
    else:
        says = "exactly those of manifest.yml"
    return Finding("scopes", not missing, says)


def _skew(headers: Mapping[str, str], now: datetime) -> Finding:
    if "date" not in headers:
        return Finding("clock", False, "Slack's answer had no date to compare with; ask again.")
    skew = now - parsedate_to_datetime(headers["date"])
    seconds = round(abs(skew).total_seconds())
    if abs(skew) <= LARGEST_SKEW:
        return Finding("clock", True, f"within {seconds} s of Slack's")
    way = "ahead of" if skew > timedelta(0) else "behind"
    says = f"{seconds} s {way} Slack's. Switch time synchronisation (NTP) on."
    return Finding("clock", False, says)


def _way_in(settings: Settings) -> Finding:
    if settings.slack_app_token is None:
        says = f"HTTP on port {settings.port}; Slack must reach it as …/slack/events"
        return Finding("connection", True, says)
    client = slack_client(settings.slack_app_token.get_secret_value(), settings.slack_api_url)
    try:
        client.apps_connections_open(app_token=settings.slack_app_token.get_secret_value())
    except SlackApiError as error:
        says = (
            f"Slack refuses SLACK_APP_TOKEN ({error.response.get('error')}). Create an app-level "
            "token with connections:write in Basic Information, and switch Socket Mode on."
        )
        return Finding("connection", False, says)
    except (SlackClientError, OSError) as error:
        says = f"Slack cannot be reached ({type(error).__name__}). Check the network."
        return Finding("connection", False, says)
    return Finding("connection", True, "Socket Mode, and Slack lets the app in")


def examine_database(
    settings: DatabaseSettings, client: WebClient | None = None, team_id: str | None = None
) -> Iterator[Finding]:
    """Look at the database and, where Slack answers for a workspace, at its teams' channels."""
    engine = database.open_database(settings.database_url)
    try:
        with reachable(settings):
            current = database.is_current(engine)
        if not current:
            says = "reachable, but not in this version's shape. Run `rungs db upgrade`."
            yield Finding("database", False, says)
            return
        yield Finding("database", True, f"{engine.dialect.name}, in the newest shape")
        if client and team_id:
            yield from _channels(engine, client, team_id)
    except Failure as failure:
        yield Finding("database", False, str(failure))
    finally:
        engine.dispose()


def _channels(engine: Engine, client: WebClient, team_id: str) -> Iterator[Finding]:
    with database.read(engine) as tx:
        mine = [w.id for w in people.workspaces(tx) if w.team_id == team_id]
        found = [team for workspace in mine for team in teams.of_workspace(tx, workspace)]
    if not found:
        yield Finding("teams", True, "none yet; /goal team in a channel sets one up")
    for team in found:
        yield _channel(client, team)


def _channel(client: WebClient, team: Team) -> Finding:
    what = f"channel of {team.name}"
    invite = "In that channel, type /invite @Rungs."
    try:
        channel = client.conversations_info(channel=team.channel_id)["channel"]
    except SlackApiError as error:
        code = error.response.get("error")
        if code == "channel_not_found":
            return Finding(what, False, f"the bot cannot see {team.channel_id}. {invite}")
        says = f"Slack will not show {team.channel_id} ({code}). Look at the scopes above."
        return Finding(what, False, says)
    except (SlackClientError, OSError) as error:
        says = f"Slack cannot be reached ({type(error).__name__}). Check the network."
        return Finding(what, False, says)
    name = f"#{channel.get('name', team.channel_id)}"
    if channel.get("is_archived"):
        says = f"{name} is archived. Choose another one in /goal team, Settings."
        return Finding(what, False, says)
    if not channel.get("is_member"):
        return Finding(what, False, f"the bot is not in {name}. {invite}")
    return Finding(what, True, f"the bot is in {name}")
