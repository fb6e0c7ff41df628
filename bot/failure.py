"""What stops a command."""


class Failure(Exception):
    """A command failed: one line in words that says what happened and what to do."""
