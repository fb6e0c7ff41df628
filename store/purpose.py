"""What the organisation is for, and what people note of themselves."""

from sqlalchemy import bindparam, select

from goals.purpose import AboutMe, Mission
from store.database import Tx
from store.people import upsert
from store.rows import value_of
from store.tables import about_me, mission

# Made once: on Mondays it is asked for each daily message.
_MISSION = select(mission).where(mission.c.workspace_id == bindparam("workspace"))


def mission_of(tx: Tx, workspace_id: int) -> Mission | None:
    """The mission of a workspace, if an admin has set one."""
    row = tx.execute(_MISSION, {"workspace": workspace_id}).one_or_none()
    return value_of(Mission, row) if row else None


def set_mission(tx: Tx, workspace_id: int, of: Mission) -> None:
    """Set the mission, in the place of the one before."""
    said = {"words": of.words, "priorities": of.priorities}
    tx.execute(
        upsert(tx, mission)
        .values(workspace_id=workspace_id, **said)
        .on_conflict_do_update(index_elements=["workspace_id"], set_=said)
    )


def about(tx: Tx, person_id: int) -> AboutMe:
    """What a person noted of themselves; empty where they noted nothing."""
    row = tx.execute(select(about_me).where(about_me.c.person_id == person_id)).one_or_none()
    return value_of(AboutMe, row) if row else AboutMe()


def set_about(tx: Tx, workspace_id: int, person_id: int, of: AboutMe) -> None:
    """Keep a person's notes, in the place of those before."""
    said = {"strengths": of.strengths, "aspirations": of.aspirations, "for_leads": of.for_leads}
    tx.execute(
        upsert(tx, about_me)
        .values(workspace_id=workspace_id, person_id=person_id, **said)
        .on_conflict_do_update(index_elements=["person_id"], set_=said)
    )
