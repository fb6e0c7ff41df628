"""Nobody is there to take a message: an account is closed, a channel takes nothing."""

from datetime import timedelta

import pytest

from bot.delivery import Fate
from store import people, teams
from store.tables import OutboxState
from tests.bot.delivering import MORNING, Office
from tests.support import faults

POST = "chat.postMessage"


def test_a_closed_account_is_asked_no_more_and_its_lead_hears_once(office: Office) -> None:
    maya, tom = office.person("maya"), office.person("tom")
    _team(office, "care", lead=tom, member=maya)
    office.slack.users[maya]["deleted"] = True
    for n in range(3):
        office.put(f"feedback:{n}", maya, say="for her alone")
    office.put("feedback:9", tom, wait=timedelta(seconds=2))
    for _ in range(5):
        office.later(seconds=10)
    assert {office.row(f"feedback:{n}").state for n in range(3)} == {OutboxState.DEAD}
    assert {office.row(f"feedback:{n}").error for n in range(3)} == {"user_disabled"}
    tries = [call for call in office.slack.calls_of(POST) if call.arguments["channel"] == maya]
    assert len(tries) == 1, "nobody retries"
    with office.deps.read() as tx:
        (person,) = people.by_user_ids(tx, office.workspace.id, [maya])
    assert (person.active, person.next_check_in_at) == (False, None)
    told = [text for text in office.texts(tom) if "Maya" in text]
    assert len(told) == 1
    assert "account is closed" in told[0]
    assert "/goal team" in told[0]
    assert "for her alone" not in told[0]
    assert "feedback:9" in office.texts(tom), "everybody else is served"


@pytest.mark.parametrize(
    ("error", "advice"),
    [
        ("not_in_channel", "/invite @Rungs"),
        ("channel_not_found", "/invite @Rungs"),
        ("is_archived", "Unarchive it"),
        ("restricted_action", "Ask a Slack admin"),
        ("an_error_of_tomorrow", "an_error_of_tomorrow"),
    ],
)
def test_a_channel_that_takes_nothing_is_told_to_its_lead_once(
    office: Office, error: str, advice: str
) -> None:
    maya, tom, ada = office.person("maya"), office.person("tom"), office.person("ada", admin=True)
    care = _team(office, "care", lead=tom, member=maya)
    office.slack.faults.always(POST, faults.refused(error), channel=care)
    for n in range(3):
        office.put(f"rung:{n}", care, wait=timedelta(minutes=n))
    for _ in range(4):
        office.later(minutes=1)
    assert {office.row(f"rung:{n}").state for n in range(3)} == {OutboxState.DEAD}
    (told,) = office.texts(tom)
    assert advice in told
    assert f"<#{care}>" in told
    assert office.texts(ada) == []
    assert office.texts(maya) == []


def test_once_mended_a_channel_that_breaks_again_is_told_again(office: Office) -> None:
    maya, tom = office.person("maya"), office.person("tom")
    care = _team(office, "care", lead=tom, member=maya)
    for number, archived in enumerate((True, False, True)):
        office.slack.channels[care].is_archived = archived
        office.put(f"rung:{number}", care)
        office.later(hours=1)
        office.later(minutes=1)
    assert len(office.texts(tom)) == 2


def test_without_a_lead_an_admin_hears_and_an_unheard_word_goes_no_further(office: Office) -> None:
    maya, ada = office.person("maya"), office.person("ada", admin=True)
    office.slack.users[maya]["deleted"] = True
    office.slack.faults.always(POST, faults.refused("cannot_reply_to_message"), channel=ada)
    office.put("feedback:1", maya)
    for _ in range(3):
        office.later(minutes=1)
    assert office.slack.count(POST) == 2
    assert office.waiting() == 0


def test_an_inactive_account_is_the_persons_only_if_the_bot_is_well(office: Office) -> None:
    maya = office.person("maya")
    office.slack.faults.always(POST, faults.refused("account_inactive"), channel=maya)
    office.slack.faults.next("auth.test", faults.refused("account_inactive"))
    office.put("feedback:1", maya)
    (locked_out,) = office.send()
    assert locked_out.verdict.fate is Fate.LATER
    assert _is_active(office, maya), "the bot was uninstalled; Maya is well"
    (gone,) = office.later(minutes=2)
    assert gone.verdict.fate is Fate.DEAD
    assert not _is_active(office, maya)


def _team(office: Office, name: str, *, lead: str, member: str) -> str:
    """A team of two in a channel of its own; returns the channel."""
    channel = office.channel(name)
    with office.deps.begin() as tx:
        settings = {"check_in_at": MORNING.time(), "days": frozenset({0, 1, 2, 3, 4})}
        team = teams.add(tx, office.workspace.id, name=name.title(), channel_id=channel, **settings)
        found = people.by_user_ids(tx, office.workspace.id, [lead, member])
        teams.set_members(tx, team, {person.id: person.user_id == lead for person in found})
    return channel


def _is_active(office: Office, user: str) -> bool:
    with office.deps.read() as tx:
        (person,) = people.by_user_ids(tx, office.workspace.id, [user])
    return person.active
