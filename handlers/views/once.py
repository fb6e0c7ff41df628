"""slack_sdk's models, checked as they are, without looking for the checks anew each time."""

from functools import cache

from slack_sdk.models.basic_objects import JsonObject


@cache
def _checks(kind: type[JsonObject]) -> tuple[str, ...]:
    """The names of the methods that slack_sdk marks as checks of this kind of object."""
    return tuple(name for name in dir(kind) if hasattr(getattr(kind, name), "validator"))


def _validate(self: JsonObject) -> None:
    """Raises SlackObjectFormationError, like what it stands in for."""
    for name in _checks(type(self)):
        getattr(self, name)()


def find_checks_once() -> None:
    """The library goes through every attribute of every object that it makes JSON of, which is two
    thirds of the time that a message of ten goals takes. Which methods are checks is the same for
    every object of a class.
    """
    JsonObject.validate_json = _validate  # type: ignore[method-assign]
