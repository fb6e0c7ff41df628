"""Who may be on a team, and what a team needs."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from goals.errors import Refusal, TooLong

NAME_LENGTH = 80
BOTTOM_LINE_LENGTH = 150


class Outsider(StrEnum):
    """Why somebody in Slack can't use Rungs."""

    BOT = "bot"
    GUEST = "guest"
    STRANGER = "stranger"
    """From another workspace, met in a shared channel."""
    DEACTIVATED = "deactivated"


@dataclass
class CannotUseRungs(Refusal):
    """The one who acts is an outsider."""

    why: Outsider


@dataclass
class CannotBeOnTeam(Refusal):
    """Some of those chosen for a team are outsiders: (name, why)."""

    people: tuple[tuple[str, Outsider], ...]


@dataclass
class NotAColleague(Refusal):
    """Some of those named are none of this workspace's own people: (name, why)."""

    people: tuple[tuple[str, Outsider], ...]


class SlackNotAnswering(Refusal):
    """Slack did not say, or not in time, what is needed to go on."""


class SlackSilent(Refusal):
    """Slack left a call unanswered: what it was to show is not shown."""


class NotAdded(Refusal):
    """It came from no workspace that Slack names, as from an organisation as a whole."""


class NoTeamName(Refusal):
    """A team needs a name."""


class NoLead(Refusal):
    """A team needs at least one lead."""


class NoCheckInTime(Refusal):
    """A team, or a person with times of their own, needs a time to be asked."""


class NoChannel(Refusal):
    """A team needs a channel."""


@dataclass
class ChannelTaken(Refusal):
    """Another team lives in the channel already."""

    team: str


@dataclass
class BotNotInChannel(Refusal):
    """Rungs was not invited to the channel, or cannot know that it exists. `name` may be ""."""

    name: str


@dataclass
class NotInChannel(Refusal):
    """Only somebody who is in a channel sets up its team."""

    name: str


class NoChannelOfATeam(Refusal):
    """A group message is no channel: nobody joins it, and a team's shout-outs need one."""


class NoTeamHere(Refusal):
    """A direct message has no team, and the person is on none either."""


class NotOnRungs(Refusal):
    """Somebody in Slack who has not used Rungs yet, and is on no team."""


@dataclass
class NoSuchTeam(Refusal):
    """Words that name no team that the person is on; `teams` are the names of those."""

    text: str
    teams: tuple[str, ...]


def team_name(text: str) -> str:
    """The name as it is kept, on one line. Raises NoTeamName, TooLong."""
    name = " ".join(text.split())
    if not name:
        raise NoTeamName
    if len(name) > NAME_LENGTH:
        raise TooLong(len(name), NAME_LENGTH)
    return name


def bottom_line(text: str) -> str:
    """What a team is for, on one line; "" for none. Raises TooLong."""
    line = " ".join(text.split())
    if len(line) > BOTTOM_LINE_LENGTH:
        raise TooLong(len(line), BOTTOM_LINE_LENGTH)
    return line


def roles(leads: Collection[int], members: Collection[int]) -> dict[int, bool]:
    """Who is on a team (id → is a lead); a lead is a member too. Raises NoLead."""
    if not leads:
        raise NoLead
    return {person_id: person_id in leads for person_id in (*leads, *members)}
