"""``qabot mcp``: the articles as tools of an assistant."""

from __future__ import annotations

import importlib.util
import os
import signal
from functools import cache, partial
from pathlib import Path

import click

from qabot.cli.options import index_option, one_line_errors, reader_options


@click.command("mcp")
@index_option
@reader_options
@one_line_errors
def mcp_command(index: Path, reader: str, allow_download: bool) -> None:
    """Lend the articles to an assistant as tools, over MCP on standard input and output.

    It is started by the assistant's program and only reads: qabot index brings the index in step.
    """
    if importlib.util.find_spec("mcp") is None:
        raise click.ClickException("qabot mcp needs mcp; run: pip install 'qabot[mcp]'")
    # asyncio would wait for the thread that reads standard input; there is nothing to be saved
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    from qabot.mcp_server.standard_streams import serve_standard_streams
    from qabot.readers.choice import load_reader
    from qabot.service.bot_source import IndexFolder
    from qabot.service.kept_bot import KeptBot

    choose = cache(partial(load_reader, reader, allow_download=allow_download))
    serve_standard_streams(KeptBot(IndexFolder(index, choose, allow_download).open))
    os._exit(0)  # the client has gone: whatever its last call is doing is not waited for
