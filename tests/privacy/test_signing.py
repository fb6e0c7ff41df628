"""What Slack did not sign, or signed long ago, or said before."""

import json
import time
from typing import Any

import pytest
from slack_bolt import BoltRequest
from slack_sdk.signature import SignatureVerifier

from tests.privacy.cast import Cast, changes, everything
from tests.support import envelopes
from tests.support.envelopes import Envelope
from tests.support.rungs import SIGNING_SECRET

WORDS = "Feedbackinkx"
MINUTES = 60


def sign(body: str, at: float, secret: str = SIGNING_SECRET) -> dict[str, str]:
    timestamp = str(int(at))
    signature = SignatureVerifier(secret).generate_signature(timestamp=timestamp, body=body)
    return {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": str(signature)}


def envelopes_of(cast: Cast) -> dict[str, Envelope]:
    """One of each kind of request, each of which would change something or tell something."""
    maya, slack = cast["owner"], cast.rungs.slack
    direct = slack.direct(maya.id)
    card = maya.goal("show G-1").screen
    form = maya.goal("new").view
    assert form
    block, element = card.find("Log")
    said = {"channel": direct.id, "channel_type": "im", "user": maya.id, "ts": "1.1", "text": "31"}
    return {
        "command": envelopes.command(slack, maya.id, direct, "/goal", f"feedback @tom {WORDS}"),
        "click": envelopes.click_on_message(slack, maya.id, card, block, element, {
            "value": element["value"]}),
        "form": envelopes.submission(slack, maya.id, form, {}),
        "event": envelopes.event(slack, "message", said, "Ev1"),
    }  # fmt: skip


GOAL = {"statement": "Next", "baseline": "0", "target": "9", "due": "2026-12-18"}
REFUSED: dict[str, Any] = {
    "no signature": lambda body: {},
    "no signature but a time": lambda body: {
        "X-Slack-Request-Timestamp": str(int(time.time()))
    },
    "another secret": lambda body: sign(body, time.time(), "another secret"),
    "another body": lambda body: sign(body + "&x=1", time.time()),
    "more than five minutes old": lambda body: sign(body, time.time() - 5 * MINUTES - 2),
    "from the future": lambda body: sign(body, time.time() + 5 * MINUTES + 2),
    "another time than was signed": lambda body: sign(body, time.time() - 60) | {
        "X-Slack-Request-Timestamp": str(int(time.time()))
    },
    "a time that is none": lambda body: sign(body, time.time()) | {
        "X-Slack-Request-Timestamp": "yesterday"
    },
    "a time that no clock shows": lambda body: sign(body, time.time()) | {
        "X-Slack-Request-Timestamp": "9" * 5000
    },
    "a signature in another alphabet": lambda body: sign(body, time.time()) | {
        "X-Slack-Signature": "v0=ø"
    },
    "half a signature": lambda body: {
        **(signed := sign(body, time.time())),
        "X-Slack-Signature": signed["X-Slack-Signature"][:-1],
    },
}  # fmt: skip


def hand_over(cast: Cast, envelope: Envelope, headers: dict[str, str]) -> tuple[int, str]:
    request = BoltRequest(
        body=envelope.body,
        headers={"Content-Type": [envelope.content_type], **{k: [v] for k, v in headers.items()}},
    )
    answer = cast.rungs.app.dispatch(request)
    return answer.status, answer.body or ""


@pytest.mark.parametrize("why", REFUSED)
def test_what_slack_did_not_sign_now_does_nothing(cast: Cast, why: str):
    cast.rungs.seed_goal("maya", "Goalinkx")
    sent = envelopes_of(cast)
    before, calls = everything(cast.rungs.deps.engine), len(cast.rungs.slack.calls)

    for kind, envelope in sent.items():
        status, answer = hand_over(cast, envelope, REFUSED[why](envelope.body))
        assert status == 401, kind
        assert "ink" not in answer

    assert everything(cast.rungs.deps.engine) == before
    assert len(cast.rungs.slack.calls) == calls


def test_just_inside_the_five_minutes_it_is_heard(cast: Cast):
    cast.rungs.seed_goal("maya", "Goalinkx")
    envelope = envelopes_of(cast)["command"]
    signed = sign(envelope.body, time.time() - 4 * MINUTES)
    assert hand_over(cast, envelope, signed)[0] == 200


def test_a_request_recorded_and_sent_again_within_the_five_minutes_is_no_second_one(cast: Cast):
    """Of each that adds something: the same bytes and the same signature, once more."""
    rungs, maya, tom = cast.rungs, cast["owner"], cast["lead"]
    rungs.seed_goal("maya", "Goalinkx")
    deeds = [
        maya.goal(f"feedback @tom {WORDS}"),
        maya.goal("checkin G-1 31 blocked help"),
        maya.goal("away 24 Dec to 2 Jan"),
        maya.goal("schedule 9:45"),
        maya.dm("32 a note"),
        maya.submit(maya.goal("feedback"), to=tom, words="Again"),
        maya.submit(maya.goal("input"), words="Named", named="named"),
        maya.submit(maya.goal("input"), words="Unnamed", named="unnamed"),
        review := maya.submit(maya.goal("new"), GOAL),
        maya.start(review),
        maya.goal("close G-2"),
    ]
    rungs.later(hours=2)
    for message in list(tom.inbox):
        for button in ("🙏 Thank", "I'm on it"):
            if button in message.buttons:
                deeds.append(tom.click(message, button))
    deeds.append(maya.click(maya.goal("show G-1"), "check_in.log"))
    form = tom.click(next(m for m in tom.inbox if "Named" in m.text), "Answer")
    deeds.append(tom.submit(form, words="Answered"))
    rungs.tick()
    before, posted = everything(rungs.deps.engine), len(rungs.slack.posted)
    told = {user: len(rungs.users[user].inbox) for user in ("maya", "tom", "ben")}

    for deed in deeds:
        assert deed.envelope
        rungs.send(deed.envelope)
    rungs.tick()

    changed = changes(before, everything(rungs.deps.engine))
    added = [(t, row) for t, row in changed if (t, row["id"]) not in before]
    assert added == []
    assert {t for t, _ in changed} <= {"check_in", "goal", "outbox", "workspace"}, changed
    assert told == {user: len(rungs.users[user].inbox) for user in told}
    assert all(
        m.ephemeral_to for m in rungs.slack.posted[posted:] if m.user == rungs.slack.bot_user
    )


def test_feedback_by_command_is_given_once_for_each_command(cast: Cast):
    maya, tom = cast["owner"], cast["lead"]
    given = maya.goal(f"feedback @tom {WORDS}")
    assert "Sent to" in cast.rungs.again(given).words
    maya.goal(f"feedback @tom {WORDS}")  # typed once more: meant once more
    cast.rungs.later(minutes=1)
    assert len(tom.inbox) == 2


def test_a_test_of_slacks_certificate_tells_nothing(cast: Cast):
    envelope = Envelope("ssl_check=1&token=x", envelopes.FORM)
    status, answer = hand_over(cast, envelope, {})
    assert (status, answer) in ((200, ""), (401, json.dumps({"error": "invalid request"})))
