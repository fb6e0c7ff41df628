"""What was typed behind a command, whatever Slack made of it on the way."""

import pytest

from handlers.spoken import key_first, person_first, plain


@pytest.mark.parametrize(
    ("sent", "typed"),
    [
        ("42 a note", "42 a note"),
        ("fish &amp; chips &lt;3", "fish & chips <3"),
        ("&amp;lt; is an entity", "&lt; is an entity"),
        ("ask <@U1|maya> in <#C1|care>", "ask @maya in #care"),
        ("ask <@U1> in <#C1|>", "ask @U1 in #C1"),
        ("<!here> and <!channel|channel>", "@here and @channel"),
        ("<!subteam^S1|@leads> know", "@leads know"),
        ("see <https://a.example/x?y=1&amp;z=2>", "see https://a.example/x?y=1&z=2"),
        ("see <http://a.example|a.example>", "see http://a.example"),
        ("see <http://a.example|the page>", "see the page (http://a.example)"),
        ("<mailto:m@a.example|m@a.example>", "m@a.example"),
        ("&lt;!channel&gt; stays words", "<!channel> stays words"),
        ("  spaces around \n", "spaces around"),
        ("", ""),
    ],
)
def test_plain(sent: str, typed: str) -> None:
    assert plain(sent) == typed


@pytest.mark.parametrize(
    ("sent", "person", "rest"),
    [
        ("<@U12AB|maya> well done", "U12AB", "well done"),
        ("<@W12AB>well done", "W12AB", "well done"),
        ("<@U1|maya>", "U1", ""),
        ("@maya well done", None, "@maya well done"),
        ("&lt;@U1&gt; well done", None, "&lt;@U1&gt; well done"),
        ("well done <@U1|maya>", None, "well done <@U1|maya>"),
        ("", None, ""),
    ],
)
def test_person_first(sent: str, person: str | None, rest: str) -> None:
    assert person_first(sent) == (person, rest)


@pytest.mark.parametrize(
    ("sent", "key", "rest"),
    [
        ("G-12 well done", "G-12", "well done"),
        ("g-12: well done", "G-12", "well done"),
        ("G-12", "G-12", ""),
        ("G-12th well done", "", "G-12th well done"),
        ("well done on G-12", "", "well done on G-12"),
        ("", "", ""),
    ],
)
def test_key_first(sent: str, key: str, rest: str) -> None:
    assert key_first(sent) == (key, rest)
