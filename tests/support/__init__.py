"""What the tests stand on: real databases, a fake Slack, and people who act as people do."""
