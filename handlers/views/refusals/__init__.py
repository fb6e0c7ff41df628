"""What Rungs says when it cannot do something: what happened, what was kept, what to do."""

from handlers.views.refusals import goals, people, tiers, times
from handlers.views.refusals.speech import refused, say

__all__ = ["goals", "people", "refused", "say", "tiers", "times"]
