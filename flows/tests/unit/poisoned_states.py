"""Run by test_nothing_loaded.py as a process of its own: what a worker does with poisoned states.

Prints, as JSON, which of them ran code: each names a file that it would make.
"""

from __future__ import annotations

import asyncio
import base64
import json
import os
import pickle
import sys
from pathlib import Path
from typing import Any

os.environ["PREFECT_RESULTS_DEFAULT_SERIALIZER"] = "genesis-none"

from prefect.client.schemas.objects import State
from prefect.results import ResultStore

from genesis_flows.worker.nothing_loaded import load_nothing

DIRECTORY = Path(sys.argv[1])
IS_CLOSED = sys.argv[2] == "closed"


class MakesAFile:
    """Unpickled, it makes the file."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __reduce__(self) -> tuple[Any, ...]:
        return (os.mkdir, (str(self._path),))


def poison(name: str) -> bytes:
    return base64.encodebytes(pickle.dumps(MakesAFile(DIRECTORY / name)))


def stored(name: str, serializer: dict[str, Any] | None) -> dict[str, Any]:
    """A record in the file system, as a state's metadata names it."""
    key = DIRECTORY / f"{name}.record"
    metadata: dict[str, Any] = {"storage_key": str(key)}
    if serializer is not None:
        metadata["serializer"] = serializer
    record = {"metadata": metadata, "result": poison(name).decode()}
    key.write_text(json.dumps(record))
    return {"type": "COMPLETED", "data": metadata}


def module_that_makes_a_file(name: str) -> str:
    path = DIRECTORY / f"poisoned_{name}.py"
    path.write_text(
        f"import os\nos.mkdir({str(DIRECTORY / name)!r})\n"
        "dumps = loads = compress = decompress = None\n"
    )
    return f"poisoned_{name}"


async def main() -> None:
    if IS_CLOSED:
        load_nothing()
    sys.path.insert(0, str(DIRECTORY))
    imported = module_that_makes_a_file("picklelib")
    compressed = module_that_makes_a_file("compressionlib")
    states = {
        "pickle": stored("pickle", {"type": "pickle"}),
        "default": stored("default", None),
        "picklelib": stored("picklelib", {"type": "pickle", "picklelib": imported}),
        "compressionlib": stored(
            "compressionlib",
            {
                "type": "compressed",
                "serializer": {"type": "pickle"},
                "compressionlib": compressed,
            },
        ),
        "inline": {"type": "COMPLETED", "data": poison("inline").decode()},
        "failed": {**stored("failed", {"type": "pickle"}), "type": "FAILED"},
        "kind": {"type": "COMPLETED", "data": {"__prefect_kind": "json", "value": "1"}},
    }
    for state in states.values():
        try:
            read = State[Any].model_validate(state)
            await read.aresult(raise_on_failure=False, retry_result_failure=False)
        except Exception as error:
            print(type(error).__name__, file=sys.stderr)
    ResultStore()  # what an engine makes at each start
    print(json.dumps(sorted(name for name in states if (DIRECTORY / name).exists())))


asyncio.run(main())
