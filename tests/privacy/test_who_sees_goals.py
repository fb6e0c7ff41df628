"""Who sees a goal, its words and its notes, on every path that shows or sends one."""

from datetime import date

import pytest

from goals.goal import Goal, GoalState, Tier, Visibility
from goals.offers import Answer
from store import alignment, ladders
from tests.privacy.cast import NAMES, ROLES, Cast, alter
from tests.support.people import Outcome, User

TODAY = "2026-11-23"
WORDS = ("Statement", "Purpose", "Rungname")

EVERYONE = set(ROLES) - {"deactivated"}
TEAM = {"owner", "teammate", "lead"}
LEADS = {"owner", "lead"}
MINE = {"owner"}
ENDING = ("ask", "done", "missed", "dropped", "rest", "write", "higher", "smaller")
TABLE = [
    # tier, visibility → who sees the goal, who of them reads its notes
    (Tier.INDIVIDUAL, Visibility.TEAM, TEAM, LEADS),
    (Tier.INDIVIDUAL, Visibility.LEADS, LEADS, LEADS),
    (Tier.INDIVIDUAL, Visibility.ME, MINE, MINE),
    (Tier.TEAM, Visibility.TEAM, TEAM, LEADS),
    (Tier.TEAM, Visibility.LEADS, LEADS, LEADS),
    (Tier.TEAM, Visibility.ME, MINE, MINE),
    (Tier.ORGANISATION, Visibility.TEAM, EVERYONE, LEADS),
    (Tier.ORGANISATION, Visibility.LEADS, LEADS, LEADS),
    (Tier.ORGANISATION, Visibility.ME, MINE, MINE),
]
KEYS = [f"G-{number}" for number in range(1, len(TABLE) + 1)]


def set_goal(cast: Cast, tier: Tier, visibility: Visibility) -> None:
    """A goal of Maya's, with words in every field that takes some: "StatementinkG-1." and so on."""
    number = len(ladders_of(cast)) + 1
    values = {
        "statement": f"StatementinkG-{number}.",
        "purpose": f"PurposeinkG-{number}.",
        "unit": "chats",
        "baseline": "25",
        "target": "40",
        "due": date(2026, 12, 18),
        "rungs": f"30 RungnameinkG-{number}.",
        "visibility": visibility.value,
    }
    owner = cast["owner"]
    set_now = owner.start(owner.submit(owner.goal("new"), values))
    assert set_now.view.title == f"G-{number} is set"
    alter(cast.rungs, "goal", {"number": number}, tier=tier)


def ladders_of(cast: Cast) -> list[Goal]:
    """Maya's goals by their number."""
    with cast.rungs.deps.read() as tx:
        return sorted(ladders.owned(tx, [cast["owner"].person.id]), key=lambda goal: goal.number)


@pytest.fixture
def goals(cast: Cast) -> list[Goal]:
    """One of each row of the table, G-1 to G-9."""
    for tier, visibility, *_ in TABLE:
        set_goal(cast, tier, visibility)
    return ladders_of(cast)


def look_everywhere(cast: Cast, user: User, goals: list[Goal]) -> None:
    """Walk every path that could show Maya's goals: commands, Home, and buttons never given."""
    care = cast["lead"].actor.home.id
    for words in (
        "",
        "list",
        "tree",
        "templates",
        "new",
        "team",
        "team Care",
        "team @maya",
        "inputs",
        "review",
        "overview",
        "overview csv",
    ):
        user.goal(words)
    if user.id in cast.rungs.channels["care"].members:
        user.goal("team", channel="care")
    if user.person.active:
        user.open_home()
    cast.press(user, "team.page", f"{care}:0")
    cast.press(user, "team.show", f"{care}:0", chosen=True)
    cast.press(user, "overview.team", str(care))
    for action_id in ("tree.show", "tree.next", "overview.next", "overview.csv"):
        cast.press(user, action_id, "0")
    user.goal("new Own, from 1 to 3 times, by 18 December")
    for goal in goals:
        look_at(cast, user, goal)


def look_at(cast: Cast, user: User, goal: Goal) -> None:
    for words in (
        "show {}",
        "checkin {} 5",
        "close {}",
        "revise {}",
        "review {}",
        "feedback @ben {} Well done",
        "align {} alone",
        "align {} under statement",
        "align {} weight 2",
        "align G-99 under {}",
    ):
        user.goal(words.format(goal.key))
    place = f"{goal.id}:{TODAY}"
    for action_id, value in (
        ("goal.show", str(goal.id)),
        ("goal.reopen", str(goal.id)),
        ("goal.take_up", str(goal.id)),
        ("goal.throw_away", str(goal.id)),
        ("template.keep", str(goal.id)),
        ("align.choose", f"{goal.id}:{goal.id}:"),
        ("climb.cheer", str(goal.rungs[0].id)),
        *((f"check_in.{verb}", f"{place}:card") for verb in ("log", "blocked", "same", "mistake")),
        *(
            (f"check_in.{verb}", f"{place}:home")
            for verb in ("done", "not_yet", "keep_private", "mistake")
        ),
        *((f"close.{verb}", f"{place}:card") for verb in ENDING),
        *((f"offer.{answer}", f"{place}:card") for answer in Answer),
        *((action_id, f"{place}:card") for action_id in ("revise.open", "review.still_right")),
    ):
        cast.press(user, action_id, value)
    cast.press(user, "check_in.rate", f"{place}:daily:3", chosen=True)
    cast.press(user, "review.every", f"{goal.id}:month", chosen=True)
    form = user.goal("feedback")
    if form.view and "about" in form.view.labels:
        told = user.submit(form, to=cast["teammate"], words="Well done", about=goal.key)
        cast.keep(user, told)


def who_was_shown(cast: Cast, words: str) -> list[set[str]]:
    """For each goal, who was ever shown these words of it."""
    shown = {role: cast.shown_to(cast[role]) for role in ROLES}
    return [{role for role in ROLES if f"{words}ink{key}." in shown[role]} for key in KEYS]


def test_goals_and_notes_show_to_whom_they_may_on_every_path(cast: Cast, goals: list[Goal]):
    cast.rungs.at(f"{TODAY} 09:30")
    for goal in goals:
        cast["owner"].goal(f"checkin {goal.key} 31 blocked Noteink{goal.key}.")
    cast.rungs.later(minutes=3)

    for role in ROLES:
        if role != "owner":
            look_everywhere(cast, cast[role], goals)
    for goal in goals:
        cast["owner"].goal(f"show {goal.key}")
    cast.rungs.tick()

    for words in WORDS:
        assert who_was_shown(cast, words) == [see for _, _, see, _ in TABLE], words
    assert who_was_shown(cast, "Note") == [read_notes for *_, read_notes in TABLE]


def test_what_is_sent_unasked_reaches_only_whom_it_may(cast: Cast, goals: list[Goal]):
    """The daily message, shout-outs and praise, the blockers and their refreshes, Home."""
    cast.rungs.at(f"{TODAY} 09:30")
    for goal in goals:
        cast["owner"].dm(f"{goal.key} 31 blocked Noteink{goal.key}.")
    cast.rungs.later(minutes=3)
    for goal in goals:
        cast["owner"].goal(f"checkin {goal.key} 32 fine again")
    for role in EVERYONE:
        cast[role].open_home()
    cast.rungs.tick()

    reached = [
        MINE if visibility is Visibility.ME else LEADS if visibility is Visibility.LEADS else TEAM
        for _, visibility, *_ in TABLE
    ]
    assert who_was_shown(cast, "Statement") == reached
    assert who_was_shown(cast, "Note") == [read_notes for *_, read_notes in TABLE]
    posted = str([m.versions for m in cast.rungs.slack.messages("CCARE")])
    for key, (_, visibility, *_) in zip(KEYS, TABLE, strict=True):
        assert (f"StatementinkG-{key[2:]}." in posted) == (visibility is Visibility.TEAM)
    assert "Noteink" not in posted and "Purposeink" not in posted
    assert cast.rungs.slack.messages("CBILLING") == []


def test_a_change_of_plans_is_told_to_whom_it_may_be(cast: Cast, goals: list[Goal]):
    """What was revised, and why; the leads' digest; what an ended goal taught, shared or not."""
    owner, rungs = cast["owner"], cast.rungs
    for goal in goals:
        form = owner.goal(f"revise {goal.key}")
        why = f"Reasonink{goal.key}."
        owner.submit(form, {"To": "38"}, reason=why, rungs=f"30 Newrungink{goal.key}.")
    rungs.at("2026-11-30 09:30")
    digest = next(m.words for m in cast["lead"].inbox if "Looking back" in m.words)
    for key, (_, visibility, *_) in zip(KEYS, TABLE, strict=True):
        weekly = key in KEYS[:3]
        assert (f"Statementink{key}." in digest) == (weekly and visibility is not Visibility.ME)
    for goal in goals:
        asked = owner.click(owner.goal(f"close {goal.key}"), "It came short")
        said = {"learnt": f"Learntink{goal.key}.", "tip": f"Tipink{goal.key}."}
        shared = "share" in asked.view.fields
        assert shared == (goal.visibility is not Visibility.ME)
        owner.submit(asked.view, {**said, **({"share": ["leads"]} if shared else {})})
    rungs.later(minutes=5)
    for role in ROLES:
        if role != "owner":
            look_everywhere(cast, cast[role], goals)
    for goal in goals:
        owner.goal(f"show {goal.key}")
    rungs.tick()

    assert who_was_shown(cast, "Newrung") == [see for _, _, see, _ in TABLE]
    for words in ("Reason", "Learnt", "Tip"):
        assert who_was_shown(cast, words) == [notes for *_, notes in TABLE], words
    posted = str([m.versions for m in rungs.slack.messages("CCARE")])
    assert not any(f"{words}ink" in posted for words in ("Reason", "Learnt", "Tip", "Newrung"))


def test_what_a_goal_taught_is_its_owners_alone_until_shared(cast: Cast, goals: list[Goal]):
    owner = cast["owner"]
    for goal in goals:
        asked = owner.click(owner.goal(f"close {goal.key}"), "It no longer fits")
        owner.submit(asked.view, happened=f"Happenedink{goal.key}.", tip=f"Tipink{goal.key}.")
        owner.goal(f"show {goal.key}")
    cast.rungs.at("2026-11-30 09:30")
    for role in ROLES:
        if role != "owner":
            look_everywhere(cast, cast[role], goals)
    for words in ("Happened", "Tip"):
        assert who_was_shown(cast, words) == [MINE] * len(TABLE)


def test_a_draft_shows_to_its_owner_alone(cast: Cast):
    owner = cast["owner"]
    values = {"statement": "Draftink", "purpose": "Draftinkpurpose", "unit": "chats"}
    numbers = {"baseline": "25", "target": "40", "due": date(2026, 12, 18)}
    review = owner.submit(owner.goal("new"), {**values, **numbers})
    owner.submit(review, {"needs": "Draftinkneeds", "choice": "draft"})
    with cast.rungs.deps.read() as tx:
        drafts = ladders.owned(tx, [owner.person.id], (GoalState.DRAFT,))
    cast.rungs.at(f"{TODAY} 09:30")

    assert owner.inbox == [], "nobody is asked about it"
    for role in ROLES:
        if role != "owner":
            look_everywhere(cast, cast[role], drafts)
    cast.rungs.tick()

    assert {role for role in ROLES if "Draftink" in cast.shown_to(cast[role])} == MINE
    assert "Draftink" in owner.goal("list").words, "nobody else threw it away"


def ways_to_name(user: User, key: str) -> list[Outcome]:
    form = user.goal("feedback")
    commands = (
        f"show {key}",
        f"checkin {key} 5 a note",
        f"checkin {key}",
        f"close {key}",
        f"align {key} alone",
        f"align {key} under G-8",
        f"align {key} under chats",
        f"align {key} weight 2",
        f"revise {key}",
        f"review {key}",
        f"feedback @ben {key} Well done",
        f"feedback @tom {key} Well done",
    )
    return [
        *(user.goal(words) for words in commands),
        user.dm(f"{key} 5 a note"),
        user.submit(form, to=user.rungs.users["maya"], words="Well done", about=key),
    ]


@pytest.mark.parametrize("visibility", [Visibility.LEADS, Visibility.ME])
@pytest.mark.parametrize("role", ["lead of another team", "person without a team"])
def test_a_hidden_goal_and_none_at_all_are_told_alike(cast: Cast, visibility, role):
    set_goal(cast, Tier.INDIVIDUAL, visibility)

    hidden = [outcome.words for outcome in ways_to_name(cast[role], "G-1")]
    missing = [outcome.words for outcome in ways_to_name(cast[role], "G-7")]

    assert [words.replace("G-1", "G-7") for words in hidden] == missing
    assert all("I don't know a goal G-7, or you can't see it" in words for words in missing)


@pytest.mark.parametrize("role", ["teammate", "lead of another team"])
def test_a_hidden_goals_buttons_say_what_a_missing_ones_say(cast: Cast, role):
    set_goal(cast, Tier.INDIVIDUAL, Visibility.ME)
    cast["owner"].goal("checkin G-1 31")
    cast.rungs.later(minutes=3)
    (goal,) = ladders_of(cast)
    user, nowhere = cast[role], 999_999
    verbs = ("log", "blocked", "same", "done", "not_yet", "undo", "keep_private", "mistake")

    of_goals = ("goal.show", "goal.reopen", "goal.take_up", "goal.throw_away", "template.keep")
    placed = (
        *(f"check_in.{verb}" for verb in verbs),
        *(f"close.{verb}" for verb in ENDING),
        *(f"offer.{answer}" for answer in Answer),
        "revise.open",
        "review.still_right",
    )
    for action_id in (*of_goals, *placed):
        more = f":{TODAY}:card" if action_id in placed else ""
        hidden = cast.press(user, action_id, f"{goal.id}{more}").words
        assert hidden == cast.press(user, action_id, f"{nowhere}{more}").words, action_id
        assert "I don't know that goal" in hidden
    cheered = cast.press(user, "climb.cheer", str(goal.rungs[0].id)).words
    assert cheered == cast.press(user, "climb.cheer", str(nowhere)).words


def test_a_shout_out_names_no_goal_of_another_team(cast: Cast):
    """Maya's goal adds to one of Billing's, which Care may not see; then to the whole company's."""
    cast.rungs.seed_goal("bob", "Billinginkx")
    cast.rungs.seed_goal("lea", "Companyinkx")
    alter(cast.rungs, "goal", {"number": 2}, tier=Tier.ORGANISATION)
    cast.rungs.seed_goal("maya", "First")
    cast.rungs.seed_goal("maya", "Second")
    with cast.rungs.deps.begin() as tx:
        workspace_id = cast["owner"].person.workspace_id
        by_number = [ladders.by_number(tx, workspace_id, number) for number in range(1, 5)]
        alignment.set_parent(tx, by_number[2].id, by_number[0].id)
        alignment.set_parent(tx, by_number[3].id, by_number[1].id)
    for key in ("G-3", "G-4"):
        cast["owner"].goal(f"checkin {key} 40")
        cast["owner"].goal(f"show {key}")
    cast.rungs.later(minutes=3)

    shown = cast.shown_to(cast["teammate"]) + cast.shown_to(cast["owner"])
    assert "Billinginkx" not in shown
    assert "adds to Companyinkx" in shown


def test_who_was_taken_off_the_leads_reads_no_new_note(cast: Cast):
    set_goal(cast, Tier.INDIVIDUAL, Visibility.LEADS)
    lead = cast["lead"].person.id
    cast["owner"].goal("checkin G-1 26 blocked NoteinkG-1.")
    alter(cast.rungs, "membership", {"person_id": lead}, is_lead=False)

    cast.rungs.tick()
    look_everywhere(cast, cast["lead"], ladders_of(cast))

    assert "inkG-1." not in cast.shown_to(cast["lead"])


def test_a_goal_that_is_hidden_later_is_shown_and_sent_no_more(cast: Cast):
    """Once before its shout-out left, and once when it was celebrated already."""
    set_goal(cast, Tier.INDIVIDUAL, Visibility.TEAM)
    set_goal(cast, Tier.INDIVIDUAL, Visibility.TEAM)
    cast["owner"].goal("checkin G-1 31")
    cast.rungs.later(minutes=3)
    cast["owner"].goal("checkin G-2 31 blocked NoteinkG-2.")
    for number in (1, 2):
        alter(cast.rungs, "goal", {"number": number}, visibility=Visibility.ME)
    cast.rungs.later(minutes=3)

    for role in ("teammate", "lead"):
        assert "ink" not in cast[role].open_home().words
        assert "G-1" not in cast[role].goal("team").words
    posted = str([m.versions for m in cast.rungs.slack.messages("CCARE")])
    assert "inkG-1." in posted and "inkG-2." not in posted
    assert "inkG-2." not in cast.shown_to(cast["lead"])


def test_everybody_in_the_table_is_somebody_of_the_cast(cast: Cast):
    assert {cast[role].name for role in ROLES} == set(NAMES.values())
    assert [cast[role].person.active for role in ROLES] == [True] * 7 + [False]
