"""A stranger's model, as a reader or to embed with: none of the code that comes with it is run."""

from __future__ import annotations

import json
import os
import pickle
from collections.abc import Callable
from pathlib import Path

import pytest

from qabot.encoding import LazyEncoder
from qabot.errors import ModelError
from qabot.readers.choice import load_reader

pytestmark = pytest.mark.model
SHAPE = {
    "architectures": ["BertForQuestionAnswering"],
    "model_type": "bert",
    "vocab_size": 7,
    **{"hidden_size": 8, "num_attention_heads": 1, "num_hidden_layers": 1, "intermediate_size": 8},
}
OWN = {"AutoConfig": "own.Own", "AutoModel": "own.Own", "AutoModelForQuestionAnswering": "own.Own"}


class LeavingTrace:
    """Unpickled, it makes a folder."""

    def __init__(self, trace: Path) -> None:
        self.trace = trace

    def __reduce__(self) -> tuple[Callable[..., object], tuple[str]]:
        return os.mkdir, (str(self.trace),)


def with_code(folder: Path, trace: Path) -> None:
    """A model whose classes are in a module of its own; imported, that makes a folder."""
    module = "import os\nos.mkdir({!r})\nfrom transformers import BertModel as Own\n"
    (folder / "own.py").write_text(module.format(str(trace)))
    files = {
        "config.json": SHAPE | {"model_type": "own", "auto_map": OWN},
        "tokenizer_config.json": {"auto_map": {"AutoTokenizer": ["own.Own", "own.Own"]}},
        "modules.json": [{"idx": 0, "name": "0", "path": "", "type": "own.Own"}],
        "config_sentence_transformers.json": {},
    }
    for name, values in files.items():
        (folder / name).write_text(json.dumps(values))


def with_pickle(folder: Path, trace: Path) -> None:
    """A model whose weights make a folder when they are unpickled."""
    (folder / "config.json").write_text(json.dumps(SHAPE))
    (folder / "tokenizer_config.json").write_text("{}")
    (folder / "vocab.txt").write_text("[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\na\nb\n")
    (folder / "pytorch_model.bin").write_bytes(pickle.dumps(LeavingTrace(trace), protocol=2))


@pytest.mark.parametrize("made", [with_code, with_pickle])
@pytest.mark.parametrize("used", ["reader", "encoder"])
@pytest.mark.filterwarnings("ignore")
def test_its_code_is_not_run(tmp_path: Path, made: Callable[[Path, Path], None], used: str) -> None:
    folder, trace = tmp_path / "model", tmp_path / "trace"
    folder.mkdir()
    made(folder, trace)
    with pytest.raises(ModelError) as raised:
        if used == "reader":
            load_reader(str(folder))
        else:
            LazyEncoder(str(folder)).load()
    assert "\n" not in str(raised.value)
    assert not trace.exists()


def test_the_trace_would_be_seen(tmp_path: Path) -> None:
    for made, run in ((with_code, "own.py"), (with_pickle, "pytorch_model.bin")):
        folder, trace = tmp_path / made.__name__, tmp_path / f"{made.__name__}.trace"
        folder.mkdir()
        made(folder, trace)
        data = (folder / run).read_bytes()
        if run.endswith(".py"):
            exec(compile(data, run, "exec"), {})
        else:
            pickle.loads(data)
        assert trace.exists()
