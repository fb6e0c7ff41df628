"""Teams: `/goal team` shows the channel's team or sets it up, and its leads change its settings."""

from collections.abc import Iterable
from functools import partial
from itertools import islice
from typing import Any

from slack_sdk.models.views import View
from sqlalchemy.exc import IntegrityError

from goals.errors import FieldProblems, NotALead, NoWorkingDays, Refusal
from goals.people import Actor, Person, Team
from goals.team_rules import (
    CannotBeOnTeam,
    ChannelTaken,
    NoChannel,
    NoCheckInTime,
    NoLead,
    NoTeamHere,
    NotInChannel,
    Outsider,
    SlackNotAnswering,
    bottom_line,
    roles,
    team_name,
)
from handlers import leads_now, moves, readers, see_team, welcome, who
from handlers.ask_slack import acting, quick
from handlers.carried import number_in
from handlers.channels import Channel, channel_of, who_is_in
from handlers.commands import SubCommand
from handlers.days_off import (
    NONE,
    country_choices,
    country_name,
    country_of_zone,
    place_named,
)
from handlers.deps import Deps
from handlers.rhythm import reschedule
from handlers.shell import Shell
from handlers.triggers import Click, Command, Form, Trigger
from handlers.views.message import Message
from handlers.views.parts import modal, words
from handlers.views.refusals import refused
from handlers.views.team_setup import (
    TeamForm,
    TeamMade,
    loading,
    made_view,
    team_form,
)
from store import outbox, people, teams
from store.database import Tx

MOST_PREFILLED = 100
"""A channel of more people is no team: its members are left to be chosen."""


def team(deps: Deps, command: Command) -> Message | None:
    """`/goal team`: the channel's team, the form for one, or the person's own team."""
    if command.words:
        return see_team.asked_for(deps, command, command.words)
    actor, channel_id = command.actor, command.channel_id
    with deps.read() as tx:
        here = teams.by_channel(tx, actor.person.workspace_id, channel_id)
    if here:
        return see_team.team_view(deps, command, here)
    is_direct = channel_id.startswith("D")
    if actor.home:
        return see_team.team_view(deps, command, actor.home, new_in="" if is_direct else channel_id)
    if is_direct:
        raise NoTeamHere
    _open_new(deps, command, channel_id)
    return None


def new(deps: Deps, click: Click) -> None:
    """ "Set up a team in this channel"."""
    _open_new(deps, click, click.value)


def _open_new(deps: Deps, trigger: Trigger, channel_id: str) -> None:
    """Open the form at once, since the trigger lives 3 s, and fill it with what Slack tells."""
    client = trigger.client
    with acting():
        opened = client.views_open(trigger_id=trigger.body["trigger_id"], view=loading())
    try:
        shown = _prefilled(deps, trigger, channel_id)
    except Refusal as refusal:
        shown = modal("told", "Set up a team", refused(refusal).blocks)
    with acting():
        client.views_update(view_id=opened["view"]["id"], view=shown)


def _prefilled(deps: Deps, trigger: Trigger, channel_id: str) -> View:
    channel = channel_of(quick(trigger.client), channel_id)
    members, notes = _people_in(deps, trigger, channel)
    me = trigger.actor.person
    country = country_of_zone(me.zone)
    if channel.is_shared:
        notes = [_READ_ALONG.format(name=words(channel.name, 80)), *notes]
    filled = TeamForm(
        name=" ".join(channel.name.replace("-", " ").replace("_", " ").split()).capitalize(),
        channel_id=channel.id,
        leads=[me.user_id],
        members=members,
        country=country or NONE,
        notes=notes,
    )
    return team_form(filled, country_choices(country))


_READ_ALONG = (
    ":warning: #{name} is shared with another company: its people would read every shout-out. "
    "A channel of your own keeps them among you."
)


def _people_in(deps: Deps, trigger: Trigger, channel: Channel) -> tuple[list[str], list[str]]:
    """The Slack ids of those in the channel who can use Rungs, and what is to be said of it."""
    me, name = trigger.actor.person, words(channel.name, 80)
    try:
        everyone = who_is_in(quick(trigger.client), channel)
        ids = list(islice(everyone, MOST_PREFILLED + 1))
        if me.user_id not in ids and me.user_id not in everyone:
            raise NotInChannel("")
        if len(ids) > MOST_PREFILLED:
            return [me.user_id], [f"#{name} has many people: choose who is on the team."]
        found = who.ensure_people(deps, trigger.client, me.workspace_id, ids)
    except SlackNotAnswering:
        return [me.user_id], [f"I couldn't read who is in #{name} just now: choose them here."]
    guests = [words(p.name, 60) for p in found.refused if p.outsider is not Outsider.BOT]
    left_out = [f"Left out, since only this workspace's own people can: {', '.join(guests[:20])}."]
    return [person.user_id for person in found.people], left_out if guests else []


def settings(deps: Deps, click: Click) -> None:
    """ "Settings": the form with what holds now. Raises NotALead."""
    with deps.read() as tx:
        of = _changeable(tx, click.actor, number_in(click.value))
        members = people.members(tx, of.id)
    filled = TeamForm(
        name=of.name,
        channel_id=of.channel_id,
        leads=[person.user_id for person, is_lead in members if is_lead],
        members=[person.user_id for person, _ in members],
        check_in_at=of.check_in_at,
        days=of.days,
        country=of.country or NONE,
        fiscal_first_month=of.fiscal_first_month,
        bottom_line=of.bottom_line,
        most_goals=of.most_goals,
        team_id=of.id,
    )
    click.open(team_form(filled, country_choices(of.country)))


def _changeable(tx: Tx, actor: Actor, team_id: int) -> Team:
    """The team, if the actor may change it. Raises NotALead."""
    found = teams.by_id(tx, actor.person.workspace_id, team_id)
    if found is None or not see_team.can_change(actor, found):
        raise NotALead
    return found


def save(deps: Deps, form: Form) -> None:
    """The submitted form: a new team, or a team's changed settings.

    Raises FieldProblems, NotALead, SlackNotAnswering; then nothing was changed.
    """
    old, notes = None, []
    if form.about["team"] is not None:
        with deps.read() as tx:
            old = _changeable(tx, form.actor, form.about.number("team"))
    wanted = _settings(form)
    if old is None or wanted["channel_id"] != old.channel_id:
        channel = _check_channel(form, wanted["channel_id"])
        if channel.is_shared:
            notes = [_READ_ALONG.format(name=words(channel.name, 80))]
    chosen = _chosen(deps, form)
    try:
        with deps.begin() as tx:
            made = _keep(tx, form, old, wanted, chosen)
    except IntegrityError:
        with deps.read() as tx:
            there = teams.by_channel(tx, form.actor.person.workspace_id, wanted["channel_id"])
        if there is None or there == old:
            raise
        raise FieldProblems({"channel": ChannelTaken(there.name)}) from None
    form.show(made_view(made, notes))


def _settings(form: Form) -> dict[str, Any]:
    """The team's settings as the form has them. Raises FieldProblems, all of them at once."""
    problems: dict[str, Refusal] = {}
    name, line, country = "", "", form.choice("country") or NONE
    try:
        line = bottom_line(form.text("bottom_line"))
    except Refusal as why:
        problems["bottom_line"] = why
    try:
        name = team_name(form.text("name"))
    except Refusal as why:
        problems["name"] = why
    try:
        country_name(country)
    except Refusal as why:
        problems["country"] = why
    if region := form.text("region"):
        try:
            country = place_named(region, "" if country == NONE else country)
        except Refusal as why:
            problems["region"] = why
    read = {
        "channel_id": form.conversation("channel"),
        "check_in_at": form.time("check_in_at"),
        "days": frozenset(number_in(day) for day in form.choices("days")),
    }
    if not read["channel_id"]:
        problems["channel"] = NoChannel()
    if read["check_in_at"] is None:
        problems["check_in_at"] = NoCheckInTime()
    if not read["days"]:
        problems["days"] = NoWorkingDays()
    if not form.users("leads"):
        problems["leads"] = NoLead()
    if problems:
        raise FieldProblems(problems)
    return {
        **read,
        "name": name,
        "country": "" if country == NONE else country,
        "fiscal_first_month": number_in(form.choice("fiscal_first_month") or 1),
        "bottom_line": line,
        "most_goals": number_in(form.choice("most_goals") or 5),
    }


def _check_channel(form: Form, channel_id: str) -> Channel:
    """The channel, which Rungs must be in, and so must whoever gives it a team.

    Raises FieldProblems.
    """
    client = quick(form.client)
    try:
        channel = channel_of(client, channel_id)
        if form.actor.person.user_id not in who_is_in(client, channel):
            raise NotInChannel(channel.name)
        return channel
    except Refusal as why:
        raise FieldProblems({"channel": why}) from why


def _chosen(deps: Deps, form: Form) -> dict[str, Person]:
    """Everyone chosen in the form, by Slack id. Raises FieldProblems, SlackNotAnswering."""
    workspace_id = form.actor.person.workspace_id
    chosen = {name: form.users(name) for name in ("leads", "members")}
    found = who.ensure_people(
        deps, form.client, workspace_id, [*chosen["leads"], *chosen["members"]]
    )
    problems: dict[str, Refusal] = {}
    for name, user_ids in chosen.items():
        refused_here = [p for p in found.refused if p.user_id in user_ids]
        outsiders = tuple((p.name, p.outsider) for p in refused_here if p.outsider)
        if outsiders:
            problems[name] = CannotBeOnTeam(outsiders)
    if problems:
        raise FieldProblems(problems)
    return {person.user_id: person for person in found.people}


def _keep(
    tx: Tx, form: Form, old: Team | None, wanted: dict[str, Any], chosen: dict[str, Person]
) -> TeamMade:
    """Write the team and its members, ask them by its rules, and welcome those who are new."""
    moved = 0
    leads = [chosen[user_id].id for user_id in form.users("leads")]
    on_team = roles(leads, [person.id for person in chosen.values()])
    if old:
        teams.save(tx, old.id, **wanted)
        if wanted["channel_id"] != old.channel_id:
            there = (old.channel_id, wanted["channel_id"])
            moved = outbox.move(tx, old.workspace_id, *there, form.now)
        members = people.members(tx, old.id)
        before = {person.id for person, _ in members}
        led_before = {person.id for person, is_lead in members if is_lead}
        now_is = teams.by_id(tx, old.workspace_id, old.id)
        assert now_is
    else:
        members, before, led_before = [], set(), set(leads)
        now_is = teams.add(tx, form.actor.person.workspace_id, **wanted)
    teams.set_members(tx, now_is, on_team)
    gone = [person for person, _ in members if person.id not in on_team]
    moves.take_off(tx, now_is, gone, form.actor.person, form.now)
    readers.changed(tx, now_is.id, led_before, form.now)
    reschedule(tx, before | on_team.keys(), form.now)
    new_ones = [
        person
        for person in chosen.values()
        if person.id not in before and person.id != form.actor.person.id
    ]
    outbox.put_many(tx, [welcome.row(now_is, person, form.now) for person in new_ones])
    for person in chosen.values():
        is_new_lead = on_team[person.id] and person.id not in led_before
        if is_new_lead and person.id != form.actor.person.id:
            leads_now.tell(tx, now_is, person, form.now)
    return TeamMade(
        now_is,
        country_name(now_is.country),
        leads=_names(person for person in chosen.values() if on_team[person.id]),
        others=_names(person for person in chosen.values() if not on_team[person.id]),
        welcomed=len(new_ones),
        left=_names(gone),
        moved=moved,
        is_new=old is None,
    )


def _names(some: Iterable[Person]) -> list[str]:
    return sorted((person.name for person in some), key=str.casefold)


SUB_COMMANDS = (
    SubCommand(
        "team",
        "",
        "see your team, or set one up in its channel; @maya shows hers",
        team,
        reads_words=True,
    ),
)


def register(shell: Shell, deps: Deps) -> None:
    """The form of a team, for a new one and for its settings, and the pages of `/goal team`."""
    shell.click("team.new", partial(new, deps))
    shell.click("team.settings", partial(settings, deps))
    shell.form("team.save", partial(save, deps))
    see_team.register(shell, deps)
