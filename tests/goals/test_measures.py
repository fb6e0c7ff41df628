"""What a sentence measures, by all the names that people use, and which two are alike."""

import pytest

from goals.measures import named, names
from goals.measures.alike import alike

NAMED = [
    ("Cut AHT from 7 to 6 minutes", {"handle time"}),
    ("Average handling time of 6 minutes", {"handle time"}),
    ("Handle a call in 6 minutes, without hurrying anybody", {"handle time"}),
    ("Reach an FRT of 2 minutes", {"first response"}),
    ("First reply in 2 minutes", {"first response"}),
    ("Decrease average response time by 20%", {"first response"}),
    ("FCR of 80 %", {"first contact resolution"}),
    ("Attain a first call resolution rate of 90%", {"first contact resolution"}),
    ("Raise NPS to 40", {"net promoter score"}),
    ("Net Promoter Score of 40", {"net promoter score"}),
    ("QA of 95 %", {"quality"}),
    ("CES under 2", {"customer effort score"}),
    ("ASA within 20 seconds", {"speed of answer"}),
    ("Average speed of answer: 20 seconds", {"speed of answer"}),
    ("Keep the SLA at 95 %", {"service level"}),
    ("C-SAT 90 %", {"customer satisfaction"}),
    ("Schedule adherence of 93 %", {"adherence"}),
    ("Wrap-up under 40 seconds", {"after-call work"}),
    ("Bring the backlog down to 20 open tickets", {"backlog"}),
    ("Fewer escalations", {"escalation"}),
    ("Reply to 40 chats a day", set()),
    ("", set()),
]


@pytest.mark.parametrize(("words", "expected"), NAMED)
def test_a_measure_is_known_by_every_name(words, expected):
    assert named(words) == expected


def test_a_name_stands_for_one_measure():
    assert all(named(name) == {own} for name, own in names().items())


ALIKE = [
    ("Raise CSAT from 82% to 90% by 18 December", "Bring CSAT to 92% by Friday"),
    ("Customer satisfaction of 95 %", "Raise CSAT"),
    ("Cut AHT to 6 min", "Handle time under 7 minutes"),
    ("Handle a call in 6 minutes, without hurrying anybody", "Cut AHT to 5 minutes"),
    ("Keep QA above 90%", "Quality score of 95 %"),
    ("Answer emails in 4 hours", "Answer emails in 3 hours by January"),
    ("Get 90% of customers to renew", "Get 92 % of customers to renew by June"),
    ("Increase warranty sign-ups to 30%", "Warranty sign-ups of 35 %"),
]
UNLIKE = [
    (
        "Raise CSAT from 82% to 90% by 18 December",
        "Bring error rate from 2.5% to 0.5% by 18 December",
    ),
    ("Raise NPS from 20 to 40 by 18 December", "Raise occupancy from 70 to 80 by 18 December"),
    (
        "Bring refunds from 5% to 2% by the end of March",
        "Bring no-shows from 5% to 2% by end of March",
    ),
    ("On Mondays, reach 90% attendance", "Every Monday, reach 90 % upsell"),
    ("Answer 80 % of calls within 20 seconds", "Resolve 80 % of calls at the first contact"),
    ("Answer 90% of tickets the same day", "Close 90% of tickets without reopening"),
    ("Answer calls within 30 seconds", "Handle a call in 6 minutes"),
    ("Cut AHT to 6 minutes while keeping CSAT above 90%", "Raise CSAT to 90%"),
    ("Average rate of 90 %", "Improve the average rate"),
    ("By 18 December", "By 18 December"),
    ("Finish onboarding by Friday", "Bring refunds to 2% by Friday"),
    ("Reach 90% attendance in May", "Reach 90% upsell in May"),
    ("Boost NPS to 40 by Thursday", "Boost adherence to 90 by Thursday"),
    ("Lower churn to 3% by 1 March", "Lower effort to 3 by 1 March"),
    ("Get twenty five reviews by Monday", "Get twenty five escalations by Monday"),
    ("Decrease repeats to 10% by end of Q1", "Decrease abandonment to 10% by end of Q1"),
    ("Hit 95 percent schedule adherence this month", "Hit 95 percent accuracy this month"),
    (
        "Cut handle time to 6 minutes before Christmas",
        "Cut wait time to 2 minutes before Christmas",
    ),
    ("Complete 5 trainings by Sept", "Complete 5 audits by Sept"),
    ("Publish two articles a week", "Publish two videos a week"),
]


@pytest.mark.parametrize(
    ("one", "other", "same"), [(*p, True) for p in ALIKE] + [(*p, False) for p in UNLIKE]
)
def test_which_sentences_are_about_the_same(one, other, same):
    assert alike(one, other) is same
    assert alike(other, one) is same
