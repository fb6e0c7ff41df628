"""What stands in for slack_sdk's own way to JSON makes the same of whatever it is given."""

import importlib.util
from types import ModuleType
from typing import Any

import pytest
from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models import basic_objects
from slack_sdk.models.basic_objects import JsonObject
from slack_sdk.models.blocks import (
    Block,
    RichTextBlock,
    RichTextElementParts,
    RichTextListElement,
    RichTextSectionElement,
    SectionBlock,
)

from handlers.views import parts


@pytest.fixture
def library() -> ModuleType:
    """slack_sdk's own code, as it is before anything takes its place."""
    spec = importlib.util.spec_from_file_location("as_it_comes", basic_objects.__file__)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def made_by(library: ModuleType, thing: JsonObject, patch: pytest.MonkeyPatch) -> Any:
    """What the library makes of it."""
    with patch.context() as its_own:
        for name in ("validate_json", "get_non_null_attributes"):
            its_own.setattr(JsonObject, name, getattr(library.JsonObject, name))
        return thing.to_dict()


CHOICES = {"a": "One", "b": "Two"}
BLOCKS: list[Block] = [
    parts.section("*Words* & more"),
    parts.heading("A headline"),
    parts.small("quiet"),
    parts.divider(),
    parts.actions(parts.button("Press", "do.it", "7", style="primary"), parts.date_picker()),
    parts.field("text", "Text", parts.text_input("typed", placeholder="here"), hint="a hint"),
    parts.field("one", "One", parts.select(CHOICES, "b"), optional=True),
    parts.field("few", "Few", parts.radio(CHOICES, None)),
    parts.field("some", "Some", parts.checkboxes(CHOICES, ["a"])),
    RichTextBlock(
        elements=[
            RichTextSectionElement(elements=[]),
            RichTextListElement(
                style="bullet",
                elements=[
                    RichTextSectionElement(elements=[RichTextElementParts.Text(text="said")])
                ],
            ),
        ]
    ),
]


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: type(block).__name__)
def test_a_block_is_the_same(
    library: ModuleType, monkeypatch: pytest.MonkeyPatch, block: Block
) -> None:
    assert block.to_dict() == made_by(library, block, monkeypatch)


def test_a_form_is_the_same(library: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    form = parts.modal("a.form", "Form", BLOCKS, submit="Send", private_metadata="{}")
    assert form.to_dict() == made_by(library, form, monkeypatch)


@pytest.mark.parametrize(
    "wrong",
    [
        parts.section("x" * 3001),
        SectionBlock(),
        parts.actions(parts.button("Press", "x" * 256)),
    ],
    ids=["too long", "no text", "a button's id"],
)
def test_what_the_library_refuses_is_refused(
    library: ModuleType, monkeypatch: pytest.MonkeyPatch, wrong: Block
) -> None:
    with pytest.raises(SlackObjectFormationError) as its_own:
        made_by(library, wrong, monkeypatch)
    with pytest.raises(SlackObjectFormationError) as ours:
        wrong.to_dict()
    assert str(ours.value) == str(its_own.value)
