"""The protocol over standard input and output, as desktop assistants speak it."""

from __future__ import annotations

import threading

import anyio
from mcp.server.stdio import stdio_server

from qabot.mcp_server.protocol_server import protocol_server
from qabot.service.kept_bot import KeptBot


def serve_standard_streams(kept: KeptBot) -> None:
    """Answer the client until it closes standard input; models are loaded meanwhile.

    Nothing but the protocol reaches standard output: what else is printed goes to standard error.
    A call that is being worked on goes on, on its thread, although nobody waits for it.
    """
    threading.Thread(target=kept.warm, name="warming", daemon=True).start()
    try:
        anyio.run(_serve, kept)
    except* BrokenPipeError:  # the client has gone before it was answered
        pass


async def _serve(kept: KeptBot) -> None:
    server = protocol_server(kept)
    async with stdio_server() as (requests, answers):
        await server.run(requests, answers, server.create_initialization_options())
