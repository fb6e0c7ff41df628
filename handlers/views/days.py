"""Weekdays and times of day: in words, and as fields of a form."""

from collections.abc import Iterable
from datetime import time

from slack_sdk.models.blocks import CheckboxesElement, TimePickerElement

from handlers.views.parts import checkboxes

SHORT = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
LONG = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def say_days(days: Iterable[int]) -> str:
    """Weekdays (0 is Monday) as people say them: "Mon–Fri", "Sun–Thu", "Mon, Wed", "every day"."""
    wanted = set(days)
    if len(wanted) == 7:
        return "every day"
    runs = [_run(day, wanted) for day in sorted(wanted) if (day - 1) % 7 not in wanted]
    return ", ".join(piece for run in runs for piece in _pieces(run))


def _run(first: int, wanted: set[int]) -> list[int]:
    """The days in a row from `first` on, past Sunday if need be."""
    run = [first]
    while (following := (run[-1] + 1) % 7) in wanted:
        run.append(following)
    return run


def _pieces(run: list[int]) -> list[str]:
    if len(run) < 3:
        return [SHORT[day] for day in run]
    return [f"{SHORT[run[0]]}–{SHORT[run[-1]]}"]


def say_time(at: time) -> str:
    """A time of day: "09:30"."""
    return f"{at:%H:%M}"


def day_boxes(days: Iterable[int]) -> CheckboxesElement:
    """Seven boxes; the value of each is its weekday's number."""
    choices = {str(number): name for number, name in enumerate(LONG)}
    return checkboxes(choices, [str(day) for day in days])


def time_picker(at: time) -> TimePickerElement:
    """A time of day, prefilled."""
    return TimePickerElement(initial_time=say_time(at))
