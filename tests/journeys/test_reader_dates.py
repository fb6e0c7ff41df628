"""A day is told as its reader's calendar has it, wherever its owner is."""

import pytest

from tests.support.rungs import Rungs

# when Maya in London reports, when Nina looks, what she reads: both local times of London
LOOKS = [
    ("America/New_York", "2026-11-26 09:30", "2026-11-26 15:00", "today"),
    ("America/New_York", "2026-11-27 04:00", "2026-11-27 04:00", "today"),
    ("America/New_York", "2026-11-26 09:30", "2026-11-27 04:00", "today"),
    ("America/New_York", "2026-11-26 09:30", "2026-11-27 15:00", "yesterday"),
    ("Pacific/Auckland", "2026-11-26 15:30", "2026-11-26 15:30", "today"),
    ("Pacific/Auckland", "2026-11-26 09:30", "2026-11-26 15:30", "yesterday"),
]


@pytest.mark.parametrize(("zone", "reported", "looked", "day"), LOOKS)
def test_since_when_is_told_by_the_readers_calendar(
    rungs: Rungs, zone: str, reported: str, looked: str, day: str
):
    nina = rungs.user("nina", tz=zone)
    rungs.seed_team("Far", lead="nina", members=["maya"], channel="far")
    maya = rungs.users["maya"]
    rungs.seed_goal("maya", "Reply first")
    rungs.at(reported)
    maya.goal("checkin G-1 blocked no access")
    rungs.at(looked)
    for screen in (nina.goal("team").words, nina.open_home().words):
        assert f"Maya · Reply first · blocked since {day}" in screen
