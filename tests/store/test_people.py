"""People, their teams and leave, and when each is asked next."""

from collections.abc import Callable
from datetime import date, time, timedelta

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError, NoResultFound

from goals.cadence import Leave, Pattern
from goals.people import WORKDAYS, Person, ShoutOut, Team, Workspace
from store import database, people, teams
from store.database import Tx
from tests.store.conftest import NOW
from tests.support.databases import count_statements

NIGHTS = Pattern(frozenset({4, 5, 6}), time(22), time(6), time(23))
Know = Callable[..., Person]


def test_a_workspace_is_made_once_and_keeps_its_bot(tx: Tx):
    first = people.ensure_workspace(tx, "T1", "UBOT")
    assert people.ensure_workspace(tx, "T1") == first
    assert people.ensure_workspace(tx, "T1", "UNEW").bot_user_id == "UNEW"
    assert [w.team_id for w in people.workspaces(tx)] == ["T1"]
    assert people.workspace_of(tx, first.id).bot_user_id == "UNEW"


def test_a_profile_follows_slack_and_leaves_what_the_person_set(tx: Tx, known: Know):
    maya = known("maya")
    people.save_pattern(tx, maya.id, NIGHTS)
    people.save_shout_outs(tx, maya.id, ShoutOut.DIRECT)
    people.save_reminders(tx, maya.id, False)
    moved = known("maya", zone="Pacific/Auckland", is_admin=True)
    assert (moved.id, moved.zone, moved.is_admin) == (maya.id, "Pacific/Auckland", True)
    assert (moved.pattern, moved.shout_outs) == (NIGHTS, ShoutOut.DIRECT)
    assert not moved.reminders


def test_a_pattern_can_be_given_up_for_the_teams(tx: Tx, care: Team, maya: Person):
    people.save_pattern(tx, maya.id, NIGHTS)
    assert people.actor_of(tx, maya.id).pattern == NIGHTS
    people.save_pattern(tx, maya.id, None)
    assert people.actor_of(tx, maya.id).pattern == care.pattern


def test_the_same_slack_id_in_two_workspaces_is_two_people(tx: Tx, known: Know):
    other = people.ensure_workspace(tx, "T2")
    here, there = known("maya"), known("maya", workspace=other)
    assert here.id != there.id
    found = people.actor(tx, "T2", "UMAYA")
    assert found and found.person == there
    assert people.actor(tx, "T3", "UMAYA") is None
    assert people.by_user_ids(tx, other.id, ["UMAYA", "UTOM"]) == [there]


def test_an_actor_knows_their_teams_in_the_order_of_joining(
    tx: Tx, workspace: Workspace, care: Team, maya: Person
):
    later = teams.add(
        tx,
        workspace.id,
        name="Billing",
        channel_id="CBILLING",
        check_in_at=time(8),
        days=WORKDAYS,
        country="",
        fiscal_first_month=1,
    )
    teams.set_members(tx, later, {maya.id: True})
    actor = people.actor_of(tx, maya.id)
    assert actor.teams == (care, later)
    assert actor.home == care
    assert (actor.leads(care.id), actor.leads(later.id)) == (False, True)
    with pytest.raises((NoResultFound, KeyError)):
        people.actor_of(tx, 99)


def test_the_members_of_a_team_are_its_active_people_by_name(
    tx: Tx, care: Team, known: Know, maya: Person, tom: Person
):
    assert people.members(tx, care.id) == [(maya, False), (tom, True)]
    known("maya", active=False)
    assert people.members(tx, care.id) == [(tom, True)]


def test_the_leads_of_teams(tx: Tx, care: Team, known: Know, tom: Person):
    leads = people.leads_of(tx, [care.id, 99])
    assert {key: [a.person.name for a in found] for key, found in leads.items()} == {
        care.id: ["Tom"],
        99: [],
    }
    known("tom", active=False)
    assert people.leads_of(tx, [care.id]) == {care.id: []}


def test_the_admins_of_a_workspace(tx: Tx, known: Know, workspace: Workspace, maya: Person):
    ana = known("ana", is_admin=True)
    known("gone", is_admin=True, active=False)
    known("other", is_admin=True, workspace=people.ensure_workspace(tx, "T2"))
    assert people.admins(tx, workspace.id) == [ana]


def test_who_leaves_slack_is_asked_no_more(tx: Tx, workspace: Workspace, maya: Person):
    people.set_next_check_ins(tx, {maya.id: NOW})
    people.deactivate(tx, workspace.id, "UMAYA")
    gone = people.by_ids(tx, [maya.id])[maya.id]
    assert (gone.active, gone.next_check_in_at) == (False, None)
    assert people.due_for_check_in(tx, NOW, 10) == []


def test_a_team_is_set_up_once_for_its_channel(tx: Tx, care: Team, workspace: Workspace):
    settings = {
        "name": "Care again",
        "channel_id": "CCARE",
        "check_in_at": time(9),
        "days": WORKDAYS,
        "country": "",
        "fiscal_first_month": 1,
    }
    with pytest.raises(IntegrityError), tx.begin_nested():
        teams.add(tx, workspace.id, **settings)
    other = people.ensure_workspace(tx, "T2")
    there = teams.add(tx, other.id, **settings)  # another Slack has channels of its own
    assert teams.by_channel(tx, workspace.id, "CCARE") == care
    assert teams.by_channel(tx, other.id, "CCARE") == there
    assert teams.by_id(tx, other.id, care.id) is None
    assert teams.by_id(tx, workspace.id, care.id) == care


def test_settings_are_changed(tx: Tx, care: Team, workspace: Workspace):
    teams.save(tx, care.id, check_in_at=time(8, 15), country="NZ")
    changed = teams.by_id(tx, workspace.id, care.id)
    assert changed and (changed.check_in_at, changed.country) == (time(8, 15), "NZ")
    assert changed.fiscal_first_month == 4


def test_members_come_go_and_change_their_role(
    tx: Tx, care: Team, known: Know, maya: Person, tom: Person
):
    ana = known("ana")
    teams.set_members(tx, care, {maya.id: True, ana.id: False})
    assert people.members(tx, care.id) == [(ana, False), (maya, True)]


def test_a_leave_is_noted_once_and_can_be_taken_back(tx: Tx, maya: Person, tom: Person):
    christmas = Leave(date(2026, 12, 24), date(2027, 1, 2))
    day_off = Leave(date(2026, 12, 1), date(2026, 12, 1))
    for away in (christmas, christmas, day_off):
        people.add_leave(tx, maya.workspace_id, maya.id, away)
    since = date(2026, 12, 1)
    assert people.leaves(tx, [maya.id, tom.id], since) == {maya.id: (day_off, christmas)}
    assert people.leaves(tx, [maya.id], since + timedelta(days=1)) == {maya.id: (christmas,)}
    assert people.leaves(tx, [maya.id], date(2027, 1, 2)) == {maya.id: (christmas,)}
    assert people.remove_leave(tx, maya.workspace_id, maya.id, day_off)
    assert not people.remove_leave(tx, maya.workspace_id, maya.id, day_off)
    assert not people.remove_leave(tx, tom.workspace_id, tom.id, christmas)
    assert people.leaves(tx, [maya.id], since) == {maya.id: (christmas,)}


def test_leaves_that_touch_are_one_and_a_day_can_be_cut_out(tx: Tx, maya: Person):
    def off(first: int, last: int) -> Leave:
        return Leave(date(2026, 12, first), date(2026, 12, last))

    for away in (off(1, 3), off(10, 12), off(4, 6), off(5, 11)):
        people.add_leave(tx, maya.workspace_id, maya.id, away)
    assert people.leaves(tx, [maya.id], date(2026, 12, 1)) == {maya.id: (off(1, 12),)}
    people.remove_leave(tx, maya.workspace_id, maya.id, off(5, 5))
    assert people.leaves(tx, [maya.id], date(2026, 12, 1)) == {maya.id: (off(1, 4), off(6, 12))}


def test_the_due_are_found_longest_waiting_first_and_no_more_than_asked_for(tx: Tx, known: Know):
    anna, ben, cleo, dan = (known(name) for name in ("anna", "ben", "cleo", "dan"))
    times = {
        anna.id: NOW,
        ben.id: NOW - timedelta(hours=1),
        cleo.id: NOW + timedelta(seconds=1),
        dan.id: None,
    }
    people.set_next_check_ins(tx, times)
    due = people.due_for_check_in(tx, NOW, 10)
    assert {actor.person.name for actor in due} == {"Anna", "Ben"}
    assert [actor.person.name for actor in people.due_for_check_in(tx, NOW, 1)] == ["Ben"]


def test_two_clocks_at_once_ask_nobody_twice(engine: Engine, database_url: str):
    if engine.dialect.name == "sqlite":
        pytest.skip("SQLite has one writer: the second clock waits for the first")
    with database.begin(engine) as tx:
        workspace = people.ensure_workspace(tx, "T1")
        ids = [
            people.save_profile(
                tx, workspace.id, f"U{n}", name=f"{n}", zone="UTC", is_admin=False, active=True
            ).id
            for n in range(4)
        ]
        people.set_next_check_ins(tx, dict.fromkeys(ids, NOW))
    with database.begin(engine) as one, database.begin(engine) as other:
        first = {a.person.id for a in people.due_for_check_in(one, NOW, 2)}
        second = {a.person.id for a in people.due_for_check_in(other, NOW, 10)}
    assert len(first) == 2
    assert first | second == set(ids)
    assert not first & second


@pytest.mark.parametrize("size", [1, 30])
def test_people_are_read_in_one_statement_however_many(
    engine: Engine, tx: Tx, known: Know, care: Team, size: int
):
    everyone = [known(f"p{number}").id for number in range(size)]
    teams.set_members(tx, care, dict.fromkeys(everyone, False))
    people.set_next_check_ins(tx, dict.fromkeys(everyone, NOW))
    for read, statements in (
        (lambda: people.actors_of(tx, everyone), 1),
        (lambda: people.members(tx, care.id), 1),
        (lambda: people.leaves(tx, everyone, NOW.date()), 1),
        (lambda: people.leads_of(tx, [care.id]), 1),
        (lambda: people.due_for_check_in(tx, NOW, 100), 2),
        (lambda: people.set_next_check_ins(tx, dict.fromkeys(everyone, NOW)), 1),
    ):
        with count_statements(engine) as sql:
            read()
        assert len(sql) == statements, sql
