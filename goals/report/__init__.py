"""Checking in by words: what a message reports, on which goals, for which days."""

from goals.report.doubts import is_far, settle
from goals.report.reading import looks_like_one, read_partner, read_report, read_value
from goals.report.reports import (
    NOTE_LENGTH,
    CannotRead,
    Impossible,
    NoPartYet,
    NothingReported,
    Recorded,
    Report,
    TwoNumbers,
    as_it_was,
    example,
    note,
)
from goals.report.typed import (
    KEY,
    NoSuchDay,
    ReadDay,
    Typed,
    WhichDay,
    begins_report,
    in_turn,
    typed_reports,
)

__all__ = [
    "KEY",
    "NOTE_LENGTH",
    "CannotRead",
    "Impossible",
    "NoPartYet",
    "NoSuchDay",
    "NothingReported",
    "ReadDay",
    "Recorded",
    "Report",
    "TwoNumbers",
    "Typed",
    "WhichDay",
    "as_it_was",
    "begins_report",
    "example",
    "in_turn",
    "is_far",
    "looks_like_one",
    "note",
    "read_partner",
    "read_report",
    "read_value",
    "settle",
    "typed_reports",
]
