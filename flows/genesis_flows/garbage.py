"""What a process is made of is not looked through for garbage while a writer waits.

Prefect's modules are some 200,000 objects in the worker and 285,000 in the server, and Python goes
through all of them now and then: 0.15 to 0.18 s in which nobody is answered.
"""

from __future__ import annotations

import gc

YOUNG = 10_000
"""So many objects are made before the young ones are looked at (Python 3.11's own: 700). Nearly
all that an answer makes go by themselves."""


def keep_what_is_here() -> None:
    """Take what is loaded now for what stays until the process ends."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG)
