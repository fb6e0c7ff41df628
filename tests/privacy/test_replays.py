"""Every button and every form, in the hands of somebody whom it was not given to.

What there is to press is asked of the app itself, so that a new button cannot be forgotten: each
must turn up in the story below, and is then replayed by others.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import parse_qsl

from sqlalchemy import Engine

import handlers
from bot import mishaps
from goals.errors import AnotherVersion
from goals.goal import Measure, MeasureKind, Tier, Visibility
from handlers.views.parts import MENU
from handlers.views.refusals import say
from tests.privacy.cast import Cast, changes, everything, press_as, second_workspace
from tests.support import envelopes
from tests.support.people import Outcome, User
from tests.support.rungs import Rungs
from tests.support.screens import Json, Message, View
from tests.support.slack import FakeSlack

THEIR_OWN = {
    "schedule.save", "schedule.reset", "away.today", "away.back", "away.remove", "me.save"
}  # fmt: skip
"""They mean whoever presses them, and change that one's own times, days off and notes."""

SECRET = "Secretinkx"
OUTDATED = say(AnotherVersion()).partition(",")[0]


class Registered:
    """Stands in for Bolt's app, and notes what the features register."""

    def __init__(self) -> None:
        self.actions: set[str] = set()
        self.forms: set[str] = set()

    def action(self, action_id: str) -> Callable[[Any], None]:
        return lambda _: self.actions.add(action_id)

    def view(self, callback_id: str) -> Callable[[Any], None]:
        return lambda _: self.forms.add(callback_id)

    def command(self, _: str) -> Callable[[Any], None]:
        return lambda _: None

    event = command

    def use(self, _: object) -> None:
        pass


@dataclass
class Story:
    """What was before people: the buttons by action_id, the forms as they were handed in."""

    buttons: dict[str, tuple[User, Message | View, Json, Json]] = field(default_factory=dict)
    forms: dict[str, tuple[User, View, Json]] = field(default_factory=dict)


def submit(story: Story, user: User, opened: Outcome, **values: Any) -> Outcome:
    assert opened.view
    outcome = user.submit(opened, values)
    assert not outcome.errors, outcome.errors
    assert outcome.envelope
    sent = json.loads(dict(parse_qsl(outcome.envelope.body))["payload"])
    story.forms[opened.view.callback_id] = (user, opened.view, sent["view"]["state"]["values"])
    return outcome


def live(cast: Cast) -> Story:
    """A day in which every button and every form turns up."""
    rungs, story = cast.rungs, Story()
    maya, tom = cast["owner"], cast["lead"]
    submit(story, tom, tom.click(tom.goal("team", channel="care"), "Settings"), name="Care")
    rungs.seed_team("Night", lead="tom", members=["maya"])
    rungs.seed_team("Crowd", lead="tom", members=[f"p{n}" for n in range(21)])
    pages = tom.goal("team", channel="crowd")
    tom.click(tom.click(pages, "Next page").screen, "Page before")
    rungs.channel("new", [maya])
    maya.goal("team", channel="new")

    goal = {"statement": SECRET, "baseline": "25", "target": "40", "due": "2026-12-18"}
    review = submit(story, maya, maya.goal("new"), **goal, rungs="30", visibility="leads")
    submit(story, maya, review, choice="anyway", because=SECRET)
    rungs.seed_goal("maya", "Done once", measure=Measure(MeasureKind.DONE), baseline=0, target=1)
    rungs.seed_goal("maya", "Rated", measure=Measure(MeasureKind.RATING), baseline=3, target=5)
    rungs.seed_goal("maya", "Shared", rungs=(30,))
    rungs.seed_goal("maya", "Given up")
    given_up = maya.click(maya.goal("close G-5"), "It came short")
    submit(story, maya, given_up, happened=SECRET, tip=f"{SECRET} tip", share=["tip"])
    rungs.at("2026-11-23 09:30")
    asked = maya.inbox[-1]
    far = maya.click(asked, "Log all")
    far = submit(story, maya, far, **{"value-4": f"5000 {SECRET}"})
    assert far.view
    submit(story, maya, far, **dict.fromkeys(far.view.labels, "No, that was a slip"))
    submit(story, maya, maya.click(asked, "Log", near=SECRET), value="26", note=SECRET)
    maya.click(asked, "Not today")
    maya.click(asked, "Ask me after all")
    maya.goal(f"checkin G-1 26 blocked {SECRET}")
    maya.goal(f"checkin G-4 1.234 {SECRET}")
    far = maya.click(maya.goal("show G-4"), "Log")
    far = submit(story, maya, far, value="5000", note=SECRET)
    submit(story, maya, far, sure="No, that was a slip")
    maya.goal("checkin G-4 31")
    rungs.tick()
    maya.goal("")
    rungs.later(minutes=3)
    told = tom.inbox[-1]
    tom.click(told, "I'm on it")
    submit(story, tom, tom.click(told, "Answer"), words=f"{SECRET} help comes")

    maya.goal("schedule 9:45")
    maya.goal("away 24 Dec to 2 Jan")
    submit(story, maya, maya.goal("schedule"))
    submit(story, maya, maya.goal("feedback"), to=tom, words=f"{SECRET} thank you")
    maya.goal(f"feedback @tom {SECRET} once more")
    for number in range(9):
        given = maya.goal(f"input {SECRET} {number} {'x' * 400}")
        submit(story, maya, given, named="named", team="Care")
    rungs.later(minutes=1)
    thanked = next(m for m in tom.inbox if "feedback" in m.words)
    submit(story, tom, tom.click(thanked, "Answer"), words=f"{SECRET} gladly")
    tom.click(tom.goal("inputs"), "Older")
    asked = next(m for m in tom.inbox if "Answer" in m.buttons and "an idea" in m.words)
    submit(story, tom, tom.click(asked, "Answer"), words=f"{SECRET} yes")
    maya.submit(maya.goal(f"new {SECRET}"), goal)
    maya.goal("list")
    climb_together(story, cast)
    align(story, cast)
    rungs.later(days=1)
    rungs.at("2026-11-24 09:45")
    rungs.at("2026-11-24 16:00")
    change_plans(cast, story)
    agree(cast, story)
    leave(cast)
    look_over(cast)
    collect(story, rungs)
    return story


def align(story: Story, cast: Cast) -> None:
    """What adds to what, what a team keeps as templates, what people note of themselves."""
    rungs, maya, tom, admin = cast.rungs, cast["owner"], cast["lead"], cast["admin"]
    leads = Visibility.LEADS
    above = rungs.seed_goal("tom", f"{SECRET} together", tier=Tier.TEAM, visibility=leads)
    tom.goal(f"align {above.key} under together")
    below = rungs.seed_goal("tom", f"{SECRET} below", visibility=leads)
    tom.click(tom.goal(f"align {below.key} under together"), "This one")
    kept = tom.click(tom.goal("show G-4"), "template.keep")
    submit(story, tom, kept, name="ours", statement="Of ours")
    tom.goal("templates ours")
    for number in range(40):
        rungs.seed_goal("maya", f"Small {number}", visibility=Visibility.ME)
    maya.click(maya.goal("tree"), "Next page")
    noted = maya.click(maya.goal("me"), "me.change")
    submit(story, maya, noted, strengths=SECRET, readers="leads")
    submit(story, admin, admin.click(admin.goal("mission"), "mission.change"), words="Be kind")


def climb_together(story: Story, cast: Cast) -> None:
    """Others are asked into a goal: one joins and leaves, one says no."""
    rungs, maya, tom = cast.rungs, cast["owner"], cast["lead"]
    rungs.seed_team("Pair", lead="tom", members=["maya", "eve"])
    eve, leads = rungs.users["eve"], Visibility.LEADS
    shared = rungs.seed_goal("maya", f"{SECRET} of several", rungs=(30,), visibility=leads)
    form = maya.click(maya.goal(f"show {shared.key}"), "Ask somebody in")
    submit(story, maya, form, together=[tom, eve], combine="sum")
    rungs.tick()
    asked = next(m for m in eve.inbox if "climb a goal together" in m.words)
    eve.click(asked, "Join")
    eve.goal(f"show {shared.key}")
    tom.click(next(m for m in tom.inbox if "climb a goal together" in m.words), "No, thanks")
    maya.click(maya.goal(f"show {shared.key}"), "Ask somebody in")
    rungs.tick()


def change_plans(cast: Cast, story: Story) -> None:
    """Goals are offered a smaller step, revised, looked back at, ended, and set again."""
    rungs, maya = cast.rungs, cast["owner"]
    rungs.seed_goal("maya", f"{SECRET} short", due="2026-12-04", visibility=Visibility.LEADS)
    for number in range(25, 28):
        rungs.at(f"2026-11-{number} 09:45")
        maya.goal(f"checkin G-1 26 at risk {SECRET}")
    maya.goal("show G-1")
    submit(story, maya, maya.goal("revise G-1"), statement=SECRET, due="2026-12-23", reason=SECRET)
    rungs.at("2026-11-30 09:45")
    maya.goal("review")
    maya.goal("checkin G-4 40")
    rungs.later(minutes=3)
    maya.goal("show G-4")
    rungs.at("2026-12-07 09:45")
    rungs.at("2026-12-07 16:00")


def agree(cast: Cast, story: Story) -> None:
    """A goal is proposed, countered and declined, and so is a change of one; one is agreed on."""
    rungs, maya, tom = cast.rungs, cast["owner"], cast["lead"]
    sentence = f"propose @maya {SECRET} 40 chats a day, from 25, by 18 December"
    submit(story, tom, tom.goal(sentence), note=SECRET)
    rungs.later(minutes=1)
    change = maya.click(maya.inbox[-1], "Change")
    submit(story, maya, change, target="38", note=SECRET)
    rungs.later(minutes=1)
    submit(story, tom, tom.click(tom.inbox[-1], "Decline"), reason=SECRET)
    tom.goal("show G-1")
    submit(story, tom, tom.goal("propose G-1"), target="39", reason=SECRET)
    tom.submit(tom.goal(sentence))
    maya.submit(maya.goal(sentence.replace("maya", "tom")))
    rungs.later(minutes=1)
    maya.goal("propose")


def leave(cast: Cast) -> None:
    """Somebody leaves who owned a team's goal, somebody changes teams, a channel is archived."""
    rungs, tom = cast.rungs, cast["lead"]
    rungs.seed_team("Shut", lead="tom", channel="shut", members=["shutter"])
    rungs.seed_goal("shutter", f"{SECRET} waits")
    rungs.users["shutter"].goal("checkin 41")
    rungs.event("channel_archive", channel=rungs.channels["shut"].id)
    rungs.seed_team("Before", lead="tom", channel="before", members=["mover"])
    rungs.seed_goal("mover", f"{SECRET} moves")
    rungs.seed_team("After", lead="tom", channel="after", members=["mover"])
    tom.submit(tom.click(tom.goal("team", channel="before"), "Settings"), members=["tom"])
    cast.rungs.seed_team("Left", lead="tom", members=["gone"])
    cast.rungs.seed_goal("gone", f"{SECRET} left", tier=Tier.TEAM, visibility=Visibility.LEADS)
    gone = cast.rungs.slack.users["UGONE"]
    cast.rungs.event("user_change", user={**gone, "deleted": True})
    cast.rungs.tick()


def look_over(cast: Cast) -> None:
    """An admin looks over more teams than fit on a page."""
    rungs, admin = cast.rungs, cast["admin"]
    for number in range(41):
        rungs.seed_team(f"Team {number}", lead="eve", channel=f"team{number}")
    admin.click(admin.goal("overview"), "Next page")


def collect(story: Story, rungs: Rungs) -> None:
    """Every button that anybody ever saw: of all that a message showed, not only the last."""
    whose = {c.id: next(u for u in rungs.users.values() if u.id in c.members)
             for c in rungs.slack.channels.values() if len(c.members) > 1}  # fmt: skip
    for message in rungs.slack.posted:
        for version in message.versions:
            shown = Message(
                message.channel, message.ts, message.user, version["text"], version["blocks"],
                message.ephemeral_to,
            )  # fmt: skip
            note(story, whose[message.channel], shown)
    by_id = {user.id: user for user in rungs.users.values()}
    for user_id, view in rungs.slack.shown:
        note(story, by_id[user_id], view)


def note(story: Story, user: User, screen: Message | View) -> None:
    for block, element in screen.elements:
        if block["type"] != "input":
            story.buttons[element["action_id"]] = (user, screen, block, element)
        if element["type"] == "overflow":  # what it offers was a button in older messages
            for offered in element["options"]:
                action_id, _, value = offered["value"].partition(" ")
                old = {"type": "button", "action_id": action_id, "value": value}
                story.buttons[action_id] = (user, screen, block, {**old, "text": offered["text"]})


def press(rungs: Rungs, intruder: User, screen: Message | View, block: Json, element: Json) -> str:
    """The very button, pressed by another; what they were shown for it."""
    edited = len(rungs.slack.edited)
    outcome = press_as(rungs, intruder, screen, block, element)
    return "\n".join([outcome.words, *(m.text + m.words for m in rungs.slack.edited[edited:])])


def hand_in(rungs: Rungs, intruder: User, view: View, values: Json) -> str:
    envelope = envelopes.submission(rungs.slack, intruder.id, view, values)
    return rungs.deliver(intruder, envelope, form=view).words


def registered(rungs: Rungs) -> Registered:
    noted = Registered()
    handlers.register(noted, rungs.deps)  # type: ignore[arg-type]
    return noted


def test_every_button_and_form_of_the_app_turns_up_in_the_story(cast: Cast):
    story, known = live(cast), registered(cast.rungs)

    assert known.actions == story.buttons.keys()
    assert known.forms == story.forms.keys()
    assert len(known.actions) > 30 and len(known.forms) >= 9
    assert SECRET in json.dumps(story.forms["goal.save"][2]), "handed in as it was typed"


def replay_all(
    rungs: Rungs, story: Story, intruder: User
) -> tuple[dict[str, list[Any]], list[str]]:
    """Press and hand in everything as this person: what each changed, and what told a secret."""
    changed, told = {}, []
    deeds: dict[str, Callable[[], str]] = {}
    for action_id, (_, screen, block, element) in story.buttons.items():
        deeds[action_id] = lambda s=screen, b=block, e=element: press(rungs, intruder, s, b, e)
    for callback_id, (_, view, values) in story.forms.items():
        deeds[callback_id] = lambda v=view, x=values: hand_in(rungs, intruder, v, x)
    before = everything(rungs.deps.engine)
    for what, do in deeds.items():
        words = do()
        after = everything(rungs.deps.engine)
        changed[what], before = changes(before, after), after
        typed = json.dumps(story.forms[what][2]) if what in story.forms else ""
        if SECRET in words and SECRET not in typed:
            told.append(f"{what}: {words}")
    return {what: rows for what, rows in changed.items() if rows}, told


INTRUDERS = (
    "teammate",
    "lead of another team",
    "teammate of another team",
    "admin",
    "person without a team",
    "deactivated",
)


def test_in_other_hands_nothing_changes_and_nothing_is_told(cast: Cast):
    story = live(cast)
    for role in INTRUDERS:
        changed, told = replay_all(cast.rungs, story, cast[role])

        assert told == [], role
        own = {table_id(row, table) for what in THEIR_OWN for table, row in changed.pop(what, [])}
        assert own <= {cast[role].person.id}, role
        if role == "teammate":
            assert {table for table, _ in changed.pop("climb.cheer")} == {"cheer"}
        if role == "admin":  # who may change any team, and here saved what was there
            changed.pop("team.save", None)
            changed.pop("outbox.send_again", None)
        assert changed == {}, role


def table_id(row: Any, table: str) -> int:
    """Whose row it is, of those that hold a person's times."""
    if table == "person":
        return int(row["id"])
    return row["person_id"] if table in ("leave", "about_me") else -1


OLD_VALUES = (
    "", "x", "1:2", "1:2:3:4:5:6", "9" * 25, "1:2026-13-40:card", "1:2026-11-23:nowhere:9", "٣"
)  # fmt: skip
"""What buttons of another version, and forged ones, may carry."""


def test_a_button_of_another_version_is_answered_and_breaks_nothing(cast: Cast):
    """In the hands of whom it was given to; an error in the log fails the test."""
    story = live(cast)
    for action_id, (user, screen, block, element) in story.buttons.items():
        if element["type"] != "button":
            continue
        for value in OLD_VALUES:
            words = press(cast.rungs, user, screen, block, {**element, "value": value})
            assert mishaps.BROKEN not in words, (action_id, value)
    menu = {"type": "button", "action_id": MENU, "value": "gone.since 12"}
    user, screen, block, _ = story.buttons["check_in.log"]
    assert OUTDATED in press(cast.rungs, user, screen, block, menu)
    element = story.buttons["check_in.log"][3] | {"type": "button", "value": "1:2"}
    assert OUTDATED in press(cast.rungs, user, screen, block, element)


OLD_FORMS = ("", "x", "[]", "{}", "null", '{"goal": "x"}', '{"goal": null, "team": null}')


def test_a_form_of_another_version_is_answered_and_breaks_nothing(cast: Cast):
    story = live(cast)
    for callback_id, (user, view, values) in story.forms.items():
        carried = json.loads(view.raw.get("private_metadata") or "{}")
        ids = {"goal", "goal_id", "team", "day", "feedback", "blocker", "proposal", "after"}
        strange = [json.dumps({**carried, name: "x"}) for name in ids & carried.keys()]
        for metadata in (*OLD_FORMS, *strange):
            old = replace(view, raw={**view.raw, "private_metadata": metadata})
            words = hand_in(cast.rungs, user, old, values)
            assert mishaps.BROKEN not in words, (callback_id, metadata)


def test_in_another_workspace_they_open_nothing_of_this_one(cast: Cast, engine: Engine):
    story = live(cast)
    with FakeSlack() as slack:
        theirs = second_workspace(engine, slack)
        theirs.seed_team("Care", lead="tom", members=["maya"])
        theirs.user("ben")
        theirs.meet("ben")
        ours = cast["owner"].person.workspace_id
        for name in ("tom", "maya", "ben"):
            changed, told = replay_all(theirs, story, theirs.users[name])
            assert told == []
            of_ours = {
                what: rows
                for what, rows in changed.items()
                if any(row.get("workspace_id", row["id"]) == ours for _, row in rows)
            }
            assert of_ours == {}
        assert not slack.problems
