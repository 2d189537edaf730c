"""A graph in onnxruntime."""

from __future__ import annotations

import os
import threading
from collections.abc import Mapping
from typing import Any

from qabot.encoding.graph_draft import Array
from qabot.per_process import PerProcess
from qabot.types import FloatArray

_ERRORS_ALONE = 3
_SILENT = {"ORT_DISABLE_TELEMETRY": "1"}
"""onnxruntime 1.32 tells Microsoft of its use, over the network, and keeps a number of this machine
in the user's cache for that, unless this is set when it is imported (its Privacy.md)."""


class GraphSession:
    """A model with one output.

    Each run is done by the thread that asks for it, and onnxruntime has no threads of its own. Safe
    to use from several threads; a process that is forked loads the model again, as it may have been
    forked while a thread held one of onnxruntime's locks.
    """

    def __init__(self, model: bytes, constants: Mapping[str, Array]) -> None:
        self._model = model
        self._constants = constants
        self._kept: list[_Loaded] = []
        self._loaded = PerProcess(self._anew)
        self._session()

    def run(self, given: Mapping[str, FloatArray]) -> FloatArray:
        """The output for inputs, which are given by name."""
        (wanted,) = self._session().run(None, dict(given))
        result: FloatArray = wanted
        return result

    def _session(self) -> Any:
        loaded = self._loaded.here
        with loaded.lock:
            if loaded.session is None:
                loaded.session = self._load()
            return loaded.session

    def _anew(self) -> _Loaded:
        """Nothing loaded; what the process before had is kept, as freeing it takes locks too."""
        self._kept.append(_Loaded())
        return self._kept[-1]

    def _load(self) -> Any:
        onnxruntime = _silent_onnxruntime()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = _ERRORS_ALONE
        # Graphs are drawn as onnxruntime's own optimisation would leave them.
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
        values = [
            onnxruntime.OrtValue.ortvalue_from_numpy(each) for each in self._constants.values()
        ]
        options.add_external_initializers(list(self._constants), values)
        return onnxruntime.InferenceSession(
            self._model, options, providers=["CPUExecutionProvider"]
        )


def _silent_onnxruntime() -> Any:
    """The library, made to tell nobody of its use.

    One that a program around qabot imported before may have told that it began, and tells no more
    than it has to.
    """
    os.environ.update(_SILENT)
    # 30 ms, which --help and a sync without a change do not need (python -X importtime).
    import onnxruntime

    onnxruntime.disable_telemetry_events()
    return onnxruntime


class _Loaded:
    """What a process has loaded."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.session: Any = None
