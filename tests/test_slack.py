"""The fake Slack: it answers as Slack does, refuses what Slack refuses, and fails on demand."""

from collections.abc import Callable
from typing import Any

import pytest
from slack_sdk import WebClient, WebhookClient
from slack_sdk.errors import SlackApiError

from tests.support import faults
from tests.support.slack import FakeSlack
from tests.support.workspace import Channel, ResponseUrl, Trigger

MODAL = {
    "type": "modal",
    "title": {"type": "plain_text", "text": "Rungs"},
    "blocks": [{"type": "divider"}],
}


@pytest.fixture
def client(slack: FakeSlack) -> WebClient:
    slack.add_user("UMAYA", "maya")
    slack.add_user("UTOM", "tom")
    slack.add_channel(Channel("CCARE", "care", ["UMAYA", "UTOM", slack.bot_user]))
    return WebClient(slack.token, base_url=slack.api_url, timeout=5, retry_handlers=[])


def post(client: WebClient, channel: str = "CCARE", text: str = "Hello", **more: Any) -> Any:
    return client.chat_postMessage(
        channel=channel, text=text, unfurl_links=False, unfurl_media=False, **more
    )


def error_of(call: Callable[[], Any]) -> str:
    with pytest.raises(SlackApiError) as raised:
        call()
    return str(raised.value.response["error"])


def test_a_post_to_a_person_opens_their_direct_messages(slack: FakeSlack, client: WebClient):
    answer = post(client, "UMAYA")
    assert answer["channel"] == client.conversations_open(users="UMAYA")["channel"]["id"]
    assert [m.text for m in slack.messages("UMAYA")] == ["Hello"]
    assert [m.text for m in slack.seen_by("UMAYA")] == ["Hello"]
    assert slack.seen_by("UTOM") == []


def test_metadata_comes_back_with_the_history(client: WebClient):
    metadata = {"event_type": "rungs", "event_payload": {"key": "rung:7"}}
    place = post(client, metadata=metadata)["channel"]
    (told,) = client.conversations_history(channel=place, include_all_metadata=True)["messages"]
    assert told["metadata"] == metadata
    (told,) = client.conversations_history(channel=place)["messages"]
    assert "metadata" not in told


def test_history_comes_newest_first_and_in_pages(slack: FakeSlack, client: WebClient):
    for number in range(5):
        post(client, text=f"{number}")
    pages = client.conversations_history(channel="CCARE", limit=2)
    assert [[m["text"] for m in page["messages"]] for page in pages] == [
        ["4", "3"],
        ["2", "1"],
        ["0"],
    ]


def test_an_edit_shows_and_its_past_is_not_forgotten(slack: FakeSlack, client: WebClient):
    posted = post(client, text="35 chats")
    client.chat_update(channel=posted["channel"], ts=posted["ts"], text="36 chats")
    assert [m.text for m in slack.messages("CCARE")] == ["36 chats"]
    assert "35 chats" in slack.ever_shown_to("UMAYA")


def test_only_the_one_who_is_told_sees_an_ephemeral_message(slack: FakeSlack, client: WebClient):
    client.chat_postEphemeral(channel="CCARE", user="UMAYA", text="Only for you")
    assert "Only for you" in slack.ever_shown_to("UMAYA")
    assert "Only for you" not in slack.ever_shown_to("UTOM")
    assert slack.messages("CCARE") == []


@pytest.mark.parametrize(
    ("channel", "error"),
    [
        ("CNONE", "channel_not_found"),
        ("COUT", "not_in_channel"),
        ("COLD", "is_archived"),
        ("UGONE", "user_disabled"),
    ],
)
def test_it_refuses_where_the_bot_cannot_post(
    slack: FakeSlack, client: WebClient, channel: str, error: str
):
    slack.add_channel(Channel("COUT", "out", ["UMAYA"]))
    slack.add_channel(Channel("COLD", "old", [slack.bot_user], is_archived=True))
    slack.add_user("UGONE", "gone")["deleted"] = True
    assert error_of(lambda: post(client, channel)) == error


def test_it_refuses_what_breaks_a_limit_and_the_test_hears_of_it(
    slack: FakeSlack, client: WebClient
):
    too_long = {"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}}
    assert error_of(lambda: post(client, blocks=[too_long])) == "invalid_blocks"
    assert slack.problems == ["blocks[0] section.text: 3001 characters, at most 3000"]
    slack.problems.clear()  # else the fixture fails this very test


def test_it_wants_links_left_folded(slack: FakeSlack, client: WebClient):
    client.chat_postMessage(channel="CCARE", text="https://x.example")
    assert len(slack.problems) == 2
    slack.problems.clear()


def test_a_trigger_works_once_and_in_time(slack: FakeSlack, client: WebClient):
    slack.triggers["t1"] = Trigger("UMAYA", slack.clock())
    slack.triggers["t2"] = Trigger("UMAYA", slack.clock() - 10)
    client.views_open(trigger_id="t1", view=MODAL)
    assert [view.title for view in slack.modals["UMAYA"]] == ["Rungs"]

    def opened(trigger: str) -> Callable[[], Any]:
        return lambda: client.views_open(trigger_id=trigger, view=MODAL)

    assert error_of(opened("t1")) == "exchanged_trigger_id"
    assert error_of(opened("t2")) == "expired_trigger_id"
    assert error_of(opened("t3")) == "invalid_trigger_id"


def test_modals_stack_three_high(slack: FakeSlack, client: WebClient):
    for number in range(4):
        slack.triggers[f"t{number}"] = Trigger("UMAYA", slack.clock())
    client.views_open(trigger_id="t0", view=MODAL)
    client.views_push(trigger_id="t1", view=MODAL)
    client.views_push(trigger_id="t2", view=MODAL)
    third = lambda: client.views_push(trigger_id="t3", view=MODAL)  # noqa: E731
    assert error_of(third) == "push_limit_reached"


def test_a_response_url_replaces_its_message_five_times(slack: FakeSlack, client: WebClient):
    post(client)
    (message,) = slack.messages("CCARE")
    slack.response_urls["r1"] = ResponseUrl("UMAYA", "CCARE", message)
    webhook = WebhookClient(slack.response_url("r1"), retry_handlers=[])
    statuses = [webhook.send(text=f"{n}", replace_original=True).status_code for n in range(6)]
    assert statuses == [200] * 5 + [404]
    assert [m.text for m in slack.messages("CCARE")] == ["4"]


def test_a_response_url_answers_one_person_alone(slack: FakeSlack, client: WebClient):
    slack.response_urls["r1"] = ResponseUrl("UMAYA", "CCARE")
    WebhookClient(slack.response_url("r1")).send(text="Only for you")
    assert [m.text for m in slack.seen_by("UMAYA")] == ["Only for you"]
    assert slack.seen_by("UTOM") == []


def test_people_come_in_pages_with_what_slack_says_of_them(slack: FakeSlack, client: WebClient):
    slack.add_user("UANA", "ana", tz="Pacific/Auckland", admin=True)
    pages = client.users_list(limit=2)
    assert [user["name"] for page in pages for user in page["members"]] == [
        "rungs", "maya", "tom", "ana",
    ]  # fmt: skip
    ana = client.users_info(user="UANA")["user"]
    assert (ana["tz"], ana["is_admin"], ana["is_bot"]) == ("Pacific/Auckland", True, False)
    assert error_of(lambda: client.users_info(user="UNOBODY")) == "user_not_found"


def test_a_private_channel_without_the_bot_is_not_there(slack: FakeSlack, client: WebClient):
    slack.add_channel(Channel("CPRIVATE", "leads", ["UTOM"], is_private=True))
    private = lambda: client.conversations_info(channel="CPRIVATE")  # noqa: E731
    assert error_of(private) == "channel_not_found"
    assert client.conversations_info(channel="CCARE")["channel"]["is_member"]
    assert client.conversations_members(channel="CCARE")["members"] == ["UMAYA", "UTOM", "UBOT"]


def test_it_knows_its_token(slack: FakeSlack):
    stranger = WebClient("xoxb-other", base_url=slack.api_url)
    assert error_of(stranger.auth_test) == "invalid_auth"


BEFORE = [faults.server_error(), faults.reset(), faults.hang(0.05), faults.rate_limited(2)]
AFTER = [
    faults.server_error(accepted=True),
    faults.reset(accepted=True),
    faults.hang(0.05, accepted=True),
]


@pytest.mark.parametrize("fault", BEFORE + AFTER, ids=lambda f: f"{f.kind}-{f.accepted}")
def test_faults_before_and_after_slack_accepted(
    slack: FakeSlack, client: WebClient, fault: faults.Fault
):
    slack.faults.next("chat.postMessage", fault)
    with pytest.raises((SlackApiError, OSError)):
        post(client)
    assert [m.text for m in slack.messages("CCARE")] == ["Hello"] * fault.accepted
    (call,) = slack.calls_of("chat.postMessage")
    assert (call.done, bool(call.error)) == (fault.accepted, True)
    post(client)  # and Slack is well again
    assert slack.count("chat.postMessage") == 2


def test_a_429_says_how_long_to_wait(slack: FakeSlack, client: WebClient):
    slack.faults.next("chat.postMessage", faults.rate_limited(7))
    with pytest.raises(SlackApiError) as raised:
        post(client)
    assert raised.value.response.status_code == 429
    assert raised.value.response.headers["Retry-After"] == "7"


def test_one_channel_may_fail_for_good_and_the_others_work(slack: FakeSlack, client: WebClient):
    slack.faults.always("chat.postMessage", faults.refused("is_archived"), channel="CCARE")
    assert error_of(lambda: post(client)) == "is_archived"
    assert error_of(lambda: post(client)) == "is_archived"
    assert post(client, "UMAYA")["ok"]


def test_a_mix_of_faults_is_drawn_for_every_call(slack: FakeSlack, client: WebClient):
    drawn = iter([None, faults.refused("fatal_error"), None])
    slack.faults.mix = lambda method, arguments: next(drawn)
    post(client)
    assert error_of(lambda: post(client)) == "fatal_error"
    post(client)
    assert len(slack.messages("CCARE")) == 2


def test_its_pace_is_kept_in_each_channel_and_in_all(slack: FakeSlack, client: WebClient):
    slack.pace = faults.Pace(per_channel=30, per_minute=2)
    post(client)
    assert error_of(lambda: post(client)) == "ratelimited"
    post(client, "UMAYA")
    assert error_of(lambda: post(client, "UTOM")) == "ratelimited"
    assert slack.pace.broken == 2
