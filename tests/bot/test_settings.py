"""The environment is read once, and what is wrong with it is said in words."""

from pathlib import Path

import pytest

from bot.failure import WrongUse
from bot.settings import REMEDIES, SLACK_API, DatabaseSettings, Settings, SlackSettings, load

BOT, APP, SECRET = "xoxb-1-a-token", "xapp-1-a-token", "a-signing-secret"


@pytest.fixture(autouse=True)
def nothing_is_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in REMEDIES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


def problems(monkeypatch: pytest.MonkeyPatch, **env: str) -> list[str]:
    """What is said of an environment that cannot be used, beside a good bot token and secret."""
    for name, value in {"SLACK_BOT_TOKEN": BOT, "SLACK_SIGNING_SECRET": SECRET, **env}.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(WrongUse) as told:
        load(Settings)
    return str(told.value).splitlines()


def test_everything_but_the_tokens_has_a_sensible_default(monkeypatch):
    monkeypatch.setenv("SLACK_BOT_TOKEN", BOT)
    monkeypatch.setenv("SLACK_SIGNING_SECRET", SECRET)
    settings = load(Settings)
    assert settings.database_url == "sqlite:///rungs.db"
    assert settings.slack_api_url == SLACK_API
    assert (settings.port, settings.port_is_set) == (3000, False)
    assert settings.grace.total_seconds() == 120
    assert settings.rungs_send_per_minute == 400
    assert settings.log_level == "INFO"
    assert settings.slack_app_token is None


def test_the_file_beside_it_is_read_and_the_environment_goes_first(monkeypatch, tmp_path):
    (tmp_path / ".env").write_text(
        f"SLACK_BOT_TOKEN={BOT}\nSLACK_APP_TOKEN={APP}\nPORT=4000\nSOMETHING_ELSE=1\n"
    )
    monkeypatch.setenv("PORT", "5000")
    settings = load(Settings)
    assert settings.slack_app_token and settings.slack_app_token.get_secret_value() == APP
    assert (settings.port, settings.port_is_set) == (5000, True)


def test_a_copied_example_with_empty_lines_means_not_set(monkeypatch, tmp_path):
    example = Path(__file__).parents[2] / ".env.example"
    (tmp_path / ".env").write_text(example.read_text())
    with pytest.raises(WrongUse) as told:
        load(Settings)
    said = str(told.value).splitlines()
    assert [line.split()[0] for line in said] == ["SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET"]


def test_every_variable_of_the_example_is_one_that_is_read():
    example = Path(__file__).parents[2] / ".env.example"
    lines = (line.lstrip("#") for line in example.read_text().splitlines())
    named = {line.partition("=")[0] for line in lines if "=" in line and " " not in line}
    read = {name.upper() for name in Settings.model_fields}
    assert named == read - {"SLACK_API_URL"}  # for tests and the demo
    assert read == set(REMEDIES)


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("SLACK_BOT_TOKEN", "xapp-swapped", "does not begin with xoxb-"),
        ("SLACK_APP_TOKEN", "xoxb-swapped", "does not begin with xapp-"),
        ("SLACK_API_URL", "slack.com", "is not a web address"),
        ("DATABASE_URL", "rungs.db", "is not a database address"),
        ("DATABASE_URL", "mysql://u:hidden-word@h/d", "keeps its data in SQLite or PostgreSQL"),
        ("PORT", "eighty", "valid integer"),
        ("PORT", "70000", "less than or equal to 65535"),
        ("LOG_LEVEL", "loud", "'DEBUG', 'INFO', 'WARNING' or 'ERROR'"),
        ("RUNGS_SHOUT_OUT_GRACE", "-1", "greater than or equal to 0"),
        ("RUNGS_SEND_PER_MINUTE", "0", "greater than or equal to 1"),
    ],
)
def test_a_wrong_value_gets_one_line_with_a_remedy_and_never_the_value(
    monkeypatch, name, value, says
):
    (line,) = problems(monkeypatch, **{name: value})
    assert line.startswith(f"{name} ") and says in line and line.endswith(f"{REMEDIES[name]}.")
    assert "swapped" not in line and "hidden-word" not in line


def test_all_problems_are_told_at_once(monkeypatch):
    said = problems(monkeypatch, SLACK_BOT_TOKEN="", SLACK_SIGNING_SECRET="", PORT="x")
    assert [line.split()[0] for line in said] == ["SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET", "PORT"]
    assert "is missing" in said[0] and "is missing" in said[1]


def test_what_looks_at_the_database_alone_needs_no_token():
    assert load(DatabaseSettings).secrets == []
    with pytest.raises(WrongUse, match="SLACK_BOT_TOKEN is missing"):
        load(SlackSettings)


def test_levels_are_read_in_any_case(monkeypatch):
    monkeypatch.setenv("LOG_LEVEL", "debug")
    assert load(DatabaseSettings).log_level == "DEBUG"


def test_no_secret_shows_when_settings_are_printed(monkeypatch):
    monkeypatch.setenv("SLACK_BOT_TOKEN", BOT)
    monkeypatch.setenv("SLACK_APP_TOKEN", APP)
    monkeypatch.setenv("SLACK_SIGNING_SECRET", SECRET)
    monkeypatch.setenv("DATABASE_URL", "postgresql://rungs:pass-word@host/name")
    settings = load(Settings)
    assert not any(secret in repr(settings) for secret in (BOT, APP, SECRET))
    assert set(settings.secrets) == {BOT, APP, SECRET, "pass-word"}


def test_a_file_that_is_no_text_gets_one_line(tmp_path):
    (tmp_path / ".env").write_bytes(b"SLACK_BOT_TOKEN=\xff\xfe")
    with pytest.raises(WrongUse, match=r"^\.env cannot be read \(it is not UTF-8 text\)"):
        load(Settings)
