"""How feedback looks: the form, the message that its receiver gets, and what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from slack_sdk.models.blocks import (
    Block,
    ButtonElement,
    UserMultiSelectElement,
    UserSelectElement,
)
from slack_sdk.models.views import View

from goals.goal import Goal
from goals.voices import Feedback
from handlers.views.goal_lines import say_names
from handlers.views.message import Message, message
from handlers.views.parts import actions, button, field, modal, section, small, text_input, words
from handlers.views.said import about, aloud, preview, said


def feedback_form(
    *, to: Sequence[str] = (), text: str = "", key: str = "", unread_name: str = ""
) -> View:
    """The form, prefilled with what the command told; `unread_name` did not become a person.

    Where several were named, it says that each gets the words alone.
    """
    unread = (
        f"I can't tell who “{words(unread_name, 80)}” is, so please choose them here. In the "
        "command, pick the name from the list that Slack shows while you type it."
    )
    blocks = [
        *([section(unread)] if unread_name else []),
        _receivers(to),
        field("words", "Your words", text_input(text, multiline=True)),
        field(
            "about",
            "About a goal",
            text_input(key, placeholder="G-12"),
            hint="Its key, if your words are about a goal that you both can see.",
            optional=True,
        ),
        small("They get it as a direct message. Only the two of you see it."),
    ]
    return modal("feedback.give", "Feedback", blocks, submit="Send")


def _receivers(to: Sequence[str]) -> Block:
    if len(to) > 1:
        chosen = UserMultiSelectElement(initial_users=list(to))
        return field("everyone", "To", chosen, hint="Each of them gets it alone.")
    return field("to", "To", UserSelectElement(initial_user=to[0] if to else None))


def feedback_message(
    given: Feedback,
    giver: str,
    *,
    goal: Goal | None = None,
    answers: Feedback | None = None,
    answer: Feedback | None = None,
) -> Message:
    """What the receiver gets, with what they did about it so far.

    `goal` is what it is about, if the receiver may see it; `answers` is the feedback of theirs
    that this answers; `answer` is what they answered.
    """
    name = words(giver, 80)
    head = f"*{name}* answered your feedback" if answers else f"*{name}* has feedback for you"
    blocks: list[Block] = [section(f"{head}, about {about(goal)}" if goal else head)]
    if answers:
        blocks.append(small(f"You had said: {preview(answers.words)}"))
    blocks.append(said(given.words))
    if given.thanked_at:
        blocks.append(small(f"✓ You said thank you to {name}."))
    if answer:
        blocks += [small("✓ You answered:"), said(answer.words)]
    blocks.append(small(f"Only you and {name} see this."))
    buttons = _buttons(given, answer)
    return message(aloud(name, given.words), blocks, [actions(*buttons)] if buttons else [])


def _buttons(given: Feedback, answer: Feedback | None) -> list[ButtonElement]:
    thank = button("🙏 Thank", "feedback.thank", str(given.id))
    reply = button("Answer", "feedback.answer", str(given.id))
    return ([] if given.thanked_at else [thank]) + ([] if answer else [reply])


def thanks_message(given: Feedback, receiver: str) -> Message:
    """What the giver hears when the receiver says thanks."""
    told = f"🙏 {words(receiver, 80)} says thank you for your feedback."
    return message(told, section(told), small(f"You had said: {preview(given.words)}"))


@dataclass(frozen=True, slots=True)
class Sent:
    """Words on their way to these people; `ids` are what can still be taken back."""

    text: str
    names: Sequence[str]
    goal: Goal | None = None
    ids: Sequence[int] = ()


def _sent(sent: Sent, *, in_form: bool = False) -> list[Block]:
    names = say_names(sent.names)
    each = ", each alone" if len(sent.names) > 1 else ""
    head = f"Sent to *{names}*, as a direct message{each}"
    seen = "each of them" if len(sent.names) > 1 else names
    blocks: list[Block] = [
        section(f"{head}, about {about(sent.goal)}:" if sent.goal else f"{head}:"),
        said(sent.text),
        small(f"Only you and {seen} see it."),
    ]
    if sent.ids and in_form:
        blocks.append(small("For a minute, before it leaves, `/goal feedback undo` takes it back."))
    elif sent.ids:
        ids = ",".join(str(one) for one in sent.ids)
        blocks.append(actions(button("Take it back", "feedback.take_back", ids)))
        blocks.append(small("For a minute, before it leaves."))
    return blocks


def sent_message(sent: Sent) -> Message:
    """What was sent, for its giver alone."""
    return message(f"Sent to {say_names(sent.names)}.", _sent(sent))


def sent_view(sent: Sent) -> View:
    """The same, in the place of the form."""
    return modal("feedback.sent", "Sent", _sent(sent, in_form=True))


def taken_back_message(text: str, there: Sequence[str]) -> Message:
    """Words that were taken back before they left, given back; `there`: who has them already."""
    told = "Taken back: nobody got it." if not there else f"{say_names(there)} has it already."
    return message(told, section(told), [said(text)] if text else [])


def answer_form(given: Feedback, giver: str, private_metadata: str) -> View:
    """The receiver's answer."""
    blocks = [
        said(given.words),
        field("words", "Your answer", text_input(multiline=True)),
        small(f"{words(giver, 80)} gets it as a direct message. Only the two of you see it."),
    ]
    return modal(
        "feedback.answered", "Answer", blocks, submit="Send", private_metadata=private_metadata
    )


def answered_view(answer: str, giver: str) -> View:
    """The receiver answered before; nothing was sent this time."""
    blocks = [
        section(
            f"You have answered {words(giver, 80)} on this already. "
            "/goal feedback tells them more. You had said:"
        ),
        said(answer),
    ]
    return modal("feedback.sent", "Answered already", blocks)
