"""One suggestion for each weakness of a goal, as mrkdwn."""

from decimal import Decimal
from functools import singledispatch

from goals import weaknesses
from goals.amounts import say_amount
from goals.goal import Measure, MeasureKind
from goals.smart import Letter, Plan, review
from goals.stretch import Past
from handlers.views.goal_lines import say_day
from handlers.views.parts import count, listing, words


def open_questions(plan: Plan) -> list[str]:
    """What a sentence leaves open of what its form can answer, as mrkdwn."""
    asked = (Letter.SPECIFIC, Letter.MEASURABLE)
    found = [v for v in review(plan, Past()).weak if v.letter in asked]
    here = (weaknesses.Vague, weaknesses.NoNumber)
    told = [suggestion(v.weakness, plan) for v in found if isinstance(v.weakness, here)]
    return [line[0].upper() + line[1:] for line in told]


@singledispatch
def suggestion(weakness: object, plan: Plan) -> str:
    """One suggestion, as mrkdwn."""
    raise NotImplementedError(type(weakness).__name__)


@suggestion.register
def _(weakness: weaknesses.Vague, plan: Plan) -> str:
    listed = listing([f"“{words(word, 40)}”" for word in weakness.words[:3]])
    asked = "how much?" if plan.says_when else "how much, by when?"
    return f"{listed}: {asked}{_example(plan)}"


def _example(plan: Plan) -> str:
    if plan.target is None or plan.measure.kind is not MeasureKind.NUMBER or plan.says_how_much:
        return ""
    by = f" by {say_day(plan.due, plan.today)}" if plan.due and not plan.says_when else ""
    target = words(say_amount(plan.target, plan.measure.unit))
    return f" For example: “{words(plan.statement, 200)}, to {target}{by}”."


@suggestion.register
def _(_: weaknesses.NoDeed, plan: Plan) -> str:
    return "what will you do, or reach? A verb and a thing make it clear."


@suggestion.register
def _(weakness: weaknesses.NoNumber, plan: Plan) -> str:
    if "target" in weakness.fields:
        return "which number would tell that it is reached? From where, to where?"
    return "where does it stand today?"


@suggestion.register
def _(_: weaknesses.NoSign, plan: Plan) -> str:
    return "by what will you know that it is done? Say that in the goal, or take a number."


@suggestion.register
def _(weakness: weaknesses.NoUnit, plan: Plan) -> str:
    return f"{say_amount(weakness.target)} of what?"


@suggestion.register
def _(weakness: weaknesses.GuessedStart, plan: Plan) -> str:
    guess = _value(weakness.guess, plan.measure)
    if weakness.last is not None:
        last = _value(weakness.last, plan.measure)
        return f"{guess} was a guess, and your last check-in of it said {last}: From there?"
    return (
        "there are no check-ins of it yet, so I can't say how far it is. "
        f"Where does it stand today? {guess} was a guess."
    )


@suggestion.register
def _(weakness: weaknesses.TooFar, plan: Plan) -> str:
    first = _value(weakness.first.threshold, plan.measure)
    if weakness.near is None:
        return f"{first} is far from what was reached before. What would be a smaller first step?"
    near = _value(weakness.near, plan.measure)
    return f"{first} is far from what was reached before. A first rung at {near} is nearer."


@suggestion.register
def _(weakness: weaknesses.TooEasy, plan: Plan) -> str:
    target, best = (_value(v, plan.measure) for v in (weakness.target.threshold, weakness.best))
    beyond = f" The best so far was {best}." if weakness.best != weakness.target.threshold else ""
    return f"{target} is an ordinary day already.{beyond} What would be one step on?"


@suggestion.register
def _(weakness: weaknesses.TooOften, plan: Plan) -> str:
    return (
        f"{count(int(weakness.times), 'time')}, and {count(weakness.days, 'working day')} until it "
        "is due. "
        "Fewer times, or a later date?"
    )


@suggestion.register
def _(_: weaknesses.NoPurpose, plan: Plan) -> str:
    return "why does it matter, to you, the team or a customer?"


@suggestion.register
def _(_: weaknesses.NoDate, plan: Plan) -> str:
    return "by when?"


@suggestion.register
def _(weakness: weaknesses.FarAway, plan: Plan) -> str:
    long = f"{weakness.weeks} weeks are a long way. "
    if weakness.fields == ("due",):
        return f"{long}Which part of it could be done by {say_day(weakness.by, plan.today)}?"
    return f"{long}A first rung by {say_day(weakness.by, plan.today)} keeps it in sight."


def _value(value: Decimal, measure: Measure) -> str:
    if measure.kind is MeasureKind.RATING:
        return f"{say_amount(value)} of 5"
    return words(say_amount(value, measure.unit))
