"""What buttons and forms carry: ids, and a few words of ours, read in one place.

A message lives for years and its buttons with it, so what they carry may be of a shape that nobody
writes any more. Whatever cannot be read raises AnotherVersion.
"""

import json
from datetime import date, time
from decimal import Decimal, InvalidOperation
from enum import Enum
from typing import Any, Self, TypeVar

from goals.errors import AnotherVersion

Choice = TypeVar("Choice", bound=Enum)

MOST = 2**31 - 1
"""The largest id: what an INTEGER of PostgreSQL holds."""


def parts_of(value: str, *counts: int, by: str = ":") -> list[str]:
    """The parts of a button's value, if there are as many as one of `counts`."""
    parts = value.split(by)
    if len(parts) not in counts:
        raise AnotherVersion
    return parts


def number_in(text: object) -> int:
    """An id, or a number of ours such as a page's first line; none is negative."""
    digits = str(text)
    if not (digits.isascii() and digits.isdigit() and len(digits) <= len(str(MOST))):
        raise AnotherVersion
    if int(digits) > MOST:
        raise AnotherVersion
    return int(digits)


def day_in(text: object) -> date:
    """A local date, in its ISO form."""
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        raise AnotherVersion from None


def time_in(text: object) -> time:
    """A local time: "09:30"."""
    try:
        return time.fromisoformat(str(text))
    except ValueError:
        raise AnotherVersion from None


def amount_in(text: object) -> Decimal:
    """A finite number."""
    try:
        amount = Decimal(str(text))
    except InvalidOperation:
        raise AnotherVersion from None
    if not amount.is_finite():
        raise AnotherVersion
    return amount


def one_of(choices: type[Choice], value: object) -> Choice:
    """The member of an enumeration that has this value."""
    try:
        return choices(value)
    except ValueError:
        raise AnotherVersion from None


class Carried(dict[str, Any]):
    """What a form's private_metadata carries, by name; what is asked for and missing raises
    AnotherVersion.
    """

    @classmethod
    def of(cls, metadata: str) -> Self:
        """From the JSON that the form was given; "" carries nothing."""
        try:
            found = json.loads(metadata or "{}")
        except ValueError:
            raise AnotherVersion from None
        if not isinstance(found, dict):
            raise AnotherVersion
        return cls(found)

    def __missing__(self, name: str) -> Any:
        raise AnotherVersion

    def number(self, name: str) -> int:
        """An id, or a number of ours."""
        return number_in(self[name])

    def text(self, name: str) -> str:
        """A word of ours, or a response_url."""
        if not isinstance(self[name], str):
            raise AnotherVersion
        return str(self[name])
