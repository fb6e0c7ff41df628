"""The rules: what a goal, a rung, a check-in and a cadence are, and how they move.

Standard library only. Nothing here knows a clock, a database or Slack.
"""
