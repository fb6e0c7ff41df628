"""Refused goals."""

from goals import errors, guard, retrospective, revision, rungs
from goals.amounts import say_number, write_amount
from handlers.views.parts import cut
from handlers.views.refusals.speech import say, with_year


@say.register
def _(refusal: errors.UnknownGoal) -> str:
    meant = f"a goal {refusal.key}" if refusal.key else "that goal"
    return (
        f"I don't know {meant}, or you can't see it. /goal list shows yours. Nothing was changed."
    )


@say.register
def _(refusal: errors.NotYourGoal) -> str:
    return (
        f"{refusal.key} belongs to somebody else, and only its owner can do that. "
        "Nothing was changed."
    )


@say.register
def _(refusal: errors.GoalNotActive) -> str:
    return (
        f"{refusal.key} has ended already, so it stays as it is. /goal show {refusal.key} has the "
        "ways on for its owner: “Take it up again”; where its top was reached, “Again, one rung "
        "higher” and “That was a mistake”."
    )


@say.register
def _(refusal: errors.StillADraft) -> str:
    return (
        f"{refusal.key} is still a draft, and seen by you alone. /goal list takes it up or throws "
        "it away. Nothing was changed."
    )


@say.register
def _(refusal: errors.AlreadyBegun) -> str:
    return f"{refusal.key} has begun already: /goal show {refusal.key} shows it."


@say.register
def _(_: errors.NoTeam) -> str:
    return (
        "You are on no team yet. Ask your lead to add you with /goal team in the team's "
        "channel. Nothing was lost: your own goals work without one."
    )


@say.register
def _(_: errors.NotOnTeam) -> str:
    return "You are not on that team now. Nothing was changed."


@say.register
def _(_: errors.NotALead) -> str:
    return "Only a lead of the team can do that. Nothing was changed."


@say.register
def _(refusal: errors.TooLate) -> str:
    return f"{refusal.what} can't be taken back any more. It stays as it is."


@say.register
def _(_: errors.Missing) -> str:
    return "This is needed. Nothing is set yet, and what you typed is kept."


@say.register
def _(refusal: errors.TooLong) -> str:
    return f"That is {refusal.length:,} characters, and {refusal.limit:,} fit. Please shorten it."


@say.register
def _(refusal: errors.DateInThePast) -> str:
    return f"{with_year(refusal.day)} is over already. Choose today or a day to come."


@say.register
def _(refusal: errors.DateTooFar) -> str:
    return (
        f"{with_year(refusal.day)} is further ahead than anybody plans; "
        f"{with_year(refusal.limit)} is the last day I take."
    )


@say.register
def _(_: errors.AlreadyThere) -> str:
    return "From and To are the same, so there is nothing to do. How many times would be one more?"


@say.register
def _(_: errors.OutsideRatings) -> str:
    return "A rating goes from 1 to 5 in whole steps: for example from 3 to 4."


@say.register
def _(refusal: errors.NotARung) -> str:
    return (
        f'I can\'t read "{cut(refusal.text, 60)}" as a rung. A rung is a number, with a name or '
        'a date if you like: "35", "35 Steady", "35 by 4 Dec".'
    )


@say.register
def _(refusal: rungs.TwoLadders) -> str:
    ways = ("; ".join(write_amount(v, "") for v in way[:-1]) for way in refusal.readings)
    return f'"{cut(refusal.text, 60)}" can be {" or ".join(ways)}. Which? Put them like that.'


@say.register
def _(refusal: errors.RungOutside) -> str:
    if refusal.baseline == refusal.target:
        return "From and To are the same, so there is nothing between them. Leave this empty."
    threshold, baseline, target = (
        say_number(value, refusal.unit)
        for value in (refusal.threshold, refusal.baseline, refusal.target)
    )
    return f"{threshold} is not between From ({baseline}) and To ({target})."


@say.register
def _(refusal: errors.RungsOutOfOrder) -> str:
    return (
        f"{say_number(refusal.later, refusal.unit)} comes after "
        f"{say_number(refusal.earlier, refusal.unit)}, and each rung "
        "is a step further toward the target. Please put them in order."
    )


@say.register
def _(refusal: errors.RungDateOutside) -> str:
    return (
        f"{with_year(refusal.day)} is not between {with_year(refusal.earliest)} and "
        f"{with_year(refusal.latest)}: rungs come one after the other, up to the due date."
    )


@say.register
def _(refusal: errors.TooManyRungs) -> str:
    return f"That makes {refusal.count} rungs; up to {refusal.limit} fit one ladder."


@say.register
def _(refusal: errors.WhichKey) -> str:
    if not refusal.goals:
        return "Which goal? You have none yet: /goal new sets the first one."
    shown = ", ".join(f"{key} ({cut(words, 40)})" for key, words in refusal.goals[:8])
    return f"Which goal? Say its key, such as {refusal.goals[0][0]}. Yours: {shown}."


@say.register
def _(refusal: guard.NotAGuard) -> str:
    return (
        f'I can\'t read "{cut(refusal.text, 60)}" as a partner measure. Name it with its limit: '
        "“CSAT at least 85%”, “complaints at most 3”."
    )


@say.register
def _(_: errors.CheerYourself) -> str:
    return "This one is yours: the cheers are for the others to give. Well climbed!"


@say.register
def _(refusal: revision.TargetReached) -> str:
    return (
        f"{say_number(refusal.threshold, refusal.unit)} is reached, and what is reached stays, "
        f"so the target lies beyond it. /goal close {refusal.key} ends the goal where it stands."
    )


@say.register
def _(refusal: revision.NothingRevised) -> str:
    return f"This is what {refusal.key} says already. Change what turned out differently."


@say.register
def _(refusal: revision.RevisedMeanwhile) -> str:
    return (
        f"{refusal.key} has moved on since you opened this form. Nothing was changed; open it "
        "again, and it shows what holds now."
    )


@say.register
def _(refusal: retrospective.StillClimbing) -> str:
    return (
        f"{refusal.key} goes on, so there is nothing to look back on yet. /goal close "
        f"{refusal.key} ends it. Nothing was changed."
    )
