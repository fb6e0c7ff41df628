"""Rows as values: what leaves store/ is a dataclass of goals/, never a row."""

from typing import TYPE_CHECKING, Any, TypeVar

from store.database import AnyRow

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T", bound="DataclassInstance")


def value_of(kind: type[T], row: AnyRow, prefix: str = "", **more: Any) -> T:
    """The value whose fields are the row's columns of the same names, each under `prefix`.

    `more` gives the fields that no column has, or that are made of several.
    """
    columns = row._mapping
    names = kind.__dataclass_fields__
    read = {name: columns[prefix + name] for name in names if prefix + name in columns}
    return kind(**{**read, **more})
