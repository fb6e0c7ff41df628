"""What reports reach: rungs follow a goal's reports, and what nobody was told of is taken back."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from goals.goal import CheckIn, Goal, GoalState, Rung
from goals.hold import holds, last_partner, was_held
from goals.ladder import crossed, meets, parts, reached_together, standing, stood_after
from handlers.check_in import celebrate
from handlers.day import works_of
from store import contributors, ladders, people
from store.database import Tx


@dataclass
class Climbing:
    """One goal, held in a transaction, as its reports move it.

    `now` is a UTC instant; what is reached is told when `grace` is over, and until then nobody
    but its owner knows.
    """

    tx: Tx
    goal: Goal
    now: datetime
    grace: timedelta
    was_private: bool = False
    """A rung that the channel was not to hear of was taken back: reached again, it stays so, even
    where more people see the goal by now."""

    def take_back(self, check_in: CheckIn) -> bool:
        """Un-reach every rung that this report reached and that nobody was told of yet.

        Each shout-out stands by itself: what an earlier one told stays reached. Returns whether
        what was taken back had been kept private.
        """
        was_quiet = False
        for rungs in reached_together(self.goal):
            if rungs[-1].reached_by == check_in.id:
                is_quiet = celebrate.is_quiet(self.tx, self.goal, rungs)
                was_quiet |= self._take_back(rungs) and is_quiet
        return was_quiet

    def follow(
        self, history: Sequence[CheckIn], newest: CheckIn | None = None, *, quiet: bool = False
    ) -> Goal:
        """Bring the goal to where its reports put it, and its rungs with it.

        `newest` is the report that was just recorded, for whatever day: it reaches rungs, and so
        do later ones that it helped on. `quiet`: nobody is to hear of it.
        """
        self.goal = with_standing(self.tx, self.goal, history)
        self._take_back_unsupported(history)
        if newest:
            for check_in, goal in self._stood(history, newest):
                may = self._may_reach(goal, check_in, history)
                rungs = crossed(self.goal, goal.value) if may else ()
                if rungs:
                    self._reach(rungs, check_in, quiet=quiet)
        is_reached = self.goal.rungs[-1].is_reached
        state = GoalState.REACHED if is_reached else GoalState.ACTIVE
        ladders.set_standing(self.tx, self.goal.id, self.goal.value, state)
        self.goal = replace(self.goal, state=state)
        return self.goal

    def _stood(self, history: Sequence[CheckIn], newest: CheckIn) -> Iterator[tuple[CheckIn, Goal]]:
        """The reports from the newest's day on, each with the goal as it stood then."""
        if self.goal.is_shared:
            yield newest, self.goal
            return
        stood = stood_after(self.goal, history)
        for at, (check_in, value) in enumerate(stood, start=1):
            if check_in.day >= newest.day:
                partner = last_partner(said for said, _ in stood[:at])
                yield check_in, replace(self.goal, value=value, partner_value=partner)

    def _may_reach(self, goal: Goal, check_in: CheckIn, history: Sequence[CheckIn]) -> bool:
        """Whether nothing keeps the report from reaching what it crosses."""
        if holds(goal, check_in):
            return False
        if not goal.is_level:
            return True
        asked = people.actor_of(self.tx, check_in.person_id)
        works = works_of(self.tx, asked, check_in.day)
        return was_held(goal, check_in.day, history, works)

    def _take_back_unsupported(self, history: Sequence[CheckIn]) -> None:
        """Un-reach what other reports had reached with the help of what was corrected since."""
        by_id = {check_in.id: check_in for check_in in history}
        stood = {said.id: value for said, value in stood_after(self.goal, history)}
        for rungs in reached_together(self.goal):
            report = by_id.get(rungs[-1].reached_by or 0)
            if report is None:
                continue
            value = self.goal.value if self.goal.is_shared else stood[report.id]
            still = [rung for rung in rungs if meets(self.goal, value, rung.threshold)]
            if len(still) == len(rungs):
                continue
            quiet = celebrate.is_quiet(self.tx, self.goal, rungs)
            if self._take_back(rungs) and still:
                self._reach(still, report, quiet=quiet)

    def _take_back(self, rungs: Sequence[Rung]) -> bool:
        """Un-reach what one shout-out would have told; False where it was told."""
        if celebrate.is_told(self.goal, rungs, self.now, self.grace):
            return False
        if not celebrate.call_off(self.tx, self.goal, rungs[-1], self.now):
            return False
        self.was_private |= rungs[-1].is_private
        self.unreach(rungs)
        return True

    def unreach(self, rungs: Sequence[Rung]) -> None:
        """These rungs are still to be climbed."""
        ladders.unreach(self.tx, rungs)
        self._read_rungs()

    def _reach(self, rungs: Sequence[Rung], check_in: CheckIn, *, quiet: bool) -> None:
        actor = people.actor_of(self.tx, check_in.person_id)
        owner = celebrate.owner_of(self.tx, self.goal, actor)
        may_hear = celebrate.is_for_channel(self.goal, actor, owner)
        in_channel = may_hear and not (quiet or self.was_private)
        ladders.reach(self.tx, rungs, by=check_in, now=self.now, private=not in_channel)
        if not quiet:
            at = self.now + self.grace
            private = self.was_private
            celebrate.shout_out(self.tx, actor, self.goal, rungs, at, private=private)
        self._read_rungs()

    def _read_rungs(self) -> None:
        self.goal = replace(self.goal, rungs=ladders.by_id(self.tx, self.goal.id).rungs)


def with_standing(tx: Tx, goal: Goal, history: Iterable[CheckIn]) -> Goal:
    """The goal at the value that its reports put it at, with its partner measure and its people's
    parts.
    """
    history = list(history)
    if goal.is_shared:
        brought = parts(goal, history)
        contributors.set_parts(tx, goal, brought)
        now_brought = (replace(p, value=brought.get(p.person_id)) for p in goal.parts)
        goal = replace(goal, parts=tuple(now_brought))
    if goal.guard:
        partner = last_partner(history)
        ladders.set_partner(tx, goal.id, partner)
        goal = replace(goal, partner_value=partner)
    return replace(goal, value=standing(goal, history))
