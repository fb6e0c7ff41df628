"""Who acts: Slack's people become Rungs' people, and follow their Slack profile from then on."""

import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from slack_bolt import BoltContext, BoltRequest, BoltResponse
from slack_sdk import WebClient

from goals.errors import Refusal
from goals.people import Actor, Person
from goals.team_rules import CannotUseRungs, NotAColleague, Outsider, SlackNotAnswering, SlackSilent
from handlers import channel_events, leavers, readers, welcome
from handlers.ask_slack import acting, answering, quick
from handlers.deps import Deps
from handlers.passing import Next
from handlers.profiles import PAGE, Json, Profile, ask_for, profile_of, profiles_of
from handlers.rhythm import reschedule
from handlers.shell import Shell
from handlers.triggers import Trigger, respond_at
from handlers.views.parts import modal
from handlers.views.refusals import refused
from store import events, people
from store.database import Tx

PROFILE_EVENTS = ("user_change", "team_join")
NOBODYS_EVENTS = (*PROFILE_EVENTS, *channel_events.EVENTS)
"""They tell of somebody, or of a channel, and are no act of a person towards Rungs."""
BETWEEN_PAGES = 3.0
"""Seconds: users.list is of tier 2, 20 calls a minute.
https://docs.slack.dev/apis/web-api/rate-limits"""


@dataclass(frozen=True, slots=True)
class Found:
    """People whom Rungs knows now, and those who can't use it."""

    people: tuple[Person, ...]
    refused: tuple[Profile, ...]


def acts(deps: Deps, req: BoltRequest, next: Next) -> BoltResponse | None:
    """The middleware that puts `context["actor"]` before every listener.

    A request of somebody who can't use Rungs is answered here and goes no further.
    """
    context = req.context
    if context.user_id and context.team_id and _kind(req.body) not in NOBODYS_EVENTS:
        try:
            context["actor"] = _actor(deps, context)
        except Refusal as refusal:
            return decline(refusal, context, req.body)
    next()
    return None


def _kind(body: Json) -> str:
    return str((body.get("event") or {}).get("type", ""))


def _actor(deps: Deps, context: BoltContext) -> Actor:
    """The one who acts: known already, or met now. Raises CannotUseRungs, SlackNotAnswering."""
    assert context.team_id and context.user_id
    with deps.read() as tx:
        known = people.actor(tx, context.team_id, context.user_id)
    if known and known.person.active:
        return known
    profile = ask_for(quick(context.client), context.team_id, context.user_id)
    if profile.outsider:
        raise CannotUseRungs(profile.outsider)
    with deps.begin() as tx:
        workspace = people.ensure_workspace(tx, context.team_id, context.bot_user_id or "")
        (person,) = _save(tx, workspace.id, [profile], deps)
        return people.actor_of(tx, person.id)


def decline(refusal: Refusal, context: BoltContext, body: Json) -> BoltResponse:
    """Tell the person alone, in whatever way this request can be answered."""
    told, ack = refused(refusal), context.ack
    if "command" in body:
        return ack(response_type="ephemeral", **told.payload())
    if body.get("type") == "view_submission":
        return ack(response_action="update", view=modal("told", "Rungs", told.blocks))
    if body.get("type") == "block_actions":
        if context.respond and body.get("response_url"):
            respond_at(
                body["response_url"],
                told,
                float(context.client.timeout),
                response_type="ephemeral",
                replace_original=False,
            )
        else:
            view = modal("told", "Rungs", told.blocks)
            with suppress(SlackSilent), acting():
                context.client.views_open(trigger_id=body["trigger_id"], view=view)
    elif isinstance(refusal, SlackNotAnswering):
        return BoltResponse(status=503)  # an event: Slack sends it again
    return ack()


def ensure_people(
    deps: Deps, client: WebClient, workspace_id: int, user_ids: Iterable[str]
) -> Found:
    """These people of Slack (U…) as Rungs knows them; asks Slack, outside of any transaction,
    about those who are new.

    Raises SlackNotAnswering; whoever was learned about before that is remembered.
    """
    wanted = set(user_ids)
    with deps.read() as tx:
        workspace = people.workspace_of(tx, workspace_id)
        known = [p for p in people.by_user_ids(tx, workspace_id, wanted) if p.active]
    unknown = wanted - {person.user_id for person in known}
    profiles: list[Profile] = []
    try:
        for profile in profiles_of(quick(client), workspace.team_id, unknown):
            profiles.append(profile)
    finally:
        usable = [profile for profile in profiles if not profile.outsider]
        if usable:
            with deps.begin() as tx:
                known += _save(tx, workspace_id, usable, deps)
    refused_ones = tuple(profile for profile in profiles if profile.outsider)
    return Found(tuple(sorted(known, key=lambda person: person.id)), refused_ones)


def colleagues(deps: Deps, trigger: Trigger, user_ids: Sequence[str]) -> tuple[Person, ...]:
    """These people of Slack (U…) in the order in which they were named, looked up if they are new.

    Raises NotAColleague, SlackNotAnswering.
    """
    workspace_id = trigger.actor.person.workspace_id
    found = ensure_people(deps, trigger.client, workspace_id, user_ids)
    if found.refused:
        told = ((p.name if p.name != p.user_id else "Somebody", p.outsider) for p in found.refused)
        raise NotAColleague(tuple((name, why or Outsider.STRANGER) for name, why in told))
    by_id = {person.user_id: person for person in found.people}
    return tuple(by_id[user_id] for user_id in user_ids)


def _save(tx: Tx, workspace_id: int, profiles: Sequence[Profile], deps: Deps) -> list[Person]:
    """Keep what Slack says of these people, and ask them from now on; who left hands over, and who
    is back is welcomed.
    """
    before = people.by_user_ids(tx, workspace_id, {profile.user_id for profile in profiles})
    were_active = {person.id: person.active for person in before}
    saved = [
        people.save_profile(
            tx,
            workspace_id,
            profile.user_id,
            name=profile.name,
            zone=profile.zone,
            is_admin=profile.is_admin,
            active=profile.outsider is None,
            locale=profile.locale,
        )
        for profile in sorted(profiles, key=lambda profile: profile.user_id)
    ]
    now = deps.clock()
    reschedule(tx, [person.id for person in saved], now)
    changed = [p for p in saved if p.active is not were_active.get(p.id, p.active)]
    leavers.hand_over(tx, [person for person in changed if not person.active], now)
    returned = [person for person in changed if person.active]
    welcome.back_again(tx, returned, now)
    readers.lead_again(tx, returned, now)
    return saved


def read_again(
    deps: Deps,
    client: WebClient,
    team_id: str,
    now: datetime,
    pause: Callable[[float], object] = time.sleep,
) -> int:
    """Read everybody's profile from Slack once more, for what it told nobody while Rungs was away;
    how many have changed. One process does it in an hour, whichever asks first.

    `now` is a UTC instant; `pause` (seconds) lies between pages. Raises SlackNotAnswering, and
    then the next hour tries again.
    """
    with deps.begin() as tx:
        workspace = people.ensure_workspace(tx, team_id)
        if not events.once(tx, workspace.id, f"people:{now:%Y-%m-%dT%H}", now):
            return 0
    changed, cursor = 0, ""
    while True:
        with answering():
            page = client.users_list(limit=PAGE, cursor=cursor, include_locale=True)
        changed += _follow_all(deps, workspace.id, team_id, page["members"])
        cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            return changed
        pause(BETWEEN_PAGES)


def _follow_all(deps: Deps, workspace_id: int, team_id: str, users: Iterable[Json]) -> int:
    profiles = {user["id"]: profile_of(user, team_id) for user in users}
    with deps.begin() as tx:
        known = people.by_user_ids(tx, workspace_id, profiles)
        new = [p for person in known if not _says_the_same(p := profiles[person.user_id], person)]
        if new:
            _save(tx, workspace_id, new, deps)
    return len(new)


def register(shell: Shell, deps: Deps) -> None:
    """People follow their Slack profile: name, zone, role, and whether they are there at all."""

    def follow(body: Json, context: BoltContext) -> None:
        assert context.team_id
        profile = profile_of(body["event"]["user"], context.team_id)
        with deps.read() as tx:
            known = people.actor(tx, context.team_id, profile.user_id)
        if known and not _says_the_same(profile, known.person):
            with deps.begin() as tx:
                _save(tx, known.person.workspace_id, [profile], deps)

    for event in PROFILE_EVENTS:
        shell.app.event(event)(follow)


def _says_the_same(profile: Profile, person: Person) -> bool:
    """Slack sends user_change for a new status or picture too, and to everyone's."""
    told = (profile.name, profile.zone, profile.is_admin, profile.outsider is None)
    is_new_language = profile.locale not in ("", person.locale)
    known = (person.name, person.zone, person.is_admin, person.active)
    return told == known and not is_new_language
