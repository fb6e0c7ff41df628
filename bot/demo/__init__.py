"""Rungs at work in a Slack of its own on this machine, with invented people."""
