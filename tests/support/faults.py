"""What can go wrong between the bot and Slack, and Slack's own pace: scripted by tests."""

import random
import threading
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Arguments = Mapping[str, Any]


@dataclass(frozen=True)
class Fault:
    """One thing that goes wrong. `accepted`: Slack did what was asked before it did."""

    kind: Literal["rate_limited", "server_error", "reset", "hang", "late", "refused"]
    accepted: bool = False
    seconds: float = 0
    error: str = ""
    gate: threading.Event | None = None


def rate_limited(seconds: int = 1) -> Fault:
    """429: nothing was done, come back after `seconds`."""
    return Fault("rate_limited", seconds=seconds, error="ratelimited")


def server_error(*, accepted: bool = False) -> Fault:
    """500, before or after Slack did it."""
    return Fault("server_error", accepted, error="internal_error")


def reset(*, accepted: bool = False) -> Fault:
    """The connection breaks, before or after Slack did it."""
    return Fault("reset", accepted)


def hang(seconds: float, *, accepted: bool = False) -> Fault:
    """No answer for so long, and then none at all."""
    return Fault("hang", accepted, seconds)


def late(gate: threading.Event) -> Fault:
    """All is well, and done at once, but the answer comes only when the gate is opened."""
    return Fault("late", accepted=True, gate=gate)


def refused(error: str) -> Fault:
    """200 with ok: false, such as channel_not_found."""
    return Fault("refused", error=error)


@dataclass
class BadDay:
    """A mix of everything that can go wrong, for `Script.mix`; the same for the same seed.

    `often`: the part of the posts that meet something; reading back meets half as much.
    `longest` is how long a hang lasts: give more than the bot waits for an answer.
    """

    seed: int
    often: float = 0.3
    longest: float = 12
    met: Counter[str] = field(default_factory=Counter)
    """What went wrong how often, by kind."""

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)
        self._kinds = (
            *(3 * (fault,) for fault in (rate_limited(1), server_error(), reset())),
            *(4 * (fault,) for fault in (server_error(accepted=True), reset(accepted=True))),
            (hang(self.longest, accepted=True), hang(self.longest)),
        )

    def __call__(self, method: str, arguments: Arguments) -> Fault | None:
        often = {"chat.postMessage": self.often, "conversations.history": self.often / 2}
        if self._random.random() >= often.get(method, 0):
            return None
        fault = self._random.choice([fault for several in self._kinds for fault in several])
        self.met[fault.kind + " after accepting" * fault.accepted] += 1
        return fault


class Script:
    """Which call meets which fault: the queue first, then what always holds, then `mix`."""

    mix: Callable[[str, Arguments], Fault | None]
    """Decides for every other call; give it a seeded random generator for a mix."""

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        """All is well from now on."""
        self._next: dict[str, deque[tuple[str | None, Fault]]] = defaultdict(deque)
        self._always: dict[tuple[str, str | None], Fault] = {}
        self.mix = lambda method, arguments: None

    def next(self, method: str, *faults: Fault, channel: str | None = None) -> None:
        """The next calls of this method (to this channel) meet these, one each."""
        self._next[method] += ((channel, fault) for fault in faults)

    def always(self, method: str, fault: Fault, channel: str | None = None) -> None:
        """From now on every call of this method (to this channel) meets this."""
        self._always[method, channel] = fault

    def for_call(self, method: str, arguments: Arguments) -> Fault | None:
        """What this call meets; takes it from the queue."""
        channel = arguments.get("channel")
        queued = self._next[method]
        for entry in queued:
            if entry[0] in (None, channel):
                queued.remove(entry)
                return entry[1]
        for key in ((method, channel), (method, None)):
            if key in self._always:
                return self._always[key]
        return self.mix(method, arguments)


@dataclass
class Pace:
    """Slack's limits on chat.postMessage: seconds between posts in a channel, posts a minute."""

    per_channel: float = 1.0
    per_minute: int = 600
    broken: int = 0
    """How often the bot was too fast."""

    def __post_init__(self) -> None:
        self._last: dict[str, float] = {}
        self._minute: deque[float] = deque()

    def too_fast(self, channel: str, now: float) -> Fault | None:
        """A 429 for a post at `now` (seconds) that comes too soon; else it is counted."""
        while self._minute and self._minute[0] <= now - 60:
            self._minute.popleft()
        wait = self._last.get(channel, float("-inf")) + self.per_channel - now
        if len(self._minute) >= self.per_minute:
            wait = max(wait, self._minute[0] + 60 - now)
        if wait > 0:
            self.broken += 1
            return rate_limited(int(wait) + 1)
        self._last[channel] = now
        self._minute.append(now)
        return None
