"""Commands as they are typed and completed."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from textual.actions import parse as parse_action

from qabot.errors import CommandError
from qabot.ui.app import ChatApp
from qabot.ui.commands import COMMANDS, FIXED_CHOICES, complete, parse
from qabot.ui.key_groups import key_groups
from tests.ui.driving import chat_over

CHOICES = {**FIXED_CHOICES, "outlet": ["BBC", "The BBC World Service", "Sample World"]}


def completed(text: str) -> list[str]:
    return [completion.text for completion in complete(text, CHOICES)]


def test_every_command_and_every_key_is_bound_to_something_that_can_be_done(
    tmp_path: Path,
) -> None:
    with closing(chat_over(tmp_path / "index", tmp_path).service) as service:
        actions = ChatApp(service, tmp_path / "index").runner.actions
    wanted = {parse_action(command.action)[1] for command in COMMANDS}
    for _, bindings in key_groups():
        for binding in bindings:
            _, action, parameters = parse_action(binding.action)
            wanted |= {str(parameters[0])} if action == "do" else set()
    assert {"export", "toggle_sidebar", "ask_again", "why"} < wanted
    assert wanted <= set(actions)


def test_names_are_told_apart_by_their_beginnings_alone() -> None:
    names = [command.name for command in COMMANDS]
    assert len(names) == len(set(names))
    assert [name for name in names if not name.isalpha() or not name.islower()] == []


@pytest.mark.parametrize(
    ("text", "name", "argument"),
    [
        ("/quit", "quit", ""),
        ("/since 2024-06", "since", "2024-06"),
        ("/outlet  The Post ", "outlet", "The Post"),
        ("/export", "export", ""),
    ],
)
def test_a_command_and_its_argument(text: str, name: str, argument: str) -> None:
    command, typed = parse(text)
    assert (command.name, typed) == (name, argument)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("/sinc 2024", "there is no /sinc; did you mean /since?"),
        ("/exprot", "there is no /exprot; did you mean /export?"),
        ("/xyz", "there is no /xyz; /help lists what there is"),
        ("/", "there is no /; /help lists what there is"),
        ("/quit now", "/quit takes nothing after it"),
        ("/since", "type what /since is for: /since YYYY[-MM[-DD]]"),
    ],
)
def test_what_cannot_be_done_says_what_can(text: str, said: str) -> None:
    with pytest.raises(CommandError) as caught:
        parse(text)
    assert str(caught.value) == said


def test_a_question_is_not_completed() -> None:
    assert complete("who", CHOICES) == []
    assert complete("", CHOICES) == []
    assert complete("/since\n", CHOICES) == []
    assert complete("/clear ", CHOICES) == []
    assert complete("/nothing ", CHOICES) == []


def test_names_complete_by_their_beginning() -> None:
    assert len(complete("/", CHOICES)) == len(COMMANDS)
    assert completed("/ex") == ["/export"]
    (since,) = complete("/sin", CHOICES)
    assert (since.text, since.usage, since.whole) == ("/since ", "/since YYYY[-MM[-DD]]", False)


def test_arguments_complete_by_any_part_the_beginning_first() -> None:
    assert completed("/outlet ") == ["/outlet BBC", "/outlet The BBC World Service",
                                     "/outlet Sample World"]  # fmt: skip
    assert completed("/outlet b") == ["/outlet BBC", "/outlet The BBC World Service"]
    assert completed("/outlet world") == ["/outlet The BBC World Service", "/outlet Sample World"]
    assert completed("/export j") == ["/export json"]
