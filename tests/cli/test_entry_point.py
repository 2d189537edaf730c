"""The command line as a user meets it: exact output, exit status, streams."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from qabot.bot import QABot
from qabot.cli.entry_point import main
from qabot.cli.output import print_json
from qabot.config import BUNDLED_MODEL
from qabot.errors import ModelError
from qabot.index import Index
from tests.conftest import write_articles
from tests.doubles import WordEncoder, WordReader


def run(*arguments: str | Path, input: str | None = None) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=input)


def commands() -> dict[str, click.Command]:
    context = click.Context(main)
    found = {name: main.get_command(context, name) for name in main.list_commands(context)}
    return {name: command for name, command in found.items() if command is not None}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with articles and an index made by the real model."""
    home = tmp_path_factory.mktemp("cli")
    write_articles(
        home / "articles",
        {
            "wall.md": (
                "---\ntitle: The wall opens\noutlet: The Post\nauthor: A. Writer\n"
                "published: 1989-11-10\n---\n"
                "The Berlin Wall was opened on Thursday night.\n\n"
                "“We shall keep the gates open,” said Hans Weber, the mayor.\n"
            ),
            "bread.txt": "Bread\n\nBread is baked from flour, water and salt.\n",
        },
    )
    (home / "articles" / "photo.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    result = run("index", home / "articles", "--index", home / "index", "--json")
    assert result.exit_code == 0, result.output
    report = json.loads(result.stdout)
    assert (report["added"], report["embedded"]) == (2, 2)
    assert [skipped["path"] for skipped in report["skipped"]] == ["photo.txt"]
    return home


@pytest.mark.model
def test_ask(built: Path) -> None:
    result = run("ask", "who said we shall keep the gates open", "--index", built / "index")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert re.fullmatch(r"Hans Weber, the mayor  \(\w+( likely)?, \d\d%\)", lines[0])
    assert lines[2:] == [
        "[1] “We shall keep the gates open,” said Hans Weber, the mayor.",
        "    The wall opens · A. Writer, The Post, 1989-11-10 · wall.md",
    ]


@pytest.mark.model
def test_ask_as_json(built: Path) -> None:
    result = run(
        "ask", "who said we shall keep the gates open", "--index", built / "index", "--json"
    )
    answer = json.loads(result.stdout)
    assert answer["verdict"] == "answered"
    assert answer["speaker"] == {
        "name": "Hans Weber",
        "mention": "Hans Weber, the mayor",
        "role": "the mayor",
    }
    (citation,) = answer["citations"]
    assert citation["article"] == {
        "path": "wall.md",
        "title": "The wall opens",
        "author": "A. Writer",
        "published": "1989-11-10",
        "outlet": "The Post",
    }
    shown = run(
        "show", "wall.md", "--index", built / "index",
        "--start", str(citation["start"]), "--end", str(citation["end"]),
    )  # fmt: skip
    assert shown.stdout == citation["text"]


@pytest.mark.model
def test_many_questions(built: Path) -> None:
    lines = [
        '{"id": "a", "question": "who said we shall keep the gates open"}',
        '{"id": "b", "question": ""}',
        '{"question": ',
        "  who said we shall keep the gates open ",
        '{"id": 4, "question": "what is bread baked from", "history": ["tell me of bread"]}',
        '{"id": "e"}',
    ]
    result = run(
        "ask", "--input", "-", "--json", "--index", built / "index", input="\n".join(lines)
    )
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert [answer.get("id") for answer in answers] == ["a", "b", None, None, 4, "e"]
    assert [answers[number]["text"] for number in (0, 3)] == ["Hans Weber"] * 2
    assert answers[3]["question"] == "who said we shall keep the gates open"
    assert "empty" in answers[1]["error"]
    assert "line 3 is not JSON" in answers[2]["error"]
    assert answers[4]["citations"][0]["article"]["path"] == "bread.txt"
    assert answers[5]["error"] == 'line 6 has no "question"'
    assert result.exit_code == 1
    assert "3 of the questions could not be asked" in result.stderr


@pytest.mark.model
def test_a_line_that_is_not_text_spoils_no_other(built: Path) -> None:
    lines = b'{"id": 1, "question": "what is bread baked from"}\n\xff\xfe{\n' + b"[" * 100_000
    lines += b'\n{"id": 4, "question": "bread \\ud800"}\n'
    (built / "odd.jsonl").write_bytes(lines)
    result = run("ask", "--input", built / "odd.jsonl", "--json", "--index", built / "index")
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert ["error" in answer for answer in answers] == [False, True, True, False]


@pytest.mark.model
def test_filters(built: Path) -> None:
    only = run("search", "bread", "--index", built / "index", "--json", "--until", "1990")
    assert [hit["article"]["path"] for hit in json.loads(only.stdout)["passages"]] == ["wall.md"]
    wrong = run("ask", "bread", "--index", built / "index", "--since", "yesterday")
    assert wrong.exit_code == 1
    assert wrong.stderr == (
        "Error: --since 'yesterday' is not a date; write YYYY, YYYY-MM or YYYY-MM-DD\n"
    )


@pytest.mark.model
def test_dates_in_a_question(built: Path) -> None:
    question = ("ask", "what did the mayor say last week", "--index", built / "index")
    then = run(*question, "--today", "1989-11-15")
    assert then.stdout.splitlines()[1] == (
        "(only articles published 1989-11-06 to 1989-11-12 · from “last week”)"
    )
    assert "last week" not in run(*question, "--no-dates").stdout
    lines = '{"question": "what happened last week"}'
    many = run(
        "ask", "--input", "-", "--json", "--today", "1989-11-15", "--index", built / "index",
        input=lines,
    )  # fmt: skip
    assert json.loads(many.stdout)["dates"][0]["since"] == "1989-11-06"
    wrong = run(*question, "--today", "Tuesday")
    assert wrong.stderr == "Error: --today 'Tuesday' is not a day; write YYYY-MM-DD\n"


@pytest.mark.model
def test_search(built: Path) -> None:
    result = run("search", "bread", "-k", "1", "--index", built / "index", "--json")
    (hit,) = json.loads(result.stdout)["passages"]
    assert hit["article"]["path"] == "bread.txt"
    assert hit["score"] == 1.0
    assert hit["parts"]["dense"] == hit["parts"]["lexical"] == 1.0
    assert hit["text"].endswith("Bread is baked from flour, water and salt.")


@pytest.mark.model
def test_every_mention(built: Path) -> None:
    result = run("search", "--all", "open", "--index", built / "index")
    assert result.stdout.splitlines()[:2] == [
        "“open”: 1 mention in 1 article",
        "    1  The wall opens · A. Writer, The Post, 1989-11-10 · wall.md",
    ]
    as_json = run("search", "--all", "bread", "--index", built / "index", "--json")
    assert json.loads(as_json.stdout)["total"] == {"articles": 1, "mentions": 2}


@pytest.mark.model
def test_timeline(built: Path) -> None:
    result = run("timeline", "gates", "--index", built / "index")
    assert result.stdout.splitlines() == [
        "1989-11-10  [1] “We shall keep the gates open,” said Hans Weber, the mayor.",
        "            The wall opens · A. Writer, The Post, 1989-11-10 · wall.md",
    ]
    as_json = run("timeline", "wall", "--index", built / "index", "--json")
    assert [event["date"] for event in json.loads(as_json.stdout)["events"]] == ["1989-11-09"]


@pytest.mark.model
def test_status(built: Path) -> None:
    result = run("status", "--index", built / "index", "--json")
    status = json.loads(result.stdout)
    assert (status["articles"], status["passages"], status["model"]) == (2, 2, BUNDLED_MODEL)
    assert status["changed_since"] == {
        "new": [], "changed": [], "removed": [], "moved": [], "missing_folders": [], "stale": [],
    }  # fmt: skip
    (built / "articles" / "new.txt").write_text("New.")
    try:
        text = run("status", "--index", built / "index").stdout
    finally:
        (built / "articles" / "new.txt").unlink()
    assert "files since 1 new, 0 changed, 0 removed" in text
    assert "photo.txt: looks binary" in text


@pytest.mark.model
def test_show_an_article_that_is_not_there(built: Path) -> None:
    result = run("show", "nope.txt", "--index", built / "index")
    assert result.exit_code == 1
    assert "no article 'nope.txt'" in result.stderr
    close = run("show", "wal.md", "--index", built / "index")
    assert close.stderr.endswith("; did you mean wall.md?\n")


@pytest.mark.model
def test_files_of_the_same_name_in_two_folders(built: Path) -> None:
    write_articles(built / "more", {"bread.txt": "Bread is sold on Mondays.\n", "tea.txt": "Tea."})
    index = built / "two"
    made = run("index", built / "articles", built / "more", "--index", index, "--json")
    assert [file["path"] for file in json.loads(made.stdout)["skipped"]] == ["articles/photo.txt"]
    asked = run("ask", "when is bread sold", "--index", index, "--path", "more/*", "--json")
    (citation,) = json.loads(asked.stdout)["citations"]
    assert citation["article"]["path"] == "more/bread.txt"
    assert run("show", "more/bread.txt", "--index", index).stdout == "Bread is sold on Mondays.\n"
    assert run("show", "tea.txt", "--index", index).stdout == "Tea.\n"
    several = run("show", "bread.txt", "--index", index)
    assert several.exit_code == 1
    assert several.stderr == (
        "Error: 'bread.txt' may be articles/bread.txt or more/bread.txt; give one of these\n"
    )
    (built / "more" / "tea.txt").write_text("Green tea.")
    assert (
        "more/tea.txt"
        in json.loads(run("status", "--index", index, "--json").stdout)["changed_since"]["changed"]
    )
    run("index", built / "more", "--index", index)
    assert run("show", "more/tea.txt", "--index", index).stdout == "Green tea.\n"


@pytest.mark.model
def test_show_what_lies_outside_the_article(built: Path) -> None:
    result = run("show", "wall.md", "--index", built / "index", "--start", "5000")
    assert result.exit_code == 2
    assert "there is nothing from --start 5000" in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [("ask", "who?"), ("search", "x"), ("status",), ("show", "a.txt"), ("index", "nowhere")],
)
def test_errors_are_one_line(tmp_path: Path, arguments: Sequence[str]) -> None:
    result = run(*arguments, "--index", tmp_path / "none")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.startswith("Error: no ")
    assert result.stderr.count("\n") == 1


def test_the_index_can_be_named_by_the_environment(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["status"], env={"QABOT_INDEX": str(tmp_path / "named")})
    assert f"no index at {tmp_path / 'named'}" in result.stderr


def test_without_a_terminal_the_chat_points_to_ask() -> None:
    result = run()
    assert result.exit_code == 1
    assert result.stderr == (
        'Error: the chat needs a terminal; for a single answer run: qabot ask "QUESTION"\n'
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [(("ask",), "give a QUESTION"), (("ask", "--input", "-"), "add --json")],
)
def test_usage(arguments: Sequence[str], message: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e\ud800-\udfff]", result.stderr)
    assert len(result.stderr) < 400


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys\nfrom click.testing import CliRunner\nfrom qabot.cli.entry_point import main\n"
        "assert CliRunner().invoke(main, ['--help']).exit_code == 0\n"
        "heavy = {'numpy', 'torch', 'faiss', 'textual', 'rich', 'tantivy', 'transformers'}\n"
        "heavy |= {'msgspec'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_chat_is_on_screen_before_what_answers_is_imported(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom qabot.cli.entry_point import main\nfrom qabot.ui.app import ChatApp\n"
        "heavy = {'numpy', 'faiss', 'torch', 'tantivy', 'onnxruntime', 'tokenizers', 'starlette'}\n"
        "heavy |= {'qabot.bot', 'qabot.index', 'qabot.encoding', 'qabot.reading', 'qabot.web'}\n"
        "ChatApp.run = lambda app: print('runs', sorted(heavy & set(sys.modules)))\n"
        "sys.stdin.isatty = sys.stdout.isatty = lambda: True\n"
        "main(['--index', 'nowhere'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        stdin=subprocess.DEVNULL,
        env=os.environ | {"QABOT_DATA": str(tmp_path)},
    )
    assert done.stdout.strip() == "runs []"


def test_every_command_of_the_readme_exists() -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"^\| `qabot (\w+)", readme, re.MULTILINE))
    assert listed == commands().keys()
    for name, command in commands().items():
        assert command.help, name


def test_each_command_has_a_file_of_its_own() -> None:
    modules = {
        name: getattr(command.callback, "__module__", "") for name, command in commands().items()
    }
    assert len({*modules.values()}) == len(modules) == 11
    assert run("shw", "a.txt").stderr.endswith("Error: No such command 'shw'.\n")


def test_bot_and_index_say_what_they_are(tmp_path: Path) -> None:
    bot = QABot(Index.create(tmp_path / "index"))
    assert repr(bot) == f"QABot(Index('{tmp_path}/index', model='all-MiniLM-L6-v2'))"
    assert repr(QABot(bot.index, WordReader())).endswith(", reader='words')")


@pytest.mark.model
@pytest.mark.parametrize("named", ["option", "environment"])
def test_a_reader_that_is_not_there(built: Path, named: str) -> None:
    option = ["--reader", "no-such/reader"] if named == "option" else []
    result = CliRunner().invoke(
        main,
        ["ask", "who?", "--index", str(built / "index"), *option],
        env={"QABOT_READER": "no-such/reader"} if named == "environment" else {},
    )
    assert result.exit_code == 1
    assert result.stderr == (
        "Error: reader no-such/reader is not on this machine; give its folder, or allow a "
        "download with --allow-download\n"
    )


@pytest.mark.parametrize("command", [(), ("ask",), ("eval",)])
def test_a_reader_can_be_chosen(command: Sequence[str]) -> None:
    assert "--reader NAME" in run(*command, "--help").stdout


def test_a_bot_takes_a_reader_or_its_name(tmp_path: Path, folder: Path) -> None:
    Index.create(tmp_path / "index", encoder=WordEncoder()).sync([folder])
    reader = WordReader()
    assert QABot(Index.open(tmp_path / "index", encoder=WordEncoder()), reader).reader is reader
    with pytest.raises(ModelError, match=r"reader no-such/reader is not on this machine"):
        QABot.from_folder(folder, tmp_path / "other", reader="no-such/reader")
    assert not (tmp_path / "other").exists()


@pytest.mark.model
def test_ask_as_markdown(built: Path) -> None:
    question = "who said we shall keep the gates open"
    result = run("ask", question, "--index", built / "index", "--markdown")
    lines = result.stdout.splitlines()
    assert lines[0] == f"## {question}"
    assert re.fullmatch(r"\*\*Hans Weber\*\*, the mayor \(\w+( likely)?, \d\d%\)", lines[2])
    assert lines[4:] == [
        "> “We shall keep the gates open,” said Hans Weber, the mayor.[^1]",
        "",
        "[^1]: The Post, “The wall opens”, A. Writer, 1989-11-10, wall.md, characters 47–106",
    ]


@pytest.mark.model
def test_ask_as_csv(built: Path) -> None:
    question = "who said we shall keep the gates open"
    result = run("ask", question, "--index", built / "index", "--format", "csv")
    assert result.stdout.splitlines() == [
        "number,path,title,outlet,published,start,end,text",
        "1,wall.md,The wall opens,The Post,1989-11-10,47,106,"
        '"“We shall keep the gates open,” said Hans Weber, the mayor."',
    ]


@pytest.mark.model
@pytest.mark.parametrize("form", ["json", "markdown"])
def test_a_format_has_an_option_that_is_shorter(built: Path, form: str) -> None:
    question = ("ask", "what colour is the moon", "--index", built / "index")
    named, short = run(*question, "--format", form), run(*question, f"--{form}")
    assert named.exit_code == short.exit_code == 0
    assert without_times(named.stdout) == without_times(short.stdout)


@pytest.mark.parametrize("other", ["--json", "--markdown", "--why"])
def test_one_format_at_a_time(other: str) -> None:
    result = run("ask", "who?", "--format", "csv", other)
    assert result.exit_code == 2
    assert "choose one of --format, --json, --markdown and --why" in result.stderr


def without_times(printed: str) -> str:
    return re.sub(r'"milliseconds": \{[^}]*\}', "", printed)


@pytest.mark.model
def test_ask_why(built: Path) -> None:
    result = run("ask", "what is bread baked from", "--index", built / "index", "--why")
    lines = result.stdout.splitlines()
    why = lines.index("Why: Sentences are cited in the order of their rank.")
    assert "[1] Bread is baked from flour, water and salt." in lines[:why]
    assert lines[why + 1] == "[1] Bread · bread.txt"
    assert re.fullmatch(
        r"    rank 1 of \d sentences, in passage 1 of 2; score \d+\.\d\d", lines[why + 2]
    )
    assert re.search(r"BM25 by word: (\w+ \d\.\d( · |$)){4}", lines[-1])
    assert "bread" in lines[-1]


@pytest.mark.model
def test_what_the_output_cannot_print_is_printed_by_its_number(tmp_path: Path) -> None:
    write_articles(tmp_path / "a", {"fish.txt": "Fish “swim” in Łódź.\n"})
    assert run("index", tmp_path / "a", "--index", tmp_path / "index").exit_code == 0
    runner = CliRunner(charset="ascii")
    shown = runner.invoke(main, ["ask", "where do fish swim", "--index", str(tmp_path / "index")])
    assert shown.exit_code == 0, shown.output
    assert "[1] Fish \\u201cswim\\u201d in \\u0141\\xf3d\\u017a." in shown.stdout


ODD = "\x1b[31mx\x9b\u202e\udcff"
SHOWN = "\\x1b[31mx\\x9b\\xdcff"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("status", "--index", ODD), f"Error: no index at {SHOWN}; run: qabot index FOLDER"),
        (("index", ODD), f"Error: no such folder: {SHOWN}; give the folder"),
        (("index", ".", "--set", f"{ODD}=1"), "is not text; write it in UTF-8\n"),
        (("ask", "x", "--format", ODD), "Error: Invalid value for '--format': "),
        ((ODD,), "Error: No such command "),
        (("index", "x" * 9000), "xxx' …: File name too long\n"),
    ],
)
def test_what_an_option_holds_is_shown_and_not_obeyed(
    arguments: Sequence[str], message: str, tmp_path: Path
) -> None:
    result = CliRunner(env={"QABOT_INDEX": str(tmp_path)}).invoke(main, arguments, color=True)
    assert result.exit_code in (1, 2)
    assert message in result.stderr
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e\ud800-\udfff]", result.stderr)
    assert len(result.stderr) < 400


def test_json_has_no_character_that_a_terminal_obeys(capsys: pytest.CaptureFixture[str]) -> None:
    print_json({"text": "a\x1b\x9b\u202eb“é”"}, None)
    printed = capsys.readouterr().out
    assert printed == '{"text": "a\\u001b\\u009b\\u202eb“é”"}\n'
    assert json.loads(printed) == {"text": "a\x1b\x9b\u202eb“é”"}
