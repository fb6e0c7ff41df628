"""How much a goal counts, in plain words."""

from decimal import Decimal

import pytest

from handlers.views.kin import counts, say_part
from tests.goals.making import goal


@pytest.mark.parametrize(
    ("share", "words"),
    [
        ("1", "all"),
        ("1.4", "all"),
        ("0.97", "nearly all"),
        ("0.75", "three quarters"),
        ("0.6667", "two thirds"),
        ("0.65", "about two thirds"),
        ("0.5", "half"),
        ("0.2", "a fifth"),
        ("0.125", "an eighth"),
        ("0.15", "about a seventh"),
        ("0.04", "a small part"),
        ("0.0001", "a small part"),
    ],
)
def test_a_share_is_a_fraction_that_people_say(share, words):
    assert say_part(Decimal(share)) == words


@pytest.mark.parametrize(
    ("weight", "words"),
    [
        ("1", ""),
        ("2", "counts twice as much as others"),
        ("0.5", "counts half as much as others"),
        ("3", "counts 3 times as much as others"),
        ("1.5", "counts 1.5 times as much as others"),
    ],
)
def test_what_counts_more_than_others(weight, words):
    assert counts(goal(1, weight=weight)) == words
