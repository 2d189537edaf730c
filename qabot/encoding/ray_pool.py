"""A Ray cluster as the pool that embeds: POOL.md beside this tells how it is set up and used."""

from __future__ import annotations

import importlib
import importlib.util
import logging
import os
import platform
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict
from typing import Any

from qabot.config import SyncSettings
from qabot.encoding.pool_worker import WorkOrder, as_texts, unpacked
from qabot.encoding.ray_address import checked_address, unreachable
from qabot.errors import PoolProblem
from qabot.protocols import Encoder
from qabot.types import PassageInput, PoolReply

_LOGGER = logging.getLogger(__name__)

_FIRST_SECONDS = 120.0
"""How long workers may take to say that they are there: each starts a process."""
_COUNTED_SECONDS = 2.0
"""How long it is taken for known how many workers there are; each count is a request."""
_SHOWN = 3
"""Workers that are named when many cannot be used."""


class RayPool:
    """The workers of a Ray cluster, as many as its processors or graphics cards allow.

    A batch is one task, run by whichever worker is free. Ray is not asked to retry: whoever leases
    batches does. Each task checks that its worker has this version of qabot and the same model.

    Args:
        address: ``ray://HOST:PORT``, ``HOST:PORT`` on a machine of the cluster, ``auto`` or
            ``ray://`` for the cluster that runs on this one, ``local`` for one made for the time
            being.
        allow_download: whether workers may fetch a model that they do not have.
    """

    def __init__(
        self, address: str, settings: SyncSettings | None = None, *, allow_download: bool = False
    ) -> None:
        self.address = address
        self._settings = settings or SyncSettings()
        self._allow_download = allow_download
        self._connected = False

    def connect(self) -> None:
        """Connect to the cluster, unless this process is connected to one already.

        Raises:
            PoolProblem: Ray is not installed, or the cluster cannot be reached or used.
        """
        if importlib.util.find_spec("ray") is None:
            raise PoolProblem("--embed needs ray; run: pip install 'qabot[ray]'")
        address = checked_address(self.address)
        ray = _ray()
        if ray.is_initialized():
            return
        os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nothing is told to Ray's makers
        options = {"include_dashboard": False} if address == "local" else {}
        try:
            ray.init(address, log_to_driver=False, configure_logging=False, **options)
        except (ConnectionError, RuntimeError, ValueError, OSError) as error:
            _LOGGER.debug("cannot connect to %s", address, exc_info=True)
            raise unreachable(self.address, address, error, _ray().__version__) from error
        self._connected = True

    def disconnect(self) -> None:
        """Let go of the cluster, which ends one that was made by :meth:`connect`."""
        if self._connected:
            self._connected = False
            _ray().shutdown()

    @contextmanager
    def opened(self, encoder: Encoder) -> Iterator[RayWorkers]:
        """Workers that each were seen to have the encoder's model and this version of qabot."""
        self.connect()
        order = WorkOrder(
            _version(),
            encoder.name,
            encoder.fingerprint,
            self._settings.encode_batch,
            self._allow_download,
        )
        workers = RayWorkers(self.address, order, self._settings)
        with workers.connection_lost_told():
            workers.check()
        yield workers


class RayWorkers:
    """Workers of a cluster that this process is connected to."""

    def __init__(self, address: str, order: WorkOrder, settings: SyncSettings) -> None:
        self._address = address
        self._order = asdict(order)
        self._needed = {"CPU": settings.worker_cpus, "GPU": settings.worker_gpus}
        self._task = _ray().remote(max_retries=0)(_task_by_value())
        self._out: dict[int, Any] = {}
        self._count = 0
        self._counted = float("-inf")

    @property
    def count(self) -> int:
        """How many workers the cluster has room for; one while it has lost all."""
        now = time.monotonic()
        if now - self._counted > _COUNTED_SECONDS:
            with self.connection_lost_told():
                self._count, self._counted = self._room(_ray().cluster_resources()), now
        return max(self._count, 1)

    def submit(self, lease: int, passages: Sequence[PassageInput]) -> None:
        """Hand out a batch to whichever worker is free first."""
        task = self._task.options(
            num_cpus=self._needed["CPU"],
            num_gpus=self._needed["GPU"] or None,
            scheduling_strategy="SPREAD",
        )
        with self.connection_lost_told():
            self._out[lease] = task.remote(self._order, as_texts(passages))

    def collect(self, seconds: float) -> list[PoolReply]:
        """What came back, or was lost, since."""
        leases = {reference: lease for lease, reference in self._out.items()}
        if not leases:
            return []
        waiting = list(leases)
        with self.connection_lost_told():
            ready, _ = _ray().wait(waiting, timeout=seconds)
            if ready:  # all that are by now
                ready, _ = _ray().wait(waiting, num_returns=len(waiting), timeout=0)
            return [self._reply(leases[reference]) for reference in ready]

    def withdraw(self, lease: int) -> None:
        """End the task, and the worker with it if it hangs."""
        reference = self._out.pop(lease, None)
        if reference is not None:
            with suppress(ConnectionError, RuntimeError, _ray().exceptions.RayError):
                _ray().cancel(reference, force=True)

    def check(self) -> None:
        """See that each machine of the cluster has a worker that can be used.

        Raises:
            PoolProblem: one cannot, or there is none.
        """
        ray = _ray()
        nodes = [node for node in ray.nodes() if node["Alive"] and self._room(node["Resources"])]
        if not nodes:
            raise PoolProblem(
                f"no machine of the Ray cluster at {self._address} has the processors or graphics"
                " cards for a worker; see sync.worker_cpus and sync.worker_gpus of --set"
            )
        affinity = importlib.import_module("ray.util.scheduling_strategies")
        asked = [
            self._task.options(
                num_cpus=0,
                scheduling_strategy=affinity.NodeAffinitySchedulingStrategy(node["NodeID"], False),
            ).remote(self._order, [])
            for node in nodes
        ]
        answered, _ = ray.wait(asked, num_returns=len(asked), timeout=_FIRST_SECONDS)
        if not answered:
            raise PoolProblem(f"no worker of the Ray cluster at {self._address} answers")
        self._refuse_if_any([self._answer(reference) for reference in answered])

    @contextmanager
    def connection_lost_told(self) -> Iterator[None]:
        """While the cluster is talked to.

        Raises:
            PoolProblem: it is gone.
        """
        try:
            yield
        except (ConnectionError, _ray().exceptions.RaySystemError) as error:
            raise PoolProblem(
                f"the Ray cluster at {self._address} is gone; what was embedded is kept: run it"
                " again to go on"
            ) from error

    def _room(self, resources: Mapping[str, float]) -> int:
        """How many workers these processors and graphics cards are enough for."""
        rooms = [
            int(resources.get(kind, 0.0) / each) for kind, each in self._needed.items() if each
        ]
        return min(rooms)

    def _reply(self, lease: int) -> PoolReply:
        answer = self._answer(self._out.pop(lease))
        if isinstance(answer, _Lost):
            return PoolReply(lease, None, answer.why)
        self._refuse_if_any([answer])
        return PoolReply(lease, unpacked(answer))

    def _answer(self, reference: Any) -> Any:
        """What a task gave: vectors, a refusal in words, or that it was lost."""
        errors = _ray().exceptions
        try:
            return _ray().get(reference)
        except errors.RaySystemError:
            raise
        except errors.RayError as error:
            _LOGGER.debug("a batch was lost", exc_info=True)
            return _Lost(_reason(error))

    def _refuse_if_any(self, answers: Sequence[Any]) -> None:
        refusals = sorted({answer for answer in answers if isinstance(answer, str)})
        if refusals:
            shown = "; ".join(refusals[:_SHOWN])
            more = f"; and {len(refusals) - _SHOWN} more workers" if refusals[_SHOWN:] else ""
            raise PoolProblem(f"{shown}{more}; or embed here, without --embed")


class _Lost:
    """A task of which nothing came back but why."""

    def __init__(self, why: str) -> None:
        self.why = why


def _reason(error: Any) -> str:
    """Why a task was lost, in words."""
    errors = _ray().exceptions
    for kind, words in (
        (errors.OutOfMemoryError, "its worker ran out of memory"),
        (errors.WorkerCrashedError, "its worker died"),
        (errors.NodeDiedError, "its machine was lost"),
        (errors.ObjectLostError, "its machine was lost"),
    ):
        if isinstance(error, kind):
            return words
    cause = getattr(error, "cause", None) or error
    return f"its worker failed ({type(cause).__name__})"


def _task_by_value() -> Callable[[dict[str, Any], Any], Any]:
    """What workers run. A function in a function travels by value, also to where qabot is not."""

    def embed_passages(order: dict[str, Any], texts: Any) -> Any:
        import importlib
        import importlib.util

        worker, wanted = f"worker {platform.node()}", order["version"]
        if importlib.util.find_spec("qabot") is None:
            return f"{worker} has no qabot; install qabot {wanted} there"
        there = importlib.import_module("qabot").__version__
        if there != wanted:
            return f"{worker} has qabot {there}, here is {wanted}; install the same"
        from qabot.encoding.pool_worker import WorkOrder, encode_texts

        return encode_texts(WorkOrder(**order), texts)

    return embed_passages


def _version() -> str:
    """This version of qabot, which the package above all rooms tells."""
    return str(importlib.import_module("qabot").__version__)


def _ray() -> Any:
    """Ray, which takes a second to import and is not installed with qabot."""
    return importlib.import_module("ray")
