"""What every request passes on its way in."""

from collections.abc import Callable

from slack_bolt import BoltRequest, BoltResponse
from slack_bolt.middleware import Middleware

Next = Callable[[], BoltResponse]
Pass = Callable[[BoltRequest, Next], BoltResponse | None]


class Passing(Middleware):
    """A middleware that takes the request as it is. For a function with arguments of its choice
    Bolt gathers all that there may be, anew at each of them, which takes as long as a query.
    """

    def __init__(self, do: Pass):
        self._do = do

    def process(self, *, req: BoltRequest, resp: BoltResponse, next: Next) -> BoltResponse | None:
        """As Bolt calls it: the answer if the request goes no further."""
        return self._do(req, next)
