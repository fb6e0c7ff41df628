"""Words that would call a whole channel, look like links, or break a database: in every field,
command and message, they come out as words.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

import handlers
from bot import mishaps
from tests.privacy.cast import Cast, texts
from tests.support.people import Outcome, User
from tests.support.rungs import Rungs

CALLS = ("<!channel>", "<!here>", "<!subteam^S1>", "<@U1>", "<@UTOM>", "<#C1>", "<http://x|y>")
HOSTILE = {
    "calls": " ".join(CALLS),
    "entities": "&lt;!channel&gt; &amp;lt; & < >",
    "marks": "`code` ```block``` *bold* _under_ ~struck~ > quoted",
    "right to left": "مرحبا \u202eabc\u202c \u200fשלום",
    "emoji": "👩‍👩‍👧‍👦 🏳️‍🌈 :tada: \U0001f600",
    "control": "a\x00b\x01c\x07d\x1be\x7ff\x85g\r\nh\ti",
    "half a surrogate": "half \ud83d of one",
    "3,000": "<!channel>" * 300,
    "10,000": "w<!here>&" * 1112,
    "only control": "\x00\x00",
}
LIVE = re.compile(r"<(?:!|@U1|@UTOM|#C1|http)")
BAD = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")

hostile = pytest.mark.parametrize("words", HOSTILE.values(), ids=list(HOSTILE))


def payloads(rungs: Rungs) -> Iterator[Any]:
    """Everything that the bot ever let Slack show, edits and acknowledgements included."""
    for message in rungs.slack.posted:
        if message.user == rungs.slack.bot_user:
            yield from message.versions
    for _, view in rungs.slack.shown:
        yield view.raw


def check(rungs: Rungs) -> None:
    """Nothing calls anybody, nothing holds what no one can read, nothing went wrong inside."""
    seen = 0
    for payload in payloads(rungs):
        seen += 1
        for mrkdwn in (*texts(payload, "mrkdwn"), payload.get("text") or ""):
            if isinstance(mrkdwn, str):
                told = re.sub(r"<#CCARE>", "", mrkdwn)  # the team's own channel, in Rungs' words
                assert not LIVE.search(told), told
        assert not BAD.search(json.dumps(payload, ensure_ascii=False)), payload
        assert mishaps.BROKEN not in json.dumps(payload, ensure_ascii=False)
    assert seen > 10


def everyday(cast: Cast) -> Iterator[tuple[User, Outcome]]:
    """Every form, opened as it is in a day; the ones that are met are named in the test below."""
    maya, tom, rungs = cast["owner"], cast["lead"], cast.rungs
    yield maya, maya.goal("new")
    yield maya, maya.submit(maya.goal("new"), WRITTEN)
    rungs.at("2026-11-23 09:30")
    yield maya, maya.click(maya.goal("show G-1"), "Log")
    far = maya.click(maya.goal("show G-1"), "check_in.log")
    yield maya, maya.submit(far, {"value": "5000", "note": "Words"})
    far = maya.click(maya.goal(""), "Log all")
    assert far.view
    yield maya, maya.submit(far, {list(far.view.labels)[-1]: "5000 Words"})
    yield maya, maya.click(maya.goal(""), "Log all")
    yield maya, maya.goal("revise G-1")
    yield maya, maya.click(maya.goal("close G-2"), "It came short")
    maya.goal("checkin G-1 27 blocked help")
    maya.goal("feedback @tom well done")
    maya.submit(maya.goal("input an idea"), named="named")
    rungs.later(minutes=1)
    for what in ("is blocked", "has feedback", "has an idea"):
        told = next(message for message in tom.inbox if what in message.words)
        yield tom, tom.click(told, "Answer")
    yield tom, tom.goal("propose @maya")
    yield tom, tom.goal("propose G-1")
    for number in (8, 9):
        tom.submit(tom.goal(f"propose @maya Words {number}, from 1, by 18 December"))
        rungs.later(minutes=1)
    for answer in ("Change", "Decline"):
        offered = [m for m in maya.inbox if answer in m.buttons]
        yield maya, maya.click(offered[-1], answer)
    yield maya, maya.goal("feedback")
    yield maya, maya.goal("input")
    yield maya, maya.goal("schedule")
    yield tom, tom.click(tom.goal("team", channel="care"), "Settings")
    yield maya, maya.click(maya.goal("me"), "me.change")
    yield cast["admin"], cast["admin"].click(cast["admin"].goal("mission"), "mission.change")
    yield tom, tom.click(tom.goal("show G-1"), "template.keep")
    yield maya, maya.goal("together G-1")


WRITTEN = {"statement": "Words", "baseline": "1", "target": "9", "due": "2026-12-18"}
REQUIRED = {
    "goal.save": WRITTEN,
    "goal.review": {"choice": "anyway", "because": "Words"},
    "check_in.save": {"value": "28"},
    "revise.save": {"reason": "Words"},
    "proposal.send": WRITTEN,
    "proposal.revise": {"reason": "Words"},
    "retrospective.save": {"share": ["leads", "tip"]},
    "feedback.give": {"to": "UTOM", "words": "Words"},
    "input.give": {"words": "Words", "named": "named"},
    "unblock.answered": {"words": "Words"},
    "feedback.answered": {"words": "Words"},
    "input.answered": {"words": "Words"},
    "mission.save": {"words": "Words"},
}
"""What each form needs beside the field under test."""


@hostile
def test_in_every_field_of_every_form_they_are_words(cast: Cast, words: str):
    rungs = cast.rungs
    rungs.seed_goal("maya", "Chats", rungs=(30,))
    rungs.seed_goal("maya", "Put down", rungs=(30,))
    for more in ("More", "And more"):
        rungs.seed_goal("maya", more)
    met, taken = set(), 0
    for user, opened in everyday(cast):
        view = opened.view
        assert view, opened.words
        met.add(view.callback_id)
        fields = [b["block_id"] for b, e in view.elements if e["type"] == "plain_text_input"]
        assert fields or view.callback_id in (
            "schedule.save",
            "together.ask",
            "check_in.confirm",
            "check_in.confirm_all",
        )
        for field in fields:
            values = {**REQUIRED.get(view.callback_id, {}), field: words}
            outcome = user.submit(view, values, forged=True)
            assert outcome.errors or outcome.closed or outcome.view, (view.callback_id, field)
            taken += not outcome.errors
            rungs.slack.modals[user.id] = [view]
            view.raw["id"] = f"V{rungs.slack.number()}"  # the next is another opening of it
            renew_input(view.raw)
    rungs.later(hours=3)
    look(cast)
    check(rungs)
    assert met == registered_forms(rungs)
    assert taken > 5 or words in (HOSTILE["10,000"], HOSTILE["only control"])


def renew_input(raw: dict[str, Any]) -> None:
    """Each opened form of an input carries an id of its own."""
    about = json.loads(raw["private_metadata"] or "{}")
    if raw["callback_id"] == "input.give":
        raw["private_metadata"] = json.dumps({**about, "input": raw["id"] * 4})


def registered_forms(rungs: Rungs) -> set[str]:
    from tests.privacy.test_replays import registered

    return registered(rungs).forms


def look(cast: Cast) -> None:
    """Look at all that was said, in every list and card."""
    for role in ("owner", "lead", "teammate"):
        user = cast[role]
        user.open_home()
        for words in ("", "list", "show G-1", "show G-2", "team", "team @maya", "inputs", "away"):
            user.goal(words)
        for words in ("tree", "templates", "mission", "me", "new", "propose", "review"):
            user.goal(words)


@hostile
def test_in_every_command_and_direct_message_they_are_words(cast: Cast, words: str):
    rungs, maya = cast.rungs, cast["owner"]
    rungs.seed_goal("maya", "Chats", rungs=(30,))
    names = [sub.name for sub in handlers.SUB_COMMANDS]
    before = ("", *(f"{name} " for name in names), "checkin G-1 31 ", "checkin G-1 blocked ")
    said = (*before, "feedback @tom ", "feedback @tom G-1 ", "team #", "show G-")
    is_half = words == HOSTILE["half a surrogate"]  # which no command can carry, but an event can
    for start in () if is_half else said:
        answered = maya.goal(start + words)
        assert answered.words.strip(), start
    for start in ("", "32 ", "G-1 33 ", "G-1 "):
        maya.dm(start + words)
    rungs.later(minutes=3)
    look(cast)
    check(rungs)


@pytest.mark.parametrize("words", [HOSTILE["calls"], HOSTILE["entities"], HOSTILE["marks"]])
def test_they_reach_their_reader_as_they_were_typed(cast: Cast, words: str):
    """Not only harmless, but all there: escaped once, so that Slack shows what was typed."""
    maya, tom = cast["owner"], cast["lead"]
    written = REQUIRED["goal.save"] | {"statement": words, "purpose": words}
    maya.start(maya.submit(maya.goal("new"), written), {"because": words})
    maya.goal(f"checkin G-1 5 blocked {words}")
    form = maya.goal("feedback")
    maya.submit(form, to=tom, words=words)
    maya.goal(f"feedback @tom {words}")
    maya.submit(maya.goal("input"), words=words, named="named")
    cast.rungs.later(minutes=1)

    escaped = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert len(tom.inbox) == 4
    for message in tom.inbox:
        assert escaped in message.words and escaped in message.text
    card = tom.goal("show G-1").screen
    assert card.words.count(escaped) >= 3


@pytest.mark.parametrize("name", [HOSTILE["calls"], HOSTILE["control"], HOSTILE["only control"]])
def test_names_of_people_teams_and_channels_are_words_too(cast: Cast, name: str):
    rungs, maya, tom = cast.rungs, cast["owner"], cast["lead"]
    for user in (maya, tom):
        profile = rungs.slack.users[user.id]
        profile["real_name"] = profile["profile"]["real_name"] = name
        profile["profile"]["display_name"] = name
        rungs.event("user_change", user=profile)
    settings = tom.click(tom.goal("team", channel="care"), "Settings")
    saved = tom.submit(settings, {"Team name": f"{name[:60]} team"})
    assert not saved.errors
    rungs.seed_goal("maya", "Chats", rungs=(30,))
    rungs.at("2026-11-23 09:30")
    maya.goal("checkin G-1 31 blocked help")
    maya.goal("feedback @tom well done")
    maya.submit(maya.goal("input an idea"), named="named")
    maya.submit(maya.goal("propose @tom Words 9, from 1, by 18 December"))
    rungs.later(minutes=3)
    tom.click(next(m for m in tom.inbox if "Change" in m.buttons), "Change")
    for message in list(tom.inbox):
        for button in ("I'm on it", "🙏 Thank"):
            if button in message.buttons:
                tom.click(message, button)
    rungs.tick()
    look(cast)
    tom.goal("team", channel="care")
    check(rungs)
    assert maya.person.name.strip()


def test_what_cannot_be_kept_is_told_clearly(cast: Cast):
    maya = cast["owner"]
    cast.rungs.seed_goal("maya", "Chats")
    long = "w" * 10_000
    for words in (f"feedback @tom {long}", f"input {long}", f"checkin G-1 5 {long}"):
        assert re.search(r"That is 10,000 characters, and 3,000 fit", maya.goal(words).words)
    assert "no words" in maya.submit(maya.goal("input"), words="\x00", named="named").words
    form = maya.goal("new")
    refused = maya.submit(form, REQUIRED["goal.save"] | {"statement": long}, forged=True)
    assert "10,000 characters" in refused.errors["statement"]
    assert "\x00" not in maya.goal("checkin G-1 5 a\x00b").words
    assert "“ab”" in maya.goal("show G-1").words
