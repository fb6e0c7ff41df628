"""How a blocker looks: to the leads who hear of it, and to the person who gets their answer."""

from collections.abc import Sequence
from dataclasses import dataclass

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from goals.goal import CheckIn, Confidence, Goal
from goals.people import Team
from goals.voices import Blocker
from handlers.views.goal_lines import say_names
from handlers.views.message import Message, message
from handlers.views.parts import actions, button, field, modal, section, small, text_input, words
from handlers.views.said import about, aloud, preview, said, unread


@dataclass(frozen=True)
class Blocked:
    """A blocker with its check-in, its goal, and the names of those who take part in it."""

    blocker: Blocker
    check_in: CheckIn
    goal: Goal
    person: str
    taken_by: str = ""
    answered_by: str = ""

    @property
    def is_over(self) -> bool:
        """The person has corrected the check-in since: nothing blocks them any more."""
        return self.check_in.confidence is not Confidence.BLOCKED

    @property
    def head(self) -> str:
        return f"*{words(self.person, 80)}* is blocked on {about(self.goal)}"


def lead_message(blocked: Blocked) -> Message:
    """What each lead gets: who, which goal, their words, and what was done about it so far."""
    note = blocked.blocker.words
    asked = said(note) if note else section("They left no words: ask what would help.")
    blocks: list[Block] = [section(blocked.head), asked, *_state(blocked)]
    return message(aloud(blocked.head, note) if note else blocked.head, blocks)


def _state(blocked: Blocked) -> list[Block]:
    person, taken_by = words(blocked.person, 80), words(blocked.taken_by, 80)
    if blocked.blocker.is_answered:
        answered = small(f"✓ {words(blocked.answered_by, 80)} answered:")
        return [answered, said(blocked.blocker.answer)]
    if blocked.is_over:
        return [small(f"✓ {person} is not blocked any more.")]
    answer = button("Answer", "unblock.answer", str(blocked.blocker.id))
    if taken_by:
        return [small(f"✓ {taken_by} is on it."), actions(answer)]
    take = button("I'm on it", "unblock.take", str(blocked.blocker.id))
    return [actions(take, answer), small(f"{person} hears which of you is on it.")]


def gone_message() -> Message:
    """In the place of a blocker whose check-in was taken back."""
    told = "✓ This check-in was taken back. There is nothing left to do."
    return message(told, section(told))


def gone_view() -> View:
    """The same, in the place of the answer's form; the answer was not sent."""
    told = "This check-in was taken back meanwhile, so your answer was not sent."
    return modal("unblock.sent", "Taken back", [section(told)])


def answer_form(blocked: Blocked, private_metadata: str) -> View:
    """A lead's answer."""
    note = blocked.blocker.words
    blocks = [
        section(blocked.head),
        *([said(note)] if note else []),
        field("words", "Your answer", text_input(multiline=True)),
        small(_who_sees(blocked)),
    ]
    return modal(
        "unblock.answered", "Answer", blocks, submit="Send", private_metadata=private_metadata
    )


def _who_sees(blocked: Blocked) -> str:
    return f"{words(blocked.person, 80)} and the leads of the team see it."


def answered_view(blocked: Blocked, has_left: str = "") -> View:
    """The answer as it was sent; `has_left` names who is not there any more to read it."""
    return modal(
        "unblock.sent",
        "Answered",
        [said(blocked.blocker.answer), small(unread(has_left) or _who_sees(blocked))],
    )


def taken_message(blocked: Blocked) -> Message:
    """What the person hears when a lead takes it on."""
    told = f"*{words(blocked.taken_by, 80)}* is on it: {about(blocked.goal)}"
    return message(told, section(told))


def answer_message(blocked: Blocked) -> Message:
    """What the person hears when a lead answers."""
    lead, note = words(blocked.answered_by, 80), blocked.blocker.words
    return message(
        aloud(lead, blocked.blocker.answer),
        section(f"*{lead}* answered what blocks you on {about(blocked.goal)}"),
        small(f"You had said: {preview(note)}") if note else [],
        said(blocked.blocker.answer),
        small("You and the leads of the team see this."),
    )


def reader_message(goal: Goal, team: Team, leads: Sequence[str]) -> Message:
    """Who reads what blocks somebody, now that those lead no more who did; or that nobody does."""
    name = words(team.name, 80)
    if leads:
        verb = "leads" if len(leads) == 1 else "lead"
        who = f"*{say_names(leads)}* {verb} *{name}* now"
        told = f"{who} and can answer what blocks you: {about(goal)}"
    else:
        told = (
            f"Nobody else leads *{name}* at the moment, so nobody reads what blocks you on "
            f"{about(goal)}. I keep it for whoever leads next; until then, ask somebody directly."
        )
    return message(told, section(told))
