"""Many clients of ``qabot serve`` at once, run by hand:

    python tests/benchmarks/serve_load.py INDEX [--clients 50] [--seconds 600] [--questions FILE]

Starts the real program and has each client ask one question after another, without a pause: those
of the lines of a file of JSON (``question``), or else the titles of articles. Prints, as JSON,
``requests``, ``per_second``, ``errors`` by status or by what went wrong, ``p50``, ``p95`` and
``longest`` in milliseconds; on Linux also ``cpu``, the milliseconds that the program computed for
each request, and ``memory``, its resident MB when the clients begin and at each tenth of the time.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
import os
import random
import re
import signal
import socket
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import httpx2

_TOKEN = "token-of-the-benchmark"
_LONGEST = 120.0
"""Seconds that opening the index, or one answer, may take."""
_SAMPLES = 10


@dataclass
class Load:
    """What the clients have met so far."""

    milliseconds: list[float] = field(default_factory=list)
    errors: Counter[str] = field(default_factory=Counter)
    memory: list[float] = field(default_factory=list)
    cpu_seconds: float = 0.0

    def figures(self, seconds: float) -> dict[str, object]:
        """What is printed."""
        times = sorted(self.milliseconds)
        cuts = statistics.quantiles(times, n=100) if len(times) > 1 else [0.0] * 99
        return {
            "requests": len(times),
            "per_second": round(len(times) / seconds, 1),
            "errors": dict(self.errors),
            "p50": round(cuts[49]),
            "p95": round(cuts[94]),
            "longest": round(times[-1]) if times else 0,
            "cpu": round(1000 * self.cpu_seconds / max(1, len(times))),
            "memory": self.memory,
        }


@contextmanager
def served(index: Path) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """The program over an index and its address, until the block is left."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "qabot", "serve", "--index", str(index)]
    options = ["--port", str(port), "--token", _TOKEN]
    with subprocess.Popen([*command, *options], stdout=subprocess.DEVNULL) as process:
        try:
            yield process, f"http://127.0.0.1:{port}"
        finally:
            process.send_signal(signal.SIGINT)


async def when_open(client: httpx2.AsyncClient) -> list[str]:
    """Titles of articles, once the index is open."""
    deadline = time.monotonic() + _LONGEST
    while time.monotonic() < deadline:
        with suppress(httpx2.TransportError):
            answer = await client.get("/api/articles", params={"limit": 200})
            if answer.status_code == 200:
                return [one["title"] for one in answer.json()["articles"] if one["title"]]
        await asyncio.sleep(0.2)
    raise TimeoutError(f"the index was not open after {_LONGEST:.0f} s")


async def ask_on(
    client: httpx2.AsyncClient, questions: Iterator[str], until: float, load: Load
) -> None:
    """Ask one question after another until then."""
    while time.monotonic() < until:
        began = time.monotonic()
        try:
            answer = await client.get("/api/ask", params={"question": next(questions)})
        except httpx2.TransportError as error:
            load.errors[type(error).__name__] += 1
            continue
        load.milliseconds.append(1000 * (time.monotonic() - began))
        if answer.status_code != 200:
            load.errors[str(answer.status_code)] += 1


async def watch_memory(process: int, seconds: float, load: Load) -> None:
    """Note the resident memory of a process now and then."""
    status = Path(f"/proc/{process}/status")
    for number in range(_SAMPLES + 1):
        if status.exists():
            kilobytes = re.search(r"VmRSS:\s+(\d+)", status.read_text())
            load.memory.append(round(int(kilobytes.group(1)) / 1024) if kilobytes else 0)
        if number < _SAMPLES:
            await asyncio.sleep(seconds / _SAMPLES)


def cpu_seconds(process: int) -> float:
    """What a process has computed so far; 0 where the system does not tell."""
    status = Path(f"/proc/{process}/stat")
    if not status.exists():
        return 0.0
    after_name = status.read_text().rpartition(")")[2].split()
    return (int(after_name[11]) + int(after_name[12])) / os.sysconf("SC_CLK_TCK")


async def measured(arguments: argparse.Namespace) -> dict[str, object]:
    """What all clients together met."""
    load = Load()
    limits = httpx2.Limits(max_connections=arguments.clients + 1)
    headers = {"Authorization": f"Bearer {_TOKEN}"}
    with served(arguments.index) as (process, address):
        async with httpx2.AsyncClient(
            base_url=address, headers=headers, limits=limits, timeout=_LONGEST
        ) as client:
            asked = await when_open(client)
            if arguments.questions is not None:
                lines = arguments.questions.read_text(encoding="utf-8").splitlines()
                asked = [json.loads(line)["question"] for line in lines]
            random.Random(0).shuffle(asked)
            questions = itertools.cycle(asked)
            await client.get("/api/ask", params={"question": asked[0]})  # loads the models
            until, computed = time.monotonic() + arguments.seconds, cpu_seconds(process.pid)
            clients = [ask_on(client, questions, until, load) for _ in range(arguments.clients)]
            await asyncio.gather(watch_memory(process.pid, arguments.seconds, load), *clients)
            load.cpu_seconds = cpu_seconds(process.pid) - computed
    return load.figures(arguments.seconds)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("index", type=Path)
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--questions", type=Path)
    print(json.dumps(asyncio.run(measured(parser.parse_args())), indent=2))


if __name__ == "__main__":
    main()
