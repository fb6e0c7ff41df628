"""`rungs doctor` finds what is wrong before Slack does, and says what to do."""

from datetime import UTC, datetime, timedelta

import pytest
from pydantic import SecretStr

from bot.doctor import SCOPES, Finding, examine
from bot.settings import Settings
from tests.support.faults import refused
from tests.support.workspace import Channel


@pytest.fixture
def settings(slack, database_url) -> Settings:
    return Settings(
        _env_file=None,
        slack_bot_token=slack.token,
        slack_signing_secret="a-signing-secret",
        slack_api_url=slack.api_url,
        database_url=database_url,
    )


def findings(settings: Settings, now: datetime | None = None) -> dict[str, Finding]:
    return {finding.what: finding for finding in examine(settings, now)}


def ailing(found: dict[str, Finding]) -> list[str]:
    return [what for what, finding in found.items() if not finding.well]


def test_all_is_well(settings, rungs):
    rungs.seed_team("Care", lead="tom", members=["maya"])
    found = findings(settings)
    assert ailing(found) == []
    assert list(found) == [
        "bot token",
        "scopes",
        "clock",
        "connection",
        "database",
        "channel of Care",
    ]
    assert str(found["scopes"]) == "ok    scopes: exactly those of manifest.yml"
    assert found["channel of Care"].says == "the bot is in #care"


def test_before_any_team_it_says_how_to_set_one_up(settings):
    assert "/goal team" in findings(settings)["teams"].says


def test_a_refused_token_is_told_with_slacks_reason_and_the_rest_is_still_looked_at(settings):
    settings.slack_bot_token = SecretStr("xoxb-of-another-app")
    found = findings(settings)
    assert ailing(found) == ["bot token"]
    assert "(invalid_auth)" in found["bot token"].says and "Install" in found["bot token"].says
    assert "xoxb" not in found["bot token"].says
    assert found["database"].well


def test_an_unreachable_slack_is_no_traceback(settings):
    settings.slack_api_url = "http://127.0.0.1:1/api/"
    settings.slack_app_token = SecretStr("xapp-1")
    found = findings(settings)
    assert ailing(found) == ["bot token", "connection"]
    assert "Check the network" in found["bot token"].says


def test_missing_scopes_are_named(settings, slack):
    slack.scopes = sorted(SCOPES - {"im:history", "users:read"})
    found = findings(settings)
    assert ailing(found) == ["scopes"]
    assert "missing im:history, users:read." in found["scopes"].says


def test_idle_scopes_are_no_fault_but_told(settings, slack):
    slack.scopes = [*SCOPES, "chat:write.public"]
    found = findings(settings)
    assert ailing(found) == [] and "chat:write.public, which can go" in found["scopes"].says


@pytest.mark.parametrize(
    ("skew", "says"), [(timedelta(minutes=3), "ahead of"), (timedelta(minutes=-3), "behind")]
)
def test_a_clock_that_runs_wrong_is_told(settings, skew, says):
    found = findings(settings, datetime.now(UTC) + skew)
    assert ailing(found) == ["clock"]
    assert says in found["clock"].says and "NTP" in found["clock"].says


def test_socket_mode_is_tried_for_real(settings, slack):
    settings.slack_app_token = SecretStr("xapp-1-a-token")
    assert "Socket Mode" in findings(settings)["connection"].says
    slack.faults.next("apps.connections.open", refused("not_allowed_token_type"))
    found = findings(settings)
    assert ailing(found) == ["connection"]
    assert "connections:write" in found["connection"].says
    assert slack.count("apps.connections.open") == 2


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_database_out_of_reach_is_told(settings):
    settings.database_url = "sqlite:////no/such/place/rungs.db"
    found = findings(settings)
    assert ailing(found) == ["database"] and "check DATABASE_URL" in found["database"].says


def test_a_database_of_another_version_is_told_and_left_alone(settings, engine):
    with engine.begin() as tx:
        tx.exec_driver_sql("UPDATE alembic_version SET version_num = 'older'")
    found = findings(settings)
    assert ailing(found) == ["database"] and "rungs db upgrade" in found["database"].says
    with engine.connect() as tx:
        assert tx.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() == "older"


def test_a_channel_without_the_bot_is_told_with_the_cure(settings, rungs, slack):
    rungs.seed_team("Care", lead="tom", members=["maya"])
    care: Channel = slack.channels["CCARE"]
    care.members.remove(slack.bot_user)
    found = findings(settings)
    assert ailing(found) == ["channel of Care"]
    assert found["channel of Care"].says == (
        "the bot is not in #care. In that channel, type /invite @Rungs."
    )
    care.is_private = True
    assert "cannot see CCARE" in findings(settings)["channel of Care"].says
    care.members.append(slack.bot_user)
    care.is_archived = True
    assert "is archived" in findings(settings)["channel of Care"].says
