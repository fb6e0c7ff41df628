"""Starting from a template, and what a team keeps of its own."""

import pytest

from goals.goal import Visibility
from goals.templates import built_in, name_of
from tests.support.people import User
from tests.support.rungs import Rungs


@pytest.fixture
def maya(rungs: Rungs) -> User:
    rungs.seed_team("Care", lead="tom", members=["maya"])
    return rungs.users["maya"]


@pytest.fixture
def tom(rungs: Rungs, maya: User) -> User:
    return rungs.users["tom"]


CSAT = "Customer satisfaction of 95 % · 88 → 95 %"


def test_there_is_one_list_for_each_line_of_work(rungs, maya):
    shown = maya.goal("templates")
    for work in ("Call centre", "Online support", "Field service"):
        assert f"*{work}*" in shown.words
    lists = [element for _, element in shown.screen.elements]
    assert [element["type"] for element in lists] == ["static_select"] * 3 and not shown.buttons
    assert sum(len(element["options"]) for element in lists) == len(built_in())
    form = maya.click(shown, CSAT)
    assert "In % · asked every working day" in form.words
    fields = maya.more(form).view.fields
    assert (fields["baseline"], fields["target"], fields["unit"]) == ("88", "95", "%")
    assert fields["due"] == "2027-02-15"
    assert fields["rungs"].splitlines()[0] == "90 by 14 December 2026"
    assert "A guess: correct it" in form.words
    form = maya.click(shown, CSAT)
    done = maya.start(maya.submit(form))
    assert "G-1 is set" in done.view.title
    assert "by Mon 14 Dec" in done.words


def test_some_of_them_by_words(rungs, maya):
    assert maya.goal("templates field backlog").buttons == ["Use this"]
    assert "Close to it: csat" in maya.goal("templates cast").words


@pytest.mark.parametrize("words", ["from csat", "from CSAT", "from Online support CSAT"])
def test_one_is_taken_up_by_name(rungs, maya, words):
    form = maya.goal(f"new {words}")
    assert form.view.fields["statement"] == "Customer satisfaction of 95 %"


def test_words_that_mean_several_ask_which(rungs, maya):
    which = maya.goal("new from satisfaction")
    assert which.buttons == ["Use this"] * 3
    form = maya.click(which, "Use this", near="Visit satisfaction")
    assert form.view.fields["statement"] == "Visit satisfaction of 92 %"


SYNONYMS = {
    "aht": {"handle-time", "call-handle-time"},
    "handle time": {"handle-time"},
    "average handling time": {"handle-time", "call-handle-time"},
    "chat AHT": {"handle-time"},
    "first reply": {"first-response"},
    "FRT": {"first-response"},
    "response time": {"first-response"},
    "fcr": {"first-contact", "call-first-contact"},
    "first call resolution": {"first-contact", "call-first-contact"},
    "call centre fcr": {"call-first-contact"},
    "NPS": {"nps"},
    "net promoter score": {"nps"},
    "CES": {"effort"},
    "QA": {"quality", "call-quality", "field-quality", "quality-by-me"},
    "ASA": {"call-answer-time"},
    "SLA": {"service-level", "call-service-level"},
    "adherence": {"call-adherence"},
    "first time fix": {"field-first-fix"},
    "customer satisfaction": {"csat", "call-csat", "field-csat"},
    "open tickets": {"backlog", "call-backlog", "field-backlog"},
    "help articles": {"articles", "call-articles", "field-articles"},
}


@pytest.mark.parametrize("words", SYNONYMS)
def test_a_template_is_found_by_every_name_of_its_measure(rungs, maya, words):
    statements = {t.statement for t in built_in() if t.name in SYNONYMS[words]}
    found = maya.goal(f"new from {words}")
    if found.view:
        assert {found.view.fields["statement"]} == statements
    else:
        assert len(found.buttons) == len(statements)
        assert all(statement in found.words for statement in statements)


@pytest.mark.parametrize("words", ["scat", "csta", "ath", "hande time", "bakclog", "qualty"])
def test_a_near_miss_is_offered_and_the_words_are_kept(rungs, maya, words):
    form = maya.goal(f"new from {words}")
    assert f"I know no template “{words}”. Did you mean one of those below?" in form.words
    assert form.view.fields["statement"] == f"from {words}", "or it is a goal in its own words"
    _, offered = form.view.find("template")
    chosen = offered["options"][0]["text"]["text"]
    filled = maya.submit(form, {"Due": "2026-12-18", "From a template": chosen})
    assert filled.view.fields["statement"].startswith(chosen.split(" · ")[0][:40].rstrip("…"))
    assert "G-1 is set" in maya.start(maya.submit(filled)).view.title


@pytest.mark.parametrize("words", ["xyz", "<!channel>", "the heart to the hand"])
def test_words_that_mean_none_are_given_back_in_the_form(rungs, maya, words):
    form = maya.goal(f"new from {words}")
    assert "I know no template" in form.words and "`/goal templates` lists them" in form.words
    assert form.view.fields["statement"] == f"from {words}"
    assert "template" not in form.view.labels


def test_personal_before_a_template_holds_whichever_is_chosen(rungs, maya):
    assert "Personal · " in maya.goal("new personal: from nps").words
    which = maya.goal("new personal from aht")
    form = maya.click(which, "Use this", near="Handle a chat in 9 minutes")
    assert "Personal · " in form.words and "seen by you alone" in form.words
    form = maya.goal("new personal from hande time")
    offered = form.view.find("template")[1]["options"][0]["text"]["text"]
    filled = maya.submit(form, {"Due": "2026-12-18", "From a template": offered})
    assert "Personal · " in filled.words


def test_a_sentence_may_begin_with_from_as_well(rungs, maya):
    form = maya.goal("new from 25 to 40 chats a day by 18 December")
    assert (form.view.fields["baseline"], form.view.fields["target"]) == ("25", "40")


def test_a_personal_one_is_for_its_owner_alone(rungs, maya):
    form = maya.goal("new from growth")
    form = maya.more(form)
    assert (form.view.fields["whose"], form.view.fields["visibility"]) == ("personal", "me")


# A team's own


def keep(tom: User, name: str, to: str = "40"):
    form = tom.click(tom.goal("show G-1"), "Keep as a template for the team")
    return form, tom.submit(form, {"Name": name, "To": to})


def test_a_lead_keeps_a_goal_as_the_teams_template(rungs, maya, tom):
    rungs.seed_goal("maya", rungs=(30, 35), purpose="Nobody waits")
    form, done = keep(tom, name="Chats!")
    assert form.view.fields["rungs"] == "30\n35"
    assert form.view.fields["weeks"] == "4"
    assert "`/goal new from chats` takes it up" in done.words
    filled = maya.goal("new from chats").view.fields
    assert (filled["target"], filled["purpose"]) == ("40", "Nobody waits")
    assert filled["rungs"].startswith("30 by ")
    assert maya.goal("templates").words.index("*Care*") < maya.goal("templates").words.index(
        "*Call"
    )


def test_it_is_for_the_team_alone(rungs, maya, tom):
    rungs.seed_goal("maya")
    keep(tom, name="night-chats")
    rungs.seed_team("Field", lead="ravi", channel="field")
    assert "I know no template" in rungs.users["ravi"].goal("new from night-chats").words
    shown = maya.goal("templates night-chats")
    assert "gone" in rungs.users["ravi"].click(
        shown, "Use this", near="Reply to 40", forged=True
    ).words  # fmt: skip


@pytest.mark.parametrize("visibility", [Visibility.LEADS, Visibility.ME])
def test_words_that_the_team_may_not_read_become_no_template(rungs, maya, tom, visibility):
    rungs.seed_goal("maya", "A secret", visibility=visibility)
    assert "Keep as a template for the team" not in tom.goal("show G-1").buttons
    rungs.seed_goal("maya", "Open")
    card = tom.goal("show G-2")
    [block] = [b for b in card.blocks if b.get("block_id") == "keep"]
    block["elements"][0]["value"] = "1"
    told = tom.click(card, "Keep as a template for the team").words
    assert ("not for the whole team" in told) or ("don't know" in told)
    assert "A secret" not in told


def test_an_agent_keeps_none(rungs, maya, tom):
    rungs.seed_goal("maya")
    assert "Keep as a template for the team" not in maya.goal("show G-1").buttons
    card = tom.goal("show G-1")
    assert "Only a lead" in maya.click(
        card, "Keep as a template for the team", forged=True
    ).words  # fmt: skip
    form = tom.click(card, "Keep as a template for the team")
    assert "Only a lead" in maya.submit(form, forged=True).words
    assert "template.change" not in str(maya.goal("templates").blocks)


def test_a_lead_changes_one_for_the_team_and_takes_it_out_again(rungs, maya, tom):
    form = tom.click(tom.goal("templates"), "csat: Customer satisfaction of 95 %")
    tom.submit(form, {"To": "93", "From": "85", "Rungs": "90"})
    assert maya.goal("new from csat").view.fields["target"] == "93"
    again = tom.click(
        tom.goal("templates csat"), "csat: Customer satisfaction of 95 %", near="csat"
    )
    assert again.view.fields["target"] == "93"
    tom.submit(again, name="our-csat")
    assert maya.goal("new from csat").view.fields["target"] == "95", "Rungs' own shows again"
    shown = tom.goal("templates our-csat")
    block, element = shown.screen.find("template.drop")
    label = element["options"][0]["text"]["text"]
    del block["elements"][0]  # the other select offers the same words
    after = tom.click(shown, label)
    assert "our-csat" not in after.words


def test_what_does_not_hold_is_said_at_its_field(rungs, maya, tom):
    rungs.seed_goal("maya")
    _, outcome = keep(tom, name="!!", to="a lot")
    assert outcome.errors.keys() == {"name", "target"}


@pytest.mark.parametrize("words", ["<!channel>", "<@U1>", "<http://x|y>", "&amp; *b* `c`"])
def test_hostile_words_come_out_as_words(rungs, maya, tom, words):
    rungs.seed_goal("maya", words, purpose=words)
    _, done = keep(tom, name=f"a {words}")
    found, listed = maya.goal(f"templates {name_of(f'a {words}')}"), maya.goal("templates")
    told = [b for b in listed.blocks if b["type"] != "actions"]  # what is to choose is plain text
    for blocks in (done.blocks, found.blocks, told):
        for mark in ("<!", "<@", "<http"):
            assert mark not in str(blocks)
