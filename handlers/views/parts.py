"""The small pieces that every view is made of, each inside Slack's limits.

Limits: https://docs.slack.dev/reference/block-kit/blocks and …/block-elements.
"""

import html
from collections.abc import Mapping, Sequence
from typing import Any

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    CheckboxesElement,
    ConfirmObject,
    ContextBlock,
    DatePickerElement,
    DividerBlock,
    HeaderBlock,
    InputBlock,
    InputInteractiveElement,
    InteractiveElement,
    MarkdownTextObject,
    Option,
    OverflowMenuElement,
    PlainTextInputElement,
    PlainTextObject,
    RadioButtonsElement,
    SectionBlock,
    StaticSelectElement,
)
from slack_sdk.models.views import View

Choices = Mapping[Any, str]
"""Value → text; the values are strings, StrEnums among them, and Mapping's keys are invariant."""

SECTION_TEXT = 3000
HEADER_TEXT = 150
CONTEXT_TEXT = 2000
BUTTON_TEXT = 75
OPTION_TEXT = 75
INPUT_TEXT = 3000
MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100
MODAL_TITLE = 24
FALLBACK_TEXT = 4000


def words(text: str, at_most: int = SECTION_TEXT) -> str:
    """A person's words for mrkdwn: escaped, so that `<!channel>` stays words, and cut to size.

    The cut is made before the escape grows the text and never through an entity.
    https://docs.slack.dev/messaging/formatting-message-text#escaping
    """
    escaped = html.escape(text[: at_most + 1], quote=False)
    if len(text) <= at_most and len(escaped) <= at_most:
        return escaped
    kept, size = [], 1
    for piece in (html.escape(character, quote=False) for character in text):
        if size + len(piece) > at_most:
            break
        kept.append(piece)
        size += len(piece)
    return "".join(kept) + "…"


def cut(text: str, at_most: int) -> str:
    """Plain text cut to a limit, with an ellipsis that says so."""
    return text if len(text) <= at_most else text[: at_most - 1] + "…"


def whole_lines(lines: Sequence[str], at_most: int) -> str:
    """As many of the lines as fit, none cut in two, with a line that says so."""
    kept, size = list[str](), len("\n…")
    for line in lines:
        size += len(line) + 1
        if size > at_most:
            return "\n".join([*kept, "…"])
        kept.append(line)
    return "\n".join(kept)


def listing(items: Sequence[str], at_most: int = 0, rest: str = "more") -> str:
    """ "a", "a and b", "a, b and c"; "" of nothing. Of more than `at_most`, where that is given,
    "a, b and 3 more".
    """
    if at_most and len(items) > at_most:
        items = [*items[:at_most], f"{len(items) - at_most} {rest}"]
    *first, last = items or [""]
    return f"{', '.join(first)} and {last}" if first else last


def positions(numbers: Sequence[int]) -> str:
    """ "1", "1 and 2", "1, 2 and 4", "1 to 12": several in a row by their ends."""
    is_row = len(numbers) > 2 and numbers[-1] - numbers[0] == len(numbers) - 1
    return f"{numbers[0]} to {numbers[-1]}" if is_row else listing([str(n) for n in numbers])


def numbered(one: str, numbers: Sequence[int]) -> str:
    """ "rung 2", "rungs 1 to 12"."""
    return f"{one if len(numbers) == 1 else one + 's'} {positions(numbers)}"


def count(number: int, one: str, many: str = "") -> str:
    """ "1 goal", "2 goals", "2 people"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def left_out(number: int, where: str, one: str = "", many: str = "") -> str:
    """ "…and 3 more: `/goal list`", "…and 1 more team: `/goal overview`"."""
    more = count(number, f"more {one}", f"more {many}" if many else "") if one else f"{number} more"
    return f"…and {more}: {where}"


def quote(text: str, at_most: int = 2500) -> str:
    """A person's words as a mrkdwn quotation."""
    lines = words(text, at_most).splitlines() or [""]
    return "\n".join(f">{line}" for line in lines)


def section(mrkdwn: str, *, block_id: str | None = None) -> SectionBlock:
    """A paragraph of mrkdwn; people's words in it went through `words` already."""
    return SectionBlock(text=MarkdownTextObject(text=mrkdwn), block_id=block_id)


def heading(text: str) -> HeaderBlock:
    """A headline in plain text."""
    return HeaderBlock(text=PlainTextObject(text=cut(text, HEADER_TEXT)))


def small(mrkdwn: str) -> ContextBlock:
    """A quiet line."""
    return ContextBlock(elements=[MarkdownTextObject(text=mrkdwn)])


def divider() -> DividerBlock:
    return DividerBlock()


def button(
    text: str,
    action_id: str,
    value: str = "-",
    *,
    style: str | None = None,
    confirm: ConfirmObject | None = None,
) -> ButtonElement:
    """A button; `value` carries ids only."""
    return ButtonElement(
        text=PlainTextObject(text=cut(text, BUTTON_TEXT), emoji=True),
        action_id=action_id,
        value=value,
        style=style,
        confirm=confirm,
    )


def actions(*elements: InteractiveElement, block_id: str | None = None) -> ActionsBlock:
    """A row of buttons and selects."""
    return ActionsBlock(elements=list(elements), block_id=block_id)


MENU = "menu"
"""The action of every overflow menu: each of its options carries a button's action and value."""


def row(shown: Sequence[InteractiveElement], rest: Sequence[ButtonElement]) -> ActionsBlock:
    """A row of buttons, with the rest behind one "…", where each does what it would as a button.

    A rest of one is a button like the others.
    """
    if len(rest) < 2:
        return actions(*shown, *rest)
    listed = [
        option(f"{each.action_id} {each.value}", each.text.text) for each in rest if each.text
    ]
    return actions(*shown, OverflowMenuElement(action_id=MENU, options=listed))


def option(value: str, text: str) -> Option:
    """One choice of a select, radio group or checkboxes."""
    return Option(value=value, text=PlainTextObject(text=cut(text, OPTION_TEXT)))


def options(choices: Choices) -> list[Option]:
    """Choices from value → text."""
    return [option(value, text) for value, text in choices.items()]


def initial(choices: Sequence[Option], value: str | None) -> Option | None:
    """The choice of this value: Slack wants an initial option equal to the letter."""
    return next((choice for choice in choices if choice.value == value), None)


def field(
    name: str,
    label: str,
    element: InputInteractiveElement,
    *,
    hint: str | None = None,
    optional: bool = False,
) -> InputBlock:
    """A labelled input; block and action carry the field's name, where `Form` reads it."""
    element.action_id = name
    return InputBlock(
        block_id=name,
        label=PlainTextObject(text=label),
        element=element,
        hint=PlainTextObject(text=hint) if hint else None,
        optional=optional,
    )


def text_input(
    value: str = "", *, multiline: bool = False, placeholder: str | None = None
) -> PlainTextInputElement:
    """A free-text field, prefilled."""
    return PlainTextInputElement(
        initial_value=value[:INPUT_TEXT] or None,
        multiline=multiline,
        max_length=INPUT_TEXT,
        placeholder=PlainTextObject(text=placeholder) if placeholder else None,
    )


def select(choices: Choices, chosen: str | None) -> StaticSelectElement:
    """A list to choose one from."""
    listed = options(choices)
    return StaticSelectElement(options=listed, initial_option=initial(listed, chosen))


def radio(choices: Choices, chosen: str | None) -> RadioButtonsElement:
    """A few choices in full view."""
    listed = options(choices)
    return RadioButtonsElement(options=listed, initial_option=initial(listed, chosen))


def checkboxes(choices: Choices, chosen: Sequence[str]) -> CheckboxesElement:
    """Choices of which several may hold."""
    listed = options(choices)
    ticked = [choice for choice in listed if choice.value in chosen]
    return CheckboxesElement(options=listed, initial_options=ticked or None)


def date_picker(iso_date: str | None = None) -> DatePickerElement:
    """A calendar."""
    return DatePickerElement(initial_date=iso_date)


def modal(
    callback_id: str,
    title: str,
    blocks: Sequence[Block],
    *,
    submit: str | None = None,
    private_metadata: str = "",
) -> View:
    """A dialog; with `submit` it is a form."""
    return View(
        type="modal",
        callback_id=callback_id,
        title=PlainTextObject(text=cut(title, MODAL_TITLE)),
        submit=PlainTextObject(text=submit) if submit else None,
        close=PlainTextObject(text="Cancel" if submit else "Close"),
        blocks=list(blocks),
        private_metadata=private_metadata,
    )
