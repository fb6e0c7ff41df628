"""The people of these stories, in a workspace."""

import pytest

from tests.privacy.cast import Cast
from tests.support.rungs import Rungs


@pytest.fixture
def cast(rungs: Rungs) -> Cast:
    return Cast.on(rungs)
