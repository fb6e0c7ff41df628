"""What stops a command."""


class Failure(Exception):
    """A command failed: one line in words that says what happened and what to do."""


class WrongUse(Exception):
    """A command, or the environment, was used wrongly: one line for each problem, and a remedy."""

    def __init__(self, *problems: str):
        super().__init__("\n".join(problems))
