"""Numbers as people write them ("1,200", "42,5", "2.5k", "95 %", "1h30", "7:20"), read and said.

Amounts are below 10**12. What is kept has at most four decimal places.
"""

from goals.amounts.finding import Amount, find_amounts, western
from goals.amounts.reading import (
    CheckInWords,
    NotATime,
    TwoReadings,
    after_unit,
    one_reading,
    read_amount,
    read_check_in,
)
from goals.amounts.saying import say_amount, say_number, write_amount
from goals.amounts.spelling import SMALL_NUMBERS
from goals.amounts.units import (
    CLOCK,
    CURRENCIES,
    LIMIT,
    MILLION,
    PLACES,
    SECONDS,
    currency_of,
    in_unit,
    is_time,
    known_unit,
    round_amount,
    round_away,
    with_seconds,
)

__all__ = [
    "CLOCK",
    "CURRENCIES",
    "LIMIT",
    "MILLION",
    "PLACES",
    "SECONDS",
    "SMALL_NUMBERS",
    "Amount",
    "CheckInWords",
    "NotATime",
    "TwoReadings",
    "after_unit",
    "currency_of",
    "find_amounts",
    "in_unit",
    "is_time",
    "known_unit",
    "one_reading",
    "read_amount",
    "read_check_in",
    "round_amount",
    "round_away",
    "say_amount",
    "say_number",
    "western",
    "with_seconds",
    "write_amount",
]
