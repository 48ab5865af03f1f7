"""On the PYTHONPATH of a process: its clock, and that of Prefect in it, is three hours behind."""

from __future__ import annotations

import importlib.util
import sys
import time
from collections.abc import Sequence
from datetime import timedelta
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

BEHIND = timedelta(hours=3)
PREFECTS_CLOCK = "prefect.types._datetime"

unix_time = time.time
time.time = lambda: unix_time() - BEHIND.total_seconds()


class Behind(MetaPathFinder):
    """Changes Prefect's clock as it is loaded, and loads nothing of Prefect before its time."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Give the module's own place, with what is done to it afterwards."""
        del path, target
        if fullname != PREFECTS_CLOCK:
            return None
        sys.meta_path.remove(self)
        spec = importlib.util.find_spec(fullname)
        if spec is None or spec.loader is None:
            return None
        load = spec.loader.exec_module

        def exec_module(module: ModuleType) -> None:
            load(module)
            now = module.now
            module.now = lambda *zone: now(*zone) - BEHIND

        spec.loader.exec_module = exec_module
        return spec


sys.meta_path.insert(0, Behind())
