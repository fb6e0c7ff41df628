"""Feedback: words from one person to another, seen by the two alone; thanked, and answered."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial

from goals.errors import FieldProblems, Refusal, TooLate, UnknownGoal
from goals.goal import Goal
from goals.people import Person
from goals.sight import can_see
from goals.team_rules import NotAColleague, SlackNotAnswering
from goals.voices import (
    MOST_RECEIVERS,
    Feedback,
    HasLeft,
    HiddenGoal,
    NotForYou,
    TooManyReceivers,
    ToYourself,
    checked,
)
from handlers import who
from handlers.carried import number_in
from handlers.commands import SubCommand
from handlers.deps import Deps
from handlers.names import with_mentions
from handlers.outgoing import Render
from handlers.see_goals import goal_named
from handlers.shell import Shell
from handlers.spoken import key_first, people_first, plain
from handlers.triggers import Click, Command, Form, Trigger, replace_at
from handlers.views import feedback as views
from handlers.views.feedback import Sent
from handlers.views.message import Message
from store import events, ladders, outbox, people, voices
from store.database import Tx
from store.outbox import Priority, Queued

TAKE_BACK = ("undo", "back", "take back", "take it back", "cancel")
SECOND_THOUGHTS = timedelta(minutes=1)
"""For so long words can be taken back before they leave."""
FIELDS: Mapping[type[Refusal], str] = {
    ToYourself: "to",
    NotAColleague: "to",
    TooManyReceivers: "to",
    UnknownGoal: "about",
    HiddenGoal: "about",
    SlackNotAnswering: "to",
}
"""The field of the form that a refusal belongs under; the words, if not here."""


def register(shell: Shell, deps: Deps) -> None:
    """The forms and buttons of feedback."""
    shell.form("feedback.give", partial(take, deps))
    shell.click("feedback.take_back", partial(take_back, deps))
    shell.click("feedback.thank", partial(thank, deps))
    shell.click("feedback.answer", partial(open_answer, deps))
    shell.form("feedback.answered", partial(take_answer, deps))


def feedback(deps: Deps, command: Command) -> Message | None:
    """`/goal feedback @maya G-12 <words>`: sent in a minute, which is time to take it back; to
    several people, or with less than that, the form.
    """
    if command.words.lower() in TAKE_BACK:
        return _take_last_back(deps, command)
    with deps.read() as tx:
        typed = with_mentions(tx, command.actor.person.workspace_id, command.words)
    to, rest = people_first(typed)
    key, rest = key_first(rest)
    text = plain(rest)
    if len(to) == 1 and text:
        sent = _give(deps, command, to, key, text, once=command.once_key)
        return views.sent_message(sent)
    unread = text.split()[0] if text.startswith("@") else ""
    text = text.removeprefix(unread).strip()
    command.open(views.feedback_form(to=to, text=text, key=key, unread_name=unread))
    return None


def take(deps: Deps, form: Form) -> None:
    """The form's words, sent to each of those who were chosen, alone."""
    text = form.text("words")
    try:
        to = form.users("everyone") or list(filter(None, [form.user("to")]))
        sent = _give(deps, form, to, form.text("about"), text, once=f"form:{form.view_id}")
    except Refusal as refusal:
        field = FIELDS.get(type(refusal), "words")
        field = "everyone" if field == "to" and form.has("everyone") else field
        raise FieldProblems({field: refusal}) from None
    form.show(views.sent_view(sent))


def _give(
    deps: Deps, trigger: Trigger, user_ids: Sequence[str], key: str, text: str, *, once: str
) -> Sent:
    """Keep the words and queue them for each receiver; once, however often they are sent.

    Raises NoWords, TooLong, ToYourself, TooManyReceivers, NotAColleague, UnknownGoal, HiddenGoal.
    """
    text = checked(text)
    giver = trigger.actor.person
    if giver.user_id in user_ids:
        raise ToYourself
    if len(user_ids) > MOST_RECEIVERS:
        raise TooManyReceivers(len(user_ids), MOST_RECEIVERS)
    receivers = who.colleagues(deps, trigger, user_ids)
    leaves_at = trigger.now + min(deps.grace, SECOND_THOUGHTS)
    with deps.begin() as tx:
        goals = [_both_see(tx, trigger, receiver, key) for receiver in receivers] if key else []
        goal = goals[0] if goals else None
        names = [receiver.name for receiver in receivers]
        if not events.once(tx, giver.workspace_id, once, trigger.now):
            return Sent(text, names, goal)
        given = [
            voices.add_feedback(
                tx,
                giver.workspace_id,
                from_id=giver.id,
                to_id=receiver.id,
                words=text,
                now=trigger.now,
                goal_id=goal.id if goal else None,
            )
            for receiver in receivers
        ]
        for one, receiver in zip(given, receivers, strict=True):
            assert one  # only an answer can be a second one
            _queue(tx, one, receiver, leaves_at)
    return Sent(text, names, goal, tuple(one.id for one in given if one))


def take_back(deps: Deps, click: Click) -> None:
    """ "Take it back": what has not left yet is forgotten. Raises TooLate."""
    me = click.actor.person.id
    with deps.begin() as tx:
        ids = [number_in(one) for one in click.value.split(",")]
        given = [voices.feedback_by_id(tx, one, me) for one in ids]
        shown = _forget(tx, [one for one in given if one and one.from_id == me])
    click.replace(shown)


def _take_last_back(deps: Deps, command: Command) -> Message:
    """`/goal feedback undo`: the same for what was given in the last minute."""
    since = command.now - SECOND_THOUGHTS
    with deps.begin() as tx:
        return _forget(tx, voices.given_since(tx, command.actor.person.id, since))


def _forget(tx: Tx, given: Sequence[Feedback]) -> Message:
    """Forget what has not left yet. Raises TooLate where all of it has."""
    waiting = [one for one in given if outbox.drop(tx, one.workspace_id, f"feedback:{one.id}")]
    if not waiting:
        raise TooLate("What was sent")
    voices.forget_feedback(tx, [one.id for one in waiting])
    there = people.by_ids(tx, {one.to_id for one in given if one not in waiting})
    return views.taken_back_message(waiting[0].words, [who.name for who in there.values()])


def _both_see(tx: Tx, trigger: Trigger, receiver: Person, key: str) -> Goal:
    """The goal of this key. Raises UnknownGoal, HiddenGoal."""
    goal = goal_named(tx, trigger.actor, key)
    if not can_see(people.actor_of(tx, receiver.id), goal):
        raise HiddenGoal(goal.key, receiver.name)
    return goal


def _queue(tx: Tx, given: Feedback, receiver: Person, now: datetime) -> None:
    outbox.put(
        tx,
        key=f"feedback:{given.id}",
        workspace_id=given.workspace_id,
        channel=receiver.user_id,
        kind="feedback",
        ref={"feedback": given.id, "reader": receiver.id},
        priority=Priority.ANSWER,
        wake_at=now,
    )


def thank(deps: Deps, click: Click) -> None:
    """ "Thank": the giver hears it once, and the message says so."""
    with deps.begin() as tx:
        given = _given_to(tx, click, number_in(click.value))
        if voices.thank(tx, given.id, click.now):
            giver = _giver(tx, given)
            outbox.put(
                tx,
                key=f"thanks:{given.id}",
                workspace_id=given.workspace_id,
                channel=giver.user_id,
                kind="thanks",
                ref={"feedback": given.id, "reader": giver.id},
                priority=Priority.ANSWER,
                wake_at=click.now,
            )
        shown = _message(tx, given.id, click.actor.person.id)
    click.replace(shown)


def open_answer(deps: Deps, click: Click) -> None:
    """ "Answer": the form; where it was answered before, the message shows that instead."""
    with deps.read() as tx:
        given = _given_to(tx, click, number_in(click.value))
        giver = _giver(tx, given)
        shown = _message(tx, given.id, given.to_id) if voices.answer_to(tx, given.id) else None
    if shown:
        click.replace(shown)
        return
    about = json.dumps({"feedback": given.id, "response_url": click.response_url})
    click.open(views.answer_form(given, giver.name, about))


def take_answer(deps: Deps, form: Form) -> None:
    """The answer, which goes back as feedback of its own: it can be answered in turn."""
    text = checked(form.text("words"))
    with deps.begin() as tx:
        given = _given_to(tx, form, form.about.number("feedback"))
        giver = _giver(tx, given)
        answer = voices.add_feedback(
            tx,
            given.workspace_id,
            from_id=given.to_id,
            to_id=giver.id,
            words=text,
            now=form.now,
            goal_id=given.goal_id,
            answers_id=given.id,
        )
        if answer:
            _queue(tx, answer, giver, form.now)
        before = None if answer else voices.answer_to(tx, given.id)
        shown = _message(tx, given.id, given.to_id)
    if before and before.words != text:
        form.show(views.answered_view(before.words, giver.name))
    else:
        form.show(views.sent_view(Sent(text, [giver.name])))
    replace_at(form.about.text("response_url"), shown)


def _giver(tx: Tx, given: Feedback) -> Person:
    """Who gave it, and is there to read what comes back. Raises HasLeft."""
    giver = people.by_ids(tx, [given.from_id])[given.from_id]
    if not giver.active:
        raise HasLeft(giver.name)
    return giver


def _given_to(tx: Tx, trigger: Trigger, feedback_id: int) -> Feedback:
    """The feedback, for its receiver alone. Raises NotForYou."""
    reader_id = trigger.actor.person.id
    given = voices.feedback_by_id(tx, feedback_id, reader_id)
    if given is None or given.to_id != reader_id:
        raise NotForYou
    return given


def _message(tx: Tx, feedback_id: int, reader_id: int) -> Message:
    """The feedback as its receiver sees it now, about a goal only if they may still see that."""
    given = voices.feedback_by_id(tx, feedback_id, reader_id)
    assert given
    both = people.actors_of(tx, [given.from_id, reader_id])
    goal = ladders.by_id(tx, given.goal_id) if given.goal_id else None
    earlier = given.answers_id
    return views.feedback_message(
        given,
        both[given.from_id].person.name,
        goal=goal if goal and can_see(both[reader_id], goal) else None,
        answers=voices.feedback_by_id(tx, earlier, reader_id) if earlier else None,
        answer=voices.answer_to(tx, given.id),
    )


def render_feedback(tx: Tx, queued: Queued, now: datetime) -> Message:
    """The message to the receiver."""
    return _message(tx, queued.ref["feedback"], queued.ref["reader"])


def render_thanks(tx: Tx, queued: Queued, now: datetime) -> Message | None:
    """The thanks, to the giver."""
    given = voices.feedback_by_id(tx, queued.ref["feedback"], queued.ref["reader"])
    if given is None:
        return None
    return views.thanks_message(given, people.actor_of(tx, given.to_id).person.name)


SUB_COMMANDS = (
    SubCommand(
        "feedback",
        "@maya <words>",
        "tell a colleague something that only the two of you see; G-12 before the words says "
        "which goal it is about",
        feedback,
    ),
)
RENDERERS: dict[str, Render] = {"feedback": render_feedback, "thanks": render_thanks}
