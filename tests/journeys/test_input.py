"""Input: what people tell their leads, named or not, and what comes of it."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from goals.voices import telling_time
from store.tables import metadata
from tests.support.databases import count_statements
from tests.support.people import Outcome, User
from tests.support.rungs import Rungs

IDEA = "Let us rotate the phones every two hours."
NAMED = {"Your name": "Say that it is from me"}
UNNAMED = {"Your name": "Leave my name out"}


@pytest.fixture
def maya(rungs: Rungs) -> User:
    """In a team with two leads, Tom and Lea, and a colleague, Ben."""
    team = rungs.seed_team("Care", lead="tom", members=["lea", "maya", "ben"])
    rungs.seed_team("Sales", lead="sam", members=["sue"])
    with rungs.deps.begin() as tx:
        tx.execute(
            metadata.tables["membership"]
            .update()
            .where(
                metadata.tables["membership"].c.team_id == team.id,
                metadata.tables["membership"].c.person_id == rungs.users["lea"].person.id,
            )
            .values(is_lead=True)
        )
    return rungs.users["maya"]


def give(user: User, words: str, how: dict[str, str]) -> Outcome:
    """Type the words, choose named or unnamed, send."""
    return user.submit(user.goal(f"input {words}"), how)


def test_named_input_reaches_each_lead_and_its_answer_comes_back(rungs: Rungs, maya: User) -> None:
    tom, lea, ben = rungs.users["tom"], rungs.users["lea"], rungs.users["ben"]
    sent = give(maya, IDEA, NAMED)
    assert "The answer comes to you" in sent.words

    rungs.tick()
    for lead in (tom, lea):
        assert "*Maya* has an idea for Care" in lead.inbox[0].words
        assert f">{IDEA}" in lead.inbox[0].words
        assert "One input waits for an answer" in lead.inbox[0].words
    done = tom.submit(tom.click(tom.inbox[0], "Answer"), {"Your answer": "From Monday on."})
    assert "From Monday on." in done.words
    rungs.tick()

    assert "*Tom* answered your idea for Care" in maya.inbox[0].words
    assert ">From Monday on." in maya.inbox[0].words
    for lead in (tom, lea):
        (message,) = lead.inbox
        assert "✓ Tom answered:" in message.words
        assert message.buttons == []
    for other in (ben, rungs.users["sam"], rungs.users["sue"]):
        assert "rotate" not in rungs.slack.ever_shown_to(other.id)
        assert "Monday" not in rungs.slack.ever_shown_to(other.id)
        assert "Nothing yet" in other.goal("inputs").words


def test_the_form_keeps_the_command_s_words_and_says_who_reads_them(maya: User) -> None:
    form = maya.goal(f"input {IDEA}")

    assert form.view
    assert IDEA in json.dumps(form.view.raw)
    assert "Care: Tom, Lea" in form.words or "Care: Lea, Tom" in form.words
    assert "Care has 4 people: what you say, or how, may tell" in form.words
    assert "a quarter of an hour from now or later" in form.words


def test_nobody_is_named_or_unnamed_by_default(rungs: Rungs, maya: User) -> None:
    form = maya.goal(f"input {IDEA}")

    refused = maya.submit(form, forged=True)

    assert "choose whether your name" in refused.errors["named"]
    assert not rungs.tick()


def test_unnamed_input_comes_on_a_full_hour_without_a_trace_of_its_author(
    rungs: Rungs, maya: User
) -> None:
    tom, ben = rungs.users["tom"], rungs.users["ben"]
    rungs.at("2026-11-23 10:52")
    before, logged = everything(rungs), len(rungs.log)
    sent = give(maya, IDEA, UNNAMED)
    assert "hear of it at 12:00" in sent.words

    assert maya.id not in str(rungs.log[logged:])
    (row,) = [row for row in everything(rungs) if row not in before]
    assert row["table"] == "input"
    assert row["author_id"] is None
    assert row["day"].isoformat() == "2026-11-23"
    assert row["tell_at"] == datetime(2026, 11, 23, 12, tzinfo=UTC)
    assert "Nothing yet" in tom.goal("inputs").words
    assert not rungs.at("2026-11-23 11:59")
    rungs.at("2026-11-23 12:00")
    assert "*Someone*, unnamed, has an idea for Care" in tom.inbox[0].words
    assert IDEA in tom.inbox[0].words
    assert "Maya" not in rungs.slack.ever_shown_to(tom.id)
    assert IDEA not in str(rungs.log)

    tom.submit(tom.click(tom.inbox[0], "Answer"), {"Your answer": "From Monday on."})
    rungs.tick()
    assert not maya.inbox
    for member in (maya, ben):
        listed = member.goal("inputs").words
        assert IDEA in listed
        assert "*Tom* answered: From Monday on." in listed
    assert "Nothing yet" in rungs.users["sue"].goal("inputs").words


def everything(rungs: Rungs) -> list[dict[str, object]]:
    """Every row of every table."""
    with rungs.deps.read() as tx:
        return [
            {"table": name, **row._mapping}
            for name, table in metadata.tables.items()
            for row in tx.execute(select(table))
        ]


def test_an_unnamed_lead_is_told_like_every_other_lead(rungs: Rungs, maya: User) -> None:
    tom, lea = rungs.users["tom"], rungs.users["lea"]
    give(tom, IDEA, UNNAMED)

    rungs.later(hours=2)

    assert len(tom.inbox) == len(lea.inbox) == 1


def test_inputs_of_one_hour_come_in_no_telling_order(rungs: Rungs, maya: User) -> None:
    said = [f"Number {n}" for n in range(8)]
    for words in said:
        give(maya, words, UNNAMED)
        rungs.later(seconds=10, tick=False)

    rungs.later(hours=2)

    tom = rungs.users["tom"]
    ids = [message.find("Answer")[1]["value"] for message in tom.inbox]
    assert len(tom.inbox) == 8
    assert ids == sorted(ids), "random ids, and by them the order"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("10:00", "11:00"),
        ("10:44", "11:00"),
        ("10:45", "11:00"),
        ("10:45:01", "12:00"),
        ("10:59:59", "12:00"),
        ("23:50", "01:00"),
    ],
)
def test_leads_hear_of_it_a_quarter_of_an_hour_later_or_more(given: str, told: str) -> None:
    now = datetime.fromisoformat(f"2026-11-23T{given}+00:00")

    at = telling_time(now)

    assert f"{at:%H:%M}" == told
    assert timedelta(minutes=15) <= at - now < timedelta(minutes=75)


def test_an_author_alone_with_the_lead_s_role_needs_another_reader(rungs: Rungs) -> None:
    rungs.seed_team("Solo", lead="ann", members=["abe"])
    ann = rungs.users["ann"]

    refused = give(ann, IDEA, NAMED)

    assert "Solo has no lead, other than you" in refused.errors["words"]
    assert not rungs.tick()


def test_who_is_on_no_team_is_told_so(rungs: Rungs) -> None:
    assert "no team yet" in rungs.user("nina").goal(f"input {IDEA}").words


def test_a_person_of_two_teams_chooses_one(rungs: Rungs, maya: User) -> None:
    rungs.seed_team("Night", lead="ned", members=["maya"])
    form = maya.goal(f"input {IDEA}")

    maya.submit(form, {**NAMED, "To the leads of": "Night"})
    rungs.tick()

    assert IDEA in rungs.users["ned"].inbox[0].words
    assert not rungs.users["tom"].inbox


def test_a_team_that_one_is_not_on_cannot_be_chosen(rungs: Rungs, maya: User) -> None:
    form = maya.goal(f"input {IDEA}")
    assert form.view
    about = json.loads(form.view.raw["private_metadata"])
    sales = rungs.users["sue"].actor.teams[0].id
    form.view.raw["private_metadata"] = json.dumps({**about, "team": sales})

    refused = maya.submit(form, NAMED)

    assert refused.errors
    assert not rungs.tick()


def test_a_second_answer_is_refused_and_shown_the_first(rungs: Rungs, maya: User) -> None:
    tom, lea = rungs.users["tom"], rungs.users["lea"]
    give(maya, IDEA, NAMED)
    rungs.tick()
    late = lea.click(lea.inbox[0], "Answer")
    stale = lea.inbox[0]
    tom.submit(tom.click(tom.inbox[0], "Answer"), {"Your answer": "From Monday on."})

    refused = lea.submit(late, {"Your answer": "Never."})

    assert "Tom has answered this already: “From Monday on.”" in refused.errors["words"]
    shown = lea.click(stale, "Answer")
    assert shown.view is None
    assert "From Monday on." in shown.words
    rungs.tick()
    assert len(maya.inbox) == 1
    assert "Never" not in rungs.slack.ever_shown_to(maya.id)


def test_the_same_form_or_answer_twice_counts_once(rungs: Rungs, maya: User) -> None:
    tom = rungs.users["tom"]
    for how in (NAMED, UNNAMED):
        sent = give(maya, IDEA, how)
        rungs.again(sent)
    rungs.later(hours=2)
    assert len(tom.inbox) == 2

    answered = tom.submit(tom.click(tom.inbox[0], "Answer"), {"Your answer": "From Monday on."})
    assert "From Monday on." in rungs.again(answered).words
    rungs.tick()
    assert len(maya.inbox) == 1


def test_only_the_team_s_leads_answer(rungs: Rungs, maya: User) -> None:
    tom = rungs.users["tom"]
    give(maya, IDEA, NAMED)
    rungs.tick()
    form = tom.click(tom.inbox[0], "Answer")

    for name in ("sam", "ben", "maya"):
        other = rungs.users[name]
        assert "Only a lead" in other.click(tom.inbox[0], "Answer", forged=True).words
        stolen = other.submit(form.view, {"Your answer": "Ha"}, forged=True)
        assert "Only a lead" in stolen.errors["words"]
    rungs.tick()
    assert not maya.inbox
    assert "rotate" not in rungs.slack.ever_shown_to(rungs.users["sam"].id)


def test_leads_answer_from_the_list_the_unanswered_first(rungs: Rungs, maya: User) -> None:
    tom = rungs.users["tom"]
    give(maya, "The first one", NAMED)
    rungs.later(days=1)
    give(maya, "The second one", NAMED)
    rungs.tick()
    tom.submit(tom.click(tom.inbox[1], "Answer"), {"Your answer": "Yes to the second."})

    listed = tom.goal("inputs")
    assert "One input waits for an answer" in listed.words
    assert listed.words.index("The first one") < listed.words.index("The second one")
    assert listed.buttons == ["Answer"]
    done = tom.submit(tom.click(listed, "Answer"), {"Your answer": "Yes to the first."})

    assert done.replaced
    assert "*Tom* answered: Yes to the first." in done.replaced.words
    rungs.tick()
    assert "✓ Tom answered:" in tom.inbox[0].words
    own = maya.goal("inputs").words
    assert "Yes to the first." in own
    assert "Yes to the second." in own


def test_a_long_list_turns_its_pages(rungs: Rungs, maya: User) -> None:
    tom = rungs.users["tom"]
    for n in range(9):
        give(maya, f"Number {n} {'&<>' * 900}", NAMED)
    rungs.tick()

    listed = tom.goal("inputs")
    newest = listed.words
    assert "9 inputs wait" in newest
    older = tom.click(listed, "Older")
    assert older.replaced
    pages = newest + older.replaced.words
    assert all(f"Number {n} " in pages for n in range(9))
    assert tom.click(older.replaced, "Newest").replaced


def test_the_list_takes_as_many_statements_for_eight_as_for_one(rungs: Rungs, maya: User) -> None:
    tom = rungs.users["tom"]
    counts = []
    for n in range(8):
        give(maya, f"Number {n}", NAMED)
        with count_statements(rungs.deps.engine) as statements:
            tom.goal("inputs")
        counts.append(len(statements))

    assert set(counts) == {counts[0]}
    assert counts[0] <= 6


def test_long_words_and_answers_can_be_read_whole(rungs: Rungs, maya: User) -> None:
    tom, long = rungs.users["tom"], "&<>" * 900
    give(maya, long, NAMED)
    rungs.tick()
    assert long in tom.inbox[0].words
    assert long in tom.click(tom.goal("inputs"), "Read it all").words
    tom.submit(tom.click(tom.inbox[0], "Answer"), {"Your answer": f"<!channel> {long}"})
    rungs.tick()

    assert f"<!channel> {long}" in maya.inbox[0].words, "in plain text, where it calls nobody"
    assert long not in maya.goal("inputs").words
    assert f"<!channel> {long}" in maya.click(maya.goal("inputs"), "Read it all").words


def test_what_is_not_theirs_cannot_be_read_by_a_forged_button(rungs: Rungs, maya: User) -> None:
    give(maya, IDEA + "!" * 300, NAMED)
    rungs.tick()
    listed = rungs.users["tom"].goal("inputs")

    for name in ("ben", "sam"):
        refused = rungs.users[name].click(listed, "Read it all", forged=True)
        assert "rotate" not in refused.words


def test_hostile_words_come_out_as_words(rungs: Rungs, maya: User) -> None:
    tom = rungs.users["tom"]
    maya.submit(maya.goal("input"), {**NAMED, "words": "<!channel> <@UTOM> &"})
    rungs.tick()
    assert "&lt;!channel&gt; &lt;@UTOM&gt; &amp;" in tom.inbox[0].words
    assert "&lt;!channel&gt;" in tom.inbox[0].text
    tom.submit(tom.click(tom.inbox[0], "Answer"), {"Your answer": "<!here>"})
    rungs.tick()
    assert "&lt;!here&gt;" in maya.inbox[0].words
    assert "&lt;!here&gt;" in maya.goal("inputs").words


def test_empty_words_and_too_many_are_refused(rungs: Rungs, maya: User) -> None:
    form = maya.goal("input")
    assert "no words" in maya.submit(form, {**NAMED, "words": " \n"}).errors["words"]
    assert "3,001" in maya.goal(f"input {'w' * 3001}").words
    assert not rungs.tick()
