"""What Rungs says when it cannot do something: what happened, what was kept, what to do."""

from handlers.views.refusals import agreeing, goals, people, reports, sharing, tiers, times
from handlers.views.refusals.speech import refused, say

__all__ = ["agreeing", "goals", "people", "refused", "reports", "say", "sharing", "tiers", "times"]
