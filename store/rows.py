"""Rows as values: what leaves store/ is a dataclass of goals/, never a row."""

from collections.abc import Callable
from functools import cache
from operator import itemgetter
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import BindParameter, CursorResult, bindparam

from store.database import AnyRow

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T", bound="DataclassInstance")


def value_of(kind: type[T], row: AnyRow, **more: Any) -> T:
    """The value whose fields are the row's columns of the same names.

    `more` gives the fields that no column has, or that are made of several.
    """
    value: T = _maker(kind, row._fields, "")(row, **more)
    return value


def maker_of(kind: type[T], result: CursorResult[Any], prefix: str = "") -> Callable[..., T]:
    """`value_of` for the many rows of one result, whose columns are looked at once; those of this
    kind may have a `prefix` there.
    """
    return _maker(kind, tuple(result.keys()), prefix)


@cache
def _maker(kind: type[T], columns: tuple[str, ...], prefix: str) -> Callable[..., T]:
    names = [name for name in kind.__dataclass_fields__ if prefix + name in columns]
    pick = itemgetter(*(columns.index(prefix + name) for name in names))
    is_whole = len(names) == len(kind.__dataclass_fields__)

    def make(row: AnyRow, **more: Any) -> T:
        if is_whole and not more:
            return kind(*pick(row))
        return kind(**{**dict(zip(names, pick(row), strict=True)), **more})

    return make


def several(name: str) -> BindParameter[Any]:
    """A parameter for the values of an IN, in a statement that is made once."""
    return bindparam(name, expanding=True)
