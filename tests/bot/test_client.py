"""The way to Slack: over TLS, with the certificates that the machine trusts, read once."""

import ssl
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError

import pytest
import trustme
from slack_sdk import WebhookClient

from bot.client import slack_client
from bot.connections import open_once
from tests.support.slack import FakeSlack

AUTHORITY = trustme.CA()

pytestmark = pytest.mark.usefixtures("unconnected")


@pytest.fixture
def slack() -> Iterator[FakeSlack]:
    slack = FakeSlack()
    slack.over_tls(AUTHORITY.issue_cert("127.0.0.1"))
    with slack:
        yield slack


@pytest.fixture
def trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine trusts the authority that vouches for this Slack."""
    AUTHORITY.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))


@pytest.mark.usefixtures("trusted")
def test_the_certificates_are_read_once_for_all_calls(
    slack: FakeSlack, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = []
    load = ssl.SSLContext.load_default_certs

    def note(context: ssl.SSLContext, purpose: ssl.Purpose) -> None:
        read.append(purpose)
        load(context, purpose)

    monkeypatch.setattr(ssl.SSLContext, "load_default_certs", note)
    slack.add_user("UMAYA", "Maya")
    for _ in range(2):
        client = slack_client(slack.token, slack.api_url)
        assert client.auth_test()["team_id"] == slack.team_id
        assert client.users_info(user="UMAYA")["user"]["id"] == "UMAYA"
    WebhookClient(slack.response_url("r1")).send(text="in the place of a message")
    assert [call.method for call in slack.calls].count("respond") == 1
    assert read == [ssl.Purpose.SERVER_AUTH]


def test_nobody_is_told_a_token_whom_the_machine_does_not_trust(slack: FakeSlack) -> None:
    with pytest.raises(URLError) as refused:
        slack_client(slack.token, slack.api_url).auth_test()
    assert isinstance(refused.value.reason, ssl.SSLCertVerificationError)
    assert slack.calls == []


@pytest.mark.usefixtures("trusted")
def test_nobody_else_answers_in_the_name_of_slack(monkeypatch: pytest.MonkeyPatch) -> None:
    other = FakeSlack()
    other.over_tls(AUTHORITY.issue_cert("elsewhere.example"))
    with other, pytest.raises(URLError) as refused:
        slack_client(other.token, other.api_url).auth_test()
    assert "127.0.0.1" in str(refused.value.reason)
    assert other.calls == []


def test_behind_a_proxy_it_is_the_same_certificates(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.example:3128")
    assert slack_client("xoxb-1").ssl is open_once()
