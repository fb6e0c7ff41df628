"""Column types that hold the same on SQLite and PostgreSQL."""

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Any

from sqlalchemy import BigInteger, DateTime, Dialect, SmallInteger, String
from sqlalchemy.types import TypeDecorator

AMOUNT_PLACES = 4
_SCALE = Decimal(10) ** AMOUNT_PLACES


class Instant(TypeDecorator[datetime]):
    """A UTC instant: aware datetimes in and out; a naive one is a bug and raises ValueError."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs its zone")
        in_utc = value.astimezone(UTC)
        return in_utc.replace(tzinfo=None) if dialect.name == "sqlite" else in_utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Amount(TypeDecorator[Decimal]):
    """A measured number, exact to four decimal places: stored as whole ten-thousandths."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        if value is None:
            return None
        return int((value * _SCALE).to_integral_value(ROUND_HALF_UP))

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any]:
        """Without a detour: every list of goals has hundreds of these."""
        return _amount


@lru_cache(maxsize=4096)
def _amount(stored: int | None) -> Decimal | None:
    return None if stored is None else Decimal(stored).scaleb(-AMOUNT_PLACES).normalize() + 0


class Days(TypeDecorator[frozenset[int]]):
    """A set of weekdays (0 is Monday), stored as a bit mask."""

    impl = SmallInteger
    cache_ok = True

    def process_bind_param(self, value: frozenset[int] | None, dialect: Dialect) -> int | None:
        return None if value is None else sum(1 << day for day in value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> frozenset[int] | None:
        return None if value is None else frozenset(d for d in range(7) if value >> d & 1)


class Choice(TypeDecorator[Any]):
    """One of a StrEnum, stored as its value."""

    impl = String(20)
    cache_ok = True

    def __init__(self, kind: type[StrEnum]):
        super().__init__()
        self.kind = kind
        self._by_value: dict[str | None, Any] = {None: None, **{m.value: m for m in kind}}

    def process_bind_param(self, value: StrEnum | None, dialect: Dialect) -> str | None:
        return None if value is None else self.kind(value).value

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any]:
        """Without a detour, like an amount's."""
        return self._by_value.__getitem__
