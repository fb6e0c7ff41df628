"""Whatever teams do, in whatever order: no word reaches anybody who may not read it."""

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings

from store import database
from tests.conftest import RAN_ON
from tests.privacy.lives import PEOPLE, Life, lives
from tests.support.databases import KINDS
from tests.support.rungs import Rungs
from tests.support.slack import FakeSlack

EXAMPLES = {"sqlite": 20, "postgresql": 8}


@pytest.mark.parametrize("kind", KINDS)
def test_no_word_reaches_anybody_who_may_not_read_it(request: pytest.FixtureRequest, kind: str):
    fixture = "_sqlite_files" if kind == "sqlite" else "_postgresql_databases"
    source = request.getfixturevalue(fixture)
    request.node.user_properties.append((RAN_ON, source.version))
    reached: Counter[str] = Counter()

    @settings(
        max_examples=EXAMPLES[kind],
        deadline=None,
        database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(lives)
    def holds(life) -> None:
        places, first_goals, deeds = life
        with source.fresh() as url, FakeSlack() as slack:
            engine = database.open_database(url)
            world = Life(Rungs(engine, slack))
            world.begin(places)
            for name, visibility in first_goals:
                world.do(("goal", name, visibility))
            for deed in deeds:
                world.do(deed)
            world.do(("wait", 90))
            for name in PEOPLE:
                world.do(("look", name, "home"))
                world.do(("look", name, "inputs"))
            leaks = world.leaks()
            engine.dispose()
            assert not slack.problems
            for name in PEOPLE:
                shown = slack.ever_shown_to(f"U{name.upper()}")
                reached.update(word for word in world.may if word in shown)
        assert leaks == [], "\n".join(leaks)

    holds()
    assert len(reached) > 10, "words were really said and shown"
