"""Random teams that set goals, report, speak and look, with a word of its own in every field.

Who may read which word is told here a second time, from the rules as people know them and not
from the code under test, and as it stands after each deed: what was shown stays seen.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

from goals.goal import Tier, Visibility
from store.tables import metadata
from tests.privacy.cast import Row, alter, everything, press_as
from tests.support.people import Outcome, User
from tests.support.rungs import Rungs

PEOPLE = ("ann", "bea", "cat", "dee", "eva")
PLACES = ("none", "Red", "Blue", "both", "leads Red", "leads Blue")
LOOKS = ("", "list", "team", "team Red", "team @ann", "team @dee", "inputs", "home")

Audience = Callable[[], set[str]]
Deed = tuple[Any, ...]

who, number = st.sampled_from(PEOPLE), st.integers(0, 30)
deeds = st.one_of(
    st.tuples(st.just("goal"), who, st.sampled_from(Visibility), st.sampled_from(Tier)),
    st.tuples(st.just("report"), number, st.sampled_from([26, 31, 40]), st.booleans()),
    st.tuples(st.just("report"), number, st.sampled_from([26, 31, 40]), st.booleans()),
    st.tuples(st.just("feedback"), who, who, number),
    st.tuples(st.just("propose"), who, who),
    st.tuples(st.just("input"), who, st.booleans()),
    st.tuples(st.just("press"), who, number),
    st.tuples(st.just("press"), who, number),
    st.tuples(st.just("steal"), who, number),
    st.tuples(st.just("show"), who, number),
    st.tuples(st.just("look"), who, st.sampled_from(LOOKS)),
    st.tuples(st.just("wait"), st.sampled_from([3, 90])),
    st.tuples(st.just("move"), who, st.sampled_from(PLACES)),
)
lives = st.tuples(
    st.tuples(*[st.sampled_from(PLACES)] * 3),
    st.lists(st.tuples(who, st.sampled_from(Visibility)), min_size=2, max_size=4),
    st.lists(deeds, min_size=4, max_size=16),
)
"""Where cat, dee and eva stand (Ann leads Red and Bea Blue), first goals, and what is done then."""


@dataclass
class Life:
    """A world with what was said in it. `may[word]` is who has ever been allowed to read it."""

    rungs: Rungs
    audiences: dict[str, Audience] = field(default_factory=dict)
    may: dict[str, set[str]] = field(default_factory=dict)
    told: dict[str, list[str]] = field(default_factory=dict)
    goals: list[int] = field(default_factory=list)
    known: dict[str, list[Row]] = field(default_factory=dict)
    """What the database held after the last deed, by table; read once for all audiences."""

    def begin(self, places: tuple[str, ...]) -> None:
        for name in PEOPLE:
            self.rungs.user(name)
        self.rungs.seed_team("Red", lead="ann")
        self.rungs.seed_team("Blue", lead="bea")
        self.rungs.meet(*PEOPLE)
        for name, place in zip(PEOPLE[2:], places, strict=True):
            self.move(name, place)

    def ink(self, audience: Audience) -> str:
        """A word that nobody else says."""
        word = f"ink{len(self.audiences)}q"
        self.audiences[word] = audience
        return word

    def do(self, deed: Deed) -> None:
        what, *rest = deed
        self.known.clear()
        getattr(self, what)(*rest)
        self.known.clear()
        for word, audience in self.audiences.items():
            self.may.setdefault(word, set()).update(audience())

    # Who may read what

    def rows(self, table: str) -> list[Row]:
        if not self.known:
            for (name, _), row in everything(self.rungs.deps.engine).items():
                self.known.setdefault(name, []).append(row)
        return self.known.get(table, [])

    def row(self, table: str, row_id: Any) -> Row:
        return next(row for row in self.rows(table) if row["id"] == row_id)

    def name_of(self, person_id: int) -> str:
        return str(self.row("person", person_id)["user_id"])[1:].lower()

    def members(self, team_id: int | None, *, leads: bool = False) -> set[str]:
        return {
            self.name_of(row["person_id"])
            for row in self.rows("membership")
            if row["team_id"] == team_id and (row["is_lead"] or not leads)
        }

    def of_goal(self, goal_id: int) -> Audience:
        """The goal's own words: its owner, and whom its visibility names."""

        def read() -> set[str]:
            goal = self.row("goal", goal_id)
            others: set[str] = set()
            if goal["visibility"] is Visibility.LEADS:
                others = self.members(goal["team_id"], leads=True)
            if goal["visibility"] is Visibility.TEAM:
                everyone = goal["tier"] is Tier.ORGANISATION
                others = set(PEOPLE) if everyone else self.members(goal["team_id"])
            return {self.name_of(goal["owner_id"])} | others

        return read

    def of_notes(self, goal_id: int) -> Audience:
        """What is noted on a goal, or answered to it: its owner and, unless hidden, its leads."""

        def read() -> set[str]:
            goal = self.row("goal", goal_id)
            hidden = goal["visibility"] is Visibility.ME
            leads = set() if hidden else self.members(goal["team_id"], leads=True)
            return {self.name_of(goal["owner_id"])} | leads

        return read

    def of_input(self, giver: str, team_id: int, *, named: bool, answered: bool) -> Audience:
        def read() -> set[str]:
            whole_team = not named and answered
            return {giver} | self.members(team_id, leads=not whole_team)

        return read

    # What people do

    def goal(self, name: str, visibility: Visibility, tier: Tier = Tier.INDIVIDUAL) -> None:
        goal_id = self.rungs.seed_goal(name, "…", rungs=(30,), visibility=visibility).id
        words = {part: self.ink(self.of_goal(goal_id)) for part in ("statement", "purpose")}
        alter(self.rungs, "goal", {"id": goal_id}, tier=tier, **words)
        alter(
            self.rungs,
            "rung",
            {"goal_id": goal_id, "position": 1},
            name=self.ink(self.of_goal(goal_id)),
        )
        self.goals.append(goal_id)

    def report(self, which: int, value: int, blocked: bool) -> None:
        goal = self.row("goal", self.goals[which % len(self.goals)])
        word = self.ink(self.of_notes(goal["id"]))
        how = "blocked " if blocked else ""
        self.user(self.name_of(goal["owner_id"])).goal(
            f"checkin G-{goal['number']} {value} {how}{word}"
        )

    def feedback(self, name: str, to: str, which: int) -> None:
        word = self.ink(lambda: {name, to})
        about = f"G-{which} " if which % 2 else ""
        self.hear(self.user(name), self.user(name).goal(f"feedback @{to} {about}{word}"))

    def propose(self, name: str, to: str) -> None:
        """Its note is for the two for ever, the goal's words until it starts."""
        opened = self.user(name).goal(f"propose @{to}")
        if opened.view is None:
            return
        both = {name, to}
        statement = self.ink(lambda: both | self.audience_of(statement))
        note = self.ink(lambda: both)
        known = len(self.rows("proposal"))
        filled = {"statement": statement, "baseline": "25", "target": "40", "due": "2026-12-18"}
        self.hear(self.user(name), self.user(name).submit(opened, filled, note=note))
        self.known.clear()
        assert len(self.rows("proposal")) == known + 1

    def audience_of(self, statement: str) -> set[str]:
        """Who may read the goal of this statement, once there is one."""
        named = [row["id"] for row in self.rows("goal") if row["statement"] == statement]
        return self.of_goal(named[0])() if named else set()

    def input(self, name: str, named: bool) -> None:
        user = self.user(name)
        form = user.goal("input")
        if form.view is None:
            return
        input_id = json.loads(form.view.raw["private_metadata"])["input"]
        word = self.ink(lambda: self.audience_of_input(name, input_id))
        how = "named" if named else "unnamed"
        self.hear(user, user.submit(form, words=word, named=how))

    def audience_of_input(self, giver: str, input_id: str) -> set[str]:
        for row in self.rows("input"):
            if row["id"] == input_id:
                named, answered = row["author_id"] is not None, row["answered_at"] is not None
                return self.of_input(giver, row["team_id"], named=named, answered=answered)()
        return {giver}

    def press(self, name: str, which: int) -> None:
        """Any button that is before them."""
        user = self.user(name)
        self._press(user, [m for m in user.sees() if m.elements], which)

    def steal(self, name: str, which: int) -> None:
        """Any button that is before anybody."""
        self._press(self.user(name), [m for m in self.rungs.slack.posted if m.elements], which)

    def _press(self, user: User, screens: list[Any], which: int) -> None:
        buttons = [(screen, *found) for screen in screens[-12:] for found in screen.elements]
        if not buttons:
            return
        opened = press_as(self.rungs, user, *buttons[-1 - which % len(buttons)])
        if opened.view and "words" in opened.view.labels:
            word = self.ink(self.of_form(user, opened))
            self.hear(user, user.submit(opened.view, {"words": word} | self.needed(opened)))

    def needed(self, opened: Outcome) -> dict[str, str]:
        assert opened.view
        return {"to": "UANN"} if "to" in opened.view.labels else {}

    def of_form(self, user: User, opened: Outcome) -> Audience:
        """Who may read what is written into this form."""
        assert opened.view
        about = json.loads(opened.view.raw["private_metadata"] or "{}")
        if "feedback" in about:
            row = self.row("feedback", about["feedback"])
            both = {self.name_of(row["from_id"]), self.name_of(row["to_id"])}
            return lambda: both
        if "blocker" in about:
            check_in = self.row("check_in", self.row("blocker", about["blocker"])["check_in_id"])
            return self.of_notes(check_in["goal_id"])
        assert "input" in about, about
        row = self.row("input", about["input"])
        named = row["author_id"] is not None
        giver = self.name_of(row["author_id"]) if named else user.name
        return self.of_input(giver, row["team_id"], named=named, answered=True)

    def show(self, name: str, which: int) -> None:
        key = f"G-{self.row('goal', self.goals[which % len(self.goals)])['number']}"
        self.user(name).goal(f"show {key}")

    def look(self, name: str, at: str) -> None:
        self.user(name).open_home() if at == "home" else self.user(name).goal(at)

    def wait(self, minutes: int) -> None:
        self.rungs.later(minutes=minutes)

    def move(self, name: str, place: str) -> None:
        """Put somebody into other teams, and into their channels."""
        of = metadata.tables["membership"]
        person, teams = self.user(name).person, self.rows("team")
        with self.rungs.deps.begin() as tx:
            tx.execute(of.delete().where(of.c.person_id == person.id))
            for team in teams:
                members = self.rungs.channels[team["name"].lower()].members
                if person.user_id in members:
                    members.remove(person.user_id)
                if place in (team["name"], "both", f"leads {team['name']}"):
                    members.append(person.user_id)
                    values = {"team_id": team["id"], "person_id": person.id}
                    values |= {"is_lead": place.startswith("leads")}
                    tx.execute(of.insert().values(workspace_id=person.workspace_id, **values))

    # What came of it

    def user(self, name: str) -> User:
        return self.rungs.users[name]

    def hear(self, user: User, outcome: Outcome) -> None:
        self.told.setdefault(user.name, []).extend(outcome.errors.values())

    def leaks(self) -> list[str]:
        """Each word that reached somebody who was never to read it."""
        found = []
        for name in PEOPLE:
            shown = self.rungs.slack.ever_shown_to(f"U{name.upper()}") + str(self.told.get(name))
            found += [
                f"{word} was shown to {name}, and is for {sorted(readers)}"
                for word, readers in self.may.items()
                if word in shown and name not in readers
            ]
        return found
