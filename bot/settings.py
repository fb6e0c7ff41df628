"""What the environment, or `.env` beside it, tells the program."""

from datetime import timedelta
from typing import Annotated, Any, Literal, TypeVar

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    HttpUrl,
    SecretStr,
    TypeAdapter,
    ValidationError,
    ValidationInfo,
)
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from bot.failure import WrongUse

SLACK_API = "https://slack.com/api/"
DRIVERS = ("sqlite", "postgresql", "postgres", "postgresql+psycopg")

REMEDIES = {
    "SLACK_BOT_TOKEN": "put the bot token (xoxb-…), which Install App of your app at "
    "api.slack.com/apps shows, into .env (cp .env.example .env)",
    "SLACK_APP_TOKEN": "set it to an app-level token (xapp-…) with connections:write from Basic "
    "Information, or leave it out to use HTTP",
    "SLACK_SIGNING_SECRET": "without SLACK_APP_TOKEN requests come over HTTP: set it to the "
    "Signing Secret from Basic Information, or set SLACK_APP_TOKEN to use Socket Mode",
    "SLACK_API_URL": f"leave it out for Slack's own, {SLACK_API}",
    "DATABASE_URL": "write sqlite:///rungs.db or postgresql://user:password@host/name",
    "PORT": "choose a free port from 1 to 65535; 3000 if left out",
    "LOG_LEVEL": "choose DEBUG, INFO, WARNING or ERROR; INFO if left out",
    "RUNGS_SHOUT_OUT_GRACE": "write seconds from 0 to 86400; 120 if left out",
    "RUNGS_SEND_PER_MINUTE": "write messages a minute from 1 to 6000; 400 if left out",
}


def _begins(prefix: str) -> AfterValidator:
    def check(token: SecretStr) -> SecretStr:
        if not token.get_secret_value().startswith(prefix):
            raise ValueError(f"does not begin with {prefix}")
        return token

    return AfterValidator(check)


def _database(url: str) -> str:
    try:
        driver = make_url(url).drivername
    except ArgumentError:
        raise ValueError("is not a database address") from None
    if driver not in DRIVERS:
        raise ValueError(f"names {driver}, and Rungs keeps its data in SQLite or PostgreSQL")
    if driver == "sqlite" and make_url(url).database in (None, "", ":memory:"):
        raise ValueError("names no file, and what is kept in memory is lost with the program")
    return url


def _web_address(url: str) -> str:
    try:
        TypeAdapter(HttpUrl).validate_python(url)
    except ValidationError:
        raise ValueError("is not a web address") from None
    return url.rstrip("/") + "/"


def _one_way_in(secret: SecretStr | None, info: ValidationInfo) -> SecretStr | None:
    if not secret and info.data.get("slack_app_token", True) is None:
        raise ValueError("is missing")
    return secret


class DatabaseSettings(BaseSettings):
    """What a command needs that only looks at the database."""

    model_config = SettingsConfigDict(
        env_file=".env", env_ignore_empty=True, extra="ignore", hide_input_in_errors=True
    )

    database_url: Annotated[str, AfterValidator(_database)] = "sqlite:///rungs.db"
    log_level: Annotated[
        Literal["DEBUG", "INFO", "WARNING", "ERROR"], BeforeValidator(str.upper)
    ] = "INFO"
    rungs_shout_out_grace: int = Field(default=120, ge=0, le=86_400)

    @property
    def grace(self) -> timedelta:
        """How long a shout-out waits, so that a mistyped number can be taken back."""
        return timedelta(seconds=self.rungs_shout_out_grace)

    @property
    def secrets(self) -> list[str]:
        """What must never show in a log."""
        password = make_url(self.database_url).password
        return [str(password)] if password else []


class SlackSettings(DatabaseSettings):
    """What a command needs that talks to Slack."""

    slack_bot_token: Annotated[SecretStr, _begins("xoxb-")]
    slack_app_token: Annotated[SecretStr, _begins("xapp-")] | None = None
    slack_signing_secret: SecretStr | None = None
    slack_api_url: Annotated[str, AfterValidator(_web_address)] = SLACK_API
    rungs_send_per_minute: int = Field(default=400, ge=1, le=6_000)

    @property
    def secrets(self) -> list[str]:
        given = (self.slack_bot_token, self.slack_app_token, self.slack_signing_secret)
        return super().secrets + [secret.get_secret_value() for secret in given if secret]


class Settings(SlackSettings):
    """What `rungs run` needs: a way for Slack to reach it as well."""

    slack_signing_secret: Annotated[SecretStr | None, AfterValidator(_one_way_in)] = Field(
        default=None, validate_default=True
    )
    port: int = Field(default=3000, ge=1, le=65_535)

    @property
    def port_is_set(self) -> bool:
        """Whether PORT was given; in Socket Mode the health pages are served only then."""
        return "port" in self.model_fields_set


Wanted = TypeVar("Wanted", bound=DatabaseSettings)


def load(kind: type[Wanted], **given: Any) -> Wanted:
    """Read the settings that a command needs; raises WrongUse."""
    try:
        return kind(**given)
    except ValidationError as error:
        raise WrongUse(*(_line(e) for e in error.errors(include_input=False))) from None
    except (OSError, UnicodeError) as error:
        why = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise WrongUse(f".env cannot be read ({why}): mend the file, or remove it.") from None


def _line(error: Any) -> str:
    """One problem in words, never with the value: it may be a secret."""
    name = str(error["loc"][0]).upper()
    if error["type"] == "missing":
        wrong = "is missing"
    elif error["type"] == "value_error":
        wrong = str(error["ctx"]["error"])
    else:
        wrong = f"cannot be used ({error['msg'][:1].lower()}{error['msg'][1:]})"
    return f"{name} {wrong}: {REMEDIES[name]}."
