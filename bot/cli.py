"""The command line. Each command imports what it needs when it runs, so that help is instant.

Exit status: 0, 1 for a failure, 2 for wrong use.
"""

import sys
from datetime import UTC, datetime
from typing import Annotated, NoReturn

import typer

from bot.failure import Failure, WrongUse
from bot.settings import DatabaseSettings, Settings, SlackSettings, load

app = typer.Typer(
    help="Rungs, a Slack bot for the goals of customer-service teams.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
db = typer.Typer(help="Look after the database.", no_args_is_help=True)
outbox = typer.Typer(help="What waits to be sent, or could not be sent, and why.")
app.add_typer(db, name="db")
app.add_typer(outbox, name="outbox")


def main() -> NoReturn:
    """The entry point: errors become one line each, never a traceback."""
    try:
        app()
    except WrongUse as wrong:
        print(wrong, file=sys.stderr)
        sys.exit(2)
    except Failure as failure:
        print(failure, file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
    sys.exit(0)


@app.command()
def demo(
    port: Annotated[
        int | None,
        typer.Option(help="Where the demo's Slack listens; 8065 or the next free one if left out."),
    ] = None,
    no_open: Annotated[bool, typer.Option("--no-open", help="Open no browser.")] = False,
    keep: Annotated[bool, typer.Option("--keep", help="Keep the data for the next time.")] = False,
) -> None:
    """See Rungs at work in your browser; needs no Slack."""
    from bot.demo.run import run_demo

    raise typer.Exit(run_demo(port, not no_open, keep))


@app.command()
def run() -> None:
    """Serve your Slack workspace until stopped.

    Uses Socket Mode if SLACK_APP_TOKEN is set, else HTTP on PORT.
    """
    from bot import logs
    from bot.run import serve

    settings = load(Settings)
    logs.configure(settings.log_level, settings.secrets)
    raise typer.Exit(serve(settings))


@app.command()
def tick(
    at: Annotated[
        str,
        typer.Option(metavar="INSTANT", help="Such as 2026-12-18T09:30+01:00; UTC without a zone."),
    ] = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say what would be sent; change nothing.")
    ] = False,
) -> None:
    """Do one pass of clock and delivery, and say what was sent.

    With --at, as if it were that instant.
    """
    now = _instant(at) if at else datetime.now(UTC)
    from bot import logs
    from bot.run import one_pass

    settings = load(SlackSettings)
    logs.configure("ERROR", settings.secrets)  # the pass tells what it does itself
    raise typer.Exit(one_pass(settings, now, dry_run=dry_run, out=typer.echo))


@app.command()
def doctor() -> None:
    """Check that all is well, and say what to do if not."""
    from bot import logs
    from bot.doctor import examine, examine_database

    try:
        settings = load(Settings)
    except WrongUse:
        logs.configure("CRITICAL", [])
        for finding in examine_database(load(DatabaseSettings)):
            typer.echo(finding)
        raise
    logs.configure("CRITICAL", settings.secrets)  # the findings say it better
    well = True
    for finding in examine(settings):
        well = well and finding.well
        typer.echo(finding)
    raise typer.Exit(0 if well else 1)


@db.command()
def upgrade() -> None:
    """Bring the database to the newest shape."""
    from bot.storage import upgraded

    upgraded(load(DatabaseSettings)).dispose()
    typer.echo("The database is up to date.")


@outbox.callback(invoke_without_command=True)
def waiting(context: typer.Context) -> None:
    """What waits to be sent, or could not be sent, and why."""
    if context.invoked_subcommand:
        return
    from bot.outbox import listing

    for line in listing(load(DatabaseSettings)):
        typer.echo(line)


@outbox.command()
def retry(id: Annotated[int, typer.Argument(metavar="ID", help="From `rungs outbox`.")]) -> None:
    """Send again what could not be sent, once its cause is gone."""
    from bot.outbox import send_again

    typer.echo(send_again(load(DatabaseSettings), id))


def _instant(text: str) -> datetime:
    """An instant in ISO 8601; raises WrongUse for anything else."""
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        raise WrongUse(
            f"{text!r} is no instant: write --at 2026-12-18T09:30+01:00; without a zone it is UTC."
        ) from None
    return read.astimezone(UTC) if read.tzinfo else read.replace(tzinfo=UTC)


if __name__ == "__main__":
    main()
