"""A lead's Home begins with who needs them, and `/goal team` does: with buttons that act."""

import pytest

from goals.cadence import Leave
from goals.goal import Visibility
from store import people, teams
from tests.support.databases import count_statements
from tests.support.people import User
from tests.support.rungs import Rungs

WHY = "The macros are locked."


@pytest.fixture
def tom(rungs: Rungs) -> User:
    """The lead of Care, where Aiko, Ben and Maya climb a goal each, on a Friday."""
    rungs.seed_team("Care", lead="tom", members=["maya", "ben", "aiko"])
    rungs.seed_goal("ben", "Resolve 80 %", baseline=60, target=80)
    rungs.seed_goal("aiko", "Call 20 back", baseline=5, target=20)
    rungs.seed_goal("maya", "Reply to 40 chats a day", rungs=(30,))
    return rungs.users["tom"]


def checked_in(rungs: Rungs, who: str, key: str, *words: str, until: str = "2026-11-27") -> None:
    """A report a day, the last of them on this one."""
    days = [f"2026-11-{27 - n}" for n in range(len(words))][::-1]
    for day, said in zip(days, words, strict=True):
        rungs.at(f"{day} 12:00", tick=False)
        assert "Noted" in rungs.users[who].goal(f"checkin {key} {said}").text


def looks(user: User) -> list[str]:
    """The lines of Home that name somebody who needs a look."""
    return [line for line in user.open_home().words.splitlines() if line[:1] in "🔴🟡💬"]


def test_home_begins_with_who_is_blocked_then_at_risk_then_what_waits(rungs, tom):
    checked_in(rungs, "aiko", "G-2", "6 at risk", "6 at risk", "7 at risk slow day")
    checked_in(rungs, "ben", "G-1", f"62 blocked {WHY}", f"62 blocked {WHY}")
    rungs.users["maya"].goal("checkin G-3 26")
    form = rungs.users["maya"].goal("input A macro would help")
    rungs.users["maya"].submit(form, {"Your name": "Say that it is from me"})
    lines = tom.open_home().words.splitlines()
    assert lines[0] == "Who needs a look"
    assert looks(tom) == [
        "🔴 Ben · Resolve 80 % · blocked since yesterday",
        "🟡 Aiko · Call 20 back · third day at risk",
        "💬 Maya has an idea · waits since today",
    ]
    assert f">{WHY}" in lines and ">A macro would help" in lines
    assert "*Care* · 3 of 3 reported today · no rungs yet this week" in "\n".join(lines)
    assert "slow day" not in "\n".join(lines), "a note stays on the goal's card"


def test_since_when_is_said_as_people_say_it(rungs, tom):
    rungs.at("2026-11-24 12:00", tick=False)
    rungs.users["ben"].goal("checkin G-1 61 blocked")
    rungs.users["aiko"].goal("checkin G-2 6 at risk")
    for day, blocked, at_risk in (
        ("2026-11-24", "blocked since today", "at risk since today"),
        ("2026-11-25", "blocked since yesterday", "at risk since yesterday"),
        ("2026-11-27", "blocked since Tue", "at risk since Tue"),
        ("2026-12-03", "blocked since Tue 24 Nov", "at risk since Tue 24 Nov"),
    ):
        rungs.at(f"{day} 13:00", tick=False)
        ben, aiko = looks(tom)
        assert ben.endswith(blocked) and aiko.endswith(at_risk), day


def test_a_report_that_all_is_well_takes_the_line_away(rungs, tom):
    checked_in(rungs, "ben", "G-1", "61 blocked", "62 at risk", "63 on track")
    checked_in(rungs, "aiko", "G-2", "5 blocked", "6 at risk")
    assert looks(tom) == ["🟡 Aiko · Call 20 back · at risk since today"]


def test_im_on_it_from_home_tells_her_and_shows_in_every_leads_place(rungs, tom):
    lea = a_second_lead(rungs)
    checked_in(rungs, "ben", "G-1", f"61 blocked {WHY}")
    rungs.tick()
    taken = tom.click(tom.open_home(), "I'm on it")
    rungs.again(taken)
    rungs.tick()
    assert looks(tom) == ["🔴 Ben · Resolve 80 % · blocked since today · you are on it"]
    assert looks(lea) == ["🔴 Ben · Resolve 80 % · blocked since today · Tom is on it"]
    assert "I'm on it" not in tom.home.buttons and "Answer" in tom.home.buttons
    for lead in (tom, lea):
        assert "✓ Tom is on it." in lead.inbox[-1].words
    told = [m.words for m in rungs.users["ben"].inbox if "is on it" in m.words]
    assert told == ["*Tom* is on it: *Resolve 80 %* G-1"]


def test_an_answer_from_home_reaches_him_and_the_line_goes(rungs, tom):
    checked_in(rungs, "ben", "G-1", f"61 blocked {WHY}")
    rungs.tick()
    form = tom.click(tom.open_home(), "Answer")
    tom.submit(form, {"Your answer": "You can edit them now."})
    rungs.tick()
    assert "🔴" not in tom.home.words, "Home is brought up to date at once"
    assert "You can edit them now." in rungs.users["ben"].inbox[-1].words
    assert "✓ Tom answered:" in tom.inbox[-1].words


def test_an_answer_that_came_too_late_shows_the_first_one(rungs, tom):
    lea = a_second_lead(rungs)
    checked_in(rungs, "ben", "G-1", f"61 blocked {WHY}")
    stale = lea.open_home()
    tom.submit(tom.click(tom.open_home(), "Answer"), {"Your answer": "You can edit them now."})
    assert "You can edit them now." in lea.click(stale, "Answer").words


def test_input_is_answered_from_home(rungs, tom):
    form = rungs.users["maya"].goal("input A macro would help")
    rungs.users["maya"].submit(form, {"Your name": "Say that it is from me"})
    answer = tom.click(tom.open_home(), "Answer")
    tom.submit(answer, {"Your answer": "It is there."})
    rungs.tick()
    assert "💬" not in tom.home.words
    assert "It is there." in rungs.users["maya"].inbox[-1].words


def test_a_proposal_that_waits_opens_from_home_and_can_be_answered_there(rungs, tom):
    maya = rungs.users["maya"]
    form = maya.goal("propose @tom Listen to 5 calls a week, from 1, by 18 December")
    maya.submit(form, {"Why it matters": "To hear what we hear"})
    home = tom.open_home()
    assert "Listen to 5 calls a week" in home.words and "*your turn*" in home.words
    assert "proposal waits" not in home.words, "it is said once"
    dialog = tom.click(home, "Open", near="Listen to 5 calls")
    assert "Accept" in dialog.buttons
    agreed = tom.click(dialog, "Accept")
    assert agreed.view.id == dialog.view.id
    assert "Listen to 5 calls" not in "\n".join(
        line for line in tom.open_home().words.splitlines() if "your turn" in line
    )


def test_open_shows_the_goals_card_and_the_team(rungs, tom):
    checked_in(rungs, "aiko", "G-2", "6 at risk")
    card = tom.click(tom.open_home(), "Open", near="Aiko")
    assert "Call 20 back" in card.words and "The ladder" in card.words
    team = tom.click(tom.open_home(), "Open", near="reported today")
    assert "*Aiko*" in team.words and "asked at 09:30" in team.words


def test_who_is_silent_is_not_listed(rungs, tom):
    checked_in(rungs, "maya", "G-3", "26", "27", "28")
    rungs.at("2026-12-08 15:00", tick=False)
    assert looks(tom) == []
    home = tom.open_home().words
    assert home.splitlines()[1].startswith("*Care* · 0 of 3 reported today")
    for name in ("Ben", "Aiko", "Maya"):
        assert name not in home.split("Today,")[0]


def test_what_only_its_owner_sees_is_in_no_line_and_no_count(rungs, tom):
    lea = rungs.user("lea")
    rungs.seed_team("Sales", lead="lea", members=["ben"])
    rungs.seed_goal("ben", "Ask for a raise", visibility=Visibility.ME, rungs=(30,))
    rungs.seed_goal("maya", "Stay calm", visibility=Visibility.LEADS)
    checked_in(rungs, "ben", "G-4", "31 blocked nobody listens")
    rungs.users["maya"].goal("checkin G-5 26 at risk")
    rungs.later(minutes=3)
    assert looks(tom) == ["🟡 Maya · Stay calm · at risk since today"]
    assert "*Care* · 1 of 3 reported today · no rungs yet this week" in tom.home.words
    assert looks(lea) == [] and "Stay calm" not in lea.home.words
    assert "nobody is asked today" in lea.home.words, "Ben's goal is nobody else's to count"
    assert "Stay calm" not in rungs.users["aiko"].goal("team").words


def test_a_lead_of_two_teams_has_both(rungs, tom):
    rungs.seed_team("Sales", lead="tom", members=["sue"])
    rungs.seed_goal("sue", "Win 10 orders", baseline=1, target=10)
    checked_in(rungs, "sue", "G-4", "2 blocked no prices")
    rungs.users["ben"].goal("checkin G-1 61 at risk")
    home = tom.open_home().words
    care, sales = home.index("*Care* · "), home.index("*Sales* · ")
    assert home.index("🟡 Ben") < care < home.index("🔴 Sue") < sales
    assert "*Care* · 1 of 3 reported today" in home
    assert "*Sales* · 1 of 1 reported today" in home


def test_who_leads_nobody_has_no_such_lines(rungs, tom):
    checked_in(rungs, "ben", "G-1", "61 blocked")
    home = rungs.users["maya"].open_home().words
    assert home.startswith("Today,") and "🔴" not in home and "reported today" not in home


def test_what_stands_in_the_leads_own_way_is_for_the_others(rungs, tom):
    lea = a_second_lead(rungs)
    rungs.seed_goal("tom", "Coach everyone")
    checked_in(rungs, "tom", "G-4", "26 blocked no room")
    assert looks(tom) == []
    assert looks(lea) == ["🔴 Tom · Coach everyone · blocked since today"]


def test_dates_are_the_readers(rungs):
    rungs.user("tom", tz="Europe/London")
    rungs.user("ben", tz="America/New_York")
    rungs.seed_team("Care", lead="tom", members=["ben"])
    rungs.seed_goal("ben", "Resolve 80 %")
    rungs.at("2026-11-25 23:00", "America/New_York", tick=False)  # Thursday in London
    rungs.users["ben"].goal("checkin G-1 26 blocked")
    rungs.at("2026-11-27 10:00", tick=False)
    assert looks(rungs.users["tom"]) == ["🔴 Ben · Resolve 80 % · blocked since yesterday"]
    assert "26 yesterday → 40 chats a day · blocked" in rungs.users["tom"].goal("team").words


def test_only_who_works_today_is_counted(rungs, tom):
    with rungs.deps.begin() as tx:
        day = rungs.now.date()
        people.add_leave(
            tx, tom.person.workspace_id, rungs.users["aiko"].person.id, Leave(day, day)
        )
    rungs.users["ben"].goal("checkin G-1 61")
    assert "1 of 2 reported today" in tom.open_home().words
    rungs.at("2026-11-28 12:00", tick=False)  # a Saturday
    assert "nobody is asked today" in tom.open_home().words


def test_rungs_of_the_week_are_counted_but_for_those_kept_to_oneself(rungs, tom):
    maya = rungs.users["maya"]
    maya.goal("checkin G-3 31")
    rungs.later(minutes=3)
    assert "1 of 3 reported today · 1 rung this week" in tom.open_home().words
    ben = rungs.users["ben"]
    said = ben.goal("checkin G-1 80")
    ben.click(said, "Keep it private")
    rungs.later(minutes=3)
    assert "2 of 3 reported today · 1 rung this week" in tom.open_home().words
    rungs.at("2026-11-30 09:00", tick=False)
    assert "no rungs yet this week" in tom.open_home().words


def test_the_team_shows_the_same_to_its_lead_and_acts_there(rungs, tom):
    checked_in(rungs, "ben", "G-1", f"61 blocked {WHY}")
    shown = tom.goal("team")
    assert "3 goals · 1 of 3 reported today · no rungs yet this week" in shown.words
    assert "🔴 Ben · Resolve 80 % · blocked since today" in shown.words
    taken = tom.click(shown.screen, "I'm on it")
    assert "you are on it" in taken.words
    form = tom.click(taken.screen, "Answer")
    tom.submit(form, {"Your answer": "Done."})
    assert "🔴" not in taken.screen.words


def test_the_team_tells_everybody_how_goals_look_and_names_first_who_needs_a_look(rungs, tom):
    checked_in(rungs, "maya", "G-3", "26")
    rungs.users["ben"].goal(f"checkin G-1 61 blocked {WHY}")
    words = rungs.users["maya"].goal("team").words
    assert words.index("*Ben*") < words.index("*Aiko*") < words.index("*Maya*")
    assert "61 today → 80 chats a day · blocked" in words
    assert "26 today → 30 (rung 1 of 2) · top 40 chats a day · on track" in words
    assert "5 now → 20 chats a day · no report yet" in words
    assert WHY not in words and "I'm on it" not in words, "those are for the leads"


def test_a_new_lead_finds_what_was_open_and_the_old_one_nothing(rungs, tom):
    maya = rungs.users["maya"]
    checked_in(rungs, "ben", "G-1", f"61 blocked {WHY}")
    form = maya.goal("input A macro would help")
    maya.submit(form, {"Your name": "Say that it is from me"})
    rungs.tick()
    stale = tom.open_home()
    new_leads(rungs, "maya")
    assert [line[:5] for line in looks(maya)] == ["🔴 Ben", "💬 May"]
    assert looks(tom) == []
    assert "Only a lead" in tom.click(stale, "I'm on it", forged=True).words
    assert "Only a lead" in tom.click(stale, "Answer", near="Maya has an idea", forged=True).words
    answer = maya.click(maya.open_home(), "Answer", near="Ben")
    maya.submit(answer, {"Your answer": "You can edit them now."})
    rungs.tick()
    assert "You can edit them now." in rungs.users["ben"].inbox[-1].words


def test_a_new_lead_hears_that_they_lead_and_what_is_open(rungs, tom):
    maya, ben = rungs.users["maya"], rungs.users["ben"]
    checked_in(rungs, "ben", "G-1", f"61 blocked {WHY}")
    form = ben.goal("input A macro would help")
    ben.submit(form, {"Your name": "Say that it is from me"})
    rungs.tick()
    settings = tom.click(tom.goal("team", channel="care"), "Settings")
    tom.submit(settings, leads=[maya], members=[tom, ben, rungs.users["aiko"]])
    rungs.tick()
    told = maya.inbox[-1]
    assert "You lead *Care* now. This is open there:" in told.words
    assert "🔴 Ben · Resolve 80 % · blocked since today" in told.words
    assert "💬 Ben has an idea" in told.words
    maya.click(told, "I'm on it")
    assert "you are on it" in told.words
    rungs.tick()
    assert "*Maya* is on it" in ben.inbox[-1].words
    assert not [m for user in (tom, ben) for m in user.inbox if "You lead" in m.words]


def test_who_leads_no_more_before_it_is_sent_hears_nothing(rungs, tom):
    maya = rungs.users["maya"]
    for leads in ([tom, maya], [tom], [tom, maya]):
        settings = tom.click(tom.goal("team", channel="care"), "Settings")
        tom.submit(settings, leads=leads)
        if leads == [tom]:
            rungs.later(minutes=1)
            assert not [m for m in maya.inbox if "You lead" in m.words]
    rungs.tick()
    [told] = [m for m in maya.inbox if "You lead" in m.words]
    assert "Nobody is blocked there, and nothing waits." in told.words


def test_many_who_need_a_look_fit_and_cost_no_more_statements(rungs):
    rungs.seed_team("Care", lead="tom", members=["maya"])
    tom = rungs.users["tom"]
    rungs.seed_goal("maya", "<!channel> & " * 20)
    rungs.seed_goal("tom", rungs=(30,))
    rungs.users["maya"].goal("checkin G-1 26 blocked " + "&<>" * 300)
    with count_statements(rungs.deps.engine) as few:
        tom.open_home()
    crowd = [f"agent{n:02}" for n in range(20)]
    for number in range(7):
        rungs.seed_team(f"Team {number}", lead="tom", members=list(crowd), channel=f"t{number}")
    for n, name in enumerate(crowd):
        goal = rungs.seed_goal(name, "<!channel> & " * 20)
        state = "blocked" if n % 2 else "at risk"
        rungs.users[name].goal(f"checkin {goal.key} 26 {state} " + "&<>" * 300)
    for _ in range(20):
        rungs.seed_goal("tom", "<!channel> & " * 20, rungs=tuple(range(26, 38)))
    with count_statements(rungs.deps.engine) as many:
        home = tom.open_home()
    assert len(many) == len(few) <= 30
    assert "3 more teams: `/goal overview`" in home.words
    assert "more: `/goal team`" in home.words
    assert len(home.raw["blocks"]) <= 100


def a_second_lead(rungs: Rungs) -> User:
    [lea] = rungs.meet(rungs.users.get("lea") or rungs.user("lea"))
    with rungs.deps.begin() as tx:
        team = rungs.users["tom"].actor.home
        roles = {p.id: is_lead for p, is_lead in people.members(tx, team.id)}
        teams.set_members(tx, team, {**roles, lea.id: True})
    return rungs.users["lea"]


def new_leads(rungs: Rungs, *names: str) -> None:
    with rungs.deps.begin() as tx:
        team = rungs.users["tom"].actor.home
        roles = {p.id: p.user_id in {rungs.users[n].id for n in names}
                 for p, _ in people.members(tx, team.id)}  # fmt: skip
        teams.set_members(tx, team, roles)
