"""Passages embedded by the workers of a Ray cluster, some of which are killed."""

from __future__ import annotations

import importlib.util
import os
import re
import signal
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import qabot
from qabot.cli.entry_point import main
from qabot.config import Settings, SyncSettings
from qabot.encoding import LazyEncoder
from qabot.encoding.ray_pool import RayPool
from qabot.errors import PoolProblem
from qabot.index import Index
from qabot.types import SyncProgress
from tests.conftest import write_articles
from tests.sync.test_pooled_embedding import vectors

HAS_RAY = importlib.util.find_spec("ray") is not None
needs_ray = [
    pytest.mark.skipif(not HAS_RAY or sys.platform != "linux", reason="needs ray, and /proc"),
    pytest.mark.ray,
    pytest.mark.model,
]
SETTINGS = Settings.of(batch_passages=2)
HIDES_QABOT = "import sys; sys.modules['qabot'] = None"
OLD_QABOT = """
import sys, types
from importlib.machinery import ModuleSpec

old = sys.modules["qabot"] = types.ModuleType("qabot")
old.__version__, old.__spec__ = "0.0.9", ModuleSpec("qabot", None)
"""


@pytest.mark.skipif(not HAS_RAY, reason="needs ray")
@pytest.mark.parametrize("scheme", ["ray://", ""])
def test_an_address_at_which_nothing_listens_is_told_at_once(scheme: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    with pytest.raises(PoolProblem, match=rf"nothing answers at 127\.0\.0\.1:{port}; is"):
        RayPool(f"{scheme}127.0.0.1:{port}").connect()


@pytest.mark.skipif(not HAS_RAY, reason="needs ray")
@pytest.mark.parametrize("address", ["http://host:1", "ray://host:x", "somewhere", "ray://a b"])
def test_what_is_no_address_is_told(address: str) -> None:
    with pytest.raises(PoolProblem, match=re.escape(f"{address!r} is no address of a Ray")):
        RayPool(address).connect()


@pytest.mark.skipif(HAS_RAY, reason="ray is installed")
def test_without_ray_it_is_told_how_to_install_it(tmp_path: Path, folder: Path) -> None:
    command = ["index", str(folder), "--index", str(tmp_path / "index"), "--embed", "local"]
    result = CliRunner().invoke(main, command)
    assert result.output == "Error: --embed needs ray; run: pip install 'qabot[ray]'\n"
    assert result.exit_code == 1


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """Two machines, on paper, with room for one worker each."""
    from ray.cluster_utils import Cluster

    os.environ.setdefault("RAY_raylet_start_wait_time_s", "100")  # on a busy machine
    made = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
    made.add_node(num_cpus=1)
    yield made
    made.shutdown()


@pytest.fixture
def pool(cluster: Any) -> Iterator[RayPool]:
    made = RayPool(cluster.address)
    made.connect()
    yield made
    made.disconnect()


def running_workers() -> list[int]:
    """Processes that are at work on a batch: Ray shows in a process's title what it runs."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            title = (process / "cmdline").read_bytes()
        except OSError:
            continue  # it has ended
        if title.startswith(b"ray::") and b"embed_passages" in title:
            found.append(int(process.name))
    return found


class TestOnACluster:
    pytestmark = needs_ray

    def test_killed_workers_lose_no_article(
        self, tmp_path: Path, folder: Path, pool: RayPool
    ) -> None:
        text = "A rocket reached the moon on Sunday. The crew slept.\n\n"
        write_articles(folder, {f"{n}.txt": f"Article {n}\n\n{text * 40}" for n in range(4)})
        here = Index.create(tmp_path / "here", SETTINGS)
        here.sync([folder])
        killed: list[int] = []

        def kill(moved: SyncProgress) -> None:
            if moved.embedded and not killed:
                killed.extend(running_workers())
                for process in killed:
                    os.kill(process, signal.SIGKILL)

        elsewhere = Index.create(tmp_path / "elsewhere", SETTINGS, pool=pool)
        report = elsewhere.sync([folder], progress=kill)
        assert killed
        assert report.embedded == len(vectors(here))
        assert vectors(elsewhere) == vectors(here)
        assert elsewhere.status().unembedded == 0

    def test_a_lost_machine_loses_no_article(
        self, tmp_path: Path, folder: Path, cluster: Any, pool: RayPool
    ) -> None:
        write_articles(folder, {f"{n}.txt": f"Article {n}\n\nThe moon rose." for n in range(20)})
        lost = cluster.add_node(num_cpus=1)
        cluster.wait_for_nodes()
        nodes = [lost]

        def remove(moved: SyncProgress) -> None:
            if moved.embedded and nodes:
                cluster.remove_node(nodes.pop(), allow_graceful=False)

        index = Index.create(tmp_path / "index", SETTINGS, pool=pool)
        report = index.sync([folder], progress=remove)
        assert not nodes
        assert (report.added, report.embedded) == (23, 23)
        assert index.status().unembedded == 0

    @pytest.mark.parametrize(
        ("at_start", "said"),
        [
            (OLD_QABOT, f"has qabot 0.0.9, here is {qabot.__version__}; install the same"),
            (HIDES_QABOT, f"has no qabot; install qabot {qabot.__version__} there"),
        ],
        ids=["another version", "none"],
    )
    def test_a_machine_with_another_qabot_is_told(
        self, tmp_path: Path, cluster: Any, pool: RayPool, at_start: str, said: str
    ) -> None:
        first = tmp_path / "packages"
        write_articles(first, {"sitecustomize.py": at_start})
        paths = [str(first), os.environ.get("PYTHONPATH", "")]
        node = cluster.add_node(num_cpus=1, env_vars={"PYTHONPATH": os.pathsep.join(paths)})
        cluster.wait_for_nodes()
        try:
            with pytest.raises(PoolProblem, match=re.escape(said)):
                pool.opened(LazyEncoder("all-MiniLM-L6-v2")).__enter__()
        finally:
            cluster.remove_node(node)

    def test_a_cluster_without_room_for_a_worker_is_told(self, cluster: Any) -> None:
        pool = RayPool(cluster.address, SyncSettings(worker_cpus=64.0))
        try:
            with pytest.raises(PoolProblem, match=r"no machine of the Ray cluster at .* has the"):
                pool.opened(LazyEncoder("all-MiniLM-L6-v2")).__enter__()
        finally:
            pool.disconnect()
