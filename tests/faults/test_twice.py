"""Slack repeats itself, people press twice, two people press at once: each counts once."""

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import pytest
from sqlalchemy import func, select

from bot.app import build_app
from goals.goal import Combine, Measure, MeasureKind, Tier
from goals.offers import Why
from goals.proposal import ProposalState
from handlers import climb_together, leavers, moves
from handlers.shell import Shell
from store import ladders, people, revisions, teams
from store import proposals as store_proposals
from store.tables import check_in, cheer
from tests.faults.crew import until
from tests.faults.live import EVERY_DAY, Live, keys
from tests.support import envelopes
from tests.support.people import Outcome, User

TIMES = 3


@dataclass
class Cast:
    """Who is there when it begins: a team in mid-climb, on shift, with the program running.

    Tom leads it; Lea is an admin.
    """

    live: Live
    maya: User
    ana: User
    tom: User
    lea: User

    def message(self, user: User, words: str):
        """The direct message of the bot that says so."""
        return next(m for m in reversed(user.inbox) if words in m.words)


@pytest.fixture
def cast(live: Live) -> Cast:
    names = ("maya", "ana", "tom", "lea", "ben")
    people = {name: live.user(name, tz="UTC", admin=name == "lea") for name in names}
    live.seed_team("Care", lead="tom", members=["maya", "ana"], days=EVERY_DAY)
    live.meet("lea", "ben")
    live.channel("night", ["lea", "ben"])
    live.seed_goal("maya", rungs=(30, 35), due="2099-12-18")
    live.on_shift(*people.values())
    live.unasked(*people.values())
    return Cast(live, *(people[name] for name in ("maya", "ana", "tom", "lea")))


@dataclass(frozen=True)
class Case:
    """Something that can be sent twice.

    `deed` does what comes before and says what to send; `adds` counts the new rows by table, but
    for the outbox; `sends` the messages that reach Slack through that.
    """

    deed: Callable[[Cast], Callable[[], Outcome]]
    adds: dict[str, int]
    sends: int


def goal(c: Cast) -> Callable[[], Outcome]:
    form = c.maya.goal("new Reply to 60 chats a day, from 25, within six months")
    return partial(c.maya.submit, form)


def review(c: Cast) -> Callable[[], Outcome]:
    asked = {"needs": "A second screen", "choice": "anyway", "because": "We try it"}
    return partial(c.maya.submit, c.maya.more(goal(c)()), asked)


def check_in_form(c: Cast) -> Callable[[], Outcome]:
    form = c.maya.click(c.maya.goal(""), "Log", near="Reply to 40")
    return partial(c.maya.submit, form, {"value": "31", "note": "Macros helped"})


def blocked_form(c: Cast) -> Callable[[], Outcome]:
    form = c.maya.click(c.maya.goal(""), "Correct", near="Reply to 40")
    return partial(c.maya.submit, form, {"value": "31", "confidence": "Blocked", "note": "Locked"})


def far_form(c: Cast) -> Callable[[], Outcome]:
    """A number far from all others is noted after a yes, once."""
    made = c.live.seed_goal("maya", "Count the calls", due="2099-12-18")
    form = c.maya.click(c.maya.goal(f"show {made.key}"), "Log")
    asked = c.maya.submit(form, {"value": "5000"})
    return partial(c.maya.submit, asked, {"sure": "Yes, 5,000"})


def all_form(c: Cast, typed: str = "26") -> Callable[[], Outcome]:
    """Two goals of hers that are open, reported in one form."""
    made = [c.live.seed_goal("maya", f"Open {typed} {n}", due="2099-12-18") for n in (1, 2)]
    form = c.maya.click(c.maya.goal(""), "Log all")
    return partial(c.maya.submit, form, {f"value-{goal.id}": typed for goal in made})


def all_far(c: Cast) -> Callable[[], Outcome]:
    asked = all_form(c, "5000")()
    assert asked.view
    yes, no = asked.view.labels
    return partial(c.maya.submit, asked, {yes: "Yes, 5,000", no: "No, that was a slip"})


def times(c: Cast) -> Callable[[], Outcome]:
    return partial(c.maya.submit, c.maya.goal("schedule"), {"reminders": []})


def team(c: Cast) -> Callable[[], Outcome]:
    return partial(c.lea.submit, c.lea.goal("team", channel="night"))


def feedback(c: Cast) -> Callable[[], Outcome]:
    said = {"to": c.ana, "words": "Thank you for the macros"}
    return partial(c.maya.submit, c.maya.goal("feedback"), said)


def feedback_answer(c: Cast) -> Callable[[], Outcome]:
    form = c.ana.click(c.message(c.ana, "Thank you for the macros"), "Answer")
    return partial(c.ana.submit, form, {"words": "With pleasure"})


def named(c: Cast) -> Callable[[], Outcome]:
    form = c.maya.goal("input Rotate the phones")
    return partial(c.maya.submit, form, {"named": "Say that it is from me"})


def unnamed(c: Cast) -> Callable[[], Outcome]:
    form = c.maya.goal("input Open a window")
    return partial(c.maya.submit, form, {"named": "Leave my name out"})


def input_answer(c: Cast) -> Callable[[], Outcome]:
    form = c.tom.click(c.message(c.tom, "Rotate the phones"), "Answer")
    return partial(c.tom.submit, form, {"words": "From Monday on"})


def blocker_answer(c: Cast) -> Callable[[], Outcome]:
    form = c.tom.click(c.message(c.tom, "Locked"), "Answer")
    return partial(c.tom.submit, form, {"words": "Unlocked"})


def revision(c: Cast) -> Callable[[], Outcome]:
    asked = {"To": "70", "reason": "The new tool is quicker"}
    return partial(c.maya.submit, c.maya.goal("revise G-3"), asked)


def retrospective(c: Cast) -> Callable[[], Outcome]:
    form = c.maya.click(c.maya.goal("close G-3"), "It came short")
    return partial(c.maya.submit, form, {"learnt": "Ask first", "share": ["leads"]})


def proposal(c: Cast) -> Callable[[], Outcome]:
    form = c.tom.goal("propose @maya Close 9 tickets a day, from 5, within six months")
    return partial(c.tom.submit, form, {"note": "You can"})


def counter_offer(c: Cast) -> Callable[[], Outcome]:
    form = c.maya.click(c.message(c.maya, "You can"), "Change")
    return partial(c.maya.submit, form, {"To": "8", "note": "Rather so"})


def declined(c: Cast) -> Callable[[], Outcome]:
    form = c.tom.click(c.message(c.tom, "Rather so"), "Decline")
    return partial(c.tom.submit, form, {"reason": "Not now"})


def proposed_change(c: Cast) -> Callable[[], Outcome]:
    asked = {"To": "71", "reason": "As we said"}
    return partial(c.tom.submit, c.tom.goal("propose G-3"), asked)


def mission(c: Cast) -> Callable[[], Outcome]:
    form = c.lea.click(c.lea.goal("mission"), "mission.change")
    return partial(c.lea.submit, form, {"words": "Help that feels easy"})


def about_me(c: Cast) -> Callable[[], Outcome]:
    form = c.maya.click(c.maya.goal("me"), "me.change")
    return partial(c.maya.submit, form, {"strengths": "Calm on the phone"})


def template(c: Cast) -> Callable[[], Outcome]:
    form = c.tom.click(c.tom.goal("show G-1"), "template.keep")
    return partial(c.tom.submit, form, {"name": "ours"})


def together(c: Cast) -> Callable[[], Outcome]:
    asked = {"together": [c.ana]}
    return partial(c.maya.submit, c.maya.goal("together G-1"), asked)


FORMS = {
    "goal.save": [Case(goal, {"goal": 1, "rung": 1}, 0)],
    "goal.review": [Case(review, {"input": 1}, 1)],  # to her lead: what it takes
    "check_in.save": [
        Case(check_in_form, {"check_in": 1}, 1),  # its shout-out
        Case(blocked_form, {"blocker": 1}, 1),  # to her lead
    ],
    "check_in.confirm": [Case(far_form, {"check_in": 1, "held_report": -1}, 1)],
    "check_in.save_all": [Case(all_form, {"check_in": 2}, 0)],
    "check_in.confirm_all": [Case(all_far, {"check_in": 1, "held_report": -2}, 1)],
    "schedule.save": [Case(times, {}, 0)],
    "team.save": [Case(team, {"team": 1, "membership": 2}, 1)],  # Ben's welcome
    "feedback.give": [Case(feedback, {"feedback": 1}, 1)],
    "feedback.answered": [Case(feedback_answer, {"feedback": 1}, 1)],
    "input.give": [Case(named, {"input": 1}, 1), Case(unnamed, {"input": 1}, 0)],
    "input.answered": [Case(input_answer, {}, 1)],
    "unblock.answered": [Case(blocker_answer, {}, 1)],
    "revise.save": [Case(revision, {"revision": 1}, 1)],  # to her lead
    "proposal.send": [Case(proposal, {"proposal": 1, "proposal_round": 1}, 1)],
    "proposal.counter": [Case(counter_offer, {"proposal_round": 1}, 1)],
    "proposal.declined": [Case(declined, {}, 1)],
    "proposal.revise": [Case(proposed_change, {"proposal": 1, "proposal_round": 1}, 1)],
    "retrospective.save": [Case(retrospective, {"retrospective": 1}, 1)],  # shared with him
    "mission.save": [Case(mission, {"mission": 1}, 0)],
    "me.save": [Case(about_me, {"about_me": 1}, 0)],
    "template.save": [Case(template, {"template": 1}, 0)],
    "together.ask": [Case(together, {"contributor": 2}, 1)],  # herself; and Ana, who is asked
}
"""Every modal of the app, in an order in which each finds what it needs."""


def press(who: str, where: str, what: str, near: str | None = None):
    """A button in a message of the bot: the person, words of the message, the button."""

    def deed(c: Cast) -> Callable[[], Outcome]:
        user = getattr(c, who)
        return partial(user.click, c.message(user, where), what, near=near)

    return deed


def cheered(c: Cast) -> Callable[[], Outcome]:
    (shout_out,) = c.live.slack.messages(c.live.channels["care"].id)
    return partial(c.ana.click, shout_out, "climb.cheer")


def far(what: str, typed: str = "5000") -> Callable[[Cast], Callable[[], Outcome]]:
    """The question whether such a number was meant, on a goal of its own."""

    def deed(c: Cast) -> Callable[[], Outcome]:
        made = c.live.seed_goal("maya", f"Count {what}", due="2099-12-18")
        return partial(c.maya.click, c.maya.goal(f"checkin {made.key} {typed}"), what)

    return deed


def left_behind(what: str) -> Callable[[Cast], Callable[[], Outcome]]:
    """A team's goal whose owner has left Slack, as its lead is told of it."""

    def deed(c: Cast) -> Callable[[], Outcome]:
        name = f"gone{what[0].lower()}"
        c.live.user(name, tz="UTC")
        c.live.seed_team(f"Left {what}", lead="tom", members=[name], channel=name, days=EVERY_DAY)
        c.live.seed_goal(name, f"Left: {what}", tier=Tier.TEAM, due="2099-12-18")
        c.live.unasked(*c.live.users.values())
        with c.live.deps.begin() as tx:
            gone = c.live.users[name].person
            people.deactivate(tx, gone.workspace_id, gone.user_id)
            leavers.hand_over(tx, [gone], c.live.now)
        c.live.settle()
        return partial(c.tom.click, c.message(c.tom, f"Left: {what}"), what)

    return deed


def moved(c: Cast) -> Callable[[], Outcome]:
    """Goals that come along to another team."""
    c.live.user("mover", tz="UTC")
    for name in ("Before", "After"):
        c.live.seed_team(name, lead="tom", members=["mover"], channel=name.lower(), days=EVERY_DAY)
    c.live.seed_goal("mover", "Move along", due="2099-12-18", team=None)
    c.live.unasked(*c.live.users.values())
    with c.live.deps.begin() as tx:
        mover = c.live.users["mover"]
        team = mover.actor.teams[0]
        teams.set_members(tx, team, {c.tom.person.id: True})
        moves.take_off(tx, team, [mover.person], c.tom.person, c.live.now)
    c.live.settle()
    return partial(mover.click, c.message(mover, "Move along"), "team.bring")


def mistaken(c: Cast) -> Callable[[], Outcome]:
    """A top that her team has heard of; what it was told in is edited."""
    made = c.live.seed_goal("maya", "Sort the inbox", target=26, due="2099-12-18")
    c.maya.goal(f"checkin {made.key} 30")
    c.live.settle()
    return partial(c.maya.click, c.maya.goal(f"show {made.key}"), "That was a mistake")


def listed(what: str, near: str, who: str = "maya") -> Callable[[Cast], Callable[[], Outcome]]:
    """A button in the answer to `/goal`."""

    def deed(c: Cast) -> Callable[[], Outcome]:
        user = getattr(c, who)
        return partial(user.click, user.goal(""), what, near=near)

    return deed


def back(c: Cast) -> Callable[[], Outcome]:
    form = c.ana.click(c.ana.goal(""), "Not today")
    return partial(c.ana.click, form, "away.back")


def away(c: Cast) -> Callable[[], Outcome]:
    return partial(c.maya.click, c.maya.goal("away 24 Dec to 2 Jan"), "Remove")


def closed(c: Cast) -> Callable[[], Outcome]:
    return partial(c.maya.click, c.maya.goal("close G-3"), "Done")


def reopened(c: Cast) -> Callable[[], Outcome]:
    return partial(c.maya.click, c.maya.goal("show G-3"), "Take it up again")


def aligned(c: Cast) -> Callable[[], Outcome]:
    return partial(c.maya.click, c.maya.goal("align G-3 under 40 chats"), "align.choose")


def offered(c: Cast) -> Callable[[], Outcome]:
    with c.live.deps.begin() as tx:
        goal = ladders.by_number(tx, c.maya.person.workspace_id, 1)
        assert goal
        revisions.make_offer(tx, goal, c.maya.actor.today(c.live.now), Why.AT_RISK)
    return partial(c.maya.click, c.maya.goal("show G-1"), "offer.smaller")


def proposed(c: Cast, words: str) -> None:
    form = c.tom.goal(f"propose @maya {words}, from 5 to 9, within six months")
    c.tom.submit(form, {"note": words})
    until(lambda: any(words in m.words for m in c.maya.inbox), "proposed")


def accepted(c: Cast) -> Callable[[], Outcome]:
    proposed(c, "Call back sooner")
    return partial(c.maya.click, c.message(c.maya, "Call back sooner"), "Accept")


def taken_back(c: Cast) -> Callable[[], Outcome]:
    proposed(c, "Call back later")
    return partial(c.tom.click, c.tom.goal("propose"), "Take it back")


def asked_in(what: str) -> Callable[[Cast], Callable[[], Outcome]]:
    """An answer to the question whether to climb together."""

    def deed(c: Cast) -> Callable[[], Outcome]:
        together(c)()
        c.live.settle()
        return partial(c.ana.click, c.message(c.ana, "climb a goal together"), what)

    return deed


def left(c: Cast) -> Callable[[], Outcome]:
    return partial(c.ana.click, c.ana.goal("show G-1"), "Leave this goal")


def thrown_away(c: Cast) -> Callable[[], Outcome]:
    goal(c)()
    return partial(c.maya.click, c.maya.goal("list"), "Throw it away")


BUTTONS = {
    "climb.cheer": Case(cheered, {"cheer": 1}, 0),
    "feedback.thank": Case(press("ana", "Thank you for the macros", "feedback.thank"), {}, 1),
    "unblock.take": Case(press("tom", "Stuck", "I'm on it"), {}, 1),
    "check_in.done": Case(listed("Done", "Write it down"), {"check_in": 1}, 1),
    "check_in.rate": Case(listed("4 · mostly", "Stay calm"), {"check_in": 1}, 0),
    "away.back": Case(back, {"leave": -1}, 0),
    "away.today": Case(listed("Not today", "My times", "ana"), {"leave": 1}, 0),
    "away.remove": Case(away, {"leave": -1}, 0),
    "schedule.reset": Case(
        lambda c: partial(c.maya.click, c.maya.goal("schedule Mon-Fri"), "schedule.reset"),
        {},
        0,
    ),
    "close.done": Case(closed, {}, 0),
    "leaver.take_over": Case(left_behind("Take it over"), {}, 0),
    "leaver.close": Case(left_behind("Close it"), {}, 0),
    "team.bring": Case(moved, {}, 0),
    "goal.reopen": Case(reopened, {}, 0),
    "check_in.sure": Case(far("Yes, 5,000"), {"check_in": 1, "held_report": -1}, 1),
    "check_in.sure_other": Case(far("1,230", "1.230"), {"check_in": 1, "held_report": -1}, 1),
    "check_in.unsure": Case(far("No"), {"held_report": -1}, 0),
    "check_in.mistake": Case(mistaken, {"check_in": -1}, 0),
    "align.choose": Case(aligned, {}, 0),
    "offer.smaller": Case(offered, {"revision": 1, "rung": 1}, 1),  # to her lead
    "proposal.accept": Case(accepted, {"goal": 1, "rung": 1}, 1),  # to who proposed it
    "proposal.withdraw": Case(taken_back, {}, 0),
    "together.join": Case(asked_in("Join"), {}, 1),  # to Maya, who asked
    "together.leave": Case(left, {}, 1),
    "together.decline": Case(asked_in("No, thanks"), {}, 1),
    "goal.throw_away": Case(thrown_away, {"goal": -1, "rung": -1}, 0),
}
IN_GRACE = {
    "check_in.keep_private": Case(listed("Keep it private", "Reply to 40"), {}, 0),
    "check_in.undo": Case(listed("Undo", "Reply to 40"), {"check_in": -1}, 0),
}


def check(c: Cast, name: str, case: Case) -> None:
    """Send it three times in one moment, then twice more: what it adds, it adds once."""
    live = c.live
    request = live.request(case.deed(c))
    live.settle()
    before, said = live.counts(), len(list(keys(live.slack.posted)))
    first = live.send_at_once(*[request] * TIMES)
    live.settle()
    once = live.counts()
    assert live.send_at_once(request, request) == [200, 200], name
    live.settle()
    counts = live.counts()
    added = {t: n - before[t] for t, n in counts.items() if n != before[t] and t != "outbox"}
    posted = list(keys(live.slack.posted))
    assert first == [200] * TIMES, name
    assert added == case.adds, name
    assert len(posted) - said == case.sends, (name, posted[said:])
    assert counts == once, name
    assert max(Counter(posted).values(), default=1) == 1, name


@pytest.mark.full("sqlite")
def test_every_modal_that_is_submitted_twice(cast: Cast, monkeypatch):
    cast.live.start(RUNGS_SHOUT_OUT_GRACE="0")
    for name, cases in FORMS.items():
        for case in cases:
            check(cast, name, case)
    assert cast.live.program.errors() == []
    assert FORMS.keys() == registered("form", cast.live, monkeypatch), "a modal is not tried here"


@pytest.mark.full("sqlite")
def test_every_button_that_keeps_something_pressed_twice(cast: Cast, monkeypatch):
    live, maya = cast.live, cast.maya
    for statement, kind, target in (
        ("Write it down", MeasureKind.DONE, 1),
        ("Stay calm", MeasureKind.RATING, 5),
    ):
        live.seed_goal(
            maya, statement, measure=Measure(kind), baseline=0, target=target, due="2099-12-18"
        )
    live.seed_goal("ana", "Learn a language", due="2099-12-18")
    live.start(RUNGS_SHOUT_OUT_GRACE="1")
    maya.goal("checkin G-1 31")
    maya.goal("feedback @ana Thank you for the macros")
    until(lambda: live.slack.messages(live.channels["care"].id), "celebrated")
    maya.goal("checkin G-1 36 blocked Stuck")
    until(lambda: cast.tom.inbox, "told")
    for name, case in BUTTONS.items():
        check(cast, name, case)
    assert live.program.errors() == []
    assert {*BUTTONS, *IN_GRACE} <= registered("click", live, monkeypatch)


@pytest.mark.full("sqlite")
def test_what_can_be_taken_back_is_taken_back_once(cast: Cast):
    cast.live.start(RUNGS_SHOUT_OUT_GRACE="7200")
    cast.maya.goal("checkin G-1 31")
    for name, case in IN_GRACE.items():
        check(cast, name, case)
    assert cast.live.program.errors() == []


def registered(what: str, live: Live, monkeypatch) -> set[str]:
    """The ids of everything of this sort that the app hears."""
    heard: set[str] = set()
    hang_up = getattr(Shell, what)

    def listen(shell: Shell, name: str, do: Callable) -> None:
        heard.add(name)
        hang_up(shell, name, do)

    monkeypatch.setattr(Shell, what, listen)
    build_app(live.deps, token=live.slack.token, signing_secret="a secret of the tests")
    return heard


@pytest.mark.full("sqlite")
def test_an_event_that_slack_repeats(cast: Cast):
    live, maya = cast.live, cast.maya
    direct = live.slack.direct(maya.id)
    live.start(RUNGS_SHOUT_OUT_GRACE="0")
    said = {"channel": direct.id, "channel_type": "im", "user": maya.id, "text": "31 Yes"}
    event = envelopes.event(live.slack, "message", said | {"ts": "1.1"}, "EvAgain")
    statuses = live.send_at_once(event, event, event)
    assert 200 in statuses and set(statuses) <= {200, 503}, "503: ask again, it is in hand"
    assert live.send_at_once(event, event) == [200, 200]
    live.settle()
    assert counted(live, check_in) == 1
    answers = [m for m in maya.inbox if m.metadata is None]
    assert len(answers) == 1


@pytest.mark.full("sqlite")
def test_many_people_cheering_at_once(cast: Cast, seed: int):
    live = cast.live
    fans = [live.user(f"fan{n}", tz="UTC") for n in range(8)]
    live.seed_team("Fans", lead="flo", members=["maya", *fans], channel="fans", days=EVERY_DAY)
    of_fans = fans[0].actor.home
    live.seed_goal("maya", "Cheer up", team=of_fans, due="2099-12-18")
    live.unasked(*live.users.values())
    live.start(RUNGS_SHOUT_OUT_GRACE="0")
    cast.maya.goal("checkin G-2 40")
    (shout_out,) = until(lambda: live.slack.messages(live.channels["fans"].id), "celebrated")
    presses = [live.request(partial(fan.click, shout_out, "climb.cheer")) for fan in fans]
    random.Random(seed).shuffle(presses)
    assert live.send_at_once(*presses, *presses[:4]) == [200] * 12
    assert counted(live, cheer) == 8
    assert shout_out.buttons == ["👏 Cheer · 8"], "the last to be shown is the last that counts"


@pytest.mark.full("sqlite")
def test_answers_to_a_proposal_in_the_same_moment(cast: Cast):
    """One wins, whichever it is, and what holds then is told to both."""
    live, maya, tom = cast.live, cast.maya, cast.tom
    live.start(RUNGS_SHOUT_OUT_GRACE="0")
    for words in ("Alpha", "Beta", "Gamma", "Delta"):
        proposed(cast, words)
        offer, listed = cast.message(maya, words), tom.goal("propose")
        change = maya.click(offer, "Change")
        decline = maya.click(offer, "Decline")
        before = live.counts()
        live.send_at_once(
            live.request(partial(maya.click, offer, "Accept")),
            live.request(partial(maya.submit, change, {"To": "8"}, forged=True)),
            live.request(partial(maya.submit, decline, {"reason": "No"}, forged=True)),
            live.request(partial(tom.click, listed, "Take it back")),
        )
        live.settle()
        after = live.counts()
        goals, rounds = (after[t] - before[t] for t in ("goal", "proposal_round"))
        with live.deps.read() as tx:
            made = store_proposals.newest(tx, tom.person.id, maya.person.id)
        assert made
        assert goals == (made.state is ProposalState.ACCEPTED), words
        assert rounds == len(made.rounds) - 1, words
        assert rounds == 0 or made.state is ProposalState.OPEN, words
        if made.is_open:
            tom.click(tom.goal("propose"), "Look at it")
            tom.submit(tom.click(cast.message(tom, words), "Decline"))
            live.settle()
    assert live.program.errors() == []


@pytest.mark.full("sqlite")
def test_several_reporting_their_parts_of_one_goal_at_once(cast: Cast, seed: int):
    live = cast.live
    crew = [live.user(f"hand{n}", tz="UTC") for n in range(6)]
    live.seed_team("Crew", lead="cleo", members=["maya", *crew], channel="crew", days=EVERY_DAY)
    shared = live.seed_goal(
        "maya", "Clear it", baseline=0, rungs=(30,), team=crew[0].actor.home, due="2099-12-18"
    )
    live.unasked(*live.users.values())
    with live.deps.begin() as tx:
        climb_together.share(tx, shared, cast.maya.actor, Combine.SUM, [], live.now)
        for hand in crew:
            climb_together.join(tx, shared, hand.actor, live.now)
    live.start(RUNGS_SHOUT_OUT_GRACE="0")
    reports = [live.request(partial(hand.goal, f"checkin {shared.key} 5")) for hand in crew]
    random.Random(seed).shuffle(reports)
    assert live.send_at_once(*reports, *reports[:4]) == [200] * 10
    until(lambda: live.slack.messages(live.channels["crew"].id), "celebrated")
    live.settle()
    with live.deps.read() as tx:
        goal = ladders.by_id(tx, shared.id)
    assert goal.value == 30 and goal.rungs[0].is_reached
    assert [part.value for part in goal.parts] == [None, 5, 5, 5, 5, 5, 5]
    assert len(live.slack.messages(live.channels["crew"].id)) == 1
    assert counted(live, check_in) == 6


def counted(live: Live, table) -> int:
    with live.deps.read() as tx:
        return tx.scalar(select(func.count()).select_from(table)) or 0
