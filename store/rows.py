"""Rows as values: what leaves store/ is a dataclass of goals/, never a row."""

from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from store.database import AnyRow

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T", bound="DataclassInstance")


def value_of(kind: type[T], row: AnyRow, prefix: str = "", **more: Any) -> T:
    """The value whose fields are the row's columns of the same names, each under `prefix`.

    `more` gives the fields that no column has, or that are made of several.
    """
    places = _places(kind, row._fields, prefix)
    return kind(**{**{name: row[place] for name, place in places}, **more})


@cache
def _places(kind: type[Any], columns: tuple[str, ...], prefix: str) -> list[tuple[str, int]]:
    """Which field is in which column: the same for every row of a statement."""
    names = kind.__dataclass_fields__
    return [(name, columns.index(prefix + name)) for name in names if prefix + name in columns]
