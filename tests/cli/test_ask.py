"""Asking from a shell: typed in several words, piped in, gone on from; and how it ends."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from qabot.bot import QABot
from qabot.cli.entry_point import main
from qabot.sessions.session_store import SessionStore
from tests.conftest import write_articles

pytestmark = pytest.mark.model
ARTICLES = {
    "gates.txt": "Gates\n\n“We shall keep the gates open,” said Hans Weber, the mayor."
    " He was born in Bern.\n",
    "bread.md": "---\noutlet: The Post\n---\nBread is baked from flour, water and salt.\n",
}
WHO = "who said we shall keep the gates open"


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("ask")
    write_articles(home / "articles", ARTICLES)
    with QABot.from_folder(home / "articles", home / "index"):
        return home / "index"


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SessionStore:
    """Where this test's sessions are saved."""
    monkeypatch.setenv("QABOT_DATA", str(tmp_path))
    return SessionStore.of_user()


def run(index: Path, *arguments: str, input: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["ask", "--index", str(index), *arguments], input=input)


@pytest.mark.parametrize(
    ("typed", "piped"),
    [
        ([WHO], None),
        (WHO.split(), None),
        ([*WHO.split(), "--outlet", ""], None),
        ([], f"  {WHO}\n"),
        (["-"], f"{WHO}\n"),
        ([], WHO.replace("the gates", "the\ngates").encode() + b"\xff"),
    ],
)
def test_a_question_is_typed_or_piped(
    index: Path, typed: Sequence[str], piped: str | bytes | None
) -> None:
    result = run(index, *typed, input=piped)
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("Hans Weber, the mayor  (")


@pytest.mark.parametrize("piped", [None, "", " \n"])
def test_without_a_question_there_is_a_line(index: Path, piped: str | None) -> None:
    result = run(index, input=piped)
    assert result.exit_code == 2
    assert result.stderr.endswith("Error: give a QUESTION, or --input FILE with --json\n")


def test_what_is_piped_is_not_read_where_a_question_is_typed(index: Path) -> None:
    assert json.loads(run(index, "moon", "--json", input=WHO).stdout)["question"] == "moon"


@pytest.mark.parametrize(
    ("question", "verdict", "status"),
    [
        (WHO, "answered", 0),
        ("how much salt is in bread", "related", 3),
        ("what is bread --until 1900", "nothing", 4),
    ],
)
def test_the_exit_status_tells_the_verdict_where_that_is_asked_for(
    index: Path, question: str, verdict: str, status: int
) -> None:
    result = run(index, *question.split(), "--exit-status", "--json")
    assert (json.loads(result.stdout)["verdict"], result.exit_code) == (verdict, status)
    assert run(index, question).exit_code == 0


def test_errors_keep_their_status(tmp_path: Path) -> None:
    assert run(tmp_path / "none", WHO, "--exit-status").exit_code == 1


def test_a_question_goes_on_from_the_one_before(index: Path) -> None:
    run(index, WHO)
    answer = json.loads(run(index, "where was he born", "--continue", "--json").stdout)
    assert "Hans Weber" in answer["interpreted"]
    assert answer["text"] == "Bern"
    again = json.loads(run(index, "where was he born", "--json").stdout)
    assert again["interpreted"] == ""


def test_it_goes_on_in_the_session_of_the_chat(index: Path, store: SessionStore) -> None:
    with QABot.open(index) as bot:
        answer = bot.ask(WHO)
    place = store.asked(WHO, answer.filters, str(index.resolve()), None)
    store.answered(place.exchange, answer)
    run(index, "where was he born", "--continue")
    [session] = store.sessions()
    assert (session.id, session.exchanges) == (place.session, 2)


def test_it_asks_the_articles_that_were_asked_before(index: Path) -> None:
    run(index, "what is bread baked from", "--outlet", "post")
    same = json.loads(run(index, "who said so", "--continue", "--json").stdout)
    assert same["filters"] == {"outlet": "post"}
    other = json.loads(run(index, "who", "--continue", "--json", "--path", "gates*").stdout)
    assert other["filters"] == {"path": "gates*"}


def test_a_question_alone_makes_way_for_the_next(index: Path, store: SessionStore) -> None:
    titles = []
    for arguments in (["one thing"], ["other thing"], ["and then", "--continue"], ["last thing"]):
        run(index, *arguments)
        titles.append([session.title for session in store.sessions()])
    assert titles == [
        ["one thing"],
        ["other thing"],
        ["other thing"],
        ["last thing", "other thing"],
    ]


def test_there_may_be_nothing_to_go_on_from(index: Path, store: SessionStore) -> None:
    result = run(index, "why", "--continue")
    assert result.exit_code == 1
    assert result.stderr == (
        f"Error: no question was asked of the index at {index.resolve()} yet; ask one without "
        "--continue\n"
    )
    assert store.sessions() == []


def test_an_answer_that_cannot_be_saved_is_printed_all_the_same(
    index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("QABOT_DATA", str(tmp_path / "file"))
    result = run(index, WHO)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("Hans Weber")
    assert "cannot use" in run(index, WHO, "--continue").stderr


@pytest.mark.parametrize("other", ["who", "--continue", "--exit-status"])
def test_many_questions_take_nothing_else(index: Path, other: str) -> None:
    result = run(index, "--input", "-", "--json", other, input="{}")
    assert result.exit_code == 2
    assert "with --input give no QUESTION, --continue or --exit-status" in result.stderr


_NOT_NEEDED = (
    "torch transformers sentence_transformers textual starlette uvicorn jinja2 pydantic scipy"
    " watchfiles lxml trafilatura psycopg pymilvus grpc ray safetensors.numpy qabot.sync"
    " qabot.ui qabot.web qabot.service qabot.evaluation qabot.training qabot.checking"
    " qabot.mcp_server qabot.engines.milvus qabot.store.postgres qabot.store.writer"
    " qabot.store.lock qabot.encoding.ray_pool"
    " qabot.readers.question_answering qabot.readers.cross_encoder"
)
"""What would take longer to import, or to read, than to answer."""


def test_a_question_imports_no_more_than_it_needs(index: Path) -> None:
    asked = [WHO, "--index", str(index)]
    code = (
        "import atexit, gc, sys\n"
        f"needless = {_NOT_NEEDED.split()!r}\n"
        "looks = []\n"
        "gc.callbacks.append(lambda phase, info: looks.append(phase))\n"
        "def tell():\n"
        "    print([name for name in needless if name in sys.modules], len(looks) < 50)\n"
        "atexit.register(tell)\n"
        f"sys.argv = ['qabot', 'ask', *{asked!r}]\n"
        "from qabot.cli import main\n"
        "main()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "Hans Weber" in done.stdout
    assert done.stdout.splitlines()[-1] == "[] True"
