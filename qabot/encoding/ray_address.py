"""Addresses of Ray clusters, and why one cannot be connected to."""

from __future__ import annotations

import platform
import re
import socket

from qabot.errors import PoolProblem

_CLIENT_PORT = 10001
"""Where a head node listens for programs on other machines, unless told otherwise."""
_REACHED_SECONDS = 5.0
"""How long an address may take to answer at all: Ray itself tries for minutes."""


def checked_address(given: str) -> str:
    """The address as Ray takes it.

    Raises:
        PoolProblem: it is none, or nothing answers there.
    """
    if given in {"auto", "local", "ray://"}:
        return "auto" if given == "ray://" else given
    form = re.fullmatch(r"(ray://)?([^\s/:]+|\[[^\s/]+\])(?::(\d{1,5}))?/?", given)
    if form is None or (not form[1] and not form[3]):
        raise PoolProblem(
            f"{given!r} is no address of a Ray cluster; give ray://HOST:{_CLIENT_PORT}, or local"
            " for workers on this machine"
        )
    host, port = form[2], int(form[3] or _CLIENT_PORT)
    try:
        socket.create_connection((host.strip("[]"), port), timeout=_REACHED_SECONDS).close()
    except (OSError, OverflowError) as error:
        raise PoolProblem(
            f"nothing answers at {host}:{port}; is the Ray cluster up (ray start --head), and its"
            " port open to this machine?"
        ) from error
    return f"{form[1] or ''}{host}:{port}"


def unreachable(given: str, address: str, error: Exception, version: str) -> PoolProblem:
    """Why connecting failed, in words.

    Args:
        given: the address as the user has it, ``address`` as Ray takes it.
        version: Ray's here.
    """
    if "ersion mismatch" in str(error):
        here = f"ray {version} and Python {platform.python_version()}"
        return PoolProblem(
            f"the Ray cluster at {given} runs other versions than {here}, which are here; install"
            " the same"
        )
    if address == "auto":
        return PoolProblem(
            "no Ray cluster runs on this machine; start one (ray start --head), or give --embed"
            " local"
        )
    if address == "local":
        return PoolProblem("Ray cannot start workers on this machine; run without --embed")
    return PoolProblem(
        f"what answers at {given} takes no connection; is it a Ray cluster, and that port the one"
        " for ray:// or, without it, of the head node? If it is only busy, run it again"
    )
