"""What people are greeted by."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goals.greeting import first_name


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("Ana", "Ana"),
        ("Ana Lima", "Ana"),
        ("[OOO] Ana Lima", "Ana"),
        ("(OOO until 4 Dec) Ana", "Ana"),
        ("OOO Ana Lima", "Ana"),
        ("OOO - Ana Lima", "Ana"),
        ("🌴 Ana", "Ana"),
        ("🌴Ana🌴", "Ana"),
        (":palm_tree: Ana", "Ana"),
        ("Lima, Ana", "Ana"),
        ("Lima, Ana Maria", "Ana"),
        ("Ana Lima, PhD", "Ana"),
        ("Dr. Ana Lima", "Ana"),
        ("Prof. Dr. Ana Lima", "Ana"),
        ("Dr.-Ing. Ana Lima", "Ana"),
        ("Ms Ana Lima", "Ana"),
        ("Ana (she/her)", "Ana"),
        ("Ana Lima | Support", "Ana"),
        ("Ana Lima - Support", "Ana"),
        ("Ana @ Acme", "Ana"),
        ("ana.lima", "Ana"),
        ("ana_lima", "ana"),
        ("ana", "Ana"),
        ("ANA LIMA", "Ana"),
        ("AJ Lima", "AJ"),
        ("Ana-Maria Lima", "Ana-Maria"),
        ("D'Arcy Lima", "D'Arcy"),
        ("李 小龙", "李"),
        ("أنا ليما", "أنا"),
        ("🌴", "🌴"),
        ("[OOO]", "[OOO]"),
        ("U0123", "U0123"),
    ],
)
def test_a_person_is_greeted_by_name(name: str, called: str) -> None:
    assert first_name(name) == called


@given(st.text(min_size=1, max_size=80).filter(str.strip))
def test_nobody_is_greeted_by_nothing(name: str) -> None:
    assert first_name(name).strip()
