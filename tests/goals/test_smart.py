# ruff: noqa: E501 (the table reads best with one sentence a line)
"""Goals as service teams write them, and what each letter of SMART says of them.

Today is Sunday, 22 November 2026.
"""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goals.draft import Step
from goals.goal import Measure, MeasureKind
from goals.sentence import Reading, read_sentence
from goals.smart import Letter, Plan, Review, plan_of_sentence, review, suggested_rungs
from goals.stretch import Past
from goals.weaknesses import (
    FarAway,
    GuessedStart,
    NoDate,
    NoDeed,
    NoNumber,
    NoPurpose,
    NoSign,
    NoUnit,
    TooEasy,
    TooFar,
    TooOften,
    Vague,
)
from handlers.reading import read_date

TODAY = date(2026, 11, 22)
NO_PAST = Past()
CHATS = Measure(unit="chats a day")


def read(sentence: str) -> Reading:
    return read_sentence(sentence, TODAY, 1, read_date)


def letters(looked_at: Review) -> str:
    """ "SMaRT": a capital where the letter is strong."""
    initials = dict(zip(Letter, "SMART", strict=True))
    return "".join(
        initials[v.letter] if v.is_strong else initials[v.letter].lower()
        for v in looked_at.verdicts
    )


# sentence | why it matters | letters | the vague words
SENTENCES = """
Reply to 40 chats a day, from 25, by 18 December | Nobody waits in the evening | SMART |
Reduce handle time from 8 to 6 minutes by 18 December | Shorter queues | SMART |
Decrease average response time by 20%, from 60 minutes, by 18 December | Worries end sooner | SMART |
Decrease average response time by 20% by 18 December | Worries end sooner | SMART |
Increase CSAT from 82% to 90% by 18 December | People stay with us | SMART |
Resolve 80% of chats at first contact, from 68%, by 20 December | Nobody likes to ask twice | SMART |
Cut reopened tickets from 12% to 8% by 11 December | Solved should mean solved | SMART |
Bring first response time from 60 to 45 minutes by 15 December | A quick hello calms | SMART |
60 → 45 seconds average wait by 18 December | Nobody should hear the whole song | SMART |
Halve the backlog from 80 tickets by 18 December | Old tickets are cold tickets | SMART |
Pass the level 2 certification by 10 December | I want to take the hard calls | SMART |
Finish the product training by 4 December | So that I need not ask twice | SMART |
Update the team wiki every Friday until 18 December | Answer once, help many | SMART |
Write one knowledge article a week until 18 December | Answer once, help many | SMART |
Have 1:1s with all agents by the end of the month | I hear what is in the way | SMART |
Rate myself from 2 to 4 on empathy by 18 December | Calm at five as at nine | SMART |
Listen to three calls with Tom by Friday | I learn best by ear | SMART |
Be on time every day until the end of the month | The night shift wants to go home | SMART |
Raise CSAT by 5 points from 85% by 18 December | People stay with us | SMART |
Handle 10 more tickets a day by next Friday | The new product brings more of them | SMART |
Close all tickets older than 3 days by Friday | Old tickets are cold tickets | SMART |
Improve CSAT from 82% to 90% by 18 December | People stay with us | SMART |
Answer faster: from 6 to 2 minutes by 18 December | A quick hello calms | SMART |
Reply to 40 chats a day, from 25, by 18 December | | SMArT |
Attain a first call resolution rate of 90% within six months | | SMart |
Achieve a 95% customer satisfaction rate within the next quarter | People stay with us | SMaRt |
Decrease average response time by 20% by the end of the fiscal year | Worries end sooner | SMARt |
Increase CSAT from 82% to 90% by the end of March | People stay with us | SMARt |
Reply to 40 chats a day by 18 December | Nobody waits | SMaRT |
Keep average handle time below 6 minutes until 18 December | Shorter queues | SMART |
Answer 30 calls a day, from 20 | Shorter queues | SMARt |
Improve CSAT by 18 December | People stay with us | smART | improve
Reduce the backlog by Friday | Old tickets are cold tickets | smART | reduce
Improve response time | Worries end sooner | smARt | improve
Answer customers as quickly as possible | Worries end sooner | smARt | as quickly as possible
Reply to 30 emails a day, from 20, as fast as possible, by 18 December | Nobody waits | sMART | as fast as possible
Reply to all tickets ASAP | Nobody waits | smARt | asap
Be better at chat by 18 December | I want to | smART | better
Get better at upselling by 18 December | Bonus | smART | better
Give good service to 40 customers a day, from 30, by 18 December | People stay with us | sMART | good
Provide excellent customer service | People stay with us | smARt | excellent
Reply to emails faster by Friday | Nobody waits | smART | faster
More knowledge articles by 18 December | Answer once, help many | smART | more
Improve my product knowledge | So that I need not ask twice | smARt | improve
Work on my tone | Calm at five as at nine | smARt | work on
Be nicer to customers by Friday | They deserve it | smART | nicer
Close some old tickets by Friday | Old tickets are cold tickets | smART | some
Help the team more often | We win together | smARt | more, often
Try to be on time | The night shift wants to go home | smARt | try to
Minimise escalations by 18 December | They cost a day each | smART | minimise
Handle calls efficiently by Friday | Shorter queues | smART | efficiently
CSAT | People stay with us | smARt |
"""


def table() -> list[str]:
    return SENTENCES.strip().splitlines()


@pytest.mark.parametrize("line", table(), ids=lambda line: line[:50])
def test_a_sentence_letter_by_letter(line: str) -> None:
    sentence, purpose, expected, vague = [cell.strip() for cell in line.split("|")]
    plan = replace(plan_of_sentence(read(sentence), TODAY), purpose=purpose)
    looked_at = review(plan, NO_PAST)
    assert letters(looked_at) == expected
    named = [v.weakness.words for v in looked_at.weak if isinstance(v.weakness, Vague)]
    assert named == ([tuple(word.strip() for word in vague.split(","))] if vague else [])


def test_the_table_is_the_many_that_it_should_be() -> None:
    verdicts = [line.split("|")[2].strip() for line in table()]
    assert len(verdicts) >= 40
    assert verdicts.count("SMART") >= 20
    for letter in "smart":
        assert any(letter in verdict for verdict in verdicts), f"none is weak in {letter}"


GOOD = Plan(
    statement="Reply to 40 chats a day",
    today=TODAY,
    measure=CHATS,
    baseline=Decimal(25),
    target=Decimal(40),
    due=TODAY + timedelta(weeks=4),
    purpose="Nobody waits",
    rungs=(Step(Decimal(40)),),
    says_how_much=True,
)


def weaknesses(plan: Plan, past: Past = NO_PAST) -> list[object]:
    return [verdict.weakness for verdict in review(plan, past).weak]


def past(*values: int, people: int = 0) -> Past:
    return Past(tuple(map(Decimal, values)), people)


def test_a_good_plan_is_strong_in_every_letter() -> None:
    assert review(GOOD, NO_PAST).is_strong


WEAK = {
    "a word that leaves open how much": (
        {"statement": "Give good service"}, Vague(("good",)),
    ),
    "a change without a number": (
        {"statement": "Reply to more chats", "says_how_much": False}, Vague(("more",)),
    ),
    "a topic alone": ({"statement": "CSAT"}, NoDeed()),
    "a number of nothing": ({"measure": Measure()}, NoUnit(Decimal(40))),
    "nowhere to get to": ({"target": None}, NoNumber(("target",))),
    "nowhere to start from": ({"baseline": None}, NoNumber(("baseline",))),
    "a start that was guessed": ({"baseline_is_guess": True}, GuessedStart(Decimal(25))),
    "no purpose": ({"purpose": ""}, NoPurpose()),
    "a purpose of no words": ({"purpose": "…--!"}, NoPurpose()),
    "a purpose that says it again": ({"purpose": "reply to 40  chats a day"}, NoPurpose()),
    "no date": ({"due": None}, NoDate()),
    "a date that is over": ({"due": TODAY - timedelta(days=1)}, NoDate()),
    "a date far away": (
        {"due": TODAY + timedelta(weeks=10)}, FarAway(10, date(2026, 12, 18)),
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", WEAK)
def test_one_weakness_one_letter(what: str) -> None:
    changes, expected = WEAK[what]
    assert weaknesses(replace(GOOD, **changes)) == [expected]


@pytest.mark.parametrize(
    "changes",
    [
        {"purpose": "", "has_parent": True},
        {"statement": "Improve CSAT to 90 %"},
        {"statement": "Reply more quickly, to 40 chats a day"},
        {"statement": "Stay on top of the improvements wiki"},
        {"statement": "毎日40件返信"},
        {"due": TODAY},
        {"due": TODAY + timedelta(weeks=5, days=-1)},
        {"due": date(2027, 3, 1), "rungs": (Step(Decimal(30), due=date(2026, 12, 4)),)},
    ],
    ids=str,
)
def test_what_is_no_weakness(changes) -> None:
    assert review(replace(GOOD, **changes), NO_PAST).is_strong


def test_done_or_not_needs_words_by_which_it_is_known() -> None:
    done = replace(GOOD, measure=Measure(MeasureKind.DONE), baseline=Decimal(0), target=Decimal(1))
    assert weaknesses(replace(done, statement="Be nicer"))[1:] == [NoSign()]
    assert weaknesses(replace(done, statement="Finish the training")) == []


def test_more_times_than_there_are_days() -> None:
    daily = replace(
        GOOD,
        measure=Measure(MeasureKind.DONE),
        baseline=Decimal(0),
        target=Decimal(30),
        working_days=20,
    )
    assert weaknesses(daily) == [TooOften(Decimal(30), 20)]
    assert weaknesses(replace(daily, target=Decimal(20))) == []


def test_the_past_says_how_far_it_is() -> None:
    lately = past(24, 26, 25, 28, 27)
    (far,) = weaknesses(GOOD, lately)
    assert isinstance(far, TooFar) and far.first.days == 0
    assert far.near == 28, "the good day's number"
    assert review(replace(GOOD, rungs=(Step(Decimal(28)), *GOOD.rungs)), lately).is_strong
    (easy,) = weaknesses(GOOD, past(40, 42, 41, 39, 44))
    assert isinstance(easy, TooEasy) and easy.best == 44
    assert weaknesses(GOOD, past(30, 42, 31, 33, 36)) == []


def test_a_past_of_a_few_days_or_of_few_people_judges_nothing() -> None:
    assert weaknesses(GOOD, past(1, 1, 1, 1)) == []
    assert weaknesses(GOOD, past(1, 1, 1, 1, 1, 1, people=2)) == []
    assert len(weaknesses(GOOD, past(1, 1, 1, 1, 1, 1, people=3))) == 1


def test_a_guessed_start_is_better_known_from_the_last_check_in() -> None:
    guessed = replace(GOOD, baseline_is_guess=True)
    (start,) = weaknesses(guessed, past(29, 42, 30, 31, 33))
    assert start == GuessedStart(Decimal(25), Decimal(33))
    (start,) = weaknesses(guessed, past(29, 30, 31, 33, 42))
    assert start == GuessedStart(Decimal(25), None), "beyond the target is no start"


def test_the_rungs_that_are_suggested() -> None:
    far_off = replace(GOOD, due=TODAY + timedelta(weeks=12))
    first, top = suggested_rungs(review(far_off, NO_PAST))
    assert (first, top) == (Step(Decimal(30), due=date(2026, 12, 18)), Step(Decimal(40)))
    named = replace(far_off, rungs=(Step(Decimal(28), "Warm"), Step(Decimal(40))))
    first, _ = suggested_rungs(review(named, NO_PAST))
    assert first == Step(Decimal(28), "Warm", date(2026, 12, 18)), "its own rung gets the date"
    both = suggested_rungs(review(far_off, past(24, 26, 25, 28, 27)))
    assert both[0] == Step(Decimal(28), due=date(2026, 12, 18))


def test_what_is_done_once_can_only_come_nearer() -> None:
    once = replace(
        GOOD,
        measure=Measure(MeasureKind.DONE),
        baseline=Decimal(0),
        target=Decimal(1),
        rungs=(Step(Decimal(1)),),
        due=TODAY + timedelta(weeks=12),
    )
    (far,) = weaknesses(once)
    assert isinstance(far, FarAway) and far.fields == ("due",)


@given(st.text(max_size=300), st.text(max_size=50))
def test_whatever_the_words_there_is_a_verdict_on_each_letter(statement: str, why: str) -> None:
    looked_at = review(replace(GOOD, statement=statement, purpose=why), NO_PAST)
    assert [verdict.letter for verdict in looked_at.verdicts] == list(Letter)
