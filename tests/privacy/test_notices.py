"""What leads, admins and whoever runs Rungs are told of messages: never their words."""

from bot.outbox import listing
from bot.settings import DatabaseSettings
from bot.tick import run_tick
from tests.privacy.cast import Cast
from tests.support.faults import refused

INK = "Inkx"


def say_everything(cast: Cast) -> None:
    """Feedback, a blocker, input named and not, a rung, each with words."""
    maya = cast["owner"]
    cast.rungs.seed_goal(maya, f"Goal{INK}", rungs=(30,), visibility="me")
    cast.rungs.seed_goal(maya, f"Shared{INK}", rungs=(30,))
    maya.goal(f"feedback @ben {INK}")
    maya.goal(f"feedback @tom {INK}")
    maya.goal(f"checkin G-1 31 {INK}")
    maya.goal(f"checkin G-2 31 blocked {INK}")
    for named in ("named", "unnamed"):
        maya.submit(maya.goal(f"input {INK}"), named=named)


def test_who_hears_that_a_message_did_not_arrive_hears_none_of_its_words(cast: Cast):
    """Ben and Maya cannot be reached, nor the channel: Tom is told; nor can Tom: Ada is."""
    say_everything(cast)
    faults = cast.rungs.slack.faults
    for channel in ("UBEN", "UMAYA"):
        faults.always("chat.postMessage", refused("cannot_dm_bot"), channel=channel)
    faults.always("chat.postMessage", refused("is_archived"), channel="CCARE")
    faults.next("chat.postMessage", refused("messages_tab_disabled"), channel="UTOM")

    with cast.rungs.trouble_expected():
        cast.rungs.later(minutes=3)
        cast.rungs.later(hours=2)

    tom, ada = cast["lead"], cast["admin"]
    notices = [m for m in tom.inbox if "I could not" in m.text or "I can't" in m.text]
    assert {who for m in notices for who in ("Ben", "Maya", "<#CCARE>") if who in m.text} == {
        "Ben", "Maya", "<#CCARE>"
    }  # fmt: skip
    assert all(INK not in str(message.versions) for message in notices)
    assert [m for m in ada.inbox if "Tom" in m.text]
    assert INK not in cast.shown_to(ada)
    for other in ("lead of another team", "person without a team", "teammate of another team"):
        assert cast[other].inbox == []


def test_whoever_runs_rungs_reads_ids_and_reasons(cast: Cast, database_url: str):
    say_everything(cast)
    said: list[str] = []
    at = cast.rungs.now.replace(hour=12)
    waiting = "\n".join(listing(DatabaseSettings(database_url=database_url)))
    for dry_run in (True, False):
        run_tick(cast.rungs.deps, cast.rungs.delivery, at, dry_run, said.append, lambda _: None)

    assert len(said) >= 12 and "feedback" in waiting
    for told in (waiting, "\n".join(said)):
        assert INK not in told
