"""A message: what people see, and the words that stand in where blocks do not show."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from slack_sdk.models.blocks import Block, MarkdownTextObject, SectionBlock

from handlers.views.once import make_json_once
from handlers.views.parts import FALLBACK_TEXT, MESSAGE_BLOCKS

make_json_once()


@dataclass(frozen=True)
class Message:
    """`text` is the fallback (notifications, screen readers): escaped mrkdwn, never empty."""

    text: str
    blocks: tuple[Block, ...] = ()

    def payload(self) -> dict[str, Any]:
        """The arguments of chat.postMessage, a response_url, or a command's acknowledgement."""
        return {"text": self.text, "blocks": [block.to_dict() for block in self.blocks]}


def message(text: str, *blocks: Block | Sequence[Block]) -> Message:
    """A message of these blocks (lists among them are spread)."""
    flat: list[Block] = []
    for block in blocks:
        flat.extend([block] if isinstance(block, Block) else block)
    return Message(text, tuple(flat))


def together(messages: Sequence[Message]) -> Message:
    """Several answers in one message; those that no more fit stand as their fallback words."""
    if len(messages) == 1:
        return messages[0]
    blocks: list[Block] = []
    seen: set[str | None] = set()
    for one in messages:
        left = one.blocks
        if len(blocks) + len(left) > MESSAGE_BLOCKS - 1:
            left = (SectionBlock(text=MarkdownTextObject(text=one.text)),)
        if len(blocks) == MESSAGE_BLOCKS:
            break
        for block in left:
            if block.block_id in seen:
                block.block_id = None  # two reports on one goal: an id stands once in a message
            seen.add(block.block_id)
        blocks.extend(left)
    return Message("\n".join(one.text for one in messages)[:FALLBACK_TEXT], tuple(blocks))
