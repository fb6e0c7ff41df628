"""What holds of a person's times now, and the next check-in that follows from it."""

import re
from datetime import date, timedelta

from goals.due import WEEKDAY
from goals.leave_words import ReadDate
from goals.people import Actor, Person
from handlers.reading import dates_of
from handlers.rhythm import next_check_in, reschedule
from handlers.triggers import Trigger
from handlers.views.schedule import Times
from store import people
from store.database import Tx


def asked_anew(tx: Tx, trigger: Trigger) -> Times:
    """Schedule the person's next check-in by what holds now."""
    reschedule(tx, [trigger.actor.person.id], trigger.now)
    return times_of(tx, trigger, people.actor_of(tx, trigger.actor.person.id))


def times_of(tx: Tx, trigger: Trigger, actor: Actor) -> Times:
    """What holds for this person, and when they are asked next."""
    ask = next_check_in(tx, actor, trigger.now)
    return Times(actor.person, actor.pattern, actor.home, ask.at if ask else None, trigger.now)


def leave_date(person: Person) -> ReadDate:
    """Plain dates, where "Friday" said on a Friday is today."""
    read_date = dates_of(person)

    def read(text: str, today: date) -> date | None:
        is_weekday = re.fullmatch(WEEKDAY, text.strip(), re.IGNORECASE)
        return read_date(text, today - timedelta(days=1) if is_weekday else today)

    return read
