"""A message: what people see, and the words that stand in where blocks do not show."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from slack_sdk.models.blocks import Block

from handlers.views.once import make_json_once

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
