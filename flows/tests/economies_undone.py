"""What the local Prefect server is spared, put back: other tests of the process have Prefect's own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from prefect.server.utilities.database import UUID

from genesis_flows.prefect_server.economies import replacements


@contextmanager
def economies_undone() -> Iterator[None]:
    """Put back, at the end, what `economise` replaces."""
    with pytest.MonkeyPatch.context() as patched:
        for place, name, _ in replacements():
            patched.setattr(place, name, vars(place)[name])
        patched.setattr(UUID, "operator_classes", UUID.operator_classes)
        yield
