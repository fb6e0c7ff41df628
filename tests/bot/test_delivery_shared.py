"""Several processes send from one outbox, and one may sleep past its lease."""

import threading
from datetime import timedelta
from typing import Any

from bot.delivery import Fate
from handlers.views.message import Message
from store import claims
from store.claims import Pace
from store.outbox import Priority
from store.tables import OutboxState
from tests.bot.delivering import Office

POST = "chat.postMessage"


def test_one_that_slept_past_its_lease_posts_nothing_and_changes_nothing(office: Office) -> None:
    """Frozen between the claim and the send; another has done it meanwhile."""
    care = office.channel("care")
    office.put("rung:1", care)
    slow, fast = office.another(), office.another()

    def sleep_through(tx: object, queued: object, now: object) -> object:
        office.renderers["words"] = awake
        office.now += timedelta(seconds=61)
        assert [o.verdict.fate for o in fast.drain(office.now)] == [Fate.SENT]
        office.monotonic += 61
        return awake(tx, queued, now)

    awake, office.renderers["words"] = office.renderers["words"], sleep_through
    overslept = slow.run_once(office.now)
    assert overslept and overslept.verdict.error == "overslept"
    assert office.texts(care) == ["rung:1"]
    row = office.row("rung:1")
    assert (row.state, row.attempts) == (OutboxState.SENT, 2)


def test_one_that_is_frozen_when_its_request_is_on_its_way_posts_nothing(office: Office) -> None:
    """Its lease was good when it began to post, and over when the words were to leave."""
    care = office.channel("care")
    office.put("rung:1", care)
    slow, fast = office.another(), office.another()
    words = office.renderers["words"]

    class Slowly(Message):
        def payload(self) -> dict[str, Any]:
            office.renderers["words"] = words
            office.now += timedelta(seconds=61)
            assert [o.verdict.fate for o in fast.drain(office.now)] == [Fate.SENT]
            office.monotonic += 61
            return super().payload()

    office.renderers["words"] = lambda tx, queued, now: Slowly(words(tx, queued, now).text)
    overslept = slow.run_once(office.now)
    assert overslept and overslept.verdict.error == "overslept"
    assert office.texts(care) == ["rung:1"]
    assert office.slack.count("chat.postMessage") == 1
    row = office.row("rung:1")
    assert (row.state, row.attempts) == (OutboxState.SENT, 2)


def test_an_answer_that_comes_after_the_lease_changes_nothing(office: Office) -> None:
    office.put("rung:1", office.channel("care"))
    with office.deps.begin() as tx:
        late = claims.claim(tx, office.now, Pace())
    assert late
    office.now += timedelta(minutes=2)
    office.crash_before("rung:1")
    with office.deps.begin() as tx:
        assert not claims.finish(tx, late, OutboxState.DEAD, error="is_archived")
    assert office.row("rung:1").state is OutboxState.UNSURE, "it is another's by now"
    office.later(minutes=2)
    with office.deps.begin() as tx:
        assert not claims.finish(tx, late, OutboxState.DEAD, error="is_archived")
    assert office.row("rung:1").state is OutboxState.SENT


def test_many_at_once_send_each_message_once(office: Office) -> None:
    crew = [office.person(f"p{n}") for n in range(40)]
    for person in crew:
        office.put(f"checkin:{person}", person, priority=Priority.CHECK_IN)
    fast = Pace(posts=60_000)
    failures: list[BaseException] = []

    def work() -> None:
        try:
            for _ in office.another(fast).drain(office.now):
                pass
        except BaseException as failure:
            failures.append(failure)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not failures
    assert [office.texts(person) for person in crew] == [[f"checkin:{p}"] for p in crew]
    assert office.slack.count(POST) == 40
