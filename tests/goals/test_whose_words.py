"""Whose goal a sentence sets, where it says so."""

import pytest

from goals.whose_words import read_whose

LEARN = "Learn 5 Spanish words a day, from 3, by 18 December"


@pytest.mark.parametrize(
    "sentence",
    [
        f"personal {LEARN}",
        f"personal: {LEARN}",
        f"Personal - {LEARN}",
        f"PERSONAL, {LEARN}",
        f"personal goal: {LEARN}",
        f"a personal goal to {LEARN}",
        f"My personal goal is to {LEARN}",
        f"private: {LEARN}",
        f"only me: {LEARN}",
        f"just for me: {LEARN}",
        f"for me only: {LEARN}",
        f"{LEARN} (personal)",
        f"{LEARN}, only me",
        f"{LEARN}; just for me.",
        f"{LEARN} - private",
        f"{LEARN}, as a personal goal",
    ],
)
def test_a_word_for_oneself_makes_it_personal(sentence):
    assert read_whose(sentence) == (True, LEARN)


@pytest.mark.parametrize(
    "sentence",
    [
        LEARN,
        "Answer private messages within 2 hours",
        "Private messages answered within 2 hours, from 4",
        "Personalise 20 replies a day",
        "Only meet customers twice a week",
        "Ask for me time",
        "Reply to 40 chats a day, from 25, by 18 December",
    ],
)
def test_other_sentences_stay_as_they_are(sentence):
    assert read_whose(sentence) == (False, sentence)


def test_a_word_of_the_goals_own_stays_in_it():
    assert read_whose("Personal best of 60 chats") == (True, "Personal best of 60 chats")


def test_no_sentence_is_none():
    assert read_whose("personal") == (True, "")
    assert read_whose("") == (False, "")
