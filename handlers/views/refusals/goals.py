"""Refused goals and check-ins."""

from goals import errors, guard, report, retrospective, revision, together
from goals.amounts import say_amount
from goals.goal import MeasureKind
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
    return f"{refusal.key} has ended already, so it stays as it is. /goal new sets the next one."


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
def _(_: errors.NotALead) -> str:
    return "Only a lead of the team can do that. Nothing was changed."


@say.register
def _(refusal: errors.NotARating) -> str:
    return f'"{refusal.text[:40]}" is not a rating from 1 to 5. Nothing was changed.'


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
def _(refusal: errors.NotANumber) -> str:
    return f'I can\'t read "{cut(refusal.text, 40)}" as a number. Try 40, 4.5, 95% or 1h30.'


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
    return "From and To are the same, so there is nothing to climb. What would be one step on?"


@say.register
def _(_: errors.OutsideRatings) -> str:
    return "A rating goes from 1 to 5 in whole steps: for example from 3 to 4."


@say.register
def _(_: errors.NotATimesDone) -> str:
    return "Done / not done counts whole times, from 0 up: To 1 for once, To 4 for four times."


@say.register
def _(refusal: errors.NotARung) -> str:
    return (
        f'I can\'t read "{cut(refusal.text, 60)}" as a rung. A rung is a number, with a name or '
        'a date if you like: "35", "35 Steady", "35 by 4 Dec".'
    )


@say.register
def _(refusal: errors.RungOutside) -> str:
    threshold, baseline, target = map(
        say_amount, (refusal.threshold, refusal.baseline, refusal.target)
    )
    return f"{threshold} is not between From ({baseline}) and To ({target})."


@say.register
def _(refusal: errors.RungsOutOfOrder) -> str:
    return (
        f"{say_amount(refusal.later)} comes after {say_amount(refusal.earlier)}, and each rung "
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
def _(refusal: report.CannotRead) -> str:
    unit = "a percentage" if refusal.unit == "%" else f"a number of {refusal.unit}"
    wanted = {
        MeasureKind.NUMBER: unit if refusal.unit else "a number",
        MeasureKind.DONE: "done or not yet",
        MeasureKind.RATING: "a rating from 1 to 5",
    }[refusal.kind]
    command = f"/goal checkin {refusal.key} " if refusal.key else ""
    return (
        f'I can\'t read "{refusal.text}" as {wanted}. '
        f"Try {command}{refusal.example}. Nothing was changed."
    )


@say.register
def _(refusal: report.Impossible) -> str:
    wrong = "below zero" if refusal.text.lstrip().startswith(("-", "−")) else "over 100 %"
    return (
        f'"{refusal.text}" is {wrong}, which {refusal.key} can\'t be. Is there a typo? '
        "Nothing was changed."
    )


@say.register
def _(refusal: errors.NoReport) -> str:
    return (
        f"What should I note for {refusal.key}? For example: "
        f"/goal checkin {refusal.key} {refusal.example} a short note. Nothing was changed."
    )


@say.register
def _(refusal: errors.WhichGoal) -> str:
    if not refusal.goals:
        return (
            "No goal is asked about today. Name one: /goal checkin G-12 42 a note "
            "(/goal list shows yours). Nothing was changed."
        )
    shown = ", ".join(f"{key} ({cut(words, 40)})" for key, words in refusal.goals[:8])
    return f"Which goal? Begin with its key, for example {refusal.goals[0][0]} 42. Today: {shown}."


@say.register
def _(refusal: errors.WhichKey) -> str:
    if not refusal.goals:
        return "Which goal? You have none yet: /goal new sets the first one."
    shown = ", ".join(f"{key} ({cut(words, 40)})" for key, words in refusal.goals[:8])
    return f"Which goal? Say its key, such as {refusal.goals[0][0]}. Yours: {shown}."


@say.register
def _(_: errors.NoCheckIn) -> str:
    return (
        'I read check-ins here: a number and a note if you like, such as "42 quiet day", '
        '"done" for a done / not done goal, or "blocked" and what is in the way. '
        "/goal help lists what else I can do. Nothing was changed."
    )


@say.register
def _(refusal: errors.DayOver) -> str:
    return (
        f"That was for {with_year(refusal.day)}, and the day is over; a missed day is fine. "
        "/goal shows today's. Nothing was changed."
    )


@say.register
def _(refusal: errors.NotACount) -> str:
    return (
        f'I can\'t read "{cut(refusal.text, 40)}" as a number of answers. '
        f"A whole number does, from 1 to {refusal.limit:,}."
    )


@say.register
def _(refusal: guard.NotAGuard) -> str:
    return (
        f'I can\'t read "{cut(refusal.text, 60)}" as a partner measure. Name it with its limit: '
        "“CSAT at least 85%”, “complaints at most 3”."
    )


@say.register
def _(refusal: report.NoPartYet) -> str:
    return (
        f"{refusal.key} has no part of yours yet, so say it with your number: "
        f"{refusal.example} blocked, and what is in the way. Nothing was changed."
    )


@say.register
def _(_: together.ForOneAlone) -> str:
    return (
        "A goal that only its owner sees can't be climbed together. Let your team see it, or "
        "your leads, or take the others out. Nothing was changed."
    )


@say.register
def _(_: together.NotAddedUp) -> str:
    return (
        "Percentages and ratings don't add up to anything. Choose their average, or the latest "
        "number that anybody reports."
    )


@say.register
def _(refusal: together.NotOnATeamWith) -> str:
    named = ", ".join(cut(name, 40) for name in refusal.names[:5] if name) or "Somebody chosen"
    return (
        f"{named}: on none of your teams, so I can't ask them. A lead can add people to a team "
        "with /goal team in its channel. Nobody was asked."
    )


@say.register
def _(refusal: together.TooManyTogether) -> str:
    return (
        f"That makes {refusal.count} people beside you, and {refusal.limit} fit one goal. "
        "Nobody was asked."
    )


@say.register
def _(_: together.NotAsked) -> str:
    return (
        "That question was not for you, or it was answered already. Whoever the goal belongs to "
        "can ask you in. Nothing was changed."
    )


@say.register
def _(refusal: together.NotClimbing) -> str:
    return (
        f"You have no part in {refusal.key} to leave: its owner ends it with "
        f"/goal close {refusal.key}. Nothing was changed."
    )


@say.register
def _(_: errors.CheerYourself) -> str:
    return "This one is yours: the cheers are for the others to give. Well climbed!"


@say.register
def _(refusal: revision.TargetReached) -> str:
    return (
        f"{say_amount(refusal.threshold)} is reached, and what is reached stays, so the target "
        f"lies beyond it. /goal close {refusal.key} ends the goal where it stands."
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
