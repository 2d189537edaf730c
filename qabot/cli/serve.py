"""``qabot serve``: the chat in a browser.

Only click is imported here, so that ``qabot --help`` stays quick.
"""

from __future__ import annotations

import socket
from pathlib import Path

import click

from qabot.cli.options import error_line, index_option, one_line_errors, reader_options


@click.command("serve")
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    metavar="ADDRESS",
    help="Address to listen on; any but this machine's own lets others in.",
)
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, metavar="N")
@index_option
@reader_options
@one_line_errors
def serve_command(host: str, port: int, index: Path, reader: str, allow_download: bool) -> None:
    """Open the chat in a browser: each tab is a chat of its own."""
    from qabot.ui.chat_server import ChatServer, is_loopback  # aiohttp: 0.2 s

    if not is_loopback(host):
        click.echo(
            f"Warning: whoever reaches {error_line(host)} can read all articles and use the chat "
            "as you; there is no password and no encryption",
            err=True,
        )
    arguments = ["--index", str(index), "--reader", reader]
    server = ChatServer(arguments + ["--allow-download"] * allow_download, host, port)
    _check_free(host, port)
    shown = f"[{host}]" if ":" in host else host
    click.echo(f"qabot is at http://{shown}:{port} (Ctrl+C stops it)")
    server.serve()


def _check_free(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.create_server((host, port), family=family).close()
    except (OSError, TypeError, UnicodeError) as error:  # the latter two of what is no name
        told = error.strerror if isinstance(error, OSError) else None
        reason = str(told or error).partition(" (")[0]
        raise click.ClickException(
            f"cannot listen on {error_line(host)} port {port}: {reason}; try another --port"
        ) from error
