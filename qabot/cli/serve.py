"""``qabot serve``: the articles in a browser, and for other programs.

Only click is imported here, so that ``qabot --help`` stays quick.
"""

from __future__ import annotations

import os
import sys
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qabot.cli.options import error_line, index_option, one_line_errors, reader_options

if TYPE_CHECKING:
    from threading import Thread

    from qabot.service.events import IndexEvent

_PATIENCE = 0.2
"""Seconds that a sync has to stop at a good place; stopped elsewhere it loses a batch."""
_SHORTEST_TOKEN = 16


def checked_token(
    context: click.Context, parameter: click.Parameter, token: str | None
) -> str | None:
    """A token that was chosen, if nobody guesses it and it can stand in an address as it is."""
    if token is not None and (
        len(token) < _SHORTEST_TOKEN
        or not token.replace("-", "").replace("_", "").isalnum()
        or not token.isascii()
    ):
        raise click.BadParameter(
            f"give at least {_SHORTEST_TOKEN} characters of A-Z, a-z, 0-9, - and _"
        )
    return token


@click.command("serve")
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    metavar="ADDRESS",
    help="Address to listen on; any but this machine's own lets others in.",
)
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, metavar="N")
@click.option(
    "--token",
    envvar="QABOT_TOKEN",
    metavar="TOKEN",
    callback=checked_token,
    help="What lets browsers and programs in; also QABOT_TOKEN.  [default: a new one]",
)
@index_option
@reader_options
@one_line_errors
def serve_command(
    host: str, port: int, token: str | None, index: Path, reader: str, allow_download: bool
) -> None:
    """Open the articles in a browser, and to other programs over HTTP and MCP.

    The address that is printed has a token in it, which lets a browser in; programs send it as
    a bearer token. The page of the API is at /api/docs.
    """
    from qabot.readers.choice import load_reader
    from qabot.service.bot_service import BotService
    from qabot.service.bot_source import IndexFolder
    from qabot.sessions.session_store import SessionStore
    from qabot.web.application import make_application  # starlette: 0.2 s
    from qabot.web.guard import is_loopback, new_token
    from qabot.web.page_server import PageServer, listening_socket
    from qabot.web.pages import page_routes
    from qabot.web.web_context import WebContext

    listening = listening_socket(host, port)
    if not is_loopback(host):
        click.echo(
            f"Warning: whoever reaches {error_line(host)} and has the token can read all articles "
            "and sessions; there is no encryption, so others on the way can read it, too",
            err=True,
        )
    choose = cache(partial(load_reader, reader, allow_download=allow_download))
    service = BotService(IndexFolder(index, choose, allow_download), Path("corpus"))
    service.subscribe(_tell)
    context = WebContext(service, SessionStore.of_user(), token or new_token(), host, port)
    server = PageServer(make_application(context, page_routes=page_routes(context.service)))
    click.echo(f"qabot is at {context.entrance} (Ctrl+C stops it)")
    service.open()
    server.heed_hanging_up()
    server.run([listening])
    _leave(server.closing)


def _tell(event: IndexEvent) -> None:
    """Say in the terminal what a page may not be open to say."""
    from qabot.service.events import IndexOpened, OpeningFailed, ServiceBroken, SyncFailed

    if isinstance(event, IndexOpened):
        found = "articles, by words alone until the index is made" if event.partial else "articles"
        click.echo(f"{event.status.articles:,} {found}", err=True)
    elif isinstance(event, OpeningFailed | SyncFailed):
        click.echo(f"Error: {event.error}", err=True)
    elif isinstance(event, ServiceBroken):
        sys.excepthook(type(event.error), event.error, event.error.__traceback__)


def _leave(closing: Thread) -> None:
    """End, whatever threads are doing; what they have written is whole at each moment."""
    from qabot.store.lock import forget_writing

    closing.join(_PATIENCE)
    forget_writing()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)
