"""A state that names code to be run, in every shape that Prefect's client would load."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

POISONED_STATES = Path(__file__).with_name("poisoned_states.py")


def ran(directory: Path, process: str) -> list[str]:
    """What ran in a process that is closed, as the worker's is, or as Prefect leaves it."""
    environment = os.environ | {"PREFECT_HOME": str(directory / "home")}
    environment.pop("PREFECT_API_URL", None)
    done = subprocess.run(
        [sys.executable, str(POISONED_STATES), str(directory), process],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    names: list[str] = json.loads(done.stdout.splitlines()[-1])
    return names


def test_the_workers_process_loads_none_of_them(tmp_path: Path) -> None:
    assert ran(tmp_path, "closed") == []


def test_prefects_own_client_would_have_run_them(tmp_path: Path) -> None:
    # Else the test above proves nothing.
    assert {"pickle", "default", "picklelib"} <= set(ran(tmp_path, "open"))
