"""The running program: settings, wiring, Slack, clock, delivery, web, command line, demo."""
