"""``qabot completion``: what makes a shell complete commands, options, paths and names."""

from __future__ import annotations

import click

from qabot.cli.options import one_line_errors
from qabot.cli.output import print_text

_SHELLS = ("bash", "zsh", "fish")


@click.command()
@click.argument("shell", type=click.Choice(_SHELLS))
@click.pass_context
@one_line_errors
def completion(context: click.Context, shell: str) -> None:
    """Print what a SHELL runs to complete qabot's commands, options, article paths and outlets.

    In ~/.bashrc or ~/.zshrc: eval "$(qabot completion bash)", or zsh; for fish:
    qabot completion fish > ~/.config/fish/completions/qabot.fish
    """
    from click.shell_completion import get_completion_class

    made = get_completion_class(shell)
    assert made is not None  # click has all of these
    script = made(context.find_root().command, {}, "qabot", "_QABOT_COMPLETE")
    print_text(made.source_template % script.source_vars())
