"""Feedback that two people see, and input that its unnamed giver cannot be found by."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, inspect, select

from goals.people import Person, Team
from goals.voices import Feedback, Input, InputKind, can_read, telling_time
from store import people, teams, voices
from store.database import Tx
from store.tables import input as inputs
from store.tables import metadata
from tests.store.conftest import NOW
from tests.support.databases import count_statements

TODAY = NOW.date()
Say = Callable[..., Input | None]


@pytest.fixture
def say(tx: Tx, care: Team) -> Say:
    """Says something to the leads of Care: `say("a" * 32, author=maya)`; unnamed without author."""

    def say_it(input_id: str, *, author: Person | None = None, **more: Any) -> Input | None:
        said: dict[str, Any] = {
            "team_id": care.id,
            "author_id": author and author.id,
            "kind": InputKind.IDEA,
            "words": f"words of {input_id}",
            "day": TODAY,
            **more,
        }
        return voices.add_input(tx, care.workspace_id, input_id=input_id, **said)

    return say_it


@pytest.fixture
def feedback(tx: Tx, maya: Person, tom: Person) -> Feedback:
    """What Maya said to Tom."""
    given = voices.add_feedback(
        tx, maya.workspace_id, from_id=maya.id, to_id=tom.id, words="You stayed calm", now=NOW
    )
    assert given
    return given


def read_by(tx: Tx, person: Person) -> list[str]:
    return [said.id for said in voices.inputs_for(tx, people.actor_of(tx, person.id), limit=50)]


def test_the_two_see_it_and_nobody_else(tx: Tx, feedback: Feedback, known, maya, tom):
    ana = known("ana", is_admin=True)
    assert voices.feedback_by_id(tx, feedback.id, maya.id) == feedback
    assert voices.feedback_by_id(tx, feedback.id, tom.id) == feedback
    assert voices.feedback_by_id(tx, feedback.id, ana.id) is None
    assert (feedback.words, feedback.at, feedback.thanked_at) == ("You stayed calm", NOW, None)


def test_thanks_are_said_once(tx: Tx, feedback: Feedback, tom: Person):
    assert voices.thank(tx, feedback.id, NOW)
    assert not voices.thank(tx, feedback.id, NOW + timedelta(hours=1))
    thanked = voices.feedback_by_id(tx, feedback.id, tom.id)
    assert thanked and thanked.thanked_at == NOW


def test_feedback_is_answered_once(tx: Tx, feedback: Feedback, maya: Person, tom: Person):
    def answer(words: str) -> Feedback | None:
        return voices.add_feedback(
            tx,
            tom.workspace_id,
            from_id=tom.id,
            to_id=maya.id,
            words=words,
            now=NOW,
            answers_id=feedback.id,
        )

    assert voices.answer_to(tx, feedback.id) is None
    first = answer("Thank you")
    assert first and voices.answer_to(tx, feedback.id) == first
    assert answer("Thank you again") is None
    assert voices.answer_to(tx, feedback.id) == first


def test_two_may_say_as_much_to_each_other_as_they_like(tx: Tx, feedback, maya, tom):
    again = voices.add_feedback(
        tx, maya.workspace_id, from_id=maya.id, to_id=tom.id, words="And again", now=NOW
    )
    assert again and again.id != feedback.id


def test_the_same_form_handed_in_twice_is_one_input(say: Say, maya: Person):
    said = say("a" * 32, author=maya)
    assert said and said.author_id == maya.id
    assert say("a" * 32, author=maya) is None


def test_an_unnamed_input_holds_nothing_that_points_at_anybody(
    tx: Tx, say: Say, maya: Person, tom: Person
):
    people.set_next_check_ins(tx, {maya.id: NOW})
    said = say("b" * 32, tell_at=telling_time(NOW))
    assert said and said.author_id is None
    row = tx.execute(select(inputs)).one()._asdict()
    to_people = {
        column.name
        for column in inputs.columns
        if any(key.column.table.name == "person" for key in column.foreign_keys)
    }
    assert {name: row[name] for name in to_people} == {"author_id": None, "answered_by": None}
    exact = str(NOW.time())  # when it was given
    assert exact not in json.dumps(row, default=str)
    # No table counts inputs up: their order in the file says nothing.
    assert inputs.c.id.type.python_type is str


def test_nothing_else_refers_to_an_input(engine: Engine):
    referring = [
        table
        for table in metadata.tables
        for key in inspect(engine).get_foreign_keys(table)
        if key["referred_table"] == "input"
    ]
    assert referring == []


def test_an_unnamed_input_is_read_by_nobody_before_its_hour(tx: Tx, say: Say, tom: Person):
    at = telling_time(NOW)
    said = say("b" * 32, tell_at=at)
    assert read_by(tx, tom) == []
    assert voices.tell_unnamed(tx, at - timedelta(seconds=1)) == []
    assert voices.tell_unnamed(tx, at) == [said]
    assert voices.tell_unnamed(tx, at) == []  # once
    assert read_by(tx, tom) == ["b" * 32]


def test_unnamed_inputs_are_told_in_an_order_that_tells_nothing(tx: Tx, say: Say):
    for input_id in ("c" * 32, "a" * 32, "b" * 32):
        say(input_id, tell_at=NOW)
    assert [said.id[0] for said in voices.tell_unnamed(tx, NOW)] == ["a", "b", "c"]


def test_leads_read_all_and_givers_their_own(tx: Tx, say: Say, known, care, maya, tom):
    ana = known("ana", is_admin=True)
    teams.set_members(tx, care, {maya.id: False, ana.id: False, tom.id: True})
    say("a" * 32, author=maya)
    say("b" * 32, author=ana)
    say("c" * 32)
    assert read_by(tx, tom) == ["a" * 32, "b" * 32, "c" * 32]
    assert read_by(tx, maya) == ["a" * 32]
    assert read_by(tx, ana) == ["b" * 32]
    voices.answer_input(tx, "c" * 32, answer="We will", person_id=tom.id, now=NOW)
    assert read_by(tx, maya) == ["a" * 32, "c" * 32]  # its giver reads the answer with all


def test_the_query_grants_what_the_rule_grants(tx: Tx, say: Say, known, care, maya, tom):
    outsider = known("zoe")
    stranger = known("ana", workspace=people.ensure_workspace(tx, "T2"))
    for input_id, author in (("a", maya), ("b", tom), ("c", None), ("d", None)):
        say(input_id * 32, author=author)
    voices.answer_input(tx, "d" * 32, answer="Done", person_id=tom.id, now=NOW)
    everything = [voices.input_by_id(tx, care.workspace_id, letter * 32) for letter in "abcd"]
    for reader in (maya, tom, outsider, stranger):
        actor = people.actor_of(tx, reader.id)
        granted = {said.id for said in everything if said and can_read(actor, said)}
        assert set(read_by(tx, reader)) == granted
    assert set(read_by(tx, maya)) == {"a" * 32, "d" * 32}


def test_the_unanswered_come_first_then_the_newest(tx: Tx, say: Say, maya: Person, tom: Person):
    for letter, days_ago in (("a", 3), ("b", 0), ("c", 1)):
        say(letter * 32, author=maya, day=TODAY - timedelta(days=days_ago))
    voices.answer_input(tx, "b" * 32, answer="Yes", person_id=tom.id, now=NOW)
    assert [input_id[0] for input_id in read_by(tx, tom)] == ["c", "a", "b"]
    lead = people.actor_of(tx, tom.id)
    assert [s.id[0] for s in voices.inputs_for(tx, lead, limit=1, offset=1)] == ["a"]


def test_an_input_is_answered_once(tx: Tx, say: Say, care: Team, tom: Person, maya: Person):
    say("a" * 32, author=maya)
    assert voices.waiting(tx, [care.id]) == 1
    first = {"answer": "We will", "person_id": tom.id, "now": NOW}
    assert voices.answer_input(tx, "a" * 32, **first)
    assert not voices.answer_input(tx, "a" * 32, **(first | {"answer": "We won't"}))
    answered = voices.input_by_id(tx, care.workspace_id, "a" * 32)
    assert answered and (answered.answer, answered.answered_by) == ("We will", tom.id)
    assert voices.waiting(tx, [care.id]) == 0


def test_an_input_stays_in_its_workspace(tx: Tx, say: Say, maya: Person):
    say("a" * 32, author=maya)
    elsewhere = people.ensure_workspace(tx, "T2")
    assert voices.input_by_id(tx, elsewhere.id, "a" * 32) is None


def test_inputs_are_read_in_one_statement(engine: Engine, tx: Tx, say: Say, maya, tom):
    for number in range(30):
        say(f"{number:032d}", author=maya)
    lead = people.actor_of(tx, tom.id)
    with count_statements(engine) as sql:
        assert len(voices.inputs_for(tx, lead, limit=50)) == 30
    assert len(sql) == 1
