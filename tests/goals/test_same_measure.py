"""Two goals on one measure, told by what was read of them."""

import pytest

from goals.goal import GoalState, Measure, MeasureKind
from goals.measures.same import same_measure, subject, twin
from tests.goals.making import goal


def made(number: int, words: str, unit: str, down: bool = False, **more):
    ends = {"baseline": 40, "target": 25} if down else {}
    return goal(number, statement=words, measure=Measure(unit=unit), **{**ends, **more})


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("Reply to 40 chats a day", "chats a day"), ("33 in the sale", "chats a day"), True),
        (("Reply to 40 chats a day", "chats a day"), ("Answer more", "chats per day"), True),
        (("Reply to 40 chats a day", "chats a day"), ("Answer more", "Chats/day"), True),
        (("Reply to 40 chats a day", "chats a day"), ("Take 40 calls a day", "calls a day"), False),
        (("Reply to 40 chats a day", "chats a day"), ("40 chats a week", "chats a week"), False),
        (("CSAT of 90 %", "%"), ("Raise customer satisfaction to 85%", "%"), True),
        (("CSAT of 90 %", "%"), ("Resolve 80 % at first contact", "%"), False),
        (("Cut AHT to 6 minutes", "minutes"), ("Handle time of 400 seconds", "seconds"), True),
        (("Cut AHT to 6 minutes", "minutes"), ("First reply in 2 minutes", "minutes"), False),
        (("Bring it to 90 % by Friday", "%"), ("Get the adherence to 90 % by Friday", "%"), False),
        (("Close 90 old tickets", "tickets"), ("Reopen 5 tickets at most", "tickets", True), False),
    ],
)
def test_measures_are_compared_as_they_were_read(one, other, same):
    first, second = made(1, *one), made(2, *other)
    if one[0].startswith("Cut"):
        first, second = made(1, *one, True), made(2, *other, True)
    assert same_measure(first, second) is same
    assert same_measure(second, first) is same


def test_what_is_done_or_not_is_compared_by_its_words():
    done = Measure(MeasureKind.DONE)
    one, other = (
        goal(n, statement=words, measure=done, baseline=0, target=6)
        for n, words in enumerate(("Write six knowledge articles", "Write 2 knowledge articles"), 1)
    )
    assert same_measure(one, other)
    assert not same_measure(one, goal(3, statement="Give two talks", measure=done))
    assert not same_measure(one, made(3, "Write six knowledge articles", "articles"))


def test_only_what_is_under_way_is_a_twin():
    new, old = made(2, "33 in the sale", "chats a day"), made(1, "Reply", "chats a day")
    assert twin(new, [new, old]) == old
    assert twin(new, [made(1, "Reply", "chats a day", state=GoalState.REACHED)]) is None


def test_what_it_is_on_is_said_in_a_word_or_two():
    assert subject(made(1, "Reply to 40 chats a day", "chats a day")) == "chats a day"
    assert subject(made(1, "CSAT of 90 %", "%")) == "customer satisfaction"
    assert subject(made(1, "All of it to 90 %", "%")) == ""
