"""Who acts: people are met on their first word, follow their Slack profile, or are sent off."""

import pytest

from bot.client import slack_client
from goals.team_rules import Outsider, SlackNotAnswering
from handlers.profiles import ONE_BY_ONE, profile_of
from handlers.who import ensure_people, read_again
from store import people
from store.people import by_user_ids
from tests.support.databases import count_statements
from tests.support.faults import hang, rate_limited, refused, reset
from tests.support.rungs import Rungs

TEAM = "T1"


def slack_user(**traits):
    return {"id": "U1", "team_id": TEAM, "name": "maya", "tz": "Europe/Lisbon", **traits}


@pytest.mark.parametrize(
    ("traits", "name"),
    [
        ({"profile": {"display_name": "Maya", "real_name": "Maya Silva"}}, "Maya"),
        ({"profile": {"display_name": "", "real_name": "Maya Silva"}}, "Maya Silva"),
        ({"profile": {"display_name": " \n "}, "real_name": "Maya S."}, "Maya S."),
        ({"profile": {"display_name": "Maya\n\n Silva"}}, "Maya Silva"),
        ({}, "maya"),
        ({"name": ""}, "U1"),
    ],
)
def test_the_name_is_the_one_that_people_see(traits, name):
    assert profile_of(slack_user(**traits), TEAM).name == name


@pytest.mark.parametrize(
    ("tz", "zone"),
    [
        ("Asia/Kolkata", "Asia/Kolkata"),
        ("Mars/Olympus", "UTC"),
        ("", "UTC"),
        (None, "UTC"),
        ("../etc/passwd", "UTC"),
    ],
)
def test_a_zone_that_nobody_knows_is_utc(tz, zone):
    assert profile_of(slack_user(tz=tz), TEAM).zone == zone


@pytest.mark.parametrize(
    ("traits", "outsider"),
    [
        ({}, None),
        ({"is_bot": True}, Outsider.BOT),
        ({"is_workflow_bot": True}, Outsider.BOT),
        ({"id": "USLACKBOT"}, Outsider.BOT),
        ({"deleted": True}, Outsider.DEACTIVATED),
        ({"is_restricted": True}, Outsider.GUEST),
        ({"is_ultra_restricted": True}, Outsider.GUEST),
        ({"is_stranger": True}, Outsider.STRANGER),
        ({"team_id": "T2"}, Outsider.STRANGER),
        ({"team_id": "E1", "enterprise_user": {"teams": ["T1", "T2"]}}, None),
    ],
)
def test_apps_guests_strangers_and_the_deactivated_are_outsiders(traits, outsider):
    assert profile_of(slack_user(**traits), TEAM).outsider is outsider


@pytest.mark.parametrize("role", ["is_admin", "is_owner"])
def test_admins_and_owners_of_the_workspace_are_admins(role):
    assert profile_of(slack_user(**{role: True}), TEAM).is_admin
    assert not profile_of(slack_user(), TEAM).is_admin


def test_the_first_word_makes_somebody_known_and_the_next_asks_slack_nothing(rungs: Rungs):
    ana = rungs.user("ana", tz="Asia/Tokyo", admin=True)
    ana.goal("list")
    assert (ana.person.name, ana.person.zone, ana.person.is_admin) == ("Ana", "Asia/Tokyo", True)
    assert ana.person.next_check_in_at is not None
    ana.goal("list")
    assert rungs.slack.count("users.info") == 1


@pytest.mark.parametrize("trait", ["guest", "stranger", "bot"])
def test_who_cannot_use_rungs_hears_so_once_and_is_not_remembered(rungs: Rungs, trait):
    gus = rungs.user("gus", **{trait: True})
    told = gus.goal("new Reply to 40 chats a day, from 25")
    assert "Rungs is for this workspace's own people" in told.words
    assert told.view is None
    with rungs.deps.read() as tx:
        assert not people.workspaces(tx)


def test_a_member_who_became_a_guest_is_told_at_the_next_click_and_form(rungs: Rungs):
    rungs.seed_team("Care", lead="tom", members=["maya"])
    rungs.seed_goal("maya")
    maya = rungs.users["maya"]
    rungs.at("2026-11-23 09:30")
    form = maya.click(maya.inbox[0], "Log")
    profile = {**rungs.slack.users[maya.id], "is_restricted": True}
    rungs.slack.users[maya.id] = profile
    rungs.event("user_change", user=profile)

    told = maya.click(maya.inbox[0], "Log")
    assert told.answer and "Slack says that you are a guest here" in told.words
    assert told.view is None
    handed_in = maya.submit(form, value="30")
    assert handed_in.view and "a guest here" in handed_in.view.words
    assert rungs.at("2026-11-24 09:30") == []


def test_a_guest_without_a_message_to_answer_gets_a_dialog(rungs: Rungs):
    maya = rungs.user("maya")
    home = maya.open_home()
    rungs.slack.users[maya.id]["is_restricted"] = True
    rungs.event("user_change", user=rungs.slack.users[maya.id])
    told = maya.click(home, "Set a goal")
    assert told.view and "a guest here" in told.view.words


@pytest.mark.parametrize("fault", [rate_limited(30), reset(), refused("internal_error")])
def test_when_slack_does_not_say_who_it_is_they_are_asked_to_try_again(rungs: Rungs, fault):
    ana = rungs.user("ana")
    rungs.slack.faults.next("users.info", fault)
    assert "Please try again in a minute" in ana.goal("list").words
    assert "No goal yet" in ana.goal("list").words


def test_slack_that_hangs_is_given_up_before_the_person_is(rungs: Rungs, monkeypatch):
    monkeypatch.setattr("handlers.ask_slack.SECONDS", 0.05)
    ana = rungs.user("ana")
    rungs.slack.faults.next("users.info", hang(5))
    assert "Please try again in a minute" in ana.goal("list").words


def test_an_event_of_somebody_whom_slack_does_not_name_yet_is_sent_again(rungs: Rungs):
    ana = rungs.user("ana")
    rungs.slack.faults.next("users.info", rate_limited(1))
    with rungs.trouble_expected():
        first = rungs.event("app_home_opened", by=ana, channel="D1", tab="home")
    assert ana.id not in rungs.slack.homes
    rungs.again(first)
    assert ana.id in rungs.slack.homes


def test_a_known_person_costs_one_statement(rungs: Rungs):
    rungs.seed_team("Care", lead="tom", members=["maya"])
    with count_statements(rungs.deps.engine) as statements:
        rungs.users["maya"].goal("help")
    assert len(statements) == 1


def changed(rungs: Rungs, name: str, **traits) -> None:
    """Slack tells that somebody's profile changed."""
    user = rungs.slack.users[rungs.users[name].id]
    user.update(traits)
    rungs.event("user_change", user=user)


def test_people_follow_their_slack_profile(rungs: Rungs):
    rungs.seed_team("Care", lead="tom", members=["maya"])
    rungs.seed_goal("maya")
    maya = rungs.users["maya"]
    changed(rungs, "maya", tz="America/New_York", is_admin=True, profile={"display_name": "Maja"})
    assert (maya.person.name, maya.person.zone, maya.person.is_admin) == (
        "Maja",
        "America/New_York",
        True,
    )
    assert rungs.at("2026-11-23 09:30", "Europe/London") == []
    [asked] = rungs.at("2026-11-23 09:30", "America/New_York")
    assert asked in maya.inbox


def test_the_deactivated_are_never_asked_and_the_reactivated_are_asked_again(rungs: Rungs):
    rungs.seed_team("Care", lead="tom", members=["maya"])
    rungs.seed_goal("maya")
    maya = rungs.users["maya"]
    changed(rungs, "maya", deleted=True)
    assert maya.person.next_check_in_at is None
    assert rungs.at("2026-11-23 09:30") == []
    changed(rungs, "maya", deleted=False)
    [welcome] = rungs.tick()
    assert "Welcome back, Maya." in welcome.words
    assert len(rungs.at("2026-11-24 09:30")) == 1
    assert maya.actor.home, "their place on the team was kept"


def test_a_reactivation_that_slack_never_told_is_noticed(rungs: Rungs):
    rungs.seed_team("Care", lead="tom", members=["maya"])
    maya = rungs.users["maya"]
    changed(rungs, "maya", deleted=True)
    rungs.slack.users[maya.id]["deleted"] = False
    maya.goal("list")
    assert maya.person.active and maya.person.next_check_in_at


def test_strangers_to_rungs_are_not_remembered_for_a_new_profile(rungs: Rungs):
    rungs.meet("maya")
    rungs.user("ana")
    changed(rungs, "ana", tz="Asia/Tokyo")
    rungs.event("team_join", user=rungs.slack.users["UANA"])
    with rungs.deps.read() as tx:
        assert not by_user_ids(tx, rungs.users["maya"].person.workspace_id, ["UANA"])


def test_a_new_status_or_picture_writes_nothing(rungs: Rungs):
    rungs.meet("maya")
    with count_statements(rungs.deps.engine) as statements:
        changed(rungs, "maya", profile={"display_name": "Maya", "status_text": "in a call"})
    assert not [s for s in statements if "INTO person" in s or "UPDATE person" in s]


def test_a_profile_that_changes_while_the_clock_stands_still_loses_no_check_in(rungs: Rungs):
    rungs.seed_team("Care", lead="tom", members=["maya"])
    rungs.seed_goal("maya")
    rungs.at("2026-11-23 09:40", tick=False)
    changed(rungs, "maya", profile={"display_name": "Maja"})
    assert [m.text for m in rungs.tick()] == ["Hello, Maja. One goal today, under a minute."]


def workspace_of(rungs: Rungs) -> int:
    [known] = rungs.meet("tom")
    return known.workspace_id


def test_a_few_new_people_are_asked_for_singly_and_known_ones_not_at_all(rungs: Rungs):
    workspace_id = workspace_of(rungs)
    for name in ("ana", "ben"):
        rungs.user(name)
    rungs.user("gus", guest=True)
    wanted = ["UTOM", "UANA", "UBEN", "UGUS", "UGONE", rungs.slack.bot_user]
    found = ensure_people(rungs.deps, rungs.app.client, workspace_id, wanted)
    assert sorted(p.name for p in found.people) == ["Ana", "Ben", "Tom"]
    assert {p.user_id: p.outsider for p in found.refused} == {
        "UGUS": Outsider.GUEST,
        "UGONE": Outsider.STRANGER,
        rungs.slack.bot_user: Outsider.BOT,
    }
    assert rungs.slack.count("users.info") == 5
    assert rungs.slack.count("users.list") == 0
    ensure_people(rungs.deps, rungs.app.client, workspace_id, ["UANA", "UBEN"])
    assert rungs.slack.count("users.info") == 5


def test_many_new_people_come_from_one_list(rungs: Rungs):
    workspace_id = workspace_of(rungs)
    crowd = [rungs.user(f"agent{n}").id for n in range(ONE_BY_ONE + 30)]
    found = ensure_people(rungs.deps, rungs.app.client, workspace_id, [*crowd, "UGONE"])
    assert {p.user_id for p in found.people} == set(crowd)
    assert [p.outsider for p in found.refused] == [Outsider.STRANGER]
    assert (rungs.slack.count("users.list"), rungs.slack.count("users.info")) == (1, 0)


def test_whoever_was_learned_about_before_slack_fell_silent_is_remembered(rungs: Rungs):
    workspace_id = workspace_of(rungs)
    for name in ("ana", "ben"):
        rungs.user(name)
    rungs.slack.faults.mix = lambda method, arguments: (
        rate_limited(30) if arguments.get("user") == "UBEN" else None
    )
    with pytest.raises(SlackNotAnswering):
        ensure_people(rungs.deps, rungs.app.client, workspace_id, ["UANA", "UBEN"])
    with rungs.deps.read() as tx:
        assert [p.name for p in by_user_ids(tx, workspace_id, ["UANA", "UBEN"])] == ["Ana"]


class TestReadAgain:
    """What Slack told nobody while Rungs was away."""

    def read(self, rungs: Rungs) -> int:
        client = slack_client(rungs.slack.token, rungs.slack.api_url)
        return read_again(rungs.deps, client, rungs.slack.team_id, rungs.now, lambda _: None)

    def test_changes_of_those_whom_rungs_knows_are_taken_over(self, rungs: Rungs):
        rungs.seed_team("Care", lead="tom", members=["maya"])
        rungs.user("stranger")
        maya = rungs.slack.users["UMAYA"]
        maya |= {"tz": "Asia/Tokyo", "locale": "de-DE", "profile": {"display_name": "Maja"}}
        rungs.slack.users["UTOM"]["deleted"] = True
        assert self.read(rungs) == 2
        person = rungs.users["maya"].person
        assert (person.name, person.zone, person.locale) == ("Maja", "Asia/Tokyo", "de-DE")
        assert not rungs.users["tom"].person.active
        with rungs.deps.read() as tx:
            assert not by_user_ids(tx, person.workspace_id, ["USTRANGER"])

    def test_once_in_an_hour_whoever_asks(self, rungs: Rungs):
        rungs.meet("maya")
        self.read(rungs)
        rungs.slack.users["UMAYA"]["tz"] = "Asia/Tokyo"
        assert self.read(rungs) == 0
        rungs.later(hours=1)
        assert self.read(rungs) == 1
