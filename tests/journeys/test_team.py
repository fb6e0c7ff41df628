"""A team: set up in its channel, seen by its people, changed by its leads."""

import pytest

from goals.goal import GoalState, Visibility
from store import ladders, people, teams
from tests.support.databases import count_statements
from tests.support.faults import rate_limited, refused
from tests.support.lint import lint_message
from tests.support.people import Outcome, User
from tests.support.rungs import Rungs


@pytest.fixture
def lena(rungs: Rungs) -> User:
    """Lena works in #customer-care with Maya in Lisbon, Ken in Tokyo, a guest and an app."""
    people_there = [
        rungs.user("lena", tz="Europe/Berlin"),
        rungs.user("maya", tz="Europe/Lisbon"),
        rungs.user("ken", tz="Asia/Tokyo"),
        rungs.user("gus", guest=True),
        rungs.user("ticketbot", bot=True),
    ]
    rungs.channel("customer-care", list(people_there))
    return rungs.users["lena"]


def set_up(lena: User, **changes) -> Outcome:
    return lena.submit(lena.goal("team", channel="customer-care"), **changes)


def names_on_the_team(rungs: Rungs, channel: str = "customer-care") -> dict[str, bool]:
    """Who is on the channel's team, and whether they lead."""
    with rungs.deps.read() as tx:
        [workspace] = people.workspaces(tx)
        team = teams.by_channel(tx, workspace.id, rungs.channels[channel].id)
        return {p.name: is_lead for p, is_lead in people.members(tx, team.id)} if team else {}


# Setting up


def test_the_form_comes_filled_in_from_the_channel(rungs: Rungs, lena: User):
    form = lena.goal("team", channel="customer-care")
    assert form.answer is None
    assert form.view.labels == {
        "name": "Team name",
        "channel": "Channel",
        "leads": "Leads",
        "members": "Members",
        "check_in_at": "Check-in time",
        "days": "Working days",
        "country": "Country",
        "region": "Part of it",
        "fiscal_first_month": "Fiscal year starts in",
        "bottom_line": "Bottom line",
        "most_goals": "Goals at a time",
    }
    fields = form.view.fields
    assert sorted(fields.pop("members")) == ["UKEN", "ULENA", "UMAYA"]
    assert fields == {
        "name": "Customer care",
        "channel": rungs.channels["customer-care"].id,
        "leads": ["ULENA"],
        "check_in_at": "09:30",
        "days": ["0", "1", "2", "3", "4"],
        "country": "DE",
        "region": None,
        "fiscal_first_month": "1",
        "bottom_line": None,
        "most_goals": "5",
    }
    assert "Left out, since only this workspace's own people can: Gus." in form.words
    assert "Who sees a goal is up to the person whose goal it is." in form.words


def test_a_team_is_set_up_and_everyone_is_asked_in_their_own_zone(rungs: Rungs, lena: User):
    made = set_up(lena, name="Care", country="Portugal", check_in_at="10:00")
    assert "*Care* is set up: 3 people" in made.words
    assert "Led by Lena." in made.words
    assert "With Ken and Maya." in made.words
    assert "Asked at 10:00, Mon–Fri, each in their own zone." in made.words
    assert "Public holidays: Portugal." in made.words
    assert "2 new members get a welcome" in made.words
    assert names_on_the_team(rungs) == {"Ken": False, "Lena": True, "Maya": False}

    for name in ("maya", "ken"):
        rungs.seed_goal(name)
    [asked] = rungs.at("2026-11-24 10:00", "Asia/Tokyo")[-1:]
    assert asked in rungs.users["ken"].inbox
    asked = rungs.at("2026-11-24 10:00", "Europe/Lisbon")
    assert [m for m in asked if "goal today" in m.text and m in rungs.users["maya"].inbox]
    assert not [m for m in rungs.at("2026-12-01 12:00", "Europe/Lisbon") if "goal" not in m.text], (
        "1 December is a holiday in Portugal"
    )


def test_each_new_member_is_welcomed_once_and_the_one_who_set_it_up_is_not(rungs, lena):
    set_up(lena)
    rungs.tick()
    [welcome] = rungs.users["maya"].inbox
    assert "you are on the team *Customer care* now. It is led by Lena." in welcome.words
    assert "at 09:30, Mon–Fri" in welcome.words
    assert "Your team sees your goals and their numbers, unless" in welcome.words
    assert welcome.buttons == ["Set a goal", "My times"]
    assert rungs.users["ken"].inbox == [], "it is night in Tokyo: he is welcomed in the morning"
    assert lena.inbox == []

    settings = lena.click(lena.goal("team", channel="customer-care"), "Settings")
    lena.submit(settings, members=["lena", "ken"])
    rungs.later(minutes=1)
    settings = lena.click(lena.goal("team", channel="customer-care"), "Settings")
    assert "*Customer care* is saved" in lena.submit(settings, members=["maya", "ken"]).words
    rungs.later(minutes=1)
    hello, off, again = rungs.users["maya"].inbox
    assert "took you off" in off.words
    assert again.words == hello.words, "who is back is welcomed, as the form said"


def test_nobody_is_welcomed_to_a_team_that_they_were_taken_off_again(rungs: Rungs, lena: User):
    set_up(lena)
    settings = lena.click(lena.goal("team", channel="customer-care"), "Settings")
    lena.submit(settings, members=["ken"])
    rungs.tick()
    [told] = rungs.users["maya"].inbox
    assert told.words.splitlines() == [
        "Lena took you off *Customer care*.",
        "With no goal going on, I don't ask you each day.",
    ]
    assert rungs.users["ken"].inbox == [], "it is night in Tokyo: he is welcomed in the morning"


def test_setting_up_twice_makes_one_team(rungs: Rungs, lena: User):
    made = set_up(lena)
    again = rungs.again(made)
    assert again.errors["channel"].startswith("That channel is home to the team Customer care")
    assert len(names_on_the_team(rungs)) == 3
    rungs.tick()
    assert len(rungs.users["maya"].inbox) == 1


@pytest.mark.parametrize("private", [True, False])
def test_a_channel_without_the_bot_says_how_to_invite_it(rungs: Rungs, private):
    lena = rungs.user("lena")
    rungs.channel("elsewhere", [lena], bot=False, private=private)
    told = lena.goal("team", channel="elsewhere")
    assert "/invite @Rungs" in told.words
    assert told.view.labels == {}


def test_another_channel_can_be_chosen_if_the_bot_and_the_person_are_in_it(rungs, lena):
    rungs.channel("no-bot", [lena], bot=False)
    rungs.channel("not-mine", [])
    rungs.channel("quiet", [lena], private=True)
    form = lena.goal("team", channel="customer-care")
    assert "I'm not in #no-bot yet" in lena.submit(form, channel="no-bot").errors["channel"]
    assert "You are not in #not-mine" in lena.submit(form, channel="not-mine").errors["channel"]
    assert "is set up" in lena.submit(form, channel="quiet").words
    assert len(names_on_the_team(rungs, "quiet")) == 3


def test_everything_that_is_missing_is_said_at_its_field(rungs: Rungs, lena: User):
    form = lena.goal("team", channel="customer-care")
    errors = lena.submit(
        form, name="  ", leads=[], days=[], check_in_at=None, channel=None, forged=True
    ).errors
    assert errors == {
        "name": "A team needs a name.",
        "leads": "A team needs at least one lead. Choose one of its members.",
        "days": "I need at least one day of the week, for example Mon-Fri. Nothing was changed.",
        "check_in_at": "Choose a time of day, for example 09:30.",
        "channel": "Choose the team's channel.",
    }
    assert names_on_the_team(rungs) == {}
    assert "80" in lena.submit(form, name="x" * 81).errors["name"]


def test_guests_and_apps_cannot_be_chosen(rungs: Rungs, lena: User):
    form = lena.goal("team", channel="customer-care")
    refusal = lena.submit(form, leads=["gus"], members=["maya", "ticketbot"]).errors
    assert "Gus (a guest here)" in refusal["leads"]
    assert "Ticketbot (an app)" in refusal["members"]
    assert names_on_the_team(rungs) == {}


def test_a_lead_need_not_be_named_as_a_member_too(rungs: Rungs, lena: User):
    set_up(lena, leads=["lena", "ken"], members=["maya"])
    assert names_on_the_team(rungs) == {"Ken": True, "Lena": True, "Maya": False}


def test_a_channel_of_many_people_is_not_taken_for_a_team(rungs: Rungs):
    lena = rungs.user("lena")
    rungs.channel("all-hands", [lena, *(rungs.user(f"agent{n}") for n in range(120))])
    form = lena.goal("team", channel="all-hands")
    assert form.view.fields["members"] == ["ULENA"]
    assert "#all-hands has many people: choose who is on the team." in form.words
    assert rungs.slack.count("users.info") == 1  # Lena's own


def test_a_team_of_sixty_is_read_from_one_list(rungs: Rungs):
    lena = rungs.user("lena")
    rungs.channel("big", [lena, *(rungs.user(f"agent{n}") for n in range(60))])
    made = lena.submit(lena.goal("team", channel="big"))
    assert "61 people" in made.words
    assert "and 50 more." in made.words
    assert (rungs.slack.count("users.list"), rungs.slack.count("users.info")) == (1, 1)


def test_the_form_still_comes_when_slack_does_not_say_who_is_there(rungs: Rungs, lena: User):
    lena.goal("help")  # known by now
    rungs.slack.faults.next("conversations.members", rate_limited(30))
    form = lena.goal("team", channel="customer-care")
    assert form.view.fields["members"] == ["ULENA"]
    assert "I couldn't read who is in #customer-care just now" in form.words


def test_when_slack_says_nothing_of_the_channel_the_person_is_asked_to_try_again(rungs, lena):
    rungs.slack.faults.next("conversations.info", refused("internal_error"))
    told = lena.goal("team", channel="customer-care")
    assert "Please try again in a minute" in told.view.words
    assert "Set up" in [lena.goal("team", channel="customer-care").view.raw["submit"]["text"]]


# Changing


def test_leads_and_admins_change_the_settings_and_others_do_not(rungs: Rungs, lena: User):
    set_up(lena)
    rungs.user("ada", admin=True)
    rungs.channels["customer-care"].members.append("UADA")
    assert "Settings" in rungs.users["ada"].goal("team", channel="customer-care").buttons
    shown = lena.goal("team", channel="customer-care")
    maya = rungs.users["maya"]
    assert "Settings" not in maya.goal("team", channel="customer-care").buttons
    told = maya.click(shown, "Settings", forged=True)
    assert "Only a lead of the team can do that" in told.words


def test_whoever_stops_leading_cannot_hand_in_a_form_that_is_still_open(rungs, lena):
    set_up(lena, leads=["lena", "ken"])
    form = lena.click(lena.goal("team", channel="customer-care"), "Settings")
    ken = rungs.users["ken"]
    ken.submit(ken.click(ken.goal("team", channel="customer-care"), "Settings"), leads=["ken"])
    refusal = lena.submit(form, name="Mine")
    assert list(refusal.errors.values()) == [
        "Only a lead of the team can do that. Nothing was changed."
    ]
    assert "Customer care" in ken.goal("team").words


def test_settings_hold_from_the_next_check_in_on(rungs: Rungs, lena: User):
    set_up(lena, country="No public holidays")
    rungs.seed_goal("maya")
    form = lena.click(lena.goal("team", channel="customer-care"), "Settings")
    assert form.view.title == "Team settings"
    assert form.view.fields["country"] == "none"
    saved = lena.submit(form, check_in_at="09:15", days=["Monday", "Sunday"], members=["maya"])
    assert "Asked at 09:15, Sun, Mon, each" in saved.words
    maya = rungs.users["maya"]
    rungs.at("2026-11-23 09:14", "Europe/Lisbon")
    assert len(maya.inbox) == 1, "the welcome"
    rungs.at("2026-11-23 09:15", "Europe/Lisbon")
    assert "One goal today" in maya.inbox[-1].text
    assert rungs.at("2026-11-24 09:15", "Europe/Lisbon") == []


def test_a_person_who_is_taken_out_keeps_their_goals_and_is_still_asked(rungs, lena):
    set_up(lena)
    rungs.seed_goal("maya")
    rungs.tick()
    lena.submit(lena.click(lena.goal("team", channel="customer-care"), "Settings"), members=["ken"])
    maya = rungs.users["maya"]
    assert maya.actor.home is None
    assert "Reply to 40 chats" in maya.goal("list").words
    rungs.at("2026-11-24 09:30", "Europe/Lisbon")
    assert any("One goal today" in message.text for message in maya.inbox)


def test_the_deactivated_keep_their_place_for_the_day_they_come_back(rungs: Rungs, lena: User):
    set_up(lena)
    ken = rungs.slack.users["UKEN"]
    rungs.event("user_change", user={**ken, "deleted": True})
    form = lena.click(lena.goal("team", channel="customer-care"), "Settings")
    assert sorted(form.view.fields["members"]) == ["ULENA", "UMAYA"]
    lena.submit(form, name="Care")
    assert "Ken" not in lena.goal("team", channel="customer-care").words
    rungs.event("user_change", user=ken)
    assert "Ken" in lena.goal("team", channel="customer-care").words


def test_a_team_cannot_move_into_another_teams_channel(rungs: Rungs, lena: User):
    set_up(lena)
    rungs.seed_team("Billing", lead="bo")
    rungs.channels["billing"].members.append("ULENA")
    form = lena.click(lena.goal("team", channel="customer-care"), "Settings")
    assert "home to the team Billing" in lena.submit(form, channel="billing").errors["channel"]
    assert set(names_on_the_team(rungs, "billing")) == {"Bo"}


# Seeing


@pytest.fixture
def care(rungs: Rungs) -> User:
    """Tom leads Care with Maya and ana; Zoe is on another team."""
    rungs.seed_team("Care", lead="tom", members=["maya", "ana"])
    rungs.seed_team("Billing", lead="zoe")
    rungs.seed_goal("maya", "Reply to 40 chats", rungs=(30,))
    rungs.seed_goal("maya", "Ask for help", visibility=Visibility.LEADS, baseline=0, target=3)
    rungs.seed_goal("maya", "Find a mentor", visibility=Visibility.ME, baseline=0, target=1)
    return rungs.users["maya"]


def test_everyone_sees_the_goals_that_are_theirs_to_see(rungs: Rungs, care: User):
    mine, toms, anas = (rungs.users[n].goal("team") for n in ("maya", "tom", "ana"))
    assert "3 goals on this page" in mine.text
    assert "Find a mentor" in mine.words
    assert "Ask for help" in toms.words and "Find a mentor" not in toms.words
    assert "Reply to 40 chats" in anas.words and "Ask for help" not in anas.words
    assert "25 now → 30 (rung 1 of 2) · top 40 chats a day" in anas.words
    rungs.channels["care"].members.append("UZOE")
    zoes = rungs.users["zoe"].goal("team", channel="care")
    assert "0 goals on this page" in zoes.text
    assert "Maya" in zoes.words
    for name in ("ana", "zoe"):
        assert "Find a mentor" not in rungs.slack.ever_shown_to(rungs.users[name].id)


def test_people_stand_by_name_whatever_they_reached(rungs: Rungs, care: User):
    words = care.goal("team").words
    places = [words.index(f"*{name}*") for name in ("Ana", "Maya", "Tom")]
    assert places == sorted(places)
    assert "*Tom* · lead" in words


def test_a_direct_message_shows_my_own_team_and_another_channel_offers_a_new_one(rungs, care):
    assert "Care" in care.goal("team").words
    assert "Set up a team in this channel" not in care.goal("team").buttons
    rungs.channel("project-x", [care])
    shown = care.goal("team", channel="project-x")
    assert "Care" in shown.words
    form = care.click(shown, "Set up a team in this channel")
    assert form.view.fields["name"] == "Project x"
    assert form.view.fields["leads"] == [care.id]


def test_somebody_without_a_team_hears_in_a_direct_message_where_to_set_one_up(rungs: Rungs):
    told = rungs.user("ana").goal("team")
    assert "Type /goal team in your team's channel" in told.words


def test_a_person_of_two_teams_goes_from_one_to_the_other(rungs: Rungs, care: User):
    rungs.seed_team("Escalations", lead="tom", members=["maya"])
    shown = care.goal("team")
    other = care.click(shown, "Escalations")
    assert other.replaced.text.startswith("Escalations: 2 people")
    assert "Escalations" in care.goal("team escalations").words
    told = care.goal("team Nowhere & <!channel>")
    assert 'I know no team "Nowhere &amp; &lt;!channel&gt;" of yours' in told.words
    assert "Care, Escalations" in told.words


def test_one_colleagues_goals_are_shown_as_far_as_they_are_mine_to_see(rungs: Rungs, care: User):
    shown = rungs.users["ana"].goal("team @maya")
    assert "1 goal that you can see" in shown.text
    assert "Reply to 40 chats" in shown.words
    assert "Find a mentor" not in shown.words
    rungs.user("newcomer")
    told = care.goal("team @newcomer")
    assert "nothing to show" in told.words


def test_fifty_people_with_a_hundred_goals_fit_and_cost_no_more_statements(rungs: Rungs):
    rungs.seed_team("Care", lead="tom", members=["maya"])
    rungs.seed_goal("maya")
    tom = rungs.users["tom"]
    with count_statements(rungs.deps.engine) as few:
        tom.goal("team")
    crowd = [f"agent{n:02}" for n in range(50)]
    rungs.seed_team("Crowd", lead="lea", members=list(crowd))
    hostile = "<!channel> & <@U1> *bold* " * 20
    for name in crowd:
        rungs.seed_goal(name, hostile)
        rungs.seed_goal(name, "ש" * 300)
    lea = rungs.users["lea"]
    with count_statements(rungs.deps.engine) as many:
        shown = lea.goal("team")
    assert len(many) == len(few) <= 12
    assert "51 people, 40 goals on this page" in shown.text
    assert "31 people more, by name, on the next page." in shown.words
    assert "<!channel>" not in shown.words

    seen = {name for name in crowd if f"*{name.title()}*" in shown.words}
    for _ in range(2):
        shown = lea.click(shown, "Next page")
        seen |= {name for name in crowd if f"*{name.title()}*" in shown.words}
    assert seen == set(crowd)
    assert "Next page" not in shown.buttons
    assert "31 people more" in lea.click(lea.click(shown, "Page before"), "Page before").words


def test_somebodys_hundred_goals_are_cut_with_a_way_to_see_them(rungs: Rungs, care: User):
    for number in range(100):
        rungs.seed_goal("ana", f"Goal number {number} & more")
    team_page = care.goal("team")
    assert "…and 95 more goals: `/goal team @Ana`" in team_page.words
    hers = care.goal("team @ana")
    assert "…and 53 more goals: `/goal show G-…`" in hers.words
    lint_message({"text": hers.text, "blocks": hers.blocks})


def test_goals_that_ended_are_not_on_the_teams_page(rungs: Rungs, care: User):
    ended = rungs.seed_goal("ana", "Yesterday's goal")
    with rungs.deps.begin() as tx:
        ladders.set_standing(tx, ended.id, ended.target, GoalState.REACHED)
    assert "Yesterday's goal" not in care.goal("team").words


def test_a_channel_shared_with_another_company_is_warned_of(rungs: Rungs, lena: User):
    rungs.channel("partners", [lena]).is_shared = True
    form = lena.goal("team", channel="partners")
    assert "shared with another company" in form.words
    assert "shared with another company" in lena.submit(form).words


def test_a_group_message_is_no_channel_of_a_team(rungs: Rungs, lena: User):
    rungs.channel("group", [lena]).is_mpim = True
    assert "a team needs a channel" in lena.goal("team", channel="group").words
