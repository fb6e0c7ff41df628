"""`rungs`, with its long waits cut short: a freeze past the lease takes seconds, not minutes.

Nothing else differs. `make test-faults` runs the program as it is.
"""

from datetime import timedelta
from functools import partial

from bot import cli, client, clock, run, socket
from bot.delivery import Pace
from store import events

LEASE = 2.5
"""Seconds; the program's own is ten times as long."""

run.Pace = partial(Pace, lease=timedelta(seconds=LEASE))
run.WATCH_SECONDS = 0.5
client.CALL_SECONDS = 0.8
clock.TICK = timedelta(seconds=1)
events.ABANDONED = timedelta(seconds=3)
socket.PING_SECONDS = 0.5
socket.SILENCE_SECONDS = 4.5

if __name__ == "__main__":
    cli.main()
