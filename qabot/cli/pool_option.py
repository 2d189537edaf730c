"""The option that names workers to embed with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:  # numpy alone takes .2 s, and --help imports this
    from qabot.config import SyncSettings
    from qabot.protocols import EmbeddingPool

embed_option = click.option(
    "--embed",
    metavar="ADDRESS",
    help="Embed by the workers of a Ray cluster: ray://HOST:10001, or local for this machine.",
)


def connected_pool(
    address: str | None, settings: SyncSettings, *, allow_download: bool
) -> EmbeddingPool | None:
    """The workers at an address, connected until the command ends; None without an address.

    Raises:
        PoolProblem: they cannot be reached.
    """
    if address is None:
        return None
    from qabot.encoding.ray_pool import RayPool

    pool = RayPool(address, settings, allow_download=allow_download)
    pool.connect()
    click.get_current_context().call_on_close(pool.disconnect)
    return pool
