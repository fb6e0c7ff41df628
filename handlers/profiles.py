"""What Slack says of its people, one at a time or from the list of everyone."""

from collections.abc import Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache, partial
from typing import Any
from zoneinfo import available_timezones

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from goals.team_rules import Outsider
from handlers.ask_slack import answering, error_of
from handlers.spoken import legible

SLACKBOT = "USLACKBOT"
ONE_BY_ONE = 30
"""Up to so many unknown people are asked for singly (tier 4: 100 a minute), more by users.list."""
AT_ONCE = 8
PAGE = 1000

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Profile:
    """What Slack says of somebody. `zone` is an IANA name, `locale` their language (`en-US`) or "";
    `outsider`: why they can't use Rungs.
    """

    user_id: str
    name: str
    zone: str = "UTC"
    is_admin: bool = False
    outsider: Outsider | None = None
    locale: str = ""


def profile_of(user: Json, slack_team_id: str) -> Profile:
    """Reads Slack's user object as seen from a workspace (T…).

    https://docs.slack.dev/reference/objects/user-object
    """
    profile = user.get("profile") or {}
    given = (profile.get("display_name"), profile.get("real_name"), user.get("real_name"))
    names = (" ".join(legible(name or "").split()) for name in (*given, user.get("name")))
    zone = user.get("tz")
    return Profile(
        user["id"],
        next(filter(None, names), user["id"]),
        zone if zone in _zones() else "UTC",
        bool(user.get("is_admin") or user.get("is_owner")),
        _outsider(user, slack_team_id),
        str(user.get("locale") or ""),
    )


def _outsider(user: Json, slack_team_id: str) -> Outsider | None:
    if user["id"] == SLACKBOT or user.get("is_bot") or user.get("is_workflow_bot"):
        return Outsider.BOT
    if user.get("deleted"):
        return Outsider.DEACTIVATED
    homes = (user.get("team_id", slack_team_id), *user.get("enterprise_user", {}).get("teams", ()))
    if user.get("is_stranger") or slack_team_id not in homes:
        return Outsider.STRANGER
    if user.get("is_restricted") or user.get("is_ultra_restricted"):
        return Outsider.GUEST
    return None


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def profiles_of(client: WebClient, team_id: str, user_ids: Collection[str]) -> Iterator[Profile]:
    """What Slack says of each of these people (U…), in no order. Raises SlackNotAnswering."""
    if len(user_ids) > ONE_BY_ONE:
        yield from _listed(client, team_id, set(user_ids))
    elif user_ids:
        with ThreadPoolExecutor(AT_ONCE) as pool:
            yield from pool.map(partial(ask_for, client, team_id), sorted(user_ids))


def _listed(client: WebClient, team_id: str, user_ids: set[str]) -> Iterator[Profile]:
    """From the list of everyone, as far as it must be read; who is not on it is a stranger."""
    cursor = ""
    while user_ids:
        with answering():
            page = client.users_list(limit=PAGE, cursor=cursor, include_locale=True)
        for user in page["members"]:
            if user["id"] in user_ids:
                user_ids.remove(user["id"])
                yield profile_of(user, team_id)
        cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            break
    yield from (Profile(u, u, outsider=Outsider.STRANGER) for u in sorted(user_ids))


def ask_for(client: WebClient, team_id: str, user_id: str) -> Profile:
    """What Slack says of this person (U…); of one unknown, a stranger. Raises SlackNotAnswering."""
    with answering():
        try:
            return profile_of(client.users_info(user=user_id, include_locale=True)["user"], team_id)
        except SlackApiError as error:
            if error_of(error) not in ("user_not_found", "user_not_visible"):
                raise
            return Profile(user_id, user_id, outsider=Outsider.STRANGER)
