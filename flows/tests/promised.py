"""How long tests wait, and what they hold a promise of so many seconds to."""

from __future__ import annotations

import os

PATIENCE_S = 60.0
"""For what comes, before it is said that it did not: no measure of anything."""


def promised(seconds: float) -> float:
    """Six times as long on a machine that has other things to do, the suite's; all of it with GENESIS_TEST_IDLE=1.

    What would come after so long by another way, a poll or a beat, is no matter of seconds: a test says
    by which way it came.
    """
    return seconds if os.environ.get("GENESIS_TEST_IDLE") == "1" else 6 * seconds
