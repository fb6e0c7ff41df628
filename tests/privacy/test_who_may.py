"""Who may do what: set up a team, change it, change a goal, read input, answer it, help."""

from collections.abc import Callable

import pytest

from tests.privacy.cast import ROLES, Cast, everything
from tests.support.people import Outcome, User

Deed = Callable[[Cast, User], Outcome]
NOBODY: set[str] = set()
ANYONE = set(ROLES) - {"deactivated"}


def of_care(cast: Cast) -> str:
    return str(cast["owner"].actor.home.id)


def read_input(cast: Cast, user: User) -> Outcome:
    return cast.press(user, "input.read", given(cast))


def given(cast: Cast) -> str:
    """The id of Maya's named input to the leads of Care."""
    rows = everything(cast.rungs.deps.engine)
    return next(row["id"] for (table, _), row in rows.items() if table == "input")


def blocker(cast: Cast) -> str:
    rows = everything(cast.rungs.deps.engine)
    return next(str(row["id"]) for (table, _), row in rows.items() if table == "blocker")


def feedback(cast: Cast) -> str:
    rows = everything(cast.rungs.deps.engine)
    return next(str(row["id"]) for (table, _), row in rows.items() if table == "feedback")


DEEDS: dict[str, tuple[Deed, set[str]]] = {
    "change a team's settings": (
        lambda cast, user: cast.press(user, "team.settings", of_care(cast)),
        {"lead", "admin"},
    ),
    "see Settings in the team's channel": (
        lambda cast, user: shows_settings(user),
        {"lead"},  # the admin is not in the channel
    ),
    "check in on Maya's goal": (
        lambda cast, user: user.goal("checkin G-1 33"),
        {"owner"},
    ),
    "close Maya's goal": (lambda cast, user: user.goal("close G-1"), {"owner"}),
    "open the form of Maya's check-in": (
        lambda cast, user: cast.press(user, "check_in.log", f"{goal(cast)}:2026-11-23:card"),
        {"owner"},
    ),
    "read Maya's input": (read_input, {"owner", "lead"}),
    "answer Maya's input": (
        lambda cast, user: cast.press(user, "input.answer", given(cast)),
        {"lead"},
    ),
    "answer Maya's input from the list": (
        lambda cast, user: cast.press(user, "input.answer_listed", given(cast)),
        {"lead"},
    ),
    "answer Maya's blocker": (
        lambda cast, user: cast.press(user, "unblock.answer", blocker(cast)),
        {"lead"},
    ),
    "thank for Maya's feedback to Tom": (
        lambda cast, user: cast.press(user, "feedback.thank", feedback(cast)),
        {"lead"},
    ),
    "answer Maya's feedback to Tom": (
        lambda cast, user: cast.press(user, "feedback.answer", feedback(cast)),
        {"lead"},
    ),
    "cheer Maya's rung": (
        lambda cast, user: cast.press(user, "climb.cheer", rung(cast)),
        {"teammate", "lead"},
    ),
    "set a goal of one's own": (lambda cast, user: user.goal("new"), ANYONE),
    "give feedback": (lambda cast, user: user.goal("feedback"), ANYONE),
}
REFUSALS = (
    "Only a lead of the team can do that",
    "belongs to somebody else",
    "I don't know",
    "said to somebody else",
    "Your Slack account is deactivated",
    "the cheers are for the others",
    "No Settings here",
)


def goal(cast: Cast) -> int:
    rows = everything(cast.rungs.deps.engine)
    return next(r["id"] for (t, _), r in rows.items() if t == "goal" and r["number"] == 1)


def rung(cast: Cast) -> str:
    rows = everything(cast.rungs.deps.engine)
    return next(str(r["id"]) for (t, _), r in rows.items() if t == "rung" and r["reached_at"])


def shows_settings(user: User) -> Outcome:
    if user.id not in user.rungs.channels["care"].members:
        return user.goal("nothing I don't know")
    shown = user.goal("team", channel="care")
    if "Settings" in shown.buttons:
        return shown
    return user.goal("nothing I don't know")


@pytest.fixture
def busy(cast: Cast) -> Cast:
    """Maya reached a rung, is blocked, and has given input and feedback."""
    maya = cast["owner"]
    cast.rungs.seed_goal(maya, "Chats", rungs=(30,))
    maya.submit(maya.goal("input an idea"), named="named")
    maya.goal("checkin G-1 31 blocked help")
    maya.goal("feedback @tom thank you")
    cast.rungs.later(minutes=3)
    return cast


@pytest.mark.parametrize("what", DEEDS)
def test_only_those_who_may_do(busy: Cast, what: str):
    do, may = DEEDS[what]
    told = {role: do(busy, busy[role]) for role in ROLES if role != "owner"}
    told["owner"] = do(busy, busy["owner"])  # last, since he who may changes what is there

    refused = {r for r, told_one in told.items() if any(w in told_one.words for w in REFUSALS)}
    assert ANYONE | {"deactivated"} == refused | may
    assert not refused & may


@pytest.mark.parametrize("role", [role for role in ROLES if role not in ("lead", "admin")])
def test_a_teams_form_in_other_hands_changes_no_team(busy: Cast, role: str):
    tom = busy["lead"]
    form = tom.click(tom.goal("team", channel="care"), "Settings")
    before = everything(busy.rungs.deps.engine)

    outcome = busy[role].submit(form, leads=[busy[role]], forged=True)

    assert "Only a lead" in outcome.words or "deactivated" in outcome.words
    assert everything(busy.rungs.deps.engine) == before


def test_slacks_workspace_admins_and_owners_may_change_any_team_but_see_no_more(busy: Cast):
    ada = busy["admin"]
    form = busy.press(ada, "team.settings", of_care(busy))
    saved = ada.submit(form, {"Team name": "Customer care"})
    assert "Customer care" in saved.words

    assert "I don't know a goal G-1" in ada.goal("show G-1").words
    assert "Nothing yet" in ada.goal("inputs").words
    assert "Chats" not in busy.shown_to(ada)


def test_who_is_admin_no_longer_may_no_more(busy: Cast):
    ada = busy["admin"]
    busy.rungs.slack.users[ada.id]["is_admin"] = False
    busy.rungs.event("user_change", user=busy.rungs.slack.users[ada.id])
    assert "Only a lead" in busy.press(ada, "team.settings", of_care(busy)).words


def test_anybody_in_a_channel_sets_up_its_team_and_nobody_from_outside(cast: Cast):
    nina, bob = cast["person without a team"], cast["teammate of another team"]
    cast.rungs.channel("secret", [nina], private=True)
    offered = nina.goal("team", channel="secret")
    assert offered.view and offered.view.fields["leads"] == [nina.id]

    outside = cast.press(bob, "team.new", "CSECRET")
    assert "You are not in that channel" in outside.words
    shown = cast.shown_to(bob).replace("CSECRET", "").lower()  # which bob made up himself
    assert "secret" not in shown and nina.id.lower() not in shown

    stolen = bob.submit(offered, name="Mine", leads=[bob], forged=True)
    assert "You are not in" in stolen.errors["channel"]
    assert nina.submit(offered, name="Ours").view


def test_setting_up_a_team_around_somebody_shows_nothing_of_theirs(busy: Cast):
    """Lea makes a team of her own with Maya on it, and leads it: Maya's goals stay with Care."""
    lea, maya = busy["lead of another team"], busy["owner"]
    busy.rungs.channel("trap", [lea])
    form = lea.goal("team", channel="trap")
    if "Set up a team in this channel" in form.buttons:
        form = lea.click(form, "Set up a team in this channel")
    assert lea.submit(form, name="Trap", leads=[lea], members=[maya]).view
    busy.rungs.tick()
    maya.submit(maya.goal("input another idea"), named="named", team="Care")
    maya.goal("checkin G-1 32 blocked again")
    busy.rungs.later(minutes=5)

    for words in ("team", "team Trap", "team @maya", "show G-1", "inputs"):
        lea.goal(words)
    lea.open_home()
    shown = busy.shown_to(lea)
    assert "Chats" not in shown and "again" not in shown and "another idea" not in shown


def test_a_lead_of_one_team_is_nobody_in_another(busy: Cast):
    lea = busy["lead of another team"]
    for words in ("show G-1", "team Care", "inputs", "team @maya"):
        lea.goal(words)
    busy.press(lea, "team.page", f"{of_care(busy)}:0")
    busy.press(lea, "team.show", f"{of_care(busy)}:0", chosen=True)
    shown = busy.shown_to(lea)
    assert "Chats" not in shown and "idea" not in shown.replace("an idea, an obstacle", "")
    assert "CCARE" not in shown, "not even where the other team is"
