"""The clock: a handful of jobs in one thread. Who is due stands in the database, not here.

Every replica may tick. A tick that was missed is made up for by the next, because it asks for
everybody whose moment has come, however long ago.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.interval import IntervalTrigger

from bot.logs import log
from goals.team_rules import SlackNotAnswering
from handlers.check_in import queue_due
from handlers.deps import Deps
from handlers.speak_up import tell_due
from store import events, held_reports, outbox
from store.database import trouble

TICK = timedelta(seconds=15)
PURGE = timedelta(days=1)
FIRST_PURGE = timedelta(minutes=1)
READ_PEOPLE = timedelta(days=1)
KEEP_EVENTS = timedelta(days=1)
KEEP_MESSAGES = timedelta(days=90)
BATCH = 500

Job = Callable[[datetime], object]


def queue_all(deps: Deps, now: datetime) -> int:
    """Queue the messages of everybody whose moment has come, in batches, and the unnamed input
    whose hour has come; how many."""
    looked_at = tell_due(deps, now)
    while True:
        batch = queue_due(deps, now, BATCH)
        looked_at += batch
        if batch < BATCH:
            return looked_at


def purge(deps: Deps, now: datetime) -> None:
    """Forget handled events, and reports that nobody confirmed, after a day, and finished messages
    after 90 days.
    """
    with deps.begin() as tx:
        forgotten = events.forget(tx, now - KEEP_EVENTS)
        held_reports.forget(tx, now - KEEP_EVENTS)
    removed = 0
    while True:
        with deps.begin() as tx:
            batch = outbox.purge(tx, now - KEEP_MESSAGES, BATCH)
        removed += batch
        if batch < BATCH:
            break
    log.info("purged", events=forgotten, messages=removed)


class Clock:
    """Ticks in the background from `start` to `stop`. `last_tick` is None until one went well."""

    def __init__(
        self,
        deps: Deps,
        nudge: Callable[[], object] = lambda: None,
        read_people: Job | None = None,
    ):
        self.deps = deps
        self._read_people = read_people
        self.last_tick: datetime | None = None
        self._nudge = nudge
        self._scheduler = BackgroundScheduler(
            timezone=UTC,
            job_defaults={"max_instances": 1, "coalesce": True, "misfire_grace_time": None},
        )

    def tick(self, now: datetime) -> None:
        """One tick as of `now` (UTC)."""
        if queue_all(self.deps, now):
            self._nudge()
        self.last_tick = now

    def start(self) -> None:
        """Tick at once and from then on; purge, and read people again from Slack, a minute later
        and every day.
        """
        started = datetime.now(UTC)  # the scheduler's own clock, which is always the real one
        self._add("tick", self.tick, TICK, started)
        self._add("purge", lambda now: purge(self.deps, now), PURGE, started + FIRST_PURGE)
        if self._read_people:
            self._add("people", self._read_people, READ_PEOPLE, started + FIRST_PURGE)
        self._scheduler.start()

    def stop(self) -> None:
        """End after the job in hand."""
        self._scheduler.shutdown()

    def _add(self, name: str, job: Job, every: timedelta, first: datetime) -> None:
        trigger = IntervalTrigger(seconds=int(every.total_seconds()), timezone=UTC)
        self._scheduler.add_job(self._do, trigger, (name, job), id=name, next_run_time=first)

    def _do(self, name: str, job: Job) -> None:
        """A job that fails is logged and tried again at its next time."""
        try:
            job(self.deps.clock())
        except Exception as error:
            if isinstance(error, SlackNotAnswering):
                log.warning("Slack did not answer the clock", job=name)
            elif why := trouble(error):
                log.error("the clock waits for the database", job=name, why=why)
            else:
                log.exception("a job of the clock failed", job=name)
