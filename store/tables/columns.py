"""What every table is made with."""

from sqlalchemy import Column, ForeignKey, Integer, MetaData

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def own_id() -> Column[int]:
    """A row's number."""
    return Column("id", Integer, primary_key=True)


def ref(name: str, to: str, *, nullable: bool = False, index: bool = False) -> Column[int]:
    """A row of another table."""
    return Column(name, ForeignKey(f"{to}.id"), nullable=nullable, index=index)


def of_workspace() -> Column[int]:
    """Whose row it is."""
    return ref("workspace_id", "workspace")
