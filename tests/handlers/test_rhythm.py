"""When people are asked next: what it costs, and what it must not lose."""

from datetime import UTC, date, datetime
from threading import Event, Thread, current_thread

import pytest
from sqlalchemy import event

from goals.cadence import Leave
from handlers.days_off import country_name, country_of_zone
from handlers.rhythm import reschedule
from handlers.views.days import say_days
from store import people
from store.database import Tx
from tests.support.databases import count_statements
from tests.support.rungs import Rungs


def test_a_crowd_costs_no_more_statements_than_one(rungs: Rungs):
    crowd = rungs.meet(*(f"agent{n}" for n in range(60)))
    for some in (crowd[:1], crowd):
        with count_statements(rungs.deps.engine) as statements, rungs.deps.begin() as tx:
            reschedule(tx, [person.id for person in some], rungs.now)
        assert len(statements) == 4


def test_nobody_at_all_is_fine(rungs: Rungs):
    with rungs.deps.begin() as tx:
        reschedule(tx, [], rungs.now)


WAITS = ("FOR NO KEY UPDATE", "UPDATE person")
"""What a transaction can only do when another one that holds the same person has ended."""


def test_two_who_change_a_persons_days_at_once_both_count(rungs: Rungs):
    """Whoever schedules last has seen what the other wrote, so that no check-in is lost."""
    [maya] = rungs.meet("maya")
    second_waits = Event()

    def stay_away(tx: Tx, day: int) -> None:
        off = date(2026, 11, day)
        people.add_leave(tx, maya.workspace_id, maya.id, Leave(off, off))
        reschedule(tx, [maya.id], rungs.now)

    def second() -> None:
        if rungs.deps.engine.dialect.name == "sqlite":
            second_waits.set()  # for its turn in this process, before any statement
        with rungs.deps.begin() as tx:
            stay_away(tx, 24)

    def note(_connection, _cursor, statement, *_):
        if current_thread() is thread and any(wait in statement for wait in WAITS):
            second_waits.set()

    thread = Thread(target=second)
    with rungs.deps.begin() as tx:
        stay_away(tx, 23)
        event.listen(rungs.deps.engine, "before_cursor_execute", note)
        thread.start()
        assert second_waits.wait(10)
    thread.join()
    event.remove(rungs.deps.engine, "before_cursor_execute", note)
    wednesday = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
    assert rungs.users["maya"].person.next_check_in_at == wednesday


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (range(5), "Mon–Fri"),
        (range(7), "every day"),
        ((6, 0, 1, 2, 3), "Sun–Thu"),
        ((0, 2), "Mon, Wed"),
        ((5, 6), "Sat, Sun"),
        ((6, 0), "Sun, Mon"),
        ((0, 1, 2, 4), "Mon–Wed, Fri"),
        ((3,), "Thu"),
        ((), ""),
    ],
)
def test_days_are_said_as_people_say_them(days, said):
    assert say_days(days) == said


@pytest.mark.parametrize(
    ("zone", "country"),
    [
        ("Europe/Lisbon", "Portugal"),
        ("Asia/Tokyo", "Japan"),
        ("America/Chicago", "United States"),
        ("UTC", "No public holidays"),
        ("Etc/GMT+3", "No public holidays"),
    ],
)
def test_a_zone_is_a_guess_of_the_country(zone, country):
    assert country_name(country_of_zone(zone)) == country
